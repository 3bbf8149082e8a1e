// Sums over a table as reading has it are those over its bytes, in JavaScript and as vector instructions, whatever the weights.

import fc from "fast-check"
import {expect, test} from "vitest"
import {allocate} from "../../src/io/english.ts"
import {
  ACTION_ROW,
  actionPlanes,
  actionRows,
  actionSumming,
  memoryOf,
  SQUARE,
  sparsePlanes,
  sparseRows,
  summing,
} from "../../src/language/tables.ts"
import {compileTemplates, rowsOf, type Templates} from "../../src/language/templates.ts"

const ATOMS = ["w", "p", "u", "far", "e"]
const LINES = ["w", "p", "w p", "p u far", "far u p w", "u w", "e", "e w"]
const BITS = 6
const ROWS = 1 << BITS
const MEMORIES = [undefined, memoryOf(allocate)]
const values = fc.array(fc.integer({min: -0x80000000, max: 0x7fffffff}), {
  minLength: ATOMS.length,
  maxLength: ATOMS.length,
})
const count = fc.integer({min: 1, max: LINES.length})

/** A table of which each row has up to so many weights that are not 0, wherever they are. */
const tableOf = (width: number) =>
  fc
    .array(
      fc.array(fc.tuple(fc.nat(width - 1), fc.integer({min: -128, max: 127})), {size: "max", maxLength: 2 * width}),
      {minLength: ROWS, maxLength: ROWS, size: "max"},
    )
    .map((rows) => {
      const table = new Int8Array(ROWS * width)
      for (const [row, weights] of rows.entries())
        for (const [column, value] of weights) table[row * width + column] = value
      return table
    })

/** What a column of a table of bytes adds up to, row by row. */
function summed(table: Int8Array, width: number, templates: Templates, given: readonly number[], column: number) {
  const rows = new Int32Array(templates.count)
  rowsOf(templates, Int32Array.of(0, ...given), BITS, rows)
  return rows.reduce((sum, row) => sum + SQUARE[table[row * width + column]! & 255]!, 0)
}

test("the weights of actions", () => {
  fc.assert(
    fc.property(tableOf(ACTION_ROW - 1), values, count, (weights, given, some) => {
      const table = Int8Array.from({length: ROWS * ACTION_ROW}, (_, at) =>
        at % ACTION_ROW === 3 ? 0 : weights[Math.floor(at / ACTION_ROW) * 3 + (at % ACTION_ROW)]!,
      )
      const parts = [LINES.slice(0, some), LINES].map((lines) => compileTemplates(ATOMS, lines))
      for (const memory of MEMORIES) {
        const by = actionSumming(parts, ATOMS.length, actionRows(actionPlanes(table), memory), BITS)
        by.values.set(given, 1)
        for (const [nth, part] of by.parts.entries()) {
          part()
          expect([...by.sums.subarray(0, 3)]).toEqual(
            [0, 1, 2].map((k) => summed(table, ACTION_ROW, parts[nth]!, given, k)),
          )
        }
      }
    }),
    {numRuns: 30},
  )
})

test.each([1, 5, 16, 47])("tables that are %i wide", (width) => {
  fc.assert(
    fc.property(
      tableOf(width),
      values,
      count,
      fc.uniqueArray(fc.nat(width - 1), {minLength: 1}),
      (table, given, some, columns) => {
        const templates = compileTemplates(ATOMS, LINES.slice(0, some))
        for (const memory of MEMORIES) {
          const rows = sparseRows(sparsePlanes(table, width), width, memory)
          const by = summing(templates, ATOMS.length, {weights: rows, bits: BITS, width})
          by.values.set(given, 1)
          const sums = new Float64Array(columns.length)
          // Twice, because what the first leaves behind is nothing to the second.
          for (const _ of [1, 2]) by.sum(Int32Array.from(columns), sums)
          expect([...sums]).toEqual(columns.map((column) => summed(table, width, templates, given, column)))
        }
      },
    ),
    {numRuns: 30},
  )
})

test("more rows of actions than a code tells apart are refused, and as many as it does are not", () => {
  const table = (rows: number) =>
    Int8Array.from({length: 2 ** 17 * ACTION_ROW}, (_, at) => {
      const [row, k] = [Math.floor(at / ACTION_ROW), at % ACTION_ROW]
      return row < rows && k < 3 ? ((row + 1) >> (8 * k)) & 255 : 0
    })
  expect(actionRows(actionPlanes(table(65_535))).different.length).toBe(65_536 * ACTION_ROW)
  expect(() => actionPlanes(table(65_536))).toThrow("65536 rows differ, of 65535 that may")
})
