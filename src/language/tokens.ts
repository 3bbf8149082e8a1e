// Words with their places. Text in, words out, each with exact UTF-16 offsets into the
// document and the part of speech that wink-nlp gives it.
//
// wink-nlp (a hidden Markov model with a lexicon, MIT) gives back every character of its input
// as tokens and the blanks before them, so an offset is a running sum. Where its cuts are not
// those of Universal Dependencies, and the difference is plain from spelling, they are mended
// here: "I’m" with a typographic quote is two words, "===" is one.

import winkModel from "wink-eng-lite-web-model"
import winkNlp from "wink-nlp"
import {legible, type Range} from "../documents/index.ts"
import type {Tag} from "./token.ts"

/** The words that wink knows, each with its place in the list. */
type Lexemes = {readonly hash: Record<string, number>; readonly list: readonly string[]}

/** A wink of our own, and its words: it adds every word that it meets to those that it knows. */
const [nlp, lexemes] = (() => {
  let met: Lexemes | null = null
  const core = () => {
    const model = (winkModel.core as () => {features: {lexeme: Lexemes}})()
    met = model.features.lexeme
    return model
  }
  const made = winkNlp({...winkModel, core}, ["pos"])
  if (!met) throw new TypeError("wink-nlp has loaded no words: is wink-eng-lite-web-model of another version?")
  return [made, met as Lexemes]
})()
const its = nlp.its

/**
 * A stretch without white space longer than this is no word but a code or a broken file: it
 * stays one token, because the tagger's work on one word grows with the square of its length.
 * In UTF-16 code units.
 */
const LONGEST_WORD = 2000

/** wink's tags as small numbers: the index in this list plus one; 0 is a word that wink has not tagged. */
export const OUTER_TAGS: readonly Tag[] = [
  "ADJ",
  "ADP",
  "ADV",
  "AUX",
  "CCONJ",
  "DET",
  "INTJ",
  "NOUN",
  "NUM",
  "PART",
  "PRON",
  "PROPN",
  "PUNCT",
  "SCONJ",
  "SYM",
  "VERB",
  "X",
]
const outerOf: ReadonlyMap<string, number> = new Map(OUTER_TAGS.map((tag, i) => [tag, i + 1]))

/** Words of a stretch of text: `from[i]`, `to[i]` in UTF-16 code units of the whole text, and wink's tag as a number. */
export type Cut = {readonly words: string[]; readonly from: number[]; readonly to: number[]; readonly outer: number[]}

/** A word and a clitic that wink leaves together: "we’re", "guild’s". */
const CLITIC = /^(\p{L}+)(['’](?:m|re|ve|ll|d|s))$/iu
/**
 * Words whose "'s" wink always cuts off. Any other word with one it cuts off too, but not before a comma, where the whole has a tag of
 * its own: the word has none of wink's anywhere, so that it is tagged alike in both places.
 */
const CONTRACTED: ReadonlySet<string> = new Set("it he she that there here what who where how when why let".split(" "))
/** A word in small letters that wink takes for an abbreviation. */
const ENDED = /^[a-z]+\.$/
/** Signs that stand for one when repeated: rules across the page, emphasis. */
const REPEATED = /^([*=!?#~_+.-])\1*$/

/**
 * The words of `text` within `range`, in order, white space left out; words as they are meant where
 * the text has soft hyphens or ligatures, in their places there.
 * @param range  UTF-16 code units into `text`; a sentence or a passage.
 */
export function cut(text: string, range: Range): Cut {
  const meant = legible(text, range)
  if (meant === null) return cutAt(text.slice(range.from, range.to), range.from)
  const {words, from, to, outer} = cutAt(meant.words, 0)
  return {words, outer, from: from.map((at) => meant.at[at]!), to: to.map((at) => meant.at[at - 1]! + 1)}
}

/** The words of `written`, which stands at `start`. */
function cutAt(written: string, start: number): Cut {
  const found: Cut = {words: [], from: [], to: [], outer: []}
  const put = (word: string, from: number, outer: number) => {
    found.words.push(word)
    found.from.push(from)
    found.to.push(from + word.length)
    found.outer.push(outer)
  }
  if (written.length > LONGEST_WORD && !/\s/.test(written)) {
    put(written, start, 0)
    return found
  }
  const known = lexemes.list.length
  const read = nlp.readDoc(written).tokens()
  // A word that wink has met it does not cut again: with "K.J" behind it, "K.J." is two words, else one. It forgets what it met, so
  // that a sentence is read alike whatever was read before.
  for (let i = known; i < lexemes.list.length; i++) delete lexemes.hash[lexemes.list[i]!]
  const values = read.out(its.value) as string[]
  const blanks = read.out(its.precedingSpaces) as string[]
  const tags = read.out(its.pos) as string[]
  let at = start
  for (let i = 0; i < values.length; i++) {
    const value = values[i]!
    at += blanks[i]!.length
    const last = found.words.length - 1
    const clitic = value.length > 2 ? CLITIC.exec(value) : null
    // A line end is a word to wink.
    if (value.trim() === "") {
      at += value.length
      continue
    }
    if (clitic) {
      put(clitic[1]!, at, 0)
      put(clitic[2]!, at + clitic[1]!.length, 0)
    } else if (last >= 0 && found.to[last] === at && REPEATED.test(value) && isRun(found.words[last]!, value[0]!)) {
      found.words[last] += value
      found.to[last] = at + value.length
    } else if (i === values.length - 1 && ENDED.test(value) && value !== "etc.") {
      // "in the sun.": no abbreviation where the sentence ends.
      put(value.slice(0, -1), at, 0)
      put(".", at + value.length - 1, outerOf.get("PUNCT")!)
    } else if (value === "'s" && last >= 0 && found.to[last] === at && !CONTRACTED.has(plain(found.words[last]!))) {
      found.outer[last] = 0
      put(value, at, 0)
    } else put(value, at, outerOf.get(tags[i]!) ?? 0)
    at += value.length
  }
  return found
}

/** Whether a word is one sign again and again. */
function isRun(word: string, sign: string): boolean {
  for (let i = 0; i < word.length; i++) if (word[i] !== sign) return false
  return true
}

const TYPOGRAPHIC = /[‘’“”–—]/

/** Lower case with typographic quotes and dashes in ASCII, as rules spell them. */
export function plain(word: string): string {
  if (!TYPOGRAPHIC.test(word)) return word.toLowerCase()
  return word.toLowerCase().replace(/[‘’]/g, "'").replace(/[“”]/g, '"').replace(/[–—]/g, "-")
}
