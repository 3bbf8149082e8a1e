// A worker thread: receives programs and jobs, takes one block of runs after the other from
// a count that it shares with the other threads, writes their rows straight into the tables
// that all share, and answers with the failures alone.

import {createHash} from "node:crypto"
import {deserialize} from "node:v8"
import {parentPort} from "node:worker_threads"
import {append} from "../core/lists.ts"
import type {Failure, Program} from "../engine/index.ts"
import {type Backend, type Part, type Plan, runBlock, Share, type Tables} from "../ensemble/index.ts"
import {Runners} from "./members.ts"

/**
 * The memory of a job's tables, each table the whole of its own. It is sent in place of them: of a table over 4 GB no
 * more than its size modulo 4 GB would arrive.
 */
export type Memory = {readonly [table in "inputs" | "series" | "status"]: ArrayBufferLike}

/** Places of the counts that threads of one job share: blocks taken, and blocks done. */
export const HANDED_OUT = 0
export const DONE = 1

/** A job is worked at until none of its blocks is left. */
export type Order =
  | {readonly kind: "program"; readonly id: number; readonly program: Uint8Array}
  | {
      readonly kind: "job"
      readonly id: number
      readonly program: number
      readonly plan: Omit<Plan, "program">
      readonly tables: Omit<Tables, keyof Memory>
      readonly memory: Memory
      readonly backend: Backend
      /** Runs of a block. */
      readonly block: number
      readonly counts: Int32Array
    }
  | {readonly kind: "forget program"; readonly id: number}
  /** The next part of a table to reduce, as one of so many shares of the work. */
  | {
      readonly kind: "part"
      readonly id: number
      readonly part: Part
      readonly share: number
      readonly of: number
    }

/** What a worker answers to a job. */
export type Answer =
  | {readonly kind: "done"; readonly job: number; readonly failures: readonly Failure[]}
  | {readonly kind: "refused"; readonly job: number; readonly says: string}
  | {readonly kind: "reduced"; readonly part: number; readonly says: string | null}

const port = parentPort
if (port) {
  const programs = new Map<number, Program>()
  const runners = new Runners()
  port.on("message", (order: Order) => {
    if (order.kind === "program") programs.set(order.id, deserialize(order.program) as Program)
    else if (order.kind === "forget program") programs.delete(order.id)
    else if (order.kind === "part") port.postMessage(reduced(order))
    else port.postMessage(done(order))
  })
  let share: Share | null = null
  const reduced = ({id, part, share: number, of}: Order & {kind: "part"}): Answer => {
    try {
      if (part.isFirst) share = new Share(number, of, () => createHash("sha256"))
      share!.take(part)
      // Nothing of what it has begun is kept.
      if (part.isLast) share = null
      return {kind: "reduced", part: id, says: null}
    } catch (error) {
      return {kind: "reduced", part: id, says: error instanceof Error ? error.message : String(error)}
    }
  }
  const done = ({
    id,
    plan: said,
    tables: laid,
    memory,
    backend,
    block,
    counts,
    ...job
  }: Order & {kind: "job"}): Answer => {
    const {inputs, series, status} = memory
    const program = programs.get(job.program)!
    const plan: Plan = {...said, program}
    const tables: Tables = {
      ...laid,
      inputs: new Float64Array(inputs),
      series: new Float64Array(series),
      status: new Uint8Array(status),
    }
    const failures: Failure[] = []
    try {
      const runner = runners.of(program, tables.kept, backend)
      for (;;) {
        const from = Atomics.add(counts, HANDED_OUT, 1) * block
        if (from >= plan.runs) return {kind: "done", job: id, failures}
        append(failures, runBlock(runner, plan, tables, from, Math.min(plan.runs, from + block)))
        Atomics.add(counts, DONE, 1)
      }
    } catch (error) {
      return {kind: "refused", job: id, says: error instanceof Error ? error.message : String(error)}
    }
  }
}
