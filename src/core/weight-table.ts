// Weights by the number of their fact, laid out for the reader: it asks for two hundred facts of every candidate, and most of
// them have no weight. Pairs of number and weight in, sums out.

import {factHash, turned} from "./fact.ts"

/** Weights by the number of their fact, as the trainer and the reader both hold them. */
export type FactWeights = Pick<ReadonlyMap<number, number>, "get" | "size" | "keys" | typeof Symbol.iterator>

/** Of a sum of weights, what stands for 1. */
export const SCALE = 256

/** What a fact weighs, in log odds. */
export type WeighedFact = {readonly fact: string; readonly weight: number}

/** What some facts weigh, each once. @param weightOf  a fact by its number, in parts of `SCALE`. */
export const weighedFacts = (facts: readonly string[], weightOf: (number: number) => number): WeighedFact[] =>
  [...new Set(facts)].map((fact) => ({fact, weight: weightOf(factHash(fact)) / SCALE}))

/** What turns no number. */
const UNTURNED = 0

/** Places for each fact: half of them are empty, so that a search for what is not there ends soon. */
const SPARE = 2

export class WeightTable implements FactWeights {
  readonly size: number
  /** Of each place its number and its weight, side by side, so that looking waits for memory once; weight 0 where it is empty. */
  readonly #places: Int32Array
  /** The sum in which a place was counted last. */
  readonly #counted: Int32Array
  readonly #mask: number
  #sums = 0

  /** @param numbers of facts (whole, below 2^27), each once. @param weights of each, none of them 0. */
  constructor(numbers: ArrayLike<number>, weights: ArrayLike<number>) {
    this.size = numbers.length
    let places = 8
    while (places < SPARE * this.size) places *= 2
    this.#mask = places - 1
    this.#places = new Int32Array(2 * places)
    this.#counted = new Int32Array(places)
    for (let i = 0; i < this.size; i++) {
      const at = this.#placeOf(numbers[i]!)
      this.#places[at] = numbers[i]!
      this.#places[at + 1] = weights[i]!
    }
  }

  /** Where a fact's number stands, or would stand, before its weight. Numbers are hashes: their low bits are as good as any. */
  #placeOf(number: number): number {
    const places = this.#places
    const wanted = number | 0
    let place = wanted & this.#mask
    while (places[2 * place + 1] !== 0 && places[2 * place] !== wanted) place = (place + 1) & this.#mask
    return 2 * place
  }

  /** The weights of some facts, each counted once. @param turn  turns their numbers for one of several questions about them. */
  sum(facts: readonly number[], turn: number = UNTURNED): number {
    const sums = ++this.#sums
    let total = 0
    for (let i = 0; i < facts.length; i++) {
      const at = this.#placeOf(turn === UNTURNED ? facts[i]! : turned(facts[i]!, turn))
      const weight = this.#places[at + 1]!
      // Most have none.
      if (weight === 0 || this.#counted[at >> 1] === sums) continue
      this.#counted[at >> 1] = sums
      total += weight
    }
    return total
  }

  get(number: number): number | undefined {
    return this.#places[this.#placeOf(number) + 1] || undefined
  }

  *[Symbol.iterator](): MapIterator<[number, number]> {
    for (let at = 0; at < this.#places.length; at += 2)
      if (this.#places[at + 1] !== 0) yield [this.#places[at]! >>> 0, this.#places[at + 1]!]
    return undefined
  }

  *keys(): MapIterator<number> {
    for (const [number] of this) yield number
    return undefined
  }
}

/** Digits of printed numbers: the characters from "#" to "~" without the backslash, which a text in quotes would need two of. */
const BASE = 91
const FIRST = 35
const BACKSLASH = 92
/** Added to a distance before its digits, as often as it stands there. */
export const FURTHER = "!"
/** What two digits cannot hold. */
export const FAR = BASE * BASE
/** The digit that stands for no weight; above it they are for, below against. */
const MIDDLE = BASE >> 1

export function digit(value: number): string {
  const code = FIRST + value
  return String.fromCharCode(code < BACKSLASH ? code : code + 1)
}

const digitAt = (code: number): number => (code < BACKSLASH ? code - FIRST : code - FIRST - 1)

/** What a digit stands for: a quarter of its square, so that small weights keep their differences and large ones need one digit too. */
export const companded = (step: number): number => Math.sign(step) * ((step * step) >> 2)

/** The digit that is nearest to a weight, as its distance from the middle: -45 to 45. */
export const stepOf = (weight: number): number =>
  Math.sign(weight) * Math.min(MIDDLE, Math.round(2 * Math.sqrt(Math.abs(weight))))

/** As `parsePairs` reads them: pairs of number and weight, each weight one that `companded` gives. */
export function printPairs(pairs: Iterable<readonly [number: number, weight: number]>): string {
  let before = 0
  let text = ""
  for (const [number, weight] of [...pairs].sort(([a], [b]) => a - b)) {
    let distance = number - before
    before = number
    for (; distance >= FAR; distance -= FAR) text += FURTHER
    text += digit(Math.floor(distance / BASE)) + digit(distance % BASE) + digit(stepOf(weight) + MIDDLE)
  }
  return text
}

/**
 * Weights as they are printed, in order of number: of each the distance of its number from the one before, two digits, and one
 * digit for the weight. Read letter by letter, because it is read whenever the reader starts.
 */
export function parsePairs(text: string): WeightTable {
  const most = Math.floor(text.length / 3)
  const numbers = new Float64Array(most)
  const weights = new Int32Array(most)
  let [count, number, distance, digits] = [0, 0, 0, 0]
  for (let i = 0; i < text.length; i++) {
    const code = text.charCodeAt(i)
    if (code < FIRST) number += FAR
    else if (digits < 2) {
      distance = distance * BASE + digitAt(code)
      digits++
    } else {
      number += distance
      numbers[count] = number
      weights[count++] = companded(digitAt(code) - MIDDLE)
      distance = 0
      digits = 0
    }
  }
  return new WeightTable(numbers.subarray(0, count), weights.subarray(0, count))
}

/** What weights are decoded to, once they are first asked for: a program that reads nothing waits for none. */
export function decodedOnce<T extends object>(decode: () => T): () => T {
  let decoded: T | null = null
  return () => {
    decoded ??= decode()
    return decoded
  }
}
