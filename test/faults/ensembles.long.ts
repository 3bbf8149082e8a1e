// Long ensembles whose processes are killed and whose disk fills up (rows 2 to 4 of the table of faults): what was computed
// stays as it was, only what is missing is computed, and the bytes are those of a process that nobody disturbed.

import {type ChildProcess, spawn, spawnSync} from "node:child_process"
import {existsSync, mkdirSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync} from "node:fs"
import {join} from "node:path"
import {setTimeout as pause} from "node:timers/promises"
import {afterAll, beforeAll, beforeEach, describe, expect, test} from "vitest"
import {seeded} from "../../scripts/seeded.ts"
import type {Built} from "../cli/built.ts"
import {inValley, raidedHerds} from "../cli/valley.ts"
import {inside, leftovers, ownEnvironment} from "./processes.ts"

/** Some seconds of work in 10,000 runs. */
const LONG = raidedHerds({stop: 100, save: 20, failing: 0.00999})
const WORDS = ["run", "long.yaml", "--runs", "10000", "--json"]
const SHARED = [...WORDS, "--shard-runs", "100", "--shards", "shards"]

let built: Built
let alone: string
beforeAll(() => {
  built = inValley()
  built.put("long.yaml", LONG)
  const {code, out} = built.brink(WORDS)
  expect(code).toBe(1)
  expect(JSON.parse(out).failed).toBeGreaterThan(2)
  alone = out
})
afterAll(() => built.remove())
beforeEach(() => rmSync(inside(built, "shards"), {recursive: true, force: true}))

const start = (words: readonly string[], cwd = built.folder): ChildProcess =>
  spawn(process.execPath, [built.bin, ...words], {cwd, env: ownEnvironment(), stdio: "ignore"})

/** What stands in a folder of shards: each with what the disk knows it by. */
function shardsIn(folder: string): Map<string, string> {
  if (!existsSync(folder)) return new Map()
  const names = readdirSync(folder).filter((name) => name.endsWith(".shard"))
  return new Map(
    names.map((name) => {
      const {ino, mtimeMs, size} = statSync(join(folder, name))
      return [name, `${ino} ${mtimeMs} ${size}`]
    }),
  )
}

describe("10,000 runs (row 2)", () => {
  test("killed at twenty random moments: only what is missing is computed, and the bytes are the same", async () => {
    const random = seeded(2)
    let before = new Map<string, string>()
    let interrupted = 0
    for (let moment = 0; moment < 20; moment++) {
      const child = start([...SHARED, "--workers", "1"])
      const ended = new Promise((done) => child.once("exit", done))
      // In the program's start, or some shards later.
      const wanted = before.size + Math.floor(8 * random())
      while (shardsIn(inside(built, "shards")).size < wanted && child.exitCode === null) await pause(5)
      await pause(80 * random())
      if (child.kill("SIGKILL")) interrupted++
      await ended
      const after = shardsIn(inside(built, "shards"))
      for (const [name, known] of before) expect([name, after.get(name)]).toEqual([name, known])
      before = after
      // All of it is there: some of it goes, so that there is something to interrupt.
      if (after.size > 60)
        for (const name of [...after.keys()].slice(0, 40)) {
          rmSync(inside(built, "shards", name))
          before.delete(name)
        }
    }
    expect(interrupted).toBeGreaterThan(15)
    expect(before.size).toBeGreaterThan(10)
    const {code, out, err} = built.brink(SHARED)
    expect({code, out: out === alone}).toEqual({code: 1, out: true})
    expect(err).toContain(`${before.size} of 100 shards were there, ${100 - before.size} were computed`)
    const last = shardsIn(inside(built, "shards"))
    for (const [name, known] of before) expect([name, last.get(name)]).toEqual([name, known])
    expect(leftovers(inside(built, "shards"))).toEqual([])
  })

  test("one of three workers at the folder killed: the others end it", async () => {
    const one = start([...SHARED, "--workers", "1"])
    while (!existsSync(inside(built, "shards/plan.json"))) await pause(10)
    const helpers = [0, 1].map(() =>
      start(["shard", "--plan", "shards/plan.json", "--out", "shards", "--workers", "1"]),
    )
    while (shardsIn(inside(built, "shards")).size < 10) await pause(10)
    one.kill("SIGKILL")
    await Promise.all(helpers.map((child) => child.exitCode ?? new Promise((done) => child.once("exit", done))))
    expect(shardsIn(inside(built, "shards")).size).toBe(100)
    expect(built.brink(SHARED).out === alone).toBe(true)
  })
})

const mountable = spawnSync("bash", ["-c", 'd=$(mktemp -d); mount -t tmpfs tmpfs "$d" && umount "$d"; rmdir "$d"'])

test.skipIf(mountable.status !== 0)(
  "a disk of 10 MB that is full (row 3): told, nothing torn, gone on with later",
  () => {
    const disk = inside(built, "small-disk")
    mkdirSync(disk, {recursive: true})
    expect(spawnSync("mount", ["-t", "tmpfs", "-o", "size=10m", "tmpfs", disk]).status).toBe(0)
    try {
      const words = [...WORDS, "--shard-runs", "100", "--shards", "small-disk/shards"]
      // Room for some of the shards.
      writeFileSync(join(disk, "filler"), new Uint8Array(9_000_000))
      const full = built.brink(words)
      expect({code: full.code, out: full.out}).toEqual({code: 2, out: ""})
      expect(full.err).toMatch(
        /^doors\/cannot-write: Cannot write small-disk\/shards\/\d+\.shard: the disk is full\n/mu,
      )
      expect(full.err).not.toMatch(/\n\s+at .*:\d+:\d+/)
      const kept = shardsIn(join(disk, "shards"))
      expect(kept.size).toBeGreaterThan(5)
      expect(readdirSync(join(disk, "shards")).sort()).toEqual([...kept.keys(), "plan.json"].sort())
      rmSync(join(disk, "filler"))
      const after = built.brink(words)
      expect({code: after.code, out: after.out === alone}).toEqual({code: 1, out: true})
      const last = shardsIn(join(disk, "shards"))
      for (const [name, known] of kept) expect([name, last.get(name)]).toEqual([name, known])
    } finally {
      spawnSync("umount", ["-l", disk])
    }
  },
)

test("a shard cut at every 4 KB, with any bit of its head or body flipped, or of another model (row 4): computed anew or refused", () => {
  const words = ["run", "tank/model.yaml", "--runs", "3000", "--shard-runs", "1000", "--shards", "shards", "--json"]
  const here = built.brink(words)
  expect(here.code).toBe(0)
  const file = inside(built, "shards/1.shard")
  const whole = readFileSync(file)
  const damaged: Buffer[] = []
  for (let end = 0; end < whole.length; end += 4096) damaged.push(whole.subarray(0, end))
  for (const at of [60, 700, 4095, 4096, 5000, whole.length - 1]) {
    const copy = Buffer.from(whole)
    copy[at]! ^= 1
    damaged.push(copy)
  }
  expect(damaged.length).toBeGreaterThan(20)
  for (const bytes of damaged) {
    writeFileSync(file, bytes)
    const again = built.brink(words)
    expect({code: again.code, out: again.out === here.out}).toEqual({code: 0, out: true})
    // Once, whatever else is said.
    expect(again.err.match(/shards\/torn: shards\/1\.shard .* and is computed anew\n/gu)).toHaveLength(1)
    expect(readFileSync(file).equals(whole)).toBe(true)
  }
  const other = [...words.slice(0, 2), "--set", "rate=0.2", ...words.slice(2, -2), "other", "--json"]
  expect(built.brink(other).code).toBe(0)
  const foreign = readFileSync(inside(built, "other/1.shard"))
  writeFileSync(file, foreign)
  const refused = built.brink(words)
  expect(refused).toMatchObject({code: 2, out: ""})
  expect(refused.err).toMatch(/^shards\/other-plan: shards\/1\.shard is a shard of another plan/u)
  expect(readFileSync(file).equals(foreign)).toBe(true)
})
