// The package as others use it: what `import ... from "brink"` gives is what the commands print, what is exported is
// there, and what is packed holds together.

import {execFileSync, spawnSync} from "node:child_process"
import {existsSync, readFileSync} from "node:fs"
import {dirname, join, posix} from "node:path"
import {fileURLToPath, pathToFileURL} from "node:url"
import {rolldown} from "rolldown"
import {afterAll, beforeAll, describe, expect, test} from "vitest"
import * as brink from "../../src/index.ts"
import * as reading from "../../src/reading.ts"
import * as text from "../../src/text.ts"
import {type Built, build} from "../cli/built.ts"
import {typedIn} from "../cli/inside.ts"

const project = fileURLToPath(new URL("../../", import.meta.url))
const manifest = JSON.parse(readFileSync(join(project, "package.json"), "utf8")) as {
  exports: Record<string, string | {types: string; default: string}>
  sideEffects: boolean
}
const parts = Object.entries(manifest.exports).flatMap(([path, to]) => (typeof to === "string" ? [] : [{path, ...to}]))
const sourceOf = (types: string) => join(project, types.replace(/^\.\/dist\//, "src/").replace(/\.d\.ts$/, ".ts"))

const FLOOD = "The flood destroyed the harvest. The loss of the harvest raised bread prices.\n"
const PRICES = "Bread prices drive protests. Protests raise the cost of repairs. Repairs reduce floods.\n"

let built: Built
let folder: string
beforeAll(() => {
  built = build()
  built.put("articles/flood.txt", FLOOD)
  built.put("articles/prices.txt", PRICES)
  built.put("articles/notes.xlsb", "no document")
  folder = join(built.folder, "articles")
})
afterAll(() => built.remove())

/** What a command prints as JSON, typed where the folder of articles lies. */
const printed = async (...words: string[]): Promise<unknown> => JSON.parse((await typedIn(built.folder, words)).out)
const asJson = (value: unknown): unknown => JSON.parse(JSON.stringify(value))

describe("brink", () => {
  test("outlookOf gives what `brink outlook --json` prints", {timeout: 120_000}, async () => {
    const told = (await printed(
      "outlook",
      "articles",
      "--json",
      "--runs",
      "10",
      "--seed",
      "5",
      "--out",
      "page.html",
    )) as object
    expect(told).toHaveProperty("findings.0.says")
    const outlook = asJson(await brink.outlookOf(folder, {runs: 10, seed: 5, workers: 1}))
    expect(outlook).toEqual({...told, report: null})
  })

  test("read gives what `brink read --why --json` prints", async () => {
    const told = (await printed("read", "articles", "--why", "--json")) as {claims: unknown[]}
    expect(told.claims.length).toBeGreaterThan(2)
    expect(asJson(await brink.read(folder))).toEqual(told)
  })

  test("read, gather, draft and run end where `brink run --runs` does", async () => {
    const model = brink.draft(brink.gather(await brink.read(folder)), {name: "draft"})
    const runs = await brink.run(model, {runs: 20, seed: "007", workers: 1})
    const told = (await printed("run", "articles", "--runs", "20", "--seed", "7", "--json")) as {hash: string}
    expect(told.hash).toMatch(/^[0-9a-f]{64}$/)
    expect(runs.hash).toBe(told.hash)
    const two = await brink.run(model, {runs: 20, seed: 7, workers: 2})
    expect(two.hash).toBe(runs.hash)
  })

  test("run takes what --set and --cut take, and keeps what it is asked to keep", async () => {
    const {model} = await brink.openModel(join(project, "docs/examples/grain-depot.yaml"))
    const stock = model.quantities.find(({kind}) => kind === "stock")!.name
    const settings = [{name: stock, act: "=" as const, value: 5, from: model.time.start}]
    const {names, series} = await brink.run(model, {runs: 2, save: [stock], settings, workers: 1})
    expect(names).toEqual([stock])
    expect(new Set(series)).toEqual(new Set([5]))
  })

  test("openModel opens another tool's model with its issues, and one with a missing data file is grave", async () => {
    const {model, issues} = await brink.openModel(join(project, "docs/examples/grain-depot.mdl"))
    expect(model.quantities.length).toBeGreaterThan(3)
    expect(issues.filter(({grave}) => grave)).toEqual([])
    const torn = built.put(
      "lake.mdl",
      "lake = GET DIRECT CONSTANTS('weir.xlsx', 'Weir', 'B1') ~~|\nINITIAL TIME = 0~~|\nFINAL TIME = 2~~|\nTIME STEP = 1~~|\nSAVEPER = 1~~|\n",
    )
    const found = (await brink.openModel(torn)).issues
    expect(found.filter(({grave}) => grave).map(({code}) => code)).toEqual(["doors/no-data-file"])
  })

  test("loadEnglish is what reading documents in memory needs", async () => {
    const {documents, claims} = {documents: await import("../../src/documents/index.ts"), claims: reading}
    const {document} = documents.openDocument({file: "flood.txt", kind: "text", text: FLOOD})
    const said = claims.read([document!], documents.lineages([document!]), await brink.loadEnglish())
    expect(said.claims.map(({effect}) => effect.text)).toContain("the harvest")
  })

  test("a request that cannot be met is refused with what was wrong and what to do", async () => {
    const model = brink.draft(brink.gather(await brink.read(folder)), {name: "draft"})
    const refused: [() => Promise<unknown>, RegExp][] = [
      [
        () => brink.outlookOf("" as string),
        /brink\/bad-option: A path is wanted, and got ""\n.*outlookOf\("my-articles"\)/,
      ],
      [
        () => brink.outlookOf(folder, {runs: 0}),
        /brink\/bad-option: runs is 0\n {2}Give a whole number from 1 to 10000000/,
      ],
      [() => brink.outlookOf(folder, {seed: 2 ** 60}), /brink\/bad-option: seed is 1152921504606847000\n.*as text/],
      [
        () => brink.outlookOf(folder, {rans: 5} as object),
        /no option 'rans'\n {2}Did you mean 'runs'\? There are: runs, seed/,
      ],
      [() => brink.read(folder, {maxFile: 1.5}), /maxFile is 1\.5/],
      [() => brink.run(model, {workers: 1000}), /workers is 1000\n {2}Give a whole number from 1 to 256/],
      [() => brink.run(model, {save: ["bread"]}), /ensemble\/unknown-name/],
      [() => brink.read(join(folder, "nothing")), /doors\/not-found/],
      [() => brink.openModel(join(folder, "nothing.yaml")), /doors\/not-found/],
    ]
    for (const [asked, says] of refused) {
      const error = await asked().then(
        () => null,
        (thrown: unknown) => thrown,
      )
      expect(error).toBeInstanceOf(brink.Fault)
      expect((error as Error).message).toMatch(says)
    }
  })
})

/** Names that a module exports, types too, from its text. */
function namesOf(file: string): string[] {
  const code = readFileSync(join(project, file), "utf8")
  const lists = [...code.matchAll(/^export (?:type )?\{([^}]*)\}/gm)].flatMap((m) => m[1]!.split(","))
  const declared = [...code.matchAll(/^export (?:async )?(?:function|const|type|class) (\w+)/gm)].map((m) => m[1]!)
  const named = lists.map((name) =>
    name
      .trim()
      .replace(/^type /, "")
      .replace(/^.* as /, ""),
  )
  return [...named.filter(Boolean), ...declared].sort()
}

describe("the exports", () => {
  test("of `brink` are fifteen names at most, and the page of the package names each", () => {
    const names = namesOf("src/index.ts")
    expect(names.length).toBeLessThanOrEqual(15)
    for (const name of Object.keys(brink)) expect(names).toContain(name)
    const page = readFileSync(join(project, "docs/package.md"), "utf8")
    expect(names.filter((name) => !new RegExp(`\`${name}(?:\\(.*?\\))?\``).test(page))).toEqual([])
  })

  // As they stood in the last version that had them: a name that goes must go with them.
  test("of `brink/text` and `brink/reading` are those that they were", () => {
    expect(namesOf("src/text.ts")).toEqual(
      "Document FurnitureRule Legible Lineage NameLanguage Passage Range Sentence Source furnitureRules isoDate keepsHyphen legible lineages openDocument sentences splitSentences".split(
        " ",
      ),
    )
    expect(namesOf("src/reading.ts")).toEqual(
      "Actor Answer Answers Claim Condition DateMention DocumentEntry FLAGS Flag Found GoldFile Heard Judgement Kept LanguageModel Learned LearnedReading LearnedRelation MentionScore Phrase Quantity Question Reading ReadingCase Score Scored Sign SpeltClaim SpeltPhrase State UNANSWERED Words annotationAsReading caseBlock claimsIn findWords goldSchema isOfModel judge keptSchema openLearned parseCases parseClaim parseKept parsePhrase phraseAt placeOf printKept questionsAbout read readLines readReply replyJsonSchema replySchema ruleInWords rulers score spell spellPhrase states".split(
        " ",
      ),
    )
    expect(Object.keys(text)).toContain("splitSentences")
    expect(Object.keys(reading)).toContain("rulers")
  })

  test("lead to sources, and to what is made of them", () => {
    for (const {types, default: code} of parts) {
      expect(existsSync(sourceOf(types))).toBe(true)
      expect(existsSync(join(dirname(built.bin), "..", code))).toBe(true)
    }
  })

  test("are all in the table of the page, and the page names no other", () => {
    const page = readFileSync(join(project, "docs/package.md"), "utf8")
    const named = new Set([...page.matchAll(/`(brink(?:\/[a-z]+)*)`/g)].map((m) => m[1]!.replace(/^brink/, ".")))
    expect([...named].sort()).toEqual(parts.map(({path}) => path).sort())
  })

  test.each(parts.filter(({path}) => path !== "."))("$path asks nothing of Node", async ({default: code}) => {
    const input = join(dirname(built.bin), "..", code)
    const bundle = await rolldown({input, platform: "browser", logLevel: "silent"})
    const {output} = await bundle.generate({format: "esm"})
    await bundle.close()
    expect(output.flatMap((chunk) => (chunk.type === "chunk" ? chunk.imports : []))).toEqual([])
  })

  // A bundler drops a module of which nothing is used: nothing may hang on its having been loaded.
  test("are modules without side effects, as package.json says: an import changes nothing that is not its own", () => {
    expect(manifest.sideEffects).toBe(false)
    const files = parts.map(({default: code}) => pathToFileURL(join(dirname(built.bin), "..", code)).href)
    const program = built.put(
      "effects.mjs",
      `// zod's own registry is a global, made by whoever loads zod first.
const names = (of) => Object.getOwnPropertyNames(of).filter((name) => !name.startsWith("__zod_")).sort()
const seen = () => JSON.stringify({
  globals: names(globalThis),
  properties: names(globalThis).flatMap((name) => {
    const prototype = /^[A-Z]/.test(name) && globalThis[name]?.prototype
    return prototype ? [name, names(prototype), names(globalThis[name])] : []
  }),
  listeners: process.eventNames().map((name) => [String(name), process.listenerCount(name)]),
})
for (const file of ${JSON.stringify(files)}) {
  const before = seen()
  await import(file)
  if (seen() !== before) console.log(file)
}`,
    )
    const ran = spawnSync(process.execPath, [program], {encoding: "utf8"})
    expect({status: ran.status, out: ran.stdout, err: ran.stderr}).toEqual({status: 0, out: "", err: ""})
  })
})

describe("what is packed", () => {
  let files: Set<string>
  beforeAll(() => {
    const listed = execFileSync("npm", ["pack", "--dry-run", "--json", "--ignore-scripts"], {
      cwd: project,
      encoding: "utf8",
      stdio: ["ignore", "pipe", "ignore"],
    })
    const [{files: packed}] = JSON.parse(listed) as [{files: {path: string}[]}]
    files = new Set(packed.map(({path}) => path))
  }, 60_000)

  test("every link of every page leads to a file or a folder of the package", () => {
    const pages = [...files].filter((file) => file.endsWith(".md") && !file.includes("/documents/"))
    expect(pages).toContain("README.md")
    const isThere = (target: string) => files.has(target) || [...files].some((file) => file.startsWith(`${target}/`))
    const broken = pages.flatMap((page) =>
      [...readFileSync(join(project, page), "utf8").matchAll(/\]\(([^)#\s]+)[^)]*\)/g)]
        .map((m) => m[1]!)
        .filter((target) => !/^[a-z]+:/.test(target))
        .map((target) => posix.join(posix.dirname(page), target).replace(/\/$/, ""))
        .filter((target) => !isThere(target))
        .map((target) => `${page}: ${target}`),
    )
    expect(broken).toEqual([])
  })

  test("scripts that an installed package runs are in it, and neither tests nor what a case keeps beside itself", () => {
    expect([...files]).toContain("scripts/build-if-behind.js")
    expect([...files].filter((file) => /^(?:src|test|node_modules)\/|\/\.brink\//.test(file))).toEqual([])
  })
})
