// Whether a verb is passive, has a tense, or is what something is done for. A tree and a verb in.

import {wordSet} from "../core/word-lists.ts"
import {TENSED} from "./bounds.ts"
import {type Dependencies, NONE} from "./dependencies.ts"

/** By how much something is done, and not by whom. */
const MEASURES = wordSet(
  "half third quarter fifth sixth eighth tenth percent cent % percentage point fraction factor margin",
)

/**
 * "A stray spark set off the fire": where no verb of a sentence has a tense, the participle behind its first noun is its verb, whatever the
 * tree makes of the two.
 */
export function isLoneVerb(d: Dependencies, v: number): boolean {
  if ((d.fine(v) !== "VBN" && d.fine(v) !== "VBD") || !d.is(v, "acl") || d.head[v]! > v || d.lower(v + 1) === "by")
    return false
  if (d.lower(d.tokens.length - 1) !== "." || d.lower(v - 1) === ",") return false
  return !d.tokens.some(({xpos}, i) => i !== v && TENSED.has(xpos))
}

/** Whether what a verb is said of is what it is done to. */
export function isPassive(d: Dependencies, v: number): boolean {
  if (isLoneVerb(d, v)) return false
  if (d.children(v, "aux").some((a) => d.rel[a] === "aux:pass" || d.lemma(a) === "get")) return true
  if (d.fine(v) !== "VBN" && d.fine(v) !== "VBD") return false
  // "The fleet has lowered costs by a third" is none.
  const auxiliaries = d.children(v, "aux", "cop").map((a) => d.lemma(a))
  if (auxiliaries.includes("have") && !auxiliaries.includes("be")) return false
  const isAgent = (c: number) =>
    (d.rel[c] === "obl:agent" || d.lower(d.first[c]!) === "by") && !MEASURES.has(d.lemma(c))
  if (d.child(v, "obj") < 0 && d.children(v, "obl").some(isAgent)) return true
  return d.fine(v) === "VBN" && d.is(v, "acl", "advcl") && d.child(v, "obj", "aux", "nsubj") < 0
}

/** Whether a verb has a tense, by itself or by an auxiliary. */
export const isTensed = (d: Dependencies, v: number): boolean =>
  TENSED.has(d.fine(v)) || d.children(v, "aux").some((a) => a < v && d.lower(a) !== "to")

/** Nouns that say of what is done that it is done for what follows them, and what ties them to it. */
const AIMS = wordSet("aim goal intention intent purpose objective hope view effort attempt bid means way")
const OF_AIM: ReadonlySet<string> = new Set(["with", "in", "as", "for"])

/** The noun of such a phrase that a verb hangs on: "in an effort to", "with a view to stabilising"; NONE. */
export function aimOf(d: Dependencies, v: number): number {
  const noun = d.head[v]!
  const isAim = d.is(v, "acl") && AIMS.has(d.lemma(noun)) && d.is(noun, "obl", "nmod")
  return isAim && OF_AIM.has(d.markers(noun)) ? noun : NONE
}

/** Nouns of what somebody may, can or means to do. */
const TO_DO = wordSet(
  "will willingness unwillingness ability inability capacity power right freedom refusal failure decision desire need readiness reluctance determination commitment pledge promise plan",
)

/** What a verb complements that a tagger takes for another word behind its "to", "likely" in "is likely to prompt further raids"; NONE. */
export function ruledBy(d: Dependencies, i: number): number {
  const thing = d.isVerbal(i) || d.fine(i - 1) !== "TO" ? NONE : d.head[i]!
  return thing >= 0 && d.head[i - 1] === thing ? d.head[thing]! : NONE
}

/** Whether a verb is what somebody's will, power or plan is: "depends on the will of both sides to share the water", wherever its tree hangs it. */
export function isWilled(d: Dependencies, v: number): boolean {
  if (!d.is(v, "advcl", "xcomp") || d.head[v]! < 0) return false
  const before = d.first[v]! - 1
  const noun = d.children(d.head[v]!, "obl", "obj").find((c) => c <= before && before <= d.last[c]!)
  return noun !== undefined && TO_DO.has(d.lemma(noun)) && d.children(noun, "nmod").some((c) => d.markers(c) === "of")
}

/** Whether a verb is what something is done for: "fired to scatter the crowd", "with the aim of scattering it". */
const isPurpose = (d: Dependencies, v: number): boolean =>
  (d.fine(v) === "VB" && /(?:^|\s)to$/.test(d.markers(v)) && d.is(v, "advcl", "acl", "xcomp") && !isWilled(d, v)) ||
  (d.fine(v) === "VBG" && aimOf(d, v) !== NONE)

/** The purpose that a verb is, or is joined to and shares the "to" of: "fired to scatter the crowd and clear the square"; NONE. */
export function purposeOf(d: Dependencies, v: number): number {
  if (isPurpose(d, v)) return v
  const isBare = (i: number) => d.fine(i) === "VB" || d.fine(i) === "VBP"
  if (!d.is(v, "conj") || !isBare(v) || d.child(v, "nsubj", "aux", "expl") >= 0) return NONE
  const first = d.firstUp(v, (at) => !d.is(at, "conj") || d.head[at]! > at)
  if (first < 0 || isPurpose(d, first)) return first
  // "Police were sent to curb theft and protect shops": some trees join it to the verb above.
  const between = d.children(first, "advcl", "xcomp").findLast((c) => c > first && c < v && isPurpose(d, c))
  return isBare(first) ? NONE : (between ?? NONE)
}

/** Whether a "not" hangs on a word. */
export const isNegated = (d: Dependencies, i: number): boolean =>
  d.children(i, "advmod").some((c) => d.lower(c) === "not" || d.lower(c) === "n't")
