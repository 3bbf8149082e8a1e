// How likely observations are, given what a run says of them.
//
// In: a target and a run's means over its periods. Out: the logarithm of the likelihood. Errors of
// different periods and series are taken to have nothing to do with each other; `neighbours` tells
// how far those of periods side by side do.

import {Fault} from "../core/fault.ts"
import {exp, log} from "../math/elementary.ts"
import {normalQuantile} from "../math/random.ts"
import type {Target} from "./periods.ts"

/** How far the values of one series lie from the truth. */
export type ErrorModel = {
  /** Of what is normal: the logarithm of the ratio with 1 added to both sides, or the difference. */
  readonly of: "ratio" | "difference"
  /** Its standard deviation as the source states it; null where it is sampled with the parameters. */
  readonly stated: number | null
  /** The sampled standard deviation, for a standard normal number: lognormal. */
  readonly sampled: (z: number) => number
}

/** A sampled error lies between these shares of the standard deviation of the logarithms observed, in 9 of 10 draws. */
const FEWEST = 1 / 50
const MOST = 2

/** @throws Fault `calibrate/constant-data` where the error would have to be sampled, and the values say nothing of its size. */
export function errorModelOf({quantity, stated, periods}: Target): ErrorModel {
  const logs = periods.map(({value}) => log(value + 1))
  const mean = logs.reduce((sum, one) => sum + one, 0) / logs.length
  const sd = Math.sqrt(logs.reduce((sum, one) => sum + (one - mean) * (one - mean), 0) / logs.length)
  const middle = (log(FEWEST) + log(MOST)) / 2
  const width = (log(MOST) - log(FEWEST)) / (2 * normalQuantile(0.95))
  const sampled = (z: number) => sd * exp(middle + width * z)
  if (stated)
    return "sd" in stated
      ? {of: "difference", stated: stated.sd, sampled}
      : {of: "ratio", stated: log(stated.error), sampled}
  if (periods.every(({value}) => value === periods[0]!.value))
    throw new Fault("calibrate/constant-data", `The data of ${quantity} are ${periods[0]!.value} in every period`, {
      place: quantity,
      next: "How far they may lie from the truth cannot be told from them: state it in the file, `# error: 1.3` or `# sd: 0.5`.",
    })
  return {of: "ratio", stated: null, sampled}
}

/** The error of each period; of a ratio NaN where the run is below -1. @param means over the target's periods. */
export function errorsOf({periods}: Target, {of}: ErrorModel, means: ArrayLike<number>): Float64Array {
  return Float64Array.from(periods, ({value}, i) =>
    of === "difference" ? means[i]! - value : means[i]! >= -1 ? log((means[i]! + 1) / (value + 1)) : Number.NaN,
  )
}

/** The logarithm of the likelihood of normal errors of standard deviation `sd`, but for a constant; -Infinity of no numbers. */
export function logLikelihood(errors: ArrayLike<number>, sd: number): number {
  let squares = 0
  for (let i = 0; i < errors.length; i++) squares += errors[i]! * errors[i]!
  const found = -squares / (2 * sd * sd) - errors.length * log(sd)
  return Number.isFinite(found) ? found : Number.NEGATIVE_INFINITY
}

/** The correlation of errors with those of the next period; 0 where they do not vary. */
export function neighbours(errors: ArrayLike<number>): number {
  const n = errors.length
  let mean = 0
  for (let i = 0; i < n; i++) mean += errors[i]! / n
  let [all, together] = [0, 0]
  for (let i = 0; i < n; i++) {
    const off = errors[i]! - mean
    all += off * off
    if (i > 0) together += off * (errors[i - 1]! - mean)
  }
  return all > 0 ? together / all : 0
}
