// All runs as one long table, the shape that statistics programs read: a row for each run
// and saved time, a column for each quantity. What `run --out` writes.

import type {Runs} from "./runs.ts"

/** Columns of equal length (made when they are asked for): run (from 0), time, then each name; rows by run, then by time. A failed run's missing values are NaN. */
export type LongTable = {
  readonly names: readonly string[]
  readonly columns: readonly Float64Array[]
  readonly length: number
  /** The rows one by one, in the order of `names`. */
  rows(): Iterable<number[]>
}

/** The long table of `runs`. */
export function longTable(runs: Runs): LongTable {
  const {names, time, series, status} = runs
  const times = time.length
  const length = status.length * times
  const cell = (row: number, column: number) =>
    series[(Math.floor(row / times) * names.length + column) * times + (row % times)]!
  return {
    names: ["run", "time", ...names],
    get columns() {
      return [
        Float64Array.from({length}, (_, row) => Math.floor(row / times)),
        Float64Array.from({length}, (_, row) => time[row % times]!),
        ...names.map((_, column) => Float64Array.from({length}, (__, row) => cell(row, column))),
      ]
    },
    length,
    *rows() {
      for (let row = 0; row < length; row++)
        yield [Math.floor(row / times), time[row % times]!, ...names.map((_, column) => cell(row, column))]
    },
  }
}
