// The same bytes under every version of Node that Brink is held to: threads, a folder that three processes fill, workers at a
// NATS server of which one is killed and whose server is killed and wiped, make -j4 over shards, documents read in shards; and
// machines of different versions at one plan. Versions that cannot be had here are skipped by name, and the server where it is not installed.

import {type ChildProcess, spawn} from "node:child_process"
import {existsSync, mkdirSync, readdirSync, rmSync, writeFileSync} from "node:fs"
import {delimiter, join} from "node:path"
import {setTimeout as pause} from "node:timers/promises"
import {fileURLToPath} from "node:url"
import {afterAll, afterEach, beforeAll, beforeEach, describe, expect, test} from "vitest"
import {ownEnvironment} from "../faults/processes.ts"
import {freePort, SERVER, serve} from "../io/nats-server.ts"
import {MAJORS, nodeOf} from "../nodes.ts"
import type {Built} from "./built.ts"
import {inValley, raidedHerds} from "./valley.ts"

const root = fileURLToPath(new URL("../..", import.meta.url))
/** The versions that are there, and those that are not with the reason. */
const versions = MAJORS.map((major) => ({major, found: nodeOf(major)}))
const nodes = versions.flatMap(({found}) => ("node" in found ? [found.node] : []))

/** A model of random events, and the case that ships, with all functions of a real model. */
const MODELS = [
  ["long.yaml", "300", "20"],
  [join(root, "cases/pakistan-taliban"), "48", "4"],
] as const

let built: Built
/** What one process of this Node says of each model, and of the documents. */
const alone = new Map<string, string>()
const children = new Set<ChildProcess>()

beforeAll(() => {
  built = inValley()
  built.put("long.yaml", raidedHerds({stop: 400, save: 10, failing: 0.0097}))
  for (const [model, runs] of MODELS) alone.set(model, built.brink(["run", model, "--runs", runs, "--json"]).out)
  alone.set("valley", built.brink(["read", "valley", "--json"]).out)
  for (const said of alone.values()) expect(said.length).toBeGreaterThan(1000)
})
afterAll(() => built.remove())
beforeEach(() => {
  for (const name of ["shards", "server", "plan.json", "runs.json"])
    rmSync(join(built.folder, name), {recursive: true, force: true})
})
afterEach(() => {
  for (const child of children) child.kill("SIGKILL")
  children.clear()
})

type Ended = {readonly code: number | null; readonly out: string}

function started(program: string, words: readonly string[], cwd = built.folder) {
  const path = `${join(built.folder, "bin")}${delimiter}${process.env["PATH"]}`
  const env = {...ownEnvironment(), BRINK_CACHE: "off", PATH: path}
  const child = spawn(program, words, {cwd, env})
  children.add(child)
  const told = {out: "", err: ""}
  child.stdout.on("data", (chunk) => {
    told.out += chunk
  })
  child.stderr.on("data", (chunk) => {
    told.err += chunk
  })
  const ended = new Promise<Ended>((done) => child.on("close", (code) => done({code, out: told.out})))
  return {child, ended, said: () => told.err}
}
const brink = (node: string, ...words: string[]) => started(node, [built.bin, ...words])

async function until(what: () => boolean): Promise<void> {
  const clock = AbortSignal.timeout(120_000)
  while (!what()) {
    clock.throwIfAborted()
    await pause(10)
  }
}
const shards = (): number => {
  const there = join(built.folder, "shards")
  return existsSync(there) ? readdirSync(there).filter((name) => name.endsWith(".shard")).length : 0
}

/** Three processes of these versions at one folder, the first of which prints. */
async function sharedBy(given: readonly string[], model: string, runs: string, size: string): Promise<string> {
  const words = ["run", model, "--runs", runs, "--shard-runs", size, "--shards", "shards", "--json", "--workers", "1"]
  const all = [0, 1, 2].map((i) => brink(given[i % given.length]!, ...words))
  const [first] = await Promise.all(all.map(({ended}) => ended))
  return first!.out
}

/** Three workers of these versions at a server: one of them is killed in the middle, then the server, and all it had on disk. */
async function servedBy(given: readonly string[], model: string, runs: string, size: string): Promise<string> {
  const port = await freePort()
  const folder = join(built.folder, "server")
  let end = await serve(folder, port)
  const engine = ["--engine", `nats://127.0.0.1:${port}`]
  const elsewhere = join(built.folder, "elsewhere")
  mkdirSync(elsewhere, {recursive: true})
  try {
    const workers = [0, 1, 2].map((i) =>
      started(given[i % given.length]!, [built.bin, "worker", ...engine, "--workers", "1"], elsewhere),
    )
    await until(() => workers.every(({said}) => said().includes("Ctrl-C ends it")))
    const words = ["run", model, "--runs", runs, "--shard-runs", size, "--shards", "shards", "--json"]
    const asked = brink(given[0]!, ...words, ...engine)
    await until(() => shards() > 1)
    workers[1]!.child.kill("SIGKILL")
    await end()
    rmSync(folder, {recursive: true, force: true})
    end = await serve(folder, port)
    return (await asked.ended).out
  } finally {
    await end()
  }
}

describe.each(versions)("Node $major", ({major, found}) => {
  const node = "node" in found ? found.node : ""
  const here = test.skipIf(node === "")
  const why = "why" in found ? ` (${found.why})` : ""

  for (const [model, runs, size] of MODELS) {
    const name = model.split("/").at(-1)
    here(`1, 2 and 4 threads, ${name}${why}`, async () => {
      for (const workers of ["1", "2", "4"]) {
        const {out} = await brink(node, "run", model, "--runs", runs, "--json", "--workers", workers).ended
        expect(out === alone.get(model), `${workers} threads`).toBe(true)
      }
    })

    here(`a folder and three processes, ${name}${why}`, async () => {
      expect((await sharedBy([node], model, runs, size)) === alone.get(model)).toBe(true)
    })

    test.skipIf(node === "" || !SERVER)(`three workers at a NATS server, one killed, ${name}${why}`, async () => {
      expect((await servedBy([node], model, runs, size)) === alone.get(model)).toBe(true)
    })
  }

  here(`make -j4 over shards${why}`, async () => {
    built.put("bin/brink", `#!/bin/sh\nexec "${node}" "${built.bin}" "$@"\n`)
    const rules = `runs.json: ${Array.from({length: 8}, (_, i) => `shards/${i}.shard`).join(" ")}
\t-brink run --plan plan.json --from shards --json > $@
shards/%.shard:
\tbrink shard --plan plan.json --index $* --out shards --workers 1
`
    writeFileSync(join(built.folder, "Makefile"), rules)
    await started("chmod", ["+x", join(built.folder, "bin/brink")]).ended
    await brink(node, "run", "long.yaml", "--runs", "300", "--shard-runs", "40", "--plan", "plan.json").ended
    expect((await started("make", ["-j4"]).ended).code).toBe(0)
    const made = await started("cat", ["runs.json"]).ended
    expect(made.out === alone.get("long.yaml"), `Node ${major}`).toBe(true)
  })

  here(`documents in shards, gathered by this Node${why}`, async () => {
    await brink(node, "read", "valley", "--plan", "plan.json", "--shard-documents", "1").ended
    expect((await brink(node, "shard", "--plan", "plan.json", "--out", "shards").ended).code).toBe(0)
    expect(shards()).toBe(2)
    const {out} = await brink(process.execPath, "read", "--plan", "plan.json", "--from", "shards", "--json").ended
    expect(out === alone.get("valley")).toBe(true)
  })
})

describe.skipIf(nodes.length < 2)("machines of different versions of Node at one plan", () => {
  test.each(MODELS)("share a folder: %s", async (model, runs, size) => {
    expect((await sharedBy(nodes, model, runs, size)) === alone.get(model)).toBe(true)
  })

  test.skipIf(!SERVER).each(MODELS)("work at one NATS server: %s", async (model, runs, size) => {
    expect((await servedBy(nodes, model, runs, size)) === alone.get(model)).toBe(true)
  })
})
