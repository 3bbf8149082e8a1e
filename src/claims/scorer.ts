// The scorer: a linear model over the facts of a candidate (features.ts), learnt from annotated sentences by `npm run
// train:claims`. In: the candidates of a sentence. Out: those that are said, each with its bounds and a calibrated confidence.
//
// Two models: one weighs whether a trigger with two heads says a cause, the other which of several bounds are those of its phrases.
// Weights are whole numbers, so that the same claims come out on any machine: a sum of integers has no order.

import {factNumber} from "../core/fact.ts"
import {type FactWeights, parsePairs, SCALE, WeightTable} from "../core/weight-table.ts"
import {
  apart,
  type Dependencies,
  type Extent,
  extentsOf,
  holds,
  oncePer,
  type Span,
  sharedPart,
  withArticle,
} from "../language/index.ts"
import {exp, log} from "../math/elementary.ts"
import {extentLots, type FactLots, pairLots, type Reading} from "./features.ts"
import {inOneList} from "./lists.ts"

/**
 * Weights by the hash of their fact, and how a sum becomes a confidence: ceiling / (1 + exp(-(slope z + offset))). Platt's (1999)
 * curve with an upper limit (Barton and Lord 1981): however sure the trigger is, bounds are drawn otherwise than by people now and then.
 */
export type ScorerWeights = {
  readonly pair: FactWeights
  readonly extent: FactWeights
  readonly slope: number
  readonly offset: number
  readonly ceiling: number
  /** Below this confidence nothing is read: of rows, and of what says how sure it is by itself, as all rules before do. */
  readonly least: {readonly row: number; readonly given: number}
}

/** A trigger with two heads, and what stands beside it. */
export type Group = {
  readonly reading: Reading
  /** Whether another reading has the same two sides. */
  readonly twice: boolean
  /** What heads that side of others that the same row gives for the same trigger: members of one list are told apart. */
  readonly members: () => {readonly cause: readonly number[]; readonly effect: readonly number[]}
}

/** How each reading stands to the others. */
export function grouped(d: Dependencies, readings: readonly Reading[]): Group[] {
  const count = d.tokens.length + 1
  const placeOf = ({cause, effect}: Reading) =>
    ((cause.start * count + cause.end) * count + effect.start) * count + effect.end
  const spans = new Map<number, number>()
  for (const reading of readings) spans.set(placeOf(reading), (spans.get(placeOf(reading)) ?? 0) + 1)
  return readings.map((reading) => ({
    reading,
    twice: spans.get(placeOf(reading))! > 1,
    members: () => membersBeside(d, reading, readings),
  }))
}

function membersBeside(d: Dependencies, reading: Reading, readings: readonly Reading[]): ReturnType<Group["members"]> {
  const members = {cause: [] as number[], effect: [] as number[]}
  for (const {at, rule, heads, how} of readings) {
    if (at.start !== reading.at.start || rule !== reading.rule) continue
    if (inOneList(d, heads.cause, reading.heads.cause)) members.cause.push(heads.cause)
    const isNext = how?.endsWith("next member") && heads.effect !== reading.heads.effect
    if (isNext || inOneList(d, heads.effect, reading.heads.effect)) members.effect.push(heads.effect)
  }
  return members
}

/** Weights as the reader asks for them, those that are being learnt too. */
export const tableOf = oncePer(
  (weights: FactWeights): WeightTable => (weights instanceof WeightTable ? weights : WeightTable.of(weights)),
)

/** The spans that one side of a group may be. */
export function extentsIn(
  d: Dependencies,
  {reading: {heads, at, drawn}, members}: Group,
  side: "cause" | "effect",
): Extent[] {
  const others = members()[side]
  return extentsOf(d, heads[side], drawn[side](), at, heads[side === "cause" ? "effect" : "cause"]).filter(
    (extent) => !others.some((head) => holds(extent, head)),
  )
}

/** Sums the facts that candidates of one trigger share: what it, one of their sides or an end weighs is summed once. */
function sumsOnce(weights: WeightTable): (lots: FactLots<number>) => number {
  const known = new Map<number, number>()
  return ({shared}) => {
    let sum = 0
    for (const {key, facts} of shared) {
      const one = known.get(key) ?? weights.sum(facts())
      known.set(key, one)
      sum += one
    }
    return sum
  }
}

/**
 * The facts that are a candidate's own cost most, and what they add is limited: where the shared ones leave it further behind than
 * this, in logits, they are not asked (a cascade: Viola and Jones 2001). Pairs are behind what is asked for, bounds behind those that
 * come first: of 1,500 sentences of news none that was taken was further behind than 1.3, and 4.0.
 */
export const OWN_ADD = {pair: 3, extent: 5}

/** A group's reading with the bounds that are likeliest for each side; as it was drawn first where those would meet. */
function bounded(d: Dependencies, group: Group, extents: WeightTable): Reading {
  const likeliest = (side: "cause" | "effect"): Span => {
    const summed = sumsOnce(extents)
    const fits = extentsIn(d, group, side).map((extent) => {
      const lots = extentLots(d, group.reading, side, extent, factNumber)
      return {extent, lots, fit: summed(lots)}
    })
    const first = fits.reduce((most, {fit}) => Math.max(most, fit), Number.NEGATIVE_INFINITY)
    let [best, most]: [Span, number] = [group.reading[side], Number.NEGATIVE_INFINITY]
    for (const {extent, lots, fit} of fits) {
      if (fit + OWN_ADD.extent * SCALE <= first) continue
      const whole = fit + extents.sum(lots.own())
      if (whole > most) [best, most] = [{start: extent.start, end: extent.end}, whole]
    }
    return best
  }
  const [cause, effect] = [withArticle(d, likeliest("cause")), withArticle(d, likeliest("effect"))]
  return apart(cause, effect) ? {...group.reading, cause, effect} : group.reading
}

export type Chosen = {readonly group: Group; readonly reading: Reading; readonly confidence: number}

/** What became of a group: said; too unlikely, below a least confidence; or dropped for a surer rival. */
export type Weighing = {readonly group: Group; readonly confidence: number} & (
  | {readonly outcome: "said"; readonly reading: Reading}
  | {readonly outcome: "unlikely"; readonly least: number}
  | {readonly outcome: "rival"; readonly reading: Reading; readonly of: Chosen}
)

/** The groups of a sentence that are likely enough, surest first. @param tell  is handed every other, for `brink read --why`. */
export function likelyAmong(
  d: Dependencies,
  groups: readonly Group[],
  weights: ScorerWeights,
  tell?: (weighing: Weighing) => void,
): Omit<Chosen, "reading">[] {
  const pairs = tableOf(weights.pair)
  let [summed, last]: [ReturnType<typeof sumsOnce>, Reading | null] = [sumsOnce(pairs), null]
  const {slope, offset, ceiling} = weights
  /** What must be shared at least for a confidence. */
  const needed = {row: 0, given: 0}
  for (const kind of ["row", "given"] as const)
    needed[kind] = SCALE * (-(log(ceiling / weights.least[kind] - 1) + offset) / slope - OWN_ADD.pair)
  const likely: Omit<Chosen, "reading">[] = []
  for (const group of groups) {
    const {reading} = group
    if (last?.rule !== reading.rule || last.at !== reading.at) summed = sumsOnce(pairs)
    last = reading
    // Of a reading that comes with a confidence of its own less is asked.
    const kind = reading.confidence !== undefined ? "given" : "row"
    const lots = pairLots(d, reading, group.twice, factNumber)
    const sum = summed(lots)
    const isNear = sum >= needed[kind]
    if (!isNear && !tell) continue
    const z = (sum + pairs.sum(lots.own())) / SCALE
    const confidence = ceiling / (1 + exp(-(slope * z + offset)))
    const least = weights.least[kind]
    if (isNear && confidence >= least) likely.push({group, confidence})
    else tell?.({group, confidence, outcome: "unlikely", least})
  }
  return likely.sort((a, b) => b.confidence - a.confidence)
}

/** Whether two readings of one row are of members of a list, which are read one by one and share a phrase: no rivals. */
function areListed(d: Dependencies, one: Reading, other: Reading): boolean {
  if (one.rule !== other.rule) return false
  const [cause, effect] = [one.heads.cause === other.heads.cause, one.heads.effect === other.heads.effect]
  const further = [one.how, other.how]
  return (
    inOneList(d, one.heads.cause, other.heads.cause) ||
    inOneList(d, one.heads.effect, other.heads.effect) ||
    (cause && further.some((how) => how?.endsWith("member"))) ||
    (effect && further.some((how) => how?.startsWith("member")))
  )
}

/** Whether the heads of a reading stand where another's phrases are, so that they are rivals. */
function shareHeads(d: Dependencies, other: Reading, one: Reading): boolean {
  const [cause, effect] = [holds(other.cause, one.heads.cause), holds(other.effect, one.heads.effect)]
  return (cause && effect) || (other.at.start === one.at.start && (cause || effect) && !areListed(d, other, one))
}

/**
 * What is said among the likely groups of a sentence. Of rivals (both phrases share words, or one phrase of the same trigger does) the
 * surest is taken.
 * @param tell  is handed what became of each.
 */
export function chosen(
  d: Dependencies,
  likely: ReturnType<typeof likelyAmong>,
  weights: ScorerWeights,
  tell?: (weighing: Weighing) => void,
): Chosen[] {
  const taken: Chosen[] = []
  for (const {group, confidence} of likely) {
    // Bounds hold their heads: what shares those with one that is taken is its rival, wherever it begins and ends.
    if (!tell && taken.some(({reading}) => shareHeads(d, reading, group.reading))) continue
    const reading = bounded(d, group, tableOf(weights.extent))
    const rival = taken.find(({reading: other}) => {
      const [one, two] = [sharedPart(other.cause, reading.cause), sharedPart(other.effect, reading.effect)]
      if (one > 0 && two > 0) return true
      if (sharedPart(other.cause, reading.effect) > 0.5 && sharedPart(other.effect, reading.cause) > 0.5) return true
      return other.at.start === reading.at.start && (one > 0 || two > 0) && !areListed(d, other, reading)
    })
    if (!rival) taken.push({group, reading, confidence})
    tell?.({group, confidence, reading, ...(rival ? {outcome: "rival", of: rival} : {outcome: "said"})})
  }
  return taken
}

/** As `scorer-weights.ts` holds them. */
export type PrintedWeights = Pick<ScorerWeights, "slope" | "offset" | "ceiling" | "least"> & {
  readonly pair: string
  readonly extent: string
}

export function parseWeights({pair, extent, ...rest}: PrintedWeights): ScorerWeights {
  return {...rest, pair: parsePairs(pair), extent: parsePairs(extent)}
}
