// Every file of tests is run by something: its name says in which tier, and `.ci/run` goes through all of them.

import {readdirSync, readFileSync} from "node:fs"
import {join} from "node:path"
import {fileURLToPath} from "node:url"
import {expect, test} from "vitest"
import {filesOf, TIERS} from "./tiers.ts"

const project = fileURLToPath(new URL("..", import.meta.url))
const read = (file: string): string => readFileSync(join(project, file), "utf8")

const files = readdirSync(join(project, "test"), {recursive: true, encoding: "utf8"})
  .filter((file) => /\.tsx?$/.test(file))
  .map((file) => `test/${file.replaceAll("\\", "/")}`)

/** Patterns of vitest.config.ts as they are written there: `**` in place of folders, `*` in place of a name. */
const isOne = (file: string, patterns: readonly string[]): boolean =>
  patterns.some((pattern) => {
    const [folder, name] = pattern.split("/**/*") as [string, string]
    return file.startsWith(`${folder}/`) && file.endsWith(name)
  })
const runIn = (mode: keyof typeof filesOf, file: string): boolean =>
  isOne(file, filesOf[mode].include) && !isOne(file, filesOf[mode].exclude)

test("every file that has tests is in one tier by its name, and every name of a tier has tests", () => {
  const hasTests = (file: string): boolean => /^\s*(?:test|it|describe|runAsWritten)\b[^\n]*\(/m.test(read(file))
  // Files that tests share register tests for those that call them, and are run by no one else.
  const shared = new Set(["test/cli/pages.ts"])
  for (const file of files) {
    const tiers = [runIn("quick", file), isOne(file, TIERS.slow), isOne(file, TIERS.long)].filter(Boolean).length
    expect([file, tiers]).toEqual([file, hasTests(file) && !shared.has(file) ? 1 : 0])
  }
})

test("what npm test runs, npm run test:all runs too, with the slow ones; .ci/run calls it and the long ones", () => {
  const tests = files.filter((file) => runIn("quick", file) || isOne(file, TIERS.slow))
  expect(tests.filter((file) => !runIn("all", file))).toEqual([])
  expect(tests.filter((file) => isOne(file, TIERS.slow)).filter((file) => runIn("quick", file))).toEqual([])
  const {scripts} = JSON.parse(read("package.json")) as {scripts: Record<string, string>}
  expect(scripts["test:all"]).toBe(`${scripts["test"]} --mode all`)
  expect(scripts["test:long"]).toBe("vitest run --mode long")
  const ci = read(".ci/run")
  for (const command of ["npm ci", "npm run test:all", "npm run test:long", "npm run --silent golden"])
    expect(ci).toContain(`\n${command.startsWith("npm run test:long") ? "  " : ""}${command}`)
  expect(read("README.md")).toContain("npm ci && npm test")
})
