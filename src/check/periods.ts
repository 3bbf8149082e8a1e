// Observed values as periods of the model's time, and what runs say of the same periods.

import {weeksPerUnit} from "../core/duration.ts"
import type {Runs} from "../ensemble/index.ts"
import type {Period} from "../math/scatter.ts"
import {mean} from "../math/scores.ts"
import type {Model} from "../model/index.ts"

/** Observed values of one quantity, in its unit; each stands for the period up to the next. Times of the model, ascending. */
export type Observed = {
  readonly quantity: string
  readonly source: string
  /** The file it stands in, by which the model says what it was fitted to. */
  readonly file?: string
  readonly points: readonly {readonly time: number; readonly value: number}[]
  /** Periods to come that are to be foretold, in order; absent: none. */
  readonly ahead?: readonly Span[]
}

/** A stretch of the model's time, half open. */
export type Span = {readonly from: number; readonly to: number}

/**
 * Each value stands for the time up to the next, and the last for as long as most do; with the distances between values,
 * and the usual one.
 */
export function periodsOf(points: readonly {readonly time: number; readonly value: number}[]): {
  periods: Period[]
  gaps: number[]
  usual: number
} {
  const gaps = points.slice(1).map((point, i) => point.time - points[i]!.time)
  const usual = gaps.length > 0 ? [...gaps].sort((a, b) => a - b)[Math.floor(gaps.length / 2)]! : 0
  const periods = points.map(({time, value}, i) => ({from: time, to: points[i + 1]?.time ?? time + usual, value}))
  return {periods, gaps, usual}
}

/** The mean of a quantity over a period in each run; NaN for a failed one. */
export function meansOver(runs: Runs, quantity: string, {from, to}: Span): Float64Array {
  const j = runs.names.indexOf(quantity)
  const times = runs.time.length
  let first = 0
  while (first + 1 < times && runs.time[first]! < from) first++
  let end = first + 1
  while (end < times && runs.time[end]! < to) end++
  return Float64Array.from(runs.status, (status, run) => {
    const at = (run * runs.names.length + j) * times
    return status === 0 ? mean(runs.series.subarray(at + first, at + end)) : Number.NaN
  })
}

const calendar = [
  {name: "day", weeks: 1 / 7},
  {name: "week", weeks: 1},
  {name: "month", weeks: 365.25 / 84},
  {name: "quarter", weeks: 365.25 / 28},
  {name: "year", weeks: 365.25 / 7},
] as const

/** What people call a period of this length: a month, or else a period. */
export function periodName(periods: readonly Span[], {time}: Pick<Model, "time">): string {
  const unit = weeksPerUnit(time.unit)
  const length = (periods[periods.length - 1]!.to - periods[0]!.from) / periods.length
  const found = unit === null ? undefined : calendar.find(({weeks}) => Math.abs(length * unit - weeks) < 0.05 * weeks)
  return found?.name ?? "period"
}

export function plural(name: string, count: number): string {
  return count === 1 ? name : `${name}s`
}
