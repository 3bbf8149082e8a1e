// What stands in a document beside its claims: quantities and dates, each with its place.
// Sentences go in one after another with the tokens that were made for the claims; a
// sentence that nobody tagged (a heading) is tagged only where it holds a number.

import type {Issue} from "../core/fault.ts"
import type {Document, Range, Sentence} from "../documents/index.ts"
import type {Dependencies, Token} from "../language/index.ts"
import {readIso} from "./calendar.ts"
import {datedBy} from "./dated.ts"
import {type Clock, dateSpans, figureOrder} from "./dates.ts"
import {lexemesIn, tagged} from "./lexemes.ts"
import type {DateMention, Quantity} from "./mention.ts"
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
  read(tokens: readonly Token[], tree: Dependencies | null): void
  /** Reads what is left, and gives all. */
  done(): Mentions
}

/**
 * Begins to read the numbers and dates of a document.
 * @param said    its sentences, in order; headings are read too.
 * @param tokens  makes tokens for a sentence that was not read for claims.
 */
export function mentionReader(document: Document, said: readonly Sentence[], tokens: Tokeniser): MentionReader {
  const text = document.plain ?? document.text
  const clock: Clock = {today: readIso(document.date), told: null, figures: figureOrder(text)}
  const quantities: Quantity[] = []
  const dates: DateMention[] = []
  const issues: Issue[] = []
  let at = 0
  let passage = -1
  const readSentence = (sentence: Sentence, made: () => readonly Token[], tree: Dependencies | null = null) => {
    if (clock.today && sentence.passage !== passage) clock.told = null
    passage = sentence.passage
    const words = tagged(text, lexemesIn(text, sentence), made)
    const spans = dateSpans(words, clock)
    const heading = sentence.role === "title" || sentence.role === "heading"
    for (const quantity of quantitiesIn(words, spans, document.file, heading, tree))
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
    read(made, tree) {
      const first = made[0]
      if (!first) return
      while (at < said.length && said[at]!.to <= first.from) untagged(said[at++]!)
      if (at < said.length && said[at]!.from <= first.from) readSentence(said[at++]!, () => made, tree)
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
