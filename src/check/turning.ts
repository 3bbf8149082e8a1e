// What would have to change in a model for a contradicted check to hold.
//
// In go the model, what the check sets and how a run answers it; out comes the number nearest to its own value with
// which the check holds, whose equation it stands in, and how far it would have to go. Numbers are parameters, and those
// that stand bare in an equation; those that count are read on the way from what is set to what is looked at.
//
// All numbers are made inputs of one program, so that each run can have another value: first every number is moved a
// little in a few runs, then the ones that help most are moved further and further, then between.

import {type CompileOptions, compile, type Setting} from "../engine/index.ts"
import {type Executor, fromNow, type Runs, sample} from "../ensemble/index.ts"
import {type Expr, functions, type Model, partsOf, type Quantity, readBy, rewritten} from "../model/index.ts"
import {reachedFrom, readersOf} from "./counterpart.ts"

/** A check as a question to single runs. */
export type Question = {
  readonly model: Model
  readonly execute: Executor
  readonly seed: string
  /** What happened before, and what is set on top of it from the model's now on. */
  readonly history: CompileOptions
  readonly settings: readonly Setting[]
  /** What is moved, or nothing where the whole run is asked about; and what is looked at. */
  readonly causes: readonly string[]
  readonly effects: readonly string[]
  /** How far a run is on the side of the check: above `least` it holds, below `-least` it is opposed. */
  readonly margin: (pressed: Runs, base: Runs, run: number) => number
  readonly least: number
  /** Share of the runs in which it must hold. */
  readonly share: number
}

/** The nearest change of one number that turns a verdict. */
export type Turning = {
  /** Whose equation the number stands in. */
  readonly quantity: string
  /** The parameter; null for a number that stands in the equation itself. */
  readonly parameter: string | null
  /** The number as it is (of a parameter its median), and the value at which the check holds. */
  readonly is: number
  readonly needs: number
}

/** Runs that each value is tried in: with 20 one run is 5 % of the share. */
const SAMPLES = 20
/** Values tried at once. */
const VALUES = 16
const RUNS = SAMPLES * VALUES
/** Numbers that are tried with far values, of those that help most when moved a little. */
const MOST_TRIED = 12
/** By this share a number is moved to see whether it helps. */
const NUDGE = 0.1
/** A number is tried down to 0 and up to so many times itself. */
const FURTHEST = 10
/** Of the numbers of an equation these say how it is built, as in `1 - x` and `clamp(x, 0, 1)`. */
const STRUCTURAL: ReadonlySet<number> = new Set([0, 1])

/** A number of the model, as an input of the lifted one. */
type Lever = {readonly input: string; readonly quantity: string; readonly parameter: string | null}

/** Null where no single number on the way turns it within ten times its value. */
export async function turning(question: Question): Promise<Turning | null> {
  const {model, levers} = lifted(question)
  if (levers.length === 0) return null
  const trial = await Trial.open(question, model)
  const start = await trial.run(null)
  if (!start) return null
  const nudged: {lever: Lever; help: number; up: boolean}[] = []
  // Both ways of several numbers share a run of the ensemble.
  const each = Math.max(1, Math.floor(VALUES / 2))
  for (let from = 0; from < levers.length; from += each) {
    const some = levers.slice(from, from + each)
    const moved = await trial.run(some.flatMap((lever) => [1 - NUDGE, 1 + NUDGE].map((times) => ({lever, times}))))
    if (!moved) continue
    some.forEach((lever, i) => {
      const [down, up] = [moved[2 * i]!.mean - start[0]!.mean, moved[2 * i + 1]!.mean - start[0]!.mean]
      nudged.push({lever, help: Math.max(down, up), up: up > down})
    })
  }
  const tried = nudged
    .filter(({help}) => help > 0)
    .sort((a, b) => b.help - a.help)
    .slice(0, MOST_TRIED)
  let best: {lever: Lever; times: number; far: number} | null = null
  for (const {lever, up} of tried) {
    const span: [number, number] = [1, up ? FURTHEST : 0]
    const found = await firstThatHolds(trial, lever, span, up)
    if (!found) continue
    // Between the last value that did not do and the first that did.
    const times = (await firstThatHolds(trial, lever, found, false))?.[1] ?? found[1]
    const far = Math.abs(times - 1)
    if (best === null || far < best.far) best = {lever, times, far}
  }
  if (!best) return null
  const is = trial.median(best.lever.input)
  return {quantity: best.lever.quantity, parameter: best.lever.parameter, is, needs: is * best.times}
}

/** The last of the values tried that does not do, and the first that does; of a wide span further apart the farther. */
async function firstThatHolds(
  trial: Trial,
  lever: Lever,
  [from, to]: readonly [number, number],
  wide: boolean,
): Promise<[number, number] | null> {
  const times = Array.from({length: VALUES}, (_, i) => {
    const share = (i + 1) / VALUES
    return from + (to - from) * (wide ? share * share : share)
  })
  const answers = await trial.run(times.map((one) => ({lever, times: one})))
  const first = answers?.findIndex(({share}) => share >= trial.needed) ?? -1
  return first < 0 ? null : [times[first - 1] ?? from, times[first]!]
}

/** The question, run with numbers that differ from run to run. */
class Trial {
  private readonly question: Question
  private readonly later: Awaited<ReturnType<typeof fromNow>>
  /** What is done to the inputs of a plan before it is run. */
  private change: (inputs: Float64Array, names: readonly string[]) => void = () => {}
  private readonly medians = new Map<string, number>()

  private constructor(question: Question, later: Awaited<ReturnType<typeof fromNow>>) {
    this.question = question
    this.later = later
  }

  static async open(question: Question, model: Model): Promise<Trial> {
    const {execute, seed, history} = question
    let trial: Trial | null = null
    const changed: Executor = (plan) => {
      // The history is run as it was; what goes on from it brings inputs of its own.
      if (!trial) return execute(plan)
      const inputs = Float64Array.from(plan.inputs ?? sample(plan.program, RUNS, seed))
      const names = plan.program.inputs.map(({name}) => name)
      trial.change(inputs, names)
      return execute({...plan, inputs})
    }
    const later = await fromNow(model, changed, {runs: RUNS, seed, history})
    trial = new Trial(question, later)
    return trial
  }

  get needed(): number {
    return this.question.share
  }

  /** Of an input, over the runs that values are tried in. */
  median(input: string): number {
    return this.medians.get(input) ?? Number.NaN
  }

  /** For each value the share of runs in which the check holds, and the mean margin; null where no run is valid. */
  async run(
    values: readonly {readonly lever: Lever; readonly times: number}[] | null,
  ): Promise<{share: number; mean: number}[] | null> {
    const {history, settings, effects, margin, least, seed} = this.question
    this.change = (inputs, names) => {
      const width = names.length
      const first = inputs.slice(0, SAMPLES * width)
      names.forEach((name, i) => {
        const column = Array.from({length: SAMPLES}, (_, run) => first[run * width + i]!).sort((a, b) => a - b)
        this.medians.set(name, column[Math.floor(SAMPLES / 2)]!)
      })
      for (let run = 0; run < RUNS; run++) {
        const row = first.subarray((run % SAMPLES) * width, (run % SAMPLES) * width + width)
        inputs.set(row, run * width)
        const value = values?.[Math.floor(run / SAMPLES)]
        if (value) inputs[run * width + names.indexOf(value.lever.input)]! *= value.times
      }
    }
    const runOf = (more: readonly Setting[]) => {
      const program = compile(this.later.model, {...history, settings: [...(history.settings ?? []), ...more]})
      return this.later.execute({program, runs: RUNS, seed, save: effects})
    }
    const base = await runOf([])
    const pressed = settings.length > 0 ? await runOf(settings) : base
    const answers = Array.from({length: values?.length ?? 1}, (_, at) => {
      let [valid, held, sum] = [0, 0, 0]
      for (let run = at * SAMPLES; run < (at + 1) * SAMPLES; run++) {
        if (base.status[run] !== 0 || pressed.status[run] !== 0) continue
        const by = margin(pressed, base, run)
        valid++
        sum += by
        if (by > least) held++
      }
      return valid === 0 ? {share: 0, mean: Number.NEGATIVE_INFINITY} : {share: held / valid, mean: sum / valid}
    })
    return answers.some(({mean}) => Number.isFinite(mean)) ? answers : null
  }
}

/** The model with every number on the way an input, and those inputs. */
function lifted({model, causes, effects}: Question): {model: Model; levers: Lever[]} {
  const way = onTheWay(model, causes, effects)
  const levers: Lever[] = []
  const made: Quantity[] = []
  const parameters = new Set(model.quantities.filter(({kind}) => kind === "parameter").map(({name}) => name))
  const quantities = model.quantities.map((quantity): Quantity => {
    if (!way.has(quantity.name) || quantity.kind === "parameter" || quantity.kind === "lever") return quantity
    for (const name of readBy(quantity))
      if (parameters.has(name) && !levers.some(({input}) => input === name))
        levers.push({input: name, quantity: quantity.name, parameter: name})
    let count = 0
    const lift = (expr: Expr): Expr =>
      rewritten(expr, (part) => {
        if (part.op !== "number" || STRUCTURAL.has(part.value)) return part
        const input = `${quantity.name} number ${++count}`
        levers.push({input, quantity: quantity.name, parameter: null})
        made.push({
          name: input,
          kind: "parameter",
          unit: "1",
          value: {kind: "fixed", value: part.value},
          because: [],
          source: String(part.value),
          line: quantity.line,
        })
        return {op: "name", name: input}
      })
    const {equation, rate} = quantity
    return {
      ...quantity,
      ...(equation && isPlain(equation) ? {equation: lift(equation)} : {}),
      ...(rate && isPlain(rate) ? {rate: lift(rate)} : {}),
    }
  })
  return {model: {...model, quantities: [...quantities, ...made]}, levers}
}

/** Whether an expression wants no constants (the order of a delay) and draws nothing. */
function isPlain(expr: Expr): boolean {
  return [...partsOf(expr)].every((part) => {
    const rule = part.op === "call" ? functions.get(part.fn) : undefined
    return !rule?.memory && !rule?.random && !rule?.block
  })
}

/** Quantities that the causes reach and that reach the effects, the effects among them; all that do, without causes. */
function onTheWay(model: Model, causes: readonly string[], effects: readonly string[]): Set<string> {
  const readers = readersOf(model)
  const writers = new Map<string, string[]>()
  for (const [from, list] of readers) for (const to of list) writers.set(to, [...(writers.get(to) ?? []), from])
  const before = new Set(effects.flatMap((effect) => [effect, ...reachedFrom(effect, writers)]))
  if (causes.length === 0) return before
  const after = new Set(causes.flatMap((cause) => [...reachedFrom(cause, readers)]))
  return new Set([...before].filter((name) => after.has(name)))
}
