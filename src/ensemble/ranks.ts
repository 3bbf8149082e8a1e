// Order statistics of many columns of numbers, without sorting them.
//
// A column goes in, its values of some ranks come out, exactly those that sorting would put there. The values are dealt
// into buckets by size; a rank lies in the bucket where the counts from below reach it, and only that bucket is sorted.

/** Under so many values sorting is as fast. */
const FEW = 128
/** Values of one bucket on average, where they lie evenly. */
const A_BUCKET = 8
const MOST_BUCKETS = 4096

/** Finds values by rank; keeps its room from column to column, so that nothing is allocated for each. */
export class Ranks {
  private readonly counts = new Uint32Array(MOST_BUCKETS + 1)
  /** Bucket of each value of the column at work. */
  private place = new Uint16Array(0)
  private held = new Float64Array(0)

  /**
   * `into[i]` becomes the value of rank `ranks[i]` (0 is the least) of `values`, as `Float64Array.prototype.sort` orders
   * them: -0 before 0, NaN last. Each rank is below the number of values, at least one; where there are 128 or more, the
   * ranks ascend. `values` may be reordered.
   */
  of(values: Float64Array, ranks: ArrayLike<number>, into: Float64Array): void {
    const n = values.length
    let least = values[0]!
    let most = least
    let hasNone = false
    for (let i = 0; i < n; i++) {
      const value = values[i]!
      if (value < least) least = value
      if (value > most) most = value
      hasNone ||= Number.isNaN(value)
    }
    const spread = most - least
    // One value throughout. Two zeros are equal and yet differ.
    if (spread === 0 && least !== 0 && !hasNone) {
      for (let i = 0; i < ranks.length; i++) into[i] = least
      return
    }
    if (n < FEW || hasNone || !(spread > 0 && spread < Number.POSITIVE_INFINITY)) {
      const sorted = values.sort()
      for (let i = 0; i < ranks.length; i++) into[i] = sorted[ranks[i]!]!
      return
    }
    this.fromBuckets(values, least, spread, ranks, into)
  }

  private fromBuckets(
    values: Float64Array,
    least: number,
    spread: number,
    ranks: ArrayLike<number>,
    into: Float64Array,
  ): void {
    const n = values.length
    const buckets = Math.min(MOST_BUCKETS, Math.ceil(n / A_BUCKET))
    // Subtraction, product and rounding down keep the order, so that a value in a lower bucket is a lower value.
    const scale = Math.min(Number.MAX_VALUE, (buckets - 1) / spread)
    if (this.place.length < n) {
      this.place = new Uint16Array(n)
      this.held = new Float64Array(n)
    }
    const {counts, place, held} = this
    counts.fill(0, 0, buckets + 1)
    for (let i = 0; i < n; i++) {
      const bucket = Math.min(buckets - 1, (values[i]! - least) * scale) | 0
      place[i] = bucket
      counts[bucket]!++
    }
    let bucket = 0
    let below = 0
    let sorted: Float64Array | null = null
    for (let r = 0; r < ranks.length; r++) {
      const rank = ranks[r]!
      while (below + counts[bucket]! <= rank) {
        below += counts[bucket]!
        bucket++
        sorted = null
      }
      if (sorted === null) {
        let count = 0
        for (let i = 0; i < n; i++) if (place[i] === bucket) held[count++] = values[i]!
        sorted = held.subarray(0, count).sort()
      }
      into[r] = sorted[rank - below]!
    }
  }
}
