// Ensembles whose every bit is pinned: what they are, and their hashes by each backend.
//
// The hash of an ensemble (contracts: `run --runs N --json`) may depend on the model, the
// number of runs and the seed, and on nothing else: not on the backend, not on the version of
// Node, not on the machine. `hashes.json` holds what they must be. The test beside this file
// checks the Node that runs the tests; `npm run golden` bundles this file and runs it under
// other versions too (print.ts).

import {readFileSync} from "node:fs"
import {join} from "node:path"
import {compile, interpret, type Runner} from "../../src/engine/index.ts"
import {finish, layOut, type Plan, type Runs, runBlock, sweepHere} from "../../src/ensemble/index.ts"
import {parseModel} from "../../src/model/index.ts"

/** Models by file from the checkout's root, how often they run, and their method where it is not their own. */
export const golden: readonly {file: string; runs: number; method?: "euler" | "rk4"}[] = [
  {file: "cases/arms-race/model.yaml", runs: 40},
  {file: "cases/leaking-tank/model.yaml", runs: 40},
  {file: "cases/pakistan-taliban/model.yaml", runs: 20},
  {file: "cases/pakistan-taliban/model.yaml", runs: 5, method: "rk4"},
  {file: "bench/models/big.yaml", runs: 3},
  {file: "bench/models/sir.yaml", runs: 70},
  {file: "bench/models/sir.yaml", runs: 10, method: "rk4"},
  {file: "test/golden/elementary.yaml", runs: 70},
  {file: "test/golden/memory.yaml", runs: 70},
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

export const backends: readonly Backend[] = [
  {name: "interpreter", run: (plan) => through(interpret(plan.program), plan)},
  {name: "JavaScript", run: sweepHere},
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
