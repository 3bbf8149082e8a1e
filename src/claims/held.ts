// How a text holds out a claim: as the writer's own word or a source's that answers for it, as rumour, allegation, accusation, fear
// or belief, or as what is not so. In: the tree of a claim's sentence, the claim's places, and the sentences behind. Out: one
// of six ways, or none.
//
// A linear model over the words around the claim and over what governs it in the tree, learnt from invented pieces, annotated sentences and documents, and the cases
// by `npm run train:claims`. No list says which words are a rumour's: there are too many.

import {type FactOf, factName, factNumber, turned} from "../core/fact.ts"
import {decodedOnce, parsePairs, SCALE, type WeighedFact, type WeightTable, weighedFacts} from "../core/weight-table.ts"
import {type Dependencies, holds, NONE, type Span} from "../language/index.ts"
import {HELD_WEIGHTS} from "./held-weights.ts"
import {kindOf} from "./lexicon/kinds.ts"
import {sayingAt} from "./lexicon/sayings.ts"

/** Ways in which a claim is held out that is not the writer's own; what is none of them is. */
export const HELD = ["rumoured", "alleged", "accused", "feared", "believed", "denied"] as const
export type Held = (typeof HELD)[number]

/** A claim's places in its sentence, and what stands behind that. */
export type Told = {
  readonly d: Dependencies
  readonly cause: Span
  readonly effect: Span
  readonly signal: Span
  /** The sentences right behind, in order, each with whether it tells a claim of its own. */
  readonly after: readonly {readonly d: Dependencies; readonly tells: boolean}[]
}

/** So many governors of a trigger are looked at. */
const HIGH = 5
/** What a longer sentence behind a claim says, in tokens, is mostly something of its own. */
const LONGEST_REPLY = 14
/** So many letters of a word are a fact too: "alleg", "rumou". */
const STEM = 5
/**
 * To take for a fact what nobody answers for is worse than the other way round: the writer's own has to be so much likelier, in
 * logits. What is wrongly denied is told the other way round, which is as bad as a denial that is missed.
 */
const MARGIN = 2
/**
 * What speaks this much against all ways together, in logits, is the writer's own, and no way by itself is asked. Of the claims of 1,500
 * sentences of news none that is held out has more than 3.0 against it.
 */
const OWN = 5

/** Words that facts leave out: of the trigger, and of saying and thinking. */
type Without = "trigger" | "saying"

/** A word's lemma; of a name only that it is one: whose rumour it is does not make it one. */
function nameless(d: Dependencies, i: number, without?: Without): string {
  if (d.tag(i) === "PROPN") return "PROPN"
  return without === "saying" && sayingAt(d, i)?.denies === false ? "S" : d.lemma(i)
}

/**
 * Facts about the words before, between and behind the two sides; each side is one "X", and right beside it is said which it is.
 * Words that are left out are one "T" or one "S" each.
 */
function wordFacts<T>({d, cause, effect, signal}: Told, fact: FactOf<T>, facts: T[], without?: Without): void {
  const plain = (i: number) => (without === "trigger" && holds(signal, i) ? "T" : nameless(d, i, without))
  const [first, second] = cause.start < effect.start ? [cause, effect] : [effect, cause]
  let [before, last] = ["", "^"]
  for (let i = 0; i <= d.tokens.length; i++) {
    const inside = [first, second].find((span) => holds(span, i))
    if (inside && i > inside.start) continue
    const word = i === d.tokens.length ? "$" : inside ? "X" : plain(i)
    const zone = i < first.start ? "before" : i < second.start ? "between" : "behind"
    facts.push(
      fact`the word ${word}`,
      fact`${zone} ${word}`,
      fact`in a row ${last} ${word}`,
      fact`in a row ${before} ${last} ${word}`,
    )
    // "The strike, not the storm": what is turned down is one of two causes.
    if (inside) {
      const left = inside === cause ? "before the cause" : "before the effect"
      facts.push(fact`${left} ${last}`, fact`${left} ${before} ${last}`)
    } else if (last === "X") facts.push(fact`behind the ${i === cause.end ? "cause" : "effect"} ${word}`)
    if (word.length > STEM) facts.push(fact`a word ${word.slice(0, STEM)}-`)
    before = last
    last = word
  }
}

/** Facts about what governs the claim, and who is beside it. */
function governorFacts<T>({d, cause, effect, signal}: Told, fact: FactOf<T>, facts: T[], without?: Without): void {
  const inClaim = (i: number) => [cause, effect, signal].some((span) => holds(span, i))
  for (let at = signal.start, steps = 0; at >= 0 && steps < HIGH; at = d.head[at]!, steps++) {
    facts.push(fact`${steps} up hangs as ${d.rel[at]}`)
    if (inClaim(at)) continue
    const verb = without === "saying" ? nameless(d, at, without) : d.lemma(at)
    facts.push(fact`above ${verb}`, fact`above ${verb}, a ${d.tag(at)}`)
    for (const child of d.children(at)) {
      if (inClaim(child)) continue
      const rel = d.rel[child]
      facts.push(
        fact`beside it ${rel} ${nameless(d, child, without)}`,
        fact`above ${verb} with ${rel} ${nameless(d, child, without)}`,
      )
      if (!d.is(child, "nsubj", "obl", "nmod")) continue
      const kind = kindOf(d, child)
      const given = d.children(child, "det", "nummod", "amod", "nmod:poss")
      const opens = given.map((k) => (d.is(k, "det") ? d.lower(k) : d.rel[k])).join(" ")
      facts.push(
        fact`above ${verb} with kind ${kind}`,
        fact`beside it ${rel} of kind ${kind}`,
        fact`beside it ${nameless(d, child, without)}`,
      )
      facts.push(fact`beside it ${rel}, opens ${opens}`, fact`beside it ${rel} of kind ${kind}, opens ${opens}`)
      for (const k of d.children(child)) facts.push(fact`on what is beside it ${d.rel[k]} ${nameless(d, k, without)}`)
    }
    if (d.child(at, "aux:pass") !== NONE)
      facts.push(fact`above ${verb}, passive, with who does it ${d.child(at, "obl:agent") !== NONE}`)
    if (d.child(at, "nsubj") === NONE) facts.push(fact`above ${verb} without a subject`)
  }
}

/** Facts about what is said behind: "Nobody could confirm it", "The charge is baseless". */
function replyFacts<T>({after}: Told, fact: FactOf<T>, facts: T[]): void {
  after.forEach(({d, tells}, nth) => {
    const short = d.tokens.length <= LONGEST_REPLY
    facts.push(fact`sentence ${nth} behind tells ${tells}, is short ${short}`)
    if (tells || !short) return
    let last = "^"
    for (let i = 0; i <= d.tokens.length; i++) {
      const word = i === d.tokens.length ? "$" : d.lemma(i)
      facts.push(fact`said behind ${word}`, fact`said behind ${last} ${word}`)
      last = word
    }
  })
}

/** Facts about how a claim is held out. `fact` as in features.ts. */
export function heldFacts<T>(told: Told, fact: FactOf<T>, without?: Without): T[] {
  const facts = [fact`any claim`]
  wordFacts(told, fact, facts, without)
  governorFacts(told, fact, facts, without)
  replyFacts(told, fact, facts)
  return facts
}

/** What facts are turned by where they count for whatever is not the writer's own; for each way by its place, from 1. */
const ANY = HELD.length + 1

/** Of each way the numbers of the facts: each fact counts for that way, and for whatever is not the writer's own. */
export function heldNumbers(hashes: readonly number[]): number[][] {
  const shared = hashes.map((hash) => turned(hash, ANY))
  return HELD.map((_, way) => [...hashes.map((hash) => turned(hash, way + 1)), ...shared])
}

/** Without the words of the trigger, or those of saying, a way may be less likely by this much, in logits. */
const LEFT_OUT = 1

/**
 * The likeliest way by some weights, in parts of `SCALE`; null where the writer's own is likelier, by the margin where there is one. The
 * words that tie the two sides make no rumour by themselves: of pieces about wells "poisoned" is often one. Nor does a word of thinking
 * deny: much that is said to be a theory, or somebody's idea, is said to be wrong.
 */
export function heldBy(told: Told, weights: WeightTable): Held | null {
  const facts = heldFacts(told, factNumber)
  const way = likeliest(facts, weights, MARGIN)
  const {d, signal} = told
  if (way === "denied") {
    const sum = sumOf(heldFacts(told, factNumber, "saying"), weights, way)
    return sum >= -LEFT_OUT * SCALE ? way : likeliest(facts, weights, MARGIN, UNDENIED)
  }
  if (way === null || kindOf(d, signal.start) === "saying") return way
  return likeliest(heldFacts(told, factNumber, "trigger"), weights, MARGIN + LEFT_OUT) === null ? null : way
}

const UNDENIED = HELD.filter((way) => way !== "denied")

/** What facts weigh for a way against the writer's own. */
const sumOf = (facts: readonly number[], weights: WeightTable, way: Held): number =>
  weights.sum(facts, ANY) + weights.sum(facts, HELD.indexOf(way) + 1)

function likeliest(
  facts: readonly number[],
  weights: WeightTable,
  margin: number,
  ways: readonly Held[] = HELD,
): Held | null {
  let [best, most]: [Held | null, number] = [null, Number.NEGATIVE_INFINITY]
  const any = weights.sum(facts, ANY)
  if (any < -OWN * SCALE) return null
  for (const way of ways) {
    const sum = any + weights.sum(facts, HELD.indexOf(way) + 1)
    const least = way === "denied" ? 0 : -margin * SCALE
    if (sum > least && sum > most) [best, most] = [way, sum]
  }
  return best
}

const shipped = decodedOnce(() => parsePairs(HELD_WEIGHTS))

/** How a claim is held out; null where it is the writer's own, or that of a source that answers for it. */
export const held = (told: Told): Held | null => heldBy(told, shipped())

/** What each fact weighs for one way against the writer's own, in log odds. */
export const weighedFor = (told: Told, way: Held): WeighedFact[] =>
  weighedFacts(heldFacts(told, factName), (number) => shipped().sum(heldNumbers([number])[HELD.indexOf(way)]!))
