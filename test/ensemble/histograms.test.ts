// Counts in fixed bins: the same whatever the parts and their order, and quantiles within a bin of the exact ones.

import {expect, test} from "vitest"
import {BINS, edgesOf, Histograms} from "../../src/ensemble/index.ts"
import {quantile7} from "../../src/math/quantiles.ts"
import {normalQuantile, uniformAt} from "../../src/math/random.ts"

const values = Float64Array.from({length: 20_000}, (_, run) => Math.exp(normalQuantile(uniformAt(5, 0, run, 1, 0, 0))))
const edges = edgesOf([values.subarray(0, 1024)])

function counted(parts: readonly (readonly [from: number, to: number])[]): Histograms {
  const all = new Histograms(edges)
  for (const [from, to] of parts) {
    const part = new Histograms(edges)
    for (const value of values.subarray(from, to)) part.add(0, value)
    all.merge(part.counts)
  }
  return all
}

test("are the same bits whatever the parts and their order", () => {
  const whole = counted([[0, 20_000]])
  const parts = Array.from({length: 80}, (_, k) => [k * 250, (k + 1) * 250] as const)
  expect(counted(parts).counts).toEqual(whole.counts)
  expect(counted([...parts].reverse()).counts).toEqual(whole.counts)
  expect(whole.sizes(0).all).toBe(20_000)
})

test("have quantiles within a bin of the exact ones, and tell how much lies beyond their edges", () => {
  const all = counted([[0, 20_000]])
  const sorted = values.slice().sort()
  const width = edges[1]!
  for (const p of [0.025, 0.1, 0.25, 0.5, 0.75, 0.9])
    expect(Math.abs(all.quantile(0, p) - quantile7(sorted, p))).toBeLessThan(width)
  const top = edges[0]! + BINS * width
  expect(all.sizes(0).outside).toBe(values.filter((value) => value >= top || value < edges[0]!).length)
  expect(all.sizes(0).outside).toBeGreaterThan(0)
})

test("hold a row of one value in one bin, count what is no number nowhere, and have no quantile of none", () => {
  const still = new Histograms(edgesOf([Float64Array.of(7, 7), new Float64Array(0)]))
  for (const value of [7, 7, Number.NaN, 7]) still.add(0, value)
  expect(still.sizes(0)).toEqual({all: 3, outside: 0})
  expect(Math.abs(still.quantile(0, 0.5) - 7)).toBeLessThan(14 / BINS)
  expect(still.quantile(1, 0.5)).toBeNaN()
  still.add(1, Number.POSITIVE_INFINITY)
  expect(still.sizes(1)).toEqual({all: 1, outside: 1})
})
