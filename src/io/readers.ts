// Threads that read documents: of a large folder, each document by itself, on as many as there are to spare. In: documents.
// Out: what each says. The answer is the same on any number of threads; one that dies ends in words.

import {existsSync} from "node:fs"
import {availableParallelism} from "node:os"
import {fileURLToPath} from "node:url"
import {Worker} from "node:worker_threads"
import type {DocumentReading} from "../claims/index.ts"
import {Fault} from "../core/fault.ts"
import type {Document} from "../documents/index.ts"
import type {English} from "../language/index.ts"
import {withoutKey} from "./hiding.ts"
import type {Answer, Order} from "./reader-thread.ts"

/** Letters read in this thread before there are others, some two seconds: a thread needs half a second for its English. */
const SMALL = 60_000
/**
 * Letters before whose end more threads than half of the cores bring nothing: each compiles the reader for itself, which keeps another core
 * busy. On two cores one thread reads 260,000 letters in .75 to 1 of the time of two, and in two thirds of their processor time;
 * 1,000,000 in as much time.
 */
const MUCH = 1_000_000
/** More threads of 150 MB each would want more memory than they are worth. */
const MOST_THREADS = 8

export type ReadersOptions = {
  /** Threads at most; null: as many of the cores as it pays to use. */
  readonly workers: number | null
  readonly english: () => English | Promise<English>
  /** The thread's own file, letters that are read before there is any, and how many cores there are: for tests. */
  readonly file?: string
  readonly small?: number
  readonly cores?: number
}

export type Readers = {
  /** No thread is started before there is much to read; `aside`, where this thread serves others meanwhile, with the first. */
  read(document: Document, aside?: boolean): Promise<DocumentReading>
  close(): Promise<void>
}

/** @throws Fault `doors/worker-died` of `read`, when a thread ends before it has answered. */
export function openReaders(options: ReadersOptions): Readers {
  const beside = fileURLToPath(new URL("./reader-thread.js", import.meta.url))
  const file = options.file ?? beside
  // Sources in TypeScript cannot be started as a thread: there everything is read in this one.
  const {english, workers, small = SMALL, cores = availableParallelism()} = options
  const most = existsSync(file) ? Math.max(workers ?? cores, 1) : 0
  const first = workers === null ? Math.min(most, Math.max(cores >> 1, 1)) : most
  return new Pool({english, file, small, most, first})
}

type Job = {
  readonly document: Document
  readonly resolve: (reading: DocumentReading) => void
  readonly reject: (error: Error) => void
}

/** `first`: threads until much is to be read, `most`: behind that. */
type PoolOptions = Required<Pick<ReadersOptions, "english" | "file" | "small">> & {
  readonly first: number
  readonly most: number
}

class Pool implements Readers {
  private readonly options: PoolOptions
  private readonly queue: Job[] = []
  /** Each thread and what it reads. */
  private threads = new Map<Worker, Job | null>()
  private letters = 0
  /** What this thread reads, one at a time. */
  private last: Promise<unknown> = Promise.resolve()

  constructor(options: PoolOptions) {
    this.options = options
  }

  async read(document: Document, aside = false): Promise<DocumentReading> {
    const {english, small} = this.options
    this.letters += document.text.length
    if (aside ? this.wanted() < 1 : this.wanted() <= 1 || this.letters <= small) {
      // The reader and its English take half a second to load: not where threads have them.
      const {readOne} = await import("../claims/whole.ts")
      const language = await english()
      // Whatever else this process serves has its turn between two documents.
      const reading = this.last.then(() => new Promise(setImmediate)).then(() => readOne(document, language))
      this.last = reading.catch(() => {})
      return reading
    }
    return new Promise((resolve, reject) => {
      this.queue.push({document, resolve, reject})
      this.handOut()
    })
  }

  async close(): Promise<void> {
    await this.stop(new Fault("doors/worker-died", "The documents were not read to their end"))
  }

  /** How many threads are worth having. */
  private wanted(): number {
    const {first, most} = this.options
    return this.letters > MUCH ? most : first
  }

  private handOut(): void {
    while (this.queue.length > 0) {
      const idle = [...this.threads].find(([, job]) => job === null)?.[0] ?? this.another()
      if (!idle) return
      const job = this.queue.shift()!
      this.threads.set(idle, job)
      idle.ref()
      idle.postMessage({document: job.document} satisfies Order)
    }
  }

  /** One more thread, or null where there are enough. */
  private another(): Worker | null {
    if (this.threads.size >= Math.min(this.wanted(), MOST_THREADS)) return null
    const thread = new Worker(this.options.file, {env: withoutKey(process.env)})
    thread.on("message", (answer: Answer) => {
      const job = this.threads.get(thread)
      this.threads.set(thread, null)
      thread.unref()
      if ("reading" in answer) job?.resolve(answer.reading)
      else job?.reject(new Error(answer.mistake))
      this.handOut()
    })
    const died = (why: string) => {
      if (this.threads.has(thread)) void this.stop(diedOf(this.threads.get(thread) ?? null, why))
    }
    thread.on("error", (error) => died(error.message))
    thread.on("exit", (code) => died(`it ended with code ${code}`))
    thread.unref()
    this.threads.set(thread, null)
    return thread
  }

  private async stop(error: Error): Promise<void> {
    const threads = [...this.threads]
    this.threads = new Map()
    for (const [, job] of threads) job?.reject(error)
    for (const job of this.queue.splice(0)) job.reject(error)
    await Promise.all(threads.map(([thread]) => thread.terminate()))
  }
}

function diedOf(job: Job | null, why: string): Fault {
  const doing = job ? ` while it read ${job.document.file}` : ""
  return new Fault("doors/worker-died", `A worker thread died${doing}: ${why}`, {next: "Try again with --workers 1."})
}
