// The scorer, learnt. In: sentences with what is proposed for them and what of it is marked. Out: its weights, as whole numbers.

import {factHash, factName, pairFacts, widthFacts} from "../../src/claims/features.ts"
import {chosen, SCALE, type ScorerWeights} from "../../src/claims/scorer.ts"
import {log} from "../../src/math/elementary.ts"
import {calibrated, type Example, type FitOptions, fitChoices, fitWeights, numbered, numbersOf} from "./fit.ts"
import type {Learnt} from "./sentences.ts"

const PAIR: FitOptions = {passes: 6, l2: 5, rate: 0.08}
const WIDTH: FitOptions = {passes: 8, l2: 1, rate: 0.08}
/** Facts of fewer examples are not weighed. */
const LEAST = 2
/** Parts of the examples that are each held out once to calibrate by. */
const FOLDS = 5

type Raw = {readonly facts: readonly string[]; readonly label: 0 | 1; readonly weight: number; readonly fold: number}
/** Rival bounds of one pair, of which one or several are those marked. */
type RawChoice = {
  readonly rivals: readonly (readonly string[])[]
  readonly right: readonly boolean[]
  readonly weight: number
  readonly fold: number
}

/** Weights by hash; facts that share a hash share their weight. */
function quantised(numbers: ReadonlyMap<string, number>, weights: Float64Array): Map<number, number> {
  const found = new Map<number, number>()
  for (const [fact, number] of numbers) {
    const weight = Math.max(-32767, Math.min(32767, Math.round(weights[number]! * SCALE)))
    if (Math.abs(weight) > 1) found.set(factHash(fact), weight)
  }
  return found
}

function fittedChoices(choices: readonly RawChoice[]): Map<number, number> {
  const numbers = numbered(
    choices.flatMap(({rivals}) => rivals),
    LEAST,
  )
  const numbered_ = choices.map(({rivals, right, weight}) => ({
    rivals: rivals.map((facts) => numbersOf(facts, numbers)),
    right,
    weight,
  }))
  return quantised(numbers, fitChoices(numbered_, numbers.size, WIDTH))
}

function fitted(examples: readonly Raw[]): Map<number, number> {
  const numbers = numbered(
    examples.map(({facts}) => facts),
    LEAST,
  )
  const numbered_ = examples.map(
    ({facts, label, weight}): Example => ({facts: numbersOf(facts, numbers), label, weight}),
  )
  return quantised(numbers, fitWeights(numbered_, numbers.size, PAIR))
}

/**
 * @param unseen  news sentences that weigh nothing, and tell how sure the weights are of what they have not seen.
 * @param least  the lowest confidences that are read, chosen beforehand.
 * @param folds  parts of the examples that are each held out once to calibrate by; 0: confidence goes by `unseen` alone.
 */
export function learn(
  sentences: readonly Learnt[],
  unseen: readonly Learnt[],
  least: ScorerWeights["least"],
  folds = FOLDS,
): ScorerWeights {
  const pairs: Raw[] = []
  const widths: RawChoice[] = []
  sentences.forEach(({d, groups, labels, bounds, weight}, nth) => {
    groups.forEach((group, g) => {
      const label = labels[g]!
      if (label >= 0)
        pairs.push({
          facts: pairFacts(d, group.readings[0]!, group.agreement, group.twice, factName),
          label: label === 1 ? 1 : 0,
          weight,
          fold: nth % FOLDS,
        })
      // Where all bounds will do, or none, there is nothing to choose.
      if (label === 1 && bounds[g]!.includes(true) && bounds[g]!.includes(false))
        widths.push({
          rivals: group.readings.map((reading) => widthFacts(d, reading, factName)),
          right: bounds[g]!,
          weight,
          fold: nth % FOLDS,
        })
    })
  })
  // How sums become probabilities is found on claims of single news sentences that the weights have not seen, bounds and all.
  const sums: number[] = []
  const right: number[] = []
  const judge = ({d, groups, labels, bounds}: Learnt, weights: ScorerWeights): void => {
    for (const {reading, confidence} of chosen(d, groups, weights)) {
      const g = groups.findIndex(({readings}) => readings.includes(reading))
      if (labels[g] === -1) continue
      sums.push(log(confidence / (1 - confidence)))
      right.push(labels[g] === 1 && bounds[g]![groups[g]!.readings.indexOf(reading)] ? 1 : 0)
    }
  }
  const all = {pair: fitted(pairs), width: fittedChoices(widths)}
  const uncalibrated = {slope: 1, offset: 0, least: {row: 0.1, given: 0.1}}
  for (const one of unseen) judge(one, {...all, ...uncalibrated})
  for (let fold = 0; fold < folds; fold++) {
    const weights: ScorerWeights = {
      pair: fitted(pairs.filter((each) => each.fold !== fold)),
      width: fittedChoices(widths.filter((each) => each.fold !== fold)),
      ...uncalibrated,
    }
    sentences.forEach((one, nth) => {
      if (nth % FOLDS === fold && one.news) judge(one, weights)
    })
  }
  const round = (share: number) => Math.round(share * 1000) / 1000
  // Without a sentence to calibrate by, sums stand as they are.
  const {slope, offset} = sums.length > 0 ? calibrated(sums, right) : uncalibrated
  return {
    ...all,
    slope: round(slope),
    offset: round(offset),
    least,
  }
}
