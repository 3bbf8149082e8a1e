// Commands that run a model: run, check, draft, outlook.

import {join} from "node:path"
import {fileURLToPath} from "node:url"
import {Command, Option} from "commander"
import {
  asDecided,
  type Case,
  type CaseDraws,
  drawsOf,
  gatherMap,
  happened,
  inFolder,
  isCase,
  modelOf,
  modelToRun,
  observed,
  openCase,
  readCase,
  readScenario,
  skipped,
  walk,
} from "../case/index.ts"
import {
  type Backtested,
  type Check,
  type CheckResult,
  check as checkModel,
  checkReality,
  runsNeeded,
  skillSaid,
  totalsOf,
} from "../check/index.ts"
import {instantiate, openDigest, writeInPieces, writeParquet} from "../doors/index.ts"
import {
  type CompileOptions,
  type Cut,
  compile,
  emit,
  type Failure,
  type Given,
  halveStep,
  interpret,
  openBlocks,
  type Program,
  rows,
  type StepCheck,
  savedTimes,
  scenarioSettings,
  stepIssues,
} from "../engine/index.ts"
import {
  type Backend,
  centralInputs,
  inParts,
  longTable,
  type Plan,
  quantiles,
  type Runs,
  seedOf,
  type Whole,
} from "../ensemble/index.ts"
import {Fault} from "../fault.ts"
import type {CausalMap} from "../map/index.ts"
import {assertScenario, type Model, printModel} from "../model/index.ts"
import {outlookFile} from "../outlook/index.ts"
import {report} from "../report/index.ts"
import {DEFAULT_RUNS, needsAttention, type Wrap} from "./documents.ts"
import {
  askedOf,
  cutsOf,
  isControl,
  isModelFile,
  namesOf,
  openRunnable,
  refuseData,
  shown,
  splitNames,
} from "./models.ts"
import {
  type Common,
  collect,
  type ExitCode,
  notYet,
  oneOf,
  oneResult,
  options,
  type Request,
  readCut,
  readSetting,
} from "./request.ts"
import {columns, csv, csvPieces, json, short} from "./tables.ts"

/** The case that ships, beside the package. */
const BUNDLED_CASE = fileURLToPath(new URL("../../cases/pakistan-taliban", import.meta.url))

type OutlookOptions = Common & {out: string; since?: string; keep?: boolean; csv?: string; date?: string}

/** `brink outlook` */
export function outlookCommand(wrap: Wrap): Command {
  return new Command("outlook")
    .description("From documents to a report: read, map, model, run, check")
    .argument("[PATH]", "a folder of documents, a document, or a case; default: the case that ships")
    .option("--out <FILE>", "where the report goes", "brink-report.html")
    .option("--keep", "also write claims.jsonl, map.json and outlook.json into the case")
    .option("--csv <FILE>", "also write the outcomes' quantiles over time; - for stdout")
    .option("--since <FILE>", "what changed since an earlier outlook.json")
    .addOption(options.runs().default(DEFAULT_RUNS, "1000"))
    .addOption(options.seed())
    .addOption(options.workers())
    .addOption(options.date())
    .addOption(options.json())
    .addOption(options.maxFile())
    .addOption(options.quiet())
    .addHelpText("after", "\nExample:\n  brink outlook my-articles --out report.html")
    .action(wrap(actOutlook))
}

async function actOutlook(request: Request, given: string | undefined, o: OutlookOptions): Promise<ExitCode> {
  const {doors, terminal} = request
  oneResult({"--json": o.json === true, "--csv -": o.csv === "-"})
  if (o.since !== undefined) notYet("--since", "Compare two outlook.json files by hand, or leave --since out.")
  const path = given ?? BUNDLED_CASE
  if (o.keep && !isCase(path, doors))
    throw new Fault("cli/usage", `--keep writes into a case, and ${path} has no case.yaml`, {
      next: `Make one: brink init DIR ${path}`,
    })
  const kept = o.keep ? ["claims.jsonl", "map.json", "outlook.json"].map((name) => join(path, name)) : []
  for (const file of [o.out, ...(o.csv === undefined || o.csv === "-" ? [] : [o.csv]), ...kept]) doors.tryToWrite(file)
  const bars = new Map([
    ["check", terminal.bar("checking the model")],
    ["weigh", terminal.bar("weighing the runs")],
  ])
  let walked: Awaited<ReturnType<typeof walk>>
  try {
    walked = await walk(path, doors, {
      runs: o.runs!,
      seed: o.seed!,
      ...(o.maxFile !== undefined && {maxFile: o.maxFile}),
      onProgress: (step, share) => bars.get(step)?.to(share),
    })
  } finally {
    for (const bar of bars.values()) bar.end()
  }
  const {opened, outlook, map, reading} = walked
  const page = report({...walked, title: opened.settings.title, edits: opened.edits, ...(o.date && {date: o.date})})
  const shown = o.out.split("\\").join("/")
  const file = outlookFile(outlook, shown)
  doors.writeWhole(o.out, page)
  const table = outlookCsv(outlook)
  if (o.csv !== undefined && o.csv !== "-") doors.writeWhole(o.csv, table)
  if (o.keep) {
    doors.writeWhole(join(path, "claims.jsonl"), reading.claims.map((c) => json(c)).join(""))
    doors.writeWhole(join(path, "map.json"), `${JSON.stringify(map, null, 1)}\n`)
    doors.writeWhole(join(path, "outlook.json"), `${JSON.stringify({...file, report: null}, null, 1)}\n`)
  }
  if (o.json) terminal.say(json(file))
  else if (o.csv === "-") terminal.say(table)
  else terminal.say(`${summary(walked)}\n${shown}\n`)
  for (const note of walked.notes) terminal.note(note)
  const code = needsAttention(request, outlook.skipped, map)
  if (outlook.failed > 0)
    terminal.warn(`${outlook.failed} of ${outlook.runs} runs failed; they are counted, not dropped`)
  return outlook.failed > 0 ? 1 : code
}

type Walked = Awaited<ReturnType<typeof walk>>

function outlookCsv(outlook: Walked["outlook"]): string {
  const names = ["p2_5", "p10", "p25", "p50", "p75", "p90", "p97_5"] as const
  return csv(
    ["outcome", "time", ...names],
    outlook.views.flatMap((view) =>
      view.time.map((time, i) => [view.quantity, time, ...names.map((name) => view[name][i]!)]),
    ),
  )
}

function summary({reading, lineages, map, outlook, check, drafted}: Walked): string {
  const contested = map.links.filter((l) => l.sign === "contested").length
  const built = check.checks.filter((c) => c.byConstruction).length
  return [
    outlook.bottomLine,
    "",
    `${reading.documents.length} documents in ${lineages.length} lineages, ${reading.claims.length} claims; ${map.factors.length} factors, ${map.links.length} links (${contested} contested), ${map.loops.length} loops`,
    `${drafted ? "Drafted model" : "Model of the case"}, ${outlook.runs} runs, ${outlook.failed} failed; ${built > 0 ? `${built} statements were built into it and prove nothing; of the others ` : "checks: "}${Object.entries(
      outlook.checks,
    )
      .map(([verdict, n]) => `${n} ${verdict}`)
      .join(", ")}`,
  ].join("\n")
}

/** `brink check` */
export function checkCommand(wrap: Wrap): Command {
  return new Command("check")
    .description("Does the model say what the documents say?")
    .argument("<PATH>", "a case, documents, or a model file with reality checks")
    .option("--documents <DIR>", "the statements of DIR in place of the case's own")
    .option("--backtest", "score the model against the case's data")
    .option("--data <FILE>", "series for data variables of another tool's model; repeatable", collect)
    .addOption(options.runs().default(DEFAULT_RUNS, "1000"))
    .addOption(options.seed())
    .addOption(options.workers())
    .addOption(options.json())
    .addOption(options.maxFile())
    .addOption(options.quiet())
    .addHelpText(
      "after",
      "\nExample:\n  brink check cases/arms-race --runs 200\n\nExit code 1: a check is contradicted, or files were skipped.",
    )
    .action(wrap(actCheck))
}

type CheckOptions = Common & {documents?: string; backtest?: boolean; data?: readonly string[]}

async function actCheck(request: Request, path: string, o: CheckOptions): Promise<ExitCode> {
  const {doors, terminal} = request
  if (isModelFile(path, request)) return checkModelFile(request, path, o)
  refuseData(path, o.data)
  const opened = await openCase(path, doors, o)
  if (o.documents !== undefined && o.backtest)
    throw new Fault("cli/usage", "--documents leaves the case's data out, and --backtest asks for them", {
      next: "Ask for one of them.",
    })
  const {model, drafted, said, map} =
    o.documents === undefined
      ? await ownStatements(opened, request)
      : await statementsOf(o.documents, opened, request, o)
  const data = o.backtest ? observed(opened, model) : []
  if (o.backtest && data.length === 0)
    throw new Fault("check/no-data", `There are no observed series in ${path} to score the model on`, {
      next: "Put a table into data/ (docs/formats/case.md), and give case.yaml a start date.",
    })
  const draws = drawsOf(opened, {model}, doors)
  const bar = terminal.bar("checking the model")
  const result = await checkModel({
    model,
    map,
    reading: said.reading,
    execute: draws ? draws.executing(doors.execute) : doors.execute,
    runs: o.runs!,
    seed: o.seed!,
    drafted,
    // checks.yaml is of the case; other documents are held against the model alone.
    checks: o.documents === undefined ? opened.checks : [],
    ...happened(opened, model),
    observed: data,
    onProgress: (done, total) => bar.to(done / total),
  })
  bar.end()
  sayChecks(request, result, o)
  for (const note of draws?.notes ?? []) terminal.note(note)
  const code = needsAttention(request, skipped(said.reading), map)
  return result.totals.contradicted > 0 ? 1 : code
}

/** The reality checks of one model file. */
async function checkModelFile(request: Request, path: string, o: CheckOptions): Promise<ExitCode> {
  const {doors, terminal} = request
  if (o.documents !== undefined || o.backtest)
    throw new Fault("cli/usage", `--${o.backtest ? "backtest" : "documents"} is for a case, and ${path} is one model`, {
      next: "Leave it out: what is checked is what the model itself states.",
    })
  const {model, code} = await openRunnable(request, path, o)
  if (!model.realityChecks)
    throw new Fault("check/no-check", `${path} states nothing that could be checked`, {
      next: "Write reality checks: :THE CONDITION: ... :IMPLIES: ... in a .mdl, reality_checks in a model.yaml (docs/methods/checks.md).",
    })
  const bar = terminal.bar("checking the model")
  const checks = await checkReality({
    model,
    execute: doors.execute,
    runs: o.runs!,
    seed: o.seed!,
    onProgress: (done, total) => bar.to(done / total),
  })
  bar.end()
  const totals = totalsOf(checks)
  const runs = runsNeeded(model, o.runs!)
  sayChecks(request, {format: "brink/check@1", model: model.name, runs, seed: o.seed!, checks, totals}, o)
  return totals.contradicted > 0 ? 1 : code
}

/** All checks with their verdicts, and how many have each verdict. */
function sayChecks({terminal}: Request, result: CheckResult, o: Common): void {
  if (o.json) terminal.say(json(result))
  else {
    const counted = result.checks.filter((c) => !c.byConstruction)
    const built = result.checks.length - counted.length
    terminal.say(
      `${withReasons(columns(counted.map((c) => [c.verdict, c.share === null ? "" : c.share.toFixed(2), c.contested ? "contested" : "", c.says])), counted)}${counted.length > 0 ? "\n\n" : ""}${Object.entries(
        result.totals,
      )
        .map(([verdict, n]) => `${n} ${verdict}`)
        .join(", ")}${built > 0 ? `; ${built} hold by construction and are not counted` : ""}\n`,
    )
    if (result.backtest && result.backtest.length > 0) terminal.say(`\n${scoreTable(result.backtest)}\n`)
  }
}

/** The scores of every method, a block for each series and horizon. */
function scoreTable(scored: readonly Backtested[]): string {
  const [scoreWidth, shareWidth] = [7, 7]
  const head = ["MAE", "CRPS"].map((name) => name.padStart(scoreWidth))
  const rows = scored.flatMap((one) => {
    const {quantity, horizon, period, origins, methods, best, low} = one
    const largest = Math.max(...methods.flatMap(({mae, crps}) => [mae, crps]))
    const decimals = Math.min(6, Math.max(1, 2 - Math.floor(Math.log10(largest || 1))))
    return methods.map(({name, mae, crps, coverage}, i) => [
      ...(i === 0 ? [quantity, `${horizon} ${period}${horizon === 1 ? "" : "s"}`, String(origins)] : ["", "", ""]),
      name,
      ...[mae, crps].map((value) => value.toFixed(decimals).padStart(scoreWidth)),
      (coverage === null ? "-" : `${Math.round(100 * coverage)} %`).padStart(shareWidth),
      i === 0 ? `${skillSaid(one)}${low > 0 ? "" : ", no skill"}` : name === best ? "the one to beat" : "",
    ])
  })
  const table = columns([["series", "ahead", "origins", "method", ...head, "in 80 %", "skill (95 %)"], ...rows])
  const fitted = [...new Set(scored.filter((one) => one.fitted > 0).map(({quantity}) => quantity))]
  return fitted.length === 0
    ? table
    : `${table}\n\nNo forecast made in advance: the model names the data of ${fitted.join(" and ")} as a reason for some of its numbers.`
}

/**
 * Under each line that tells of a check of behaviour that does not hold, or of a series that cannot be scored, why.
 */
function withReasons(table: string, checks: readonly Check[]): string {
  const lines = table.split("\n")
  if (lines.length !== checks.length) return table
  const told = lines.map((line, i) => {
    const {kind, verdict, why} = checks[i]!
    const asked = (kind === "behaviour" && verdict !== "holds") || (kind === "data" && verdict.startsWith("not "))
    return asked ? `${line}\n    ${why}` : line
  })
  return told.join("\n")
}

/** The model of a case, and what its own documents say. */
async function ownStatements(opened: Case, {doors}: Request) {
  const said = await readCase(opened, doors)
  const map = gatherMap(opened, said)
  return {...modelOf(opened, map), said: asDecided(opened, said), map}
}

/** The model of a case, and what other documents say, in the words of the case's codebook. */
async function statementsOf(path: string, opened: Case, {doors}: Request, o: Common) {
  const folder = isCase(path, doors) ? inFolder(path, "documents") : path
  const said = await readCase({...(await doors.readDocuments([folder], o)), path}, doors)
  const map = gatherMap({...opened, edits: [], path}, said)
  // Statements of other documents are no links of this draft: none of them holds by construction.
  return {model: (await modelToRun(opened, doors)).model, drafted: false, said, map}
}

/** What of a map its draft does not contain, as a sentence; null when it contains all of it. */
function notDrafted(model: Model, map: CausalMap): string | null {
  const labels = new Set(model.quantities.map(({label}) => label))
  const links = new Set(model.quantities.flatMap(({because}) => because.map((one) => ("link" in one ? one.link : ""))))
  const factors = map.factors.filter(({name}) => !labels.has(name)).map(({name}) => name)
  const doubted = map.links.filter(({id}) => !links.has(id)).length
  const parts = [
    ...(doubted > 0
      ? [doubted === 1 ? "1 link that is hardly believed" : `${doubted} links that are hardly believed`]
      : []),
    ...(factors.length > 0
      ? [`${factors.length === 1 ? "1 factor" : `${factors.length} factors`} without a link (${factors.join(", ")})`]
      : []),
  ]
  return parts.length > 0 ? `not drafted: ${parts.join("; ")}` : null
}

/** `brink draft` */
export function draftCommand(wrap: Wrap): Command {
  return new Command("draft")
    .description("A first model from the map, as text to edit (model.yaml)")
    .argument("<PATH>", "a folder of documents, a document, or a case")
    .addOption(options.maxFile())
    .addOption(options.quiet())
    .addHelpText("after", "\nExample:\n  brink draft my-case > my-case/model.yaml")
    .action(
      wrap(async (request: Request, path: string, o: Common): Promise<ExitCode> => {
        const opened = await openCase(path, request.doors, o)
        const said = await readCase(opened, request.doors)
        const map = gatherMap(opened, said)
        const {model} = modelOf({...opened, model: null}, map)
        request.terminal.say(printModel(model))
        const left = notDrafted(model, map)
        if (left) request.terminal.note(left)
        return needsAttention(request, skipped(said.reading), map)
      }),
    )
}

type RunOptions = Common & {
  csv?: string
  out?: string
  save?: string
  set?: string[]
  cut?: string[]
  scenario?: string
  data?: string[]
  halve?: boolean
  method?: "euler" | "rk2" | "rk4"
  backend?: Backend
}

/** `brink run` */
export function runCommand(wrap: Wrap): Command {
  return new Command("run")
    .description("Run a model once at central values, or many times (--runs)")
    .argument("<MODEL_OR_CASE>", "a .yaml, .mdl, .xmile, .stmx or .xml, a case, or a folder of documents")
    .option("--csv <FILE>", "one run as a table; - for stdout")
    .option("--save <NAMES>", "only these quantities, with commas between")
    .option("--set <NAME=VALUE>", "hold (=), scale (*=) or shift (+=), @FROM..TO behind; repeatable", collect)
    .option("--cut <CAUSE:EFFECT>", "EFFECT sees CAUSE as it was at the start; repeatable", collect)
    .option("--scenario <NAME>", "levers and events of scenarios/NAME.yaml")
    .option("--data <FILE>", "series for data variables of another tool's model; repeatable", collect)
    .option("--halve", "how much half the step would change each output")
    .addOption(
      new Option("--method <METHOD>", "euler, rk2 or rk4; default: the model's own").choices(["euler", "rk2", "rk4"]),
    )
    .option("--backend <NAME>", "interpreter, js or wasm: the same bits; default: the fastest")
    .addOption(options.runs())
    .addOption(options.seed())
    .addOption(options.workers())
    .option("--out <FILE>", "with --runs: every run in long form, .csv or .parquet")
    .addOption(options.json())
    .addOption(options.maxFile())
    .addOption(options.quiet())
    .addHelpText("after", "\nExample:\n  brink run cases/arms-race --method rk4 --csv -")
    .action(wrap(actRun))
}

async function actRun(request: Request, path: string, o: RunOptions): Promise<ExitCode> {
  const {doors} = request
  oneResult({"--json": o.json === true, "--csv -": o.csv === "-", "--out -": o.out === "-"})
  if (o.backend !== undefined) oneOf("backend", o.backend, ["interpreter", "js", "wasm"])
  if (o.runs !== undefined && o.csv !== undefined)
    throw new Fault("cli/usage", "--csv is the table of one run, and --runs asks for many", {
      next: "Use --out FILE.csv for every run, or leave --runs out.",
    })
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
  for (const file of [o.csv, o.out]) if (file !== undefined && file !== "-") doors.tryToWrite(file)

  const {model: asWritten, foreign, folder, draws, code} = await openRunnable(request, path, o)
  const scenario = o.scenario === undefined ? null : readScenario(folder, o.scenario, doors)
  if (scenario) assertScenario(scenario, asWritten)
  const {model, settings} = askedOf(asWritten, (o.set ?? []).map(readSetting), foreign)
  warnIdle(request, model, o.set ?? [])
  const asked: CompileOptions = {
    settings: [...(scenario ? scenarioSettings(scenario) : []), ...settings],
    cuts: cutsOf(
      model,
      (o.cut ?? []).map((text): Cut => readCut(text)),
      foreign,
    ),
    ...(scenario && {events: scenario.events}),
    ...(o.method && {method: o.method}),
  }
  const program = compile(model, asked)
  const save = savedNames(program, o.save, foreign)
  if (o.halve)
    return runHalved(request, halveStep(model, draws?.central ?? centralInputs, asked), save, model.time.step, o)
      ? 1
      : code
  refuseTooLarge(program, save, o)
  if (o.runs === undefined) warnLongSteps(request, path, model, draws?.central ?? centralInputs, asked)
  const failed =
    o.runs === undefined
      ? await runOnce(request, program, save, draws, o)
      : await runMany(request, program, save, draws, o)
  return failed ? 1 : code
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
  for (const text of set) {
    const {from = time.start, to = Number.POSITIVE_INFINITY} = readSetting(text)
    if (from <= time.stop && to > time.start) continue
    terminal.warn(`--set ${text} is never in force: the run goes from ${time.start} to ${time.stop}`)
  }
}

/** Stocks that go away faster than the step can follow, each with its place. */
function warnLongSteps({terminal}: Request, path: string, model: Model, given: Given, asked: CompileOptions): void {
  for (const issue of stepIssues(model, given, asked, path)) terminal.warn(shown(issue))
}

/** How far half the step moves each output, the farthest first. */
function runHalved(
  {terminal}: Request,
  {differences, failures}: StepCheck,
  save: readonly string[],
  step: number,
  o: RunOptions,
): boolean {
  // A model's own variable of the step is half of itself: nobody asks that.
  const wanted = new Set(save.filter((name) => !isControl(name)))
  const kept = differences.filter(({name}) => wanted.has(name))
  if (o.json) terminal.say(json({step, half: step / 2, differences: kept}))
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
  for (const {says} of failures) terminal.warn(`a run failed: ${says}`)
  return failures.length > 0
}

/** One run at the central values: rows of saved times, and what stands in each. */
type OneRun = {
  readonly time: readonly number[]
  value(name: string, row: number): number
  readonly failure: Failure | null
}

/** Runs `program` once, with the central values of its priors or what `central` gives in their place. */
export function oneRun(program: Program, backend: Backend, seed: string, central = centralInputs): OneRun {
  const width = program.outputs.length
  const length = rows(program)
  const table = new Float64Array(length * width)
  const given = central(program)
  const column = new Map(program.outputs.map((output, i) => [output.name, i]))
  const time = [...savedTimes(program)]
  const context = {seed: seedOf(seed), run: 0, count: 1}
  const blocks = backend === "wasm" ? openBlocks(program, instantiate) : null
  if (blocks) {
    const [failure = null] = blocks.run(given, table, context)
    return {time, value: (name, row) => table[column.get(name)! * length + row]!, failure}
  }
  const runner = backend === "interpreter" ? interpret(program) : emit(program)
  const failure = runner.run(given, table, context)
  return {time, value: (name, row) => table[row * width + column.get(name)!]!, failure}
}

/** One run as a CSV file: `Time`, then each name. */
export function runCsv({time, value}: OneRun, names: readonly string[]): Iterable<string> {
  return csvPieces(
    ["Time", ...names],
    time.map((t, row) => [t, ...names.map((name) => value(name, row))]),
  )
}

async function runOnce(
  request: Request,
  program: Program,
  save: readonly string[],
  draws: CaseDraws | null,
  o: RunOptions,
): Promise<boolean> {
  const {terminal} = request
  const run = oneRun(program, o.backend ?? "js", o.seed!, draws?.central)
  const {time, value, failure} = run
  if (o.csv !== undefined) {
    const pieces = runCsv(run, save)
    if (o.csv === "-") for (const piece of pieces) terminal.say(piece)
    else await writeInPieces(o.csv, pieces)
  }
  if (o.json) {
    const values: Record<string, number[]> = Object.create(null)
    for (const name of save) values[name] = time.map((_, row) => value(name, row))
    terminal.say(json({format: "brink/run@1", names: save, time, values}))
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
  if (failure) terminal.warn(`the run failed: ${failure.says}`)
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

async function runMany(
  request: Request,
  program: Program,
  save: readonly string[],
  draws: CaseDraws | null,
  o: RunOptions,
): Promise<boolean> {
  const {terminal, doors} = request
  const execute = draws ? draws.executing(doors.execute) : doors.execute
  const bar = terminal.bar("running")
  const plan: Plan = {program, runs: o.runs!, seed: o.seed!, save, ...(o.backend && {backend: o.backend})}
  const spread: Record<string, ReturnType<typeof quantiles>> = Object.create(null)
  const spreadOf = (part: Runs) => {
    for (const name of part.names) spread[name] = quantiles(part, name)
  }
  // The long table needs every value at once; quantiles and hash do not.
  const all = o.out === undefined ? null : await execute(plan)
  const ran: Whole = all ?? (await inParts(plan, execute, spreadOf, {open: openDigest}))
  bar.end()
  const failed = ran.status.reduce((n, status) => n + (status === 0 ? 0 : 1), 0)
  if (all && o.out !== undefined) {
    spreadOf(all)
    const table = longTable(all)
    if (/\.parquet$/i.test(o.out)) doors.writeWhole(o.out, writeParquet(table))
    else await writeInPieces(o.out, csvPieces(table.names, table.rows()))
  }
  if (o.json)
    terminal.say(
      json({
        format: "brink/runs@1",
        runs: o.runs,
        failed,
        seed: o.seed,
        hash: ran.hash,
        names: ran.names,
        quantiles: spread,
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
      ])}\n${o.runs} runs, ${failed} failed, seed ${o.seed}, hash ${ran.hash}\n`,
    )
  }
  for (const note of draws?.notes ?? []) terminal.note(note)
  for (const failure of ran.failures.slice(0, 3)) terminal.warn(`run ${failure.run} failed: ${failure.says}`)
  if (failed > 3) terminal.warn(`and ${failed - 3} more; failed runs are counted, not dropped`)
  return failed > 0
}
