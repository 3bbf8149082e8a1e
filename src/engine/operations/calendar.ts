// What Vensim's GET TIME VALUE gives: a time of the model as year, quarter, month, day and
// so on. Years, quarters and months have 360 days of a year of twelve equal months; weeks,
// days and shorter units follow the calendar with its leap years (Vensim's reference).
//
// Only arithmetic: no clock, no time zone, the Gregorian calendar carried back to year 0.

import {type CivilDay, civilFromDays, daysFromCivil} from "../../core/calendar.ts"

/** Days from 0000-01-01, where Vensim counts from, to 1970-01-01, where this project's calendar does. */
const TO_1970 = 719_528

/** How long the model's unit of time is: in months where the year has 360 days, else in days. */
type Length = {readonly months: number} | {readonly days: number}

const LENGTHS: ReadonlyMap<string, Length> = new Map([
  ["year", {months: 12}],
  ["quarter", {months: 3}],
  ["month", {months: 1}],
  ["week", {days: 7}],
  ["day", {days: 1}],
  ["hour", {days: 1 / 24}],
  ["minute", {days: 1 / 1440}],
  ["second", {days: 1 / 86400}],
])

/** A unit of time as a plain number, for code: months as they are, days below 0; months of 1 for a word not known. */
export function unitLength(unit: string): number {
  const word = unit.trim().toLowerCase().replace(/s$/, "")
  const length = LENGTHS.get(word) ?? {months: 1}
  return "months" in length ? length.months : -length.days
}

/** Days from 0000-01-01 to the day of an ISO date (0 for none), and the same in years of 360 days. */
export function originDays(origin: string | undefined): {calendar: number; even: number} {
  const parts = /^(\d{4})-(\d{2})-(\d{2})/.exec(origin ?? "")
  if (!parts) return {calendar: 0, even: 0}
  const [year, month, day] = parts.slice(1).map(Number) as [number, number, number]
  return {calendar: daysFromCivil(year, month, day) + TO_1970, even: year * 360 + (month - 1) * 30 + day - 1}
}

/** Slack against times that fall short of a whole unit by rounding: a hundredth of a second. */
const SLACK = 1e-7

/**
 * calendar(unit, origin, time, measure): `unit` as `unitLength` gives it, `origin` the days of time 0 in the calendar
 * that goes with it. Measures: 0 time, 1 year, 2 quarter, 3 month, 4 day of the month, 5 day of the week with Sunday 0,
 * 6 days since the year 0, 7 hour, 8 minute, 9 second, 10 elapsed seconds modulo 500,000. NaN for any other.
 */
export function calendar(unit: number, origin: number, time: number, measure: number): number {
  if (measure === 0) return time
  const even = unit > 0
  const days = origin + (even ? time * unit * 30 : time * -unit)
  const whole = Math.floor(days + SLACK)
  // To the thousandth: a count of days since the year 0 is no finer.
  const seconds = Math.floor(Math.max(0, days - whole) * 86400_000 + 0.5) / 1000
  switch (measure) {
    case 5:
      // 0000-01-01 was a Saturday.
      return (((whole + 6) % 7) + 7) % 7
    case 6:
      return whole
    case 7:
      return Math.floor(seconds / 3600)
    case 8:
      return Math.floor(seconds / 60) % 60
    case 9:
      return seconds - 60 * Math.floor(seconds / 60)
    case 10: {
      const elapsed = days * 86400
      return elapsed - 500000 * Math.floor(elapsed / 500000)
    }
  }
  const {year, month, day} = even ? evenDate(whole) : civilFromDays(whole - TO_1970)
  if (measure === 1) return year
  if (measure === 2) return Math.floor((month - 1) / 3) + 1
  if (measure === 3) return month
  return measure === 4 ? day : Number.NaN
}

/** The date of a day in a calendar of twelve months of 30 days. */
function evenDate(days: number): CivilDay {
  const year = Math.floor(days / 360)
  const month = Math.floor((days - year * 360) / 30)
  return {year, month: month + 1, day: days - year * 360 - month * 30 + 1}
}
