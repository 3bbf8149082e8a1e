// Parsers of containers (Word, PDF, spreadsheets) in a process of their own. In: a kind and the
// bytes of a file. Out: what its parser gives, or a refusal that names the bound it broke.
//
// A stranger's file can make a parser run without end or take all memory there is, and where
// memory ends the whole process does: so it is never this one. The child gets bytes and bounds,
// and nothing else of the user's; what it answers is checked by shape. It is started with the first
// file, kept for the next ones, started anew when it ended, and ended with the work.

import {type ChildProcess, spawn} from "node:child_process"
import {existsSync} from "node:fs"
import {dirname} from "node:path"
import {fileURLToPath} from "node:url"
import {Damaged} from "../documents/formats/archive.ts"
import {Unreadable} from "../documents/formats/unreadable.ts"
import {BOUNDS, type Bounds, PATIENCE, TOO_LARGE, TOO_SLOW} from "./apart-bounds.ts"
import type {Kind, Parsed} from "./apart-parsers.ts"
import {type Answer, answerOf, lengthOf, MOST_ANSWERED, type Order, openFrames, unpacked} from "./apart-words.ts"

export type Apart = {
  /**
   * Parses one file; several asked for at once are parsed one after another.
   *
   * @throws Unreadable as the parser of its kind, and `doors/too-slow`, `doors/too-large-in-memory`, `doors/inflates`,
   *         `doors/parser-failed`, `doors/no-process`; Damaged as the parsers of spreadsheets.
   */
  read<K extends Kind>(kind: K, bytes: Uint8Array): Promise<Parsed[K]>
  /** Ends the process, and comes back when it is gone. */
  close(): Promise<void>
}

type Options = {
  readonly bounds?: Bounds
  /** The program that runs the child's file, and that file: for tests; this Node and the file beside this one otherwise. */
  readonly node?: string
  readonly file?: string
}

/** Letters of the child's stderr that are looked at for why it ended; never shown. */
const MOST_STDERR = 20_000
const SPLIT = "Split it, or save its text as .txt."

/** Opens the parsers; no process is started before it is needed. */
export function openApart(options: Options = {}): Apart {
  const beside = fileURLToPath(new URL("./apart-child.js", import.meta.url))
  // Sources in TypeScript cannot be started as a process (tests run them as they are): there everything runs in this one.
  if (options.file === undefined && import.meta.url.endsWith(".ts") && !existsSync(beside))
    return {
      read: async (kind, bytes) => (await import("./apart-parsers.ts")).parse(kind, bytes),
      close: async () => {},
    }
  return new ParsingProcess({bounds: BOUNDS, node: process.execPath, file: beside, ...options})
}

/** How a file's parsing came out: an answer, or how its process ended without one. */
type Outcome =
  | {readonly how: "answered"; readonly answer: Answer}
  | {readonly how: "waited" | "long" | "garbled" | "slow" | "large"}
  | {readonly how: "ended"; readonly why: string}
  | {readonly how: "unstarted"; readonly why: string}

class ParsingProcess implements Apart {
  private readonly options: Required<Options>
  private child: Child | null = null
  private last: Promise<unknown> = Promise.resolve()

  constructor(options: Required<Options>) {
    this.options = options
  }

  read<K extends Kind>(kind: K, bytes: Uint8Array): Promise<Parsed[K]> {
    const mine = this.last.then(() => this.parsed(kind, bytes))
    this.last = mine.catch(() => {})
    return mine
  }

  async close(): Promise<void> {
    await this.last
    await this.drop()
  }

  private async drop(): Promise<void> {
    const child = this.child
    this.child = null
    await child?.end()
  }

  private async parsed<K extends Kind>(kind: K, bytes: Uint8Array): Promise<Parsed[K]> {
    const used = this.child !== null && !this.child.isOver
    let outcome = await this.asked(kind, bytes)
    // What earlier files left behind is not this one's fault: it gets a process of its own before it is refused.
    if (used && (outcome.how === "large" || outcome.how === "ended")) outcome = await this.asked(kind, bytes)
    if (outcome.how !== "answered") throw this.refusal(outcome)
    const {answer} = outcome
    if ("refused" in answer)
      throw new Unreadable(answer.refused.code as `doors/${string}`, answer.refused.says, answer.refused.next)
    if ("damaged" in answer) throw new Damaged(answer.damaged)
    if ("tripped" in answer)
      throw new Unreadable("doors/parser-failed", `What reads it failed on it: ${answer.tripped}`, SPLIT)
    const parsed = "parsed" in answer ? unpacked(kind, answer.parsed) : null
    if (parsed === null) {
      await this.drop()
      throw this.refusal({how: "garbled"})
    }
    return parsed
  }

  private async asked(kind: Kind, bytes: Uint8Array): Promise<Outcome> {
    if (this.child?.isOver) await this.drop()
    this.child ??= new Child(this.options)
    const outcome = await this.child.ask(kind, bytes)
    if (outcome.how !== "answered" || ("grown" in outcome.answer && outcome.answer.grown)) await this.drop()
    return outcome
  }

  private refusal(outcome: Exclude<Outcome, {how: "answered"}>): Unreadable {
    const {seconds, memory} = this.options.bounds
    switch (outcome.how) {
      case "slow":
      case "waited":
        return new Unreadable("doors/too-slow", `Reading it took more than ${seconds} seconds.`, SPLIT)
      case "large":
        return new Unreadable(
          "doors/too-large-in-memory",
          `Reading it took more memory than one document is given (${Math.round(memory / 1e6)} MB).`,
          SPLIT,
        )
      case "long":
        return new Unreadable("doors/inflates", `It holds more than ${MOST_ANSWERED / 1e6} MB of text.`, SPLIT)
      case "unstarted":
        return new Unreadable(
          "doors/no-process",
          `It is read in a process of its own, and none could be started: ${outcome.why}.`,
          "End other programs or allow this one to start processes, or save its text as .txt.",
        )
      case "garbled":
        return new Unreadable("doors/parser-failed", "What reads it gave no answer that makes sense.", SPLIT)
      case "ended":
        return new Unreadable("doors/parser-failed", `What reads it ended without an answer (${outcome.why}).`, SPLIT)
    }
  }
}

/** Variables without which a program cannot start; nothing of the user's is among them. */
const NEEDED = ["SystemRoot", "LD_LIBRARY_PATH"]

class Child {
  private readonly process: ChildProcess | null = null
  private readonly gone: Promise<void> = Promise.resolve()
  private readonly patience: number
  private ready = false
  private stderr = ""
  /** How it came to its end, once it has. */
  private over: Outcome | null = null
  private settle: ((outcome: Outcome) => void) | null = null

  constructor({bounds, node, file}: Required<Options>) {
    this.patience = 1000 * PATIENCE * bounds.seconds
    const heap = Math.round(bounds.heap / 2 ** 20)
    try {
      // Not as a fork: that would hand on this process's own arguments.
      this.process = spawn(node, [`--max-old-space-size=${heap}`, file, JSON.stringify(bounds)], {
        cwd: dirname(file),
        env: Object.fromEntries(NEEDED.flatMap((name) => (process.env[name] ? [[name, process.env[name]]] : []))),
        stdio: ["pipe", "pipe", "pipe"],
        windowsHide: true,
      })
    } catch (error) {
      this.finish({how: "unstarted", why: wordsOf(error)})
      return
    }
    const {stdin, stdout, stderr} = this.process
    this.gone = new Promise((resolve) => {
      this.process!.once("error", (error) => {
        this.finish(this.ready ? {how: "ended", why: wordsOf(error)} : {how: "unstarted", why: wordsOf(error)})
        if (this.process!.pid === undefined) resolve()
      })
      // "close" comes when its last words are read too.
      this.process!.once("close", (code, signal) => {
        this.finish(this.ended(code, signal))
        resolve()
      })
    })
    // It may end while it is written to.
    stdin!.on("error", () => {})
    stdout!.on("error", () => {})
    stderr!.on("error", () => {})
    stderr!.on("data", (piece: Buffer) => {
      this.stderr = (this.stderr + piece.toString("latin1")).slice(-MOST_STDERR)
    })
    const take = openFrames(
      MOST_ANSWERED,
      (frame) => this.hear(answerOf(frame)),
      () => this.finish({how: "long"}),
    )
    stdout!.on("data", take)
    // While an answer is waited for a clock keeps this process alive; a child that has nothing to do does not.
    this.process.unref()
    for (const pipe of [stdin, stdout, stderr]) (pipe as unknown as {unref?(): void} | null)?.unref?.()
  }

  get isOver(): boolean {
    return this.over !== null
  }

  /** One order; comes back with its outcome whatever happens. */
  ask(kind: Kind, bytes: Uint8Array): Promise<Outcome> {
    return new Promise((resolve) => {
      if (this.over) {
        resolve(this.over)
        return
      }
      const clock = setTimeout(() => this.finish({how: "waited"}), this.patience)
      this.settle = (outcome) => {
        clearTimeout(clock)
        this.settle = null
        resolve(outcome)
      }
      const order = Buffer.from(JSON.stringify({kind} satisfies Order))
      const stdin = this.process!.stdin!
      stdin.write(Buffer.concat([lengthOf(order.length), order, lengthOf(bytes.length)]))
      stdin.write(bytes)
    })
  }

  /** Ends the process at once; it has nothing to save. */
  async end(): Promise<void> {
    this.over ??= {how: "ended", why: "closed"}
    if (this.process?.pid === undefined) return
    // The last moments are waited for, so that nothing of it is left when the command ends.
    this.process.ref()
    this.process.kill("SIGKILL")
    for (const pipe of [this.process.stdin, this.process.stdout, this.process.stderr]) pipe?.destroy()
    await this.gone
  }

  private hear(answer: Answer | null): void {
    if (answer !== null && "ready" in answer) this.ready = true
    else if (answer === null || this.settle === null) this.finish({how: "garbled"})
    else this.settle({how: "answered", answer})
  }

  private finish(outcome: Outcome): void {
    if (this.over) return
    this.over = outcome
    if (this.process?.pid !== undefined && this.process.exitCode === null) this.process.kill("SIGKILL")
    this.settle?.(outcome)
  }

  private ended(code: number | null, signal: NodeJS.Signals | null): Outcome {
    if (this.stderr.includes(TOO_SLOW)) return {how: "slow"}
    // The engine's own words when its heap is full; and the system ends by this signal who takes too much.
    if (this.stderr.includes(TOO_LARGE) || /heap out of memory|out of memory/i.test(this.stderr)) return {how: "large"}
    if (signal === "SIGKILL") return {how: "large"}
    const why = signal ?? `code ${code}`
    return this.ready ? {how: "ended", why} : {how: "unstarted", why: `it ended at once (${why})`}
  }
}

/** What the system said when a process could not be started. */
function wordsOf(error: unknown): string {
  const code = error instanceof Error && "code" in error ? String(error.code) : ""
  const words: Readonly<Record<string, string>> = {
    EAGAIN: "there are too many processes already",
    EPERM: "this is not permitted",
    EACCES: "this is not permitted",
    ERR_ACCESS_DENIED: "this is not permitted",
    ENOMEM: "there is not enough memory",
    EMFILE: "too many files are open",
    ENFILE: "too many files are open",
    ENOENT: "the program that runs Brink is no longer where it was",
  }
  const said = words[code]
  return said ? `${said} (${code})` : error instanceof Error ? error.message : String(error)
}
