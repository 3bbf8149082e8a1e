// Points of Sobol' sequences, plain and scrambled.
//
// In: dimensions, a number of points. Out: coordinates as 32-bit fractions, or numbers strictly between 0 and 1. A
// scramble is a function of the seed, an address and the point: no dimension's moves another's.

import {philox4x32, type Seed, streams} from "../../math/random.ts"
import {directionNumbers} from "./directions.ts"

const SCALE = 4294967296

/** The first `count` points' coordinates in `dimension` (Sobol' 1967) as 32-bit fractions, in the order of the binary index. */
export function sobolFractions(dimension: number, count: number): Uint32Array {
  const v = directionNumbers(dimension)
  const points = new Uint32Array(count)
  // Point i differs from the one without its lowest set bit by one direction number.
  for (let i = 1; i < count; i++) {
    const lowest = i & -i
    points[i] = points[i - lowest]! ^ v[31 - Math.clz32(lowest)]!
  }
  return points
}

/**
 * The same under nested uniform scrambling (Owen 1995): each bit is turned over or not by a draw that belongs to the
 * bits above it, to all 32 bits. Of 2^m points each of 2^m equal cells still holds one. Values are in the middle of
 * the 2^-32 they stand for.
 *
 * @param address  what the draws are for; other addresses give independent scrambles.
 */
export function scrambledSobol(dimension: number, count: number, seed: Seed, address: number): Float64Array {
  const points = sobolFractions(dimension, count)
  const values = new Float64Array(count)
  const words = new Uint32Array(4)
  // Draws of the bits above which several points may part, by depth and prefix; below them each point has its own.
  const shared = count < 2 ? 0 : 32 - Math.clz32(count - 1)
  const trees = Array.from({length: shared}, (_, depth) => new Uint8Array(1 << depth))
  trees.forEach((tree, depth) => {
    for (let prefix = 0; prefix < tree.length; prefix++) {
      philox4x32(prefix, address, depth, streams.scramble, seed.lo, seed.hi, words)
      tree[prefix] = words[0]! & 1
    }
  })
  for (let i = 0; i < count; i++) {
    const x = points[i]!
    let turned = 0
    for (let depth = 0; depth < shared; depth++)
      if (trees[depth]![depth === 0 ? 0 : x >>> (32 - depth)] === 1) turned |= 1 << (31 - depth)
    // Of points that share these bits there is one within the first 2^shared, so that what is below is its own draw.
    philox4x32(shared === 0 ? 0 : x >>> (32 - shared), address, 32, streams.scramble, seed.lo, seed.hi, words)
    const below = shared === 0 ? words[0]! : words[0]! >>> shared
    values[i] = (((x ^ turned ^ below) >>> 0) + 0.5) / SCALE
  }
  return values
}
