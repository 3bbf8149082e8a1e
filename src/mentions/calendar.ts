// Days, months and years as ISO 8601 writes them, with as much precision as the words give:
// "2021", "2021-08", "2021-08-15". Numbers in, strings out. A date of a document is a day of
// the calendar and not an instant of a clock.

import {daysFromCivil} from "../core/calendar.ts"

/** A day, or the month or year where no more is said. `month` from 1, `day` from 1. */
export type CalendarDate = {readonly year: number; readonly month?: number; readonly day?: number}

/** From and to, both included; `to` left out where both are one. */
export type Stretch = {readonly from: string; readonly to?: string}

/** Reads an ISO date of a year, a month or a day; null for anything else. */
export function readIso(text: string | undefined): CalendarDate | null {
  const match = /^(\d{4})(?:-(\d\d)(?:-(\d\d))?)?/.exec(text ?? "")
  if (!match) return null
  const [year, month, day] = [Number(match[1]), Number(match[2] ?? 0), Number(match[3] ?? 0)]
  return month ? (day ? {year, month, day} : {year, month}) : {year}
}

/** ISO 8601: a year before 1 with a minus sign; 1 BC is year 0. */
function iso({year, month, day}: CalendarDate): string {
  const written = `${year < 0 ? "-" : ""}${String(Math.abs(year)).padStart(4, "0")}`
  if (!month) return written
  return day ? `${written}-${two(month)}-${two(day)}` : `${written}-${two(month)}`
}

/** A month, or a day of it, of a year that nothing tells: "--03", "--03-12" (ISO 8601:2000, 5.2.1.3). */
export function yearless(month: number, day?: number): string {
  return day ? `--${two(month)}-${two(day)}` : `--${two(month)}`
}

const two = (n: number): string => String(n).padStart(2, "0")

/** From one date to another; of two that are one, that one. */
export function stretch(from: CalendarDate, to?: CalendarDate): Stretch {
  if (!to) return {from: iso(from)}
  const [a, b] = [iso(from), iso(to)]
  return a === b ? {from: a} : {from: a, to: b}
}

/** How many days a month has in the Gregorian calendar. */
export function daysIn(year: number, month: number): number {
  return daysFromCivil(year, month + 1, 1) - daysFromCivil(year, month, 1)
}

/** Whether the calendar has such a day. */
export function isDay(year: number, month: number, day: number): boolean {
  return month >= 1 && month <= 12 && day >= 1 && day <= daysIn(year, month)
}

/** The month `by` months from one. */
export function shiftMonth({year, month}: {year: number; month: number}, by: number): {year: number; month: number} {
  const months = year * 12 + month - 1 + by
  return {year: Math.floor(months / 12), month: months - Math.floor(months / 12) * 12 + 1}
}

/** 0 for Monday ... 6 for Sunday, of a day number: 1 January 1970 was a Thursday. */
export function weekday(number: number): number {
  return (((number + 3) % 7) + 7) % 7
}
