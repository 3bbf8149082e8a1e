// Draws from a posterior, by many chains side by side.
//
// In: how many standard normal coordinates a point has, and who says how likely the data are at
// a whole batch of points. Out: draws of the coordinates given the data, and what tells whether
// they are to be trusted. Half of the chains move at once, by what the other half knows, so that
// an engine which runs many members side by side has a batch to run (Goodman and Weare 2010;
// Foreman-Mackey, Hogg, Lang and Goodman 2013). The method is docs/methods/calibration.md.

import {Fault} from "../core/fault.ts"
import {exp, log} from "../math/elementary.ts"
import {ordinal, type Seed, streams, uniformAt} from "../math/random.ts"
import {type Mixing, mixingOf} from "./mixing.ts"
import {chanceOf, freshDraws, propose, shapeOf} from "./moves.ts"

/** How likely the data are at a point, as a logarithm (-Infinity: not at all), and what to carry along with it. */
export type Evaluated<T> = {readonly log: number; readonly told: T}

export type ChainsInput<T> = {
  /** A name for each coordinate; before the data each is standard normal, apart from the others. */
  readonly names: readonly string[]
  /** Points that may be evaluated. */
  readonly runs: number
  /** Draws to give. */
  readonly keep: number
  readonly seed: Seed
  /** Of points x coordinates, row-major; `first` is how many points were evaluated before these. */
  readonly evaluate: (points: Float64Array, first: number) => Promise<readonly Evaluated<T>[]>
  /** Sees the points of the prior before any chain begins; what it throws ends the sampling. */
  readonly onPrior?: (told: readonly Evaluated<T>[]) => void
  readonly onProgress?: (share: number) => void
}

export type Chains<T> = {
  readonly chains: number
  /** Sweeps of all chains after those that were dropped. */
  readonly sweeps: number
  /** Points that were evaluated: at most `runs`. */
  readonly evaluated: number
  /** To which power likelihoods counted when half of the sweeps were over: below 1 the chains were not there yet. */
  readonly power: number
  /** Share of the proposals after the dropped sweeps that were taken. */
  readonly accepted: number
  /** Of each coordinate, in the order of the names. */
  readonly mixing: readonly Mixing[]
  /** States x coordinates, row-major: those of all chains after every sweep, or every few where they are many. */
  readonly states: Float64Array
  /** `keep` of the states, evenly over sweeps and chains. */
  readonly draws: readonly {readonly point: Float64Array; readonly told: T}[]
}

/** Chains come in multiples of this, so that a half fills a block of the engine (32 members). */
const MULTIPLE = 64
/** Chains for each coordinate: the differences of fewer would not reach every direction (ter Braak 2006). */
const FOR_EACH = 4
/** Points of the prior for each chain, from which the chains' beginnings are drawn, and their share of all points. */
const PRIOR_FOR_EACH = 4
const PRIOR_SHARE = 0.2
const MOST_PRIOR = 20_000
/** Fewer sweeps of all chains than this say nothing of how fast they mix. */
const LEAST_SWEEPS = 60
/** Share of the sweeps that is dropped from the beginning. */
const DROPPED = 0.5
/** Sweeps from one raising of the power to the next. */
const RAISE = 2
/** Sweeps from one look at the posterior's shape to the next, while sweeps are still dropped; and looks at most. */
const LOOK = 4
const MOST_LOOKS = 100
/** States of one look, at most. */
const LOOKED_AT = 20_000
/** Numbers of states that are kept: 32 MB. */
const MOST_KEPT = 4_000_000
/** Halvings by which a power is found. */
const HALVINGS = 60

const ORDER = ordinal("calibration order")
const BEGIN = ordinal("calibration beginnings")
const CHOICE = ordinal("calibration choice")

/** How many chains sample so many coordinates. */
export function chainsFor(coordinates: number): number {
  return MULTIPLE * Math.ceil((FOR_EACH * coordinates) / MULTIPLE)
}

/** The fewest points with which `sampleChains` begins. */
export function leastRuns(coordinates: number): number {
  return chainsFor(coordinates) * Math.ceil(LEAST_SWEEPS / (1 - PRIOR_SHARE))
}

/**
 * Draws from the posterior, the same for the same input whoever evaluates.
 *
 * A fifth of the points, at most 20,000, are draws of the prior. Chains begin at some of them, drawn by the likelihood raised to
 * the largest power up to 1 that leaves as many effective draws as there are chains. Then they move, one random half after the
 * other (`propose`), and every other sweep the power is raised, so that the chains are worth half of their number, and they
 * are drawn anew by the weights of that (Del Moral, Doucet and Jasra 2006). Half of the sweeps are dropped; in these the power
 * comes to 1, and of these alone the posterior's shape is learnt. A point keeps the likelihood that it was given: where a model has noise of its own, the draws
 * are of the posterior all the same (Andrieu and Roberts 2009).
 *
 * @throws Fault `calibrate/too-few-runs`, `calibrate/keep-more-than-runs`.
 */
export async function sampleChains<T>(input: ChainsInput<T>): Promise<Chains<T>> {
  const {names, runs, keep, seed, evaluate, onProgress} = input
  const width = names.length
  const count = chainsFor(width)
  const least = leastRuns(width)
  if (runs < least)
    throw new Fault(
      "calibrate/too-few-runs",
      `${runs} runs are too few for ${count} chains, which ${width} ${width === 1 ? "unknown takes" : "unknowns take"}`,
      {next: `Give at least --runs ${least}; a few times as many say more.`},
    )
  const prior = Math.max(PRIOR_FOR_EACH * count, Math.min(MOST_PRIOR, Math.floor(PRIOR_SHARE * runs)))
  const sweeps = Math.floor((runs - prior) / count)
  const dropped = Math.floor(DROPPED * sweeps)
  const every = Math.ceil(((sweeps - dropped) * count * width) / MOST_KEPT)
  const stored = Math.floor((sweeps - dropped) / every)
  if (keep > stored * count)
    throw new Fault(
      "calibrate/keep-more-than-runs",
      `--keep ${keep} is more than the ${stored * count} draws that --runs ${runs} gives`,
      {next: "Keep fewer, or give more runs."},
    )

  const fresh = freshDraws(names, seed)
  const points = Float64Array.from({length: prior * width}, (_, i) => fresh(Math.floor(i / width), 0, i % width))
  const told = await evaluate(points, 0)
  input.onPrior?.(told)
  onProgress?.(prior / runs)
  const at = new Float64Array(count * width)
  const now: Evaluated<T>[] = []
  let power = raised(
    told.map(({log}) => log),
    0,
    count,
  )
  for (const [chain, from] of drawnBy(tempered(told, power), count, seed, 0).entries()) {
    at.set(points.subarray(from * width, (from + 1) * width), chain * width)
    now.push(told[from]!)
  }

  const looks = Math.max(LOOK, Math.ceil(dropped / MOST_LOOKS))
  const kept = Math.ceil((dropped * count * width) / MOST_KEPT)
  let past = [at.slice()]
  let shape = shapeOf(past, width)
  const states = new Float64Array(stored * count * width)
  const chosen = choice(stored, count, keep, seed)
  const draws: {point: Float64Array; told: T}[] = []
  let [evaluated, taken, reached] = [prior, 0, 1]
  for (let sweep = 1; sweep <= sweeps; sweep++) {
    const order = shuffled(count, seed, sweep)
    const halves = [order.subarray(0, count / 2), order.subarray(count / 2)] as const
    for (const [mine, others] of [halves, [halves[1], halves[0]] as const]) {
      const proposed = new Float64Array(mine.length * width)
      const counts = Float64Array.from(mine, (chain, i) =>
        propose(chain, {at, others, shape, seed, sweep, fresh}, proposed.subarray(i * width, (i + 1) * width)),
      )
      const answers = await evaluate(proposed, evaluated)
      evaluated += mine.length
      mine.forEach((chain, i) => {
        // Of a chain at a point that the data rule out the right side is infinite, or no number where both are.
        const gain = power * (answers[i]!.log - now[chain]!.log) + counts[i]!
        if (!(log(chanceOf(chain, sweep, seed)) < gain)) return
        at.set(proposed.subarray(i * width, (i + 1) * width), chain * width)
        now[chain] = answers[i]!
        if (sweep > dropped) taken++
      })
    }
    onProgress?.(evaluated / runs)
    if (sweep <= dropped) {
      if (power < 1 || sweep % kept === 0) past.push(at.slice())
      if (power < 1) {
        if (sweep % RAISE !== 0 && sweep < dropped) continue
        const before = power
        power = raised(
          now.map(({log}) => log),
          power,
          count / 2,
        )
        if (sweep === dropped) {
          reached = power
          power = 1
        }
        resample(at, now, drawnBy(tempered(now, power - before), count, seed, sweep))
        past = past.slice(-RAISE)
        shape = shapeOf([...past, at], width)
      } else if (sweep % looks === 0 || sweep === dropped) {
        // Of the later half of what there is since the data count in full.
        shape = shapeOf(thinned(past.slice(past.length >> 1), count), width)
      }
      continue
    }
    const since = sweep - dropped
    if (since % every !== 0) continue
    const state = since / every - 1
    states.set(at, state * count * width)
    for (const chain of chosen.get(state) ?? [])
      draws.push({point: at.slice(chain * width, (chain + 1) * width), told: now[chain]!.told})
  }
  return {
    chains: count,
    sweeps: sweeps - dropped,
    evaluated,
    power: reached,
    accepted: taken / ((sweeps - dropped) * count),
    mixing: names.map((_, j) => mixingOf(columnOf(states, j, width), count, every)),
    states,
    draws,
  }
}

/** Column `j` of states x `width`. */
export function columnOf(states: Float64Array, j: number, width: number): Float64Array {
  return Float64Array.from({length: states.length / width}, (_, i) => states[i * width + j]!)
}

/** Every few of the tables, so that no more than `LOOKED_AT` states are looked at. */
function thinned(tables: readonly Float64Array[], count: number): Float64Array[] {
  const step = Math.ceil((tables.length * count) / LOOKED_AT)
  return tables.filter((_, i) => i % step === 0)
}

/** The largest power up to 1 to which likelihoods can be raised from another so that their weights are worth `worth` points. */
function raised(logs: readonly number[], from: number, worth: number): number {
  const effective = (power: number) => {
    const weights = tempered(
      logs.map((log) => ({log})),
      power - from,
    )
    return sumOf(weights) ** 2 / sumOf(weights.map((one) => one * one))
  }
  if (effective(1) >= worth) return 1
  let [low, high] = [from, 1]
  for (let i = 0; i < HALVINGS; i++) {
    const middle = (low + high) / 2
    if (effective(middle) < worth) high = middle
    else low = middle
  }
  return low
}

/** Likelihoods raised to a power, the largest as 1. What is ruled out has no weight at any power; where all is, all are alike. */
function tempered(told: readonly {readonly log: number}[], power: number): number[] {
  const top = told.reduce((most, {log}) => Math.max(most, log), Number.NEGATIVE_INFINITY)
  if (top === Number.NEGATIVE_INFINITY) return told.map(() => 1)
  return told.map(({log}) => (log === Number.NEGATIVE_INFINITY ? 0 : exp(Math.max(-700, power * (log - top)))))
}

const sumOf = (values: readonly number[]): number => values.reduce((sum, one) => sum + one, 0)

/** `count` places drawn by their weights, systematically (Kitagawa 1996). */
function drawnBy(weights: readonly number[], count: number, {lo, hi}: Seed, sweep: number): number[] {
  const sum = sumOf(weights)
  const u = uniformAt(lo, hi, sweep, BEGIN, 0, streams.chains)
  const found: number[] = []
  let below = 0
  weights.forEach((weight, i) => {
    below += weight / sum
    while (found.length < count && (found.length + u) / count < below) found.push(i)
  })
  // Rounding may leave the whole a hair short of 1.
  const last = weights.findLastIndex((weight) => weight > 0)
  return [...found, ...new Array<number>(count - found.length).fill(last)]
}

/** Puts each chain where the one is that was drawn for it. */
function resample<T>(at: Float64Array, now: Evaluated<T>[], from: readonly number[]): void {
  const width = at.length / now.length
  const [places, told] = [at.slice(), [...now]]
  for (const [chain, other] of from.entries()) {
    at.set(places.subarray(other * width, (other + 1) * width), chain * width)
    now[chain] = told[other]!
  }
}

/** 0 .. count-1 in an order of its own in each sweep (Fisher and Yates 1938). */
function shuffled(count: number, {lo, hi}: Seed, sweep: number): Uint32Array {
  const order = Uint32Array.from({length: count}, (_, i) => i)
  for (let i = count - 1; i > 0; i--) {
    const j = Math.min(i, Math.floor(uniformAt(lo, hi, sweep, ORDER, i, streams.chains) * (i + 1)))
    const kept = order[i]!
    order[i] = order[j]!
    order[j] = kept
  }
  return order
}

/** Which chains of which stored states are given: evenly over the states, and over the chains in a random order. */
function choice(states: number, count: number, keep: number, seed: Seed): Map<number, number[]> {
  const order = shuffled(count, seed, CHOICE)
  const chosen = new Map<number, number[]>()
  for (let i = 0; i < keep; i++) {
    const state = Math.floor(((i + 0.5) * states) / keep)
    chosen.set(state, [...(chosen.get(state) ?? []), order[i % count]!])
  }
  return chosen
}
