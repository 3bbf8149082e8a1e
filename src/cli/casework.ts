// Commands that make a case and look it over: init, validate, schema. Decisions about it are in reviewing.ts.

import {basename} from "node:path"
import {
  amiss,
  type Case,
  clockNotes,
  dated,
  drawsOf,
  type FormatName,
  formats,
  gapsOf,
  gatherMap,
  inFolder,
  inModelTime,
  isCase,
  jsonSchema,
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
import {jsonText, onOneLine} from "../core/controls.ts"
import {Fault, nearest, quoted} from "../core/fault.ts"
import {append} from "../core/lists.ts"
import {parseUnit, printUnit, sameUnit} from "../core/units.ts"
import {compile} from "../engine/index.ts"
import {type CausalMap, findFactor, printedMap} from "../map/index.ts"
import {assertScenario, type Model} from "../model/index.ts"
import {isModelFile, refuseData} from "./models.ts"
import {type Common, type ExitCode, needsAttention, oneOf, type Request} from "./request.ts"
import {json} from "./tables.ts"
import {sayIssues, saySome} from "./warnings.ts"

type InitOptions = Common & {title?: string; question?: string}

/** What was found in the documents, to read and to compare; every run of the pipeline makes them anew. */
const FOUND = ["claims.jsonl", "map.json"] as const

/** `brink init` */
export async function actInit(
  request: Request,
  folder: string,
  documents: string[],
  o: InitOptions,
): Promise<ExitCode> {
  const {io, terminal} = request
  const there = io.kindOfPath(folder)
  if (there === "file" || (there === "folder" && isCase(folder, io)))
    throw new Fault("case/already-there", `${folder} is ${there === "file" ? "a file" : "a case already"}`, {
      next: "Name another folder.",
    })
  for (const name of FOUND)
    if (!o.force && there === "folder" && io.kindOfPath(inFolder(folder, name)) !== null)
      throw new Fault("doors/not-ours", `${inFolder(folder, name)} is there already, and ${folder} is no case`, {
        next: "Name another folder; --force replaces it.",
      })
  const found = documents.length > 0 ? await io.readDocuments(documents, o) : {sources: [], issues: []}
  // What is kept is the text as read, so that offsets count in it: a page is kept as the Markdown it was turned into.
  const taken = new Set<string>()
  const above = documents.length > 1 ? commonFolder(found.sources.map((source) => source.file)) : 0
  const named = found.sources.map((source) => ({
    ...source,
    file: freeName(source.file.slice(above), isPage(source), taken),
  }))
  // Documents that were named and cannot be read are refused; a case may begin without any.
  const said =
    documents.length > 0
      ? await readCase(
          {
            path: documents.join(" "),
            sources: named.map((s) => ({...s, kind: isPage(s) ? ("markdown" as const) : s.kind})),
            issues: found.issues,
          },
          io,
        )
      : null
  const title = o.title ?? basename(folder)
  const yaml = [
    "format: brink/case@1",
    `title: ${jsonText(title)}`,
    `question: ${jsonText(o.question ?? "What do these documents say will happen, and what would change it?")}`,
    "horizon: 52 weeks",
    "# start: 2031-10-01          the day that time 0 stands for",
    "# outcomes:                  what to report; without them the map chooses",
    "#   - {quantity: raids, measure: level}",
    "",
  ].join("\n")
  const writeFound = async (at: string): Promise<void> => {
    if (!said || said.reading.claims.length === 0) return
    const opened = {...(await openCase(at, io, o)), path: folder}
    const own = await readCase(opened, io)
    const [claims, map] = FOUND.map((name) => inFolder(at, name))
    io.writeWhole(claims!, own.reading.claims.map((c) => json(c)).join(""))
    io.writeWhole(map!, `${jsonText(printedMap(gatherMap(opened, own)), 1)}\n`)
  }
  await io.makeFolderWhole(
    folder,
    async (made) => {
      io.makeFolder(inFolder(made, "documents"))
      for (const source of named) {
        const {file, text, head} = source
        const path = inFolder(inFolder(made, "documents"), file)
        io.makeFolder(path.slice(0, path.lastIndexOf("/")))
        io.writeWhole(path, isPage(source) ? frontMatter(head ?? {}) + text : text)
      }
      io.writeWhole(inFolder(made, "case.yaml"), yaml)
      if (there === null) await writeFound(made)
    },
    {force: o.force === true, last: "case.yaml"},
  )
  // What stood in the folder before is read with the rest: its factors, its decisions, its documents.
  if (there !== null) await writeFound(folder)
  terminal.say(`${folder}\n`)
  return needsAttention(request, said ? skipped(said.reading) : [])
}

/** What was turned into text with block marks, which is kept as Markdown. */
const isPage = ({kind}: Pick<Case["sources"][number], "kind">): boolean => kind !== "text" && kind !== "markdown"

/** Length of the folder path that all of several files stand under. */
function commonFolder(files: readonly string[]): number {
  const [first, ...rest] = files
  if (first === undefined) return 0
  let end = first.lastIndexOf("/") + 1
  while (end > 0 && !rest.every((file) => file.startsWith(first.slice(0, end))))
    end = first.lastIndexOf("/", end - 2) + 1
  return end
}

/** A name inside documents/, whatever path was given, that no other document has. */
function freeName(file: string, page: boolean, taken: Set<string>): string {
  const parts = file.split("/").filter((part) => part !== "" && part !== "." && part !== "..")
  const name = parts.join("/").replace(/^[A-Za-z]:/, "")
  const kept = page ? name.replace(/\.[^./]+$/, ".md") : name
  let free = kept
  // Disks that fold case take a.txt and A.txt for one file.
  for (let n = 2; taken.has(free.toLowerCase()); n++) free = kept.replace(/(\.[^./]+)?$/, `-${n}$1`)
  taken.add(free.toLowerCase())
  return free
}

function frontMatter(head: Readonly<Record<string, string | undefined>>): string {
  const lines = (["title", "publisher", "author", "date", "url"] as const)
    .filter((key) => head[key])
    .map((key) => `${key}: ${JSON.stringify(head[key])}`)
  return lines.length > 0 ? `---\n${lines.join("\n")}\n---\n` : ""
}

/** `brink validate` */
export async function actValidate(request: Request, path: string, o: Common & {data?: string[]}): Promise<ExitCode> {
  if (isModelFile(path, request)) {
    const {validateModel} = await import("./exchange.ts")
    return await validateModel(request, path, o.data ?? [])
  }
  refuseData(path, o.data)
  const {io, terminal} = request
  const opened = await openCase(path, io, o)
  const lines: string[] = []
  const said = opened.sources.length > 0 || opened.model === null ? await readCase(opened, io) : null
  const map = said && said.reading.claims.length > 0 ? await mapOfCase(opened, said, io) : null
  if (!opened.inMemory) lines.push(`${inFolder(opened.path, "case.yaml")}: in order`)
  if (said) lines.push(`documents: ${said.documents.length} read, ${said.reading.claims.length} claims`)
  if (opened.codebook.length > 0) lines.push(`factors.yaml: ${opened.codebook.length} factors`)
  if (opened.edits.length > 0) lines.push(`edits.jsonl: ${opened.edits.length} edits`)
  const model = opened.model ?? (map ? modelOf(opened, map).model : null)
  for (const series of opened.series) lines.push(seriesTold(series, model && dated(model, opened.settings)))
  // What only shows when equations are put in order: a loop without a stock, say.
  if (model) compile(model)
  if (opened.model) {
    const stated = opened.model.realityChecks?.length ?? 0
    const checks = stated > 0 ? `, ${stated} reality ${stated === 1 ? "check" : "checks"}` : ""
    lines.push(`model.yaml: ${opened.model.quantities.length} quantities${checks}, units agree`)
  }
  for (const name of scenarioNames(opened.path, io)) {
    const scenario = readScenario(opened.path, name, io)
    if (model) assertScenario(scenario, model)
    lines.push(`scenarios/${name}: in order`)
  }
  if (model && drawsOf(opened, {model}, io)) lines.push("plausible.csv: of this model.yaml")
  if (opened.checks.length > 0) lines.push(`checks.yaml: ${opened.checks.length} checks`)
  // Before anything is said: what no value can be assumed for is refused.
  const loose = model ? looseEnds(opened, model, said?.reading ?? null, map) : []
  terminal.say(`${lines.join("\n")}\n`)
  let code: ExitCode = needsAttention(request, said ? skipped(said.reading) : [])
  const unsettled = [
    ...(said?.reading.issues ?? []).filter((i) => i.code === "text/front-matter"),
    ...(map?.issues ?? []).filter((i) => /edit|place|lost/.test(i.code)),
  ]
  // Front matter says its place itself.
  sayIssues(terminal.warn, unsettled, ({file, says}) =>
    says.startsWith(`${file}:`) ? says : `${onOneLine(file)}: ${says}`,
  )
  saySome(terminal.warn, loose)
  if (unsettled.length > 0 || loose.length > 0) code = 1
  return code
}

/** A column of data: how many values, how many of them before the run, and where some are lacking. */
function seriesTold(series: Case["series"][number], model: Model | null): string {
  const {file, name, points} = series
  const known = model ? inModelTime(series, model.time) : null
  const early = known ? known.points.filter(({time}) => time < model!.time.start).length : 0
  const [first, ...more] = gapsOf(series)
  return [
    `${file}: ${quoted(name)}, ${points.length} values`,
    ...(early > 0 ? [`${early} of them before the run`] : []),
    ...(first
      ? [`nothing between ${first.from} and ${first.to}${more.length > 0 ? ` and at ${more.length} more times` : ""}`]
      : []),
  ].join(", ")
}

/** Names in model.yaml and case.yaml that lead nowhere: claims, links, data files, outcomes. */
function looseEnds(opened: Case, model: Model, reading: Reading | null, map: CausalMap | null): string[] {
  const found: string[] = []
  const file = inFolder(opened.path, "model.yaml")
  const claims = new Set(reading?.claims.map((c) => c.id))
  const links = new Set(map?.links.map((l) => l.id))
  const data = new Set(opened.series.map((series) => basename(series.file)))
  for (const q of opened.model?.quantities ?? [])
    for (const because of q.because) {
      const place = `${file}:${q.line}: '${q.name}' rests on`
      if ("claim" in because && !claims.has(because.claim))
        found.push(`${place} the claim ${because.claim}, which no document makes`)
      if ("link" in because && !links.has(because.link))
        found.push(`${place} the link ${because.link}, which the map does not have`)
      if ("data" in because && !data.has(because.data.split(/[#:\s]/)[0]!))
        found.push(`${place} ${because.data}, which is not in data/`)
    }
  const names = new Set([...model.quantities, ...model.contested].map((q) => q.name))
  append(found, looseFactors(opened))
  if (map && opened.model) append(found, clockNotes(opened, modelOf(opened, map).model))
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

/** What in factors.yaml is said twice, or differs from the model in a way that looks like a slip. */
function looseFactors({codebook, model, path}: Case): string[] {
  const file = inFolder(path, "factors.yaml")
  const found: string[] = []
  const owner = new Map<string, string>()
  for (const {id, aliases = []} of codebook)
    for (const alias of aliases) {
      const folded = alias.trim().toLowerCase()
      const other = owner.get(folded)
      if (other !== undefined && other !== id)
        found.push(`${file}: '${alias}' is an alias of ${other} and of ${id}; it can mean one of them`)
      owner.set(folded, other ?? id)
    }
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

/** `brink schema` */
export function actSchema({terminal}: Request, name: string): ExitCode {
  oneOf("format", name, Object.keys(formats))
  terminal.give(`${jsonText(jsonSchema(name as FormatName), 2)}\n`)
  return 0
}
