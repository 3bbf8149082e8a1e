import fc from "fast-check"
import {describe, expect, test} from "vitest"
import {
  anchor,
  bind,
  change,
  day,
  dayNumber,
  daySpan,
  isoDay,
  lengthOf,
  ofTen,
  paragraph,
  place,
  range,
  stepFor,
  stepped,
  told,
  two,
  unitsOf,
} from "../../src/report/words.ts"
import {isQuick} from "../tiers.ts"
import {documentOf} from "./fixture.ts"

const plain = (text: string): string => text.replace(/\u2060/g, "").replace(/\u00a0/g, " ")

describe("numbers that come from runs", () => {
  test("keep two significant digits and no exponent", () => {
    expect([1234, 0.0345, 98.6, -3.04, 0, 9.96, 999, 1e-20].map(two)).toEqual([
      "1,200",
      "0.035",
      "99",
      "\u22123",
      "0",
      "10",
      "1,000",
      "0",
    ])
  })

  test("never show more than two significant digits, whatever the number", () => {
    fc.assert(
      fc.property(fc.double({min: -1e12, max: 1e12, noNaN: true}), (x) => {
        const digits = two(x).replace(/[^\d]/g, "").replace(/^0+/, "").replace(/0+$/, "")
        expect(digits.length).toBeLessThanOrEqual(2)
        expect(two(x)).not.toContain("e")
      }),
    )
  })

  test("that are not numbers are said to be none", () => {
    expect(two(Number.NaN)).toBe("none")
  })

  test("of a column are worded to the step that the column bears", () => {
    expect([-0.048, 0.002, 0.13].map((x) => stepped(x, 0.01))).toEqual(["\u22120.05", "0", "+0.13"])
  })
})

describe("shares of runs", () => {
  test("do not overclaim at either end", () => {
    expect([0, 0.01, 0.05, 0.72, 0.951, 0.999, 1].map((x) => plain(ofTen(x)))).toEqual([
      "0 of 10",
      "fewer than 1 of 10",
      "1 of 10",
      "7 of 10",
      "more than 9 of 10",
      "more than 9 of 10",
      "10 of 10",
    ])
  })
})

describe("ranges", () => {
  test("use a dash, and words where a sign would run into it", () => {
    expect(plain(range(0.6, 11))).toBe("0.6–11")
    expect(plain(range(-5, -1, change))).toBe("\u22125 to \u22121")
  })

  test("never break over a line, nor do shares, wherever they come from", () => {
    expect(bind("in 7 of 10 runs (6–8), or 0.5–0.7")).toBe(
      "in\u00a07\u00a0of\u00a010\u00a0runs\u00a0(6\u2060–\u20608), or 0.5\u2060–\u20600.7",
    )
    expect(bind("by 19 January 2026")).toBe("by 19\u00a0January\u00a02026")
    expect(bind("3 (2 to 4)")).toBe("3\u00a0(2\u00a0to\u00a04)")
  })

  test("of dates keep their hyphens", () => {
    expect(bind("from 2026-02-15 on")).toBe("from 2026-02-15 on")
  })
})

describe("dates", () => {
  test("are worded as people write them; what is no date stays as it stands", () => {
    expect(plain(day("2026-02-05"))).toBe("5 Feb 2026")
    expect(plain(day("2026-02"))).toBe("Feb 2026")
    expect(plain(day("--09-08"))).toBe("8 Sep")
    expect(day("--08")).toBe("Aug")
    expect(day("spring")).toBe("spring")
  })

  test("of a month span the whole month, of a year alone nothing is made", () => {
    expect(daySpan("2024-02")!.map(isoDay)).toEqual(["2024-02-01", "2024-02-29"])
    expect(daySpan("2025-12")!.map(isoDay)).toEqual(["2025-12-01", "2025-12-31"])
    expect(daySpan("2025")).toBeNull()
  })

  test("go to day numbers and back", () => {
    expect(dayNumber("1970-01-01")).toBe(0)
    expect(dayNumber("2000-03-01")).toBe(11017)
    fc.assert(
      fc.property(fc.integer({min: -700000, max: 2000000}), (n) => {
        expect(dayNumber(isoDay(n))).toBe(n)
      }),
    )
  })
})

test("counts in titles are words up to twelve", () => {
  expect([told(0, "loop"), told(1, "loop"), told(12, "loop"), told(13, "loop")]).toEqual([
    "no loop",
    "one loop",
    "twelve loops",
    "13 loops",
  ])
})

test("paragraphs count from one, the title and page furniture aside", () => {
  const document = documentOf("a.md", ["A title", "First.", "Second."])
  expect(plain(paragraph(document, {from: document.text.indexOf("Second"), to: document.text.length}))).toBe("¶ 2")
  expect(paragraph(document, {from: 0, to: 3})).toBe("")
})

test("a quote is placed to the character, and one of a brief names whose words it is", () => {
  const document = {...documentOf("a.md", ["A title", "First.", "Second."]), publisher: "Upland Press"}
  const at = {from: document.text.indexOf("Second"), to: document.text.length}
  expect(plain(place("a.md", at, document))).toBe(`a.md, ¶ 2, characters ${at.from}–${at.to}`)
  expect(plain(place("a.md", at, {...document, brief: "Cora"}))).toBe(
    `Cora's brief of Upland Press, a.md, ¶ 2, characters ${at.from}–${at.to}`,
  )
})

test.skipIf(isQuick)("two different ids never share an anchor, and no anchor holds what a fragment may not", () => {
  fc.assert(
    fc.property(fc.string({unit: "binary"}), fc.string({unit: "binary"}), (a, b) => {
      expect(anchor("l", a)).toMatch(/^l-[\p{L}\p{N}_.-]*$/u)
      if (a !== b) expect(anchor("l", a)).not.toBe(anchor("l", b))
    }),
  )
  expect(anchor("i", "outcome-raids")).toBe("i-outcome-raids")
})

test("a length of time is of one or of many, however the model spells its unit", () => {
  expect([lengthOf(52, "week"), lengthOf(52, "weeks"), lengthOf(1, "weeks"), lengthOf(1.04, "week")]).toEqual([
    "52 weeks",
    "52 weeks",
    "1 week",
    "1 week",
  ])
  expect([unitsOf("month"), unitsOf("months")]).toEqual(["months", "months"])
})

test("a step is that of the second digit of the largest", () => {
  expect([stepFor([-340, 12, 60]), stepFor([0.021, 0.4]), stepFor([9.6]), stepFor([0, 0])]).toEqual([10, 0.01, 1, 0])
  expect(stepFor([1, Number.NaN])).toBe(0)
})
