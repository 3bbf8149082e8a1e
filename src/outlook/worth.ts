// What it is worth to know which side of a disagreement is right before a step is chosen.
//
// In: the first outcome in each run under each step tried, and the side that each run drew. Out: the expected value of
// partial perfect information, and the step that does most on each side.

import {type Worth, worthOfKnowing} from "../answers/index.ts"
import type {Runs} from "../ensemble/index.ts"
import {seedOf} from "../ensemble/index.ts"
import {ENOUGH_RUNS} from "./measure.ts"

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
  const runs = countedRuns(steps, within)
  const yes = runs.filter((run) => side[run] === 1).length
  if (steps.length < 2 || Math.min(yes, runs.length - yes) < ENOUGH_RUNS) return null
  const columns = steps.map((values) => Float64Array.from(runs, (run) => values[run]!))
  if (columns.every((values) => values.every((value, k) => value === columns[0]![k])))
    return {all: 0, yes: 0, no: 0, worth: {low: 0, mid: 0, high: 0, floor: 0}}
  const groups = {of: Uint32Array.from(runs, (run) => side[run]!), count: 2}
  const {worth, all, best} = worthOfKnowing(columns, groups, name, seedOf(base.plan.seed))
  return {all, yes: best[1]!, no: best[0]!, worth}
}

/** The runs of `within` in which every step has a number. */
export function countedRuns(steps: readonly Float64Array[], within: Uint8Array): number[] {
  return [...within.keys()].filter((run) => within[run] === 1 && steps.every((values) => Number.isFinite(values[run]!)))
}
