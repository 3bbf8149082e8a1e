// What comes from a NATS server is held against what was asked: bytes that differ end the runs, damaged ones are computed
// again, and what is no order is left alone. The "workers" here are the tests' own, since Brink's do none of this.

import {afterEach, beforeEach, describe, expect, test} from "vitest"
import {programText} from "../../src/engine/index.ts"
import {
  ordered,
  orderOf,
  type Plan,
  programOf,
  readOrder,
  type Sharded,
  shardBytes,
  shardPlan,
  sweepHere,
} from "../../src/ensemble/index.ts"
import {programVersion} from "../../src/io/fingerprint.ts"
import {inPieces, Queue, readAddress, wordOf} from "../../src/io/nats.ts"
import {checkedOf, fillByQueue} from "../../src/io/nats-driver.ts"
import {workFor} from "../../src/io/nats-worker.ts"
import {RunShards} from "../../src/io/run-shards.ts"
import {openDigest} from "../../src/io/workers.ts"
import {cut} from "../ensemble/crowd.ts"
import {freePort, SERVER, serve} from "./nats-server.ts"
import {scratch} from "./scratch.ts"

const execute = async (plan: Plan) => sweepHere(plan)
const text = (value: unknown) => new TextEncoder().encode(typeof value === "string" ? value : JSON.stringify(value))

describe("an order", () => {
  const all = cut()
  const {order, bytes} = orderOf(all, 5, openDigest)
  const program = programOf(order, programText(all.plan.program))!

  test("has all that the bytes of its shard follow from", () => {
    const back = readOrder(JSON.stringify(order))!
    const given = ordered(back, program, bytes, openDigest)!
    const there = shardBytes(given.all, 5, sweepHere(given.plan), openDigest)
    const here = shardBytes(all, 5, sweepHere(shardPlan(all, 5)), openDigest)
    expect(there.sha256).toBe(here.sha256)
    expect(Buffer.concat(there.pieces).equals(Buffer.concat(here.pieces))).toBe(true)
  })

  test.each<[string, Record<string, unknown>]>([
    ["of another format", {format: "brink/order@2"}],
    ["of another plan", {plan: "0".repeat(64)}],
    ["of another seed", {seed: "10"}],
    ["with a seed that is no number", {seed: "x"}],
    ["of more runs", {runs: 102}],
    ["of a shard that the plan has not", {shard: 6}],
    ["of a shard before the first", {shard: -1}],
    ["of half a shard", {shard: 0.5}],
    ["of names that are none", {save: [1]}],
    ["of another program", {program: "1".repeat(64)}],
  ])("%s is none", (_, change) => {
    expect(readOrder(JSON.stringify({...order, ...change}))).toBeNull()
  })

  test("whose program or inputs are others than it names gives nothing to run", () => {
    expect(programOf(order, programText(cut({rate: 0.2}).plan.program))).toBeNull()
    const other = Uint8Array.from(bytes)
    other[3]! ^= 1
    expect(ordered(order, program, other, openDigest)).toBeNull()
    expect(ordered(order, program, bytes.subarray(8), openDigest)).toBeNull()
  })

  test.each(["", "{", "null", "[]", '"brink/order@1"'])("%j is none", (words) => {
    expect(readOrder(words)).toBeNull()
  })
})

test("bytes in pieces are the same bytes, whatever they were cut into", () => {
  const all = Uint8Array.from({length: 100}, (_, i) => i)
  for (const size of [1, 7, 50, 100, 101])
    for (const parts of [[all], [all.subarray(0, 3), all.subarray(3, 3), all.subarray(3, 60), all.subarray(60)]]) {
      const pieces = [...inPieces(parts, size)]
      expect(pieces.map(({length}) => length).slice(0, -1)).toEqual(Array(pieces.length - 1).fill(size))
      expect(Buffer.concat(pieces).equals(Buffer.from(all))).toBe(true)
    }
  expect([...inPieces([], 10)].map(({length}) => length)).toEqual([0])
})

test("one shard in a hundred is checked, two at least, evenly among those that are computed", () => {
  expect(checkedOf([])).toEqual([])
  expect(checkedOf([7])).toEqual([7])
  expect(checkedOf([0, 1, 2, 3])).toEqual([1, 3])
  const many = checkedOf(Array.from({length: 1000}, (_, i) => i))
  expect(many).toEqual([50, 150, 250, 350, 450, 550, 650, 750, 850, 950])
})

describe.skipIf(!SERVER)("at a NATS server", () => {
  let stop: () => Promise<void>
  let queue: Queue
  let folder: RunShards
  let all: Sharded
  const said: string[] = []
  const say = (line: string) => void said.push(line)
  let address: ReturnType<typeof readAddress>
  beforeEach(async () => {
    said.splice(0)
    const port = await freePort()
    stop = await serve(scratch("server", {}), port)
    address = readAddress(`nats://127.0.0.1:${port}`)
    queue = await Queue.open(address, say)
    all = cut({version: programVersion()})
    folder = new RunShards(scratch("shards", {}), all)
  })
  afterEach(async () => {
    await queue.close()
    await stop()
  })

  const fill = () => fillByQueue(folder, address, {execute, say})
  /** Puts bytes as the result of a shard, by whatever hash. */
  const answer = async (index: number, pieces: readonly Uint8Array[], sha256: string) => {
    const at = `brink.data.${all.id}.${index}`
    const count = await queue.putPieces(`${at}.made.${sha256}`, pieces)
    await queue.put(`${at}.done.${sha256}.${count}`, text("a test"))
  }
  const made = (index: number, change: (series: Float64Array) => void = () => {}) => {
    const runs = sweepHere(shardPlan(all, index))
    const series = Float64Array.from(runs.series)
    change(series)
    return shardBytes(all, index, {...runs, series}, openDigest)
  }
  const answerAll = async (but: readonly number[] = []) => {
    for (let index = 0; index < all.count; index++)
      if (!but.includes(index)) await answer(index, made(index).pieces, made(index).sha256)
  }

  test("results that are there when it begins are taken", async () => {
    await answerAll()
    expect(await fill()).toEqual({reused: 0, computed: 0, others: 6})
    expect((await folder.executor()(all.plan)).hash).toBe(sweepHere(cut().plan).hash)
  })

  test("a worker that computes other bytes of a shard that is checked ends the runs", async () => {
    const {pieces, sha256} = made(checkedOf([0, 1, 2, 3, 4, 5])[0]!, (series) => {
      series[3] = series[3]! * (1 + 2 ** -52)
    })
    await answer(checkedOf([0, 1, 2, 3, 4, 5])[0]!, pieces, sha256)
    await expect(fill()).rejects.toMatchObject({code: "shards/differ"})
  })

  test("of two workers that differ neither is chosen", async () => {
    const unchecked = 0
    expect(checkedOf([0, 1, 2, 3, 4, 5])).not.toContain(unchecked)
    const other = made(unchecked, (series) => {
      series[0] = -1
    })
    await answer(unchecked, other.pieces, other.sha256)
    await answer(unchecked, made(unchecked).pieces, made(unchecked).sha256)
    await expect(fill()).rejects.toMatchObject({code: "shards/differ"})
  })

  test("a damaged result is not read, and is asked for again; after five the runs end", async () => {
    await answerAll([0])
    const {pieces} = made(0)
    const whole = Buffer.concat(pieces)
    const flipped = Buffer.from(whole)
    flipped[5000]! ^= 1
    await answer(0, [flipped], made(0).sha256)
    const filling = fill()
    filling.catch(() => {})
    const until = async (what: () => boolean | Promise<boolean>) => {
      while (!(await what())) await new Promise((done) => setTimeout(done, 20))
    }
    await until(async () => (await queue.subjects("task", `${wordOf(all.version)}.${all.id}.0`)).length > 0)
    const failed = () =>
      said.filter((line) => line.startsWith("shard 0 failed on a worker: what came of it is damaged"))
    expect(failed()).toHaveLength(1)
    const damaged = [whole.subarray(0, 5000), Buffer.from("x"), Buffer.alloc(0), whole.subarray(1)]
    for (const [i, bytes] of damaged.entries()) {
      await answer(0, [bytes], `${made(0).sha256.slice(1)}${i}`)
      await until(() => failed().length > i + 1)
    }
    await expect(filling).rejects.toMatchObject({code: "queue/failed"})
    expect(folder.look(0).kind).toBe("missing")
  })

  test("a worker leaves alone what is no order, and computes what is one", async () => {
    const task = `brink.task.${wordOf(all.version)}`
    await queue.put(`${task}.x.0`, text("{"))
    await queue.put(`${task}.y.0`, text({order: {format: "brink/order@1"}, program: 1, inputs: 1}))
    // Of which neither program nor inputs are there.
    const {order} = orderOf(cut({version: programVersion(), seed: "77"}), 0, openDigest)
    await queue.put(`${task}.z.0`, text({order, program: 1, inputs: 1}))
    const stopping = new AbortController()
    const stopped = new Promise<void>((done) => stopping.signal.addEventListener("abort", () => done()))
    const working = workFor(address, {execute, atOnce: 2, say, stopped})
    expect(await fill()).toEqual({reused: 0, computed: 0, others: 6})
    stopping.abort()
    expect(await working).toBe(6)
    expect(await queue.subjects("task", ">")).toEqual([])
  })

  test("what a worker does not come to an end of is given to an idle one too", async () => {
    const stopping = new AbortController()
    const stopped = new Promise<void>((done) => stopping.signal.addEventListener("abort", () => done()))
    const asked: (number | undefined)[][] = [[], []]
    const never = async (plan: Plan) => {
      asked[0]!.push(plan.first)
      return new Promise<never>(() => {})
    }
    const quick = async (plan: Plan) => {
      asked[1]!.push(plan.first)
      return sweepHere(plan)
    }
    const workers = [never, quick].map((one) => workFor(address, {execute: one, atOnce: 1, say, stopped}))
    expect(await fill()).toEqual({reused: 0, computed: 0, others: 6})
    stopping.abort()
    expect(await Promise.all(workers)).toEqual([0, 6])
    expect(asked[0]).toHaveLength(1)
    expect(asked[1]!.sort((a, b) => a! - b!)).toEqual([0, 20, 40, 60, 80, 100])
  })

  test("a shard on which workers fail again and again ends the runs, with what they say", async () => {
    const stopping = new AbortController()
    const stopped = new Promise<void>((done) => stopping.signal.addEventListener("abort", () => done()))
    const failing = async (plan: Plan) => {
      if (plan.first === 0) throw new Error("out of memory")
      return sweepHere(plan)
    }
    const working = workFor(address, {execute: failing, atOnce: 1, say, stopped})
    await expect(fill()).rejects.toThrow(/queue\/failed: Shards failed 5 times, the last of them 0: out of memory/u)
    stopping.abort()
    expect(await working).toBe(5)
  })
})
