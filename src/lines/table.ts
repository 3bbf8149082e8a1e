// A table of learnt numbers found by hashing (Weinberger et al. 2009): rows of 32 bits in, sums of weights out.
// While learning, weights are doubles; as shipped they are whole numbers with one factor, so that their sums are the
// same on every machine whatever the order.

import {exp} from "../math/elementary.ts"

export type Table = {
  /** 2^bits rows. */
  readonly bits: number
  /** Columns of each row. */
  readonly width: number
  readonly weights: Int16Array | Float64Array
  /** What one of the whole numbers is worth. */
  readonly step: number
}

/** The sum of the weights of these rows, for a table of one column. */
export function summed(table: Table, rows: Int32Array): number {
  const {weights, bits, step} = table
  const shift = 32 - bits
  let sum = 0
  for (let i = 0; i < rows.length; i++) sum += weights[rows[i]! >>> shift]!
  return sum * step
}

/** e to each score, as shares of their sum. */
export function shares(scores: Float64Array): Float64Array {
  let top = Number.NEGATIVE_INFINITY
  for (const score of scores) if (score > top) top = score
  const out = new Float64Array(scores.length)
  let sum = 0
  for (let i = 0; i < out.length; i++) {
    out[i] = exp(scores[i]! - top)
    sum += out[i]!
  }
  for (let i = 0; i < out.length; i++) out[i] = out[i]! / sum
  return out
}
