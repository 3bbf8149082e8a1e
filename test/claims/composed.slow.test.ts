// Sentences put together at random: the claim between their two sides is read in so many of them, whatever stands around it.

import {expect, test} from "vitest"
import {composed, worstPairs} from "./composed.ts"
import {claimsOf} from "./sentence.ts"

const holds = (words: string, word: string): boolean => words.toLowerCase().split(/\W+/).includes(word)

const isRead = (text: string, cause: string, effect: string): boolean =>
  claimsOf(text).some((claim) => holds(claim.cause.text, cause) && holds(claim.effect.text, effect))

test.each([
  ["things", 0.92],
  ["clauses", 0.79],
] as const)(
  "of 3,000 sentences of two %s the share that is read is at least %d",
  (family, floor) => {
    const results = composed(family, 3000, 7).map((each) => ({
      ...each,
      read: isRead(each.text, each.cause, each.effect),
    }))
    const share = results.filter(({read}) => read).length / results.length
    const worst = worstPairs(results)
      .slice(0, 10)
      .map(({parts, read, of, expected}) => `${parts}: ${read} of ${of}, ${expected.toFixed(0)} expected`)
    expect(share, `worst pairs:\n${worst.join("\n")}`).toBeGreaterThanOrEqual(floor)
  },
  120_000,
)

test("a pair that is read less often than its parts is named first", () => {
  const names = ["a", "b", "c"].flatMap((first) => ["x", "y", "z"].map((second) => `${first} ${second}`))
  const results = names.flatMap((name) =>
    Array.from({length: 10}, () => ({parts: name.split(" "), read: name !== "a x"})),
  )
  expect(worstPairs(results)[0]).toMatchObject({parts: "a + x", read: 0, of: 10})
})

test("the same seed gives the same sentences", () => {
  expect(composed("things", 20, 3)).toEqual(composed("things", 20, 3))
  expect(composed("things", 20, 3)).not.toEqual(composed("things", 20, 4))
})
