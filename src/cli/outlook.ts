// `brink outlook`: from documents to a report. In: documents or a case. Out: the page, and a summary, one value or a table.

import {join, resolve} from "node:path"
import {z} from "zod"
import {
  type Case,
  cacheByContent,
  changedSince,
  type Io,
  isCase,
  OPEN_QUESTION,
  readEarlier,
  registered,
  runPipeline,
  versionOf,
} from "../case/index.ts"
import {jsonText} from "../core/controls.ts"
import {counted} from "../core/counted.ts"
import {guardedTable} from "../core/csv.ts"
import {Fault} from "../core/fault.ts"
import {USUAL_RUNS} from "../io/limits.ts"
import {printModel, sectorsIn} from "../model/index.ts"
import {amountWords, countsIn, outlookFile, signed} from "../outlook/index.ts"
import type {CarriedFile, FirstReportInput, ReportInput} from "../report/index.ts"
import {BUNDLED_CASE} from "./bundled-case.ts"
import {diffWords} from "./diff.ts"
import {findOutLines} from "./find-out-lines.ts"
import {FOUND, foundFiles} from "./found.ts"
import {type Common, type ExitCode, needsAttention, oneResult, type Request} from "./request.ts"
import {columns, csv, json} from "./tables.ts"
import {noteGuarded, saySome} from "./warnings.ts"

type OutlookOptions = Common & {
  out: string
  since?: string
  keep?: boolean
  csv?: string
  date?: string
  asOf?: string
  retrospective?: boolean
  register?: string
}

/** `brink outlook` */
export async function actOutlook(request: Request, given: string | undefined, o: OutlookOptions): Promise<ExitCode> {
  const {io, terminal} = request
  oneResult({"--json": o.json === true, "--csv -": o.csv === "-"})
  // Looked at before the runs: who waits for them should not learn afterwards that it is torn.
  const earlier = o.since === undefined ? null : readEarlier(o.since, io)
  const path = given ?? BUNDLED_CASE
  if (o.keep && !isCase(path, io))
    throw new Fault("cli/usage", `--keep writes into a case, and ${path} has no case.yaml`, {
      next: `Make one: brink init DIR ${path}`,
    })
  const kept = o.keep ? [...FOUND, "outlook.json"].map((name) => join(path, name)) : []
  const named = [
    o.out,
    ...(o.csv === undefined || o.csv === "-" ? [] : [o.csv]),
    ...(o.register === undefined ? [] : [o.register]),
  ]
  const results = [...named, ...kept]
  if (new Set(results.map((file) => resolve(file))).size < results.length && !o.out.startsWith("/dev/"))
    throw new Fault("cli/usage", `Two results would go into one file: ${results.join(", ")}`, {
      next: "Name another file for one of them.",
    })
  for (const file of named) io.tryToWrite(file, {inputs: [path], force: o.force === true})
  // These three names are Brink's own in a case: every run of the pipeline makes them anew.
  for (const file of kept) io.tryToWrite(file, {within: path, force: true})
  const bars = new Map([
    ["check", terminal.bar("checking the model")],
    ["record", terminal.bar("scoring it on the data")],
    ["outlook", terminal.bar("weighing the runs")],
  ])
  let result: Awaited<ReturnType<typeof runPipeline>>
  try {
    result = await runPipeline(path, io, {
      runs: o.runs!,
      seed: o.seed!,
      ...(o.maxFile !== undefined && {maxFile: o.maxFile}),
      ...(o.asOf !== undefined && {asOf: o.asOf}),
      ...(o.retrospective && {retrospective: true}),
      ...(o.register !== undefined && {register: true}),
      onProgress: (step, share) => bars.get(step)?.to(share),
    })
  } finally {
    for (const bar of bars.values()) bar.end()
  }
  const {notes, outlook, map, reading, first, retrospectives} = result
  const version = versionOf(result, io)
  const changed = earlier && (await changedSince(o.since!, earlier, result, version, io))
  const page = await pageFrom(result, path, request, {changed, ...(o.date && {date: o.date})})
  const shown = o.out.split("\\").join("/")
  const file = {
    ...outlookFile(outlook, shown),
    version,
    ...(changed && {changed}),
    ...(retrospectives.length > 0 && {retrospectives}),
    ...(first && {firstReading: first}),
  }
  io.writeWhole(o.out, page)
  if (o.register !== undefined) {
    const claims = foundFiles(reading, map).get("claims.jsonl")!
    const told = registered(result, {retrospective: o.retrospective === true, claims, made: version.made})
    io.writeWhole(o.register, `${jsonText(told, 1)}\n`)
  }
  const table = outlookCsv(outlook)
  if (o.csv !== undefined && o.csv !== "-") io.writeWhole(o.csv, table)
  if (o.keep) {
    const inCase = {within: path}
    for (const [name, text] of foundFiles(reading, map, sectorsIn(result.model)))
      io.writeWhole(join(path, name), text, inCase)
    io.writeWhole(join(path, "outlook.json"), `${jsonText({...file, changed: undefined, report: null}, 1)}\n`, inCase)
  }
  if (o.json) terminal.give(json(file))
  else if (o.csv === "-") terminal.give(table)
  else
    terminal.say(
      `${summary(result)}\n${changed ? `\n${diffWords(changed, earlier!.runs).join("\n")}\n\n` : ""}${shown}\n`,
    )
  saySome(terminal.note, notes)
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

/** The page that `brink outlook PATH` writes, with its usual number of runs, of a case that is open already. */
export async function livePage(request: Request, opened: Case): Promise<string> {
  const result = await runPipeline(opened.path, request.io, {runs: USUAL_RUNS, seed: "1", opened})
  return await pageFrom(result, opened.path, request, {changed: null})
}

/** The page of what the pipeline gave: of a case that somebody has modelled, or of a first reading. */
async function pageFrom(
  {opened, notes, draws, foretold, ...found}: PipelineResult,
  path: string,
  request: Request,
  more: Pick<ReportInput, "changed" | "date">,
): Promise<string> {
  const {title, question} = opened.settings
  const files = await filesOf({opened, notes, draws, foretold, ...found}, path, request)
  const {first} = found
  const shared = {...found, title, files, ...more}
  return first === null
    ? await pageOf("page", {...shared, untouched: opened.untouched, edits: opened.edits}, opened, request.io)
    : await pageOf("first-page", {...shared, first, ...(question !== OPEN_QUESTION && {question})}, opened, request.io)
}

/** The page, kept by all that it is made of: drawing the whole map takes longer than all else of a page made again. */
async function pageOf<Kind extends keyof Pages>(
  kind: Kind,
  input: Pages[Kind],
  {inMemory, path}: Case,
  io: Io,
): Promise<string> {
  const keepEach = cacheByContent(inMemory ? null : path, io)
  const [page] = await keepEach(kind, [input], z.string(), async (found) => {
    const pages = await import("../report/index.ts")
    return kind === "page" ? pages.report(found as ReportInput) : pages.firstReport(found as FirstReportInput)
  })
  return page!
}

/** The page of a case that an analyst has modelled, and that of a folder that nobody has. */
type Pages = {page: ReportInput; "first-page": FirstReportInput}

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

function summary({
  opened,
  reading,
  lineages,
  map,
  outlook,
  check,
  drafted,
  first,
  retrospectives,
}: PipelineResult): string {
  const contested = map.links.filter((l) => l.sign === "contested").length
  const built = check.checks.filter((c) => c.byConstruction).length
  return [
    first === null ? outlook.bottomLine : first.short.map(({says}) => says).join(" "),
    // Of a draft nothing has a size, so that nothing is worth an amount.
    ...(first === null ? findOutLines(outlook.findOut) : []),
    "",
    `${counted(reading.documents.length, "document")} in ${counted(lineages.length, "lineage")}, ${counted(reading.claims.length, "claim")}; ${counted(map.factors.length, "factor")}, ${counted(map.links.length, "link")} (${contested} contested), ${counted(map.loops.length, "loop")}`,
    `${drafted ? "Drafted model" : opened.untouched ? "Draft that nobody has edited" : "Model of the case"}, ${outlook.runs} runs, ${outlook.failed} failed; ${built > 0 ? `${counted(built, "statement was", "statements were")} built into it and ${built === 1 ? "proves" : "prove"} nothing; of the others ` : "checks: "}${Object.entries(
      outlook.checks,
    )
      .map(([verdict, n]) => `${n} ${verdict}`)
      .join(", ")}`,
    ...(first === null ? stepLines(outlook) : []),
    ...retrospectives.flatMap(({day, since}) =>
      since.map(
        ({label, period, periods, inside}) =>
          `Foretold as of ${day}, and come since: ${label}, ${inside.eight} of ${counted(periods.length, period)} where 8 of 10 runs lay, ${inside.half} where half did`,
      ),
    ),
  ].join("\n")
}

/** The steps shown, by what they do to the first outcome at full strength and at half, who can take each and who loses. */
function stepLines({options, strength, views}: PipelineResult["outlook"]): string[] {
  const [first] = views
  if (!first || options.length === 0 || !strength) return []
  const middle = (effects: readonly {outcome: string; change: {mid: number}}[] = []) => {
    const change = effects.find(({outcome}) => outcome === first.quantity)?.change
    return change ? signed(change.mid) : ""
  }
  const rows = options.map(({label, by, effects, half, price}) => [
    label,
    middle(effects),
    middle(half?.effects),
    effects.some(({outcome, definition}) => outcome === first.quantity && definition) ? "by definition" : "",
    by ?? "",
    (price?.stakes ?? []).flatMap(({holder, loses}) => (loses.length > 0 ? [holder] : [])).join(", "),
  ])
  const unit = countsIn(first.measure) === "share" ? "share of the time" : amountWords(first.unit)
  return [
    "",
    `Steps, and what each changes of ${first.label} (${[first.measure, unit].filter((one) => one !== "").join(", ")}; the middle run):`,
    columns([["step", "whole", "half", "", "who would do it", "who loses"], ...rows]),
    ...(strength?.says ?? []),
    "",
  ]
}
