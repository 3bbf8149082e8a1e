// From the causes and effects that a frame found to proposals: every cause with every effect that shares no word with
// it. Spans in, proposals out.
//
// What is only asked for, intended, advised or wondered about has not been said to follow from anything, and gives
// none; nor do phrases that only say who, when or how much.

import {type Dependencies, NONE, type Span} from "../language/index.ts"
import {type Argument, isPassive, isVerb, marker} from "./arguments.ts"
import type {Sign} from "./claim.ts"
import {FAR, type Manner} from "./manner.ts"
import {isActor, isAmount, isPerson, isTime} from "./phrase-kinds.ts"
import type {Proposal} from "./proposal.ts"
import type {Rule} from "./rule.ts"

/** Verbs by which somebody wants something of somebody: what is asked for has not been said to follow from anything. */
export const ASKING = new Set([
  "expect",
  "ask",
  "request",
  "urge",
  "call",
  "beg",
  "order",
  "tell",
  "invite",
  "advise",
  "recommend",
  "propose",
  "want",
  "wish",
  "demand",
  "instruct",
])

/** Whether `i` is only asked for: "requested other nations to help". */
export function asked(d: Dependencies, i: number): boolean {
  for (let at = i, steps = 0; at >= 0 && steps < FAR; steps++) {
    const governor = d.head[at]!
    if (governor < 0) return false
    if (
      (d.is(at, "xcomp") || (d.is(at, "ccomp") && d.lemma(governor) !== "tell")) &&
      ASKING.has(d.lemma(governor)) &&
      isVerb(d, governor) &&
      !isPassive(d, governor) &&
      !(d.lemma(governor) === "expect" && expectsOf(d, governor))
    )
      return true
    if (d.is(at, "advcl") && marker(d, at) === "to" && askedOf(d, governor)) return true
    if (!d.is(at, "xcomp") && !d.is(at, "conj")) return false
    at = governor
  }
  return false
}

/** "expected the dyke to protect the beds": of a thing, which nobody can ask. */
function expectsOf(d: Dependencies, v: number): boolean {
  const object = d.child(v, "obj")
  return object > v && !isActor(d, {start: object, end: object + 1, head: object, clause: false})
}

/** Whether `v` asks somebody for what follows: "urged the regent to", "called on the ministry to". */
function askedOf(d: Dependencies, v: number): boolean {
  if (!ASKING.has(d.lemma(v)) && d.lemma(v) !== "appeal") return false
  const on = ["call", "appeal"].includes(d.lemma(v))
  const who = on
    ? (d.children(v, "obl").find((c) => ["on", "upon", "to"].includes(marker(d, c))) ?? NONE)
    : d.child(v, "obj")
  return who !== NONE && isActor(d, {start: who, end: who + 1, head: who, clause: false})
}

/** Nouns for what somebody is to do: "the commission's task is to improve". */
const TASKS = new Set(
  "task aim goal job mandate mission purpose plan duty idea intention objective ambition role".split(" "),
)

const INTENDING = new Set(
  "intend plan aim seek try attempt hope want wish pledge promise vow refuse decide agree prepare strive struggle fight work offer".split(
    " ",
  ),
)

/** Whether `i` is only meant to be done: "intends to reopen the quarry". */
function intended(d: Dependencies, i: number): boolean {
  const governor = d.head[i]!
  return governor >= 0 && d.is(i, "xcomp") && INTENDING.has(d.lemma(governor)) && isVerb(d, governor)
}

/** Whether `i` stands in a question that is only told: "whether the tremor damaged the pillars". */
export function wondered(d: Dependencies, i: number): boolean {
  for (let at = i, steps = 0; at >= 0 && steps < FAR; at = d.head[at]!, steps++)
    if (d.lower(d.child(at, "mark")) === "whether") return true
  return false
}

/** Whether the clause of `i` says what ought to be done. */
export function advised(d: Dependencies, i: number): boolean {
  for (let at = i, steps = 0; at >= 0 && steps < FAR; steps++) {
    if (d.children(at, "aux").some((aux) => ["should", "must", "ought", "shall"].includes(d.lower(aux)))) return true
    const governor = d.head[at]!
    if (governor < 0 || !d.is(at, "xcomp", "conj")) return false
    if (["need", "ought", "have"].includes(d.lemma(governor)) && d.is(at, "xcomp")) return true
    at = governor
  }
  return false
}

/** "accusing him of ruining the scale". */
function isAccused(d: Dependencies, v: number): boolean {
  const governor = d.head[v]!
  const above = governor < 0 ? governor : d.head[governor]!
  return marker(d, v) === "of" && [governor, above].some((i) => i >= 0 && d.lemma(i) === "accuse")
}

/** Every cause with every effect that shares no word with it. */
export function combine(
  d: Dependencies,
  from: readonly Argument[],
  to: readonly Argument[],
  signal: Span,
  how: Manner,
  rule: Rule,
  confidence: number,
  sign: Sign | ((effect: Argument) => Sign),
): Proposal[] {
  const {none, ...flags} = how
  const found: Proposal[] = []
  if (asked(d, signal.start) || wondered(d, signal.start)) return []
  const willing = intended(d, signal.start)
  for (const cause of from)
    for (const effect of to) {
      if (
        [cause, effect].some(
          (side) =>
            !side.clause &&
            // "those who sold early" are somebody.
            !(d.fine(side.head) === "DT" && d.child(side.head, "acl") !== NONE) &&
            ["DET", "ADP", "ADV", "SCONJ", "CCONJ", "PART", "PUNCT", "AUX", "INTJ"].includes(d.tag(side.head)),
        )
      )
        continue
      if (!cause.clause && d.tag(cause.head) === "ADJ" && cause.end - cause.start === 1) continue
      if (effect.end - effect.start === 1 && ["much", "more", "less", "many"].includes(d.lower(effect.head))) continue
      if (
        (isPerson(d, cause) && !isAccused(d, signal.start)) ||
        isAmount(d, effect) ||
        isAmount(d, cause) ||
        isTime(d, effect) ||
        isTime(d, cause)
      )
        continue
      if (TASKS.has(d.lemma(cause.head)) && d.fine(signal.start) === "VB") continue
      if ((willing || advised(d, signal.start)) && isActor(d, cause)) continue
      if (cause.start < effect.end && effect.start < cause.end) continue
      if (cause.start < signal.end && signal.start < cause.end) continue
      const negative = ["neither", "no"].includes(d.lower(cause.start)) && !flags.denied
      const start = ["neither", "no"].includes(d.lower(cause.start)) ? cause.start + 1 : cause.start
      if (start >= cause.end) continue
      found.push({
        cause: {start, end: cause.end},
        effect: {start: effect.start, end: effect.end},
        signal,
        sign: none ? "0" : typeof sign === "function" ? sign(effect) : sign,
        condition: null,
        ...flags,
        denied: flags.denied || negative,
        confidence,
        rule,
      })
    }
  return found
}
