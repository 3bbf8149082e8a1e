// English for tests: opened once for all the tests of a process.

import {loadEnglish} from "../../src/io/english.ts"
import type {English} from "../../src/language/index.ts"

let opened: English | null = null

/** English as it ships. */
export function english(): English {
  opened ??= loadEnglish()
  return opened
}
