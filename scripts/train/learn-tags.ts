// Training of the tagger: sentences with tags in, a model out.

import {hashOf, wordHash} from "../../src/syntax/hashing.ts"
import {type Lexicon, prepare, Tagger, type TaggerModel} from "../../src/syntax/tagger.ts"
import {Averaged} from "./perceptron.ts"
import {generator, type Sentence, shuffle} from "./treebank.ts"

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
  const random = generator(options.seed)
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
          table.add(tagger.rows, tagger.rows.length, wanted, 1)
          table.add(tagger.rows, tagger.rows.length, guess, -1)
        }
        table.moment++
        beforeThat = before
        before = guess
      }
    }
  }
  return {...model, weights: table.average()}
}

/** Tags of each sentence from a tagger that has not seen it: what a parser will meet. */
export function jackknife(
  sentences: readonly Sentence[],
  tags: readonly string[],
  options: {bits: number; epochs: number; seed: number; folds: number},
): Int32Array[] {
  // Whole stretches of neighbours together, so that a document is not in both parts.
  const STRETCH = 50
  const foldOf = (i: number) => Math.floor(i / STRETCH) % options.folds
  const out: Int32Array[] = new Array(sentences.length)
  for (let fold = 0; fold < options.folds; fold++) {
    const model = learnTagger(
      sentences.filter((_, i) => foldOf(i) !== fold),
      tags,
      options,
    )
    const tagger = new Tagger(model)
    sentences.forEach((s, i) => {
      if (foldOf(i) === fold) out[i] = tagger.tag(s.words, s.outer)
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

export const checksumOf = (bytes: Uint8Array) =>
  hashOf(Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString("latin1"))
