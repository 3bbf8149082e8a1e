// Words with their places. Text in, tokens out, each with exact UTF-16 offsets into the
// document, its part of speech and its lemma.
//
// The tagger is wink-nlp's (a hidden Markov model with a lexicon, MIT): it gives back
// every character of its input as tokens and the blanks before them, so an offset is a
// running sum. Its known slips (a verb in -s between two nouns taken for a plural, a
// hyphenated word cut in three) are mended by whoever reads for verbs; the tokens stay.

import winkModel from "wink-eng-lite-web-model"
import winkNlp from "wink-nlp"
import type {Range} from "../text/index.ts"
import type {Tag, Token} from "./token.ts"

const nlp = winkNlp(winkModel, ["sbd", "pos"])
const its = nlp.its

/**
 * A stretch without white space longer than this is no word but a code or a broken file: it
 * stays one token, because the tagger's work on one word grows with the square of its length.
 * In UTF-16 code units.
 */
const LONGEST_WORD = 2000

/**
 * The tokens of `text` within `range`, in order, white space left out.
 * @param range  UTF-16 code units into `text`; a sentence or a passage.
 * @returns tokens whose offsets count in the whole of `text`.
 */
export function tokenize(text: string, range: Range): Token[] {
  const written = text.slice(range.from, range.to)
  if (written.length > LONGEST_WORD && !/\s/.test(written))
    return [{from: range.from, to: range.to, text: written, lower: plain(written), lemma: plain(written), tag: "X"}]
  const words = nlp.readDoc(written).tokens()
  const values = words.out(its.value) as string[]
  const blanks = words.out(its.precedingSpaces) as string[]
  const tags = words.out(its.pos) as Tag[]
  const lemmas = words.out(its.lemma as Parameters<typeof words.out>[0]) as string[]
  const tokens: Token[] = []
  let at = range.from
  values.forEach((value, i) => {
    at += blanks[i]!.length
    const lower = plain(value)
    tokens.push({from: at, to: at + value.length, text: value, lower, lemma: plain(lemmas[i]!), tag: tags[i]!})
    at += value.length
  })
  return tokens
}

/** Lower case with typographic quotes and dashes in ASCII, as rules spell them. */
function plain(word: string): string {
  return word.toLowerCase().replace(/[‘’]/g, "'").replace(/[“”]/g, '"').replace(/[–—]/g, "-")
}
