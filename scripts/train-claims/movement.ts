// Which way phrases move, and what moves in them, learnt. In: marked phrases in the trees of their sentences. Out: the weights of
// src/claims/movement.ts.

import {
  DIRECTION_ADJECTIVES,
  DIRECTION_NOUNS,
  MOVEMENT_VERBS,
  OMISSION_VERBS,
  PARTICLE_MOVEMENT,
} from "../../src/claims/lexicon/directions.ts"
import {LOWER, RAISE} from "../../src/claims/lexicon/verbs.ts"
import {keptNumbers, WAYS, type Way, wayNumbers} from "../../src/claims/movement.ts"
import {type Dependencies, type English, type Span, sentences, verbForms} from "../../src/language/index.ts"
import {treeOf} from "../../src/language/parse.ts"
import {phrasesOf} from "../../test/annotated/phrases.ts"
import type {Place} from "../../test/annotated/texts.ts"
import {readSet} from "../../test/claims/measure.ts"
import type {FitOptions} from "./fit.ts"
import {spanOf} from "./found.ts"
import {fitted, numbersOf, type Rarest} from "./learn.ts"

/** A phrase in its tree, which way it is marked to move, and the places of what moves. */
type Phrase = {
  readonly d: Dependencies
  readonly span: Span
  readonly change: Way | null
  readonly thing: readonly Place[]
}

const WAY_OPTIONS: FitOptions = {passes: 15, l2: 1, rate: 0.08, drop: 0.3, orders: 6}
const KEPT_OPTIONS: FitOptions = {passes: 12, l2: 1, rate: 0.08, drop: 0.3, orders: 6}
const WAY_RAREST: Rarest = {rivals: 2, weight: 16}
const KEPT_RAREST: Rarest = {rivals: 3, weight: 16}

/** Phrases of invented sentences. */
export function ofMarked(english: English): Phrase[] {
  return [...phrasesOf("phrases"), ...phrasesOf("phrases-plain")].flatMap(
    ({text, phrase, change = null, thing = [phrase]}) => {
      const d = treeOf(english.tokens(text, {from: 0, to: text.length}), english)
      const span = spanOf(d, phrase)
      return span ? [{d, span, change, thing}] : []
    },
  )
}

/** Phrases of an annotated set of documents. */
export function ofSet(english: English, set: Parameters<typeof readSet>[0]): Phrase[] {
  const found = readSet(set)
  if ("skipped" in found) throw new Error(`What is learnt from ${set} is not there: ${found.skipped}`)
  return found.documents.flatMap((document) => {
    const text = document.plain ?? document.text
    const own = found.gold.claims.filter(({file}) => file === document.file)
    return sentences(document).flatMap((range) => {
      const phrases = own
        .flatMap(({cause, effect}) => [cause, effect])
        .filter(({from, to}) => from >= range.from && to <= range.to)
      if (phrases.length === 0) return []
      const d = treeOf(english.tokens(text, range), english)
      return phrases.flatMap(({from, to, change, thing}): Phrase[] => {
        const span = spanOf(d, [from, to])
        return span ? [{d, span, change: change ?? null, thing: (thing ?? []).map((part) => [part.from, part.to])}] : []
      })
    })
  })
}

/** What stands for a thing beside the words of the lexicon; each word stands beside one of them, in its turn. */
const THINGS = ["prices", "the herds", "trade", "raids", "water", "the tolls"]

const pluralOf = (noun: string): string =>
  /(?:s|x|ch|sh)$/.test(noun) ? `${noun}es` : noun.replace(/([^aeiou])y$/, "$1ie").concat("s")

/** The words of the lexicon, each in a phrase as it would stand there: "a slump in prices", "the herds dwindled", "trade dried up". */
export function ofLexicon(english: English): Phrase[] {
  const formOf = (lemma: string, wanted: "past" | "participle"): string =>
    [...verbForms(lemma)].find(([, forms]) => forms.includes(wanted))?.[0] ?? `${lemma}ed`
  const written: (readonly [words: string, change: Way | null, thing: string])[] = []
  const put = (word: string, change: Way, phrase: (word: string, thing: string) => string): void => {
    const thing = THINGS[written.length % THINGS.length]!
    written.push([phrase(word, thing), change, thing])
  }
  for (const [noun, way] of DIRECTION_NOUNS) {
    put(noun, way, (word, thing) => `the ${word} of ${thing}`)
    put(noun, way, (word, thing) => `a ${word} in ${thing}`)
    put(noun, way, (word, thing) => `any further ${word} in ${thing} this year`)
  }
  // What goes on names its thing alone, and of two words the outer one says which way: "the losses go on", "smaller losses of water".
  const nouns = [...DIRECTION_NOUNS.keys()]
  const GOING_ON = ["go on", "continue", "persist", "last until spring"]
  for (const [i, noun] of nouns.entries()) {
    const words = `the ${pluralOf(noun)} ${GOING_ON[i % GOING_ON.length]}`
    written.push([words, null, words])
  }
  for (const [i, [adjective, way]] of [...DIRECTION_ADJECTIVES].entries()) {
    const losses = pluralOf(nouns[i % nouns.length]!)
    written.push(
      [`${adjective} ${losses}`, way, losses],
      [`the ${adjective} ${losses} of water`, way, `${losses} of water`],
    )
    put(adjective, way, (word, thing) => `${word} ${thing.replace(/^the /, "")}`)
    put(adjective, way, (word, thing) => `${word} ${thing.replace(/^the /, "")} of the valley`)
  }
  for (const [lemma, way] of MOVEMENT_VERBS) {
    put(lemma, way, (word, thing) => `${thing} ${formOf(word, "past")}`)
    put(lemma, way, (word, thing) => `${thing} should ${word} within two weeks`)
    put(lemma, way, (word, thing) => `${thing} would have ${formOf(word, "participle")} by now`)
  }
  for (const [phrase, way] of PARTICLE_MOVEMENT) {
    const [lemma, ...rest] = phrase.split(" ") as [string, ...string[]]
    put(lemma, way, (word, thing) => `${thing} ${formOf(word, "past")} ${rest.join(" ")}`)
  }
  for (const lemma of RAISE) put(lemma, "+", (word, thing) => `${thing} were ${formOf(word, "participle")}`)
  for (const lemma of LOWER) put(lemma, "-", (word, thing) => `${thing} were ${formOf(word, "participle")}`)
  for (const lemma of OMISSION_VERBS)
    written.push([`the council ${formOf(lemma, "past")} to act`, "-", "the council | act"])
  return written.flatMap(([words, change, thing]): Phrase[] => {
    const text = `The town suffered because ${words}.`
    const from = text.length - words.length - 1
    const d = treeOf(english.tokens(text, {from: 0, to: text.length}), english)
    const span = spanOf(d, [from, text.length - 1])
    const places = thing.split(" | ").map((part): Place => {
      const bare = words.includes(part) ? part : part.replace(/^the /, "")
      const at = text.indexOf(bare, from)
      return [at, at + bare.length]
    })
    return span ? [{d, span, change, thing: places}] : []
  })
}

/** Weights by the number of a fact, of both models: their facts have numbers of their own. */
export function learnMovement(phrases: readonly Phrase[]): Map<number, number> {
  const ways = phrases.map(({d, span, change}) => ({
    rivals: wayNumbers(d, span).map(numbersOf),
    right: WAYS.map((way) => way === change),
    weight: 1,
    orNone: true,
  }))
  const kept = phrases.flatMap(({d, span, change, thing}) =>
    change === null
      ? []
      : keptNumbers(d, span, change).flatMap((numbers, n) => {
          const token = d.tokens[span.start + n]!
          if (token.tag === "PUNCT") return []
          const stays = thing.some(([from, to]) => token.from >= from && token.to <= to)
          return [{rivals: [numbersOf(numbers)], right: [stays], weight: 1, orNone: true}]
        }),
  )
  return new Map([...fitted(ways, WAY_RAREST, WAY_OPTIONS), ...fitted(kept, KEPT_RAREST, KEPT_OPTIONS)])
}
