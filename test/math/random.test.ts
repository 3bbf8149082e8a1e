// Counter-based random numbers against the published vectors, and inverse distributions
// against known quantiles.

import {createHash} from "node:crypto"
import {expect, test} from "vitest"
import {
  betaQuantile,
  lognormalQuantile,
  normalQuantile,
  ordinal,
  parseSeed,
  philox4x32,
  triangularQuantile,
  uniform,
  uniformQuantile,
} from "../../src/math/random.ts"
import {isQuick} from "../tiers.ts"

const philox = (...words: [number, number, number, number, number, number]) => {
  const out = new Uint32Array(4)
  philox4x32(...words, out)
  return Array.from(out, (word) => word.toString(16).padStart(8, "0")).join(" ")
}

test("Philox4x32-10 gives its three published vectors", () => {
  const ones = 0xffffffff
  expect(philox(0, 0, 0, 0, 0, 0)).toBe("6627e8d5 e169c58d bc57ac4c 9b00dbd8")
  expect(philox(ones, ones, ones, ones, ones, ones)).toBe("408f276d 41c83b0e a20bc7c6 6d5451fd")
  expect(philox(0x243f6a88, 0x85a308d3, 0x13198a2e, 0x03707344, 0xa4093822, 0x299f31d0)).toBe(
    "d16cfe09 94fdcceb 5001e420 24126ea1",
  )
})

test("a seed is a whole number from 0 to 2^64-1 in decimal", () => {
  expect(parseSeed("0")).toEqual({lo: 0, hi: 0})
  expect(parseSeed("18446744073709551615")).toEqual({lo: 0xffffffff, hi: 0xffffffff})
  expect(parseSeed("4294967297")).toEqual({lo: 1, hi: 1})
  for (const wrong of ["18446744073709551616", "-1", "1.5", "", "1e3", "0x1"]) expect(parseSeed(wrong)).toBe(null)
})

test.skipIf(isQuick)("uniform numbers lie strictly inside (0, 1) and spread evenly", () => {
  const seed = {lo: 7, hi: 0}
  const bins = new Array(20).fill(0)
  const n = 40_000
  for (let run = 0; run < n; run++) {
    const u = uniform(seed, {run, name: ordinal("rain"), draw: 0, stream: 0})
    expect(u > 0 && u < 1).toBe(true)
    bins[Math.floor(u * 20)]++
  }
  // Chi-square with 19 degrees of freedom: 43.8 is passed once in a thousand.
  expect(bins.reduce((sum, count) => sum + (count - n / 20) ** 2 / (n / 20), 0)).toBeLessThan(43.8)
})

test("a draw changes with each part of its address", () => {
  const seed = {lo: 1, hi: 0}
  const at = {run: 3, name: ordinal("rain"), draw: 0, stream: 0}
  const others = [
    uniform(seed, {...at, run: 4}),
    uniform(seed, {...at, name: ordinal("rains")}),
    uniform(seed, {...at, draw: 1}),
    uniform(seed, {...at, stream: 1}),
    uniform({lo: 1, hi: 1}, at),
  ]
  expect(new Set([uniform(seed, at), ...others]).size).toBe(6)
})

test("quantiles have their known values", () => {
  expect(normalQuantile(0.5)).toBe(0)
  expect(normalQuantile(0.975)).toBeCloseTo(1.959963984540054, 15)
  expect(normalQuantile(0.3)).toBeCloseTo(-0.5244005127080409, 15)
  expect(normalQuantile(1e-5)).toBeCloseTo(-4.264890793922825, 14)
  expect(normalQuantile(1e-10)).toBeCloseTo(-6.361340902404056, 14)
  expect(lognormalQuantile(0.1, 0, 0.5)).toBeCloseTo(0.5268835182960365, 15)
  expect(lognormalQuantile(0.9, 0, 0.5)).toBeCloseTo(1.8979527073347104, 14)
  expect(triangularQuantile(0.1, 0, 0.3, 1)).toBeCloseTo(0.17320508075688773, 15)
  expect(triangularQuantile(0.5, 0, 0.3, 1)).toBeCloseTo(0.4083920216900384, 15)
  expect(triangularQuantile(0.9, 0, 0.3, 1)).toBeCloseTo(0.735424868893541, 15)
  expect(betaQuantile(0.1, 2, 5)).toBeCloseTo(0.09259525891312873, 13)
  expect(betaQuantile(0.5, 2, 5)).toBeCloseTo(0.26444998329566005, 13)
  expect(betaQuantile(0.9, 2, 5)).toBeCloseTo(0.5103163065514917, 13)
  expect(uniformQuantile(0.25, -2, 6)).toBe(0)
})

test("degenerate triangles give their one value, and their ends", () => {
  expect(triangularQuantile(0.3, 4, 4, 4)).toBe(4)
  expect(triangularQuantile(0.25, 0, 0, 1)).toBeCloseTo(1 - Math.sqrt(0.75), 15)
  expect(triangularQuantile(0.25, 0, 1, 1)).toBeCloseTo(0.5, 15)
})

test.skipIf(isQuick)("ten thousand draws of each distribution have had the same bits since they were written", () => {
  const seed = {lo: 20, hi: 26}
  const hash = createHash("sha256")
  const draws = (quantile: (u: number) => number, count = 10_000) =>
    new Uint8Array(
      Float64Array.from({length: count}, (_, run) =>
        quantile(uniform(seed, {run, name: ordinal("harvest"), draw: 0, stream: 0})),
      ).buffer,
    )
  hash.update(draws((u) => u)).update(draws(normalQuantile))
  hash.update(draws((u) => lognormalQuantile(u, 1, 0.5))).update(draws((u) => triangularQuantile(u, 0, 0.3, 1)))
  hash.update(draws((u) => betaQuantile(u, 2, 5), 1_000))
  expect(hash.digest("hex")).toBe("ae455b01c5344a2c6f4585f88da21f23f6ac325e886a4563b54d204423c8c703")
})
