// Weights are log odds of readings known to be right or wrong; a misreading is one that no mark answers for, or another sign.

import {expect, test} from "vitest"
import {SUSPICION_WEIGHTS, SUSPICIONS} from "../../src/firstreading/index.ts"
import {claimsOf} from "../claims/sentence.ts"
import {fitted} from "./fit.ts"
import {fell} from "./floors.ts"
import {wrongOf} from "./queue.ts"

const many = (n: number, rules: readonly string[], isWrong: boolean) =>
  Array.from({length: n}, () => ({rules, isWrong}))

test("a weight is the log of the ratio of odds, a little less for the penalty; a rule that calms counts nothing", () => {
  // Odds of 1 to 9 without the rule, of 1 to 1 with it.
  const judged = [
    ...many(450, [], false),
    ...many(50, [], true),
    ...many(250, ["odd"], false),
    ...many(250, ["odd"], true),
    ...many(200, ["calm"], false),
    ...many(5, ["calm"], true),
  ]
  const weights = fitted(judged, ["odd", "calm"])
  expect(weights.get("odd")).toBeGreaterThan(Math.log(9) - 0.3)
  expect(weights.get("odd")).toBeLessThan(Math.log(9) + 0.4)
  expect(weights.get("calm")).toBe(0)
  expect(fitted(many(9, ["odd"], false), ["odd"]).get("odd")).toBe(0)
})

test("every rule has its weight, and none of them is below 0", () => {
  expect(Object.keys(SUSPICION_WEIGHTS).sort()).toEqual(SUSPICIONS.map(({id}) => id).sort())
  for (const {weight} of Object.values(SUSPICION_WEIGHTS)) expect(weight).toBeGreaterThanOrEqual(0)
})

test("what no mark answers for is wrong, and what has another sign than its mark", () => {
  const claims = claimsOf("Hail hurts the harvest, and frost hurts the vines.")
  expect(claims).toHaveLength(2)
  const marks = (list: typeof claims, sign: "+" | "-") => ({
    claims: list.map(({file, cause: {from, to}, effect}) => ({
      file,
      cause: {from, to},
      effect: {from: effect.from, to: effect.to},
      sign,
    })),
  })
  expect([...wrongOf({claims}, marks(claims, "-"))]).toEqual([])
  expect([...wrongOf({claims}, marks(claims.slice(0, 1), "-"))]).toEqual([claims[1]!.id])
  expect([...wrongOf({claims}, marks(claims, "+"))]).toEqual(claims.map(({id}) => id))
})

test("a floor falls where the first twenty hold two fewer, and moves with how many are wrong", () => {
  const floor = {readings: 100, wrong: 20, early: 8}
  const now = (early: number, wrong = 20) => ({readings: 100, wrong, early, chance: wrong / 5})
  expect([fell(now(8), floor), fell(now(7), floor), fell(now(4, 10), floor)]).toEqual([null, null, null])
  expect(fell(now(6), floor)).toBe("8 of 20 misreadings came early, and now 6 of 20")
})
