// The simulated queue of bench/scheduler.js: known answers where there are any, and the page shows what it prints.

import {readFileSync} from "node:fs"
import {expect, test} from "vitest"

type World = {work: number; overhead: number; gather: number; lost: number; back: number}
type Way = {lease: number; beats: boolean; copies: boolean; fixed: boolean}
type Given = {
  workers: number
  size: number
  way: Way
  seed: number
  world?: World
  speedOf?: (worker: number) => number
}
type Simulated = {seconds: number; over: number; wasted: number; tail: number}
const scheduler: string = "../../bench/scheduler.js"
const {simulate, tables} = (await import(scheduler)) as {simulate(given: Given): Simulated; tables(): string}

const QUEUE: Way = {lease: 15, beats: true, copies: false, fixed: false}
const QUIET: World = {work: 36_000, overhead: 0, gather: 0, lost: Number.MAX_VALUE, back: 1}
const alike = () => 1

test("equal machines that nobody loses end after whole rounds of shards", () => {
  for (const [workers, size] of [
    [10, 30],
    [7, 100],
    [1, 3600],
  ] as const) {
    const {seconds, wasted} = simulate({workers, size, way: QUEUE, seed: 1, world: QUIET, speedOf: alike})
    expect(seconds).toBeCloseTo(Math.ceil(36_000 / size / workers) * size, 6)
    expect(wasted).toBe(0)
  }
})

test("who gathers one result at a time is the bound where shards are too small", () => {
  const world = {...QUIET, gather: 0.5}
  const {seconds} = simulate({workers: 100, size: 10, way: QUEUE, seed: 1, world, speedOf: alike})
  // 3,600 results of half a second, behind the first shard.
  expect(seconds).toBeCloseTo(10 + 3600 * 0.5, 6)
})

test("of machines of different speeds none is idle while there is work: the end is one shard of the slowest late at most", () => {
  const speedOf = (worker: number) => (worker < 3 ? 0.1 : 1)
  const least = 36_000 / (3 * 0.1 + 97)
  for (const size of [10, 30, 90]) {
    const {seconds} = simulate({workers: 100, size, way: QUEUE, seed: 1, world: QUIET, speedOf})
    expect(seconds).toBeGreaterThan(least)
    expect(seconds).toBeLessThan(least + size / 0.1)
  }
})

test("the only worker, lost in its first shard, costs what it had done, the lease or its absence, whichever ends later", () => {
  const world = {...QUIET, work: 100, lost: 60, back: 40}
  const plain = simulate({
    workers: 1,
    size: 100,
    way: QUEUE,
    seed: 3,
    world: {...world, lost: Number.MAX_VALUE},
    speedOf: alike,
  })
  expect(plain.seconds).toBeCloseTo(100, 6)
  const lost = simulate({workers: 1, size: 100, way: QUEUE, seed: 3, world, speedOf: alike})
  expect(lost.wasted).toBeGreaterThan(0)
  expect(lost.seconds).toBeGreaterThan(100 + 40)
  // What is computed, for nothing or not, and the times away make up the whole.
  const away = (lost.seconds - 100 - 100 * lost.wasted) / 40
  expect(away).toBeCloseTo(Math.round(away), 6)
})

test("docs/scale.md shows what it prints", () => {
  const page = readFileSync(new URL("../../docs/scale.md", import.meta.url), "utf8")
  for (const table of tables().trim().split("\n\n")) expect(page).toContain(table)
})
