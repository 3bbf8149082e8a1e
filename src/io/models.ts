// Models of other tools from disk, with the data files beside them. In: a path. Out: the model
// as its file words it and as Brink runs it, and everything that is amiss with either.
//
// Data files are looked for from the model's own folder, as its tool does; nothing is fetched
// over a network, and what lies elsewhere on the disk is read only when the model says `..`.

import {existsSync, readdirSync, statSync} from "node:fs"
import {basename, dirname, isAbsolute, join} from "node:path"
import {Fault, nearest} from "../core/fault.ts"
import {append} from "../core/lists.ts"
import {decode} from "../documents/formats/decode.ts"
import {
  type Blueprint,
  type DataFile,
  dataFilesOf,
  type Finding,
  flatten,
  type Read,
  readMdl,
  readXmile,
  resolveData,
  taggedFile,
  type Unreadable,
  type Workbook,
} from "../exchange/index.ts"
import type {Model} from "../model/index.ts"
import {type Apart, openApart} from "./apart.ts"
import {FOREIGN_ENDINGS, type Tool, toolOf} from "./model-files.ts"
import {readRegular, TooLong} from "./regular.ts"
import {readSheets} from "./sheets.ts"
import {inWords, systemCode} from "./system-words.ts"

/** Model files over 100 MB are not read; the largest met in the field has 10. */
const LARGEST_MODEL = 100_000_000

/** A model of another tool, with data from other files written out in it. */
export type OpenedBlueprint = {
  /** As it was named. */
  readonly file: string
  readonly tool: Tool
  readonly blueprint: Blueprint
  readonly issues: readonly Finding[]
  /** Data files that were read, as the model names them. */
  readonly dataFiles: readonly string[]
}

/** How a model of another tool is opened. */
export type OpenOptions = {readonly data?: readonly string[]; readonly absent?: "refused" | "lost"}

/** The same, laid out flat. */
export type OpenedModel = OpenedBlueprint & {readonly model: Model}

const READERS: Readonly<Record<Tool, (text: string, file: string) => Read>> = {vensim: readMdl, xmile: readXmile}

/** What a series of data may lie in when the model names Vensim's own binary file: the same name as text or sheet. */
const BESIDE_VDF = [".tab", ".csv", ".txt", ".dat", ".xlsx", ".xls"]

/**
 * Reads a model and its data files; nothing is laid out.
 *
 * @param options.data files of series for data variables (a run's output, observations), beside those the model names;
 *                     paths as given, searched first. `?tag=file` is the file that calls for `?tag` read.
 * @param options.absent what becomes of a data variable that no file has: "refused" without it.
 * @throws Fault `doors/not-found`, `doors/unreadable`, `doors/too-large`, `doors/other-type` for the model file itself;
 *               all else is an issue.
 */
export async function openBlueprint(path: string, options: OpenOptions = {}): Promise<OpenedBlueprint> {
  const tool = toolOf(path)
  if (tool === null)
    throw new Fault("doors/other-type", `${path} is no model file that is known`, {
      next: `Models end in ${FOREIGN_ENDINGS.join(", ")}, or in .yaml for Brink's own.`,
    })
  const {text, guessed} = modelText(path)
  const read = READERS[tool](text, path)
  const issues: Finding[] = [...read.issues]
  if (guessed !== null)
    issues.push({
      code: "doors/encoding",
      file: path,
      says: `It is not UTF-8, and was read as ${guessed}`,
      next: "If letters look wrong, save it as UTF-8.",
      grave: false,
    })
  const tagged = new Map<string, string>()
  for (const words of options.data ?? []) {
    const pair = taggedFile(words)
    if (pair) tagged.set(pair.tag, pair.file)
  }
  const wanted = dataFilesOf(read.blueprint, new Set(tagged.keys()))
  const files = new Map<string, Workbook | Unreadable>()
  const series = new Map<string, Workbook | Unreadable>()
  const tags = new Map<string, {file: string; book: Workbook | Unreadable}>()
  const apart = openApart()
  try {
    for (const want of wanted) files.set(want.file, await dataFile(want, path, issues, apart))
    for (const file of options.data ?? []) if (taggedFile(file) === null) series.set(file, await givenFile(file, apart))
    for (const [tag, file] of tagged) tags.set(tag, {file, book: await givenFile(file, apart)})
  } finally {
    await apart.close()
  }
  const resolved = resolveData(read.blueprint, files, {
    file: path,
    given: {series, tags},
    ...(options.absent && {absent: options.absent}),
  })
  append(issues, resolved.issues)
  const opened = [...files, ...series, ...Array.from(tags.values(), ({file, book}) => [file, book] as const)]
  const dataFiles = [...new Set(opened.flatMap(([file, book]) => (book.kind === "unreadable" ? [] : [file])))]
  return {file: path, tool, blueprint: resolved.blueprint, issues, dataFiles}
}

/** Reads a model with its data files and lays it out flat. Arguments and refusals as `openBlueprint`. */
export async function openModel(path: string, options: OpenOptions = {}): Promise<OpenedModel> {
  const opened = await openBlueprint(path, options)
  const flat = flatten(opened.blueprint, {file: path, said: opened.issues})
  return {...opened, model: flat.model, issues: [...opened.issues, ...flat.issues]}
}

function modelText(path: string): {text: string; guessed: string | null} {
  let bytes: Uint8Array
  try {
    bytes = readRegular(path, LARGEST_MODEL)
  } catch (error) {
    if (error instanceof TooLong)
      throw new Fault("doors/too-large", `${path} has ${error.size} bytes, and at most ${LARGEST_MODEL} are read`, {
        next: "A model of this size holds data; move them into a data file.",
      })
    if (systemCode(error) !== "ENAMETOOLONG" && statSync(path, {throwIfNoEntry: false})?.isDirectory())
      throw new Fault("doors/unreadable", `${path} is a folder`, {next: "Name the model file in it."})
    const {code} = error as NodeJS.ErrnoException
    if (code === "ENOENT" || code === "ENOTDIR") {
      const near = nearest(basename(path), namesIn(dirname(path)))
      throw new Fault("doors/not-found", `There is no file ${path}`, {
        next:
          near.length > 0
            ? `Did you mean ${near.map((n) => join(dirname(path), n)).join(", ")}?`
            : "Check the spelling.",
      })
    }
    throw new Fault("doors/unreadable", `Cannot open ${path}: ${inWords(error)}`, {next: "Check its permissions."})
  }
  const decoded = decode(bytes, declaredEncoding(bytes))
  if (decoded.text === null)
    throw new Fault("doors/unreadable", `${path} is not a model file that can be read: ${decoded.why}`, {
      next: "Vensim's .vmf and .vmfx are binary: save the model as .mdl there.",
    })
  return {text: decoded.text, guessed: decoded.guessed ? decoded.encoding : null}
}

/** `<?xml ... encoding="..."?>`, or the `{...}` that opens a .mdl file. */
function declaredEncoding(bytes: Uint8Array): string | undefined {
  const head = Buffer.from(bytes.subarray(0, 200)).toString("latin1")
  const named = /^\s*<\?xml[^>]*?encoding\s*=\s*["']([\w-]+)["']/.exec(head) ?? /^\s*\{([\w-]+)\}/.exec(head)
  return named?.[1]
}

async function givenFile(file: string, apart: Apart): Promise<Workbook | Unreadable> {
  if (existsSync(file)) return readSheets(file, file, apart)
  return missing(file, dirname(file), basename(file))
}

/** One data file that a model names. */
async function dataFile(
  want: DataFile,
  model: string,
  issues: Finding[],
  apart: Apart,
): Promise<Workbook | Unreadable> {
  const {file} = want
  const folder = dirname(model)
  const note = (code: string, says: string, next: string) =>
    issues.push({code, file: model, says: `'${want.wantedBy}': ${says}`, next, at: want.at, grave: false})
  if (/^(?:[a-z][a-z0-9+.-]+:)?\/\//i.test(file))
    return {
      kind: "unreadable",
      code: "doors/network-path",
      says: `${file} is on a network, and nothing is fetched from there`,
      next: `Put it beside the model, and name it '${basename(file)}' in the call.`,
    }
  if (isAbsolute(file) || /^[a-z]:/i.test(file)) {
    const name = basename(file.replace(/^[a-z]:/i, ""))
    const here = found(folder, name)
    if (here === null)
      return {
        kind: "unreadable",
        code: "doors/absolute-path",
        says: `${file} is a place on one machine only, and there is no ${name} beside the model`,
        next: `Put it beside the model, and name it '${name}' in the call.`,
      }
    note(
      "doors/absolute-path",
      `${file} is a place on one machine only`,
      `${name} beside the model was read in its stead.`,
    )
    return readSheets(here, name, apart)
  }
  if (file.split("/").includes(".."))
    note(
      "doors/outside-folder",
      `${file} lies outside the model's folder`,
      "It was read; keep it with the model when you hand the model on.",
    )
  const here = found(folder, file)
  if (want.holds === "series" && /\.vdfx?$/i.test(file)) {
    const stem = file.replace(/\.vdfx?$/i, "")
    for (const kind of BESIDE_VDF) {
      const beside = found(folder, stem + kind)
      if (beside !== null) return readSheets(beside, stem + kind, apart)
    }
  }
  if (here !== null) return readSheets(here, file, apart)
  // A workbook saved anew in the other format keeps its sheets and cells.
  const stem = /^(.*)\.xls[xm]?$/i.exec(file)?.[1]
  for (const kind of stem === undefined ? [] : [".xlsx", ".xls", ".xlsm"]) {
    const beside = found(folder, stem + kind)
    if (beside === null) continue
    note("doors/other-format", `There is no ${file}`, `${stem}${kind} was read in its stead.`)
    return readSheets(beside, stem + kind, apart)
  }
  return missing(file, join(folder, dirname(file)), basename(file))
}

function missing(file: string, folder: string, name: string): Unreadable {
  const near = nearest(name, namesIn(folder))
  return {
    kind: "unreadable",
    code: "doors/no-data-file",
    says: `There is no data file ${file}`,
    next:
      near.length > 0
        ? `Nearest names in its folder: ${near.join(", ")}.`
        : "Put it in the model's folder, or correct its name in the model.",
  }
}

/** The path of a file as a folder spells it: exactly, else with case not counted, as the tools' systems find it. */
function found(folder: string, file: string): string | null {
  const exact = join(folder, file)
  if (isFile(exact)) return exact
  let at = folder
  for (const step of file.split("/")) {
    if (step === "" || step === ".") continue
    if (step === "..") at = join(at, step)
    else {
      const name = namesIn(at).find((n) => n.toLowerCase() === step.toLowerCase())
      if (name === undefined) return null
      at = join(at, name)
    }
  }
  return isFile(at) ? at : null
}

function isFile(path: string): boolean {
  try {
    return statSync(path).isFile()
  } catch {
    return false
  }
}

function namesIn(folder: string): string[] {
  try {
    return readdirSync(folder === "" ? "." : folder)
  } catch {
    return []
  }
}
