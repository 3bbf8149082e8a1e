// A table of weights that learns: the averaged perceptron (Freund and Schapire 1999, Collins
// 2002). The average over all moments of training is what generalises; it is kept as the sum
// of (moment x change), so an update touches only the rows it changes.

export class Averaged {
  readonly bits: number
  readonly width: number
  readonly weights: Float32Array
  readonly #sums: Float64Array
  /** Decisions taken so far. */
  moment = 1

  constructor(bits: number, width: number, start?: Float32Array) {
    this.bits = bits
    this.width = width
    this.weights = start ? start.slice() : new Float32Array(width << bits)
    this.#sums = new Float64Array(width << bits)
  }

  /** @param starts  where each row begins, as an index of a weight. */
  add(starts: Int32Array, column: number, amount: number): void {
    const {weights, moment} = this
    const sums = this.#sums
    for (let f = 0; f < starts.length; f++) {
      const at = starts[f]! + column
      weights[at] = weights[at]! + amount
      sums[at] = sums[at]! + amount * moment
    }
  }

  average(): Float32Array {
    const out = new Float32Array(this.weights.length)
    const sums = this.#sums
    for (let i = 0; i < out.length; i++) {
      const w = this.weights[i]!
      const s = sums[i]!
      if (w !== 0 || s !== 0) out[i] = w - s / this.moment
    }
    return out
  }
}

/** The mean of tables learnt from different seeds: a linear model's mean is the mean of its scores. */
export function mean(tables: readonly Float32Array[]): Float32Array {
  const out = new Float32Array(tables[0]!.length)
  for (const table of tables) for (let i = 0; i < out.length; i++) out[i] = out[i]! + table[i]!
  for (let i = 0; i < out.length; i++) out[i] = out[i]! / tables.length
  return out
}

/** Largest size of a quantised weight. */
const LARGEST = 127

/**
 * Weights as signed bytes, companded: v stands for v x |v|, so small weights keep their differences
 * and large ones are not clipped. Bytes smaller than `least` become 0.
 */
export function quantise(weights: Float32Array, least: number): Int8Array {
  let most = 0
  for (const w of weights) if (Math.abs(w) > most) most = Math.abs(w)
  const out = new Int8Array(weights.length)
  for (let i = 0; i < weights.length; i++) {
    const w = weights[i]!
    if (w === 0) continue
    const v = Math.round(LARGEST * Math.sqrt(Math.abs(w) / most))
    if (v >= least) out[i] = w < 0 ? -v : v
  }
  return out
}
