// Documents far larger than articles are (row 6 of the table of faults): refused with the bound, or read with what was
// left out said, in memory that does not grow without end.

import {spawnSync} from "node:child_process"
import {writeFileSync} from "node:fs"
import {afterAll, beforeAll, expect, test} from "vitest"
import {VALLEY} from "../case/memory.ts"
import {type Built, build} from "../cli/built.ts"
import {inside, ownEnvironment} from "./processes.ts"

let built: Built
beforeAll(() => {
  built = build()
  built.put("in/good.txt", VALLEY["valley/b.txt"])
})
afterAll(() => built.remove())

/** Reads the folder with one large document in it, under a heap of 1 GB, and gives what was said and for how long. */
function read(name: string, text: string | Uint8Array) {
  const file = inside(built, "in", name)
  writeFileSync(file, text)
  const began = Date.now()
  const ran = spawnSync(process.execPath, ["--max-old-space-size=1000", built.bin, "read", "in", "--json"], {
    cwd: built.folder,
    env: ownEnvironment(),
    encoding: "utf8",
    maxBuffer: 1 << 29,
  })
  writeFileSync(file, "")
  return {code: ran.status, out: ran.stdout, err: ran.stderr, seconds: (Date.now() - began) / 1000}
}

test("a document of 100 MB is refused by its bound, and the others are read", () => {
  const {code, out, err, seconds} = read("huge.txt", Buffer.alloc(100_000_000, "Raids reduce trade. "))
  expect(code).toBe(1)
  expect(err).toContain("skipped huge.txt: It has 100000000 bytes, and at most 20000000 are read.")
  expect(JSON.parse(out).claims.length).toBeGreaterThan(0)
  expect(seconds).toBeLessThan(10)
})

test.each([
  ["one line of 10 MB of one letter", "a".repeat(10_000_000)],
  ["one line of 10 MB of words", "raid road ".repeat(1_000_000)],
  ["10 MB of line ends", "\n".repeat(10_000_000)],
])("%s costs seconds", (_, text) => {
  const {code, out, seconds} = read("line.txt", text)
  expect(code).toBeLessThan(2)
  expect(JSON.parse(out).claims.length).toBeGreaterThan(0)
  expect(seconds).toBeLessThan(60)
})

test("of a million sentences the first are read, and that is said", () => {
  const {code, out, err} = read("long.txt", "The raids hurt trade. ".repeat(900_000))
  expect(code).toBe(1)
  expect(err).toMatch(/skipped long\.txt: Of its \d+ sentences only the first 30000 were read\./)
  expect(JSON.parse(out).claims.length).toBeGreaterThan(1000)
})
