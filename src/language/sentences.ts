// Passages into sentences, with exact offsets. A sentence never crosses a passage; white
// space between sentences belongs to none; everything else of a passage belongs to one.
// Own splitter, because abbreviations and quotes in news are where ready ones join or cut
// ("U.S.-led", "Gen. Mora", `the "regime."`), and because offsets must be exact.

import type {Document, Range, Sentence} from "../documents/index.ts"

// A full stop after these ends no sentence.
const NEVER_FINAL = new Set(
  (
    "mr mrs ms dr prof gen col maj capt lt sgt cpl adm cmdr brig sen rep gov pres hon rev fr sr no nos vol p pp vs cf " +
    "eg ie viz approx ca est fig figs jan feb mar apr jun jul aug sept sep oct nov dec mon tue wed thu fri sat sun " +
    "gov'ts min dep asst supt insp messrs mme mlle al art sec para ch"
  ).split(" "),
)
// A full stop after these ends one only before a word that usually begins a sentence.
const SELDOM_FINAL = new Set(
  "st mt ft ave rd blvd inc ltd co corp bros jr dept govt etc u.s u.k u.n u.a.e e.u d.c a.m p.m ph.d b.c a.d".split(
    " ",
  ),
)
const STARTERS = new Set(
  (
    "the a an this that these those it its he she they we you i his her their our in on at by for from with without after before " +
    "since while when where if although though because but and or so yet however moreover meanwhile instead still thus hence " +
    "therefore as to there here what why how who which not no some many most all both each every another once until unless " +
    "despite during under over between among across according critics analysts officials others nor then now today last"
  ).split(" "),
)
// These stand before a number, and otherwise may be words.
const NUMBERED = new Set(["no", "art", "est", "p", "fig"])
const CLOSERS = new Set(["'", '"', "”", "’", ")", "]", "»", "›"])
const OPENERS = new Set(["'", '"', "“", "‘", "(", "[", "«", "‹", "¿", "¡", "—", "–"])
const TOP_LEVEL = new Set("com org net gov edu int info io js html htm php pdf co".split(" "))

const isSpace = (c: string): boolean => /\s/.test(c)
const isUpper = (c: string): boolean => /\p{Lu}/u.test(c)
// Full stops and questions of other scripts end a sentence wherever they stand.
const OTHER_STOPS = new Set(["。", "！", "？", "।", "॥", "؟", "۔"])
const isMark = (c: string): boolean => c === "." || c === "!" || c === "?" || c === "…" || OTHER_STOPS.has(c)
// Marks of direction have no width, and begin or end nothing.
const isDirection = (c: string): boolean => c === "\u200e" || c === "\u200f" || (c >= "\u202a" && c <= "\u202e")
/** What may follow a time of day within its sentence. */
const AFTER_TIME =
  /^(?:(?:mon|tues?|wednes|thurs?|fri|satur|sun)day|(?:jan|febr)uary|march|april|may|june|july|august|(?:septem|novem|decem)ber|october|local|eastern|central|pacific)$/i
const isZone = (word: string): boolean => /^\p{Lu}{2,5}$/u.test(word)
const isDigit = (c: string): boolean => c >= "0" && c <= "9"

/** The sentences of every passage that is read (furniture left out), in order, with exact offsets. */
export function sentences(document: Document): Sentence[] {
  const found: Sentence[] = []
  const text = document.plain ?? document.text
  const opening = document.passages.findIndex(({role}) => role === "paragraph")
  document.passages.forEach((passage, index) => {
    if (passage.role === "furniture") return
    const ranges = splitSentences(text, passage)
    for (const {from, to} of index === opening ? afterDateline(text, ranges) : ranges)
      found.push({from, to, passage: index, role: passage.role})
  })
  return found
}

// "PORT ILM, 12 May - The dispute": where and when a report was sent. The place stands in capitals.
const LONGEST_DATELINE = 90
// Of at most 90 characters: no more is looked at.
const DATELINE =
  /^\p{Lu}{2}[\p{Lu}.'’-]*(?:[ /]\p{Lu}[\p{Lu}.'’-]*){0,3}(?:, \p{Lu}\p{Ll}+(?: \p{Lu}\p{Ll}+)?)?(?:,? (?:\d{1,2} \p{L}+|\p{L}+\.? \d{1,2})(?:,? \d{4})?)?(?: ?[–—]| -|:(?<=^\p{Lu}{5,}[^:]*:)) *(?=["“‘']?\p{Lu})/u

/** The sentences of a report's first paragraph, its dateline by itself. */
function afterDateline(text: string, ranges: readonly Range[]): Range[] {
  const [first, ...rest] = ranges
  const dateline =
    first && DATELINE.exec(text.slice(first.from, Math.min(first.to, first.from + LONGEST_DATELINE)))?.[0]
  if (!first || !dateline) return [...ranges]
  const {from, to} = first
  return [{from, to: from + dateline.trimEnd().length}, {from: from + dateline.length, to}, ...rest]
}

// The longest sentence in a year of news has some 1,200 characters. What is longer is a list or a page
// without stops; it is cut at white space, so that no reader's work grows faster than the document.
const LONGEST_SENTENCE = 2000

/**
 * The sentences of `text` within `range`, as ranges without white space at their ends. Linear in its
 * length. A run of more than 2,000 characters without an end is cut at white space, into pieces of about one length.
 */
export function splitSentences(text: string, range: Range): Range[] {
  return wholeSentences(text, range).flatMap((sentence) => cutLong(text, sentence))
}

function cutLong(text: string, sentence: Range): Range[] {
  const found: Range[] = []
  let {from} = sentence
  const long = sentence.to - from
  // Equal pieces: a short rest of a long list would read like a sentence.
  const size = Math.ceil(long / Math.ceil(long / LONGEST_SENTENCE))
  while (sentence.to - from > LONGEST_SENTENCE) {
    let to = from + size
    while (to > from && !isSpace(text[to]!)) to--
    // One word as long as this is no word: it stays whole.
    if (to === from) {
      to = from + size
      while (to < sentence.to && !isSpace(text[to]!)) to++
    }
    let end = to
    while (end > from && isSpace(text[end - 1]!)) end--
    found.push({from, to: end})
    from = skipSpace(text, to, sentence.to)
  }
  if (sentence.to > from) found.push({from, to: sentence.to})
  return found
}

function wholeSentences(text: string, range: Range): Range[] {
  const found: Range[] = []
  let start = skipSpace(text, range.from, range.to)
  let at = start
  while (at < range.to) {
    const end = boundary(text, at, start, range.to)
    if (end === 0) {
      at++
      continue
    }
    found.push({from: start, to: end})
    start = skipSpace(text, end, range.to)
    at = start
  }
  let to = range.to
  while (to > start && isSpace(text[to - 1]!)) to--
  if (to > start) found.push({from: start, to})
  return found
}

/** Where the sentence ends whose closing mark begins at `at` (past its closing quotes), or 0 when none ends there. */
function boundary(text: string, at: number, start: number, to: number): number {
  const mark = text[at]!
  if (!isMark(mark)) return 0
  // The inside of a run of marks was looked at from its first: keeps a line of dots linear.
  if (at > start && isMark(text[at - 1]!)) return 0
  let end = at + 1
  while (end < to && isMark(text[end]!)) end++
  const marks = text.slice(at, end)
  const quoted = end
  while (end < to && (CLOSERS.has(text[end]!) || isDirection(text[end]!))) end++
  end = pastNoteMarks(text, at, end, to)
  if (end >= to || OTHER_STOPS.has(mark)) return end
  if (!isSpace(text[end]!)) return quoted === end && glued(text, at, end, to) ? end : 0
  const next = skipSpace(text, end, to)
  if (next >= to) return end
  let first = next
  while (first < to && (OPENERS.has(text[first]!) || isSpace(text[first]!) || isDirection(text[first]!))) first++
  if (first >= to) return end
  const begins = String.fromCodePoint(text.codePointAt(first)!)
  if (/\p{Ll}/u.test(begins) && !BEGINS_SMALL.test(text.slice(first, first + 8))) return 0
  if (!isDigit(begins) && !/[\p{L}\p{So}\p{Sc}#@•*-]/u.test(begins)) return 0
  if (marks !== "." || quoted !== end) return end
  return stopEnds(text, at, start, first, to) ? end : 0
}

/** Names that begin with a small letter: "eBay", "al-Amsel". */
const BEGINS_SMALL = /^(?:\p{Ll}\p{Lu}\p{L}|(?:al|el|an|as|ar|ad|at)-\p{Lu})/u

/** Marks of notes right behind the end of a sentence belong to it: "rose.[1]", "rose.12 Then", "rose.¹". */
function pastNoteMarks(text: string, at: number, end: number, to: number): number {
  const behind = /^(?:(?:\[\d{1,3}(?:[,–-]\d{1,3})*\])+|[\u00b9\u00b2\u00b3\u2070-\u2079]+)/.exec(
    text.slice(end, Math.min(to, end + 24)),
  )
  if (behind) return end + behind[0].length
  const digits = /^\d{1,3}(?=\s+\p{Lu})/u.exec(text.slice(end, Math.min(to, end + 8)))
  return digits && /\p{Ll}{3}$/u.test(text.slice(Math.max(0, at - 3), at)) ? end + digits[0].length : end
}

/** Whether a single full stop at `at`, followed by white space and a plausible beginning at `first`, ends a sentence. */
function stopEnds(text: string, at: number, start: number, first: number, to: number): boolean {
  let from = at
  while (from > start && !isSpace(text[from - 1]!) && !OPENERS.has(text[from - 1]!)) from--
  const word = text.slice(from, at).toLowerCase()
  // A list number or letter at the very beginning: "1. Open the gate."
  if (from === start && /^(?:\d{1,3}|[a-z])$/.test(word)) return false
  if (NEVER_FINAL.has(word)) return NUMBERED.has(word) ? !isDigit(text[first]!) : false
  const next = wordAt(text, first, to)
  if (word === "a.m" || word === "p.m")
    return next !== "" && !isDigit(next[0]!) && !AFTER_TIME.test(next) && !isZone(next)
  if (SELDOM_FINAL.has(word)) return STARTERS.has(next.toLowerCase())
  // An initial: "J. Amsel"; a letter that closes a name ("Bloc B.") is followed by a usual first word.
  if (/^\p{L}$/u.test(word) && isUpper(text[from]!)) return word !== "i" && STARTERS.has(next.toLowerCase())
  if (/^(?:\p{L}\.)+\p{L}$/u.test(word)) return STARTERS.has(next.toLowerCase())
  return true
}

/** A page that lost the space between two sentences: "the ford.Then", "Why?They"; not "example.Com", not "3.Two". */
function glued(text: string, at: number, next: number, to: number): boolean {
  if (!isUpper(text[next]!)) return false
  const before = /\p{Ll}{3}$/u.test(text.slice(Math.max(0, at - 12), at))
  const after = wordAt(text, next, to)
  return before && after.length >= 2 && /^\p{Lu}\p{Ll}+$/u.test(after) && !TOP_LEVEL.has(after.toLowerCase())
}

// Only the first letters of a word are looked at, so that a very long word costs nothing.
const LONGEST_LOOKED_AT = 24

function wordAt(text: string, from: number, to: number): string {
  return /^[\p{L}\p{N}'’]+/u.exec(text.slice(from, Math.min(to, from + LONGEST_LOOKED_AT)))?.[0] ?? ""
}

function skipSpace(text: string, from: number, to: number): number {
  let at = from
  while (at < to && isSpace(text[at]!)) at++
  return at
}
