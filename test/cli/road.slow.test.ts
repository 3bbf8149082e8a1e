// From documents to a report, as a process: the same bytes wherever, whenever and by however many threads.

import {spawnSync} from "node:child_process"
import {existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync} from "node:fs"
import {join} from "node:path"
import {afterAll, beforeAll, describe, expect, test} from "vitest"
import {VALLEY} from "../case/memory.ts"
import type {Built, Outcome} from "./built.ts"
import {typedIn} from "./inside.ts"
import {inValley, parsed, refused} from "./valley.ts"

let built: Built
beforeAll(() => {
  built = inValley()
})
afterAll(() => built.remove())

/** The command line in this process. As a process it is started where that is the point. */
const brink = (...words: string[]): Promise<Outcome> => typedIn(built.folder, words)

type Where = NonNullable<Parameters<Built["brink"]>[1]>

/** An outlook of the valley by a process, with its page. */
const outlook = (words: readonly string[], where: Where): Outcome & {page: string} => {
  const outcome = built.brink(["outlook", ...words, "--runs", "30", "--json", "--out", "r.html"], where)
  return {...outcome, page: readFileSync(join(where.cwd ?? built.folder, "r.html"), "utf8")}
}

/** A thousand runs of its draft by a process. */
const runs = (words: readonly string[], where: Where): Outcome =>
  built.brink(["run", ...words, "--runs", "1000", "--json"], where)

describe("the whole road", () => {
  test("outlook writes the report and ends with its path; nothing else is written for a folder", async () => {
    const before = readdirSync(join(built.folder, "valley"))
    const {code, out, err} = await brink("outlook", "valley", "--runs", "30", "--out", "salt-report.html")
    expect([code, err]).toEqual([0, ""])
    expect(out.trimEnd().split("\n").at(-1)).toBe("salt-report.html")
    expect(readFileSync(join(built.folder, "salt-report.html"), "utf8")).toMatch(/^<!doctype html>/i)
    expect(readdirSync(join(built.folder, "valley"))).toEqual(before)
  }, 120_000)

  test("outlook --json and check --json hold to their schemas; --csv has every outcome; --keep writes into a case only", async () => {
    const outcome = await brink(
      "outlook",
      "salt",
      "--runs",
      "30",
      "--json",
      "--keep",
      "--csv",
      "outcomes.csv",
      "--out",
      "salt-2.html",
    )
    expect(parsed(outcome, "outlook")).toMatchObject({
      runs: 30,
      report: "salt-2.html",
      question: "Will the salt road stay open?",
    })
    expect(readFileSync(join(built.folder, "outcomes.csv"), "utf8")).toMatch(
      /^outcome,time,p2_5,p10,p25,p50,p75,p90,p97_5\n/,
    )
    for (const file of ["claims.jsonl", "map.json", "outlook.json"])
      expect(existsSync(join(built.folder, "salt", file))).toBe(true)
    parsed({...outcome, out: readFileSync(join(built.folder, "salt/map.json"), "utf8")}, "map")
    const check = await brink("check", "salt", "--runs", "30", "--json")
    const {totals, checks} = parsed(check, "check") as {
      totals: Record<string, number>
      checks: {byConstruction: boolean}[]
    }
    expect(Object.values(totals).reduce((a, b) => a + b, 0)).toBe(checks.filter((c) => !c.byConstruction).length)
    expect(refused(await brink("outlook", "valley", "--keep"))).toContain("--keep writes into a case")
    expect(refused(await brink("outlook", "valley", "--date", "2031-02-30"))).toContain("got '2031-02-30'")
    for (const [file, text] of Object.entries(VALLEY)) built.put(file.replace("valley/", "stuck/documents/"), text)
    built.put("stuck/case.yaml", "format: brink/case@1\ntitle: Salt road\nquestion: Will it?\n")
    mkdirSync(join(built.folder, "stuck/map.json"))
    expect(refused(await brink("outlook", "stuck", "--keep", "--out", "stuck.html"))).toContain(
      "stuck/map.json: it is a folder",
    )
    expect(existsSync(join(built.folder, "stuck.html"))).toBe(false)
  }, 120_000)

  test("the same bytes years from now, in another time zone, locale and folder, by one thread and by two", () => {
    const elsewhere = join(built.folder, "elsewhere")
    mkdirSync(elsewhere, {recursive: true})
    // Shifts every clock of the process and of its workers by some twelve years.
    const later = `const now = Date.now.bind(Date); const by = 4e11
      globalThis.Date = class extends Date { constructor(...a) { a.length ? super(...a) : super(now() + by) } static now() { return now() + by } }`
    const clock = {NODE_OPTIONS: `--import=data:text/javascript,${encodeURIComponent(later)}`}
    const year = spawnSync(process.execPath, ["-p", "new Date().getFullYear()"], {
      env: {...process.env, ...clock},
      encoding: "utf8",
    })
    expect(Number(year.stdout)).toBeGreaterThan(new Date().getFullYear() + 10)
    const here: Where = {env: {TZ: "UTC", LANG: "C"}}
    const there: Where = {
      cwd: elsewhere,
      env: {...clock, TZ: "Pacific/Apia", LANG: "tr_TR.UTF-8", LC_ALL: "tr_TR.UTF-8"},
    }
    for (const act of [outlook, runs]) {
      const now = act(["valley", "--workers", "1"], here)
      expect(now.code).toBe(0)
      expect(act(["../valley", "--workers", "2"], there)).toEqual(now)
      if (act === runs)
        expect(parsed(now, "runs")).toMatchObject({
          runs: 1000,
          failed: 0,
          hash: expect.stringMatching(/^[0-9a-f]{64}$/),
        })
    }
  }, 120_000)

  test("a report in the folder that is read changes nothing: a second run gives the bytes of the first", async () => {
    built.put("again/a.txt", VALLEY["valley/a.txt"])
    const run = () => typedIn(join(built.folder, "again"), ["outlook", ".", "--runs", "30"])
    const page = () => readFileSync(join(built.folder, "again/brink-report.html"), "utf8")
    const first = {...(await run()), page: page()}
    expect(first).toMatchObject({code: 0, err: ""})
    expect({...(await run()), page: page()}).toEqual(first)
  }, 120_000)

  test("npm start means PATH where the user stood", async () => {
    writeFileSync(join(built.folder, "inside.txt"), "Raids hurt trade.")
    const ran = built.brink(["read", "inside.txt", "--json"], {
      cwd: "/",
      env: {INIT_CWD: built.folder, npm_lifecycle_event: "start", npm_package_name: "brink"},
    })
    expect(ran.code).toBe(0)
  })
})
