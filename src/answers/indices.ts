// What each input decides of an outcome: shares of its variance, elementary effects, partial rank correlations.
//
// In: a design and an outcome a run, NaN where it failed. Out: a number with an interval for each input, or a refusal where
// the design was not made for the question. Each estimator is beside its source.

import {Fault} from "../core/fault.ts"
import {type Design, seedOf} from "../ensemble/index.ts"
import {log, tanh} from "../math/elementary.ts"
import {ascending} from "../math/order.ts"
import {normalQuantile} from "../math/random.ts"
import {assertDesign, assertVaries, bootstrapped, type Estimate, wholeBlocks} from "./checks.ts"
import {type Groups, isConstantIn} from "./knowing.ts"

/** Whole base points, or trajectories, under which no index is given. */
const FEWEST = {saltelli: 32, morris: 4} as const

/** An input's share of an outcome's variance. Estimates are not clipped: a small one may come out below 0. */
export type Index = {
  readonly name: string
  /** By itself: what would go, on average, if it were known. */
  readonly first: Estimate
  /** With all it does together with others: what would be left if all others were known. */
  readonly total: Estimate
}

/** `lost`: base points or trajectories with a failed run, left out whole. */
export type Indices = {
  readonly variance: number
  readonly blocks: number
  readonly lost: number
  readonly inputs: Index[]
}

/**
 * Sobol' indices: first order by Saltelli et al. (2010), table 2 (b), mean of f(B) (f(A with column i of B) - f(A)); total by
 * Jansen (1999), half the mean of (f(A) - f(A with column i of B))^2; both over the variance of f(A) and f(B) together, f less
 * its mean. Intervals by resampling base points.
 *
 * @param outcome  what is asked about, for messages and draws.
 * @throws Fault `answers/wrong-design`, `answers/other-runs`, `answers/no-outcome`, `answers/constant`, `answers/too-few`.
 */
export function sobolIndices(design: Design, outcomes: Float64Array, outcome: string): Indices {
  assertDesign(design, ["saltelli"], "A Sobol' index", outcomes)
  assertVaries(outcomes, outcome)
  const {block, names} = design
  const {whole, lost} = wholeBlocks(design, outcomes)
  const n = whole.length / block
  assertEnough(n, FEWEST.saltelli, "base points", outcome)
  const k = names.length
  // Sums by base point, so that a resample weighs them. The last estimate is the variance.
  const of = (weights: Float64Array): Float64Array => {
    let [count, sum] = [0, 0]
    for (let j = 0; j < n; j++) {
      count += weights[j]!
      sum += weights[j]! * (whole[j * block]! + whole[j * block + 1]!)
    }
    const mean = sum / (2 * count)
    let squares = 0
    const made = new Float64Array(2 * k + 1)
    for (let j = 0; j < n; j++) {
      const weight = weights[j]!
      if (weight === 0) continue
      const [a, b] = [whole[j * block]! - mean, whole[j * block + 1]! - mean]
      squares += weight * (a * a + b * b)
      for (let i = 0; i < k; i++) {
        const moved = whole[j * block + 2 + i]! - mean
        made[i]! += weight * b * (moved - a)
        made[k + i]! += weight * (a - moved) * (a - moved)
      }
    }
    const variance = squares / (2 * count)
    for (let i = 0; i < k; i++) {
      made[i]! /= count * variance
      made[k + i]! /= 2 * count * variance
    }
    made[2 * k] = variance
    return made
  }
  assertVaries(whole, outcome)
  const made = bootstrapped(n, of, seedOf(design.seed), `indices of ${outcome}`)
  return {
    variance: made[2 * k]!.mid,
    blocks: n,
    lost,
    inputs: names.map((name, i) => ({name, first: made[i]!, total: made[k + i]!})),
  }
}

/** An input's elementary effects: change of the outcome for the whole of the input's distribution. */
export type Effect = {
  readonly name: string
  readonly mu: number
  /** The mean of their sizes (Campolongo, Cariboni and Saltelli 2007). */
  readonly muStar: Estimate
  /** Their standard deviation: above 0 where what it does depends on others, or bends. */
  readonly sigma: number
}

/**
 * Elementary effects (Morris 1991): over the trajectories, the change of the outcome where an input was moved, over how far.
 *
 * @throws Fault `answers/wrong-design`, `answers/other-runs`, `answers/no-outcome`, `answers/constant`, `answers/too-few`.
 */
export function morrisEffects(
  design: Design,
  outcomes: Float64Array,
  outcome: string,
): {readonly blocks: number; readonly lost: number; readonly inputs: Effect[]} {
  assertDesign(design, ["morris"], "An elementary effect", outcomes)
  assertVaries(outcomes, outcome)
  const {block, names, deltas, points} = design
  const k = names.length
  const trajectories: Float64Array[] = []
  let lost = 0
  for (let t = 0; t < design.runs / block; t++) {
    const effects = new Float64Array(k)
    let isWhole = Number.isFinite(outcomes[t * block]!)
    for (let row = 1; row < block; row++) {
      const run = t * block + row
      isWhole &&= Number.isFinite(outcomes[run]!)
      for (let i = 0; i < k; i++) {
        const move = points[run * k + i]! - points[(run - 1) * k + i]!
        if (move !== 0) effects[i] = (Math.sign(move) * (outcomes[run]! - outcomes[run - 1]!)) / deltas[i]!
      }
    }
    if (isWhole) trajectories.push(effects)
    else lost++
  }
  const n = trajectories.length
  assertEnough(n, FEWEST.morris, "trajectories", outcome)
  const sizes = (weights: Float64Array) => {
    const mean = new Float64Array(k)
    for (let t = 0; t < n; t++)
      for (let i = 0; i < k; i++) mean[i]! += (weights[t]! * Math.abs(trajectories[t]![i]!)) / n
    return mean
  }
  const muStar = bootstrapped(n, sizes, seedOf(design.seed), `effects on ${outcome}`)
  return {
    blocks: n,
    lost,
    inputs: names.map((name, i) => {
      const mu = trajectories.reduce((sum, effects) => sum + effects[i]!, 0) / n
      const squares = trajectories.reduce((sum, effects) => sum + (effects[i]! - mu) * (effects[i]! - mu), 0)
      return {name, mu, muStar: muStar[i]!, sigma: Math.sqrt(squares / (n - 1))}
    }),
  }
}

/** An input's partial rank correlation with the outcome; null, and why, where there is none. */
export type Correlation = {readonly name: string; readonly prcc: Estimate | null; readonly why?: string}

/**
 * Partial rank correlation coefficients (Iman and Conover 1979): how an outcome goes with an input when what both owe to the
 * other inputs is taken out, over ranks, ties at their mean rank. Intervals by Fisher's transformation (1924) with as many
 * degrees less as there are other inputs.
 *
 * @throws Fault `answers/wrong-design`, `answers/other-runs`, `answers/no-outcome`, `answers/constant`, `answers/too-few`.
 */
export function rankCorrelations(design: Design, outcomes: Float64Array, outcome: string): Correlation[] {
  assertDesign(design, ["latin", "sobol"], "A partial rank correlation", outcomes)
  const width = design.names.length
  const columns = design.names.map((_, i) =>
    Float64Array.from({length: design.runs}, (_, run) => design.points[run * width + i]!),
  )
  return partialRanks(design.names, columns, outcomes, outcome)
}

/**
 * The same of columns of any sample in which inputs were drawn independently.
 *
 * @throws Fault `answers/no-outcome`, `answers/constant`, `answers/too-few`.
 */
export function partialRanks(
  names: readonly string[],
  columns: readonly Float64Array[],
  outcomes: Float64Array,
  outcome: string,
): Correlation[] {
  assertVaries(outcomes, outcome)
  const runs = [...outcomes.keys()].filter((run) => Number.isFinite(outcomes[run]!))
  const of = (column: Float64Array) => Float64Array.from(runs, (run) => column[run]!)
  const centred = columns.map((column) => centredRanks(of(column)))
  return partialIn(rankedOf(centred, runs.length), names, of(outcomes), outcome)
}

/**
 * As `partialRanks`, for several outcomes of one sample, each of which has a number in every run: how inputs go with each
 * other is worked out once.
 *
 * @param column  the numbers of an input, by its place among the names: asked for one at a time.
 * @param sets    where some inputs were drawn together, so many sets of them again and again: the set of each run. Of these
 *   inputs what goes with the others of the set cannot be told apart from it: what the other inputs do is taken out alone, and
 *   the interval is that of as many runs as there are sets.
 */
export function partialRanksEach(
  names: readonly string[],
  column: (place: number) => Float64Array,
  outcomes: readonly {readonly name: string; readonly values: Float64Array}[],
  sets: Groups | null = null,
): Correlation[][] {
  for (const {name, values} of outcomes) assertVaries(values, name)
  const alone: number[] = []
  const centred: (CentredRanks | null)[] = []
  const runs = outcomes[0]?.values.length ?? 0
  for (const place of names.keys()) {
    const own = column(place)
    if (sets !== null && isConstantIn(own, sets)) continue
    alone.push(place)
    centred.push(centredRanks(own))
  }
  const ranked = rankedOf(centred, runs)
  const found = outcomes.map(
    ({name, values}) =>
      new Map(
        partialIn(
          ranked,
          alone.map((place) => names[place]!),
          values,
          name,
        ).map((one) => [one.name, one]),
      ),
  )
  if (sets === null || alone.length === names.length) return found.map((each) => names.map((name) => each.get(name)!))
  const z = normalQuantile(0.975) / Math.sqrt(Math.max(1, sets.count - 3))
  const left = lessOthers(
    outcomes.map(({values}) => standardRanks(values)!),
    ranked.ranks,
  )
  const others = [...names.keys()].filter((place) => !found[0]?.has(names[place]!))
  for (let from = 0; from < others.length; from += COLUMNS_AT_ONCE) {
    const places = others.slice(from, from + COLUMNS_AT_ONCE)
    const ranks = places.map((place) => standardRanks(column(place)))
    const owns = lessOthers(
      ranks.flatMap((one) => one ?? []),
      ranked.ranks,
    )
    let at = 0
    for (const [i, place] of places.entries()) {
      const name = names[place]!
      const own = ranks[i] === null ? null : owns[at++]!
      const length = own === null ? 0 : dot(own, own)
      for (const [k, y] of left.entries())
        found[k]!.set(
          name,
          own === null || length === 0
            ? {name, prcc: null, why: "it is the same in every run"}
            : withInterval(name, dot(own, y) / Math.sqrt(length * dot(y, y)), z),
        )
    }
  }
  return found.map((each) => names.map((name) => each.get(name)!))
}

/**
 * Ranks of the columns that vary, which these are, and the inverse of how they go with each other; null for a mixture of
 * columns before it.
 */
type Ranked = {
  readonly varying: readonly number[]
  readonly ranks: readonly CentredRanks[]
  readonly inverse: readonly (readonly number[])[]
  readonly dependent: ReadonlySet<number>
}

function rankedOf(all: readonly (CentredRanks | null)[], runs: number): Ranked {
  const varying = all.flatMap((column, i) => (column === null ? [] : [i]))
  const ranks = varying.map((i) => all[i]!)
  const table: number[][] = ranks.map(() => new Array<number>(ranks.length).fill(0))
  // In blocks of runs that stay in the fastest memory.
  const block = ranks.map(() => new Float64Array(Math.min(BLOCK, runs)))
  for (let from = 0; from < runs; from += BLOCK) {
    const size = Math.min(BLOCK, runs - from)
    const own = ranks.map((one, i) => standardised(one, from, block[i]!.subarray(0, size)))
    for (const [i, a] of own.entries()) for (let j = 0; j <= i; j++) table[i]![j]! += dot(a, own[j]!)
  }
  for (const [i, row] of table.entries()) for (let j = 0; j < i; j++) table[j]![i] = row[j]!
  return {varying, ranks, ...inverted(table)}
}

/** Runs of which the products are summed at once. */
const BLOCK = 2048
/** Columns that others are taken out of at once. */
const COLUMNS_AT_ONCE = 16

function partialIn(
  {varying, ranks, inverse, dependent}: Ranked,
  names: readonly string[],
  outcomes: Float64Array,
  outcome: string,
): Correlation[] {
  // What is left for an interval, after Fisher: one for each run, less the other inputs and three.
  const free = outcomes.length - (varying.length - 1) - 3
  if (free < 1)
    throw new Fault(
      "answers/too-few",
      `${outcomes.length} runs are too few for partial correlations of '${outcome}' with ${varying.length} inputs`,
      {
        next: `Run ${varying.length + 3} at least; ten times the inputs is a usual number.`,
      },
    )
  const y = standardRanks(outcomes)!
  const room = new Float64Array(y.length)
  const withY = ranks.map((a, i) => (dependent.has(i) ? 0 : dot(standardised(a, 0, room), y)))
  // The regression of the outcome's ranks on those of all inputs, and what it leaves: by them the inverse with the outcome's
  // row is that without it (Banachiewicz 1937).
  const slopes = inverse.map((row) => row.reduce((sum, one, j) => sum + one * withY[j]!, 0))
  const left = Math.max(Number.EPSILON, dot(y, y) - slopes.reduce((sum, slope, i) => sum + slope * withY[i]!, 0))
  const z = normalQuantile(0.975) / Math.sqrt(free)
  return names.map((name, i) => {
    const at = varying.indexOf(i)
    if (at < 0) return {name, prcc: null, why: "it is the same in every run"}
    if (dependent.has(at)) return {name, prcc: null, why: "it moves with other inputs, from which it cannot be told"}
    const slope = slopes[at]!
    const r = slope / Math.sqrt(left * inverse[at]![at]! + slope * slope)
    return withInterval(name, r, z)
  })
}

/** What is left of columns of ranks when those of others, drawn independently, are taken out one after the other: in their place. */
function lessOthers(columns: readonly Float64Array[], others: readonly CentredRanks[]): readonly Float64Array[] {
  const room = new Float64Array(columns[0]?.length ?? 0)
  for (const one of columns.length > 0 ? others : []) {
    const other = standardised(one, 0, room)
    for (const left of columns) {
      const slope = dot(left, other)
      for (let k = 0; k < left.length; k++) left[k]! -= slope * other[k]!
    }
  }
  return columns
}

/** A correlation with its interval by Fisher's transformation; of a perfect one that is infinite, and its interval a point. */
function withInterval(name: string, r: number, z: number): Correlation {
  const mid = Math.max(-1, Math.min(1, r))
  if (Math.abs(mid) === 1) return {name, prcc: {low: mid, mid, high: mid}}
  const centre = log((1 + mid) / (1 - mid)) / 2
  return {name, prcc: {low: tanh(centre - z), mid, high: tanh(centre + z)}}
}

function assertEnough(n: number, fewest: number, what: string, outcome: string): void {
  if (n < fewest)
    throw new Fault("answers/too-few", `Only ${n} ${what} of '${outcome}' have no failed run`, {
      next: `${fewest} are needed: ask for more runs, or mend what makes them fail.`,
    })
}

/** Ranks of a column, ties at their mean, less their mean and of length 1; null of a column of one value. */
export function standardRanks(values: Float64Array): Float64Array | null {
  const centred = centredRanks(values)
  return centred && standardised(centred, 0, new Float64Array(values.length))
}

/**
 * Ranks of a column, ties at their mean, less the mean rank; and the length by which they become a standard column. They are
 * whole multiples of a half, which binary32 holds exactly up to eight million runs.
 */
type CentredRanks = {readonly ranks: Float32Array | Float64Array; readonly length: number}

/** Runs of which centred ranks are exact in binary32: multiples of a half below 2^23. */
const EXACT_IN_32 = 8_388_608

/** Null of a column of one value. */
function centredRanks(values: Float64Array): CentredRanks | null {
  const n = values.length
  const order = ascending(values)
  const ranks = n <= EXACT_IN_32 ? new Float32Array(n) : new Float64Array(n)
  for (let from = 0; from < n; ) {
    let to = from + 1
    while (to < n && values[order[to]!] === values[order[from]!]) to++
    for (let k = from; k < to; k++) ranks[order[k]!] = (from + to - 1) / 2 - (n - 1) / 2
    from = to
  }
  const length = Math.sqrt(dot(ranks, ranks))
  return length === 0 ? null : {ranks, length}
}

/** Some standard ranks, from run `from` on as many as there is room for. */
function standardised({ranks, length}: CentredRanks, from: number, into: Float64Array): Float64Array {
  for (let k = 0; k < into.length; k++) into[k] = ranks[from + k]! / length
  return into
}

function dot(a: Float64Array | Float32Array, b: Float64Array | Float32Array): number {
  // Four sums at once: none waits for the one before.
  let [w, x, y, z] = [0, 0, 0, 0]
  const whole = a.length - (a.length % 4)
  for (let i = 0; i < whole; i += 4) {
    w += a[i]! * b[i]!
    x += a[i + 1]! * b[i + 1]!
    y += a[i + 2]! * b[i + 2]!
    z += a[i + 3]! * b[i + 3]!
  }
  for (let i = whole; i < a.length; i++) w += a[i]! * b[i]!
  return w + x + (y + z)
}

/** A column of which less than this is its own is a mixture of others, up to rounding. */
const OWN = 1e-9

/**
 * The inverse of a correlation matrix by Gauss and Jordan's elimination; columns that are mixtures of those before them are
 * left out and named.
 */
function inverted(matrix: readonly (readonly number[])[]): {inverse: number[][]; dependent: Set<number>} {
  const n = matrix.length
  const rows = matrix.map((row, i) =>
    Float64Array.from({length: 2 * n}, (_, j) => (j < n ? row[j]! : j === n + i ? 1 : 0)),
  )
  const dependent = new Set<number>()
  for (let k = 0; k < n; k++) {
    const pivot = rows[k]![k]!
    const own = rows[k]!
    if (!(pivot > OWN)) {
      dependent.add(k)
      for (let i = 0; i < n; i++) rows[i]![k] = 0
      own.fill(0)
      continue
    }
    // Left of it stand ones and zeros; right of the inverse so far zeros alone.
    const end = n + k + 1
    for (let j = k; j < end; j++) own[j]! /= pivot
    for (let i = 0; i < n; i++) {
      const row = rows[i]!
      const factor = row[k]!
      if (i === k || factor === 0) continue
      for (let j = k; j < end; j++) row[j]! -= factor * own[j]!
    }
  }
  return {inverse: rows.map((row) => [...row.subarray(n)]), dependent}
}
