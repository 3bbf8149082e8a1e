// What is reported with a date, what is announced, and which figures are given, each in its sentence.

import {isDay} from "../core/calendar.ts"
import {groupBy} from "../core/grouping.ts"
import type {DateMention} from "../mentions/index.ts"
import type {DatedEvent, FigureTold} from "./finding.ts"
import type {Material} from "./material.ts"

/** So far into its first paragraph a document says where and when it was written. */
const DATELINE = 120

/** The day on which each document was written, or the month, by its file: as it states it, else as its dateline says. */
export function writtenOn({documents, reading}: Material): Map<string, string> {
  const days = new Map<string, string>()
  for (const {file, date, passages} of documents) {
    const first = passages.find(({role}) => role === "paragraph")
    const line = reading.dates.find((mention) => mention.file === file && isDateline(mention, first?.from ?? 0))
    const day = date && (isDay(date) || isDay(`${date}-01`)) ? date : line?.from
    if (day !== undefined) days.set(file, day)
  }
  return days
}

/** A whole day with its year at the head of a document. */
function isDateline({quote, from, to}: DateMention, paragraph: number): boolean {
  return quote.from < paragraph + DATELINE && isDay(from) && to === undefined && /\d{4}/.test(quote.text)
}

/** The day on which the latest dated document was written, or its month. */
export function lastWritten(known: Material): string | null {
  const ends = [...writtenOn(known).values()].map((day) => ({day, end: lastDayOf(day)}))
  return ends.sort((a, b) => (a.end < b.end ? -1 : a.end > b.end ? 1 : 0)).at(-1)?.day ?? null
}

/** Dated things in the order of their days, without the days on which documents were written. */
export function eventsOf(known: Material): DatedEvent[] {
  const written = writtenOn(known)
  const last = lastWritten(known)
  const starts = new Map(
    known.documents.map(({file, passages}) => [file, passages.find(({role}) => role === "paragraph")?.from ?? 0]),
  )
  return known.reading.dates
    .filter((date) => !(date.from === written.get(date.file) && isDateline(date, starts.get(date.file) ?? 0)))
    .map(({file, from, to, quote}) => ({
      file,
      from,
      to: to ?? null,
      quote,
      sentence: known.sentence(file, quote),
      ahead: last === null ? null : lastDayOf(to ?? from) > lastDayOf(last),
    }))
    .sort((a, b) => (a.from < b.from ? -1 : a.from > b.from ? 1 : 0))
}

/** The last day of a day, month or year, so far as text can be compared: months have 31 days at most. */
function lastDayOf(iso: string): string {
  return `${iso}${"-12-31".slice(iso.length - 4)}`
}

/** Figures in the order of the documents' days, then of the text; one within another counts as the longer, and a copy not at all. */
export function figuresOf(known: Material): FigureTold[] {
  const written = writtenOn(known)
  const {quantities} = known.reading
  const kept = quantities.filter(
    ({file, quote}, at) =>
      !quantities.some(
        (other, i) =>
          i !== at &&
          other.file === file &&
          other.quote.from <= quote.from &&
          other.quote.to >= quote.to &&
          (other.quote.to - other.quote.from > quote.to - quote.from || i < at),
      ),
  )
  const dayOf = (file: string) => written.get(file) ?? ""
  const told = kept.map(({file, quote, claimant, period}) => ({
    file,
    quote,
    sentence: known.sentence(file, quote),
    claimant: claimant ?? null,
    period: period ?? null,
  }))
  // What a document of the same lineage has in the same words is told once.
  const worded = ({file, quote, sentence}: FigureTold) =>
    `${known.voice(file)}\n${quote.from - sentence.from}\n${sentence.text.replace(/\s+/g, " ")}`
  return [...groupBy(told, worded).values()]
    .map(([first]) => first!)
    .sort((a, b) => (dayOf(a.file) < dayOf(b.file) ? -1 : dayOf(a.file) > dayOf(b.file) ? 1 : 0))
}
