// Order statistics of many columns of numbers, without sorting them.
//
// A column goes in, its values of some ranks come out, exactly those that sorting would put there. The values are dealt
// into buckets by size; a rank lies in the bucket where the counts from below reach it, and only that bucket is sorted.

/** Under so many values sorting is as fast. */
const FEW = 128
/** Values of one bucket on average, where they lie evenly. */
const A_BUCKET = 8
const MOST_BUCKETS = 4096
/** Of a bucket that holds no rank asked for. */
const NOWHERE = -1

/** Finds values by rank; keeps its room from column to column, so that nothing is allocated for each. */
export class Ranks {
  private readonly counts = new Uint32Array(MOST_BUCKETS)
  /** Where the next value of each bucket goes. */
  private readonly next = new Int32Array(MOST_BUCKETS)
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
    // The largest value lands in the last bucket at most: the product with 1 / spread is rounded once, far below 1.
    const scale = Math.min(Number.MAX_VALUE, (buckets - 1) / spread)
    if (this.place.length < n) {
      this.place = new Uint16Array(n)
      this.held = new Float64Array(n)
    }
    const {counts, place, held, next} = this
    counts.fill(0, 0, buckets)
    for (let i = 0; i < n; i++) {
      const bucket = ((values[i]! - least) * scale) | 0
      place[i] = bucket
      counts[bucket]!++
    }
    // Buckets that hold a rank get room one after the other, in order; all others are passed over.
    next.fill(NOWHERE, 0, buckets)
    let taken = 0
    let bucket = 0
    let below = 0
    const begins: number[] = []
    for (let r = 0; r < ranks.length; r++) {
      while (below + counts[bucket]! <= ranks[r]!) below += counts[bucket++]!
      if (next[bucket] === NOWHERE) {
        next[bucket] = taken
        taken += counts[bucket]!
      }
      // Where in `held` this rank will stand.
      begins.push(taken - counts[bucket]! + ranks[r]! - below)
    }
    for (let i = 0; i < n; i++) {
      const at = next[place[i]!]!
      if (at === NOWHERE) continue
      held[at] = values[i]!
      next[place[i]!] = at + 1
    }
    // Each bucket's values stand together, and those of lower buckets before them.
    held.subarray(0, taken).sort()
    for (let r = 0; r < ranks.length; r++) into[r] = held[begins[r]!]!
  }
}
