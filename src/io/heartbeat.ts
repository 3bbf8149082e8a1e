// A thread that touches the claims of its process while that computes: see claims.ts. It has no other work, so that a
// claim looks left behind only where the process is gone or stands still.

import {parentPort} from "node:worker_threads"
import {BEAT_MS, touch} from "./touching.ts"

export type Order =
  | {readonly kind: "hold"; readonly path: string; readonly text: string}
  | {readonly kind: "release"; readonly path: string}

const port = parentPort
if (port) {
  const held = new Map<string, string>()
  port.on("message", (order: Order) => {
    if (order.kind === "hold") held.set(order.path, order.text)
    else held.delete(order.path)
  })
  setInterval(() => {
    for (const [path, text] of held) touch(path, text)
  }, BEAT_MS)
}
