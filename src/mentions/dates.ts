// Dates and periods as prose writes them, as ISO. The lexemes of a sentence in, the places
// of its dates out, each with from and to as exactly as the words give them.
//
// What hangs on a day the text does not name ("last week", "on Tuesday", "since August") is
// resolved against the document's own date, and stays open without one: its place is known
// (`date` is null), no day is invented. A year that was told before in the document serves
// a month or day that stands without one, and "the previous year".

import {civilFromDays, daysFromCivil} from "../core/calendar.ts"
import {
  type CalendarDate,
  daysIn,
  isDay,
  readIso,
  type Stretch,
  shiftMonth,
  stretch,
  weekday,
  yearless,
} from "./calendar.ts"
import {SAYING} from "./claimant.ts"
import type {Lexeme, TaggedSentence} from "./lexemes.ts"
import {numeralAt} from "./numerals.ts"

/** A date at lexemes [start, end). `date` is null where nothing says which day is meant. */
export type DateSpan = {
  readonly start: number
  readonly end: number
  readonly date: Stretch | null
  /** The year the words themselves name. */
  readonly year?: number
  /** "the past four years": the number in it is a quantity all the same. */
  readonly lasts?: boolean
  /** The other reading of a date in figures that can be read two ways. */
  readonly orElse?: string
}

/**
 * What a document knows of its own time. `told` is the year last named, in this passage where the document says its own date; it
 * moves on as dates are read.
 */
export type Clock = {
  readonly today: CalendarDate | null
  told: number | null
  /** How the document writes dates in figures, when one of them can be read one way only. */
  readonly figures: "day first" | "month first" | null
}

const MONTHS: ReadonlyMap<string, number> = new Map(
  "january february march april may june july august september october november december"
    .split(" ")
    .flatMap((name, i): [string, number][] => [
      [name, i + 1],
      [name.slice(0, 3), i + 1],
      ...(name === "september" ? ([["sept", 9]] as [string, number][]) : []),
    ]),
)
const WEEKDAYS: ReadonlyMap<string, number> = new Map(
  "monday tuesday wednesday thursday friday saturday sunday".split(" ").map((name, i) => [name, i] as const),
)
/** Northern seasons by meteorologists' months; a winter ends in the year after it begins. */
const SEASONS: ReadonlyMap<string, readonly [number, number]> = new Map([
  ["spring", [3, 5]],
  ["summer", [6, 8]],
  ["autumn", [9, 11]],
  ["fall", [9, 11]],
  ["winter", [12, 14]],
])
const ORDINALS: ReadonlyMap<string, number> = new Map(
  "first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth thirteenth fourteenth fifteenth sixteenth seventeenth eighteenth nineteenth"
    .split(" ")
    .map((word, i) => [word, i + 1] as const),
)
const SMALL: ReadonlyMap<string, number> = new Map(
  "one two three four five six seven eight nine ten eleven twelve".split(" ").map((word, i) => [word, i + 1] as const),
)
/** Names of periods that are counted; in months, or in days below one. */
const PERIODS: ReadonlyMap<string, {readonly unit: "day" | "month"; readonly size: number}> = new Map([
  ["day", {unit: "day", size: 1}],
  ["night", {unit: "day", size: 1}],
  ["week", {unit: "day", size: 7}],
  ["fortnight", {unit: "day", size: 14}],
  ["month", {unit: "month", size: 1}],
  ["quarter", {unit: "month", size: 3}],
  ["year", {unit: "month", size: 12}],
  ["decade", {unit: "month", size: 120}],
  ["century", {unit: "month", size: 1200}],
])
/** Words before four figures that make them a year. */
const YEAR_AFTER = new Set(
  "in since until till by during from before after of early late mid between through circa around post pre year spring summer autumn fall winter".split(
    " ",
  ),
)
/** Words before a number that compare it: a year has no comparison, but "around 1990" is one. */
const COMPARED = new Set(
  "about over under nearly almost some than least only just approximately roughly exactly most".split(" "),
)
const DEFINITE = new Set("the a an this that its his her their our my your".split(" "))
/** Things that carry a number as their name, after which four figures are no year. */
const NUMBERED = new Set(
  "resolution room flight unit number no article section page form model order case act route highway line agenda vision lot bus box code chapter".split(
    " ",
  ),
)
const FUTURE = new Set("will shall would due scheduled planned plans expected expects next until by ahead".split(" "))
const POSSIBLE = new Set("could may might can if unless provided".split(" "))
/** What may stand between a verb of saying and the day: "told reporters in the port on Tuesday"; and how much of it. */
const TOLD: ReadonlySet<string> = new Set(["ADP", "DET", "ADJ", "NOUN", "PROPN", "PRON", "ADV"])
const MOST_TOLD = 6
/** How many words round a date may say that it lies ahead. */
const AHEAD = 10
/** Verbs of which nobody sees whether they tell of the past. */
const SAME_IN_PAST = new Set(
  "bet burst cast cost cut hit hurt let put quit read set shed shut split spread thrust upset".split(" "),
)

/** The years that four figures may name without more context, first and last. */
const FIRST_YEAR = 1000
const LAST_YEAR = 2199

/** Two figures after an apostrophe or a bar below this are of this century. */
const CENTURY_TURN = 50

/** What figures in the whole text tell of the order of day and month: "25/03/2024" is day first. */
export function figureOrder(text: string): Clock["figures"] {
  let [dayFirst, monthFirst] = [0, 0]
  for (const match of text.matchAll(/(?<![\d/.-])(\d{1,2})([/.-])(\d{1,2})\2(?:\d{4}|\d\d)(?![\d/-])/g)) {
    if (Number(match[1]) > 12 && Number(match[3]) <= 12) dayFirst++
    else if (Number(match[3]) > 12 && Number(match[1]) <= 12) monthFirst++
  }
  return dayFirst > monthFirst ? "day first" : monthFirst > dayFirst ? "month first" : null
}

/** The dates of a sentence, in order, none within another. Moves `clock.told` on. */
export function dateSpans(sentence: TaggedSentence, clock: Clock): DateSpan[] {
  const found: DateSpan[] = []
  const reader = new DateReader(sentence, clock)
  const {lexemes} = sentence
  for (let i = 0; i < lexemes.length; ) {
    const span = reader.at(i)
    if (!span) {
      i++
      continue
    }
    found.push(span)
    // What lasts since or until a year is no story of that year, nor is "the 2011 strike": it is named in passing.
    const passing = BOUNDING.has(lexemes[span.start - 1]?.lower ?? "") || reader.names(span)
    if (span.year !== undefined && !passing) clock.told = reader.own = span.year
    i = span.end
  }
  return found
}

/** Words between a year and something that goes on from it, or up to it. */
const BOUNDING: ReadonlySet<string> = new Set(["since", "until", "till"])

/** Words that can begin a date, or stand in the beginning of one: a cheap question before the dear ones. */
const OPENINGS: ReadonlySet<string> = new Set([
  ...[MONTHS, WEEKDAYS, SEASONS, SMALL, ORDINALS].flatMap((words) => [...words.keys()]),
  ..."early mid late the end beginning start middle turn q h fy ad fiscal financial last this next past previous following preceding same earlier later yesterday today tomorrow tonight a an several between from christmas".split(
    " ",
  ),
])

/** A part of a calendar: first and last day or month of it, and where its words end. */
type Part = {readonly end: number; readonly from: CalendarDate; readonly to?: CalendarDate; readonly year?: number}

/** The first day and the last of a date given by year or month. */
function firstDay({year, month = 1, day = 1}: CalendarDate): number {
  return daysFromCivil(year, month, day)
}

class DateReader {
  private readonly lexemes: readonly Lexeme[]
  private readonly sentence: TaggedSentence
  private readonly clock: Clock
  /** The year last told in this sentence, as one in which something happened. */
  own: number | null = null
  constructor(sentence: TaggedSentence, clock: Clock) {
    this.sentence = sentence
    this.lexemes = sentence.lexemes
    this.clock = clock
  }

  /** The date that begins at lexeme `i`, or null. The fullest form is tried first. */
  at(i: number): DateSpan | null {
    const lexeme = this.lexemes[i]!
    if (lexeme.kind === "number") {
      if (this.insideCode(i)) return null
      return (
        this.figures(i) ?? this.dayMonth(i) ?? this.years(i) ?? this.century(i) ?? this.counted(i) ?? this.plainYear(i)
      )
    }
    if (lexeme.text === "'" || lexeme.text === "’") return this.shortDecade(i)
    if (lexeme.kind !== "word" || !OPENINGS.has(lexeme.lower)) return null
    if (lexeme.text === "AD") {
      const year = this.number(i + 1, LAST_YEAR)
      return year ? this.span(i, i + 2, {from: {year}}) : null
    }
    return (
      this.upTo(i) ??
      this.ordinalDay(i) ??
      this.range(i) ??
      this.partOf(i) ??
      this.named(i) ??
      this.month(i) ??
      this.fiscal(i) ??
      this.century(i) ??
      this.weekday(i) ??
      this.counted(i) ??
      this.relative(i)
    )
  }

  // ---- the small words

  private lower(i: number): string {
    return this.lexemes[i]?.lower ?? ""
  }

  private is(i: number, ...words: readonly string[]): boolean {
    return words.every((word, k) => this.lower(i + k) === word)
  }

  private glued(i: number): boolean {
    return this.lexemes[i]?.glued ?? false
  }

  /** A dash between two numbers or names: glued on both sides, or an en dash with blanks. */
  private dash(i: number): boolean {
    const mark = this.lexemes[i]
    if (mark?.kind !== "mark" || mark.lower !== "-") return false
    return (mark.glued && this.glued(i + 1)) || (mark.text !== "-" && !mark.glued && !this.glued(i + 1))
  }

  /** Figures that are a piece of a name, a path or a code: "G7", "Covid-19", "3/related". */
  private insideCode(i: number): boolean {
    const before = this.lexemes[i - 1]
    if (before && this.glued(i) && (before.kind === "word" || /[/.@#_:=]/.test(before.text))) return true
    if (before && this.glued(i) && before.text === "-" && this.glued(i - 1)) {
      const head = this.lexemes[i - 2]
      return !(head?.kind === "word" && /^(?:mid|post|pre|early|late)$/.test(head.lower)) && head?.kind !== "number"
    }
    return false
  }

  private number(i: number, most: number): number | null {
    const lexeme = this.lexemes[i]
    if (lexeme?.kind !== "number" || !/^\d{1,4}$/.test(lexeme.text)) return null
    const value = Number(lexeme.text)
    return value <= most ? value : null
  }

  /** A day of a month at `i`, "12" or "12th". */
  private day(i: number): {day: number; end: number} | null {
    const day = this.number(i, 31)
    if (day === null || day < 1 || this.lexemes[i]!.text.length > 2) return null
    const next = this.lexemes[i + 1]
    if (next?.glued && next.kind === "word") return /^(?:st|nd|rd|th)$/.test(next.lower) ? {day, end: i + 2} : null
    return {day, end: i + 1}
  }

  /** Four figures, or two after an apostrophe. */
  private year(i: number): {year: number; end: number} | null {
    const lexeme = this.lexemes[i]
    if ((lexeme?.text === "'" || lexeme?.text === "’") && this.glued(i + 1)) {
      const short = this.number(i + 1, 99)
      if (short === null || this.lexemes[i + 1]!.text.length !== 2) return null
      if (this.glued(i + 2) && this.lexemes[i + 2]!.kind === "word") return null
      return {year: short + (short < CENTURY_TURN ? 2000 : 1900), end: i + 2}
    }
    const year = this.number(i, LAST_YEAR)
    if (year === null || year < FIRST_YEAR) return null
    const next = this.lexemes[i + 1]
    // "2000km", "1990s" and "2024.5" are no years here; "2024-style" and "2025's" are.
    if (next?.glued && next.kind === "word") return null
    return {year, end: i + 1}
  }

  /** A month's name at `i`: with a capital, for "may" and "march" are verbs. */
  private monthName(i: number): {month: number; end: number} | null {
    const lexeme = this.lexemes[i]
    if (!lexeme) return null
    const word = lexeme.lower.replace(/'s$/, "")
    const month = MONTHS.get(word)
    if (month === undefined || !/^\p{Lu}/u.test(lexeme.text)) return null
    const short = word.length <= 4 && !["may", "june", "july"].includes(word)
    const stop = short && this.lexemes[i + 1]?.text === "." && this.glued(i + 1)
    return {month, end: stop ? i + 2 : i + 1}
  }

  private span(start: number, end: number, part: Omit<Part, "end">): DateSpan {
    const year = part.year ?? part.from.year
    return {start, end, date: stretch(part.from, part.to), year}
  }

  /** Whether a bare year tells one thing from others: "the 2011 strike". */
  names({start, end}: DateSpan): boolean {
    return end === start + 1 && this.sentence.tag(end) === "NOUN" && this.sentence.tag(start - 1) === "DET"
  }

  // ---- years that nothing names

  /** Whether words near lexemes [start, end) say that the date lies ahead. */
  private ahead(start: number, end: number): boolean {
    if (this.isSpoken(start)) return false
    let bounds = false
    for (let k = Math.max(0, start - AHEAD); k < Math.min(this.lexemes.length, end + AHEAD); k++) {
      if ((k >= start && k < end) || !FUTURE.has(this.lower(k))) continue
      if (this.lower(k) !== "by" && this.lower(k) !== "until") return true
      bounds = true
    }
    return bounds && !this.tellsPast(start, end)
  }

  /** Whether a verb near a date is in the past: "had spread by Thursday", "the rail was closed until Monday". */
  private tellsPast(start: number, end: number): boolean {
    for (let k = Math.max(0, start - AHEAD); k < Math.min(this.lexemes.length, end + AHEAD); k++) {
      const [tag, lower] = [this.sentence.tag(k), this.lower(k)]
      if (tag === "AUX" && /^(?:had|was|were|did)$/.test(lower)) return true
      const changed = tag === "VERB" && lower !== this.sentence.lemma(k) && !/(?:ing|s)$/.test(lower)
      if (changed && this.sentence.tag(k - 1) !== "AUX" && this.sentence.tag(k - 1) !== "PART") return true
    }
    return false
  }

  /** "Said on Tuesday it would": a day on which somebody spoke is past, whatever the words that he spoke say of what is to come. */
  private isSpoken(start: number): boolean {
    let k = start - 1
    for (let n = 0; n < MOST_TOLD && k >= 0 && TOLD.has(this.sentence.tag(k) ?? ""); n++) k--
    const lemma = this.sentence.lemma(k)
    const past = this.sentence.tag(k) === "VERB" && this.lower(k) !== lemma && !/(?:ing|s)$/.test(this.lower(k))
    return past && SAYING.has(lemma) && this.sentence.tag(k - 1) !== "AUX"
  }

  /** Whether words near a month say that something may come before it: "could fall, if no storm hits before January". */
  private mayCome(start: number, end: number): boolean {
    if (!["before", "by", "until", "till"].includes(this.lower(start - 1))) return false
    if (this.ahead(start - 1, end)) return true
    for (let k = Math.max(0, start - AHEAD); k < Math.min(this.lexemes.length, end + AHEAD); k++)
      if (POSSIBLE.has(this.lower(k))) return true
    return false
  }

  /** Whether the verb before a month is in the present: "the licences run out in October". */
  private comes(start: number): boolean {
    if (this.is(start - 1, "since")) return false
    for (let k = start - 1; k >= Math.max(0, start - AHEAD); k--) {
      const tag = this.sentence.tag(k)
      if (tag !== "VERB" && tag !== "AUX") continue
      const [lower, lemma] = [this.lower(k), this.sentence.lemma(k)]
      const isBare =
        lower === lemma && !SAME_IN_PAST.has(lower) && !/^(?:AUX|PART)$/.test(this.sentence.tag(k - 1) ?? "")
      return isBare || (lower !== lemma && /^(?:is|are|has|have|.*[^s]s)$/.test(lower))
    }
    return false
  }

  /** The year of a month (and day) that stands without one: by the document's date, else the year last told. */
  private yearFor(start: number, end: number, month: number, day?: number): number | null {
    const {today, told} = this.clock
    // "Last October" counts from the day of the document, whatever year was told before; without one from its own sentence.
    const last = this.is(start - 1, "last")
    if (today?.month === undefined) return last ? this.own : (told ?? today?.year ?? null)
    if (last) return month < today.month ? today.year : today.year - 1
    // A story of another year goes on in that year, to the end of its passage.
    if (told !== null && told !== today.year && Math.abs(told - today.year) > 1) return told
    const later = month > today.month || (month === today.month && day !== undefined && day > (today.day ?? 31))
    const earlier = month < today.month
    if (later) return this.ahead(start, end) || this.comes(start) ? today.year : today.year - 1
    const next = this.is(start - 1, "next") ? this.ahead(start, end) : this.mayCome(start, end)
    return earlier && next ? today.year + 1 : today.year
  }

  private undated(start: number, end: number, month: number, from?: number, to?: number, year?: number): DateSpan {
    const known = year ?? this.yearFor(start, end, month, from)
    if (known === null)
      return {
        start,
        end,
        date: {from: yearless(month, from), ...(to !== undefined ? {to: yearless(month, to)} : {})},
      }
    const part = {
      from: {year: known, month, ...(from !== undefined ? {day: from} : {})},
      ...(to !== undefined ? {to: {year: known, month, day: to}} : {}),
    }
    return {start, end, date: stretch(part.from, part.to), ...(year !== undefined ? {year} : {})}
  }

  // ---- forms in figures

  /** "2024-03-12", "2024/03", "12/03/2024", "12.03.2024". */
  private figures(i: number): DateSpan | null {
    const dotted = /^(\d{1,2})\.(\d{1,2})\.(\d{4}|\d\d)$/.exec(this.lexemes[i]!.text)
    if (dotted) return this.inFigures(i, i + 1, Number(dotted[1]), Number(dotted[2]), dotted[3]!)
    const mark = this.lower(i + 1)
    if ((mark !== "-" && mark !== "/") || !this.glued(i + 1) || !this.glued(i + 2)) return null
    const first = this.number(i, LAST_YEAR)
    const second = this.number(i + 2, LAST_YEAR)
    if (first === null || second === null) return null
    const third = this.is(i + 3, mark) && this.glued(i + 3) && this.glued(i + 4) ? this.number(i + 4, LAST_YEAR) : null
    const end = third === null ? i + 3 : i + 5
    if (this.glued(end) && this.lexemes[end]!.kind === "mark" && /[-/]/.test(this.lower(end)) && this.glued(end + 1))
      return null
    if (this.lexemes[i]!.text.length === 4 && first >= FIRST_YEAR && this.lexemes[i + 2]!.text.length === 2) {
      // "2024-03-12T10:00": the time goes with it.
      if (third !== null && isDay(first, second, third)) {
        let after = end
        while (this.glued(after) && this.lexemes[after] && !/[,;)"']/.test(this.lower(after))) after++
        const full = this.lower(end) === "t" ? after : end
        return this.span(i, full, {from: {year: first, month: second, day: third}})
      }
      const run = first % 100 === second - 1 || this.glued(end)
      if (third === null && second >= 1 && second <= 12 && !run && mark === "-")
        return this.span(i, end, {from: {year: first, month: second}})
      return null
    }
    if (third === null || ![2, 4].includes(this.lexemes[i + 4]!.text.length)) return null
    return this.inFigures(i, end, first, second, this.lexemes[i + 4]!.text)
  }

  private inFigures(start: number, end: number, first: number, second: number, written: string): DateSpan | null {
    const short = Number(written)
    const year = written.length === 4 ? short : short + (short < CENTURY_TURN ? 2000 : 1900)
    if (year < FIRST_YEAR || year > LAST_YEAR) return null
    const dayFirst = isDay(year, second, first)
    const monthFirst = isDay(year, first, second)
    if (!dayFirst && !monthFirst) return null
    const order = dayFirst && monthFirst ? (this.clock.figures ?? "day first") : dayFirst ? "day first" : "month first"
    const [month, day] = order === "day first" ? [second, first] : [first, second]
    const span = this.span(start, end, {from: {year, month, day}})
    const unsure = dayFirst && monthFirst && first !== second && this.clock.figures === null
    return unsure ? {...span, orElse: stretch({year, month: day, day: month}).from} : span
  }

  /** "12 March", "12th of March 2024", "12-15 March 2024", "12 March to 3 April 2024". */
  private dayMonth(i: number): DateSpan | null {
    const first = this.day(i)
    if (!first) return null
    let {end} = first
    let last: number | undefined
    const second = this.joins(end) ? this.day(end + 1) : null
    if (second && second.day > first.day && this.monthBehind(second.end)) {
      last = second.day
      end = second.end
    }
    const at = this.monthBehind(end)
    if (!at) return null
    const {month} = at
    const {year, end: after} = this.yearBehind(at.end)
    if (!isDay(year ?? 2000, month, first.day) || (last !== undefined && !isDay(year ?? 2000, month, last))) return null
    if (last === undefined && this.joins(after)) {
      const until = this.day(after + 1)
      const then = until && this.monthBehind(until.end)
      if (until && then && then.month !== month) {
        const late = this.yearBehind(then.end)
        const lastYear = late.year ?? year ?? this.yearFor(i, then.end, then.month, until.day)
        if (lastYear !== null && isDay(lastYear, then.month, until.day))
          return this.span(i, late.end, {
            from: {year: year ?? (then.month < month ? lastYear - 1 : lastYear), month, day: first.day},
            to: {year: lastYear, month: then.month, day: until.day},
            year: lastYear,
          })
      }
    }
    return this.undated(i, after, month, first.day, last, year)
  }

  /** "-", "to", "and", "until" between two days or months. */
  private joins(i: number): boolean {
    return this.dash(i) || ["to", "and", "until", "till", "through"].includes(this.lower(i))
  }

  /** "The first of May", "the Fourth of July". */
  private ordinalDay(i: number): DateSpan | null {
    const day = ORDINALS.get(this.lower(i))
    const month = day !== undefined && this.is(i + 1, "of") ? this.monthName(i + 2) : null
    if (day === undefined || !month) return null
    const {year, end} = this.yearBehind(month.end)
    return isDay(year ?? 2000, month.month, day) ? this.undated(i, end, month.month, day, undefined, year) : null
  }

  /** A month's name at `i`, with "of" or a hyphen before it. */
  private monthBehind(i: number): {month: number; end: number} | null {
    const skip = this.is(i, "of") || (this.lower(i) === "-" && this.glued(i) && this.glued(i + 1)) ? 1 : 0
    return this.monthName(i + skip)
  }

  /** A year after a month or day, with a comma or "of" before it. */
  private yearBehind(i: number): {year?: number; end: number} {
    const skip = this.lower(i) === "," || this.lower(i) === "of" || (this.lower(i) === "-" && this.glued(i)) ? 1 : 0
    const year = this.year(i + skip)
    if (!year) return {end: i}
    // "On 12 March, 2000 people fled" and "in May 1500 homes burned": what is counted follows.
    const counts = this.sentence.tag(year.end) === "NOUN" && plural(this.lower(year.end)) && skip === 1
    return counts ? {end: i} : {year: year.year, end: year.end}
  }

  /** "2001-2021", "2021-22", "2015 to 2019", "between 2001 and 2021" (from the first figures on). */
  private years(i: number): DateSpan | null {
    const first = this.year(i)
    if (!first || this.lexemes[i]!.text.length !== 4) return this.decade(i)
    const {end} = first
    const slash = this.lower(end) === "/" && this.glued(end) && this.glued(end + 1)
    if (this.dash(end) || slash) {
      const second = this.year(end + 1)
      if (second && second.year > first.year && !slash) return this.years2(i, second.end, first.year, second.year)
      const short = this.number(end + 1, 99)
      if (short !== null && this.lexemes[end + 1]!.text.length === 2 && !this.tailed(end + 2)) {
        const year = first.year - (first.year % 100) + short
        const to = year <= first.year ? year + 100 : year
        if (slash ? to === first.year + 1 : to - first.year < CENTURY_TURN)
          return this.years2(i, end + 2, first.year, to)
      }
    }
    if (
      ["to", "until", "till", "through"].includes(this.lower(end)) ||
      (this.is(end, "and") && this.is(i - 1, "between"))
    ) {
      const second = this.year(end + 1)
      if (second && second.year > first.year && !this.countsAfter(second.end))
        return this.years2(i, second.end, first.year, second.year)
    }
    const behind = this.partBehindYear(i, first)
    return behind
  }

  private years2(start: number, end: number, from: number, to: number): DateSpan {
    return this.span(start, end, {from: {year: from}, to: {year: to}, year: to})
  }

  /** Whether something is glued on that makes figures a code: "2021-22-B". */
  private tailed(i: number): boolean {
    const next = this.lexemes[i]
    return next?.glued === true && (next.kind !== "mark" || (/[-/]/.test(next.lower) && this.glued(i + 1)))
  }

  private countsAfter(i: number): boolean {
    return this.sentence.tag(i) === "NOUN" && plural(this.lower(i))
  }

  /** "2024 Q3", "2024 H1". */
  private partBehindYear(i: number, {year, end}: {year: number; end: number}): DateSpan | null {
    const quarter = this.letterPart(end)
    return quarter ? this.span(i, quarter.end, monthsOf(year, quarter.first, quarter.last)) : null
  }

  /** "Q3", "H1" at `i`: its first and last month. */
  private letterPart(i: number): {first: number; last: number; end: number} | null {
    const letter = this.lexemes[i]
    if ((letter?.text !== "Q" && letter?.text !== "H") || !this.glued(i + 1)) return null
    const n = this.number(i + 1, letter.text === "Q" ? 4 : 2)
    if (n === null || n < 1) return null
    const size = letter.text === "Q" ? 3 : 6
    return {first: (n - 1) * size + 1, last: n * size, end: i + 2}
  }

  /** "1990s", "1990's", "1800s". */
  private decade(i: number): DateSpan | null {
    const decade = this.decadePart(i)
    return decade ? this.span(i, decade.end, decade) : null
  }

  private decadePart(i: number): Part | null {
    const year = this.number(i, LAST_YEAR)
    if (year === null || year < FIRST_YEAR || year % 10 !== 0) return null
    const apostrophe = /^['’]$/.test(this.lexemes[i + 1]?.text ?? "") && this.glued(i + 1) ? 1 : 0
    if (this.lower(i + 1 + apostrophe) !== "s" || !this.glued(i + 1 + apostrophe)) return null
    const length = year % 100 === 0 && year < 2000 ? 100 : 10
    return {end: i + 2 + apostrophe, from: {year}, to: {year: year + length - 1}, year}
  }

  /** "'90s". */
  private shortDecade(i: number): DateSpan | null {
    const short = this.glued(i + 1) ? this.number(i + 1, 99) : null
    if (short === null || short % 10 !== 0 || this.lower(i + 2) !== "s" || !this.glued(i + 2)) return null
    const year = short + (short < CENTURY_TURN - 20 ? 2000 : 1900)
    return this.span(i, i + 3, {from: {year}, to: {year: year + 9}})
  }

  /** "19th century", "the nineteenth century"; before Christ too. */
  private century(i: number): DateSpan | null {
    const lexeme = this.lexemes[i]!
    const figures = this.number(i, 30)
    const ordinal =
      lexeme.kind === "number"
        ? /^(?:st|nd|rd|th)$/.test(this.lower(i + 1)) && this.glued(i + 1)
          ? figures
          : null
        : this.lexemes[i]!.lower === "twentieth"
          ? 20
          : (ORDINALS.get(lexeme.lower) ?? null)
    if (ordinal === null || ordinal < 1) return null
    let at = lexeme.kind === "number" ? i + 2 : i + 1
    if (this.lower(at) === "-" && this.glued(at)) at++
    if (this.lower(at) !== "century") return null
    const before = ["bc", "bce"].includes(this.lower(at + 1))
    if (before) return this.span(i, at + 2, {from: {year: 1 - ordinal * 100}, to: {year: -(ordinal - 1) * 100}})
    return this.span(i, at + 1, {from: {year: (ordinal - 1) * 100 + 1}, to: {year: ordinal * 100}})
  }

  /** Four figures that are a year by what stands round them. */
  private plainYear(i: number): DateSpan | null {
    const found = this.year(i)
    const joined = this.lower(i - 1) === "-" && this.glued(i) && this.glued(i - 1)
    const before = joined ? this.lower(i - 2) : this.lower(i - 1)
    if (["bc", "bce"].includes(this.lower(i + 1))) {
      const year = this.number(i, 9999)
      return year ? this.span(i, i + 2, {from: {year: 1 - year}}) : null
    }

    if (!found || this.lexemes[i]!.text.length !== 4) return null
    const {year, end} = found
    // "2024-03.pdf", "2024/7".
    if (
      this.glued(end) &&
      /[-/.:]/.test(this.lower(end)) &&
      this.glued(end + 1) &&
      this.lexemes[end + 1]!.kind === "number"
    )
      return null
    const next = this.lower(end)
    if (NUMBERED.has(before) || next === "%" || /^\p{Sc}$/u.test(before)) return null
    if (["percent", "per", "of", "hours", "gmt", "hrs", "million", "billion", "thousand", "m", "km"].includes(next))
      return null
    const word = this.sentence.tag(end)
    const counts = word === "NOUN" && plural(next)
    if (COMPARED.has(before) || (before === "to" && this.is(i - 2, "up"))) return null
    if (YEAR_AFTER.has(before)) {
      // "A crowd of 2000 people"; "around 1500 homes".
      const measured =
        before === "of" || before === "around" || before === "from" || before === "by" || before === "between"
      if (!(counts && measured)) return this.span(i, end, {from: {year}})
      return null
    }
    if (DEFINITE.has(before) || before.endsWith("'s") || (before === "s" && this.glued(i - 1)))
      return counts && !(year >= 1900 && year <= 2100) ? null : this.span(i, end, {from: {year}})
    if (counts || (word === "ADJ" && this.countsAfter(end + 1))) return null
    if (year < 1900 || year > 2100) return before === "(" ? this.span(i, end, {from: {year}}) : null
    const name = this.lexemes[i - 1]
    // "Vision 2030", "Agenda 2063": a name; at the start of a sentence, or after a mark, a year.
    if (name?.kind === "word" && /^\p{Lu}/u.test(name.text) && (i > 1 || this.sentence.tag(i - 1) === "PROPN"))
      return null
    return this.span(i, end, {from: {year}})
  }

  // ---- forms in words

  /** "March 12", "Mar. 12 '24", "March 12-15, 2024", "March 2024", "March to May 2024", "since August". */
  private month(i: number): DateSpan | null {
    const name = this.monthName(i)
    if (!name) return null
    const {month} = name
    const withDay = this.monthDay(i, name)
    if (withDay) return withDay
    const own = this.yearBehind(name.end)
    if (this.joins(own.end)) {
      const second = this.monthName(own.end + 1)
      // "In March and May": two dates.
      if (second && second.month !== month && (!this.is(own.end, "and") || this.is(i - 1, "between"))) {
        const late = this.yearBehind(second.end)
        const lastYear = late.year ?? own.year ?? this.yearFor(i, late.end, second.month)
        if (lastYear !== null)
          return this.span(i, late.end, {
            from: {year: own.year ?? (second.month < month ? lastYear - 1 : lastYear), month},
            to: {year: lastYear, month: second.month},
            year: lastYear,
          })
      }
    }
    if (own.year !== undefined) return this.span(i, own.end, {from: {year: own.year, month}})
    return this.monthMeant(i) ? this.undated(i, name.end, month) : null
  }

  private monthDay(i: number, name: {month: number; end: number}): DateSpan | null {
    const {month} = name
    const day = this.day(name.end)
    if (!day) return null
    // "In March 40 traders", "in May 12 raids": what follows is counted; "March 12 raids" is dated.
    const counted =
      this.countsAfter(day.end) && ["in", "since", "by", "during", "of", "until"].includes(this.lower(i - 1))
    if (
      counted ||
      this.lower(day.end) === "%" ||
      (this.lower(day.end) === ":" && this.glued(day.end) && this.glued(day.end + 1))
    )
      return null
    let {end} = day
    let last: number | undefined
    if (this.joins(end)) {
      const second = this.day(end + 1)
      if (second && second.day > day.day && !this.monthBehind(second.end) && !this.countsAfter(second.end)) {
        last = second.day
        end = second.end
      } else {
        const later = this.monthName(end + 1)
        const until = later && later.month !== month ? this.day(later.end) : null
        if (later && until) {
          const late = this.yearBehind(until.end)
          const year = late.year ?? this.yearFor(i, until.end, later.month, until.day)
          if (year !== null && isDay(year, later.month, until.day))
            return this.span(i, late.end, {
              from: {year: later.month < month ? year - 1 : year, month, day: day.day},
              to: {year, month: later.month, day: until.day},
              year,
            })
        }
      }
    }
    const {year, end: after} = this.yearBehind(end)
    if (!isDay(year ?? 2000, month, day.day)) return null
    return this.undated(i, after, month, day.day, last, year)
  }

  /** Whether a month's name that stands alone is a month: after a word of time, never "May said". */
  private monthMeant(i: number): boolean {
    const before = this.lower(i - 1)
    if (
      "in since until till by during from before after of last next this through every each for late early mid"
        .split(" ")
        .includes(before)
    )
      return !(before === "for" && this.sentence.tag(i + 1) === "VERB")
    return before === "-" && ["mid", "early", "late", "post", "pre"].includes(this.lower(i - 2))
  }

  /** "Between 2001 and 2021", "from March to May": the opening word belongs to the span. */
  private range(i: number): DateSpan | null {
    if (!this.is(i, "between") && !this.is(i, "from")) return null
    const skip = this.is(i + 1, "the") ? 2 : 1
    const lexeme = this.lexemes[i + skip]
    if (!lexeme) return null
    const inner = lexeme.kind === "number" ? (this.dayMonth(i + skip) ?? this.years(i + skip)) : this.month(i + skip)
    return inner?.date?.to !== undefined && inner.end > i + skip + 2 ? {...inner, start: i} : null
  }

  /** A month, season, year, decade or century with its year named, at `i`; for what stands before it. */
  private whole(i: number): Part | null {
    const at = this.is(i, "the") ? i + 1 : i
    const month = this.monthName(at)
    if (month) {
      const {year, end} = this.yearBehind(month.end)
      const known = year ?? this.yearFor(at, month.end, month.month)
      return known === null
        ? null
        : {end, from: {year: known, month: month.month}, ...(year !== undefined ? {year} : {})}
    }
    const season = this.seasonPart(at)
    if (season) return season
    const decade = this.decadePart(at)
    if (decade) return decade
    const century = this.lexemes[at] ? this.century(at) : null
    if (century?.date?.to) {
      const [from, to] = [Number(century.date.from), Number(century.date.to)]
      return {end: century.end, from: {year: from}, to: {year: to}, year: from}
    }
    const run = this.lexemes[at]?.kind === "number" ? this.years(at) : null
    if (run?.date?.to && run.date.to.length === 4)
      return {end: run.end, from: {year: Number(run.date.from)}, to: {year: Number(run.date.to)}}
    const year = this.year(at)
    if (year) return {end: year.end, from: {year: year.year}, year: year.year}
    const relative = this.relativePart(at)
    return relative
  }

  /** "this year", "last month", "the previous year" as a whole that can have parts. */
  private relativePart(i: number): Part | null {
    const span = this.relative(i)
    if (!span?.date || span.date.to !== undefined) return null
    const parts = span.date.from.split("-").map(Number)
    const from: CalendarDate = parts.length === 1 ? {year: parts[0]!} : {year: parts[0]!, month: parts[1]!}
    return parts.length > 2 ? null : {end: span.end, from}
  }

  /** "early March 2024", "mid-2019", "the end of 2024", "the first nine months of 2025", "Q3 2024", "the third quarter of 2024". */
  private partOf(i: number): DateSpan | null {
    const part = this.earlyOrLate(i) ?? this.counting(i)
    if (part) return part
    const letters = this.letterPart(i)
    if (letters) {
      const year = this.year(
        letters.end + (this.lower(letters.end) === "of" || this.lower(letters.end) === "," ? 1 : 0),
      )
      const known = year?.year ?? this.clock.told ?? this.clock.today?.year ?? null
      if (known === null) return null
      return this.span(i, year?.end ?? letters.end, monthsOf(known, letters.first, letters.last))
    }
    return null
  }

  private earlyOrLate(i: number): DateSpan | null {
    const word = this.lower(i)
    const article = word === "the" ? 1 : 0
    const named = this.lower(i + article)
    const hyphen = this.lower(i + 1) === "-" && this.glued(i + 1) ? 1 : 0
    if (article === 0 && (word === "early" || word === "mid" || word === "late")) {
      const whole = this.whole(i + 1 + hyphen) ?? this.lone(i + 1 + hyphen)
      return whole ? this.third(i, whole, word === "early" ? 0 : word === "mid" ? 1 : 2) : null
    }
    if (!["end", "beginning", "start", "middle", "turn"].includes(named) || this.lower(i + article + 1) !== "of")
      return null
    const whole = this.whole(i + article + 2)
    if (!whole) return null
    if (named === "middle") return this.third(i, whole, 1)
    const last = named === "end"
    const {from, to} = whole
    const edge = last ? (to ?? from) : from
    const years = to !== undefined && edge.month === undefined
    const point: CalendarDate = years
      ? {year: edge.year}
      : edge.month === undefined
        ? {year: edge.year, month: last ? 12 : 1}
        : to === undefined
          ? {year: edge.year, month: edge.month, day: last ? daysIn(edge.year, edge.month) : 1}
          : edge
    return {start: i, end: whole.end, date: stretch(point), ...(whole.year !== undefined ? {year: whole.year} : {})}
  }

  /** A month without a year after "early". */
  private lone(i: number): Part | null {
    const month = this.monthName(i)
    if (!month) return null
    const year = this.yearFor(i, month.end, month.month)
    return year === null ? null : {end: month.end, from: {year, month: month.month}}
  }

  /** The first, middle or last third of a month, a year, or a run of years. */
  private third(start: number, whole: Part, which: 0 | 1 | 2): DateSpan {
    const {from, to} = whole
    const named = whole.year !== undefined ? {year: whole.year} : {}
    const done = (a: CalendarDate, b: CalendarDate) => ({start, end: whole.end, date: stretch(a, b), ...named})
    if (from.month === undefined && to === undefined) {
      const [first, last] = (
        [
          [1, 4],
          [5, 8],
          [9, 12],
        ] as const
      )[which]
      return done({year: from.year, month: first}, {year: from.year, month: last})
    }
    if (from.month === undefined) {
      const length = to!.year - from.year + 1
      const cuts = [0, Math.floor(length * 0.4), Math.ceil(length * 0.6), length] as const
      return done({year: from.year + cuts[which]}, {year: from.year + cuts[which + 1]! - 1})
    }
    if (to !== undefined) return {start, end: whole.end, date: stretch(from, to), ...named}
    const {year, month} = from
    const [first, last] = (
      [
        [1, 10],
        [11, 20],
        [21, daysIn(year, month)],
      ] as const
    )[which]
    return done({year, month, day: first}, {year, month, day: last})
  }

  /** "the first nine months of 2025", "the third quarter of 2024", "the last week of March 2024". */
  private counting(i: number): DateSpan | null {
    let at = this.is(i, "the") ? i + 1 : i
    const start = i
    const word = this.lower(at)
    const opening = this.lower(at)
    const last = ["last", "final", "closing"].includes(opening)
    const opens = ["first", "opening", "initial"].includes(opening)
    const ordinal = ORDINALS.get(opening)
    if (!last && !opens && ordinal === undefined && !SMALL.has(word)) return null
    at++
    const figures = this.number(at, 60)
    const count = figures ?? SMALL.get(this.lower(at)) ?? null
    if (count !== null && (last || opens)) at++
    const unit = this.lower(at).replace(/s$/, "")
    const size = unit === "half" ? 6 : unit === "quarter" ? 3 : unit === "month" ? 1 : null
    const days = unit === "week" ? 7 : unit === "day" ? 1 : unit === "fortnight" ? 14 : null
    const years = unit === "decade" ? 10 : unit === "year" ? 1 : null
    if (size === null && days === null && years === null) return null
    const of = this.lower(at + 1)
    // "The third quarter, 2024" is rare; "of" or "in" joins a part to its whole.
    if (of !== "of" && of !== "in") return null
    const whole = this.whole(at + 2)
    if (!whole) return null
    const n = last || opens ? (count ?? 1) : ordinal!
    const {from, to} = whole
    const named = whole.year !== undefined ? {year: whole.year} : {}
    const done = (a: CalendarDate, b: CalendarDate): DateSpan => ({
      start,
      end: whole.end,
      date: stretch(a, b),
      ...named,
    })
    if (size !== null && from.month === undefined && to === undefined) {
      const months = n * size
      if (months < 1 || months > 12) return null
      const first = last ? 13 - months : opens ? 1 : months - size + 1
      const end = last ? 12 : months
      return done({year: from.year, month: first}, {year: from.year, month: end})
    }
    if (days !== null && to === undefined) {
      const begin = firstDay(from)
      const length =
        from.month === undefined ? (daysIn(from.year, 2) === 29 ? 366 : 365) : daysIn(from.year, from.month)
      const stretchDays = n * days
      if (stretchDays < 1 || stretchDays > length) return null
      const first = last ? length - stretchDays : opens ? 0 : stretchDays - days
      const end = last ? length - 1 : stretchDays - 1
      return done(civilFromDays(begin + first), civilFromDays(begin + end))
    }
    if (years !== null && to !== undefined && from.month === undefined) {
      const length = to.year - from.year + 1
      const run = n * years
      if (run < 1 || run > length) return null
      const first = last ? length - run : opens ? 0 : run - years
      return done({year: from.year + first}, {year: from.year + (last ? length : run) - 1})
    }
    return null
  }

  /** "The three months to June 2024", "the year ending March 2025": so many months that end with one. */
  private upTo(i: number): DateSpan | null {
    let at = this.is(i, "the") ? i + 1 : i
    if (at === i && !SMALL.has(this.lower(i))) return null
    const count = this.number(at, 60) ?? SMALL.get(this.lower(at)) ?? null
    if (count !== null) at++
    if (this.is(at, "fiscal") || this.is(at, "financial")) at++
    const period = PERIODS.get(this.lower(at).replace(/s$/, ""))
    if (!period || period.size > 12) return null
    if (!["to", "ending", "ended"].includes(this.lower(at + 1))) return null
    const skip = ["in", "on"].includes(this.lower(at + 2)) ? 1 : 0
    if (period.unit === "day") {
      // "The week to 12 May 2024".
      const last = this.lexemes[at + 2 + skip]
      const day = last?.kind === "number" ? this.dayMonth(at + 2 + skip) : this.fullMonth(at + 2 + skip)
      const ends = readIso(day?.date?.from)
      if (!day || ends?.day === undefined || day.date?.to !== undefined) return null
      const first = civilFromDays(firstDay(ends) + 1 - (count ?? 1) * period.size)
      return {...day, start: i, date: stretch(first, ends)}
    }
    const month = this.monthName(at + 2 + skip)
    if (!month) return null
    const {year, end} = this.yearBehind(month.end)
    const known = year ?? this.yearFor(i, month.end, month.month)
    if (known === null) return null
    const to = {year: known, month: month.month}
    return this.span(i, end, {from: shiftMonth(to, 1 - (count ?? 1) * period.size), to, year: known})
  }

  private seasonPart(i: number): Part | null {
    const season = SEASONS.get(this.lower(i))
    if (!season) return null
    const skip = this.is(i + 1, "of") || this.lower(i + 1) === "," ? 1 : 0
    const year = this.year(i + 1 + skip)
    if (!year) return null
    const run = this.lexemes[i + 1 + skip]?.kind === "number" ? this.years(i + 1 + skip) : null
    const months = monthsOf(year.year, season[0], season[1])
    return {end: run?.date?.to ? run.end : year.end, ...months, year: year.year}
  }

  /** "spring 2023", "the winter of 2023-24", "this spring", "last summer". */
  private named(i: number): DateSpan | null {
    const season = this.seasonPart(i)
    if (season) return this.span(i, season.end, season)
    const months = SEASONS.get(this.lower(i + 1))
    const which = this.lower(i)
    if (!months || !["last", "this", "next", "past"].includes(which)) return null
    // "This fall in prices" is no autumn.
    if (this.lower(i + 1) === "fall" && (which === "this" || this.is(i + 2, "in") || this.is(i + 2, "of"))) return null
    const {today} = this.clock
    if (today?.month === undefined) return {start: i, end: i + 2, date: null}
    const over = today.month > months[1] || (months[1] > 12 && today.month < 12 && today.month > months[1] - 12)
    const begun = today.month >= months[0]
    const year =
      which === "next"
        ? begun
          ? today.year + 1
          : today.year
        : which === "this"
          ? today.year
          : months[1] > 12
            ? today.year - 1
            : over
              ? today.year
              : today.year - 1
    return {start: i, end: i + 2, date: this.span(i, i + 2, monthsOf(year, months[0], months[1])).date}
  }

  /** "fiscal year 2024", "FY2024", "FY24", "financial year 2023-24": by the year it is called after. */
  private fiscal(i: number): DateSpan | null {
    let at = i
    if (this.lexemes[i]!.text === "FY") at = i + 1
    else if (this.is(i, "fiscal") || this.is(i, "financial")) {
      at = i + 1
      if (this.is(at, "year")) at++
      if (this.is(at, "of")) at++
    } else return null
    const run = this.lexemes[at]?.kind === "number" ? this.years(at) : null
    if (run?.date) return {...run, start: i}
    const year = this.year(at)
    if (year) return this.span(i, year.end, {from: {year: year.year}})
    const short = this.lexemes[i]!.text === "FY" ? this.number(at, 99) : null
    return short !== null && this.glued(at) ? this.span(i, at + 1, {from: {year: 2000 + short}}) : null
  }

  /** "Tuesday", "last Tuesday", "Tuesday, 12 March 2024". */
  private weekday(i: number): DateSpan | null {
    const which = this.lower(i)
    const skip = ["last", "next", "this"].includes(which) ? 1 : 0
    const lexeme = this.lexemes[i + skip]
    const day = lexeme && /^\p{Lu}/u.test(lexeme.text) ? WEEKDAYS.get(lexeme.lower.replace(/'s$/, "")) : undefined
    if (day === undefined) return null
    const end = i + skip + 1
    const comma = this.lower(end) === "," ? 1 : 0
    const full = this.lexemes[end + comma]
    if (full) {
      const dated =
        full.kind === "number" ? (this.figures(end + comma) ?? this.dayMonth(end + comma)) : this.fullMonth(end + comma)
      if (dated) return {...dated, start: i}
    }
    const {today} = this.clock
    if (today?.day === undefined) return {start: i, end, date: null}
    const now = firstDay(today)
    const back = (((weekday(now) - day) % 7) + 7) % 7
    const on =
      skip === 0 ? (this.ahead(i, end) && back !== 0 ? now + 7 - back : now - back) : this.besides(which, now, back)
    return {start: i, end, date: stretch(civilFromDays(on))}
  }

  /** "Last Tuesday" is before today, "next Tuesday" after it, "this Tuesday" the nearest not past. */
  private besides(which: string, now: number, back: number): number {
    if (which === "last") return now - (back === 0 ? 7 : back)
    return which === "next" || back !== 0 ? now + 7 - back : now
  }

  private fullMonth(i: number): DateSpan | null {
    const name = this.monthName(i)
    return name ? this.monthDay(i, name) : null
  }

  /** "Two weeks ago", "40 days later", "a year earlier". */
  private counted(i: number): DateSpan | null {
    const article = ["a", "an"].includes(this.lower(i))
    const numeral = article ? null : numeralAt(this.lexemes, i)
    if (!article && (!numeral || numeral.kind === "share" || numeral.low !== undefined)) return null
    const value = article ? 1 : numeral!.value
    const at = article ? i + 1 : numeral!.end
    const period = PERIODS.get(this.lower(at).replace(/ies$/, "y").replace(/s$/, ""))
    if (!period) return null
    const way = this.lower(at + 1)
    if (way !== "ago" && way !== "later" && way !== "earlier") return null
    const end = at + 2
    if (way === "ago") return {start: i, end, date: this.shifted(this.clock.today, period, -value)}
    const {told} = this.clock
    // "Later" and "earlier" count from the year last told, and can be no finer than it.
    const anchor = told === null || period.unit === "day" || period.size < 12 ? null : {year: told}
    return {start: i, end, date: this.shifted(anchor, period, way === "later" ? value : -value)}
  }

  /** A date so many periods away, no finer than either the anchor or the period. */
  private shifted(
    anchor: CalendarDate | null,
    period: {readonly unit: "day" | "month"; readonly size: number},
    by: number,
  ): Stretch | null {
    if (!anchor || by !== Math.floor(by) || Math.abs(by) > 10_000) return null
    if (period.unit === "day") {
      if (anchor.day === undefined) return null
      return stretch(civilFromDays(firstDay(anchor) + by * period.size))
    }
    if (period.size >= 12) return stretch({year: anchor.year + by * (period.size / 12)})
    if (anchor.month === undefined) return null
    return stretch(shiftMonth({year: anchor.year, month: anchor.month}, by * period.size))
  }

  /** "Last week", "this year", "the past four years", "the previous year", "yesterday". */
  private relative(i: number): DateSpan | null {
    const {today} = this.clock
    const single = this.lower(i)
    if (single === "yesterday" || single === "tomorrow" || single === "today" || single === "tonight") {
      const by = single === "yesterday" ? -1 : single === "tomorrow" ? 1 : 0
      // "Today" may be as wide as "nowadays": only beside a day known is it a date.
      if (today?.day === undefined) return by === 0 ? null : {start: i, end: i + 1, date: null}
      return {start: i, end: i + 1, date: stretch(civilFromDays(firstDay(today) + by))}
    }
    let at = this.is(i, "the") ? i + 1 : i
    const definite = at > i
    let earlier: "early" | "late" | null = null
    if (single === "earlier" || single === "later") {
      earlier = single === "earlier" ? "early" : "late"
      at = i + 1
      if (!this.is(at, "this") && !this.is(at, "last") && !this.is(at, "that")) return null
    }
    const which = this.lower(at)
    if (!["last", "past", "this", "next", "previous", "preceding", "following", "same", "coming"].includes(which))
      return null
    at++
    const skip = ["entire", "whole", "full"].includes(this.lower(at)) ? 1 : 0
    at += skip
    const numeral = numeralAt(this.lexemes, at)
    const few = ["few", "several", "couple"].includes(this.lower(at))
    if (numeral && numeral.kind !== "share") at = numeral.end
    else if (few) at += this.is(at, "couple", "of") ? 2 : 1
    const word = this.lower(at).replace(/'s$/, "")
    const period = PERIODS.get(word.replace(/ies$/, "y").replace(/s$/, ""))
    if (!period) return null
    const end = at + 1
    // "A hospital's last day", "her last month in office": the last of somebody's, and none before the document.
    if (which === "last" && !numeral && (word === "day" || this.isOwned(i))) return null
    const several = few || (numeral !== null && numeral.kind !== "share") || word.endsWith("s")
    const lasts = numeral !== null && numeral.kind !== "share"
    if (several || (definite && ["past", "last"].includes(which) && !earlier && period.size !== 1))
      return {
        start: i,
        end,
        date: this.run(which, period, few ? null : (numeral?.value ?? (word.endsWith("s") ? null : 1))),
        lasts,
      }
    if (["previous", "preceding", "following", "same"].includes(which)) {
      const {told} = this.clock
      if (period.size !== 12 || told === null) return {start: i, end, date: null}
      const by = which === "following" ? 1 : which === "same" ? 0 : -1
      return {start: i, end, date: stretch({year: told + by})}
    }
    if (which === "coming" || !today) return {start: i, end, date: null}
    const by = which === "this" ? 0 : which === "next" ? 1 : -1
    if (word === "week" || word === "fortnight" || word === "night" || word === "day") {
      if (today.day === undefined) return {start: i, end, date: null}
      const now = firstDay(today)
      if (word !== "week") return {start: i, end, date: stretch(civilFromDays(now + by * period.size))}
      const monday = now - weekday(now) + 7 * by
      return {start: i, end, date: stretch(civilFromDays(monday), civilFromDays(monday + 6))}
    }
    if (word === "month" || word === "quarter") {
      if (today.month === undefined) return {start: i, end, date: null}
      const {year, month} = today
      if (word === "month") {
        const found = shiftMonth({year, month}, by)
        return {start: i, end, date: earlier ? null : stretch(found)}
      }
      const first = shiftMonth({year, month: month - ((month - 1) % 3)}, by * 3)
      return {start: i, end, date: stretch(first, shiftMonth(first, 2))}
    }
    if (word === "year") return {start: i, end, date: this.wholeYear(today, by, earlier)}
    if (word === "decade") {
      const first = today.year - (today.year % 10) + 10 * by
      return {start: i, end, date: stretch({year: first}, {year: first + 9})}
    }
    return {start: i, end, date: null}
  }

  /** Whether an owner stands before the lexeme at `i`: "its", "the mill's". */
  private isOwned(i: number): boolean {
    const before = this.lower(i - 1)
    return /(?:'s|s')$/.test(before) || ["its", "his", "her", "their", "our", "my", "your", "whose"].includes(before)
  }

  /** "This year", "last year"; "earlier this year" ends with the document's own month. */
  private wholeYear(today: CalendarDate, by: number, earlier: "early" | "late" | null): Stretch {
    const year = today.year + by
    if (earlier === null || by !== 0 || today.month === undefined) return stretch({year})
    return earlier === "early"
      ? stretch({year, month: 1}, {year, month: today.month})
      : stretch({year, month: today.month}, {year, month: 12})
  }

  /** "The past four years", "the next two weeks": up to the document's date, or on from it. */
  private run(
    which: string,
    period: {readonly unit: "day" | "month"; readonly size: number},
    count: number | null,
  ): Stretch | null {
    const {today} = this.clock
    if (!today || count === null || count !== Math.floor(count) || count > 1000) return null
    const back = which === "past" || which === "last" || which === "previous" || which === "preceding"
    if (!back && which !== "next" && which !== "coming") return null
    const by = back ? -count : count
    const there = this.shifted(today, period, by)
    if (!there) return null
    const here =
      period.unit === "day"
        ? stretch(today)
        : period.size >= 12
          ? stretch({year: today.year})
          : stretch({year: today.year, month: today.month!})
    return back ? {from: there.from, to: here.from} : {from: here.from, to: there.from}
  }
}

/** Months [first, last] of a year; a last one beyond December lies in the year after. */
function monthsOf(year: number, first: number, last: number): {from: CalendarDate; to: CalendarDate; year: number} {
  const to = shiftMonth({year, month: 1}, last - 1)
  return {from: {year, month: first}, to, year}
}

const IRREGULAR_PLURALS = new Set(
  "people men women children cattle sheep police feet teeth geese oxen criteria phenomena media data lives wives".split(
    " ",
  ),
)

/** Whether a noun has the form of a plural. */
export function plural(word: string): boolean {
  return IRREGULAR_PLURALS.has(word) || /[^su'i]s$/.test(word) || /[a-z]men$/.test(word)
}
