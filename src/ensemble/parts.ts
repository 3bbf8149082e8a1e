// Ensembles whose table would not fit in memory: the same runs again for some of the names
// at a time.
//
// A plan goes in; each part of its names comes out as runs of its own, to be reduced and let
// go. Runs are a function of seed, run and inputs, so every part has the bits that one table
// would have, and order statistics of a name are exact. The digest of each run goes on from
// part to part, so the hash is that of the whole.

import {bytesToHex} from "@noble/hashes/utils.js"
import {rows} from "../engine/index.ts"
import {bytesOfRun, type OpenDigest, openPure} from "./digest.ts"
import type {Executor, Plan, Runs} from "./runs.ts"

/** What is known of all runs when their table is gone. */
export type Whole = Pick<Runs, "names" | "time" | "status" | "failures" | "hash">

/** Numbers of one table: 1 GB, which leaves room for its reduction on a machine of 8. */
const NUMBERS_AT_ONCE = 134_217_728

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
