// Folders on disk for one test file: made under the system's temporary folder, gone afterwards.

import {mkdirSync, mkdtempSync, rmSync, writeFileSync} from "node:fs"
import {tmpdir} from "node:os"
import {dirname, join} from "node:path"
import {afterAll} from "vitest"

/** A new folder with `files` in it; removed when the test file is done. */
export function scratch(name: string, files: Readonly<Record<string, string | Uint8Array>>): string {
  const folder = mkdtempSync(join(tmpdir(), `brink-${name}-`))
  made.push(folder)
  for (const [file, content] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, file)), {recursive: true})
    writeFileSync(join(folder, file), content)
  }
  return folder
}

const made: string[] = []
afterAll(() => {
  for (const folder of made.splice(0)) rmSync(folder, {recursive: true, force: true})
})
