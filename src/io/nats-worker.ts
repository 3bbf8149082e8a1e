// Computes shards for whoever puts them to a NATS server. In: an address. Out: each shard that it is given, put there as
// bytes; nothing on this machine's disk. That it is alive is said by a thread that computes nothing.

import {existsSync} from "node:fs"
import {hostname} from "node:os"
import {setTimeout as pause} from "node:timers/promises"
import {fileURLToPath} from "node:url"
import {Worker} from "node:worker_threads"
import type {JsMsg} from "@nats-io/jetstream"
import type {Program} from "../engine/index.ts"
import {type Executor, ordered, programOf, readOrder, type ShardOrder, shardBytes} from "../ensemble/index.ts"
import {programVersion} from "./fingerprint.ts"
import {withoutKey} from "./hiding.ts"
import {type Address, AT_WORK, BEAT_MS, Queue, replyOf, wordOf} from "./nats.ts"
import type {BeatOrder} from "./nats-beat.ts"
import {MOST_WORDS, type Note, type Task} from "./nats-driver.ts"
import {openDigest} from "./workers.ts"

/** How long an order is waited for at a time, in milliseconds: so long a stop may take. */
const WAIT_MS = 1000
/** Milliseconds between two looks for work of other versions, where there is none of this. */
const LOOK_MS = 5000
/** An order that was begun so often and never ended takes its workers with it. */
const MOST_TRIES = 5
/** Programs that are kept, and their compiled forms with them: drivers come one after another. */
const PROGRAMS_KEPT = 4
/** Before a shard that failed is given to another, in milliseconds. */
const AGAIN_MS = 1000

/**
 * Computes shards until it is stopped.
 *
 * @param how.atOnce shards at a time: while one computes another is sent.
 * @param how.stopped resolves when it is to end; what is at work then goes to another worker.
 * @returns how many it computed.
 * @throws Fault as `Queue.open`; `queue/gone`.
 */
export async function workFor(
  address: Address,
  how: {
    readonly execute: Executor
    readonly atOnce: number
    readonly say: (line: string) => void
    readonly stopped: Promise<void>
    /** Told when the server has let us in. */
    readonly onReady?: () => void
  },
): Promise<number> {
  const queue = await Queue.open(address, how.say)
  how.onReady?.()
  const beat = beating(address, queue)
  try {
    return await new Working(queue, beat, how).work()
  } finally {
    await beat.end()
    await queue.close()
  }
}

class Working {
  private readonly queue: Queue
  private readonly beat: ReturnType<typeof beating>
  private readonly how: Parameters<typeof workFor>[1]
  private readonly version = programVersion()
  private readonly who = `${hostname()} (process ${process.pid})`
  private readonly programs = new Map<string, Program>()
  private readonly told = new Set<string>()
  private done = 0
  private isStopped = false
  private lastLook = 0

  constructor(queue: Queue, beat: ReturnType<typeof beating>, how: Parameters<typeof workFor>[1]) {
    this.queue = queue
    this.beat = beat
    this.how = how
  }

  async work(): Promise<number> {
    void this.how.stopped.then(() => {
      this.isStopped = true
    })
    const ended = await Promise.allSettled(
      Array.from({length: this.how.atOnce}, async () => {
        try {
          while (!this.isStopped) await this.one()
        } finally {
          this.isStopped = true
        }
      }),
    )
    for (const one of ended) if (one.status === "rejected") throw one.reason
    return this.done
  }

  private async one(): Promise<void> {
    const {queue, version} = this
    const stopped = () => this.isStopped
    const message = await queue.surely(() => queue.nextOrder(version, WAIT_MS), stopped)
    if (message === null) {
      if (!this.isStopped) await queue.surely(() => this.lookForOthers(), stopped)
      return
    }
    if (this.isStopped) return message.nak()
    const reply = replyOf(message)
    this.beat.hold(reply)
    try {
      await this.answer(message)
    } finally {
      this.beat.release(reply)
    }
  }

  private async answer(message: JsMsg): Promise<void> {
    const task = taskOf(message.string())
    // Nobody's order, or damaged: a driver that misses it puts it again.
    if (task === null || task.order.version !== this.version) return message.term()
    const {order} = task
    if (message.info.deliveryCount > MOST_TRIES) {
      this.tellFailed(order, `it was begun ${MOST_TRIES} times, and no worker came to its end`)
      return message.term()
    }
    const given = await this.queue.surely(
      () => this.given(order, task),
      () => this.isStopped,
    )
    if (this.isStopped) return message.nak()
    // What it wants is gone: so is who wanted it, or it is put again.
    if (given === null) return message.term()
    let made: {readonly pieces: readonly Uint8Array[]; readonly sha256: string}
    try {
      const runs = await Promise.race([this.how.execute(given.plan), this.how.stopped])
      if (this.isStopped || !runs) return message.nak()
      made = shardBytes(given.all, order.shard, runs, openDigest)
    } catch (error) {
      if (this.isStopped) return message.nak()
      const says = error instanceof Error ? error.message : String(error)
      this.how.say(`shard ${order.shard} of plan ${order.plan.slice(0, 12)} failed: ${says.split("\n")[0]}`)
      this.tellFailed(order, says)
      return message.nak(AGAIN_MS)
    }
    const put = await this.queue.surely(
      () => this.put(order, made),
      () => this.isStopped,
    )
    if (put === null) return message.nak()
    // An acknowledgement that is lost costs that the shard is computed again.
    await Promise.race([message.ackAck().catch(() => false), pause(BEAT_MS)])
    this.done++
  }

  /** All that an order names; null where some of it is gone, or is not what it names. */
  private async given(order: ShardOrder, task: Task) {
    const {queue, programs} = this
    let program = programs.get(order.program) ?? null
    if (program === null) {
      const pieces = await queue.pieces(`brink.data.${order.plan}.program`, task.program)
      program = pieces && programOf(order, Buffer.concat(pieces).toString("utf8"))
      if (program === null) return null
      for (const key of programs.keys()) if (programs.size >= PROGRAMS_KEPT) programs.delete(key)
      programs.set(order.program, program)
    }
    const inputs = await queue.pieces(`brink.data.${order.plan}.${order.shard}.inputs`, task.inputs)
    return inputs && ordered(order, program, Buffer.concat(inputs), openDigest)
  }

  /** The pieces first: that it is done is said when all are there. */
  private async put({plan, shard}: ShardOrder, {pieces, sha256}: {pieces: readonly Uint8Array[]; sha256: string}) {
    const subject = `brink.data.${plan}.${shard}`
    const count = await this.queue.putPieces(`${subject}.made.${sha256}`, pieces)
    await this.queue.put(`${subject}.done.${sha256}.${count}`, new TextEncoder().encode(this.who))
    return count
  }

  private tell(plan: string, note: Note): void {
    this.queue.tell(`brink.note.${plan}`, JSON.stringify(note))
  }

  private tellFailed({plan, shard}: ShardOrder, says: string): void {
    this.tell(plan, {kind: "failed", shard, says: says.slice(0, MOST_WORDS), who: this.who.slice(0, MOST_WORDS)})
  }

  /** Work that is there for other versions: whoever waits on either side is told, once. */
  private async lookForOthers(): Promise<void> {
    if (performance.now() - this.lastLook < LOOK_MS) return
    this.lastLook = performance.now()
    this.queue.forgetOrders()
    const own = wordOf(this.version)
    for (const subject of await this.queue.subjects("task", "*.*.*")) {
      const [, , word, plan] = subject.split(".")
      if (word === own || this.told.has(`${word} ${plan}`)) continue
      if (![...this.told].some((one) => one.startsWith(`${word} `)))
        this.how.say(
          `shards/other-version: ${this.queue.address.shown} has work of Brink ${word!.replaceAll("_", ".")}, and this is ${this.version}\n  It is left to workers of that version: versions may differ in a last bit.`,
        )
      this.told.add(`${word} ${plan}`)
      this.tell(plan!, {kind: "other-version", version: this.version, who: this.who.slice(0, MOST_WORDS)})
    }
  }
}

function taskOf(text: string): (Task & {readonly order: ShardOrder}) | null {
  let told: Partial<Task>
  try {
    told = Object(JSON.parse(text))
  } catch {
    return null
  }
  const order = readOrder(JSON.stringify(told.order ?? null))
  const isCount = (value: unknown) => Number.isSafeInteger(value) && (value as number) > 0
  return order && isCount(told.program) && isCount(told.inputs) ? {...(told as Task), order} : null
}

/** Says of orders that somebody is at work on them, from a thread; from this one where the sources are run as they are. */
function beating(address: Address, queue: Queue) {
  const file = fileURLToPath(new URL("./nats-beat.js", import.meta.url))
  if (existsSync(file)) {
    const worker = new Worker(file, {env: withoutKey(process.env), workerData: address})
    // An order of which nothing is heard is given to another; nothing is lost by it.
    worker.on("error", () => {})
    worker.unref()
    const tell = (order: BeatOrder) => worker.postMessage(order)
    return {
      hold: (reply: string) => tell({kind: "hold", reply}),
      release: (reply: string) => tell({kind: "release", reply}),
      end: async () => void (await worker.terminate()),
    }
  }
  const held = new Set<string>()
  const clock = setInterval(() => {
    for (const reply of held) queue.tell(reply, AT_WORK)
  }, BEAT_MS)
  clock.unref()
  return {
    hold: (reply: string) => void held.add(reply),
    release: (reply: string) => void held.delete(reply),
    end: async () => clearInterval(clock),
  }
}
