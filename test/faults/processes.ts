// Processes that work and are killed, for the tests of faults. In: words of the command line. Out: what the process said
// it had done before its end.

import {type ChildProcess, spawn} from "node:child_process"
import {readdirSync} from "node:fs"
import {join} from "node:path"
import {fileURLToPath} from "node:url"
import type {Built} from "../cli/built.ts"

const LOOP = fileURLToPath(new URL("./over-and-over.mjs", import.meta.url))

/** How often a fault is tried: enough for every day, and 200 of each for those who set BRINK_MOMENTS. */
export const MOMENTS = Number(process.env["BRINK_MOMENTS"] ?? 25)

/** What a looping process has done: rounds by number with their exit codes. */
export type Done = {readonly rounds: readonly (readonly [number, number])[]}

/** Runs `words` over and over in a process of its own; `killAfter` milliseconds after it is ready it is killed. */
export function looped(
  built: Built,
  words: readonly string[],
  rounds: number,
  killAfter: number | null,
): Promise<Done> {
  const child = start(built, words, rounds)
  return new Promise((resolve, reject) => {
    let text = ""
    let armed = false
    child.stdout!.on("data", (chunk) => {
      text += chunk
      if (armed || killAfter === null || !text.includes("ready\n")) return
      armed = true
      setTimeout(() => child.kill("SIGKILL"), killAfter)
    })
    child.on("error", reject)
    child.on("close", () => {
      const lines = [...text.matchAll(/^(\d+) (\d+)$/gm)].map(([, n, code]) => [Number(n), Number(code)] as const)
      resolve({rounds: lines})
    })
  })
}

function start(built: Built, words: readonly string[], rounds: number): ChildProcess {
  return spawn(process.execPath, [LOOP, built.bin, String(rounds), JSON.stringify(words)], {
    cwd: built.folder,
    env: ownEnvironment(),
    stdio: ["ignore", "pipe", process.env["LOUD"] ? "inherit" : "ignore"],
  })
}

/** The environment without what the runner of tests has put there. */
export const ownEnvironment = (): Record<string, string> =>
  Object.fromEntries(
    Object.entries(process.env).flatMap(([name, value]) =>
      /^(?:npm_|INIT_CWD|NODE_OPTIONS|VITEST)/.test(name) || value === undefined ? [] : [[name, value]],
    ),
  )

/** Files under a folder that only a write in progress has: temporary ones and locks. */
export const leftovers = (folder: string): string[] =>
  readdirSync(folder, {recursive: true, encoding: "utf8"}).filter((name) =>
    /(?:^|[/\\])\.brink-\d|\.tmp$|\.lock(?:\.|$)/.test(name),
  )

export const inside = (built: Built, ...names: string[]): string => join(built.folder, ...names)
