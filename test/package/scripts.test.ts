// What people get who run a script of this project with a wrong option, or ask it for help.

import {spawnSync} from "node:child_process"
import {readFileSync} from "node:fs"
import {fileURLToPath} from "node:url"
import {expect, test} from "vitest"

const root = fileURLToPath(new URL("../..", import.meta.url))
const run = (...words: string[]) => spawnSync(process.execPath, words, {cwd: root, encoding: "utf8"})

test.each(["scripts/names.js", "scripts/train-claims.js", "bench/reading.js"])(
  "%s refuses an option that it does not have",
  (script) => {
    const {status, stdout, stderr} = run(script, "--onlly", "port")
    expect([status, stdout]).toEqual([2, ""])
    expect(stderr).toBe("Unknown option '--onlly'; --help says which options there are\n")
  },
)

test("--help prints the comment that a script begins with", () => {
  const {status, stdout} = run("scripts/queue.js", "--help")
  expect(status).toBe(0)
  const lines = stdout.trimEnd().split("\n")
  expect(lines.length).toBeGreaterThan(3)
  const source = readFileSync(`${root}/scripts/queue.js`, "utf8")
  expect(source.startsWith(lines.map((line) => (line === "" ? "//\n" : `// ${line}\n`)).join(""))).toBe(true)
})

test("a script whose options are told elsewhere prints those", () => {
  expect(run("bench/reading.js", "--help").stdout).toMatch(/^npm run bench:reading -- \[options\]\n/)
})
