import {describe, expect, test} from "vitest"
import {columnOf, leastRuns, sampleChains} from "../../src/calibrate/chains.ts"
import {mixingOf} from "../../src/calibrate/mixing.ts"
import {normalQuantile, uniformAt} from "../../src/math/random.ts"
import {isQuick} from "../tiers.ts"

/** Draws where the data weigh a point of `width` coordinates by `log`. */
const drawn = (width: number, log: (point: Float64Array) => number, {runs = 10_000, seed = 1, keep = 100} = {}) =>
  sampleChains({
    names: Array.from({length: width}, (_, j) => `x${j}`),
    runs,
    keep,
    seed: {lo: seed, hi: 0},
    evaluate: async (points, first) =>
      Array.from({length: points.length / width}, (_, i) => ({
        log: log(points.subarray(i * width, (i + 1) * width)),
        told: first + i,
      })),
  })

function moments(values: ArrayLike<number>): {mean: number; sd: number} {
  const all = Array.from(values)
  const mean = all.reduce((sum, value) => sum + value, 0) / all.length
  return {mean, sd: Math.sqrt(all.reduce((sum, value) => sum + (value - mean) ** 2, 0) / all.length)}
}

describe("chains", () => {
  test("20 observations of mean 1 under a wide prior: mean .99950, standard deviation .22355", async () => {
    const log = ([z]: Float64Array) =>
      Array.from({length: 20}, (_, i) => (2 * (i % 2) - 10 * z!) ** 2).reduce((sum, one) => sum - one / 2, 0)
    const found = await drawn(1, log, {runs: 40_000})
    const {mean, sd} = moments(found.states.map((z) => 10 * z))
    expect(Math.abs(mean - 0.9995)).toBeLessThan(0.02)
    expect(Math.abs(sd / 0.22355 - 1)).toBeLessThan(0.05)
    expect(found.evaluated).toBeLessThanOrEqual(40_000)
    expect(found.evaluated).toBeGreaterThan(40_000 - 64)
  })

  test.skipIf(isQuick)("where the data say nothing the prior comes out, also of thirty unknowns", async () => {
    const {states, mixing} = await drawn(30, () => 0, {runs: 20_000})
    for (const j of [0, 13, 29]) {
      const {mean, sd} = moments(columnOf(states, j, 30))
      expect(Math.abs(mean)).toBeLessThan(0.12)
      expect(Math.abs(sd - 1)).toBeLessThan(0.08)
    }
    expect(Math.max(...mixing.map(({between}) => between))).toBeLessThan(1.2)
  })

  test.skipIf(isQuick)(
    "what is tied together comes out tied: a sum that is known leaves each part 1 - 1 / d of its variance",
    async () => {
      const sum = (point: Float64Array) => point.reduce((all, z) => all + z, 0)
      const {states} = await drawn(5, (point) => -((sum(point) - 1) ** 2) / (2 * 0.01 ** 2), {runs: 60_000})
      const sums = Float64Array.from({length: states.length / 5}, (_, i) => sum(states.subarray(5 * i, 5 * i + 5)))
      expect(moments(sums).mean).toBeCloseTo(1, 2)
      expect(Math.abs(moments(sums).sd / 0.01 - 1)).toBeLessThan(0.1)
      expect(Math.abs(moments(columnOf(states, 0, 5)).sd - Math.sqrt(0.8))).toBeLessThan(0.08)
    },
  )

  test.skipIf(isQuick)("two answers that lie apart get the shares that the prior gives them", async () => {
    const log = ([side, at]: Float64Array) => -((at! - (side! > 0.5244 ? 1 : -1)) ** 2) / (2 * 0.3 ** 2)
    const {states, mixing} = await drawn(2, log, {runs: 80_000})
    // Of the sides 30 and 70 of 100 beforehand; both answers are as far from the prior's middle.
    expect(Math.abs(moments(columnOf(states, 0, 2).map((z) => Number(z > 0.5244))).mean - 0.3)).toBeLessThan(0.06)
    expect(Math.max(...mixing.map(({between}) => between))).toBeLessThan(1.2)
  })

  test("chains that never leave where they began are told", async () => {
    // Every point of its own is a thousand times as likely as its neighbours: a comb that no step fits into.
    const comb = ([z]: Float64Array) => -1e7 * Math.sin(1e5 * z!) ** 2
    const {mixing} = await drawn(1, comb)
    expect(mixing[0]!.between).toBeGreaterThan(1.3)
  })

  test("the same seed gives the same draws, another others, and no more are given than asked for", async () => {
    const log = ([z]: Float64Array) => -50 * (z! - 1) ** 2
    const [one, again, other] = [await drawn(1, log), await drawn(1, log), await drawn(1, log, {seed: 2})]
    expect(again).toEqual(one)
    expect(other.states).not.toEqual(one.states)
    expect(one.draws.length).toBe(100)
    // What was carried along is of the point that it stands beside.
    expect(new Set(one.draws.map(({told}) => told)).size).toBe(new Set(one.draws.map(({point}) => point[0])).size)
  })

  test("too few runs and too many draws are refused", async () => {
    expect(leastRuns(1)).toBe(4800)
    await expect(drawn(1, () => 0, {runs: 4799})).rejects.toThrow(
      /^calibrate\/too-few-runs: 4799 runs are too few for 64 chains, which 1 unknown takes\n {2}Give at least --runs 4800/,
    )
    await expect(drawn(1, () => 0, {runs: 4800, keep: 5000})).rejects.toThrow(/^calibrate\/keep-more-than-runs/)
  })
})

describe("mixing", () => {
  /** Chains that remember `kept` of the state before: their autocorrelation time is (1 + kept) / (1 - kept). */
  function remembering(kept: number, {chains = 64, states = 400, apart = 0} = {}): Float64Array {
    const values = new Float64Array(states * chains)
    for (let i = 0; i < values.length; i++) {
      const z = normalQuantile(uniformAt(5, 0, i, 1, 0, 3))
      values[i] = i < chains ? z : kept * values[i - chains]! + Math.sqrt(1 - kept * kept) * z
    }
    return values.map((value, i) => value + apart * (i % 2))
  }
  test("finds the autocorrelation time of chains of which it is known", () => {
    expect(mixingOf(remembering(0), 64).time).toBeCloseTo(1, 0)
    expect(Math.abs(mixingOf(remembering(0.8), 64).time / 9 - 1)).toBeLessThan(0.1)
    expect(mixingOf(remembering(0.8), 64, 3).time).toBeCloseTo(3 * mixingOf(remembering(0.8), 64).time, 9)
    expect(mixingOf(remembering(0.8), 64).effective).toBeCloseTo(25_600 / mixingOf(remembering(0.8), 64).time, 6)
  })
  test("tells chains that agree from those that lie apart, and from those that stand still", () => {
    expect(mixingOf(remembering(0), 64).between).toBeLessThan(1.01)
    expect(mixingOf(remembering(0, {apart: 3}), 64).between).toBeGreaterThan(1.5)
    expect(mixingOf(new Float64Array(640).fill(3), 64)).toEqual({
      time: Number.POSITIVE_INFINITY,
      effective: 1,
      between: Number.POSITIVE_INFINITY,
    })
  })
})
