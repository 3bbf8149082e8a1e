// Which conditions hold of a model.

import {type CaseCheck, type CheckInput, check} from "../../src/check/index.ts"
import {finish, layOut, runBlock} from "../../src/ensemble/index.ts"
import {Runners} from "../../src/io/members.ts"
import type {Model} from "../../src/model/index.ts"

/** Nothing was read, and nothing is told: conditions of a case are about its model alone. */
const SILENT: Pick<CheckInput, "map" | "reading"> = {
  map: {format: "brink/map@1", factors: [], links: [], loops: [], issues: [], groundings: []},
  reading: {format: "brink/reading@1", documents: [], claims: [], quantities: [], dates: [], actors: [], issues: []},
}

/** Kept from model to model: what these have in common is made once. */
const runners = new Runners()

/** The ids of the conditions that hold of `model`. */
export async function holdingOf(
  model: Model,
  {checks, runs, seed = "1"}: {checks: readonly CaseCheck[]; runs: number; seed?: string},
): Promise<Set<string>> {
  const result = await check({
    ...SILENT,
    model,
    execute: async (plan) => {
      const tables = layOut(plan)
      // A condition asks for few runs of a program of its own: a JavaScript runner would be done before it is optimised.
      const runner = runners.of(plan.program, tables.kept, "wasm")
      return finish(plan, tables, runBlock(runner, plan, tables, 0, plan.runs))
    },
    runs,
    seed,
    drafted: false,
    checks,
  })
  return new Set(result.checks.filter(({verdict}) => verdict === "holds").map(({id}) => id))
}
