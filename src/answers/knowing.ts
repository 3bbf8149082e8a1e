// What it is worth to know something before an option is chosen.
//
// In: the outcome in each run under each option, all options in the same runs, more being better; and what is known, as the
// group that each run is in. Out: the expected value of partial perfect information, with an interval and a noise floor, and
// the share of runs in which another option becomes the best. An option is chosen by its mean over runs, so that the greatest
// of many means is too great by chance: the floor is what is left of the value when the groups are dealt out at random.

import {Fault} from "../core/fault.ts"
import {ascending} from "../math/order.ts"
import {quantile7} from "../math/quantiles.ts"
import {ordinal, type Seed, streams, uniformAt} from "../math/random.ts"
import {RESAMPLES, resampled} from "./checks.ts"

/** Times the groups are dealt out at random. */
const DEALS = 20
/** Runs of the smallest group: of fewer, the mean of the best option is chance. */
const FEWEST_IN_GROUP = 30

/**
 * An expected value of information, in the outcome's unit: its estimate, 95 of 100 bootstrap samples of the runs, and the
 * noise floor, the most that the same runs show when the groups are dealt out at random. At or under its floor it is worth
 * nothing that can be seen.
 */
export type Worth = {readonly low: number; readonly mid: number; readonly high: number; readonly floor: number}

export type Knowing = {
  readonly worth: Worth
  /** Share of runs, 0..1, in whose group another option is best than over all. */
  readonly changes: number
  /** The best option over all, and in each group, by number. */
  readonly all: number
  readonly best: readonly number[]
}

/** Which group each run is in, 0 .. count - 1. */
export type Groups = {readonly of: Uint32Array | Uint16Array | Uint8Array; readonly count: number}

/**
 * Groups of runs by what an input was drawn as: by its values where there are few, else as many equal parts of the runs, by
 * rank, as the cube root of their number (Strong and Oakley 2013 choose the number of such parts by the same trade of bias
 * and noise), and never with fewer than 30 runs in one. Null where that leaves fewer than two.
 *
 * @param sets  where inputs were drawn in sets: of what is the same in all runs of each, a set counts as one run.
 */
export function groupsBy(drawn: Float64Array, sets: Groups | null = null): Groups | null {
  const n = drawn.length
  const free = sets !== null && isConstantIn(drawn, sets) ? sets.count : n
  const most = Math.min(cubeRoot(free), Math.floor(free / FEWEST_IN_GROUP))
  const values = fewValues(drawn, Math.max(2, most))
  // Groups are far fewer than runs: a byte or two a run, since many inputs are looked through.
  const of = Math.max(2, most) <= 256 ? new Uint8Array(n) : new Uint16Array(n)
  if (values !== null) {
    const sizes = new Uint32Array(values.length)
    const place = new Map(values.map((value, k) => [value, k]))
    for (let run = 0; run < n; run++) {
      of[run] = place.get(drawn[run]!)!
      sizes[of[run]!]!++
    }
    return values.length < 2 || sizes.some((size) => size < FEWEST_IN_GROUP) ? null : {of, count: values.length}
  }
  if (most < 2) return null
  const order = ascending(drawn)
  for (let k = 0; k < n; k++) of[order[k]!] = Math.floor((k * most) / n)
  return {of, count: most}
}

/**
 * The sets that runs were drawn from where several inputs were drawn together, one of some sets a run, as a number among them
 * tells them apart, of which no two independent draws would be equal. Null where most runs have a number of their own.
 */
export function setsIn(column: Float64Array): Groups | null {
  const place = new Map<number, number>()
  const of = new Uint32Array(column.length)
  for (let run = 0; run < column.length; run++) {
    const value = column[run]!
    const known = place.get(value) ?? place.size
    place.set(value, known)
    of[run] = known
    if (2 * place.size > column.length) return null
  }
  return {of, count: place.size}
}

/** Whether an input is the same in all runs of each set. */
export function isConstantIn(column: Float64Array, {of, count}: Groups): boolean {
  const value = new Float64Array(count).fill(Number.NaN)
  for (let run = 0; run < column.length; run++) {
    const set = of[run]!
    if (Number.isNaN(value[set]!)) value[set] = column[run]!
    else if (value[set] !== column[run]) return false
  }
  return true
}

/** The values of a column in ascending order where there are at most so many. */
function fewValues(column: Float64Array, most: number): number[] | null {
  const values = new Set<number>()
  for (const value of column) if (values.size <= most) values.add(value)
  return values.size > most ? null : [...values].sort((a, b) => a - b)
}

/** The whole number nearest to the cube root of a whole number. */
function cubeRoot(n: number): number {
  let root = 0
  while ((root + 0.5) * (root + 0.5) * (root + 0.5) < n) root++
  return root
}

/**
 * The expected value of partial perfect information (Raiffa and Schlaifer 1961) and its noise floor over twenty deals of the
 * groups, without an interval: for looking through many inputs.
 *
 * @throws Fault as `worthOfKnowing`.
 */
export function valueAndFloor(
  options: readonly Float64Array[],
  groups: Groups,
  name: string,
  seed: Seed,
): Omit<Knowing, "worth"> & {readonly value: number; readonly floor: number} {
  return valuing(options, seed)(groups, name)
}

/**
 * The same for groups by one input after another. They are dealt out by one random order of the runs (Durstenfeld 1964),
 * begun for each deal at a place that its input's name and its number draw: each by itself is as good as an order of its own.
 *
 * @param sets  where inputs were drawn in sets: groups that parts of sets never share are dealt out set by set, as the runs of
 *   a set are one draw of them.
 * @returns a function of groups and of what is known, for the addresses of the draws; it throws as `worthOfKnowing`.
 */
export function valuing(
  options: readonly Float64Array[],
  seed: Seed,
  sets: Groups | null = null,
): (groups: Groups, name: string) => Omit<Knowing, "worth"> & {readonly value: number; readonly floor: number} {
  const width = options.length
  let dealing: ReturnType<typeof dealt> | null = null
  return (groups, name) => {
    if (dealing === null) {
      assertOptions(options, groups)
      dealing = dealt(options, sets, seed)
    }
    const {rows, most} = dealing
    const n = rows.length / width
    if (groups.of.length !== n) assertOptions(options, groups)
    const address = ordinal(`worth of ${name}`)
    const sums = new Float64Array(groups.count * width)
    const add = (group: number, table: Float64Array, row: number) => {
      for (let option = 0; option < width; option++) sums[group * width + option]! += table[row * width + option]!
    }
    const isInSets = sets !== null && !parts(sets, groups)
    let floor = 0
    for (let deal = 0; deal < DEALS; deal++) {
      sums.fill(0)
      if (isInSets) {
        // One set after the other, each into the group that begins where those before it have ended.
        let runs = 0
        for (const set of shuffled(sets.count, deal, address, seed)) {
          add(Math.floor((runs * groups.count) / n), dealing.sets, set)
          runs += dealing.sizes[set]!
        }
      } else {
        const {order} = dealing
        const begin = Math.min(n - 1, Math.floor(uniformAt(seed.lo, seed.hi, deal, address, 0, streams.bootstrap) * n))
        for (let k = 0, from = begin; k < n; k++) {
          add(groups.of[k]!, rows, order[from]!)
          from = from + 1 === n ? 0 : from + 1
        }
      }
      let known = 0
      for (let group = 0; group < groups.count; group++) {
        let best = Number.NEGATIVE_INFINITY
        for (let option = 0; option < width; option++) best = Math.max(best, sums[group * width + option]!)
        known += best
      }
      floor = Math.max(floor, (known - most) / n)
    }
    return {...chooser(options, groups)(new Float64Array(n).fill(1)), floor}
  }
}

/** Whether more than a few sets, those at the ends of equal parts, are in two groups. */
function parts(sets: Groups, groups: Groups): boolean {
  const [low, high] = [new Int32Array(sets.count).fill(-1), new Int32Array(sets.count).fill(-1)]
  for (let run = 0; run < groups.of.length; run++) {
    const [set, group] = [sets.of[run]!, groups.of[run]!]
    if (low[set] === -1 || group < low[set]!) low[set] = group
    if (group > high[set]!) high[set] = group
  }
  let apart = 0
  for (let set = 0; set < sets.count; set++) if (low[set] !== high[set]) apart++
  return apart > groups.count
}

/** A random order of the runs; the options run by run, and set by set with their runs; the greatest sum of any. */
function dealt(options: readonly Float64Array[], sets: Groups | null, seed: Seed) {
  const [n, width] = [options[0]!.length, options.length]
  const order = shuffled(n, 0, ordinal("runs that are dealt out"), seed)
  const rows = new Float64Array(n * width)
  const ofSets = new Float64Array((sets?.count ?? 0) * width)
  const sizes = new Uint32Array(sets?.count ?? 0)
  for (const set of sets?.of ?? []) sizes[set]!++
  for (const [option, values] of options.entries())
    for (let run = 0; run < n; run++) {
      rows[run * width + option] = values[run]!
      if (sets) ofSets[sets.of[run]! * width + option]! += values[run]!
    }
  const sums = options.map((values) => values.reduce((sum, value) => sum + value, 0))
  return {order, rows, sets: ofSets, sizes, most: Math.max(...sums)}
}

/** A random order of 0 .. n - 1 (Durstenfeld 1964). */
function shuffled(n: number, which: number, address: number, seed: Seed): Uint32Array {
  const order = Uint32Array.from({length: n}, (_, k) => k)
  for (let k = n - 1; k > 0; k--) {
    const draw = uniformAt(seed.lo, seed.hi, which, address, k, streams.bootstrap)
    const other = Math.min(k, Math.floor(draw * (k + 1)))
    const held = order[k]!
    order[k] = order[other]!
    order[other] = held
  }
  return order
}

/**
 * The same with its 95 % interval over resampled runs (Efron and Tibshirani 1993).
 *
 * @throws Fault `answers/no-choice` (fewer than two options), `answers/same-options`, `answers/other-runs`,
 *               `answers/no-outcome` (a number that is not finite).
 */
export function worthOfKnowing(
  options: readonly Float64Array[],
  groups: Groups,
  name: string,
  seed: Seed,
  sets: Groups | null = null,
): Knowing {
  const {value, floor, ...best} = valuing(options, seed, sets)(groups, name)
  const address = ordinal(`worth of ${name}`)
  const choose = chooser(options, groups)
  // Of what was drawn in sets a set is one draw, however many runs it has.
  const drawnAgain = (which: number): Float64Array => {
    if (sets === null || parts(sets, groups)) return resampled(groups.of.length, which, seed, address)
    const weights = resampled(sets.count, which, seed, address)
    return Float64Array.from(sets.of, (set) => weights[set]!)
  }
  const drawn = Float64Array.from({length: RESAMPLES}, (_, which) => choose(drawnAgain(which)).value).sort()
  return {...best, worth: {low: quantile7(drawn, 0.025), mid: value, high: quantile7(drawn, 0.975), floor}}
}

/** What is best given how often each run counts; runs of each group in their order, so that none is asked for its group again. */
function chooser(options: readonly Float64Array[], {of, count}: Groups) {
  const starts = new Uint32Array(count + 1)
  for (const group of of) starts[group + 1]!++
  for (let group = 0; group < count; group++) starts[group + 1]! += starts[group]!
  const next = starts.slice(0, count)
  const order = new Uint32Array(of.length)
  for (let run = 0; run < of.length; run++) order[next[of[run]!]!++] = run
  return (weights: Float64Array): Omit<Knowing, "worth"> & {readonly value: number} => {
    let total = 0
    for (let run = 0; run < weights.length; run++) total += weights[run]!
    const most = new Float64Array(count).fill(Number.NEGATIVE_INFINITY)
    const best = new Array<number>(count).fill(0)
    let [mostOfAll, all] = [Number.NEGATIVE_INFINITY, 0]
    for (const [option, values] of options.entries()) {
      let whole = 0
      for (let group = 0; group < count; group++) {
        let sum = 0
        for (let k = starts[group]!; k < starts[group + 1]!; k++) sum += weights[order[k]!]! * values[order[k]!]!
        whole += sum
        if (sum > most[group]!) {
          most[group] = sum
          best[group] = option
        }
      }
      if (whole > mostOfAll) {
        mostOfAll = whole
        all = option
      }
    }
    let [known, changes] = [0, 0]
    for (let group = 0; group < count; group++) {
      known += most[group]!
      if (best[group] !== all) changes += starts[group + 1]! - starts[group]!
    }
    return {value: Math.max(0, (known - mostOfAll) / total), changes: changes / of.length, all, best}
  }
}

function assertOptions(options: readonly Float64Array[], {of}: Groups): void {
  if (options.length < 2)
    throw new Fault(
      "answers/no-choice",
      `Nothing is worth knowing for a choice among ${options.length} option${options.length === 1 ? "" : "s"}`,
      {
        next: "Give two options at least.",
      },
    )
  for (const values of options) {
    if (values.length !== of.length)
      throw new Fault(
        "answers/other-runs",
        `An option has ${values.length} runs, and groups are given of ${of.length}`,
        {
          next: "Give every option in the same runs.",
        },
      )
    if (!values.every(Number.isFinite))
      throw new Fault("answers/no-outcome", "An option has a run without a number", {
        next: "Leave out such runs of every option.",
      })
  }
  const first = options[0]!
  if (options.every((values) => values.every((value, run) => value === first[run])))
    throw new Fault("answers/same-options", `All ${options.length} options do the same in every run`, {
      next: "Compare options that differ in something.",
    })
}
