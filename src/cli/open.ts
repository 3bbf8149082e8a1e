// `brink open`: the workbench, a page of this machine alone. In: a case or documents. Out: an address, until it is ended.

import type {Case, Io} from "../case/index.ts"
import {inFolder} from "../case/index.ts"
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
import {answerOf, Bench, fault, HEADERS, LONGEST_BODY, refusalOf, STREAM} from "../workbench/index.ts"
import {mapOf} from "./open-map.ts"
import {type Common, type ExitCode, type Request, usage} from "./request.ts"

type OpenOptions = Common & {by: string; port?: number; browser: boolean}

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
  o: Pick<OpenOptions, "by" | "port" | "maxFile">,
): Promise<{readonly address: string; end(): Promise<void>}> {
  if (o.by.trim() === "") throw usage("--by is empty", "Say who decides.")
  if (pageFile("index.html") === null)
    throw new Fault("cli/no-page", "The workbench's page is not built", {next: "In a checkout: npm run build."})
  const bar = terminal.bar("reading")
  const {opened, said, map} = await mapOf({terminal, io}, path, o)
  bar.end()
  const note = opened.inMemory ? null : noteIn(opened, io)
  const other = note && portOf(io.kept.read(note))
  if (other)
    throw new Fault("workbench/open-already", `${onOneLine(path)} is open already, at http://127.0.0.1:${other}`, {
      next: "Use that window, or end that program with Ctrl-C.",
    })
  const bench = new Bench(opened, said, map, o.by, await worldOf(io))
  const {server, token} = await served(bench, opened, o.port ?? 0)
  if (note) io.kept.write(note, noteOf(server.port))
  const unwatch = opened.inMemory ? () => {} : watched(server, bench, opened)
  return {
    address: `http://127.0.0.1:${server.port}/#t=${token}`,
    end: () => {
      unwatch()
      if (note) io.kept.write(note, "")
      return server.close()
    },
  }
}

/** Where a launch is noted: beside what is kept of the case; null where nothing can be. */
function noteIn({path}: Case, {kept}: Io): string | null {
  const folder = kept.folder(path)
  return folder === null ? null : inFolder(folder, "workbench.json")
}

async function worldOf(io: Io): Promise<ConstructorParameters<typeof Bench>[4]> {
  const [{phraseAt}, english] = await Promise.all([import("../claims/whole.ts"), io.english()])
  return {...io, phraseAt: (sentence, range) => phraseAt(sentence, range, english)}
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
