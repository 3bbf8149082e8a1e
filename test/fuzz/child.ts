// A process that works through mutations, one after the other, with the program opened once: starting it anew for each
// would take most of the time. Bundled by `hand.ts`. In, as messages: attempts, or addresses to make them from.
// Out: what each did, and what is wrong with it.
//
// A process that works off many must not let one disturb the next: each has the folder to itself, what it writes is
// compared with what was there, and what it throws where nobody catches it is counted as its own.

import fs from "node:fs"
import {syncBuiltinESMExports} from "node:module"
import type {AddressInfo} from "node:net"
import {createServer} from "node:net"
import {join, resolve, sep} from "node:path"
import type {Attempt} from "./attempt.ts"
import {drawsAt} from "./draws.ts"
import {judge, type Ran, type Wrong} from "./judge.ts"
import {KINDS} from "./kinds.ts"
import {openMaterial, openProgram} from "./program.ts"
import {spoilCaches} from "./spoil.ts"

/** Where a mutation is made from. */
export type Address = {readonly kind: string; readonly seed: number; readonly number: number}
/** What a child is asked to do. */
export type Task = {readonly id: number; readonly what: Address | Attempt; readonly twice: boolean}
/** What became of it. `codes`: the exit code of every command line. */
export type Done = {
  readonly id: number
  readonly wrong: Wrong | null
  readonly codes: readonly number[]
  readonly done: string
  /** Milliseconds of processor time. */
  readonly cpu: number
  /** Bytes the whole process held at its highest, since it began. */
  readonly resident: number
}

// As it is now: what commands read and write is looked at from here on.
const {readFileSync} = fs

/** Linux's `maxRSS` begins with what the parent held when it started this process; its own is told elsewhere. */
function mostResident(): number {
  try {
    const held = /^VmHWM:\s+(\d+) kB$/m.exec(readFileSync("/proc/self/status", "latin1"))?.[1]
    if (held !== undefined) return Number(held) * 1024
  } catch {
    // Another system than Linux.
  }
  return process.resourceUsage().maxRSS * 1024
}

const [project, made, root] = process.argv.slice(2) as [string, string, string]
const job = join(root, "job")
const aside = [join(root, "tmp"), join(root, "home")]
for (const folder of aside) fs.mkdirSync(folder, {recursive: true})
process.env["TMPDIR"] = aside[0]
process.env["HOME"] = aside[1]
// What Brink keeps beside what it was asked for: the secret that seals caches, and caches of documents in no case.
// Their names begin with a dot: commands that read all of the folder above pass them over.
const state = join(root, ".state")
fs.mkdirSync(join(state, "brink"), {recursive: true, mode: 0o700})
process.env["XDG_STATE_HOME"] = state
const caches = join(root, ".cache")
process.env["XDG_CACHE_HOME"] = caches

const plain = {rm: fs.rmSync, mkdir: fs.mkdirSync, write: fs.writeFileSync, read: fs.readFileSync, list: fs.readdirSync}

// Writes that leave the folder are seen where they are asked for.
let outside: string[] = []
const inside = (path: unknown): boolean => {
  if (typeof path === "number") return true
  const at = resolve(path instanceof URL ? path.pathname : String(path))
  return at === job || [job, state, caches].some((folder) => at.startsWith(folder + sep))
}
const see = (path: unknown, act: string): void => {
  if (!inside(path)) outside.push(`${act} ${String(path)}`)
}
for (const name of [
  "writeFileSync",
  "appendFileSync",
  "mkdirSync",
  "rmSync",
  "rmdirSync",
  "unlinkSync",
  "truncateSync",
  "chmodSync",
  "chownSync",
  "utimesSync",
  "createWriteStream",
  "mkdtempSync",
  "writeFile",
  "mkdir",
  "unlink",
  "rm",
] as const) {
  const real = fs[name] as (...words: unknown[]) => unknown
  ;(fs as unknown as Record<string, unknown>)[name] = (...words: unknown[]) => {
    see(words[0], name)
    return real(...words)
  }
}
for (const name of ["renameSync", "copyFileSync", "linkSync", "symlinkSync", "cpSync"] as const) {
  const real = fs[name] as (...words: unknown[]) => unknown
  ;(fs as unknown as Record<string, unknown>)[name] = (...words: unknown[]) => {
    see(words[1], name)
    return real(...words)
  }
}
for (const name of ["openSync", "open"] as const) {
  const real = fs[name] as (...words: unknown[]) => unknown
  ;(fs as unknown as Record<string, unknown>)[name] = (...words: unknown[]) => {
    if (typeof words[1] === "string" ? /[wa+]/.test(words[1]) : typeof words[1] === "number" && (words[1] & 3) !== 0)
      see(words[0], name)
    return real(...words)
  }
}
syncBuiltinESMExports()

// Waiting is no work: pauses between questions to a server are shortened where there is one.
let haste = 1
const realTimeout = globalThis.setTimeout
globalThis.setTimeout = ((act: (...words: unknown[]) => void, wait = 0, ...words: unknown[]) =>
  realTimeout(act, wait / haste, ...words)) as typeof setTimeout

const program = await openProgram(made)
const material = await openMaterial(project, made)

let sent: readonly Uint8Array[] = []
let connections = 0
const server = createServer((socket) => {
  const answer = sent[Math.min(connections++, sent.length - 1)] ?? new Uint8Array()
  socket.on("error", () => {})
  socket.once("data", () => socket.end(answer))
})
await new Promise<void>((ready) => server.listen(0, "127.0.0.1", ready))
server.unref()
const address = `http://127.0.0.1:${(server.address() as AddressInfo).port}`

let uncaught: string | null = null
for (const event of ["uncaughtException", "unhandledRejection"] as const)
  process.on(event, (error: unknown) => {
    // What Brink itself lets go of is no fault, as long as Brink is there to do it.
    const isStray = error instanceof Error && "code" in error && error.code === "UND_ERR_RES_CONTENT_LENGTH_MISMATCH"
    if (isStray && process.listeners("uncaughtException").some(({name}) => name === "stray")) return
    uncaught ??= error instanceof Error ? (error.stack ?? error.message) : String(error)
  })

/** Every file under a folder, as its bytes in letters. */
function contents(folder: string): Map<string, string> {
  const found = new Map<string, string>()
  for (const entry of plain.list(folder, {recursive: true, withFileTypes: true})) {
    const path = join(entry.parentPath ?? entry.path, entry.name)
    if (entry.isFile()) found.set(path, plain.read(path, "latin1"))
  }
  return found
}

async function type(given: readonly string[]): Promise<Ran> {
  // As a system hands words over: in UTF-8, which has no half of a surrogate.
  const words = given.map((word) => Buffer.from(word).toString())
  const caught = {out: "", err: ""}
  // What a terminal would be shown, a long result cut.
  const catching = (name: "out" | "err") => (text: string) => {
    if (caught[name].length < 3_000_000) caught[name] += text
  }
  const streams = {isScreen: false, out: catching("out"), err: catching("err")}
  const before = contents(job)
  outside = []
  uncaught = null
  process.chdir(job)
  let code: number
  try {
    code = await program.main(
      words.map((word) => word.replace("{SERVER}", address)),
      {english: program.english, streams},
    )
    // What is rejected and not waited for is heard of in the next turn.
    await new Promise((ready) => setImmediate(ready))
  } finally {
    process.chdir(root)
  }
  const after = contents(job)
  const changed = [...new Set([...before.keys(), ...after.keys()])].filter(
    (path) => before.get(path) !== after.get(path),
  )
  for (const folder of aside) for (const path of contents(folder).keys()) outside.push(path)
  return {words, code, ...caught, uncaught, outside, changed}
}

/** Everything that was written, told and answered: what must be the same when it is done again. */
async function course(attempt: Attempt): Promise<{wrong: Wrong | null; codes: number[]; traces: string[]}> {
  plain.rm(job, {recursive: true, force: true})
  plain.mkdir(job, {recursive: true})
  for (const [path, bytes] of Object.entries(attempt.files)) {
    plain.mkdir(join(job, path, ".."), {recursive: true})
    plain.write(join(job, path), bytes)
  }
  sent = attempt.answers ?? []
  haste = attempt.answers ? 50 : 1
  const codes: number[] = []
  const traces: string[] = []
  for (const [i, words] of attempt.commands.entries()) {
    connections = 0
    process.send!({began: i})
    const ran = await type(words)
    codes.push(ran.code)
    const files = ran.changed
      .filter((path) => !path.includes(`${sep}.brink${sep}`))
      .map((path) => [path, fs.existsSync(path) ? plain.read(path, "latin1") : null])
    traces.push(JSON.stringify([ran.code, ran.out, ran.err, files]))
    const wrong = judge(ran, job)
    if (wrong) return {wrong, codes, traces}
    if (i === 0 && attempt.spoil) spoilCaches(job, drawsAt("spoil", attempt.spoil.seed, attempt.spoil.number), plain)
  }
  return {wrong: null, codes, traces}
}

async function work({id, what, twice}: Task): Promise<Done> {
  const attempt = "kind" in what ? KINDS[what.kind]!(drawsAt(what.kind, what.seed, what.number), material) : what
  // No mutation depends on those before it; done again it finds what it kept itself.
  plain.rm(caches, {recursive: true, force: true})
  plain.mkdir(caches)
  const began = process.cpuUsage()
  let {wrong, codes, traces} = await course(attempt)
  const {user, system} = process.cpuUsage(began)
  if (twice && wrong === null) {
    const again = await course(attempt)
    const at = again.traces.findIndex((trace, i) => trace !== traces[i])
    if (at >= 0)
      wrong = {
        key: `differs when done again: ${attempt.commands[at]![0]}`,
        says: `${attempt.commands[at]!.join(" ")}\n${firstDifference(traces[at] ?? "", again.traces[at]!)}`,
      }
  }
  return {
    id,
    wrong,
    codes,
    done: attempt.done,
    cpu: (user + system) / 1000,
    resident: mostResident(),
  }
}

function firstDifference(a: string, b: string): string {
  let at = 0
  while (at < a.length && a[at] === b[at]) at++
  return `${a.slice(Math.max(0, at - 100), at + 200)}\n--- and again ---\n${b.slice(Math.max(0, at - 100), at + 200)}`
}

process.on("message", (task: Task) => {
  work(task).then(
    (done) => process.send!({done}),
    (error: unknown) =>
      process.send!({
        done: {
          id: task.id,
          wrong: {key: "the harness", says: String((error as Error)?.stack)},
          codes: [],
          done: "",
          cpu: 0,
          resident: 0,
        },
      }),
  )
})
process.on("disconnect", () => process.exit(0))
process.send!({ready: true})
