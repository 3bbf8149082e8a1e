// What every answer asks of its sample, refused in words where it is not so; and draws again of runs.

import {Fault} from "../core/fault.ts"
import type {Design, DesignKind} from "../ensemble/index.ts"
import {quantile7} from "../math/quantiles.ts"
import {ordinal, type Seed, streams, uniformAt} from "../math/random.ts"

/** A number with its 95 % interval. */
export type Estimate = {readonly low: number; readonly mid: number; readonly high: number}

/** Resamples of an interval; at 200 the ends of 95 of 100 are within a tenth of its width (Efron and Tibshirani 1993, ch. 12). */
export const RESAMPLES = 200

/** @throws Fault `answers/wrong-design`, `answers/other-runs`. */
export function assertDesign(
  design: Design,
  kinds: readonly DesignKind[],
  method: string,
  outcomes: Float64Array,
): void {
  if (!kinds.includes(design.kind))
    throw new Fault("answers/wrong-design", `${method} cannot be had from a ${design.kind} design`, {
      next: `Run it with --design ${kinds.join(" or ")}.`,
    })
  if (outcomes.length !== design.runs)
    throw new Fault(
      "answers/other-runs",
      `The design has ${design.runs} runs, and ${outcomes.length} outcomes are given`,
      {
        next: "Give the outcome of each run of this very design, in its order.",
      },
    )
}

/** @throws Fault `answers/constant` where all of `values` that are numbers are one number; `answers/no-outcome` where there is none. */
export function assertVaries(values: ArrayLike<number>, outcome: string): void {
  let [low, high] = [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY]
  for (let i = 0; i < values.length; i++) {
    const value = values[i]!
    if (!Number.isFinite(value)) continue
    low = Math.min(low, value)
    high = Math.max(high, value)
  }
  if (low > high)
    throw new Fault("answers/no-outcome", `No run gives '${outcome}' a number`, {
      next: "Run the model once to see where it fails.",
    })
  if (low === high)
    throw new Fault("answers/constant", `'${outcome}' is ${low} in every run: nothing decides it`, {
      next: "Ask about another quantity, or another time.",
    })
}

/** The blocks of runs of which every outcome is a number: blocks x their runs, and how many were left out. */
export function wholeBlocks(design: Design, outcomes: Float64Array): {whole: Float64Array; lost: number} {
  const {block} = design
  const kept: number[] = []
  const blocks = Math.floor(outcomes.length / block)
  for (let b = 0; b < blocks; b++) {
    let isWhole = true
    for (let row = 0; row < block; row++) isWhole &&= Number.isFinite(outcomes[b * block + row]!)
    if (isWhole) kept.push(b)
  }
  const whole = new Float64Array(kept.length * block)
  for (const [k, b] of kept.entries()) whole.set(outcomes.subarray(b * block, (b + 1) * block), k * block)
  return {whole, lost: blocks - kept.length}
}

/** How often each of `n` is drawn in resample `which` of as many, with replacement, at addresses of its own. */
export function resampled(n: number, which: number, seed: Seed, address: number): Float64Array {
  const weights = new Float64Array(n)
  for (let k = 0; k < n; k++)
    weights[Math.min(n - 1, Math.floor(uniformAt(seed.lo, seed.hi, which, address, k, streams.bootstrap) * n))]!++
  return weights
}

/**
 * The percentile intervals of several estimates made of the same `n` things (Efron and Tibshirani 1993, ch. 13).
 *
 * @param of  the estimates, given how often each thing counts.
 */
export function bootstrapped(
  n: number,
  of: (weights: Float64Array) => Float64Array,
  seed: Seed,
  name: string,
): Estimate[] {
  const mid = of(new Float64Array(n).fill(1))
  const address = ordinal(name)
  const drawn = Array.from(mid, () => new Float64Array(RESAMPLES))
  for (let which = 0; which < RESAMPLES; which++) {
    const values = of(resampled(n, which, seed, address))
    for (let k = 0; k < values.length; k++) drawn[k]![which] = values[k]!
  }
  return drawn.map((values, k) => {
    values.sort()
    return {low: quantile7(values, 0.025), mid: mid[k]!, high: quantile7(values, 0.975)}
  })
}
