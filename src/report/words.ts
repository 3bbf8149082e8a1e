// Numbers and places as a reader meets them. Numbers, shares and dates go in; words come
// out, with hard spaces and word joiners where a line must not break. No number that comes
// from runs keeps more than two significant digits, and none is worded as "%".
//
// Words of documents never pass through here: a quote is shown with the very characters it has.

import {dayNumber as daysOf} from "../core/calendar.ts"
import {inThousands, withoutNoughts} from "../core/digits.ts"
import {greatest} from "../core/lists.ts"
import {type Document, publishedBy, type Range} from "../documents/index.ts"
import {countsIn, inWords, type OutcomeView} from "../outlook/index.ts"

/** U+2060: nothing to see, and no line break beside it. */
const JOINER = "\u2060"
/** U+00A0: a space at which no line breaks. */
const HARD = "\u00a0"
const MINUS = "\u2212"

/** A whole number with commas between thousands: 12,400. For counts, which are exact. */
export function count(n: number): string {
  return inThousands(String(Math.round(n)))
}

/** `count` with its noun, "1 document", "3 documents"; `many` where the plural is not noun + s. */
export function counted(n: number, noun: string, many = `${noun}s`): string {
  return `${count(n)}${HARD}${n === 1 ? noun : many}`
}

/** A count for the running text of a title: "three loops", "no loop", digits from thirteen on. */
export function told(n: number, noun: string, many = `${noun}s`): string {
  return `${inWords(n)} ${n <= 1 ? noun : many}`
}

/** A number that comes from runs: two significant digits, a true minus sign, never an exponent; "none" when not finite. */
export function two(value: number): string {
  if (!Number.isFinite(value)) return "none"
  if (value === 0) return "0"
  // toExponential rounds by the standard's exact rule, the same on every machine.
  const [mantissa, power] = Math.abs(value).toExponential(1).split("e") as [string, string]
  const places = 1 - Number(power)
  // Beyond twelve places no reader is helped.
  if (places > 13) return "0"
  const rounded = Number(`${mantissa}e${power}`)
  const text = places <= 0 ? count(rounded) : withoutNoughts(rounded.toFixed(places))
  return value < 0 ? MINUS + text : text
}

/** A change: `two` with a plus sign where it rises. */
export function change(value: number): string {
  const text = two(value)
  return value > 0 && text !== "0" ? `+${text}` : text
}

/** The unit of time for so many of it: "weeks", of a model that counts in "week" as of one that counts in "weeks". */
export function unitsOf(unit: string): string {
  return `${unit.replace(/s$/, "")}s`
}

/** A length of time: "52 weeks", "1 week". */
export function lengthOf(length: number, unit: string): string {
  const text = two(length)
  return `${text} ${text === "1" ? unit.replace(/s$/, "") : unitsOf(unit)}`
}

/** Is this the unit of an index? What it says behind that word is left to the annex. */
export function isIndex(unit: string): boolean {
  return /^index\b/.test(unit)
}

/** A unit as it stands beside a name. */
export function shownUnit(unit: string): string {
  return isIndex(unit) ? "index" : unit
}

/** The unit of a change of an outcome: of dates and lengths the horizon's unit of time, of what lasts a share of it, else its own. */
export function unitOfChange({measure, unit}: OutcomeView, time: string): string {
  const counts = countsIn(measure)
  if (counts === "share") return `${measure.replace(/^(?:ever|always)/iu, "time")}, share of the horizon`
  if (counts !== "amount") return `${measure}, ${unitsOf(time)}`
  return shownUnit(unit)
}

/** The step of the second digit of the largest of some numbers, for `stepped`; 0 where all are 0 or one is no number. */
export function stepFor(values: readonly number[]): number {
  const widest = greatest(values.map(Math.abs))
  return widest > 0 ? Number(`1e${Number(widest.toExponential(0).split("e")[1]) - 1}`) : 0
}

/** A change beside others of one column: to the step that column can bear, so that noise does not pass for a digit. */
export function stepped(value: number, step: number): string {
  if (!(step > 0)) return change(value)
  const whole = Math.round(value / step) * step
  return Math.abs(whole) < step / 2 ? "0" : change(whole)
}

/** "0.6–11", unbreakable; a single number when both ends word alike; "to" between ends where one is negative. */
export function range(low: number, high: number, word: (x: number) => string = two): string {
  const a = word(low)
  const b = word(high)
  if (a === b) return a
  const signed = /^[+\u2212]/.test(a) || /^[+\u2212]/.test(b)
  return signed ? `${a}${HARD}to${HARD}${b}` : `${a}${JOINER}–${JOINER}${b}`
}

/** Runs out of ten, worded so that neither end overclaims: "fewer than 1", "7", "more than 9", "10" only when it is all. */
export function tenths(share: number): string {
  if (share >= 1) return "10"
  if (share <= 0) return "0"
  if (share < 0.05) return "fewer than 1"
  if (share >= 0.95) return "more than 9"
  return String(Math.round(share * 10))
}

/** "7 of 10". */
export function ofTen(share: number): string {
  return `${tenths(share).replace(/ /g, HARD)}${HARD}of${HARD}10`
}

/** "19 January 2026", as the outlook words a moment. */
const FULL_DATE =
  /\b(\d{1,2}) (January|February|March|April|May|June|July|August|September|October|November|December) (\d{4})\b/g

/**
 * Bind what must not break in a sentence of ours: "7 of 10", a range, a number and its bracket.
 * A sentence keeps its other characters.
 */
export function bind(sentence: string): string {
  return sentence
    .replace(FULL_DATE, `$1${HARD}$2${HARD}$3`)
    .replace(/(?:\bin )?(\d)\s+of\s+10\b(?: runs\b)?/g, (all) => all.replace(/\s+/g, HARD))
    .replace(/(\d)\s*[–-]\s*(\d)/g, (all, a: string, b: string, at: number) =>
      isDate(sentence, at) ? all : `${a}${JOINER}–${JOINER}${b}`,
    )
    .replace(/([+\u2212]?\d(?<!\d[.,]*\d)[\d.,]*) to ([+\u2212]?\d[\d.,]*)(?=[);,.\s]|$)/g, `$1${HARD}to${HARD}$2`)
    .replace(
      /(\d|\bruns) \(([^()]{1,16})\)/g,
      (_, before: string, inner: string) => `${before}${HARD}(${inner.replace(/ /g, HARD)})`,
    )
}

/** Whether the hyphen near `at` belongs to an ISO date, which stays as it is. */
function isDate(text: string, at: number): boolean {
  return /\d{4}-\d{2}(-\d{2})?/.test(text.slice(Math.max(0, at - 7), at + 8))
}

const MONTHS = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"]

/** "2026-02-15" -> "15 Feb 2026", "2026-02" -> "Feb 2026", "--02-15" -> "15 Feb"; anything else as it stands. */
export function day(iso: string): string {
  const parts = /^(\d{4}|-)(?:-(\d{2})(?:-(\d{2}))?)?/.exec(iso)
  const month = parts?.[2] ? MONTHS[Number(parts[2]) - 1] : undefined
  if (!parts || (parts[2] && !month)) return iso
  const year = parts[1] === "-" ? "" : parts[1]
  return [parts[3] ? String(Number(parts[3])) : "", month ?? "", year].filter(Boolean).join(HARD)
}

/** Days since 1970-01-01 of an ISO date with year, month and day; null for less. */
export function dayNumber(iso: string): number | null {
  const date = /^\d{4}-\d{2}-\d{2}/.exec(iso)
  return date && daysOf(date[0])
}

/** First and last day number of an ISO date or month; null for less. */
export function daySpan(iso: string): readonly [number, number] | null {
  const exact = dayNumber(iso)
  if (exact !== null) return [exact, exact]
  const month = /^(\d{4})-(\d{2})$/.exec(iso)
  if (!month) return null
  const [year, at] = [Number(month[1]), Number(month[2])]
  const next =
    at === 12 ? `${String(year + 1).padStart(4, "0")}-01-01` : `${month[1]}-${String(at + 1).padStart(2, "0")}-01`
  return [dayNumber(`${iso}-01`)!, dayNumber(next)! - 1]
}

export {isoOf as isoDay} from "../core/calendar.ts"

/** Days in one unit of the model's time; null for a unit that is no stretch of the calendar. */
export function daysIn(unit: string): number | null {
  const days: Record<string, number> = {day: 1, week: 7, month: 30.4375, quarter: 91.3125, year: 365.25}
  const name = unit.toLowerCase().replace(/s$/, "")
  return Object.hasOwn(days, name) ? days[name]! : null
}

/**
 * Where a stretch of a document stands, for people: "¶ 7". Paragraphs, headings and items count from 1,
 * page furniture and the title do not. Empty when the stretch lies in none.
 */
export function paragraph(document: Document | undefined, at: Range): string {
  let n = 0
  for (const passage of document?.passages ?? []) {
    if (passage.role === "furniture" || passage.role === "title") continue
    n++
    if (at.from >= passage.from && at.from < passage.to) return `¶${HARD}${n}`
  }
  return ""
}

/** Place of a quote to the character: "ford.md, ¶ 7, characters 1,204–1,290"; of a brief with whose it is. */
export function place(file: string, at: Range, document?: Document): string {
  const where = paragraph(document, at)
  const whose = document?.brief === undefined ? "" : `${publishedBy(document)}, `
  return `${whose}${file}${where ? `, ${where}` : ""}, characters${HARD}${at.from}${JOINER}–${JOINER}${at.to}`
}

/** "a", "a and b", "a, b and c". */
export function listed(words: readonly string[]): string {
  return words.length < 2 ? (words[0] ?? "") : `${words.slice(0, -1).join(", ")} and ${words.at(-1)}`
}

/** The first letter large; the rest as it is. */
export function capital(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1)
}

/** A name of the model opened for people: `salt_road` -> "salt road". */
export function opened(name: string): string {
  return name.replace(/_/g, " ")
}

/** An id fit for an HTML `id` and a fragment: letters, digits, `_` and `-` stay, all else is `.` and its code point in hexadecimal. */
export function anchor(prefix: string, id: string): string {
  return `${prefix}-${id.replace(/[^\p{L}\p{N}_-]/gu, (c) => `.${c.codePointAt(0)!.toString(16)}.`)}`
}
