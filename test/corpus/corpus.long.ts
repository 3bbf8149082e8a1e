// The field's test models against their canonical output: folder by folder, every column, every backend.
//
// `npm run corpus` prints the table; `.ci/run` runs the same. A folder fails on any column that is not right and not
// a named exception (exceptions.ts), and an exception that is not needed fails too.

import {existsSync} from "node:fs"
import {join} from "node:path"
import {afterAll, describe, expect, it} from "vitest"
import {exceptions} from "./exceptions.ts"
import {foldersOf, type Outcome, tryModel} from "./run.ts"

const shared = process.env.BRINK_SHARED ?? "../shared"
const corpus = join(shared, "data/sd-test-models")

describe.skipIf(!existsSync(corpus))("the corpus of test models", () => {
  const outcomes: Outcome[] = []
  const folders = existsSync(corpus) ? foldersOf(corpus) : []

  for (const {folder, models, canon} of folders)
    it(folder, async () => {
      const here: Outcome[] = []
      for (const file of models) here.push(await tryModel(corpus, folder, file, canon))
      outcomes.push(...here)
      expect(here.filter(({why}) => why !== null).map(({file, why}) => `${file}: ${why}`)).toEqual([])
    })

  it("needs every exception that is named", () => {
    const used = new Set(outcomes.flatMap(({excepted}) => excepted))
    expect(exceptions.filter((exception) => !used.has(exception)).map(({of}) => of)).toEqual([])
  })

  it("is matched in at least 130 of the folders with .mdl without any exception, and in 139 with them", () => {
    const mdl = tally(outcomes.filter(({folder, format}) => format === "mdl" && folder.startsWith("tests/")))
    expect(mdl.folders).toBe(140)
    expect(mdl.plain).toBeGreaterThanOrEqual(130)
    expect(mdl.matched).toBeGreaterThanOrEqual(139)
  })

  afterAll(() => {
    if (outcomes.length > 0) process.stdout.write(`${table(outcomes)}\n`)
  })
})

/** How many folders there are, match without and with exceptions, and fail. */
function tally(outcomes: readonly Outcome[]): {folders: number; plain: number; matched: number; failed: number} {
  const folders = new Map<string, Outcome[]>()
  for (const outcome of outcomes) folders.set(outcome.folder, [...(folders.get(outcome.folder) ?? []), outcome])
  let [plain, matched, failed] = [0, 0, 0]
  for (const all of folders.values()) {
    // Files that are not the canon's own, or cannot be run, do not make a folder a match.
    const run = all.filter(({excepted}) => !excepted.some((exception) => "skip" in exception))
    if (all.some(({why}) => why !== null)) failed++
    else if (run.length > 0) {
      matched++
      if (run.every(({excepted}) => excepted.length === 0)) plain++
    }
  }
  return {folders: folders.size, plain, matched, failed}
}

/** One line a folder: each of its files with the columns that are right, then what is excepted. */
function table(outcomes: readonly Outcome[]): string {
  const lines: string[] = []
  let last = ""
  for (const {folder, file, right, columns, random, why, excepted, milliseconds} of outcomes) {
    const skipped = excepted.find((exception) => "skip" in exception)
    const state = why !== null ? "MISS" : skipped ? "    " : "ok  "
    const count = skipped ? "-" : `${right}/${columns}`
    const notes = [
      ...(why !== null ? [why] : []),
      ...(random > 0 ? [`${random} columns hang on random draws`] : []),
      ...new Set(excepted.map(({because}) => because)),
    ]
    const name = folder === last ? "" : folder
    last = folder
    lines.push(
      `${state} ${name.padEnd(66)} ${file.padEnd(66)} ${count.padStart(9)} ${milliseconds.toFixed(0).padStart(6)} ms  ${notes.join("; ")}`.trimEnd(),
    )
  }
  const sums = (
    [
      ["tests, .mdl", "tests/", "mdl"],
      ["tests, XMILE and Stella", "tests/", "xmile"],
      ["samples, .mdl", "samples/", "mdl"],
      ["samples, XMILE and Stella", "samples/", "xmile"],
    ] as const
  ).map(([what, part, format]) => {
    const {folders, plain, matched, failed} = tally(
      outcomes.filter((outcome) => outcome.folder.startsWith(part) && outcome.format === format),
    )
    const rest = folders - matched - failed
    return `${what}: ${folders} folders; ${plain} match in every column, ${matched - plain} more with a named exception, ${rest} cannot be run, ${failed} fail`
  })
  return [...lines, "", ...sums].join("\n")
}
