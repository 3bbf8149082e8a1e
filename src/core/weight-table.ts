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

/** Bits of the number of a fact. */
const NUMBER_BITS = 27

export class WeightTable implements FactWeights {
  readonly size: number
  /** Of each fact its number and its weight, in order of number. */
  readonly #pairs: Int32Array
  /**
   * Of all numbers that have the same upper bits, which of the pairs is the first; one more than there are such bits. There are as many
   * as facts, so that most have one fact or none, and what has none is told without looking further.
   */
  readonly #starts: Int32Array
  readonly #lowerBits: number
  /** The sum in which a fact was counted last. */
  readonly #counted: Int32Array
  #sums = 0

  /** @param pairs  number (whole, below 2^27) and weight (not 0) of each fact, in order of number, each once. */
  constructor(pairs: Int32Array) {
    this.size = pairs.length / 2
    this.#pairs = pairs
    this.#lowerBits = Math.min(NUMBER_BITS, Math.clz32(this.size) - (32 - NUMBER_BITS))
    this.#starts = new Int32Array((1 << (NUMBER_BITS - this.#lowerBits)) + 1)
    this.#counted = new Int32Array(this.size)
    let upper = 0
    for (let i = 0; i < this.size; i++)
      for (const of = pairs[2 * i]! >>> this.#lowerBits; upper < of; ) this.#starts[++upper] = i
    this.#starts.fill(this.size, upper + 1)
  }

  /** @param weights  in any order; those that are 0 are left out. */
  static of(weights: Iterable<readonly [number: number, weight: number]>): WeightTable {
    const pairs = [...weights].filter(([, weight]) => weight !== 0).sort(([a], [b]) => a - b)
    return new WeightTable(Int32Array.from(pairs.flat()))
  }

  /** Which of the pairs is a fact's; -1 where it has none. */
  #find(number: number): number {
    const upper = number >>> this.#lowerBits
    const end = this.#starts[upper + 1]!
    for (let i = this.#starts[upper]!; i < end; i++) if (this.#pairs[2 * i] === number) return i
    return -1
  }

  /** The weights of some facts, each counted once. @param turn  turns their numbers for one of several questions about them. */
  sum(facts: readonly number[], turn: number = UNTURNED): number {
    const sums = ++this.#sums
    let total = 0
    for (let k = 0; k < facts.length; k++) {
      const at = this.#find(turn === UNTURNED ? facts[k]! : turned(facts[k]!, turn))
      // Most have none.
      if (at < 0 || this.#counted[at] === sums) continue
      this.#counted[at] = sums
      total += this.#pairs[2 * at + 1]!
    }
    return total
  }

  get(number: number): number | undefined {
    const at = this.#find(number)
    return at < 0 ? undefined : this.#pairs[2 * at + 1]
  }

  *[Symbol.iterator](): MapIterator<[number, number]> {
    for (let at = 0; at < this.#pairs.length; at += 2) yield [this.#pairs[at]!, this.#pairs[at + 1]!]
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
  const pairs = new Int32Array(2 * Math.floor(text.length / 3))
  let [count, number, distance, digits] = [0, 0, 0, 0]
  for (let i = 0; i < text.length; i++) {
    const code = text.charCodeAt(i)
    if (code < FIRST) number += FAR
    else if (digits < 2) {
      distance = distance * BASE + digitAt(code)
      digits++
    } else {
      number += distance
      pairs[count++] = number
      pairs[count++] = companded(digitAt(code) - MIDDLE)
      distance = 0
      digits = 0
    }
  }
  return new WeightTable(pairs.subarray(0, count))
}

/** What weights are decoded to, once they are first asked for: a program that reads nothing waits for none. */
export function decodedOnce<T extends object>(decode: () => T): () => T {
  let decoded: T | null = null
  return () => {
    decoded ??= decode()
    return decoded
  }
}
