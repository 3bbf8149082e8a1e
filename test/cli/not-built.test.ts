// The program of a checkout that nobody has built.

import {spawnSync} from "node:child_process"
import {cpSync, mkdtempSync, rmSync} from "node:fs"
import {tmpdir} from "node:os"
import {join} from "node:path"
import {fileURLToPath} from "node:url"
import {expect, test} from "vitest"

test("it is refused with the next move, not with a stack", () => {
  const folder = mkdtempSync(join(tmpdir(), "brink-not-built-"))
  try {
    cpSync(fileURLToPath(new URL("../../bin/brink.js", import.meta.url)), join(folder, "bin/brink.mjs"))
    const {status, stdout, stderr} = spawnSync(process.execPath, [join(folder, "bin/brink.mjs"), "--version"], {
      encoding: "utf8",
    })
    expect([status, stdout]).toEqual([2, ""])
    expect(stderr).toBe(
      "cli/not-built: Brink is not built in this checkout\n  Run `npm ci` and `npm run build`, once.\n",
    )
  } finally {
    rmSync(folder, {recursive: true})
  }
})
