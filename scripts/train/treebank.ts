// Treebanks. The lines of a .conllu file in, sentences out: words, tags, governors, and the tag
// that wink-nlp gives each word, found by its place in the sentence's text.

import {readFileSync} from "node:fs"
import {cut} from "../../src/language/tokens.ts"

export type Sentence = {
  readonly id: string
  readonly text: string
  readonly words: string[]
  readonly lemmas: string[]
  readonly parts: string[]
  readonly penns: string[]
  /** Index of the governor, -1 for the root. */
  readonly heads: number[]
  readonly relations: string[]
  /** wink's tags as numbers, 0 where its cut is another one. */
  outer: Int32Array
}

export function readTreebank(file: string): Sentence[] {
  const sentences: Sentence[] = []
  for (const block of readFileSync(file, "utf8").replaceAll("\r", "").split("\n\n")) {
    const sentence = {
      id: "",
      text: "",
      words: [] as string[],
      lemmas: [] as string[],
      parts: [] as string[],
      penns: [] as string[],
      heads: [] as number[],
      relations: [] as string[],
      outer: new Int32Array(0) as Int32Array,
    }
    for (const line of block.split("\n")) {
      if (line.startsWith("# text = ")) sentence.text = line.slice("# text = ".length)
      else if (line.startsWith("# sent_id = ")) sentence.id = line.slice("# sent_id = ".length)
      if (line === "" || line.startsWith("#")) continue
      const [number, word, lemma, part, penn, , head, relation] = line.split("\t")
      if (/[-.]/.test(number!)) continue
      sentence.words.push(word!)
      sentence.lemmas.push(lemma!)
      sentence.parts.push(part!)
      sentence.penns.push(penn!)
      sentence.heads.push(Number(head) - 1)
      sentence.relations.push(relation!)
    }
    if (sentence.words.length === 0) continue
    sentence.outer = outerTags(sentence.text, sentence.words)
    sentences.push(sentence)
  }
  return sentences
}

/** wink's tag of each word of a sentence that is cut otherwise: that of the token at the same place. */
export function outerTags(text: string, words: readonly string[]): Int32Array {
  const found = cut(text, {from: 0, to: text.length})
  const tagAt = new Map(found.from.map((from, i) => [`${from} ${found.to[i]}`, found.outer[i]!]))
  const outer = new Int32Array(words.length)
  let at = 0
  words.forEach((word, i) => {
    const from = text.indexOf(word, at)
    if (from < 0) return
    at = from + word.length
    outer[i] = tagAt.get(`${from} ${at}`) ?? 0
  })
  return outer
}

/** Fisher and Yates, in place. */
export function shuffle(order: number[], random: () => number): void {
  for (let i = order.length - 1; i > 0; i--) {
    const j = Math.floor(random() * (i + 1))
    const kept = order[i]!
    order[i] = order[j]!
    order[j] = kept
  }
}
