// How a verb group is said, read over the order of words: how surely, how strongly, of which time, denied or not. A verb
// group of a clause in, its manner out. The counterpart of manner.ts, which reads trees.

import type {Clauses, VerbGroup} from "../language/index.ts"
import {LIKELIHOOD, LOOK_THROUGH, STRENGTH} from "./lexicon.ts"
import {saysMore} from "./manner.ts"
import type {Proposal} from "./proposal.ts"

/** How a clause is said, but for "no effect". */
export type Flags = Pick<Proposal, "hedge" | "denied" | "time" | "strength">

/** How a clause is said. `none`: that one thing has no effect on the other. */
type Manner = Flags & {readonly none: boolean}

/** `manner` for rules that have no word for "no effect". */
export function flagsOf(clauses: Clauses, group: VerbGroup): Flags {
  const {none: _, ...flags} = manner(clauses, group)
  return flags
}

/** Hedge, denial, time and strength of what a verb group says, looking up through "threatens to". */
export function manner(clauses: Clauses, group: VerbGroup, depth = 0): Manner {
  const hedges: string[] = []
  const {negation} = group
  let denied = negation >= 0 && !saysMore([clauses.lower(negation + 1), clauses.lower(negation + 2)])
  let strength: string | null = null
  let none = false
  const modal = group.modal
  if (depth === 0 && ["risk", "threaten"].includes(group.lemma)) hedges.push(clauses.tokens[group.head]!.text)
  if (modal && ["may", "might", "could", "would", "can", "should"].includes(modal)) hedges.push(modal)
  for (let k = group.start - 2; k <= group.end; k++) {
    if (k < 0 || k >= clauses.tokens.length) continue
    const word = clauses.lower(k)
    if (LIKELIHOOD.has(word) && (k >= group.start || clauses.tag(k) === "ADV")) hedges.push(word)
    if (STRENGTH.has(word)) strength = word
  }
  let future = modal !== null && modal !== "can"
  let past = group.past && modal === null
  const governor = depth < 4 ? governing(clauses, group) : null
  if (governor) {
    const up = manner(clauses, governor, depth + 1)
    if (up.hedge) hedges.unshift(up.hedge)
    if (LOOK_THROUGH.get(governor.lemma)?.hedge)
      hedges.push(
        clauses.tokens
          .slice(governor.head, group.start)
          .map((t) => t.text)
          .join(" ") || clauses.tokens[governor.head]!.text,
      )
    denied = denied || up.denied
    none = none || up.none
    strength = strength ?? up.strength
    future = future || up.time === "future"
    past = up.time === "past" && !future
    if (governor.lemma === "fail") denied = true
    // "has done little to reduce": said to have no effect.
    if (governor.lemma === "do" && /^(little|nothing)$/.test(clauses.lower(group.start - 1))) none = true
  }
  if (/^(nothing|little)$/.test(clauses.lower(group.start - 1)) && group.form === "infinitive") none = true
  return {
    hedge: hedges.length > 0 ? [...new Set(hedges)].join(" ") : null,
    denied,
    time: future ? "future" : past ? "past" : "present",
    strength,
    none,
  }
}

/** The verb group that governs an infinitive or gerund right after it: "threatens to halt", "risks triggering". */
export function governing(clauses: Clauses, group: VerbGroup): VerbGroup | null {
  if (group.form !== "infinitive" && group.form !== "gerund") return null
  const index = clauses.groups.indexOf(group)
  const before = clauses.groups[index - 1]
  if (!before) return null
  const between = clauses.tokens.slice(before.end, group.start)
  if (
    between.every(
      (t) =>
        t.tag === "ADV" ||
        t.tag === "ADJ" ||
        /^(little|nothing|to|set|likely|unlikely|designed|the|potential)$/.test(t.lower),
    )
  )
    return before
  return null
}
