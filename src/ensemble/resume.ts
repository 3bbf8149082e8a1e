// Many futures of one past: the past is run once, and every plan after it goes on from where each run stood.

import {type CompileOptions, compile, isResumable, resumed, stateOf} from "../engine/index.ts"
import {valueAt} from "./quantiles.ts"
import type {Executor} from "./runs.ts"
import {sample} from "./sample.ts"
import {sinceNow} from "./since.ts"

type Model = Parameters<typeof compile>[0]

/** A model to go on with, and who runs its plans. */
export type Resumed = {readonly model: Model; readonly execute: Executor}

/**
 * `model` from its `now` on. Where its state is its stocks alone, the history up to there is run once, and the model that
 * is given back starts there; a run that failed on the way fails at once. Else the model stays whole, and the rows
 * before its now are dropped. Draws of its inputs are those of the whole run; draws of events and equations are its own.
 *
 * @param history what happens up to then; what of it lies later is for the caller to give again.
 */
export async function fromNow(
  model: Model,
  execute: Executor,
  {runs, seed, history = {}}: {readonly runs: number; readonly seed: string; readonly history?: CompileOptions},
): Promise<Resumed> {
  const {now, start, step} = model.time
  if (now === undefined || now <= start) return {model, execute}
  if (!isResumable(model)) return {model, execute: sinceNow(execute)}
  const later = resumed(model, now)
  const upTo = {...model, time: {...model.time, stop: now, save: Math.max(step, now - start)}}
  const events = history.events?.filter(({at}) => at < now - step / 2)
  const program = compile(upTo, {...history, ...(events && {events})})
  const past = await execute({program, runs, seed, save: later.stocks})
  const last = past.time.length - 1
  const inputs = new Map(past.inputNames.map((name, i) => [name, i]))
  const states = new Map(later.stocks.map((stock) => [stateOf(stock), stock]))
  return {
    model: later.model,
    execute: (plan) => {
      if (plan.runs !== runs || plan.seed !== seed) throw new Error("a history is of its own runs and seed")
      const filled = Float64Array.from(plan.inputs ?? sample(plan.program, runs, seed))
      const width = plan.program.inputs.length
      plan.program.inputs.forEach(({name}, i) => {
        const stock = states.get(name)
        const own = inputs.get(name)
        for (let run = 0; run < runs; run++)
          if (stock !== undefined)
            filled[run * width + i] = past.status[run] === 0 ? valueAt(past, run, stock, last) : Number.NaN
          else if (own !== undefined) filled[run * width + i] = past.inputs[run * past.inputNames.length + own]!
      })
      return execute({...plan, inputs: filled})
    },
  }
}
