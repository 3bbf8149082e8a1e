// Slips of the pen, mended before a sentence is parsed: "its because", "theres", "more boats = less fish". Tokens in, tokens
// out, the same array where nothing was to be mended.
//
// A word that stands for two becomes two tokens over its own letters; offsets stay exact.

import type {Token} from "../language/index.ts"
import {wordSet} from "./lexicon/words.ts"

/** Words written as one that are two, by the length of the first. */
const TWO: ReadonlyMap<string, number> = new Map([
  ["theres", 5],
  ["thats", 4],
  ["whats", 4],
  ["heres", 4],
])
/** What follows "its" where "it is" was meant. */
const AFTER_IS = wordSet("a an the because not too so getting why going also really like when if that been")

/** Marks that say "means" between two words. */
const ARROWS: ReadonlySet<string> = new Set(["=", "→", "⇒", "⟶"])

/** The tokens of a sentence with its plain slips mended. */
export function respelt(tokens: readonly Token[]): readonly Token[] {
  let made: Token[] | null = null
  for (let i = 0; i < tokens.length; i++) {
    const token = tokens[i]!
    const mended = slip(token, tokens[i - 1], tokens[i + 1], tokens[i + 2])
    if (mended === null) {
      made?.push(token)
      continue
    }
    made ??= tokens.slice(0, i)
    made.push(...mended)
    // "->": two signs, one token.
    if (mended.at(-1)!.to > token.to) i++
  }
  return made ?? tokens
}

/** What stands for a token; null where it stands as it is. */
function slip(
  token: Token,
  before: Token | undefined,
  next: Token | undefined,
  after: Token | undefined,
): Token[] | null {
  const {lower, text, from, to} = token
  // "They dont come".
  if (lower === "nt" && token.lemma === "not") return [{...token, lower: "n't"}]
  // "when its dry": nothing is owned.
  const said = next?.xpos === "JJ" && BEFORE_IS.has(before?.lower ?? "") && AFTER_STATE.has(after?.lower ?? "")
  const length = TWO.get(lower) ?? (lower === "its" && (said || AFTER_IS.has(next?.lower ?? "")) ? 2 : 0)
  if (length > 0) {
    const first = lower.slice(0, length)
    const pronoun = first === "there" ? "EX" : first === "what" ? "WP" : first === "it" ? "PRP" : "DT"
    return [
      {from, to: from + length, text: text.slice(0, length), lower: first, lemma: first, tag: "PRON", xpos: pronoun},
      {from: from + length, to, text: text.slice(length), lower: "'s", lemma: "be", tag: "AUX", xpos: "VBZ"},
    ]
  }
  if (before === undefined || next === undefined) return null
  const means = {lower: "means", lemma: "mean", tag: "VERB", xpos: "VBZ"} as const
  if (ARROWS.has(text) && word(before) && word(next)) return [{from, to, text, ...means}]
  if (
    (text === "-" || text === "=" || text === "--") &&
    next.text === ">" &&
    next.from === to &&
    word(before) &&
    word(after)
  )
    return [{from, to: next.to, text: `${text}>`, ...means}]
  return null
}

const BEFORE_IS = wordSet("when if because whenever once since so but")
const AFTER_STATE: ReadonlySet<string> = new Set([".", ",", "and", "then", "they", "we", "i", "it", "there", "so"])

const word = (token: Token | undefined): boolean => token !== undefined && /^\p{L}/u.test(token.text)
