// A claim is touched by its owner, so that others see that it is alive: see claims.ts.

import {closeSync, openSync, readSync, writeSync} from "node:fs"
import {systemCode} from "./system-words.ts"

/** Milliseconds between two touches. */
export const BEAT_MS = 5000
/** Longer files are no claims. */
const LONGEST_CLAIM = 1000

/** What an open claim says. */
export function claimText(file: number): string {
  const bytes = Buffer.alloc(LONGEST_CLAIM)
  return bytes.toString("latin1", 0, readSync(file, bytes, 0, LONGEST_CLAIM, 0))
}

/** Writes a claim's own words over themselves, so that the disk notes its own time. One that is another's is left alone. */
export function touch(path: string, text: string): void {
  try {
    const file = openSync(path, "r+")
    try {
      if (claimText(file) === text) writeSync(file, text, 0, "latin1")
    } finally {
      closeSync(file)
    }
  } catch (error) {
    // The disk refuses, or it is gone: others take the claim over in the end, and nothing is lost by it.
    if (systemCode(error) === "") throw error
  }
}
