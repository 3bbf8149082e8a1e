// How far many runs are: a bar that rises to its end, over tables and over shards, and begins at what is left to do.

import {rmSync} from "node:fs"
import {afterAll, beforeAll, beforeEach, expect, test} from "vitest"
import {actFactors} from "../../src/cli/factors.ts"
import type {Request} from "../../src/cli/request.ts"
import {actRun} from "../../src/cli/run.ts"
import {openWorld} from "../../src/io/index.ts"
import {type Inside, inside} from "./inside.ts"
import {TANK} from "./valley.ts"

let here: Inside
beforeAll(() => {
  here = inside()
  here.put("tank.yaml", TANK.replace("step: 0.5", "step: 0.0005"))
})
afterAll(() => here.remove())

const bars: {label: string; shares: number[]; ended: boolean}[] = []
beforeEach(() => void bars.splice(0))

const progress: NonNullable<Request["progress"]> = {runs: null}
const io = openWorld({workers: 1, onRuns: (done, total) => progress.runs?.(done, total)})
afterAll(() => io.close())
const request: Request = {
  io,
  progress,
  terminal: {
    say: () => {},
    give: () => {},
    note: () => {},
    warn: () => {},
    always: () => {},
    bar: (label) => {
      const bar = {label, shares: [] as number[], ended: false}
      bars.push(bar)
      return {
        to: (share) => void bar.shares.push(share),
        end: () => {
          bar.ended = true
        },
      }
    },
  },
}
const run = (more: object) =>
  actRun(request, `${here.folder}/tank.yaml`, {runs: 2000, seed: "1", save: "water", workers: 1, ...more})

const isRising = (shares: readonly number[]) => shares.every((share, i) => i === 0 || share >= shares[i - 1]!)

test("of many runs it rises by the runs that are done, to 1", async () => {
  await run({})
  expect(bars).toHaveLength(1)
  const [{shares, ended}] = bars as [(typeof bars)[number]]
  expect(shares.length).toBeGreaterThan(2)
  expect(shares[0]).toBeLessThan(1)
  expect(isRising(shares)).toBe(true)
  expect(shares.at(-1)).toBe(1)
  expect(ended).toBe(true)
  expect(progress.runs).toBeNull()
})

test("of shards it counts those that are left to compute, and not what was there", async () => {
  const shards = {runs: 20, shardRuns: 2, shards: `${here.folder}/shards`}
  await run(shards)
  expect(bars[0]!.shares[0]).toBe(0)
  expect(new Set(bars[0]!.shares).size).toBe(11)
  bars.splice(0)
  for (const index of [2, 7]) rmSync(`${here.folder}/shards/${index}.shard`)
  await run(shards)
  expect([...new Set(bars[0]!.shares)]).toEqual([0, 0.5, 1])
  expect(bars.every(({shares, ended}) => ended && isRising(shares))).toBe(true)
})

test("of cards that are settled it rises each time the documents were read by what would be written", async () => {
  here.put("docs/a.txt", "The curfew has emptied the night market. The night market feeds the eel smokers.\n")
  here.put("keep.jsonl", '{"keep": "night_market"}\n')
  const out = `${here.folder}/factors.yaml`
  await actFactors(request, `${here.folder}/docs`, {cards: 40, answers: `${here.folder}/keep.jsonl`, out})
  const [{label, shares, ended}] = bars as [(typeof bars)[number]]
  expect(label).toBe("settling the cards")
  expect(shares[0]).toBeGreaterThan(0)
  expect(isRising(shares)).toBe(true)
  expect(ended).toBe(true)
})
