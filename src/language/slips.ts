// Slips of the pen, mended before a sentence is parsed: "its because", "theres", "more boats = less fish". Tokens in, tokens out.
//
// A word that stands for two becomes two tokens over its own letters; offsets stay exact.

import {wordSet} from "../core/word-lists.ts"
import type {Token} from "./token.ts"

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
export const respelt = (tokens: readonly Token[]): readonly Token[] =>
  tokens.flatMap((token, i) => slip(token, tokens[i - 1], tokens[i + 1]) ?? token)

/** What stands for a token; null where it stands as it is. */
function slip(token: Token, before: Token | undefined, next: Token | undefined): Token[] | null {
  const {lower, text, from, to} = token
  // "They dont come".
  if (lower === "nt" && token.lemma === "not") return [{...token, lower: "n't"}]
  const length = TWO.get(lower) ?? (lower === "its" && AFTER_IS.has(next?.lower ?? "") ? 2 : 0)
  if (length > 0) {
    const first = lower.slice(0, length)
    const pronoun = first === "there" ? "EX" : first === "what" ? "WP" : first === "it" ? "PRP" : "DT"
    return [
      {from, to: from + length, text: text.slice(0, length), lower: first, lemma: first, tag: "PRON", xpos: pronoun},
      {from: from + length, to, text: text.slice(length), lower: "'s", lemma: "be", tag: "AUX", xpos: "VBZ"},
    ]
  }
  // "->": two signs, of which the second says it.
  const arrow = ARROWS.has(text) || (text === ">" && /^[-=]+$/.test(before?.text ?? ""))
  return arrow && before && next && /^\p{L}/u.test(next.text)
    ? [{from, to, text, lower: "means", lemma: "mean", tag: "VERB", xpos: "VBZ"}]
    : null
}
