// Places of numbers in ascending order, against comparing them.

import {expect, test} from "vitest"
import {ascending} from "../../src/math/order.ts"
import {uniformAt} from "../../src/math/random.ts"

const compared = (values: Float64Array) =>
  Uint32Array.from(values.keys()).sort((a, b) => values[a]! - values[b]! || a - b)

test.each([1, 7, 511, 512, 4000])("%d numbers of every size and sign are in order", (n) => {
  const u = (i: number, k: number) => uniformAt(3, 0, i, 9, k, 0)
  const values = Float64Array.from({length: n}, (_, i) => (u(i, 0) - 0.5) * 2 ** Math.floor((u(i, 1) - 0.5) * 2000))
  expect(ascending(values)).toEqual(compared(values))
})

test("equal numbers stay in the order of their places, 0 and -0 among them, and ends of the line are at the ends", () => {
  const some = [
    0,
    -0,
    1,
    -1,
    Number.POSITIVE_INFINITY,
    1,
    Number.NEGATIVE_INFINITY,
    Number.MIN_VALUE,
    -Number.MIN_VALUE,
  ]
  const values = Float64Array.from({length: 1800}, (_, i) => some[i % some.length]!)
  expect(ascending(values)).toEqual(compared(Float64Array.from(values, (value) => value + 0)))
})
