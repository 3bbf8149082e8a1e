// What is written down of periods to come, and how it fares.

import {expect, test} from "vitest"
import {faredOf, foretellingOf, sinceThen} from "../../src/check/index.ts"
import type {Runs} from "../../src/ensemble/index.ts"
import {quantile7} from "../../src/math/quantiles.ts"
import {crps, quantileScore} from "../../src/math/scores.ts"

const RUNS = 9
/** Runs r that stay at 10 (r + 1), of 24 saved times. */
const runs = {
  names: ["raids"],
  time: Float64Array.from({length: 25}, (_, i) => i),
  series: Float64Array.from({length: RUNS * 25}, (_, i) => 10 * (Math.floor(i / 25) + 1)),
  status: new Uint8Array(RUNS),
} as unknown as Runs
const model = {time: {unit: "month", start: 0, stop: 24, step: 1, save: 1, method: "euler", now: 14}} as const
const seed = {lo: 7, hi: 0}
const points = Array.from({length: 20}, (_, i) => ({time: i, value: 40 + ((7 * i) % 13)}))
const ahead = Array.from({length: 12}, (_, i) => ({from: 13 + i, to: 14 + i}))

test("what is foretold of a period is what is held against what came of it, and knows no later value", () => {
  const series = {quantity: "raids", source: "the ledger", points, ahead}
  const told = foretellingOf(runs, series, {model, seed})!
  const came = sinceThen(runs, series, {model, seed})!
  expect(told.period).toBe("month")
  expect(told.known).toEqual(came.known)
  // The run ends at 24: ten periods from the day on.
  expect(told.periods.map(({from}) => from)).toEqual([14, 15, 16, 17, 18, 19, 20, 21, 22, 23])
  expect(came.periods).toHaveLength(6)
  came.periods.forEach(({from, to, p10, p25, p50, p75, p90}, i) => {
    expect(told.periods[i]).toEqual({from, to, p10, p25, p50, p75, p90})
  })
  const known = {...series, points: points.slice(0, 15)}
  expect(foretellingOf(runs, known, {model, seed})).toEqual(told)
  expect(foretellingOf(runs, {...series, ahead: []}, {model, seed})).toBeNull()
  expect(foretellingOf(runs, {...series, quantity: "toll"}, {model, seed})).toBeNull()
})

test("a quantile score by hand, and of one number the absolute error", () => {
  // 3 came. At 10: 2 (1 - .1) 0 = 0 ... each 2 |1{y <= q} - level| |q - y|: .2 * 2, .5 * 1, 1 * 1, .5 * 2, .2 * 3.
  expect(quantileScore([0.1, 0.25, 0.5, 0.75, 0.9], [1, 2, 4, 5, 6], 3)).toBeCloseTo((0.4 + 0.5 + 1 + 1 + 0.6) / 5, 12)
  expect(quantileScore([0.1, 0.25, 0.5, 0.75, 0.9], [8, 8, 8, 8, 8], 3)).toBeCloseTo(5, 12)
})

test("with many evenly spaced quantiles the score is that of the whole ensemble", () => {
  const members = Float64Array.from({length: 400}, (_, i) => (i / 20) ** 1.5).sort()
  const levels = Array.from({length: 999}, (_, i) => (i + 1) / 1000)
  const quantiles = levels.map((level) => quantile7(members, level))
  for (const value of [-3, 20, 61, 120])
    expect(quantileScore(levels, quantiles, value) / crps(members, value)).toBeCloseTo(1, 2)
})

test("how percentiles fared: what lay inside, bounds included, and the naive forecasts of that day", () => {
  const told = {p10: 10, p25: 20, p50: 30, p75: 40, p90: 50}
  const came = [10, 9, 25, 40].map((observed, i) => ({...told, observed, number: i + 1}))
  const known = Array.from({length: 12}, (_, i) => 20 + i)
  const {inside, scores} = faredOf(came, known)
  expect(inside).toEqual({half: 2, eight: 3})
  expect(scores.map(({name}) => name)).toEqual(["model", "last value", "mean of last 12", "each of last 12"])
  expect(scores[1]!.score).toBeCloseTo((21 + 22 + 6 + 9) / 4, 12)
  expect(scores[2]!.score).toBeCloseTo((15.5 + 16.5 + 0.5 + 14.5) / 4, 12)
  expect(faredOf(came, known.slice(1)).scores).toEqual([scores[0]])
})
