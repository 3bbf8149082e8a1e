// How options stand when nobody knows which run is the true one.
//
// In: what each option gives in each run, more being better, all options in the same runs. Out: a row for each option, by
// each rule of choice, and which option each rule takes.

import {Fault} from "../core/fault.ts"
import {quantile7} from "../math/quantiles.ts"
import {mean} from "../math/scores.ts"

export type Option = {readonly name: string; readonly gives: Float64Array}

/** Units of the outcome but for `enough`. */
export type Standing = {
  readonly name: string
  /** Mean over runs. */
  readonly expected: number
  /** Least over runs (Wald 1950). */
  readonly worst: number
  /** Greatest, and 90th percentile, of what the best option of the same run gives more (Savage 1951). */
  readonly regret: number
  readonly regret90: number
  /** Share of runs, 0..1, in which it gives at least what is enough (Starr 1963: the domain criterion). */
  readonly enough: number
  /** Another gives at least as much in every run, and more in one. */
  readonly dominated: boolean
}

/** Rows in the order given; the option each rule takes, by number, the first of equals. */
export type Robustness = {
  readonly options: Standing[]
  readonly best: {
    readonly expected: number
    readonly worst: number
    readonly regret: number
    readonly regret90: number
    readonly enough: number
  }
}

/**
 * Rules of choice under deep uncertainty, option by option.
 *
 * @param enough  what is acceptable, in the outcome's unit.
 * @throws Fault `answers/no-choice`, `answers/named-twice`, `answers/other-runs`, `answers/no-outcome`, `answers/same-options`.
 */
export function robustness(options: readonly Option[], enough: number): Robustness {
  assertComparable(options)
  const runs = options[0]!.gives.length
  const most = new Float64Array(runs).fill(Number.NEGATIVE_INFINITY)
  for (const {gives} of options) for (let run = 0; run < runs; run++) most[run] = Math.max(most[run]!, gives[run]!)
  const rows = options.map(({name, gives}, k): Standing => {
    const regrets = gives.map((value, run) => most[run]! - value).sort()
    let [worst, good] = [Number.POSITIVE_INFINITY, 0]
    for (const value of gives) {
      worst = Math.min(worst, value)
      if (value >= enough) good++
    }
    return {
      name,
      expected: mean(gives),
      worst,
      regret: regrets[runs - 1]!,
      regret90: quantile7(regrets, 0.9),
      enough: good / runs,
      dominated: options.some((other, j) => j !== k && dominates(other.gives, gives)),
    }
  })
  const first = (better: (a: Standing, b: Standing) => boolean) =>
    rows.reduce((best, row, k) => (better(row, rows[best]!) ? k : best), 0)
  return {
    options: rows,
    best: {
      expected: first((a, b) => a.expected > b.expected),
      worst: first((a, b) => a.worst > b.worst),
      regret: first((a, b) => a.regret < b.regret),
      regret90: first((a, b) => a.regret90 < b.regret90),
      enough: first((a, b) => a.enough > b.enough),
    },
  }
}

/**
 * Which options no other one is at least as good as by every criterion and better by one (Pareto 1896), by number.
 *
 * @param table  options x criteria, more being better.
 */
export function paretoSet(table: readonly ArrayLike<number>[]): number[] {
  return [...table.keys()].filter((k) => !table.some((other, j) => j !== k && dominates(other, table[k]!)))
}

function dominates(a: ArrayLike<number>, b: ArrayLike<number>): boolean {
  let isMore = false
  for (let i = 0; i < a.length; i++) {
    if (a[i]! < b[i]!) return false
    isMore ||= a[i]! > b[i]!
  }
  return isMore
}

function assertComparable(options: readonly Option[]): void {
  if (options.length < 2)
    throw new Fault("answers/no-choice", `A comparison of ${options.length} option${options.length === 1 ? "" : "s"}`, {
      next: "Give two options at least.",
    })
  for (const [k, {name, gives}] of options.entries()) {
    if (options.findIndex((other) => other.name === name) < k)
      throw new Fault("answers/named-twice", `The option '${name}' stands twice`, {next: "Name each option once."})
    const first = options[0]!
    if (gives.length !== first.gives.length || gives.length === 0)
      throw new Fault(
        "answers/other-runs",
        `'${name}' has ${gives.length} runs, and '${first.name}' has ${first.gives.length}`,
        {
          next: "Run every option with the same runs, one at least.",
        },
      )
    if (!gives.every(Number.isFinite))
      throw new Fault("answers/no-outcome", `'${name}' has a run without a number`, {
        next: "Leave out such runs of every option.",
      })
    const same = options.slice(0, k).find((other) => other.gives.every((value, run) => value === gives[run]))
    if (same)
      throw new Fault("answers/same-options", `'${name}' differs in nothing from '${same.name}' in any run`, {
        next: "Leave one of them out, or set it to something else.",
      })
  }
}
