// How a clause is said: how surely, how strongly, of which time, and whether it is denied. A verb of a tree in, its
// manner out.
//
// Read over the tree, since "threatens to", "is likely to" and "failed to" say it of the verb that hangs on them.

import {type Dependencies, isPassive, isRuledOut, ruledBy, saysMore} from "../language/index.ts"
import {OMISSION_VERBS} from "./lexicon/directions.ts"
import {
  ENOUGH,
  GRADING,
  HEDGING_AUXILIARIES,
  IN_FRONT,
  MAY_BE_IN_FRONT,
  OF_FUTURE,
  OF_PAST,
  UNABLE,
} from "./lexicon/grading.ts"
import {HEDGING, LIKELIHOOD, NEGATIONS, NO, NONE_OF_THEM, SAYING, SEEMING, STRENGTH, UNTRUE} from "./lexicon/manner.ts"
import {sayingAt} from "./lexicon/sayings.ts"
import type {Proposal} from "./proposal.ts"

/** How far up a tree is followed: "threatens to", "is likely to" are looked through. */
const FAR = 5

/** How a clause is said. */
export type Manner = Pick<Proposal, "hedge" | "denied" | "time" | "strength">

/** "would raise prices, lower wages and close mills": the verb whose auxiliary a later one shares; itself where it shares none. */
function sharing(d: Dependencies, v: number): number {
  const above = d.head[v]!
  const isBare = d.fine(v) === "VBP" && d.fine(above) === "VB" && d.child(v, "nsubj") < 0
  const shares = d.is(v, "conj") ? isBare || /^VB[NG]?$/.test(d.fine(v)) : isBare && d.is(v, "parataxis")
  return shares && d.child(v, "aux") < 0 ? sharing(d, above) : v
}

/** How surely, how strongly and of which time the clause of `v` is said, looking up through "threatens to". */
export function mannerAt(d: Dependencies, v: number, depth = 0): Manner {
  const hedges: {readonly at: number; readonly words: string}[] = []
  const put = (at: number, words = d.lower(at)) => hedges.push({at, words})
  const gerund = d.fine(v) === "VBG"
  let denied =
    isOmitted(d, v) ||
    isInNoWay(d, v) ||
    // "Was ruled out as the cause"
    (d.lemma(v) === "rule" && d.lower(v + 1) === "out" && d.children(v, "obl").some((c) => d.markers(c) === "as")) ||
    (gerund && (isRuledOut(d, v) || d.lower(v - 1) === "without"))
  let strength: string | null = null
  const own = d.children(v, "aux", "cop")
  const auxiliaries = own.length === 0 ? d.children(sharing(d, v), "aux") : own
  for (const aux of auxiliaries)
    if (HEDGING_AUXILIARIES.has(d.lower(aux)) && !isUnable(d, aux) && !isInverted(d, aux, v)) put(aux)
  let future = auxiliaries.some((aux) => OF_FUTURE.has(d.lower(aux)))
  let past =
    auxiliaries.some((aux) => OF_PAST.has(d.lower(aux))) ||
    (auxiliaries.length === 0 && (d.fine(v) === "VBD" || d.fine(v) === "VBN"))
  for (const c of d.children(v, "advmod", "obl", "cc")) {
    const word = d.lower(c)
    if (NEGATIONS.has(word) && !saysMore(d, c)) denied = true
    if ((word === "longer" || word === "means") && d.lower(c - 1) === "no") denied = true
    if (LIKELIHOOD.has(word)) put(c)
    if (STRENGTH.has(word)) strength = word
  }
  // "Could not open": it did not.
  if (denied && auxiliaries.some((aux) => d.lower(aux) === "could")) [future, past] = [false, true]
  // "No harm came of it", "none of it came", "saw no harm come of it"
  for (const c of d.is(v, "xcomp") ? d.children(d.head[v]!, "obj") : d.children(v, "nsubj"))
    if (
      NONE_OF_THEM.has(d.lower(c)) ||
      [d.first[c]!, d.first[c]! - 2].some((not) => d.lower(not) === "not" && d.lower(not + 1) === "even") ||
      d.children(c, "det", "cc", "advmod").some((x) => NO.has(d.lower(x)))
    )
      denied = true
  for (const c of d.children(v, "parataxis")) if (isDoubtBeside(d, c)) put(c)
  // "The danger is that prices rise"
  for (const c of d.children(v, "nsubj:outer")) if (sayingAt(d, c)?.belief) put(c)
  if (depth === 0 && ["risk", "threaten"].includes(d.lemma(v))) put(v)
  const ruling = ruledBy(d, v)
  const governor = ruling >= 0 ? ruling : d.head[v]!
  const graded = isGraded(d, v) || GRADING.has(d.lower(ruling))
  const complements = ruling >= 0 || d.is(v, "xcomp") || isFound(d, v)
  if (depth < FAR && governor >= 0 && (complements || graded)) {
    const up = mannerAt(d, governor, depth + 1)
    if (up.hedge) put(-1, up.hedge)
    const lemma = d.lemma(governor)
    const hedging =
      HEDGING.has(lemma) || (graded && ["ADJ", "NOUN"].includes(d.tag(governor)) && !ENOUGH.has(d.lower(governor)))
    if (hedging || (SAYING.get(lemma)?.belief && isPassive(d, governor))) {
      // "is expected to", "threatens to"
      const whole = complements && d.first[v]! > governor && d.child(governor, "obj") < governor
      const words = d.tokens.slice(governor, whole ? v : governor + 1).filter(({tag}) => tag !== "PUNCT")
      put(governor, words.map(({lower}) => lower).join(" "))
    }
    denied ||= up.denied || OMISSION_VERBS.has(lemma) || UNABLE.has(d.lower(governor))
    strength ??= up.strength
    future ||= up.time === "future"
    past = up.time === "past"
  }
  // A tail or reduced clause has no tense of its own: it shares that of the clause it hangs on.
  if (depth < FAR && auxiliaries.length === 0 && gerund && d.is(v, "advcl", "acl", "conj", "xcomp")) {
    const host = d.clauseHead(governor)
    const {time} = mannerAt(d, host < 0 ? governor : host, depth + 1)
    future ||= time === "future"
    past = time === "past"
  }
  const hedge = hedges.sort((a, b) => a.at - b.at).map((h) => h.words)
  return {
    hedge: hedge.length > 0 ? [...new Set(hedge)].join(" ") : null,
    denied,
    strength,
    time: future ? "future" : past ? "past" : "present",
  }
}

/** "..., it seems, ...", "..., I suspect, ...": a word of doubt with nothing but its subject, between commas. */
function isDoubtBeside(d: Dependencies, v: number): boolean {
  const doubts = SEEMING.has(d.lemma(v)) || SAYING.get(d.lemma(v))?.belief === true
  const alone = d.last[v]! - (d.tag(d.last[v]!) === "PUNCT" ? 1 : 0) === v
  return doubts && alone && d.markers(v) === "" && DOUBTERS.has(d.lower(d.child(v, "nsubj", "expl")))
}
const DOUBTERS: ReadonlySet<string> = new Set(["it", "i", "we", "one"])

/** "In May, should the dam fail, ...": it opens the condition, whatever it hangs on. */
const isInverted = (d: Dependencies, aux: number, v: number): boolean =>
  d.lower(aux) === "should" && aux < d.child(v, "nsubj") - 1

/** "Could not be heard", "can only grow": not open at all. */
const isUnable = (d: Dependencies, aux: number): boolean =>
  ["can", "could", "ca"].includes(d.lower(aux)) && ["not", "n't", "only", "no"].includes(d.lower(aux + 1))

/** Whether a verb hangs on a word that only grades it: "are unable to save", "was not sufficient to revive". */
export const isGraded = (d: Dependencies, v: number): boolean =>
  d.is(v, "xcomp", "advcl", "acl", "ccomp") &&
  GRADING.has(d.lower(d.head[v]!)) &&
  // "Nobody expected that the levy would hurt trade": who expects it, and not how likely it is.
  d.fine(d.head[v]!) !== "VBD" &&
  // "Weakened by war, the state was unable to collect taxes": no "unable to weaken".
  (!d.is(v, "advcl") || d.child(v, "mark") > d.head[v]!)

/** "In no way", "at no point", "under no circumstances". */
const NO_WAY: ReadonlySet<string> = new Set(["way", "means", "point", "time", "circumstances", "account"])
/** So many words stand between such and their verb at most: "at no point did the levy raise". */
const NO_WAY_WITHIN = 9

const HELPING: ReadonlySet<string> = new Set([...IN_FRONT, ...MAY_BE_IN_FRONT, "may", "might"])

/** "In no way raised prices", "at no point did the levy raise them", "nowhere has it raised them". */
function isInNoWay(d: Dependencies, v: number): boolean {
  for (let i = v - 1; i >= 0 && i > v - NO_WAY_WITHIN; i--) {
    if (d.lower(i) === "nowhere" || (d.lower(i) === "no" && NO_WAY.has(d.lower(i + 1)))) return true
    if (d.tag(i) === "PUNCT" || (d.isVerbal(i) && !HELPING.has(d.lower(i)))) return false
  }
  return false
}

/** Verbs by which somebody finds what an infinitive says. */
const FINDING: ReadonlySet<string> = new Set(["show", "prove", "find", "know", "think", "believe", "say", "expect"])

/** "Has not been shown to raise prices": what is found, whatever the tree makes of it, and no purpose. */
const isFound = (d: Dependencies, v: number): boolean =>
  d.lower(v - 1) === "to" && d.is(v, "xcomp", "advcl") && FINDING.has(d.lemma(d.head[v]!)) && isPassive(d, d.head[v]!)

/** Whether a verb says what something has, is about or is found to do: "does not have to raise prices". */
export const isRest = (d: Dependencies, v: number): boolean =>
  isFound(d, v) || (d.is(v, "xcomp") && ["have", "go"].includes(d.lemma(d.head[v]!)))

/** Verbs that name a cause, or one who did it. */
const NAMING_A_CAUSE: ReadonlySet<string> = new Set([
  "blame",
  "accuse",
  "attribute",
  "ascribe",
  "credit",
  "link",
  "hold",
])
const WRONGLY: ReadonlySet<string> = new Set(["wrongly", "falsely", "mistakenly", "unfairly", "wrongfully"])
/** What a deed is said to be that ought not to be done because it is not so. */
const MISTAKES: ReadonlySet<string> = new Set(["mistake", "error", "unfair", "absurd"])
const CLEARING: ReadonlySet<string> = new Set(["clear", "acquit", "absolve", "exonerate"])

/** "Is wrongly blamed for", "it would be a mistake to blame it for", "was cleared of raising prices". */
function isMisjudged(d: Dependencies, v: number): boolean {
  const above = d.head[v]!
  const names = NAMING_A_CAUSE.has(d.lemma(v))
  if (names && d.children(v, "advmod").some((c) => WRONGLY.has(d.lower(c)))) return true
  if (names && d.lower(v - 1) === "to" && (UNTRUE.has(d.lower(above)) || MISTAKES.has(d.lower(above)))) return true
  return d.fine(v) === "VBG" && d.lower(v - 1) === "of" && CLEARING.has(d.lemma(above))
}

/** What ends before a verb that is not done. */
const SHORT: ReadonlySet<string> = new Set(["short of", "nowhere near", "anything but"])

/** "Failed to lower prices", "refuses to raise wages", "came too late to calm the market", whatever the tree makes of it. */
export const isOmitted = (d: Dependencies, v: number): boolean =>
  (d.lower(v - 1) === "to" &&
    (OMISSION_VERBS.has(d.lemma(v - 2)) || d.lower(v - 3) === "too" || d.lower(v - 2) === "yet")) ||
  SHORT.has(`${d.lower(v - 2)} ${d.lower(v - 1)}`) ||
  isMisjudged(d, v)
