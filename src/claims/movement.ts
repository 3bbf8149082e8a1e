// Which way the words of a phrase say that its thing moves, and which of them name the thing: "the closure of the pass" is less of
// "the pass". In: a sentence's tree and a phrase in it. Out: a direction, or none, and the tokens that stay.
//
// Two linear models, over the words of the phrase, what the lexicon knows of them, and how they hang together; learnt from marked
// phrases by `npm run train:claims`. The first weighs a direction against none, the second each word of a phrase that has one.

import {factNumber as fact, turned} from "../core/fact.ts"
import {decodedOnce, parsePairs, SCALE} from "../core/weight-table.ts"
import {type Dependencies, headOf, holds, NONE, oncePer, type Span} from "../language/index.ts"
import {likeliestParts} from "../math/stretches.ts"
import {ASPECTUAL} from "./lexicon/facts.ts"
import {kindOf} from "./lexicon/kinds.ts"
import {tellings} from "./lexicon/tellings.ts"
import {MOVEMENT_WEIGHTS} from "./movement-weights.ts"

/** The two directions, in the order in which their facts are numbered. */
export const WAYS = ["+", "-"] as const
export type Way = (typeof WAYS)[number]

/** So many steps up a tree are looked at. */
const HIGH = 4

/** A phrase with what both models ask of it. */
type Worded = {
  readonly d: Dependencies
  readonly span: Span
  readonly head: number
  /** Of each word of the phrase, from its first, what the lexicon says of it, and how it hangs on the head, from below. */
  readonly tells: readonly (readonly string[])[]
  readonly ways: readonly string[]
}

/** Of "prices began to fall" the falling; NONE where a phrase is no such clause. */
function begunIn(d: Dependencies, span: Span): number {
  const head = headOf(d, span)
  const taken = d.fine(head).startsWith("V") && ASPECTUAL.has(d.lemma(head)) ? d.child(head, "xcomp") : NONE
  return holds(span, taken) ? taken : NONE
}

/** @param begun  what the phrase says to begin, whose words are then all that count. */
function worded(d: Dependencies, span: Span, begun = NONE): Worded {
  const head = begun === NONE ? headOf(d, span) : begun
  const tells: string[][] = []
  const ways: string[] = []
  for (let i = span.start; i < span.end; i++) {
    tells.push(begun !== NONE && i === d.head[begun] ? [] : tellings(d, i))
    const relations: string[] = []
    let at = i
    while (at !== head && relations.length < HIGH && holds(span, d.head[at]!)) {
      relations.push(d.rel[at]!)
      at = d.head[at]!
    }
    ways.push(at === head ? relations.join("<") : "far")
  }
  return {d, span, head, tells, ways}
}

/** Facts about which way the words of a phrase say that it moves. */
function wayFacts({d, span: {start, end}, head, tells, ways}: Worded): number[] {
  const clause = d.headsClause(head)
  const facts = [
    fact`all`,
    fact`h ${d.lemma(head)}`,
    fact`hx ${d.fine(head)}`,
    fact`hk ${kindOf(d, head)}`,
    fact`v ${clause}`,
  ]
  facts.push(fact`len ${Math.min(8, end - start)}`)
  const row: string[] = []
  for (let i = start; i < end; i++) {
    if (d.tag(i) === "PUNCT") continue
    const [lemma, way] = [d.lemma(i), ways[i - start]!]
    facts.push(fact`w ${lemma}`, fact`p ${way} ${lemma}`, fact`pp ${way.split("<").length} ${lemma}`)
    if (i <= start + 1) facts.push(fact`o${i - start} ${d.lower(i)}`)
    if (i === end - 1) facts.push(fact`last ${d.lower(i)}`)
    else facts.push(fact`b ${lemma} ${d.lemma(i + 1)}`)
    for (const tell of tells[i - start]!) {
      facts.push(fact`s ${tell}`, fact`sp ${tell} ${way}`, fact`sv ${tell} ${clause}`, fact`sl ${tell} ${lemma}`)
      facts.push(fact`spt ${tell} ${way} ${d.tag(i)}`)
      row.push(tell + (i === head ? "h" : way.includes("<") ? "x" : ""))
    }
  }
  facts.push(fact`row ${row.join(" ")}`, fact`row2 ${row.slice(0, 2).join(" ")}`, fact`n ${row.length}`)
  facts.push(fact`rowv ${clause} ${row.join(" ")}`)
  const object = d.child(head, "obj")
  facts.push(
    holds({start, end}, object) ? fact`obj ${d.lemma(head)} ${kindOf(d, object)}` : fact`noobj ${d.lemma(head)}`,
    fact`hasobj ${d.lemma(head)} ${holds({start, end}, object)}`,
  )
  if (d.child(head, "aux:pass") >= start) facts.push(fact`pass ${d.lemma(head)}`)
  return facts
}

/** Facts about whether a word of a phrase that moves names its thing. */
function keptFacts({d, span, head, tells, ways}: Worded, moves: Way, i: number): number[] {
  const {start, end} = span
  const told = (k: number) => (holds(span, k) ? tells[k - start]!.join(",") : "^")
  let top = i
  for (let steps = 0; steps < 2 * HIGH && top !== head && d.head[top] !== head && holds(span, d.head[top]!); steps++)
    top = d.head[top]!
  const [tag, lower, way, governor] = [d.tag(i), d.lower(i), ways[i - start]!, d.head[i]!]
  const [role, of] = [top === head ? "self" : d.rel[top]!, told(head)]
  const [before, behind] = [tells.slice(0, i - start).flat(), tells.slice(i - start + 1).flat()]
  const beside = `${before.length > 0} ${behind.length > 0}`
  const last = i > start ? d.lower(i - 1) : "^"
  const facts = [
    fact`all`,
    fact`w ${lower}`,
    fact`l ${d.lemma(i)} ${moves}`,
    fact`t ${d.fine(i)}`,
    fact`p ${way}`,
    fact`pt ${way} ${tag}`,
    fact`top ${role} ${d.fine(head).slice(0, 1)}`,
    fact`topl ${role} ${d.lemma(head)}`,
    fact`tops ${role} ${of}`,
    fact`topst ${role} ${of} ${tag}`,
    fact`s ${told(i)}`,
    fact`sp ${told(i)} ${way}`,
    fact`way ${moves} ${tag}`,
    fact`first ${i === start} ${tag}`,
    fact`firstw ${i === start} ${lower}`,
    fact`last ${i === end - 1} ${tag}`,
    fact`g ${holds(span, governor) ? d.lemma(governor) : "^"} ${d.rel[i]}`,
    fact`gs ${told(governor)} ${d.rel[i]}`,
    fact`gst ${told(governor)} ${d.rel[i]} ${tag}`,
    fact`bs ${before.slice(-2).join(",")}`,
    fact`as ${behind.slice(0, 2).join(",")}`,
    fact`ba ${beside} ${tag}`,
    fact`baw ${beside} ${lower}`,
    fact`prev ${last}`,
    fact`prevt ${last} ${tag}`,
    fact`next ${i < end - 1 ? d.lower(i + 1) : "$"}`,
    fact`tp ${told(i - 1).length > 1} ${tag}`,
    fact`tn ${told(i + 1).length > 1} ${tag}`,
  ]
  for (const k of d.children(i, "case")) facts.push(fact`case ${d.lower(k)} ${way}`, fact`cases ${d.lower(k)} ${of}`)
  if (top !== head)
    for (const k of d.children(top, "case", "mark"))
      facts.push(fact`topcase ${d.lower(k)} ${role} ${of}`, fact`topcasel ${d.lower(k)} ${d.lemma(head)}`)
  return facts
}

/** What the facts of the second model, and those of both directions alike, are turned by; the directions by 1 and 2. */
const [KEPT, EITHER] = [7, 9]

/** Of each direction the numbers of a phrase's facts: each fact counts for that direction, and for either. */
export function wayNumbers(d: Dependencies, span: Span): number[][] {
  const hashes = wayFacts(worded(d, span))
  const either = hashes.map((hash) => turned(hash, EITHER))
  return WAYS.map((_, way) => [...hashes.map((hash) => turned(hash, way + 1)), ...either])
}

/** Of each word of a phrase that moves the numbers of its facts, from its first. */
export function keptNumbers(d: Dependencies, span: Span, moves: Way): number[][] {
  const phrase = worded(d, span)
  return phrase.tells.map((_, n) => keptFacts(phrase, moves, span.start + n).map((number) => turned(number, KEPT)))
}

const shipped = decodedOnce(() => parsePairs(MOVEMENT_WEIGHTS))

/** By so much, as a sum of weights, a direction must be likelier than none: half a logit. */
const SURER = SCALE / 2

/** Of each tree the phrases that were asked for, by their first and their last word: rows, signs and phrases ask for the same. */
const asked = oncePer(() => new Map<number, Way | null>())

/** Which way a phrase says that its thing moves; null where it names the thing alone. */
export function wayOf(d: Dependencies, span: Span): Way | null {
  const ways = asked(d)
  const key = span.start * (d.tokens.length + 1) + span.end
  const known = ways.get(key)
  if (known !== undefined) return known
  const way = weighedWay(d, span)
  ways.set(key, way)
  return way
}

function weighedWay(d: Dependencies, span: Span): Way | null {
  // To begin is to be more of it, but where it is a fall that begins.
  const begun = begunIn(d, span)
  if (begun !== NONE && wayBy(worded(d, span, begun)) === "-") return "-"
  return wayBy(worded(d, span))
}

function wayBy(phrase: Worded): Way | null {
  const facts = wayFacts(phrase)
  const either = shipped().sum(facts, EITHER)
  const [more, less] = [either + shipped().sum(facts, 1), either + shipped().sum(facts, 2)]
  return Math.max(more, less) <= SURER ? null : more >= less ? "+" : "-"
}

/** What another part costs, as a sum of weights: what varies is named in one stretch, or in few. */
const PART = SCALE

/** The parts of a phrase that name what moves: the likeliest. */
export function movingParts(d: Dependencies, span: Span, moves: Way): Span[] {
  const phrase = worded(d, span)
  const sums = phrase.tells.map((_, n) =>
    d.tag(span.start + n) === "PUNCT" ? 0 : shipped().sum(keptFacts(phrase, moves, span.start + n), KEPT),
  )
  return likeliestParts(sums, PART).map(({start, end}) => ({start: span.start + start, end: span.start + end}))
}
