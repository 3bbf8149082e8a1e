// Two Brinks at one case: one waits for the other. And what this Brink is, as a hash.
//
// A lock is a file made only where there is none, with the process and machine that made it;
// one left behind by a process that is gone is taken over. A lock guards writes of a moment
// (one line of edits.jsonl), never a run.

import {createHash} from "node:crypto"
import {closeSync, openSync, readdirSync, readFileSync, unlinkSync, writeSync} from "node:fs"
import {hostname} from "node:os"
import {join} from "node:path"
import {fileURLToPath} from "node:url"
import {Fault} from "../fault.ts"
import {inWords, systemCode} from "./files.ts"

// Appending one edit takes milliseconds; a lock held longer than this is not coming back.
const LONGEST_WAIT_MS = 5000
const PAUSE_MS = 10

/**
 * Runs `act` while this process holds the lock file `path`.
 * @throws Fault `doors/locked` when another process holds it for five seconds, naming it.
 */
export function locked<T>(path: string, act: () => T): T {
  const mine = `${process.pid} ${hostname()}\n`
  for (let waited = 0; ; waited += PAUSE_MS) {
    try {
      const file = openSync(path, "wx")
      writeSync(file, mine)
      closeSync(file)
      break
    } catch (error) {
      if (systemCode(error) !== "EEXIST")
        throw new Fault("doors/cannot-write", `Cannot write ${path}: ${inWords(error)}`, {
          next: "Check the folder's permissions.",
        })
    }
    const holder = holderOf(path)
    if (holder !== null && isGone(holder)) {
      removeIfStill(path, holder)
      continue
    }
    if (waited >= LONGEST_WAIT_MS)
      throw new Fault("doors/locked", `Another Brink (process ${holder?.trim() ?? "unknown"}) is writing to the case`, {
        place: path,
        next: "Try again when it has ended; delete the file if no Brink runs.",
      })
    Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, PAUSE_MS)
  }
  try {
    return act()
  } finally {
    removeIfStill(path, mine)
  }
}

function holderOf(path: string): string | null {
  try {
    return readFileSync(path, "utf8")
  } catch {
    return null
  }
}

function isGone(holder: string): boolean {
  const [pid, host] = holder.trim().split(" ")
  if (!pid || host !== hostname()) return false
  try {
    process.kill(Number(pid), 0)
    return false
  } catch (error) {
    return systemCode(error) === "ESRCH"
  }
}

function removeIfStill(path: string, holder: string): void {
  if (holderOf(path) !== holder) return
  try {
    unlinkSync(path)
  } catch (error) {
    if (systemCode(error) !== "ENOENT") throw error
  }
}

/** SHA-256 over this program's own files, in order of their names: part of every cache key, never of a result. */
export function fingerprint(): string {
  const root = fileURLToPath(new URL("..", import.meta.url))
  const hash = createHash("sha256")
  for (const name of readdirSync(root, {recursive: true, encoding: "utf8"}).sort())
    if (/\.(?:js|ts|tsx)$/.test(name) && !name.endsWith(".d.ts"))
      hash.update(name).update(readFileSync(join(root, name)))
  return hash.digest("hex")
}
