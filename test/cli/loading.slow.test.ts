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

/** What reads documents: nothing of it is wanted of a document that was read before. */
const READING = ["claims/read", "claims/reader", "claims/analyse", "mentions/mentions"]
/** What parses the files of a case that were parsed before. */
const PARSING = ["core/source", "case/settings", "map/codebook-file"]

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

type Loaded = {packages: Set<string>; layers: Set<string>; files: Set<string>; code: number | null; err: string}

/**
 * Packages, layers and files of layers (`claims/read`) of which one command loads something, by the name that each file of a
 * program bears in it.
 */
function loadedBy(...words: string[]): Loaded {
  const list = built.put(`${words.join("-").replace(/\W+/g, "-")}.loaded`, "")
  const {code, err} = built.brink(words, {env: {LOADED: list, NODE_OPTIONS: `--import=${preload}`}})
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
    files: named(/^\/\/ src\/(.*)\.tsx?$/),
    code,
    err,
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

  test("what was read, parsed and gathered before is not made again, and what makes it is not loaded", () => {
    const words = [
      ["why", "valley", "flood"],
      ["map", "valley"],
      ["map", "valley", "--json"],
      ["read", "valley"],
      ["draft", "valley"],
      ["press", "valley", "flood", "--runs", "10"],
    ]
    const edit = (why: string) => ["edit", "valley", "rename", "flood", `High water, ${why}`, "--why", why]
    built.put("valley/documents/river.txt", "The flood destroyed the harvest. Heavy rains cause floods in the valley.")
    built.put("valley/case.yaml", "format: brink/case@1\ntitle: Valley\nquestion: Will it flood?\nhorizon: 26 weeks\n")
    built.put("valley/factors.yaml", "format: brink/factors@1\nfactors: {flood: {aliases: [flood, floods], unit: 1}}\n")
    const cold = loadedBy("map", "valley")
    expect(cold.err).toBe("")
    // What is read alone is kept for the user, and not in the case.
    expect(loadedBy("read", "valley").code).toBe(0)
    for (const file of READING) expect(cold.files).toContain(file)
    expect(cold.files).not.toContain("lines/weights")
    for (const file of PARSING) expect(cold.files).toContain(file)
    for (const one of words) {
      const {code, err, files, packages, layers} = loadedBy(...one)
      const [command] = one
      expect({code, err}, command).toEqual({code: 0, err: expect.not.stringContaining("mistake in Brink")})
      expect(
        [...files].filter((file) => READING.includes(file) || PARSING.includes(file)),
        command,
      ).toEqual([])
      expect(layers, command).not.toContain("language")
      expect(
        [...packages].filter((name) => HEAVY.includes(name) && name !== "yaml"),
        command,
      ).toEqual([])
      const runs = ["ensemble/sweep", "engine/compile", "check/check", "outlook/weigh", "calibrate/calibrate"]
      if (command === "press") for (const file of runs.slice(0, 2)) expect(files).toContain(file)
      else
        expect(
          [...files].filter((file) => runs.includes(file)),
          command,
        ).toEqual([])
    }
    // An edit is held against its schema, and a map is gathered of it: the documents are not read again.
    for (const one of [edit("as they say"), edit("as we say"), ["edit", "valley"], ["why", "valley", "flood"]]) {
      const {code, files, layers, packages} = loadedBy(...one)
      expect(code).toBe(0)
      expect([...files].filter((file) => READING.includes(file))).toEqual([])
      expect(layers).not.toContain("language")
      for (const name of ["wink-nlp", "wink-eng-lite-web-model"]) expect(packages).not.toContain(name)
    }
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
