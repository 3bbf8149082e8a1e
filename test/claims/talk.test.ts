// Documents that talk: what is told in the order of things is read there, and there alone.

import {expect, test} from "vitest"
import {readDocument} from "../../src/claims/reader.ts"
import {stagesIn} from "../../src/claims/stages.ts"
import {openDocument} from "../../src/documents/index.ts"
import {talks} from "../../src/documents/talk.ts"
import {sentences} from "../../src/language/index.ts"
import {english} from "../language/english.ts"

const opened = (text: string) => openDocument({file: "told.txt", kind: "text", text}).document!
const POND =
  "I have lived by the pond all my life. The reeds get cut too early and the ducklings die. It's a lot of work."
const claimsIn = (text: string) => readDocument(opened(text), sentences(opened(text)), english(), () => {})

test.each([
  ["what somebody explains", POND, true],
  ["two sentences are no telling", "I live by the pond. The reeds get cut too early and the ducklings die.", false],
  ["names", POND.replaceAll("the pond", "the pond of Old Kessel near Tull in Orrin"), false],
  ["figures", POND.replace("a lot of work", "a lot of work, some 40 hours and 12 boats"), false],
  ["quotations", POND.replace("It's a lot of work", 'It\'s "work"'), false],
  ["nobody speaks", "The pond is old. Reeds are cut early and ducklings die. Work is hard.", false],
  [
    "words that essays have too",
    "The pond has its own year. Then the frogs do too well, so the flies go. It is good and bad.",
    false,
  ],
])("%s", (_, text, wanted) => {
  expect(talks(opened(text), sentences(opened(text)))).toBe(wanted)
})

test("what is told one after the other is read where somebody explains, by a row that --why prints", () => {
  const [claim, ...more] = claimsIn(POND)
  expect(more).toEqual([])
  expect(claim).toMatchObject({
    cause: {text: "The reeds get cut too early"},
    effect: {text: "the ducklings die"},
    sign: "+",
    why: {rule: "row sequel"},
  })
  expect(claim!.confidence).toBeGreaterThanOrEqual(0.3)
  const told = stagesIn(opened(POND), english(), claim!.quote).sentences[0]!
  expect(told.decide.find(({outcome}) => outcome === "said")).toMatchObject({id: "row sequel"})
  expect(told.interpret.map(({id}) => id)).toEqual([claim!.id])
})

test("a report tells nothing by the order of its clauses", () => {
  expect(claimsIn("The pond is old. Reeds are cut early and ducklings die. Work is hard.")).toEqual([])
})

test.each([
  ["The trout enjoy cold water.", "+"],
  ["The trout don't enjoy cold water.", "-"],
  ["No trout enjoy cold water.", "+"],
])("what is not so turns what is liked: %s", (sentence, sign) => {
  const found = claimsIn(`I fish here a lot. ${sentence} So we get up early.`)
  expect(found.map((claim) => [claim.sign, claim.denied])).toEqual([[sign, false]])
})

test("an essay without names or figures is no talk: its words are long", () => {
  const essay =
    "We think that expectations matter here. Withdrawals exhausted the reserves of the institutions; the resulting shortage compelled managers to liquidate investments; its consequences discouraged remaining depositors. So we recommend transparency."
  expect(claimsIn(essay).filter(({why}) => why?.rule === "row sequel")).toEqual([])
})
