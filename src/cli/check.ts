// `brink check`: a model held against what documents, people and data say, or its numbers against half the step. In: a case,
// documents, or a model with reality checks. Out: a verdict on each statement.

import {
  asDecided,
  asDrafted,
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
import {counted} from "../core/counted.ts"
import {Fault} from "../core/fault.ts"
import {greatest} from "../core/lists.ts"
import {type Failure, failureTold} from "../engine/index.ts"
import type {Executor} from "../ensemble/index.ts"
import {isModelFile, openRunnable, refuseData} from "./open-model.ts"
import {type Common, type ExitCode, needsAttention, type Request} from "./request.ts"
import {columns, json} from "./tables.ts"
import {saySome} from "./warnings.ts"

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
  const {model, drafted, said, map, ...standing} =
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
    ...standing,
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
      ...(i === 0 ? [quantity, counted(horizon, period), String(origins)] : ["", "", ""]),
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
  return {...(await modelOf(opened, map)), ...asDrafted(opened, map), said: asDecided(opened, said), map}
}

/** The model of a case, and what other documents say, in the words of the case's codebook. */
async function statementsOf(path: string, opened: Case, {io}: Request, o: Common) {
  const folder = isCase(path, io) ? inFolder(path, "documents") : path
  const said = await readCase({...(await io.readDocuments([folder], o)), path}, io)
  const map = gatherMap({...opened, edits: [], path}, said)
  // Statements of other documents are no links of this draft: none of them holds by construction.
  return {model: (await modelToRun(opened, io)).model, drafted: false, said, map}
}
