// `brink validate`: a model file, or every file of a case, looked over. In: its path. Out: a line for each file that is in
// order; what is not, on stderr.

import {basename} from "node:path"
import {
  allSets,
  amiss,
  asDecided,
  assertLooksBack,
  type Case,
  clockNotes,
  dated,
  gapsOf,
  inFolder,
  inModelTime,
  livesOf,
  mapOfCase,
  modelOf,
  openCase,
  readCase,
  readScenario,
  scenarioNames,
  skipped,
} from "../case/index.ts"
import {notAskable} from "../check/index.ts"
import type {Reading} from "../claims/index.ts"
import {onOneLine} from "../core/controls.ts"
import {counted} from "../core/counted.ts"
import {Fault, nearest, quoted} from "../core/fault.ts"
import {append} from "../core/lists.ts"
import {parseUnit, printUnit, sameUnit} from "../core/units.ts"
import {compile, stepIssues} from "../engine/index.ts"
import {centralInputs} from "../ensemble/index.ts"
import {isForeignModel} from "../io/index.ts"
import {type CausalMap, findFactor} from "../map/index.ts"
import {
  assertScenario,
  bareWeights,
  checkUnits,
  crowded,
  EASY_INPUTS,
  MOST_INPUTS,
  type Model,
  parseModel,
  unreadSwitches,
} from "../model/index.ts"
import {isModelFile, refuseData, refuseGrave, refuseMissing, shown} from "./open-model.ts"
import {type Common, type ExitCode, needsAttention, type Request} from "./request.ts"
import {slipsOf} from "./slips.ts"
import {sayIssues, saySome} from "./warnings.ts"

/** `brink validate` */
export async function actValidate(request: Request, path: string, o: Common & {data?: string[]}): Promise<ExitCode> {
  if (isModelFile(path, request)) return await validateModel(request, path, o.data ?? [])
  refuseData(path, o.data)
  const {io, terminal} = request
  const opened = await openCase(path, io, o)
  const lines: string[] = []
  const said = opened.sources.length > 0 || opened.model === null ? await readCase(opened, io) : null
  // With the claims that people added: a model may rest on them as on those that were read.
  const reading = said && asDecided(opened, said).reading
  const map = said && reading!.claims.length > 0 ? await mapOfCase(opened, said, io) : null
  if (!opened.inMemory) lines.push(`${inFolder(opened.path, "case.yaml")}: in order`)
  if (said) lines.push(`documents: ${said.documents.length} read, ${counted(said.reading.claims.length, "claim")}`)
  if (opened.codebook.length > 0) lines.push(`factors.yaml: ${counted(opened.codebook.length, "factor")}`)
  if (opened.edits.length > 0) lines.push(`edits.jsonl: ${counted(opened.edits.length, "edit")}`)
  const model = opened.model ?? (map ? (await modelOf(opened, map)).model : null)
  for (const series of opened.series) lines.push(seriesTold(series, model && dated(model, opened.settings)))
  // What only shows when equations are put in order: a loop without a stock, say.
  if (model) compile(model)
  if (opened.model) {
    refuseCrowded(opened.model, inFolder(opened.path, "model.yaml"))
    const stated = opened.model.realityChecks?.length ?? 0
    const checks = stated > 0 ? `, ${counted(stated, "reality check")}` : ""
    lines.push(`model.yaml: ${counted(opened.model.quantities.length, "quantity", "quantities")}${checks}, units agree`)
  }
  for (const name of scenarioNames(opened.path, io)) {
    const scenario = await readScenario(opened.path, name, io)
    if (model) assertScenario(scenario, model)
    lines.push(`scenarios/${name}: in order`)
  }
  for (const {file, until} of model ? allSets(opened, {model}, io) : [])
    lines.push(`${basename(file)}: of this model.yaml, fitted to data until ${until}`)
  if (opened.checks.length > 0) lines.push(`checks.yaml: ${counted(opened.checks.length, "check")}`)
  // Before anything is said: what no value can be assumed for is refused.
  if (model) livesOf(opened, model)
  if (model) assertLooksBack(opened, model, said?.documents ?? [])
  const loose = model ? await looseEnds(opened, model, reading, map) : []
  const slips = await slipsOf(request, opened, said)
  terminal.say(`${lines.join("\n")}\n`)
  let code: ExitCode = needsAttention(request, said ? skipped(said.reading) : [])
  const unsettled = [
    ...(said?.reading.issues ?? []).filter((i) => i.code === "text/front-matter"),
    ...(map?.issues ?? []).filter((i) => /edit|place|lost/.test(i.code)),
  ]
  // Front matter says its place itself.
  if (opened.model) advise(request, opened.model, inFolder(opened.path, "model.yaml"))
  sayIssues(terminal.warn, unsettled, ({file, says}) =>
    says.startsWith(`${file}:`) ? says : `${onOneLine(file)}: ${says}`,
  )
  saySome(terminal.warn, loose)
  saySome(terminal.warn, slips)
  if (unsettled.length > 0 || loose.length > 0 || slips.length > 0) code = 1
  return code
}

/** A column of data: how many values, how many of them before the run, and where some are lacking. */
function seriesTold(series: Case["series"][number], model: Model | null): string {
  const {file, name, points} = series
  const known = model ? inModelTime(series, model.time) : null
  const early = known ? known.points.filter(({time}) => time < model!.time.start).length : 0
  const [first, ...more] = gapsOf(series)
  return [
    `${file}: ${quoted(name)}, ${counted(points.length, "value")}`,
    ...(early > 0 ? [`${early} of them before the run`] : []),
    ...(first
      ? [
          `nothing between ${first.from} and ${first.to}${more.length > 0 ? ` and at ${counted(more.length, "more time")}` : ""}`,
        ]
      : []),
  ].join(", ")
}

/** Names in model.yaml and case.yaml that lead nowhere: claims, links, data files, outcomes. */
async function looseEnds(
  opened: Case,
  model: Model,
  reading: Reading | null,
  map: CausalMap | null,
): Promise<string[]> {
  const found: string[] = []
  const file = inFolder(opened.path, "model.yaml")
  // Claims may be named by the beginnings of their ids: what is looked over is the model that is run.
  const own = opened.model && map ? (await modelOf(opened, map)).model : opened.model
  const claims = new Set(reading?.claims.map((c) => c.id))
  const links = new Set(map?.links.map((l) => l.id))
  const data = new Set(opened.series.map((series) => basename(series.file)))
  for (const q of own?.quantities ?? [])
    for (const because of q.because) {
      const place = `${file}:${q.line}: '${q.name}' rests on`
      if ("claim" in because && !claims.has(because.claim))
        found.push(`${place} the claim ${because.claim}, which no document makes`)
      if ("link" in because && !links.has(because.link))
        found.push(`${place} the link ${because.link}, which the map does not have`)
      if ("data" in because && !data.has(because.data.split(/[#:\s]/)[0]!))
        found.push(`${place} ${because.data}, which is not in data/`)
    }
  for (const {name, sides} of own?.contested ?? [])
    for (const claim of sides.flatMap((side) => side.claims))
      if (!claims.has(claim))
        found.push(`${file}: a side of '${name}' rests on the claim ${claim}, which no document makes`)
  if (own) append(found, switchesTold(own, file))
  const names = new Set([...model.quantities, ...model.contested].map((q) => q.name))
  append(found, looseFactors(opened))
  if (map && own) append(found, clockNotes(opened, own))
  const isFactor = (name: string) => map !== null && findFactor(map, name) !== null
  for (const line of amiss(opened.series, model, isFactor)) found.push(line)
  for (const check of opened.checks) {
    const wrong = notAskable(check, model)
    if (wrong)
      found.push(`${inFolder(opened.path, "checks.yaml")}: check ${check.id} is ${wrong.verdict}: ${wrong.why}`)
  }
  for (const {quantity} of opened.settings.outcomes ?? []) {
    if (names.has(quantity) || names.has((map && findFactor(map, quantity)?.id) ?? "")) continue
    const near = nearest(quantity, names)
    found.push(
      `${inFolder(opened.path, "case.yaml")}: the outcome '${quantity}' is no quantity of the model${near.length > 0 ? `; nearest: ${near.join(", ")}` : ""}`,
    )
  }
  return found
}

/** Switches that no equation reads: both of their sides are one world, and what they are asked about decides nothing. */
function switchesTold(model: Model, file: string): string[] {
  return unreadSwitches(model).map(
    (name) => `${file}: no equation reads the switch '${name}': write if(${name}, ..., ...) where its sides differ`,
  )
}

/** What in factors.yaml differs from the model in a way that looks like a slip. */
function looseFactors({codebook, model, path}: Case): string[] {
  const file = inFolder(path, "factors.yaml")
  const found: string[] = []
  if (!model) return found
  const ids = new Set(codebook.map(({id}) => id))
  const free = model.quantities.map(({name}) => name).filter((name) => !ids.has(name))
  for (const {id, unit} of codebook) {
    const quantity = model.quantities.find(({name}) => name === id)
    const [own, theirs] = [unit === undefined ? null : parseUnit(unit), quantity ? parseUnit(quantity.unit) : null]
    if (own && theirs && !sameUnit(own, theirs))
      found.push(`${file}: ${id} is in ${printUnit(own)} there, and in ${printUnit(theirs)} in the model`)
    // One letter wrong: a factor need not be a quantity of the model.
    const meant = quantity ? undefined : nearest(id, free, 1).find((name) => isSlipOf(id, name))
    if (meant !== undefined) found.push(`${file}: ${id} is no quantity of the model; did you mean ${meant}?`)
  }
  return found
}

/** Whether two names differ by one letter put in, left out or changed. */
function isSlipOf(a: string, b: string): boolean {
  let from = 0
  while (from < Math.min(a.length, b.length) && a[from] === b[from]) from++
  let [endA, endB] = [a.length, b.length]
  while (endA > from && endB > from && a[endA - 1] === b[endB - 1]) {
    endA--
    endB--
  }
  return Math.max(endA, endB) - from <= 1
}

/** Whether a model was written for Brink: equations of other tools were laid out, not worded, and are left as they are. */
function isWrittenHere(path: string, {units}: Model): boolean {
  return !isForeignModel(path) && units !== "warn"
}

/** @throws Fault `model/too-many-inputs` for the equations that read more than anybody can weigh. */
function refuseCrowded(model: Model, file: string): void {
  const all = crowded(model)
  if (all.length === 0) return
  const told = all.map(
    ({name, line, inputs}) => `\n  ${file}:${line}: '${name}' reads ${inputs.length}: ${inputs.join(", ")}`,
  )
  const count = all.length === 1 ? "1 equation has" : `${all.length} equations have`
  throw new Fault("model/too-many-inputs", `${count} more than ${MOST_INPUTS} inputs${told.join("")}`, {
    next: "Give what belongs together a quantity of its own. Parameters are not counted.",
  })
}

/** Tells the author of a model in Brink's own language what is no mistake: bare weights, full equations, quantities without a sector. */
function advise({terminal}: Request, model: Model, file: string): void {
  for (const kind of [weightsTold, fullTold, sectorsTold]) saySome(terminal.warn, kind(model, file))
}

/** Numbers that stand bare in equations that mix indices: how many, then each equation with its place. */
function weightsTold(model: Model, file: string): string[] {
  const all = bareWeights(model)
  if (all.length === 0) return []
  const count = all.reduce((sum, {weights}) => sum + weights.length, 0)
  const weights = count === 1 ? "1 bare weight stands" : `${count} bare weights stand`
  const equations = all.length === 1 ? "1 equation that mixes indices" : `${all.length} equations that mix indices`
  return [
    `${file}: ${weights} in ${equations}: no run varies them; name each as a parameter with a range`,
    ...all.map(({name, line, weights}) => `${file}:${line}: '${name}' has ${weights.length}: ${weights.join(", ")}`),
  ]
}

/** Equations that read more than a reader weighs at a glance, and no more than are refused. */
function fullTold(model: Model, file: string): string[] {
  return crowded(model, EASY_INPUTS).map(
    ({name, line, inputs}) =>
      `${file}:${line}: '${name}' reads ${inputs.length}, more than ${EASY_INPUTS}: give what belongs together a quantity of its own`,
  )
}

/** Where some quantities say their sector, how many do not, and which. */
function sectorsTold({quantities}: Model, file: string): string[] {
  const without = quantities.filter(({sector}) => sector === undefined)
  if (without.length === 0 || without.length === quantities.length) return []
  const names = without.slice(0, MOST_UNPLACED).map(({name, line}) => `'${name}' (line ${line})`)
  const more = without.length > MOST_UNPLACED ? `, and ${without.length - MOST_UNPLACED} more` : ""
  return [
    `${file}: ${without.length} of ${quantities.length} quantities ${without.length === 1 ? "has" : "have"} no sector: ${names.join(", ")}${more}`,
  ]
}

/** Quantities without a sector that are named. */
const MOST_UNPLACED = 5

/** Mistakes that `validate` lists: all that a reader collects. */
const ALL = Number.POSITIVE_INFINITY

/** One model file: every issue with its place. Exit code 1 when there is one. */
async function validateModel(request: Request, path: string, data: readonly string[]): Promise<ExitCode> {
  const {terminal} = request
  const {model, issues, dataFiles} = isForeignModel(path)
    ? await foreignModel(request, path, data)
    : {model: ownModel(request, path, data), issues: [], dataFiles: []}
  if (isWrittenHere(path, model)) refuseCrowded(model, path)
  const program = compile(model)
  const unread = switchesTold(model, path)
  const warnings = [...issues, ...checkUnits(model, path), ...stepIssues(model, centralInputs, {}, path, program)]
  const lines = [
    `${path}: ${inWords(model)}`,
    ...dataFiles.map((file) => `${file}: read`),
    ...checksInWords(path, model),
  ]
  terminal.say(`${lines.join("\n")}\n`)
  if (isWrittenHere(path, model)) advise(request, model, path)
  sayIssues(terminal.warn, warnings, shown)
  saySome(terminal.warn, unread)
  return warnings.length > 0 || unread.length > 0 ? 1 : 0
}

function ownModel({io}: Request, path: string, data: readonly string[]): Model {
  refuseData(path, data.length > 0 ? data : undefined)
  return parseModel(io.readText(path)!, path)
}

async function foreignModel({io, terminal}: Request, path: string, data: readonly string[]) {
  refuseMissing(io, data)
  const {openModel} = await import("../io/models.ts")
  const opened = await openModel(path, {data})
  refuseGrave(path, opened.issues, ALL, terminal.always)
  return opened
}

function checksInWords(path: string, {realityChecks = []}: Model): string[] {
  if (realityChecks.length === 0) return []
  const many = realityChecks.length === 1 ? "1 reality check" : `${realityChecks.length} reality checks`
  return [`${many}; \`brink check ${path}\` runs ${realityChecks.length === 1 ? "it" : "them"}`]
}

/** "3 stocks, 12 other quantities, 1 table; euler, minute 0 to 30 by 0.125". */
function inWords({quantities, tables = [], time}: Model): string {
  const stocks = quantities.filter((quantity) => quantity.kind === "stock").length
  const others = quantities.length - stocks
  return `${counted(stocks, "stock")}, ${counted(others, "other quantity", "other quantities")}, ${counted(tables.length, "table")}; ${time.method}, ${time.unit} ${time.start} to ${time.stop} by ${time.step}`
}
