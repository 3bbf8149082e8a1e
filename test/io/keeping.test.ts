// Caches on a disk: what is read back is what this user's Brink wrote there, and nothing else.

import {execFileSync, spawn} from "node:child_process"
import {createHmac} from "node:crypto"
import {
  chmodSync,
  existsSync,
  linkSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  symlinkSync,
  unlinkSync,
  utimesSync,
  writeFileSync,
} from "node:fs"
import {join} from "node:path"
import {afterEach, beforeEach, describe, expect, test, vi} from "vitest"
import {cacheOf} from "../../src/case/cache.ts"
import {openCase} from "../../src/case/index.ts"
import {openWorld} from "../../src/io/index.ts"
import {cacheFolder, openKept, stateFolder} from "../../src/io/keeping.ts"
import {build} from "../cli/built.ts"
import {isQuick} from "../tiers.ts"
import {scratch} from "./scratch.ts"

const CASE = "format: brink/case@1\ntitle: Salt road\nquestion: Will it stay open?\n"
const any = {safeParse: () => ({success: true})}

let state = ""
let folder = ""
beforeEach(() => {
  state = scratch("state", {})
  folder = scratch("keeping", {"case.yaml": CASE})
  vi.stubEnv("XDG_STATE_HOME", state)
})
afterEach(() => vi.unstubAllEnvs())

const secretFile = (): string => join(state, "brink/secret")
const file = (): string => join(folder, ".brink/step.json")

/** What the step gives and how often it was worked out; each call is a command of its own. */
async function step<T>(value: T, from: unknown = "inputs"): Promise<{value: T; made: number}> {
  // What this program is would be read from its files each time.
  const io = {...openWorld({workers: 1}), fingerprint: () => "this Brink"}
  let made = 0
  // Of the case's own files nothing is kept, so that the step is alone in its folder.
  const keep = cacheOf(await openCase(folder, {...io, kept: {...io.kept, folder: () => null}}), io)
  const given = await keep("step", from, any, () => {
    made++
    return value
  })
  return {value: given, made}
}

const WORDS = {says: "a long sentence ".repeat(1500), numbers: [0.1, 2, 3e-9]}

describe("a cache on disk", () => {
  test("is made once and read from then on", async () => {
    expect((await step(WORDS)).made).toBe(1)
    expect(await step(WORDS)).toEqual({value: WORDS, made: 0})
    expect((await step(WORDS, "other inputs")).made).toBe(1)
    expect(readdirSync(join(folder, ".brink"))).toEqual(["step.json"])
  })

  test("what a process that is gone left half-written goes at each command's first write, whatever commands went before", async () => {
    // A number that no system gives to a process.
    const left = join(folder, ".brink/.brink-4194999-0-0123456789ab.tmp")
    for (const from of ["one", "another"]) {
      mkdirSync(join(folder, ".brink"), {recursive: true})
      writeFileSync(left, "half of it")
      await step(WORDS, from)
      expect(readdirSync(join(folder, ".brink"))).toEqual(["step.json"])
    }
  })

  test("cut short anywhere, or with one bit flipped anywhere, is made anew", async () => {
    await step(WORDS)
    const bytes = readFileSync(file())
    const spoiled: Uint8Array[] = []
    for (let cut = 0; cut < bytes.length; cut += 4096) spoiled.push(bytes.subarray(0, cut))
    const headEnd = bytes.indexOf(10)
    for (let at = 0; at < bytes.length; at += at < headEnd ? 11 : 2999) {
      const flipped = Buffer.from(bytes)
      flipped[at]! ^= 1 << (at % 8)
      spoiled.push(flipped)
    }
    spoiled.push(bytes.subarray(0, -1), Buffer.concat([bytes, bytes]), Buffer.alloc(5000))
    for (const content of spoiled) {
      writeFileSync(file(), content)
      expect(await step(WORDS)).toEqual({value: WORDS, made: 1})
    }
    expect((await step(WORDS)).made).toBe(0)
  })

  test("holds nothing that it could be sealed anew with", async () => {
    await step(WORDS)
    const [head, body] = readFileSync(file(), "utf8").split("\n") as [string, string]
    const seal = head.split(" ").at(-1)
    const keys = [...head.split(" "), "", readFileSync(file(), "utf8")]
    for (const key of keys)
      for (const text of [body, `${head}\n${body}`, ...keys.map((one) => `${one}\n${body}`)])
        expect(createHmac("sha256", key).update(text).digest("hex")).not.toBe(seal)
  })

  test("is neither read nor written through a link, a folder or a pipe in its place", async () => {
    await step(WORDS)
    const good = readFileSync(file())
    const elsewhere = scratch("elsewhere", {"notes.txt": "mine", "kept.json": good})
    const put: Record<string, () => void> = {
      "a link to a good one": () => symlinkSync(join(elsewhere, "kept.json"), file()),
      "a link to another file": () => symlinkSync(join(elsewhere, "notes.txt"), file()),
      "a link to nothing": () => symlinkSync(join(elsewhere, "new.txt"), file()),
      "a folder": () => mkdirSync(join(file(), "more"), {recursive: true}),
      "a pipe": () => execFileSync("mkfifo", [file()]),
    }
    for (const [what, act] of Object.entries(put)) {
      rmSync(file(), {recursive: true, force: true})
      act()
      expect(await step(WORDS), what).toEqual({value: WORDS, made: 1})
      expect(await step(WORDS), what).toEqual({value: WORDS, made: 1})
      expect(readdirSync(elsewhere).sort(), what).toEqual(["kept.json", "notes.txt"])
      expect(readFileSync(join(elsewhere, "notes.txt"), "utf8"), what).toBe("mine")
      expect(readdirSync(join(folder, ".brink")), what).toEqual(["step.json"])
    }
  })

  test("is neither read nor written where .brink is a link, a file or nothing that can be made", async () => {
    await step(WORDS)
    const elsewhere = scratch("elsewhere", {})
    renameSync(join(folder, ".brink"), join(elsewhere, "kept"))
    symlinkSync(join(elsewhere, "kept"), join(folder, ".brink"))
    const before = readFileSync(join(elsewhere, "kept/step.json"))
    expect((await step(WORDS)).made).toBe(1)
    expect((await step("others", "other inputs")).made).toBe(1)
    expect(readFileSync(join(elsewhere, "kept/step.json"))).toEqual(before)
    unlinkSync(join(folder, ".brink"))
    symlinkSync(join(elsewhere, "none"), join(folder, ".brink"))
    expect((await step(WORDS)).made).toBe(1)
    expect(existsSync(join(elsewhere, "none"))).toBe(false)
    unlinkSync(join(folder, ".brink"))
    writeFileSync(join(folder, ".brink"), "a file")
    expect((await step(WORDS)).made).toBe(1)
    expect(readFileSync(join(folder, ".brink"), "utf8")).toBe("a file")
  })

  test("a file that shares its content with another one leaves that other one alone", async () => {
    await step(WORDS)
    const elsewhere = scratch("elsewhere", {"notes.txt": "mine"})
    unlinkSync(file())
    linkSync(join(elsewhere, "notes.txt"), file())
    expect((await step(WORDS)).made).toBe(1)
    expect(readFileSync(join(elsewhere, "notes.txt"), "utf8")).toBe("mine")
    expect((await step(WORDS)).made).toBe(0)
  })
})

describe("the secret of a user's seals", () => {
  test("is 32 bytes in her state folder, readable to nobody else, and stays", async () => {
    await step(WORDS)
    const {mode, size} = statSync(secretFile())
    expect([mode & 0o777, size]).toEqual([0o600, 32])
    expect(readdirSync(join(state, "brink"))).toEqual(["secret"])
    const bytes = readFileSync(secretFile())
    await step("others", "other inputs")
    expect(readFileSync(secretFile())).toEqual(bytes)
    expect(readFileSync(file()).includes(bytes)).toBe(false)
  })

  test("another one, or none, leaves a cache unread; deleting it costs the time to make it anew", async () => {
    await step(WORDS)
    unlinkSync(secretFile())
    expect(await step(WORDS)).toEqual({value: WORDS, made: 1})
    expect((await step(WORDS)).made).toBe(0)
    vi.stubEnv("XDG_STATE_HOME", scratch("other-state", {}))
    expect((await step(WORDS)).made).toBe(1)
  })

  test.skipIf(isQuick)(
    "that others could know or have put there is none: nothing is kept, nothing is read",
    async () => {
      await step(WORDS)
      const good = readFileSync(secretFile())
      const kept = readFileSync(file())
      const elsewhere = scratch("elsewhere", {secret: good})
      chmodSync(join(elsewhere, "secret"), 0o600)
      const put: Record<string, () => void> = {
        "readable to a group": () => writeFileSync(secretFile(), good, {mode: 0o640}),
        "readable to all": () => writeFileSync(secretFile(), good, {mode: 0o604}),
        "too short": () => writeFileSync(secretFile(), good.subarray(1), {mode: 0o600}),
        "too long": () => writeFileSync(secretFile(), Buffer.concat([good, good]), {mode: 0o600}),
        empty: () => writeFileSync(secretFile(), "", {mode: 0o600}),
        "a link": () => symlinkSync(join(elsewhere, "secret"), secretFile()),
        "a folder": () => mkdirSync(secretFile()),
        "a pipe": () => execFileSync("mkfifo", ["-m", "600", secretFile()]),
      }
      for (const [what, act] of Object.entries(put)) {
        rmSync(secretFile(), {recursive: true, force: true})
        act()
        expect(await step(WORDS), what).toEqual({value: WORDS, made: 1})
        expect(readFileSync(file()), what).toEqual(kept)
      }
      rmSync(secretFile(), {recursive: true, force: true})
      writeFileSync(secretFile(), good, {mode: 0o600})
      chmodSync(join(state, "brink"), 0o777)
      expect((await step(WORDS)).made).toBe(1)
      chmodSync(join(state, "brink"), 0o700)
      expect((await step(WORDS)).made).toBe(0)
    },
  )

  test("without a place for it nothing is kept", async () => {
    const blocked = scratch("blocked", {file: "a file"})
    for (const [name, value] of [
      ["HOME", ""],
      ["HOME", "not/absolute"],
      ["HOME", join(blocked, "file")],
      ["XDG_STATE_HOME", join(blocked, "file")],
      ["XDG_STATE_HOME", "/proc/nowhere"],
    ] as const) {
      vi.stubEnv("XDG_STATE_HOME", "")
      vi.stubEnv(name, value)
      expect(await step(WORDS)).toEqual({value: WORDS, made: 1})
      expect(await step(WORDS)).toEqual({value: WORDS, made: 1})
      expect(existsSync(join(folder, ".brink"))).toBe(false)
    }
  })

  test("is never made in the case that it would seal, nor taken from there", async () => {
    const linked = join(scratch("linked", {}), "case")
    symlinkSync(folder, linked)
    for (const place of [folder, join(folder, "state"), join(folder, "a/b"), linked, join(linked, "more")]) {
      vi.stubEnv("XDG_STATE_HOME", place)
      expect((await step(WORDS)).made).toBe(1)
      expect((await step(WORDS)).made).toBe(1)
    }
    expect(readdirSync(folder)).toEqual(["case.yaml"])
  })

  test("lies where the system keeps such things", () => {
    expect(stateFolder({HOME: "/home/ana"}, "linux")).toBe("/home/ana/.local/state/brink")
    expect(stateFolder({HOME: "/home/ana", XDG_STATE_HOME: "/s"}, "linux")).toBe("/s/brink")
    expect(stateFolder({HOME: "/home/ana", XDG_STATE_HOME: "s"}, "linux")).toBe("/home/ana/.local/state/brink")
    expect(stateFolder({HOME: "/Users/ana"}, "darwin")).toBe("/Users/ana/Library/Application Support/brink")
    expect(stateFolder({LOCALAPPDATA: "/AppData/Local", HOME: "/h"}, "win32")).toBe("/AppData/Local/brink")
    for (const platform of ["linux", "darwin", "win32"]) expect(stateFolder({}, platform)).toBe(null)
  })

  test.skipIf(isQuick)("two processes that need the first one at once end with the same", async () => {
    const built = build()
    const keeping = join(built.bin, "../../dist/io/keeping.js")
    const seal = `const {openKept} = await import(${JSON.stringify(keeping)}); while (Date.now() < Number(process.argv[1])); process.stdout.write(openKept().seal("/nowhere", "words"))`
    const at = String(Date.now() + 600)
    const one = () =>
      new Promise<string>((resolve) => {
        let out = ""
        const child = spawn(process.execPath, ["--input-type=module", "-e", seal, at], {env: {...process.env}})
        child.stdout.on("data", (bytes) => {
          out += bytes
        })
        child.on("close", () => resolve(out))
      })
    const seals = await Promise.all(Array.from({length: 4}, one))
    built.remove()
    expect(seals[0]).toMatch(/^[0-9a-f]{64}$/)
    expect(new Set([...seals, openKept().seal("/nowhere", "words")]).size).toBe(1)
    expect(readdirSync(join(state, "brink"))).toEqual(["secret"])
  })
})

describe("what is kept by content", () => {
  test("lies in the user's cache folder for nobody else's eyes, and in no folder where she wants none", () => {
    const home = scratch("cache", {})
    vi.stubEnv("XDG_CACHE_HOME", home)
    const {folder, write, read} = openKept()
    expect(folder("salt")).toBe(join("salt", ".brink"))
    const place = folder(null)!
    expect(place).toBe(join(home, "brink"))
    write(join(place, "read-1.json"), "what was read")
    expect(read(join(place, "read-1.json"))).toBe("what was read")
    expect(statSync(place).mode & 0o077).toBe(0)
    expect(statSync(join(place, "read-1.json")).mode & 0o077).toBe(0)
    expect(readdirSync(place)).toEqual(["read-1.json"])
    vi.stubEnv("BRINK_CACHE", "off")
    expect([folder(null), folder("salt")]).toEqual([null, null])
  })

  test("is let go beyond a bound, what was written longest ago first, and nothing else is touched", () => {
    const place = scratch("full", {"map-0.json": "a map", "notes.txt": "mine"})
    const kept = openKept()
    for (let i = 1; i <= 5; i++) {
      const path = join(place, `read-${i}.json`)
      kept.write(path, "x".repeat(1000))
      utimesSync(path, i, i)
    }
    kept.trim(place, "read-", 3000)
    expect(readdirSync(place).sort()).toEqual(["map-0.json", "notes.txt", "read-3.json", "read-4.json", "read-5.json"])
    kept.trim(join(place, "absent"), "read-", 0)
  })

  test("has a place on each system, and none where the user has no folder", () => {
    expect(cacheFolder({HOME: "/home/ana"}, "linux")).toBe("/home/ana/.cache/brink")
    expect(cacheFolder({HOME: "/home/ana", XDG_CACHE_HOME: "/c"}, "linux")).toBe("/c/brink")
    expect(cacheFolder({HOME: "/home/ana", XDG_CACHE_HOME: "c"}, "linux")).toBe("/home/ana/.cache/brink")
    expect(cacheFolder({HOME: "/Users/ana"}, "darwin")).toBe("/Users/ana/Library/Caches/brink")
    expect(cacheFolder({LOCALAPPDATA: "/AppData/Local"}, "win32")).toBe("/AppData/Local/brink/cache")
    expect(cacheFolder({}, "linux")).toBeNull()
  })
})
