// Arguments by the order of words, where the tree gives a verb none: the phrase right before it, and the one right behind. A tree
// and a verb in, the word that heads the phrase out. Parsers stumble over the same few joints, a gerund that is a subject, a
// noun that is spelt as a verb, and what they hang elsewhere stands in its place all the same.

import {type Dependencies, headOf, IN_PHRASE, isNegated, LISTED, NAMING, stretch} from "../language/index.ts"
import type {Argument} from "./predicate.ts"

/** What stands between a subject and its verb. */
const BEFORE_VERB: ReadonlySet<string> = new Set(["AUX", "ADV", "PART"])
/** The phrase, or what is done, that ends right before the verb at `v` and its auxiliaries. */
export function subjectBefore(d: Dependencies, v: number): Argument[] {
  let end = v - 1
  while (BEFORE_VERB.has(d.tag(end))) end--
  return endingAt(d, v, end)
}

/** The phrase that ends right before the relative pronoun at `pronoun`, or before its comma. */
export const antecedentBefore = (d: Dependencies, pronoun: number): Argument[] =>
  endingAt(d, pronoun, d.lower(pronoun - 1) === "," ? pronoun - 2 : pronoun - 1)

function endingAt(d: Dependencies, v: number, end: number): Argument[] {
  if (end < 0 || d.tag(end) === "PUNCT" || d.tag(end) === "CCONJ" || d.tag(end) === "SCONJ") return []
  let top = end
  for (let at = d.head[end]!; at >= 0 && at < v; at = d.head[at]!) {
    if (d.isVerbal(at) ? d.fine(at) !== "VBG" : !IN_PHRASE.has(d.tag(at))) break
    top = at
  }
  if (d.fine(top) === "VBG" && d.isVerbal(top))
    return [{head: top, kind: "bare", span: {start: top, end: end + 1}, how: "placed"}]
  if (!LISTED.has(d.tag(top))) return []
  return [{head: top, kind: "phrase", before: end + 1, how: "placed"}]
}

/** The phrase that begins at token `from`. */
export function objectBehind(d: Dependencies, from: number): Argument[] {
  let head = -1
  for (let k = from; k < d.tokens.length && (IN_PHRASE.has(d.tag(k)) || d.lower(k) === "'s"); k++)
    if (NAMING.has(d.tag(k))) head = k
  // "much of what it achieves"
  if (head < 0 && d.lower(from + 1) === "of" && IN_PHRASE.has(d.tag(from))) head = from
  return head < 0 ? [] : [{head, kind: "phrase", how: "placed"}]
}

/** So many words stand at most in what is inserted between a verb and what it acts on. */
const INSERTED_WITHIN = 7
const OPENS_INSERTION: ReadonlySet<string> = new Set(["but", "and", "or", "nor", "if", "though", "albeit"])

/**
 * The phrase that the verb at `v` shares with one beside it, behind both: "slowed, but did not stop, [the growth]", of which what is
 * not done to it says only how far the other goes.
 */
export function objectBeyond(d: Dependencies, v: number): Argument[] {
  if (d.lower(v + 1) !== ",") return []
  const mark = (from: number, step: 1 | -1): number => {
    for (let k = from, left = INSERTED_WITHIN; left > 0; left--, k += step) if (d.tag(k) === "PUNCT") return k
    return -1
  }
  const before = mark(v - 1, -1)
  const isBeside = (i: number) => d.tag(i) === "VERB" && d.child(i, "nsubj") < 0
  const isDone = !isNegated(d, v)
  const ends = isDone && isBeside(v) && d.tag(before - 1) === "VERB" && OPENS_INSERTION.has(d.lower(before + 1))
  const next = OPENS_INSERTION.has(d.lower(v + 2)) ? mark(v + 2, 1) : -1
  const closes = ends ? v + 1 : d.lower(v + 2) === "if" || isBeside(next - 1) ? next : -1
  if (closes < 0 || d.lower(closes) !== ",") return []
  return objectBehind(d, closes + 1).filter(({head}) => !d.is(head, "nsubj", "obl"))
}

/** What a "that" at `that` opens, behind the verb at `v`, up to the next mark: "means that the valley will not recover". */
export function contentBehind(d: Dependencies, v: number, that: number): Argument[] {
  if (d.lower(that) !== "that") return []
  const span = stretch(d, that + 1, {start: v, end: that + 1})
  return span.end - span.start < 2 ? [] : [{head: headOf(d, span), kind: "phrase", span, how: "placed"}]
}
