// How people tell causes when they talk: "the main reason is that ...", "for three reasons: A, B and C", "I will tell
// you why: ...", "birds feed on fish", "with fewer fish the flies multiply". Trees in, proposals out.
//
// The invariant is that of frames.ts: cause and effect share no word, and neither holds the trigger.

import {type Dependencies, NONE, type Span} from "../language/index.ts"
import {
  type Argument,
  clauseHead,
  clauseOf,
  clauses,
  isClause,
  isVerb,
  marker,
  nounPhrase,
  subjects,
  trimmed,
} from "./arguments.ts"
import type {Sign} from "./claim.ts"
import {clauseStarts} from "./joints.ts"
import {mannerAt} from "./manner.ts"
import {singular} from "./phrase.ts"
import {isActor} from "./phrase-kinds.ts"
import type {Proposal} from "./proposal.ts"
import {SAME_IN_PLURAL} from "./retagging.ts"
import type {Rule} from "./rule.ts"

/** Nouns that stand for a list of things to come: "three things: A, B and C". */
const LISTED = /^(?:factor|cause|reason|thing|source|root|problem|issue|pressure|aspect|point)s$/
const REASONS: ReadonlySet<string> = new Set(["reason", "cause", "problem", "explanation"])
const MAIN: ReadonlySet<string> = new Set(
  "main biggest major key real first other another important second third principal primary obvious only".split(" "),
)
/** Verbs of what a thing can keep in it: "warm water holds less oxygen". */
const HOLDING: ReadonlySet<string> = new Set(["hold", "contain", "carry", "bear", "yield"])
/** Verbs of living on something, with the preposition they take. */
const FEEDING: ReadonlyMap<string, readonly string[]> = new Map([
  ["feed", ["on", "off", "upon"]],
  ["live", ["off"]],
  ["graze", ["on"]],
  ["prey", ["on", "upon"]],
])
/** What is eaten and not thereby fewer: a meal, not a kind. */
const MEALS: ReadonlySet<string> = new Set(
  "meal breakfast lunch dinner supper food bread cake meat snack way word hat".split(" "),
)
/** Longest item of a list, in words. */
const LONGEST_ITEM = 9

/** All that the forms of plain speech propose. */
export function told(d: Dependencies): Proposal[] {
  const found: Proposal[] = []
  for (let i = 0; i < d.tokens.length; i++) {
    if (REASONS.has(d.lemma(i)) && d.tag(i) === "NOUN") found.push(...reasonIs(d, i))
    else if (isVerb(d, i))
      found.push(...feeding(d, i), ...meaning(d, i), ...isLess(d, i), ...littering(d, i), ...holding(d, i))
    else if (d.tokens[i]!.text === ":") found.push(...reasonsListed(d, i))
    else if (d.lower(i) === "with") found.push(...withLess(d, i))
  }
  return found
}

/** Proposals with the list that a colon opens in place of the noun that announces it. */
export function unlisted(d: Dependencies, proposals: readonly Proposal[]): readonly Proposal[] {
  const colon = d.tokens.findIndex((token) => token.text === ":")
  if (colon < 0) return proposals
  const items = listAfter(d, colon)
  if (items.length === 0) return proposals
  const announces = ({start, end}: Span): boolean => {
    for (let i = start; i < Math.min(end, colon); i++) if (LISTED.test(d.lower(i))) return true
    return false
  }
  return proposals.flatMap((p) => {
    const [cause, effect] = [announces(p.cause), announces(p.effect)]
    if (cause === effect) return p
    return items
      .filter((item) => (cause ? p.effect : p.cause).end <= item.start)
      .map((item) => (cause ? {...p, cause: item} : {...p, effect: item}))
  })
}

/** "A, B and C" from behind a colon to the end of the sentence; empty where a clause stands there. */
function listAfter(d: Dependencies, colon: number): Span[] {
  let end = d.tokens.length
  while (end > colon && d.tag(end - 1) === "PUNCT") end--
  const items: Span[] = []
  let start = colon + 1
  let relative = false
  for (let i = colon + 1; i <= end; i++) {
    const parts =
      i === end || [",", ";", "/", "&"].includes(d.tokens[i]!.text) || ["and", "or", "plus"].includes(d.lower(i))
    if (!parts) {
      if (["WDT", "WP"].includes(d.fine(i)) || d.lower(i) === "that") relative = true
      if (["VBZ", "VBP", "VBD", "MD"].includes(d.fine(i)) && !relative) return []
      continue
    }
    relative = false
    while (
      start < i &&
      (["also", "of", "course", "maybe", "then"].includes(d.lower(start)) || d.tag(start) === "PUNCT")
    )
      start++
    if (i - start > LONGEST_ITEM) return []
    if (i > start) items.push({start, end: i})
    start = i + 1
  }
  return items
}

function proposal(
  d: Dependencies,
  cause: Span,
  effect: Argument,
  signal: Span,
  sign: Sign,
  rule: Rule,
  confidence: number,
): Proposal[] {
  if (cause.start < effect.end && effect.start < cause.end) return []
  const {hedge, denied, time, strength} = mannerAt(d, effect.head)
  return [
    {
      cause: {start: cause.start, end: cause.end},
      effect: {start: effect.start, end: effect.end},
      signal,
      sign,
      condition: null,
      hedge: effect.clause ? hedge : null,
      denied: effect.clause ? false : denied && rule.kind !== "feeding",
      time,
      strength,
      confidence,
      rule,
    },
  ]
}

/** "pupils stay away for many reasons: A, B and C"; "the street is dying and I tell you why: A, B and C". */
function reasonsListed(d: Dependencies, colon: number): Proposal[] {
  const why = d.lower(colon - 1) === "why"
  const many = LISTED.test(d.lower(colon - 1)) && marker(d, colon - 1) === "for"
  if (!why && !many) return []
  let clause = clauseHead(d, d.head[colon - 1]! < 0 ? colon - 1 : d.head[colon - 1]!)
  // "and I will tell you why": what is to be told stands before.
  if (why)
    for (let steps = 0; d.head[clause]! >= 0 && d.head[clause]! < clause && steps < 3; steps++) clause = d.head[clause]!
  const own = isClause(d, clause) ? clauseOf(d, clause, many ? colon - 1 : NONE) : null
  if (!own || (why && ["i", "you"].includes(d.lower(own.start)))) return []
  const effect = {...own, end: Math.min(own.end, colon)}
  return listAfter(d, colon).flatMap((item) =>
    proposal(d, item, effect, {start: colon - 1, end: colon}, "+", {kind: "reasons listed"}, 0.65),
  )
}

/**
 * "I would say the main reason for the drop is that nobody cares": by the order of words, because what stands around it
 * leads parsers astray.
 */
function reasonIs(d: Dependencies, n: number): Proposal[] {
  if (!MAIN.has(d.lower(n - 1)) && !["the", "one", "a"].includes(d.lower(n - 1))) return []
  const opens = ["for", "of", "why", "behind", "that"].includes(d.lower(n + 1)) ? n + 2 : NONE
  if (opens === NONE) return []
  let cop = opens
  while (
    cop < Math.min(d.tokens.length, opens + 12) &&
    !(d.lemma(cop) === "be" && d.child(cop, "nsubj") === NONE && is(d, cop))
  )
    cop++
  if (!is(d, cop) || cop - opens < 1) return []
  // "why the fish die is": the clause between; "for the drop is": the noun.
  const between = trimmed(d, opens, cop, cop - 1)
  if (!between) return []
  const start = ["that", "because", "how"].includes(d.lower(cop + 1)) ? cop + 2 : cop + 1
  if (start === cop + 1 && (d.tag(start) === "ADJ" || d.fine(start) === "TO")) return []
  let end = start
  while (end < d.tokens.length && !/^[.!?;:]$/.test(d.tokens[end]!.text)) end++
  const head = [...Array(end - start).keys()].map((k) => start + k).find((i) => d.head[i]! < start || d.head[i]! >= end)
  const told = head === undefined ? null : isClause(d, head) ? clauseOf(d, head) : nounPhrase(d, head)
  const cause = trimmed(
    d,
    start,
    start === cop + 1 && told && told.start >= start ? Math.min(end, told.end) : end,
    start,
  )
  if (!cause) return []
  const effect: Argument = {...between, head: cop - 1, clause: false}
  return proposal(d, cause, effect, {start: n, end: n + 1}, "+", {kind: "the reason is"}, 0.7)
}

const is = (d: Dependencies, i: number): boolean => ["is", "are", "was", "were", "'s"].includes(d.lower(i))

/** "herons feed on fish" feeds herons; "perch eat snails" takes snails: of kinds, not of a meal. */
function feeding(d: Dependencies, v: number): Proposal[] {
  const prepositions = FEEDING.get(d.lemma(v))
  const eats = d.lemma(v) === "eat"
  if ((!prepositions && !eats) || d.fine(v) === "VBD" || d.fine(v) === "VBG") return []
  const how = mannerAt(d, v)
  if (how.denied || how.hedge || d.child(v, "aux") !== NONE) return []
  const who = subjects(d, v)
  if (eats && who.some((one) => isActor(d, one))) return []
  if (who.length === 0 || who.some((one) => d.tag(one.head) === "PRON" && !["they", "it"].includes(d.lower(one.head))))
    return []
  const signal = {start: v, end: v + 1}
  if (eats) {
    const object = d.child(v, "obj")
    const food =
      object === NONE || MEALS.has(d.lemma(object)) || d.tag(object) === "PRON" ? null : nounPhrase(d, object)
    return food ? who.flatMap((one) => proposal(d, one, food, signal, "-", {kind: "feeding"}, 0.5)) : []
  }
  const on = d.children(v, "obl", "nmod").find((c) => c > v && prepositions!.includes(marker(d, c)))
  const food = on === undefined || isVerb(d, on) ? null : nounPhrase(d, on)
  if (!food) return []
  const prey = d.lemma(v) === "prey"
  return who.flatMap((one) =>
    prey
      ? proposal(d, one, food, signal, "-", {kind: "feeding"}, 0.55)
      : proposal(d, food, one, signal, "+", {kind: "feeding"}, 0.55),
  )
}

/** "They die off, which means the young have no place to hide": a clause for what a clause, or a thing, comes to. */
function meaning(d: Dependencies, v: number): Proposal[] {
  if (!/^mean[st]?$/.test(d.tokens[v]!.text) || !["VBZ", "VBP", "VBD"].includes(d.fine(v))) return []
  const content = d.children(v, "ccomp").find((c) => c > v && isClause(d, c) && d.child(c, "nsubj", "expl") !== NONE)
  // "means warm water, warm water holds less oxygen": what stands behind the comma is a clause of its own.
  if (content === undefined || d.tokens.slice(v, content).some(({text}) => text === ",")) return []
  const signal = {start: v, end: v + 1}
  const which = d.lower(v - 1) === "which" && v > 2
  const effects = clauses(d, content)
    .map((one) => (d.lower(one.start) === "that" ? {...one, start: one.start + 1} : one))
    .filter((one) => one.start > v)
  const causes: Span[] = []
  if (which) {
    const governor = d.head[v]!
    let head = governor >= 0 && governor < v ? clauseHead(d, governor) : NONE
    // The last of joined clauses is what "which" takes up.
    if (head !== NONE) head = d.children(head, "conj").findLast((c) => c > head && c < v && isClause(d, c)) ?? head
    const before = head === NONE || !isClause(d, head) ? null : clauseOf(d, head, v)
    const end = d.tokens[v - 2]!.text === "," ? v - 2 : v - 1
    if (before && before.start < end) causes.push({start: before.start, end: Math.min(before.end, end)})
  } else
    causes.push(...subjects(d, v).filter((one) => !["i", "we", "you", "he", "she", "they"].includes(d.lower(one.head))))
  return causes.flatMap((cause) =>
    effects.flatMap((effect) => proposal(d, cause, effect, signal, "+", {kind: "verb", name: "mean"}, 0.7)),
  )
}

/** "Warm water holds less oxygen": by what it is, there is less of what it holds. */
function holding(d: Dependencies, v: number): Proposal[] {
  const object = HOLDING.has(d.lemma(v)) ? d.child(v, "obj") : NONE
  if (object < v || !["VBP", "VBZ"].includes(d.fine(v)) || !["more", "less", "fewer"].includes(d.lower(v + 1)))
    return []
  const what = nounPhrase(d, object)
  const who = subjects(d, v).filter((one) => !isActor(d, one))
  return what && what.start === v + 1
    ? who.flatMap((one) => proposal(d, one, what, {start: v, end: v + 1}, "+", {kind: "holding"}, 0.55))
    : []
}

/** "Less members is less money": a thing said to be more or less, and what that is more or less of. */
function isLess(d: Dependencies, v: number): Proposal[] {
  if (d.lemma(v) !== "be" || !AMOUNTS.has(d.lower(v + 1)) || d.lower(v + 2) === "than") return []
  let start = v - 1
  while (start > 0 && v - start < LONGEST_ITEM && !AMOUNTS.has(d.lower(start))) {
    if (d.tag(start) === "PUNCT" || isVerb(d, start)) return []
    start--
  }
  if (!AMOUNTS.has(d.lower(start)) || start === v - 1) return []
  let end = v + 2
  while (end < d.tokens.length && d.tag(end) !== "PUNCT" && !["and", "so", "but", "because"].includes(d.lower(end))) {
    if (isVerb(d, end)) return []
    end++
  }
  if (end === v + 2) return []
  const effect: Argument = {start: v + 1, end, head: v, clause: false}
  return proposal(d, {start, end: v}, effect, {start: v, end: v + 1}, "+", {kind: "less is less"}, 0.55)
}

const AMOUNTS: ReadonlySet<string> = new Set(["more", "less", "fewer", "no"])
/** What people leave behind where they have been. */
const LITTER: ReadonlySet<string> = new Set(
  "rubbish litter garbage trash waste plastic mess dirt bottle dropping dung oil".split(" "),
)
const LITTERING: ReadonlySet<string> = new Set(["leave", "drop", "dump", "throw"])
/** What comes of things in use: "boats make waves". */
const BYPRODUCTS: ReadonlySet<string> = new Set(
  "noise wave mess dirt smell stink dust smoke trouble damage shade money profit".split(" "),
)
/** Verbs of taking living things, by which there are fewer of them. */
const TAKING: ReadonlySet<string> = new Set(["catch", "hunt", "shoot", "take", "remove", "chase"])
/** What is caught and hunted. */
const GAME: ReadonlySet<string> = new Set(
  "fish pike perch trout salmon carp roach bream eel cod herring duck goose swan bird deer boar fox rabbit hare crayfish crab mussel snail insect beetle spawn egg".split(
    " ",
  ),
)

/** "The campers leave rubbish all over", "boats make noise", "anglers catch too many fish": what comes of who is there. */
function littering(d: Dependencies, v: number): Proposal[] {
  const [leaves, makes, takes] = [LITTERING.has(d.lemma(v)), d.lemma(v) === "make", TAKING.has(d.lemma(v))]
  // As a rule and not once: "the boys caught a fish" tells of one day.
  if (!(leaves || makes || takes) || !["VBP", "VBZ"].includes(d.fine(v)) || mannerAt(d, v).denied) return []
  const object = d.child(v, "obj")
  if (object < v) return []
  const noun = singular(d.lower(object))
  const many = d.fine(object) === "NNS" || SAME_IN_PLURAL.has(noun)
  if (!(leaves ? LITTER.has(noun) : makes ? BYPRODUCTS.has(noun) : many && GAME.has(noun))) return []
  const what = nounPhrase(d, object)
  const signal = {start: v, end: v + 1}
  if (!what) return []
  const who = subjects(d, v).filter((one) => !["i", "we", "you", "he", "she"].includes(d.lower(one.head)))
  // What they take too many of is fewer for that.
  return who.flatMap((one) =>
    takes
      ? proposal(
          d,
          one,
          {start: object, end: object + 1, head: object, clause: false},
          signal,
          "-",
          {kind: "taking"},
          0.5,
        )
      : proposal(d, one, what, signal, "+", {kind: "littering"}, 0.55),
  )
}

const GRADES: ReadonlySet<string> = new Set(
  "more less fewer no many few little higher lower bigger smaller better worse every each".split(" "),
)

/** "With fewer fish, the flies multiply": a thing said to be more or less, and what comes of it. */
function withLess(d: Dependencies, i: number): Proposal[] {
  if (i > 0 && d.tag(i - 1) !== "PUNCT" && !["and", "but", "so", "because", "that"].includes(d.lower(i - 1))) return []
  let graded = i + 1
  while (["so", "too", "far", "much", "even", "a", "the"].includes(d.lower(graded))) graded++
  if (!GRADES.has(d.lower(graded)) || d.lower(graded + 1) === "than") return []
  // "With less nutrients the fish grow slower": no comma, and the parser takes both for one thing.
  for (let k = graded + 2; k < Math.min(d.tokens.length, graded + 5); k++) {
    if (d.tag(k) === "PUNCT" || isVerb(d, k)) break
    const opens = ["the", "our", "my"].includes(d.lower(k)) && d.tag(k - 1) === "NOUN" && clauseStarts(d.tokens, k)
    if (!opens) continue
    let end = k
    while (end < d.tokens.length && d.tag(end) !== "PUNCT" && !["and", "so", "but"].includes(d.lower(end))) end++
    const rest: Argument = {start: k, end, head: clauseHead(d, end - 1), clause: true}
    return proposal(d, {start: graded, end: k}, rest, {start: i, end: i + 1}, "+", {kind: "clause", name: "with"}, 0.55)
  }
  const what = d.head[i]!
  if (what <= i || isVerb(d, what)) return []
  const main = d.head[what]!
  const subject = main < 0 ? NONE : d.child(main, "nsubj", "expl")
  if (main < what || subject < what || !isClause(d, main)) return []
  const cause = nounPhrase(d, what, d.first[subject]! > what ? d.first[subject]! : undefined)
  if (!cause) return []
  for (let k = what + 1; k < cause.end; k++) if (d.tag(k) === "DET" && d.tag(k - 1) !== "ADP") return []
  return clauses(d, main, what).flatMap((effect) =>
    effect.start >= cause.end
      ? proposal(d, cause, effect, {start: i, end: i + 1}, "+", {kind: "clause", name: "with"}, 0.55)
      : [],
  )
}
