// The process that parses: orders come in by stdin, one at a time, answers go out by stdout. A
// thread watches over it (apart-watch.ts). It holds nothing but the bytes it was handed: no
// environment, no arguments but its bounds, and it ends when its input does.

import {Worker} from "node:worker_threads"
import {Damaged} from "../documents/formats/archive.ts"
import {Unreadable} from "../documents/formats/unreadable.ts"
import {type Bounds, GROWN} from "./apart-bounds.ts"
import {type Kind, parse} from "./apart-parsers.ts"
import type {Watched} from "./apart-watch.ts"
import {type Answer, lengthOf, MOST_ANSWERED, type Order, openFrames, packed} from "./apart-words.ts"

/** No file that is read is longer: what is sent is bounded by who sends it. */
const MOST_ORDERED = 2 ** 31

function serve(bounds: Bounds): void {
  // Answers alone go out: what a library has to say about a file is for nobody.
  for (const name of ["log", "info", "debug", "warn", "error", "trace", "dir"] as const) console[name] = () => {}
  const order = new Int32Array(new SharedArrayBuffer(4))
  const watched: Watched = {bounds, order, parent: process.ppid}
  const watch = new Worker(new URL("./apart-watch.js", import.meta.url), {workerData: watched, stdout: false, env: {}})
  // Without its watch it does not work.
  watch.on("error", () => process.exit(2))
  watch.on("exit", () => process.exit(2))

  let orders = 0
  let kind: Kind | null = null
  const take = openFrames(
    MOST_ORDERED,
    (frame) => {
      if (kind === null) {
        kind = (JSON.parse(frame.toString("utf8")) as Order).kind
        return
      }
      const wanted = kind
      kind = null
      const mine = ++orders
      Atomics.store(order, 0, mine)
      void answer(wanted, frame, bounds).then((said) => {
        // The next order may be here before the last word has left.
        process.stdout.write(said, () => Atomics.compareExchange(order, 0, mine, 0))
      })
    },
    () => process.exit(2),
  )
  process.stdout.on("error", () => process.exit(0))
  // Nothing is taken in before somebody watches.
  watch.once("online", () => {
    watch.unref()
    process.stdin.on("data", take)
    process.stdin.on("end", () => process.exit(0))
    process.stdout.write(framed({ready: true}))
  })
}

async function answer(kind: Kind, bytes: Uint8Array, bounds: Bounds): Promise<Buffer> {
  let said: (grown: boolean) => Answer
  try {
    const parsed = packed(kind, await parse(kind, bytes))
    said = (grown) => ({parsed, grown})
  } catch (error) {
    if (error instanceof Unreadable) {
      const {code, message, next} = error
      said = (grown) => ({refused: {code, says: message, next}, grown})
    } else if (error instanceof Damaged) said = (grown) => ({damaged: error.message, grown})
    else said = (grown) => ({tripped: error instanceof Error ? error.message : String(error), grown})
  }
  return framed(said(memory() > GROWN * bounds.memory))
}

function framed(answer: Answer): Buffer {
  let words: Buffer
  try {
    words = Buffer.from(JSON.stringify(answer), "utf8")
  } catch (error) {
    // Longer than words can be.
    if (!(error instanceof RangeError)) throw error
    return Buffer.from(lengthOf(0xffffffff))
  }
  // Not sent only to be dropped; the length alone says why.
  if (words.length > MOST_ANSWERED) return Buffer.from(lengthOf(words.length))
  return Buffer.concat([lengthOf(words.length), words])
}

function memory(): number {
  try {
    return process.memoryUsage.rss()
  } catch {
    return process.resourceUsage().maxRSS * 1024
  }
}

serve(JSON.parse(process.argv[2]!) as Bounds)
