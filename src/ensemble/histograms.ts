// Counts of runs in fixed bins: what is kept of a course over time where there are too many runs to keep each.
//
// In: edges, made of a pilot of the runs and the same for all of them, and values. Out: whole counts, which add up to the same
// whatever the order and the parts they come in, and quantiles within a bin's width. What lies beyond the edges is counted
// and told. (Means of a t-digest, or sums as they arrive, depend on the order: measured, they differ in the third digit.)

/** Bins between the edges; one more on each side counts what lies beyond. */
export const BINS = 512
const CELLS = BINS + 2

/** Where the bins of each row begin, and how wide one is: rows x 2. */
export type Edges = Float64Array

/** Edges for rows of pilot values: their range, and half of it more on each side. A row of one value is a bin's width wide. */
export function edgesOf(rows: readonly Float64Array[]): Edges {
  const edges = new Float64Array(rows.length * 2)
  for (const [row, values] of rows.entries()) {
    let [low, high] = [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY]
    for (const value of values) {
      if (!Number.isFinite(value)) continue
      low = Math.min(low, value)
      high = Math.max(high, value)
    }
    if (low > high) [low, high] = [0, 0]
    const range = high - low || Math.abs(low) || 1
    edges[2 * row] = low - range / 2
    edges[2 * row + 1] = (2 * range) / BINS
  }
  return edges
}

/** Counts by row and bin. */
export class Histograms {
  readonly edges: Edges
  /** rows x (below, the bins, above). */
  readonly counts: Float64Array

  constructor(edges: Edges, counts: Float64Array = new Float64Array((edges.length / 2) * CELLS)) {
    this.edges = edges
    this.counts = counts
  }

  /** Counts one value; of what is no number nothing. */
  add(row: number, value: number): void {
    if (Number.isNaN(value)) return
    const bin = Math.floor((value - this.edges[2 * row]!) / this.edges[2 * row + 1]!)
    this.counts[row * CELLS + 1 + Math.min(BINS, Math.max(-1, bin))]!++
  }

  /** Adds the counts of another part of the runs. */
  merge(counts: Float64Array): void {
    for (let i = 0; i < counts.length; i++) this.counts[i]! += counts[i]!
  }

  /** How many values of a row were counted, and how many of them lie beyond the edges. */
  sizes(row: number): {readonly all: number; readonly outside: number} {
    const own = this.counts.subarray(row * CELLS, (row + 1) * CELLS)
    return {all: own.reduce((sum, count) => sum + count, 0), outside: own[0]! + own[CELLS - 1]!}
  }

  /**
   * The quantile of a row at share p, values of a bin being spread evenly over it: within one bin of the type 7 quantile of
   * Hyndman and Fan (1996). Beyond the edges the nearer one; NaN of none.
   */
  quantile(row: number, p: number): number {
    const own = this.counts.subarray(row * CELLS, (row + 1) * CELLS)
    const [low, width] = [this.edges[2 * row]!, this.edges[2 * row + 1]!]
    const {all} = this.sizes(row)
    if (all === 0) return Number.NaN
    const at = p * (all - 1)
    let below = 0
    for (let cell = 0; cell < CELLS; cell++) {
      const count = own[cell]!
      if (at >= below + count) {
        below += count
        continue
      }
      if (cell === 0) return low
      if (cell === CELLS - 1) return low + BINS * width
      return low + width * (cell - 1 + (at - below + 0.5) / count)
    }
    return low + BINS * width
  }
}
