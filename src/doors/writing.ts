// Text and bytes into files, whole or not at all. A file is written beside its place under
// another name, flushed, and renamed: who opens it, and who pulls the plug, finds the old
// one or the new one. Where results will go is tried before any work begins.

import {closeSync, mkdirSync, openSync, statSync, unlinkSync} from "node:fs"
import {dirname, join} from "node:path"
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
