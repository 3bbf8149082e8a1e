// Sentences whose cause is the sentence before: "Consequently, trade fell", "The result was a famine", "Otherwise the herds will
// die". A tree in, the one proposal that it opens with out; whether there is a sentence before, the reader knows.

import type {Dependencies} from "../language/index.ts"
import {clause, headsClause, isVerbal, stretch} from "./bounds.ts"
import {RESULTS, THEREFORE} from "./lexicon.ts"
import {mannerAt} from "./manner.ts"
import type {Proposal} from "./proposal.ts"
import type {Rule} from "./rule.ts"

/** A connective that opens a sentence and points back, as a rule with its sign. */
type Opening = Pick<Proposal, "sign" | "condition" | "confidence"> & {readonly rule: Rule; readonly length: number}

const COPULAS: ReadonlySet<string> = new Set(["was", "is", "were", "are", "has", "have", ":"])

function openingOf(d: Dependencies): Opening | null {
  const marker = THEREFORE.find(({words}) => words.every((word, k) => d.lower(k) === word))
  if (marker) {
    const rule: Rule = {kind: "therefore", name: marker.words.join(" ")}
    return {sign: "+", condition: null, confidence: 0.6, rule, length: marker.words.length}
  }
  if (d.lower(0) === "otherwise")
    return {sign: "-", condition: "unless", confidence: 0.55, rule: {kind: "otherwise"}, length: 1}
  if (d.lower(0) !== "the" || !RESULTS.has(d.lower(1)) || !COPULAS.has(d.lower(2))) return null
  let length = 3
  while (["been", "that", "to"].includes(d.lower(length))) length++
  return {sign: "+", condition: null, confidence: 0.6, rule: {kind: "the result was"}, length}
}

/** What a sentence says of the one before it; null where it opens with no word that points back. */
export function fromBefore(d: Dependencies): Proposal | null {
  const opening = openingOf(d)
  if (!opening) return null
  const {length, rule, ...how} = opening
  const outcome = rule.kind === "the result was"
  const signal = outcome ? {start: 1, end: 2} : {start: 0, end: length}
  let verb = -1
  for (let i = length; i < d.tokens.length && verb < 0; i++)
    if (headsClause(d, i) && (outcome || d.child(i, "nsubj", "expl") >= 0)) verb = i
  if (!outcome && verb < 0) return null
  const span = outcome ? stretch(d, length, signal) : clause(d, verb)
  const effect = {start: Math.max(length, span.start), end: span.end}
  if (effect.end <= effect.start || (outcome && effect.end - effect.start === 1 && d.tag(effect.start) === "ADJ"))
    return null
  const {hedge, time, strength, denied} = mannerAt(d, verb >= 0 && isVerbal(d, verb) ? verb : effect.start)
  return {
    ...how,
    ruled: how.sign,
    cause: {start: 0, end: 0},
    effect,
    signal,
    hedge,
    denied: outcome ? false : denied,
    time,
    strength,
    rule,
    fromBefore: true,
  }
}
