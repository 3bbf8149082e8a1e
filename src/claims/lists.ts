// Lists: which words are named one beside the other, by "and", by commas, or as what goes along with something. A tree in.

import {type Dependencies, headOf, isTurnedDown, LISTED, NONE, nounPhrase, oncePer} from "../language/index.ts"
import {colonBehind, itemsBehind} from "./clause-pairs.ts"
import {ALSO, ONLY, STANDING_IN, TOGETHER} from "./lexicon/roles.ts"
import {MEASURED} from "./lexicon/rows.ts"
import type {Argument} from "./predicate.ts"

const PERIOD = /^(?:year|month|decade|week|generation)s$/
/** Whether a word may be a member of the list that another begins: no preposition ties it but that of the first ("by rust and by frost"). */
const isListed = (d: Dependencies, i: number, first: number): boolean =>
  LISTED.has(d.tag(i)) &&
  d.child(i, "nsubj", "cop") < 0 &&
  d.children(i, "case").every((own) => d.children(first, "case").some((c) => d.lower(c) === d.lower(own))) &&
  !isApposed(d, i) &&
  !sharesAmount(d, i, first)

/** "Rising fuel and fertiliser costs" are the costs of both: no fuel rises. */
const sharesAmount = (d: Dependencies, i: number, first: number): boolean =>
  MEASURED.has(d.lemma(i)) &&
  d.tag(first + 1) === "CCONJ" &&
  d.is(first + 2, "compound") &&
  d.head[first + 2] === i &&
  d.fine(first) === "NN" &&
  d.children(first, "amod").some((c) => d.fine(c) === "JJR" || OF_AMOUNTS.test(d.lower(c)))

/** Adjectives of where an amount is, or which way it goes: "high", "soaring". */
const OF_AMOUNTS = /ing$|^(?:high|low)$/

/** "The fees, twice the usual wage, have": what stands alone behind a comma, and no "and" joins, says more of the same thing. */
const isApposed = (d: Dependencies, i: number): boolean =>
  (d.lower(d.first[i]!) === "," || d.lower(d.first[i]! - 1) === ",") &&
  d.child(i, "cc", "conj") < 0 &&
  !isTurnedDown(d, i) &&
  d.children(d.head[i]!, "conj").every((c) => c === i || !LISTED.has(d.tag(c)))

/** Where such a word stands from where its phrase begins: a comma may stand before it, and a participle has the phrase below it. */
const AT_ITS_START = [0, 1, 2, -1]

/** The words of a sentence that put what is behind a "with" beside something: most have none. */
const puttingBeside = oncePer((d: Dependencies): number[] =>
  d.tokens.flatMap(({lower}, i) => (TOGETHER.has(lower) && d.lower(i + 1) === "with" ? i : [])),
)

/** The word that puts a thing beside another, and the other: "coupled", "drought" for "levy" in "the drought, coupled with the levy". */
function putBeside(d: Dependencies, i: number): {readonly word: number; readonly thing: number} | null {
  if (d.tag(i) !== "NOUN" || puttingBeside(d).length === 0) return null
  const word = AT_ITS_START.map((k) => d.first[i]! + k).find((k) => puttingBeside(d).includes(k))
  if (word === undefined) return null
  const thing = d.head[i] === word ? d.head[word]! : d.head[i]!
  return thing >= 0 && thing < word && LISTED.has(d.tag(thing)) ? {word, thing} : null
}

/** So many words stand at most between "not only" and its "but". */
const LONGEST = 12

/** "Not only the drought but also the levy hurt trade": what stands before the "but" of a subject. */
export function notOnly(d: Dependencies, subject: number): Argument | null {
  let but = d.first[subject]! - 1
  if (d.lower(but) === "also") but--
  if (d.lower(but) === "," && d.lower(but - 1) === "but") but--
  if (d.lower(but) !== "but") return null
  for (let only = but - 2; only > 0 && only > but - LONGEST; only--) {
    if (d.tag(only) === "PUNCT" || d.tag(only) === "AUX") return null
    if (!ONLY.has(d.lower(only)) || d.lower(only - 1) !== "not") continue
    const span = {start: only + 1, end: d.lower(but - 1) === "," ? but - 1 : but}
    return {head: headOf(d, span), kind: "phrase", span, how: "member"}
  }
  return null
}

/** Whether "as", "so" or "nor" stands before a word that stands for a verb before: "as did the levy", "and so does theft". */
export const standsIn = (d: Dependencies, i: number): boolean =>
  ALSO.has(d.lower(i - 1)) && STANDING_IN.has(d.lemma(i)) && FOLLOWED_BY.has(d.tag(i + 1))

const FOLLOWED_BY: ReadonlySet<string> = new Set(["DET", "ADJ", "NOUN", "PROPN", "NUM"])

/** The words of a sentence that do so. */
const allStandingIn = oncePer((d: Dependencies): number[] => d.tokens.flatMap((_, i) => (standsIn(d, i) ? i : [])))

/** What is said behind a clause to do as it does: "levy" in "the drought hurt trade, and so did the levy". */
export function doesTheSame(d: Dependencies, verb: number): Argument | null {
  if (allStandingIn(d).length === 0) return null
  for (const c of d.children(verb, "conj", "advcl", "parataxis", "obl")) {
    if (c < verb) continue
    const verbal = AT_ITS_START.map((k) => d.first[c]! + k + 1).find(
      (k) => k > verb + 1 && allStandingIn(d).includes(k),
    )
    if (verbal === undefined) continue
    const head = d.firstUp(verbal + 1, (at) => d.head[at]! <= verbal)
    if (head > verbal && d.tag(head) === "NOUN" && d.lemma(head) !== "case") return memberFrom(d, head, verbal + 1)
  }
  return null
}

/** A thing as a member of a list, from a word on. */
function memberFrom(d: Dependencies, head: number, from: number): Argument {
  const {start, end} = nounPhrase(d, head)
  return {head, kind: "phrase", span: {start: Math.max(start, from), end}, how: "member"}
}

/** The subject that something shares the verb with as `doesTheSame` finds it; NONE. */
function subjectBeside(d: Dependencies, i: number): number {
  const above = d.head[i]!
  const verb = [above, above < 0 ? NONE : d.head[above]!].find((v) => v >= 0 && v < i && doesTheSame(d, v)?.head === i)
  return verb === undefined ? NONE : d.child(verb, "nsubj")
}

/** Of a list that is an argument, each member: one claim a pair. */
export function membersOf(d: Dependencies, argument: Argument): readonly Argument[] {
  const {head, kind, before = d.tokens.length, span} = argument
  if (kind !== "phrase" || span) return [argument]
  const announced = itemsBehind(d, head)
  if (announced.length > 0) return announced
  // "Two things drive prices: coal and sand": no tree knows that the prices are none of them.
  const colon = colonBehind(d, head)
  const reach = colon < 0 ? before : Math.min(before, colon)
  // "years of neglect, bad prices and war": the years are the first of the list.
  const of = PERIOD.test(d.lower(head)) ? d.children(head, "nmod").find((c) => c > head) : undefined
  const joined = d.children(head, "conj")
  const others = [
    ...joined,
    ...(of === undefined ? [] : d.children(of, "conj")),
    ...namedBetween(d, head, joined),
    ...listedAsName(d, head),
  ]
    .filter((c) => isListed(d, c, head) && c > head && d.first[c]! > head && d.first[c]! < reach)
    .concat([...besides(d, head), ...joinedBelow(d, head), ...joinedAbove(d, head)].filter((c) => c < before))
    .sort((a, b) => a - b)
  // Names that are joined act together.
  if (others.length === 0 || [head, ...others].every((one) => d.tag(one) === "PROPN"))
    return [colon < 0 ? argument : {...argument, before: reach}]
  const words = others.map((one) => putBeside(d, one)?.word)
  const ends = [...others.map((one, nth) => words[nth] ?? d.first[one]!), reach]
  return [
    {...argument, before: ends[0]!},
    ...others.flatMap((one, nth) =>
      words[nth] === undefined
        ? membersOf(d, {head: one, kind, before: ends[nth + 1]!, how: "member"})
        : [memberFrom(d, one, words[nth] + 2)],
    ),
  ]
}

/** "The strike, a shortage of seed and the flight": what stands between a comma and the "and" of a list is one of it, and no other name. */
const namedBetween = (d: Dependencies, head: number, joined: readonly number[]): number[] =>
  joined.some((c) => d.child(c, "cc") >= 0)
    ? d
        .children(head, "appos")
        .filter(
          (c) =>
            d.tag(c) === "NOUN" &&
            joined.some((k) => d.child(k, "cc") === d.last[c]! + (d.lower(d.last[c]! + 1) === "," ? 2 : 1)),
        )
    : []

/**
 * "For the ruin of the mill, the loss of jobs and a shortage of bread": what a tree takes for another name of a first thing that is one, with
 * what is joined to that, where no comma closes it: "the fall, a loss of wages and trust, is".
 */
function listedAsName(d: Dependencies, head: number): number[] {
  if (d.fine(head) !== "NN") return []
  const named = d.children(head, "appos").find((c) => c > head && d.tag(c) === "NOUN" && d.lower(d.first[c]!) === ",")
  if (named === undefined) return []
  const joined = d.children(named, "conj").filter((c) => LISTED.has(d.tag(c)))
  const last = joined.at(-1)
  return last !== undefined && d.child(last, "cc") >= 0 && d.lower(d.last[named]! + 1) !== "," ? [named] : []
}

/**
 * What is beside a thing, where a tree joins it to what hangs on that: what is ruled out, "a shortage of clerks rather than greed", and
 * what has the preposition of the thing, "by rust on the rails and by frost".
 */
const joinedBelow = (d: Dependencies, thing: number): number[] =>
  d
    .children(thing, "nmod")
    .flatMap((c) => (c > thing ? d.children(c, "conj").map((k) => [c, k] as const) : []))
    .filter(
      ([c, k]) => isListed(d, k, thing) && (isTurnedDown(d, k) || (d.child(k, "case") >= 0 && !isListed(d, k, c))),
    )
    .map(([, k]) => k)

/** What stands right behind a thing and its "and", where a tree joins it to the verb: "caused the outage as well as the famine". */
function joinedAbove(d: Dependencies, thing: number): number[] {
  const verb = d.head[thing]!
  if (verb < 0 || verb > thing || !d.isVerbal(verb)) return []
  const and = d.last[thing]! + 1
  if (d.lower(and) === "but") return []
  // "Blame the drought, the levy and the strike": a second thing without a preposition, which goes on the list.
  const next = d.children(verb, "parataxis", "obl", "obj").find((c) => d.lower(and) === "," && d.first[c] === and)
  if (next !== undefined && d.tag(next) === "NOUN" && d.child(next, "case") < 0) {
    const others = d.children(next, "conj")
    if (others.some((c) => d.child(c, "cc") >= 0)) return [next, ...others]
  }
  return d.children(verb, "conj").filter((c) => d.child(c, "cc") === and && isListed(d, c, thing))
}

/** What is named beside a thing as what goes with it. */
const besides = (d: Dependencies, thing: number): number[] =>
  puttingBeside(d).length === 0
    ? []
    : d
        .children(thing, "nmod", "acl", "conj")
        .flatMap((c) => [c, ...d.children(c, "obl")])
        .filter((c) => putBeside(d, c)?.thing === thing)

/** The word that a list which a word is in begins with; the word itself where it is in none. */
function firstOf(d: Dependencies, i: number): number {
  const above = d.head[i]!
  const below = above < 0 ? NONE : d.head[above]!
  if (below >= 0 && joinedBelow(d, below).includes(i)) return firstOf(d, below)
  const isNext = d.is(i, "conj") || (d.is(i, "nmod") && above >= 0 && PERIOD.test(d.lower(above)))
  const beside = isNext && above >= 0 ? d.children(above).find((c) => joinedAbove(d, c).includes(i)) : undefined
  if (beside !== undefined) return firstOf(d, beside)
  if (above >= 0 && d.is(i, "appos") && listedAsName(d, above).includes(i)) return firstOf(d, above)
  const before = [subjectBeside(d, i), isNext ? above : NONE, putBeside(d, i)?.thing ?? NONE].find(
    (at) => at >= 0 && at < i,
  )
  return before === undefined ? i : firstOf(d, before)
}

/** The thing that does less than another, "the frost" for "the levy" in "owes less to the frost than to the levy"; NONE. */
export function lessThan(d: Dependencies, i: number): number {
  const marker = d.markers(i)
  if (!marker.startsWith("than ")) return NONE
  const isLess = (c: number) => [d.first[c]! - 1, d.first[c]!].some((k) => d.lower(k) === "less")
  const tied = (c: number) => d.markers(c) === marker.slice("than ".length)
  return [...d.children(d.head[i]!), d.head[i]!].findLast((c) => c < i && tied(c) && isLess(c)) ?? NONE
}

/** The words of a sentence that a "than" ties to what stands before. */
const behindThan = oncePer((d: Dependencies): number[] =>
  d.tokens.flatMap(({lower}, i) => (lower === "than" && d.head[i]! > i ? d.head[i]! : [])),
)

/** Whether there are any: most sentences have none. */
export const holdsThan = (d: Dependencies): boolean => behindThan(d).length > 0

/** The things that do more than another, "the levy" for "the frost" there. */
export const moreThan = (d: Dependencies, less: number): number[] =>
  behindThan(d).filter((i) => i > less && lessThan(d, i) === less)

/** Whether two words are members of one list. */
export const inOneList = (d: Dependencies, a: number, b: number): boolean =>
  a !== b && (firstOf(d, a) === firstOf(d, b) || notOnly(d, a)?.head === b || notOnly(d, b)?.head === a)
