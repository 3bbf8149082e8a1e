// Days as numbers: the calendar of the platform is the other witness.

import fc from "fast-check"
import {expect, test} from "vitest"
import {civilFromDays, dayNumber, daysFromCivil, isDay, isoOf} from "../../src/core/calendar.ts"

const DAY = 86_400_000

test("a day's number and its date are those of the platform's calendar, years 0 to 9999", () => {
  const [first, last] = [Date.UTC(2000, 0, 1) / DAY - 2000 * 365.2425, Date.UTC(9999, 11, 31) / DAY]
  fc.assert(
    fc.property(fc.integer({min: Math.ceil(first), max: last}), (number) => {
      const iso = new Date(number * DAY).toISOString().slice(0, 10)
      expect([isoOf(number), dayNumber(iso)]).toEqual([iso, number])
    }),
  )
})

test("a date and its number are each other's inverse in any year", () => {
  fc.assert(
    fc.property(fc.integer({min: -4e8, max: 4e8}), (number) => {
      const {year, month, day} = civilFromDays(number)
      expect(daysFromCivil(year, month, day)).toBe(number)
    }),
  )
})

test("a date is a day only where the calendar has it", () => {
  expect(["2024-02-29", "2000-02-29", "1969-12-31", "0001-01-01"].map(isDay)).toEqual([true, true, true, true])
  const none = [
    "2023-02-29",
    "1900-02-29",
    "2025-13-01",
    "2025-00-10",
    "2025-04-31",
    "2025-01-00",
    "2025-1-1",
    "2025-01",
    "",
  ]
  expect(none.filter(isDay)).toEqual([])
})
