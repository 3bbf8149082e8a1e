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
const CODES = Uint16Array.from({length: 1 << BITS}, (_, row) => row % 7)
const DIFFERENT = Int16Array.from({length: 4 * 7}, (_, at) => (at % 4 === 3 ? 0 : Math.imul(at, 0x9e3779b1) >> 17))

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
  const add = compileSums(TEMPLATES, BITS)
  for (const values of VALUES) {
    const wanted = new Int32Array(TEMPLATES.count)
    rowsOf(TEMPLATES, values, BITS, wanted)
    const rows = new Int32Array(TEMPLATES.count)
    fill(values, rows)
    expect([...rows]).toEqual([...wanted])
    const sums = new Int32Array(3)
    add(values, CODES, DIFFERENT, sums)
    const held = [0, 1, 2].map((k) => [...wanted].map((row) => DIFFERENT[(row % 7) * 4 + k]!))
    expect([...sums]).toEqual(held.map((numbers) => numbers.reduce((a, b) => a + b, 0)))
  }
})

test("a table of no rows, or of more than a number of 32 bits counts, is refused", () => {
  expect(() => compileRows(TEMPLATES, 0)).toThrow("2^0 rows")
  expect(() => compileRows(TEMPLATES, 32)).toThrow("2^32 rows")
})
