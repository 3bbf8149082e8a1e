// The sentences that the scorer learns from: annotated ones, those of annotated documents, and the cases. In: what lies in test/
// and the shared folder. Out: each sentence with its tree, what is proposed for it, and which of that is marked.

import {readingsOf} from "../../src/claims/decide.ts"
import type {Reading} from "../../src/claims/features.ts"
import {VERBS} from "../../src/claims/lexicon/verbs.ts"
import {extentsIn, type Group, grouped} from "../../src/claims/scorer.ts"
import {groupBy} from "../../src/core/grouping.ts"
import type {Document} from "../../src/documents/index.ts"
import {talks} from "../../src/documents/talk.ts"
import {placeOf} from "../../src/gold/index.ts"
import type {Extent} from "../../src/language/extents.ts"
import {type Dependencies, type English, type Span, sentences, splitSentences} from "../../src/language/index.ts"
import {givenTokens, parse} from "../../src/language/parse.ts"
import {likeness} from "../../test/annotated/score.ts"
import {
  type Annotated,
  type AnnotatedPart,
  annotated,
  heldPieces,
  inventedOf,
  isTalk,
  type Marked,
  type Place,
} from "../../test/annotated/texts.ts"
import {BEDS, documentsOf, marksOf} from "../../test/beds/beds.ts"
import {allCases} from "../../test/claims/casebook.ts"
import {allExamples, EXEMPLIFIED, pastOf} from "../../test/claims/lexicon.ts"
import {readSet} from "../../test/claims/measure.ts"

/** The spans that one side of a group may be, and whether each is as the phrase is marked. */
export type Bounds = {
  readonly side: "cause" | "effect"
  readonly extents: readonly Extent[]
  readonly right: readonly boolean[]
}

export type Learnt = {
  readonly sentence: Annotated
  readonly d: Dependencies
  readonly groups: readonly Group[]
  /** Of each group whether it is marked: 1, 0, or -1 where what is marked is optional. */
  readonly labels: readonly (-1 | 0 | 1)[]
  /** Of each group that is marked, its sides. */
  readonly bounds: readonly (readonly Bounds[])[]
  readonly weight: number
}

/** So much of both phrases' words must be those marked for a group to be the one that is marked, if its heads are in them. */
const NEAR = 0.25
const HALF = 0.5
/** Bounds are right that have so much of what the best of a side have. */
const AS_GOOD = 0.9

/** How much of a marked phrase a span of tokens has. */
function likenessOf(
  {sentence: {text}, d}: Pick<Learnt, "sentence" | "d">,
  span: Span,
  marked: Marked,
  side: Side,
): number {
  const place = [d.tokens[span.start]!.from, d.tokens[span.end - 1]!.to] as const
  return likeness(text, place, marked, side).score
}
type Side = "cause" | "effect"

/** Whether a reading has the phrases of some marked claim. */
export function isMarked(of: Pick<Learnt, "sentence" | "d">, {cause, effect}: Pick<Reading, Side>): boolean {
  return of.sentence.claims.some(
    (marked) => likenessOf(of, cause, marked, "cause") >= HALF && likenessOf(of, effect, marked, "effect") >= HALF,
  )
}

function learnt(
  english: English,
  sentence: Annotated,
  weight: number,
  {talk = false}: {readonly talk?: boolean} = {},
): Learnt | null {
  const {text, claims} = sentence
  const {given, legible, asked} = givenTokens(english, text, {from: 0, to: text.length})
  if (!legible || asked) return null
  const {dependencies: d} = parse(given, english)
  if (!d) return null
  const groups = grouped(d, readingsOf(d, talk))
  const of = {sentence, d}
  const inside = (i: number, [from, to]: readonly [number, number]) =>
    d.tokens[i]!.from >= from && d.tokens[i]!.from < to
  const labels: (-1 | 0 | 1)[] = []
  const bounds: Bounds[][] = []
  for (const group of groups) {
    const {heads} = group.reading
    let [required, optional, headed] = [0, 0, false]
    let target: {marked: Marked; fit: number} | null = null
    for (const marked of claims) {
      const own = inside(heads.cause, marked.cause) && inside(heads.effect, marked.effect)
      // From mark to mark stands much besides: such bounds say nothing of heads that are others.
      const most = (side: Side) =>
        Math.max(
          0,
          ...group.reading.drawn[side]().map(([how, span]) =>
            how === "flat" && !own ? 0 : likenessOf(of, span, marked, side),
          ),
        )
      const fit = Math.min(most("cause"), most("effect"))
      if (marked.optional) optional = Math.max(optional, fit)
      else {
        required = Math.max(required, fit)
        if (fit >= NEAR && own) headed = true
        const rank = fit + (own ? NEAR : 0)
        if (!target || rank > target.fit) target = {marked, fit: rank}
      }
    }
    const label = required >= HALF || headed ? 1 : optional >= 0.35 ? -1 : 0
    labels.push(label)
    bounds.push(label === 1 && target ? boundsOf(of, group, target.marked) : [])
  }
  return {sentence, d, groups, labels, bounds, weight}
}

/** The spans that each side of a group may be, held against a claim; sides of which none is right are left out. */
function boundsOf(of: Pick<Learnt, "sentence" | "d">, group: Group, marked: Marked): Bounds[] {
  return (["cause", "effect"] as const).flatMap((side) => {
    const extents = extentsIn(of.d, group, side)
    const fits = extents.map((extent) => likenessOf(of, extent, marked, side))
    const best = Math.max(...fits)
    return best < HALF ? [] : [{side, extents, right: fits.map((fit) => fit >= Math.max(HALF, AS_GOOD * best))}]
  })
}

/** A part of the annotation, as it is learnt from or held against. */
export async function ofAnnotated(english: English, part: AnnotatedPart): Promise<Learnt[]> {
  const found = await annotated(part)
  if ("skipped" in found) throw new Error(`The scorer learns from the shared folder, and ${found.skipped}`)
  return found.flatMap((sentence) => learnt(english, sentence, 1) ?? [])
}

/** Invented sentences of one file. */
export const ofInvented = (english: English, name: Parameters<typeof inventedOf>[0], weight: number): Learnt[] =>
  inventedOf(name).flatMap((sentence) => learnt(english, sentence, weight, {talk: isTalk(name)}) ?? [])

/** The sentences of pieces that hold one claim out in some way; pieces of one text have its claims together. */
export function ofHeld(english: English, weight: number): Learnt[] {
  const byText = groupBy(heldPieces("held"), ({text}) => text)
  return [...byText].flatMap(([text, pieces]) =>
    splitSentences(text, {from: 0, to: text.length}).flatMap(({from, to}, i) => {
      const moved = ([start, end]: Place): Place => [start - from, end - from]
      const claims = pieces
        .filter(({cause, effect}) => [cause, effect].every((place) => place[0] >= from && place[1] <= to))
        .map(({cause, effect, sign}) => ({cause: moved(cause), effect: moved(effect), sign}))
      return learnt(english, {id: `${pieces[0]!.id}:${i}`, text: text.slice(from, to), claims}, weight) ?? []
    }),
  )
}

/** Sentences of an annotated set of documents; a claim whose phrases stand in two sentences is left out. */
export function ofDocuments(english: English, set: Parameters<typeof readSet>[0], weight: number): Learnt[] {
  const read = readSet(set)
  if ("skipped" in read) throw new Error(`The scorer learns from ${set}, and ${read.skipped}`)
  return read.documents.flatMap((document) => ofDocument(english, document, read.gold.claims, weight))
}

/** Sentences of the marked folders that are worked with; those that are only scored are not looked at. */
export function ofBeds(english: English, weight: number): Learnt[] {
  return BEDS.map((bed) => ({bed, marks: marksOf(bed)}))
    .filter(({marks}) => marks.use === "work")
    .flatMap(({bed, marks}) =>
      documentsOf(bed).flatMap((document) => ofDocument(english, document, marks.claims, weight)),
    )
}

/** A claim of a document, with the places of its phrases in it. */
type Told = {
  readonly file: string
  readonly cause: {readonly from: number; readonly to: number}
  readonly effect: {readonly from: number; readonly to: number}
  readonly sign?: "+" | "-" | "0" | "unclear" | undefined
  readonly optional?: boolean | undefined
}

function ofDocument(english: English, document: Document, claims: readonly Told[], weight: number): Learnt[] {
  const words = document.plain ?? document.text
  const own = claims.filter(({file}) => file === document.file)
  const said = sentences(document)
  const prose = said.filter(({role}) => role === "paragraph" || role === "item")
  const talk = talks(document, said)
  return prose.flatMap(({from, to}, i) => {
    const within = own
      .filter(({cause, effect}) => [cause, effect].every((phrase) => phrase.from >= from && phrase.to <= to))
      .map(
        ({cause, effect, sign, optional}): Marked => ({
          cause: [cause.from - from, cause.to - from],
          effect: [effect.from - from, effect.to - from],
          sign: sign === "unclear" || sign === undefined ? "?" : sign,
          ...(optional && {optional}),
        }),
      )
    const sentence = {id: `${document.file}:${i}`, text: words.slice(from, to), claims: within}
    return learnt(english, sentence, weight, {talk}) ?? []
  })
}

/** The sentences that stand in the lexicon beside its words, with the first verb of each family. */
export function ofLexicon(english: English, weight: number): Learnt[] {
  const verbs = VERBS.map(({example, lemmas}) => ({...example, text: example.text.replace("{}", pastOf(lemmas[0]!))}))
  return [...verbs, ...EXEMPLIFIED.map((each) => ({sign: "?" as const, ...each.example}))].flatMap(
    ({text, cause, effect, sign}) => {
      const place = (words: string) => [text.indexOf(words), text.indexOf(words) + words.length] as const
      if (!text.includes(cause) || !text.includes(effect)) return []
      const marked: Marked = {cause: place(cause), effect: place(effect), sign: sign === "unclear" ? "?" : sign}
      return learnt(english, {id: text, text, claims: [marked]}, weight) ?? []
    },
  )
}

/** The cases of one sentence, and the lexicon's own examples. */
export function ofCases(english: English, weight: number): Learnt[] {
  return [...allCases(), ...allExamples()].flatMap(({sentence: text, title, wanted}) => {
    if (splitSentences(text, {from: 0, to: text.length}).length !== 1) return []
    const claims = wanted.flatMap(({cause, effect, sign}): Marked[] => {
      const [c, e] = [placeOf(text, cause), placeOf(text, effect)]
      return c && e
        ? [{cause: [c.from, c.to], effect: [e.from, e.to], sign: sign === "unclear" || sign === null ? "?" : sign}]
        : []
    })
    return claims.length < wanted.length ? [] : (learnt(english, {id: title, text, claims}, weight) ?? [])
  })
}
