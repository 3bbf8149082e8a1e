// How a clause is said: how surely, how strongly, of which time, and whether it is denied. A verb of a tree in, its
// manner out.
//
// Read over the tree, since "threatens to", "is likely to" and "failed to" say it of the verb that hangs on them.

import type {Dependencies} from "../language/index.ts"
import {isPassive} from "./analyse.ts"
import {clauseHead} from "./bounds.ts"
import {wordSet} from "./lexicon/words.ts"
import {HEDGING, LIKELIHOOD, OMISSION_VERBS, SAYING, STRENGTH} from "./lexicon.ts"
import type {Proposal} from "./proposal.ts"

/** How far up a tree is followed: "threatens to", "is likely to" are looked through. */
export const FAR = 5

const HEDGING_AUXILIARIES = new Set(["may", "might", "could", "would", "can", "should"])

/** Words that deny the verb they stand with. */
const NEGATIONS = new Set(["not", "n't", "never", "hardly", "scarcely", "rarely", "seldom", "neither", "nor"])

/** Words behind "not" that say there is more to it: "did not merely raise fares" raised them. */
const NOT_ALL = new Set(["only", "merely", "just", "simply", "solely", "purely", "exclusively"])

/** Whether a "not" denies nothing because of the words behind it: "not only", "not merely", "not so much". */
const saysMore = (d: Dependencies, not: number): boolean =>
  NOT_ALL.has(d.lower(not + 1)) || (d.lower(not + 1) === "so" && d.lower(not + 2) === "much")

/** How a clause is said. */
export type Manner = Pick<Proposal, "hedge" | "denied" | "time" | "strength">

/** How surely, how strongly and of which time the clause of `v` is said, looking up through "threatens to". */
export function mannerAt(d: Dependencies, v: number, depth = 0): Manner {
  const hedges: {readonly at: number; readonly words: string}[] = []
  const put = (at: number, words = d.lower(at)) => hedges.push({at, words})
  let denied = false
  let strength: string | null = null
  let future = false
  let past = false
  const children = d.children(v)
  let auxiliaries = children.filter((c) => d.is(c, "aux", "cop"))
  // "would raise prices and lower wages": the second verb shares the first one's auxiliary.
  if (d.is(v, "conj") && auxiliaries.length === 0 && d.head[v]! >= 0 && ["VB", "VBN", "VBG"].includes(d.fine(v)))
    auxiliaries = d.children(d.head[v]!, "aux")
  for (const aux of auxiliaries) {
    const lemma = d.lower(aux)
    if (HEDGING_AUXILIARIES.has(lemma)) put(aux, lemma)
    if (["will", "would", "may", "might", "could", "shall", "should", "'ll", "wo", "must"].includes(lemma))
      future = true
    if (["had", "was", "were", "did", "has", "have", "'ve", "'d"].includes(lemma)) past = true
  }
  if (auxiliaries.length === 0 && (d.fine(v) === "VBD" || d.fine(v) === "VBN")) past = true
  if (
    !auxiliaries.some((a) => ["has", "have", "had", "was", "were", "did"].includes(d.lower(a))) &&
    ["is", "are"].some((w) => auxiliaries.some((a) => d.lower(a) === w))
  )
    past = false
  for (const c of children) {
    const word = d.lower(c)
    if (d.is(c, "advmod", "obl")) {
      if (NEGATIONS.has(word) && !saysMore(d, c)) denied = true
      if (word === "longer" && d.lower(c - 1) === "no") denied = true
      if (LIKELIHOOD.has(word)) put(c)
      if (STRENGTH.has(word)) strength = word
    }
    if (
      d.is(c, "nsubj") &&
      (d.children(c, "det", "cc", "advmod").some((x) => ["no", "neither"].includes(d.lower(x))) ||
        ["none", "nothing"].includes(word))
    )
      denied = true
    if (d.is(c, "cc", "advmod") && ["neither", "nor"].includes(d.lower(c)) && c < v) denied = true
  }
  if (d.fine(v) === "VBG" && setAside(d, v)) denied = true
  if (isOmitted(d, v)) denied = true
  // "Has yet to lower prices": it has not.
  if (d.lower(v - 1) === "to" && d.lower(v - 2) === "yet") denied = true
  if (d.lower(v - 1) === "means" && d.lower(v - 2) === "no" && d.lower(v - 3) === "by") denied = true
  const own = d.lemma(v)
  if (depth === 0 && (own === "risk" || own === "threaten")) put(v)
  const governor = d.head[v]!
  if (depth < FAR && governor >= 0 && (d.is(v, "xcomp") || (d.is(v, "advcl", "acl", "ccomp") && raises(d, governor)))) {
    const up = mannerAt(d, governor, depth + 1)
    if (up.hedge) put(-1, up.hedge)
    const lemma = d.lemma(governor)
    if (HEDGING.has(lemma) || (SAYING.get(lemma)?.belief && isPassive(d, governor)))
      put(
        governor,
        d.tokens
          .slice(governor, d.first[v]! > governor && d.child(governor, "obj") < governor ? v : governor + 1)
          .filter((t) => t.tag !== "PUNCT")
          .map((t) => t.lower)
          .join(" "),
      )
    if (raises(d, governor) && d.tag(governor) === "ADJ")
      put(governor, `${d.lower(governor)}${d.lower(governor + 1) === "to" ? " to" : ""}`)
    denied =
      denied ||
      up.denied ||
      OMISSION_VERBS.has(lemma) ||
      d.lower(governor) === "unable" ||
      d.lower(governor) === "unlikely"
    strength = strength ?? up.strength
    future = future || up.time === "future"
    past = up.time === "past"
  }
  // A tail or reduced clause has no tense of its own: it shares that of the clause it hangs on.
  if (
    depth < FAR &&
    auxiliaries.length === 0 &&
    d.fine(v) === "VBG" &&
    governor >= 0 &&
    d.is(v, "advcl", "acl", "conj", "xcomp")
  ) {
    const host = clauseHead(d, governor)
    const above = mannerAt(d, host < 0 ? governor : host, depth + 1)
    future = future || above.time === "future"
    past = above.time === "past"
  }
  const hedge = hedges.sort((a, b) => a.at - b.at).map((h) => h.words)
  return {
    hedge: hedge.length > 0 ? [...new Set(hedge)].join(" ") : null,
    denied,
    strength,
    time: future ? "future" : past ? "past" : "present",
  }
}

/** "Failed to lower prices", "refuses to raise wages", "came too late to calm the market", whatever the tree makes of it. */
export const isOmitted = (d: Dependencies, v: number): boolean =>
  d.lower(v - 1) === "to" && (OMISSION_VERBS.has(d.lemma(v - 2)) || d.lower(v - 3) === "too")

/** "far from calming", "rather than disarming", "instead of ending", "without ending": what is said not to have been done. */
function setAside(d: Dependencies, v: number): boolean {
  const [before, opens] = [d.lower(v - 1), d.lower(v - 2)]
  return (
    before === "without" ||
    (before === "from" && opens === "far") ||
    (before === "than" && opens === "rather") ||
    (before === "of" && opens === "instead")
  )
}

const GRADING = wordSet("likely unlikely set poised bound able unable certain sure due expected prone apt")

/** Whether a word only grades how likely or how able what follows it is. */
const raises = (d: Dependencies, i: number): boolean => GRADING.has(d.lower(i))
