// What a claim says of its phrases as they are worded. Its sign: "for want of money" tells of the want, "brought trade to a
// standstill" of trade that ends, "made rice unprofitable" of less rice, "depends on whether it rains" of no direction. Its
// hedge: what is wanted is not yet so, what "could not" be done was not. A tree and a proposal in, the proposal out.
//
// The invariant is that of the rules: cause and effect share no word, and neither holds the trigger.

import type {Dependencies} from "../language/index.ts"
import {headOf} from "./extents.ts"
import {words} from "./lexicon/words.ts"
import {MAKING, PERHAPS, stateOf} from "./lexicon.ts"
import {worsened} from "./phrase-kinds.ts"
import type {Proposal} from "./proposal.ts"

const LACKING = new Set(["lack", "want", "shortage"])
/** Words that open a question: which answer brings the effect about is left open. */
const ASKING = new Set(["whether", "how"])
/** Verbs that take a thing to where another word says. */
const MOVING = new Set(["bring", "drive", "push", "drag", "pull", "force", "send", "put", "grind", "hold", "keep"])
/** What a thing comes to that ends: "to a halt", "to its knees". */
const ENDS = new Set(words("halt standstill stop end close knee nothing conclusion collapse ruin"))
const BELOW = new Set(["down", "low"])
const AWAY = new Set(["from", "out", "away", "off", "apart", "clear", "outside", "back", ...BELOW])

/** Verbs that take somebody or something from where it is, or keep it from there. */
const DISPLACING = new Set([...MOVING, ..."throw leave knock get take lock shut turn chase".split(" ")])

export function asWorded(d: Dependencies, proposal: Proposal): Proposal {
  const steps = [lacking, unlike, asked, ended, madeSo, held, outside, unmoved, hedged]
  return steps.reduce((worded, step) => step(d, worded), proposal)
}

/** "none had an effect on fares": whichever way it would have been, it is said to have no effect. */
const unmoved = (_: Dependencies, proposal: Proposal): Proposal =>
  proposal.denied && proposal.sign === "unclear" ? {...proposal, sign: "0", denied: false} : proposal

/** What leaves it open whether a claim is so, where the rules have not seen it; and what leaves nothing open. */
function hedged(d: Dependencies, proposal: Proposal): Proposal {
  const {signal, hedge} = proposal
  if (hedge !== null) return unable(d, proposal) ? {...proposal, hedge: null} : proposal
  for (const i of [signal.start - 1, signal.end]) if (PERHAPS.has(d.lower(i))) return {...proposal, hedge: d.lower(i)}
  const wanted =
    d.fine(signal.start) === "VB" && d.is(signal.start, "advcl") && d.lower(d.first[signal.start]!) === "to"
  return wanted ? {...proposal, hedge: "to"} : proposal
}

/** "could not be heard", "can only grow": not open at all. */
function unable(d: Dependencies, {hedge, cause, effect, signal}: Proposal): boolean {
  if (hedge !== "could" && hedge !== "can") return false
  const [from, to] = [Math.min(cause.start, effect.start, signal.start), Math.max(cause.end, effect.end, signal.end)]
  for (let i = from; i < to; i++)
    if (d.lower(i) === hedge && ["not", "n't", "only", "no"].includes(d.lower(i + 1))) return true
  return false
}

/** "for want of money": the want brings it about. */
function lacking(d: Dependencies, proposal: Proposal): Proposal {
  const {start} = proposal.signal
  const lacks = d.lower(start) === "for" && LACKING.has(d.lower(start + 1)) && d.lower(start + 2) === "of"
  if (!lacks || proposal.sign !== "-" || proposal.cause.start !== start + 3) return proposal
  return {
    ...proposal,
    cause: {start: start + 1, end: proposal.cause.end},
    signal: {start, end: start + 1},
    sign: "+",
  }
}

/** "had it not been for the boats": the boats keep it from coming true. */
function unlike(d: Dependencies, proposal: Proposal): Proposal {
  const {start, end} = proposal.cause
  const negated = ["it", "not", "been", "for"].every((word, k) => d.lower(start + k) === word)
  if (!negated || proposal.sign !== "+" || end <= start + 4) return proposal
  return {...proposal, cause: {start: start + 4, end}, sign: "-", condition: "without"}
}

/** "hangs on whether it rains". */
const asked = (d: Dependencies, proposal: Proposal): Proposal =>
  proposal.sign === "+" && ASKING.has(d.lower(proposal.cause.start)) && d.tag(proposal.signal.start) === "VERB"
    ? {...proposal, sign: "unclear"}
    : proposal

/** "brought trade to a standstill", "drove the price down", "keep the pike in check": there is less of what is told before it. */
function ended(d: Dependencies, proposal: Proposal): Proposal {
  const {signal, sign, effect} = proposal
  if (sign !== "+" || !MOVING.has(d.lemma(signal.start))) return proposal
  // Behind a passive it stands behind the verb, behind an object right behind that, or is taken for its end.
  if (effect.start < signal.start) return endsAt(d, signal.end) ? {...proposal, sign: "-"} : proposal
  for (let i = effect.start + 1; i < effect.end; i++)
    if (endsAt(d, i)) return {...proposal, effect: {start: effect.start, end: i}, sign: "-"}
  const lower = BELOW.has(d.lower(effect.end)) && d.lower(effect.end + 1) !== "to"
  return lower || endsAt(d, listEnd(d, effect.end)) ? {...proposal, sign: "-"} : proposal
}

/** Where a list ends whose first members end at `end`: "trains, ports and schools in Alvara to a standstill". */
function listEnd(d: Dependencies, end: number): number {
  if (d.lower(end) !== "," && d.tag(end) !== "CCONJ") return end
  let i = end + 1
  while (LISTED.has(d.tag(i)) || d.lower(i) === "," || ["of", "in"].includes(d.lower(i))) i++
  return i
}

/** What the further members of a list are made of. */
const LISTED = new Set(["DET", "ADJ", "NOUN", "PROPN", "NUM", "CCONJ"])

function endsAt(d: Dependencies, i: number): boolean {
  const behind = ["a", "an", "the", "its", "their", "his", "her"].includes(d.lower(i + 1)) ? i + 2 : i + 1
  return (
    (d.lower(i) === "to" && ENDS.has(d.lemma(behind))) ||
    (d.lower(i) === "in" && d.lower(i + 1) === "check") ||
    (d.lower(i) === "at" && d.lower(i + 1) === "bay")
  )
}

/** What may stand between a thing and what it is made. */
const GRADING = new Set("more less even far much so too all but still rather ever almost nearly quite".split(" "))

/** "made rice unprofitable", "made matters worse": a thing without the word for what it became has the sign of that word; with it, it comes about. */
function madeSo(d: Dependencies, proposal: Proposal): Proposal {
  const {signal, sign, effect} = proposal
  if ((sign !== "+" && sign !== "-") || !MAKING.has(d.lemma(signal.start))) return proposal
  if (effect.start >= signal.end)
    for (let i = effect.start + 1; i < effect.end; i++) if (saysState(d, i)) return {...proposal, sign: "+"}
  if (sign === "-") return proposal
  let at = effect.start < signal.start ? signal.end : effect.end
  let less = false
  for (; GRADING.has(d.lower(at)) || (d.tag(at) === "ADV" && d.lower(at) !== "worse"); at++)
    if (d.lower(at) === "less") less = !less
  if (!saysState(d, at)) return proposal
  const way = d.lower(at) === "worse" ? gotWorse(d, headOf(d, effect)) : stateOf(d.lower(at))
  return (way === "-") !== less ? {...proposal, sign: "-"} : proposal
}

/** Whether a word says of a thing before it that there is more of it or less. */
const saysState = (d: Dependencies, i: number): boolean =>
  stateOf(d.lower(i)) !== undefined && ["ADJ", "ADV"].includes(d.tag(i)) && !["NOUN", "PROPN"].includes(d.tag(i + 1))

/** What "it" is that got worse the sentence does not say: it is taken for something unwanted. */
const gotWorse = (d: Dependencies, thing: number): "+" | "-" => (d.tag(thing) === "PRON" ? "+" : worsened(d, thing))

/** "put 150 men out of work": it brings about what the phrase says with its last words. */
function outside(d: Dependencies, proposal: Proposal): Proposal {
  const {signal, sign, effect} = proposal
  if (sign !== "-" || effect.start < signal.end || !DISPLACING.has(d.lemma(signal.start))) return proposal
  for (let i = effect.start + 1; i < effect.end - 1; i++)
    if (d.lower(i) === "out" && d.lower(i + 1) === "of") return {...proposal, sign: "+"}
  return proposal
}

/** "keeps tariffs high": what is kept as it is is not kept away. */
function held(d: Dependencies, proposal: Proposal): Proposal {
  const {signal, sign, effect} = proposal
  if (sign !== "-" || d.lemma(signal.start) !== "keep" || effect.start < signal.end) return proposal
  const until = Math.min(d.tokens.length, effect.end + 3)
  for (let i = signal.start; i < until; i++)
    if (AWAY.has(d.lower(i)) || ["check", "bay", "control"].includes(d.lower(i))) return proposal
  return {...proposal, sign: "+"}
}
