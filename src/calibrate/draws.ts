// Ensembles from plausible sets in place of priors.
//
// In: the sets and a program. Out: its inputs, run by run. A run takes all columns of one
// row together, so that what the data tied together stays tied; which row is a draw at an
// address of its own. Rows are weighed so that each contested switch keeps the chance that
// its documents give: data of a few years do not outvote them.

import {Fault, nearest} from "../core/fault.ts"
import type {Program} from "../engine/index.ts"
import {type Columns, central, type Executor, quantile7, type Span, sample, seedOf} from "../ensemble/index.ts"
import {ordinal, streams, uniformAt} from "../math/random.ts"
import {type Distribution, type Model, printDistribution} from "../model/index.ts"
import type {Plausible} from "./plausible.ts"

/** Where runs draw their inputs from. */
export type Draws = {
  /** Runs x inputs, row-major: what `Plan.inputs` takes. @param part of them alone, columns being kept as `sample` keeps them. */
  inputs(program: Program, runs: number, seed: string, part?: {columns: Columns; span: Span}): Float64Array
  /** What a single run uses: the median of each column, and of the prior for what is in no column. */
  central(program: Program): Float64Array
  /** An executor whose plans have these inputs where they have none of their own. */
  executing(execute: Executor): Executor
  /** The last day of the data that the sets have seen, YYYY-MM-DD. */
  readonly until: string
  /** What is to be said of switches whose chance the rows cannot meet. */
  readonly notes: readonly string[]
}

/** Weights of rows, adding up to 1, and the switches that the rows say nothing of. */
type Raked = {readonly weights: Float64Array; readonly own: ReadonlySet<string>; readonly notes: readonly string[]}

/** Sweeps of fitting; margins that can be met are met in far fewer. */
const MOST_SWEEPS = 1000
/** A share is met when it is as near as this. */
const NEAR = 1e-9
/** A share that sweeps leave farther off than this is said. */
const FAR = 0.005
/** Tables kept for plans to come: base runs and a few of other lengths. */
const TABLES_KEPT = 4

/**
 * Weights of rows with which every switch has its chance: iterative proportional fitting (Deming and Stephan 1940).
 *
 * @param columns one for each switch, 1 or 0 a row, with rows on both sides; `chances` the share of 1 each is to have.
 * @returns weights that add up to 1; where no weights meet all chances, those of the last sweep.
 */
export function rake(columns: readonly ArrayLike<number>[], chances: readonly number[], rows: number): Float64Array {
  const weights = new Float64Array(rows).fill(1 / rows)
  for (let sweep = 0; sweep < MOST_SWEEPS; sweep++) {
    let off = 0
    columns.forEach((column, j) => {
      const wanted = chances[j]!
      const has = shareOf(column, weights)
      off = Math.max(off, Math.abs(has - wanted))
      // A side that other switches have emptied cannot be weighed up again.
      const up = has > 0 ? wanted / has : 0
      const down = has < 1 ? (1 - wanted) / (1 - has) : 0
      for (let k = 0; k < rows; k++) weights[k]! *= column[k] ? up : down
      const sum = weights.reduce((all, weight) => all + weight, 0)
      if (sum > 0) for (let k = 0; k < rows; k++) weights[k]! /= sum
      else weights.fill(1 / rows)
    })
    if (off < NEAR) break
  }
  return weights
}

/** The weighted share of rows in which a switch is 1. */
function shareOf(column: ArrayLike<number>, weights: Float64Array): number {
  let share = 0
  for (let k = 0; k < weights.length; k++) if (column[k]) share += weights[k]!
  return share
}

/**
 * Draws from `plausible` for runs of `model` and of what is made from it.
 *
 * @param file as the user names it, for messages.
 * @throws Fault `calibrate/foreign-column` when a column is no parameter or switch of the model;
 *               `calibrate/outside-prior` for a value that its prior cannot give.
 */
export function openDraws(plausible: Plausible, model: Model, file: string): Draws {
  const {names, distances} = plausible
  const chances = new Map(model.contested.map(({name, chance}) => [name, chance]))
  const parameters = model.quantities.filter(({kind}) => kind === "parameter").map(({name}) => name)
  const strange = names.find((name) => !chances.has(name) && !parameters.includes(name))
  if (strange !== undefined)
    throw new Fault("calibrate/foreign-column", `The column '${strange}' is no parameter of the model`, {
      place: file,
      next: `Nearest names: ${nearest(strange, [...parameters, ...chances.keys()]).join(", ") || "none"}. Make the file anew with \`brink calibrate\`.`,
    })
  const columns = new Map(names.map((name, j) => [name, columnOf(plausible, j)]))
  refuseImpossible(plausible, columns, model, file)
  const {weights, own, notes} = raked(columns, chances, distances.length)
  const upTo = cumulative(weights)
  const address = ordinal("plausible")

  const rowOf = (lo: number, hi: number, run: number): number => {
    const u = uniformAt(lo, hi, run, address, 0, streams.plausible)
    let [low, high] = [0, upTo.length - 1]
    while (low < high) {
      const middle = (low + high) >> 1
      if (upTo[middle]! > u) high = middle
      else low = middle + 1
    }
    return low
  }
  /** The rows of runs of the seed that was asked for last, each plus one; 0 of a run that was not asked for. */
  let drawnRows: {readonly seed: string; readonly of: Uint32Array} | null = null
  const rowsOf = (seed: string, {from, to}: Span): Uint32Array => {
    const {lo, hi} = seedOf(seed)
    if (drawnRows?.seed !== seed || drawnRows.of.length < to) {
      const of = new Uint32Array(to)
      if (drawnRows?.seed === seed) of.set(drawnRows.of)
      drawnRows = {seed, of}
    }
    const {of} = drawnRows
    for (let run = from; run < to; run++) if (of[run] === 0) of[run] = rowOf(lo, hi, run) + 1
    return of
  }
  /** The columns that `program` takes, by its inputs; what an edit made one number stays that. */
  const taken = (program: Program) =>
    program.inputs.map(({name, prior}) => (prior.kind === "fixed" || own.has(name) ? undefined : columns.get(name)))

  const inputs: Draws["inputs"] = (program, runs, seed, part) => {
    const from = taken(program)
    // What comes from a set is not drawn as well.
    const others = program.inputs.map((input, i) =>
      from[i] ? {...input, prior: {kind: "fixed" as const, value: 0}} : input,
    )
    const span = part?.span ?? {from: 0, to: runs}
    const table = sample({...program, inputs: others}, runs, seed, part?.columns, span)
    const width = from.length
    const places = from.flatMap((column, i) => (column ? [{column, i}] : []))
    if (places.length === 0) return table
    const rows = rowsOf(seed, span)
    for (let run = span.from, at = 0; run < span.to; run++, at += width) {
      const row = rows[run]! - 1
      for (const {column, i} of places) table[at + i] = column[row]!
    }
    return table
  }
  const tables = new Map<string, Float64Array>()
  const kept = (program: Program, runs: number, seed: string): Float64Array => {
    const key = JSON.stringify([seed, runs, program.inputs])
    const table = tables.get(key) ?? inputs(program, runs, seed)
    tables.delete(key)
    tables.set(key, table)
    if (tables.size > TABLES_KEPT) tables.delete(tables.keys().next().value!)
    return table
  }
  return {
    inputs,
    central: (program) => {
      const from = taken(program)
      return Float64Array.from(program.inputs, ({prior, role}, i) => {
        const column = from[i]
        // A switch stands where its chance puts it, as in a run without plausible sets.
        if (!column || role === "contested") return central(prior)
        const median = quantile7(Float64Array.from(column).sort(), 0.5)
        return prior.kind === "chance" ? (median >= 0.5 ? 1 : 0) : median
      })
    },
    executing: (execute) => async (plan) =>
      execute(plan.inputs ? plan : {...plan, inputs: kept(plan.program, plan.runs, plan.seed)}),
    until: plausible.until,
    notes,
  }
}

/** Rounding of a quantile may lie this share of the span beyond its end. */
const ROUNDING = 1e-9

/** @throws Fault `calibrate/outside-prior` for the first value that no draw of the model has: the file was changed. */
function refuseImpossible(
  {lines}: Plausible,
  columns: ReadonlyMap<string, Float64Array>,
  model: Model,
  file: string,
): void {
  const switches = new Set(model.contested.map(({name}) => name))
  const priors = new Map(model.quantities.map(({name, value}) => [name, value]))
  for (const [name, column] of columns) {
    const prior = switches.has(name) ? ({kind: "chance", p: 0.5} as const) : priors.get(name)
    // What an edit has made one number keeps it, whatever was drawn before.
    if (!prior || prior.kind === "fixed") continue
    const [low, high] = ends(prior)
    const slack = ROUNDING * Math.max(1, Number.isFinite(high - low) ? high - low : 1)
    const k = column.findIndex(
      (value) => value < low - slack || value > high + slack || (prior.kind === "chance" && value !== 0 && value !== 1),
    )
    if (k < 0) continue
    const wanted = prior.kind === "chance" ? "it is 1 or 0" : `its prior is ${printDistribution(prior)}`
    throw new Fault("calibrate/outside-prior", `${column[k]} is no value of '${name}': ${wanted}`, {
      place: lines ? `${file}:${lines[k]}` : file,
      next: "The file was changed after it was written: make it anew with `brink calibrate`, or delete it.",
    })
  }
}

/** The least and the largest value that a prior gives. */
function ends(prior: Distribution): readonly [number, number] {
  switch (prior.kind) {
    case "uniform":
    case "triangular":
    case "beta":
      return [prior.low, prior.high]
    case "chance":
      return [0, 1]
    case "lognormal":
      return [0, Number.POSITIVE_INFINITY]
    case "fixed":
      return [prior.value, prior.value]
    case "normal":
      return [Number.NEGATIVE_INFINITY, Number.POSITIVE_INFINITY]
  }
}

function columnOf({names, distances, rows}: Plausible, j: number): Float64Array {
  return Float64Array.from(distances, (_, k) => rows[k * names.length + j]!)
}

/** Weights with which the switches among `columns` have their chances, and what is to be said where they cannot. */
function raked(columns: ReadonlyMap<string, Float64Array>, chances: ReadonlyMap<string, number>, rows: number): Raked {
  const notes: string[] = []
  const own = new Set<string>()
  const switches = [...chances].flatMap(([name, chance]) => {
    const column = columns.get(name)
    if (!column) return []
    const ones = column.reduce((n, value) => n + (value ? 1 : 0), 0)
    if (ones > 0 && ones < rows) return [{name, chance, column}]
    // One side has no row: where the chance asks for the other alone, the rows are right as they are.
    if (chance === (ones > 0 ? 1 : 0)) return []
    own.add(name)
    notes.push(
      `${name}: all ${rows} plausible sets have it ${ones > 0 ? "true" : "false"}; it is drawn by its own chance, ${percent(chance)} true, apart from the sets`,
    )
    return []
  })
  const weights = rake(
    switches.map(({column}) => column),
    switches.map(({chance}) => chance),
    rows,
  )
  for (const {name, chance, column} of switches) {
    const has = shareOf(column, weights)
    if (Math.abs(has - chance) > FAR)
      notes.push(
        `${name}: no weights of the plausible sets give every disagreement its chance; it is true in ${percent(has)} of runs in place of ${percent(chance)}`,
      )
  }
  return {weights, own, notes}
}

function cumulative(weights: Float64Array): Float64Array {
  let sum = 0
  const upTo = Float64Array.from(weights, (weight) => {
    sum += weight
    return sum
  })
  // Rounding may leave the whole a hair short of 1, and no draw may fall beyond it: the last row with a weight ends it.
  const last = weights.findLastIndex((weight) => weight > 0)
  return upTo.fill(1, last)
}

const percent = (share: number): string => `${Math.round(100 * share)} %`
