// `brink worker`: a machine that computes for others. In: the address of a server. Out: shards, put there; nothing here.

import {counted} from "../core/counted.ts"
import {programVersion} from "../io/fingerprint.ts"
import {untilStopped} from "../io/loopback.ts"
import {readAddress} from "../io/nats.ts"
import {workFor} from "../io/nats-worker.ts"
import type {Common, ExitCode, Request} from "./request.ts"

/** Threads that one shard of the usual size keeps busy. */
const THREADS_A_SHARD = 4

/** `brink worker` */
export async function actWorker({terminal, io}: Request, o: Common & {engine: string}): Promise<ExitCode> {
  const address = readAddress(o.engine)
  const {workers = 1} = o
  const done = await workFor(address, {
    execute: io.execute,
    // One more than keeps the threads busy: it computes while another is sent.
    atOnce: workers <= 1 ? 1 : 1 + Math.ceil(workers / THREADS_A_SHARD),
    say: terminal.warn,
    stopped: untilStopped(),
    onReady: () => terminal.note(`computing for ${address.shown} with Brink ${programVersion()}; Ctrl-C ends it`),
  })
  terminal.say(`${counted(done, "shard")}\n`)
  return 0
}
