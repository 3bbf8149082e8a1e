// Random numbers for mutations, addressed by kind, seed and number alone: the same three give the same mutation on
// every machine, whatever was made before it. In: the address. Out: draws, one after the other.

import {ordinal, streams, uniformAt} from "../../src/math/random.ts"

/** Draws for one mutation. */
export type Draws = {
  /** A whole number, 0 <= n < limit. */
  below(limit: number): number
  pick<T>(list: readonly T[]): T
  /** True once in `n` times. */
  oneIn(n: number): boolean
  /** A size from 1 to `most`, each power of two as likely as the next: mostly small, sometimes as large as can be. */
  size(most: number): number
}

export function drawsAt(kind: string, seed: number, number: number): Draws {
  const name = ordinal(kind)
  let drawn = 0
  const below = (limit: number): number =>
    Math.floor(uniformAt(seed >>> 0, 0, number >>> 0, name, drawn++, streams.noise) * limit)
  return {
    below,
    pick: (list) => list[below(list.length)]!,
    oneIn: (n) => below(n) === 0,
    size: (most) => 1 + below(2 ** (1 + below(Math.ceil(Math.log2(most))))),
  }
}
