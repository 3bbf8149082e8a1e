// Training of the tagger: sentences with tags in, a model out.

import {wordHash} from "../../src/language/hashing.ts"
import {type Lexicon, prepare, Tagger, type TaggerModel} from "../../src/language/tagger.ts"
import {seeded} from "../seeded.ts"
import {Averaged} from "./perceptron.ts"
import {type Sentence, shuffle} from "./treebank.ts"

export const jointTag = (sentence: Sentence, i: number) => `${sentence.parts[i]}/${sentence.penns[i]}`

/** A word with so many occurrences has shown the tags it can get. */
const SHOWN = 10
/** A class of tags is known for words seen so often. */
const SEEN = 2
/** A tag is part of a word's class when so large a part of its occurrences has it. */
const PART = 0.05
/** A tag is open to new words when so many words seen once have it. */
const OPEN = 4

export function learnLexicon(sentences: readonly Sentence[], tags: readonly string[]): Lexicon {
  const index = new Map(tags.map((tag, i) => [tag, i]))
  const counts = new Map<number, Map<number, number>>()
  for (const sentence of sentences)
    sentence.words.forEach((word, i) => {
      const tag = index.get(jointTag(sentence, i))
      if (tag === undefined) return
      const key = wordHash(word)
      const of = counts.get(key) ?? new Map<number, number>()
      counts.set(key, of.set(tag, (of.get(tag) ?? 0) + 1))
    })
  const openCounts = new Map<number, number>()
  for (const of of counts.values()) {
    const all = [...of.values()].reduce((a, b) => a + b, 0)
    if (all === 1) for (const tag of of.keys()) openCounts.set(tag, (openCounts.get(tag) ?? 0) + 1)
  }
  const open = [...openCounts].filter(([, count]) => count >= OPEN).map(([tag]) => tag)
  const classes = new Map<string, number>()
  const allowed: Int32Array[] = [Int32Array.from(open.sort((a, b) => a - b))]
  const classOf = new Map<number, number>()
  for (const [key, of] of counts) {
    const all = [...of.values()].reduce((a, b) => a + b, 0)
    if (all < SEEN) continue
    const common = [...of].filter(([, count]) => count / all > PART).sort((a, b) => b[1] - a[1] || a[0] - b[0])
    const may = all >= SHOWN ? [...of.keys()] : [...new Set([...of.keys(), ...open])]
    may.sort((a, b) => a - b)
    const name = `${common.map(([tag]) => tag).join(" ")}|${may.join(" ")}`
    let id = classes.get(name)
    if (id === undefined) {
      id = allowed.length
      classes.set(name, id)
      allowed.push(Int32Array.from(may))
    }
    classOf.set(key, id)
  }
  return {classOf, allowed}
}

export function learnTagger(
  sentences: readonly Sentence[],
  tags: readonly string[],
  options: {bits: number; epochs: number; seed: number},
): TaggerModel {
  const lexicon = learnLexicon(sentences, tags)
  const table = new Averaged(options.bits, tags.length)
  const model = {tags, lexicon, weights: table.weights, bits: options.bits}
  const tagger = new Tagger(model)
  const index = new Map(tags.map((tag, i) => [tag, i]))
  const prepared = sentences.map((s) => prepare(s.words, s.outer, lexicon))
  const gold = sentences.map((s) => Int32Array.from(s.words, (_, i) => index.get(jointTag(s, i)) ?? -1))
  const order = sentences.map((_, i) => i)
  const random = seeded(options.seed)
  for (let epoch = 0; epoch < options.epochs; epoch++) {
    shuffle(order, random)
    for (const at of order) {
      const sentence = prepared[at]!
      const right = gold[at]!
      let before = -1
      let beforeThat = -1
      for (let i = 0; i < sentence.length; i++) {
        const allowed = lexicon.allowed[sentence.class[i]!]!
        const guess = tagger.decide(sentence, i, before, beforeThat)
        const wanted = right[i]!
        if (guess !== wanted && wanted >= 0 && allowed.includes(wanted)) {
          table.add(tagger.rows, wanted, 1)
          table.add(tagger.rows, guess, -1)
        }
        table.moment++
        beforeThat = before
        before = guess
      }
    }
  }
  return {...model, weights: table.average()}
}

/** Tags of sentences, and the tag that came second where it was near (-1 elsewhere). */
export type Tagged = {readonly tags: Int32Array[]; readonly seconds: Int32Array[]}

export function tagAll(tagger: Tagger, sentences: readonly Sentence[]): Tagged {
  const seconds = sentences.map((s) => new Int32Array(s.words.length))
  return {tags: sentences.map((s, i) => tagger.tag(s.words, s.outer, seconds[i]!)), seconds}
}

/** The fold of the sentence at `i`: whole stretches of neighbours together, so that a document is not in two folds. */
export function stretches(i: number, folds: number): number {
  const STRETCH = 50
  return Math.floor(i / STRETCH) % folds
}

/** Tags of each sentence from a tagger that has not seen it: what a parser will meet. @param options.beside  what all of them learn from. */
export function jackknife(
  sentences: readonly Sentence[],
  tags: readonly string[],
  options: {bits: number; epochs: number; seed: number; folds: number; beside: readonly Sentence[]},
): Tagged {
  const out: {tags: Int32Array[]; seconds: Int32Array[]} = {tags: [], seconds: []}
  for (let fold = 0; fold < options.folds; fold++) {
    const inFold = (_: Sentence, i: number) => stretches(i, options.folds) === fold
    const model = learnTagger([...sentences.filter((s, i) => !inFold(s, i)), ...options.beside], tags, options)
    const found = tagAll(new Tagger(model), sentences.filter(inFold))
    let k = 0
    sentences.forEach((s, i) => {
      if (!inFold(s, i)) return
      out.tags[i] = found.tags[k]!
      out.seconds[i] = found.seconds[k++]!
    })
  }
  return out
}

export type TagScore = {words: number; part: number; penn: number; joint: number}

export function scoreTags(
  sentences: readonly Sentence[],
  tagged: readonly Int32Array[],
  tags: readonly string[],
): TagScore {
  const score = {words: 0, part: 0, penn: 0, joint: 0}
  sentences.forEach((s, at) => {
    s.words.forEach((_, i) => {
      const [part, penn] = tags[tagged[at]![i]!]!.split("/")
      score.words++
      if (part === s.parts[i]) score.part++
      if (penn === s.penns[i]) score.penn++
      if (part === s.parts[i] && penn === s.penns[i]) score.joint++
    })
  })
  for (const key of ["part", "penn", "joint"] as const) score[key] /= score.words
  return score
}
