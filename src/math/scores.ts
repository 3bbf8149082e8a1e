// How good forecasts were.
//
// Ensembles and observed values go in, scores come out: proper ones (an ensemble cannot gain
// by saying what it does not believe), and the skill of one forecaster over another with an
// interval that knows that neighbouring forecasts err alike.

import {quantile7} from "./quantiles.ts"
import {ordinal, type Seed, streams, uniformAt} from "./random.ts"

/**
 * Continuous ranked probability score (Matheson and Winkler 1976) of an ensemble, ascending, for an observed value:
 * mean |x - y| - half the mean |x - x'| (Gneiting and Raftery 2007, equation 21). Of one number it is the absolute error.
 */
export function crps(sorted: ArrayLike<number>, value: number): number {
  const n = sorted.length
  let [error, spread] = [0, 0]
  for (let i = 0; i < n; i++) {
    error += Math.abs(sorted[i]! - value)
    // The sum of |x - x'| over all pairs of an ascending list, in one pass.
    spread += (2 * i - n + 1) * sorted[i]!
  }
  return error / n - spread / (n * n)
}

/**
 * The same of members that stand for more of their kind: half the mean over pairs of two different members, so that small
 * ensembles are not scored worse for being small (Ferro 2014). Of one number it is the absolute error.
 */
export function fairCrps(sorted: ArrayLike<number>, value: number): number {
  const n = sorted.length
  if (n === 1) return crps(sorted, value)
  const error = crps(sorted, value)
  let spread = 0
  for (let i = 0; i < n; i++) spread += (2 * i - n + 1) * sorted[i]!
  return error + spread / (n * n) - spread / (n * (n - 1))
}

/**
 * How far the ranks of what came among its forecast's members are from evenly spread: the greatest distance between their
 * distribution and the uniform one (Kolmogorov 1933), of the probability integral transform (Dawid 1984). A rank is the share
 * of members below what came, and half of those that are equal to it. Of n forecasts that are right it is above 1.63 / sqrt(n)
 * once in a hundred.
 */
export function rankDistance(forecasts: Forecasts): number {
  const ranks = Float64Array.from(forecasts, ({members, value}) => {
    let [below, equal] = [0, 0]
    for (let i = 0; i < members.length; i++) {
      if (members[i]! < value) below++
      else if (members[i] === value) equal++
    }
    return (below + equal / 2) / members.length
  }).sort()
  const n = ranks.length
  let most = 0
  for (const [i, rank] of ranks.entries()) most = Math.max(most, rank - i / n, (i + 1) / n - rank)
  return most
}

/**
 * Twice the mean quantile score (Koenker and Bassett 1978; Gneiting and Raftery 2007, section 6.1) of quantiles at the
 * levels `levels`, each in (0, 1), for an observed value: 2 (1{y <= q} - level) (q - y). With evenly spaced levels it goes
 * to the continuous ranked probability score as they grow in number; with levels that lie evenly about a half it is the
 * absolute error where all quantiles are one number.
 */
export function quantileScore(levels: readonly number[], quantiles: readonly number[], value: number): number {
  return mean(
    levels.map((level, i) => {
      const off = quantiles[i]! - value
      return 2 * (off >= 0 ? 1 - level : -level) * off
    }),
  )
}

/** Forecasts of one method for one horizon, each an ascending ensemble, beside what came. */
export type Forecasts = readonly {readonly members: ArrayLike<number>; readonly value: number}[]

/** Mean scores of one method. */
export type Scores = {
  /** Mean absolute error of the medians. */
  readonly mae: number
  /** Mean continuous ranked probability score. */
  readonly crps: number
  /** Share of observed values between the lowest and the highest tenth; null for single numbers, which have none. */
  readonly coverage: number | null
}

/** The mean scores of `forecasts`. */
export function scoresOf(forecasts: Forecasts): Scores {
  const single = forecasts.every(({members}) => members.length === 1)
  const inside = forecasts.filter(
    ({members, value}) => value >= quantile7(members, 0.1) && value <= quantile7(members, 0.9),
  )
  return {
    mae: mean(forecasts.map(({members, value}) => Math.abs(quantile7(members, 0.5) - value))),
    crps: mean(forecasts.map(({members, value}) => crps(members, value))),
    coverage: single ? null : inside.length / forecasts.length,
  }
}

/** Skill over a rival, 1 - score / score of the rival, with its 95 % interval. Minus infinity where the rival was perfect. */
export type Skill = {readonly skill: number; readonly low: number; readonly high: number}

/** Enough for two digits of a 95 % interval (Efron and Tibshirani 1993, section 14.3, ask for 1,000 to 2,000). */
const resamples = 2000

/**
 * Skill of `scores` over `rival`, score by score of the same forecasts in order of time, with an interval by the moving
 * block bootstrap (Künsch 1989): blocks of `block` neighbours are drawn with replacement until as many as there were.
 *
 * @param name what the draws are for: other names give other draws.
 */
export function skillOver(
  scores: readonly number[],
  rival: readonly number[],
  block: number,
  seed: Seed,
  name: string,
): Skill {
  const n = scores.length
  const length = Math.min(block, n)
  const starts = n - length + 1
  const address = ordinal(name)
  const drawn = new Float64Array(resamples)
  for (let b = 0; b < resamples; b++) {
    let [own, other, taken] = [0, 0, 0]
    for (let i = 0; taken < n; i++) {
      const from = Math.floor(uniformAt(seed.lo, seed.hi, b, address, i, streams.bootstrap) * starts)
      for (let k = from; k < from + length && taken < n; k++, taken++) {
        own += scores[k]!
        other += rival[k]!
      }
    }
    drawn[b] = gain(own, other)
  }
  drawn.sort()
  return {skill: gain(mean(scores), mean(rival)), low: quantile7(drawn, 0.025), high: quantile7(drawn, 0.975)}
}

function gain(own: number, rival: number): number {
  if (rival > 0) return 1 - own / rival
  return own > 0 ? Number.NEGATIVE_INFINITY : 0
}

/** The arithmetic mean. */
export function mean(values: ArrayLike<number>): number {
  let sum = 0
  for (let i = 0; i < values.length; i++) sum += values[i]!
  return sum / values.length
}
