// What it is worth to know which side of a disagreement is right before a step is chosen.
//
// In: the first outcome in each run under each step tried, and the side that each run drew.
// Out: the expected value of partial perfect information, with an interval and a noise floor.
// A step is chosen by the mean over runs, so that the greatest of many means is too great by
// chance: the floor is what is left of the value when the sides are dealt out at random.

import type {Runs} from "../ensemble/index.ts"
import {seedOf} from "../ensemble/index.ts"
import {ordinal, streams, uniformAt} from "../math/random.ts"
import type {Worth} from "./finding.ts"
import {at, ENOUGH_RUNS} from "./measure.ts"

/** Resamples of the interval; at 200 the ends of 95 of 100 are within a tenth of its width (Efron and Tibshirani 1993, ch. 12). */
const RESAMPLES = 200
/** Times the sides are dealt out at random. */
const DEALS = 20

/** Which step does most on each side and of all, by index; and what knowing the side is worth. */
export type Choice = {readonly all: number; readonly yes: number; readonly no: number; readonly worth: Worth}

/**
 * Mean outcome with each side's own best step, less that with the best step of all (Raiffa and Schlaifer 1961);
 * `steps` are oriented so that more is better. Null where too few runs are on one side.
 */
export function choiceWorth(
  steps: readonly Float64Array[],
  within: Uint8Array,
  side: Uint8Array,
  name: string,
  base: Runs,
): Choice | null {
  const runs = [...within.keys()].filter(
    (run) => within[run] === 1 && steps.every((values) => Number.isFinite(values[run]!)),
  )
  const yes = runs.filter((run) => side[run] === 1).length
  if (steps.length < 2 || Math.min(yes, runs.length - yes) < ENOUGH_RUNS) return null
  const sided = Uint8Array.from(runs, (run) => side[run]!)
  const columns = steps.map((values) => Float64Array.from(runs, (run) => values[run]!))
  const once = new Float64Array(runs.length).fill(1)
  const best = bestOf(columns, sided, once)
  const seed = seedOf(base.plan.seed)
  const address = ordinal(`worth of ${name}`)
  const draw = (n: number, k: number, most: number) =>
    Math.floor(uniformAt(seed.lo, seed.hi, n, address, k, streams.bootstrap) * most)
  const resampled = Float64Array.from({length: RESAMPLES}, (_, n) => {
    const weights = new Float64Array(runs.length)
    for (let k = 0; k < runs.length; k++) weights[draw(n, k, runs.length)]!++
    return bestOf(columns, sided, weights).worth
  }).sort()
  let floor = 0
  for (let n = 0; n < DEALS; n++) {
    const dealt = sided.slice()
    for (let k = dealt.length - 1; k > 0; k--) {
      const other = draw(RESAMPLES + n, k, k + 1)
      const held = dealt[k]!
      dealt[k] = dealt[other]!
      dealt[other] = held
    }
    floor = Math.max(floor, bestOf(columns, dealt, once).worth)
  }
  return {...best, worth: {low: at(resampled, 0.025), mid: best.worth, high: at(resampled, 0.975), floor}}
}

function bestOf(
  columns: readonly Float64Array[],
  sided: Uint8Array,
  weights: Float64Array,
): {all: number; yes: number; no: number; worth: number} {
  let total = 0
  for (let k = 0; k < weights.length; k++) total += weights[k]!
  // The runs of each side in their order, so that no run is asked for its side again for each step.
  let [many, few] = [0, 0]
  const [onYes, onNo] = [new Uint32Array(sided.length), new Uint32Array(sided.length)]
  for (let k = 0; k < sided.length; k++) {
    if (sided[k] === 1) onYes[many++] = k
    else onNo[few++] = k
  }
  const most = {all: Number.NEGATIVE_INFINITY, yes: Number.NEGATIVE_INFINITY, no: Number.NEGATIVE_INFINITY}
  const best = {all: 0, yes: 0, no: 0}
  for (const [step, values] of columns.entries()) {
    let [yes, no] = [0, 0]
    for (let i = 0; i < many; i++) yes += weights[onYes[i]!]! * values[onYes[i]!]!
    for (let i = 0; i < few; i++) no += weights[onNo[i]!]! * values[onNo[i]!]!
    for (const [which, sum] of [
      ["all", yes + no],
      ["yes", yes],
      ["no", no],
    ] as const)
      if (sum > most[which]) {
        most[which] = sum
        best[which] = step
      }
  }
  return {...best, worth: Math.max(0, (most.yes + most.no - most.all) / total)}
}
