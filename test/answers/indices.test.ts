// Indices of functions whose answers are known in closed form; intervals that cover; refusals in words.

import {describe, expect, test} from "vitest"
import {morrisEffects, partialRanks, rankCorrelations, sobolIndices} from "../../src/answers/index.ts"
import {type DesignKind, designOf} from "../../src/ensemble/index.ts"

const drawn = (k: number) =>
  Array.from({length: k}, (_, i) => ({name: `x${i + 1}`, prior: {kind: "uniform" as const, low: 0, high: 1}}))

/** A design of k uniform inputs and what `f` makes of each run. */
function tried(kind: DesignKind, k: number, runs: number, seed: string, f: (x: Float64Array) => number) {
  const design = designOf(kind, drawn(k), runs, seed)
  const outcomes = Float64Array.from({length: runs}, (_, run) => f(design.points.subarray(run * k, (run + 1) * k)))
  return {design, outcomes}
}

/** Ishigami and Homma (1990) with a = 7, b = 0.1: the third input acts only with the first. */
function ishigami(u: Float64Array): number {
  const [x, y, z] = Array.from(u, (share) => Math.PI * (2 * share - 1))
  return Math.sin(x!) + 7 * Math.sin(y!) ** 2 + 0.1 * z! ** 4 * Math.sin(x!)
}
const ISHIGAMI = {first: [0.313905, 0.442411, 0], total: [0.557589, 0.442411, 0.243684], variance: 13.844588}

/** The G-function of Sobol' with importances a, smaller ones deciding more. */
const A = [0, 1, 4.5, 9, 99, 99, 99, 99]
const g = (u: Float64Array) => A.reduce((product, a, i) => (product * (Math.abs(4 * u[i]! - 2) + a)) / (1 + a), 1)
const G = {
  first: [0.7162, 0.179, 0.0237, 0.0072, 0.0001, 0.0001, 0.0001, 0.0001],
  total: [0.7871, 0.2422, 0.0343, 0.0105, 0.0001, 0.0001, 0.0001, 0.0001],
}

describe("Sobol' indices", () => {
  test("of Ishigami's function are within 0.01 at 4,096 base points", () => {
    const {design, outcomes} = tried("saltelli", 3, 5 * 4096, "1", ishigami)
    const {inputs, variance} = sobolIndices(design, outcomes, "y")
    for (const [i, {first, total}] of inputs.entries()) {
      expect(Math.abs(first.mid - ISHIGAMI.first[i]!)).toBeLessThan(0.01)
      expect(Math.abs(total.mid - ISHIGAMI.total[i]!)).toBeLessThan(0.01)
    }
    expect(Math.abs(variance / ISHIGAMI.variance - 1)).toBeLessThan(0.01)
  })

  test("of the G-function are within 0.01 at 4,096 base points", () => {
    const {design, outcomes} = tried("saltelli", 8, 10 * 4096, "1", g)
    for (const [i, {first, total}] of sobolIndices(design, outcomes, "y").inputs.entries()) {
      expect(Math.abs(first.mid - G.first[i]!)).toBeLessThan(0.01)
      expect(Math.abs(total.mid - G.total[i]!)).toBeLessThan(0.01)
    }
  })

  test("have intervals that hold the truth in most of twenty seeds, and are not wide for nothing", () => {
    let [held, width] = [0, 0]
    for (let seed = 1; seed <= 20; seed++) {
      const {design, outcomes} = tried("saltelli", 3, 5 * 256, String(seed), ishigami)
      sobolIndices(design, outcomes, "y").inputs.forEach(({total}, i) => {
        if (total.low <= ISHIGAMI.total[i]! && ISHIGAMI.total[i]! <= total.high) held++
        width += (total.high - total.low) / 60
      })
    }
    // Sobol's points lie more evenly than the resampling knows, so that more than 95 of 100 hold.
    expect(held).toBeGreaterThanOrEqual(54)
    expect(width).toBeLessThan(0.3)
  })

  test("of an input that is not read are exactly 0, and leave out a base point with a failed run", () => {
    const {design, outcomes} = tried("saltelli", 2, 4 * 64, "3", (x) => x[0]!)
    outcomes[5] = Number.NaN
    const {inputs, blocks, lost} = sobolIndices(design, outcomes, "y")
    expect(inputs[1]).toEqual({name: "x2", first: {low: 0, mid: 0, high: 0}, total: {low: 0, mid: 0, high: 0}})
    expect([blocks, lost]).toEqual([63, 1])
  })

  test("are refused of another design, of other runs, of a constant, of nothing, of too few", () => {
    const {design, outcomes} = tried("saltelli", 2, 4 * 64, "3", (x) => x[0]!)
    const latin = tried("latin", 2, 256, "3", (x) => x[0]!)
    expect(() => sobolIndices(latin.design, latin.outcomes, "y")).toThrow(
      /answers\/wrong-design.*latin.*--design saltelli/su,
    )
    expect(() => sobolIndices(design, outcomes.subarray(1), "y")).toThrow(/answers\/other-runs.*256.*255/su)
    expect(() =>
      sobolIndices(
        design,
        outcomes.map(() => 7),
        "raids",
      ),
    ).toThrow(/answers\/constant: 'raids' is 7 in every run/u)
    expect(() =>
      sobolIndices(
        design,
        outcomes.map(() => Number.NaN),
        "raids",
      ),
    ).toThrow(/answers\/no-outcome/u)
    const broken = outcomes.map((value, run) => (run < 140 ? Number.NaN : value))
    expect(() => sobolIndices(design, broken, "y")).toThrow(/answers\/too-few: Only 29 base points/u)
  })
})

describe("elementary effects", () => {
  test("of a linear answer are its coefficients, without spread, and 0 of what it does not read", () => {
    const a = [3, -2, 0.5, 0]
    const {design, outcomes} = tried("morris", 4, 5 * 20, "1", (x) => a.reduce((sum, one, i) => sum + one * x[i]!, 0))
    const {inputs} = morrisEffects(design, outcomes, "y")
    for (const [i, {mu, muStar, sigma}] of inputs.entries()) {
      expect(Math.abs(mu - a[i]!)).toBeLessThan(1e-12)
      expect(Math.abs(muStar.mid - Math.abs(a[i]!))).toBeLessThan(1e-12)
      expect(sigma).toBeLessThan(1e-12)
    }
    expect([inputs[3]!.mu, inputs[3]!.muStar.high, inputs[3]!.sigma]).toEqual([0, 0, 0])
  })

  test("of a product have a spread, for both", () => {
    const {design, outcomes} = tried("morris", 2, 3 * 40, "1", (x) => x[0]! * x[1]!)
    for (const {mu, muStar, sigma} of morrisEffects(design, outcomes, "y").inputs) {
      // An effect is the other's level, one of 0.125, 0.375, 0.625 and 0.875: mean 0.5, deviation 0.28.
      expect(Math.abs(mu - 0.5)).toBeLessThan(0.2)
      expect(sigma).toBeGreaterThan(0.2)
      expect(muStar.low).toBeLessThan(muStar.mid)
      expect(muStar.mid).toBeLessThan(muStar.high)
    }
  })

  test("leave out a trajectory with a failed run, and are refused of a constant and of another design", () => {
    const {design, outcomes} = tried("morris", 2, 3 * 10, "1", (x) => x[0]!)
    outcomes[4] = Number.NaN
    const {blocks, lost} = morrisEffects(design, outcomes, "y")
    expect([blocks, lost]).toEqual([9, 1])
    expect(() =>
      morrisEffects(
        design,
        outcomes.map(() => 0),
        "y",
      ),
    ).toThrow(/answers\/constant/u)
    const sobol = tried("sobol", 2, 64, "1", (x) => x[0]!)
    expect(() => morrisEffects(sobol.design, sobol.outcomes, "y")).toThrow(/--design morris/u)
  })
})

describe("partial rank correlations", () => {
  const x1 = Float64Array.from({length: 10}, (_, i) => i + 1)
  const x2 = Float64Array.of(3, 1, 4, 10, 5, 9, 2, 6, 8, 7)
  const y = Float64Array.of(2, 1, 5, 9, 4, 10, 3, 7, 8, 6)

  test("are those that numpy gives", () => {
    const [first, second] = partialRanks(["x1", "x2"], [x1, x2], y, "y")
    expect(first!.prcc!.mid).toBeCloseTo(0.25739578083511483, 12)
    expect(second!.prcc!.mid).toBeCloseTo(0.93899969654283, 12)
    // Of one input alone it is Spearman's correlation.
    expect(partialRanks(["x1"], [x1], y, "y")[0]!.prcc!.mid).toBeCloseTo(0.50303030303, 9)
    expect(partialRanks(["x2"], [x2], y, "y")[0]!.prcc!.mid).toBeCloseTo(0.95151515151, 9)
  })

  test("have Fisher's interval: 0.939 of ten runs and one other input is 0.73 to 0.99", () => {
    const {low, high} = partialRanks(["x1", "x2"], [x1, x2], y, "y")[1]!.prcc!
    // atanh(0.939) = 1.7296, less and more 1.96 / sqrt(6).
    expect(low).toBeCloseTo(Math.tanh(Math.atanh(0.93899969654283) - 1.959963985 / Math.sqrt(6)), 6)
    expect(high).toBeCloseTo(Math.tanh(Math.atanh(0.93899969654283) + 1.959963985 / Math.sqrt(6)), 6)
  })

  test("depend on order alone, and take ties at their mean rank", () => {
    const bent = y.map((value) => value ** 3 - 5)
    expect(partialRanks(["x1", "x2"], [x1, x2], bent, "y")).toEqual(partialRanks(["x1", "x2"], [x1, x2], y, "y"))
    // Spearman's of 1 2 2 4 against 1 2 3 4 with ranks 1, 2.5, 2.5, 4: 4.5 / sqrt(4.5 x 5).
    const [tied] = partialRanks(["t"], [Float64Array.of(1, 2, 2, 4, 5)], Float64Array.of(1, 2, 3, 4, 5), "y")
    expect(tied!.prcc!.mid).toBeCloseTo(9.5 / Math.sqrt(9.5 * 10), 12)
  })

  test("are not defined of a constant, and of an input that copies another; the outcome's own copy has 1", () => {
    const [still, own] = partialRanks(["still", "own"], [x1.map(() => 3), y.slice()], y, "y")
    expect(still).toEqual({name: "still", prcc: null, why: "it is the same in every run"})
    expect(own!.prcc!.mid).toBeCloseTo(1, 6)
    const [, copy] = partialRanks(["x1", "copy"], [x1, x1.slice()], y, "y")
    expect(copy!.prcc).toBeNull()
  })

  test("of a design find what decides, and nothing in what does not", () => {
    const {design, outcomes} = tried("latin", 3, 500, "1", (x) => Math.exp(3 * x[0]!) - 2 * x[1]!)
    const [one, two, none] = rankCorrelations(design, outcomes, "y")
    expect(one!.prcc!.low).toBeGreaterThan(0.9)
    expect(two!.prcc!.high).toBeLessThan(-0.3)
    expect(none!.prcc!.low).toBeLessThan(0)
    expect(none!.prcc!.high).toBeGreaterThan(0)
  })

  test("are refused of a constant, of fewer runs than can tell, and of trajectories", () => {
    expect(() =>
      partialRanks(
        ["x1"],
        [x1],
        y.map(() => 1),
        "y",
      ),
    ).toThrow(/answers\/constant/u)
    const four = [x1, x2, y, x1].map((column) => column.subarray(0, 4))
    expect(() => partialRanks(["a", "b"], four.slice(0, 2), four[2]!, "y")).toThrow(
      /answers\/too-few.*Run 5 at least/su,
    )
    const morris = tried("morris", 2, 30, "1", (x) => x[0]!)
    expect(() => rankCorrelations(morris.design, morris.outcomes, "y")).toThrow(/--design latin or sobol/u)
  })
})
