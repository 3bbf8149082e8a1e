// Which way an effect moves with its cause: facts of the row, its words and what stands beside the effect, and what they weigh.

import {expect, test} from "vitest"
import {decide} from "../../src/claims/decide.ts"
import {scorer} from "../../src/claims/reader.ts"
import {SIGNS, signBy, signFacts, signNumbers, weighedForSign} from "../../src/claims/sign.ts"
import {factHash, factName} from "../../src/core/fact.ts"
import {WeightTable} from "../../src/core/weight-table.ts"
import {givenTokens, parse} from "../../src/language/parse.ts"
import {english} from "../language/english.ts"
import {claimsOf} from "./sentence.ts"

function toldIn(text: string) {
  const {dependencies: d} = parse(givenTokens(english(), text, {from: 0, to: text.length}).given, english())
  const [proposal] = decide(d!, scorer(), false)
  return {d: d!, told: {...proposal!, sign: proposal!.ruled}}
}

const LATE = "The strikes cost the port its licence."

test("facts are of the row, its words and the effect, each with the sign of the row", () => {
  const {d, told} = toldIn(LATE)
  const facts = signFacts(d, told, factName)
  expect(facts).toContain("row cost, sign +")
  expect(facts).toContain("words cost")
  expect(facts).toContain("opens the effect the, cost")
})

test("words behind the effect are facts in a row", () => {
  const {d, told} = toldIn("The drought drove the price down.")
  const facts = signFacts(d, told, factName)
  expect(facts).toContain("0 behind the effect down")
  expect(facts).toContain("behind the effect  down .")
})

test("the likeliest sign is taken; of signs that weigh the same the first", () => {
  const {d, told} = toldIn(LATE)
  const numbers = signNumbers([factHash("any claim")])
  const weigh = (sign: number, weight: number) => signBy(d, told, WeightTable.of([[numbers[sign]![0]!, weight]]))
  expect(new Set(numbers.flat()).size).toBe(SIGNS.length)
  for (const [k, sign] of SIGNS.entries()) expect(weigh(k, 100)).toBe(sign)
  expect(weigh(0, -100)).toBe("-")
})

test("what facts weigh for a sign against that of its row adds up to what decides", () => {
  const {d, told} = toldIn(LATE)
  expect(told.sign).toBe("+")
  const sum = weighedForSign(d, told, "-").reduce((all, {weight}) => all + weight, 0)
  expect(sum).toBeGreaterThan(0)
  expect(weighedForSign(d, told, "+").every(({weight}) => weight === 0)).toBe(true)
})

test.each([
  ["The strikes cost the port its licence.", "-"],
  ["The drought drove the price of hay down.", "-"],
  ["The standoff ended in bloodshed.", "+"],
  ["The lockout brought the yard to a halt.", "-"],
  ["The levy kept fares high.", "+"],
  ["The rumour kept shoppers away.", "-"],
  ["The subsidy had no effect on rents.", "0"],
  ["The new route has made the ferry unprofitable.", "-"],
])("%s", (sentence, sign) => {
  expect(claimsOf(sentence).map((claim) => [claim.sign, claim.denied])).toEqual([[sign, false]])
})
