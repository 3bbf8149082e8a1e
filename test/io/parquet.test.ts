// Long tables as Parquet, read back.

import {parquetReadObjects} from "hyparquet"
import {expect, test} from "vitest"
import {compile} from "../../src/engine/index.ts"
import {longTable, sweepHere} from "../../src/ensemble/index.ts"
import {writeParquet} from "../../src/io/parquet.ts"
import {sketch} from "../engine/sketch.ts"

const program = compile(
  sketch(
    {left: {aux: "4 - time * pace"}, share: {aux: "1 / left"}, pace: {parameter: {kind: "chance", p: 0.5}}},
    {stop: 5},
  ),
)
const table = longTable(sweepHere({program, runs: 4, seed: "1"}))

test("a Parquet file reads back to the same rows, with nulls where a run had failed", async () => {
  const bytes = writeParquet(table)
  const rows = await parquetReadObjects({file: bytes.buffer as ArrayBuffer})
  const wanted = [...table.rows()].map((row) =>
    Object.fromEntries(table.names.map((name, i) => [name, Number.isFinite(row[i]!) ? row[i]! : null])),
  )
  expect(rows).toEqual(wanted)
  expect(wanted.some((row) => row["share"] === null)).toBe(true)
})

test("the same runs give the same bytes", () => {
  expect(Buffer.compare(writeParquet(table), writeParquet(table))).toBe(0)
})
