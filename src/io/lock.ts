// Two Brinks at one case: one waits for the other. And what this Brink is, as a hash.
//
// A lock is a file that says whose it is: the process by number and start, its machine, and a word that no other lock
// has. It comes into being whole, by a link that fails where one is already, so it is complete or absent. One left
// behind by a process that is gone is taken over, by one process alone: whoever takes it over holds a lock of its own
// for that very file, named by the word in it, while it puts the new one in the place of the old. A lock guards writes
// of a moment (one line of edits.jsonl), never a run.

import {createHash, randomBytes} from "node:crypto"
import {closeSync, linkSync, openSync, readdirSync, renameSync, rmSync, statSync} from "node:fs"
import {basename, dirname, join} from "node:path"
import {Fault} from "../core/fault.ts"
import {isGone, thisMachine, thisProcess} from "./owner.ts"
import {readRegular} from "./regular.ts"
import {inWords, systemCode} from "./system-words.ts"
import {sleep, writeAll} from "./whole-writes.ts"
import {partName, removeLeftovers} from "./writing.ts"

// Appending one edit takes milliseconds; a lock held longer than this is not coming back soon.
const LONGEST_WAIT_MS = 5000
const PAUSE_MS = 2
/** A lock that says nothing of its owner that could be checked, and whose file is older than this, was left behind. */
const OLD_MS = 2000
/** A lock of another machine, whose processes cannot be asked for, is of milliseconds too. */
const OLD_ELSEWHERE_MS = 600_000
/** Longer files are no locks. */
const LONGEST_LOCK = 1000

/** What a lock file holds, and when it was made by the disk's own clock. */
type Held = {readonly text: string; readonly made: number}

/**
 * Runs `act` while this process holds the lock file `path`.
 *
 * @param say told when a lock that was left behind is taken over.
 * @throws Fault `doors/locked` when another process holds it for five seconds, naming it; `doors/cannot-write`.
 */
export function locked<T>(path: string, act: () => T, say: (line: string) => void = () => {}): T {
  removeLeftovers(dirname(path))
  const mine = taken(path, say)
  try {
    removeTurns(path)
    return act()
  } finally {
    if (heldAt(path)?.text === mine) rmSync(path, {force: true})
  }
}

/** Waits until the lock is this process's, and gives what its file holds. */
function taken(path: string, say: (line: string) => void): string {
  const {pid, start} = thisProcess()
  const mine = `brink-lock 1 ${pid} ${start || "-"} ${thisMachine()} ${randomBytes(8).toString("hex")}\n`
  const part = partName(path)
  try {
    writeLock(part, mine)
    const made = statSync(part).mtimeMs
    const began = performance.now()
    for (;;) {
      if (linked(part, path, mine)) return mine
      const held = heldAt(path)
      const waited = performance.now() - began
      // Ages are told by the disk's clock alone: that of its own file is the time of now.
      if (held !== null && isLeft(held, made + waited) && replaced(path, held, mine, say)) return mine
      if (waited >= LONGEST_WAIT_MS)
        throw new Fault(
          "doors/locked",
          `Another Brink (${held ? ownerIn(held.text) : "unknown"}) is writing to the case`,
          {
            place: path,
            next: "Try again when it has ended; delete the file if no Brink runs.",
          },
        )
      sleep(PAUSE_MS)
    }
  } catch (error) {
    if (error instanceof Fault) throw error
    throw new Fault("doors/cannot-write", `Cannot write ${path}: ${inWords(error)}`, {
      next: "Check the folder's permissions, and that its disk has room.",
    })
  } finally {
    rmSync(part, {force: true})
  }
}

/**
 * Removes the locks for taking over earlier locks of this name, which their holders may have left behind. None has a
 * use while we hold the lock: its own word is in no earlier one.
 */
function removeTurns(path: string): void {
  const name = basename(path)
  for (const other of readdirSync(dirname(path)))
    if (other.startsWith(`${name}.`) && /^(?:\.[0-9a-f]{16})+$/.test(other.slice(name.length)))
      rmSync(join(dirname(path), other), {force: true})
}

function writeLock(path: string, content: string): void {
  const file = openSync(path, "wx")
  try {
    writeAll(file, content)
  } finally {
    closeSync(file)
  }
}

/** Puts the whole lock at its place where none is; false where one is. */
function linked(part: string, path: string, mine: string): boolean {
  try {
    linkSync(part, path)
    return true
  } catch (error) {
    if (systemCode(error) === "EEXIST") return false
    if (!["EPERM", "ENOTSUP", "EOPNOTSUPP", "ENOSYS", "EMLINK"].includes(systemCode(error))) throw error
  }
  // A disk without links of this kind: the file is made where there is none, and removed if it cannot be filled.
  try {
    writeLock(path, mine)
    return true
  } catch (error) {
    if (systemCode(error) === "EEXIST") return false
    rmSync(path, {force: true})
    throw error
  }
}

/** What the lock file holds now; null where there is none. */
function heldAt(path: string): Held | null {
  try {
    const text = Buffer.from(readRegular(path, LONGEST_LOCK)).toString("latin1")
    return {text, made: statSync(path).mtimeMs}
  } catch (error) {
    if (systemCode(error) === "ENOENT") return null
    // A pipe, a folder, a book: no lock of ours, and no word in it to be known by.
    const status = statSync(path, {throwIfNoEntry: false})
    return status ? {text: "", made: status.mtimeMs} : null
  }
}

/** What earlier versions of Brink wrote: nothing to tell a process by that was given the number of another. */
const EARLIER = /^(\d{1,10}) (\S+)\n$/
const LOCK = /^brink-lock 1 (\d{1,10}) (\S+) (\S+) [0-9a-f]{16}\n$/

/** Whether nobody holds this lock any more, at the time `now` of the disk's clock. */
function isLeft({text, made}: Held, now: number): boolean {
  const [, pid, start, machine] = LOCK.exec(text) ?? []
  if (pid === undefined) {
    const [, number, host] = EARLIER.exec(text) ?? []
    return now - made > OLD_MS || (host === thisMachine() && isGone({pid: Number(number), start: ""}))
  }
  if (machine !== thisMachine()) return now - made > OLD_ELSEWHERE_MS
  return isGone({pid: Number(pid), start: start === "-" ? "" : start!})
}

function ownerIn(text: string): string {
  const [, pid, , machine] = LOCK.exec(text) ?? []
  return pid === undefined ? "unknown" : `process ${pid} on ${machine}`
}

/**
 * Puts our lock in the place of one that was left behind; false where another process was faster, or the old one has
 * gone meanwhile. While we hold the lock for taking over this very file nobody else replaces it, and its owner is no
 * more: so what is there when we hold it is still there when it is replaced.
 */
function replaced(path: string, left: Held, mine: string, say: (line: string) => void): boolean {
  const known = createHash("sha256").update(`${left.made} ${left.text}`).digest("hex").slice(0, 16)
  const turn = `${path}.${known}`
  const ours = taken(turn, () => {})
  try {
    const now = heldAt(path)
    if (now === null || now.text !== left.text || now.made !== left.made) return false
    const part = partName(path)
    try {
      writeLock(part, mine)
      renameSync(part, path)
    } finally {
      rmSync(part, {force: true})
    }
    say(
      `${path}: a lock that ${LOCK.test(left.text) ? `${ownerIn(left.text)} left behind` : "nobody owns"} was taken over`,
    )
    return true
  } finally {
    if (heldAt(turn)?.text === ours) rmSync(turn, {force: true})
  }
}
