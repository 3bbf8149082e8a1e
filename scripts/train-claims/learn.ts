// The scorer, learnt. In: sentences with what is proposed for them and what of it is marked. Out: its weights, as whole numbers.

import {extentFacts, pairFacts} from "../../src/claims/features.ts"
import {chosen, likelyAmong, type ScorerWeights} from "../../src/claims/scorer.ts"
import {factNumber} from "../../src/core/fact.ts"
import {companded, SCALE, stepOf} from "../../src/core/weight-table.ts"
import {log} from "../../src/math/elementary.ts"
import {type Choice, calibrated, type FitOptions, fitChoices} from "./fit.ts"
import {isMarked, type Learnt} from "./sentences.ts"

const PAIR: FitOptions = {passes: 8, l2: 2, rate: 0.08, drop: 0.3, orders: 6}
const EXTENT: FitOptions = {passes: 8, l2: 1, rate: 0.08, drop: 0.3, orders: 6}
/** Facts of fewer rivals are not weighed, and weights nearer to 0 are left out (in parts of `SCALE`). */
export type Rarest = {readonly rivals: number; readonly weight: number}
const PAIR_RAREST: Rarest = {rivals: 3, weight: 8}
const EXTENT_RAREST: Rarest = {rivals: 5, weight: 8}

/** Weights by the number of their fact, without the rarest and the faintest. */
export function fitted(raw: readonly Choice[], rarest: Rarest, options: FitOptions): Map<number, number> {
  const counts = new Map<number, number>()
  for (const {rivals} of raw) for (const facts of rivals) for (const i of facts) counts.set(i, (counts.get(i) ?? 0) + 1)
  const places = new Map<number, number>()
  for (const [number, count] of counts) if (count >= rarest.rivals) places.set(number, places.size)
  const placed = (facts: Int32Array): Int32Array => {
    const known = facts.filter((number) => places.has(number))
    return known.map((number) => places.get(number)!)
  }
  const weights = fitChoices(
    raw.map((choice) => ({...choice, rivals: choice.rivals.map(placed)})),
    places.size,
    options,
  )
  const found = new Map<number, number>()
  for (const [number, place] of places) {
    const weight = companded(stepOf(weights[place]! * SCALE))
    if (Math.abs(weight) >= rarest.weight) found.set(number >>> 0, weight)
  }
  return found
}

/** Each fact once, as its number. */
export const numbersOf = (facts: readonly number[]): Int32Array => Int32Array.from(new Set(facts))

/** What one sentence has to choose: of each trigger the groups that are said, or none; of each group its bounds. */
function choicesOf({d, groups, labels, bounds, weight}: Learnt) {
  const triggers = new Map<number, {rivals: Int32Array[]; right: boolean[]}>()
  const extents: Choice[] = []
  groups.forEach(({reading, twice}, g) => {
    const label = labels[g]!
    if (label >= 0) {
      const {rivals, right} = triggers.get(reading.at.start) ?? {rivals: [], right: []}
      triggers.set(reading.at.start, {rivals, right})
      rivals.push(numbersOf(pairFacts(d, reading, twice, factNumber)))
      right.push(label === 1)
    }
    // Where all bounds will do there is nothing to choose.
    for (const {side, extents: tried, right} of bounds[g]!)
      if (right.includes(false))
        extents.push({
          rivals: tried.map((extent) => numbersOf(extentFacts(d, reading, side, extent, factNumber))),
          right,
          weight,
          orNone: false,
        })
  })
  const pairs = [...triggers.values()].map((choice): Choice => ({...choice, weight, orNone: true}))
  return {pairs, extents}
}

/**
 * @param unseen  news sentences that nothing was made with, neither weights nor rows: they tell how sure both are.
 * @param least  the lowest confidences that are read, chosen beforehand.
 */
export function learn(
  sentences: readonly Learnt[],
  unseen: readonly Learnt[],
  least: ScorerWeights["least"],
): ScorerWeights {
  const choices = sentences.map(choicesOf)
  const weights = {
    pair: fitted(
      choices.flatMap(({pairs}) => pairs),
      PAIR_RAREST,
      PAIR,
    ),
    extent: fitted(
      choices.flatMap(({extents}) => extents),
      EXTENT_RAREST,
      EXTENT,
    ),
  }
  const uncalibrated = {...weights, slope: 1, offset: 0, ceiling: 1, least: {row: 0.1, given: 0.1}}
  const sums: number[] = []
  const right: number[] = []
  for (const one of unseen)
    for (const {reading, group, confidence} of chosen(
      one.d,
      likelyAmong(one.d, one.groups, uncalibrated),
      uncalibrated,
    )) {
      if (one.labels[one.groups.indexOf(group)] === -1) continue
      sums.push(log(confidence / (1 - confidence)))
      right.push(isMarked(one, reading) ? 1 : 0)
    }
  const round = (share: number) => Math.round(share * 1000) / 1000
  // Without a sentence to calibrate by, sums stand as they are.
  const {slope, offset, ceiling} = sums.length > 0 ? calibrated(sums, right) : uncalibrated
  return {...weights, slope: round(slope), offset: round(offset), ceiling: round(ceiling), least}
}
