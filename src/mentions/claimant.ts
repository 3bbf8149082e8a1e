// Who says a number, by the tree of its sentence: the subject of the verb of saying whose complement holds it, or whoever it is
// "according to". What stands beside a number says nothing: "40 carts were lost, and the guild reports that ..." is the author's.

import type {Range} from "../documents/index.ts"
import {type Dependencies, NONE} from "../language/index.ts"

/** Verbs by which somebody states a number. */
export const SAYING = new Set(
  `say report estimate claim state announce warn note add tell admit acknowledge confirm calculate reckon declare allege maintain insist argue
  show suggest indicate record find predict forecast project believe reveal conclude write`.split(/\s+/),
)

/** How what is said hangs on the verb that says it. */
const SAID = ["ccomp", "obj", "xcomp"] as const

/** Who says the number at `quote`, as worded and without an article; null where the text tells it as its own, or calls them "they". */
export function claimantOf(d: Dependencies, text: string, quote: Range): string | null {
  const number = d.tokens.findIndex(({to}) => to > quote.from)
  if (number < 0 || d.tokens[number]!.from >= quote.to) return null
  const inside = (i: number): boolean => d.tokens[i]!.to > quote.from && d.tokens[i]!.from < quote.to
  const path = [number]
  for (let i = d.head[number]!; i >= 0; i = d.head[i]!) path.push(i)
  for (const [n, at] of path.entries()) {
    const from = n > 0 ? path[n - 1]! : NONE
    // "Two people who attended said so": they are counted by whoever writes.
    if (n > 0 && says(d, at) && d.is(from, "nsubj")) return null
    // "According to the guild, which counts 40 carts".
    if (n > 0 && isAccording(d, at) && d.is(from, "acl")) return nameOf(d, text, at)
    const according = d.children(at).find((c) => isAccording(d, c) && !path.includes(c))
    if (according !== undefined) return nameOf(d, text, according)
    // "Forty carts were lost, the guild said": hangs on what is said, or has it as its complement.
    const beside = d.children(at, "parataxis").find((c) => says(d, c) && !path.includes(c) && !isBehindStop(d, at, c))
    const verb = beside ?? (n > 0 && says(d, at) && isSaid(d, from) ? at : NONE)
    if (verb === NONE) continue
    const subject = subjectOf(d, verb)
    // What is counted reports nothing: "40 carters reported losses" is about them.
    if (subject === NONE || inside(subject) || !["NOUN", "PROPN"].includes(d.tag(subject))) return null
    return nameOf(d, text, subject)
  }
  return null
}

const says = (d: Dependencies, i: number): boolean =>
  d.tag(i) === "VERB" && SAYING.has(d.lemma(i)) && d.child(i, "aux:pass") === NONE

/** A complement, a second one ("and that"), and "at 40 million" of what is estimated. */
const isSaid = (d: Dependencies, i: number): boolean =>
  d.is(i, ...SAID) ||
  (d.is(i, "conj") && d.lower(d.child(i, "mark")) === "that") ||
  (d.is(i, "obl") && d.lower(d.child(i, "case")) === "at")

const isAccording = (d: Dependencies, i: number): boolean =>
  d.children(i, "case").some((c) => d.lower(c) === "according") && d.is(i, "obl", "nmod")

/** The subject of a verb; of one that is joined to another the other's, where it has none. */
function subjectOf(d: Dependencies, verb: number): number {
  for (let at = verb; at >= 0; at = d.is(at, "conj", "xcomp") ? d.head[at]! : NONE) {
    const subject = d.child(at, "nsubj")
    if (subject !== NONE) return subject
  }
  return NONE
}

/** Whether a stop or semicolon parts two words: what is said behind it is another sentence. */
function isBehindStop(d: Dependencies, a: number, b: number): boolean {
  for (let k = Math.min(a, b); k < Math.max(a, b); k++) if (/^[;:]$/.test(d.lower(k))) return true
  return false
}

/** The name of whoever heads a phrase: what stands before it but an article, and "of", "in", "from" behind it. */
function nameOf(d: Dependencies, text: string, head: number): string {
  let [start, end] = [head, head + 1]
  for (const c of d.children(head)) {
    if (c < head && d.is(c, "compound", "amod", "nmod:poss", "nmod:desc", "flat", "nummod"))
      start = Math.min(start, d.first[c]!)
    if (c < head || d.first[c]! !== end) continue
    const place = d.is(c, "nmod") && ["of", "in", "from", "for", "at"].includes(d.lower(d.child(c, "case")))
    if (d.is(c, "flat") || place) end = d.last[c]! + 1
    else break
  }
  while (start < head && (d.tag(start) === "DET" || d.fine(start) === "PRP$")) start++
  return text.slice(d.tokens[start]!.from, d.tokens[end - 1]!.to).replace(/\s+/g, " ")
}
