// Weights by the number of their fact, laid out for the reader: it asks for two hundred facts of every candidate, and most of
// them have no weight. Pairs of number and weight in, sums out.

/** Weights by the number of their fact, as the trainer and the reader both hold them. */
export type FactWeights = Pick<ReadonlyMap<number, number>, "get" | "size" | "keys" | typeof Symbol.iterator>

/** Places for each fact: half of them are empty, so that a search for what is not there ends soon. */
const SPARE = 2

export class WeightTable implements FactWeights {
  readonly size: number
  readonly #numbers: Int32Array
  /** 0 where a place is empty. */
  readonly #weights: Int32Array
  /** The sum in which a place was counted last. */
  readonly #counted: Int32Array
  readonly #mask: number
  #sums = 0

  /** @param numbers of facts (whole, below 2^32), each once. @param weights of each, none of them 0. */
  constructor(numbers: ArrayLike<number>, weights: ArrayLike<number>) {
    this.size = numbers.length
    let places = 8
    while (places < SPARE * this.size) places *= 2
    this.#mask = places - 1
    this.#numbers = new Int32Array(places)
    this.#weights = new Int32Array(places)
    this.#counted = new Int32Array(places)
    for (let i = 0; i < this.size; i++) {
      const at = this.#placeOf(numbers[i]!)
      this.#numbers[at] = numbers[i]!
      this.#weights[at] = weights[i]!
    }
  }

  /** Where a fact's weight stands, or would stand. Numbers are hashes: their low bits are as good as any. */
  #placeOf(number: number): number {
    const wanted = number | 0
    let at = wanted & this.#mask
    while (this.#weights[at] !== 0 && this.#numbers[at] !== wanted) at = (at + 1) & this.#mask
    return at
  }

  /** The weights of some facts, each counted once. */
  sum(facts: readonly number[]): number {
    const sums = ++this.#sums
    let total = 0
    for (let i = 0; i < facts.length; i++) {
      const at = this.#placeOf(facts[i]!)
      if (this.#counted[at] === sums) continue
      this.#counted[at] = sums
      total += this.#weights[at]!
    }
    return total
  }

  get(number: number): number | undefined {
    return this.#weights[this.#placeOf(number)] || undefined
  }

  *[Symbol.iterator](): MapIterator<[number, number]> {
    for (const [at, weight] of this.#weights.entries()) if (weight !== 0) yield [this.#numbers[at]! >>> 0, weight]
    return undefined
  }

  *keys(): MapIterator<number> {
    for (const [number] of this) yield number
    return undefined
  }
}

const BASE = 36
const ZERO = 48
const LETTER = 97 - 10

/**
 * As the weights are printed: pairs of number and weight in order of number, each number as its distance from the one before,
 * both in base 36: `22m9:y zbw:-8`. Read letter by letter, because it is read whenever the reader starts.
 */
export function parsePairs(text: string): WeightTable {
  const most = text === "" ? 0 : text.length >> 2
  const numbers = new Float64Array(most + 1)
  const weights = new Int32Array(most + 1)
  let [count, number, value, sign] = [0, 0, 0, 1]
  for (let i = 0; i <= text.length; i++) {
    const code = i < text.length ? text.charCodeAt(i) : 32
    if (code === 58) {
      number += value
      value = 0
    } else if (code === 32) {
      if (value !== 0) {
        numbers[count] = number
        weights[count++] = sign * value
      }
      value = 0
      sign = 1
    } else if (code === 45) sign = -1
    else value = value * BASE + code - (code < LETTER ? ZERO : LETTER)
  }
  return new WeightTable(numbers.subarray(0, count), weights.subarray(0, count))
}
