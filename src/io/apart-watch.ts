// Watches over the child of apart.ts from a thread of its own, which goes on where the parser does
// not return: ends the process when it works too long at one document, holds too much memory, or
// nobody is left to answer to. Says why in one word on stderr, which only apart.ts reads.

import {writeSync} from "node:fs"
import {isMainThread, workerData} from "node:worker_threads"
import {type Bounds, TOO_LARGE, TOO_SLOW} from "./apart-bounds.ts"

/** Handed to the thread. `order`: the number of the order at work, 0 for none. */
export type Watched = {readonly bounds: Bounds; readonly order: Int32Array; readonly parent: number}

const TICK_MS = 25
const bed = new Int32Array(new SharedArrayBuffer(4))
const sleep = (ms: number): void => {
  Atomics.wait(bed, 0, 0, ms)
}

function end(why: string): never {
  try {
    writeSync(2, `\n${why}\n`)
  } catch {
    // Nobody listens any more.
  }
  process.kill(process.pid, "SIGKILL")
  // The signal is on its way.
  for (;;) sleep(1000)
}

/** Memory that the process holds; where the system does not say it, what it has held more at most than at its start. */
function memory(start: number): number {
  try {
    return process.memoryUsage.rss()
  } catch {
    return process.resourceUsage().maxRSS * 1024 - start
  }
}

function watch({bounds, order, parent}: Watched): never {
  const start = process.resourceUsage().maxRSS * 1024
  let at = 0
  let spent = 0
  let then = performance.now()
  let worked = process.cpuUsage()
  for (;;) {
    sleep(TICK_MS)
    if (process.ppid !== parent) end("brink:left-alone")
    if (memory(start) > bounds.memory) end(TOO_LARGE)
    const now = performance.now()
    const cpu = process.cpuUsage()
    const number = Atomics.load(order, 0)
    if (number !== at) {
      at = number
      spent = 0
    } else if (number !== 0)
      // Work is counted, not waiting for other programs, so that the same documents are read on a busy machine.
      spent += Math.min(now - then, (cpu.user + cpu.system - worked.user - worked.system) / 1000)
    then = now
    worked = cpu
    if (spent > 1000 * bounds.seconds) end(TOO_SLOW)
  }
}

if (!isMainThread) watch(workerData as Watched)
