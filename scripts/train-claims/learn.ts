// The scorer, learnt. In: sentences with what is proposed for them and what of it is marked. Out: its weights, as whole numbers.

import {factHash, pairFacts, widthFacts} from "../../src/claims/features.ts"
import {chosen, SCALE, type ScorerWeights} from "../../src/claims/scorer.ts"
import {log} from "../../src/math/elementary.ts"
import {calibrated, type Example, type FitOptions, fitWeights, numbered, numbersOf} from "./fit.ts"
import type {Learnt} from "./sentences.ts"

const PAIR: FitOptions = {passes: 15, l2: 6, rate: 0.08}
const WIDTH: FitOptions = {passes: 15, l2: 1, rate: 0.08}
/** Facts of fewer examples are not weighed. */
const LEAST = 2
/** Parts of the examples that are each held out once to calibrate by. */
const FOLDS = 5

type Raw = {readonly facts: readonly string[]; readonly label: 0 | 1; readonly weight: number; readonly fold: number}

/** Weights by hash; facts that share a hash share their weight. */
function quantised(numbers: ReadonlyMap<string, number>, weights: Float64Array): Map<number, number> {
  const found = new Map<number, number>()
  for (const [fact, number] of numbers) {
    const weight = Math.max(-32767, Math.min(32767, Math.round(weights[number]! * SCALE)))
    if (Math.abs(weight) > 1) found.set(factHash(fact), weight)
  }
  return found
}

function fitted(examples: readonly Raw[], options: FitOptions): {numbers: Map<string, number>; weights: Float64Array} {
  const numbers = numbered(
    examples.map(({facts}) => facts),
    LEAST,
  )
  const numbered_ = examples.map(
    ({facts, label, weight}): Example => ({facts: numbersOf(facts, numbers), label, weight}),
  )
  return {numbers, weights: fitWeights(numbered_, numbers.size, options)}
}

/** @param least  the lowest confidences that are read, chosen beforehand. */
export function learn(sentences: readonly Learnt[], least: ScorerWeights["least"]): ScorerWeights {
  const pairs: Raw[] = []
  const widths: Raw[] = []
  sentences.forEach(({d, groups, labels, bounds, weight}, nth) => {
    groups.forEach((group, g) => {
      const label = labels[g]!
      if (label >= 0)
        pairs.push({
          facts: pairFacts(d, group.readings[0]!, group.agreement, group.twice),
          label: label === 1 ? 1 : 0,
          weight,
          fold: nth % FOLDS,
        })
      if (group.readings.length > 1 && bounds[g]!.includes(true))
        for (const [r, reading] of group.readings.entries())
          widths.push({facts: widthFacts(d, reading), label: bounds[g]![r] ? 1 : 0, weight, fold: nth % FOLDS})
    })
  })
  // How sums become probabilities is found on claims of single news sentences that the weights have not seen, bounds and all.
  const sums: number[] = []
  const right: number[] = []
  for (let fold = 0; fold < FOLDS; fold++) {
    const pair = fitted(
      pairs.filter((each) => each.fold !== fold),
      PAIR,
    )
    const width = fitted(
      widths.filter((each) => each.fold !== fold),
      WIDTH,
    )
    const weights: ScorerWeights = {
      pair: quantised(pair.numbers, pair.weights),
      width: quantised(width.numbers, width.weights),
      slope: 1,
      offset: 0,
      least: {row: 0.1, given: 0.1},
    }
    sentences.forEach(({d, groups, labels, bounds, news}, nth) => {
      if (nth % FOLDS !== fold || !news) return
      for (const {reading, confidence} of chosen(d, groups, weights)) {
        const g = groups.findIndex(({readings}) => readings.includes(reading))
        if (labels[g] === -1) continue
        sums.push(log(confidence / (1 - confidence)))
        right.push(labels[g] === 1 && bounds[g]![groups[g]!.readings.indexOf(reading)] ? 1 : 0)
      }
    })
  }
  const pair = fitted(pairs, PAIR)
  const width = fitted(widths, WIDTH)
  const round = (share: number) => Math.round(share * 1000) / 1000
  const {slope, offset} = calibrated(sums, right)
  return {
    pair: quantised(pair.numbers, pair.weights),
    width: quantised(width.numbers, width.weights),
    slope: round(slope),
    offset: round(offset),
    least,
  }
}
