// `brink run`: a model once at its central values, or many times. In: a model of any tool or a case. Out: a table of one
// run, quantiles of many, or every run in a file.

import {Fault} from "../core/fault.ts"
import {failureTold, halveStep, type Program, rows, type StepCheck, stepIssues} from "../engine/index.ts"
import {
  centralInputs,
  designKinds,
  type Executor,
  type HeldStocks,
  inParts,
  longTable,
  type Quantiles,
  quantiles,
  type Runs,
  summarised,
  type Whole,
} from "../ensemble/index.ts"
import {writeInPieces} from "../io/index.ts"
import type {Model} from "../model/index.ts"
import {type OneRun, oneRun, refuseLongRun, runCsv} from "./one-run.ts"
import {shown} from "./open-model.ts"
import {planOf, type Ready, type RunOptions, readied} from "./ready-to-run.ts"
import {type ExitCode, oneOf, oneResult, type Request} from "./request.ts"
import {isControl} from "./settings.ts"
import {columns, csvPieces, json, short} from "./tables.ts"
import {noteGuarded, saySome} from "./warnings.ts"

/** `brink run` */
export async function actRun(request: Request, path: string | undefined, o: RunOptions): Promise<ExitCode> {
  oneResult({"--json": o.json === true, "--csv -": o.csv === "-", "--out -": o.out === "-"})
  if (o.from !== undefined) return actGather(request, path, o, o.from)
  if (path === undefined)
    throw new Fault("cli/usage", "Run what? A model, a case or a folder of documents is missing", {
      next: "For example: brink run cases/arms-race. Shards are gathered with --plan FILE --from DIR.",
    })
  refuseWords(o)
  refusePlanWords(o)
  tryFiles(request, [o.csv, o.out, o.plan], [path, ...(o.data ?? [])], o)
  return actOn(request, path, o, null)
}

/** `brink run --plan FILE --from DIR`: what `brink run` of the plan's model would say, read from shards. */
async function actGather(request: Request, path: string | undefined, o: RunOptions, folder: string): Promise<ExitCode> {
  const {openPlan, gathering, refuseOwnWords} = await import("./plan-file.ts")
  if (o.plan === undefined || path !== undefined || o.shards !== undefined || o.engine !== undefined)
    throw new Fault("cli/usage", "--from gathers the shards of a plan, and the plan says of which model they are", {
      next: "brink run --plan FILE --from DIR",
    })
  refuseWords({...o, runs: o.runs ?? 1})
  const opened = openPlan(request, o.plan)
  refuseOwnWords(o, opened.planned)
  tryFiles(request, [o.out], [opened.path, o.plan], o)
  const {json, out, force, quiet, workers} = o
  const options = {...opened.options, json, out, force, quiet, workers} as RunOptions
  return actOn(request, opened.path, options, (ready) => gathering(request, opened, ready, folder))
}

/** Who runs many runs, once it is known what they are; null: whoever runs any. */
type Running = ((ready: Ready) => Promise<Executor>) | null

/** @throws Fault `cli/usage` for words that do not go together. */
function refuseWords(o: RunOptions): void {
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
}

/** The same of words about plans and shards. */
function refusePlanWords({plan, shards, engine, shardRuns, float32, runs, ...o}: RunOptions): void {
  const asked = {"--plan": plan, "--shards": shards, "--engine": engine}
  const asks = Object.entries(asked).find(([, value]) => value !== undefined)?.[0] ?? null
  if (shardRuns !== undefined && asks === null)
    throw new Fault("cli/usage", "--shard-runs says how a plan is cut", {
      next: "Add --plan FILE, --shards DIR or --engine URL.",
    })
  if (float32 && asks === null)
    throw new Fault("cli/usage", "--float32 says what shards keep of each number", {
      next: "Add --plan FILE, --shards DIR or --engine URL.",
    })
  if (asks === null) return
  if (runs === undefined) throw new Fault("cli/usage", `${asks} is for many runs`, {next: "Add --runs N."})
  if (plan === undefined) return
  const others = {"--shards": shards, "--engine": engine, "--out": o.out, "--json": o.json || undefined}
  const also = Object.entries(others).find(([, value]) => value !== undefined)?.[0] ?? null
  if (also !== null)
    throw new Fault("cli/usage", `--plan writes down what is to be run, and ${also} asks for its results`, {
      next: "Leave it out here, and give it where the shards are gathered: --plan FILE --from DIR.",
    })
  if (o.llm !== undefined || o.llmModel !== undefined || o.llmReplies !== undefined)
    throw new Fault("cli/usage", "A plan is computed where no language model is asked", {
      next: "Keep what it read: `brink draft PATH --llm URL --out model.yaml`, and plan with that model.",
    })
}

/** Files are tried before there is any work. */
function tryFiles(
  {io}: Request,
  files: readonly (string | undefined)[],
  inputs: readonly string[],
  o: RunOptions,
): void {
  for (const file of files)
    if (file !== undefined && file !== "-") io.tryToWrite(file, {inputs, force: o.force === true})
}

async function actOn(request: Request, path: string, o: RunOptions, running: Running): Promise<ExitCode> {
  const ready = await readied(request, path, o)
  const {model, program, save, draws, watched, asked, compiled, code} = ready
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
  // Shards that nobody asked to keep.
  const passing: {remove(): void}[] = []
  const passingPath = async (): Promise<string> => {
    const {passingFolder} = await import("../io/shards.ts")
    const made = passingFolder()
    passing.push(made)
    return made.path
  }
  const executing = async (): Promise<Executor> => {
    if (running) return running(ready)
    if (o.shards === undefined && o.engine === undefined)
      return draws ? draws.executing(request.io.execute) : request.io.execute
    const {sharing} = await import("./plan-file.ts")
    return sharing(request, path, o, ready, o.shards ?? (await passingPath()))
  }
  if (o.plan !== undefined) {
    const {writePlan} = await import("./plan-file.ts")
    const {shards, shard} = await writePlan(request, path, o, ready, o.plan)
    request.terminal.note(`${shards} shards of ${shard} runs, numbered from 0`)
    request.terminal.say(`${o.plan}\n`)
    return code
  }
  try {
    const failed =
      o.runs === undefined ? await runOnce(request, ready, o) : await runMany(request, ready, o, await executing())
    warnHeld(request, model, watched, o.runs ?? 1)
    return failed ? 1 : code
  } finally {
    for (const folder of passing) folder.remove()
  }
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
async function runMany(request: Request, ready: Ready, o: RunOptions, executor: Executor): Promise<boolean> {
  const {terminal, io} = request
  const {model, save, draws, watched} = ready
  const {plan, design} = await planOf(ready, o)
  const designing = design && (await import("./design-answers.ts"))
  const bar = terminal.bar("running")
  const execute = telling(request, executor, save.length, bar)
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
        ...(o.float32 && {numbers: "binary32"}),
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
      ])}\n${o.runs} runs, ${failed} failed, seed ${o.seed}, hash ${ran.hash}${o.float32 ? ", numbers of binary32" : ""}\n${designing && answers ? designing.answerTables(answers, ran.time[last]!) : ""}`,
    )
  }
  saySome(terminal.note, draws?.notes ?? [])
  for (const failure of ran.failures.slice(0, 3))
    terminal.warn(`run ${failure.run} failed: ${failureTold(failure, model)}`)
  if (failed > 3) terminal.warn(`and ${failed - 3} more; failed runs are counted, not dropped`)
  return failed > 0
}

/**
 * The same executor, moving a bar. Names that no table holds at once are run for some at a time: how far all are is told
 * by how many of them are done.
 */
function telling({progress}: Request, execute: Executor, names: number, bar: {to(share: number): void}): Executor {
  let before = 0
  return async (plan) => {
    const width = plan.save?.length ?? names
    const tell = (done: number, total: number) => bar.to(Math.min(1, (before + (width * done) / total) / names))
    if (progress) progress.runs = tell
    try {
      return await execute(plan)
    } finally {
      if (progress) progress.runs = null
      before += width
    }
  }
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
