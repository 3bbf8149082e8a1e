// Reading a table of runs: single values, columns over runs, quantiles over time.
//
// Everything here is over the runs that did not fail, and says so by leaving the failed
// ones out of columns whose run numbers are given beside them. Order statistics depend on
// the set of values alone, so no order of work can change them.

import {Fault, nearest} from "../core/fault.ts"
import {quantile7} from "../math/quantiles.ts"
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
    ...(near.length > 0 ? {next: `Nearest names: ${near.join(", ")}`} : {}),
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
const TIMES_AT_ONCE = 16

/** Quantiles of `name` at every saved time. */
export function quantiles(runs: Runs, name: string): Quantiles {
  const times = runs.time.length
  const valid = validRuns(runs)
  const first = columnOf(runs, name) * times
  const stride = runs.names.length * times
  const columns = Array.from({length: TIMES_AT_ONCE}, () => new Float64Array(valid.length))
  const result: Quantiles = {time: [...runs.time], p2_5: [], p10: [], p25: [], p50: [], p75: [], p90: [], p97_5: []}
  for (let from = 0; from < times; from += TIMES_AT_ONCE) {
    const many = Math.min(TIMES_AT_ONCE, times - from)
    for (let i = 0; i < valid.length; i++) {
      const at = valid[i]! * stride + first + from
      for (let t = 0; t < many; t++) columns[t]![i] = runs.series[at + t]!
    }
    for (let t = 0; t < many; t++) {
      const sorted = columns[t]!.sort()
      result.p2_5.push(quantile7(sorted, 0.025))
      result.p10.push(quantile7(sorted, 0.1))
      result.p25.push(quantile7(sorted, 0.25))
      result.p50.push(quantile7(sorted, 0.5))
      result.p75.push(quantile7(sorted, 0.75))
      result.p90.push(quantile7(sorted, 0.9))
      result.p97_5.push(quantile7(sorted, 0.975))
    }
  }
  return result
}
