// Shards of an ensemble: some of its runs each. In: a plan that is cut, a folder, and who runs a plan. Out: the folder's
// shards, and an executor that reads its tables from them.

import {closeSync, fstatSync} from "node:fs"
import {append, greatest, least} from "../core/lists.ts"
import {type AnyHead, HEAD_BYTES} from "../core/shard-file.ts"
import {type Failure, rows} from "../engine/index.ts"
import {
  asOwnNumbers,
  bytesOfNumber,
  type Executor,
  finish,
  isHeadOf,
  type Plan,
  type Runs,
  readFailures,
  readNarrow,
  type Sharded,
  shardBytes,
  shardLength,
  shardPlan,
  spanOf,
} from "../ensemble/index.ts"
import {type Filled, opened, type Progress, readFully, ShardFolder, type Whole} from "./shards.ts"
import {openDigest} from "./workers.ts"

/** What a shard is written from. */
type Made = Pick<Runs, "series" | "status" | "failures">

/** Of a shard that is whole: how its runs ended. */
type Ended = Whole & {readonly status: Uint8Array; readonly failures: readonly Failure[]}

/** The folder of the shards of one plan of many runs. */
export class RunShards extends ShardFolder<Sharded, Made, Ended> {
  protected isHeadOf(index: number, bytes: Uint8Array, head: AnyHead): boolean {
    return isHeadOf(this.all, index, bytes, head)
  }

  protected lengthOf(index: number, head: AnyHead): number {
    return shardLength(this.all, index, head)
  }

  protected remembered(index: number, file: number, {failures: bytes, sha256}: AnyHead): Ended | string {
    const {size} = fstatSync(file)
    const {from, to} = spanOf(this.all, index)
    const status = new Uint8Array(to - from)
    const last = new Uint8Array(bytes)
    readFully(file, status, size - last.length - status.length)
    readFully(file, last, size - last.length)
    const failures = readFailures(last, status, from)
    return failures === null ? "tells other failures than its runs have" : {status, failures, sha256}
  }

  protected sealed(index: number, made: Made) {
    const {pieces, sha256} = shardBytes(this.all, index, made, openDigest)
    const {from} = spanOf(this.all, index)
    const failures = made.failures.map((failure) => ({...failure, run: from + failure.run}))
    return {pieces, whole: {status: Uint8Array.from(made.status), failures, sha256}}
  }

  /** Runs by reading them: of the plan that was cut, all its names or some, and its whole time or its first row. */
  executor(): Executor {
    return async (plan) => {
      const {save: whole, inputs} = this.all.plan
      const names = plan.save ?? whole
      const place = new Map(whole.map((name, i) => [name, i]))
      const columns = names.map((name) => {
        const column = place.get(name)
        if (column === undefined) throw new Error(`no shard has '${name}'`)
        return column
      })
      const cells = plan.runs * names.length * rows(plan.program)
      const series = new Float64Array(plan.series ?? new ArrayBuffer(cells * 8), 0, cells)
      const status = new Uint8Array(plan.runs)
      const failures: Failure[] = []
      for (let index = 0; index < this.all.count; index++) {
        const look = this.look(index)
        if (look.kind !== "whole") throw new Error(`shard ${index} was there, and is ${look.kind} now`)
        status.set(look.status, spanOf(this.all, index).from)
        append(failures, look.failures)
        this.readColumns(index, columns, rows(plan.program), series)
        await new Promise((resolve) => setImmediate(resolve))
      }
      if (this.all.dtype === "<f8") asOwnNumbers(series)
      const outputs = new Map(plan.program.outputs.map(({name}, i) => [name, i]))
      const kept = names.map((name) => outputs.get(name)!)
      return finish(plan, {inputs, series, status, names, kept}, failures, openDigest)
    }
  }

  /** The first `times` rows of some columns of a shard, each run to its place in the table of all. */
  private readColumns(index: number, columns: readonly number[], times: number, series: Float64Array): void {
    const {plan, dtype} = this.all
    const width = plan.save.length
    const every = rows(plan.program)
    const {from, to} = spanOf(this.all, index)
    const file = opened(this.file(index))
    if (file === null || columns.length === 0) return
    const [low, high] = [least(columns), greatest(columns)]
    // Runs that are wanted whole and in order are read where they belong; of others what lies between their columns too.
    const isWhole = times === every && columns.length === width && columns.every((column, i) => column === i)
    const each = columns.length * times
    const between = new Float64Array(isWhole ? 0 : (high - low + 1) * every)
    const size = bytesOfNumber(dtype)
    const narrow = new Uint8Array(dtype === "<f4" ? 4 * (isWhole ? each : between.length) : 0)
    try {
      for (let run = from; run < to; run++) {
        const into = series.subarray(run * each, (run + 1) * each)
        const at = HEAD_BYTES + ((run - from) * width + low) * every * size
        const read = isWhole ? into : between
        readFully(file, dtype === "<f4" ? narrow : bytesIn(read), at)
        if (dtype === "<f4") readNarrow(narrow, read)
        if (!isWhole)
          columns.forEach((column, c) => {
            const row = (column - low) * every
            into.set(between.subarray(row, row + times), c * times)
          })
      }
    } finally {
      closeSync(file)
    }
  }

  /**
   * Runs every shard that is missing, with whoever else is at the folder: as `ShardFolder.filled`.
   *
   * @param how.room memory for a table of so many bytes.
   */
  fill({
    execute,
    room,
    ...how
  }: {
    readonly execute: Executor
    readonly room: (bytes: number) => ArrayBufferLike
    readonly atOnce: number
    readonly say: (line: string) => void
    readonly onProgress?: (progress: Progress) => void
  }): Promise<Filled> {
    return this.filled(() => {
      let memory: ArrayBufferLike | null = null
      return (index) => {
        memory ??= room(tableBytes(this.all, 0))
        return execute({...shardPlan(this.all, index), series: memory})
      }
    }, how)
  }

  /** Runs one shard into its place, whoever else does; false where it was there. @throws Fault as `fill`. */
  computeOne(
    index: number,
    {execute, say}: {readonly execute: (plan: Plan) => Promise<Runs>; readonly say: (line: string) => void},
  ): Promise<boolean> {
    return this.made(index, () => execute(shardPlan(this.all, index)), say)
  }
}

function tableBytes(all: Sharded, index: number): number {
  const {from, to} = spanOf(all, index)
  return (to - from) * all.plan.save.length * rows(all.plan.program) * 8
}

const bytesIn = ({buffer, byteOffset, byteLength}: Float64Array): Uint8Array =>
  new Uint8Array(buffer, byteOffset, byteLength)
