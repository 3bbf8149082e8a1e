// Text and bytes into files, whole or not at all. A file is written beside its place under
// another name, flushed, and renamed: who opens it, and who pulls the plug, finds the old
// one or the new one. Where results will go is tried before any work begins.

import {
  closeSync,
  fsyncSync,
  mkdirSync,
  openSync,
  renameSync,
  rmSync,
  statSync,
  unlinkSync,
  writeFileSync,
} from "node:fs"
import {basename, dirname, join} from "node:path"
import writeFileAtomic from "write-file-atomic"
import {Fault} from "../fault.ts"
import {inWords, kindOfPath} from "./files.ts"

/** Writes `content` to `path`, replacing what is there as a whole. @throws Fault `doors/cannot-write`, the old file intact. */
export function writeWhole(path: string, content: string | Uint8Array): void {
  try {
    writeFileAtomic.sync(path, typeof content === "string" ? content : Buffer.from(content))
  } catch (error) {
    throw cannotWrite(path, inWords(error))
  }
}

/** Signals that end a program; while a file is being written they are heard between two of its pieces. */
const ENDINGS = ["SIGINT", "SIGTERM", "SIGHUP"] as const

/**
 * Writes `pieces` one after the other to `path`, replacing what is there as a whole: for files longer than a string can
 * be. Ctrl-C leaves what was there.
 *
 * @throws Fault `doors/cannot-write`, the old file intact.
 */
export async function writeInPieces(path: string, pieces: Iterable<string>): Promise<void> {
  const part = join(dirname(path), `.${basename(path)}.${process.pid}.tmp`)
  const attempt = <T>(act: () => T): T => {
    try {
      return act()
    } catch (error) {
      throw cannotWrite(path, inWords(error))
    }
  }
  let ended: NodeJS.Signals | null = null
  const end = (signal: NodeJS.Signals) => {
    ended = signal
  }
  for (const signal of ENDINGS) process.on(signal, end)
  try {
    const file = attempt(() => openSync(part, "w"))
    try {
      for (const piece of pieces) {
        attempt(() => writeFileSync(file, piece))
        await new Promise((resolve) => setImmediate(resolve))
        if (ended !== null) break
      }
      if (ended === null) attempt(() => fsyncSync(file))
    } finally {
      closeSync(file)
    }
    if (ended === null) attempt(() => renameSync(part, path))
  } finally {
    rmSync(part, {force: true})
    for (const signal of ENDINGS) process.off(signal, end)
  }
  // Nobody else hears it now, so it does what it does to any program.
  if (ended !== null) process.kill(process.pid, ended)
}

/**
 * Refuses now what could not be written later: a folder that is not there, may not be
 * written, or stands where the file should.
 *
 * @throws Fault `doors/cannot-write`.
 */
export function tryToWrite(path: string): void {
  if (kindOfPath(path) === "folder") throw cannotWrite(path, "it is a folder")
  const folder = dirname(path)
  if (kindOfPath(folder) !== "folder") throw cannotWrite(path, `there is no folder ${folder}`)
  const probe = join(folder, `.brink-${process.pid}.tmp`)
  try {
    closeSync(openSync(probe, "w"))
    unlinkSync(probe)
  } catch (error) {
    throw cannotWrite(path, inWords(error))
  }
}

/** Makes a folder with its parents. @throws Fault `doors/cannot-write`. */
export function makeFolder(path: string): void {
  try {
    mkdirSync(path, {recursive: true})
    if (!statSync(path).isDirectory()) throw new Error("a file of that name is there")
  } catch (error) {
    throw cannotWrite(path, inWords(error))
  }
}

const cannotWrite = (path: string, why: string): Fault =>
  new Fault("doors/cannot-write", `Cannot write ${path}: ${why}`, {
    next: "Name a file in a folder that is there and can be written.",
  })
