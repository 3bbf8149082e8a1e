// Days, months and years as ISO 8601 writes them, with as much precision as the words give:
// "2021", "2021-08", "2021-08-15". Numbers in, strings out. Own arithmetic, for a date of a
// document is a day of a calendar and not an instant of a clock.

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
export function iso({year, month, day}: CalendarDate): string {
  const written = `${year < 0 ? "-" : ""}${String(Math.abs(year)).padStart(4, "0")}`
  if (!month) return written
  return day ? `${written}-${two(month)}-${two(day)}` : `${written}-${two(month)}`
}

/** A month, or a day of it, of a year that nothing tells: "--03", "--03-12" (ISO 8601:2000, 5.2.1.3). */
export function yearless(month: number, day?: number): string {
  return day ? `--${two(month)}-${two(day)}` : `--${two(month)}`
}

const two = (n: number): string => String(n).padStart(2, "0")

export function stretch(from: CalendarDate, to?: CalendarDate): Stretch {
  if (!to) return {from: iso(from)}
  const [a, b] = [iso(from), iso(to)]
  return a === b ? {from: a} : {from: a, to: b}
}

const LENGTHS = [31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31]

/** How many days a month has in the Gregorian calendar. */
export function daysIn(year: number, month: number): number {
  const leap = year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0)
  return month === 2 && leap ? 29 : LENGTHS[month - 1]!
}

export function isDay(year: number, month: number, day: number): boolean {
  return month >= 1 && month <= 12 && day >= 1 && day <= daysIn(year, month)
}

/** The month `by` months from one. */
export function shiftMonth({year, month}: {year: number; month: number}, by: number): {year: number; month: number} {
  const months = year * 12 + month - 1 + by
  return {year: Math.floor(months / 12), month: months - Math.floor(months / 12) * 12 + 1}
}

/** Days since 1 March of year 0 (Hinnant 2013, "chrono-Compatible Low-Level Date Algorithms"). */
export function dayNumber(year: number, month: number, day: number): number {
  const y = month <= 2 ? year - 1 : year
  const era = Math.floor(y / 400)
  const ofEra = y - era * 400
  const ofYear = Math.floor((153 * (month + (month > 2 ? -3 : 9)) + 2) / 5) + day - 1
  return era * 146097 + ofEra * 365 + Math.floor(ofEra / 4) - Math.floor(ofEra / 100) + ofYear
}

/** The day of a number that `dayNumber` gives. */
export function dayOf(number: number): {year: number; month: number; day: number} {
  const era = Math.floor(number / 146097)
  const ofEra = number - era * 146097
  const years = Math.floor(
    (ofEra - Math.floor(ofEra / 1460) + Math.floor(ofEra / 36524) - Math.floor(ofEra / 146096)) / 365,
  )
  const ofYear = ofEra - (365 * years + Math.floor(years / 4) - Math.floor(years / 100))
  const shifted = Math.floor((5 * ofYear + 2) / 153)
  const month = shifted < 10 ? shifted + 3 : shifted - 9
  return {
    year: years + era * 400 + (month <= 2 ? 1 : 0),
    month,
    day: ofYear - Math.floor((153 * shifted + 2) / 5) + 1,
  }
}

/** 0 for Monday ... 6 for Sunday, of a day number: 1 March of year 0 was a Wednesday. */
export function weekday(number: number): number {
  return (((number + 2) % 7) + 7) % 7
}
