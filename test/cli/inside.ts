// The command line in this process, from a folder: what it writes is caught. Starting a process for every command
// would take most of the tests' time, and opening English for each most of the rest.

import {mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync} from "node:fs"
import {tmpdir} from "node:os"
import {dirname, join} from "node:path"
import {main} from "../../src/cli/index.ts"
import {english} from "../language/english.ts"
import type {Outcome} from "./built.ts"

/** Runs one command line as if it were typed in `folder`. */
export async function typedIn(folder: string, words: readonly string[]): Promise<Outcome> {
  const caught = {out: "", err: ""}
  const streams = {
    // A test may say that stdout is a screen; the runner gives none of its own.
    isScreen: process.stdout.isTTY === true,
    out: (text: string) => {
      caught.out += text
    },
    err: (text: string) => {
      caught.err += text
    },
  }
  const from = process.cwd()
  process.chdir(folder)
  try {
    return {code: await main(words, {english, streams}), ...caught}
  } finally {
    process.chdir(from)
  }
}

/** A folder of its own to type commands in. */
export type Inside = {
  readonly folder: string
  brink(...words: string[]): Promise<Outcome>
  put(name: string, content: string): void
  read(name: string): string
  remove(): void
}

export function inside(): Inside {
  const folder = mkdtempSync(join(tmpdir(), "brink-inside-"))
  return {
    folder,
    brink: (...words) => typedIn(folder, words),
    put: (name, content) => {
      mkdirSync(dirname(join(folder, name)), {recursive: true})
      writeFileSync(join(folder, name), content)
    },
    read: (name) => readFileSync(join(folder, name), "utf8"),
    remove: () => rmSync(folder, {recursive: true, force: true}),
  }
}
