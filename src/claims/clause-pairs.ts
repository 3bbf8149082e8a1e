// Two clauses that the order of words ties to each other: "the longer the drought, the fewer the herds", "had the rains come, the
// herds would have grown", "close the pass and trade dies", "which is why trade died"; and clauses that the tree joins, one told
// after the other. A tree in, predicates out, whose arguments mostly have their bounds from the words between which they stand.

import {
  clauseStarts,
  type Dependencies,
  headOf,
  IN_PHRASE,
  LISTED,
  NONE,
  nounPhrase,
  OPENS_SUBJECT,
  oncePer,
  type Span,
  TENSED,
  trimmed,
} from "../language/index.ts"
import {extraposedBehind} from "./extraposed.ts"
import {ANNOUNCING, COUNTING, GIVING_REASONS, INDUCED, POINTING, RESULTING, TIES} from "./lexicon/announcing.ts"
import {IN_FRONT, MAY_BE_IN_FRONT} from "./lexicon/grading.ts"
import {SAYING} from "./lexicon/manner.ts"
import {REASONS, RESULTS} from "./lexicon/nouns.ts"
import {EQUATED, HOW_MUCH, LEADING, LESS, NO_STATE, OF_STATE, OPENING, QUOTE, STOPS, UNGRADED} from "./lexicon/pairs.ts"
import {STANDING_IN} from "./lexicon/roles.ts"
import {HANDLED} from "./lexicon/sorts.ts"
import type {Argument, Predicate} from "./predicate.ts"

/** A stretch of words as an argument; none where it holds nothing. */
function argument(d: Dependencies, start: number, end: number): Argument[] {
  if (end <= start) return []
  const bare = trimmed(d, start, end, headOf(d, {start, end}))
  return [{head: headOf(d, bare), kind: "phrase", span: bare}]
}

/** @param at  its words: a span, or one token. */
function pair(name: string, at: Span | number, host: readonly Argument[], inside: readonly Argument[]): Predicate[] {
  if (host.length === 0 || inside.length === 0) return []
  const roles = new Map([
    ["host", host],
    ["inside", inside],
  ])
  const words = typeof at === "number" ? {start: at, end: at + 1} : at
  return [{kind: "pair", name, at: words, head: words.start, form: "plain", roles}]
}

/** The clause that begins at a token, and those with a subject of their own that are joined to it: "fighting would resume and thousands would flee". */
function clausesFrom(d: Dependencies, start: number): Argument[] {
  const stop = stopFrom(d, start)
  const end = Math.min(stop, clauseJoined(d, start))
  if (end >= stop) return argument(d, start, stop)
  const next = d.lower(end) === "," ? end + 2 : end + 1
  return [...argument(d, start, end), ...clausesFrom(d, next).map((one) => ({...one, how: "member" as const}))]
}

/** Every pair of a sentence. @param talk  whether its document talks (talk.ts): elsewhere nothing is told by the order of clauses. */
export function clausePairs(d: Dependencies, talk: boolean): Predicate[] {
  return [
    ...comparatives(d),
    ...slogans(d),
    ...followers(d),
    ...alongside(d),
    ...inversions(d),
    ...noSooners(d),
    ...absolutes(d),
    ...undone(d),
    ...otherwise(d),
    ...states(d),
    ...outcomes(d),
    ...commands(d),
    ...whys(d),
    ...degrees(d),
    ...limits(d),
    ...resulting(d),
    ...compounds(d),
    ...equations(d),
    ...announcements(d),
    ...lists(d),
    ...(talk ? sequels(d) : []),
  ]
}

/** Where the clause before a token begins: behind the stop before it, or behind the word `opens`. */
function clauseFrom(d: Dependencies, before: number, opens?: string): number {
  let start = before
  while (start > 0 && !STOPS.test(d.lower(start - 1)) && d.lower(start - 1) !== opens) start--
  return start
}

/** The first stop from `from` on, or the comma that ends what is quoted (`..., " she said`); the sentence's end where there is none. */
function stopFrom(d: Dependencies, from: number): number {
  for (let i = from; i < d.tokens.length; i++)
    if (STOPS.test(d.lower(i)) || (d.lower(i) === "," && QUOTE.test(d.lower(i + 1)))) return i
  return d.tokens.length
}

/** Where a clause may begin: with the first word, behind what stands in front of it, behind who says it. */
const openings = oncePer((d: Dependencies): readonly number[] => clauseStarts(d.tokens))
const opens = (d: Dependencies, i: number): boolean => openings(d).includes(i)
/** The first word of a sentence, behind the mark that opens a quotation. */
const opening = (d: Dependencies): number => openings(d)[0]!

/** "The longer the drought lasts, the fewer the herds", and so on down a chain. */
function comparatives(d: Dependencies): Predicate[] {
  // "The quicker", "the harsher": taggers have such a word for an adjective of another kind.
  const looksGraded = (i: number) => d.tag(i) === "ADJ" && /.{3}er$/.test(d.lower(i)) && !UNGRADED.has(d.lower(i))
  const graded = (i: number) => /^(?:JJR|RBR)$/.test(d.fine(i)) || LESS.has(d.lower(i)) || looksGraded(i)
  const starts: number[] = []
  for (let i = 0; i < d.tokens.length - 2; i++) {
    if (d.lower(i) !== "the" || !graded(i + 1)) continue
    if (starts.length > 0 || opens(d, i) || d.lower(i - 1) === "," || OPENING.has(d.lower(i - 1))) starts.push(i)
  }
  let from = 0
  return starts.slice(1).flatMap((to, nth): Predicate[] => {
    const before = starts[nth]!
    // "the lower the moor and the fewer the cranes": both follow from the first.
    const joined = d.lower(to - 1) === "and" || d.lower(to - 1) === "but"
    if (!joined || nth === 0) from = before
    const next = starts[nth + 2] ?? d.tokens.length
    const first = argument(d, from + 2, starts[starts.indexOf(from) + 1]!)
    const eased = extraposedBehind(d, to)
    const second = argument(d, eased?.start ?? to + 2, Math.min(next, stopFrom(d, to + 2), clauseJoined(d, to + 2)))
    const same = LESS.has(d.lower(from + 1)) === (eased ? !eased.more : LESS.has(d.lower(to + 1)))
    return pair(same ? "the more" : "the less", {start: to, end: to + 2}, first, second)
  })
}

/** "No bus, no customers", "fewer nurses, longer queues": two things without a verb, of which the first decides how much there is of the second. */
function slogans(d: Dependencies): Predicate[] {
  const from = opening(d)
  const comma = d.tokens.findIndex(({lower}) => lower === ",")
  const graded = (i: number) => HOW_MUCH.test(d.lower(i)) || d.fine(i) === "JJR"
  if (comma < from + 2 || !graded(from) || !graded(comma + 1)) return []
  const end = stopFrom(d, comma + 1)
  if (d.tokens.slice(from, end).some(({xpos}) => TENSED.has(xpos))) return []
  const at = {start: comma, end: comma + 1}
  return pair("the more", at, argument(d, from, comma), argument(d, comma + 1, end))
}

/** Where the "so does" stands that answers the first word of a sentence: "as the harvest shrinks, so does the herd"; null where none does. */
export function soDoes(d: Dependencies, opener: number): Span | null {
  if (!LEADING.has(d.lower(opener)) || !(opens(d, opener) || opens(d, opener - 1))) return null
  const so = d.tokens.findIndex(({lower}, i) => i > opener && lower === "so" && d.lower(i - 1) === ",")
  const verb = so + (d.lower(so + 1) === "too" ? 2 : 1)
  const answers = so > 0 && STANDING_IN.has(d.lemma(verb)) && OPENS_SUBJECT.has(d.tag(verb + 1))
  return answers ? {start: so, end: verb + 1} : null
}

/** What stands behind a "so does" goes the way that the clause in front tells. */
function followers(d: Dependencies): Predicate[] {
  return openings(d).flatMap((start): Predicate[] => {
    const opener = d.lower(start) === "just" ? start + 1 : start
    const at = soDoes(d, opener)
    if (at === null) return []
    const follower = argument(d, at.end, mainEnd(d, at.end))
    return pair(d.lower(opener) === "if" ? "if so do" : "so do", at, follower, argument(d, opener + 1, at.start - 1))
  })
}

/** "As more shops close, fewer visitors come": a clause in front, and the one that goes along with it. */
function alongside(d: Dependencies): Predicate[] {
  return openings(d).flatMap((opener): Predicate[] => {
    if (d.lower(opener) !== "as" || soDoes(d, opener)) return []
    const sides = frontedArguments(d, opener, opener + 1)
    return sides ? pair("as", opener, [sides.host], [sides.inside]) : []
  })
}

/** Where a clause with a subject of its own is joined. */
function clauseJoined(d: Dependencies, from: number): number {
  for (let i = from + 1; i < d.tokens.length - 2; i++) {
    const joint = d.lower(i) === "," ? i + 1 : i
    const verb = d.tag(joint) === "CCONJ" ? d.head[joint]! : -1
    if (verb > i && d.isVerbal(verb) && d.child(verb, "nsubj") > i) return i
  }
  return d.tokens.length
}

/** What a verb is behind such a subject: "had the rains come", "were the border to close", "should the strike go on". */
const BEHIND_INVERTED: ReadonlyMap<string, RegExp> = new Map([
  ["had", /^VB[NDP]?$/],
  ["were", /^(?:VB[ND]|TO|JJ)$/],
  ["should", /^VBP?$/],
])

const mayBeSubject = (d: Dependencies, i: number): boolean => OPENS_SUBJECT.has(d.tag(i)) || d.fine(i) === "VBG"

/** Whether a clause that has its subject behind its first word begins at a token: "had the rains come". */
function isInverted(d: Dependencies, had: number): boolean {
  const verb = BEHIND_INVERTED.get(d.lower(had))
  if (!verb) return false
  const not = d.lower(had + 1) === "not" || d.lower(had + 1) === "n't" ? 1 : 0
  // "Should fighting spread"
  const first = had + 1 + not
  if (!mayBeSubject(d, first)) return false
  // "Should the dam fail, ...": a question has no tree, whatever a tagger takes its verb for.
  if (opens(d, had) && d.lower(had) === "should") return true
  const next = d.tokens.findIndex(({xpos}, i) => i > had + 1 && (TENSED.has(xpos) || verb.test(xpos)))
  return next > 0 && verb.test(d.fine(next))
}

/** "Had the rains come, the herds would have grown", "the herds would have grown had the rains come"; by the order of words alone. */
function inversions(d: Dependencies): Predicate[] {
  return d.tokens.flatMap((_, had): Predicate[] => {
    if (had < opening(d) || had > d.tokens.length - 4 || !isInverted(d, had)) return []
    // "Had it not been for the truce": a connective.
    if (["it", "not", "been", "for"].every((word, k) => d.lower(had + 1 + k) === word)) return []
    const inFront = opens(d, had) || OPENING.has(d.lower(had - 1)) || STOPS.test(d.lower(had - 1))
    return inFront ? invertedInFront(d, had) : invertedBehind(d, had)
  })
}

function invertedInFront(d: Dependencies, had: number): Predicate[] {
  let comma = had + 1
  let verb = false
  for (; comma < d.tokens.length && !(verb && d.lower(comma) === ","); comma++)
    if (d.isVerbal(comma) || d.tag(comma) === "ADJ" || d.tag(comma) === "AUX") verb = true
  const first = d.tokens.findIndex(({lower}, i) => i > had + 1 && lower === ",")
  if (d.lower(had) === "should" && first > 0) comma = first
  const isTold = (_: unknown, v: number) => d.children(v, "nsubj", "expl", "csubj").some((c) => c > comma && c < v)
  if (!d.tokens.some(isTold)) return []
  const main = behindAsides(d, comma) + 1
  return pair("had", had, clausesFrom(d, main), conditions(d, had, had + 1, comma))
}

/** "[The rains come] and [the dam held]": what is supposed, from a token to the comma, each with a subject of its own. */
function conditions(d: Dependencies, had: number, start: number, end: number): Argument[] {
  const verb = BEHIND_INVERTED.get(d.lower(had))!
  const isDone = (i: number) => (d.isVerbal(i) || d.fine(i) === "TO") && verb.test(d.fine(i))
  let and = start
  let told = false
  for (; and < end && !(told && d.tag(and) === "CCONJ" && mayBeSubject(d, and + 1)); and++) told ||= isDone(and)
  const isNext = and < end && d.tokens.slice(and + 2, end).some((_, k) => isDone(and + 2 + k))
  if (!isNext) return argument(d, start, end)
  const next = conditions(d, had, and + 1, end)
  return [...argument(d, start, and), ...next.map((one) => ({...one, how: "member" as const}))]
}

/** The comma before what would be so: over "had the dam held[, as the mayor hoped][, an engineer told me], the town ...", the first comma itself elsewhere. */
function behindAsides(d: Dependencies, comma: number): number {
  const close = d.tokens.findIndex(({lower}, i) => i > comma && lower === ",")
  const aside = d.tokens.slice(comma + 1, close)
  const isAs = d.lower(comma + 1) === "as"
  const told = aside.findIndex(({xpos}) => TENSED.has(xpos) || (isAs && xpos === "VBN"))
  const isAside =
    told < 0
      ? d.tag(comma + 1) === "ADP" || d.lower(comma + 1) === "according"
      : d.fine(comma + 1 + told) !== "MD" && (isAs || SAYING.has(aside[told]!.lemma))
  return close > 0 && isAside ? behindAsides(d, close) : comma
}

/** What would be so stands before it. */
function invertedBehind(d: Dependencies, had: number): Predicate[] {
  const start = clauseFrom(d, had, "that")
  const would = d.tokens.some(({xpos}, i) => i >= start && i < had && xpos === "MD")
  // "It had": a subject of its own stands before it.
  const own = [had, d.head[had]!].some((v) => v >= 0 && d.child(v, "nsubj") === had - 1)
  if (!would || own || ENDS_NO_CLAUSE.has(d.tag(had - 1))) return []
  return pair("had", had, argument(d, start, had), mainAt(d, had + 1))
}

/** Tags of words behind which no "had" opens a clause of its own: "he had", "and had". */
const ENDS_NO_CLAUSE: ReadonlySet<string> = new Set(["PRON", "CCONJ"])

/** Where the "had" and the "when" stand in "hardly had the ban been lifted when prices fell", the "than" in "no sooner had ..."; null where none do. */
export function noSooner(d: Dependencies): {readonly had: number; readonly when: number} | null {
  for (const from of openings(d)) {
    const sooner = d.lower(from) === "no" && d.lower(from + 1) === "sooner"
    const had = sooner ? from + 2 : from + 1
    const when = d.tokens.findIndex(({lower}, i) => i > had + 2 && lower === (sooner ? "than" : "when"))
    if ((sooner || HARDLY.has(d.lower(from))) && d.lower(had) === "had" && when >= 0) return {had, when}
  }
  return null
}

const HARDLY: ReadonlySet<string> = new Set(["hardly", "scarcely", "barely"])

function noSooners(d: Dependencies): Predicate[] {
  const words = noSooner(d)
  return words ? pair("no sooner", words.when, mainAt(d, words.when + 1), argument(d, words.had + 1, words.when)) : []
}

/** "Its loans being short, the mill had no choice", "the mill closed, its owner having died", "having lost their boats, they left". */
function absolutes(d: Dependencies): Predicate[] {
  return d.tokens.flatMap(({lower, xpos}, i): Predicate[] => {
    if ((lower !== "being" && lower !== "having") || xpos !== "VBG") return []
    let start = i
    while (start > 0 && !isBoundary(d, start - 1) && !opens(d, start)) start--
    const named = start < i
    let end = i + 1
    while (end < d.tokens.length && d.lower(end) !== "," && !STOPS.test(d.lower(end))) end++
    // "Other things being equal, dear bread sells worse": on condition that nothing else changes.
    const isSet = lower === "being" && d.lower(i + 1) === "equal"
    if (isSet || (named && !isSubject(d, start, i))) return []
    const clause = Math.max(clauseFrom(d, start), openings(d).findLast((at) => at <= start) ?? 0)
    const told = d.tokens.slice(clause, Math.max(clause, start - 1)).some(({xpos}) => TENSED.has(xpos))
    // "And, the boiler being cold, left"
    const behind = !told || d.tag(start - 2) === "CCONJ" || d.tag(start - 1) === "CCONJ"
    if (behind && d.lower(end) !== ",") return []
    const host = behind ? mainAt(d, end + 1) : argument(d, clause, start - 1)
    const comma = behind ? end : start - 1
    return pair(named ? "absolute" : lower, comma, host, argument(d, start, end))
  })
}

/** "Its funds frozen, the agency cut its aid": what its own thing has come to, without a verb. */
function undone(d: Dependencies): Predicate[] {
  return openings(d).flatMap((start) => undoneFrom(d, start))
}

function undoneFrom(d: Dependencies, start: number): Predicate[] {
  const comma = d.tokens.findIndex(({lower}, i) => i > start && lower === ",")
  if (!["its", "their"].includes(d.lower(start)) || comma < start + 3) return []
  const inside = d.tokens.slice(start, comma)
  // "Their faces painted, dancers came" says how they look.
  const isDone = (k: number) => d.is(k, "advcl", "acl") && d.fine(k) === "VBN" && !HANDLED.has(d.lemma(d.head[start]!))
  if (inside.some(({xpos}) => NO_SUBJECT.test(xpos)) || !inside.some((_, k) => isDone(start + k))) return []
  return pair("absolute", comma, mainAt(d, comma + 1), argument(d, start, comma))
}

const isBoundary = (d: Dependencies, i: number): boolean =>
  d.lower(i) === "," || d.tag(i) === "CCONJ" || STOPS.test(d.lower(i)) || (i === 0 && QUOTE.test(d.lower(0)))
/** Tags of words that stand in no subject of a participle. */
const NO_SUBJECT = /^(?:VB[DPZ]|MD|TO)$/

/** Whether the words before a participle are what it is said of. */
const isSubject = (d: Dependencies, start: number, participle: number): boolean =>
  OPENS_SUBJECT.has(d.tag(start)) &&
  OPENS_SUBJECT.has(d.tag(participle - 1)) &&
  !EQUATED.has(d.lower(participle - 1)) &&
  !d.tokens.slice(start, participle).some(({xpos}) => NO_SUBJECT.test(xpos))

/** "Unable to sell their milk, dairies poured it away"; "tired and badly paid, guards take bribes". */
function states(d: Dependencies): Predicate[] {
  return openings(d).flatMap((start) => stateFrom(d, start))
}

function stateFrom(d: Dependencies, start: number): Predicate[] {
  if (d.fine(start) !== "JJ" || NO_STATE.has(d.lower(start))) return []
  const comma = d.tokens.findIndex(({lower}, i) => i > start && lower === ",")
  // "Poor and remote villages, too, ...": a state hangs on what is told behind it.
  const joined = d.tag(start + 1) === "CCONJ" && d.head[start]! > comma
  if (!OF_STATE.has(d.lower(start + 1)) && !joined) return []
  const end = comma < 0 ? -1 : mainEnd(d, comma + 1)
  const isTold = d.tokens.some((_, i) => i > comma && i < end && d.is(i, "nsubj") && d.head[i]! > i)
  if (comma < 0 || !isTold) return []
  return pair("state", comma, argument(d, comma + 1, end), argument(d, start, comma))
}

/** Adjectives of a state that something has come to, by their endings: "crowded", "jobless". */
const IN_A_STATE = /(?:ed|less)$/

/** "Tired crews make more mistakes": at any time, of things in some state, what they then do more or less. */
function outcomes(d: Dependencies): Predicate[] {
  return d.tokens.flatMap(({xpos}, verb): Predicate[] => {
    if ((xpos !== "VBP" && xpos !== "VBZ") || !d.isVerbal(verb)) return []
    const subject = d.children(verb, "nsubj").findLast((c) => c < verb && d.tag(c) === "NOUN")
    if (subject === undefined) return []
    const inState = d
      .children(subject, "amod")
      .some((c) => /^(?:JJ|VB[NG])$/.test(d.fine(c)) && IN_A_STATE.test(d.lower(c)))
    const end = mainEnd(d, verb)
    const said = d.tokens.slice(verb, end)
    const isCompared = said.some(({lower}) => lower === "than")
    // "The tired crews": these and no others.
    const isMeant = d.child(subject, "det") >= 0 && d.fine(subject) !== "NN"
    if (!inState || isMeant || isCompared || !said.some(({xpos}) => /^(?:JJR|RBR)$/.test(xpos))) return []
    return pair("then more", verb, argument(d, verb, end), argument(d, d.first[subject]!, verb))
  })
}

/** "The road must be mended; otherwise the clinic will close", "..., or else it will close". */
function otherwise(d: Dependencies): Predicate[] {
  return d.tokens.flatMap(({lower}, i): Predicate[] => {
    if (lower !== "otherwise" && lower !== "else") return []
    const or = d.lower(i - 1) === "or"
    const joint = or ? i - 1 : i
    const stands = or || (lower === "otherwise" && d.tag(i - 1) === "PUNCT")
    const from = d.lower(i + 1) === "," ? i + 2 : i + 1
    const isTold = d.tokens.some((_, k) => k >= from && d.is(k, "nsubj", "expl") && d.head[k]! > k)
    if (joint < 2 || !stands || !isTold || !OPENS_SUBJECT.has(d.tag(from))) return []
    const before = d.tag(joint - 1) === "PUNCT" ? joint - 1 : joint
    const at = {start: joint, end: i + 1}
    return pair("otherwise", at, argument(d, clauseFrom(d, before), before), argument(d, from, mainEnd(d, from)))
  })
}

const mainEnd = (d: Dependencies, main: number): number =>
  Math.min(stopFrom(d, main), clauseJoined(d, main), whoSays(d, main))

/** Tags of words that stand in no name of somebody. */
const PARTS_NAMES: ReadonlySet<string> = new Set(["PUNCT", "CCONJ", "SCONJ", "PART"])
/** So many words stand before the verb of saying at most in ", a team from the coast concluded". */
const NAMED_WITHIN = 8

/** The comma before whoever says what begins at a token: "the herds would grow[, officials said]"; the sentence's end where nobody is named. */
function whoSays(d: Dependencies, from: number): number {
  for (let comma = from + 2; comma < d.tokens.length - 2; comma++) {
    if (d.lower(comma) !== ",") continue
    let verb = comma + 1
    while (verb < comma + NAMED_WITHIN && !TENSED.has(d.fine(verb)) && !PARTS_NAMES.has(d.tag(verb))) verb++
    const isSomebody = verb > comma + 1 && !d.fine(comma + 1).startsWith("W")
    if (isSomebody && closingComma(d, verb) < 0 && TENSED.has(d.fine(verb)) && SAYING.has(d.lemma(verb))) return comma
  }
  return d.tokens.length
}

/** The comma behind which a clause goes on with its verb: "prices, officials said[,] had doubled"; or NONE. */
function closingComma(d: Dependencies, from: number): number {
  const close = d.tokens.findIndex(({tag}, i) => i > from && tag === "PUNCT")
  return d.lower(close) === "," && TENSED.has(d.fine(close + 1)) ? close : NONE
}

/** The clause that begins at a token. */
const mainAt = (d: Dependencies, from: number): Argument[] => argument(d, from, mainEnd(d, from))

/** "Spare the landlords again and the crown will sink", "pay them or they will leave". */
function commands(d: Dependencies): Predicate[] {
  const verb = opening(d)
  if (!/^VBP?$/.test(d.fine(verb)) || d.lower(verb) === "let" || d.child(verb, "nsubj") >= 0) return []
  for (let i = verb + 2; i < d.tokens.length - 2; i++) {
    if (d.lower(i) !== "and" && d.lower(i) !== "or") continue
    const subject = d.tokens.findIndex((_, k) => k > i && d.is(k, "nsubj", "expl", "csubj") && d.head[k]! > k)
    let next = i + 1
    while (IN_PHRASE.has(d.tag(next))) next++
    const byPlace = next > i + 1 && (d.tag(next) === "AUX" || TENSED.has(d.fine(next)))
    if (!byPlace && (subject < 0 || d.first[subject]! > i + 2)) continue
    const name = d.lower(i) === "or" ? "do or" : "do and"
    return pair(name, i, mainAt(d, i + 1), argument(d, verb, i))
  }
  return []
}

/** What a connective in front opens, and the clause behind that. `sure`: no tree can be right that gives it another. */
type Fronted = {readonly inside: Argument; readonly host: Argument; readonly sure: boolean}

/** The verb in front of its subject that ends what "only" opens, from a token on: "only after the wells were cleaned [did] the cholera retreat"; or NONE. */
function verbInFront(d: Dependencies, from: number): number {
  const isFront = (verbs: ReadonlySet<string>, i: number) =>
    i > from + 1 && verbs.has(d.lower(i)) && OPENS_SUBJECT.has(d.tag(i + 1))
  const did = d.tokens.findIndex((_, i) => isFront(IN_FRONT, i))
  if (did >= 0) return did
  const isTold = (i: number) => d.tokens.slice(from, i).some(({xpos}) => TENSED.has(xpos))
  return d.tokens.findIndex((_, i) => isFront(MAY_BE_IN_FRONT, i) && isTold(i))
}

/**
 * What a connective that opens a sentence has behind it, up to the comma, and the clause behind that: by their places. Without a comma
 * trees take both for one thing: "because of the strike trains were late".
 */
export function frontedArguments(d: Dependencies, at: number, end: number): Fronted | null {
  const isOnly = (i: number) => d.lower(i) === "only" || (d.lower(i) === "not" && d.lower(i + 1) === "until")
  const only = [at - 1, at].find(isOnly) ?? NONE
  // Behind a "that" trees know better.
  if (!opens(d, only < 0 ? at : only) || (only < 0 && d.lower(at - 1) === "that")) return null
  const did = only >= 0 ? verbInFront(d, end) : NONE
  if (only >= 0 && did < 0) return null
  if (did >= 0) {
    const [[inside], [host]] = [argument(d, end, did), mainAt(d, did + 1)]
    return inside && host ? {inside, host, sure: true} : null
  }
  let comma = end
  while (comma < d.tokens.length && d.lower(comma) !== ",") comma++
  const verb = d.tokens.findIndex(({xpos}, i) => i > end && TENSED.has(xpos))
  // No thing behind another: the tree only has what is opened for the main clause, "since wages froze, nurses are short".
  const swallowed = verb >= 0 && verb < comma && isSwallowed(d, at, end, verb) ? subjectFrom(d, end, verb) : NONE
  const sure = swallowed >= 0
  const from = sure ? swallowed : comma + 1
  const [inside] = argument(d, end, sure ? from : comma)
  const [host] = mainAt(d, from)
  return inside && host ? {inside: {...inside, how: "placed"}, host: {...host, how: "placed"}, sure} : null
}

/** "It was", "it may have been". */
export function opensCleft(d: Dependencies, be: number): boolean {
  let it = be - 1
  while (d.tag(it) === "AUX" || d.tag(it) === "ADV") it--
  return d.lemma(be) === "be" && d.lower(it) === "it"
}

/** "It was because of the drought that the herders left": what the connective opens, and what "that" opens behind it. */
export function cleftArguments(d: Dependencies, at: number, end: number): Fronted | null {
  // "It was not because of the tax but because of the drought that ..."
  const not = d.lower(at - 1) === "but" ? d.tokens.findLastIndex(({lower}, i) => i < at && lower === "not") : NONE
  let be = (not >= 0 ? not : at) - 1
  while (d.tag(be) === "ADV" || d.tag(be) === "PART") be--
  if (!opensCleft(d, be)) return null
  const that = d.tokens.findIndex(({lower}, i) => i > end && lower === "that" && d.head[i]! > i)
  if (that < 0 || d.child(d.head[that]!, "nsubj", "expl", "csubj") <= that) return null
  const but = d.tokens.findIndex(({lower}, i) => i > end && i < that && lower === "but")
  const [inside] = argument(d, end, but < 0 ? that : but)
  const [host] = mainAt(d, that + 1)
  return inside && host ? {inside: {...inside, how: "placed"}, host: {...host, how: "placed"}, sure: true} : null
}

/** Whether a tree gives the main verb no subject but what a connective in front opens, so that a clause is left without any. */
function isSwallowed(d: Dependencies, at: number, end: number, tensed: number): boolean {
  const verb = d.is(tensed, "aux", "cop") ? d.head[tensed]! : tensed
  const subject = d.child(verb, "nsubj", "expl", "csubj")
  const isOpened = (i: number) => d.children(i, "case", "mark").some((c) => c >= at && c < end)
  return d.head[verb]! < 0 && (subject < 0 || isOpened(subject) || isOpened(verb))
}

/** Where the thing begins that stands right before a verb, behind another: "the strike [trains] were late"; NONE. */
function subjectFrom(d: Dependencies, from: number, verb: number): number {
  let head = verb - 1
  while (d.tag(head) === "ADV") head--
  if (!LISTED.has(d.tag(head))) return NONE
  let start = head
  const belongs = (i: number) =>
    /^(?:ADJ|DET|NUM|PART)$/.test(d.tag(i)) || (d.tag(head) === "PROPN" && d.tag(i) === "PROPN")
  while (start - 1 > from && (belongs(start - 1) || d.tag(start) === "PART")) start--
  return start - 1 > from - 1 && LISTED.has(d.tag(start - 1)) ? start : NONE
}

/** "..., which is why herders left", "this is how the feud began". */
function whys(d: Dependencies): Predicate[] {
  return d.tokens.flatMap(({lower}, i): Predicate[] => {
    const pointer = i - 2
    if ((lower !== "why" && lower !== "how") || d.lemma(i - 1) !== "be" || !POINTING.has(d.lower(pointer))) return []
    const points: Argument = {head: pointer, kind: "phrase"}
    // "The pass froze; that is why traders left"
    const stop = d.lower(pointer - 1) === ";" ? pointer - 1 : pointer
    const isWithin = stop < pointer || d.lower(pointer) === "which"
    const cause = isWithin ? argument(d, clauseFrom(d, stop), stop) : [points]
    return pair("is why", i, clausesFrom(d, i + 1), cause)
  })
}

/** "The river carries so little sand that the delta shrinks": how much of the first brings about the second. */
function degrees(d: Dependencies): Predicate[] {
  for (let i = 0; i < d.tokens.length - 3; i++) {
    const graded = /^(?:ADJ|ADV|DET)$/.test(d.tag(i + 1)) || d.fine(i + 1) === "VBN"
    const so = d.lower(i) === "so" && d.lower(i + 1) !== "that" && graded
    // "To such an extent that" is a connective.
    if (!so && (d.lower(i) !== "such" || d.lower(i - 1) === "to")) continue
    const stop = stopFrom(d, i)
    for (let that = i + 2; that < stop - 1; that++) {
      if (d.lower(that) !== "that" || d.fine(that) === "WDT") continue
      const start = clauseFrom(d, i, ",")
      return pair("so that much", that, argument(d, start, that), clausesFrom(d, that + 1))
    }
  }
  return []
}

/** So many words stand at most between an adjective and the infinitive that "too" or "enough" ties to it. */
const LIMIT = 9

/** "The boats are too old to cross the strait", "coal is cheap enough for the kilns to burn". */
function limits(d: Dependencies): Predicate[] {
  for (let i = 1; i < d.tokens.length - 3; i++) {
    const graded = (k: number) => d.tag(k) === "ADJ" || d.tag(k) === "ADV"
    const too = d.lower(i) === "too" && graded(i + 1)
    if (!too && !(d.lower(i) === "enough" && graded(i - 1))) continue
    const from = too ? i + 2 : i + 1
    let to = from
    while (to < from + LIMIT && d.tag(to) !== "PUNCT" && d.lower(to) !== "to") to++
    const named = d.lower(from) === "for"
    if (d.lower(to) !== "to" || d.fine(to + 1) !== "VB" || (!named && to !== from)) continue
    let start = i
    while (start > 0 && d.tag(start - 1) !== "PUNCT" && d.tag(start - 1) !== "CCONJ") start--
    // Said of something, by a verb with a tense: no "changes too recent to be judged".
    const holds = (test: (k: number) => boolean) => d.tokens.some((_, k) => k >= start && k < i && test(k))
    if (!holds((k) => TENSED.has(d.fine(k))) || !holds((k) => d.is(k, "nsubj", "expl"))) continue
    const done = argument(d, named ? from + 1 : to + 1, mainEnd(d, to + 1))
    const saying: Argument = {head: headOf(d, {start, end: from}), kind: "phrase", span: {start, end: from}}
    const at = too ? from : i
    return pair(too ? "too to" : "enough to", at, [saying], done)
  }
  return []
}

/** "The levy and the resulting queues", "the ferry sank, and the ensuing panic closed the port". */
function resulting(d: Dependencies): Predicate[] {
  return d.tokens.flatMap((token, i): Predicate[] => {
    const noun = d.head[i]!
    if (!RESULTING.has(token.lower) || !d.is(i, "amod") || noun <= i) return []
    const told: Argument = {head: noun, kind: "phrase"}
    const joined = d.is(noun, "conj") ? d.head[noun]! : -1
    const and = d.child(noun, "cc")
    if (joined >= 0 && and > joined && !d.isVerbal(joined))
      return pair("resulting", i, argument(d, nounPhrase(d, joined, "whole", and).start, and), [told])
    const clause = d.clauseHead(noun)
    const above = clause >= 0 && d.is(clause, "conj", "parataxis") ? d.head[clause]! : -1
    return above >= 0 && d.headsClause(above)
      ? pair("resulting", i, [{head: above, kind: "clause", without: clause}], [told])
      : []
  })
}

/** "Drought-induced losses". */
function compounds(d: Dependencies): Predicate[] {
  return d.tokens.flatMap((token, i): Predicate[] => {
    const noun = d.head[i]!
    const named = d.tag(i - 2) === "NOUN" || d.tag(i - 2) === "PROPN"
    if (!INDUCED.has(token.lower) || d.lower(i - 1) !== "-" || !named || noun <= i || d.tag(noun) !== "NOUN") return []
    const cause: Argument = {head: i - 2, kind: "phrase", span: {start: i - 2, end: i - 1}}
    return pair("-induced", i, [cause], argument(d, noun, nounPhrase(d, noun).end))
  })
}

/** Tags of words that open what is named, be it a thing or a clause. */
const OPENS_NAMED: ReadonlySet<string> = new Set(["DET", "NOUN", "PROPN", "PRON", "ADJ", "NUM", "SCONJ"])

/**
 * From where on a copula names what something is: behind "that", adverbs, "simple:". -1 where it only says how it is ("unclear",
 * "under investigation", "not known").
 */
export function namedFrom(d: Dependencies, from: number): number {
  let at = from
  while (TIES.has(d.lower(at)) || (d.tag(at) === "ADV" && !(d.lower(at + 1) === ":"))) at++
  if (d.lower(at + 1) === ":") return at + 2
  const isState = d.tag(at) === "ADJ" && (d.head[at]! <= at || d.tag(d.head[at]!) === "ADJ")
  const isGerund = d.fine(at) === "VBG" && d.tag(at) === "VERB"
  return (OPENS_NAMED.has(d.tag(at)) && !isState) || isGerund ? at : -1
}

/** "The reason the kilns are cold is a quarrel", "one consequence of the merger was the loss of the ferry". */
function equations(d: Dependencies): Predicate[] {
  return d.tokens.flatMap(({lemma, tag}, i): Predicate[] => {
    const reason = REASONS.has(lemma)
    if (tag !== "NOUN" || (!reason && !RESULTS.has(lemma))) return []
    const stop = stopFrom(d, i)
    let be = -1
    for (let k = i + 2; k < stop - 1 && !(be >= 0 && d.lower(be + 1) === "that"); k++) {
      k = behindInsertion(d, k)
      if (d.lower(k) === ",") break
      if (d.lemma(k) === "be") be = k
    }
    if (be < 0 || (!reason && d.lower(i + 1) !== "of")) return []
    if (reason && GIVING_REASONS.has(d.lemma(be - 1))) return []
    let from = i + 1
    while (from < be && TIES.has(d.lower(from))) from++
    const behind = namedFrom(d, be + 1)
    if (behind < 0 || behind >= stop) return []
    return pair(reason ? "the reason is" : "the result is", i, argument(d, from, be), mainAt(d, behind))
  })
}

/** "The rains failed; the result was an exodus", "the mill closed: the reason is a quarrel over charcoal": what the clause before a stop came to, or came of. */
function announcements(d: Dependencies): Predicate[] {
  return d.tokens.flatMap(({lemma}, i): Predicate[] => {
    const reason = REASONS.has(lemma)
    const stop = d.lower(i - 1) === "the" ? i - 2 : NONE
    if ((!reason && !RESULTS.has(lemma)) || stop < 2 || !/^[;:]$/.test(d.lower(stop)) || d.lemma(i + 1) !== "be")
      return []
    const behind = namedFrom(d, i + 2)
    if (behind < 0) return []
    const host = argument(d, clauseFrom(d, stop), stop)
    return pair(reason ? "the reason is" : "the result is", {start: stop, end: i + 1}, host, mainAt(d, behind))
  })
}

/** The word behind the clause between two commas that opens at a token, before a verb: "why exports[, officials said,] fell"; the token itself where none does. */
function behindInsertion(d: Dependencies, comma: number): number {
  if (d.lower(comma) !== ",") return comma
  const close = closingComma(d, comma)
  const isClause = d.tokens.slice(comma, Math.max(comma, close)).some(({xpos}) => TENSED.has(xpos))
  return isClause ? close + 1 : comma
}

/** Longest item of a list, in words. */
const LONGEST_ITEM = 14

const colons = oncePer((d: Dependencies): readonly number[] => d.tokens.flatMap(({text}, i) => (text === ":" ? i : [])))

/** The first colon behind a word; NONE where none is. */
export const colonBehind = (d: Dependencies, i: number): number => colons(d).find((colon) => colon > i) ?? NONE

/** The items of the list that a colon behind a word opens, or behind the clause that it is the subject of: "two things drive prices: ...". */
export function itemsBehind(d: Dependencies, announcing: number): Argument[] {
  const isCounted = () =>
    d.is(announcing, "nsubj") &&
    d.fine(announcing) === "NNS" &&
    d.children(announcing, "nummod", "amod").some((c) => COUNTING.has(d.lower(c)))
  const colon = colonBehind(d, announcing)
  const announces = colon === announcing + 1 ? ANNOUNCING.test(d.lower(announcing)) : colon >= 0 && isCounted()
  return announces ? itemsAfter(d, colon) : []
}

function itemsAfter(d: Dependencies, colon: number): Argument[] {
  const items: Argument[] = []
  let start = colon + 1
  for (let i = colon + 1; i < d.tokens.length; i++) {
    const ends = d.lower(i) === "."
    if (!ends && d.lower(i) !== "," && d.lower(i) !== ";" && d.tag(i) !== "CCONJ") continue
    if (i - start > LONGEST_ITEM) return []
    // "A dry winter, which emptied the lake, and old pipes": two things.
    if (!["which", "who"].includes(d.lower(start)))
      items.push(...argument(d, start, i).map((item) => ({...item, how: "member" as const})))
    start = i + 1
    if (ends) break
  }
  return items
}

/** "Pupils stay away for many reasons: bullying, bad marks and boredom", "trade is dying and I will tell you why: ...". */
function lists(d: Dependencies): Predicate[] {
  const colon = colonBehind(d, 0)
  if (colon < 3) return []
  const why = d.lower(colon - 1) === "why"
  if (!why && !ANNOUNCING.test(d.lower(colon - 1))) return []
  const items = itemsAfter(d, colon)
  let end = colon - 1
  if (why) while (end > 0 && d.tag(end) !== "CCONJ" && d.tag(end) !== "PUNCT") end--
  else while (end > 0 && d.tag(end) !== "ADP" && d.lemma(end) !== "have") end--
  return items.length < 2 ? [] : pair("reasons:", colon, argument(d, 0, end), items)
}

/** "The water turns murky, the plants get no light and die": clauses told one after the other, each with the next. */
function sequels(d: Dependencies): Predicate[] {
  return d.tokens.flatMap((_, i): Predicate[] => {
    const governor = d.head[i]!
    const joined = d.is(i, "conj", "parataxis") && d.headsClause(i)
    if (i < 2 || !joined || governor > i || !d.headsClause(governor)) return []
    const before = d.children(governor, "conj", "parataxis").findLast((k) => k > governor && k < i && d.headsClause(k))
    const [cc, first] = [d.child(i, "cc"), d.first[i]!]
    const start = cc >= 0 && cc < i ? cc : d.tag(first - 1) === "PUNCT" ? first - 1 : first
    return pair("then", start, [{head: i, kind: "clause"}], [{head: before ?? governor, kind: "clause", without: i}])
  })
}
