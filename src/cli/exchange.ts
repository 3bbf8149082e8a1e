// Commands that change formats: import, export, and validate for a model file. In: a model of any tool or a case.
// Out: its text in another format; what the format has no words for is named on stderr.

import type {Target} from "../case/index.ts"
import {Fault} from "../core/fault.ts"
import {compile, stepIssues} from "../engine/index.ts"
import {central, centralInputs} from "../ensemble/index.ts"
import {type Blueprint, blueprintOf, exportMdl, writeSdJson, writeXmile} from "../exchange/index.ts"
import {isForeignModel, marked, writeInPieces} from "../io/index.ts"
import {checkUnits, type Model, parseModel, printModel} from "../model/index.ts"
import {isModelFile, openRunnable, refuseData, refuseGrave, refuseMissing, shown} from "./models.ts"
import {type Common, type ExitCode, oneOf, type Request, TARGETS} from "./request.ts"
import {oneRun, runCsv} from "./simulating.ts"
import {graphml, modelGraphml} from "./tables.ts"
import {noteGuarded, sayIssues, saySome} from "./warnings.ts"

type FormatOptions = Common & {out?: string; to?: string; data?: string[]}

/** `brink import` */
export async function actImport(request: Request, path: string, o: FormatOptions): Promise<ExitCode> {
  const {io} = request
  if (!isForeignModel(path))
    throw new Fault("cli/usage", `${path} is not a model of another tool`, {
      next: "Name a .mdl, .xmile, .stmx or .xml file; `brink draft` makes a model of documents.",
    })
  const target = targetOf(path, o)
  if (o.out !== "-") io.tryToWrite(o.out!, target)
  const {model, code} = await openRunnable(request, path, o)
  hand(request, printModel(model), "yaml", o.out!, target)
  return code
}

/** `brink export` */
export async function actExport(request: Request, path: string, o: FormatOptions): Promise<ExitCode> {
  const {io} = request
  oneOf("format", o.to!, TARGETS)
  const target = {...targetOf(path, o), later: o.to !== "csv"}
  if (o.out !== "-") io.tryToWrite(o.out!, target)
  if (o.to === "graphml" && !isModelFile(path, request)) {
    const {gatherMap, openCase, readCase} = await import("../case/index.ts")
    const opened = await openCase(path, io, o)
    hand(request, graphml(gatherMap(opened, await readCase(opened, io))), o.to, o.out!, target)
    return 0
  }
  const {model, blueprint, draws, code} = await openRunnable(request, path, o)
  if (o.to === "graphml") hand(request, modelGraphml(model), o.to, o.out!, target)
  else if (o.to === "csv") {
    const program = compile(model)
    const run = oneRun(program, "js", "1", draws?.central)
    const names = program.outputs.map((output) => output.name)
    await handPieces(request, runCsv(run, names), o.out!)
    noteGuarded(request, names)
    if (run.failure) {
      request.terminal.warn(`the run failed: ${run.failure.says}`)
      return 1
    }
  } else hand(request, written(request, o.to!, model, blueprint), o.to!, o.out!, target)
  return code
}

/** A model as text in a tool's format, everything that the format cannot hold named on stderr. */
function written(request: Request, format: string, model: Model, blueprint: Blueprint | null): string {
  const say = (notes: readonly string[]) => {
    saySome(
      request.terminal.warn,
      notes.map((note) => `${format}: ${note}`),
    )
  }
  const drawn = blueprint === null ? blueprintOf(model, central) : {blueprint, notes: []}
  say(drawn.notes)
  const {text, notes} =
    format === "mdl"
      ? exportMdl(drawn.blueprint, model, central)
      : format === "xmile"
        ? writeXmile(drawn.blueprint)
        : writeSdJson(drawn.blueprint)
  say(notes)
  return text
}

/** What may be longer than a string can be. */
async function handPieces({terminal}: Request, pieces: Iterable<string>, out: string): Promise<void> {
  if (out !== "-") await writeInPieces(out, pieces)
  else for (const piece of pieces) terminal.give(piece)
}

function hand({terminal, io}: Request, text: string, format: string, out: string, target: Target): void {
  if (out === "-") terminal.give(text)
  else io.replaceOwn(out, marked(text, format), target)
}

/** A model may go where the same one is already: people edit these files, and those that they edited are kept. */
const targetOf = (path: string, o: FormatOptions): Target => ({
  inputs: [path, ...(o.data ?? [])],
  force: o.force === true,
  later: true,
})

/** Mistakes that `validate` lists: all that a reader collects. */
const ALL = Number.POSITIVE_INFINITY

/** `brink validate` for one model file: every issue with its place. Exit code 1 when there is one. */
export async function validateModel(request: Request, path: string, data: readonly string[]): Promise<ExitCode> {
  const {terminal, io} = request
  if (!isForeignModel(path)) {
    refuseData(path, data.length > 0 ? data : undefined)
    const model = parseModel(io.readText(path)!, path)
    compile(model)
    terminal.say(`${[`${path}: ${inWords(model)}`, ...checksInWords(path, model)].join("\n")}\n`)
    const clashes = [...checkUnits(model, path), ...stepIssues(model, centralInputs, {}, path)]
    sayIssues(terminal.warn, clashes, shown)
    return clashes.length > 0 ? 1 : 0
  }
  refuseMissing(io, data)
  const {openModel} = await import("../io/models.ts")
  const {model, issues, dataFiles} = await openModel(path, {data})
  refuseGrave(path, issues, ALL, terminal.always)
  compile(model)
  const warnings = [...issues, ...checkUnits(model, path), ...stepIssues(model, centralInputs, {}, path)]
  const lines = [
    `${path}: ${inWords(model)}`,
    ...dataFiles.map((file) => `${file}: read`),
    ...checksInWords(path, model),
  ]
  terminal.say(`${lines.join("\n")}\n`)
  sayIssues(terminal.warn, warnings, shown)
  return warnings.length > 0 ? 1 : 0
}

function checksInWords(path: string, {realityChecks = []}: Model): string[] {
  if (realityChecks.length === 0) return []
  const many = realityChecks.length === 1 ? "1 reality check" : `${realityChecks.length} reality checks`
  return [`${many}; \`brink check ${path}\` runs ${realityChecks.length === 1 ? "it" : "them"}`]
}

/** "3 stocks, 12 other quantities, 1 table; euler, minute 0 to 30 by 0.125". */
function inWords({quantities, tables = [], time}: Model): string {
  const stocks = quantities.filter((quantity) => quantity.kind === "stock").length
  const count = (n: number, one: string, many: string) => `${n} ${n === 1 ? one : many}`
  const others = quantities.length - stocks
  return `${count(stocks, "stock", "stocks")}, ${count(others, "other quantity", "other quantities")}, ${count(tables.length, "table", "tables")}; ${time.method}, ${time.unit} ${time.start} to ${time.stop} by ${time.step}`
}
