// Why a claim was made, in words a person can judge.

import {expect, test} from "vitest"
import {findWords, ruleInWords} from "../../src/claims/whole.ts"
import {claimsOf} from "./sentence.ts"

test("a row says which side is the cause", () => {
  const of = (rule: string, ...words: string[]) => ruleInWords({rule, words: []}, words)
  expect(of("row lower", "hurt")).toBe('"hurt": what it acts on is the effect')
  expect(of("row if", "If")).toBe('"If": its clause is the condition')
  expect(of("therefore: hence", "Hence")).toBe('"Hence": what was said before is the cause of what follows')
  expect(of("otherwise")).toBe("what was said before keeps what follows from coming true")
})

test("a rule that nobody has worded keeps its own name", () => {
  expect(ruleInWords({rule: "tea leaves", words: []}, ["tea"])).toBe('"tea": rule "tea leaves"')
  expect(ruleInWords({rule: "row frobnicate", words: []}, [])).toBe('rule "row frobnicate"')
})

test("every rule that fires on these sentences is worded", () => {
  for (const sentence of [
    "Raids hurt trade.",
    "The drought is the main cause of the dispute.",
    "Rain is vital to the herds.",
    "If raids rise, the council will close the road.",
    "Thanks to the truce, trade rose.",
    "The more goats graze, the less grass there is.",
  ])
    for (const {why} of claimsOf(sentence)) expect(ruleInWords(why!, [])).not.toMatch(/^rule /)
})

test("words are found as whole words, whatever the line breaks and marks, and where they stand in the text", () => {
  const sentence = "The “old”\n  well’s rain-water; rain fell."
  const texts = (words: string) => findWords(sentence, words).map(({from, to}) => sentence.slice(from, to))
  expect(texts('"old" well\'s')).toEqual(["“old”\n  well’s"])
  expect(texts("rain")).toEqual(["rain", "rain"])
  expect(texts("THE")).toEqual(["The"])
  expect(texts("ell")).toEqual([])
  expect(texts(" ")).toEqual([])
})
