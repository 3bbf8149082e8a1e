// `brink init`: a case folder made whole or not at all, with the text of the documents in it.

import {basename} from "node:path"
import {
  type Case,
  gatherMap,
  type Io,
  inFolder,
  isCase,
  OPEN_QUESTION,
  openCase,
  readCase,
  type Said,
  skipped,
} from "../case/index.ts"
import {jsonText} from "../core/controls.ts"
import {Fault} from "../core/fault.ts"
import {FOUND, foundFiles} from "./found.ts"
import {type Common, type ExitCode, needsAttention, type Request} from "./request.ts"

type InitOptions = Common & {title?: string; question?: string}

/** `brink init` */
export async function actInit(
  request: Request,
  folder: string,
  documents: string[],
  o: InitOptions,
): Promise<ExitCode> {
  const {io, terminal} = request
  for (const option of ["title", "question"] as const)
    if (o[option]?.trim() === "")
      throw new Fault("cli/usage", `--${option} is empty`, {next: "Give it a few words, or leave it out."})
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
  const said = await makeCase(io, folder, found, {
    ...o,
    said: documents.length > 0 ? documents.join(" ") : null,
    above: documents.length > 1 ? commonFolder(found.sources.map((source) => source.file)) : 0,
  })
  terminal.say(`${folder}\n`)
  return needsAttention(request, said ? skipped(said.reading) : [])
}

/** What a case is made from: documents, and what is said of them. */
type Making = Pick<InitOptions, "title" | "question" | "force" | "maxFile"> & {
  /** How documents are called in a refusal; null where a case begins without any. */
  readonly said: string | null
  /** Letters of the path that all files stand under, which their names in the case leave out. */
  readonly above?: number
  /** The text of edits.jsonl, of the reading of the documents under the names that they get. */
  readonly edits?: (said: Said) => string
}

/**
 * Makes a case folder, whole or not at all, with the text of its documents.
 * @returns what the documents say; null where there are none
 * @throws Fault as `readCase`, where documents are named that nobody can read; of the disk.
 */
export async function makeCase(
  io: Io,
  folder: string,
  {sources, issues}: Pick<Case, "sources" | "issues">,
  o: Making,
): Promise<Said | null> {
  const there = io.kindOfPath(folder)
  // What is kept is the text as read, so that offsets count in it: a page is kept as the Markdown it was turned into.
  const taken = new Set<string>()
  const named = sources.map((source) => ({
    ...source,
    file: freeName(source.file.slice(o.above ?? 0), isPage(source), taken),
  }))
  // Documents that were named and cannot be read are refused; a case may begin without any.
  const said =
    o.said === null
      ? null
      : await readCase(
          {
            path: o.said,
            sources: named.map((s) => ({...s, kind: isPage(s) ? ("markdown" as const) : s.kind})),
            issues,
          },
          io,
        )
  const title = o.title ?? basename(folder)
  const yaml = [
    "format: brink/case@1",
    `title: ${jsonText(title)}`,
    `question: ${jsonText(o.question ?? OPEN_QUESTION)}`,
    "horizon: 52 weeks",
    "# start: 2031-10-01          the day that time 0 stands for",
    "# outcomes:                  what to report; without them the map chooses",
    "#   - {quantity: raids, measure: level}",
    "",
  ].join("\n")
  const writeFound = async (at: string): Promise<void> => {
    if (!said || said.reading.claims.length === 0) return
    // A folder in the making keeps nothing: what is kept goes by the names that files will have.
    const making = {...io, kept: {...io.kept, folder: () => null}}
    const opened = {...(await openCase(at, making, o)), path: folder}
    const own = await readCase(opened, io)
    for (const [name, text] of foundFiles(own.reading, gatherMap(opened, own))) io.writeWhole(inFolder(at, name), text)
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
      const edits = said && o.edits ? o.edits(said) : ""
      if (edits !== "") io.writeWhole(inFolder(made, "edits.jsonl"), edits)
      io.writeWhole(inFolder(made, "case.yaml"), yaml)
      if (there === null) await writeFound(made)
    },
    {force: o.force === true, last: "case.yaml"},
  )
  // What stood in the folder before is read with the rest: its factors, its decisions, its documents.
  if (there !== null) await writeFound(folder)
  return said
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
