// Sends damaged files down the whole road in threads, each with a limit on its time and its
// memory, and gathers what went wrong: a crash, backends that differ, a thread that died, a
// file that took too long.

import {mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync} from "node:fs"
import {join} from "node:path"
import {fileURLToPath} from "node:url"
import {Worker} from "node:worker_threads"
import {build} from "rolldown"
import {mutant, type Original} from "./mutant.ts"
import type {Fate} from "./mutation-worker.ts"

/** Milliseconds of work that a file may take, read and run; one that takes longer gets two more chances. */
const LONGEST = 2000
/** A thread that says nothing for this long hangs, whatever else the machine is at. */
const HANGS = 30_000
/** Megabytes a thread may hold. */
const MEMORY = 1024
const TRIES = 3

/** What went wrong with which mutant. */
export type Wrong = {readonly n: number; readonly file: string; readonly done: string; readonly says: string}

/** How the mutants fared: how many came how far, what went wrong, and milliseconds of the slowest. */
export type Outcome = {
  readonly counts: Readonly<Record<string, number>>
  readonly wrong: readonly Wrong[]
  readonly slowest: number
}

/** The model files under a folder, smallest paths first, those of other tools only. */
export function modelsUnder(folder: string): Original[] {
  const paths = readdirSync(folder, {recursive: true, encoding: "utf8"})
    .filter((path) => /\.(?:mdl|xmile|stmx|itmx)$/.test(path))
    .sort()
  return paths.map((path) => ({file: path, bytes: new Uint8Array(readFileSync(join(folder, path)))}))
}

/** Mutants `from` <= n < `to` of the originals, down the road in `threads` threads. */
export async function runMutants(
  originals: readonly Original[],
  from: number,
  to: number,
  threads = 2,
): Promise<Outcome> {
  // Within the project: what is loaded only when it is needed is looked for from where the bundle stands.
  const caches = fileURLToPath(new URL("../../node_modules/.cache", import.meta.url))
  mkdirSync(caches, {recursive: true})
  const folder = mkdtempSync(join(caches, "brink-mutants-"))
  const counts: Record<string, number> = {refused: 0, issues: 0, ran: 0, failed: 0}
  const wrong: Wrong[] = []
  let slowest = 0
  let next = from
  try {
    const bundle = join(folder, "worker.mjs")
    await build({
      input: fileURLToPath(new URL("mutation-worker.ts", import.meta.url)),
      platform: "node",
      output: {file: bundle, format: "esm"},
      logLevel: "silent",
    })
    const open = () => new Worker(bundle, {resourceLimits: {maxOldGenerationSizeMb: MEMORY}})
    await Promise.all(
      Array.from({length: threads}, async () => {
        let worker = open()
        while (next < to) {
          const n = next++
          const {file, bytes, done} = mutant(originals, n)
          let fate: Fate | string = ""
          for (let attempt = 0; attempt < TRIES; attempt++) {
            fate = await send(worker, n, file, bytes)
            if (typeof fate !== "string" && fate.milliseconds <= LONGEST) break
            if (typeof fate === "string") {
              await worker.terminate()
              worker = open()
            }
          }
          if (typeof fate === "string") wrong.push({n, file, done, says: fate})
          else {
            slowest = Math.max(slowest, fate.milliseconds)
            if (fate.reached === "wrong") wrong.push({n, file, done, says: fate.says})
            else if (fate.milliseconds > LONGEST)
              wrong.push({
                n,
                file,
                done,
                says: `took ${Math.round(fate.milliseconds)} ms (${fate.reached}: ${fate.says})`,
              })
            else counts[fate.reached]!++
          }
        }
        await worker.terminate()
      }),
    )
  } finally {
    rmSync(folder, {recursive: true, force: true})
  }
  return {counts, wrong, slowest}
}

/** What became of one file; words where the thread hung or died. */
function send(worker: Worker, n: number, file: string, bytes: Uint8Array): Promise<Fate | string> {
  return new Promise((resolve) => {
    const heard = (fate: Fate) => end(fate)
    const died = (error: Error) => end(`the thread died: ${error.message}`)
    const ended = (code: number) => end(`the thread ended with code ${code}`)
    const end = (fate: Fate | string) => {
      clearTimeout(timer)
      worker.off("message", heard).off("error", died).off("exit", ended)
      resolve(fate)
    }
    const timer = setTimeout(() => end(`hangs: nothing heard for ${HANGS / 1000} s`), HANGS)
    worker.on("message", heard).on("error", died).on("exit", ended)
    worker.postMessage({n, file, bytes})
  })
}
