import {describe, expect, test} from "vitest"
import {parsePlausible, posterior, printPlausible} from "../../src/calibrate/index.ts"
import {type Plan, sweepHere} from "../../src/ensemble/index.ts"
import {parseModel} from "../../src/model/index.ts"
import {isQuick} from "../tiers.ts"
import {asking, growing, steady, twenty, weeks} from "./world.ts"

const asked = (more: Parameters<typeof asking>[0] = {}) => posterior(asking({runs: 5000, ...more}))

describe("a posterior", () => {
  test("of 20 observations of mean 1 under a wide prior has mean .99950 and standard deviation .22355", async () => {
    const {calibration, plausible} = await asked({model: steady, series: [twenty], runs: 12_000})
    const [level] = calibration.sampling.parameters
    expect(Math.abs(level!.mean - 0.9995)).toBeLessThan(0.02)
    expect(Math.abs(level!.sd / 0.22355 - 1)).toBeLessThan(0.05)
    expect(Math.abs(level!.p95 - level!.p5 - 2 * 1.645 * 0.22355)).toBeLessThan(0.05)
    expect(calibration.sampling).toMatchObject({
      mixed: true,
      chains: 64,
      errors: [{of: "difference", stated: true, p50: 1}],
    })
    expect(calibration.sampling.effective).toBeGreaterThan(1000)
    const mean = plausible.rows.reduce((sum, value) => sum + value, 0) / plausible.rows.length
    expect(Math.abs(mean - 0.9995)).toBeLessThan(0.08)
  })

  test("finds parameters and an error that nobody states, and says what it took", async () => {
    const {calibration, plausible} = await asked({runs: 10_000})
    const {sampling} = calibration
    const [level, pace] = sampling.parameters
    expect([level!.p5 < 40, 40 < level!.p95, pace!.p5 < 5, 5 < pace!.p95]).toEqual([true, true, true, true])
    expect(level!.sd).toBeLessThan(2)
    const [error] = sampling.errors
    expect(error).toMatchObject({quantity: "raids", of: "ratio", stated: false, together: false})
    expect([error!.p5 < Math.exp(0.05), Math.exp(0.05) < error!.p95]).toEqual([true, true])
    expect(calibration).toMatchObject({failed: 0, kept: 200, contested: [], left: []})
    expect(calibration.runs).toBeGreaterThan(10_000 - 64)
    expect([plausible.method, plausible.names]).toEqual(["posterior", ["level", "pace"]])
    expect([...plausible.distances]).toEqual([...plausible.distances].sort((a, b) => a - b))
    const {lines: _, ...read} = parsePlausible(printPlausible(plausible), "plausible.csv")
    expect(read).toEqual(plausible)
  })

  test.skipIf(isQuick)("is the same by another backend, and in other blocks", async () => {
    const one = await asked()
    expect(await asked({execute: async (plan: Plan) => sweepHere({...plan, backend: "interpreter"})})).toEqual(one)
    expect((await asked({seed: "2"})).plausible.rows).not.toEqual(one.plausible.rows)
  })

  test.skipIf(isQuick)("counts failed runs, and keeps none", async () => {
    const failing = parseModel(
      `
format: brink/model@1
name: hills
time: {unit: week, origin: 2030-01-01, start: 0, stop: 40, step: 1, save: 1, method: euler}
quantities:
  raids: {kind: stock, unit: raid, initial: level, inflows: [growth], because: [assumed: it is so]}
  growth: {kind: flow, unit: raid/week, equation: "pace * (1 + 0 * ln((top - level) / top))", because: [assumed: it is so]}
  level: {kind: parameter, unit: raid, value: {uniform: [10, 90]}, because: [assumed: seen]}
  pace: {kind: parameter, unit: raid/week, value: {uniform: [0, 10]}, because: [assumed: seen]}
  top: {kind: parameter, unit: raid, value: 60, because: [assumed: seen]}
`,
      "model.yaml",
    )
    const {calibration, plausible} = await asked({model: failing, runs: 10_000})
    expect(calibration.failed).toBeGreaterThan(200)
    expect(Math.max(...plausible.rows.filter((_, i) => i % 2 === 0))).toBeLessThan(60)
  })

  test.skipIf(isQuick)("says when errors of neighbouring periods go together", async () => {
    const wave = weeks(40, 5, {sd: 0})
    const points = wave.points.map(({date, value}, i) => ({date, value: value * (1 + 0.2 * Math.sin(i / 2))}))
    const {calibration} = await asked({series: [{...wave, points}], runs: 10_000})
    expect(calibration.sampling.errors[0]).toMatchObject({together: true})
  })

  test.skipIf(isQuick)("says when the runs miss by more than the source's own error", async () => {
    const of = async (error: number) =>
      (await asked({series: [{...weeks(40, 5), error}], runs: 10_000})).calibration.sampling.errors[0]!
    expect(await of(1.06)).toMatchObject({stated: true, beyond: false})
    const small = await of(1.02)
    expect(small.beyond).toBe(true)
    // Noise of .05 held against an error of ln 1.02.
    expect(Math.abs(small.miss - 0.05 / Math.log(1.02))).toBeLessThan(0.7)
  })

  test("is refused with the reason", async () => {
    const refused = (more: Parameters<typeof asking>[0]) => expect(asked(more)).rejects
    await refused({runs: 1000}).toThrow(/^calibrate\/too-few-runs: 1000 runs are too few for 64 chains/)
    await refused({series: []}).toThrow(/^calibrate\/no-data/)
    const flat = weeks(40, 0, {sd: 0})
    await refused({series: [flat]}).toThrow(
      /^calibrate\/constant-data: The data of raids are 40 in every period\n {2}at raids\n {2}How far they may lie/,
    )
    await refused({series: [weeks(5000, 5)]}).toThrow(/^calibrate\/no-fit: None of \d+ runs comes near the data/)
    const aside = parseModel(
      `
format: brink/model@1
name: aside
time: {unit: week, origin: 2030-01-01, start: 0, stop: 40, step: 1, save: 1, method: euler}
quantities:
  raids: {kind: stock, unit: raid, initial: 40, because: [assumed: it is so]}
  level: {kind: parameter, unit: raid, value: {uniform: [10, 90]}, because: [assumed: seen]}
`,
      "model.yaml",
    )
    await refused({model: aside}).toThrow(
      /^calibrate\/no-effect: Whatever is drawn, the model gives the same raids: the data can teach nothing\n {2}at 1 drawn: level\n/,
    )
    const many = {
      ...growing,
      quantities: [
        ...growing.quantities,
        ...Array.from({length: 99}, (_, i) => ({
          ...growing.quantities.find(({name}) => name === "pace")!,
          name: `pace_${i}`,
        })),
      ],
    }
    await refused({model: many}).toThrow(
      /^calibrate\/too-many-unknowns: 102 unknowns are too many to sample from their posterior; 100 at most are\n {2}at 101 parameters and disagreements of 'hills', 1 errors of series/,
    )
    // So small an error leaves hardly any set, and chains do not find it.
    await refused({series: [{...weeks(40, 5), sd: 1e-30}]}).toThrow(
      /^calibrate\/not-mixed: Half of the runs were over before the chains had come to where the data say\n {2}at likelihoods counted to the power /,
    )
  })
})
