// Our own elementary functions against whole-number arithmetic of 420 bits: the error of
// each, in units of the last place, where the worst of many arguments is looked for.

import {expect, test} from "vitest"
import {
  acos,
  asin,
  atan,
  atan2,
  cos,
  cosh,
  erf,
  erfc,
  exp,
  expm1,
  log,
  log10,
  pow,
  sin,
  sinh,
  tan,
  tanh,
} from "../../src/math/elementary.ts"
import {misses, reference, referenceAngle, referencePower} from "./reference.ts"

const own = {acos, asin, atan, cos, cosh, erf, erfc, exp, expm1, log, log10, sin, sinh, tan, tanh} as const

/** Arguments spread evenly over a range, the same everywhere (Weyl 1916). */
const spread = (count: number, low: number, high: number) =>
  Array.from({length: count}, (_, i) => low + (high - low) * (((i + 1) * 0.6180339887498949) % 1))

const LIMITS: readonly (readonly [
  name: keyof typeof own,
  most: number,
  ranges: readonly (readonly [number, number])[],
])[] = [
  [
    "exp",
    1,
    [
      [-60, 40],
      [-1, 1],
    ],
  ],
  [
    "expm1",
    1,
    [
      [-30, 30],
      [-0.5, 0.5],
    ],
  ],
  [
    "log",
    1,
    [
      [0.0001, 100],
      [0.9, 1.1],
    ],
  ],
  [
    "log10",
    2,
    [
      [0.0001, 1000],
      [0.9, 1.1],
    ],
  ],
  [
    "sin",
    1,
    [
      [-10, 10],
      [-1e6, 1e6],
    ],
  ],
  [
    "cos",
    1,
    [
      [-10, 10],
      [-1e6, 1e6],
    ],
  ],
  [
    "tan",
    1,
    [
      [-1.6, 1.6],
      [-100, 100],
      [-1e6, 1e6],
    ],
  ],
  [
    "asin",
    1,
    [
      [-1, 1],
      [0.4, 0.6],
    ],
  ],
  [
    "acos",
    1,
    [
      [-1, 1],
      [0.9, 1],
    ],
  ],
  [
    "atan",
    1,
    [
      [-5, 5],
      [-1000, 1000],
    ],
  ],
  [
    "sinh",
    2,
    [
      [-25, 25],
      [-1, 1],
    ],
  ],
  [
    "cosh",
    2,
    [
      [-25, 25],
      [-1, 1],
    ],
  ],
  [
    "tanh",
    2,
    [
      [-20, 20],
      [-1, 1],
    ],
  ],
  [
    "erf",
    1,
    [
      [-6, 6],
      [-1, 1],
    ],
  ],
  [
    "erfc",
    2.5,
    [
      [-2, 2],
      [1, 9],
    ],
  ],
]

test.each(LIMITS)("%s errs by less than %d units of the last place", (name, most, ranges) => {
  const f = own[name]
  let worst = 0
  for (const [low, high] of ranges)
    for (const x of spread(250, low, high)) worst = Math.max(worst, misses(f(x), reference[name]!(x)))
  expect(worst).toBeLessThan(most)
})

test("pow errs by less than 0.75 units of the last place", () => {
  const powers = spread(300, -20, 20)
  const worst = spread(300, 0.01, 9).reduce(
    (most, x, i) => Math.max(most, misses(pow(x, powers[299 - i]!), referencePower(x, powers[299 - i]!))),
    0,
  )
  expect(worst).toBeLessThan(0.75)
})

test("atan2 errs by less than 2 units of the last place, on every side", () => {
  const down = spread(400, -3, 3)
  const worst = spread(400, -5, 5).reduce(
    (most, y, i) => Math.max(most, misses(atan2(y, down[399 - i]!), referenceAngle(y, down[399 - i]!))),
    0,
  )
  expect(worst).toBeLessThan(2)
})

test("at zeros, infinities and what is no number they say what IEEE 754 says", () => {
  const odd = [0, -0, 1, -1, 2, -2, 5e-324, -1e-310, Infinity, -Infinity, NaN]
  for (const name of ["tan", "asin", "acos", "sinh", "cosh"] as const)
    for (const x of odd)
      expect(
        Object.is(own[name](x), Math[name](x)) || Math.abs(own[name](x) - Math[name](x)) < 1e-15,
        `${name}(${x})`,
      ).toBe(true)
  for (const y of odd.slice(0, -1))
    for (const x of odd.slice(0, -1)) expect(atan2(y, x), `atan2(${y}, ${x})`).toBeCloseTo(Math.atan2(y, x), 14)
  for (const [x, one, rest] of [
    [0, 0, 1],
    [-0, -0, 1],
    [Infinity, 1, 0],
    [-Infinity, -1, 2],
    [NaN, NaN, NaN],
    [30, 1, 0],
  ] as const) {
    expect(erf(x)).toBe(one)
    expect(erfc(x)).toBe(rest)
  }
  expect(erf(5e-324)).toBeGreaterThanOrEqual(5e-324)
})
