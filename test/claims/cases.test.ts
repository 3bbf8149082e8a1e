// Reading, tested by text anyone can write: cases/*.txt hold a title, a sentence, and the
// claims it must give. "nothing" is a claim about silence. A case that the reader does not pass yet stands in
// known-misses.txt; the day it passes, the list must lose it, so that nothing gained is lost unseen.

import {describe, expect, test} from "vitest"
import {allCases, judge, knownMisses, nameOf, placeOf} from "./casebook.ts"
import {allExamples} from "./lexicon.ts"
import {claimsWithin, misspelt, rulesOf} from "./sentence.ts"

const cases = allCases()
const misses = knownMisses()

for (const file of new Set(cases.map((c) => c.file)))
  describe(file, () => {
    for (const c of cases.filter((each) => each.file === file))
      test(c.title, () => {
        const claims = claimsWithin(c.sentence)
        const {lenient, wrong} = judge(c, claims)
        expect(misspelt(rulesOf(claims))).toEqual([])
        if (misses.has(nameOf(c)))
          expect(lenient, "It passes now: take it off test/claims/known-misses.txt").toBe(false)
        else expect(wrong, c.sentence).toEqual([])
      })
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
