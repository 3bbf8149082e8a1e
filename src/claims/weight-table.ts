// Weights by the number of their fact, laid out for the reader: it asks for two hundred facts of every candidate, and most of
// them have no weight. Pairs of number and weight in, sums out.

/** Places a fact as sparse as this: half of them are empty, so that a search for what is not there ends soon. */
const SPARE = 2

export class WeightTable {
  readonly #numbers: Int32Array
  readonly #weights: Int32Array
  /** The sum in which a place was counted last. */
  readonly #counted: Int32Array
  readonly #mask: number
  #sums = 0

  /** @param pairs  facts' numbers (whole, below 2^32), each once, and their weights, none of them 0. */
  constructor(pairs: ReadonlyMap<number, number>) {
    let places = 8
    while (places < SPARE * pairs.size) places *= 2
    this.#mask = places - 1
    this.#numbers = new Int32Array(places)
    this.#weights = new Int32Array(places)
    this.#counted = new Int32Array(places)
    for (const [number, weight] of pairs) {
      if (weight === 0) continue
      const at = this.#placeOf(number)
      this.#numbers[at] = number
      this.#weights[at] = weight
    }
  }

  /** Where a fact's weight stands, or would stand: a place of weight 0 is empty. Numbers are hashes, whose low bits are even. */
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
}
