// Runs a plan here, in this thread: the reference every other executor must equal.
//
// A plan goes in, all its runs come out, failed ones among them. Work is cut into blocks
// of runs only so that others can share it out; a block writes its own rows of the tables
// and nothing else, so neither their size nor their order shows in the result.

import {Fault, listed, nearest} from "../core/fault.ts"
import {type BlockRunner, emit, type Failure, type Runner, rows, savedTimes} from "../engine/index.ts"
import {hashOfRuns, type OpenDigest} from "./digest.ts"
import type {Plan, Runs} from "./runs.ts"
import {sample, seedOf} from "./sample.ts"

/** The tables of a plan with nothing run yet. */
export type Tables = {
  readonly inputs: Float64Array
  readonly series: Float64Array
  readonly status: Uint8Array
  /** Names kept, and which outputs of the program they are. */
  readonly names: readonly string[]
  readonly kept: readonly number[]
}

/** More numbers than one table should hold: 16 GB. */
const MOST_NUMBERS = 2_147_483_648

/**
 * Lays out the tables and draws the inputs.
 *
 * @param room makes the memory of a table from its number of bytes; shared memory where threads share it.
 * @throws Fault `ensemble/unknown-name` (a name to save that does not come out), `ensemble/wrong-shape`,
 *   `ensemble/too-large`, `ensemble/bad-seed`.
 */
export function layOut(
  plan: Plan,
  room: (bytes: number) => ArrayBufferLike = (bytes) => new ArrayBuffer(bytes),
): Tables {
  const {program, runs} = plan
  if (!Number.isInteger(runs) || runs < 1 || runs > 0xffff_ffff)
    throw new Fault("ensemble/wrong-shape", `Cannot make ${runs} runs`, {next: "Give a whole number, 1 or more"})
  const all = new Map(program.outputs.map(({name}, i) => [name, i]))
  const names = plan.save ?? [...all.keys()]
  const kept = names.map((name) => {
    const at = all.get(name)
    if (at !== undefined) return at
    const near = nearest(name, all.keys())
    throw new Fault("ensemble/unknown-name", `The model has no quantity called '${name}' to save`, {
      next: near.length > 0 ? `Nearest names: ${near.join(", ")}` : `There are: ${listed([...all.keys()])}`,
    })
  })
  const cells = runs * names.length * rows(program)
  const tooLarge = () =>
    new Fault("ensemble/too-large", `${runs} runs of ${names.length} quantities at ${rows(program)} times do not fit`, {
      next: "Keep fewer quantities (--save), fewer rows (a longer save interval), or make fewer runs",
    })
  if (cells > MOST_NUMBERS) throw tooLarge()
  // What the engine says when there is no more memory for a table.
  const made = <T>(make: () => T): T => {
    try {
      return make()
    } catch (error) {
      if (error instanceof RangeError) throw tooLarge()
      throw error
    }
  }
  const numbers = runs * program.inputs.length
  const inputs = made(() => new Float64Array(plan.given ?? room(numbers * 8), 0, numbers))
  seedOf(plan.seed)
  const drawn = plan.inputs ?? made(() => sample(program, runs, plan.seed))
  if (drawn.length !== inputs.length)
    throw new Fault(
      "ensemble/wrong-shape",
      `Got ${drawn.length} input values for ${runs} runs of ${program.inputs.length} inputs`,
    )
  inputs.set(drawn)
  return made(() => ({
    inputs,
    series: new Float64Array(plan.series ?? room(cells * 8), 0, cells),
    status: new Uint8Array(room(runs)),
    names,
    kept,
  }))
}

/**
 * Runs from <= i < to of a plan with `runner`, writing their rows of `tables`; gives the failures, in order, each with its
 * place in the plan as its run. The
 * runner must write at least what is kept: `emit(program, tables.kept)` writes nothing else.
 */
export function runBlock(
  runner: Runner | BlockRunner,
  plan: Plan,
  tables: Tables,
  from: number,
  to: number,
): Failure[] {
  if ("members" in runner) return runMembers(runner, plan, tables, from, to)
  const {program, first = 0} = plan
  const seed = seedOf(plan.seed)
  const width = program.inputs.length
  const times = rows(program)
  const {inputs, series, status, kept} = tables
  const columns = kept.map((output) => runner.kept.indexOf(output))
  if (columns.includes(-1)) throw new Error("the runner does not write all that is kept")
  const stride = runner.kept.length
  const into = new Float64Array(times * stride)
  const failures: Failure[] = []
  for (let run = from; run < to; run++) {
    const failure = runner.run(inputs.subarray(run * width, (run + 1) * width), into, {seed, run: first + run})
    if (failure) failures.push({...failure, run})
    status[run] = failure ? failure.status : 0
    let at = run * kept.length * times
    for (const column of columns)
      for (let row = 0, cell = column; row < times; row++, cell += stride) series[at++] = into[cell]!
  }
  return failures
}

/** The same many members at a time: they write their rows as the table has them. */
function runMembers(runner: BlockRunner, plan: Plan, tables: Tables, from: number, to: number): Failure[] {
  const {inputs, series, status, kept} = tables
  if (String(kept) !== String(runner.kept)) throw new Error("the runner does not write what is kept")
  const {first = 0} = plan
  const seed = seedOf(plan.seed)
  const width = plan.program.inputs.length
  const length = kept.length * rows(plan.program)
  const failures: Failure[] = []
  for (let run = from; run < to; run += runner.members) {
    const end = Math.min(to, run + runner.members)
    const given = inputs.subarray(run * width, end * width)
    const context = {seed, run: first + run, count: end - run}
    for (const failure of runner.run(given, series.subarray(run * length, end * length), context))
      failures.push({...failure, run: failure.run - first})
  }
  status.fill(0, from, to)
  for (const failure of failures) status[failure.run] = failure.status
  return failures
}

/** The result of a plan whose every block has been run. The hash is worked out when it is first asked for. */
export function finish(plan: Plan, tables: Tables, failures: readonly Failure[], open?: OpenDigest): Runs {
  let hash: string | null = null
  return {
    plan,
    inputNames: plan.program.inputs.map((input) => input.name),
    names: tables.names,
    time: savedTimes(plan.program),
    inputs: tables.inputs,
    series: tables.series,
    status: tables.status,
    failures,
    get hash() {
      hash ??= hashOfRuns(tables.series, tables.status, open)
      return hash
    },
  }
}

/**
 * Run `plan` in this thread.
 *
 * @throws Fault as `layOut`.
 */
export function sweepHere(plan: Plan): Runs {
  const tables = layOut(plan)
  return finish(plan, tables, runBlock(emit(plan.program, tables.kept), plan, tables, 0, plan.runs))
}
