// Where a chain might go next, such that the posterior stays what it is.
//
// In: where all chains are, and what was learnt of the posterior before draws counted. Out: a
// proposal for one chain, and what it counts beside the likelihoods (the rule of Metropolis and
// Hastings). Coordinates are standard normal before the data.

import {exp, log} from "../math/elementary.ts"
import {normalQuantile, ordinal, type Seed, streams, uniformAt} from "../math/random.ts"

/** A normal distribution: its mean, and the lower triangle whose product with its transpose is its covariance, row-major. */
type Normal = {readonly mean: Float64Array; readonly root: Float64Array}

/** What was learnt of the posterior: normal distributions with and without correlations, and points, seen through the first. */
export type Shape = {
  readonly whole: Normal
  readonly apart: Normal
  readonly points: readonly Float64Array[]
  /** Width of a kernel about a point. */
  readonly width: number
}

/** Standard normal draws of each coordinate, at addresses of its name: of the prior in sweep 0, of chains after it. */
export type Fresh = (run: number, sweep: number, coordinate: number) => number

/** Where the chains are. `others` are those that stand still meanwhile: what they know may be used. */
export type Now = {
  readonly at: Float64Array
  readonly others: Uint32Array
  readonly shape: Shape
  readonly seed: Seed
  readonly sweep: number
  readonly fresh: Fresh
}

/** How often which move is proposed; the rest are differences. */
const REDRAWS = 0.1
const FITTED = 0.35
const KERNELS = 0.2
/** In more coordinates than this no kernel meets another, and their share is the fitted distributions'. */
const MOST_FOR_KERNELS = 8
/** Sizes of a step towards a fresh draw: 1, 1/2, 1/4, 1/8. */
const SIZES = 4
/** So many differences are taken whole, which leads from one mode to another (ter Braak 2006). */
const WHOLE = 0.1
/** Beyond this many standard deviations of the prior a probability has no digits left. */
const FARTHEST = 8
/** Fitted distributions are wider by this over the root of the number of coordinates: where they have too little, chains stay. */
const WIDER = 0.4
/** Points that kernels stand about, at most. */
const MOST_POINTS = 251
/** The least variance that a direction is given, as a share of the coordinate's own. */
const LEAST_VARIANCE = 1e-10
/** Draws that the moves of one chain take in one sweep. */
const EACH = 8

const MOVES = ordinal("calibration moves")

export function freshDraws(names: readonly string[], {lo, hi}: Seed): Fresh {
  const addresses = names.map((name) => ordinal(`calibration of ${name}`))
  return (run, sweep, j) => normalQuantile(uniformAt(lo, hi, run, addresses[j]!, sweep, streams.chains))
}

/** The number by which a chain's proposal of a sweep is taken or left. */
export function chanceOf(chain: number, sweep: number, {lo, hi}: Seed): number {
  return uniformAt(lo, hi, sweep, MOVES, chain * EACH + EACH - 1, streams.chains)
}

/**
 * Puts a proposal for a chain into `into`: one of
 * - a step towards a fresh draw of the prior, of one coordinate or of all, for which the prior needs no weighing (Cotter,
 *   Roberts, Stuart and White 2013);
 * - such a step towards a draw of the normal distribution that was learnt;
 * - a draw about one of the points that were learnt, for posteriors of other forms;
 * - the difference of two other chains, scaled by 2.38 / sqrt(2 d), now and then whole (ter Braak 2006).
 *
 * @returns the logarithm of what it counts beside the likelihoods; -Infinity where it is no point of the prior.
 */
export function propose(
  chain: number,
  {at, others, shape, seed: {lo, hi}, sweep, fresh}: Now,
  into: Float64Array,
): number {
  const width = into.length
  const u = (draw: number) => uniformAt(lo, hi, sweep, MOVES, chain * EACH + draw, streams.chains)
  const pick = (draw: number, of: number) => Math.min(of - 1, Math.floor(u(draw) * of))
  // Large steps are tried more often: small ones are for where these fail.
  const size = 1 / (1 << Math.floor(SIZES * u(1) * u(1)))
  const kept = Math.sqrt(1 - size * size)
  const mine = at.subarray(chain * width, (chain + 1) * width)
  const kind = u(0)
  const kernels = width > MOST_FOR_KERNELS ? 0 : KERNELS
  let counts = 0
  if (kind < REDRAWS) {
    const alone = u(2) < 0.5 ? pick(3, width) : null
    for (let j = 0; j < width; j++)
      into[j] = alone !== null && j !== alone ? mine[j]! : kept * mine[j]! + size * fresh(chain, sweep, j)
    return inside(into) ? 0 : Number.NEGATIVE_INFINITY
  }
  if (kind < REDRAWS + FITTED + KERNELS - kernels) {
    const normal = u(2) < 0.5 ? shape.whole : shape.apart
    const before = whitened(normal, mine)
    const after = before.map((z, j) => kept * z + size * fresh(chain, sweep, j))
    coloured(normal, after, into)
    // The step leaves the fitted distribution as it is, so that it counts against the prior.
    counts = (squares(after) - squares(before)) / 2
  } else if (kind < REDRAWS + FITTED + KERNELS) {
    const {whole, points} = shape
    const narrow = shape.width * size
    const after = points[pick(2, points.length)]!.map((z, j) => z + narrow * fresh(chain, sweep, j))
    coloured(whole, after, into)
    counts = density(points, whitened(whole, mine), narrow) - density(points, after, narrow)
  } else {
    const one = pick(2, others.length)
    const two = (one + 1 + pick(3, others.length - 1)) % others.length
    const scale = u(4) < WHOLE ? 1 : 2.38 / Math.sqrt(2 * width)
    const [from, to] = [others[one]! * width, others[two]! * width]
    for (let j = 0; j < width; j++) into[j] = mine[j]! + scale * (at[to + j]! - at[from + j]!)
  }
  return inside(into) ? counts + (squares(mine) - squares(into)) / 2 : Number.NEGATIVE_INFINITY
}

/** What states of chains say of the posterior. @param tables each chains x coordinates, row-major. */
export function shapeOf(tables: readonly Float64Array[], width: number): Shape {
  const all = tables.flatMap((table) =>
    Array.from({length: table.length / width}, (_, i) => table.subarray(i * width, (i + 1) * width)),
  )
  const mean = new Float64Array(width)
  for (const point of all) for (let j = 0; j < width; j++) mean[j]! += point[j]! / all.length
  const covariance = new Float64Array(width * width)
  for (const point of all)
    for (let j = 0; j < width; j++) {
      const off = (point[j]! - mean[j]!) / all.length
      for (let k = 0; k <= j; k++) covariance[j * width + k]! += off * (point[k]! - mean[k]!)
    }
  const wide = (1 + WIDER / Math.sqrt(width)) ** 2
  for (let i = 0; i < covariance.length; i++) covariance[i]! *= wide
  const apart = covariance.map((value, i) => (Math.floor(i / width) === i % width ? value : 0))
  const whole = {mean, root: rootOf(covariance, width)}
  const n = Math.min(all.length, MOST_POINTS)
  return {
    whole,
    apart: {mean, root: rootOf(apart, width)},
    points: Array.from({length: n}, (_, i) => whitened(whole, all[Math.floor(((i + 0.5) * all.length) / n)]!)),
    // Scott (1992): what suits the density of n normal points.
    width: exp(-log(n) / (width + 4)),
  }
}

/** Whether a point has a probability with digits; where not it is put back to the middle, since it is evaluated all the same. */
function inside(point: Float64Array): boolean {
  if (point.every((z) => Math.abs(z) <= FARTHEST)) return true
  point.fill(0)
  return false
}

function squares(values: Float64Array): number {
  let sum = 0
  for (const value of values) sum += value * value
  return sum
}

/** ln of the sum of normal kernels of a width about points, but for what is the same at every place. */
function density(points: readonly Float64Array[], place: Float64Array, width: number): number {
  const off = points.map((point) => {
    let sum = 0
    for (let j = 0; j < place.length; j++) sum += (place[j]! - point[j]!) * (place[j]! - point[j]!)
    return sum / (2 * width * width)
  })
  const least = off.reduce((a, b) => Math.min(a, b))
  return log(off.reduce((sum, one) => sum + (one - least < 700 ? exp(least - one) : 0), 0)) - least
}

/** The lower triangle of Cholesky's decomposition, in place. A direction without any variance gets a little. */
function rootOf(all: Float64Array, width: number): Float64Array {
  for (let j = 0; j < width; j++) {
    const least = Math.max(LEAST_VARIANCE * all[j * width + j]!, 1e-20)
    for (let k = 0; k <= j; k++) {
      let sum = all[j * width + k]!
      for (let i = 0; i < k; i++) sum -= all[j * width + i]! * all[k * width + i]!
      all[j * width + k] = k < j ? sum / all[k * width + k]! : Math.sqrt(Math.max(sum, least))
    }
  }
  return all
}

/** A point as the standard normal numbers that the distribution makes it of. */
function whitened({mean, root}: Normal, point: Float64Array): Float64Array {
  const width = mean.length
  const off = new Float64Array(width)
  for (let j = 0; j < width; j++) {
    let sum = point[j]! - mean[j]!
    for (let k = 0; k < j; k++) sum -= root[j * width + k]! * off[k]!
    off[j] = sum / root[j * width + j]!
  }
  return off
}

/** The point that the distribution makes of standard normal numbers. */
function coloured({mean, root}: Normal, z: Float64Array, into: Float64Array): void {
  const width = mean.length
  for (let j = 0; j < width; j++) {
    let sum = mean[j]!
    for (let k = 0; k <= j; k++) sum += root[j * width + k]! * z[k]!
    into[j] = sum
  }
}
