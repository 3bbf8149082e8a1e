import {describe, expect, test} from "vitest"
import {backtest, check, crps, type Observed} from "../../src/check/index.ts"
import {sweepHere} from "../../src/ensemble/index.ts"
import {parseModel} from "../../src/model/index.ts"
import {mapOf, readingOf} from "../draft/small-map.ts"

/** Raids grow by a tenth of 20 a week from 20, give or take. */
const growing = parseModel(
  `
format: brink/model@1
time: {unit: week, start: 0, stop: 20, step: 0.5, save: 1, method: euler}
quantities:
  raids: {kind: stock, unit: raid, initial: 20, inflows: [growth], because: [assumed: seen]}
  growth: {kind: flow, unit: raid/week, equation: pace, because: [assumed: it is so]}
  pace: {kind: parameter, unit: raid/week, value: {uniform: [1.5, 2.5]}, because: [assumed: seen]}
`,
  "model.yaml",
)

/** Weekly values before and after the start: the mean over each week of what `of` gives at its middle. */
function observed(of: (time: number) => number, from = -12, to = 18): Observed {
  const points = []
  for (let time = from; time < to; time++) points.push({time, value: of(time + 0.5)})
  return {quantity: "raids", source: "invented", points}
}

async function score(series: Observed) {
  const execute = async (plan: Parameters<typeof sweepHere>[0]) => sweepHere(plan)
  return (await backtest({model: growing, observed: [series], execute, runs: 200, seed: "1"}))[0]!
}

describe("the continuous ranked probability score", () => {
  test("of one number is its absolute error", () => expect(crps([3], 5)).toBe(2))
  test("of two numbers is known in closed form", () => expect(crps([0, 2], 1)).toBeCloseTo(1 - 0.5, 12))
  test("of a wide uniform ensemble at its middle is a twelfth of its width", () => {
    const ensemble = Array.from({length: 2001}, (_, i) => i / 2000)
    expect(crps(ensemble, 0.5)).toBeCloseTo(1 / 12, 3)
  })
})

describe("a backtest", () => {
  test("shows skill where the model knows what comes and the naive forecasts do not", async () => {
    const result = await score(observed((time) => 20 + 2 * time))
    expect(result).toMatchObject({id: "data:raids", kind: "data", verdict: "holds", condition: null})
    expect(result.share).toBeGreaterThan(0.9)
    expect(result.why).toMatch(/^Skill shown: the score is .* better in \d+ of 18 periods.* Source: invented$/)
  })
  test("says so where nothing happened and the last value was the better forecast", async () => {
    const result = await score(observed(() => 20))
    expect(result).toMatchObject({verdict: "contradicted", share: 0})
    expect(result.why).toMatch(/^Worse than the naive forecast/)
  })
  test("shows no skill where it is as often better as worse", async () => {
    const result = await score(observed((time) => (time < 0 ? 20 : 20 + (Math.floor(time) % 2) * 4 * time)))
    expect(result.verdict).toBe("mixed")
    expect(result.why).toMatch(/^No skill shown/)
  })
  test("does not score a period that the start falls into, or one that ends after the run", async () => {
    const points = [-2.5, -1.5, -0.5, 0.5, 1.5].map((time) => ({time, value: 20}))
    const short = await score({quantity: "raids", source: "invented", points})
    expect(short).toMatchObject({verdict: "not testable", share: null, measure: null})
    expect(short.why).toBe("To say anything of skill 6 observed periods must lie within the run, and there are 2.")
    const late = await score(observed(() => 20, 15, 40))
    expect(late.why).toMatch(/within the run, and there are 5\.$/)
  })
  test("needs values before the start to have something to beat", async () => {
    const result = await score(observed((time) => 20 + 2 * time, -1, 18))
    expect(result.why).toBe("A naive forecast needs 3 values before the start, and there are 1.")
  })
  test("of a quantity that the model lacks is not represented", async () => {
    const result = await score({...observed(() => 1), quantity: "songs"})
    expect(result).toMatchObject({verdict: "not represented", why: "The model has no songs."})
  })
  test("stands at the end of the checks and counts in their totals", async () => {
    const result = await check({
      model: growing,
      map: mapOf({}),
      reading: readingOf(),
      execute: async (plan) => sweepHere(plan),
      runs: 100,
      seed: "1",
      drafted: false,
      observed: [observed((time) => 20 + 2 * time)],
    })
    expect(result.checks.map(({id}) => id)).toEqual(["data:raids"])
    expect(result.totals.holds).toBe(1)
  })
})
