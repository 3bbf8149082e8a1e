// Why a claim was made, in words a person can judge.

import {expect, test} from "vitest"
import {findWords, ruleInWords} from "../../src/claims/whole.ts"
import {claimsOf} from "./sentence.ts"

test("rules of verbs, nouns, adjectives and connectives say which side is the cause", () => {
  const of = (rule: string, ...words: string[]) => ruleInWords({rule, words: []}, words)
  expect(of("verb bring down", "hurt")).toBe(
    '"hurt" is a verb of the kind "bring down": who or what does it is the cause, its object the effect; the more, the less',
  )
  expect(of("noun obstacle to", "an obstacle to")).toContain("keeps back what follows")
  expect(of("adjective vital", "vital to")).toBe('"vital to": what is called vital helps to bring about what follows')
  expect(of("clause if, tail", "If")).toMatch(/the condition, and so the cause.*; its effect goes on to what the tail/)
  expect(of("purpose, verb bring down", "to reduce")).toContain("the effect is meant, not told as done")
  expect(of("because of: thanks to", "thanks to")).toBe(
    '"thanks to": what follows is the cause of what the clause says',
  )
})

test("a rule that nobody has worded keeps its own name", () => {
  expect(ruleInWords({rule: "tea leaves", words: []}, ["tea"])).toBe('"tea": rule "tea leaves"')
  expect(ruleInWords({rule: "verb frobnicate", words: []}, [])).toContain('a verb of the kind "frobnicate"')
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
