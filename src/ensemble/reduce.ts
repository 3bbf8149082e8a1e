// What is kept of a part of an ensemble's names when its table is let go: quantiles over the runs, and each run's digest.
//
// A table goes in, whole; quantiles come out, and digests go on. The work is cut into shares for threads: a share has the
// same runs in every part, so that the digests it has begun stay with it, and takes columns from a count that all share.
// Every run is done: where one failed, nothing here is asked for.

import type {OpenDigest} from "./digest.ts"
import {ColumnQuantiles, roomFor, SHARES, TIMES_AT_ONCE, writeQuantiles} from "./quantiles.ts"

/** Bytes of a digest. */
export const DIGEST_BYTES = 32

/** A part of an ensemble's names, in memory that threads share. */
export type Part = {
  readonly runs: number
  readonly times: number
  /** Names with a course of their own: columns of the table, runs x columns x times. */
  readonly columns: number
  readonly series: ArrayBufferLike
  /** Columns of names that stay at one value in each run: runs x still. */
  readonly still: number
  readonly values: ArrayBufferLike
  /** The names in order: column c of the table as c, column s of the still ones as -1 - s. */
  readonly order: readonly number[]
  /** Quantiles to write: columns x times x shares. */
  readonly quantiles: ArrayBufferLike
  /** One count of work taken, at first 0: an Int32. */
  readonly taken: ArrayBufferLike
  /** Digests of runs to write, when the last part is there: runs x 32 bytes. */
  readonly digests: ArrayBufferLike
  readonly isFirst: boolean
  readonly isLast: boolean
}

/** One of `of` shares of the work on an ensemble's parts, given in order. */
export class Share {
  private readonly digests: ReturnType<OpenDigest>[] = []
  private readonly number: number
  private readonly of: number
  private readonly open: OpenDigest

  constructor(number: number, of: number, open: OpenDigest) {
    this.number = number
    this.of = of
    this.open = open
  }

  take(part: Part): void {
    this.digest(part)
    this.summarise(part)
  }

  /** Digests of this share's runs go on by the part's names, little-endian, as `bytesOfRun` has them. */
  private digest({runs, times, columns, still, order, isFirst, isLast, ...memory}: Part): void {
    const [from, to] = [Math.floor((this.number * runs) / this.of), Math.floor(((this.number + 1) * runs) / this.of)]
    const series = new Float64Array(memory.series, 0, runs * columns * times)
    const values = new Float64Array(memory.values)
    const digests = new Uint8Array(memory.digests)
    const one = new Float64Array(order.length * times)
    const bytes = new Uint8Array(one.buffer)
    for (let run = from; run < to; run++) {
      order.forEach((at, n) => {
        if (at < 0) one.fill(values[run * still - 1 - at]!, n * times, (n + 1) * times)
        else {
          const row = (run * columns + at) * times
          one.set(series.subarray(row, row + times), n * times)
        }
      })
      if (isFirst) {
        const begun = this.open()
        // A run that is done: its status.
        begun.update(Uint8Array.of(0))
        this.digests.push(begun)
      }
      const digest = this.digests[run - from]!
      digest.update(bytes)
      if (isLast) digests.set(digest.digest(), run * DIGEST_BYTES)
    }
  }

  private summarise({runs, times, columns, ...memory}: Part): void {
    const series = new Float64Array(memory.series, 0, runs * columns * times)
    const quantiles = new Float64Array(memory.quantiles)
    const taken = new Int32Array(memory.taken)
    const valid = Uint32Array.from({length: runs}, (_, run) => run)
    const work = new ColumnQuantiles(runs)
    const room = roomFor(runs)
    const blocks = Math.ceil(times / TIMES_AT_ONCE)
    for (;;) {
      const next = Atomics.add(taken, 0, 1)
      if (next >= columns * blocks) return
      const [column, block] = [Math.floor(next / blocks), next % blocks]
      const where = {valid, first: column * times, stride: columns * times, from: block * TIMES_AT_ONCE, to: times}
      writeQuantiles(series, where, room, work, quantiles.subarray(column * times * SHARES.length))
    }
  }
}

/** Who works on tables that are let go: in this thread, or in several. */
export type Reducing = {
  /** Memory of so many bytes, all 0, that whoever works can see. */
  readonly room: (bytes: number) => ArrayBufferLike
  readonly open: OpenDigest
  /** Begins with a plan: its parts are given one after the other, each when the one before is done. */
  readonly begin: () => (part: Part) => Promise<void>
}

/** In this thread. */
export function reducingHere(open: OpenDigest): Reducing {
  return {
    room: (bytes) => new ArrayBuffer(bytes),
    open,
    begin: () => {
      const share = new Share(0, 1, open)
      return async (part) => share.take(part)
    },
  }
}
