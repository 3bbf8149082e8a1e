// How far single counts lie from the rate behind them.
//
// Runs give a rate; a source counts events, in a few reports, each told or not. In go the
// observed periods of a series, out come its dispersion and the counts that a rate may show as.
// It is taken from the series alone, not from what a model misses of it, so that no bad fit
// makes its own band wider.

import {normalQuantile, ordinal, type Seed, streams, uniformAt} from "./random.ts"

/** One observed value: it stands for from <= time < to. */
export type Period = {readonly from: number; readonly to: number; readonly value: number}

/** A gap of so much of a period between two of them makes them no neighbours. */
const APART = 0.01

/**
 * The dispersion of the counts: their variance over their mean, 1 if events fell one by one and independently (Poisson),
 * more where they come in clusters or are told in some months and not in others (McCullagh and Nelder 1989, 4.5).
 *
 * Each value is held against the mean of its two neighbours, on the scale of twice the square root, where the variance
 * of a count is its dispersion whatever its mean (Bartlett 1936); that mean scatters by half as much again. 0 where no
 * period has two neighbours.
 */
export function dispersionOf(periods: readonly Period[]): number {
  const squares = periods.flatMap((period, i) => {
    const [before, after] = [periods[i - 1], periods[i + 1]]
    const near = APART * (period.to - period.from)
    if (!before || !after || period.from - before.to > near || after.from - period.to > near) return []
    const off = 2 * (Math.sqrt(period.value) - Math.sqrt((before.value + after.value) / 2))
    return [(off * off) / 1.5]
  })
  return squares.length > 0 ? squares.reduce((sum, one) => sum + one, 0) / squares.length : 0
}

/**
 * What the rates of one run may be counted as: a count for each period, drawn on the scale of the square root, never
 * below 0, of the rate's mean and of its dispersion in variance.
 */
export function counted(
  rates: ArrayLike<number>,
  dispersion: number,
  {seed, name, draw}: {seed: Seed; name: string; draw: number},
): Float64Array {
  const address = ordinal(`scatter ${name}`)
  return Float64Array.from(rates, (rate, i) => {
    const z = normalQuantile(uniformAt(seed.lo, seed.hi, draw, address, i, streams.noise))
    const root = Math.max(0, Math.sqrt(Math.max(0, rate)) + (Math.sqrt(dispersion) * z) / 2)
    return Math.max(0, root * root - dispersion / 4)
  })
}
