// A folder of shards: what stands there is the plan's own, whole and confirmed, or is told from it; what is read from it
// has the bits of one table; and of several processes each shard is one's.

import {spawn} from "node:child_process"
import {
  chmodSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  symlinkSync,
  utimesSync,
  writeFileSync,
} from "node:fs"
import {join} from "node:path"
import {afterAll, beforeEach, describe, expect, test} from "vitest"
import {HEAD_BYTES} from "../../src/core/shard-file.ts"
import {type Plan, reducingHere, type Sharded, shardPlan, summarised, sweepHere} from "../../src/ensemble/index.ts"
import {Claims} from "../../src/io/claims.ts"
import {thisMachine} from "../../src/io/owner.ts"
import {RunShards} from "../../src/io/run-shards.ts"
import {type Filled, prepareFolder} from "../../src/io/shards.ts"
import {touch} from "../../src/io/touching.ts"
import {openDigest} from "../../src/io/workers.ts"
import {cut, NAMES} from "../ensemble/crowd.ts"
import {scratch} from "./scratch.ts"

let path: string
beforeEach(() => {
  path = scratch("shards", {})
})

const execute = async (plan: Plan) => sweepHere(plan)
const open = (all: Sharded = cut()) => new RunShards(path, all)
const said: string[] = []
const say = (line: string) => void said.push(line)
beforeEach(() => void said.splice(0))

const fill = (folder = open(), run: typeof execute = execute): Promise<Filled> =>
  folder.fill({execute: run, room: (bytes) => new ArrayBuffer(bytes), atOnce: 2, say})
const hash = sweepHere(cut().plan).hash
const names = () => readdirSync(path).sort()
const touchedAt = (file: string) => statSync(file).mtimeMs
const ALL = ["0.shard", "1.shard", "2.shard", "3.shard", "4.shard", "5.shard"]

/** The code of what is thrown. */
async function codeOf(act: () => unknown): Promise<string> {
  try {
    await act()
  } catch (error) {
    return (error as {code?: string}).code ?? String(error)
  }
  return "nothing"
}

describe("what is read from shards", () => {
  test("is what one table has: hash, status, failures, inputs", async () => {
    expect(await fill()).toEqual({reused: 0, computed: 6, others: 0})
    expect(names()).toEqual(ALL)
    const all = sweepHere(cut().plan)
    // Opened anew: nothing is remembered.
    const read = await open().executor()(cut().plan)
    expect(read.hash).toBe(hash)
    expect({...read, hash, plan: 0}).toEqual({...all, hash, plan: 0})
  })

  test.each([1, 7, 64, 200])("in shards of %i runs, computed in any order", async (size) => {
    const all = cut({size})
    const order = Array.from({length: all.count}, (_, i) => (i * 7919) % all.count)
    for (const index of new Set([...order, ...order.keys()])) await open(all).computeOne(index, {execute, say})
    expect((await open(all).executor()(all.plan)).hash).toBe(hash)
  })

  test("of some names, in another order, and of the first row alone", async () => {
    await fill()
    const {plan} = cut()
    for (const save of [["growth"], ["half", "crowd"], ["joining", "growth"], [...NAMES].reverse(), []]) {
      const here = sweepHere({...plan, save})
      const read = await open().executor()({...plan, save})
      expect(read.names).toEqual(save)
      expect(read.hash).toBe(here.hash)
    }
    const first = {...plan, program: {...plan.program, steps: 0}, save: ["crowd", "half"]}
    const read = await open().executor()(first)
    expect([...read.time]).toEqual([0])
    expect(read.series).toHaveLength(2 * 101)
    expect([...read.series.subarray(0, 4)]).toEqual([1, 0.5, 1, 0.5])
  })

  test("table after table, as an ensemble is that no table holds", async () => {
    const all = cut({runs: 60})
    // Without the runs that fail: those have no summary in place.
    const plan = {...all.plan, inputs: all.plan.inputs.map((growth) => growth * 0.9)}
    const parts = {...all, plan}
    await fill(open(parts))
    const options = {together: [], look: () => {}, most: 60 * 13 * 2}
    const here = await summarised(plan, execute, reducingHere(openDigest), options)
    const read = await summarised(plan, open(parts).executor(), reducingHere(openDigest), options)
    expect(here).not.toBeNull()
    expect(read!.whole.hash).toBe(here!.whole.hash)
    expect([...read!.quantiles]).toEqual([...here!.quantiles])
  })
})

describe("what is there already", () => {
  test("is not run again", async () => {
    await open().computeOne(3, {execute, say})
    const asked: number[] = []
    const counted = async (plan: Plan) => {
      asked.push(plan.first!)
      return sweepHere(plan)
    }
    expect(await fill(open(), counted)).toEqual({reused: 1, computed: 5, others: 0})
    expect(asked.sort((a, b) => a - b)).toEqual([0, 20, 40, 80, 100])
    expect(await fill(open(), counted)).toEqual({reused: 6, computed: 0, others: 0})
    expect(await open().computeOne(3, {execute: counted, say})).toBe(false)
    expect(asked).toHaveLength(5)
    expect(said).toEqual([])
  })

  test("is missing: the refusal names which", async () => {
    await open().computeOne(1, {execute, say})
    await open().computeOne(4, {execute, say})
    expect(() => open().assertWhole("plan.json")).toThrow(
      /^shards\/missing: 4 of 6 shards are not in .*: 0, 2, 3, 5\n {2}`brink shard --plan plan\.json --out /u,
    )
  })

  test("is torn at any length, or altered in any bit: told, never read, computed anew", async () => {
    const all = cut({runs: 7, size: 4})
    await fill(open(all))
    const shard = readFileSync(join(path, "1.shard"))
    const damaged: Buffer[] = []
    for (let length = 0; length < shard.length; length += 97) damaged.push(shard.subarray(0, length))
    damaged.push(shard.subarray(0, shard.length - 1), Buffer.concat([shard, Buffer.alloc(1)]))
    // The mark at its very beginning aside: without it nobody can say that it was a shard.
    for (let at = 23; at < shard.length; at += at < 700 || at > HEAD_BYTES ? 5 : 400) {
      const flipped = Buffer.from(shard)
      flipped[at]! ^= 1 << (at % 8)
      damaged.push(flipped)
    }
    expect(damaged.length).toBeGreaterThan(200)
    for (const bytes of damaged) {
      writeFileSync(join(path, "1.shard"), bytes)
      expect(open(all).look(1).kind).toBe("torn")
    }
    expect(() => open(all).assertWhole("p.json")).toThrow(/shards\/missing: 1 of 2 .*: 1; .*1\.shard/u)
    expect(await fill(open(all))).toEqual({reused: 1, computed: 1, others: 0})
    expect(said).toEqual([
      expect.stringMatching(/^shards\/torn: .*1\.shard is not what its hash says, and is computed anew$/u),
    ])
    expect(readFileSync(join(path, "1.shard")).equals(shard)).toBe(true)
  })

  test("is another's: refused by what it is, and left there", async () => {
    const file = join(path, "1.shard")
    const whole = async (all: Sharded, index: number): Promise<Buffer> => {
      const own = new RunShards(scratch("other", {}), all)
      await own.computeOne(index, {execute, say})
      return readFileSync(own.file(index))
    }
    const refused = async (bytes: Buffer | string) => {
      writeFileSync(file, bytes)
      const code = await codeOf(() => open().look(1))
      expect(await codeOf(() => fill())).toBe(code)
      expect(await codeOf(() => open().computeOne(1, {execute, say}))).toBe(code)
      expect(await codeOf(() => open().assertWhole("p.json"))).toBe(code)
      expect(readFileSync(file).equals(Buffer.from(bytes))).toBe(true)
      return code
    }
    expect(await refused(await whole(cut({seed: "8"}), 1))).toBe("shards/other-plan")
    expect(await refused(await whole(cut(), 2))).toBe("shards/other-plan")
    expect(await refused(await whole(cut({version: "1"}), 1))).toBe("shards/other-version")
    expect(await refused("run,time,crowd\n0,0,1\n")).toBe("doors/not-ours")
    rmSync(file)
    mkdirSync(file)
    expect(await codeOf(() => open().look(1))).toBe("doors/unreadable")
    rmSync(file, {recursive: true})
    symlinkSync(join(path, "0.shard"), file)
    expect(await codeOf(() => open().look(1))).toBe("doors/link")
    expect(await codeOf(() => fill())).toBe("doors/link")
  })
})

describe("of two results of one shard", () => {
  test("the first is kept, where they agree", async () => {
    const [one, two] = [open(), open()]
    const runs = sweepHere(shardPlan(cut(), 0))
    expect(one.write(0, runs)).toBe(true)
    expect(two.write(0, runs)).toBe(false)
    expect(names()).toEqual(["0.shard"])
  })

  test("where they do not it is an error, never a choice", async () => {
    const runs = sweepHere(shardPlan(cut(), 0))
    expect(open().write(0, runs)).toBe(true)
    const series = Float64Array.from(runs.series)
    series[3] = series[3]! * (1 + 2 ** -52)
    expect(await codeOf(() => open().write(0, {...runs, series}))).toBe("shards/differ")
    expect(names()).toEqual(["0.shard"])
  })

  test("a torn one gives way to a whole one", () => {
    const runs = sweepHere(shardPlan(cut(), 0))
    writeFileSync(join(path, "0.shard"), '{"format":"brink/sh')
    expect(open().write(0, runs)).toBe(true)
    expect(open().look(0).kind).toBe("whole")
  })
})

test("when the runs are refused no claim is left, and the others of the process end", async () => {
  let runs = 0
  const failing = async (plan: Plan) => {
    if (++runs === 3) throw new Error("out of memory")
    return sweepHere(plan)
  }
  await expect(fill(open(), failing)).rejects.toThrow("out of memory")
  expect(names().every((name) => name.endsWith(".shard"))).toBe(true)
  expect(runs).toBeLessThanOrEqual(4)
  const there = names().length
  expect(await fill()).toEqual({reused: there, computed: 6 - there, others: 0})
})

test.skipIf(process.getuid?.() === 0)("a folder that takes no file is refused before any work", () => {
  chmodSync(path, 0o500)
  expect(() => prepareFolder(path)).toThrow(/doors\/cannot-write/u)
  chmodSync(path, 0o700)
})

test("a file where the folder should be is refused before any work", () => {
  writeFileSync(join(path, "file"), "")
  expect(() => prepareFolder(join(path, "file"))).toThrow(/doors\/cannot-write/u)
})

test("what gone processes of this machine left half-written is removed, and nothing else", () => {
  const others = [
    `.brink-shard-1-x-0123456789ab@elsewhere.tmp`,
    `.brink-shard-${process.pid}--0123456789ab@${thisMachine()}.tmp`,
    "notes.txt",
  ]
  for (const name of [
    ...others,
    ".brink-now-0123456789ab.tmp",
    ".brink-left-0123456789ab.tmp",
    `.brink-shard-999999999-x-0123456789ab@${thisMachine()}.tmp`,
  ])
    writeFileSync(join(path, name), "")
  prepareFolder(path)
  expect(names()).toEqual(others.sort())
})

describe("claims", () => {
  const child = spawn("sleep", ["600"])
  afterAll(() => void child.kill())
  const claim = (pid: number, machine: string) => `brink-claim 1 ${pid} - ${machine} 0123456789abcdef\n`
  const old = (seconds: number) => {
    const then = new Date(Date.now() - 1000 * seconds)
    utimesSync(join(path, "0.claim"), then, then)
  }
  const taken = async (text: string, seconds = 0): Promise<boolean> => {
    writeFileSync(join(path, "0.claim"), text)
    old(seconds)
    const claims = new Claims(path)
    const isMine = claims.take("0.claim")
    await claims.close()
    return isMine
  }

  test("of a live process of this machine, and of another machine, hold for a minute without a touch", async () => {
    expect(await taken(claim(child.pid!, thisMachine()))).toBe(false)
    expect(await taken(claim(child.pid!, thisMachine()), 50)).toBe(false)
    expect(await taken(claim(child.pid!, thisMachine()), 70)).toBe(true)
    expect(await taken(claim(1, "elsewhere"), 50)).toBe(false)
    expect(await taken(claim(1, "elsewhere"), 70)).toBe(true)
    expect(names()).toEqual([])
  })

  test("of a process that is gone are taken over at once, and of nobody after a minute", async () => {
    expect(await taken(claim(999_999_999, thisMachine()))).toBe(true)
    expect(await taken("", 50)).toBe(false)
    expect(await taken("", 70)).toBe(true)
  })

  test("are one process's: the second is told so until the first gives it up", async () => {
    const [one, two] = [new Claims(path), new Claims(path)]
    expect([one.take("0.claim"), two.take("0.claim"), two.take("1.claim")]).toEqual([true, false, true])
    one.release("0.claim")
    expect(two.take("0.claim")).toBe(true)
    await one.close()
    expect(names()).toEqual(["0.claim", "1.claim"])
    await two.close()
    expect(names()).toEqual([])
  })

  test("that were taken over stay their new owner's", async () => {
    const claims = new Claims(path)
    claims.take("0.claim")
    const others = claim(1, "elsewhere")
    writeFileSync(join(path, "0.claim"), others)
    await claims.close()
    expect(readFileSync(join(path, "0.claim"), "utf8")).toBe(others)
  })

  test("are touched by their owner alone, by the disk's clock", () => {
    const text = claim(1, "elsewhere")
    const at = join(path, "0.claim")
    writeFileSync(at, text)
    old(1000)
    const then = Date.now() - 900_000
    touch(at, claim(2, "elsewhere"))
    expect(touchedAt(at)).toBeLessThan(then)
    touch(at, text)
    expect(touchedAt(at)).toBeGreaterThan(then)
    expect(readFileSync(at, "utf8")).toBe(text)
    touch(join(path, "none.claim"), text)
    expect(names()).toEqual(["0.claim"])
  })

  test("left behind by a killed process do not stop a folder from being filled", async () => {
    for (const name of ["0.claim", "3.claim"]) writeFileSync(join(path, name), claim(999_999_999, thisMachine()))
    expect(await fill()).toEqual({reused: 0, computed: 6, others: 0})
    expect(names()).toEqual(ALL)
  })

  test("of another that is at work are waited for, and what it computes counts as its own", async () => {
    writeFileSync(join(path, "2.claim"), claim(child.pid!, thisMachine()))
    const filled = fill()
    // Once all else is done the other gives its result.
    const until = setInterval(() => {
      if (names().filter((name) => name.endsWith(".shard")).length < 5) return
      clearInterval(until)
      open().write(2, sweepHere(shardPlan(cut(), 2)))
      rmSync(join(path, "2.claim"))
    }, 20)
    expect(await filled).toEqual({reused: 0, computed: 5, others: 1})
    expect(names()).toEqual(ALL)
  })
})
