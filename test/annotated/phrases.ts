// How well it is told what varies in a phrase and which way its words say it moves: phrases of invented sentences, marked one by
// one, read and counted.

import {phraseAt} from "../../src/claims/span.ts"
import {english} from "../language/english.ts"
import {jaccard} from "./score.ts"
import {inventedOf, type MarkedPhrase, markedPhrases, type Place} from "./texts.ts"

/** Phrases, those whose change is read as marked; of those marked to move and read to move, and of both alike; and things read as marked. */
export type PhraseScore = {
  readonly phrases: number
  readonly right: number
  readonly moving: number
  readonly made: number
  readonly found: number
  readonly things: number
}

/** Words of some places, in one string. */
const wordsAt = (text: string, places: readonly Place[]): string =>
  places.map(([from, to]) => text.slice(from, to)).join(" ")

/** The phrases of a file with their sentences. */
export function phrasesOf(name: Parameters<typeof markedPhrases>[0]): (MarkedPhrase & {readonly text: string})[] {
  const marked = markedPhrases(name)
  const texts = new Map<string, string>()
  for (const file of new Set(marked.flatMap((one) => ("file" in one ? one.file : []))))
    for (const {id, text} of inventedOf(file)) texts.set(`${file} ${id}`, text)
  return marked.map((one) => ({...one, text: "text" in one ? one.text : texts.get(`${one.file} ${one.id}`)!}))
}

export function scorePhrases(name: Parameters<typeof markedPhrases>[0]): PhraseScore {
  let [phrases, right, moving, made, found, things] = [0, 0, 0, 0, 0, 0]
  for (const {text, phrase, change = null, thing = [phrase]} of phrasesOf(name)) {
    const read = phraseAt(text, {from: phrase[0], to: phrase[1]}, english())
    const same = read.change === change
    const words = wordsAt(
      text,
      read.thing.map(({from, to}) => [from, to]),
    )
    phrases++
    right += Number(same)
    moving += Number(change !== null)
    made += Number(read.change !== null)
    found += Number(same && change !== null)
    // As of claims: half of all content words.
    things += Number(jaccard(words, wordsAt(text, thing)) >= 0.5)
  }
  return {phrases, right, moving, made, found, things}
}
