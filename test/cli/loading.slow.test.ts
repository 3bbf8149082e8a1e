// What a command loads: told by the modules themselves, not by time.

import {readFileSync} from "node:fs"
import {dirname, join} from "node:path"
import {pathToFileURL} from "node:url"
import {afterAll, beforeAll, describe, expect, test} from "vitest"
import {type Built, build} from "./built.ts"

const HEAVY = [
  "wink-nlp",
  "wink-eng-lite-web-model",
  "webcola",
  "parse5",
  "mammoth",
  "unpdf",
  "hyparquet-writer",
  "preact",
  "zod",
  "yaml",
]

let built: Built
let preload: string

// The loader names every module that is imported; what those require is in the cache of the other loader.
const HOOKS = `
import {appendFileSync} from "node:fs"
export async function load(url, context, next) {
  appendFileSync(process.env.LOADED, url + "\\n")
  return next(url, context)
}`
const PRELOAD = `
import {appendFileSync} from "node:fs"
import {createRequire, register} from "node:module"
register(new URL("hooks.mjs", import.meta.url))
const {cache} = createRequire(import.meta.url)
process.on("exit", () => appendFileSync(process.env.LOADED, Object.keys(cache).join("\\n")))`

beforeAll(() => {
  built = build()
  built.put("hooks.mjs", HOOKS)
  preload = pathToFileURL(built.put("preload.mjs", PRELOAD)).href
  built.put("river.txt", "The flood destroyed the harvest. Heavy rains cause floods in the valley every spring.")
})
afterAll(() => built.remove())

/** Packages and layers of which one command loads something, by the name that each file of a program bears in it. */
function loadedBy(...words: string[]): {packages: Set<string>; layers: Set<string>; code: number | null} {
  const list = built.put(`${words.join("-").replace(/\W+/g, "-")}.loaded`, "")
  const {code} = built.brink(words, {env: {LOADED: list, NODE_OPTIONS: `--import=${preload}`}})
  const opened = readFileSync(list, "utf8").split("\n")
  const joined = opened
    .filter((file) => file.includes("/dist/program/"))
    .map((url) => readFileSync(new URL(url), "utf8"))
  const files = [...opened, ...joined.flatMap((text) => text.split("\n").filter((line) => line.startsWith("// ")))]
  const named = (pattern: RegExp) => new Set(files.flatMap((file) => pattern.exec(file)?.[1] ?? []))
  return {
    // The program itself lies under node_modules/.cache.
    packages: named(/.*\bnode_modules\/(?!\.cache)((?:@[^/]+\/)?[^/]+)/),
    // Text of a model or a sheet is decoded as any other text is, which knows nothing of documents.
    layers: named(/^\/\/ src\/(?!documents\/formats\/)(\w+)\//),
    code,
  }
}

describe("what a command loads", () => {
  test.each(["--version", "--help", "outlook --help", "run --no-such-option", "read river.txt --max-file much"])(
    "%s: no layer, and no package that is heavy",
    (words) => {
      const {packages, layers} = loadedBy(...words.split(" "))
      expect([...packages].filter((name) => HEAVY.includes(name))).toEqual([])
      expect(packages).toContain("commander")
      expect([...layers].sort()).toEqual(["cli", "core", "io"])
    },
  )

  test("reading English loads what reads it, and nothing that draws or writes", () => {
    const {packages, layers, code} = loadedBy("read", "river.txt")
    expect(code).toBe(0)
    for (const name of ["wink-nlp", "wink-eng-lite-web-model"]) expect(packages).toContain(name)
    for (const name of ["webcola", "parse5", "mammoth", "unpdf", "hyparquet-writer", "preact"])
      expect(packages).not.toContain(name)
    for (const layer of ["exchange", "figure", "report"]) expect(layers).not.toContain(layer)
    expect(layers).toContain("claims")
  })

  test("a run of one model loads nothing that reads documents", () => {
    const {layers, code} = loadedBy("run", join(dirname(built.bin), "../cases/arms-race/model.yaml"))
    expect(code).toBe(0)
    for (const layer of ["model", "engine", "ensemble"]) expect(layers).toContain(layer)
    for (const layer of [
      "documents",
      "language",
      "claims",
      "mentions",
      "map",
      "case",
      "check",
      "outlook",
      "figure",
      "report",
    ])
      expect(layers).not.toContain(layer)
  })
})
