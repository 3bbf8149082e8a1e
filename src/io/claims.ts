// Who works on what, in a folder that processes of several machines share. In: the name of a piece of work. Out: whether
// it is this process's. A claim is a file that only one process can make; it says whose it is, and its owner touches it
// while it works, from a thread that computes nothing. One whose process is gone, or that nobody has touched for a
// minute, is taken over. A claim saves work and decides nothing: two that do the same give the same bytes, and the first
// to finish is kept.

import {randomBytes} from "node:crypto"
import {closeSync, existsSync, fstatSync, openSync, renameSync, rmSync} from "node:fs"
import {join} from "node:path"
import {fileURLToPath} from "node:url"
import {Worker} from "node:worker_threads"
import type {Order} from "./heartbeat.ts"
import {withoutKey} from "./hiding.ts"
import {isGone, thisMachine, thisProcess} from "./owner.ts"
import {systemCode} from "./system-words.ts"
import {BEAT_MS, claimText, touch} from "./touching.ts"
import {writeAll} from "./whole-writes.ts"

/** A claim that nobody has touched for so long was left behind: a machine that is gone, a process that hangs. */
const LEFT_MS = 12 * BEAT_MS

const CLAIM = /^brink-claim 1 (\d{1,10}) (\S+) (\S+) [0-9a-f]{16}\n$/

/** Claims of this process in one folder. */
export class Claims {
  private readonly folder: string
  private readonly held = new Map<string, string>()
  private readonly owner = thisProcess()
  private beating: {hold(path: string, text: string): void; release(path: string): void; end(): Promise<void>} | null =
    null

  constructor(folder: string) {
    this.folder = folder
  }

  /** Makes `name` this process's; false while it is another's. @throws the system's errors. */
  take(name: string): boolean {
    const path = join(this.folder, name)
    const {pid, start} = this.owner
    const text = `brink-claim 1 ${pid} ${start || "-"} ${thisMachine()} ${randomBytes(8).toString("hex")}\n`
    if (!made(path, text) && !(this.removeLeft(path) && made(path, text))) return false
    this.held.set(name, text)
    this.beating ??= beating()
    this.beating.hold(path, text)
    return true
  }

  /** Gives `name` up. One that was taken over meanwhile stays its new owner's. */
  release(name: string): void {
    const path = join(this.folder, name)
    this.beating?.release(path)
    if (readClaim(path)?.text === this.held.get(name)) rmSync(path, {force: true})
    this.held.delete(name)
  }

  async close(): Promise<void> {
    for (const name of [...this.held.keys()]) this.release(name)
    await this.beating?.end()
    this.beating = null
  }

  /**
   * Moves away a claim that was left behind: of several processes that try, the system lets one. A claim that was made
   * anew between the look and the move is gone too, and its owner's work may be done twice.
   */
  private removeLeft(path: string): boolean {
    const claim = readClaim(path)
    if (claim === null) return true
    if (!this.isLeft(claim)) return false
    const aside = join(this.folder, `.brink-left-${randomBytes(6).toString("hex")}.tmp`)
    try {
      renameSync(path, aside)
    } catch (error) {
      if (systemCode(error) === "ENOENT") return false
      throw error
    }
    rmSync(aside, {force: true})
    return true
  }

  private isLeft({text, touched}: {readonly text: string; readonly touched: number}): boolean {
    const [, pid, start, machine] = CLAIM.exec(text) ?? []
    if (machine === thisMachine() && isGone({pid: Number(pid), start: start === "-" ? "" : start!})) return true
    return this.now() - touched > LEFT_MS
  }

  /** The time of the disk that the claims are on: machines that share it may have clocks that differ. */
  private now(): number {
    const probe = join(this.folder, `.brink-now-${randomBytes(6).toString("hex")}.tmp`)
    const file = openSync(probe, "wx")
    try {
      // Asked of the open file: others remove such names.
      return fstatSync(file).mtimeMs
    } finally {
      closeSync(file)
      rmSync(probe, {force: true})
    }
  }
}

/** Makes a claim where none is; false where one is. */
function made(path: string, text: string): boolean {
  let file: number
  try {
    file = openSync(path, "wx")
  } catch (error) {
    if (systemCode(error) === "EEXIST") return false
    throw error
  }
  try {
    writeAll(file, text)
    return true
  } catch (error) {
    rmSync(path, {force: true})
    throw error
  } finally {
    closeSync(file)
  }
}

/** What a claim says and when it was touched; null where there is none. */
function readClaim(path: string): {readonly text: string; readonly touched: number} | null {
  let file: number
  try {
    file = openSync(path, "r")
  } catch (error) {
    if (systemCode(error) === "ENOENT") return null
    throw error
  }
  try {
    return {text: claimText(file), touched: fstatSync(file).mtimeMs}
  } finally {
    closeSync(file)
  }
}

/** Touches claims from a thread; from this one where the sources are run as they are, since TypeScript starts no thread. */
function beating() {
  const file = fileURLToPath(new URL("./heartbeat.js", import.meta.url))
  if (existsSync(file)) {
    const worker = new Worker(file, {env: withoutKey(process.env)})
    // A claim that is not touched is taken over in the end; nothing is lost by it.
    worker.on("error", () => {})
    worker.unref()
    const tell = (order: Order) => worker.postMessage(order)
    return {
      hold: (path: string, text: string) => tell({kind: "hold", path, text}),
      release: (path: string) => tell({kind: "release", path}),
      end: async () => void (await worker.terminate()),
    }
  }
  const held = new Map<string, string>()
  const clock = setInterval(() => {
    for (const [path, text] of held) touch(path, text)
  }, BEAT_MS)
  clock.unref()
  return {
    hold: (path: string, text: string) => void held.set(path, text),
    release: (path: string) => void held.delete(path),
    end: async () => clearInterval(clock),
  }
}
