// How the verbs of a sentence group with their auxiliaries. A tree in, groups out, in the order of the words.

import {TENSED} from "./bounds.ts"
import {type Dependencies, NONE} from "./dependencies.ts"
import type {Span} from "./token.ts"

/** A verb with its auxiliaries and its "to": tokens [start, end), of which the last is the head. A copula is a group of its own. */
export type VerbGroup = Span & {
  readonly head: number
  /** What heads its clause: of a copula, what is said to be. */
  readonly verb: number
  readonly finite: boolean
}

/** Every group of a sentence. */
export const verbGroups = (d: Dependencies): VerbGroup[] =>
  d.tokens.flatMap((_, i) => (isMain(d, i) ? groupAround(d, i) : []))

/** Whether a word is a verb that is no auxiliary of another: a copula is. */
function isMain(d: Dependencies, i: number): boolean {
  if (d.tag(i) === "AUX") return !d.is(i, "aux", "case", "amod", "compound")
  return d.isVerbal(i) && d.tag(i) === "VERB" && d.child(i, "det") === NONE
}

/** A verb, or a copula, with the auxiliaries and the "to" before it, and what stands between them. */
function groupAround(d: Dependencies, head: number): VerbGroup {
  const verb = d.is(head, "cop") && d.head[head]! >= 0 ? d.head[head]! : head
  const helps = (k: number) => d.head[k] === verb && (d.is(k, "aux") || (d.lower(k) === "to" && d.is(k, "mark")))
  let [start, finite] = [head, d.fine(head) === "VB" || TENSED.has(d.fine(head))]
  for (let k = head - 1; k >= 0 && (helps(k) || d.tag(k) === "ADV" || d.tag(k) === "PART"); k--) {
    if (!helps(k)) continue
    start = k
    finite ||= TENSED.has(d.fine(k))
  }
  return {start, end: head + 1, head, verb, finite: finite && d.lower(start) !== "to"}
}
