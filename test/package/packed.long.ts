// The package as it is installed: packed, unpacked beside its production dependencies, and used by a small project of
// its own. Its types hold under a strict compiler, and it does the same in every version of Node.

import {execFileSync, spawnSync} from "node:child_process"
import {
  cpSync,
  existsSync,
  lstatSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from "node:fs"
import {tmpdir} from "node:os"
import {basename, dirname, join, relative} from "node:path"
import {fileURLToPath} from "node:url"
import {afterAll, beforeAll, describe, expect, test} from "vitest"
import {build} from "../cli/built.ts"
import {docx, paragraph, run as wordRun} from "../io/papers.ts"
import {MAJORS, nodeOf} from "../nodes.ts"

const root = fileURLToPath(new URL("../../", import.meta.url))

/** Bytes that a production install may take, files rounded up to the blocks they lie in. */
const MOST_BYTES = 42_000_000
const BLOCK = 4096

/** Uses `.` and every subpath, by value and by type. */
const PROJECT = `import {type CausalMap, draft, Fault, gather, type Issue, type Model, type Outlook, outlookOf, type Reading, read, run} from "brink"
import {read as readClaims} from "brink/claims"
import {type Document, openDocument} from "brink/documents"
import {compile, type Program} from "brink/engine"
import {openBlocks} from "brink/engine/members"
import {sweepHere} from "brink/ensemble"
import {blueprintOf, type Finding, writeXmile} from "brink/exchange"
import {ring} from "brink/figure"
import {splitSentences} from "brink/language"
import {themes} from "brink/map"
import {mentionReader} from "brink/mentions"
import {parseModel, printModel} from "brink/model"
import {isOfModel} from "brink/reading"
import {sentences} from "brink/text"

const reading: Reading = await read("articles")
const map: CausalMap = gather(reading)
const model: Model = draft(map, {name: "first"})
const program: Program = compile(parseModel(printModel(model), "model.yaml"))
const runs = await run(model, {runs: 6, seed: 3, workers: 2})
const outlook: Outlook = await outlookOf("articles", {runs: 4})
const {document} = openDocument({file: "a.txt", kind: "text", text: "Floods destroy the harvest."})
const opened: Document | null = document
const issues: readonly Issue[] = reading.issues
const found: readonly Finding[] = []
const refusal = await read("nowhere").catch((error: unknown) => (error instanceof Fault ? error.code : "none"))
const functions = [readClaims, openBlocks, blueprintOf, writeXmile, ring, splitSentences, mentionReader, isOfModel, sentences]
console.log(functions.every((one) => typeof one === "function"), themes.length > 0, opened?.words, issues.length, found.length)
console.log(refusal, map.links.length, runs.hash === sweepHere({program, runs: 6, seed: "3"}).hash, runs.hash, outlook.hash)
`

const TSCONFIG = {
  compilerOptions: {
    strict: true,
    module: "NodeNext",
    target: "ES2023",
    lib: ["ES2023", "DOM"],
    types: [],
    noEmit: true,
    skipLibCheck: false,
  },
  files: ["use.ts"],
}

let project: string
let installed: string

beforeAll(() => {
  project = mkdtempSync(join(tmpdir(), "brink-packed-"))
  execFileSync(process.execPath, [join(root, "scripts/build-if-behind.js")], {stdio: "pipe"})
  const quiet = ["--ignore-scripts", "--json", "--pack-destination", project]
  const packed = execFileSync("npm", ["pack", ...quiet], {cwd: root, stdio: ["ignore", "pipe", "ignore"]}).toString()
  const [{filename}] = JSON.parse(packed) as [{filename: string}]
  installed = join(project, "node_modules/brink")
  mkdirSync(installed, {recursive: true})
  execFileSync("tar", ["-xzf", join(project, filename), "--strip-components=1", "-C", installed])
  for (const folder of production()) cpSync(folder, join(project, relative(root, folder)), {recursive: true})
  writeFileSync(join(project, "package.json"), '{"private": true, "type": "module"}\n')
  writeFileSync(join(project, "tsconfig.json"), JSON.stringify(TSCONFIG))
  writeFileSync(join(project, "use.ts"), PROJECT)
  // Without its types: what a program written by hand would be.
  writeFileSync(
    join(project, "use.mjs"),
    PROJECT.replace(/\btype \w+,? ?/g, "")
      .replace(/^(const \w+): [^=]+ =/gm, "$1 =")
      .replace("(error: unknown)", "(error)"),
  )
  const articles = join(project, "articles")
  mkdirSync(articles)
  writeFileSync(join(articles, "flood.txt"), "The flood destroyed the harvest. Repairs reduce floods.\n")
  writeFileSync(
    join(articles, "prices.docx"),
    docx(paragraph(wordRun("The loss of the harvest raised bread prices. Bread prices drive protests."))),
  )
}, 600_000)

afterAll(() => rmSync(project, {recursive: true, force: true}))

/** Folders of the production dependencies that Brink does not run without, as npm finds them in this checkout. */
function production(): string[] {
  const listed = execFileSync("npm", ["ls", "--omit=dev", "--omit=optional", "--all", "--parseable"], {
    cwd: root,
    stdio: ["ignore", "pipe", "ignore"],
  })
  return listed
    .toString()
    .split("\n")
    .filter((folder) => folder.includes("node_modules") && existsSync(folder))
}

/** Bytes of a folder as a disk holds them. */
function bytesIn(folder: string): number {
  return readdirSync(folder, {recursive: true, encoding: "utf8"}).reduce((sum, name) => {
    const stat = lstatSync(join(folder, name))
    return sum + (stat.isFile() ? Math.ceil(stat.size / BLOCK) * BLOCK : BLOCK)
  }, 0)
}

describe("the packed package", () => {
  test("takes under 42 MB with all that it needs", () => {
    expect(bytesIn(join(project, "node_modules"))).toBeLessThan(MOST_BYTES)
  })

  test("type-checks in a strict project, its own declarations and its libraries' too", () => {
    const folder = join(root, "node_modules/typescript")
    const {bin} = JSON.parse(readFileSync(join(folder, "package.json"), "utf8")) as {bin: {tsc: string}}
    const ran = spawnSync(process.execPath, [join(folder, bin.tsc), "-p", project], {encoding: "utf8"})
    expect(ran.stdout + ran.stderr).toBe("")
    expect(ran.status).toBe(0)
  })

  const said = new Map<string, string>()
  for (const major of MAJORS) {
    const found = nodeOf(major)
    test.skipIf("why" in found)(
      `runs on Node ${major}, with the same answers${"why" in found ? ` (${found.why})` : ""}`,
      () => {
        const ran = spawnSync((found as {node: string}).node, ["use.mjs"], {cwd: project, encoding: "utf8"})
        expect(ran.stderr).toBe("")
        expect(ran.stdout).toMatch(/^true true 4 0 0\ndoors\/not-found [1-9]\d* true [0-9a-f]{64} [0-9a-f]{64}\n$/)
        said.set(major, ran.stdout)
        expect(new Set(said.values()).size).toBe(1)
      },
    )
  }

  test("writes the report that the sources write: what is bundled is what the libraries are", () => {
    const built = build()
    try {
      const written = (bin: string): string => {
        const page = join(project, "report.html")
        const words = [bin, "outlook", "articles", "--runs", "10", "--workers", "1", "--out", page, "--force"]
        const ran = spawnSync(process.execPath, words, {cwd: project, encoding: "utf8"})
        expect(ran.stderr).not.toMatch(/mistake in Brink/)
        expect(ran.status).toBe(0)
        return readFileSync(page, "utf8")
      }
      const page = written(join(installed, "bin/brink.js"))
      expect(page).toContain("bread prices")
      expect(page).toContain("<svg")
      expect(page).toBe(written(built.bin))
    } finally {
      built.remove()
    }
  })

  test("starts by `npm start`, which finds no sources to build", () => {
    const words = [
      "start",
      "--silent",
      "--",
      join(project, "articles"),
      "--runs",
      "5",
      "--out",
      join(project, "p.html"),
    ]
    const ran = spawnSync("npm", words, {cwd: installed, encoding: "utf8"})
    expect(ran.stderr).not.toMatch(/building|rror/i)
    expect(ran.status).toBe(0)
    expect(ran.stdout.trimEnd().split("\n").at(-1)).toContain("p.html")
  })

  test("carries the licence of everything that is bundled in it", () => {
    const licences = readFileSync(join(installed, "dist/program/LICENSES.txt"), "utf8")
    for (const name of ["mammoth", "jszip", "underscore", "webcola", "preact", "zod", "yaml", "commander"])
      expect(licences).toMatch(new RegExp(`^${name} \\d`, "m"))
    expect(basename(dirname(installed))).toBe("node_modules")
  })
})
