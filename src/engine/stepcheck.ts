// Is the step short enough? Two answers: how much half the step would change each output,
// and which stocks go away faster than the step can follow.
//
// A stock that loses a share of itself per unit of time has a time constant; Euler's method
// follows it badly when the step is longer than half of it, and not at all beyond twice.
// Models are calibrated at their step, so both are said, and nothing is changed.

import {boundedIssue, type Issue} from "../core/fault.ts"
import type {Model} from "../model/index.ts"
import {partsOf} from "./code.ts"
import {type CompileOptions, compile} from "./compile.ts"
import {emit} from "./emitter.ts"
import {Run, Stop} from "./interpreter.ts"
import {type Code, type Failure, type Program, rows, savedTimes} from "./program.ts"

/** How far half the step moves one output. */
export type StepDifference = {
  readonly name: string
  /** The largest difference of a saved value, as a share of the output's range; of its size where it stands still. */
  readonly share: number
  /** Where the difference is largest, in the model's unit of time. */
  readonly time: number
}

/** What came of a run at the model's step and one at half of it; `failures` holds the failures of either. */
export type StepCheck = {readonly differences: readonly StepDifference[]; readonly failures: readonly Failure[]}

/** What a program is given: one number for each of its inputs. */
export type Given = (program: Program) => ArrayLike<number>

const SEED = {lo: 1, hi: 0}

/**
 * Run `model` at its step and at half of it, and compare what is saved. Draws fall anew at every step, so of a model
 * that draws the difference holds chance as well.
 *
 * @throws Fault as `compile` does.
 */
export function halveStep(model: Model, given: Given, options: CompileOptions = {}): StepCheck {
  const half: Model = {...model, time: {...model.time, step: model.time.step / 2}}
  const programs = [compile(model, options), compile(half, options)] as const
  const failures: Failure[] = []
  const tables = programs.map((program) => {
    const into = new Float64Array(rows(program) * program.outputs.length)
    const failure = emit(program).run(given(program), into, {seed: SEED, run: 0})
    if (failure) failures.push(failure)
    return into
  }) as [Float64Array, Float64Array]
  const [program] = programs
  const times = savedTimes(program)
  const width = program.outputs.length
  const differences = program.outputs.map(({name}, output) => {
    let low = Number.POSITIVE_INFINITY
    let high = Number.NEGATIVE_INFINITY
    let most = 0
    let at = 0
    times.forEach((_, row) => {
      const [one, other] = [tables[0][row * width + output]!, tables[1][row * width + output]!]
      low = Math.min(low, one, other)
      high = Math.max(high, one, other)
      const difference = Math.abs(one - other)
      if (difference > most || (Number.isNaN(difference) && !Number.isNaN(most))) {
        most = difference
        at = row
      }
    })
    // The range of what differs is never 0; but a difference that is its whole range says little beside its size.
    const still = high - low === most
    const size = still ? Math.max(Math.abs(low), Math.abs(high)) : high - low
    return {name, share: most === 0 ? 0 : most / size, time: times[at]!}
  })
  return {differences, failures}
}

/** The step may be this share of a time constant. */
const SHARE = 0.5
/** A stock is moved by this share of itself, and a hundred times that, to see what its rate does. */
const NUDGE = 1e-6
/** Two looks that agree to this share saw a slope, not a jump. */
const AGREED = 0.1
/** A stock of the model that is emptied in one step is meant to be: outflows that give way to what there is do that. */
const EMPTIED = 1e-6
/** More evaluations than are made for a warning. */
const MOST_WORK = 20_000_000
/** More warnings than anybody reads. */
const MOST_SHOWN = 20

/**
 * A warning for each quantity whose stock (its own, or that of a smooth or delay in its equation) has a time constant
 * of less than two steps, at the start and at the end of a run of `given`: its place, the constant, and the step that
 * would follow it. The worst first, twenty at most; none where the run fails, or the model is too large for looking.
 *
 * @param file the model's file as the user names it; "" for a model made in memory.
 */
export function stepIssues(
  model: Model,
  given: Given,
  options: CompileOptions = {},
  file = "",
  program = compile(model, options),
): Issue[] {
  const work = 4 * program.stocks.length * (program.body.reduce((sum, {code}) => sum + partsWorked(code), 0) + 1)
  if (work > MOST_WORK) return []
  const found = new Map<string, number>()
  try {
    const run = new Run(program, given(program), new Float64Array(0), {seed: SEED, run: 0})
    run.begin()
    run.settle()
    look(run, found)
    const affordable = program.steps * (program.body.length + program.stocks.length) <= MOST_WORK
    if (affordable) {
      while (run.moment.k < program.steps) {
        run.advance()
        run.settle()
      }
      look(run, found)
    }
  } catch (stop) {
    if (!(stop instanceof Stop)) throw stop
  }
  const {step, unit} = program.time
  return [...found]
    .sort((a, b) => a[1] - b[1] || (a[0] < b[0] ? -1 : 1))
    .slice(0, MOST_SHOWN)
    .map(([name, constant]): Issue => {
      const line = model.quantities.find((quantity) => quantity.name === name)?.line ?? 0
      const place = line > 0 ? `${file || model.name}:${line}: ` : ""
      return boundedIssue({
        code: "engine/long-step",
        file,
        says: `${place}'${name}' has a time constant of ${short(constant)} ${unit}, too short for a time step of ${step}`,
        next: `Take a time step of ${short(constant * SHARE)} or less, and compare (--halve)`,
      })
    })
}

/** How many parts of `code` are worked out, those of a sum in each of its turns. */
function partsWorked(code: Code): number {
  let count = 0
  let turns = 1
  for (const part of partsOf(code)) {
    if (part[0] === "s") turns = Math.max(turns, part[1])
    count++
  }
  return count * turns
}

/** Notes every stock that goes away within two steps, with its time constant. */
function look(run: Run, found: Map<string, number>): void {
  const {program, values} = run
  const {step} = program.time
  const kept = values.slice()
  const own = new Set(program.outputs.map((output) => output.slot))
  const rateAt = (slot: number, rate: Program["stocks"][number]["rate"], name: string, value: number): number => {
    values[slot] = value
    run.evaluate()
    const result = run.checked(name, rate)
    values.set(kept)
    return result
  }
  for (const {name, slot, rate} of program.stocks) {
    const here = kept[slot]!
    const size = Math.max(1e-3, Math.abs(here))
    const now = run.checked(name, rate)
    const slope = (nudge: number) => (rateAt(slot, rate, name, here + nudge * size) - now) / (nudge * size)
    const fine = slope(NUDGE)
    if (!(-fine * step > SHARE)) continue
    const coarse = slope(NUDGE * 100)
    if (!(Math.abs(fine - coarse) <= AGREED * Math.abs(fine))) continue
    if (own.has(slot) && Math.abs(-fine * step - 1) < EMPTIED) continue
    found.set(name, Math.min(found.get(name) ?? Number.POSITIVE_INFINITY, -1 / fine))
  }
}

/** Three figures, for people. */
function short(x: number): string {
  return String(Number(x.toPrecision(3)))
}
