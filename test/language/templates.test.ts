// The functions that are made of templates do what the loop over them does, bit for bit.

import {afterEach, expect, test, vi} from "vitest"
import {compileRows, compileSums, compileTemplates, rowsOf} from "../../src/language/templates.ts"

const TEMPLATES = compileTemplates(["w", "p", "u", "far"], ["w", "p", "w p", "p u far", "far u p w", "u w"])
const BITS = 9
const VALUES = [
  [0, 1, 2, 3, 4],
  [0, -1, 0x7fffffff, -0x80000000, 0],
  [0, 0x811c9dc5 | 0, 99, -7, 12345],
].map((values) => Int32Array.from(values))
const SQUARES = Int16Array.from({length: 256}, (_, byte) => (byte < 128 ? byte * byte : -((256 - byte) * (256 - byte))))
const TABLE = Int32Array.from({length: 1 << BITS}, (_, row) => Math.imul(row + 1, 0x9e3779b1))

afterEach(() => {
  vi.unstubAllGlobals()
})

test.each([true, false])("rows and sums are those of the loop; code may be made: %s", (may) => {
  if (!may)
    vi.stubGlobal(
      "Function",
      class {
        constructor() {
          throw new EvalError("Code generation from strings disallowed for this context")
        }
      },
    )
  const fill = compileRows(TEMPLATES, BITS)
  const bytes = compileSums(TEMPLATES, BITS, {squares: SQUARES})
  const halves = compileSums(TEMPLATES, BITS, "halves")
  for (const values of VALUES) {
    const wanted = new Int32Array(TEMPLATES.count)
    rowsOf(TEMPLATES, values, BITS, wanted)
    const rows = new Int32Array(TEMPLATES.count)
    fill(values, rows)
    expect([...rows]).toEqual([...wanted])
    const held = [...wanted].map((row) => TABLE[row]!)
    const sum = (of: (row: number) => number) => held.map(of).reduce((a, b) => a + b, 0)
    const sums = new Int32Array(3)
    bytes(values, TABLE, sums)
    expect([...sums]).toEqual([0, 8, 16].map((shift) => sum((row) => SQUARES[(row >> shift) & 255]!)))
    halves(values, TABLE, sums)
    expect([...sums]).toEqual([0, sum((row) => (row << 16) >> 16), sum((row) => row >> 16)])
  }
})

test("a table of no rows, or of more than a number of 32 bits counts, is refused", () => {
  expect(() => compileRows(TEMPLATES, 0)).toThrow("2^0 rows")
  expect(() => compileRows(TEMPLATES, 32)).toThrow("2^32 rows")
})
