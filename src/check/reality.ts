// A model's reality checks run, each with a verdict of its own.
//
// In go a model and a way to run it; out come checks of kind "behaviour": what the check makes so is made so, and at
// every step at which it is asked for its consequence must be so. A model in which nothing is drawn is run once.
//
// Invariant: failed runs are counted and never used; a check that cannot be run says why and stops no other.

import {Fault} from "../core/fault.ts"
import {compile} from "../engine/index.ts"
import {type Executor, type Runs, valueAt} from "../ensemble/index.ts"
import {type Model, printExpression, type RealityCheck} from "../model/index.ts"
import {neededShare} from "./expectation.ts"
import {draws, type Tested, tested} from "./tested.ts"
import type {Check, Verdict} from "./verdict.ts"

/** What reality checks need: a model that has some, and who executes runs. */
export type RealityInput = {
  readonly model: Model
  readonly execute: Executor
  /** Runs of a model that draws something; a model that does not is run once. */
  readonly runs: number
  /** 0 to 2^64-1, in decimal. */
  readonly seed: string
  readonly onProgress?: (done: number, total: number) => void
}

/** How many runs tell all there is to tell: one, where nothing of a model is drawn. */
export function runsNeeded({quantities, contested, events}: Model, runs: number): number {
  const fixed =
    contested.length === 0 &&
    events.every(({chance}) => chance === undefined) &&
    quantities.every((quantity) => (quantity.value?.kind ?? "fixed") === "fixed" && !draws(quantity))
  return fixed ? 1 : runs
}

/**
 * Run the reality checks of `input.model`, in the model's order.
 *
 * In a run a check is met when its consequence is so at every step at which it is asked for; runs in which it is never
 * asked for are not counted. `holds`: met in at least 0.8 of the others; `contradicted`: not met in at least 0.8; else
 * `mixed`; `not testable`: asked for in none, or the changed model cannot be run.
 */
export async function checkReality(input: RealityInput): Promise<Check[]> {
  const checks = input.model.realityChecks ?? []
  const results: Check[] = []
  for (const check of checks) {
    results.push(await run(input, check))
    input.onProgress?.(results.length, checks.length)
  }
  return results
}

async function run(input: RealityInput, check: RealityCheck): Promise<Check> {
  const {model, seed} = input
  const frame = frameOf(model, check)
  let made: Tested
  let program: ReturnType<typeof compile>
  try {
    made = tested(model, check)
    program = compile(made.model)
  } catch (error) {
    if (!(error instanceof Fault)) throw error
    const why = `The changed model cannot be run: ${error.what.split("\n")[0]}.`
    return {...frame, verdict: "not testable", share: null, why}
  }
  const count = runsNeeded(model, input.runs)
  const runs = await input.execute({program, runs: count, seed, save: [made.state]})
  const tally = tallied(runs)
  const said = runs.failures[0]?.says ?? ""
  const failed = tally.failed > 0 ? ` ${tally.failed} of ${count} runs failed and are not counted: ${said}.` : ""
  const asked = tally.met + tally.unmet
  if (tally.failed === count) {
    const why = `${count === 1 ? "The run" : "Every run"} failed: ${said}.`
    return {...frame, verdict: "not testable", share: null, why}
  }
  if (asked === 0) {
    const why = `It is asked for at no step${check.condition ? `: ${printExpression(check.condition)} never comes true` : ""}.${failed}`
    return {...frame, verdict: "not testable", share: null, why}
  }
  const share = tally.met / asked
  const verdict: Verdict =
    share >= neededShare ? "holds" : tally.unmet / asked >= neededShare ? "contradicted" : "mixed"
  const first = tally.first ? ` ${await breach(input, made, runs, tally.first)}` : ""
  const inRuns =
    count === 1
      ? tally.unmet > 0
        ? `Not so at ${tally.first!.steps} of the ${tally.first!.asked} steps at which it is asked for.`
        : `So at all ${tally.steps} steps at which it is asked for.`
      : `So in ${tally.met} of the ${asked} runs in which it is asked for.`
  return {...frame, verdict, share, why: `${inRuns}${first}${failed}`}
}

type Breach = {readonly run: number; readonly row: number; readonly steps: number; readonly asked: number}

/** In how many runs a check is met and in how many it is not, and where it is first not. */
function tallied(runs: Runs) {
  let [met, unmet, failed, steps] = [0, 0, 0, 0]
  let first: Breach | null = null
  const rows = runs.time.length
  for (let run = 0; run < runs.status.length; run++) {
    if (runs.status[run] !== 0) {
      failed++
      continue
    }
    let [asked, against, row] = [0, 0, -1]
    for (let t = 0; t < rows; t++) {
      const state = runs.series[run * rows + t]!
      if (state > 0) asked++
      if (state === 2) {
        against++
        if (row < 0) row = t
      }
    }
    if (asked === 0) continue
    steps = asked
    if (against === 0) met++
    else {
      unmet++
      first ??= {run, row, steps: against, asked}
    }
  }
  return {met, unmet, failed, steps, first}
}

/** Where a check is first not met: the time, and the sides of the first comparison that is not so. */
async function breach({execute, seed, model}: RealityInput, made: Tested, runs: Runs, {run, row}: Breach) {
  const {program} = runs.plan
  // The same draws again: runs up to the one in question, each given what it was given.
  const inputs = runs.inputs.slice(0, (run + 1) * runs.inputNames.length)
  const save = made.comparisons.flatMap(({left, right, so}) => [left, right, so])
  const when = `${model.time.unit} ${runs.time[row]}`
  if (save.length === 0) return `First at ${when}.`
  const again = await execute({program, runs: run + 1, seed, save, inputs})
  const wrong = made.comparisons.find(({so}) => valueAt(again, run, so, row) === 0)
  if (!wrong) return `First at ${when}.`
  const [left, right] = [wrong.left, wrong.right].map((name) => valueAt(again, run, name, row))
  return `First at ${when}: ${wrong.says}, where the left side is ${left} and the right ${right}.`
}

/** What is known of a check before it is run. */
function frameOf(model: Model, check: RealityCheck) {
  const set: Record<string, {is: number}> = Object.create(null)
  for (const {quantity, to} of check.sets) if (to.op === "number") set[quantity] = {is: to.value}
  const plain = check.sets.length > 0 && check.sets.every(({to}) => to.op === "number")
  return {
    id: check.name,
    kind: "behaviour" as const,
    says: `${check.name}: ${check.source}`,
    claims: [],
    contested: false,
    byConstruction: false,
    condition: plain ? {set, from: model.time.start} : null,
    measure: printExpression(check.implies),
  }
}
