// The programs that README and docs/package.md show run as they stand there, and print what they say they print.

import {spawnSync} from "node:child_process"
import {readFileSync, symlinkSync} from "node:fs"
import {dirname, join} from "node:path"
import {fileURLToPath, pathToFileURL} from "node:url"
import {afterAll, beforeAll, expect, test} from "vitest"
import {type Built, build} from "../cli/built.ts"

const project = fileURLToPath(new URL("../../", import.meta.url))
const {exports} = JSON.parse(readFileSync(join(project, "package.json"), "utf8")) as {
  exports: Record<string, string | {default: string}>
}

/** Programs that import the package, with what the page says they print. */
function examples(page: string): {page: string; code: string; prints: string | undefined}[] {
  const text = readFileSync(join(project, page), "utf8")
  return [...text.matchAll(/```js\n([\s\S]*?)```(?:\n\nprints\n\n```text\n([\s\S]*?)```)?/g)].map((m) => ({
    page,
    code: m[1]!,
    prints: m[2],
  }))
}

let built: Built
beforeAll(() => {
  built = build()
  symlinkSync(join(project, "cases"), join(built.folder, "cases"))
})
afterAll(() => built.remove())

/** The program with each import of the package led to the file that the package exports. */
function linked(code: string): string {
  return code.replace(/"brink((?:\/[\w-]+)*)"/g, (_, path: string) => {
    const to = exports[`.${path}`]
    if (typeof to !== "object") throw new Error(`the package exports no "brink${path}"`)
    return JSON.stringify(pathToFileURL(join(dirname(built.bin), "..", to.default)).href)
  })
}

const all = ["README.md", "docs/package.md"].flatMap(examples)

test("both pages show programs", () => {
  for (const page of ["README.md", "docs/package.md"]) expect(all.some((one) => one.page === page)).toBe(true)
})

test.each(all.map((one, i) => ({...one, i})))("$page, program $i", {timeout: 120_000}, ({code, prints, i}) => {
  const file = built.put(`program${i}.mjs`, linked(code))
  const ran = spawnSync(process.execPath, [file], {cwd: built.folder, encoding: "utf8"})
  expect(ran.stderr).toBe("")
  expect(ran.status).toBe(0)
  if (prints === undefined) expect(ran.stdout).not.toBe("")
  else expect(ran.stdout).toBe(prints)
})
