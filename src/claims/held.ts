// How a text holds out a claim: as the writer's own word or a source's that answers for it, as rumour, allegation, accusation, fear
// or belief, or as what is not so. In: the tree of a claim's sentence, the claim's places, and the sentences behind. Out: one
// of six ways, or none.
//
// A linear model over the words around the claim and over what governs it in the tree, learnt from invented pieces, annotated sentences and documents, and the cases
// by `npm run train:claims`. No list says which words are a rumour's: there are too many.

import {type Dependencies, NONE, type Span} from "../language/index.ts"
import {factHash, kindOf, turned} from "./features.ts"
import {HELD_WEIGHTS} from "./held-weights.ts"
import {SCALE} from "./scorer.ts"
import {parsePairs, type WeightTable} from "./weight-table.ts"

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
/** To take for a fact what is none is worse than the other way round: the writer's own has to be so much likelier, in logits. */
const MARGIN = 0.75

/** Facts about the words before, between and behind the two sides; each side is one "X", and right beside it is said which it is. */
function wordFacts({d, cause, effect}: Told, facts: string[]): void {
  const [first, second] = cause.start < effect.start ? [cause, effect] : [effect, cause]
  let [before, last] = ["", "^"]
  for (let i = 0; i <= d.tokens.length; i++) {
    const inside = [first, second].find(({start, end}) => i >= start && i < end)
    if (inside && i > inside.start) continue
    const word = i === d.tokens.length ? "$" : inside ? "X" : d.lemma(i)
    const zone = i < first.start ? 0 : i < second.start ? 1 : 2
    facts.push(`w ${word}`, `z ${zone} ${word}`, `b ${last} ${word}`, `t ${before} ${last} ${word}`)
    // "The strike, not the storm": what is turned down is one of two causes.
    if (inside) {
      const left = inside === cause ? "lc" : "le"
      facts.push(`${left} ${last}`, `${left} ${before} ${last}`)
    } else if (last === "X") facts.push(`${i === cause.end ? "rc" : "re"} ${word}`)
    if (word.length > STEM) facts.push(`p ${word.slice(0, STEM)}`)
    before = last
    last = word
  }
}

/** Facts about what governs the claim, and who is beside it. */
function governorFacts({d, cause, effect, signal}: Told, facts: string[]): void {
  const inClaim = (i: number) => [cause, effect, signal].some(({start, end}) => i >= start && i < end)
  for (let at = signal.start, steps = 0; at >= 0 && steps < HIGH; at = d.head[at]!, steps++) {
    facts.push(`ud ${steps} ${d.rel[at]}`)
    if (inClaim(at)) continue
    const verb = d.lemma(at)
    facts.push(`u ${verb}`, `ur ${verb} ${d.tag(at)}`)
    for (const child of d.children(at)) {
      if (inClaim(child)) continue
      const rel = d.rel[child]
      facts.push(`uc ${rel} ${d.lemma(child)}`, `uw ${verb} ${rel} ${d.lemma(child)}`)
      if (!d.is(child, "nsubj", "obl", "nmod")) continue
      const kind = kindOf(d, child)
      const given = d.children(child, "det", "nummod", "amod", "nmod:poss")
      const opens = given.map((k) => (d.is(k, "det") ? d.lower(k) : d.rel[k])).join(" ")
      facts.push(`us ${verb} ${kind}`, `sk ${rel} ${kind}`, `sl ${d.lemma(child)}`, `sd ${rel} ${opens}`)
      facts.push(`sdk ${rel} ${opens} ${kind}`)
      for (const k of d.children(child)) facts.push(`sc ${d.rel[k]} ${d.lemma(k)}`)
    }
    if (d.child(at, "aux:pass") !== NONE) facts.push(`up ${verb} ${d.child(at, "obl:agent") !== NONE}`)
    if (d.child(at, "nsubj") === NONE) facts.push(`un ${verb}`)
  }
}

/** Facts about what is said behind: "Nobody could confirm it", "The charge is baseless". */
function replyFacts({after}: Told, facts: string[]): void {
  after.forEach(({d, tells}, nth) => {
    const short = d.tokens.length <= LONGEST_REPLY
    facts.push(`r ${nth} ${tells} ${short}`)
    if (tells || !short) return
    let last = "^"
    for (let i = 0; i <= d.tokens.length; i++) {
      const word = i === d.tokens.length ? "$" : d.lemma(i)
      facts.push(`r ${word}`, `rb ${last} ${word}`)
      last = word
    }
  })
}

/** Facts about how a claim is held out, by name. */
export function heldFacts(told: Told): string[] {
  const facts = ["all"]
  wordFacts(told, facts)
  governorFacts(told, facts)
  replyFacts(told, facts)
  return facts
}

/** Of each way the numbers of the facts: each fact counts for that way, and for whatever is not the writer's own. */
export function heldNumbers(facts: readonly string[]): number[][] {
  const hashes = facts.map(factHash)
  const shared = hashes.map((hash) => turned(hash, HELD.length + 1))
  return HELD.map((_, way) => [...hashes.map((hash) => turned(hash, way + 1)), ...shared])
}

/** The likeliest way by some weights, in parts of `SCALE`; null where the writer's own is likelier. */
export function heldBy(told: Told, weights: WeightTable): Held | null {
  let [best, most]: [Held | null, number] = [null, -MARGIN * SCALE]
  heldNumbers(heldFacts(told)).forEach((numbers, way) => {
    const sum = weights.sum(numbers)
    if (sum > most) [best, most] = [HELD[way]!, sum]
  })
  return best
}

let weights: WeightTable | null = null
const shipped = (): WeightTable => {
  weights ??= parsePairs(HELD_WEIGHTS)
  return weights
}

/** How a claim is held out; null where it is the writer's own, or that of a source that answers for it. */
export const held = (told: Told): Held | null => heldBy(told, shipped())

/** What each fact weighs for one way against the writer's own, in log odds. */
export function weighedFor(told: Told, way: Held): {readonly fact: string; readonly weight: number}[] {
  return [...new Set(heldFacts(told))].map((fact) => ({
    fact,
    weight: shipped().sum(heldNumbers([fact])[HELD.indexOf(way)]!) / SCALE,
  }))
}
