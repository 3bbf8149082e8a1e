// Reading, tested by text anyone can write: cases/*.txt hold a title, a sentence, and the
// claims it must give. "nothing" is a claim about silence. A case that the reader does not pass yet stands in
// known-misses.txt; the day it passes, the list must lose it, so that nothing gained is lost unseen.

import {expect, test} from "vitest"
import {allCases, faultsOf, knownMisses, nameOf, placeOf} from "./casebook.ts"
import {allExamples} from "./lexicon.ts"

const cases = allCases()
const misses = knownMisses()

// One test a file: a test for each of some 1,700 cases takes as long to report as to read.
test.each([...new Set(cases.map(({file}) => file))])("%s is read", (file) => {
  expect(
    faultsOf(
      cases.filter((each) => each.file === file),
      misses,
    ),
  ).toEqual([])
})

test("no case has the name of another, and every phrase stands in its sentence", () => {
  expect(new Set(cases.map(nameOf)).size).toBe(cases.length)
  for (const {sentence, wanted} of cases)
    for (const claim of wanted) for (const phrase of [claim.cause, claim.effect]) placeOf(sentence, phrase)
})

test("every known miss is a case or a word's example", () => {
  const names = new Set([...cases, ...allExamples()].map(nameOf))
  expect([...misses].filter((name) => !names.has(name))).toEqual([])
})
