// Reading a table of runs: single values, columns over runs, quantiles over time.
//
// Everything here is over the runs that did not fail, and says so by leaving the failed
// ones out of columns whose run numbers are given beside them. Order statistics depend on
// the set of values alone, so no order of work can change them.

import {Fault, listed, nearest} from "../core/fault.ts"
import {between} from "../math/quantiles.ts"
import {Ranks} from "./ranks.ts"
import type {Runs} from "./runs.ts"

/** The quantiles of one name over the saved times, as `run --runs N --json` prints them. */
export type Quantiles = {
  readonly time: number[]
  readonly p2_5: number[]
  readonly p10: number[]
  readonly p25: number[]
  readonly p50: number[]
  readonly p75: number[]
  readonly p90: number[]
  readonly p97_5: number[]
}

/** Column of `name` in `runs`. @throws Fault `ensemble/unknown-name`. */
function columnOf(runs: Runs, name: string): number {
  const at = runs.names.indexOf(name)
  if (at >= 0) return at
  const near = nearest(name, runs.names)
  throw new Fault("ensemble/unknown-name", `These runs have no quantity called '${name}'`, {
    next: near.length > 0 ? `Nearest names: ${near.join(", ")}` : `There are: ${listed(runs.names)}`,
  })
}

/** The value of `name` in one run at a saved time; NaN where the run had failed by then. */
export function valueAt(runs: Runs, run: number, name: string, timeIndex: number): number {
  return runs.series[(run * runs.names.length + columnOf(runs, name)) * runs.time.length + timeIndex]!
}

/** The numbers of the runs that did not fail, ascending. */
export function validRuns(runs: Runs): Uint32Array {
  const valid: number[] = []
  runs.status.forEach((status, run) => {
    if (status === 0) valid.push(run)
  })
  return Uint32Array.from(valid)
}

/** The values of `name` at a saved time in the runs that did not fail, in the order of `validRuns`. */
export function column(runs: Runs, name: string, timeIndex: number): Float64Array {
  const offset = columnOf(runs, name) * runs.time.length + timeIndex
  const stride = runs.names.length * runs.time.length
  return Float64Array.from(validRuns(runs), (run) => runs.series[run * stride + offset]!)
}

/** What input `name` was in the runs that did not fail, in the order of `validRuns`. */
export function inputColumn(runs: Runs, name: string): Float64Array {
  const at = runs.inputNames.indexOf(name)
  if (at < 0) throw new Fault("ensemble/unknown-name", `These runs have no input called '${name}'`)
  return Float64Array.from(validRuns(runs), (run) => runs.inputs[run * runs.inputNames.length + at]!)
}

/** Times gathered at once: the doubles of two cache lines, so that what a run keeps side by side is read side by side. */
export const TIMES_AT_ONCE = 16

/** The shares of runs of which quantiles are printed, ascending. */
export const SHARES = [0.025, 0.1, 0.25, 0.5, 0.75, 0.9, 0.975] as const

/** Quantiles of columns of one length. */
export class ColumnQuantiles {
  private readonly ranks = new Ranks()
  /** Ranks below and above each share, and the values that stand there. */
  private readonly wanted: Uint32Array
  private readonly found: Float64Array
  private readonly apart: readonly number[]

  constructor(length: number) {
    const last = Math.max(0, length - 1)
    const below = SHARES.map((p) => Math.min(last, Math.max(0, Math.floor(p * last))))
    this.wanted = Uint32Array.from(below.flatMap((rank) => [rank, Math.min(last, rank + 1)]))
    this.found = new Float64Array(this.wanted.length)
    this.apart = SHARES.map((p, k) => p * (length - 1) - below[k]!)
  }

  /** Writes the quantile of `values` for each of `SHARES` from `into[at]` on; NaN of none. `values` may be reordered. */
  write(values: Float64Array, into: Float64Array, at: number): void {
    if (values.length === 0) {
      into.fill(Number.NaN, at, at + SHARES.length)
      return
    }
    this.ranks.of(values, this.wanted, this.found)
    for (let k = 0; k < SHARES.length; k++)
      into[at + k] = between(this.found[2 * k]!, this.found[2 * k + 1]!, this.apart[k]!)
  }
}

/** Quantiles of `name` at every saved time. */
export function quantiles(runs: Runs, name: string): Quantiles {
  const times = runs.time.length
  const valid = validRuns(runs)
  const written = new Float64Array(times * SHARES.length)
  const work = new ColumnQuantiles(valid.length)
  const first = columnOf(runs, name) * times
  const room = roomFor(valid.length)
  for (let from = 0; from < times; from += TIMES_AT_ONCE)
    writeQuantiles(runs.series, {valid, first, stride: runs.names.length * times, from, to: times}, room, work, written)
  return quantilesOf(runs.time, written)
}

/** Room for the columns of some times. */
export const roomFor = (length: number): readonly Float64Array[] =>
  Array.from({length: TIMES_AT_ONCE}, () => new Float64Array(length))

/**
 * Quantiles at times from <= t < to, at most `TIMES_AT_ONCE` of them: those at time t from `into[t * SHARES.length]` on.
 *
 * @param where the values: in run `valid[i]` at time t `series[valid[i] * stride + first + t]`.
 */
export function writeQuantiles(
  series: Float64Array,
  where: {
    readonly valid: ArrayLike<number>
    readonly first: number
    readonly stride: number
    readonly from: number
    readonly to: number
  },
  room: readonly Float64Array[],
  work: ColumnQuantiles,
  into: Float64Array,
): void {
  const {valid, first, stride, from, to} = where
  const many = Math.min(TIMES_AT_ONCE, to - from)
  for (let i = 0; i < valid.length; i++) {
    const at = valid[i]! * stride + first + from
    for (let t = 0; t < many; t++) room[t]![i] = series[at + t]!
  }
  for (let t = 0; t < many; t++) work.write(room[t]!, into, (from + t) * SHARES.length)
}

/** What `writeQuantiles` wrote, by name. */
export function quantilesOf(time: ArrayLike<number>, written: Float64Array): Quantiles {
  const of = (k: number) => Array.from(time, (_, t) => written[t * SHARES.length + k]!)
  const [p2_5, p10, p25, p50, p75, p90, p97_5] = SHARES.map((_, k) => of(k)) as [
    number[],
    number[],
    number[],
    number[],
    number[],
    number[],
    number[],
  ]
  return {time: [...Array.from(time)], p2_5, p10, p25, p50, p75, p90, p97_5}
}
