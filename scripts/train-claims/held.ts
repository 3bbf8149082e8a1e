// How claims are held out, learnt. In: texts with their claims and how each is held out. Out: the weights of src/claims/held.ts.

import {AFTER} from "../../src/claims/casebook.ts"
import {clausesOf} from "../../src/claims/clauses.ts"
import {decide} from "../../src/claims/decide.ts"
import {HELD, type Held, heldFacts, heldNumbers, type Told} from "../../src/claims/held.ts"
import {parse} from "../../src/claims/parse.ts"
import type {Proposal} from "../../src/claims/proposal.ts"
import {givenTokens} from "../../src/claims/reader.ts"
import {attribution} from "../../src/claims/saying.ts"
import type {ScorerWeights} from "../../src/claims/scorer.ts"
import {placeOf} from "../../src/claims/whole.ts"
import type {Document, Range} from "../../src/documents/index.ts"
import {type Dependencies, type English, type Span, sentences, splitSentences} from "../../src/language/index.ts"
import {type Annotated, type AnnotatedPart, annotated, type HeldPiece, type Place} from "../../test/annotated/texts.ts"
import {BEDS, documentsOf, marksOf} from "../../test/beds/beds.ts"
import {allCases} from "../../test/claims/casebook.ts"
import {readSet} from "../../test/claims/measure.ts"
import type {FitOptions} from "./fit.ts"
import {fitted, numbersOf} from "./learn.ts"

/** A claim with how it is held out: null where it is the writer's own. */
type HeldClaim = {readonly cause: Place; readonly effect: Place; readonly held: Held | null}

/** A claim in its sentences, how it is held out, and what that weighs. */
export type HeldExample = {readonly told: Told; readonly held: Held | null; readonly weight: number}

const OPTIONS: FitOptions = {passes: 20, l2: 1, rate: 0.08, drop: 0.3, orders: 3}
/** Facts of fewer claims are not weighed. */
const LEAST = 2

type ReadSentence = {
  readonly d: Dependencies
  readonly proposals: readonly Proposal[]
}

function sentenceOf(english: English, text: string, range: Range, scorer: ScorerWeights): ReadSentence | null {
  const {given, legible, asked} = givenTokens(english, text, range)
  if (!legible || asked) return null
  const {dependencies: d} = parse(given, english)
  return d && {d, proposals: decide(d, scorer)}
}

/** The tokens that a place covers; null where it covers none. */
function spanOf(d: Dependencies, [from, to]: Place): Span | null {
  const start = d.tokens.findIndex((token) => token.to > from)
  const end = d.tokens.findLastIndex((token) => token.from < to) + 1
  return start >= 0 && end > start ? {start, end} : null
}

const shares = (a: Span, b: Span): boolean =>
  2 * (Math.min(a.end, b.end) - Math.max(a.start, b.start)) >= Math.min(a.end - a.start, b.end - b.start)

/** Claims of one text as examples: each where the reader finds it, or, where it does not, where it is marked. */
function examplesOf(
  english: English,
  scorer: ScorerWeights,
  text: string,
  ranges: readonly Range[],
  claims: readonly HeldClaim[],
  weight: number,
): HeldExample[] {
  if (claims.length === 0) return []
  const read = ranges.map((range) => sentenceOf(english, text, range, scorer))
  return claims.flatMap(({cause, effect, held}): HeldExample[] => {
    const nth = ranges.findIndex(
      (range) => cause[0] >= range.from && effect[0] >= range.from && cause[1] <= range.to && effect[1] <= range.to,
    )
    const sentence = read[nth]
    if (!sentence) return []
    const {d, proposals} = sentence
    const [c, e] = [spanOf(d, cause), spanOf(d, effect)]
    if (!c || !e) return []
    const proposal = proposals.find((one) => shares(one.cause, c) && shares(one.effect, e))
    // What the reader holds for denied already is asked nothing.
    if (proposal && (proposal.denied || attribution(clausesOf(d), text, proposal).denies)) return []
    const between = Math.min(c.end, e.end)
    const signal = proposal?.signal ?? {start: between, end: between + 1}
    return [
      {
        told: {
          d,
          cause: proposal?.cause ?? c,
          effect: proposal?.effect ?? e,
          signal,
          after: [read[nth + 1], read[nth + 2]].flatMap((next) =>
            next ? [{d: next.d, tells: next.proposals.length > 0}] : [],
          ),
        },
        held,
        weight,
      },
    ]
  })
}

const whole = (text: string): Range[] => splitSentences(text, {from: 0, to: text.length})

/** Invented pieces: nearly all of what is known about how claims are held out. */
export const ofPieces = (
  english: English,
  scorer: ScorerWeights,
  pieces: readonly HeldPiece[],
  weight: number,
): HeldExample[] =>
  pieces.flatMap(({text, cause, effect, held}) =>
    examplesOf(english, scorer, text, whole(text), [{cause, effect, held: held === "own" ? null : held}], weight),
  )

/** Annotated sentences: what is neither hedged nor denied in them is told as it is. */
export async function ofSentences(
  english: English,
  scorer: ScorerWeights,
  part: AnnotatedPart,
  weight: number,
): Promise<HeldExample[]> {
  const found = await annotated(part)
  if ("skipped" in found) throw new Error(`The scorer learns from the shared folder, and ${found.skipped}`)
  return found.flatMap(({text, claims}: Annotated) =>
    examplesOf(
      english,
      scorer,
      text,
      [{from: 0, to: text.length}],
      claims.filter(({hedged, denied}) => !hedged && !denied).map(({cause, effect}) => ({cause, effect, held: null})),
      weight,
    ),
  )
}

const asHeld = (flags: ReadonlyMap<string, string | true>): Held | null =>
  flags.has("denied") ? "denied" : (HELD.find((one) => `${flags.get("hedge")}`.split(/\W+/).includes(one)) ?? null)

/** The cases, each as it is read: with a sentence behind it. */
export const ofHeldCases = (english: English, scorer: ScorerWeights, weight: number): HeldExample[] =>
  allCases().flatMap(({sentence, wanted}) => {
    const text = `${sentence}${AFTER}`
    return examplesOf(
      english,
      scorer,
      text,
      whole(text),
      wanted.flatMap(({cause, effect, flags}) => {
        const [c, e] = [placeOf(sentence, cause), placeOf(sentence, effect)]
        return c && e ? [{cause: [c.from, c.to] as const, effect: [e.from, e.to] as const, held: asHeld(flags)}] : []
      }),
      weight,
    )
  })

/** Claims of a document, each as it stands among the sentences there. */
function ofDocument(
  english: English,
  scorer: ScorerWeights,
  document: Document,
  claims: readonly {readonly file: string; readonly cause: Range; readonly effect: Range; readonly held: Held | null}[],
): HeldExample[] {
  const prose = sentences(document).filter(({role}) => role === "paragraph" || role === "item")
  const own = claims.filter(({file}) => file === document.file)
  const placed = own.map(({cause, effect, held}) => ({
    cause: [cause.from, cause.to] as const,
    effect: [effect.from, effect.to] as const,
    held,
  }))
  return examplesOf(english, scorer, document.plain ?? document.text, prose, placed, 1)
}

/** The marked folders that are worked with. */
export const ofHeldBeds = (english: English, scorer: ScorerWeights): HeldExample[] =>
  BEDS.map((bed) => ({bed, marks: marksOf(bed)}))
    .filter(({marks}) => marks.use === "work")
    .flatMap(({bed, marks}) => {
      const claims = marks.claims.map(({file, cause, effect, denied, hearsay}) => ({
        file,
        cause,
        effect,
        held: denied ? ("denied" as const) : hearsay === "rumour" ? ("rumoured" as const) : hearsay,
      }))
      return documentsOf(bed).flatMap((document) => ofDocument(english, scorer, document, claims))
    })

/** Examples that stand alone, each before sentences that have nothing to do with it: what stands behind mostly says nothing of a claim. */
export const beforeOthers = (examples: readonly HeldExample[], others: readonly HeldExample[]): HeldExample[] =>
  examples.flatMap((example, i) => {
    if (example.told.after.length > 0) return []
    const after = [2 * i, 2 * i + 1].map((k) => ({d: others[k % others.length]!.told.d, tells: k % 2 === 1}))
    return {...example, told: {...example.told, after}}
  })

/** An annotated set of documents: what has no word of doubt there is told as it is. */
export function ofHeldDocuments(
  english: English,
  scorer: ScorerWeights,
  set: Parameters<typeof readSet>[0],
): HeldExample[] {
  const found = readSet(set)
  if ("skipped" in found) throw new Error(`The scorer learns from ${set}, and ${found.skipped}`)
  const claims = found.gold.claims
    .filter(({hedge, denied, refuted}) => !hedge && !denied && !refuted)
    .map(({file, cause, effect}) => ({file, cause, effect, held: null}))
  return found.documents.flatMap((document) => ofDocument(english, scorer, document, claims))
}

/** Weights by the number of a fact turned for a way; own is what no way outweighs. */
export const learnHeld = (examples: readonly HeldExample[]): Map<number, number> =>
  fitted(
    examples.map(({told, held, weight}) => ({
      rivals: heldNumbers(heldFacts(told)).map(numbersOf),
      right: HELD.map((way) => way === held),
      weight,
      orNone: true,
    })),
    LEAST,
    OPTIONS,
  )
