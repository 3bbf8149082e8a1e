// The model that a path means: Brink's own file, another tool's, a case, a folder of documents. In: words of the
// command line. Out: a model to run, and its blueprint where another tool made it.
//
// What is wrong with a model of another tool comes in two kinds. Grave: it would not be the model its file describes,
// and is refused, many mistakes at a time. All else, units among it, is said on stderr, and the run goes on.

import {dirname, join, sep} from "node:path"
import type {CaseDraws} from "../case/index.ts"
import {counted} from "../core/counted.ts"
import {Fault, type Issue, LONGEST_MESSAGE} from "../core/fault.ts"
import {type Blueprint, type Finding, taggedFile} from "../exchange/index.ts"
import {FOREIGN_ENDINGS, isForeignModel} from "../io/index.ts"
import {checkUnits, type Model, parseModel} from "../model/index.ts"
import {type Common, type ExitCode, needsAttention, type Request} from "./request.ts"

/** A model opened. */
type Opened = {
  readonly model: Model
  /** As another tool's file words it; null for Brink's own. */
  readonly blueprint: Blueprint | null
  /** Another tool made it, whichever format it is in now: its names are found as that tool finds them. */
  readonly foreign: boolean
  /** Where its scenarios are. */
  readonly folder: string
  /** The plausible sets that its runs draw from; null: its priors. */
  readonly draws: CaseDraws | null
  /** 1 when something of it is missing, or files were skipped. */
  readonly code: ExitCode
}

/** Warnings that one command prints; `validate` prints all. */
const MOST_WARNED = 8
/** Mistakes that a refusal lists; `validate` lists all. */
const MOST_REFUSED = 10

const OWN_MODEL = /\.ya?ml$/i

/** Whether a path is one model file, not a case or documents. */
export function isModelFile(path: string, request: Request): boolean {
  return isForeignModel(path) || (OWN_MODEL.test(path) && request.io.kindOfPath(path) === "file")
}

/**
 * The model a path means.
 *
 * @param o.data files of series for data variables of another tool's model.
 * @param o.absent what becomes of a data variable that no file has; "refused" without it.
 * @throws Fault for a path with nothing there, and for a model that is not what its file describes.
 */
export async function openRunnable(
  request: Request,
  path: string,
  o: Common & {data?: readonly string[]; absent?: "refused" | "lost"},
): Promise<Opened> {
  const {io} = request
  if (isForeignModel(path)) {
    refuseMissing(io, o.data ?? [])
    const {openModel} = await import("../io/models.ts")
    const {model, blueprint, issues} = await openModel(path, {
      ...(o.data && {data: o.data}),
      ...(o.absent && {absent: o.absent}),
    })
    refuseGrave(path, issues, MOST_REFUSED)
    const warnings = [...issues.map(shown), ...checkUnits(model, path).map(shown)]
    warnSome(request, path, warnings)
    return {model, blueprint, foreign: true, folder: dirname(path), draws: null, code: issues.some(isMissing) ? 1 : 0}
  }
  refuseData(path, o.data)
  if (OWN_MODEL.test(path) && io.kindOfPath(path) === "file") {
    const model = parseModel(io.readText(path)!, path)
    // A model that came from another tool keeps its warnings.
    if (model.units === "warn") warnSome(request, path, checkUnits(model, path).map(shown))
    return {model, blueprint: null, foreign: model.units === "warn", folder: dirname(path), draws: null, code: 0}
  }
  const {model, left, draws} = await modelOfCase(request, path, o)
  const code = needsAttention(request, left)
  return {model, blueprint: null, foreign: model.units === "warn", folder: path, draws, code}
}

/** @throws Fault when `--data` is given for what is no model of another tool. */
export function refuseData(path: string, data: readonly string[] | undefined): void {
  if (data !== undefined)
    throw new Fault("cli/usage", `--data gives series to a model of another tool, and ${path} is none`, {
      next: "Leave --data out; a case has its series in data/.",
    })
}

/** @throws Fault when one of the files that `--data` names is not there: a slip would go unseen where none is needed. */
export function refuseMissing(io: Request["io"], files: readonly string[]): void {
  const tags = new Set<string>()
  for (const words of files) {
    const {tag, file} = taggedFile(words) ?? {tag: null, file: words}
    if (io.kindOfPath(file) !== "file")
      throw new Fault("doors/no-data-file", `--data ${words}: There is no such file`, {
        next:
          tag === null ? "Name a .tab, .csv, .dat or .xlsx file of series." : "Name the file that the tag stands for.",
      })
    if (tag !== null && tags.has(tag))
      throw new Fault("cli/usage", `--data gives two files for '${tag}'`, {next: "Give one of them."})
    if (tag !== null) tags.add(tag)
  }
}

const MODEL_ENDINGS = [...FOREIGN_ENDINGS, ".yaml", ".yml"]
/** Models of a folder that a refusal names. */
const MODELS_NAMED = 3

/** The model of a case or of documents. Where there is neither, models that lie there are named. */
async function modelOfCase({io}: Request, path: string, o: Common) {
  const {drawsOf, modelToRun, openCase} = await import("../case/index.ts")
  try {
    const opened = await openCase(path, io, o)
    const modelled = await modelToRun(opened, io)
    const {model, left} = modelled
    return {model, left: left ?? [], draws: drawsOf(opened, modelled, io)}
  } catch (error) {
    if (!(error instanceof Fault && /^case\/no-(document|claim)$/.test(error.code))) throw error
    if (io.kindOfPath(path) === "file" && error.code === "case/no-document")
      throw new Fault("cli/usage", `${path} is neither a model nor a document that can be read`, {
        next: `Models end in ${MODEL_ENDINGS.join(", ")}; documents in .txt, .md, .html, .docx or .pdf.`,
      })
    const models = io.kindOfPath(path) === "folder" ? io.listFiles(path, MODEL_ENDINGS) : []
    if (models.length === 0) throw error
    const shownModels = models.slice(0, MODELS_NAMED).map((file) => join(path, file).split(sep).join("/"))
    throw new Fault("cli/usage", `${path} is a folder, and no case`, {
      next: `Name one of the models in it: ${shownModels.join(", ")}${models.length > MODELS_NAMED ? ", ..." : ""}`,
    })
  }
}

/** Whether an issue means that something the model wants is not there. */
const isMissing = ({code}: Issue): boolean => /missing|no-data|not-found|no-points/.test(code)

/** An issue in the shape of every refusal: code and what, place, next move. */
export function shown(issue: Issue & Partial<Pick<Finding, "at">>): string {
  // Some layers put the place before what they say.
  const before = issue.says.startsWith(`${issue.file}:`) ? /^.*?:\d+(?=: )/.exec(issue.says)?.[0] : undefined
  const place = before ?? placeOf(issue)
  const said = before === undefined ? issue.says : issue.says.slice(before.length + 2)
  const says = withoutPlace(said, place, issue)
  const where = says.includes(`\n  at ${issue.file}`) ? [] : [`  at ${place}`]
  return [`${issue.code}: ${says}`, ...where, ...(issue.next ? [`  ${issue.next}`] : [])].join("\n")
}

/** `file:line:column` where it is known, else the file. */
function placeOf({file, at}: Issue & Partial<Pick<Finding, "at">>): string {
  return at && at.line > 0 ? `${file}:${at.line}:${at.column}` : file
}

/** What is said, without the place that layers put behind it in brackets: it is shown on its own. */
function withoutPlace(says: string, place: string, {file}: Issue): string {
  return says.replace(` (${place})`, "").replace(` (${file})`, "")
}

/** What has no line stands behind what has one. */
const LAST_LINE = Number.POSITIVE_INFINITY

/**
 * @throws Fault with the grave ones among `issues`, at most `most` of them in full, in the order of their places: one
 * alone in the shape of every refusal, several with a line each. With `say` those that the refusal has no room for are
 * said before it.
 */
export function refuseGrave(
  path: string,
  issues: readonly Finding[],
  most: number,
  say?: (line: string) => void,
): void {
  const grave = issues.filter((issue) => issue.grave)
  const [first, ...rest] = grave
  if (!first) return
  const bare = (issue: Finding) => withoutPlace(issue.says, placeOf(issue), issue)
  if (rest.length === 0) throw new Fault(first.code, bare(first), {place: placeOf(first), next: first.next})
  const placed = grave.map((issue, found) => ({
    issue,
    found,
    line: issue.at?.line || LAST_LINE,
    column: issue.at?.column ?? 0,
  }))
  placed.sort((a, b) => (a.line === b.line ? a.column - b.column || a.found - b.found : a.line - b.line))
  const lines = placed.slice(0, most).map(({issue}) => {
    const says = bare(issue)
    // What ends as a sentence already gets no second stop.
    const stop = /[.?!]$/.test(says) ? "" : "."
    return `\n  ${placeOf(issue)}: ${says}${stop}${issue.next ? ` ${issue.next}` : ""}`
  })
  let room = LONGEST_MESSAGE - AROUND - 2 * path.length
  const listed = lines.filter((line, i) => {
    room -= line.length
    return i === 0 || room > 0
  })
  const left = grave.length - listed.length
  if (say) for (const line of lines.slice(listed.length)) say(line.trim())
  const where = say ? ", said before this" : `; \`brink validate ${path}\` lists all`
  const more = left > 0 ? `\n  and ${left} more${where}` : ""
  throw new Fault(first.code, `${grave.length} mistakes in ${path}${listed.join("")}${more}`)
}

/** Letters of such a refusal around its lines and its path. */
const AROUND = 150

/** The first warnings in full, the number of the others. */
function warnSome({terminal}: Request, path: string, warnings: readonly string[]): void {
  for (const warning of warnings.slice(0, MOST_WARNED)) terminal.warn(warning)
  const left = warnings.length - MOST_WARNED
  if (left > 0) terminal.warn(`and ${counted(left, "more warning")}; \`brink validate ${path}\` lists all`)
}
