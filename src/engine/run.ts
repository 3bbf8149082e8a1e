// One call for who uses the engine alone: a program in, the course of each quantity out, for one run or for many
// that differ in their inputs. Ensembles with priors, designs and workers are the business of `ensemble`; this layer
// runs what it is given, one run after the other.

import {Fault, nearest} from "../core/fault.ts"
import {greatest} from "../core/lists.ts"
import {parseSeed} from "../math/random.ts"
import {emit} from "./emitter.ts"
import {type Failure, type Program, rows, savedTimes} from "./program.ts"

/** What a run is given; all of it may be left out. */
export type RunOptions = {
  /** Inputs by name: one number for all runs, or one for each. An input that is not named has its model's value. */
  readonly inputs?: Readonly<Record<string, number | ArrayLike<number>>>
  /** Number of runs; as many as the longest list of inputs has, else 1. */
  readonly runs?: number
  /** Of the random numbers: a whole number from 0 to 2^64-1, as text where it has more than 15 digits. */
  readonly seed?: number | string
  /** Outputs wanted; all. */
  readonly save?: readonly string[]
}

/** What came of it. */
export type Ran = {
  /** Outputs, in the model's order. */
  readonly names: readonly string[]
  /** Saved times, start and stop included. */
  readonly time: Float64Array
  readonly runs: number
  /** For each output its values, run after run: value at row `t` of run `r` is `values[name][r * time.length + t]`. */
  readonly values: Readonly<Record<string, Float64Array>>
  /** Runs that failed, with what and when; their later values are NaN. */
  readonly failures: readonly Failure[]
}

/**
 * Run `program`.
 *
 * @throws Fault `engine/no-input` for an input of that name that the program does not have, or one that has a prior
 *   and no value; `engine/no-output`; `engine/wrong-shape` for a list of another length; `engine/bad-seed`.
 */
export function run(program: Program, options: RunOptions = {}): Ran {
  const {inputs = {}, save} = options
  const lists = Object.values(inputs).filter((value) => typeof value !== "number")
  const runs = options.runs ?? greatest([1, ...lists.map((list) => list.length)])
  const given = program.inputs.map(({name, prior}) => inputOf(name, prior, inputs, runs))
  const known = new Set(program.inputs.map((input) => input.name))
  for (const name of Object.keys(inputs))
    if (!known.has(name)) throw unknown("engine/no-input", `No input '${name}'`, name, program.inputs)
  const all = program.outputs.map((output) => output.name)
  const outputs = new Set(all)
  const wanted = new Set(save ?? all)
  const missing = [...wanted].find((name) => !outputs.has(name))
  if (missing !== undefined) throw unknown("engine/no-output", `No output '${missing}'`, missing, program.outputs)
  const kept = all.map((_, i) => i).filter((i) => wanted.has(all[i]!))
  const names = kept.map((i) => all[i]!)
  const seed = parseSeed(String(options.seed ?? 1))
  if (!seed)
    throw new Fault("engine/bad-seed", `${options.seed} is no seed`, {next: "Give a whole number from 0 to 2^64-1."})
  const length = rows(program)
  const runner = emit(program, kept)
  const values: Record<string, Float64Array> = Object.create(null)
  for (const name of names) values[name] = new Float64Array(runs * length)
  const failures: Failure[] = []
  const table = new Float64Array(length * kept.length)
  const vector = new Float64Array(program.inputs.length)
  for (let r = 0; r < runs; r++) {
    given.forEach((of, i) => {
      vector[i] = of(r)
    })
    const failure = runner.run(vector, table, {seed, run: r})
    if (failure) failures.push(failure)
    names.forEach((name, i) => {
      const into = values[name]!
      for (let t = 0; t < length; t++) into[r * length + t] = table[t * names.length + i]!
    })
  }
  return {names, time: savedTimes(program), runs, values, failures}
}

/** The value of one input in each run. */
function inputOf(
  name: string,
  prior: Program["inputs"][number]["prior"],
  inputs: Required<RunOptions>["inputs"],
  runs: number,
): (run: number) => number {
  const value = Object.hasOwn(inputs, name) ? inputs[name]! : undefined
  if (typeof value === "number") return () => value
  if (value !== undefined) {
    if (value.length !== runs)
      throw new Fault("engine/wrong-shape", `'${name}' has ${value.length} values for ${runs} runs`, {
        next: "Give one number for all runs, or one for each.",
      })
    return (run) => value[run]!
  }
  if (prior.kind === "fixed") return () => prior.value
  throw new Fault("engine/no-input", `'${name}' has a prior and no value of its own`, {
    next: `Give it one: run(program, {inputs: {${JSON.stringify(name)}: 1}}).`,
  })
}

function unknown(code: string, what: string, name: string, known: readonly {readonly name: string}[]): Fault {
  const near = nearest(
    name,
    known.map((one) => one.name),
  )
  return new Fault(code, what, {
    next: near.length > 0 ? `Nearest: ${near.join(", ")}.` : `There are: ${known.map((one) => one.name).join(", ")}.`,
  })
}
