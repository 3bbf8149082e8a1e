// A thread that says of the orders of its process that somebody is at work on them, by a connection of its own: see
// nats-worker.ts. It has no other work, so that an order goes to another only where the process is gone or stands still.

import {parentPort, workerData} from "node:worker_threads"
import {type Address, AT_WORK, BEAT_MS, connected, natsClient} from "./nats.ts"

export type BeatOrder =
  | {readonly kind: "hold"; readonly reply: string}
  | {readonly kind: "release"; readonly reply: string}

const port = parentPort
if (port) {
  const held = new Set<string>()
  port.on("message", ({kind, reply}: BeatOrder) => {
    if (kind === "hold") held.add(reply)
    else held.delete(reply)
  })
  const connection = await connected(await natsClient(), workerData as Address)
  setInterval(() => {
    for (const reply of held) connection.publish(reply, AT_WORK)
  }, BEAT_MS)
}
