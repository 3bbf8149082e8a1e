// Ensembles whose every bit is pinned: what they are, and their hashes by each backend.
//
// The hash of an ensemble (`run --runs N --json`) may depend on the model, the
// number of runs and the seed, and on nothing else: not on the backend, not on the version of
// Node, not on the machine. `hashes.json` holds what they must be. The test beside this file
// checks the Node that runs the tests; `npm run golden` bundles this file and runs it under
// other versions too (print.ts).

import {readFileSync} from "node:fs"
import {join} from "node:path"
import {compile} from "../../src/engine/index.ts"
import type {Backend, Runs} from "../../src/ensemble/index.ts"
import {openExecutor} from "../../src/io/workers.ts"
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

/** Every way to run a plan. */
export const backends: readonly Backend[] = ["interpreter", "js", "wasm"]

/** `big.yaml`, or `big.yaml by rk4`: how `hashes.json` names an ensemble. */
export function titleOf({file, method}: (typeof golden)[number]): string {
  return method ? `${file} by ${method}` : file
}

/** One ensemble by one backend, in this thread. `root` is the checkout. */
export async function runsOf(
  root: string,
  {file, runs, method}: (typeof golden)[number],
  backend: Backend,
): Promise<Runs> {
  const model = parseModel(readFileSync(join(root, file), "utf8"), file)
  const {execute, close} = openExecutor({workers: 1})
  try {
    return await execute({program: compile(model, {method}), runs, seed: SEED, backend})
  } finally {
    await close()
  }
}
