import fc from "fast-check"
import {expect, test} from "vitest"
import {HEDGES, SOURCE_TRUST} from "../../src/core/opinions.ts"
import {believe, type Voice, worth} from "../../src/map/belief.ts"

const voice = fc.record({
  lineage: fc.constantFrom("a", "b", "c", "d"),
  worth: fc.double({min: 0, max: 1, noNaN: true}),
  says: fc.constantFrom("supports", "unclear", "opposes") as fc.Arbitrary<Voice["says"]>,
})

test("two independent outright statements of a perfect reader leave one sixteenth of doubt", () => {
  const one = worth({hedge: null, condition: null, confidence: 1})
  expect(one).toBe(SOURCE_TRUST)
  expect(believe([{lineage: "a", worth: one, says: "supports"}])).toBeCloseTo(0.75, 12)
  const two = [
    {lineage: "a", worth: one, says: "supports"},
    {lineage: "b", worth: one, says: "supports"},
  ] as const
  expect(believe(two)).toBeCloseTo(1 - 1 / 16, 12)
})

test("belief lies between 0 and 1, whatever is said", () => {
  fc.assert(
    fc.property(fc.array(voice), (voices) => {
      const belief = believe(voices)
      return belief >= 0 && belief <= 1
    }),
  )
})

test("one more voice for it never lowers belief, one more against it never raises it", () => {
  fc.assert(
    fc.property(fc.array(voice), voice, (voices, more) => {
      const before = believe(voices)
      const after = believe([...voices, more])
      return more.says === "opposes" ? after <= before + 1e-12 : after >= before - 1e-12
    }),
  )
})

test("the same lineage saying it again, no louder, changes nothing", () => {
  fc.assert(
    fc.property(fc.array(voice, {minLength: 1}), (voices) => believe([...voices, voices[0]!]) === believe(voices)),
  )
})

test("the order in which voices come does not matter", () => {
  fc.assert(fc.property(fc.array(voice), (voices) => believe([...voices].reverse()) === believe(voices)))
})

test("a hedge, a condition or a doubtful reader is worth less", () => {
  const plain = worth({hedge: null, condition: null, confidence: 0.8})
  for (const hedge of ["may", "could", "is likely to", "is unlikely to", "by some accounts", "would"])
    expect(worth({hedge, condition: null, confidence: 0.8}), hedge).toBeLessThan(plain)
  expect(worth({hedge: null, condition: "if", confidence: 0.8})).toBeLessThan(plain)
  expect(worth({hedge: null, condition: null, confidence: 0.5})).toBeLessThan(plain)
})

test("every hedge catches its own example first", () => {
  for (const hedge of HEDGES) expect(HEDGES.find((h) => h.words.test(hedge.example))).toBe(hedge)
})

test("no silence, no belief: nothing said is 0", () => {
  expect(believe([])).toBe(0)
  expect(believe([{lineage: "a", worth: 1, says: "opposes"}])).toBe(0)
})
