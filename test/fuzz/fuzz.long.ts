// Damaged inputs of every kind against the whole command line, a few of each: `npm run fuzz` tries ten thousand.
// BRINK_FUZZ=FROM-TO tries others.

import {afterAll, beforeAll, expect, test} from "vitest"
import {openWorkshop, type Workshop} from "./hand.ts"
import {addressed, hunt} from "./hunt.ts"
import {KINDS, wholeAttempts} from "./kinds.ts"

const [from = 0, to = 40] = (process.env["BRINK_FUZZ"] ?? "").split("-").filter(Boolean).map(Number)

let shop: Workshop
beforeAll(async () => {
  shop = await openWorkshop()
})
afterAll(() => shop.close())

// Damage to what is refused anyhow reaches no further than the refusal.
test("what mutations begin from is taken without a complaint", async () => {
  const hand = shop.hand("whole")
  for (const attempt of wholeAttempts()) {
    const fate = await hand.run(attempt)
    expect({done: attempt.done, ...fate}).toMatchObject({done: attempt.done, wrong: null, codes: [0]})
  }
})

test("no mutation crashes, hangs, fills the memory, writes where it was not asked to, or differs when done again", async () => {
  const {tried, codes, failures, notAlone, slowest, largest} = await hunt(shop, {
    kinds: Object.keys(KINDS),
    seed: 1,
    from,
    count: to - from,
  })
  console.log(
    `${tried} mutations: exit codes ${JSON.stringify(codes)}; the longest ${Math.round(slowest.cpu)} ms (${slowest.where}), the largest ${Math.round(largest.resident / 1e6)} MB`,
  )
  expect([...failures, ...notAlone].map((failure) => `${failure.key}\n${addressed(failure)}\n${failure.says}`)).toEqual(
    [],
  )
  // Some are taken and some refused: were it all of one, the damage would be too little or too much.
  expect(codes["0"]).toBeGreaterThan(tried / 20)
  expect(codes["2"]).toBeGreaterThan(tried / 20)
})
