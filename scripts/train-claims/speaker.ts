// Who says a claim, learnt. In: claims as they are found, each with the words that are marked to name who says it. Out: the weights
// of src/claims/speaker.ts.

import {speakerFacts, speakersOf} from "../../src/claims/speaker.ts"
import {factNumber} from "../../src/core/fact.ts"
import type {Choice, FitOptions} from "./fit.ts"
import {type Found, type ofCases, type ofDocuments, type ofSentences, spanOf} from "./found.ts"
import {fitted, numbersOf, type Rarest} from "./learn.ts"

const OPTIONS: FitOptions = {passes: 10, l2: 1, rate: 0.08, orders: 3}
const RAREST: Rarest = {rivals: 3, weight: 16}

/** Who says a claim of a text. */
type SpeakerChoice = Choice & {readonly text: string}

/** Who says a claim: a place in its text, null for nobody, undefined where the words are not there. */
type Named = readonly [from: number, to: number] | null | undefined

/** Claims whose speaker is marked in another sentence, or is nothing that the reader would ask about, teach nothing. */
function speakerChoices<C>(
  found: readonly Found<C>[],
  weight: number,
  namedIn: (one: Found<C>) => Named,
): SpeakerChoice[] {
  return found.flatMap((one): SpeakerChoice[] => {
    const {d} = one.told
    const named = namedIn(one)
    const words = named && spanOf(d, named)
    if (named === undefined || (named && !words)) return []
    const speakers = speakersOf(one.told)
    const right = speakers.map(({head}) => !!words && head >= words.start && head < words.end)
    if (words && !right.includes(true)) return []
    const facts = speakerFacts(one.told, factNumber)
    const rivals = speakers.map((speaker) => numbersOf(facts(speaker)))
    return [{rivals, right, weight, orNone: true, text: one.text}]
  })
}

/** The first place of some words among others. */
const placeIn = (text: string, words: string, [from, to] = [0, text.length]): Named => {
  const at = text.slice(from, to).indexOf(words)
  return at < 0 ? undefined : [from + at, from + at + words.length]
}

export const speakersInSentences = (
  found: readonly Found<Pick<ReturnType<typeof ofSentences>[number]["claim"], "by">>[],
  weight: number,
): SpeakerChoice[] => speakerChoices(found, weight, ({claim: {by}}) => by ?? null)

export const speakersInCases = (found: ReturnType<typeof ofCases>, weight: number): SpeakerChoice[] =>
  speakerChoices(found, weight, ({claim: {flags}, text}) => {
    const by = flags.get("by")
    return typeof by === "string" ? placeIn(text, by) : null
  })

export const speakersInDocuments = (found: ReturnType<typeof ofDocuments>, weight: number): SpeakerChoice[] =>
  speakerChoices(found, weight, ({claim: {marked}, text, told: {d}}) => {
    const {by} = marked
    return typeof by === "string" ? placeIn(text, by, [d.tokens[0]!.from, d.tokens.at(-1)!.to]) : by ? undefined : null
  })

export const learnSpeakers = (choices: readonly Choice[]): Map<number, number> => fitted(choices, RAREST, OPTIONS)

/**
 * Of each set the share of claims whose speaker, or that they have none, weights get right that were learnt from the other parts of
 * all sets. Claims of one text are in one part: they mostly have one speaker.
 */
export function speakerFigures(sets: Readonly<Record<string, readonly SpeakerChoice[]>>, folds: number): string {
  const texts = new Map<string, number>()
  for (const {text} of Object.values(sets).flat()) if (!texts.has(text)) texts.set(text, texts.size)
  const inFold = ({text}: SpeakerChoice, fold: number): boolean => texts.get(text)! % folds === fold
  const right = new Map(Object.keys(sets).map((name) => [name, 0]))
  for (let fold = 0; fold < folds; fold++) {
    const weights = learnSpeakers(Object.values(sets).flatMap((set) => set.filter((one) => !inFold(one, fold))))
    const sum = (facts: Int32Array): number => facts.reduce((total, fact) => total + (weights.get(fact >>> 0) ?? 0), 0)
    for (const [name, set] of Object.entries(sets))
      for (const choice of set) {
        if (!inFold(choice, fold)) continue
        const sums = choice.rivals.map(sum)
        const best = sums.indexOf(Math.max(...sums))
        const isRight = (sums[best] ?? Number.NEGATIVE_INFINITY) > 0 ? choice.right[best] : !choice.right.includes(true)
        if (isRight) right.set(name, right.get(name)! + 1)
      }
  }
  return Object.entries(sets)
    .map(([name, set]) => `${name.padEnd(12)} speaker ${(right.get(name)! / set.length).toFixed(3)} of ${set.length}\n`)
    .join("")
}
