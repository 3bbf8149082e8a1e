// Arguments by the order of words, where the tree gives a verb none: the phrase right before it, and the one right behind. A tree
// and a verb in, the word that heads the phrase out. Parsers stumble over the same few joints, a gerund that is a subject, a
// noun that is spelt as a verb, and what they hang elsewhere stands in its place all the same.

import type {Dependencies} from "../language/index.ts"
import {IN_PHRASE, isVerbal, stretch} from "./bounds.ts"
import {headOf} from "./extents.ts"
import type {Argument} from "./predicate.ts"

const HEADING: ReadonlySet<string> = new Set(["NOUN", "PROPN", "PRON"])
/** What stands between a subject and its verb. */
const BEFORE_VERB: ReadonlySet<string> = new Set(["AUX", "ADV", "PART"])
/** So far back an aside between two commas may go, in words. */
const LONGEST_ASIDE = 12

/** The end of what stands before the verb at `v`, over its auxiliaries and an aside between commas ("debt, not greed, emptied"); -1. */
function endBefore(d: Dependencies, v: number): number {
  let i = v - 1
  while (i >= 0 && BEFORE_VERB.has(d.tag(i))) i--
  if (i < 0 || d.lower(i) !== ",") return i
  for (let k = i - 1; k > 0 && k >= i - LONGEST_ASIDE; k--) if (d.lower(k) === ",") return k - 1
  return -1
}

/** The phrase, or what is done, that ends right before the verb at `v`. */
export const subjectBefore = (d: Dependencies, v: number): Argument[] => endingAt(d, v, endBefore(d, v))

/** The phrase that ends right before the relative pronoun at `pronoun`, or before its comma. */
export const antecedentBefore = (d: Dependencies, pronoun: number): Argument[] =>
  endingAt(d, pronoun, d.lower(pronoun - 1) === "," ? pronoun - 2 : pronoun - 1)

function endingAt(d: Dependencies, v: number, end: number): Argument[] {
  if (end < 0 || d.tag(end) === "PUNCT" || d.tag(end) === "CCONJ" || d.tag(end) === "SCONJ") return []
  let top = end
  for (let at = d.head[end]!; at >= 0 && at < v; at = d.head[at]!) {
    if (isVerbal(d, at) ? d.fine(at) !== "VBG" : !IN_PHRASE.has(d.tag(at))) break
    top = at
    if (d.is(at, "conj") && isVerbal(d, at)) break
  }
  if (d.fine(top) === "VBG" && isVerbal(d, top))
    return [{head: top, kind: "bare", span: {start: top, end: end + 1}, how: "placed"}]
  if (!HEADING.has(d.tag(top)) && d.tag(top) !== "NUM") return []
  return [{head: top, kind: "phrase", before: end + 1, how: "placed"}]
}

/** The phrase that begins right behind token `from`, over adverbs. */
export function objectBehind(d: Dependencies, from: number): Argument[] {
  let i = from
  while (d.tag(i) === "ADV") i++
  let head = -1
  for (let k = i; k < d.tokens.length && (IN_PHRASE.has(d.tag(k)) || d.lower(k) === "'s"); k++)
    if (HEADING.has(d.tag(k))) head = k
  // "much of what it achieves"
  if (head < 0 && d.lower(i + 1) === "of" && IN_PHRASE.has(d.tag(i))) head = i
  return head < 0 ? [] : [{head, kind: "phrase", how: "placed"}]
}

/** What a "that" at `that` opens, behind the verb at `v`, up to the next mark: "means that the valley will not recover". */
export function contentBehind(d: Dependencies, v: number, that: number): Argument[] {
  if (d.lower(that) !== "that") return []
  const span = stretch(d, that + 1, {start: v, end: that + 1})
  return span.end - span.start < 2 ? [] : [{head: headOf(d, span), kind: "phrase", span, how: "placed"}]
}
