// The two courses of one check for people to see: the effect in the runs with nothing set, and with what was set.
//
// In: two ensembles of the same draws. Out: p10, p50 and p90 at a few times over the runs that failed in neither.

import {quantile7, type Runs, valueAt} from "../ensemble/index.ts"

/** One course at each of some times. */
export type Band = {readonly p10: readonly number[]; readonly p50: readonly number[]; readonly p90: readonly number[]}

/** A quantity without and with what a check set. */
export type Fans = {
  readonly quantity: string
  readonly time: readonly number[]
  readonly without: Band
  readonly with: Band
}

/** Times shown at most: a course as small as a word has no room for more. */
const MOST_TIMES = 9

/** The courses of `quantity` in both ensembles, over the rows that they have in common, as far as a time. */
export function fansOf(without: Runs, with_: Runs, quantity: string, until = Number.POSITIVE_INFINITY): Fans {
  const later = without.time.findIndex((time) => time > until)
  const rows = Math.min(without.time.length, with_.time.length, later < 0 ? Number.POSITIVE_INFINITY : later)
  const times = Math.min(rows, MOST_TIMES)
  const shown = Array.from({length: times}, (_, i) => (times === 1 ? 0 : Math.round((i * (rows - 1)) / (times - 1))))
  const reader = ({names, time, series}: Runs) => {
    const column = names.indexOf(quantity)
    return (run: number, row: number) => series[(run * names.length + column) * time.length + row]!
  }
  // A failed run has no numbers from where it failed.
  const whole = (runs: Runs, run: number) => !Number.isNaN(valueAt(runs, run, quantity, rows - 1))
  const valid = [...without.status.keys()].filter((run) => whole(without, run) && whole(with_, run))
  const band = (runs: Runs): Band => {
    const value = reader(runs)
    const sorted = shown.map((row) => {
      const values = new Float64Array(valid.length)
      for (let i = 0; i < values.length; i++) values[i] = value(valid[i]!, row)
      return values.sort()
    })
    const at = (p: number) => sorted.map((values) => short(quantile7(values, p)))
    return {p10: at(0.1), p50: at(0.5), p90: at(0.9)}
  }
  return {quantity, time: shown.map((row) => without.time[row]!), without: band(without), with: band(with_)}
}

/** Four significant digits: more cannot be seen. */
function short(value: number): number {
  return Number(value.toPrecision(4))
}
