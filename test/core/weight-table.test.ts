import {expect, test} from "vitest"
import {companded, FAR, FURTHER, parsePairs, printPairs, stepOf, WeightTable} from "../../src/core/weight-table.ts"

test("pairs are read as they are printed, three characters each, however far apart their numbers are", () => {
  const pairs = [
    [10, 9],
    [11, -506],
    [12, 30],
    [12 + FAR - 1, -9],
    [12 + 3 * FAR, 12],
    [2 ** 27 - 1, 506],
  ] as const
  const text = printPairs(pairs)
  expect(text.replaceAll(FURTHER, "").length).toBe(3 * pairs.length)
  expect(text).not.toMatch(/["\\]/)
  const table = parsePairs(text)
  expect([...table].sort(([a], [b]) => a - b)).toEqual(pairs)
  expect([table.size, table.get(11), table.get(13)]).toEqual([pairs.length, -506, undefined])
  expect([...parsePairs("")]).toEqual([])
})

test("a weight is rounded to a quarter of a square, the finer the smaller it is", () => {
  for (const weight of [0, 1, 9, -9, 20, -30, 100, 250, -506]) {
    const rounded = companded(stepOf(weight))
    expect(Math.abs(rounded - weight)).toBeLessThanOrEqual(1 + Math.sqrt(Math.abs(weight)) / 2)
    expect(companded(stepOf(rounded))).toBe(rounded)
  }
  expect(companded(stepOf(9000))).toBe(506)
})

test.each([
  ["far apart", (i: number) => 64_000 * i + (i % 4)],
  ["side by side", (i: number) => 5 + i],
  ["at the far end", (i: number) => 2 ** 27 - 40 + i],
])("a sum counts each fact once, with numbers %s", (_, numberOf) => {
  const numbers = Array.from({length: 40}, (_, i) => numberOf(i))
  const table = WeightTable.of(numbers.map((number, i) => [number, i + 1] as const).reverse())
  expect([...table]).toEqual(numbers.map((number, i) => [number, i + 1]))
  expect(numbers.map((number) => table.get(number))).toEqual(numbers.map((_, i) => i + 1))
  const others = [0, 4, 45, 64_003, 2 ** 27 - 41].filter((number) => !numbers.includes(number))
  expect(others.map((number) => table.get(number))).toEqual(others.map(() => undefined))
  expect(table.sum([numbers[3]!, numbers[3]!, 2, 2 ** 26])).toBe(4)
  expect(table.sum([...numbers, ...numbers])).toBe((40 * 41) / 2)
  expect(table.sum([])).toBe(0)
})

test("a table of no weights has none of any fact", () => {
  const table = new WeightTable(new Int32Array(0))
  expect([table.get(0), table.get(2 ** 27 - 1), table.sum([1, 2, 3])]).toEqual([undefined, undefined, 0])
})
