// Many futures of one past: the past is run once, and every plan after it goes on from where each run stood.

import {type CompileOptions, compile, isResumable, type Program, resumed, stateOf} from "../engine/index.ts"
import type {Executor, Runs} from "./runs.ts"
import {sample} from "./sample.ts"
import {sinceNow} from "./since.ts"

type Model = Parameters<typeof compile>[0]

/** A model to go on with, and who runs its plans. */
export type Resumed = {readonly model: Model; readonly execute: Executor}

/** Pasts that were run, by all that they come of: for those who ask several things of one model and one executor. */
export type Pasts = Map<string, Promise<Runs>>

/**
 * `model` from its `now` on. Where its state is its stocks alone, the history up to there is run once, and the model that
 * is given back starts there; a run that failed on the way fails at once. Else the model stays whole, and the rows
 * before its now are dropped. Draws of its inputs are those of the whole run; draws of events and equations are its own.
 *
 * Plans that it is given are of all its runs, or of some that follow each other, of which `first` is the first.
 *
 * @param history what happens up to then; what of it lies later is for the caller to give again.
 * @param pasts where pasts of this executor are kept, and found again.
 */
export async function fromNow(
  model: Model,
  execute: Executor,
  {
    runs,
    seed,
    history = {},
    pasts = new Map(),
  }: {
    readonly runs: number
    readonly seed: string
    readonly history?: CompileOptions
    readonly pasts?: Pasts
  },
): Promise<Resumed> {
  const {now, start, step} = model.time
  if (now === undefined || now <= start) return {model, execute}
  if (!isResumable(model)) return {model, execute: sinceNow(execute)}
  const later = resumed(model, now)
  const upTo = {...model, time: {...model.time, stop: now, save: Math.max(step, now - start)}}
  const program = compile(upTo, before(now, step, history))
  const key = JSON.stringify([program, runs, seed])
  const found = pasts.get(key) ?? execute({program, runs, seed, save: later.stocks})
  pasts.set(key, found)
  const past = await found
  const last = past.time.length - 1
  const stocks = past.names.length
  const [height, length] = [past.inputNames.length, past.time.length]
  /** What each run brings along: its own inputs, and where its stocks stood. */
  const brought = new Map<string, {readonly table: Float64Array; readonly from: number; readonly stride: number}>()
  past.inputNames.forEach((name, from) => {
    brought.set(name, {table: past.inputs, from, stride: height})
  })
  past.status.forEach((status, run) => {
    if (status !== 0) past.series.fill(Number.NaN, run * stocks * length, (run + 1) * stocks * length)
  })
  for (const stock of later.stocks) {
    const from = past.names.indexOf(stock) * length + last
    brought.set(stateOf(stock), {table: past.series, from, stride: stocks * length})
  }
  /** What the past has not drawn, of all runs: the last that was asked for again. */
  let kept: {readonly key: string; readonly table: Float64Array} | null = null
  const drawnOf = (program: Program, inputs: Program["inputs"]): Float64Array => {
    const key = JSON.stringify(inputs)
    if (kept?.key !== key) kept = {key, table: sample({...program, inputs}, runs, seed)}
    return kept.table
  }
  return {
    model: later.model,
    execute: (plan) => {
      const {first = 0} = plan
      const isPart = plan.first !== undefined && first + plan.runs <= runs
      if ((plan.runs !== runs && !isPart) || plan.seed !== seed)
        throw new Error("a history is of its own runs and seed")
      const {inputs: wanted} = plan.program
      const width = wanted.length
      const filled = plan.inputs ? Float64Array.from(plan.inputs) : new Float64Array(plan.runs * width)
      const others = wanted.filter(({name}) => !brought.has(name))
      const drawn = plan.inputs || others.length === 0 ? null : drawnOf(plan.program, others)
      wanted.forEach((input, i) => {
        const own = brought.get(input.name)
        const column = others.indexOf(input)
        if (own)
          for (let run = 0, at = first * own.stride + own.from; run < plan.runs; run++, at += own.stride)
            filled[run * width + i] = own.table[at]!
        else if (drawn)
          for (let run = 0; run < plan.runs; run++)
            filled[run * width + i] = drawn[(first + run) * others.length + column]!
      })
      return execute({...plan, inputs: filled})
    },
  }
}

/** What of a history shows in the state at `now`, so that histories which differ later only are one past. */
function before(now: number, step: number, history: CompileOptions): CompileOptions {
  const settings = history.settings
    ?.filter(({from}) => from === undefined || from < now)
    .map(({to, ...setting}) => (to === undefined || to > now ? setting : {...setting, to}))
  const events = history.events?.filter(({at}) => at < now - step / 2)
  return {...history, ...(settings && {settings}), ...(events && {events})}
}
