// What was foretold and what came: periods, percentiles, scores and rivals, on runs and values small enough for paper.
import {describe, expect, test} from "vitest"
import {type Observed, sinceThen} from "../../src/check/index.ts"
import type {Runs} from "../../src/ensemble/index.ts"

const seed = {lo: 1, hi: 0}
const model = {
  time: {unit: "month", origin: "2031-01-01", start: 0, stop: 20, step: 1, save: 1, now: 10, method: "euler" as const},
}

/** Runs from month 10 to 20, each at one level; a level of null failed. */
function runsAt(levels: readonly (number | null)[], name = "raids"): Runs {
  const time = Float64Array.from({length: 11}, (_, i) => 10 + i)
  return {
    names: [name],
    time,
    status: Uint8Array.from(levels, (level) => (level === null ? 1 : 0)),
    series: Float64Array.from(levels.flatMap((level) => Array.from(time, () => level ?? Number.NaN))),
  } as unknown as Runs
}

const observed = (from: number, values: readonly number[]): Observed => ({
  quantity: "raids",
  source: "an invented count",
  points: values.map((value, i) => ({time: from + i, value})),
})

describe("what was foretold, and what came", () => {
  test("is told of the months that begin after the day and end within the runs", () => {
    const found = sinceThen(runsAt([1, 2, 3, 4, 5]), observed(8, [3, 3, 3, 9, 2]), {model, seed})!
    // Months 8 and 9 were known, 10 to 12 came.
    expect(found.known.map(({from}) => from)).toEqual([8, 9])
    expect(found.periods.map(({from, to, observed: came}) => [from, to, came])).toEqual([
      [10, 11, 3],
      [11, 12, 9],
      [12, 13, 2],
    ])
    expect(found.period).toBe("month")
    expect(found.inside).toEqual({half: 2, eight: 2})
    const [first] = found.periods
    // Two known values have no neighbours on both sides, so nothing scatters: percentiles of 1 to 5 (type 7).
    expect(first!.p50).toBe(3)
    expect(first!.p25).toBe(2)
    expect(first!.p10).toBeCloseTo(1.4, 12)
  })

  test("is scored by the mean absolute distance less half of the runs' own", () => {
    const found = sinceThen(runsAt([1, 2, 3, 4, 5]), observed(10, [3, 9]), {model, seed})!
    // (2 + 1 + 0 + 1 + 2) / 5 - 40 / 25 / 2 = .4 and (8 + 7 + 6 + 5 + 4) / 5 - .8 = 5.2
    expect(found.scores).toEqual([{name: "model", crps: expect.closeTo((0.4 + 5.2) / 2, 12)}])
  })

  test("stands beside forecasts that know twelve values of the day, and nothing later", () => {
    const year = [0, 2, 0, 2, 0, 2, 0, 2, 0, 2, 0, 4]
    const found = sinceThen(runsAt([7]), observed(-2, [...year, 7, 7]), {model, seed})!
    expect(found.known).toHaveLength(12)
    expect(found.scores.map(({name}) => name)).toEqual(["model", "last value", "mean of last 12", "each of last 12"])
    const [, last, mean, each] = found.scores
    expect(last!.crps).toBeCloseTo(7 - 4, 12)
    expect(mean!.crps).toBeCloseTo(7 - 14 / 12, 12)
    // Of six noughts, five twos and a four: mean distance 70 / 12; pairs: 6 x 5 x 2 + 6 x 4 + 5 x 2 = 94, twice, of 144.
    expect(each!.crps).toBeCloseTo(70 / 12 - 94 / 144, 12)
  })

  test("scatters as the known values do, and as nothing that came later does", () => {
    const steady = sinceThen(runsAt([100]), observed(-2, [...Array(12).fill(100), 5, 400]), {model, seed})!
    expect(steady.periods[0]!.p97_5).toBeCloseTo(100, 9)
    const restless = [60, 140, 60, 140, 60, 140, 60, 140, 60, 140, 60, 140]
    const wide = sinceThen(runsAt(Array(200).fill(100)), observed(-2, [...restless, 100]), {model, seed})!
    expect(wide.periods[0]!.p90 - wide.periods[0]!.p10).toBeGreaterThan(50)
    expect(wide.periods[0]!.p50).toBeGreaterThan(85)
  })

  test("leaves out failed runs, and takes what can lie below 0 as it is", () => {
    const found = sinceThen(runsAt([null, -3]), observed(10, [-3, -2]), {model, seed})!
    expect(found.periods[0]!.p50).toBe(-3)
    expect(found.inside.eight).toBe(1)
  })

  test("says how many months the runs' numbers have seen", () => {
    const series = observed(9, [1, 1, 1, 1])
    expect(sinceThen(runsAt([1]), series, {model, seed, fitted: 12})!.seen).toBe(2)
    expect(sinceThen(runsAt([1]), series, {model, seed})!.seen).toBe(0)
  })

  test.each<[string, Runs, Observed]>([
    ["ends on the day", runsAt([1]), observed(7, [1, 1, 1])],
    ["goes on after the runs end", runsAt([1]), observed(20, [1, 1])],
    ["is of something that the runs do not keep", runsAt([1], "toll"), observed(10, [1, 1])],
    ["has runs that failed alone", runsAt([null]), observed(10, [1, 1])],
    ["has a month that the day lies in alone", runsAt([1]), {...observed(9.5, [1]), points: [{time: 9.5, value: 1}]}],
  ])("is nothing where a series %s", (_, runs, series) => {
    expect(sinceThen(runs, series, {model, seed})).toBeNull()
  })

  test("is nothing of a model without a day", () => {
    const {now: _, ...time} = model.time
    expect(sinceThen(runsAt([1]), observed(10, [1, 1]), {model: {time}, seed})).toBeNull()
  })
})
