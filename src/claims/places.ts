// Arguments by the order of words, where the tree gives a verb none: the phrase right before it, and the one right behind. A tree
// and a verb in, the word that heads the phrase out. Parsers stumble over the same few joints, a gerund that is a subject, a
// noun that is spelt as a verb, and what they hang elsewhere stands in its place all the same.

import type {Dependencies} from "../language/index.ts"
import {IN_PHRASE, isVerbal, TENSED} from "./bounds.ts"
import {words} from "./lexicon/words.ts"
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
  const whole = withRelative(d, top, end + 1) ?? (d.head[top]! >= v ? behindPrepositions(d, top, end + 1) : null)
  if (whole) return [whole]
  return [{head: top, kind: "phrase", before: end + 1, how: "placed"}]
}

/** Prepositions that parsers take for the beginning of a clause. */
const OPENING: ReadonlySet<string> = new Set(words("for of in on at from with against over between among by"))

/** The noun phrase whose last noun a tree took for the subject of a verb with a tense; null where it stands behind no preposition. */
export function phraseAround(d: Dependencies, subject: number, v: number): Argument | null {
  const preposition = runBefore(d, subject) - 1
  const own = d.head[preposition] === v || d.head[preposition] === subject
  if (!TENSED.has(d.fine(v)) && d.tag(v - 1) !== "AUX" && d.fine(v) !== "VB") return null
  if (d.lower(v - 1) === "to") return null
  return own ? behindPrepositions(d, subject, subject + 1) : null
}

/** Where the words of a phrase begin that ends at a noun. */
function runBefore(d: Dependencies, noun: number): number {
  let start = noun
  while (start > 0 && (IN_PHRASE.has(d.tag(start - 1)) || d.fine(start - 1) === "VBN")) start--
  return start
}

/** "The shortage of piped water [forces families]": the whole phrase, whose last noun a tree hung on what it took the verb for. */
function behindPrepositions(d: Dependencies, noun: number, end: number): Argument | null {
  let head = noun
  let start = runBefore(d, noun)
  while (OPENING.has(d.lower(start - 1)) && d.tag(start - 2) === "NOUN") {
    head = start - 2
    start = runBefore(d, head)
  }
  return head === noun ? null : {head, kind: "phrase", span: {start, end}, how: "placed"}
}

/** So many words at most say which ones are meant. */
const LONGEST_RELATIVE = 7

/** "Ferries that skip the island [kill trade]": where the phrase is the object of a relative clause, what that clause is said of. */
function withRelative(d: Dependencies, noun: number, end: number): Argument | null {
  for (let p = noun - 1; p > 0 && p > noun - LONGEST_RELATIVE; p--) {
    if (d.tag(p) === "PUNCT") return null
    if (!RELATIVE.has(d.lower(p)) || d.tag(p) !== "PRON" || !isVerbal(d, p + 1) || d.tag(p - 1) !== "NOUN") continue
    for (let i = 0; i < p; i++) if (isVerbal(d, i)) return null
    return {
      head: p - 1,
      kind: "phrase",
      span: {start: d.first[p - 1]! < p - 1 ? d.first[p - 1]! : p - 1, end},
      how: "placed",
    }
  }
  return null
}

const RELATIVE: ReadonlySet<string> = new Set(["that", "which", "who"])

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
