// How well the kept runs tell what was observed, and what the data have taught.
//
// In: targets, and the kept runs' means over their periods. Out: shares, decompositions and
// yearly sums. Nothing here runs anything.

import {quantile7} from "../ensemble/index.ts"
import type {Seed} from "../math/random.ts"
import {counted, dispersionOf} from "../math/scatter.ts"
import type {Target} from "./periods.ts"

/** Theil's decomposition of a mean square error; the shares add up to 1, and are null where there is no error. */
export type Theil = {
  readonly mse: number
  readonly shares: {readonly bias: number; readonly variance: number; readonly covariance: number} | null
}

/** One series as the kept runs have it. */
export type SeriesFit = {
  readonly quantity: string
  readonly unit: string
  readonly periods: number
  readonly quarters: number
  /** Its share in the distance. */
  readonly weight: number
  /** Variance of a period's count over its mean, from the series alone. */
  readonly dispersion: number
  /** Share of quarters whose observed mean lies between p10 and p90 of what the kept runs may be counted as. */
  readonly inside: number
  /** The same of the rates of the runs alone, which no count follows exactly. */
  readonly insideRates: number
  /** Of the quarterly means of the median course of the rates. */
  readonly theil: Theil
  /** Sums; p10, p50 and p90 of what the kept runs may be counted as. */
  readonly years: readonly {
    readonly year: number
    readonly periods: number
    readonly observed: number
    readonly p10: number
    readonly p50: number
    readonly p90: number
  }[]
}

/**
 * What of the mean square error of `simulated` is a wrong mean, a wrong spread, and the rest (Theil 1966, Sterman 1984):
 * (mean s - mean o)^2, (sd s - sd o)^2 and 2 (1 - r) sd s sd o over it, standard deviations of all the values.
 */
export function theil(simulated: readonly number[], observed: readonly number[]): Theil {
  const n = observed.length
  const mean = (values: readonly number[]) => values.reduce((sum, value) => sum + value, 0) / n
  const [s, o] = [mean(simulated), mean(observed)]
  const deviation = (values: readonly number[], centre: number) =>
    Math.sqrt(mean(values.map((value) => (value - centre) * (value - centre))))
  const [ds, do_] = [deviation(simulated, s), deviation(observed, o)]
  const together = mean(simulated.map((value, i) => (value - s) * (observed[i]! - o)))
  const mse = mean(simulated.map((value, i) => (value - observed[i]!) * (value - observed[i]!)))
  if (!(mse > 0)) return {mse, shares: null}
  const bias = ((s - o) * (s - o)) / mse
  const variance = ((ds - do_) * (ds - do_)) / mse
  // 1 - r times both deviations, without a division by a deviation of 0; rounding may leave a hair below 0.
  const covariance = Math.max(0, (2 * (ds * do_ - together)) / mse)
  return {mse, shares: {bias, variance, covariance}}
}

/** Means over the quarters of a target, of its periods' values. */
export function quarterly(target: Target, values: ArrayLike<number>): number[] {
  return target.quarters.map((periods) => periods.reduce((sum, i) => sum + values[i]!, 0) / periods.length)
}

/** Each run is counted so often: the ends of a band of a hundred runs would else hang on a dozen draws. */
const COUNTINGS = 10

/**
 * How one series is told.
 *
 * @param runs each kept run's means over the target's periods.
 */
export function fitOf(target: Target, runs: readonly ArrayLike<number>[], seed: Seed): SeriesFit {
  const values = target.periods.map(({value}) => value)
  const observed = quarterly(target, values)
  const dispersion = dispersionOf(target.periods)
  const counts = runs.flatMap((run, k) =>
    Array.from({length: COUNTINGS}, (_, again) =>
      counted(run, dispersion, {seed, name: target.quantity, draw: k * COUNTINGS + again}),
    ),
  )
  const sortedBy = (members: readonly ArrayLike<number>[]) => {
    const means = members.map((one) => quarterly(target, one))
    return observed.map((_, q) => Float64Array.from(means, (one) => one[q]!).sort())
  }
  const rates = sortedBy(runs)
  const insideOf = (sorted: readonly Float64Array[]) =>
    observed.filter((value, q) => value >= quantile7(sorted[q]!, 0.1) && value <= quantile7(sorted[q]!, 0.9)).length /
    observed.length
  const years = [...new Set(target.periods.map(({year}) => year))].map((year) => {
    const mine = target.periods.flatMap((period, i) => (period.year === year ? [i] : []))
    const sums = Float64Array.from(counts, (one) => mine.reduce((sum, i) => sum + one[i]!, 0)).sort()
    return {
      year,
      periods: mine.length,
      observed: mine.reduce((sum, i) => sum + values[i]!, 0),
      p10: quantile7(sums, 0.1),
      p50: quantile7(sums, 0.5),
      p90: quantile7(sums, 0.9),
    }
  })
  return {
    quantity: target.quantity,
    unit: target.unit,
    periods: target.periods.length,
    quarters: target.quarters.length,
    weight: target.weight,
    dispersion,
    inside: insideOf(sortedBy(counts)),
    insideRates: insideOf(rates),
    theil: theil(
      rates.map((all) => quantile7(all, 0.5)),
      observed,
    ),
    years,
  }
}
