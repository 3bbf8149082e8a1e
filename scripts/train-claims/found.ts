// Marked claims as the reader finds them, for what is learnt about claims once they are found: how they are held out, and who
// says them. In: texts with their marks. Out: each claim in the tree of its sentence, where the reader has it, or, where it has none,
// where it is marked.

import {decide} from "../../src/claims/decide.ts"
import type {Told} from "../../src/claims/held.ts"
import type {Proposal} from "../../src/claims/proposal.ts"
import type {ScorerWeights} from "../../src/claims/scorer.ts"
import type {Document, Range} from "../../src/documents/index.ts"
import {AFTER, placeOf} from "../../src/gold/casebook.ts"
import {type Dependencies, type English, type Span, sentences, splitSentences} from "../../src/language/index.ts"
import {givenTokens, parse} from "../../src/language/parse.ts"
import type {HeldPiece, Marked, Place} from "../../test/annotated/texts.ts"
import {BEDS, documentsOf, marksOf} from "../../test/beds/beds.ts"
import {allCases, type Case} from "../../test/claims/casebook.ts"
import {readSet} from "../../test/claims/measure.ts"

type Claimed = {readonly cause: Place; readonly effect: Place}

/** A claim in its sentence; `proposal` is null where the reader does not find it. */
export type Found<C> = {
  readonly claim: C
  readonly text: string
  readonly told: Told
  readonly proposal: Proposal | null
}

/** What reads: English, and the weights of the scorer. */
export type Means = {readonly english: English; readonly scorer: ScorerWeights}

function sentenceOf({english, scorer}: Means, text: string, range: Range) {
  const {given, legible, asked} = givenTokens(english, text, range)
  if (!legible || asked) return null
  const {dependencies: d} = parse(given, english)
  return d && {d, proposals: decide(d, scorer, false)}
}

/** The tokens that a place covers; null where it covers none. */
export function spanOf(d: Dependencies, [from, to]: Place): Span | null {
  const start = d.tokens.findIndex((token) => token.to > from)
  const end = d.tokens.findLastIndex((token) => token.from < to) + 1
  return start >= 0 && end > start ? {start, end} : null
}

const shares = (a: Span, b: Span): boolean =>
  2 * (Math.min(a.end, b.end) - Math.max(a.start, b.start)) >= Math.min(a.end - a.start, b.end - b.start)

/** The claims of a text, each with the sentences behind its own. @param ranges  of its sentences. */
function foundIn<C extends Claimed>(
  means: Means,
  text: string,
  ranges: readonly Range[],
  claims: readonly C[],
): Found<C>[] {
  if (claims.length === 0) return []
  const read = ranges.map((range) => sentenceOf(means, text, range))
  return claims.flatMap((claim): Found<C>[] => {
    const {cause, effect} = claim
    const nth = ranges.findIndex(
      (range) => cause[0] >= range.from && effect[0] >= range.from && cause[1] <= range.to && effect[1] <= range.to,
    )
    const sentence = read[nth]
    if (!sentence) return []
    const {d, proposals} = sentence
    const [c, e] = [spanOf(d, cause), spanOf(d, effect)]
    if (!c || !e) return []
    const proposal = proposals.find((one) => shares(one.cause, c) && shares(one.effect, e)) ?? null
    const between = Math.min(c.end, e.end)
    const after = [read[nth + 1], read[nth + 2]].flatMap((next) =>
      next ? [{d: next.d, tells: next.proposals.length > 0}] : [],
    )
    const told: Told = {
      d,
      cause: proposal?.cause ?? c,
      effect: proposal?.effect ?? e,
      signal: proposal?.signal ?? {start: between, end: between + 1},
      after,
    }
    return [{claim, text, told, proposal}]
  })
}

const whole = (text: string): Range[] => splitSentences(text, {from: 0, to: text.length})

/** Invented pieces of some sentences with one claim each. */
export const ofPieces = (means: Means, pieces: readonly HeldPiece[]): Found<HeldPiece>[] =>
  pieces.flatMap((piece) => foundIn(means, piece.text, whole(piece.text), [piece]))

/** Single sentences with their claims. */
export const ofSentences = (
  means: Means,
  sentences: readonly {readonly text: string; readonly claims: readonly Marked[]}[],
): Found<Marked>[] => sentences.flatMap(({text, claims}) => foundIn(means, text, [{from: 0, to: text.length}], claims))

/** The cases, or others told as they are, each as it is read: with a sentence behind it. */
export const ofCases = (means: Means, cases: readonly Case[] = allCases()) =>
  cases.flatMap(({sentence, wanted}) => {
    const text = `${sentence}${AFTER}`
    const claims = wanted.flatMap(({cause, effect, sign, flags}) => {
      const [c, e] = [placeOf(sentence, cause), placeOf(sentence, effect)]
      return c && e ? [{cause: [c.from, c.to] as const, effect: [e.from, e.to] as const, sign, flags}] : []
    })
    return foundIn(means, text, whole(text), claims)
  })

type Placed = {readonly file: string; readonly cause: Range; readonly effect: Range}

/** The claims of a document among its sentences; `marked` is what was marked of each. */
function ofDocument<M extends Placed>(means: Means, document: Document, claims: readonly M[]) {
  const prose = sentences(document).filter(({role}) => role === "paragraph" || role === "item")
  const own = claims
    .filter(({file}) => file === document.file)
    .map((marked) => ({
      marked,
      cause: [marked.cause.from, marked.cause.to] as const,
      effect: [marked.effect.from, marked.effect.to] as const,
    }))
  return foundIn(means, document.plain ?? document.text, prose, own)
}

/** The marked folders that are worked with. */
export const ofBeds = (means: Means) =>
  BEDS.map((bed) => ({bed, marks: marksOf(bed)}))
    .filter(({marks}) => marks.use === "work")
    .flatMap(({bed, marks}) => documentsOf(bed).flatMap((document) => ofDocument(means, document, marks.claims)))

/** An annotated set of documents. */
export function ofDocuments(means: Means, set: Parameters<typeof readSet>[0]) {
  const found = readSet(set)
  if ("skipped" in found) throw new Error(`What is learnt from ${set} is not there: ${found.skipped}`)
  return found.documents.flatMap((document) => ofDocument(means, document, found.gold.claims))
}
