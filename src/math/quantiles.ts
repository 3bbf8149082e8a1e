// Quantiles of a list of numbers. In: the numbers, ascending, and a share. Out: the number at that share.

/** Quantile of ascending `sorted` at share p: linear between order statistics, type 7 of Hyndman and Fan (1996). NaN of none. */
export function quantile7(sorted: ArrayLike<number>, p: number): number {
  const last = sorted.length - 1
  if (last < 0) return Number.NaN
  const at = p * last
  const below = Math.min(last, Math.max(0, Math.floor(at)))
  return between(sorted[below]!, sorted[Math.min(last, below + 1)]!, at - below)
}

/** What stands at `share` of the way from `low` to `high`, 0 to 1: exactly `low` at 0, and where the two are equal. */
export function between(low: number, high: number, share: number): number {
  return share === 0 || low === high ? low : low + share * (high - low)
}
