// What each run is given: a Latin hypercube over the priors of a program's inputs.
//
// Program, number of runs and seed go in, a table runs x inputs comes out. Each input's
// column is a pure function of (seed, runs, name of the input): adding or removing another
// input moves nothing, and no worker or order of work can.

import {Fault} from "../core/fault.ts"
import {MOST_SEED} from "../core/seeds.ts"
import type {Program} from "../engine/index.ts"
import {log} from "../math/elementary.ts"
import {
  betaQuantile,
  lognormalQuantile,
  normalQuantile,
  ordinal,
  parseSeed,
  type Seed,
  streams,
  triangularQuantile,
  uniformAt,
  uniformQuantile,
} from "../math/random.ts"
import type {Distribution} from "../model/index.ts"

/** The standard normal quantile at 0.95: a lognormal is written by its 5th and 95th percentile. */
const Z95 = normalQuantile(0.95)

/** The value below which a share `u` of `prior` lies; for a chance 1 where u is at least 1 - p. 0 < u < 1. */
export function quantileOf(prior: Distribution, u: number): number {
  switch (prior.kind) {
    case "fixed":
      return prior.value
    case "uniform":
      return uniformQuantile(u, prior.low, prior.high)
    case "triangular":
      return triangularQuantile(u, prior.low, prior.mode, prior.high)
    case "normal":
      return prior.mean + prior.sd * normalQuantile(u)
    case "lognormal": {
      const low = log(prior.p5)
      const high = log(prior.p95)
      return lognormalQuantile(u, (low + high) / 2, (high - low) / (2 * Z95))
    }
    case "beta":
      return uniformQuantile(betaQuantile(u, prior.a, prior.b), prior.low, prior.high)
    case "chance":
      return u >= 1 - prior.p ? 1 : 0
  }
}

/** The central value of a prior, its median: what a single run uses. A chance of one half or more is 1. */
export function central(prior: Distribution): number {
  return prior.kind === "chance" ? (prior.p >= 0.5 ? 1 : 0) : quantileOf(prior, 0.5)
}

/** The central value of every input of `program`, in its order. */
export function centralInputs(program: Program): Float64Array {
  return Float64Array.from(program.inputs, ({prior}) => central(prior))
}

/** @throws Fault `ensemble/bad-seed` unless `seed` is a whole number 0 .. 2^64-1 in decimal. */
export function seedOf(seed: string): Seed {
  const words = parseSeed(seed)
  if (!words)
    throw new Fault("ensemble/bad-seed", `'${seed}' is not a seed`, {
      next: `A seed is a whole number from 0 to ${MOST_SEED}`,
    })
  return words
}

/** Some of the runs: from <= run < to. */
export type Span = {readonly from: number; readonly to: number}

/** Draws of inputs by their names and priors, all for one seed and one number of runs: whoever draws them again finds them. */
export type Columns = Map<string, Float64Array>

/**
 * The inputs of `runs` runs, runs x inputs, row-major: a Latin hypercube (McKay, Beckman and Conover 1979). Each of
 * `runs` equal strata of each input's probability holds exactly one run, at a random place within it.
 *
 * @param columns  of this very seed and number of runs: what is there is taken, and what is drawn is added.
 * @param span     the runs that are wanted, where not all are.
 * @throws Fault `ensemble/bad-seed`, `ensemble/name-collision` (two names with one random address).
 */
export function sample(
  program: Program,
  runs: number,
  seed: string,
  columns?: Columns,
  {from, to}: Span = {from: 0, to: runs},
): Float64Array {
  const words = seedOf(seed)
  const width = program.inputs.length
  const table = new Float64Array((to - from) * width)
  const taken = new Map<number, string>()
  const draw = (prior: Distribution, address: number, into: Float64Array): Float64Array => {
    latinShares(words, address, into)
    for (let run = 0; run < runs; run++) into[run] = quantileOf(prior, into[run]!)
    return into
  }
  const spare = new Float64Array(columns ? 0 : runs)
  program.inputs.forEach(({name, prior}, column) => {
    if (prior.kind === "fixed") {
      for (let run = 0; run < to - from; run++) table[run * width + column] = prior.value
      return
    }
    const address = ordinal(name)
    const other = taken.get(address)
    if (other !== undefined)
      throw new Fault("ensemble/name-collision", `'${other}' and '${name}' would draw the same random numbers`, {
        next: "Rename one of them",
      })
    taken.set(address, name)
    const key = columns ? JSON.stringify([name, prior]) : ""
    const drawn = columns?.get(key) ?? draw(prior, address, columns ? new Float64Array(runs) : spare)
    columns?.set(key, drawn)
    for (let run = from; run < to; run++) table[(run - from) * width + column] = drawn[run]!
  })
  return table
}

/** One column of a Latin hypercube of as many runs as `into` has places: shares of probability, strictly inside (0, 1). */
export function latinShares({lo, hi}: Seed, address: number, into: Float64Array): void {
  const runs = into.length
  const strata = new Uint32Array(runs)
  shuffle(strata, lo, hi, address)
  for (let run = 0; run < runs; run++)
    into[run] = within(strata[run]!, uniformAt(lo, hi, run, address, 0, streams.inputs), runs)
}

/** A point of stratum `stratum` of `count`, strictly inside (0, 1) whatever the rounding. */
function within(stratum: number, jitter: number, count: number): number {
  const at = stratum + jitter
  return (at < stratum + 1 ? at : stratum + 0.5) / count
}

/** A random order of 0 .. n-1 (Fisher and Yates 1938, Durstenfeld 1964), drawn at counters of its own stream. */
function shuffle(into: Uint32Array, lo: number, hi: number, address: number): void {
  for (let i = 0; i < into.length; i++) into[i] = i
  for (let i = into.length - 1; i > 0; i--) {
    const j = Math.min(i, Math.floor(uniformAt(lo, hi, i, address, 0, streams.design) * (i + 1)))
    const kept = into[i]!
    into[i] = into[j]!
    into[j] = kept
  }
}
