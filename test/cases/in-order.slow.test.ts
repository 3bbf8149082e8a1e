// What ships is in order: `brink validate` has nothing to say against any bundled case, and so the lint finds nothing there.

import {cpSync, readdirSync} from "node:fs"
import {fileURLToPath} from "node:url"
import {afterAll, expect, test} from "vitest"
import {inside} from "../cli/inside.ts"

const bundled = fileURLToPath(new URL("../../cases/", import.meta.url))
const scratch = inside()
afterAll(() => scratch.remove())

test.each(readdirSync(bundled))("%s", async (name) => {
  cpSync(`${bundled}${name}`, `${scratch.folder}/${name}`, {
    recursive: true,
    filter: (path) => !path.endsWith("/.brink"),
  })
  const {code, err} = await scratch.brink("validate", name)
  expect({code, err}).toEqual({code: 0, err: ""})
})
