// A child process that works for us, watched: it has so long for a command line and so much memory, and is started anew
// when it is lost. In: tasks. Out: what became of them, or that the process hung or died of them.

import {type ChildProcess, fork} from "node:child_process"
import {mkdirSync, mkdtempSync, readFileSync, rmSync} from "node:fs"
import {tmpdir} from "node:os"
import {dirname, join} from "node:path"
import {fileURLToPath} from "node:url"
import {build as bundle} from "rolldown"
import {build} from "../cli/built.ts"
import type {Attempt} from "./attempt.ts"
import type {Address, Done, Task} from "./child.ts"
import {HEAP, LONGEST} from "./judge.ts"

const project = fileURLToPath(new URL("../..", import.meta.url))

/** What became of a task: what it did, or how the process was lost over it. */
export type Fate = Done | {readonly lost: "hangs" | "dies"; readonly says: string}

export type Hand = {
  /** @param patience milliseconds of work that a command line may take. */
  run(what: Address | Attempt, more?: {twice?: boolean; patience?: number}): Promise<Fate>
  /** Ends the process; the next task begins another. */
  renew(): Promise<void>
}

/** The program made ready, and a folder of our own to work in. */
export type Workshop = {
  readonly project: string
  readonly made: string
  hand(name: string): Hand
  close(): Promise<void>
}

export async function openWorkshop(): Promise<Workshop> {
  const built = build()
  const made = dirname(dirname(built.bin))
  built.remove()
  const folder = mkdtempSync(join(tmpdir(), "brink-fuzz-"))
  const file = join(folder, "child.mjs")
  await bundle({
    input: join(project, "test/fuzz/child.ts"),
    platform: "node",
    output: {file, format: "esm"},
    logLevel: "silent",
  })
  const hands: Hand[] = []
  return {
    project,
    made,
    hand: (name) => {
      const hand = handOf(file, [project, made, join(folder, name)])
      hands.push(hand)
      return hand
    },
    close: async () => {
      for (const hand of hands) await hand.renew()
      rmSync(folder, {recursive: true, force: true})
    },
  }
}

/** How long a process may take to open the program, on a busy machine. */
const OPENING = 60_000

/** Milliseconds between two looks at a process that works. */
const LOOKING = 500
/** How many times its patience a process may take by the clock. */
const IN_VAIN = 6

/** Milliseconds a process has worked so far; null where the system does not tell. */
function processorTime(pid: number): number | null {
  try {
    // Behind the name in brackets stand the state and ten numbers, then ticks, a hundred a second, of its own and the system's.
    const fields = readFileSync(`/proc/${pid}/stat`, "latin1")
      .replace(/^.*\) /s, "")
      .split(" ")
    return 10 * (Number(fields[11]) + Number(fields[12]))
  } catch {
    return null
  }
}

function handOf(file: string, words: readonly string[]): Hand {
  let child: Promise<ChildProcess> | null = null
  let said = ""
  let id = 0
  mkdirSync(words[2]!, {recursive: true})
  const start = (): Promise<ChildProcess> =>
    new Promise((resolve, reject) => {
      said = ""
      // As a user starts it: npm's own variables are not the user's.
      const env = Object.fromEntries(
        Object.entries(process.env).filter(([name]) => !/^(?:npm_|INIT_CWD|NODE_OPTIONS|VITEST|BRINK_LLM)/.test(name)),
      )
      const started = fork(file, [...words], {
        execArgv: [`--max-old-space-size=${HEAP}`],
        serialization: "advanced",
        stdio: ["ignore", "pipe", "pipe", "ipc"],
        env: {...env, NO_COLOR: "1"},
      })
      const hear = (text: Buffer) => {
        said = (said + text.toString()).slice(-4000)
      }
      started.stdout!.on("data", hear)
      started.stderr!.on("data", hear)
      const timer = setTimeout(() => started.kill("SIGKILL"), OPENING)
      started.once("message", () => {
        clearTimeout(timer)
        resolve(started)
      })
      started.once("exit", (code, signal) => {
        clearTimeout(timer)
        reject(new Error(`The child did not open (${code ?? signal}): ${said}`))
      })
    })
  const renew = async (): Promise<void> => {
    const old = child
    child = null
    const running = await old
    if (!running || running.exitCode !== null || running.signalCode !== null) return
    const ended = new Promise((resolve) => running.once("exit", resolve))
    running.kill("SIGKILL")
    await ended
  }
  return {
    renew,
    run: async (what, {twice = false, patience = LONGEST} = {}) => {
      child ??= start()
      const running = await child
      const task: Task = {id: ++id, what, twice}
      const fate = await new Promise<Fate>((resolve) => {
        let timer: NodeJS.Timeout
        const wait = () => {
          const from = processorTime(running.pid!)
          let waited = 0
          const look = () => {
            waited += LOOKING
            // On a busy machine a process that gets little to work with is no failure, until it waits in vain.
            const worked = from === null ? waited : processorTime(running.pid!)! - from
            if (worked < patience && waited < IN_VAIN * patience) timer = setTimeout(look, LOOKING)
            else end({lost: "hangs", says: `nothing heard in ${Math.round(worked / 100) / 10} s of work`})
          }
          timer = setTimeout(look, LOOKING)
        }
        const heard = (message: {done?: Done}) => {
          clearTimeout(timer)
          if (message.done) end(message.done)
          else wait()
        }
        const died = (code: number | null, signal: string | null) =>
          end({lost: "dies", says: `${code ?? signal}: ${said.slice(-1500)}`})
        const end = (how: Fate) => {
          clearTimeout(timer)
          running.off("message", heard).off("exit", died)
          resolve(how)
        }
        wait()
        running.on("message", heard).on("exit", died)
        running.send(task)
      })
      if ("lost" in fate) await renew()
      return fate
    },
  }
}
