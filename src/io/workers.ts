// Ensembles on several threads, with the bits of one.
//
// A plan goes in, its runs come out. The inputs are drawn here, once; each thread takes a
// block of runs at a time and writes their rows into tables that all threads share, so
// nothing is copied and nothing depends on who ran what. The threads stay alive between
// plans, as an outlook runs some eighty; a small plan is run right here.

import {createHash} from "node:crypto"
import {existsSync} from "node:fs"
import {fileURLToPath} from "node:url"
import {serialize} from "node:v8"
import {Worker} from "node:worker_threads"
import {Fault} from "../core/fault.ts"
import {append} from "../core/lists.ts"
import {type Failure, type Program, rows} from "../engine/index.ts"
import {
  type Backend,
  type Columns,
  type Executor,
  finish,
  layOut,
  type OpenDigest,
  type Part,
  type Plan,
  type Reducing,
  type Runs,
  reducingHere,
  runBlock,
  sample,
  type Tables,
} from "../ensemble/index.ts"
import {withoutKey} from "./hiding.ts"
import {backendFor, Runners, workOf} from "./members.ts"
import {type Answer, DONE, HANDED_OUT, type Order} from "./worker.ts"

type PoolOptions = {
  /** Threads for plans that are worth it; 1 runs everything in this one. */
  readonly workers: number
  /** Runs done and runs in all, of the plan at work. */
  readonly onProgress?: (done: number, total: number) => void
  /** Where the worker's own file stands, for tests; beside this file otherwise. */
  readonly file?: string
  /** Operations below which a plan is run in this thread; by default some 20 ms of work. */
  readonly small?: number
}

/** Operations that take less time than handing them out: about 20 ms. */
const SMALL = 8_000_000
/** Blocks a thread gets of a plan: enough that none waits long for the last, few enough that messages cost nothing. */
const BLOCKS_EACH = 8
/** Milliseconds from one word of progress to the next. */
const PROGRESS_MS = 100
/**
 * Runs that one message hands to a thread are a multiple of this where members run side by side. It is no size of a block:
 * those are of 32 members or 16 (engine/wasm/memory.ts), and a multiple of both cuts none.
 */
export const RUNS_MULTIPLE = 64
/** How much faster they are, about: blocks between which signals are heard last as long. */
const FASTER = 3
/** What a thread makes and drops is little: with the usual room for it each would hold a hundred megabytes of nothing. */
const YOUNG_MB = 12
/** Programs a thread keeps compiled; plans mostly come back to a handful. */
const PROGRAMS_KEPT = 16

/** Runs from which draws are worth keeping for the next plan, and numbers that are too many to keep: 80 MB. */
const DRAWS_WORTH_KEEPING = 16
const DRAWS_TOO_MANY = 10_000_000

type Job = {
  readonly id: number
  readonly plan: Plan
  readonly program: number
  readonly tables: Tables
  readonly backend: Backend
  readonly block: number
  /** Blocks handed out and blocks done, counted by the threads themselves. */
  readonly counts: Int32Array
  /** Threads at work on it, and the clock that tells how far they are. */
  threads: number
  clock: ReturnType<typeof setInterval> | null
  readonly failures: Failure[]
  readonly resolve: (runs: Runs) => void
  readonly reject: (error: Error) => void
}

type Thread = {readonly worker: Worker; readonly programs: Set<number>; job: Job | null}

/** SHA-256 by the platform: several times as fast as the pure one, the same digest. */
export const openDigest: OpenDigest = () => createHash("sha256")

/**
 * An executor on up to `workers` threads, started when the first plan is worth it. `close` ends them; threads that
 * have nothing to do do not keep the process alive.
 *
 * A plan that is refused, or whose thread dies, rejects with a Fault (`doors/worker-died`); it never hangs.
 */
export function openExecutor(options: PoolOptions): {
  execute: Executor
  /** Reduces tables on the same threads, one plan at a time. */
  reducing: Reducing
  close(): Promise<void>
} {
  const pool = new Pool(options)
  return {execute: (plan) => pool.execute(plan), reducing: pool.reducing(), close: () => pool.close()}
}

class Pool {
  readonly options: PoolOptions
  readonly file: string | null
  threads: Thread[] = []
  jobs: Job[] = []
  programs = new Map<Program, number>()
  /** Programs that not every thread has yet, by their number. */
  readonly bytes = new Map<number, Uint8Array>()
  /** What was compiled in this thread, for as long as its program is in use. */
  readonly runners = new Runners()
  /** What was drawn for earlier plans, by their seed and number of runs. */
  readonly draws = new Map<string, {readonly runs: number; readonly columns: Columns}>()
  /** Parts of tables that threads have not answered for: what to do when one has. */
  readonly reductions = new Map<number, {answer(says: string | null): void; fail(error: Error): void}>()
  jobsStarted = 0
  programsSeen = 0
  partsGiven = 0
  closed = false

  constructor(options: PoolOptions) {
    this.options = options
    // Sources in TypeScript cannot be started as a thread: there everything runs in this one.
    const beside = fileURLToPath(new URL("./worker.js", import.meta.url))
    const file = options.file ?? beside
    this.file = existsSync(file) ? file : null
  }

  async execute(plan: Plan): Promise<Runs> {
    if (this.closed) throw new Error("this executor is closed")
    const {program, runs} = plan
    const backend = backendFor(program, runs, plan.backend)
    const work = workOf(program, runs)
    if (this.options.workers <= 1 || this.file === null || work < (this.options.small ?? SMALL))
      return this.here(plan, backend)
    const tables = layOut(this.drawn(plan), (bytes) => new SharedArrayBuffer(bytes))
    this.start()
    return new Promise((resolve, reject) => {
      this.jobs.push({
        id: this.jobsStarted++,
        plan,
        program: this.idOf(program),
        tables,
        backend,
        block: blockOf(runs, backend, this.threads.length),
        counts: new Int32Array(new SharedArrayBuffer(8)),
        threads: 0,
        clock: null,
        failures: [],
        resolve,
        reject,
      })
      this.handOut()
    })
  }

  async close(): Promise<void> {
    this.closed = true
    await this.stop(stopped())
  }

  reducing(): Reducing {
    if (this.options.workers <= 1 || this.file === null) return reducingHere(openDigest)
    return {
      room: (bytes) => new SharedArrayBuffer(bytes),
      open: openDigest,
      begin: () => (part) => this.reduce(part),
    }
  }

  /** A part of a table, each thread its share of the work. */
  private async reduce(part: Part): Promise<void> {
    if (this.closed) throw new Error("this executor is closed")
    this.start()
    const {threads} = this
    await Promise.all(
      threads.map(
        (thread, share) =>
          new Promise<void>((resolve, reject) => {
            const id = this.partsGiven++
            const end = (act: () => void) => {
              this.reductions.delete(id)
              thread.worker.unref()
              act()
            }
            this.reductions.set(id, {
              answer: (says) => end(() => (says === null ? resolve() : reject(new Error(says)))),
              fail: (error) => end(() => reject(error)),
            })
            thread.worker.ref()
            this.tell(thread, {kind: "part", id, part, share, of: threads.length})
          }),
      ),
    )
  }

  /** In this thread, in blocks, so that progress shows and signals are heard between them. */
  private async here(plan: Plan, backend: Backend): Promise<Runs> {
    const tables = layOut(this.drawn(plan))
    const runner = this.runners.of(plan.program, tables.kept, backend)
    const failures: Failure[] = []
    const cost = workOf(plan.program, 1) + rows(plan.program)
    const least = Math.max(1, Math.floor((this.options.small ?? SMALL) / cost))
    const block = "members" in runner ? wholeBlocks(least * FASTER, runner.members) : least
    for (let from = 0; from < plan.runs; from += block) {
      const to = Math.min(plan.runs, from + block)
      append(failures, runBlock(runner, plan, tables, from, to))
      this.options.onProgress?.(to, plan.runs)
      if (to < plan.runs) await new Promise((resolve) => setImmediate(resolve))
      if (this.closed) throw stopped()
    }
    return finish(plan, tables, failures, openDigest)
  }

  /** The plan with its inputs: those that plans have in common are drawn once. */
  private drawn(plan: Plan): Plan {
    const {program, runs, seed} = plan
    const numbers = runs * program.inputs.length
    if (plan.inputs || runs < DRAWS_WORTH_KEEPING || !(numbers <= DRAWS_TOO_MANY)) return plan
    const key = `${seed} ${runs}`
    const known = this.draws.get(key) ?? {runs, columns: new Map()}
    this.draws.set(key, known)
    const inputs = sample(program, runs, seed, known.columns)
    const kept = [...this.draws.values()].reduce((sum, one) => sum + one.runs * one.columns.size, 0)
    if (kept > DRAWS_TOO_MANY) this.draws.clear()
    return {...plan, inputs}
  }

  private idOf(program: Program): number {
    const known = this.programs.get(program)
    if (known !== undefined) {
      // The latest used goes last.
      this.programs.delete(program)
      this.programs.set(program, known)
      return known
    }
    const id = this.programsSeen++
    this.programs.set(program, id)
    if (this.programs.size > PROGRAMS_KEPT) this.forgetOldest()
    return id
  }

  private forgetOldest(): void {
    const busy = new Set(this.jobs.map((job) => job.program))
    for (const [program, id] of this.programs) {
      if (busy.has(id) || id === this.programsSeen - 1) continue
      this.programs.delete(program)
      this.bytes.delete(id)
      for (const thread of this.threads) if (thread.programs.delete(id)) this.tell(thread, {kind: "forget program", id})
      return
    }
  }

  private start(): void {
    while (this.threads.length < this.options.workers) {
      const worker = new Worker(this.file!, {
        env: withoutKey(process.env),
        resourceLimits: {maxYoungGenerationSizeMb: YOUNG_MB},
      })
      const thread: Thread = {worker, programs: new Set(), job: null}
      worker.on("message", (answer: Answer) => this.hear(thread, answer))
      worker.on("error", (error) => void this.stop(died(thread, error.message)))
      worker.on("exit", (code) => {
        if (this.threads.includes(thread)) void this.stop(died(thread, `it ended with code ${code}`))
      })
      worker.unref()
      this.threads.push(thread)
    }
  }

  /** A program as bytes: taken apart once, not for each thread. */
  private packed({program: id, plan}: Job): Uint8Array {
    const bytes = this.bytes.get(id) ?? serialize(plan.program)
    if (this.threads.every(({programs}) => programs.has(id))) this.bytes.delete(id)
    else this.bytes.set(id, bytes)
    return bytes
  }

  private tell(thread: Thread, order: Order): void {
    thread.worker.postMessage(order)
  }

  /** Gives each idle thread the first job that has a block left; it takes blocks until there is none. */
  private handOut(): void {
    for (const thread of this.threads) {
      if (thread.job !== null) continue
      const job = this.jobs.find(({counts, block, plan}) => Atomics.load(counts, HANDED_OUT) * block < plan.runs)
      if (!job) return
      if (!thread.programs.has(job.program)) {
        thread.programs.add(job.program)
        this.tell(thread, {kind: "program", id: job.program, program: this.packed(job)})
      }
      const {program: _, inputs: __, given: ___, ...plan} = job.plan
      const {inputs, series, status, ...tables} = job.tables
      this.tell(thread, {
        kind: "job",
        id: job.id,
        program: job.program,
        plan,
        tables,
        memory: {inputs: inputs.buffer, series: series.buffer, status: status.buffer},
        backend: job.backend,
        block: job.block,
        counts: job.counts,
      })
      thread.job = job
      job.threads++
      this.watch(job)
      thread.worker.ref()
    }
  }

  /** Tells now and then how far a job is. */
  private watch(job: Job): void {
    const {onProgress} = this.options
    if (!onProgress || job.clock !== null) return
    const {counts, block, plan} = job
    job.clock = setInterval(() => {
      const done = Math.min(plan.runs, Atomics.load(counts, DONE) * block)
      if (done < plan.runs) onProgress(done, plan.runs)
    }, PROGRESS_MS)
    job.clock.unref()
  }

  private hear(thread: Thread, answer: Answer): void {
    if (answer.kind === "reduced") {
      this.reductions.get(answer.part)?.answer(answer.says)
      return
    }
    const job = thread.job
    thread.job = null
    thread.worker.unref()
    if (!job) return
    job.threads--
    if (answer.kind === "refused") this.end(job, () => job.reject(new Error(answer.says)))
    else {
      append(job.failures, answer.failures)
      if (Atomics.load(job.counts, DONE) * job.block >= job.plan.runs && job.threads === 0)
        this.end(job, () => {
          this.options.onProgress?.(job.plan.runs, job.plan.runs)
          job.failures.sort((a, b) => a.run - b.run)
          job.resolve(finish(job.plan, job.tables, job.failures, openDigest))
        })
    }
    this.handOut()
  }

  private end(job: Job, say: () => void): void {
    if (!this.jobs.includes(job)) return
    this.jobs = this.jobs.filter((other) => other !== job)
    if (job.clock !== null) clearInterval(job.clock)
    say()
  }

  /** Ends all threads; what was at work is rejected with `error`. The next plan starts new ones. */
  private async stop(error: Error): Promise<void> {
    const {threads, jobs} = this
    this.threads = []
    this.jobs = []
    this.programs.clear()
    this.bytes.clear()
    for (const job of jobs) {
      if (job.clock !== null) clearInterval(job.clock)
      job.reject(error)
    }
    for (const reduction of [...this.reductions.values()]) reduction.fail(error)
    await Promise.all(threads.map(({worker}) => worker.terminate()))
  }
}

/** Runs of one message to a thread: whole blocks of members where they run side by side. */
function blockOf(runs: number, backend: Backend, threads: number): number {
  const share = Math.max(1, Math.ceil(runs / (threads * BLOCKS_EACH)))
  return backend === "wasm" ? wholeBlocks(share, RUNS_MULTIPLE) : share
}

function wholeBlocks(runs: number, members: number): number {
  return Math.ceil(runs / members) * members
}

const stopped = (): Fault => new Fault("doors/worker-died", "The runs were stopped before they were done")

function died(thread: Thread, why: string): Fault {
  const plan = thread.job?.plan
  const doing = plan ? ` during ${plan.runs} runs of ${plan.program.outputs.length} quantities` : ""
  return new Fault("doors/worker-died", `A worker thread died${doing}: ${why}`, {
    next: "Try again with --workers 1; if memory ran out, keep fewer quantities with --save",
  })
}
