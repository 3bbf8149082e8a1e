// A model made ready to be run: opened, set as asked, compiled. In: a path and what was typed behind it. Out: a program with
// the names to keep, and the plan of many runs. `run` and `shard` make it in the same way, so that they mean the same runs.

import type {CaseDraws} from "../case/index.ts"
import {Fault} from "../core/fault.ts"
import {type CompileOptions, compile, type Program, scenarioSettings} from "../engine/index.ts"
import {type Backend, type Design, type DesignKind, HeldStocks, inputsOf, type Plan} from "../ensemble/index.ts"
import {assertScenario, type Model, type Scenario} from "../model/index.ts"
import {openRunnable} from "./open-model.ts"
import type {Common, ExitCode, Request} from "./request.ts"
import {askedOf, cutsOf, namesOf, readCut, readSetting, splitNames} from "./settings.ts"
import {saySome} from "./warnings.ts"

/** What `brink run` is asked for. */
export type RunOptions = Common & {
  csv?: string
  out?: string
  save?: string
  set?: string[]
  cut?: string[]
  scenario?: string
  data?: string[]
  halve?: boolean
  strict?: boolean
  method?: "euler" | "rk2" | "rk4"
  backend?: Backend
  design?: DesignKind
  plan?: string
  from?: string
  shards?: string
  engine?: string
  shardRuns?: number
  float32?: boolean
}

/** What is to be run. */
export type Ready = {
  /** The command's own exit code so far: 1 where something of the model or the case needs attention. */
  readonly code: ExitCode
  readonly asked: CompileOptions
  /** As compiled, where every output is watched. */
  readonly compiled: Program
  readonly model: Model
  readonly program: Program
  /** Names to keep, in the model's order. */
  readonly save: readonly string[]
  readonly draws: CaseDraws | null
  /** Looks for stocks that are held. */
  readonly watched: HeldStocks
}

/**
 * The model of a path, set as asked and compiled.
 * @throws Fault as `openRunnable` and `compile`; `cli/usage` for names that the model lacks.
 */
export async function readied(request: Request, path: string, o: RunOptions): Promise<Ready> {
  const {
    model: asWritten,
    foreign,
    folder,
    draws,
    code,
  } = await openRunnable(request, path, {
    ...o,
    absent: o.strict ? "refused" : "lost",
  })
  const scenario = o.scenario === undefined ? null : await scenarioOf(folder, o.scenario, request.io)
  if (scenario) {
    assertScenario(scenario, asWritten)
    warnNever(request, asWritten, scenario)
  }
  const {model, settings} = askedOf(asWritten, (o.set ?? []).map(readSetting), foreign)
  warnIdle(request, model, o.set ?? [])
  const asked: CompileOptions = {
    settings: [...(scenario ? scenarioSettings(scenario) : []), ...settings],
    cuts: cutsOf(model, (o.cut ?? []).map(readCut), foreign),
    ...(scenario && {events: scenario.events}),
    ...(o.method && {method: o.method}),
    ...(o.strict && {strict: true}),
  }
  const compiled = compile(model, asked)
  const save = savedNames(compiled, o.save, foreign)
  const saved = new Set(save)
  // A value that is not finite loses a run only where it is saved.
  const program = {...compiled, watched: compiled.outputs.flatMap(({name}, i) => (saved.has(name) ? [i] : []))}
  const watched = new HeldStocks(model, new Set(asked.settings?.map(({name}) => name)))
  return {code, asked, compiled, model, program, save, draws, watched}
}

/** The plan of many runs; their inputs are in it only where a design says them. @throws Fault `cli/usage`, as `askedDesign`. */
export async function planOf(
  {program, save, draws}: Ready,
  o: RunOptions,
): Promise<{readonly plan: Plan; readonly design: Design | null}> {
  if (o.design !== undefined && draws)
    throw new Fault(
      "cli/usage",
      "The case draws its runs from plausible.csv, and --design draws them from the priors",
      {
        next: "Name the model file itself in place of the case.",
      },
    )
  const design =
    o.design === undefined
      ? null
      : (await import("./design-answers.ts")).askedDesign(
          o.design,
          program,
          o.runs!,
          o.seed!,
          o.save === undefined ? null : save,
        )
  const plan: Plan = {
    program,
    runs: o.runs!,
    seed: o.seed!,
    save,
    ...(o.backend && {backend: o.backend}),
    ...(design && {inputs: inputsOf(design, program)}),
  }
  return {plan, design}
}

/** A scenario that lies with the model. */
async function scenarioOf(folder: string, name: string, io: Request["io"]): Promise<Scenario> {
  const {readScenario} = await import("../case/index.ts")
  return readScenario(folder, name, io)
}

/** Names to keep, in the model's order. */
function savedNames(program: Program, save: string | undefined, foreign: boolean): string[] {
  const names = program.outputs.map((output) => output.name)
  if (save === undefined) return names
  const known = namesOf(names, foreign)
  const wanted = new Set(splitNames(save).flatMap((name) => known.all(name)))
  return names.filter((name) => wanted.has(name))
}

/** Settings of times that the run has not: a year in place of a week runs, and changes nothing. */
function warnIdle({terminal}: Request, {time}: Model, set: readonly string[]): void {
  const idle: string[] = []
  for (const text of set) {
    const {from = time.start, to = Number.POSITIVE_INFINITY} = readSetting(text)
    if (from <= time.stop && to > time.start) continue
    idle.push(`--set ${text} is never in force: the run goes from ${time.start} to ${time.stop}`)
  }
  saySome(terminal.warn, idle)
}

/** What of a scenario lies beyond the run. */
function warnNever({terminal}: Request, {time}: Model, {events, levers, name, places}: Scenario): void {
  const run = `the run goes from ${time.start} to ${time.stop}`
  const at = (path: string) => (places?.has(path) ? `${places.get(path)}: ` : `scenario ${name}: `)
  const never: string[] = []
  for (const [lever, spans] of Object.entries(levers))
    for (const {from, to = Number.POSITIVE_INFINITY} of spans)
      if (from > time.stop || to <= time.start)
        never.push(`${at(`levers.${lever}`)}'${lever}' from ${from} is never in force: ${run}`)
  events.forEach((event, i) => {
    if (event.at < time.start || event.at > time.stop)
      never.push(`${at(`events.${i}`)}the event at ${event.at} never happens: ${run}`)
  })
  saySome(terminal.warn, never)
}
