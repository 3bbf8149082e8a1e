// Sums as vector instructions are those that JavaScript comes to, whatever the weights.

import fc from "fast-check"
import {expect, test} from "vitest"
import {allocate} from "../../src/io/english.ts"
import {packBytes, packLeads} from "../../src/language/parser.ts"
import {SQUARE, summing} from "../../src/language/tagger.ts"
import {compileSums, compileTemplates} from "../../src/language/templates.ts"
import {actionSums, SLACK, type Space, sumsIn, TABLES_AT, valuesIn} from "../../src/language/vector-sums.ts"

const ATOMS = ["w", "p", "u", "far", "e"]
const LINES = ["w", "p", "w p", "p u far", "far u p w", "u w", "e", "e w"]
const BITS = 6
const bytes = fc.uint8Array({minLength: 1 << 12, maxLength: 1 << 12})
const values = fc.array(fc.integer({min: -0x80000000, max: 0x7fffffff}), {
  minLength: ATOMS.length,
  maxLength: ATOMS.length,
})

const spaceOf = (size: number): Space => allocate(TABLES_AT + size + SLACK)!

test.each(["squares", "halves"] as const)("actions: %s, of any number of templates", (packing) => {
  fc.assert(
    fc.property(bytes, values, fc.integer({min: 1, max: LINES.length}), (weights, given, count) => {
      const templates = compileTemplates(ATOMS, LINES.slice(0, count))
      const space = spaceOf(4 << BITS)
      const table = new Int32Array(space.buffer, TABLES_AT, 1 << BITS)
      const pack = packing === "squares" ? packBytes : packLeads
      table.forEach((_, row) => {
        table[row] = pack(weights[4 * row]!, weights[4 * row + 1]!, weights[4 * row + 2]!)
      })
      const wanted = new Int32Array(3)
      compileSums(templates, BITS, packing === "squares" ? {squares: SQUARE} : "halves")(
        Int32Array.of(0, ...given),
        table,
        wanted,
      )
      valuesIn(space).set(given, 1)
      actionSums(space, TABLES_AT, [templates], BITS, packing)[0]!()
      expect([...sumsIn(space).subarray(1, 3)]).toEqual([...wanted.subarray(1)])
      if (packing === "squares") expect(sumsIn(space)[0]).toBe(wanted[0])
    }),
    {numRuns: 30},
  )
})

test.each([5, 16, 47])("columns of tables that are %i wide, whose rows are zeros here and there", (width) => {
  const templates = compileTemplates(ATOMS, LINES)
  fc.assert(
    fc.property(bytes, values, fc.uniqueArray(fc.nat(width - 1), {minLength: 1}), (weights, given, some) => {
      const columns = Int32Array.from(some.sort((a, b) => a - b))
      const size = (1 << BITS) * width
      const places = Int32Array.from({length: 1 << BITS}, (_, row) => (weights[row]! < 90 ? 0 : row * width))
      const filled = Uint8Array.from({length: size}, (_, i) => (i < width ? 0 : weights[(7 * i) % weights.length]!))
      const space = spaceOf((4 << BITS) + size)
      const there = {
        places: new Int32Array(space.buffer, TABLES_AT, 1 << BITS),
        weights: new Uint8Array(space.buffer, TABLES_AT + (4 << BITS), size),
      }
      there.places.set(places)
      there.weights.set(filled)
      const [plain, vectors] = [
        {places, weights: filled},
        {...there, space},
      ].map((table) => {
        const sums = new Float64Array(width + 4)
        const by = summing(templates, ATOMS.length, {...table, bits: BITS, width})
        by.values.set(given, 1)
        by.sum(columns, sums)
        return [...sums.subarray(0, columns.length)]
      })
      expect(vectors).toEqual(plain)
    }),
    {numRuns: 30},
  )
})
