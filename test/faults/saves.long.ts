// What is saved while its process is killed, or while others save too: the old or the new, never between; and nothing
// is refused or left lying about afterwards. BRINK_MOMENTS sets how often each is tried.

import {execFile} from "node:child_process"
import {existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync} from "node:fs"
import {hostname} from "node:os"
import {join} from "node:path"
import {fileURLToPath} from "node:url"
import {afterAll, beforeAll, describe, expect, test} from "vitest"
import {seeded} from "../../scripts/seeded.ts"
import {editSchema} from "../../src/map/index.ts"
import type {Built} from "../cli/built.ts"
import {typedIn} from "../cli/inside.ts"
import {inValley} from "../cli/valley.ts"
import {inside, leftovers, looped, MOMENTS} from "./processes.ts"

const TAKE_OVER = fileURLToPath(new URL("./take-over.mjs", import.meta.url))

let built: Built
beforeAll(() => {
  built = inValley()
})
afterAll(() => built.remove())

const brink = (...words: string[]) => typedIn(built.folder, words)
const EDIT = ["edit", "salt", "rename", "raids", "raids {n}", "--why", "a name of the round"]
const edits = () =>
  readFileSync(inside(built, "salt/edits.jsonl"), "utf8")
    .split("\n")
    .slice(0, -1)
    .map((line) => editSchema.parse(JSON.parse(line)))

/** Kills the loop at moments that differ, two at a time as there are two cores, and looks after each. */
async function killed(
  words: readonly string[],
  within: number,
  look: (done: number) => Promise<void>,
  moments = MOMENTS,
): Promise<void> {
  const random = seeded(words.join(" ").length)
  for (let moment = 0; moment < moments; moment++) {
    const {rounds} = await looped(built, words, 1000, random() * within)
    expect(rounds.filter(([, code]) => code !== 0)).toEqual([])
    await look(rounds.length)
  }
}

describe("kill -9 at any moment", () => {
  test("edit: the log ends at a whole line, holds every edit that was said to be done, and takes the next", async () => {
    let known = 0
    // Of all that is saved this is what nobody can make again: it is tried most.
    const look = async (done: number) => {
      const before = existsSync(inside(built, "salt/edits.jsonl")) ? edits().length : 0
      // One more may have been written whose word did not come through.
      expect(before - known).toBeGreaterThanOrEqual(done)
      expect(before - known).toBeLessThanOrEqual(done + 1)
      const next = await brink("edit", "salt", "rename", "trade", "commerce", "--why", "one more")
      expect(next).toMatchObject({code: 0})
      known = edits().length
      expect(known).toBe(before + 1)
      expect(edits().map(({n}) => n)).toEqual(Array.from({length: known}, (_, i) => i + 1))
      expect(leftovers(inside(built, "salt"))).toEqual([])
    }
    await killed(EDIT, 700, look, Math.max(200, MOMENTS))
  })

  test("init: a case is there whole or not at all, and the next one is made", async () => {
    const cases = inside(built, "cases")
    mkdirSync(cases, {recursive: true})
    let round = 0
    await killed(["init", "cases/c{n}", "valley"], 500, async () => {
      for (const name of readdirSync(cases).filter((each) => !each.startsWith("."))) {
        expect(readdirSync(join(cases, name)).sort()).toEqual(["case.yaml", "claims.jsonl", "documents", "map.json"])
        expect((await brink("validate", `cases/${name}`)).code).toBe(0)
      }
      expect(await brink("init", `cases/next${round++}`, "valley")).toMatchObject({code: 0})
      expect(leftovers(cases)).toEqual([])
      for (const name of readdirSync(cases)) rmSync(join(cases, name), {recursive: true})
    })
  })

  test("outlook --keep and the cache: what is kept reads as JSON, and the next call gives the same bytes", async () => {
    rmSync(inside(built, "salt/edits.jsonl"), {force: true})
    const words = ["outlook", "salt", "--keep", "--out", "kept.html", "--workers", "1", "--date", "2031-01-01"]
    expect((await brink(...words, "--runs", "6")).code).toBe(0)
    const kept = ["claims.jsonl", "map.json", "outlook.json"].map((name) => inside(built, "salt", name))
    const page = readFileSync(inside(built, "kept.html"), "utf8")
    const first = kept.map((file) => readFileSync(file, "utf8"))
    let round = 0
    // Seeds that differ make every step anew, so that every round writes the caches too.
    await killed([...words, "--runs", "5", "--seed", "{n}"], 1500, async () => {
      for (const file of kept.slice(1)) JSON.parse(readFileSync(file, "utf8"))
      expect(readFileSync(inside(built, "kept.html"), "utf8")).toMatch(/<\/html>\s*$/)
      expect((await brink(...words, "--runs", "6")).code).toBe(0)
      expect(readFileSync(inside(built, "kept.html"), "utf8")).toBe(page)
      expect(kept.map((file) => readFileSync(file, "utf8"))).toEqual(first)
      // A process looks once through the cache's folder for what others left, before it first writes there.
      await looped(built, [...words, "--runs", "5", "--seed", `${1_000_000 + round++}`], 1, null)
      expect((await brink(...words, "--runs", "6")).code).toBe(0)
      expect(leftovers(inside(built, "salt"))).toEqual([])
    })
  })

  test("import: the model is the old one or the new one", async () => {
    mkdirSync(inside(built, "models"), {recursive: true})
    for (const name of ["one", "two"])
      writeFileSync(
        inside(built, `models/${name}.mdl`),
        `{UTF-8}\nherds = INTEG(-${name === "one" ? 1 : 2}, 100)\n\t~ animal ~ |\nINITIAL TIME = 0 ~ week ~ |\nFINAL TIME = 4 ~ week ~ |\nTIME STEP = 1 ~ week ~ |\nSAVEPER = 1 ~ week ~ |\n`,
      )
    const whole: string[] = []
    for (const name of ["one", "two"]) {
      expect(await brink("import", `models/${name}.mdl`, "--out", "models/model.yaml")).toMatchObject({code: 0})
      whole.push(readFileSync(inside(built, "models/model.yaml"), "utf8"))
    }
    let turn = 0
    for (const name of ["one", "two"])
      await killed(["import", `models/${name}.mdl`, "--out", "models/model.yaml"], 250, async () => {
        expect(whole).toContain(readFileSync(inside(built, "models/model.yaml"), "utf8"))
        const other = ["one", "two"][turn++ % 2]!
        expect(await brink("import", `models/${other}.mdl`, "--out", "models/model.yaml")).toMatchObject({code: 0})
        expect(leftovers(inside(built, "models"))).toEqual([])
      })
  })

  test("an ensemble: the same command afterwards gives the bytes of one that nobody disturbed", async () => {
    const words = ["run", "tank/model.yaml", "--runs", "3000", "--out", "runs.csv", "--workers", "2", "--quiet"]
    expect((await brink(...words)).code).toBe(0)
    const table = readFileSync(inside(built, "runs.csv"), "utf8")
    await killed(words, 400, async () => {
      expect(readFileSync(inside(built, "runs.csv"), "utf8")).toBe(table)
      expect((await brink(...words)).code).toBe(0)
      expect(readFileSync(inside(built, "runs.csv"), "utf8")).toBe(table)
      expect(leftovers(built.folder)).toEqual([])
    })
  })
})

describe("several processes at one case", () => {
  test("two with 200 edits each: all 400 are kept", async () => {
    rmSync(inside(built, "salt/edits.jsonl"), {force: true})
    const editors = ["ana", "ben"]
    const all = await Promise.all(editors.map((by) => looped(built, [...EDIT, "--by", by], 200, null)))
    for (const {rounds} of all) expect(rounds.map(([, code]) => code)).toEqual(Array(200).fill(0))
    const written = edits()
    for (const editor of editors) expect(written.filter(({by}) => by === editor)).toHaveLength(200)
    expect(written.map(({n}) => n)).toEqual(Array.from({length: 400}, (_, i) => i + 1))
  })

  const EACH = MOMENTS >= 200 ? 50 : 15
  test(`four with ${EACH} edits each, one of them killed: none is lost that was said to be done`, async () => {
    rmSync(inside(built, "salt/edits.jsonl"), {force: true})
    const all = await Promise.all(
      [null, null, null, 900].map((killAfter, i) => looped(built, [...EDIT, "--by", `editor${i}`], EACH, killAfter)),
    )
    const written = edits()
    all.forEach(({rounds}, i) => {
      expect(rounds.filter(([, code]) => code !== 0)).toEqual([])
      if (i < 3) expect(rounds).toHaveLength(EACH)
      const mine = written.filter(({by}) => by === `editor${i}`).length
      expect(mine).toBeGreaterThanOrEqual(rounds.length)
      expect(mine).toBeLessThanOrEqual(rounds.length + 1)
    })
    expect(written.map(({n}) => n)).toEqual(written.map((_, i) => i + 1))
  })

  test("four at a thousand locks that were left behind: each lock is taken over by one at a time", async () => {
    const folder = inside(built, "locks")
    mkdirSync(folder)
    const COUNT = 1000
    const left = [`brink-lock 1 999999999 1b0 ${hostname()} 0123456789abcdef\n`, `999999999 ${hostname()}\n`]
    for (let n = 0; n < COUNT; n++) {
      writeFileSync(join(folder, String(n)), "0")
      writeFileSync(join(folder, `${n}.lock`), left[n % left.length]!)
    }
    const said = await Promise.all(
      [0, 1, 2, 3].map(
        () =>
          new Promise<string>((resolve) =>
            execFile(process.execPath, [TAKE_OVER, built.bin, folder, String(COUNT)], (error, out, err) =>
              resolve(error ? err : out),
            ),
          ),
      ),
    )
    expect(said).toEqual(Array(4).fill(String(COUNT)))
    const sums = Array.from({length: COUNT}, (_, n) => readFileSync(join(folder, String(n)), "utf8"))
    expect(sums.filter((sum) => sum !== "4")).toEqual([])
    expect(leftovers(folder)).toEqual([])
  })

  test.each([
    ["empty", ""],
    ["of process 1", `1 ${hostname()}\n`],
    ["garbage", "\u0000\u0001 not a lock"],
    ["of a process that is gone", `brink-lock 1 999999999 1b0 ${hostname()} 0123456789abcdef\n`],
    ["of a number given out again", `brink-lock 1 1 1b0 ${hostname()} 0123456789abcdef\n`],
  ])("a lock left behind, %s, is taken over and that is said", async (_, content) => {
    writeFileSync(inside(built, "salt/edits.jsonl.lock"), content)
    const {code, err} = await brink("edit", "salt", "rename", "hunger", "famine", "--why", "a name")
    expect(code).toBe(0)
    expect(err).toContain("was taken over")
    expect(leftovers(inside(built, "salt"))).toEqual([])
  })
})
