import fc from "fast-check"
import {describe, expect, test} from "vitest"
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
  usualEquivalences,
} from "../src/core/units.ts"

const unit = (text: string): Unit => {
  const read = parseUnit(text)
  if (!read) throw new Error(`cannot read ${text}`)
  return read
}

const names = fc.constantFrom("animal", "week", "person", "km", "USD million", "constructor")
const anyUnit = fc
  .uniqueArray(fc.tuple(names, fc.integer({min: -3, max: 3})), {selector: ([name]) => name})
  .map((pairs) => pairs.reduce<Unit>((u, [name, p]) => multiply(u, power([[name, 1]], p)), dimensionless))

describe("units", () => {
  test("the same rate written five ways is one unit", () => {
    for (const text of ["animal/week", "animal / week", "animal*week^-1", "animal/weeks", "1/week*animal"])
      expect(printUnit(unit(text)), text).toBe("animal/week")
  })

  test("a bare ratio is written 1, and by its other names", () => {
    for (const text of ["1", "", "dmnl", "Dimensionless", "week/week", "1/1"]) expect(unit(text), text).toEqual([])
    expect(printUnit(unit("1/week"))).toBe("1/week")
  })

  test("a quotient of a quotient goes from left to right", () => {
    expect(printUnit(unit("a/b*c"))).toBe("a*c/b")
    expect(printUnit(unit("a/(b*c)"))).toBe("a/(b*c)")
    expect(printUnit(unit("kg*m/s^2"))).toBe("kg*m/s^2")
    expect(printUnit(unit("m²"))).toBe("m^2")
  })

  test("a unit of several words is one name, and people are persons", () => {
    expect(printUnit(unit("USD million/weeks"))).toBe("USD million/week")
    expect(sameUnit(unit("people/day"), unit("person/day"))).toBe(true)
  })

  test("a day is not a week, and no factor is invented", () => {
    expect(sameUnit(unit("1/day"), unit("1/week"))).toBe(false)
  })

  test("what cannot be read is null, not a guess", () => {
    for (const text of ["a//b", "a*", "(a", "a)", "2*a", "a^b", "a^99", "/a", "a b^", "^2"])
      expect(parseUnit(text), text).toBeNull()
  })

  test("multiplication commutes, division undoes it, and printing reads back", () => {
    fc.assert(
      fc.property(anyUnit, anyUnit, (a, b) => {
        expect(multiply(a, b)).toEqual(multiply(b, a))
        expect(divide(multiply(a, b), b)).toEqual(a)
        expect(unit(printUnit(a))).toEqual(a)
        expect(power(power(a, 0.5), 2)).toEqual(a)
      }),
      {seed: 1},
    )
  })

  test("a third of a power, three times, is whole again", () => {
    const third = power(unit("m"), 1 / 3)
    expect(sameUnit(multiply(multiply(third, third), third), unit("m"))).toBe(true)
  })
})

describe("units as the field's tools read them", () => {
  const lenient = (text: string, ...lists: string[][]) => {
    const read = lenientUnits([...usualEquivalences, ...lists])
    return printUnit(read(text)!)
  }

  test("case and underscores do not count, and one spelling is shown", () => {
    const read = lenientUnits(usualEquivalences)
    expect(printUnit(read("Sq_Km/Month")!)).toBe("Sq_Km/Month")
    expect(read("sq km/MONTHS")).toEqual(read("Sq_Km/Month"))
    expect(printUnit(read("sq km/MONTHS")!)).toBe("Sq_Km/Month")
  })

  test("dollars and people are one word each without being told", () => {
    expect(lenient("$/Dollars")).toBe("1")
    expect(lenient("people/Persons*Years/year")).toBe("1")
    expect(lenient("Day/Days")).toBe("1")
  })

  test("the model's own lists join, also over a word that stands in two of them", () => {
    expect(lenient("s/Second", ["s", "Second"])).toBe("1")
    expect(lenient("tick/tock", ["tick", "beat"], ["tock", "pulse"], ["pulse", "beat"])).toBe("1")
    expect(lenient("share/part", ["Dmnl", "share", "part"])).toBe("1")
  })

  test("the forms that Vensim and XMILE files use", () => {
    for (const [text, shown] of [
      ["Month*Month", "Month^2"],
      ["Month^2", "Month^2"],
      ["1/(Year*Person)", "1/(Person*Year)"],
      ["people/day/person", "1/day"],
      ["$/(Widget*Month)", "$/(Month*Widget)"],
      ["Dmnl", "1"],
    ] as const)
      expect(lenient(text), text).toBe(shown)
  })

  test("brackets without end and endless units are refused, not followed", () => {
    expect(parseUnit("(".repeat(100_000))).toBeNull()
    expect(parseUnit(`a${"*a".repeat(10_000)}`)).toBeNull()
  })
})
