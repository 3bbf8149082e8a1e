// `brink decide` killed at twenty moments: the same command then ends with the same bytes, each time. And its memory on the
// reference model: a run more costs its inputs and outcomes, not its courses.

import {type ChildProcess, spawn} from "node:child_process"
import {cpSync, readdirSync, rmSync} from "node:fs"
import {join} from "node:path"
import {fileURLToPath} from "node:url"
import {afterAll, beforeAll, expect, test} from "vitest"
import {seeded} from "../../scripts/seeded.ts"
import {type Built, build} from "./built.ts"

const KILLS = 20
/** Four parts of each ensemble, of a case whose run costs little: forty times is a long test's work all the same. */
const RUNS = "8000"
/** Parts after which it is killed, at most. */
const MOST_PARTS = 6
/** Runs of which courses are counted, and far fewer; bytes that each run more may take, where its courses alone had 20,000. */
const [FEW, MANY, MOST_EACH] = [2048, 20_480, 10_000] as const
/** Times that a peak of memory is measured. */
const TRIES = 4

let built: Built
beforeAll(() => {
  built = build()
  for (const [name, into] of [
    ["arms-race", "case"],
    ["pakistan-taliban", "reference"],
  ] as const) {
    const from = fileURLToPath(new URL(`../../cases/${name}`, import.meta.url))
    cpSync(from, join(built.folder, into), {recursive: true, filter: (path) => !path.endsWith(".brink")})
  }
})
afterAll(() => built.remove())

function started(...words: readonly string[]) {
  const child: ChildProcess = spawn(process.execPath, [built.bin, ...words], {cwd: built.folder})
  let [out, err] = ["", ""]
  child.stdout!.on("data", (chunk) => {
    out += chunk
  })
  child.stderr!.on("data", (chunk) => {
    err += chunk
  })
  const ended = new Promise<{out: string; err: string}>((resolve) => child.on("close", () => resolve({out, err})))
  return {child, ended}
}

test("killed at twenty moments, the same command goes on and ends with the same bytes", async () => {
  const words = ["decide", "case", "--runs", RUNS, "--json"] as const
  const kept = join(built.folder, "case", ".brink")
  const began = performance.now()
  const {out: whole} = await started(...words).ended
  const took = performance.now() - began
  expect(JSON.parse(whole)).toMatchObject({format: "brink/decision@1", runs: Number(RUNS), failed: 0})
  const random = seeded(20)
  let reused = 0
  for (let kill = 0; kill < KILLS; kill++) {
    for (const name of readdirSync(kept)) if (/^(?:decision|part)-/.test(name)) rmSync(join(kept, name))
    const {child, ended} = started(...words)
    // Every other time at any moment; else among the runs, some of which are kept by then: to start takes longer than they do.
    const [after, wanted] = [took * random(), Math.ceil(MOST_PARTS * random())]
    const from = performance.now()
    const isTime = () =>
      kill % 2 === 0
        ? performance.now() - from >= after
        : readdirSync(kept).filter((name) => name.startsWith("part-")).length >= wanted
    const clock = setInterval(() => {
      if (isTime()) child.kill("SIGKILL")
    }, 4)
    await ended
    clearInterval(clock)
    const parts = readdirSync(kept).filter((name) => name.startsWith("part-")).length
    const again = await started(...words).ended
    expect(again.out).toBe(whole)
    // What was kept by the time of the kill was not run again.
    const said = /^(\d+) parts of the runs were there already$/m.exec(again.err)?.[1] ?? "0"
    if (!readdirSync(kept).some((name) => name.startsWith("part-"))) expect([parts, 0]).toContain(Number(said))
    reused += Number(said)
  }
  // Some kills come before the first part is kept, some after the answers are.
  expect(reused).toBeGreaterThanOrEqual(KILLS / 4)
}, 1_800_000)

test("memory does not grow with the courses of runs", async () => {
  const peak = async (runs: string): Promise<number> => {
    const code = `process.on("exit", () => process.stderr.write("\\n" + process.resourceUsage().maxRSS))`
    const child = spawn(
      process.execPath,
      [
        "--import",
        `data:text/javascript,${encodeURIComponent(code)}`,
        built.bin,
        "decide",
        "reference",
        "--runs",
        runs,
      ],
      {cwd: built.folder, env: {...process.env, BRINK_CACHE: "off"}},
    )
    let err = ""
    child.stderr.on("data", (chunk) => {
      err += chunk
    })
    child.stdout.resume()
    await new Promise((resolve) => child.on("close", resolve))
    return Number(err.trimEnd().split("\n").at(-1))
  }
  // What is not collected in time stands in a peak too, the more so on a busy machine: the least of some is nearest to what is needed.
  const least = async (runs: number) => {
    let found = Number.POSITIVE_INFINITY
    for (let tries = 0; tries < TRIES; tries++) found = Math.min(found, await peak(String(runs)))
    return found
  }
  const [few, many] = [await least(FEW), await least(MANY)]
  expect(few).toBeGreaterThan(100_000)
  expect((1024 * (many - few)) / (MANY - FEW)).toBeLessThan(MOST_EACH)
  expect(many).toBeLessThan(1_000_000)
}, 1_800_000)
