// Sentences put together at random: the claim between their two sides is read in so many of them, whatever stands around it.

import {expect, test} from "vitest"
import {type Composed, composed, denials, inOrder, joinedCauses, worstPairs} from "./composed.ts"
import {claimsOf, holds} from "./sentence.ts"

const isRead = (text: string, cause: string, effect: string): boolean =>
  claimsOf(text).some((claim) => holds(claim.cause.text, cause) && holds(claim.effect.text, effect))

/** The share that is read, and what is read least. */
function shareOf(sentences: readonly Composed[]): {readonly share: number; readonly worst: string} {
  const results = sentences.map((each) => ({...each, read: isRead(each.text, each.cause, each.effect)}))
  const worst = worstPairs(results)
    .slice(0, 10)
    .map(({parts, read, of, expected}) => `${parts}: ${read} of ${of}, ${expected.toFixed(0)} expected`)
  return {share: results.filter(({read}) => read).length / results.length, worst: `worst pairs:\n${worst.join("\n")}`}
}

test.each([
  ["things", 0.94],
  ["clauses", 0.83],
] as const)(
  "of 3,000 sentences of two %s the share that is read is at least %d",
  (family, floor) => {
    const {share, worst} = shareOf(composed(family, 3000, 7))
    expect(share, worst).toBeGreaterThanOrEqual(floor)
  },
  120_000,
)

test("sentences that the order of their clauses tells are read behind any opening", () => {
  const {share, worst} = shareOf(inOrder())
  expect(share, worst).toBeGreaterThanOrEqual(0.9)
})

test("the second of two clauses behind one opener is read, before and behind what comes of it", () => {
  const {share, worst} = shareOf(joinedCauses())
  expect(share, worst).toBeGreaterThanOrEqual(0.92)
})

test("what denies a claim does so behind any opening, and what only looks like it does not", () => {
  const results = denials().flatMap((each) => {
    const claim = claimsOf(each.text).find(
      ({cause, effect}) => holds(cause.text, each.cause) && holds(effect.text, each.effect),
    )
    return claim ? [{...each, read: claim.denied === each.denied}] : []
  })
  const wrong = results.filter(({read}) => !read).map(({text}) => text)
  expect(results.length).toBeGreaterThan(1200)
  expect(1 - wrong.length / results.length, wrong.slice(0, 20).join("\n")).toBeGreaterThanOrEqual(0.98)
})

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
