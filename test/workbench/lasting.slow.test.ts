// Decisions outlast the program: killed between two of them, written beside others', ended and opened again a thousand steps back.

import {spawn} from "node:child_process"
import {fileURLToPath} from "node:url"
import {afterEach, expect, test} from "vitest"
import {type Launched, launched} from "./launched.ts"

const bin = fileURLToPath(new URL("../../bin/brink.js", import.meta.url))
const loop = fileURLToPath(new URL("../faults/over-and-over.mjs", import.meta.url))

let bench: Launched | null = null
afterEach(async () => {
  await bench?.end()
  bench = null
})

type Row = {n: number; own: boolean; undone: boolean; kind: string}

/** Opens the case in a process of its own. */
function opened(folder: string) {
  const child = spawn(process.execPath, [bin, "open", "case", "--no-browser", "--by", "ana"], {cwd: folder})
  const address = new Promise<URL>((found, failed) => {
    let said = ""
    child.stdout.on("data", (part) => {
      said += part
      const there = /http:\S+/.exec(said)
      if (there) found(new URL(there[0]))
    })
    child.on("exit", () => failed(new Error(`it ended: ${said}`)))
  })
  return {child, address}
}

/** The claims one after the other rejected, then accepted, and so on: each decision changes what stands. */
const decision = (rows: readonly {claim: string}[], i: number) => ({
  kind: Math.floor(i / rows.length) % 2 === 0 ? "reject" : "accept",
  claim: rows[i % rows.length]!.claim,
  why: "so it is",
})

test("killed in the middle of 200 decisions: all that were answered stand, and at most the one in flight besides", async () => {
  bench = await launched()
  await bench.endOnly()
  const {child, address} = opened(bench.world.folder)
  const {origin, hash} = await address
  const headers = {authorization: `Bearer ${hash.slice("#t=".length)}`, "content-type": "application/json"}
  const {rows} = (await (await fetch(`${origin}/api/queue?show=all`, {headers})).json()) as {rows: {claim: string}[]}
  let answered = 0
  for (let i = 0; i < 200; i++) {
    const line = decision(rows, i)
    const asked = fetch(`${origin}/api/edits`, {method: "POST", headers, body: JSON.stringify({lines: [line]})})
    if (i === 100) {
      // It may have come to the file by now, or not.
      child.kill("SIGKILL")
      await asked.then(
        (answer) => {
          if (answer.ok) answered++
        },
        () => {},
      )
      break
    }
    expect((await asked).status).toBe(200)
    answered++
  }
  const there = bench!.written()
  expect(there.map(({n}) => n)).toEqual(there.map((_, i) => i + 1))
  expect([answered, answered + 1]).toContain(there.length)
  expect(answered).toBeGreaterThanOrEqual(100)
  // It opens again, without a word of the launch that was killed.
  const again = opened(bench.world.folder)
  const {origin: now, hash: token} = await again.address
  const stands = await fetch(`${now}/api/case`, {headers: {authorization: `Bearer ${token.slice("#t=".length)}`}})
  expect(await stands.json()).toMatchObject({rev: there.length})
  again.child.kill("SIGKILL")
}, 120_000)

test("200 decisions of the window and 200 of the command line at once: all 400 stand, and the window knows of them", async () => {
  bench = await launched()
  const {rows} = (await (await bench.ask("/api/queue?show=all")).json()) as {rows: {claim: string}[]}
  const program = spawn(
    process.execPath,
    [loop, bin, "200", JSON.stringify(["edit", "case", "accept", rows[0]!.claim, "--why", "so it is", "--by", "ben"])],
    {cwd: bench.world.folder},
  )
  let said = ""
  program.stdout.on("data", (part) => {
    said += part
  })
  const ended = new Promise((resolve) => program.on("close", resolve))
  for (let i = 0; i < 200; i++) {
    const line = decision(rows.slice(1), i)
    expect((await bench.ask("/api/edits", {lines: [line]})).status).toBe(200)
  }
  await ended
  const codes = [...said.matchAll(/^\d+ (\d+)$/gm)].map(([, code]) => code)
  expect(codes).toEqual(Array(200).fill("0"))
  const there = bench!.written()
  expect(there.map(({n}) => n)).toEqual(Array.from({length: 400}, (_, i) => i + 1))
  for (const by of ["ana", "ben"]) expect(there.filter((line) => line.by === by)).toHaveLength(200)
  await expect
    .poll(async () => ((await (await bench!.ask("/api/case")).json()) as {rev: number}).rev, {timeout: 5000})
    .toBe(400)
}, 240_000)

test("a thousand decisions are taken back step by step after the program was ended, by the name that made them alone", async () => {
  bench = await launched()
  const map = (await bench.world.brink("map", "case", "--json")).out
  const {rows} = (await (await bench.ask("/api/queue?show=all")).json()) as {rows: {claim: string}[]}
  await bench.endOnly()
  const lines = Array.from({length: 1000}, (_, i) => decision(rows, i))
  bench.world.put("lines.jsonl", lines.map((line) => `${JSON.stringify(line)}\n`).join(""))
  await bench.world.brink("edit", "case", "--from", "lines.jsonl", "--by", "ana")
  await bench.world.brink("edit", "case", "accept", rows[0]!.claim, "--by", "ben", "--why", "yes")
  expect(bench!.written()).toHaveLength(1001)

  /** As the page takes back: the newest of its own that is in force. */
  const takenBack = async (address: string, steps: number): Promise<number> => {
    const {origin, hash} = new URL(address)
    const headers = {authorization: `Bearer ${hash.slice("#t=".length)}`, "content-type": "application/json"}
    let taken = 0
    while (taken < steps) {
      const {edits} = (await (await fetch(`${origin}/api/edits`, {headers})).json()) as {edits: Row[]}
      const mine = edits.filter(({own, undone, kind}) => own && !undone && kind !== "undo").slice(0, 100)
      if (mine.length === 0) return taken
      const undos = mine.map(({n}) => ({kind: "undo", of: n, why: "taken back"}))
      const answer = await fetch(`${origin}/api/edits`, {method: "POST", headers, body: JSON.stringify({lines: undos})})
      expect(await answer.json()).toMatchObject({refused: []})
      taken += mine.length
    }
    return taken
  }
  const first = await bench.again()
  expect(await takenBack(first.address, 500)).toBe(500)
  await first.end()
  const second = await bench.again()
  expect(await takenBack(second.address, 1000)).toBe(500)
  await second.end()
  expect(bench!.written().filter(({kind}) => kind === "undo")).toHaveLength(1000)
  await bench.world.brink("edit", "case", "undo", "1001", "--why", "his too")
  expect((await bench.world.brink("map", "case", "--json")).out).toBe(map)
}, 240_000)
