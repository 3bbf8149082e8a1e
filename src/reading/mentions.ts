// What stands in the documents beside claims: quantities, dates, and who acts. Each
// mention keeps its place. These are surface readings: a number with the noun it counts,
// a date in one of the usual written forms, a name that is written with capitals.

import {slug} from "../ids.ts"
import {beginning} from "../prefixes.ts"
import {type Token, tokenize} from "../syntax/index.ts"
import type {Document, Range, Sentence} from "../text/index.ts"
import type {Actor, Claim, DateMention, Quantity, Words} from "./claim.ts"

const SCALE: ReadonlyMap<string, number> = new Map([
  ["thousand", 1e3],
  ["million", 1e6],
  ["billion", 1e9],
  ["trillion", 1e12],
  ["dozen", 12],
])

const COMPARATOR =
  /\b(more than|over|at least|nearly|almost|about|around|some|up to|less than|fewer than|under|roughly|approximately|as many as|above|below|only|exactly)\s*$/i
const NUMBER =
  /(?<![\w.,-])(?:([$£€])\s?)?(\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?)(?:\s?[-–]\s?(\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?))?(?:\s+(thousand|million|billion|trillion|dozen))?(\s?%|\s+(?:per cent|percent)\b)?(?![\w-])/g
const MONTHS = [
  "january",
  "february",
  "march",
  "april",
  "may",
  "june",
  "july",
  "august",
  "september",
  "october",
  "november",
  "december",
]
const MONTH = `(?:${MONTHS.join("|")}|jan|feb|mar|apr|jun|jul|aug|sept|sep|oct|nov|dec)\\.?`
const TIME_UNITS = new Set([
  "year",
  "years",
  "month",
  "months",
  "week",
  "weeks",
  "day",
  "days",
  "hour",
  "hours",
  "quarter",
  "quarters",
  "decade",
  "decades",
])

/** Month names right after a number ("3 of March") and right before it ("March 3"). */
const MONTH_AFTER = new RegExp(`^.{0,3}\\s?(?:of\\s+)?${MONTH}\\b`, "i")
const MONTH_BEFORE = new RegExp(`${MONTH}\\s*$`, "i")

/** How far before a number its comparator or month may begin, in characters: the longest has 13. */
const JUST_BEFORE = 60

/** How many tokens after a number may name what it counts, and how many characters they are looked for in. */
const COUNTED_TOKENS = 8
const COUNTED_WITHIN = 240

/**
 * Numbers that count or measure something, with what is counted, in the sentences of a
 * document. Years, list numbers and clock times are passed over.
 */
export function quantitiesOf(document: Document, sentences: readonly Sentence[]): Quantity[] {
  const found: Quantity[] = []
  for (const sentence of sentences) {
    const text = document.text.slice(sentence.from, sentence.to)
    const period = periodOf(text)
    for (const match of text.matchAll(NUMBER)) {
      const [whole, currency, first, second, scale, percent] = match
      const at = match.index
      const value = numberOf(first!) * (scale ? SCALE.get(scale.toLowerCase())! : 1)
      const high = second ? numberOf(second) * (scale ? SCALE.get(scale.toLowerCase())! : 1) : undefined
      const year = !currency && !scale && !percent && !first!.includes(",") && /^(1[89]|20)\d\d$/.test(first!)
      if (year) continue
      const after = sentence.from + at + whole.length
      const counted = countedIn(document.text, {from: after, to: Math.min(sentence.to, after + COUNTED_WITHIN)})
      if (!currency && !percent && counted === null) continue
      const before = text.slice(Math.max(0, at - JUST_BEFORE), at)
      if (MONTH_AFTER.test(text.slice(at + whole.length)) || MONTH_BEFORE.test(before)) continue
      const compared = COMPARATOR.exec(before)
      const comparator = compared?.[1]?.toLowerCase()
      const from = sentence.from + at - (compared ? before.length - compared.index : 0)
      const to = counted ? counted.to : sentence.from + at + whole.trimEnd().length
      found.push({
        file: document.file,
        quote: {from, to, text: document.text.slice(from, to)},
        value,
        ...(high !== undefined ? {low: value, high} : {}),
        ...(comparator ? {comparator} : {}),
        unit: percent ? "%" : (currency ?? counted?.unit ?? "1"),
        what: counted?.what ?? "",
        ...(period ? {period} : {}),
      })
    }
  }
  return found
}

function numberOf(written: string): number {
  return Number(written.replace(/,/g, ""))
}

/** The noun phrase right after a number: its head is the unit. */
function countedIn(text: string, range: Range): {what: string; unit: string; to: number} | null {
  // Most often no word follows at all; then nothing need be tagged.
  if (!/^\s*\d*\p{L}/u.test(text.slice(range.from, range.to))) return null
  const words: Token[] = []
  for (const token of tokenize(text, range).slice(0, COUNTED_TOKENS)) {
    if (
      ["ADJ", "NOUN", "PROPN"].includes(token.tag) ||
      (token.tag === "ADP" && token.lower === "of" && words.length > 0 && words.length < 3)
    )
      words.push(token)
    else if (token.text === "-" && words.length > 0) words.push(token)
    else break
  }
  while (words.length > 0 && !["NOUN", "PROPN"].includes(words.at(-1)!.tag)) words.pop()
  const head = words.findLast((w) => w.tag === "NOUN")
  if (!head || words.length === 0) return null
  return {
    what: words.map((w) => w.text).join(" "),
    unit: TIME_UNITS.has(head.lower) ? head.lower.replace(/s$/, "") : head.lemma,
    to: words.at(-1)!.to,
  }
}

function periodOf(text: string): string | null {
  return (
    /\b(?:during|in|over|since|between)\s+(?:the\s+)?(?:first|last|past|previous|entire|whole)?[\w\s-]{0,30}?\b(?:(?:19|20)\d\d(?:s)?(?:\s*(?:and|to|[-–])\s*(?:19|20)\d\d)?|last year|this year|last month|this month|(?:past|last)\s+\w+\s+(?:years|months|weeks))\b/i.exec(
      text,
    )?.[0] ?? null
  )
}

/** The written forms of a date, the fullest first, each with its ISO date or span; null where the match is none. */
const DATE_FORMS: readonly (readonly [RegExp, (m: RegExpMatchArray) => readonly [string, string?] | null])[] = [
  [/\b(\d{4})-(\d\d)-(\d\d)\b/g, (m) => [m[0]]],
  [
    new RegExp(`\\b(\\d{1,2})(?:st|nd|rd|th)?\\s+(?:of\\s+)?(${MONTH})[,]?\\s+((?:19|20)\\d\\d)\\b`, "gi"),
    (m) => day(m[3]!, m[2]!, m[1]!),
  ],
  [
    new RegExp(`\\b(${MONTH})\\s+(\\d{1,2})(?:st|nd|rd|th)?,?\\s+((?:19|20)\\d\\d)\\b`, "gi"),
    (m) => day(m[3]!, m[1]!, m[2]!),
  ],
  [new RegExp(`\\b(${MONTH})\\s+((?:19|20)\\d\\d)\\b`, "gi"), (m) => [`${m[2]}-${monthNumber(m[1]!)}`]],
  [/\b((?:19|20)\d\d)\s*(?:[-–]|to|and)\s*((?:19|20)\d\d)\b/g, (m) => [m[1]!, m[2]!]],
  [/\b((?:19|20)\d0)s\b/g, (m) => [m[1]!, String(Number(m[1]) + 9)]],
  [/\b((?:19|20)\d\d)\b(?!\d)/g, (m) => [m[1]!]],
]

/** Dates in the sentences of a document as ISO: a day, a month, a year, a decade, or a span of years. */
export function datesOf(document: Document, sentences: readonly Sentence[]): DateMention[] {
  const found: DateMention[] = []
  for (const sentence of sentences) {
    const text = document.text.slice(sentence.from, sentence.to)
    const taken: [number, number][] = []
    for (const [form, iso] of DATE_FORMS)
      for (const match of text.matchAll(form)) {
        const at = match.index
        if (taken.some(([a, b]) => at < b && at + match[0].length > a)) continue
        const dates = iso(match)
        if (!dates) continue
        taken.push([at, at + match[0].length])
        const from = sentence.from + at
        const quote: Words = {from, to: from + match[0].length, text: match[0]}
        found.push({file: document.file, quote, from: dates[0], ...(dates[1] ? {to: dates[1]} : {}), of: text.trim()})
      }
  }
  return found.sort((a, b) => (a.file === b.file ? a.quote.from - b.quote.from : 0))
}

function monthNumber(name: string): string {
  const index = MONTHS.findIndex((month) => month.startsWith(name.toLowerCase().replace(".", "").slice(0, 3)))
  return String(index + 1).padStart(2, "0")
}

function day(year: string, month: string, date: string): [string] | null {
  const n = Number(date)
  return n >= 1 && n <= 31 ? [`${year}-${monthNumber(month)}-${String(n).padStart(2, "0")}`] : null
}

/** Words that are written with a capital without naming anyone. */
const NOT_NAMES = new Set([
  "i",
  "mr",
  "mrs",
  "ms",
  "dr",
  "monday",
  "tuesday",
  "wednesday",
  "thursday",
  "friday",
  "saturday",
  "sunday",
  ...MONTHS,
])

/** The names met so far: how often, which of them away from the start of a sentence, and abbreviation -> full name. */
export type NameTally = {
  readonly counts: Map<string, number>
  readonly inner: Set<string>
  readonly short: Map<string, string>
}

/** Adds the names of one sentence of `text` to the tally: runs of capitalised words, and "(SRC)" after one. */
export function tallyNames(tally: NameTally, text: string, tokens: readonly Token[]): void {
  for (let i = 0; i < tokens.length; ) {
    const end = nameEnd(tokens, i)
    if (end === i) {
      i++
      continue
    }
    const name = text.slice(tokens[i]!.from, tokens[end - 1]!.to).replace(/\s+/g, " ")
    tally.counts.set(name, (tally.counts.get(name) ?? 0) + 1)
    if (i > 0) tally.inner.add(name)
    if (tokens[end]?.text === "(" && tokens[end + 2]?.text === ")" && /^[A-Z][A-Z&-]+$/.test(tokens[end + 1]!.text))
      tally.short.set(tokens[end + 1]!.text, name)
    i = end
  }
}

/**
 * Who is named: the names that occur away from the start of a sentence, folded with their
 * abbreviation in brackets ("Salt Road Council (SRC)"), that occur twice or speak. `roles`
 * says where a name turns up: as a speaker, in a cause, in an effect, or only mentioned.
 */
export function actorsOf({counts, inner, short}: NameTally, claims: readonly Claim[]): Actor[] {
  const folded = new Map<string, Set<string>>()
  for (const name of [...counts.keys()].sort()) {
    if (!inner.has(name) || NOT_NAMES.has(name.toLowerCase())) continue
    const full = short.get(name) ?? name
    folded.set(full, (folded.get(full) ?? new Set()).add(name))
  }
  const speaks = namedIn(claims.map((claim) => claim.by ?? ""))
  const causes = namedIn(claims.map((claim) => claim.cause.text))
  const affected = namedIn(claims.map((claim) => claim.effect.text))
  return [...folded]
    .map(([full, set]) => ({full, names: [...set], spoken: [...set].some(speaks)}))
    .filter(({names, spoken}) => spoken || names.reduce((sum, name) => sum + counts.get(name)!, 0) >= 2)
    .map(({full, names, spoken}) => ({
      id: slug(full),
      name: full,
      alsoCalled: names.filter((name) => name !== full),
      roles: [
        ...(spoken ? ["speaker"] : []),
        ...(names.some(causes) ? ["in causes"] : []),
        ...(names.some(affected) ? ["in effects"] : []),
      ],
    }))
    .sort((a, b) => (a.id < b.id ? -1 : 1))
}

/**
 * Whether a name stands in any of the texts. A name opens with a capital, so only what
 * follows a capital can begin with one.
 */
function namedIn(texts: readonly string[]): (name: string) => boolean {
  return beginning(
    [...new Set(texts)].flatMap((text) => [...text.matchAll(/\p{Lu}/gu)].map((capital) => text.slice(capital.index))),
  )
}

/** End of the run of name words that starts at `i`, or `i` itself. */
function nameEnd(tokens: readonly Token[], i: number): number {
  const named = (k: number) => tokens[k]?.tag === "PROPN" && /^\p{Lu}/u.test(tokens[k]!.text)
  if (!named(i)) return i
  let end = i + 1
  for (;;) {
    if (named(end)) end++
    else if (
      tokens[end]?.text === "-" &&
      tokens[end]!.from === tokens[end - 1]!.to &&
      tokens[end + 1]?.from === tokens[end]!.to
    )
      end += 2
    else return Math.min(end, tokens.length)
  }
}
