// `brink open`: the workbench, a page of this machine alone. In: a case or documents. Out: an address, until it is ended.

import {resolve} from "node:path"
import {type Case, gatheringOf, type Io, inFolder, modelOf, openCase, readCase, type Said} from "../case/index.ts"
import {onOneLine} from "../core/controls.ts"
import {Fault} from "../core/fault.ts"
import {
  endedNoteOf,
  lastPortOf,
  newToken,
  noteOf,
  onChange,
  onChangeWithin,
  openLoopback,
  pageFile,
  portOf,
  type Server,
  showInBrowser,
  untilStopped,
} from "../io/loopback.ts"
import type {openExecutor} from "../io/workers.ts"
import {addedClaim, type Edit, printEdit} from "../map/index.ts"
import {
  type Answer,
  answerOf,
  answerOpening,
  Bench,
  fault,
  HEADERS,
  LONGEST_BODY,
  type Opened,
  type Opening,
  refusalOf,
  STREAM,
} from "../workbench/index.ts"
import {makeCase} from "./init.ts"
import {writingTo} from "./phrases.ts"
import {type Common, type ExitCode, type Request, usage} from "./request.ts"

type OpenOptions = Common & {by: string; port?: number; browser: boolean; keepIn?: string}

/** `brink open` */
export async function actOpen(request: Request, path: string, o: OpenOptions): Promise<ExitCode> {
  const {terminal} = request
  const showAt = async (address: string) => {
    terminal.say(`${onOneLine(path)} is open at ${address}\nCtrl-C ends it. Nothing leaves this machine.\n`)
    if (o.browser && !(await showInBrowser(address)))
      terminal.note("No browser could be started: open the address in one.")
  }
  const {end} = await launch(request, path, o, showAt)
  await untilStopped()
  await end()
  return 0
}

/**
 * Serves while it reads, and until `end` is called; resolves once all is read. The address holds this launch's token.
 * @param onListening  is called once the documents are there and the page can be opened.
 */
export async function launch(
  {terminal, io: world}: Request,
  path: string,
  o: Pick<OpenOptions, "by" | "port" | "maxFile" | "keepIn">,
  onListening?: (address: string) => Promise<void>,
): Promise<{readonly address: string; end(): Promise<void>}> {
  if (o.by.trim() === "") throw usage("--by is empty", "Say who decides.")
  const {readOne} = world
  // Documents are read while this thread answers the page.
  const io: Io = {...world, ...(readOne && {readOne: (document) => readOne(document, true)})}
  if (pageFile("index.html") === null)
    throw new Fault("cli/no-page", "The workbench's page is not built", {next: "In a checkout: npm run build."})
  const opened = await openCase(path, io, o)
  let note = opened.inMemory ? null : noteIn(opened, io)
  const other = note && portOf(io.kept.read(note))
  if (other)
    throw new Fault("workbench/open-already", `${onOneLine(path)} is open already, at http://127.0.0.1:${other}`, {
      next: "Use that window, or end that program with Ctrl-C.",
    })
  let unwatch = () => {}
  let now = opened
  const name = opened.path.split(/[\\/]/).at(-1) || opened.path
  let executor: ReturnType<typeof openExecutor> | null = null
  const aside = async () => {
    const {openExecutor: open} = await import("../io/workers.ts")
    executor ??= open(ASIDE)
    return executor
  }
  let opening: Opening | null = {
    name,
    question: opened.settings.question,
    doing: null,
    done: 0,
    of: 0,
  }
  const ready = promised<Bench>()
  const {server, token} = await servedAgain(
    note && o.port === undefined ? lastPortOf(io.kept.read(note)) : null,
    o.port ?? 0,
    async (method, url, body) =>
      (method === "GET" && answerOpening(url, opening, pageFile)) ||
      answerOf(method, url, body, await ready.value, name),
  )
  const address = `http://127.0.0.1:${server.port}/#t=${token}`
  if (note) io.kept.write(note, noteOf(server.port))
  const end = async () => {
    unwatch()
    await executor?.close()
    if (note) io.kept.write(note, endedNoteOf(server.port))
    await server.close()
  }
  const bar = terminal.bar("reading")
  const tellOf = async (doing: "read" | "map", done: number, of: number) => {
    opening = opening && {...opening, doing, done, of}
    bar.to((doing === "map" ? READING + (1 - READING) * (done / of) : READING * (done / of)) || 0)
    // The server answers between.
    await new Promise<void>((after) => setImmediate(after))
  }
  const keepIn = o.keepIn ?? "."
  try {
    const first = await readAt(io, opened, async (doing, done, of) => {
      if (doing === "read" && done === 0) await onListening?.(address)
      await tellOf(doing, done, of)
    })
    const made: Bench = new Bench(first, o.by, {
      ...io,
      writing: (spans) => writingTo(io, spans),
      page: async (now) => {
        const [{livePage}, {execute, reducing}] = await Promise.all([import("./outlook.ts"), aside()])
        return await livePage({terminal, io: {...io, execute, reducing: async () => reducing}}, now)
      },
      press: async (opened, map, factors, runs) => {
        const [{model}, {pressEach}, {execute}] = await Promise.all([
          modelOf({...opened, model: null}, map),
          import("../outlook/index.ts"),
          aside(),
        ])
        return await pressEach({model, map, factors, direction: "+", runs, seed: "1", execute})
      },
      tell: (news) => server.tell(made.rev, JSON.stringify(news)),
      newKey: newToken,
      read: async () => readAt(io, await openCase(now.path, io, o)),
      keepIn: resolve(keepIn),
      keep: async (called, before, told) => {
        const folder = inFolder(keepIn, called)
        const kept = await keptAs(io, folder, before, told)
        note = noteIn(kept.opened, io)
        if (note) io.kept.write(note, noteOf(server.port))
        unwatch()
        unwatch = watched(server, made, kept.opened)
        now = kept.opened
        return kept
      },
    })
    await tellOf("map", 1, 1)
    // What others wrote while the documents were read.
    made.refresh()
    made.view(name)
    opening = null
    ready.keep(made)
    unwatch = watched(server, made, opened)
  } catch (error) {
    await end()
    throw error
  } finally {
    bar.end()
  }
  return {address, end}
}

/** Runs beside a window go to threads, however few they are: this one answers meanwhile. */
const ASIDE = {workers: 2, small: 0}

/** A value that is there later. */
function promised<T>(): {readonly value: Promise<T>; readonly keep: (value: T) => void} {
  let keep: (value: T) => void = () => {}
  const value = new Promise<T>((done) => {
    keep = done
  })
  return {value, keep}
}

/** Of the time that opening takes what reading does, on the bar. */
const READING = 0.7

/** What a case or documents say, and what gathers their map, told of as it goes. */
async function readAt(
  io: Io,
  opened: Case,
  onProgress: (doing: "read" | "map", done: number, of: number) => Promise<void> = async () => {},
): Promise<Opened> {
  const said = await readCase(opened, io, (done, of) => onProgress("read", done, of))
  const gathering = gatheringOf(opened, said)
  await gathering.readAhead(opened.edits, (done, of) => onProgress("map", done, of))
  return {opened, said, gathering}
}

/** A case made of documents that are open, with the decisions about them so far, and what it says. */
async function keptAs(io: Io, folder: string, opened: Case, said: Said): Promise<Opened> {
  if (io.kindOfPath(folder) !== null)
    throw new Fault("case/already-there", `${folder} is there already`, {next: "Give the case another name."})
  await makeCase(io, folder, opened, {said: opened.path, edits: (own) => editsUnder(own, opened, said)})
  return await readAt(io, await openCase(folder, io))
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

type Answering = (method: string, url: string, body: string) => Answer | Promise<Answer>

/**
 * On the port of the launch before, where it is free: only there does a browser show a window what an earlier one kept, the
 * decisions made while the program was gone.
 */
async function servedAgain(last: number | null, port: number, answer: Answering) {
  if (last === null) return await served(port, answer)
  return await served(last, answer).catch(() => served(port, answer))
}

async function served(port: number, answer: Answering): Promise<{server: Server; token: string}> {
  const token = newToken()
  const server: Server = await openLoopback({
    port,
    headers: HEADERS,
    longestBody: LONGEST_BODY,
    isStream: ({method, url}) => method === "GET" && url.split("?")[0] === STREAM,
    refuse: (head, at) => {
      const refusal = refusalOf(head, {port: at, token})
      return refusal && fault(refusal.status, "workbench/refused", refusal.says, "")
    },
    answer: ({method, url}, body) => answer(method, url, body),
  })
  return {server, token}
}

/**
 * What others write, and documents that change on disk, are told to every window. What cannot be read is told too, and what
 * stood stands on.
 */
function watched(server: Server, bench: Bench, {path, inMemory}: Case): () => void {
  const troubled = (error: unknown) => {
    if (!(error instanceof Fault)) throw error
    server.tell(bench.rev, JSON.stringify({kind: "trouble", says: error.what, next: error.next ?? ""}))
  }
  const ends = [
    onChangeWithin(inMemory ? path : inFolder(path, "documents"), () => void bench.reread().catch(troubled)),
    onChange(inFolder(path, "edits.jsonl"), () => {
      try {
        const news = bench.refresh()
        if (news) server.tell(bench.rev, JSON.stringify({kind: "edits", ...news}))
      } catch (error) {
        troubled(error)
      }
    }),
  ]
  return () => {
    for (const end of ends) end()
  }
}
