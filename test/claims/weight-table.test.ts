import {expect, test} from "vitest"
import {parsePairs, WeightTable} from "../../src/claims/weight-table.ts"

test("pairs are read as they are printed: distances and weights in base 36", () => {
  const table = parsePairs("a:y 1:-8 zzzzzz:10")
  expect([...table].sort(([a], [b]) => a - b)).toEqual([
    [10, 34],
    [11, -8],
    [11 + 36 ** 6 - 1, 36],
  ])
  expect([table.size, table.get(11), table.get(12)]).toEqual([3, -8, undefined])
  expect([...parsePairs("")]).toEqual([])
})

test("a sum counts each fact once, whatever shares its place", () => {
  const numbers = Array.from({length: 40}, (_, i) => ((i % 4) + 1000 * 64 * i) >>> 0)
  const table = new WeightTable(
    numbers,
    numbers.map((_, i) => i + 1),
  )
  expect(numbers.map((number) => table.get(number))).toEqual(numbers.map((_, i) => i + 1))
  expect(table.sum([numbers[3]!, numbers[3]!, 77, 2 ** 32 - 1])).toBe(4)
  expect(table.sum([...numbers, ...numbers])).toBe((40 * 41) / 2)
  expect(table.sum([])).toBe(0)
})
