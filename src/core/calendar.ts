// Days as numbers, and back: the one calendar of the project, proleptic Gregorian, without clocks or zones.
//
// Formulas of Hinnant (2013), "chrono-Compatible Low-Level Date Algorithms".

/** A day of the calendar; month and day from 1. */
export type CivilDay = {readonly year: number; readonly month: number; readonly day: number}

/** Days from 1970-01-01 to a day of the calendar. */
export function daysFromCivil(year: number, month: number, day: number): number {
  const y = month <= 2 ? year - 1 : year
  const era = Math.floor(y / 400)
  const ofEra = y - era * 400
  const ofYear = Math.floor((153 * (month + (month > 2 ? -3 : 9)) + 2) / 5) + day - 1
  return era * 146097 + ofEra * 365 + Math.floor(ofEra / 4) - Math.floor(ofEra / 100) + ofYear - 719468
}

/** The inverse of `daysFromCivil`. */
export function civilFromDays(days: number): CivilDay {
  const z = days + 719468
  const era = Math.floor(z / 146097)
  const ofEra = z - era * 146097
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

/** Days from 1970-01-01 to an ISO date; a year or a month alone stands for its first day. */
export function dayNumber(iso: string): number {
  const [year, month, day] = iso.split("-").map(Number)
  return daysFromCivil(year!, month ?? 1, day ?? 1)
}

/** Whether `text` is an ISO date, 2025-10-01, of a day that the calendar has. */
export function isDay(text: string): boolean {
  return /^\d{4}-\d{2}-\d{2}$/.test(text) && isoOf(dayNumber(text)) === text
}

/** The ISO date of a day number, or of the day that a fraction falls into: the inverse of `dayNumber`. */
export function isoOf(number: number): string {
  const {year, month, day} = civilFromDays(Math.floor(number))
  return `${String(year).padStart(4, "0")}-${String(month).padStart(2, "0")}-${String(day).padStart(2, "0")}`
}
