// Lists as long as data: they go through no call as its arguments.

import {expect, test} from "vitest"
import {append, greatest, least} from "../../src/core/lists.ts"

test("lists longer than a call takes arguments are added, and have a least and a greatest", () => {
  const long = Array.from({length: 300_000}, (_, i) => i)
  const into = [-1]
  append(into, long)
  expect(into).toHaveLength(300_001)
  expect([least(long), greatest(long)]).toEqual([0, 299_999])
})

test("of none, of no number and of zeros they are what Math has", () => {
  for (const values of [[], [1, Number.NaN, 2], [0, -0], [-0, 0], [3, -2]]) {
    expect(Object.is(least(values), Math.min(...values))).toBe(true)
    expect(Object.is(greatest(values), Math.max(...values))).toBe(true)
  }
})
