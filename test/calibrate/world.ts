// Models whose posterior is known, or whose truth is, and invented data of them.

import type {CalibrateInput, DatedSeries} from "../../src/calibrate/index.ts"
import {dayNumber, isoOf} from "../../src/core/calendar.ts"
import {type Plan, sweepHere} from "../../src/ensemble/index.ts"
import {normalQuantile, uniformAt} from "../../src/math/random.ts"
import {parseModel} from "../../src/model/index.ts"

const START = "2030-01-01"
const weekOf = (i: number): string => isoOf(dayNumber(START) + 7 * i)
const time = `{unit: week, origin: ${START}, start: 0, stop: 40, step: 1, save: 1, method: euler}`

/** One number that is seen every week, and a prior of mean 0 and standard deviation 10. */
export const steady = parseModel(
  `
format: brink/model@1
name: steady
time: ${time}
quantities:
  seen: {kind: auxiliary, unit: raid, equation: level, because: [assumed: it is so]}
  level: {kind: parameter, unit: raid, value: {normal: {mean: 0, sd: 10}}, because: [assumed: nothing is known]}
`,
  "model.yaml",
)

/** Raids that grow by a pace from a level. */
export const growing = parseModel(
  `
format: brink/model@1
name: hills
time: ${time}
quantities:
  raids: {kind: stock, unit: raid, initial: level, inflows: [growth], because: [assumed: it is so]}
  growth: {kind: flow, unit: raid/week, equation: pace, because: [assumed: it is so]}
  level: {kind: parameter, unit: raid, value: {uniform: [10, 90]}, because: [assumed: seen]}
  pace: {kind: parameter, unit: raid/week, value: {uniform: [0, 10]}, because: [assumed: seen]}
`,
  "model.yaml",
)

/** Twenty values of mean 1 and standard deviation 1, whose source says so. */
export const twenty: DatedSeries = {
  name: "seen",
  file: "seen.csv",
  unit: "raid",
  sd: 1,
  points: Array.from({length: 20}, (_, i) => ({date: weekOf(i), value: 2 * (i % 2)})),
}

/** Thirty weeks of `growing`, each a factor off whose logarithm is normal with `sd`. */
export function weeks(level: number, pace: number, {sd = 0.05, seed = 1} = {}): DatedSeries {
  const points = Array.from({length: 30}, (_, i) => {
    const noise = sd * normalQuantile(uniformAt(seed, 0, i, 7, 0, 3))
    return {date: weekOf(i), value: (level + pace * i + 1) * Math.exp(noise) - 1}
  })
  return {name: "raids", file: "raids.csv", unit: "raid", points}
}

/** What `calibrate` and `posterior` take. */
export const asking = (more: Partial<CalibrateInput>): CalibrateInput => ({
  model: growing,
  hash: "a".repeat(64),
  replay: null,
  series: [weeks(40, 5)],
  until: null,
  runs: 10_000,
  keep: 200,
  seed: "1",
  execute: async (plan: Plan) => sweepHere(plan),
  ...more,
})
