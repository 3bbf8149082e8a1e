// A worker thread: receives programs and blocks of runs, writes the runs' rows straight
// into the tables it shares with the pool, and answers with the failures alone.

import {parentPort} from "node:worker_threads"
import type {BlockRunner, Failure, Program, Runner} from "../engine/index.ts"
import {type Backend, type Plan, runBlock, type Tables} from "../ensemble/index.ts"
import {Runners} from "./members.ts"

/**
 * The memory of a job's tables, each table the whole of its own. It is sent in place of them: of a table over 4 GB no
 * more than its size modulo 4 GB would arrive.
 */
export type Memory = {readonly [table in "inputs" | "series" | "status"]: ArrayBufferLike}

/** A block of runs to make: from <= run < to of a job. */
export type Order =
  | {readonly kind: "program"; readonly id: number; readonly program: Program}
  | {
      readonly kind: "job"
      readonly id: number
      readonly program: number
      readonly plan: Omit<Plan, "program">
      readonly tables: Omit<Tables, keyof Memory>
      readonly memory: Memory
      readonly backend: Backend
    }
  | {readonly kind: "block"; readonly job: number; readonly from: number; readonly to: number}
  | {readonly kind: "forget"; readonly job: number}
  | {readonly kind: "forget program"; readonly id: number}

/** What a worker answers to a block. */
export type Answer =
  | {
      readonly kind: "done"
      readonly job: number
      readonly from: number
      readonly to: number
      readonly failures: readonly Failure[]
    }
  | {readonly kind: "refused"; readonly job: number; readonly says: string}

const port = parentPort
if (port) {
  const programs = new Map<number, Program>()
  const runners = new Runners()
  const jobs = new Map<number, {runner: Runner | BlockRunner; plan: Plan; tables: Tables}>()
  port.on("message", (order: Order) => {
    if (order.kind === "program") programs.set(order.id, order.program)
    else if (order.kind === "job") {
      const program = programs.get(order.program)!
      const runner = runners.of(program, order.tables.kept, order.backend)
      const {inputs, series, status} = order.memory
      const tables = {
        ...order.tables,
        inputs: new Float64Array(inputs),
        series: new Float64Array(series),
        status: new Uint8Array(status),
      }
      jobs.set(order.id, {runner, plan: {...order.plan, program}, tables})
    } else if (order.kind === "forget") jobs.delete(order.job)
    else if (order.kind === "forget program") programs.delete(order.id)
    else port.postMessage(run(order.job, order.from, order.to))
  })
  const run = (id: number, from: number, to: number): Answer => {
    try {
      const {runner, plan, tables} = jobs.get(id)!
      return {kind: "done", job: id, from, to, failures: runBlock(runner, plan, tables, from, to)}
    } catch (error) {
      return {kind: "refused", job: id, says: error instanceof Error ? error.message : String(error)}
    }
  }
}
