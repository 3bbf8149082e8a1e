// Text and bytes into files, whole or not at all. A file is written beside its place under
// another name, every byte counted, flushed and its length read back, and renamed: who opens it, and who pulls the
// plug, finds the old one or the new one. Where results will go is tried before any work begins.
//
// Nothing is written but what was named: a link is refused with its target, a file that is read or that somebody else
// made is not replaced unless that was asked for. Pipes and devices are written to as such.

import {randomBytes} from "node:crypto"
import {
  chmodSync,
  chownSync,
  closeSync,
  constants,
  fstatSync,
  fsyncSync,
  lstatSync,
  mkdirSync,
  openSync,
  readdirSync,
  readlinkSync,
  realpathSync,
  renameSync,
  rmSync,
  type Stats,
  statSync,
} from "node:fs"
import {dirname, join, relative, resolve, sep} from "node:path"
import type {Target} from "../case/index.ts"
import {Fault} from "../core/fault.ts"
import {isMadeByBrink} from "./made-by-brink.ts"
import {isGone, thisProcess} from "./owner.ts"
import {otherKind, readRegular} from "./regular.ts"
import {inWords, systemCode} from "./system-words.ts"
import {sleep, writeAll} from "./whole-writes.ts"

// ---- where results may go

/**
 * Refuses now what could not or should not be written later: a folder that is not there or may not be written, a link,
 * a file that is read, one that Brink did not make. What processes that are gone left half-written there is removed.
 *
 * @throws Fault `doors/cannot-write`, `doors/link`, `doors/is-input`, `doors/not-ours`.
 */
export function tryToWrite(path: string, target: Target = {}): void {
  const there = statusOf(path)
  if (there && isStream(path, there)) return
  refusePlace(path, there, target)
  const folder = dirname(path)
  if (!isFolder(folder)) throw cannotWrite(path, `there is no folder ${folder}`)
  if (there) {
    refuseInput(path, there, target)
    if (!target.force && !target.later && !isMadeByBrink(path)) throw notOurs(path)
  }
  removeLeftovers(folder)
  try {
    const probe = partName(path)
    closeSync(openSync(probe, "wx"))
    rmSync(probe)
  } catch (error) {
    throw cannotWrite(path, inWords(error))
  }
}

/** What is at a path, links followed; null where nothing is. */
function statusOf(path: string): Stats | null {
  try {
    return statSync(path)
  } catch (error) {
    if (["ENOENT", "ENOTDIR"].includes(systemCode(error))) return null
    throw cannotWrite(path, inWords(error))
  }
}

const isFolder = (path: string): boolean => statusOf(path)?.isDirectory() === true

/** A pipe, a terminal, /dev/null, or an open file under the name the system gives it: written to, not replaced. */
function isStream(path: string, there: Stats): boolean {
  if (there.isFIFO() || there.isCharacterDevice()) return true
  return there.isFile() && /^\/(?:dev\/(?:fd\/|std(?:out|err)$)|proc\/)/.test(resolve(path))
}

/** @throws Fault for a place where no file can be put, or only by way of a link. */
function refusePlace(path: string, there: Stats | null, {within}: Target): void {
  const other = there && otherKind(there)
  if (other) throw cannotWrite(path, `it is ${other}`)
  refuseLink(path)
  if (within === undefined) return
  for (const step of stepsOf(within, dirname(path))) refuseLink(step)
}

function refuseLink(path: string): void {
  let isLink: boolean
  try {
    isLink = lstatSync(path).isSymbolicLink()
  } catch {
    return
  }
  if (!isLink) return
  throw new Fault("doors/link", `${path} is a link to ${readlinkSync(path)}, and nothing is written through links`, {
    next: "Name the file itself, or put a file in the place of the link.",
  })
}

/** The folders under `folder` on the way to `path`, which lies in it. */
function stepsOf(folder: string, path: string): string[] {
  const steps: string[] = []
  let at = folder
  for (const name of relative(resolve(folder), resolve(path)).split(sep)) {
    if (name === "" || name === ".") continue
    at = join(at, name)
    steps.push(at)
  }
  return steps
}

/** Folders of a case in which every file is read. */
const READ_IN_CASES = ["data", "documents", "scenarios"]

/** @throws Fault when what is at `path` is one of the files that are read, under whatever name. */
function refuseInput(path: string, there: Stats, {inputs = [], force}: Target): void {
  if (force) return
  const folder = realpathSync(dirname(path))
  const same = inputs.find((input) => {
    const status = statusOf(input)
    if (status?.isDirectory())
      return READ_IN_CASES.some((name) => `${folder}${sep}`.startsWith(`${join(realpathSync(input), name)}${sep}`))
    return status?.isFile() === true && status.dev === there.dev && status.ino === there.ino
  })
  if (same === undefined) return
  throw new Fault("doors/is-input", `${path} is read, and would be replaced by the result`, {
    next: "Name another file; --force replaces this one.",
  })
}

const notOurs = (path: string): Fault =>
  new Fault("doors/not-ours", `${path} is there already, and Brink did not make it as it is`, {
    next: "Name another file; --force replaces this one.",
  })

// ---- files

/**
 * Writes `content` to `path`, replacing what is there as a whole.
 * @throws Fault `doors/cannot-write`, `doors/link`, the old file intact.
 */
export function writeWhole(path: string, content: string | Uint8Array, target: Target = {}): void {
  const there = statusOf(path)
  if (there && isStream(path, there)) {
    const file = openStream(path)
    try {
      writeAll(file, content)
    } catch (error) {
      throw cannotWrite(path, inWords(error))
    } finally {
      closeSync(file)
    }
    return
  }
  refusePlace(path, there, target)
  const part = new Part(path, there)
  try {
    part.write(content)
    part.done()
  } finally {
    part.remove()
  }
}

/**
 * As `writeWhole`, where what is there is replaced only when it is Brink's or would not change.
 * @throws Fault `doors/not-ours` besides.
 */
export function replaceOwn(path: string, content: string, target: Target): void {
  const there = statusOf(path)
  if (there?.isFile() && !isStream(path, there) && !target.force && !isMadeByBrink(path)) {
    const bytes = Buffer.from(content)
    if (there.size !== bytes.length || !bytes.equals(readRegular(path, bytes.length))) throw notOurs(path)
  }
  writeWhole(path, content, target)
}

/** Signals that end a program; while a file is being written they are heard between two of its pieces. */
const ENDINGS = ["SIGINT", "SIGTERM", "SIGHUP"] as const

/**
 * Writes `pieces` one after the other to `path`, replacing what is there as a whole: for files longer than a string can
 * be. Ctrl-C leaves what was there.
 *
 * @throws Fault `doors/cannot-write`, `doors/link`, the old file intact.
 */
export async function writeInPieces(path: string, pieces: Iterable<string>): Promise<void> {
  const there = statusOf(path)
  const stream = there !== null && isStream(path, there)
  if (!stream) refusePlace(path, there, {})
  let ended: NodeJS.Signals | null = null
  const end = (signal: NodeJS.Signals) => {
    ended = signal
  }
  for (const signal of ENDINGS) process.on(signal, end)
  try {
    const part = stream ? new Stream(path) : new Part(path, there)
    try {
      for (const piece of pieces) {
        part.write(piece)
        await new Promise((resolve) => setImmediate(resolve))
        if (ended !== null) break
      }
      if (ended === null) part.done()
    } finally {
      part.remove()
    }
  } finally {
    for (const signal of ENDINGS) process.off(signal, end)
  }
  // Nobody else hears it now, so it does what it does to any program.
  if (ended !== null) process.kill(process.pid, ended)
}

/** A pipe or a device, written to piece by piece. */
class Stream {
  private readonly path: string
  private readonly file: number

  constructor(path: string) {
    this.path = path
    this.file = openStream(path)
  }

  write(content: string): void {
    try {
      writeAll(this.file, content)
    } catch (error) {
      throw cannotWrite(this.path, inWords(error))
    }
  }

  done(): void {}

  remove(): void {
    closeSync(this.file)
  }
}

/** How long a pipe may be without a reader, in milliseconds. */
const LONGEST_WAIT = 10_000
const PAUSE = 20

/** Opens what is no file for writing. A pipe that nobody reads is waited for, not for ever. */
function openStream(path: string): number {
  const flags = constants.O_WRONLY | (constants.O_NONBLOCK ?? 0)
  for (let waited = 0; ; waited += PAUSE)
    try {
      return openSync(path, flags)
    } catch (error) {
      if (systemCode(error) !== "ENXIO" || waited >= LONGEST_WAIT) throw cannotWrite(path, inWords(error))
      sleep(PAUSE)
    }
}

/** The file that `path` will be, under another name beside it until it is whole. */
class Part {
  private readonly path: string
  private readonly name: string
  private file: number | null
  private length = 0

  /** @param there what is at the path now: the new file has its permissions. */
  constructor(path: string, there: Stats | null) {
    this.path = path
    this.name = partName(path)
    this.file = this.attempt(() => openSync(this.name, "wx", there ? there.mode & 0o777 : 0o666))
    if (!there) return
    try {
      chmodSync(this.name, there.mode & 0o777)
      if (process.getuid) chownSync(this.name, there.uid, there.gid)
    } catch {
      // Somebody else's file is replaced by one of ours where the folder allows it.
    }
  }

  write(content: string | Uint8Array): void {
    this.length += this.attempt(() => writeAll(this.file!, content))
  }

  /** Flushes the file, reads back its length, and gives it its name. */
  done(): void {
    this.attempt(() => {
      fsyncSync(this.file!)
      const {size} = fstatSync(this.file!)
      if (size !== this.length) throw new Error(`only ${size} of ${this.length} bytes were kept`)
      this.close()
      renameSync(this.name, this.path)
      flushFolder(dirname(this.path))
    })
  }

  /** What is still under the other name is removed. */
  remove(): void {
    try {
      this.close()
    } finally {
      rmSync(this.name, {force: true})
    }
  }

  private close(): void {
    const {file} = this
    this.file = null
    if (file !== null) closeSync(file)
  }

  private attempt<T>(act: () => T): T {
    try {
      return act()
    } catch (error) {
      throw cannotWrite(this.path, inWords(error))
    }
  }
}

/** A name in a folder is on the disk once the folder is flushed; systems that cannot flush folders keep names by themselves. */
export function flushFolder(path: string): void {
  try {
    const folder = openSync(path, "r")
    try {
      fsyncSync(folder)
    } finally {
      closeSync(folder)
    }
  } catch {
    // The file itself is whole and has its name.
  }
}

// ---- what is half-written

const LEFTOVER = /^\.brink-(\d+)-([0-9a-z]*)-[0-9a-f]{12}\.tmp$/i

/** A name beside `path` that says whose it is, so that it can be removed when its process is gone. */
export function partName(path: string): string {
  const {pid, start} = thisProcess()
  return join(dirname(path), `.brink-${pid}-${start}-${randomBytes(6).toString("hex")}.tmp`)
}

/** Removes what processes that are gone left half-written in `folder`. What cannot be removed stays; it is in nobody's way. */
export function removeLeftovers(folder: string): void {
  let names: string[]
  try {
    names = readdirSync(folder === "" ? "." : folder)
  } catch {
    return
  }
  for (const name of names) {
    const [, pid, start] = LEFTOVER.exec(name) ?? []
    if (pid === undefined || !isGone({pid: Number(pid), start: start!})) continue
    try {
      rmSync(join(folder, name), {recursive: true, force: true})
    } catch {
      // Another user's.
    }
  }
}

// ---- folders

/**
 * Makes a folder with its parents.
 * @param target.within no part of the path below this folder may be a link.
 * @throws Fault `doors/cannot-write`, `doors/link`.
 */
export function makeFolder(path: string, {within}: Pick<Target, "within"> = {}): void {
  if (within !== undefined) for (const step of stepsOf(within, path)) refuseLink(step)
  try {
    makeEach(path)
    if (!statSync(path).isDirectory()) throw new Error("a file of that name is there")
  } catch (error) {
    throw cannotWrite(path, inWords(error))
  }
}

/** One by one: where a system takes no folders (/proc), node's own way of making several at once never ends. */
export function makeEach(path: string, mode = 0o777): void {
  if (statSync(path, {throwIfNoEntry: false}) !== undefined) return
  if (dirname(path) !== path) makeEach(dirname(path), mode)
  try {
    mkdirSync(path, mode)
  } catch (error) {
    // Another process may have been first.
    if (statSync(path, {throwIfNoEntry: false}) === undefined) throw error
  }
}

/** Files of which a refusal names so many. */
const NAMED = 3

/**
 * Makes a folder and what is in it, the whole of it or nothing: `fill` is given a folder of another name to fill, which
 * then gets the name. Where a folder is already, its files are put into it one after the other, `last` at the end.
 *
 * @throws Fault `doors/not-ours` when one of them is there and has other content, `doors/cannot-write`, `doors/link`.
 */
export async function makeFolderWhole(
  path: string,
  fill: (folder: string) => Promise<void>,
  {force, last}: {force?: boolean; last: string},
): Promise<void> {
  const isThere = statusOf(path) !== null
  const at = isThere ? path : dirname(path)
  makeFolder(at)
  removeLeftovers(at)
  const part = partName(join(at, "folder"))
  try {
    makeFolder(part)
    await fill(part)
    if (!isThere) {
      renameSync(part, path)
      flushFolder(at)
      return
    }
    const files = filesIn(part).sort((a, b) => Number(a === last) - Number(b === last))
    const others = files.filter((file) => isOther(join(path, file), join(part, file)))
    if (others.length > 0 && !force)
      throw new Fault(
        "doors/not-ours",
        `${path} holds other files of these names: ${others.slice(0, NAMED).join(", ")}${others.length > NAMED ? ` and ${others.length - NAMED} more` : ""}`,
        {next: "Name another folder; --force replaces them."},
      )
    for (const file of files) {
      const target = join(path, file)
      makeFolder(dirname(target), {within: path})
      refusePlace(target, statusOf(target), {within: path})
      renameSync(join(part, file), target)
    }
    flushFolder(path)
  } catch (error) {
    throw error instanceof Error && systemCode(error) !== "" ? cannotWrite(path, inWords(error)) : error
  } finally {
    rmSync(part, {recursive: true, force: true})
  }
}

/** Files under a folder, relative to it, in code-unit order. */
const filesIn = (folder: string): string[] =>
  readdirSync(folder, {recursive: true, encoding: "utf8"})
    .filter((name) => statSync(join(folder, name)).isFile())
    .sort()

/** Whether something is at `path` that is not what `made` holds. */
function isOther(path: string, made: string): boolean {
  const there = statusOf(path)
  if (there === null) return false
  const {size} = statSync(made)
  return there.size !== size || !Buffer.from(readRegular(path, size)).equals(readRegular(made, size))
}

export const cannotWrite = (path: string, why: string): Fault =>
  new Fault("doors/cannot-write", `Cannot write ${path === "" ? "a file without a name" : path}: ${why}`, {
    next: "Name a file in a folder that is there and can be written.",
  })
