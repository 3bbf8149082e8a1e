// Verbs that make something so: "makes trade harder", "left the port idle", "kept quiet by a pact". A verb of a tree in,
// proposals out. Where an adjective says which way, the effect is the thing; otherwise the thing with what it became.

import {type Dependencies, NONE} from "../language/index.ts"
import {type Argument, clauseOf, isVerb, marker, nounPhrase, nounPhrases, saysWhen} from "./arguments.ts"
import type {Sign} from "./claim.ts"
import {stateOf} from "./direction.ts"
import {isActor} from "./phrase-kinds.ts"
import type {Proposal} from "./proposal.ts"
import {agents, causes, isActorCause, joined, obliques, patients} from "./verb-arguments.ts"
import type {VerbReading} from "./verb-reading.ts"

/** Reads a verb of the frame "complement". */
export function complement(reading: VerbReading): Proposal[] {
  const {d, v, passive, make} = reading
  if (passive) return madeSoBy(reading)
  const gerund = gerundMade(d, v)
  if (gerund) return make(causes(d, v), [gerund.what], gerund.sign, 0.7)
  const eased = easier(d, v)
  if (eased) return make(causes(d, v), [eased.what], eased.sign, 0.7)
  // "made the ferries run": a clause of its own, whatever the tree calls it.
  const made =
    d.child(v, "ccomp") !== NONE
      ? d.child(v, "ccomp")
      : (d.children(v, "conj").find((c) => d.first[c] === v + 1 && d.child(c, "nsubj") !== NONE) ?? NONE)
  if (made !== NONE && made > v && d.lemma(v) === "make" && d.child(made, "nsubj") !== NONE && marker(d, made) === "") {
    const clause = clauseOf(d, made)
    return clause ? make(causes(d, v), [clause], "+", 0.7) : []
  }
  const object = d.child(v, "obj")
  // "left the port running on fumes": a gerund right behind the object, whatever the tree calls it.
  const running = [...d.children(v, "advcl", "acl"), ...(object > v ? d.children(object, "acl") : [])].find(
    (c) =>
      c > object &&
      d.fine(c) === "VBG" &&
      (c === object + 1 ||
        d.first[c] === d.last[object]! + 1 ||
        d.first[c] === nounPhrase(d, object, d.first[c]!)?.end) &&
      d.child(c, "obj", "obl", "xcomp", "advmod") !== NONE,
  )
  // "sent officials fleeing across the border": of what is sent, only what it was made to do.
  if (d.lemma(v) === "send") return running !== undefined && !isActorCause(d, v) ? madeSo(reading, object, running) : []
  // "makes it worse": the tree may take a comparative for an adverb.
  const compared =
    d.lemma(v) === "make" ? d.children(v, "advmod").find((c) => c === object + 1 && d.fine(c) === "JJR") : undefined
  const stated = compared ?? d.child(v, "xcomp")
  const complement = stated !== NONE || object < v ? stated : (running ?? NONE)
  if (
    ["keep", "leave"].includes(d.lemma(v)) &&
    isActorCause(d, v) &&
    complement !== NONE &&
    !(d.lemma(v) === "keep" && stateOf(d.lower(complement)))
  )
    return []
  const behindIt =
    complement === NONE && object > v
      ? (d.children(object, "amod").find((c) => c > object && stateOf(d.lower(c))) ?? NONE)
      : NONE
  if (behindIt !== NONE) return adjectiveBehind(reading, object, behindIt)
  if (complement !== NONE) return complement > v ? madeSo(reading, object, complement) : []
  if (object === NONE) return []
  return d.lemma(v) === "keep" ? keptThere(reading, object) : d.lemma(v) === "leave" ? leftLacking(reading, object) : []
}

/** "has been kept quiet by a pact", "was made harder by the toll". */
function madeSoBy({d, v, make}: VerbReading): Proposal[] {
  const state = d.child(v, "xcomp")
  const way = state === NONE ? undefined : stateOf(d.lower(state))
  const by = [...agents(d, v), ...(state === NONE ? [] : agents(d, state))]
  if (way && by.length > 0) return make(by, patients(d, v), way, 0.7)
  // "has been kept quiet by a pact": the state is what came about.
  const end = (by[0]?.start ?? 0) - 1
  if (end <= v + 1 || end > v + 7 || d.lower(end) !== "by" || by.some((one) => isActor(d, one))) return []
  return make(by, [{start: v + 1, end, head: state > v && state < end ? state : v + 1, clause: true}], "+", 0.65)
}

/** "makes hiring others all but impossible": the gerund, and which way the adjective behind it says. */
function gerundMade(d: Dependencies, v: number): {readonly what: Argument; readonly sign: Sign} | null {
  if (!["make", "render"].includes(d.lemma(v)) || d.fine(v + 1) !== "VBG") return null
  for (let i = v + 2; i < v + 10 && i < d.tokens.length; i++) {
    if (d.tag(i) === "PUNCT") return null
    const way = stateOf(d.lower(i))
    if (!way || d.tag(i) !== "ADJ" || d.tag(i + 1) === "NOUN") continue
    let end = i
    while (end > v + 2 && (d.tag(end - 1) === "ADV" || ["all", "but", "more", "less"].includes(d.lower(end - 1)))) end--
    const sign = d.lower(i - 1) !== "less" ? way : way === "+" ? "-" : "+"
    return {what: {start: v + 1, end, head: v + 1, clause: true}, sign}
  }
  return null
}

/** Adjectives of what is the more done, or the less, the more of it: only where "it" stands for doing something. */
const EASE: ReadonlyMap<string, "+" | "-"> = new Map([
  ...["easy", "cheap", "safe", "profitable", "tempting", "worthwhile"].map((word) => [word, "+"] as const),
  ...["hard", "costly", "expensive", "dangerous", "risky", "illegal"].map((word) => [word, "-"] as const),
])
const easeOf = (word: string) => EASE.get(word) ?? stateOf(word)

/** "makes it easier for the islanders to trade": what is easier, and whether it is easier or harder. */
function easier(d: Dependencies, v: number): {readonly what: Argument; readonly sign: Sign} | null {
  const it = [v + 1, v + 2].find((i) => d.lower(i) === "it")
  if (it === undefined) return null
  let state = it + 1
  while (state < it + 4 && !easeOf(d.lower(state))) state++
  const way = easeOf(d.lower(state))
  if (!way) return null
  let start = d.lower(state + 1) === "for" ? state + 2 : NONE
  let to = state + 1
  while (to < d.tokens.length && d.lower(to) !== "to") to++
  if (to + 1 >= d.tokens.length || d.fine(to + 1) !== "VB" || to > state + 9) return null
  if (start === NONE) start = to + 1
  const clause = clauseOf(d, to + 1)
  const end = Math.max(clause?.end ?? 0, to + 2)
  const sign = d.lower(state - 1) === "less" ? (way === "+" ? "-" : "+") : way
  return {what: {start, end, head: to + 1, clause: true}, sign}
}

/** "makes trade costly": the adjective, where the tree hangs it on the object. */
function adjectiveBehind({d, v, make}: VerbReading, object: number, adjective: number): Proposal[] {
  const what = nounPhrase(d, object, adjective)
  // "makes farmers vulnerable to shocks": the whole of it comes about.
  const to = [...d.children(adjective, "obl"), ...d.children(object, "obl", "nmod")].find(
    (c) => d.first[c] === adjective + 1,
  )
  if (what && to !== undefined)
    return make(causes(d, v), [{...what, end: Math.max(what.end, nounPhrase(d, to)?.end ?? to + 1)}], "+", 0.7)
  return what ? make(causes(d, v), [what], stateOf(d.lower(adjective))!, 0.7) : []
}

/** Words right behind an object for where it is kept. */
const PLACED = new Set(
  "indoors outdoors inside outside ashore aboard aloft afloat awake underground home abroad idle busy alive".split(" "),
)

/** "kept the boats in the harbour": all of it comes about. */
function keptThere({d, v, make}: VerbReading, object: number): Proposal[] {
  const there =
    d
      .children(v, "obl", "advmod")
      .find(
        (c) =>
          c > object &&
          ["at", "in", "out", "off", "on", "away", "down", "apart", "together", "alive"].includes(
            marker(d, c) || d.lower(c),
          ),
      ) ?? (PLACED.has(d.lower(object + 1)) ? object + 1 : undefined)
  const who = there === undefined ? null : nounPhrase(d, object, d.first[there]!)
  if (there === undefined || !who || isActorCause(d, v) || saysWhen(d, there)) return []
  const edge = nounPhrase(d, there)?.end ?? there + 1
  return make(causes(d, v), [{...who, end: Math.max(who.end, edge)}], "+", 0.65)
}

/** Prepositions of the state somebody is left in. */
const LACKING = ["without", "with", "in"]

/** "left the town without water": all of it comes about. */
function leftLacking({d, v, make}: VerbReading, object: number): Proposal[] {
  const lacking = [...obliques(d, v, LACKING), ...d.children(object, "nmod")].find(
    (c) => c > object && LACKING.includes(marker(d, c)) && !(d.is(c, "nmod") && marker(d, c) === "in"),
  )
  const who = lacking === undefined ? null : nounPhrase(d, object, d.first[lacking]!)
  const what = lacking === undefined ? null : nounPhrase(d, lacking)
  return who && what && !isActorCause(d, v) ? make(causes(d, v), [joined(who, what)], "+", 0.65) : []
}

/** "makes trade harder": an adjective alone says which way its thing moves; of any more, all of it comes about. */
function madeSo({d, v, make}: VerbReading, object: number, complement: number): Proposal[] {
  if (!["ADJ", "VERB", "ADV", "NOUN"].includes(d.tag(complement))) return []
  const inner = object !== NONE ? object : d.child(complement, "nsubj")
  if (inner === NONE) return []
  if (d.tag(complement) === "NOUN" && !stateOf(d.lower(complement))) return []
  // "makes it harder to trade": what is harder is what follows.
  const what = nounPhrase(d, inner, d.first[complement]! > inner ? d.first[complement]! : undefined)
  if (!what) return []
  const state: Argument = {
    start: Math.min(d.first[complement]!, complement),
    end: d.last[complement]! + 1,
    head: complement,
    clause: false,
  }
  // "makes hostility unsustainable": the thing, and the adjective says which way.
  const way = isVerb(d, complement) ? undefined : stateOf(d.lower(complement))
  const bare = d
    .children(complement)
    .every((c) => d.is(c, "advmod", "punct", "conj", "cc") || c === inner || (d.is(c, "obl") && marker(d, c) === "for"))
  if (way && bare) {
    const less = d.children(complement, "advmod").some((c) => d.lower(c) === "less")
    return make(
      causes(d, v),
      nounPhrases(d, inner, d.first[complement]! > inner ? d.first[complement]! : undefined),
      less ? (way === "+" ? "-" : "+") : way,
      0.75,
    )
  }
  // "wary of sending goods through the valley": with what it is wary of.
  const of = d
    .children(complement, "advcl", "obl")
    .find((c) => c > complement && ["of", "about"].includes(marker(d, c)))
  const end =
    (isVerb(d, complement)
      ? clauseOf(d, complement)
      : of === undefined
        ? nounPhrase(d, complement)
        : isVerb(d, of)
          ? clauseOf(d, of)
          : nounPhrase(d, of)
    )?.end ?? state.end
  return make(causes(d, v), [{...what, end: Math.max(what.end, Math.max(end, complement + 1))}], "+", 0.7)
}
