// From what a language model proposes to a claim, or to the reason why it is none.
//
// Nothing of a proposal is believed but its sign and flags: its quote is looked for in the piece the model was shown,
// its cause and effect within that quote, and every offset is worked out here. A claim then goes the way of the rules'
// claims: what varies and which way is read from the document's own words (phrase.ts), not from the model's.

import {shortId} from "../../core/ids.ts"
import type {Document, Range, Sentence, Words} from "../../documents/index.ts"
import {type English, type Span, treeOf} from "../../language/index.ts"
import type {Claim, Phrase} from "../claim.ts"
import {type Clauses, clausesOf} from "../clauses.ts"
import {phraseOf, pointsBack} from "../phrase.ts"
import {unmarked} from "../reader.ts"
import {spellRule} from "../rule.ts"
import {folded, type Piece, placeOf} from "./piece.ts"
import type {Proposal} from "./prompt.ts"

/** Why a proposal is no claim, as people read it. */
export type Refusal =
  | "not of the shape that was asked for"
  | "the quote is not in the text"
  | "the cause is not in its quote"
  | "the effect is not in its quote"
  | "cause and effect overlap"
  | "the quote is longer than a statement"
  | "a question claims nothing"
  | "told twice"
  | "a side names nothing"
  | "the rules read the other sign"
  | "the rules read it the other way round"
  | "more than one piece can hold"

/** Below the least that a rule gives: a model's word alone is worth less than a rule's. */
const MODEL_CONFIDENCE = 0.3

/** A claim that reaches over more sentences is a summary, not a statement. */
const MOST_SENTENCES = 3
/** The same words stand in one piece more often only where somebody means to keep us busy. */
const MOST_PLACES = 20
/** A longer phrase tells a story, and no factor comes of it. In tokens. */
const LONGEST_PHRASE = 60

/** A phrase without a word of these parts of speech is "the", "in" or "very". */
const NAMING: ReadonlySet<string> = new Set(["NOUN", "PROPN", "PRON", "VERB", "ADJ", "NUM", "X"])
/** Words that can stand for others where they open a phrase. */
const POINTERS = new Set(["it", "its", "they", "them", "their", "this", "that", "these", "those", "such", "he", "she"])

/** The proposals of one model about one document, accepted one by one. */
export class Acceptance {
  private readonly document: Document
  private readonly prose: readonly Sentence[]
  private readonly english: English
  private readonly reader: string
  private readonly read = new Map<Range, Clauses>()
  private readonly told = new Set<string>()

  /**
   * @param said    the document's sentences, in order.
   * @param reader  as claims carry it: "llm:NAME".
   */
  constructor(document: Document, said: readonly Sentence[], english: English, reader: string) {
    this.document = document
    this.prose = said.filter(({role}) => role === "paragraph" || role === "item")
    this.english = english
    this.reader = reader
  }

  /** One proposal about `piece`. The id of a claim is not yet told from those of others with the same words. */
  accept(piece: Piece, proposal: Proposal): Claim | Refusal {
    let refusal: Refusal = "the quote is not in the text"
    for (const quote of placesIn(piece.plain, proposal.quote, {from: 0, to: piece.plain.length})) {
      const found = this.at(piece, quote, proposal)
      if (typeof found !== "string") return found
      refusal = found
      // Only what is told twice may be meant of the next place where the same words stand.
      if (refusal !== "told twice") break
    }
    return refusal
  }

  /** The proposal read with its quote at one place. */
  private at(piece: Piece, quote: Range, proposal: Proposal): Claim | Refusal {
    const causes = placesIn(piece.plain, proposal.cause, quote)
    if (causes.length === 0) return "the cause is not in its quote"
    const effects = placesIn(piece.plain, proposal.effect, quote)
    if (effects.length === 0) return "the effect is not in its quote"
    let refusal: Refusal = "cause and effect overlap"
    for (const cause of causes)
      for (const effect of effects) {
        if (cause.from < effect.to && effect.from < cause.to) continue
        const claim = this.claimOf(piece, quote, cause, effect, proposal)
        if (typeof claim !== "string") return claim
        refusal = claim
        if (refusal !== "told twice") return refusal
      }
    return refusal
  }

  private claimOf(piece: Piece, quote: Range, cause: Range, effect: Range, proposal: Proposal): Claim | Refusal {
    const {text} = this.document
    const [one, other] = [placeOf(piece, cause), placeOf(piece, effect)]
    const told = `${one.from}-${one.to}:${other.from}-${other.to}`
    if (this.told.has(told)) return "told twice"
    // The quote is the sentences that hold the two sides, whatever the model quoted around them.
    const sentences = this.sentencesOver({from: Math.min(one.from, other.from), to: Math.max(one.to, other.to)})
    const [first, last] = [sentences[0], sentences.at(-1)]
    if (!first || !last || sentences.length > MOST_SENTENCES) return "the quote is longer than a statement"
    if (sentences.some((sentence) => /[?]["'”’)\]]*$/.test(text.slice(sentence.from, sentence.to))))
      return "a question claims nothing"
    const earlier = {piece, before: 0}
    const causePhrase = this.phrase(one, {...earlier, before: cause.from}, proposal.cause_refers)
    if (typeof causePhrase === "string") return causePhrase
    const effectPhrase = this.phrase(other, {...earlier, before: effect.from}, proposal.effect_refers)
    if (typeof effectPhrase === "string") return effectPhrase
    if (causePhrase.from < effectPhrase.to && effectPhrase.from < causePhrase.to) return "cause and effect overlap"
    this.told.add(told)
    const quoted = wordsAt(text, {from: first.from, to: last.to})
    const wordsOf = (words: string | null): string | null => {
      const place = words === null ? undefined : placesIn(piece.plain, words, quote)[0]
      return place ? piece.text.slice(place.from, place.to) : null
    }
    const signal = signalOf(piece, quote, [cause, effect], proposal.signal)
    return {
      id: shortId(this.document.file, quoted.text, causePhrase.text, effectPhrase.text),
      file: this.document.file,
      quote: quoted,
      cause: causePhrase,
      effect: effectPhrase,
      ...(signal ? {signal: wordsAt(text, signal)} : {}),
      sign: proposal.sign,
      condition: proposal.condition,
      hedge: wordsOf(proposal.hedge),
      denied: proposal.denied,
      refuted: proposal.refuted,
      time: proposal.time,
      by: wordsOf(proposal.by),
      lag: wordsOf(proposal.lag),
      strength: wordsOf(proposal.strength),
      reader: this.reader,
      confidence: MODEL_CONFIDENCE,
      why: {rule: spellRule({kind: "a language model's word"}), words: signal ? [signal] : [one, other]},
    }
  }

  /** The words at `range` as a phrase, or why they are none. */
  private phrase(range: Range, earlier: {piece: Piece; before: number}, refers: string | null): Phrase | Refusal {
    const [sentence, more] = this.sentencesOver(range)
    if (!sentence || more) return "the quote is longer than a statement"
    const clauses = this.clausesOf(sentence)
    const span = spanOver(clauses, range)
    if (!span || !clauses.d.tokens.slice(span.start, span.end).some(({tag}) => NAMING.has(tag)))
      return "a side names nothing"
    if (span.end - span.start > LONGEST_PHRASE) return "the quote is longer than a statement"
    const points = pointsBack(clauses, span) || POINTERS.has(clauses.d.lower(span.start))
    const named = points && refers !== null ? namedBefore(earlier.piece, earlier.before, refers) : undefined
    return unmarked(phraseOf(clauses, this.document.text, span, named), this.document)
  }

  private clausesOf(sentence: Range): Clauses {
    let clauses = this.read.get(sentence)
    if (!clauses) {
      const tokens = this.english.tokens(this.document.plain ?? this.document.text, sentence)
      clauses = clausesOf(treeOf(tokens, this.english))
      this.read.set(sentence, clauses)
    }
    return clauses
  }

  /** The sentences that share a character with `range`, by halving. */
  private sentencesOver({from, to}: Range): readonly Sentence[] {
    let low = 0
    let high = this.prose.length
    while (low < high) {
      const middle = (low + high) >> 1
      if (this.prose[middle]!.to <= from) low = middle + 1
      else high = middle
    }
    let end = low
    while (end < this.prose.length && this.prose[end]!.from < to) end++
    return this.prose.slice(low, end)
  }
}

const wordsAt = (text: string, {from, to}: Range): Words => ({from, to, text: text.slice(from, to)})

/** Tokens of `range`, without stops and quotes at its ends; null where nothing is left. */
function spanOver(clauses: Clauses, {from, to}: Range): Span | null {
  const {tokens} = clauses.d
  let start = tokens.findIndex((token) => token.to > from)
  if (start === -1) return null
  let end = start
  while (end < tokens.length && tokens[end]!.from < to) end++
  while (start < end && tokens[start]!.tag === "PUNCT") start++
  while (end > start && tokens[end - 1]!.tag === "PUNCT") end--
  return start < end ? {start, end} : null
}

const isLetter = (letter: string | undefined): boolean => letter !== undefined && /[\p{L}\p{N}]/u.test(letter)

/**
 * Where `words` stand within a stretch of a piece, in order, white space folded and marks plain. A word is found as a
 * whole: "rain" is not in "train".
 */
function placesIn(plain: string, words: string, {from, to}: Range): Range[] {
  const wanted = trimmed(folded(words))
  const found: Range[] = []
  if (wanted === "") return found
  for (
    let at = plain.indexOf(wanted, from);
    at !== -1 && at + wanted.length <= to;
    at = plain.indexOf(wanted, at + 1)
  ) {
    const end = at + wanted.length
    const whole =
      !(isLetter(plain[at - 1]) && isLetter(plain[at])) && !(isLetter(plain[end - 1]) && isLetter(plain[end]))
    if (whole) found.push({from: at, to: end})
    if (found.length === MOST_PLACES) break
  }
  return found
}

/** Without quotes around it and stops behind it, which models add and leave out as they like. */
function trimmed(words: string): string {
  return words.replace(/^["'\s]+/, "").replace(/(?<!["'\s.,;:])["'\s.,;:]+$/, "")
}

/** The words that join two sides, where they stand in the quote beside both. */
function signalOf(piece: Piece, quote: Range, sides: readonly Range[], words: string | null): Range | null {
  if (words === null) return null
  const apart = placesIn(piece.plain, words, quote).find((place) =>
    sides.every((side) => place.to <= side.from || side.to <= place.from),
  )
  return apart ? placeOf(piece, apart) : null
}

/** What an anaphor stands for, as worded before it; the nearest where the words stand there several times. */
function namedBefore(piece: Piece, before: number, words: string): string | undefined {
  const place = placesIn(piece.plain, words, {from: 0, to: before}).at(-1)
  return place && piece.text.slice(place.from, place.to)
}
