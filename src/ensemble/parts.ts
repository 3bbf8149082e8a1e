// Ensembles whose table would not fit in memory: the same runs again for some of the names
// at a time.
//
// A plan goes in; each part of its names comes out as runs of its own, to be reduced and let
// go. Runs are a function of seed, run and inputs, so every part has the bits that one table
// would have, and order statistics of a name are exact. The digest of each run goes on from
// part to part, so the hash is that of the whole. What stays at one value in each run is kept
// as that value, and asks for no part.

import {bytesToHex} from "@noble/hashes/utils.js"
import {changingSlots, type Program, rows} from "../engine/index.ts"
import {bytesOfRun, LITTLE_ENDIAN, type OpenDigest, openPure} from "./digest.ts"
import {ColumnQuantiles, type Quantiles, quantilesOf, SHARES} from "./quantiles.ts"
import {DIGEST_BYTES, type Reducing} from "./reduce.ts"
import type {Executor, Plan, Runs} from "./runs.ts"

/** What is known of all runs when their table is gone. */
export type Whole = Pick<Runs, "names" | "time" | "status" | "failures" | "hash">

/** Numbers of one table: 1 GB, which leaves room for its reduction on a machine of 8. */
const NUMBERS_AT_ONCE = 134_217_728
/** Numbers of one table that is summarised while the next is run into its memory: 500 MB. */
const NUMBERS_IN_PLACE = 65_000_000

/**
 * Runs `plan` in as many parts as `most` numbers a table ask for, mostly one; `take` gets each part in the order of
 * names.
 *
 * @param most numbers that one table may hold; `open` begins a digest.
 * @throws Fault as the executor.
 */
export async function inParts(
  plan: Plan,
  execute: Executor,
  take: (part: Runs) => void,
  {most = NUMBERS_AT_ONCE, open = openPure}: {readonly most?: number; readonly open?: OpenDigest} = {},
): Promise<Whole> {
  const names = plan.save ?? plan.program.outputs.map(({name}) => name)
  const each = Math.max(1, Math.floor(most / Math.max(1, plan.runs * rows(plan.program))))
  if (each >= names.length) {
    const all = await execute(plan)
    take(all)
    return all
  }
  const digests: ReturnType<OpenDigest>[] = []
  let last: Runs | null = null
  for (let from = 0; from < names.length; from += each) {
    const part = await execute({...plan, save: names.slice(from, from + each)})
    const length = part.names.length * part.time.length
    for (let run = 0; run < plan.runs; run++) {
      const bytes = bytesOfRun(part.status[run]!, part.series.subarray(run * length, (run + 1) * length))
      // The status stands once, before the values.
      if (from === 0) digests.push(open())
      digests[run]!.update(from === 0 ? bytes : bytes.subarray(1))
    }
    take(part)
    last = part
  }
  if (!last) throw new Error("a plan without names has one part")
  const whole = open()
  for (const digest of digests) whole.update(digest.digest())
  return {names, time: last.time, status: last.status, failures: last.failures, hash: bytesToHex(whole.digest())}
}

/**
 * Quantiles and hash of a plan with more numbers than one table should hold; null where it has fewer, or where a run
 * fails: what a failed run reached is in no short form. Each table but the first is run into the memory of the one
 * before.
 *
 * @param reducing who works on the tables, and gives their memory.
 * @param together names that `look` sees in one table, where they are all of the plan; it may see a name twice.
 * @param most numbers that one table may hold.
 * @throws Fault as the executor.
 */
export async function summarised(
  plan: Plan,
  execute: Executor,
  reducing: Reducing,
  {
    together,
    look,
    most = NUMBERS_IN_PLACE,
  }: {
    readonly together: readonly (readonly string[])[]
    readonly look: (part: Runs) => void
    readonly most?: number
  },
): Promise<{whole: Whole; quantiles: Map<string, Quantiles>} | null> {
  const {program, runs} = plan
  const names = plan.save ?? program.outputs.map(({name}) => name)
  const times = rows(program)
  const each = Math.floor(most / Math.max(1, runs * times))
  if (names.length <= each || each < 1 || !LITTLE_ENDIAN) return null
  const isStill = stillIn(program)
  const still = names.filter(isStill)
  // At the start they have the value that they keep.
  const values = await execute({...plan, program: {...program, steps: 0}, save: still})
  if (values.failures.length > 0) return null
  const tables = tablesOf(names, isStill, each, together)
  const quantiles = new Map<string, Quantiles>()
  const series = reducing.room(runs * Math.max(...tables.map(({save}) => save.length)) * times * 8)
  const digests = reducing.room(runs * DIGEST_BYTES)
  const reduction = reducing.begin()
  const place = new Map(still.map((name, s) => [name, s]))
  let last: Runs | null = null
  const ordered = tables.filter(({order}) => order.length > 0)
  for (const {save, order} of tables) {
    const part: Runs = await execute({...plan, save, series})
    if (part.failures.length > 0) return null
    last = part
    look(part)
    if (order.length === 0) continue
    const own = order.filter(isStill)
    const written = reducing.room(save.length * times * SHARES.length * 8)
    await reduction({
      runs,
      times,
      columns: save.length,
      series,
      still: own.length,
      values: columnsOf(
        values,
        own.map((name) => place.get(name)!),
        reducing,
      ),
      order: order.map((name) => (isStill(name) ? -1 - own.indexOf(name) : save.indexOf(name))),
      quantiles: written,
      taken: reducing.room(4),
      digests,
      isFirst: order === ordered[0]!.order,
      isLast: order === ordered.at(-1)!.order,
    })
    const all = new Float64Array(written)
    save.forEach((name, column) => {
      const from = column * times * SHARES.length
      quantiles.set(name, quantilesOf(part.time, all.subarray(from, from + times * SHARES.length)))
    })
  }
  if (!last) throw new Error("a plan without names has one part")
  const work = new ColumnQuantiles(runs)
  const one = new Float64Array(SHARES.length)
  for (const [s, name] of still.entries()) {
    work.write(
      Float64Array.from({length: runs}, (_, run) => values.series[run * still.length + s]!),
      one,
      0,
    )
    quantiles.set(name, quantilesOf(last.time, repeated(one, times)))
  }
  const whole = reducing.open()
  whole.update(new Uint8Array(digests))
  const hash = bytesToHex(whole.digest())
  return {whole: {names, time: last.time, status: last.status, failures: [], hash}, quantiles}
}

/** Whether an output of `program` keeps in each run the value that it starts with. */
function stillIn(program: Program): (name: string) => boolean {
  const changing = changingSlots(program)
  const still = new Set(program.outputs.filter(({slot}) => !changing.has(slot)).map(({name}) => name))
  return (name) => still.has(name)
}

type Table = {
  /** The columns. */
  readonly save: readonly string[]
  /** The names that it stands for, in the plan's order: its columns, and what is still. None: it is there to be looked at. */
  readonly order: readonly string[]
}

/** Tables of at most `each` columns that have every name once in order, and those in `together` in one of them. */
function tablesOf(
  names: readonly string[],
  isStill: (name: string) => boolean,
  each: number,
  together: readonly (readonly string[])[],
): Table[] {
  const tables: {save: string[]; order: string[]}[] = [{save: [], order: []}]
  for (const name of names) {
    const still = isStill(name)
    if (!still && tables.at(-1)!.save.length === each) tables.push({save: [], order: []})
    const {save, order} = tables.at(-1)!
    order.push(name)
    if (!still) save.push(name)
  }
  const known = new Set(names)
  const isIn = (set: readonly string[]) => tables.some(({save}) => set.every((name) => save.includes(name)))
  for (const set of together) {
    if (set.length > each || !set.every((name) => known.has(name)) || isIn(set)) continue
    const table = tables.at(-1)!
    const more = set.filter((name) => !table.save.includes(name))
    if (table.save.length + more.length <= each) table.save.push(...more)
    else tables.push({save: [...set], order: []})
  }
  return tables
}

/** Some columns of a table of one row, run by run, in memory of their own. */
function columnsOf({series, status, names}: Runs, columns: readonly number[], {room}: Reducing): ArrayBufferLike {
  const memory = room(status.length * columns.length * 8)
  const into = new Float64Array(memory)
  for (let run = 0, at = 0; run < status.length; run++)
    for (const column of columns) into[at++] = series[run * names.length + column]!
  return memory
}

function repeated(one: Float64Array, times: number): Float64Array {
  const all = new Float64Array(times * one.length)
  for (let at = 0; at < all.length; at += one.length) all.set(one, at)
  return all
}
