import {describe, expect, test} from "vitest"
import {noSpanIn, weeksOf, weeksPerUnit} from "../../src/core/duration.ts"

describe("words of time are spans of weeks", () => {
  test("a number and a unit is most likely itself", () => {
    expect(weeksOf("six weeks later")).toEqual({low: 3, mode: 6, high: 9})
    expect(weeksOf("after 2 weeks")?.mode).toBe(2)
    expect(weeksOf("over the past four years")?.mode).toBeCloseTo(4 * 52.18, 1)
    expect(weeksOf("half a year")?.mode).toBeCloseTo(26.09, 1)
  })
  test("within a span is at most the span", () => {
    expect(weeksOf("within eight weeks")).toEqual({low: 2, mode: 4, high: 8})
    expect(weeksOf("within a week")?.high).toBe(1)
  })
  test("a plural alone is a few of them", () => {
    expect(weeksOf("within weeks")).toEqual({low: 1, mode: 3, high: 8})
    expect(weeksOf("for years")?.mode).toBeGreaterThan(100)
    expect(weeksOf("in a few days")?.mode).toBeCloseTo(3 / 7, 6)
  })
  test("words of pace have spans, in order", () => {
    const order = ["immediately", "soon", "gradually", "in the long run"].map((words) => weeksOf(words)?.mode ?? 0)
    expect([...order].sort((a, b) => a - b)).toEqual(order)
  })
  test("words that name no span give none", () => {
    expect(weeksOf("before the council")).toBeNull()
    expect(weeksOf(null)).toBeNull()
  })
  test("every span is in order and above nothing", () => {
    for (const words of ["within hours", "a decade", "for generations", "overnight", "a couple of months"]) {
      const span = weeksOf(words)!
      expect(span.low).toBeGreaterThan(0)
      expect(span.low).toBeLessThanOrEqual(span.mode)
      expect(span.mode).toBeLessThanOrEqual(span.high)
    }
  })
})

test("what a person writes is a span of time and nothing else, and what is not is named", () => {
  const spans = [
    "six weeks later",
    "within 2.5 months",
    "half a year",
    "In the long run",
    "at once",
    "2-3 weeks",
    "over the following two or three years",
    "a six-month",
    "within days",
    "a couple of months",
    "straight away",
    "overnight",
  ]
  for (const words of spans) expect([words, noSpanIn(words)]).toEqual([words, []])
  expect(noSpanIn("soon-ish turnips")).toEqual(["ish", "turnips"])
  expect(noSpanIn("two weeks after the vote")).toEqual(["vote"])
  expect(noSpanIn("0 weeks")).toEqual(["0"])
  expect(noSpanIn("within 1e999 weeks")).toEqual(["1e999"])
  // Words of time without a length.
  for (const words of ["later", "after the", "", "  "]) expect(noSpanIn(words)).toEqual([words.trim()])
})

test("calendar units know their weeks, others have none", () => {
  expect(weeksPerUnit("week")).toBe(1)
  expect(weeksPerUnit("Days")).toBeCloseTo(1 / 7, 9)
  expect(weeksPerUnit("1")).toBeNull()
})
