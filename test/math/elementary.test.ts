// Own elementary functions against the platform's, at their edges, and against fixed bits.

import {createHash} from "node:crypto"
import {describe, expect, test} from "vitest"
import {atan, cos, exp, expm1, log, log10, pow, sin, tan, tanh} from "../../src/math/elementary.ts"

/** A linear congruential generator (Numerical Recipes), so that arguments are the same everywhere. */
function arguments_(count: number, from: number, to: number): number[] {
  let state = 12345
  return Array.from({length: count}, () => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0
    return from + ((to - from) * state) / 4294967296
  })
}

/** Distance in units of the last place of `right`. */
function ulps(got: number, right: number): number {
  if (Object.is(got, right)) return 0
  if (!Number.isFinite(got) || !Number.isFinite(right)) return Number.POSITIVE_INFINITY
  const exponent = Math.max(-1074, Math.floor(Math.log2(Math.abs(right) || 5e-324)) - 52)
  return Math.abs(got - right) / 2 ** exponent
}

function worst(own: (x: number) => number, theirs: (x: number) => number, xs: number[]): number {
  return xs.reduce((most, x) => Math.max(most, ulps(own(x), theirs(x))), 0)
}

describe("own elementary functions stay within 2 units of the last place of the platform's", () => {
  test("exp", () => expect(worst(exp, Math.exp, arguments_(50_000, -745, 709.7))).toBeLessThan(2))
  test("exp near 0", () => expect(worst(exp, Math.exp, arguments_(50_000, -1, 1))).toBeLessThan(2))
  test("expm1", () => expect(worst(expm1, Math.expm1, arguments_(50_000, -40, 60))).toBeLessThan(2))
  test("expm1 near 0", () => expect(worst(expm1, Math.expm1, arguments_(50_000, -0.5, 0.5))).toBeLessThan(2))
  test("log", () => expect(worst(log, Math.log, arguments_(50_000, 0, 4))).toBeLessThan(2))
  test("log over all sizes", () =>
    expect(
      worst(
        (x) => log(exp(x)),
        (x) => Math.log(exp(x)),
        arguments_(50_000, -744, 709),
      ),
    ).toBeLessThan(2))
  test("log10", () => expect(worst(log10, Math.log10, arguments_(50_000, 0, 1e6))).toBeLessThan(3))
  test("tanh", () => expect(worst(tanh, Math.tanh, arguments_(50_000, -25, 25))).toBeLessThan(2))
  test("sin", () => expect(worst(sin, Math.sin, arguments_(50_000, -1e4, 1e4))).toBeLessThan(2))
  test("cos", () => expect(worst(cos, Math.cos, arguments_(50_000, -1e6, 1e6))).toBeLessThan(2))
  test("sin and cos of huge arguments", () => {
    const huge = arguments_(400, 2, 307).map((e) => pow(10, e))
    expect(worst(sin, Math.sin, huge)).toBeLessThan(2)
    expect(
      worst(
        cos,
        Math.cos,
        huge.map((x) => -x),
      ),
    ).toBeLessThan(2)
  })
  test("tan", () => expect(worst(tan, Math.tan, arguments_(50_000, -1.57, 1.57))).toBeLessThan(3))
  test("atan", () => expect(worst(atan, Math.atan, arguments_(50_000, -50, 50))).toBeLessThan(2))
  test("pow", () => {
    const bases = arguments_(50_000, 0, 40)
    const powers = arguments_(50_000, -90, 90).reverse()
    let most = 0
    bases.forEach((x, i) => {
      most = Math.max(most, ulps(pow(x, powers[i]!), x ** powers[i]!))
    })
    expect(most).toBeLessThan(2)
  })
})

test("whole numbers to whole powers are exact", () => {
  for (let base = -12; base <= 12; base++) {
    let exact = 1
    for (let n = 0; Math.abs(exact) <= Number.MAX_SAFE_INTEGER && n < 60; n++) {
      expect(Math.abs(pow(base, n) - exact)).toBe(0)
      exact *= base
    }
  }
  expect(pow(2, 1023)).toBe(2 ** 1023)
  expect(pow(2, -1074)).toBe(5e-324)
  for (let n = 0; n <= 22; n++) expect(log10(Number(`1e${n}`))).toBe(n)
})

test("at the edges they say what ECMAScript says", () => {
  const odd = [
    0,
    -0,
    1,
    -1,
    0.5,
    -0.5,
    2,
    -2,
    3,
    -3,
    5e-324,
    -5e-324,
    1e-310,
    1.7e308,
    -1.7e308,
    1e20,
    Infinity,
    -Infinity,
    NaN,
  ]
  for (const [own, theirs] of [
    [exp, Math.exp],
    [expm1, Math.expm1],
    [log, Math.log],
    [tanh, Math.tanh],
    [sin, Math.sin],
    [cos, Math.cos],
    [atan, Math.atan],
  ] as const)
    for (const x of odd) expect(ulps(own(x), theirs(x)), `${own.name}(${x})`).toBeLessThan(2)
  for (const x of odd) for (const y of odd) expect(ulps(pow(x, y), x ** y), `pow(${x}, ${y})`).toBeLessThan(2)
})

test("they have had the same bits since they were written", () => {
  const bytes = (f: (x: number) => number, from: number, to: number) =>
    new Uint8Array(Float64Array.from(arguments_(20_000, from, to), f).buffer)
  const hash = createHash("sha256")
  hash
    .update(bytes(exp, -745, 709))
    .update(bytes(expm1, -3, 3))
    .update(bytes(log, 0, 50))
    .update(bytes(tanh, -5, 5))
  hash
    .update(bytes(sin, -1e7, 1e7))
    .update(bytes(cos, -1e3, 1e3))
    .update(bytes(tan, -9, 9))
    .update(bytes(atan, -9, 9))
  hash.update(bytes((x) => pow(x, 2.5), 0, 9)).update(bytes((x) => pow(1.01, x), -900, 900))
  expect(hash.digest("hex")).toBe("73bcdef78ae59920e9f421447e51142da96cdefb3680c23e27e764de7e5e360a")
})
