// `brink run`: a model once at its central values, or many times. In: a model of any tool or a case. Out: a table of one
// run, quantiles of many, or every run in a file.

import type {CaseDraws} from "../case/index.ts"
import {Fault} from "../core/fault.ts"
import {
  type CompileOptions,
  compile,
  failureTold,
  halveStep,
  type Program,
  rows,
  type StepCheck,
  scenarioSettings,
  stepIssues,
} from "../engine/index.ts"
import {
  type Backend,
  centralInputs,
  type DesignKind,
  designKinds,
  HeldStocks,
  inParts,
  inputsOf,
  longTable,
  type Plan,
  type Quantiles,
  quantiles,
  type Runs,
  summarised,
  type Whole,
} from "../ensemble/index.ts"
import {writeInPieces} from "../io/index.ts"
import {assertScenario, type Model, type Scenario} from "../model/index.ts"
import {type OneRun, oneRun, refuseLongRun, runCsv} from "./one-run.ts"
import {openRunnable, shown} from "./open-model.ts"
import {type Common, type ExitCode, oneOf, oneResult, type Request} from "./request.ts"
import {askedOf, cutsOf, isControl, namesOf, readCut, readSetting, splitNames} from "./settings.ts"
import {columns, csvPieces, json, short} from "./tables.ts"
import {noteGuarded, saySome} from "./warnings.ts"

type RunOptions = Common & {
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
}

/** What is to be run. */
type Ready = {
  readonly model: Model
  readonly program: Program
  /** Names to keep, in the model's order. */
  readonly save: readonly string[]
  readonly draws: CaseDraws | null
  /** Looks for stocks that are held. */
  readonly watched: HeldStocks
}

/** `brink run` */
export async function actRun(request: Request, path: string, o: RunOptions): Promise<ExitCode> {
  const {io} = request
  oneResult({"--json": o.json === true, "--csv -": o.csv === "-", "--out -": o.out === "-"})
  if (o.backend !== undefined) oneOf("backend", o.backend, ["interpreter", "js", "wasm"])
  if (o.runs !== undefined && o.csv !== undefined)
    throw new Fault("cli/usage", "--csv is the table of one run, and --runs asks for many", {
      next: "Use --out FILE.csv for every run, or leave --runs out.",
    })
  if (o.design !== undefined) oneOf("design", o.design, designKinds)
  if (o.runs === undefined && o.design !== undefined)
    throw new Fault("cli/usage", "--design says which runs of many are made", {next: "Add --runs N."})
  if (o.halve && (o.runs !== undefined || o.csv !== undefined))
    throw new Fault(
      "cli/usage",
      `--halve compares two runs, and ${o.csv === undefined ? "--runs" : "--csv"} asks for another thing`,
      {
        next: "Ask for one of them.",
      },
    )
  if (o.runs === undefined && o.out !== undefined)
    throw new Fault("cli/usage", "--out is the table of many runs", {
      next: "Add --runs N, or use --csv FILE for one run.",
    })
  if (o.out !== undefined && !/\.(?:csv|parquet)$/i.test(o.out))
    throw new Fault("cli/usage", `--out wants a file that ends in .csv or .parquet, and got '${o.out}'`, {
      next: "For example: --out runs.csv",
    })
  for (const file of [o.csv, o.out])
    if (file !== undefined && file !== "-")
      io.tryToWrite(file, {inputs: [path, ...(o.data ?? [])], force: o.force === true})

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
  const scenario = o.scenario === undefined ? null : await scenarioOf(folder, o.scenario, io)
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
  if (o.runs === undefined) refuseLongRun(program)
  const central = draws?.central ?? centralInputs
  if (o.halve) {
    const halved = halveStep(model, central, {...asked, saved: save})
    return tellHalved(request, halved, save, model.time.step, o) ? 1 : code
  }
  refuseTooLarge(program, save, o)
  // Stocks that go away faster than the step can follow, each with its place.
  if (o.runs === undefined)
    for (const issue of stepIssues(model, central, asked, path, compiled)) request.terminal.warn(shown(issue))
  const watched = new HeldStocks(model, new Set(asked.settings?.map(({name}) => name)))
  const ready: Ready = {model, program, save, draws, watched}
  const failed = o.runs === undefined ? await runOnce(request, ready, o) : await runMany(request, ready, o)
  warnHeld(request, model, watched, o.runs ?? 1)
  return failed ? 1 : code
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

/** Stocks that the engine holds at a bound which their flows would take them beyond, each with its place. */
function warnHeld({terminal}: Request, {file, time}: Model, watched: HeldStocks, runs: number): void {
  saySome(
    terminal.warn,
    watched
      .held()
      .map(
        ({stock, bound, runs: held, first}) =>
          `${file === undefined ? "" : `${file}:${stock.line}: `}'${stock.name}' is held at its bound ${short(bound)}${runs > 1 ? ` in ${held} of ${runs} runs` : ""}, first at ${time.unit} ${short(first)}: its flows would take it beyond\n  Let the flow stop there by itself, such as min(flow, ${stock.name} / step_length), or widen the range.`,
      ),
  )
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

/** How far half the step moves each output, the farthest first; whether a run failed. */
function tellHalved(
  {terminal}: Request,
  {differences, failures}: StepCheck,
  save: readonly string[],
  step: number,
  o: RunOptions,
): boolean {
  // A model's own variable of the step is half of itself: nobody asks that.
  const wanted = new Set(save.filter((name) => !isControl(name)))
  const kept = differences.filter(({name}) => wanted.has(name))
  if (o.json) terminal.give(json({step, half: step / 2, differences: kept}))
  else {
    const order = [...kept].sort((a, b) => b.share - a.share)
    terminal.say(
      `${columns([
        [`step ${step / 2} in place of ${step}`, "share of its range", "at"],
        ...order.map(({name, share, time}) => [
          name,
          share === 0 ? "0" : `${short(100 * share)} %`,
          share === 0 ? "" : short(time),
        ]),
      ])}\n`,
    )
  }
  saySome(
    terminal.warn,
    failures.map(({says}) => `a run failed: ${says}`),
  )
  return failures.length > 0
}

/** Numbers that are copied at once for a look at stocks that are held. */
const LOOKED_AT = 4_000_000

/** Looks through one run for stocks that are held, as many of them with their flows at a time as are quickly copied. */
function watchOne(
  watched: HeldStocks,
  {quantities}: Model,
  {time, value, failure}: OneRun,
  save: readonly string[],
): void {
  const saved = new Set(save)
  const times = Float64Array.from(time)
  let names = new Set<string>()
  const look = () => {
    const series = new Float64Array(names.size * times.length)
    let at = 0
    for (const name of names) for (let row = 0; row < times.length; row++) series[at++] = value(name, row)
    watched.look({names: [...names], time: times, series, status: Uint8Array.of(failure ? 1 : 0)})
    names = new Set()
  }
  for (const {kind, range, name, inflows = [], outflows = []} of quantities) {
    if (kind !== "stock" || range === undefined) continue
    for (const one of [name, ...inflows, ...outflows]) if (saved.has(one)) names.add(one)
    if (names.size * times.length > LOOKED_AT) look()
  }
  if (names.size > 0) look()
}

/** One run at the central values; whether it failed. */
async function runOnce(request: Request, ready: Ready, o: RunOptions): Promise<boolean> {
  const {terminal} = request
  const {model, program, save, draws, watched} = ready
  const run = oneRun(program, o.backend ?? "js", o.seed!, draws?.central)
  const {time, value, failure} = run
  watchOne(watched, model, run, save)
  if (o.csv !== undefined) {
    const pieces = runCsv(run, save)
    if (o.csv === "-") for (const piece of pieces) terminal.give(piece)
    else await writeInPieces(o.csv, pieces)
    noteGuarded(request, save)
  }
  if (o.json) {
    const values: Record<string, number[]> = Object.create(null)
    for (const name of save) values[name] = time.map((_, row) => value(name, row))
    terminal.give(json({format: "brink/run@1", names: save, time, values}))
  } else if (o.csv === undefined) {
    const last = time.length - 1
    const middle = Math.floor(last / 2)
    terminal.say(
      `${columns([
        ["quantity", ...[0, middle, last].map((row) => `at ${short(time[row]!)}`)],
        ...save.map((name) => [name, ...[0, middle, last].map((row) => short(value(name, row)))]),
      ])}\n`,
    )
  }
  if (failure) terminal.warn(`the run failed: ${failureTold(failure, model)}`)
  return failure !== null
}

/** Numbers that one JSON value may hold: what 20 million of them are written in is as long as a text can be. */
const MOST_JSON = 20_000_000
/** Numbers of all runs that a table holds at once, by the end of its file's name: 3 GB, and 400 MB where they are copied. */
const MOST_LONG = {csv: 400_000_000, parquet: 50_000_000}
const QUANTILES = 8

/** @throws Fault `cli/too-large` for results that no file of their kind holds. */
function refuseTooLarge(program: Program, save: readonly string[], o: RunOptions): void {
  const courses = save.length * rows(program)
  const counted = `${save.length} quantities at ${rows(program)} times`
  if (o.json === true && courses * (o.runs === undefined ? 1 : QUANTILES) > MOST_JSON)
    throw new Fault("cli/too-large", `${counted} are more than one JSON value holds`, {
      next: "Name fewer quantities with --save, or ask for a table: --csv FILE.",
    })
  const most = /\.parquet$/i.test(o.out ?? "") ? MOST_LONG.parquet : MOST_LONG.csv
  if (o.out !== undefined && courses * o.runs! > most)
    throw new Fault("cli/too-large", `${o.runs} runs of ${counted} are more than the ${most} numbers of one table`, {
      next: "Name fewer quantities with --save, or ask for fewer runs.",
    })
}

/** Many runs, and what they have in common; whether any failed. */
async function runMany(request: Request, ready: Ready, o: RunOptions): Promise<boolean> {
  const {terminal, io} = request
  const {model, program, save, draws, watched} = ready
  const execute = draws ? draws.executing(io.execute) : io.execute
  const bar = terminal.bar("running")
  if (o.design !== undefined && draws)
    throw new Fault(
      "cli/usage",
      "The case draws its runs from plausible.csv, and --design draws them from the priors",
      {
        next: "Name the model file itself in place of the case.",
      },
    )
  const designing = o.design === undefined ? null : await import("./design-answers.ts")
  const design =
    designing?.askedDesign(o.design!, program, o.runs!, o.seed!, o.save === undefined ? null : save) ?? null
  const plan: Plan = {
    program,
    runs: o.runs!,
    seed: o.seed!,
    save,
    ...(o.backend && {backend: o.backend}),
    ...(design && {inputs: inputsOf(design, program)}),
  }
  const spread: Record<string, Quantiles> = Object.create(null)
  const look = (part: Runs) => watched.look(part)
  const take = (part: Runs) => {
    look(part)
    for (const name of part.names) spread[name] = quantiles(part, name)
  }
  const reduced = async (): Promise<Whole> => {
    const reducing = await io.reducing()
    const summary = await summarised(plan, execute, reducing, {together: watched.together(), look})
    if (!summary) return inParts(plan, execute, take, {open: reducing.open})
    for (const name of save) spread[name] = summary.quantiles.get(name)!
    return summary.whole
  }
  // The long table needs every value at once; quantiles and hash do not.
  const all = o.out === undefined && design === null ? null : await execute(plan)
  const ran = all ?? (await reduced())
  bar.end()
  const failed = ran.status.reduce((n, status) => n + (status === 0 ? 0 : 1), 0)
  if (all) {
    take(all)
    if (o.out !== undefined) await writeLong(request, all, o.out)
  }
  const answers = (design && all && designing?.answersOf(design, all)) ?? null
  if (o.json)
    terminal.give(
      json({
        format: "brink/runs@1",
        runs: o.runs,
        failed,
        seed: o.seed,
        hash: ran.hash,
        names: ran.names,
        quantiles: spread,
        ...(design && {design: design.kind, answers}),
      }),
    )
  else {
    const last = ran.time.length - 1
    terminal.say(
      `${columns([
        [`at ${short(ran.time[last]!)}`, "p10", "p50", "p90"],
        ...ran.names.map((name) => [
          name,
          ...(["p10", "p50", "p90"] as const).map((p) => short(spread[name]![p][last]!)),
        ]),
      ])}\n${o.runs} runs, ${failed} failed, seed ${o.seed}, hash ${ran.hash}\n${designing && answers ? designing.answerTables(answers, ran.time[last]!) : ""}`,
    )
  }
  saySome(terminal.note, draws?.notes ?? [])
  for (const failure of ran.failures.slice(0, 3))
    terminal.warn(`run ${failure.run} failed: ${failureTold(failure, model)}`)
  if (failed > 3) terminal.warn(`and ${failed - 3} more; failed runs are counted, not dropped`)
  return failed > 0
}

/** The long table of all runs into a file: Parquet by its ending, else CSV. */
async function writeLong(request: Request, all: Runs, out: string): Promise<void> {
  const table = longTable(all)
  if (/\.parquet$/i.test(out)) {
    const {writeParquet} = await import("../io/parquet.ts")
    request.io.writeWhole(out, writeParquet(table))
  } else {
    await writeInPieces(out, csvPieces(table.names, table.rows()))
    noteGuarded(request, table.names)
  }
}
