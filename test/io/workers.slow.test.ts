// The pool of worker threads: the same bits as one thread, and words instead of a hang.

import {dirname, join} from "node:path"
import {afterAll, beforeAll, expect, test} from "vitest"
import {calibrate, printPlausible} from "../../src/calibrate/index.ts"
import {compile, openBlocks} from "../../src/engine/index.ts"
import {type Plan, sweepHere} from "../../src/ensemble/index.ts"
import {instantiate} from "../../src/io/members.ts"
import {openExecutor, RUNS_MULTIPLE} from "../../src/io/workers.ts"
import {type Built, build} from "../cli/built.ts"
import {happening, sketch} from "../engine/sketch.ts"

// Threads start from JavaScript: that of the program as it is started.
let made: Built

beforeAll(() => {
  made = build()
  made.put(
    "dying.mjs",
    'import {parentPort} from "node:worker_threads"\nparentPort.on("message", (m) => { if (m.kind === "job") process.exit(3) })\n',
  )
  made.put(
    "throwing.mjs",
    'import {parentPort} from "node:worker_threads"\nparentPort.on("message", () => { throw new Error("out of cheese") })\n',
  )
})

afterAll(() => made.remove())

const pool = (workers: number, more: {file?: string; onProgress?: (done: number, total: number) => void} = {}) =>
  openExecutor({workers, small: 0, file: join(dirname(made.bin), "../dist/io/worker.js"), ...more})

const program = (rate = 0.1) =>
  compile(
    sketch(
      {
        crowd: {stock: 1, in: ["joining"]},
        joining: {flow: "crowd * growth * if(growth > 0.9, 1e40, 1)"},
        growth: {parameter: {kind: "uniform", low: 0, high: 1}},
      },
      {stop: 12, events: [happening("raid", "crowd > 2", {crowd: "*= 0.5"}, rate)]},
    ),
  )
const plan = (runs: number, seed = "9"): Plan => ({program: program(), runs, seed})

test("1, 2 and 3 workers and this thread give the same bits, failures and hash", async () => {
  const here = sweepHere(plan(501))
  expect(here.failures.length).toBeGreaterThan(10)
  for (const workers of [1, 2, 3]) {
    const {execute, close} = pool(workers)
    const there = await execute(plan(501))
    await close()
    expect(there.hash).toBe(here.hash)
    expect(there.failures).toEqual(here.failures)
    expect([...there.status]).toEqual([...here.status])
    expect(Buffer.compare(Buffer.from(there.series.buffer), Buffer.from(here.series.buffer))).toBe(0)
    expect([...there.inputs]).toEqual([...here.inputs])
  }
})

test("many plans at once and one after another keep their own answers", async () => {
  const {execute, close} = pool(2)
  const seeds = Array.from({length: 30}, (_, i) => String(i))
  const together = await Promise.all(seeds.map((seed) => execute(plan(20, seed))))
  expect(together.map((runs) => runs.hash)).toEqual(seeds.map((seed) => sweepHere(plan(20, seed)).hash))
  // More programs than a thread keeps compiled, twice over.
  const programs = Array.from({length: 20}, (_, i) => program(i / 20))
  for (const one of [...programs, ...programs])
    expect((await execute({program: one, runs: 8, seed: "1"})).hash).toBe(
      sweepHere({program: one, runs: 8, seed: "1"}).hash,
    )
  await close()
})

test("progress counts up to all runs", async () => {
  const seen: number[] = []
  const {execute, close} = pool(2, {onProgress: (done, total) => seen.push(done / total)})
  await execute(plan(100))
  await close()
  expect(seen.at(-1)).toBe(1)
  expect(seen).toEqual([...seen].sort((a, b) => a - b))
})

test("a plan that is refused is refused in words, and the pool goes on", async () => {
  const {execute, close} = pool(2)
  await expect(execute({...plan(10), save: ["crowds"]})).rejects.toThrow("no quantity called 'crowds' to save")
  expect((await execute(plan(10))).hash).toBe(sweepHere(plan(10)).hash)
  await close()
})

test("a worker that dies is an error in words, never a hang", async () => {
  for (const [file, why] of [
    ["dying.mjs", "it ended with code 3"],
    ["throwing.mjs", "out of cheese"],
  ] as const) {
    const {execute, close} = pool(2, {file: join(made.folder, file)})
    const both = await Promise.allSettled([execute(plan(10)), execute(plan(10))])
    for (const outcome of both) {
      expect(outcome.status).toBe("rejected")
      expect(String((outcome as PromiseRejectedResult).reason)).toMatch(
        new RegExp(`doors/worker-died: A worker thread died.*${why}[\\s\\S]*--workers 1`),
      )
    }
    await close()
  }
})

test("without a worker file, or for a small plan, everything runs in this thread", async () => {
  for (const options of [{workers: 4, file: "/nowhere/worker.js"}, {workers: 2}]) {
    const {execute, close} = openExecutor(options)
    expect((await execute(plan(300))).hash).toBe(sweepHere(plan(300)).hash)
    await close()
  }
})

test("a closed pool refuses what is still at work", async () => {
  const {execute, close} = pool(2)
  const waiting = execute(plan(5000))
  const outcome = expect(waiting).rejects.toThrow("stopped before they were done")
  await close()
  await outcome
})

test("every backend, in blocks shared out among threads, gives the table of one thread, failed runs and all", async () => {
  const {execute, close} = pool(2)
  for (const runs of [1, 63, 65, 300]) {
    const here = sweepHere(plan(runs))
    for (const backend of ["interpreter", "js", "wasm"] as const) {
      const there = await execute({...plan(runs), backend})
      expect(there.hash).toBe(here.hash)
      expect(there.failures).toEqual(here.failures)
    }
    expect(runs < 60 || here.failures.length > 0).toBe(true)
  }
  await close()
})

test("a share of the runs cuts no block, however many members a block has", () => {
  const sizes = [12, 400_000].map(
    (stop) => openBlocks(compile(sketch({pool: {stock: 1}}, {stop})), instantiate)!.members,
  )
  expect(new Set(sizes).size).toBe(2)
  for (const members of sizes) expect(RUNS_MULTIPLE % members).toBe(0)
})

test("a calibration keeps the same sets on one thread and on two", async () => {
  const model = sketch(
    {
      crowd: {stock: 1, in: ["joining"]},
      joining: {flow: "growth"},
      growth: {parameter: {kind: "uniform", low: 0, high: 9}},
    },
    {stop: 12},
  )
  const points = Array.from({length: 11}, (_, k) => ({date: dateAfter(k), value: 1 + 4 * k}))
  const kept = async (workers: number) => {
    const {execute, close} = pool(workers)
    const {plausible} = await calibrate({
      model: {...model, time: {...model.time, unit: "week", origin: dateAfter(0)}},
      hash: "0".repeat(64),
      replay: null,
      series: [{name: "crowd", file: "crowd.csv", unit: null, points}],
      until: null,
      runs: 1500,
      keep: 30,
      seed: "4",
      execute,
    }).finally(close)
    return printPlausible(plausible)
  }
  expect(await kept(2)).toBe(await kept(1))
})

/** The first day of a week of 2030. */
function dateAfter(weeks: number): string {
  return new Date(Date.UTC(2030, 0, 1 + 7 * weeks)).toISOString().slice(0, 10)
}
