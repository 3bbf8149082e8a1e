// Treebanks as they are read: raw text in, our own cut, tags and trees out, compared with the treebank's.
// In: the text of a .conllu file and English. Out: how many of its words are cut alike, and of these how many
// have the treebank's tag and governor. Nothing of the treebank but its sentences' text reaches the reader.

import type {English} from "../../../src/language/index.ts"

type TreebankSentence = {
  readonly text: string
  /** Places of the words in the text; -1 where the text has another form. */
  readonly words: readonly {from: number; to: number; tag: string; head: number; relation: string}[]
}

/** The sentences of a .conllu text, words of several tokens and empty nodes left out. */
export function treebank(conllu: string): TreebankSentence[] {
  return conllu
    .replaceAll("\r", "")
    .split("\n\n")
    .flatMap((block) => {
      const lines = block.split("\n")
      const text = lines.find((line) => line.startsWith("# text = "))?.slice("# text = ".length) ?? ""
      let at = 0
      const words = lines
        .map((line) => line.split("\t"))
        .filter(([number, form]) => form !== undefined && /^\d+$/.test(number!))
        .map(([, form, , tag, , , head, relation]) => {
          const from = text.indexOf(form!, at)
          if (from >= 0) at = from + form!.length
          return {from, to: from < 0 ? -1 : at, tag: tag!, head: Number(head) - 1, relation: relation!.split(":")[0]!}
        })
      return words.length === 0 ? [] : [{text, words}]
    })
}

export type TreeScore = {
  readonly words: number
  /** Words that our tokens cut alike; of these, those with the right tag, governor, governor and (plain) relation. */
  readonly alike: number
  readonly tagged: number
  readonly attached: number
  readonly labelled: number
}

export function treeScore(
  sentences: readonly TreebankSentence[],
  english: Pick<English, "tokens" | "parse">,
): TreeScore {
  const sum = {words: 0, alike: 0, tagged: 0, attached: 0, labelled: 0}
  for (const {text, words} of sentences) {
    const tokens = english.tokens(text, {from: 0, to: text.length})
    const tree = english.parse(tokens)
    const tokenAt = new Map(tokens.map((token, i) => [`${token.from} ${token.to}`, i] as const))
    const ours = words.map(({from, to}) => tokenAt.get(`${from} ${to}`) ?? -1)
    sum.words += words.length
    words.forEach((word, w) => {
      const i = ours[w]!
      if (i < 0) return
      sum.alike++
      if (tokens[i]!.tag === word.tag) sum.tagged++
      const governor = word.head < 0 ? -1 : ours[word.head]!
      const attached = tree.head[i] === governor && (word.head < 0 || governor >= 0)
      if (attached) sum.attached++
      if (attached && tree.rel[i]!.split(":")[0] === word.relation) sum.labelled++
    })
  }
  return sum
}
