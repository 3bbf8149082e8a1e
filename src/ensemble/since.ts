// What runs show from a time on: who asks about the future of a long history needs no rows of its past.

import type {Program} from "../engine/index.ts"
import {hashOfRuns} from "./digest.ts"
import type {Executor, Runs} from "./runs.ts"

/** Runs whose saved rows before the model's `now` are dropped; all of them where it has none. */
export function sinceNow(execute: Executor): Executor {
  return async (plan) => {
    const {now} = plan.program.time
    const runs = await execute(plan)
    return now === undefined ? runs : since(runs, now, plan.program)
  }
}

/** `runs` without the rows before `from`; the last row stays in any case. */
function since(runs: Runs, from: number, {time: {step}}: Program): Runs {
  const length = runs.time.length
  let first = 0
  while (first < length - 1 && runs.time[first]! < from - step / 2) first++
  if (first === 0) return runs
  const left = length - first
  const columns = runs.series.length / length
  const series = new Float64Array(columns * left)
  for (let column = 0; column < columns; column++)
    series.set(runs.series.subarray(column * length + first, (column + 1) * length), column * left)
  const {plan, inputNames, names, inputs, status, failures} = runs
  let hash: string | null = null
  return {
    plan,
    inputNames,
    names,
    time: runs.time.slice(first),
    inputs,
    series,
    status,
    failures,
    get hash() {
      hash ??= hashOfRuns(series, status)
      return hash
    },
  }
}
