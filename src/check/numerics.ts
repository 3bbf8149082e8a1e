// Does a model give the same answer at half its step, and does it stand whatever is done?
//
// In go a model, its outcomes and a way to run it; out come two checks of kind "behaviour". For the first the model is run
// at its step and at half of it, and yearly means are compared, of the central run and of the medians over all runs. For
// the second every lever is drawn anywhere in its range, run by run, and no stock is held in its range by the engine where
// no event moves it; where one does, its flows are looked at: what stays in bounds does so by its own equations.

import {weeksPerUnit} from "../core/duration.ts"
import {greatest} from "../core/lists.ts"
import {rounded} from "../core/rounding.ts"
import {compile} from "../engine/index.ts"
import {centralInputs, type Executor, HeldStocks, inParts, quantile7, type Runs, slackOf} from "../ensemble/index.ts"
import type {Model, Quantity} from "../model/index.ts"
import type {Check} from "./verdict.ts"

/** What is asked of the numbers of a model. */
export type NumericsInput = {
  readonly model: Model
  readonly execute: Executor
  readonly runs: number
  readonly seed: string
  /** Quantities whose yearly means half the step must leave as they are. */
  readonly outcomes: readonly string[]
}

/** Half the step may change a yearly mean by this share of it. */
const CHANGE = 0.005
/** A mean below this share of the largest one is compared with that share. */
const SMALL = 0.01
const WEEKS_IN_A_YEAR = 52

/** Both checks: `numerics:step` and `numerics:bounds`. */
export async function numerics(input: NumericsInput): Promise<Check[]> {
  return [await stepHalved(input), await boundsKept(input)]
}

const frame = {kind: "behaviour" as const, claims: [], contested: false, byConstruction: false, condition: null}

/** The first: half the step. */
export async function stepHalved({model, execute, runs, seed, outcomes}: NumericsInput): Promise<Check> {
  const half: Model = {...model, time: {...model.time, step: model.time.step / 2}}
  // Every step is averaged, so that a mean is the outcome's and not that of the rows that happen to be saved.
  const [at, atHalf] = [model, half].map((one) => compile({...one, time: {...one.time, save: one.time.step}}))
  let worst: {share: number; says: string} = {share: 0, says: ""}
  const failures: number[] = []
  for (const outcome of outcomes) {
    for (const central of [true, false]) {
      const means: number[][] = []
      for (const program of [at!, atHalf!]) {
        const plan = central
          ? {program, runs: 1, seed, inputs: centralInputs(program), save: [outcome]}
          : {program, runs, seed, save: [outcome]}
        const done = await execute(plan)
        failures.push(done.failures.length)
        means.push(mediansByYear(model, done))
      }
      const [coarse, fine] = means as [number[], number[]]
      const scale = greatest([...fine.map(Math.abs), ...coarse.map(Math.abs)])
      coarse.forEach((value, year) => {
        const size = Math.max(Math.abs(value), SMALL * scale)
        const share = size === 0 ? 0 : Math.abs(value - fine[year]!) / size
        if (share > worst.share || Number.isNaN(share))
          worst = {
            share,
            says: ` most of ${outcome} in year ${year + 1}, ${central ? "in the central run" : `in the median of ${runs} runs`}`,
          }
      })
    }
  }
  const failed = failures.reduce((a, b) => a + b, 0)
  const holds = worst.share <= CHANGE && failed === 0
  return {
    ...frame,
    id: "numerics:step",
    says: `Half the step changes no yearly mean of an outcome by more than ${100 * CHANGE} %.`,
    measure: `yearly means of ${outcomes.join(", ")}, at a step of ${model.time.step} and of ${model.time.step / 2}`,
    verdict: holds ? "holds" : "contradicted",
    share: holds ? 1 : 0,
    why: `${Number.isNaN(worst.share) ? "What half the step changes cannot be said, since runs fail" : `Half the step changes them by ${percent(worst.share)} at most`}:${worst.says || " nothing moves"}.${failed > 0 ? ` ${failed} runs failed.` : ""}`,
  }
}

/** For each whole year of the run, or for a quarter of it where its time is no calendar's, the median of the runs' means. */
function mediansByYear({time: {unit, start, stop}}: Model, runs: Runs): number[] {
  const week = weeksPerUnit(unit)
  const year = week === null ? (stop - start) / 4 : Math.min(stop - start, WEEKS_IN_A_YEAR / week)
  const out: number[] = []
  const {time, series, status} = runs
  for (let from = start; from + year <= stop + 1e-6; from += year) {
    const rows = [...time.keys()].filter((t) => time[t]! >= from - 1e-6 && time[t]! < from + year - 1e-6)
    const means = [...status.keys()]
      .filter((run) => status[run] === 0)
      .map((run) => rows.reduce((sum, t) => sum + series[run * time.length + t]!, 0) / rows.length)
    out.push(quantile7(Float64Array.from(means).sort(), 0.5))
  }
  return out
}

/** The second: levers anywhere, bounds kept. `outcomes` is not looked at. */
export async function boundsKept({model, execute, runs, seed}: NumericsInput): Promise<Check> {
  const moved = new Set(model.events.flatMap(({does}) => does.map(({quantity}) => quantity)))
  let levers = 0
  const free: Model = {
    ...model,
    quantities: model.quantities.map((quantity): Quantity => {
      const {range, ...rest} = quantity
      // The range of a lever is finite, as the model file has it.
      if (quantity.kind === "lever" && range && !moved.has(quantity.name)) {
        levers++
        return {...quantity, kind: "parameter", value: {kind: "uniform", low: range[0], high: range[1]}}
      }
      // What an event does stays inside the range; of a stock that one moves, the flows are looked at instead.
      return quantity.kind === "stock" && range && !moved.has(quantity.name) ? rest : quantity
    }),
  }
  const ranged = model.quantities.filter(
    ({kind, range}) => range !== undefined && kind !== "parameter" && kind !== "lever",
  )
  const beyond = new Map<string, {runs: number; farthest: number}>()
  const program = compile(free)
  const ofMoved = ranged.filter(({name}) => moved.has(name))
  const watched = new HeldStocks({...free, quantities: ofMoved})
  const flows = ofMoved.flatMap(({inflows = [], outflows = []}) => [...inflows, ...outflows])
  const save = [...new Set([...ranged.map(({name}) => name), ...flows])]
  const done = await inParts({program, runs, seed, save}, execute, (part) => {
    const {names, time, series, status} = part
    watched.look(part)
    names.forEach((name, j) => {
      const bounds = ranged.find((quantity) => quantity.name === name)?.range
      if (!bounds) return
      const [low, high] = bounds
      const slack = slackOf([low, high])
      for (let run = 0; run < status.length; run++) {
        if (status[run] !== 0) continue
        let out = 0
        const row = (run * names.length + j) * time.length
        for (let t = row; t < row + time.length; t++) out = Math.max(out, low - series[t]!, series[t]! - high)
        if (out <= slack) continue
        const so = beyond.get(name) ?? {runs: 0, farthest: 0}
        beyond.set(name, {runs: so.runs + 1, farthest: Math.max(so.farthest, out)})
      }
    })
  })
  const failed = done.failures.length
  const held = watched.held()
  const holds = failed === 0 && beyond.size === 0 && held.length === 0
  const told = [
    ...[...beyond].map(([name, {runs: in_, farthest}]) => `${name} by up to ${rounded(farthest)} in ${in_} runs`),
    ...held.map(({stock, runs: in_, bound}) => `${stock.name}, but for being held at ${bound}, in ${in_} runs`),
  ]
  const first = done.failures[0]
  return {
    ...frame,
    id: "numerics:bounds",
    says: "Wherever the levers stand in their ranges, no run fails and every quantity keeps its bounds.",
    measure: `${ranged.length} quantities with a range, ${levers} levers drawn over theirs`,
    verdict: holds ? "holds" : "contradicted",
    share: runs === 0 ? null : (runs - failed) / runs,
    why: `${failed} of ${runs} runs failed${first ? ` (the first at ${first.name}, time ${first.time})` : ""}; beyond its bounds went ${told.length > 0 ? told.join(", ") : "nothing"}.`,
  }
}

/** Two significant digits. */
function percent(share: number): string {
  return `${rounded(100 * share)} %`
}
