// The scorer: a linear model over the facts of a candidate (features.ts), learnt from annotated sentences by `npm run
// train:claims`. In: the candidates of a sentence. Out: those that are said, each with its bounds and a calibrated confidence.
//
// Two models: one weighs whether a trigger with two heads says a cause, the other which of several bounds are those of its phrases.
// Weights are whole numbers, so that the same claims come out on any machine: a sum of integers has no order.

import type {Dependencies, Span} from "../language/index.ts"
import {exp} from "../math/elementary.ts"
import {type Agreement, factNumber, pairFacts, type Reading, widthFacts} from "./features.ts"
import {type FactWeights, parsePairs, WeightTable} from "./weight-table.ts"

/** Of a sum of weights, what stands for 1. */
export const SCALE = 256

/** Weights by the hash of their fact, and how a sum becomes a confidence (Platt 1999): 1 / (1 + exp(-(slope z + offset))). */
export type ScorerWeights = {
  readonly pair: FactWeights
  readonly width: FactWeights
  readonly slope: number
  readonly offset: number
  /** Below this confidence nothing is read, of rows and of what rules proposed before. */
  readonly least: {readonly row: number; readonly given: number}
}

/** The readings of one trigger with two heads: they differ in their bounds alone. */
export type Group = {readonly readings: readonly Reading[]; readonly agreement: Agreement; readonly twice: boolean}

/** How much of the shorter span both cover. */
function shared(a: Span, b: Span): number {
  const common = Math.min(a.end, b.end) - Math.max(a.start, b.start)
  return common <= 0 ? 0 : common / Math.min(a.end - a.start, b.end - b.start)
}

/** Words in common as a share of all words of both. */
function alike(a: Span, b: Span): number {
  const common = Math.min(a.end, b.end) - Math.max(a.start, b.start)
  return common <= 0 ? 0 : common / (a.end - a.start + b.end - b.start - common)
}

export const sameSides = (a: Pick<Reading, "cause" | "effect">, b: Pick<Reading, "cause" | "effect">): boolean =>
  alike(a.cause, b.cause) >= 0.5 && alike(a.effect, b.effect) >= 0.5

/** Readings brought together by trigger and heads, and how each group stands to the other source. */
export function grouped(readings: readonly Reading[]): Group[] {
  const groups = new Map<string, Reading[]>()
  const spans = new Map<string, Set<string>>()
  for (const reading of readings) {
    const {rule, at, heads, nth, cause, effect} = reading
    const key = `${rule} ${at.start} ${heads.cause} ${heads.effect} ${nth}`
    const group = groups.get(key)
    if (group) group.push(reading)
    else groups.set(key, [reading])
    const place = `${cause.start} ${cause.end} ${effect.start} ${effect.end}`
    spans.set(place, (spans.get(place) ?? new Set()).add(key))
  }
  const given = readings.filter(({kind}) => kind === "given")
  const rows = readings.filter(({kind}) => kind !== "given")
  return [...groups.values()].map((own) => {
    const lead = own[0]!
    const others = lead.kind === "given" ? rows : given
    const same = others.filter((other) => sameSides(other, lead))
    const agreement = same.length
      ? "same"
      : others.some(({at}) => Math.abs(at.start - lead.at.start) <= 1)
        ? "near"
        : "alone"
    const place = `${lead.cause.start} ${lead.cause.end} ${lead.effect.start} ${lead.effect.end}`
    // The bounds of those that the rules before read the same are tried too.
    if (lead.kind !== "given") own.push(...same)
    return {readings: own, agreement, twice: spans.get(place)!.size > 1}
  })
}

/** Tables of weights that are being learnt. */
const tables = new WeakMap<FactWeights, WeightTable>()

function tableOf(weights: FactWeights): WeightTable {
  if (weights instanceof WeightTable) return weights
  let table = tables.get(weights)
  if (!table) {
    const pairs = [...weights].filter(([, weight]) => weight !== 0)
    table = new WeightTable(
      pairs.map(([number]) => number),
      pairs.map(([, weight]) => weight),
    )
    tables.set(weights, table)
  }
  return table
}

/** By how much other bounds must be likelier than those that the rules before gave: a factor of e. */
const GIVEN_BOUNDS = SCALE

export type Chosen = {readonly reading: Reading; readonly confidence: number}

/** What became of a group: said; too unlikely, below a least confidence; or dropped for a surer rival. */
export type Weighing = {readonly group: Group; readonly confidence: number} & (
  | {readonly outcome: "said"; readonly reading: Reading}
  | {readonly outcome: "unlikely"; readonly least: number}
  | {readonly outcome: "rival"; readonly reading: Reading; readonly of: Chosen}
)

/**
 * What is said among the groups of a sentence, surest first. Of rivals (both phrases share words, or one phrase of the same
 * trigger does) the surest is taken.
 * @param tell  is handed what became of every group, for `brink read --why`.
 */
export function chosen(
  d: Dependencies,
  groups: readonly Group[],
  weights: ScorerWeights,
  tell?: (weighing: Weighing) => void,
): Chosen[] {
  const [pair, width] = [tableOf(weights.pair), tableOf(weights.width)]
  const likely = groups
    .map((group) => {
      const facts = pairFacts(d, group.readings[0]!, group.agreement, group.twice, factNumber)
      const z = pair.sum(facts) / SCALE
      return {group, confidence: 1 / (1 + exp(-(weights.slope * z + weights.offset)))}
    })
    .filter(({group, confidence}) => {
      const least = weights.least[group.readings[0]!.kind === "given" ? "given" : "row"]
      if (confidence < least) tell?.({group, confidence, outcome: "unlikely", least})
      return confidence >= least
    })
    .sort((a, b) => b.confidence - a.confidence)
  const taken: Chosen[] = []
  for (const {group, confidence} of likely) {
    let reading = group.readings[0]!
    if (group.readings.length > 1) {
      let most = Number.NEGATIVE_INFINITY
      for (const each of group.readings) {
        const fit = width.sum(widthFacts(d, each, factNumber)) + (each.kind === "given" ? GIVEN_BOUNDS : 0)
        if (fit > most) [most, reading] = [fit, each]
      }
    }
    const rival = taken.find(({reading: {cause, effect, at, kind}}) => {
      const [one, other] = [shared(cause, reading.cause), shared(effect, reading.effect)]
      if (one > 0 && other > 0) return true
      if (shared(cause, reading.effect) > 0.5 && shared(effect, reading.cause) > 0.5) return true
      // Members of a list that the rules before read one by one share a phrase and are no rivals.
      return (kind !== "given" || reading.kind !== "given") && at.start === reading.at.start && (one > 0 || other > 0)
    })
    if (!rival) taken.push({reading, confidence})
    tell?.({group, confidence, reading, ...(rival ? {outcome: "rival", of: rival} : {outcome: "said"})})
  }
  return taken
}

/** As `scorer-weights.ts` holds them. */
export type PrintedWeights = Pick<ScorerWeights, "slope" | "offset" | "least"> & {
  readonly pair: string
  readonly width: string
}

export function parseWeights({pair, width, ...rest}: PrintedWeights): ScorerWeights {
  return {...rest, pair: parsePairs(pair), width: parsePairs(width)}
}
