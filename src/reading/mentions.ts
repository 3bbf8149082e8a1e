// What stands in the documents beside claims: quantities, dates, and who acts. Each mention
// keeps its place. Sentences go in one after another with the tokens that were made for the
// claims; a sentence that nobody tagged (a heading) is tagged only where it holds a number.

import type {Issue} from "../fault.ts"
import {slug} from "../ids.ts"
import {beginning} from "../prefixes.ts"
import type {Token} from "../syntax/index.ts"
import type {Document, Range, Sentence} from "../text/index.ts"
import {readIso} from "./calendar.ts"
import type {Actor, Claim, DateMention, Quantity} from "./claim.ts"
import {datedBy} from "./dated.ts"
import {type Clock, dateSpans, figureOrder} from "./dates.ts"
import {lexemesIn, tagged} from "./lexemes.ts"
import {quantitiesIn} from "./quantities.ts"

/** What one document holds beside claims. */
export type Mentions = {
  readonly quantities: readonly Quantity[]
  readonly dates: readonly DateMention[]
  /** Dates in figures that can be read two ways, and were read one. */
  readonly issues: readonly Issue[]
}

/** Makes the tokens of a sentence, or hands over those that were made. */
export type Tokeniser = (text: string, range: Range) => readonly Token[]

/** A document's mentions, read sentence by sentence. */
export type MentionReader = {
  /** The tokens of the next sentence that was read for claims; sentences passed over since are read first. */
  hear(tokens: readonly Token[]): void
  /** Reads what is left, and gives all. */
  done(): Mentions
}

/**
 * Begins to read the numbers and dates of a document.
 * @param said    its sentences, in order; headings are read too.
 * @param tokens  makes tokens for a sentence that was not heard.
 */
export function mentionReader(document: Document, said: readonly Sentence[], tokens: Tokeniser): MentionReader {
  const text = document.plain ?? document.text
  const clock: Clock = {today: readIso(document.date), told: null, figures: figureOrder(text)}
  const quantities: Quantity[] = []
  const dates: DateMention[] = []
  const issues: Issue[] = []
  let at = 0
  const readSentence = (sentence: Sentence, made: () => readonly Token[]) => {
    const words = tagged(text, lexemesIn(text, sentence), made)
    const spans = dateSpans(words, clock)
    const heading = sentence.role === "title" || sentence.role === "heading"
    for (const quantity of quantitiesIn(words, spans, document.file, heading))
      quantities.push(unmasked(quantity, document))
    for (const span of spans) {
      if (!span.date) continue
      const from = words.lexemes[span.start]!.from
      const to = words.lexemes[span.end - 1]!.to
      const quote = {from, to, text: document.text.slice(from, to)}
      dates.push({file: document.file, quote, ...span.date, of: datedBy(words, span, spans)})
      if (span.orElse) issues.push(ambiguous(document.file, quote.text, span.date.from, span.orElse))
    }
  }
  const untagged = (sentence: Sentence) => readSentence(sentence, () => tokens(text, sentence))
  return {
    hear(heard) {
      const first = heard[0]
      if (!first) return
      while (at < said.length && said[at]!.to <= first.from) untagged(said[at++]!)
      if (at < said.length && said[at]!.from <= first.from) readSentence(said[at++]!, () => heard)
    },
    done() {
      while (at < said.length) untagged(said[at++]!)
      return {quantities, dates, issues}
    },
  }
}

/** The mentions of a document, read in one go. */
export function mentionsOf(document: Document, said: readonly Sentence[], tokens: Tokeniser): Mentions {
  return mentionReader(document, said, tokens).done()
}

/** A quantity with its quote as the document has it, marks of Markdown included. */
function unmasked(quantity: Quantity, {text}: Document): Quantity {
  const {from, to} = quantity.quote
  return {...quantity, quote: {from, to, text: text.slice(from, to)}}
}

function ambiguous(file: string, written: string, taken: string, orElse: string): Issue {
  return {
    code: "reading/ambiguous-date",
    file,
    says: `"${written}" is ${taken} or ${orElse}; it is read as ${taken}`,
    next: "Write the month in letters, or one date of the document whose day is above 12: it settles the others.",
  }
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
  ..."january february march april may june july august september october november december".split(" "),
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
