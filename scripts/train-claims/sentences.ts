// The sentences that the scorer learns from: annotated ones, those of annotated documents, and the cases. In: what lies in test/
// and the shared folder. Out: each sentence with its tree, what is proposed for it, and which of that is marked.

import {readingsOf} from "../../src/claims/decide.ts"
import {VERBS} from "../../src/claims/lexicon.ts"
import {type FamilyBefore, propose} from "../../src/claims/propose.ts"
import {givenTokens} from "../../src/claims/reader.ts"
import {type Group, grouped} from "../../src/claims/scorer.ts"
import {placeOf} from "../../src/claims/whole.ts"
import {type Dependencies, type English, sentences, splitSentences} from "../../src/language/index.ts"
import {likeness} from "../../test/annotated/score.ts"
import {type Annotated, type AnnotatedPart, annotated, type Marked} from "../../test/annotated/texts.ts"
import {allCases} from "../../test/claims/casebook.ts"
import {allExamples, EXEMPLIFIED, pastOf} from "../../test/claims/lexicon.ts"
import {readSet} from "../../test/claims/measure.ts"

export type Learnt = {
  readonly sentence: Annotated
  readonly d: Dependencies
  readonly groups: readonly Group[]
  /** Of each group whether it is marked: 1, 0, or -1 where what is marked is optional. */
  readonly labels: readonly (-1 | 0 | 1)[]
  /** Of each reading of each group whether its bounds are. */
  readonly bounds: readonly (readonly boolean[])[]
  readonly weight: number
  /** Whether it is a single sentence of the annotation: confidence is calibrated by those. */
  readonly news: boolean
}

/** So much of both phrases' words must be those marked for a group to be the one that is marked, if its heads are in them. */
const NEAR = 0.25
const HALF = 0.5

/** What reads, and which families of the older rules stay silent. */
export type Reader = {readonly english: English; readonly leftOut: ReadonlySet<FamilyBefore>}

function learnt({english, leftOut}: Reader, sentence: Annotated, weight: number, news = false): Learnt | null {
  const {text, claims} = sentence
  const {given, legible, asked} = givenTokens(english, text, {from: 0, to: text.length})
  if (!legible || asked) return null
  const {dependencies: d, proposals} = propose(given, english, leftOut)
  if (!d) return null
  const groups = grouped(
    readingsOf(
      d,
      proposals.filter(({fromBefore}) => !fromBefore),
    ),
  )
  const place = (span: {start: number; end: number}) =>
    [d.tokens[span.start]!.from, d.tokens[span.end - 1]!.to] as const
  const inside = (i: number, [from, to]: readonly [number, number]) =>
    d.tokens[i]!.from >= from && d.tokens[i]!.from < to
  const labels: (-1 | 0 | 1)[] = []
  const bounds: boolean[][] = []
  for (const {readings} of groups) {
    let [required, optional, headed] = [0, 0, false]
    bounds.push(
      readings.map((reading) => {
        let best = 0
        for (const marked of claims) {
          const cause = likeness(text, place(reading.cause), marked, "cause").score
          const effect = likeness(text, place(reading.effect), marked, "effect").score
          const fit = Math.min(cause, effect)
          best = Math.max(best, fit)
          const own = inside(reading.heads.cause, marked.cause) && inside(reading.heads.effect, marked.effect)
          // From mark to mark stands much besides: such bounds say nothing of heads that are others.
          const drawn = reading.widths.includes("flat") && !own ? 0 : fit
          if (marked.optional) optional = Math.max(optional, drawn)
          else required = Math.max(required, drawn)
          if (!marked.optional && fit >= NEAR && own) headed = true
        }
        return best >= HALF
      }),
    )
    labels.push(required >= HALF || headed ? 1 : optional >= 0.35 ? -1 : 0)
  }
  return {sentence, d, groups, labels, bounds, weight, news}
}

/** A part of the annotation, as it is learnt from or held against. */
export async function ofAnnotated(reader: Reader, part: AnnotatedPart): Promise<Learnt[]> {
  const found = await annotated(part)
  if ("skipped" in found) throw new Error(`The scorer learns from the shared folder, and ${found.skipped}`)
  return found.flatMap((sentence) => learnt(reader, sentence, 1, true) ?? [])
}

/** Sentences of an annotated set of documents; a claim whose phrases stand in two sentences is left out. */
export function ofDocuments(reader: Reader, set: Parameters<typeof readSet>[0], weight: number): Learnt[] {
  const read = readSet(set)
  if ("skipped" in read) throw new Error(`The scorer learns from ${set}, and ${read.skipped}`)
  return read.documents.flatMap((document) => {
    const words = document.plain ?? document.text
    const own = read.gold.claims.filter(({file}) => file === document.file)
    return sentences(document)
      .filter(({role}) => role === "paragraph" || role === "item")
      .flatMap(({from, to}, i) => {
        const claims = own
          .filter(({cause, effect}) => [cause, effect].every((phrase) => phrase.from >= from && phrase.to <= to))
          .map(
            ({cause, effect, sign, optional}): Marked => ({
              cause: [cause.from - from, cause.to - from],
              effect: [effect.from - from, effect.to - from],
              sign: sign === "unclear" || sign === undefined ? "?" : sign,
              ...(optional && {optional}),
            }),
          )
        return learnt(reader, {id: `${document.file}:${i}`, text: words.slice(from, to), claims}, weight) ?? []
      })
  })
}

/** The sentences that stand in the lexicon beside its words, with the first verb of each family. */
export function ofLexicon(reader: Reader, weight: number): Learnt[] {
  const verbs = VERBS.map(({example, lemmas}) => ({...example, text: example.text.replace("{}", pastOf(lemmas[0]!))}))
  return [...verbs, ...EXEMPLIFIED.map((each) => ({sign: "?" as const, ...each.example}))].flatMap(
    ({text, cause, effect, sign}) => {
      const place = (words: string) => [text.indexOf(words), text.indexOf(words) + words.length] as const
      if (!text.includes(cause) || !text.includes(effect)) return []
      const marked: Marked = {cause: place(cause), effect: place(effect), sign: sign === "unclear" ? "?" : sign}
      return learnt(reader, {id: text, text, claims: [marked]}, weight) ?? []
    },
  )
}

/** The cases of one sentence, and the lexicon's own examples. */
export function ofCases(reader: Reader, weight: number): Learnt[] {
  return [...allCases(), ...allExamples()].flatMap(({sentence: text, title, wanted}) => {
    if (splitSentences(text, {from: 0, to: text.length}).length !== 1) return []
    const claims = wanted.flatMap(({cause, effect, sign}): Marked[] => {
      const [c, e] = [placeOf(text, cause), placeOf(text, effect)]
      return c && e
        ? [{cause: [c.from, c.to], effect: [e.from, e.to], sign: sign === "unclear" || sign === null ? "?" : sign}]
        : []
    })
    return claims.length < wanted.length ? [] : (learnt(reader, {id: title, text, claims}, weight) ?? [])
  })
}
