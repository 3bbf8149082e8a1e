// The algebra of units as laws: units under multiplication are an abelian group, powers keep
// its laws, and what is printed reads back as the same unit.

import fc from "fast-check"
import {expect, test} from "vitest"
import {
  dimensionless,
  divide,
  lenientUnits,
  multiply,
  parseUnit,
  power,
  printUnit,
  sameUnit,
  type Unit,
} from "../../src/core/units.ts"
import {someOf} from "../tiers.ts"

const names = fc.constantFrom(
  "animal",
  "week",
  "person",
  "km",
  "$",
  "USD million",
  "l'an",
  "été",
  "__proto__",
  "constructor",
)
/** Powers as they occur: whole, and what square and cube roots make of them. */
const powers = fc.tuple(fc.integer({min: -6, max: 6}), fc.constantFrom(1, 1, 1, 2, 3)).map(([a, b]) => a / b)
const anyUnit = fc
  .array(fc.tuple(names, powers), {maxLength: 6})
  .map((pairs) => pairs.reduce<Unit>((unit, [name, p]) => multiply(unit, power([[name, 1]], p)), dimensionless))
const exponent = fc.integer({min: -4, max: 4})

/** The one form that a unit has: names once each, in order, no power of 0. */
function expectNormal(unit: Unit): void {
  const sorted = [...new Set(unit.map(([name]) => name))].sort()
  expect(unit.map(([name]) => name)).toEqual(sorted)
  for (const [, p] of unit) expect(p !== 0 && Number.isFinite(p)).toBe(true)
}

/** Equal up to the last digits of thirds. */
function expectSame(a: Unit, b: Unit): void {
  expect(sameUnit(a, b), `${printUnit(a)} and ${printUnit(b)}`).toBe(true)
  expectNormal(a)
  expectNormal(b)
}

test("the order of factors does not count, nor how they are bracketed", () => {
  fc.assert(
    fc.property(anyUnit, anyUnit, anyUnit, (a, b, c) => {
      expectSame(multiply(a, b), multiply(b, a))
      expectSame(multiply(multiply(a, b), c), multiply(a, multiply(b, c)))
    }),
    {seed: 7, numRuns: someOf(300)},
  )
})

test("a bare ratio changes nothing, and every unit has its inverse", () => {
  fc.assert(
    fc.property(anyUnit, anyUnit, (a, b) => {
      expectSame(multiply(a, dimensionless), a)
      expectSame(divide(a, dimensionless), a)
      expectSame(divide(a, a), dimensionless)
      expectSame(multiply(a, divide(dimensionless, a)), dimensionless)
      expectSame(multiply(divide(a, b), b), a)
      expectSame(divide(a, divide(dimensionless, b)), multiply(a, b))
    }),
    {seed: 7, numRuns: someOf(300)},
  )
})

test("powers add, multiply, and go over products", () => {
  fc.assert(
    fc.property(anyUnit, anyUnit, exponent, exponent, (a, b, m, n) => {
      expectSame(multiply(power(a, m), power(a, n)), power(a, m + n))
      expectSame(power(power(a, m), n), power(a, m * n))
      expectSame(power(multiply(a, b), m), multiply(power(a, m), power(b, m)))
      expectSame(power(divide(a, b), m), divide(power(a, m), power(b, m)))
      expectSame(power(a, 0), dimensionless)
      expectSame(power(a, 1), a)
      expectSame(power(a, -1), divide(dimensionless, a))
    }),
    {seed: 7, numRuns: someOf(300)},
  )
})

test("the square of a root is the unit again, and the cube of a third", () => {
  fc.assert(
    fc.property(anyUnit, (a) => {
      expectSame(power(power(a, 1 / 2), 2), a)
      expectSame(power(power(a, 1 / 3), 3), a)
      const third = power(a, 1 / 3)
      expectSame(multiply(multiply(third, third), third), a)
    }),
    {seed: 7, numRuns: someOf(300)},
  )
})

test("two units are one exactly when their quotient is a bare ratio", () => {
  fc.assert(
    fc.property(anyUnit, anyUnit, (a, b) => {
      expect(sameUnit(a, b)).toBe(sameUnit(divide(a, b), dimensionless))
    }),
    {seed: 7, numRuns: someOf(300)},
  )
})

test("what is printed reads back as the same unit, thirds too", () => {
  fc.assert(
    fc.property(anyUnit, (a) => {
      const read = parseUnit(printUnit(a))
      expect(read, printUnit(a)).not.toBeNull()
      expectSame(read!, a)
      expect(printUnit(read!)).toBe(printUnit(a))
    }),
    {seed: 7, numRuns: someOf(300)},
  )
})

test("any text is a unit in its one form, or none; nothing crashes", () => {
  const piece = fc.constantFrom(
    "(",
    ")",
    "*",
    "/",
    "^",
    "**",
    "1",
    "-2",
    "0.5",
    "week",
    "$",
    " ",
    "²",
    "³",
    "dmnl",
    "_",
  )
  const text = fc.oneof(
    fc.string({unit: "grapheme"}),
    fc.array(piece, {maxLength: 20}).map((pieces) => pieces.join("")),
  )
  fc.assert(
    fc.property(text, (text) => {
      const unit = parseUnit(text)
      if (!unit) return
      expectNormal(unit)
      const read = parseUnit(printUnit(unit))
      // A product of many powers may pass the highest power that is read.
      if (read) expectSame(read, unit)
      else expect(unit.some(([, p]) => Math.abs(p) > 12)).toBe(true)
    }),
    {seed: 7, numRuns: someOf(2000)},
  )
})

test("words that mean the same are one unit in every law, whatever their case", () => {
  const read = lenientUnits([
    ["$", "Dollar", "Dollars"],
    ["Month", "Months"],
  ])
  const spelling = fc.constantFrom("$", "dollar", "DOLLARS", "Dollars")
  const month = fc.constantFrom("month", "Months", "MONTH")
  fc.assert(
    fc.property(spelling, spelling, month, month, (a, b, m, n) => {
      expect(read(`${a}/${m}`)).toEqual(read(`${b}/${n}`))
      expect(read(`${a}/${b}`)).toEqual(dimensionless)
    }),
    {seed: 7},
  )
})
