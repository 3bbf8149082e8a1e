// Which parameter sets are plausible, given what was observed.
//
// A model, its scenario of what happened and observed series go in; the K of N draws of its
// priors whose runs come nearest to the data come out, with how near they are. That is
// approximate Bayesian computation by rejection (Tavaré, Balding, Griffiths and Donnelly
// 1997; Pritchard et al. 1999; Beaumont 2010). No set is called the best: all kept ones
// are alike. The method is docs/methods/calibration.md.

import {Fault} from "../core/fault.ts"
import {greatest} from "../core/lists.ts"
import {rounded} from "../core/rounding.ts"
import {compile, type Failure, failureTold, type Program, scenarioSettings} from "../engine/index.ts"
import {type Executor, quantile7, type Runs, sample, seedOf} from "../ensemble/index.ts"
import {exp, log} from "../math/elementary.ts"
import {assertScenario, type Model, type Scenario} from "../model/index.ts"
import {fitOf, quarterly, type SeriesFit} from "./fit.ts"
import {type DatedSeries, lastDayOf, type Target, targetsOf} from "./periods.ts"
import type {Plausible} from "./plausible.ts"
import type {Sampling} from "./sampling.ts"

export type CalibrateInput = {
  readonly model: Model
  /** SHA-256 of what its runs depend on. */
  readonly hash: string
  /** What happened, put on the model; null: levers at their defaults. */
  readonly replay: Scenario | null
  readonly series: readonly DatedSeries[]
  /** The last day that counts, YYYY-MM-DD; null: all that the run covers. */
  readonly until: string | null
  readonly runs: number
  readonly keep: number
  /** 0 to 2^64-1, in decimal. */
  readonly seed: string
  readonly execute: Executor
  readonly onProgress?: (share: number) => void
}

/** What the data have taught of one parameter. */
export type Learnt = {
  readonly name: string
  /** Mean of the kept sets less that of the draws, in standard deviations of the draws. */
  readonly shift: number
  /** Standard deviation of the kept sets over that of the draws. */
  readonly spread: number
  /** Whether the shift is more than chance makes of so many sets: three standard errors. */
  readonly moved: boolean
}

/** What the data say of one disagreement. */
export type Leaning = {
  readonly name: string
  /** The chance of `true` in the draws, and its share in the kept sets. */
  readonly chance: number
  readonly share: number
  readonly leans: boolean
}

/** What a calibration found; the sets themselves stand apart. */
export type Calibration = {
  readonly format: "brink/calibration@1"
  readonly model: string
  readonly hash: string
  readonly scenario: string | null
  readonly until: string
  readonly seed: string
  readonly runs: number
  readonly failed: number
  readonly kept: number
  /** Root of the mean squared log-ratio, as a factor, of the nearest and the farthest kept run. */
  readonly nearest: number
  readonly farthest: number
  readonly series: readonly SeriesFit[]
  readonly parameters: readonly Learnt[]
  readonly contested: readonly Leaning[]
  /** Series that were not used, and why. */
  readonly left: readonly string[]
  /** Of draws from the posterior. */
  readonly sampling?: Sampling
}

/** Runs that are reduced at a time. It is part of the result: a model's own noise is drawn block by block. */
const BLOCK = 1000
/** A nearest run that misses by more than this factor on average is no fit. */
const WORST_FACTOR = 3
/** Standard errors beyond which a shift is not chance: one parameter in 370 gets there without cause. */
const BEYOND_CHANCE = 3

/** A run that may be kept: its row of a table of inputs, how far it is, and its means over the periods of each target. */
export type Candidate = {readonly run: number; readonly distance: number; readonly means: readonly Float64Array[]}

/**
 * The plausible sets.
 *
 * The distance of a run is the weighted mean over the series of the mean over the quarters of log((sim + 1) / (obs + 1))^2,
 * sim and obs being means over the quarter's observed periods, a series' weight 1 / log(error of its source)^2.
 *
 * @throws Fault of `targetsOf`; `calibrate/no-spread`, `calibrate/keep-more-than-runs`, `calibrate/every-run-failed`,
 *               `calibrate/no-fit`; `model/foreign-scenario`.
 */
export async function calibrate(input: CalibrateInput): Promise<{calibration: Calibration; plausible: Plausible}> {
  const {model, runs, seed, keep} = input
  if (keep > runs)
    throw new Fault("calibrate/keep-more-than-runs", `--keep ${keep} of --runs ${runs} is more than there are`, {
      next: "Keep some hundredth of the runs: --runs 10000 --keep 200.",
    })
  const against = heldAgainst(input)
  const {program, targets} = against
  const inputs = sample(program, runs, seed)
  const {nearest, failed, failure} = await search(input, program, inputs, targets)
  if (nearest.length === 0 && failed < runs) throw nowhereNear(runs, targets)
  if (nearest.length === 0) throw everyRunFailed(runs, model, failure)
  return concluded(input, against, {draws: inputs, table: inputs, nearest, failed, worth: nearest.length})
}

/** What runs are held against, the program that makes them, and which of its inputs are drawn. */
export type Against = {
  readonly targets: readonly Target[]
  readonly left: readonly string[]
  readonly program: Program
  readonly drawn: readonly number[]
}

/** @throws Fault of `targetsOf`; `calibrate/no-spread`; `model/foreign-scenario`. */
export function heldAgainst({
  model,
  replay,
  series,
  until,
}: Pick<CalibrateInput, "model" | "replay" | "series" | "until">): Against {
  const {targets, left} = targetsOf(series, model, until)
  if (replay) assertScenario(replay, model)
  const program = programOf(model, replay, targets)
  const drawn = program.inputs.flatMap(({prior}, i) => (prior.kind === "fixed" ? [] : [i]))
  if (drawn.length === 0)
    throw new Fault(
      "calibrate/no-spread",
      `Nothing is drawn in the model '${model.name}', so there is nothing to learn`,
      {
        next: "Write what is known of a parameter, such as `value: {triangular: [0.5, 1, 2]}`, in place of one number.",
      },
    )
  return {targets, left, program, drawn}
}

/** No run has a finite distance. */
export function nowhereNear(runs: number, targets: readonly Target[]): Fault {
  return new Fault("calibrate/no-fit", `No run of ${runs} is a finite distance from the data`, {
    place: targets.map(({quantity}) => quantity).join(", "),
    next: "Look at the largest values of the data, and whether the model's can be below -1.",
  })
}

/** No run ended. */
export function everyRunFailed(runs: number, model: Model, failure: Failure | undefined): Fault {
  return new Fault("calibrate/every-run-failed", `All ${runs} runs of '${model.name}' failed`, {
    ...(failure && {place: failureTold(failure, model)}),
    next: "`brink run` on the case shows where one run goes wrong.",
  })
}

/** What a search came to. */
export type Found = {
  /** Inputs as the priors give them, runs x inputs, row-major. */
  readonly draws: Float64Array
  /** The table whose rows the kept runs name, of the same shape. */
  readonly table: Float64Array
  /** The kept runs, nearest first. */
  readonly nearest: readonly Candidate[]
  readonly failed: number
  /** How many independent sets the kept ones are worth: what counts as chance goes by it. */
  readonly worth: number
}

/** What is told of the kept runs, and the sets to write. @throws Fault `calibrate/no-fit`. */
export function concluded(
  input: CalibrateInput,
  {targets, left, program, drawn}: Against,
  {draws, table, nearest, failed, worth}: Found,
): {calibration: Calibration; plausible: Plausible} {
  const {model, replay, runs, seed} = input
  const best = nearest[0]!
  const factor = factorOf(best.distance)
  if (!(factor <= WORST_FACTOR))
    throw new Fault(
      "calibrate/no-fit",
      `None of ${runs} runs comes near the data: the nearest misses by a factor of ${short(factor)} on average`,
      {
        place: [
          targets.map((target, j) => `${target.quantity}: ${short(factorOf(miss(target, best.means[j]!)))}`).join(", "),
          ...stuckAt(program, draws, table, nearest),
        ].join("\n     "),
        next: "Widen the priors that hold it away, or look whether data and quantity count the same thing.",
      },
    )
  const width = program.inputs.length
  const names = drawn.map((i) => program.inputs[i]!.name)
  const rows = new Float64Array(nearest.length * drawn.length)
  nearest.forEach(({run}, k) => {
    drawn.forEach((i, j) => {
      rows[k * drawn.length + j] = table[run * width + i]!
    })
  })
  const day = lastDayOf(targets)
  const about = {hash: input.hash, seed, runs, until: day, scenario: replay?.name ?? null}
  const farthest = nearest.at(-1)!.distance
  const plausible: Plausible = {
    ...about,
    series: targets.map(({quantity}) => quantity),
    farthest,
    names,
    distances: Float64Array.from(nearest, ({distance}) => distance),
    rows,
  }
  const taught = drawn.map((i, j) => learnt(program, draws, i, rows, j, drawn.length, worth))
  const calibration: Calibration = {
    format: "brink/calibration@1",
    model: model.name,
    ...about,
    failed,
    kept: nearest.length,
    nearest: factor,
    farthest: factorOf(farthest),
    series: targets.map((target, j) =>
      fitOf(
        target,
        nearest.map(({means}) => means[j]!),
        seedOf(seed),
      ),
    ),
    parameters: taught.flatMap((one) => ("shift" in one ? [one] : [])),
    contested: taught.flatMap((one) => ("chance" in one ? [one] : [])),
    left,
  }
  return {calibration, plausible}
}

/**
 * How runs drawn as the case draws them tell what was observed: the same figures as of a calibration, of no kept sets
 * but of all runs that did not fail. A series that cannot be used, or that has too few periods, is left out.
 *
 * @throws Fault `model/foreign-scenario`.
 */
export async function fitted(input: Omit<CalibrateInput, "hash" | "keep" | "until">): Promise<readonly SeriesFit[]> {
  const {model, replay, series, execute, runs, seed} = input
  let targets: Target[]
  try {
    targets = targetsOf(series, model, null).targets
  } catch (problem) {
    // Nothing to be held against is no mistake of somebody who did not ask to be.
    if (problem instanceof Fault && problem.code.startsWith("calibrate/")) return []
    throw problem
  }
  if (replay) assertScenario(replay, model)
  const program = programOf(model, replay, targets)
  const ran = await execute({program, runs, seed, save: [...new Set(targets.map(({quantity}) => quantity))]})
  const valid = Array.from(ran.status, (status, run) => (status === 0 ? [run] : [])).flat()
  if (valid.length === 0) return []
  return targets.map((target) => fitOf(target, valid.map(meansOver(target, ran)), seedOf(seed)))
}

/** The model with what happened put on it, saved at every step, up to the last observed period. */
function programOf(model: Model, replay: Scenario | null, targets: readonly Target[]): Program {
  const {start, stop, step} = model.time
  const last = greatest(targets.flatMap(({periods}) => periods.map(({to}) => to)))
  // What comes after the data cannot change the distance, and most of a run may lie there.
  const end = Math.min(stop, start + Math.ceil((last - start) / step) * step)
  return compile(
    {...model, time: {...model.time, stop: end, save: step}},
    replay ? {settings: scenarioSettings(replay), events: replay.events} : {},
  )
}

/** Runs everything block by block, and keeps the nearest, nearest first; of equal ones the earlier. */
async function search(
  {runs, keep, seed, execute, onProgress}: CalibrateInput,
  program: Program,
  inputs: Float64Array,
  targets: readonly Target[],
): Promise<{nearest: Candidate[]; failed: number; failure: Failure | undefined}> {
  const width = program.inputs.length
  const save = [...new Set(targets.map(({quantity}) => quantity))]
  let nearest: Candidate[] = []
  let failed = 0
  let failure: Failure | undefined
  for (let from = 0; from < runs; from += BLOCK) {
    const to = Math.min(runs, from + BLOCK)
    const ran = await execute({
      program,
      runs: to - from,
      // Inputs are given; the seed is of the model's own noise, which no two blocks share.
      seed: ((BigInt(seed) + BigInt(from / BLOCK)) & 0xffff_ffff_ffff_ffffn).toString(),
      save,
      inputs: inputs.slice(from * width, to * width),
    })
    failure ??= ran.failures[0]
    const reduce = targets.map((target) => meansOver(target, ran))
    for (let i = 0; i < to - from; i++) {
      if (ran.status[i] !== 0) {
        failed++
        continue
      }
      const means = reduce.map((of) => of(i))
      const distance = distanceOf(targets, means)
      // A run below -1 has no logarithm: it is no number away, and never kept.
      if (Number.isFinite(distance)) nearest.push({run: from + i, distance, means})
    }
    nearest.sort((a, b) => a.distance - b.distance || a.run - b.run)
    nearest = nearest.slice(0, keep)
    onProgress?.(to / runs)
  }
  return {nearest, failed, failure}
}

/** The nearest runs that show what holds the model away: this share of all, and no fewer than this many. */
const TELLING_SHARE = 0.02
const LEAST_TELLING = 10
/** A parameter is at the end of its prior when half of those runs have it within this share of the draws from there. */
const END = 0.2
const MOST_STUCK = 5

/** Parameters that the nearest runs have at an end of their priors, the closest to it first. */
function stuckAt(program: Program, draws: Float64Array, table: Float64Array, nearest: readonly Candidate[]): string[] {
  const width = program.inputs.length
  const runs = draws.length / width
  const telling = nearest.slice(0, Math.max(LEAST_TELLING, Math.ceil(TELLING_SHARE * runs)))
  const ends = program.inputs.flatMap(({name, prior, role}, i) => {
    if (prior.kind === "fixed" || role === "contested") return []
    const all = Float64Array.from({length: runs}, (_, run) => draws[run * width + i]!).sort()
    const theirs = Float64Array.from(telling, ({run}) => table[run * width + i]!).sort()
    const middle = quantile7(theirs, 0.5)
    const below = all.findIndex((value) => value >= middle) / runs
    if (below > END && below < 1 - END) return []
    const says = `${name} is at the ${below <= END ? "lower" : "upper"} end of its prior in the nearest ${telling.length} runs: ${short(theirs[0]!)} to ${short(theirs.at(-1)!)}, of ${short(all[0]!)} to ${short(all.at(-1)!)}`
    return [{says, away: Math.min(below, 1 - below)}]
  })
  return ends
    .sort((a, b) => a.away - b.away)
    .slice(0, MOST_STUCK)
    .map(({says}) => says)
}

/** The mean of a target's quantity over each of its periods, by run: of the steps in the period, the first at least. */
export function meansOver({quantity, periods}: Target, {names, time, series}: Runs): (run: number) => Float64Array {
  const column = names.indexOf(quantity)
  const times = time.length
  // A step at the very beginning of a period may stand a rounding before it.
  const slack = (time[1]! - time[0]!) * 1e-6
  const rowAt = (moment: number) => {
    const row = time.findIndex((t) => t >= moment - slack)
    return row < 0 ? times : row
  }
  const spans = periods.map(({from, to}) => {
    const first = Math.min(times - 1, rowAt(from))
    return [first, Math.max(first + 1, rowAt(to))] as const
  })
  return (run) => {
    const at = (run * names.length + column) * times
    return Float64Array.from(spans, ([first, end]) => {
      let sum = 0
      for (let row = first; row < end; row++) sum += series[at + row]!
      return sum / (end - first)
    })
  }
}

/** The weighted mean of the misses of all targets. */
export function distanceOf(targets: readonly Target[], means: readonly ArrayLike<number>[]): number {
  return targets.reduce((sum, target, j) => sum + target.weight * miss(target, means[j]!), 0)
}

/** The mean squared log-ratio of quarterly means, with 1 added to both so that a quiet quarter counts and is no pole. */
function miss(target: Target, means: ArrayLike<number>): number {
  const observed = quarterly(
    target,
    target.periods.map(({value}) => value),
  )
  const simulated = quarterly(target, means)
  const ratios = simulated.map((value, q) => log((value + 1) / (observed[q]! + 1)))
  return ratios.reduce((sum, ratio) => sum + ratio * ratio, 0) / ratios.length
}

/** A distance as the factor by which a run misses on average. */
const factorOf = (distance: number): number => exp(Math.sqrt(distance))

/** What the kept sets, worth `worth` independent ones, say of input `i`, the `j`th of `width` columns of `rows`. */
function learnt(
  program: Program,
  inputs: Float64Array,
  i: number,
  rows: Float64Array,
  j: number,
  width: number,
  worth: number,
): Learnt | Leaning {
  const {name, role} = program.inputs[i]!
  const before = moments(inputs, i, program.inputs.length)
  const after = moments(rows, j, width)
  const shift = before.sd > 0 ? (after.mean - before.mean) / before.sd : 0
  const beyond = Math.abs(shift) > BEYOND_CHANCE / Math.sqrt(worth)
  return role === "contested"
    ? {name, chance: before.mean, share: after.mean, leans: beyond}
    : {name, shift, spread: before.sd > 0 ? after.sd / before.sd : 1, moved: beyond}
}

/** Mean and standard deviation of a column of a row-major table. */
function moments(table: Float64Array, column: number, width: number): {mean: number; sd: number} {
  const n = table.length / width
  let sum = 0
  for (let at = column; at < table.length; at += width) sum += table[at]!
  const mean = sum / n
  let squares = 0
  for (let at = column; at < table.length; at += width) squares += (table[at]! - mean) * (table[at]! - mean)
  return {mean, sd: Math.sqrt(squares / n)}
}

const short = (value: number): string => String(rounded(value))
