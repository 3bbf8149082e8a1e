// Files and folders into sources. In: the paths a user gave. Out: one Source a document,
// in code-unit order of its name, and an issue for every file that was passed over, by name.
// Nothing outside the paths given is opened, whatever links lead there.

import {createHash} from "node:crypto"
import {lstatSync, readdirSync, realpathSync, statSync} from "node:fs"
import {basename, extname, join, relative, resolve, sep} from "node:path"
import {Fault, type Issue} from "../core/fault.ts"
import {decode} from "../documents/formats/decode.ts"
import type {readHtml} from "../documents/formats/html.ts"
import {Unreadable} from "../documents/formats/unreadable.ts"
import type {Source} from "../documents/index.ts"
import type {Apart} from "./apart.ts"
import {LARGEST_FILE, LARGEST_TEXT} from "./limits.ts"
import {isReport} from "./made-by-brink.ts"
import {otherKind, readRegular, TooLong} from "./regular.ts"
import {inWords, systemCode} from "./system-words.ts"

/** What was found under the paths: documents, and what was passed over and why. */
export type Found = {readonly sources: readonly Source[]; readonly issues: readonly Issue[]}

const KINDS: ReadonlyMap<string, Source["kind"]> = new Map([
  [".txt", "text"],
  [".text", "text"],
  [".md", "markdown"],
  [".markdown", "markdown"],
  [".html", "html"],
  [".htm", "html"],
  [".xhtml", "html"],
  [".docx", "docx"],
  [".docm", "docx"],
  [".pdf", "pdf"],
])
const NOT_READ = new Set([".doc", ".odt", ".rtf", ".pages", ".epub"])
const OWN_REPORT = "doors/own-report"
/** Bytes in which a report says that it is one. */
const HEAD_BYTES = 4096
const WITHOUT_EXTENSION = /^(?:readme|licen[cs]e|notice)$/i

/** "folder", "file", or null where there is nothing. @throws Fault `doors/unreadable` when it may not be looked at. */
export function kindOfPath(path: string): "folder" | "file" | null {
  try {
    return statSync(path).isDirectory() ? "folder" : "file"
  } catch (error) {
    if (["ENOENT", "ENOTDIR", "ENAMETOOLONG"].includes(systemCode(error)) || path.includes("\0")) return null
    throw new Fault("doors/unreadable", `Cannot open ${path}: ${inWords(error)}`, {next: "Check its permissions."})
  }
}

/** A file that was found: as results name it, and where it is. */
export type Listed = {readonly file: string; readonly path: string}

/** Files under the paths in code-unit order of their names; those that were asked for by themselves; what was passed over. */
export type Listing = {
  readonly files: readonly Listed[]
  readonly asked: ReadonlySet<string>
  readonly issues: readonly Issue[]
}

/**
 * Lists what `readDocuments` reads. One folder: every file in it and its subfolders, named relative to it.
 * One document: named by its base name. Several paths: named by the path as given.
 *
 * @param within the folder that the paths must lie in, links followed: one that leads out of it is an issue.
 * @throws Fault `doors/not-found` for a path where nothing is.
 */
export function listDocuments(paths: readonly string[], within?: string): Listing {
  const issues: Issue[] = []
  const wanted = new Map<string, string>()
  const asked = new Set<string>()
  for (const path of paths) {
    const kind = kindOfPath(path)
    if (kind === null)
      throw new Fault("doors/not-found", `There is no file or folder ${path}`, {
        next: "Check the spelling; PATH is a folder of documents, one document, or a case.",
      })
    const given = path
      .split(sep)
      .join("/")
      .replace(/(?<!\/)\/+$/, "")
    if (within !== undefined && !isWithin(realpathSync(within), realpathSync(path))) {
      issues.push(linkOutside(basename(path)))
      continue
    }
    if (kind === "file") {
      const file = paths.length === 1 ? basename(path) : given
      wanted.set(file, path)
      asked.add(file)
    } else
      for (const file of listFolder(path, issues, paths.length === 1 ? "" : `${given}/`))
        wanted.set(paths.length === 1 ? file : `${given}/${file}`, join(path, file))
  }
  const files = [...wanted].map(([file, path]) => ({file, path}))
  return {files: files.sort(byFile), asked, issues}
}

/**
 * Reads documents, listed as by `listDocuments`.
 *
 * @param options.within as there.
 * @throws Fault as there.
 */
export async function readDocuments(
  paths: readonly string[],
  options: {maxFile?: number; within?: string} = {},
): Promise<Found> {
  const {files, asked, issues} = listDocuments(paths, options.within)
  const sources: Source[] = []
  const found: Issue[] = []
  const parsers = new Parsers()
  try {
    for (const {file, path} of files) {
      const read = await readOne(file, path, options.maxFile ?? LARGEST_FILE, parsers)
      if (read.source) sources.push(read.source)
      if (read.issue) found.push(read.issue)
    }
  } finally {
    await parsers.close()
  }
  return {sources, issues: issuesTold({asked, issues}, found)}
}

/** The issues of a listing, and of opening its files, as they are told: by file, each once. */
export function issuesTold({asked, issues}: Pick<Listing, "asked" | "issues">, found: readonly Issue[]): Issue[] {
  // A report of ours beside the documents is passed over in silence: a second run says what the first said.
  const told = found.filter(({code, file}) => code !== OWN_REPORT || asked.has(file))
  // A path given twice is read once, and what is wrong with it is said once.
  const said = new Set<string>()
  return [...issues, ...told].sort(byFile).filter(({code, file}) => {
    const key = `${code} ${file}`
    return !said.has(key) && Boolean(said.add(key))
  })
}

const byFile = (a: {readonly file: string}, b: {readonly file: string}): number =>
  a.file < b.file ? -1 : a.file > b.file ? 1 : 0

/** SHA-256 of the bytes of a file, and how many they are; null and 0 where nothing is read of it. */
export function markOf({file, path}: Listed, maxFile: number = LARGEST_FILE): {sha256: string | null; bytes: number} {
  const found = bytesAt(file, path, maxFile)
  return "issue" in found ? {sha256: null, bytes: 0} : {sha256: hashOf(found.bytes), bytes: found.bytes.length}
}

/**
 * Reads files whose bytes are known by `markOf`, in their order.
 * @returns what each gave, and the names of those that are others now: where there are any, nothing else is true.
 */
export async function readMarked(
  files: readonly (Listed & {readonly sha256: string | null})[],
  maxFile: number = LARGEST_FILE,
): Promise<{readonly read: readonly Read[]; readonly changed: readonly string[]}> {
  const parsers = new Parsers()
  const read: Read[] = []
  const changed: string[] = []
  try {
    for (const {file, path, sha256} of files) {
      const found = bytesAt(file, path, maxFile)
      if (("issue" in found ? null : hashOf(found.bytes)) !== sha256) changed.push(file)
      else read.push("issue" in found ? {source: null, issue: found.issue} : await parsed(file, found, parsers))
    }
  } finally {
    await parsers.close()
  }
  return {read, changed}
}

const hashOf = (bytes: Uint8Array): string => createHash("sha256").update(bytes).digest("hex")

/** Names of files under `folder`, relative and `/`-separated. Dot files are passed over; links leading outside become issues. */
function listFolder(folder: string, issues: Issue[], prefix: string): string[] {
  const root = realpathSync(folder)
  const files: string[] = []
  const visit = (path: string): void => {
    let entries: string[]
    try {
      entries = readdirSync(path)
    } catch (error) {
      // The folder itself has no name within it.
      const name = path === folder ? prefix.slice(0, -1) || basename(resolve(folder)) : prefix + nameIn(folder, path)
      issues.push(unreadable(name, error))
      return
    }
    for (const entry of entries.sort((a, b) => (a < b ? -1 : a > b ? 1 : 0))) {
      if (entry.startsWith(".")) continue
      const inside = join(path, entry)
      try {
        const status = lstatSync(inside)
        if (status.isSymbolicLink()) {
          const target = realpathSync(inside)
          // A link within the folder leads to what is read at its own place.
          if (target !== root && !target.startsWith(root + sep))
            issues.push(linkOutside(prefix + nameIn(folder, inside)))
        } else if (status.isDirectory()) visit(inside)
        else if (status.isFile()) files.push(nameIn(folder, inside))
        else throw new Error(`it is ${otherKind(status)}, not a file`)
      } catch (error) {
        issues.push(unreadable(prefix + nameIn(folder, inside), error))
      }
    }
  }
  visit(folder)
  return files
}

const nameIn = (folder: string, path: string): string => relative(folder, path).split(sep).join("/")

/** Parsers of files with a layout, in a process that one reading of documents shares; none is started for plain text. */
class Parsers {
  private parsers: Apart | null = null

  async open(): Promise<Apart> {
    this.parsers ??= (await import("./apart.ts")).openApart()
    return this.parsers
  }

  async close(): Promise<void> {
    await this.parsers?.close()
  }
}

type Read = {source: Source | null; issue: Issue | null}

/** One document by name: a source, or the issue that says why not; or both, when it was read and something is to be said. */
export async function readDocument(file: string, path: string, maxFile: number = LARGEST_FILE): Promise<Read> {
  const parsers = new Parsers()
  try {
    return await readOne(file, path, maxFile, parsers)
  } finally {
    await parsers.close()
  }
}

async function readOne(file: string, path: string, maxFile: number, parsers: Parsers): Promise<Read> {
  const found = bytesAt(file, path, maxFile)
  return "issue" in found ? {source: null, issue: found.issue} : parsed(file, found, parsers)
}

/** The bytes of a file of a kind that is read. */
type Bytes = {readonly kind: Source["kind"]; readonly bytes: Uint8Array}

/** The bytes of a file that is to be read, or the issue that says why nothing is. */
function bytesAt(file: string, path: string, maxFile: number): Bytes | {readonly issue: Issue} {
  const skip = (code: string, says: string, next: string) => ({issue: {code, file, says, next}})
  const extension = extname(path).toLowerCase()
  const kind = KINDS.get(extension) ?? (WITHOUT_EXTENSION.test(basename(path)) ? "text" : undefined)
  if (!kind)
    return NOT_READ.has(extension)
      ? skip("doors/other-type", `Files of the type ${extension} are not read.`, "Save it as .docx, .pdf or .txt.")
      : skip(
          "doors/other-type",
          "It is not a document of a type that is read (.txt, .md, .html, .docx, .pdf).",
          "Leave it out, or save it as .txt.",
        )
  try {
    return {kind, bytes: readRegular(path, maxFile)}
  } catch (error) {
    if (!(error instanceof TooLong)) return {issue: unreadable(file, error)}
    return skip(
      "doors/too-long",
      `It has ${error.size} bytes, and at most ${maxFile} are read.`,
      "Split it, or raise --max-file.",
    )
  }
}

/** The text that bytes hold. */
async function parsed(file: string, {kind, bytes}: Bytes, parsers: Parsers): Promise<Read> {
  const skip = (code: string, says: string, next: string) => ({source: null, issue: {code, file, says, next}})
  if (kind === "html" && isReport(Buffer.from(bytes.subarray(0, HEAD_BYTES)).toString("latin1")))
    return skip(OWN_REPORT, "It is a report that Brink wrote, not a document.", "Name the documents it was made of.")
  if (kind === "docx" || kind === "pdf") {
    try {
      const {text, head, says} = await (await parsers.open()).read(kind, bytes)
      return {source: {file, kind, text, head}, issue: says ? {...says, file} : null}
    } catch (error) {
      if (!(error instanceof Unreadable)) throw error
      return skip(error.code, error.message, error.next)
    }
  }
  const decoded = decode(bytes, kind === "html" ? declaredCharset(bytes) : undefined)
  if (decoded.text === null)
    return skip("doors/not-text", `It cannot be read: ${decoded.why}.`, "Save it as UTF-8 text, or leave it out.")
  let page: ReturnType<typeof readHtml> | null = null
  try {
    page = kind === "html" ? (await import("../documents/formats/html.ts")).readHtml(decoded.text) : null
  } catch (error) {
    if (!(error instanceof Unreadable)) throw error
    return skip(error.code, error.message, error.next)
  }
  const source: Source = page ? {file, kind, text: page.text, head: page.head} : {file, kind, text: decoded.text}
  const issue: Issue | null = decoded.guessed
    ? {
        code: "doors/encoding",
        file,
        says: `It is not UTF-8, and was read as ${decoded.encoding}.`,
        next: "If letters look wrong, save it as UTF-8.",
      }
    : null
  return {source, issue}
}

function declaredCharset(bytes: Uint8Array): string | undefined {
  for (const [tag] of Buffer.from(bytes.subarray(0, 2048))
    .toString("latin1")
    .matchAll(/<meta[^>]+/gi)) {
    const named = [...tag.slice("<meta".length + 1).matchAll(/charset\s*=\s*["']?([\w-]+)/gi)].at(-1)
    if (named) return named[1]
  }
  return undefined
}

/**
 * The text of a file of the case, or null where there is none.
 *
 * @param within the folder that it must lie in, links followed.
 * @throws Fault `doors/unreadable` when it is there and cannot be read as text; `doors/link-outside`.
 */
export function readText(path: string, within?: string): string | null {
  let bytes: Uint8Array
  try {
    if (within !== undefined && !isWithin(realpathSync(within), realpathSync(path)))
      throw new Fault("doors/link-outside", `${path} is a link that leads outside ${within}, and is not followed`, {
        next: "Copy the file into the folder, if it belongs to it.",
      })
    bytes = readRegular(path, LARGEST_TEXT)
  } catch (error) {
    if (error instanceof Fault) throw error
    if (["ENOENT", "ENOTDIR"].includes(systemCode(error))) return null
    throw new Fault("doors/unreadable", `Cannot read ${path}: ${inWords(error)}`, {
      next: "Check its permissions, and that it is a file.",
    })
  }
  const decoded = decode(bytes)
  if (decoded.text === null)
    throw new Fault("doors/unreadable", `Cannot read ${path}: ${decoded.why}`, {next: "Save it as UTF-8 text."})
  return decoded.text
}

/** Files directly in `folder` with one of `extensions`, by name in code-unit order; none where there is no folder. */
export function listFiles(folder: string, extensions: readonly string[]): string[] {
  try {
    return readdirSync(folder)
      .filter((name) => !name.startsWith(".") && extensions.includes(extname(name).toLowerCase()))
      .sort((a, b) => (a < b ? -1 : a > b ? 1 : 0))
  } catch (error) {
    if (["ENOENT", "ENOTDIR"].includes(systemCode(error))) return []
    throw new Fault("doors/unreadable", `Cannot read the folder ${folder}: ${inWords(error)}`, {
      next: "Check its permissions.",
    })
  }
}

/** Whether `path` lies in `folder` (or is it), links followed where they exist. */
function isWithin(folder: string, path: string): boolean {
  const root = resolve(folder)
  const target = resolve(path)
  return target === root || target.startsWith(root + sep)
}

const linkOutside = (file: string): Issue => ({
  code: "doors/link-outside",
  file,
  says: "Refused: the link leads outside the folder.",
  next: "Copy the file into the folder, if it belongs to it.",
})

function unreadable(file: string, error: unknown): Issue {
  return {
    code: "doors/unreadable",
    file,
    says: `It cannot be read: ${inWords(error)}.`,
    next: "Check its permissions, or leave it out.",
  }
}
