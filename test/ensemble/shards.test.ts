// Shards: a part of the runs has the bits that it has in the whole; its bytes say what they are; ids differ by all that
// the bytes follow from.

import fc from "fast-check"
import {describe, expect, test} from "vitest"
import {HEAD_BYTES, hashedHead, mayBeShard, readHead} from "../../src/core/shard-file.ts"
import {interpret, openBlocks, type Program, rows} from "../../src/engine/index.ts"
import {
  isHeadOf,
  readFailures,
  readNarrow,
  type Sharded,
  shardBytes,
  sharded,
  shardLength,
  shardPlan,
  spanOf,
  sweepHere,
  usualSize,
} from "../../src/ensemble/index.ts"
import {layOut, runBlock} from "../../src/ensemble/sweep.ts"
import {instantiate} from "../../src/io/members.ts"
import {openDigest} from "../../src/io/workers.ts"
import {cut, NAMES} from "./crowd.ts"

const bytes = (numbers: Float64Array) => Buffer.from(numbers.buffer, numbers.byteOffset, numbers.byteLength)
const whole = (all: Sharded, index: number) =>
  Buffer.concat(shardBytes(all, index, sweepHere(shardPlan(all, index)), openDigest).pieces)

describe("the runs of shards", () => {
  test("are those of the whole, whatever their size: chance within runs, failures and all", () => {
    const all = sweepHere(cut().plan)
    expect(all.failures.length).toBeGreaterThan(5)
    fc.assert(
      fc.property(fc.integer({min: 1, max: 130}), (size) => {
        const parts = cut({size})
        expect(parts.count).toBe(Math.ceil(101 / size))
        for (let index = 0; index < parts.count; index++) {
          const {from, to} = spanOf(parts, index)
          const part = sweepHere(shardPlan(parts, index))
          const each = all.series.length / 101
          expect(bytes(part.series).equals(bytes(all.series.subarray(from * each, to * each)))).toBe(true)
          expect([...part.status]).toEqual([...all.status.subarray(from, to)])
          expect(part.failures.map((failure) => ({...failure, run: from + failure.run}))).toEqual(
            all.failures.filter(({run}) => run >= from && run < to),
          )
        }
      }),
      {numRuns: 12},
    )
  })

  test.each(["interpreter", "wasm"])("the same with the %s", (backend) => {
    const parts = cut({size: 37})
    const plan = shardPlan(parts, 1)
    const tables = layOut(plan)
    const runner = backend === "wasm" ? openBlocks(plan.program, instantiate, tables.kept) : interpret(plan.program)
    const failures = runBlock(runner!, plan, tables, 0, plan.runs)
    const here = sweepHere(plan)
    expect(bytes(tables.series).equals(bytes(here.series))).toBe(true)
    expect(failures).toEqual(here.failures)
    expect(failures.length).toBeGreaterThan(0)
  })

  test("a size by itself is that of 256 runs, less where they are many bytes, more where they are many shards", () => {
    const program = (times: number) => ({steps: times - 1, every: 1}) as Program
    expect(usualSize(program(10), 10, 10_000)).toBe(256)
    expect(usualSize(program(331), 647, 10_000)).toBe(32)
    expect(usualSize(program(1000), 100_000, 10_000)).toBe(1)
    expect(usualSize(program(2), 1, 1_000_000)).toBe(1024)
    for (const [times, names, runs] of [[331, 647, 10_000] as const, [2, 1, 1_000_000] as const]) {
      const size = usualSize(program(times), names, runs)
      expect(size * times * names * 8).toBeLessThanOrEqual(2 ** 26)
    }
  })
})

describe("the bytes of a shard", () => {
  const all = cut()
  const shard = whole(all, 2)
  const head = readHead(shard)!

  test("say what they are, and where the series are", () => {
    expect(head).toMatchObject({format: "brink/shard@1", plan: all.id, brink: "0", shard: 2, runs: [40, 60]})
    expect(head).toMatchObject({dtype: "<f8", shape: [20, NAMES.length, rows(all.plan.program)], offset: HEAD_BYTES})
    expect(shard.length).toBe(shardLength(all, 2, head))
    expect(shard.toString("latin1", HEAD_BYTES - 1, HEAD_BYTES)).toBe("\n")
    const {series} = sweepHere(all.plan)
    const times = rows(all.plan.program)
    for (const [run, name, time] of [
      [0, 0, 0],
      [7, 2, 3],
      [19, 3, times - 1],
    ] as const) {
      const value = series[((40 + run) * NAMES.length + name) * times + time]!
      expect(shard.readDoubleLE(HEAD_BYTES + ((run * NAMES.length + name) * times + time) * 8)).toBe(value)
    }
  })

  test("of binary32 say so, are another plan's, and hold each number as the nearest of seven digits", () => {
    const {plan, size, version} = all
    const narrow = sharded(plan, size, version, openDigest, "<f4")
    expect(narrow.id).not.toBe(all.id)
    const bytes = whole(narrow, 2)
    const own = readHead(bytes)!
    expect(own).toMatchObject({dtype: "<f4", plan: narrow.id})
    expect(bytes.length).toBe(shardLength(narrow, 2, own))
    expect(isHeadOf(all, 2, bytes, own)).toBe(false)
    expect(isHeadOf(narrow, 2, bytes, own)).toBe(true)
    const {series} = sweepHere(shardPlan(all, 2))
    const read = new Float64Array(series.length)
    readNarrow(bytes.subarray(HEAD_BYTES, HEAD_BYTES + 4 * series.length), read)
    expect([...read]).toEqual(Array.from(series, Math.fround))
    expect(series.some((value) => Math.fround(value) !== value)).toBe(true)
  })

  test("are hashed whole: their own hash stands for what they are without it", () => {
    const digest = openDigest()
    digest.update(hashedHead(shard, head))
    digest.update(shard.subarray(HEAD_BYTES))
    expect(Buffer.from(digest.digest()).toString("hex")).toBe(head.sha256)
    expect(hashedHead(shard, head)).toHaveLength(HEAD_BYTES)
  })

  test("have one NaN, whatever the machine's own is", () => {
    const runs = sweepHere(shardPlan(all, 2))
    const other = new Float64Array(runs.series)
    const words = new Uint32Array(other.buffer)
    let changed = 0
    other.forEach((value, i) => {
      if (!Number.isNaN(value)) return
      words[2 * i] = 7
      changed++
    })
    expect(changed).toBeGreaterThan(0)
    expect(shardBytes(all, 2, {...runs, series: other}, openDigest).sha256).toBe(head.sha256)
  })

  test("are of this shard and plan alone", () => {
    expect(isHeadOf(all, 2, shard, head)).toBe(true)
    expect(isHeadOf(all, 1, shard, head)).toBe(false)
    expect(isHeadOf(cut({seed: "8"}), 2, shard, head)).toBe(false)
    expect(isHeadOf(cut({version: "1"}), 2, shard, head)).toBe(false)
  })

  test("give back failures, and none that its runs have not", () => {
    const runs = sweepHere(shardPlan(all, 2))
    expect(runs.failures.length).toBeGreaterThan(0)
    const told = shard.subarray(shard.length - head.failures)
    const failures = readFailures(told, runs.status, 40)!
    expect(failures).toEqual(runs.failures.map((failure) => ({...failure, run: 40 + failure.run})))
    expect(readFailures(told, runs.status, 20)).toBeNull()
    expect(readFailures(told, new Uint8Array(20), 40)).toBeNull()
    expect(readFailures(Buffer.from("[]"), runs.status, 40)).toBeNull()
    expect(readFailures(Buffer.from("[1"), runs.status, 40)).toBeNull()
    expect(readFailures(Buffer.from("null"), runs.status, 40)).toBeNull()
  })

  test("names beyond ASCII come back as they were", () => {
    const runs = sweepHere(shardPlan(all, 2))
    const failures = runs.failures.map((failure) => ({...failure, name: "prix du blé – 価格"}))
    const {pieces} = shardBytes(all, 2, {...runs, failures}, openDigest)
    const other = Buffer.concat(pieces)
    const told = other.subarray(other.length - readHead(other)!.failures)
    expect(readFailures(told, runs.status, 40)![0]!.name).toBe("prix du blé – 価格")
  })

  test("nothing that is cut short or no shard has a head", () => {
    expect(readHead(shard.subarray(0, HEAD_BYTES - 1))).toBeNull()
    expect(readHead(Buffer.alloc(HEAD_BYTES))).toBeNull()
    expect(readHead(Buffer.from("null".padEnd(HEAD_BYTES)))).toBeNull()
    expect([0, 1, 10, 30].map((length) => mayBeShard(shard.subarray(0, length)))).toEqual([true, true, true, true])
    expect(mayBeShard(Buffer.from("run,time\n"))).toBe(false)
  })
})

test("an id is another for all that the bytes follow from, and the same for nothing else", () => {
  const ids = [
    cut(),
    cut({seed: "8"}),
    cut({runs: 102}),
    cut({size: 21}),
    cut({save: NAMES.slice(1)}),
    cut({save: [...NAMES].reverse()}),
    cut({version: "1"}),
    cut({rate: 0.2}),
  ].map(({id}) => id)
  expect(new Set(ids).size).toBe(ids.length)
  expect(cut().id).toBe(ids[0])
  const {plan} = cut()
  const withHigh = (high: number): string => {
    const stocks = plan.program.stocks.map((stock) => ({...stock, high}))
    const program = {...plan.program, stocks}
    return sharded({...plan, program}, 20, "0", openDigest).id
  }
  // What JSON has no word for is told apart all the same.
  const highs = [0, -0, Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY, Number.NaN].map(withHigh)
  expect(new Set(highs).size).toBe(highs.length)
})
