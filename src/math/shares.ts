// How well a share is known from a count.

/** The normal quantile of a two-sided 95 % interval. */
export const Z95 = 1.959963984540054

/** Score interval of k of n (Wilson 1927), for normal quantile `z`. */
export function wilson(k: number, n: number, z = Z95): [number, number] {
  const p = k / n
  const centre = (p + (z * z) / (2 * n)) / (1 + (z * z) / n)
  const half = (z / (1 + (z * z) / n)) * Math.sqrt((p * (1 - p)) / n + (z * z) / (4 * n * n))
  // None and all are exact bounds; the formula misses them by the last bit.
  return [k === 0 ? 0 : Math.max(0, centre - half), k === n ? 1 : Math.min(1, centre + half)]
}
