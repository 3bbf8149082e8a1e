// A long table as an Apache Parquet file: columns of doubles, the run as a 32-bit number.
// Missing values are nulls, so that readers do not take them for numbers.

import {parquetWriteBuffer} from "hyparquet-writer"
import type {LongTable} from "../ensemble/index.ts"

/** Recorded in the file as its maker; no version, so that the same runs give the same bytes. */
const MAKER = "brink"

/** The bytes of the file. */
export function writeParquet(table: LongTable): Uint8Array {
  const {columns} = table
  const columnData = table.names.map((name, i) => {
    const column = columns[i]!
    return i === 0
      ? {name, data: Int32Array.from(column), type: "INT32" as const, nullable: false}
      : {name, data: Array.from(column, (x) => (Number.isFinite(x) ? x : null)), type: "DOUBLE" as const}
  })
  return new Uint8Array(parquetWriteBuffer({columnData, createdBy: MAKER}))
}
