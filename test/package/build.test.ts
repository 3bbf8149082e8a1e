// What `npm start` asks before it runs: whether dist/ was built of the sources as they are.

import {mkdirSync, mkdtempSync, rmSync, utimesSync, writeFileSync} from "node:fs"
import {tmpdir} from "node:os"
import {join} from "node:path"
import {afterEach, beforeEach, expect, test} from "vitest"

const script = new URL("../../scripts/build-if-behind.js", import.meta.url)
const {isBehind, mark} = (await import(script.href)) as {
  isBehind(root: string): boolean
  mark(root: string, time: number): void
}

const EARLY = Date.UTC(2031, 3, 1)
const BUILT = Date.UTC(2031, 3, 2)
const LATE = Date.UTC(2031, 3, 3)

let root: string
const saved = (name: string, time: number) => utimesSync(join(root, name), time / 1000, time / 1000)

beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), "brink-build-"))
  mkdirSync(join(root, "src/map"), {recursive: true})
  for (const name of ["src/map/map.ts", "package.json"]) writeFileSync(join(root, name), "")
  for (const name of ["src/map/map.ts", "src/map", "src", "package.json"]) saved(name, EARLY)
})
afterEach(() => rmSync(root, {recursive: true, force: true}))

test("sources that were never built are, and those that were built since they were saved are not", () => {
  expect(isBehind(root)).toBe(true)
  mark(root, BUILT)
  expect(isBehind(root)).toBe(false)
})

test.each([
  ["a source saved since", "src/map/map.ts"],
  ["a source removed since, which its folder tells", "src/map"],
  ["another version of a library", "package.json"],
])("%s is built", (_, changed) => {
  mark(root, BUILT)
  saved(changed, LATE)
  expect(isBehind(root)).toBe(true)
})

test("where there are no sources, as in an installed package, nothing is built", () => {
  rmSync(join(root, "src"), {recursive: true})
  expect(isBehind(root)).toBe(false)
})
