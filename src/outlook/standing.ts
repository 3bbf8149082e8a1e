// How the steps stand when nobody knows which run is the true one, and where knowing a number would turn the choice.
//
// In: the outcomes in each run under each step, all in the same runs. Out: a row for each step by each rule of choice, and a
// sentence that says which step each rule takes. No further run is made.

import {paretoSet, robustness} from "../answers/index.ts"
import {quantile7} from "../math/quantiles.ts"
import type {StandingView} from "./finding.ts"
import {riseIsBetter} from "./outcomes.ts"
import {list, opened} from "./words.ts"

/** A way to go, and what comes of it: of each outcome one number a run. */
export type Way = {readonly lever: string | null; readonly label: string; readonly values: readonly Float64Array[]}

/** What steps are held against. */
type Judged = {
  readonly quantity: string
  readonly wanted: "less" | "more" | null
  readonly words: string
  readonly unit: string
}

/** What the row without a step is called. */
export const NO_STEP = "No new step"

/**
 * The table of a choice among `ways`, the first of which takes no new step. What is enough is what the middle run has without
 * a step. Null where nothing is wanted of the first outcome, or all that is left does the same in every run.
 *
 * @param outcomes the outcomes of the ways' values; the first decides.
 * @param runs the numbers of the runs that count: a number of every way for every outcome.
 */
export function standing(
  outcomes: readonly Judged[],
  ways: readonly Way[],
  runs: readonly number[],
): StandingView | null {
  const [first] = outcomes
  if (!first || runs.length === 0) return null
  const better = riseIsBetter({wanted: first.wanted, measure: first.words})
  if (better === null) return null
  const sign = better ? 1 : -1
  const oriented = ways.map(({values}) => Float64Array.from(runs, (run) => sign * values[0]![run]!))
  const differing = ways.flatMap((way, k) =>
    oriented.slice(0, k).some((other) => other.every((value, run) => value === oriented[k]![run]))
      ? []
      : [{way, gives: oriented[k]!}],
  )
  if (differing.length < 2) return null
  const enough = quantile7(oriented[0]!.slice().sort(), 0.5)
  const {options, best} = robustness(
    differing.map(({way, gives}, k) => ({name: `${k} ${way.label}`, gives})),
    enough,
  )
  const pareto = new Set(
    paretoSet(options.map(({expected, worst, regret, enough: share}) => [expected, worst, -regret, share])),
  )
  const labelOf = (k: number) => differing[k]!.way.label
  const taken = {
    expected: labelOf(best.expected),
    worst: labelOf(best.worst),
    regret: labelOf(best.regret),
    enough: labelOf(best.enough),
  }
  const rules = new Map<string, string[]>()
  for (const [words, label] of [
    ["on average", taken.expected],
    ["in the worst run", taken.worst],
    ["by the least regret", taken.regret],
    ["by the share of runs that are good enough", taken.enough],
  ] as const)
    rules.set(label, [...(rules.get(label) ?? []), words])
  const says =
    rules.size === 1
      ? `“${taken.expected}” stands first by every rule of choice`
      : opened([...rules].map(([label, words]) => `“${label}” stands first ${list(words)}`).join("; "))
  return {
    quantity: first.quantity,
    unit: first.unit,
    measure: first.words,
    runs: runs.length,
    enough: sign * enough,
    best: taken,
    isOne: rules.size === 1,
    rows: options.map(({expected, worst, regret, regret90, enough: share, dominated}, k) => ({
      lever: differing[k]!.way.lever,
      label: labelOf(k),
      expected: sign * expected,
      worst: sign * worst,
      regret,
      regret90,
      enough: share,
      dominated,
      pareto: pareto.has(k),
    })),
    says,
  }
}
