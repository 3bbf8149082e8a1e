// `brink open`: the workbench, a page of this machine alone. In: a case or documents. Out: an address, until it is ended.

import {resolve} from "node:path"
import {type Case, gatheringOf, type Io, inFolder, openCase, readCase, type Said} from "../case/index.ts"
import {onOneLine} from "../core/controls.ts"
import {Fault} from "../core/fault.ts"
import {
  newToken,
  noteOf,
  onChange,
  openLoopback,
  pageFile,
  portOf,
  type Server,
  showInBrowser,
  untilStopped,
} from "../io/loopback.ts"
import {addedClaim, type Edit, printEdit} from "../map/index.ts"
import {answerOf, Bench, fault, HEADERS, LONGEST_BODY, type Opened, refusalOf, STREAM} from "../workbench/index.ts"
import {makeCase} from "./init.ts"
import {writingTo} from "./phrases.ts"
import {type Common, type ExitCode, type Request, usage} from "./request.ts"

type OpenOptions = Common & {by: string; port?: number; browser: boolean; keepIn?: string}

/** `brink open` */
export async function actOpen(request: Request, path: string, o: OpenOptions): Promise<ExitCode> {
  const {terminal} = request
  const {address, end} = await launch(request, path, o)
  terminal.say(`${onOneLine(path)} is open at ${address}\nCtrl-C ends it. Nothing leaves this machine.\n`)
  if (o.browser && !(await showInBrowser(address)))
    terminal.note("No browser could be started: open the address in one.")
  await untilStopped()
  await end()
  return 0
}

/** Reads, and serves what was read until `end` is called. The address holds this launch's token. */
export async function launch(
  {terminal, io}: Request,
  path: string,
  o: Pick<OpenOptions, "by" | "port" | "maxFile" | "keepIn">,
): Promise<{readonly address: string; end(): Promise<void>}> {
  if (o.by.trim() === "") throw usage("--by is empty", "Say who decides.")
  if (pageFile("index.html") === null)
    throw new Fault("cli/no-page", "The workbench's page is not built", {next: "In a checkout: npm run build."})
  const bar = terminal.bar("reading")
  const first = await readAt(io, path, o)
  const {opened} = first
  let note = opened.inMemory ? null : noteIn(opened, io)
  const other = note && portOf(io.kept.read(note))
  if (other)
    throw new Fault("workbench/open-already", `${onOneLine(path)} is open already, at http://127.0.0.1:${other}`, {
      next: "Use that window, or end that program with Ctrl-C.",
    })
  let unwatch = () => {}
  let tellAll = (_: object) => {}
  const keepIn = o.keepIn ?? "."
  const bench = new Bench(first, o.by, {
    ...io,
    writing: (spans) => writingTo(io, spans),
    page: async (now) => (await import("./outlook.ts")).livePage({terminal, io}, now),
    tell: (news) => tellAll(news),
    newKey: newToken,
    keepIn: resolve(keepIn),
    keep: async (name, now, told) => {
      const folder = inFolder(keepIn, name)
      const kept = await keptAs(io, folder, now, told)
      note = noteIn(kept.opened, io)
      if (note) io.kept.write(note, noteOf(server.port))
      unwatch = watched(server, bench, kept.opened)
      return kept
    },
  })
  bar.end()
  const {server, token} = await served(bench, opened, o.port ?? 0)
  tellAll = (news) => server.tell(bench.rev, JSON.stringify(news))
  if (note) io.kept.write(note, noteOf(server.port))
  if (!opened.inMemory) unwatch = watched(server, bench, opened)
  return {
    address: `http://127.0.0.1:${server.port}/#t=${token}`,
    end: () => {
      unwatch()
      if (note) io.kept.write(note, "")
      return server.close()
    },
  }
}

/** A case or documents read, and what gathers their map. */
async function readAt(io: Io, path: string, o: {maxFile?: number}): Promise<Opened> {
  const opened = await openCase(path, io, o)
  const said = await readCase(opened, io)
  return {opened, said, gathering: gatheringOf(opened, said)}
}

/** A case made of documents that are open, with the decisions about them so far, and what it says. */
async function keptAs(io: Io, folder: string, opened: Case, said: Said): Promise<Opened> {
  if (io.kindOfPath(folder) !== null)
    throw new Fault("case/already-there", `${folder} is there already`, {next: "Give the case another name."})
  await makeCase(io, folder, opened, {said: opened.path, edits: (own) => editsUnder(own, opened, said)})
  return await readAt(io, folder, {})
}

/** Edits of documents that get other names in a case: their claims are the same in the same order, under other ids. */
function editsUnder(own: Said, {edits}: Case, before: Said): string {
  const claims = new Map(before.reading.claims.map(({id}, i) => [id, own.reading.claims[i]?.id ?? id]))
  const files = new Map(before.documents.map(({file}, i) => [file, own.documents[i]?.file ?? file]))
  const added = new Map<string, string>()
  return edits
    .map((edit): Edit => {
      const was = edit.was && {...edit.was, file: files.get(edit.was.file) ?? edit.was.file}
      const moved = {...edit, ...(was && {was})}
      if (!("claim" in moved)) return moved
      if (moved.kind !== "add")
        return {...moved, claim: claims.get(moved.claim) ?? added.get(moved.claim) ?? moved.claim}
      const there = {...moved, file: files.get(moved.file) ?? moved.file}
      const claim = addedClaim(there, own.reading)
      const id = typeof claim === "string" ? there.claim : claim.id
      added.set(moved.claim, id)
      return {...there, claim: id}
    })
    .map((edit) => `${printEdit(edit)}\n`)
    .join("")
}

/** Where a launch is noted: beside what is kept of the case; null where nothing can be. */
function noteIn({path}: Case, {kept}: Io): string | null {
  const folder = kept.folder(path)
  return folder === null ? null : inFolder(folder, "workbench.json")
}

async function served(bench: Bench, opened: Case, port: number): Promise<{server: Server; token: string}> {
  const token = newToken()
  const name = opened.path.split(/[\\/]/).at(-1) || opened.path
  const server: Server = await openLoopback({
    port,
    headers: HEADERS,
    longestBody: LONGEST_BODY,
    isStream: ({method, url}) => method === "GET" && url.split("?")[0] === STREAM,
    refuse: (head, at) => {
      const refusal = refusalOf(head, {port: at, token})
      return refusal && fault(refusal.status, "workbench/refused", refusal.says, "")
    },
    answer: ({method, url}, body) => answerOf(method, url, body, bench, name, pageFile),
  })
  return {server, token}
}

/** What others write is told to every window. A list that cannot be read is told too, and what stood stands on. */
function watched(server: Server, bench: Bench, {path}: Case): () => void {
  return onChange(inFolder(path, "edits.jsonl"), () => {
    try {
      const news = bench.refresh()
      if (news) server.tell(bench.rev, JSON.stringify({kind: "edits", ...news}))
    } catch (error) {
      if (!(error instanceof Fault)) throw error
      server.tell(bench.rev, JSON.stringify({kind: "trouble", says: error.what, next: error.next ?? ""}))
    }
  })
}
