// Counts scatter around their rate as their own neighbours say, and so do what runs may be counted as.
import {describe, expect, test} from "vitest"
import {counted, dispersionOf} from "../../src/math/scatter.ts"

const seed = {lo: 1, hi: 0}
const monthly = (values: ArrayLike<number>) =>
  Array.from(values, (value, i) => ({from: i, to: i + 1, year: 2030 + Math.floor(i / 12), value}))
const mean = (values: ArrayLike<number>) => Array.from(values).reduce((sum, one) => sum + one, 0) / values.length
const variance = (values: ArrayLike<number>) => {
  const middle = mean(values)
  return mean(Array.from(values, (value) => (value - middle) ** 2))
}
const flat = (rate: number, periods: number) => new Float64Array(periods).fill(rate)

describe("the dispersion of a series", () => {
  test.each([1, 5, 20])("of counts made with %d is found again, at a rate that doubles meanwhile", (dispersion) => {
    const rates = Float64Array.from({length: 4000}, (_, i) => 150 * (1 + i / 4000))
    const found = dispersionOf(monthly(counted(rates, dispersion, {seed, name: "raids", draw: 0})))
    expect(found / dispersion).toBeGreaterThan(0.9)
    expect(found / dispersion).toBeLessThan(1.1)
  })

  test("is 0 of a course that rises evenly but for the bend of a root, and of two periods", () => {
    expect(dispersionOf(monthly(Float64Array.from({length: 60}, (_, i) => 100 + i)))).toBeLessThan(1e-3)
    expect(dispersionOf(monthly([3, 50]))).toBe(0)
  })

  test("compares no value across a gap", () => {
    const [a, b, c] = monthly([10, 900, 10])
    expect(dispersionOf([a!, b!, {...c!, from: 3, to: 4}])).toBe(0)
    expect(dispersionOf([a!, b!, c!])).toBeGreaterThan(100)
  })
})

describe("what a rate may be counted as", () => {
  test("has the rate for mean and the dispersion times it for variance", () => {
    const counts = counted(flat(200, 20_000), 8, {seed, name: "raids", draw: 3})
    expect(mean(counts)).toBeCloseTo(200, -1)
    expect(variance(counts) / 200).toBeGreaterThan(7.5)
    expect(variance(counts) / 200).toBeLessThan(8.5)
  })

  test("is never below 0, and the rate itself where counts have no scatter", () => {
    expect(Math.min(...counted(flat(2, 2000), 30, {seed, name: "raids", draw: 0}))).toBe(0)
    expect(
      Array.from(counted([7, 0], 0, {seed, name: "raids", draw: 0}), (one) => Math.round(one * 1e9) / 1e9),
    ).toEqual([7, 0])
  })
})
