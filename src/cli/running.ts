// Commands that make a model of what documents say and hold it against them: outlook, check, draft.

import {join, resolve} from "node:path"
import {fileURLToPath} from "node:url"
import {
  asDecided,
  type Case,
  drawnFor,
  drawsOf,
  gatherMap,
  happened,
  inFolder,
  isCase,
  mapOfCase,
  modelOf,
  modelToRun,
  observed,
  openCase,
  readCase,
  runPipeline,
  skipped,
} from "../case/index.ts"
import {
  type Backtested,
  type Check,
  type CheckResult,
  check as checkModel,
  checkReality,
  numerics,
  runsNeeded,
  skillSaid,
  totalsOf,
} from "../check/index.ts"
import {jsonText} from "../core/controls.ts"
import {guardedTable} from "../core/csv.ts"
import {Fault} from "../core/fault.ts"
import {greatest} from "../core/lists.ts"
import {leftOut} from "../draft/index.ts"
import {type Failure, failureTold} from "../engine/index.ts"
import type {Executor} from "../ensemble/index.ts"
import {type CausalMap, printedMap} from "../map/index.ts"
import {printModel} from "../model/index.ts"
import {outlookFile} from "../outlook/index.ts"
import type {CarriedFile} from "../report/index.ts"
import {isModelFile, openRunnable, refuseData} from "./models.ts"
import {type Common, type ExitCode, needsAttention, notYet, oneResult, type Request} from "./request.ts"
import {columns, csv, json} from "./tables.ts"
import {noteGuarded, saySome} from "./warnings.ts"

/** The case that ships, beside the package. */
const BUNDLED_CASE = fileURLToPath(new URL("../../cases/pakistan-taliban", import.meta.url))

type OutlookOptions = Common & {out: string; since?: string; keep?: boolean; csv?: string; date?: string}

/** `brink outlook` */
export async function actOutlook(request: Request, given: string | undefined, o: OutlookOptions): Promise<ExitCode> {
  const {io, terminal} = request
  oneResult({"--json": o.json === true, "--csv -": o.csv === "-"})
  if (o.since !== undefined) notYet("--since", "Compare two outlook.json files by hand, or leave --since out.")
  const path = given ?? BUNDLED_CASE
  if (o.keep && !isCase(path, io))
    throw new Fault("cli/usage", `--keep writes into a case, and ${path} has no case.yaml`, {
      next: `Make one: brink init DIR ${path}`,
    })
  const kept = o.keep ? ["claims.jsonl", "map.json", "outlook.json"].map((name) => join(path, name)) : []
  const results = [o.out, ...(o.csv === undefined || o.csv === "-" ? [] : [o.csv]), ...kept]
  if (new Set(results.map((file) => resolve(file))).size < results.length && !o.out.startsWith("/dev/"))
    throw new Fault("cli/usage", `Two results would go into one file: ${results.join(", ")}`, {
      next: "Name another file for one of them.",
    })
  for (const file of [o.out, ...(o.csv === undefined || o.csv === "-" ? [] : [o.csv])])
    io.tryToWrite(file, {inputs: [path], force: o.force === true})
  // These three names are Brink's own in a case: every run of the pipeline makes them anew.
  for (const file of kept) io.tryToWrite(file, {within: path, force: true})
  const bars = new Map([
    ["check", terminal.bar("checking the model")],
    ["record", terminal.bar("scoring it on the data")],
    ["weigh", terminal.bar("weighing the runs")],
  ])
  let walked: Awaited<ReturnType<typeof runPipeline>>
  try {
    walked = await runPipeline(path, io, {
      runs: o.runs!,
      seed: o.seed!,
      ...(o.maxFile !== undefined && {maxFile: o.maxFile}),
      onProgress: (step, share) => bars.get(step)?.to(share),
    })
  } finally {
    for (const bar of bars.values()) bar.end()
  }
  const {opened, outlook, map, reading} = walked
  const {report} = await import("../report/index.ts")
  const files = await filesOf(walked, path, request)
  const page = report({
    ...walked,
    title: opened.settings.title,
    edits: opened.edits,
    files,
    ...(o.date && {date: o.date}),
  })
  const shown = o.out.split("\\").join("/")
  const file = outlookFile(outlook, shown)
  io.writeWhole(o.out, page)
  const table = outlookCsv(outlook)
  if (o.csv !== undefined && o.csv !== "-") io.writeWhole(o.csv, table)
  if (o.keep) {
    const inCase = {within: path}
    io.writeWhole(join(path, "claims.jsonl"), reading.claims.map((c) => json(c)).join(""), inCase)
    io.writeWhole(join(path, "map.json"), `${jsonText(printedMap(map), 1)}\n`, inCase)
    io.writeWhole(join(path, "outlook.json"), `${jsonText({...file, report: null}, 1)}\n`, inCase)
  }
  if (o.json) terminal.give(json(file))
  else if (o.csv === "-") terminal.give(table)
  else terminal.say(`${summary(walked)}\n${shown}\n`)
  saySome(terminal.note, walked.notes)
  if (o.csv !== undefined)
    noteGuarded(
      request,
      outlook.views.map(({quantity}) => quantity),
    )
  const code = needsAttention(request, outlook.skipped, map)
  if (outlook.failed > 0)
    terminal.warn(`${outlook.failed} of ${outlook.runs} runs failed; they are counted, not dropped`)
  return outlook.failed > 0 ? 1 : code
}

type PipelineResult = Awaited<ReturnType<typeof runPipeline>>

/** The model as its author wrote it, or as it was drafted; the same for other tools; and the data that it was held against. */
async function filesOf({opened, model, drafted}: PipelineResult, path: string, {io}: Request): Promise<CarriedFile[]> {
  const own = opened.inMemory ? null : io.readText(join(path, "model.yaml"), path)
  const files: CarriedFile[] = [
    {
      name: "model.yaml",
      says:
        own === null || drafted
          ? "the model as it was drafted; brink run takes it"
          : "the model as it stands in the case; brink run takes it",
      text: own === null || drafted ? printModel(model) : own,
    },
  ]
  const {central} = await import("../ensemble/index.ts")
  const {blueprintOf, writeXmile} = await import("../exchange/index.ts")
  try {
    const drawn = blueprintOf(model, central)
    const {text, notes} = writeXmile(drawn.blueprint)
    const lost = [...drawn.notes, ...notes].length
    files.push({
      name: "model.xmile",
      says: `the same for tools that read XMILE 1.0${lost > 0 ? "; what it has no words for, brink export names" : ""}`,
      text,
    })
  } catch (problem) {
    // What XMILE cannot say at all is refused by the writer; the page then goes without.
    if (!(problem instanceof Fault)) throw problem
  }
  if (!opened.inMemory)
    for (const name of io.listFiles(join(path, "data"), [".csv"])) {
      const text = io.readText(join(path, "data", name), path)
      if (text !== null)
        files.push({
          name: `data/${name}`,
          says: "observed, with source and licence in its first lines",
          text: guardedTable(text),
        })
    }
  return files
}

function outlookCsv(outlook: PipelineResult["outlook"]): string {
  const names = ["p2_5", "p10", "p25", "p50", "p75", "p90", "p97_5"] as const
  return csv(
    ["outcome", "time", ...names],
    outlook.views.flatMap((view) =>
      view.time.map((time, i) => [view.quantity, time, ...names.map((name) => view[name][i]!)]),
    ),
  )
}

function summary({reading, lineages, map, outlook, check, drafted}: PipelineResult): string {
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

type CheckOptions = Common & {documents?: string; backtest?: boolean; numerics?: boolean; data?: readonly string[]}

/** `brink check` */
export async function actCheck(request: Request, path: string, o: CheckOptions): Promise<ExitCode> {
  const {io, terminal} = request
  if (isModelFile(path, request)) return checkModelFile(request, path, o)
  refuseData(path, o.data)
  const opened = await openCase(path, io, o)
  if (o.documents !== undefined && o.backtest)
    throw new Fault("cli/usage", "--documents leaves the case's data out, and --backtest asks for them", {
      next: "Ask for one of them.",
    })
  if (o.numerics) return checkNumerics(request, opened, o)
  const {model, drafted, said, map} =
    o.documents === undefined
      ? await ownStatements(opened, request)
      : await statementsOf(o.documents, opened, request, o)
  const data = o.backtest ? observed(opened, model) : []
  if (o.backtest && data.length === 0)
    throw new Fault("check/no-data", `There are no observed series in ${path} to score the model on`, {
      next: "Put a table into data/ (docs/formats/case.md), and give case.yaml a start date.",
    })
  const draws = drawsOf(opened, {model}, io)
  const failed = new Set<number>()
  let first: Failure | undefined
  const execute: Executor = async (plan) => {
    const ran = await io.execute(plan)
    first ??= ran.failures[0]
    for (const {run} of ran.failures) failed.add(run)
    return ran
  }
  const bar = terminal.bar("checking the model")
  const result = await checkModel({
    model,
    map,
    reading: said.reading,
    ...drawnFor(opened, model, draws, execute),
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
  saySome(terminal.note, draws?.notes ?? [])
  const code = needsAttention(request, skipped(said.reading), map)
  if (first)
    terminal.warn(
      `${failed.size} of ${o.runs} runs failed under some check; each check says how many it leaves out. The first: ${failureTold(first, model)}`,
    )
  return result.totals.contradicted > 0 || first ? 1 : code
}

/** The numbers of a case's model: its step, and its bounds. */
async function checkNumerics(request: Request, opened: Case, o: CheckOptions): Promise<ExitCode> {
  const {io} = request
  if (o.documents !== undefined || o.backtest)
    throw new Fault(
      "cli/usage",
      `--numerics asks about the model alone, and --${o.backtest ? "backtest" : "documents"} is given`,
      {next: "Ask for one of them."},
    )
  const modelled = await modelToRun(opened, io)
  const {model} = modelled
  const known = new Set(model.quantities.map(({name}) => name))
  const wanted = (opened.settings.outcomes ?? []).map(({quantity}) => quantity)
  const asked = wanted.filter((name) => known.has(name))
  for (const name of wanted)
    if (!known.has(name))
      request.terminal.warn(`${inFolder(opened.path, "case.yaml")}: the outcome '${name}' is no quantity of the model`)
  const stocks = model.quantities.filter(({kind}) => kind === "stock").map(({name}) => name)
  const draws = drawsOf(opened, modelled, io)
  const checks = await numerics({
    model,
    execute: draws ? draws.executing(io.execute) : io.execute,
    runs: o.runs!,
    seed: o.seed!,
    outcomes: asked.length > 0 ? asked : stocks,
  })
  const totals = totalsOf(checks)
  sayChecks(request, {format: "brink/check@1", model: model.name, runs: o.runs!, seed: o.seed!, checks, totals}, o)
  return totals.contradicted > 0 ? 1 : 0
}

/** The reality checks of one model file. */
async function checkModelFile(request: Request, path: string, o: CheckOptions): Promise<ExitCode> {
  const {io, terminal} = request
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
    execute: io.execute,
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
  if (o.json) terminal.give(json(result))
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
    const largest = greatest(methods.flatMap(({mae, crps}) => [mae, crps]))
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
async function ownStatements(opened: Case, {io}: Request) {
  const said = await readCase(opened, io)
  const map = await mapOfCase(opened, said, io)
  return {...modelOf(opened, map), said: asDecided(opened, said), map}
}

/** The model of a case, and what other documents say, in the words of the case's codebook. */
async function statementsOf(path: string, opened: Case, {io}: Request, o: Common) {
  const folder = isCase(path, io) ? inFolder(path, "documents") : path
  const said = await readCase({...(await io.readDocuments([folder], o)), path}, io)
  const map = gatherMap({...opened, edits: [], path}, said)
  // Statements of other documents are no links of this draft: none of them holds by construction.
  return {model: (await modelToRun(opened, io)).model, drafted: false, said, map}
}

/** What of a map its draft does not contain, as a sentence; null when it contains all of it. */
function notDrafted(map: CausalMap): string | null {
  const {factors, links} = leftOut(map)
  const names = factors.map(({name}) => name).join(", ")
  const parts = [
    ...(links.length > 0
      ? [links.length === 1 ? "1 link that is hardly believed" : `${links.length} links that are hardly believed`]
      : []),
    ...(factors.length > 0
      ? [`${factors.length === 1 ? "1 factor" : `${factors.length} factors`} without a link (${names})`]
      : []),
  ]
  return parts.length > 0 ? `not drafted: ${parts.join("; ")}` : null
}

/** `brink draft` */
export async function actDraft(request: Request, path: string, o: Common): Promise<ExitCode> {
  const opened = await openCase(path, request.io, o)
  const said = await readCase(opened, request.io)
  const map = await mapOfCase(opened, said, request.io)
  const {model} = modelOf({...opened, model: null}, map)
  request.terminal.give(printModel(model))
  const left = notDrafted(map)
  if (left) request.terminal.note(left)
  return needsAttention(request, skipped(said.reading), map)
}
