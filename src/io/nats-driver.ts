// Fills a folder of shards by workers that share no disk with it, over a NATS server. In: a folder and an address. Out:
// every shard in the folder. The folder is the truth: the server may lose orders, inputs and results, and what is missing
// is put again. Some shards are computed here besides, and held against the workers'.

import {Fault} from "../core/fault.ts"
import {programText} from "../engine/index.ts"
import {type Executor, orderOf, type Sharded, shardPlan} from "../ensemble/index.ts"
import {type Address, Queue, wordOf} from "./nats.ts"
import type {RunShards} from "./run-shards.ts"
import type {Filled, Progress} from "./shards.ts"
import {openDigest} from "./workers.ts"

/** What is told to whoever waits for a plan. */
export type Note =
  /** Computing a shard failed, or it was given to so many that did not come back. */
  | {readonly kind: "failed"; readonly shard: number; readonly says: string; readonly who: string}
  /** A worker is there, and of another version. */
  | {readonly kind: "other-version"; readonly version: string; readonly who: string}

/** What a worker is sent of a shard, besides the order: of how many pieces its parts are. */
export type Task = {readonly order: unknown; readonly program: number; readonly inputs: number}

/** Milliseconds between two looks at all that the server holds: what is not heard is found then. */
const LOOK_MS = 2000
/** After so long without a worker that is said. */
const LONELY_MS = 6000
/** Shards that failed, or came damaged, so often end the runs. */
const MOST_FAILURES = 5
/** One shard in so many is computed here too, and two at least. */
const CHECKED = 100
const LEAST_CHECKED = 2
/** Shards whose orders are on their way at once. */
const AT_ONCE = 16

const secondsOf = (): number => performance.now() / 1000

/**
 * Has every shard that a folder lacks computed by workers, and ends when all are there.
 *
 * @param how.execute computes those that are checked.
 * @param how.say told of torn shards, and of what becomes of the server and its workers.
 * @throws Fault as `Queue.open`; `queue/gone`, `queue/failed`; `shards/differ` where two computed other bytes; as
 *   `RunShards.look`.
 */
export async function fillByQueue(
  folder: RunShards,
  address: Address,
  how: {
    readonly execute: Executor
    readonly say: (line: string) => void
    readonly onProgress?: (progress: Progress) => void
  },
): Promise<Filled> {
  const {count} = folder.all
  const left = new Set<number>()
  for (let index = 0; index < count; index++) if (!folder.isThere(index, how.say)) left.add(index)
  const reused = count - left.size
  how.onProgress?.({done: reused, of: count})
  if (left.size > 0) {
    const queue = await Queue.open(address, how.say)
    try {
      await new Driving(folder, queue, left, how).drive()
    } finally {
      await queue.close()
    }
  }
  return {reused, computed: 0, others: count - reused}
}

class Driving {
  private readonly folder: RunShards
  private readonly queue: Queue
  private readonly left: Set<number>
  private readonly how: Parameters<typeof fillByQueue>[2]
  private readonly all: Sharded
  private readonly task: string
  private failures = 0
  private readonly told = new Set<string>()
  /** Subjects of results that were heard of, and the words to wake who waits for them. */
  private heard: string[] = []
  private wake: () => void = () => {}
  private fault: unknown = null
  private programPieces = 0
  /** Shards that were left when last looked and no order was untaken; and those of which a second order was put. */
  private lasting: ReadonlySet<number> = new Set()
  private readonly copied = new Set<number>()

  constructor(folder: RunShards, queue: Queue, left: Set<number>, how: Parameters<typeof fillByQueue>[2]) {
    this.folder = folder
    this.queue = queue
    this.left = left
    this.how = how
    this.all = folder.all
    this.task = `${wordOf(folder.all.version)}.${folder.all.id}`
  }

  async drive(): Promise<void> {
    const {queue, all, left} = this
    queue.listen(`brink.data.${all.id}.*.done.*.*`, (subject) => {
      this.heard.push(subject)
      this.wake()
    })
    queue.listen(`brink.note.${all.id}`, (_, text) => this.hear(text))
    const checking = this.check(checkedOf([...left])).catch((error) => this.end(error))
    let progressed = secondsOf()
    let before = left.size
    while (left.size > 0 && this.fault === null) {
      await queue.surely(() => this.lookThrough())
      const nextLook = secondsOf() + LOOK_MS / 1000
      while (left.size > 0 && this.fault === null && secondsOf() < nextLook) {
        const heard = this.heard.splice(0)
        for (const subject of heard) await queue.surely(() => this.take(subject))
        if (heard.length === 0 && left.size > 0) await this.listening(nextLook - secondsOf())
      }
      if (left.size < before) progressed = secondsOf()
      before = left.size
      if (secondsOf() - progressed > LONELY_MS / 1000) await this.sayLonely()
    }
    if (this.fault === null) await checking
    if (this.fault !== null) throw this.fault
    await queue.surely(async () => {
      await queue.forget("task", `${this.task}.>`)
      await queue.forget("data", `${all.id}.>`)
    })
  }

  private end(error: unknown): void {
    this.fault ??= error
    this.wake()
  }

  private async listening(seconds: number): Promise<void> {
    if (this.heard.length > 0 || this.fault !== null) return
    await new Promise<void>((resolve) => {
      const clock = setTimeout(resolve, Math.max(0, seconds * 1000))
      this.wake = () => {
        clearTimeout(clock)
        resolve()
      }
    })
    this.wake = () => {}
  }

  /** Takes what is done, and puts what is missing: an order stays until its result is there, so that nothing is both. */
  private async lookThrough(): Promise<void> {
    const {queue, all, left} = this
    const indexIn = (subject: string) => Number(subject.split(".")[4])
    const ordered = new Set((await queue.subjects("task", `${this.task}.>`)).map(indexIn))
    for (const subject of await queue.subjects("data", `${all.id}.*.done.*.*`)) await this.take(subject)
    const missing = [...left].filter((index) => !ordered.has(index))
    if (missing.length === 0) return this.copyLast()
    this.lasting = new Set()
    // The program first: an order is put when all that it names is there.
    const text = new TextEncoder().encode(programText(all.plan.program))
    this.programPieces = await queue.putPieces(`brink.data.${all.id}.program`, [text])
    for (let from = 0; from < missing.length; from += AT_ONCE)
      await Promise.all(missing.slice(from, from + AT_ONCE).map((index) => this.put(index)))
  }

  /**
   * When nobody has anything else to do, gives shards that others are at to those who are idle too: the last of all are
   * those of slow machines (backup tasks; Dean and Ghemawat 2004). The first result counts, as ever.
   */
  private async copyLast(): Promise<void> {
    const {queue, all, left, lasting} = this
    const {idle, untaken} = await queue.load(all.version)
    // Only what was out at the last look too: it has been at work for that long at least.
    const last = [...left].filter((index) => lasting.has(index) && !this.copied.has(index)).slice(0, idle)
    this.lasting = untaken === 0 ? new Set(left) : new Set()
    if (untaken > 0) return
    for (const index of last) {
      await this.put(index, ".copy")
      this.copied.add(index)
    }
  }

  private async put(index: number, copy = ""): Promise<void> {
    const {queue, all} = this
    const {order, bytes} = orderOf(all, index, openDigest)
    const inputs = await queue.putPieces(`brink.data.${all.id}.${index}.inputs`, [bytes])
    const task: Task = {order, program: this.programPieces, inputs}
    await queue.put(`brink.task.${this.task}.${index}${copy}`, new TextEncoder().encode(JSON.stringify(task)))
  }

  /** A result whose pieces are all there. */
  private async take(subject: string): Promise<void> {
    const {queue, folder, all, left} = this
    const [, , , shard, , sha256, count] = subject.split(".")
    const index = Number(shard)
    if (!left.has(index)) {
      // Computed again by a worker that was taken for gone; not known is what was never of this plan.
      if (index < all.count) folder.holds(index, sha256!)
      return queue.forget("data", `${all.id}.${shard}.>`)
    }
    const pieces = await queue.pieces(`brink.data.${all.id}.${shard}.made.${sha256}`, Number(count))
    // Without its pieces it is no result; what is missing is put again at the next look.
    if (pieces === null) return this.forgetResult(shard!, sha256!)
    if (folder.receive(index, pieces) === null) {
      await this.forgetResult(shard!, sha256!)
      return this.fail(index, "what came of it is damaged", "a worker")
    }
    left.delete(index)
    if (this.copied.has(index)) await queue.forget("task", `${this.task}.${index}.copy`)
    this.how.onProgress?.({done: all.count - left.size, of: all.count})
    await queue.forget("data", `${all.id}.${shard}.>`)
  }

  /** This result alone: another of the shard may have come meanwhile. */
  private async forgetResult(shard: string, sha256: string): Promise<void> {
    for (const part of ["done", "made"]) await this.queue.forget("data", `${this.all.id}.${shard}.${part}.${sha256}.>`)
  }

  private hear(text: string): void {
    const note = noteOf(text)
    if (note?.kind === "failed" && this.left.has(note.shard)) this.fail(note.shard, note.says, note.who)
    if (note?.kind !== "other-version" || this.told.has(note.version)) return
    this.told.add(note.version)
    this.how.say(
      `shards/other-version: ${note.who} has Brink ${note.version}, and leaves this to workers of ${this.all.version}`,
    )
  }

  private fail(index: number, says: string, who: string): void {
    this.how.say(`shard ${index} failed on ${who}: ${says}`)
    if (++this.failures < MOST_FAILURES) return
    this.end(
      new Fault("queue/failed", `Shards failed ${this.failures} times, the last of them ${index}: ${says}`, {
        next: "Mend what the workers say; with more memory, fewer --shard-runs or fewer names (--save) it may fit.",
      }),
    )
  }

  private async sayLonely(): Promise<void> {
    if (this.told.has("lonely")) return
    const load = await this.queue.surely(() => this.queue.load(this.all.version))
    if (load === null || load.idle + load.atWork > 0) return
    this.told.add("lonely")
    this.how.say(
      `No worker of Brink ${this.all.version} is at ${this.queue.address.shown}: start \`brink worker --engine ${this.queue.address.shown}\` on any machine`,
    )
  }

  /** Computes some shards here too: whose bytes come second is held against whose came first. */
  private async check(indices: readonly number[]): Promise<void> {
    for (const index of indices) {
      if (this.fault !== null) return
      this.folder.write(index, await this.how.execute(shardPlan(this.all, index)))
    }
  }
}

/** Which of the shards that are to be computed are checked: evenly among them, the same ones each time. */
export function checkedOf(left: readonly number[]): number[] {
  const count = Math.min(left.length, Math.max(LEAST_CHECKED, Math.ceil(left.length / CHECKED)))
  return Array.from({length: count}, (_, i) => left[Math.floor(((i + 0.5) * left.length) / count)]!)
}

function noteOf(text: string): Note | null {
  let told: Record<string, unknown>
  try {
    told = Object(JSON.parse(text))
  } catch {
    return null
  }
  const {kind, who, shard, says, version} = told
  const isWords = (value: unknown): value is string => typeof value === "string" && value.length <= MOST_WORDS
  if (!isWords(who)) return null
  if (kind === "failed" && Number.isSafeInteger(shard) && isWords(says)) return told as Note
  return kind === "other-version" && isWords(version) ? (told as Note) : null
}

/** Letters of a note's words: who sends it is not asked for. */
export const MOST_WORDS = 500
