// Parquet as others read it: by the reader of Apache Arrow in Rust, which shares nothing with the writer or its own reader.

import {tableFromIPC} from "apache-arrow"
import {readParquet} from "parquet-wasm"
import {expect, test} from "vitest"
import {compile} from "../../src/engine/index.ts"
import {longTable, sweepHere} from "../../src/ensemble/index.ts"
import {writeParquet} from "../../src/io/parquet.ts"
import {sketch} from "../engine/sketch.ts"

test("Arrow's own reader finds the columns, their types, every number to the bit, and nulls where there is none", () => {
  const program = compile(
    sketch(
      {left: {aux: "4 - time * pace"}, share: {aux: "1 / left"}, pace: {parameter: {kind: "uniform", low: 0, high: 1}}},
      {stop: 5},
    ),
  )
  const table = longTable(
    sweepHere({
      program,
      runs: 40,
      seed: "1",
      inputs: Float64Array.from({length: 40}, (_, run) => (run === 3 ? 1 : run / 41)),
    }),
  )
  const read = tableFromIPC(readParquet(writeParquet(table)).intoIPCStream())
  expect(read.schema.fields.map(({name}) => name)).toEqual(table.names)
  expect(read.schema.fields.map(({type}) => String(type))).toEqual(
    table.names.map((_, i) => (i === 0 ? "Int32" : "Float64")),
  )
  const wanted = [...table.rows()].map((row) => row.map((value) => (Number.isFinite(value) ? value : null)))
  const rows = Array.from({length: read.numRows}, (_, k) => table.names.map((_, i) => read.getChildAt(i)!.get(k)))
  expect(rows).toEqual(wanted)
  expect(rows.some((row) => row.includes(null))).toBe(true)
})
