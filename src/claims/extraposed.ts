// "The cuts made it harder for clinics to hire nurses": an "it" that stands for the infinitive or the clause behind it. A tree and a
// verb in; which way that moves and the words that head it out. By the order of words: what parsers hang such an infinitive on
// differs from sentence to sentence.

import {type Dependencies, headOf} from "../language/index.ts"
import {easeOf} from "./lexicon/directions.ts"
import {LESS} from "./lexicon/pairs.ts"
import {contentBehind} from "./places.ts"
import type {Argument} from "./predicate.ts"

export type Extraposed = {
  /** Whether it makes more of what the "it" stands for, or less. */
  readonly sign: "+" | "-"
  /** The word behind the adjective. */
  readonly end: number
  /** Who or what is to do it; the infinitive or clause itself where nobody is named. */
  readonly who: Argument
  readonly what: Argument
}

/** So many words stand at most between an "it" and its adjective, and between "for" and its infinitive. */
const GRADED_BY = 4
const NAMED_IN = 16
const TURNING: ReadonlySet<string> = new Set(["less", "least", "no", "not"])

/** What the "it" right behind a verb stands for, where an adjective of how easy or how likely that is follows. */
export function extraposed(d: Dependencies, verb: number): Extraposed | null {
  if (d.lower(verb + 1) !== "it") return null
  let sign = 1
  let at = verb + 2
  for (; at <= verb + 2 + GRADED_BY && !easeOf(d.lower(at)); at++) {
    if (d.tag(at) !== "ADV" && d.tag(at) !== "DET" && d.tag(at) !== "ADJ") return null
    if (TURNING.has(d.lower(at))) sign = -sign
  }
  const ease = easeOf(d.lower(at))
  if (!ease) return null
  const told = {sign: (ease === "+") === sign > 0 ? "+" : "-", end: at + 1} as const
  const next = at + 1
  const [content] = contentBehind(d, verb, next)
  if (content) return {...told, who: content, what: content}
  if (d.lower(next) === "for") {
    const done = doneBy(d, next)
    // "Harder for small mills": whatever they do.
    return done && {...told, who: done.who, what: done.what ?? done.who}
  }
  const what = infinitiveAt(d, next)
  return what && {...told, who: what, what}
}

/**
 * Where what the "it" of a comparative stands for begins, whose "the" a token is, and whether there is more of it: "the harder it is to
 * [sell]", "the less likely it becomes that [they come]".
 */
export function extraposedBehind(
  d: Dependencies,
  the: number,
): {readonly start: number; readonly more: boolean} | null {
  const isLess = LESS.has(d.lower(the + 1))
  const at = isLess || d.lower(the + 1) === "more" ? the + 2 : the + 1
  const ease = easeOf(d.lower(at))
  if (!ease || d.lower(at + 1) !== "it") return null
  let ties = at + 2
  while (["AUX", "VERB", "ADV"].includes(d.tag(ties))) ties++
  return /^(?:to|for|that)$/.test(d.lower(ties)) ? {start: ties + 1, more: (ease === "-") === isLess} : null
}

/** What "to" ties to its verb, where that begins at a token. */
function infinitiveAt(d: Dependencies, to: number): Argument | null {
  let head = to + 1
  while (d.tag(head) === "ADV") head++
  if (d.lower(to) !== "to" || !d.isVerbal(head)) return null
  // "To be freed"
  return {head: d.is(head, "aux", "cop") && d.head[head]! > head ? d.head[head]! : head, kind: "bare"}
}

/** "For the pass to be closed": who or what a "for" names, and what that is to do; null where it names nobody. */
export function doneBy(d: Dependencies, at: number): {readonly who: Argument; readonly what: Argument | null} | null {
  const named = at + 1
  let to = named
  while (to < named + NAMED_IN && d.lower(to) !== "to" && d.tag(to) !== "PUNCT") to++
  if (to === named) return null
  return {who: {head: headOf(d, {start: named, end: to}), kind: "phrase", before: to}, what: infinitiveAt(d, to)}
}
