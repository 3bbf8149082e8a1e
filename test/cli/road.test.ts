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
const outlook = (where?: Where): Outcome & {page: string} => {
  const outcome = built.brink(["outlook", "valley", "--runs", "30", "--out", "salt-report.html"], where)
  return {...outcome, page: readFileSync(join(built.folder, "salt-report.html"), "utf8")}
}

/** A thousand runs of its draft by a process, on one thread; on two where it is said. */
const runs = (where?: Where): Outcome =>
  built.brink(["run", "valley", "--runs", "1000", "--json", "--workers", where ? "2" : "1"], where)

/** What they give today: made once for all tests that hold another day, place or number of threads against it. */
const today = {outlook: once(outlook), runs: once(runs)}

function once<T>(make: () => T): () => T {
  let made: {value: T} | null = null
  return () => {
    made ??= {value: make()}
    return made.value
  }
}

describe("the whole road", () => {
  test("outlook writes the report and ends with its path; nothing else is written for a folder", async () => {
    const before = readdirSync(join(built.folder, "valley"))
    const {code, out, err, page} = today.outlook()
    expect([code, err]).toEqual([0, ""])
    expect(out.trimEnd().split("\n").at(-1)).toBe("salt-report.html")
    expect(page).toMatch(/^<!doctype html>/i)
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

  test("the same bytes under another time zone, locale, working directory and number of workers", async () => {
    const elsewhere = join(built.folder, "elsewhere")
    mkdirSync(elsewhere, {recursive: true})
    const here = built.brink(["outlook", "valley", "--runs", "30", "--json", "--out", "r.html", "--workers", "1"], {
      env: {TZ: "UTC", LANG: "C"},
    })
    const there = built.brink(["outlook", "../valley", "--runs", "30", "--json", "--out", "r.html", "--workers", "2"], {
      cwd: elsewhere,
      env: {TZ: "Pacific/Apia", LANG: "tr_TR.UTF-8", LC_ALL: "tr_TR.UTF-8"},
    })
    expect(there.out).toBe(here.out)
    expect(readFileSync(join(elsewhere, "r.html"), "utf8")).toBe(readFileSync(join(built.folder, "r.html"), "utf8"))
  }, 120_000)

  test("the hash of 1,000 runs is the same with one worker and with two, in two folders, under another time zone and locale", () => {
    const elsewhere = join(built.folder, "elsewhere-2")
    mkdirSync(elsewhere, {recursive: true})
    const one = today.runs()
    const two = built.brink(["run", "../valley", "--runs", "1000", "--json", "--workers", "2"], {
      cwd: elsewhere,
      env: {TZ: "Asia/Kathmandu", LC_ALL: "tr_TR.UTF-8"},
    })
    expect(parsed(one, "runs")).toMatchObject({runs: 1000, failed: 0, hash: expect.stringMatching(/^[0-9a-f]{64}$/)})
    expect(two.out).toBe(one.out)
  }, 120_000)

  test("nothing depends on the day: hash, stdout and report are the same years from now, in workers too", () => {
    // Shifts every clock of the process and of its workers by some twelve years.
    const later = `const now = Date.now.bind(Date); const by = 4e11
      globalThis.Date = class extends Date { constructor(...a) { a.length ? super(...a) : super(now() + by) } static now() { return now() + by } }`
    const env = {NODE_OPTIONS: `--import=data:text/javascript,${encodeURIComponent(later)}`}
    const year = spawnSync(process.execPath, ["-p", "new Date().getFullYear()"], {
      env: {...process.env, ...env},
      encoding: "utf8",
    })
    expect(Number(year.stdout)).toBeGreaterThan(new Date().getFullYear() + 10)
    for (const act of [runs, outlook]) {
      const [now, then] = [act === runs ? today.runs() : today.outlook(), act({env})]
      expect(now.code).toBe(0)
      expect(then).toEqual(now)
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
