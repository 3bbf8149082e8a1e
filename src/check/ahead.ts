// What is foretold of periods to come, to be written down before they come, and how that fared once they have.
//
// In go the runs of an outlook and an observed series; out come percentiles of each period to come. Those percentiles and
// what was then observed go in; out come how much lay inside, and their score beside three naive forecasts of that day.
// The method is docs/methods/checks.md.

import type {Runs} from "../ensemble/index.ts"
import {quantile7} from "../math/quantiles.ts"
import type {Seed} from "../math/random.ts"
import type {Period} from "../math/scatter.ts"
import {mean, quantileScore} from "../math/scores.ts"
import type {Model} from "../model/index.ts"
import {foretold} from "./foretold.ts"
import {type Observed, periodName, periodsOf, type Span} from "./periods.ts"
import {rivalMemory, rivalsBeside} from "./rivals.ts"

/** Percentiles of what the runs may be counted as in one period. */
export type Percentiles = {
  readonly p10: number
  readonly p25: number
  readonly p50: number
  readonly p75: number
  readonly p90: number
}

const SHARES = [0.1, 0.25, 0.5, 0.75, 0.9] as const

/** What is foretold of the periods to come of one series. Times are the model's. */
export type Ahead = {
  readonly quantity: string
  readonly source: string
  /** What a period is called: "month". */
  readonly period: string
  /** Values of the series that were known on the day, the latest last: twelve at most, as the naive forecasts see them. */
  readonly known: readonly Period[]
  /** The periods that begin on the day or after it and end within the run, in order; at least one. */
  readonly periods: readonly (Span & Percentiles)[]
}

/**
 * What `runs` foretell of `series` in its periods to come; null where there is none, or where the runs keep no such quantity.
 * A forecast is what `sinceThen` holds against what came: of one period both have the same percentiles.
 *
 * @param runs at least from the model's now on.
 */
export function foretellingOf(
  runs: Runs,
  series: Observed,
  {model, seed}: {model: Pick<Model, "time">; seed: Seed},
): Ahead | null {
  const {quantity, source, points, ahead = []} = series
  const {now} = model.time
  if (now === undefined || !runs.names.includes(quantity) || !runs.status.includes(0)) return null
  const last = runs.time[runs.time.length - 1]!
  const slack = 1e-9 * Math.max(1, Math.abs(last))
  const known = periodsOf(points).periods.filter(({to}) => to <= now + slack)
  const wanted = ahead.filter(({from, to}) => from >= now - slack && to <= last + slack)
  if (wanted.length === 0) return null
  const members = foretold(runs, series, {known, wanted, seed})
  const periods = wanted.map(({from, to}, i) => {
    const [p10, p25, p50, p75, p90] = SHARES.map((share) => quantile7(members[i]!, share))
    return {from, to, p10: p10!, p25: p25!, p50: p50!, p75: p75!, p90: p90!}
  })
  return {quantity, source, period: periodName(wanted, model), known: known.slice(-rivalMemory), periods}
}

/** How percentiles that were written down fared. */
export type Fared = {
  /** How many observed values lie between p25 and p75, and between p10 and p90. */
  readonly inside: {readonly half: number; readonly eight: number}
  /** Mean quantile score, lower is better; what was written down first, then the naive forecasts of that day. */
  readonly scores: readonly {readonly name: string; readonly score: number}[]
}

/**
 * How percentiles fared against what came of the same periods.
 *
 * Scored is the mean over the five percentiles of twice the quantile score (`quantileScore`), which goes to the continuous
 * ranked probability score as percentiles grow in number, and is the absolute error of a forecast that is one number.
 *
 * @param came  at least one.
 * @param known values up to the day, the latest last; with fewer than twelve no naive forecast stands beside.
 */
export function faredOf(
  came: readonly (Percentiles & {
    readonly observed: number
    /** Which of the periods to come it was, from 1. */
    readonly number: number
  })[],
  known: readonly number[],
): Fared {
  const score = (forecast: (one: (typeof came)[number]) => readonly number[]) =>
    mean(came.map((one) => quantileScore(SHARES, forecast(one), one.observed)))
  const naive = rivalsBeside(known)
  const between = (low: keyof Percentiles, high: keyof Percentiles) =>
    came.filter((one) => one.observed >= one[low] && one.observed <= one[high]).length
  return {
    inside: {half: between("p25", "p75"), eight: between("p10", "p90")},
    scores: [
      {name: "model", score: score(({p10, p25, p50, p75, p90}) => [p10, p25, p50, p75, p90])},
      ...naive.map(({name, forecast}) => ({
        name,
        score: score(({number}) => {
          const members = forecast(known, number)
          return SHARES.map((share) => quantile7(members, share))
        }),
      })),
    ],
  }
}
