// Which conditions hold of a model.

import {type CaseCheck, type CheckInput, check} from "../../src/check/index.ts"
import {sweepHere} from "../../src/ensemble/index.ts"
import type {Model} from "../../src/model/index.ts"

/** Nothing was read, and nothing is told: conditions of a case are about its model alone. */
const SILENT: Pick<CheckInput, "map" | "reading"> = {
  map: {format: "brink/map@1", factors: [], links: [], loops: [], issues: [], groundings: []},
  reading: {format: "brink/reading@1", documents: [], claims: [], quantities: [], dates: [], actors: [], issues: []},
}

/** The ids of the conditions that hold of `model`. */
export async function holdingOf(
  model: Model,
  {checks, runs, seed = "1"}: {checks: readonly CaseCheck[]; runs: number; seed?: string},
): Promise<Set<string>> {
  const result = await check({
    ...SILENT,
    model,
    execute: async (plan) => sweepHere(plan),
    runs,
    seed,
    drafted: false,
    checks,
  })
  return new Set(result.checks.filter(({verdict}) => verdict === "holds").map(({id}) => id))
}
