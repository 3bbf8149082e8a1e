// Ensembles whose every bit is pinned: what they are, and their hashes by each backend.
//
// The hash of an ensemble (contracts: `run --runs N --json`) may depend on the model, the
// number of runs and the seed, and on nothing else: not on the backend, not on the version of
// Node, not on the machine. `hashes.json` holds what they must be. The test beside this file
// checks the Node that runs the tests; `npm run golden` bundles this file and runs it under
// other versions too (print.ts).

import {readFileSync} from "node:fs"
import {join} from "node:path"
import {type Instantiate, openBlocks} from "../../src/engine/blocks.ts"
import {compile, emit, type Failure, interpret, type Runner} from "../../src/engine/index.ts"
import {finish, layOut, type Plan, type Runs, runBlock, seedOf, sweepHere} from "../../src/ensemble/index.ts"
import {parseModel} from "../../src/model/index.ts"

/** Models by file from the checkout's root, how often they run, and their method where it is not their own. */
export const golden: readonly {file: string; runs: number; method?: "euler" | "rk4"}[] = [
  {file: "cases/arms-race/model.yaml", runs: 20},
  {file: "cases/leaking-tank/model.yaml", runs: 65},
  {file: "cases/pakistan-taliban/model.yaml", runs: 8},
  {file: "cases/pakistan-taliban/model.yaml", runs: 3, method: "rk4"},
  {file: "bench/models/big.yaml", runs: 2},
  {file: "bench/models/sir.yaml", runs: 70},
  {file: "bench/models/sir.yaml", runs: 10, method: "rk4"},
  {file: "test/golden/elementary.yaml", runs: 70},
  {file: "test/golden/memory.yaml", runs: 70},
  {file: "test/golden/chance.yaml", runs: 70},
  {file: "test/golden/memory.yaml", runs: 30, method: "euler"},
]

const SEED = "20251001"

/** A way to run a whole plan, by the name of its backend. */
export type Backend = {readonly name: string; readonly run: (plan: Plan) => Runs}

/** Every run of the plan on one runner. */
function through(runner: Runner, plan: Plan): Runs {
  const tables = layOut(plan)
  return finish(plan, tables, runBlock(runner, plan, tables, 0, plan.runs))
}

const instantiate: Instantiate = (bytes, door) => {
  const given = {...door} as unknown as Record<string, WebAssembly.ImportValue>
  return new WebAssembly.Instance(new WebAssembly.Module(bytes as BufferSource), {door: given}).exports as never
}

/** Every run of the plan in blocks of members: a block's rows lie as the table has them. */
function inBlocks(plan: Plan): Runs {
  const tables = layOut(plan)
  const blocks = openBlocks(plan.program, instantiate)
  if (!blocks) throw new Error("the program does not fit a block")
  const [width, length] = [plan.program.inputs.length, tables.series.length / plan.runs]
  const failures: Failure[] = []
  for (let run = 0; run < plan.runs; run += blocks.members) {
    const to = Math.min(plan.runs, run + blocks.members)
    const given = tables.inputs.subarray(run * width, to * width)
    const rows = tables.series.subarray(run * length, to * length)
    failures.push(...blocks.run(given, rows, {seed: seedOf(plan.seed), run, count: to - run}))
  }
  for (const {run, status} of failures) tables.status[run] = status
  return finish(plan, tables, failures)
}

export const backends: readonly Backend[] = [
  {name: "interpreter", run: (plan) => through(interpret(plan.program), plan)},
  {name: "JavaScript", run: (plan) => through(emit(plan.program), plan)},
  {name: "WebAssembly", run: inBlocks},
  // Whichever of them the ensemble chooses for itself.
  {name: "ensemble", run: sweepHere},
]

/** `big.yaml`, or `big.yaml by rk4`: how `hashes.json` names an ensemble. */
export function titleOf({file, method}: (typeof golden)[number]): string {
  return method ? `${file} by ${method}` : file
}

/** One ensemble by one backend. `root` is the checkout. */
export function runsOf(root: string, {file, runs, method}: (typeof golden)[number], backend: Backend): Runs {
  const model = parseModel(readFileSync(join(root, file), "utf8"), file)
  return backend.run({program: compile(model, {method}), runs, seed: SEED})
}
