// An ensemble in shards: some of its runs at a time, each shard by itself, on any machine, and one table of all of them.
//
// In: a plan with its inputs. Out: the plan of each shard; a shard's runs as bytes that say what they are; and what such
// bytes hold. A run is a function of seed, run and inputs, so neither the size of shards nor who computed them shows in
// what is put together. A shard is a head of JSON, the series as runs x names x times of little-endian binary64, or binary32
// where that was asked for, with one NaN, a status byte for each run, and the failures as JSON; the head has SHA-256 of all of it.

import {bytesToHex} from "@noble/hashes/utils.js"
import {exactJson, readExactJson} from "../core/exact-json.ts"
import {contentHash} from "../core/ids.ts"
import {type AnyHead, asciiJson, beginsWith, bytesOf, HEAD_BYTES, lettersOf, sealed} from "../core/shard-file.ts"
import {type Failure, type Program, programText, readProgram, rows} from "../engine/index.ts"
import {bytesOfRun, LITTLE_ENDIAN, type OpenDigest} from "./digest.ts"
import type {Plan, Runs} from "./runs.ts"

/** A plan with all that its runs follow from, and how it is cut. */
export type Sharded = {
  readonly plan: Plan & Required<Pick<Plan, "inputs" | "save">>
  /** Runs of a shard; the last has what is left. */
  readonly size: number
  readonly count: number
  /** What a shard keeps each saved number as. */
  readonly dtype: Dtype
  /** The version of Brink that computes them. */
  readonly version: string
  /** SHA-256 of the program, and of the inputs as little-endian binary64. */
  readonly program: string
  readonly inputs: string
  /** SHA-256 of all that the bytes of a shard follow from. */
  readonly id: string
}

/** Little-endian binary64, or binary32: half the bytes, and seven digits of sixteen. */
export type Dtype = "<f8" | "<f4"

/** Bytes of a number. */
export const bytesOfNumber = (dtype: Dtype): number => (dtype === "<f4" ? 4 : 8)

/** Runs of a shard as it is cut by itself: few enough to be lost, enough to fill blocks of members. */
const USUAL_SIZE = 256
/** Bytes of a shard's series that are held and written at once. */
const MOST_BYTES = 67_108_864
/** Shards of a plan, as files of one folder. */
const USUAL_COUNT = 1024

/** How many runs a shard has by itself: the same for a program, its names and runs on every machine. */
export function usualSize(program: Program, names: number, runs: number): number {
  const bytes = (size: number) => size * names * rows(program) * 8
  let size = USUAL_SIZE
  while (size > 1 && bytes(size) > MOST_BYTES) size /= 2
  while (runs / size > USUAL_COUNT && bytes(2 * size) <= MOST_BYTES) size *= 2
  return size
}

/**
 * Cuts a plan into shards of `size` runs. `version` names the program that will compute them; `dtype` what is kept of each
 * number, so that a plan of binary32 is another plan.
 */
export function sharded(
  plan: Sharded["plan"],
  size: number,
  version: string,
  open: OpenDigest,
  dtype: Dtype = "<f8",
): Sharded {
  const program = contentHash(programText(plan.program))
  const inputs = hashOf([littleEndian(plan.inputs)], open)
  const {runs, seed, save} = plan
  const id = idOf({version, program, inputs, runs, seed, save, size, dtype})
  return {plan, size, count: Math.ceil(runs / size), dtype, version, program, inputs, id}
}

type Named = Pick<Sharded, "version" | "program" | "inputs" | "size" | "dtype"> &
  Pick<Sharded["plan"], "runs" | "seed" | "save">

function idOf({version, program, inputs, runs, seed, save, size, dtype}: Named): string {
  const all = ["brink/shard@1", version, program, inputs, runs, seed, save, size, ...(dtype === "<f8" ? [] : [dtype])]
  return contentHash(JSON.stringify(all))
}

function hashOf(pieces: Iterable<Uint8Array>, open: OpenDigest): string {
  const digest = open()
  for (const piece of pieces) digest.update(piece)
  return bytesToHex(digest.digest())
}

/** The runs of a shard: from <= run < to. */
export function spanOf({plan, size}: Pick<Sharded, "size"> & {plan: Pick<Plan, "runs">}, index: number) {
  return {from: index * size, to: Math.min(plan.runs, (index + 1) * size)}
}

/** What to run for a shard. */
export function shardPlan(all: Sharded, index: number): Plan {
  const {from, to} = spanOf(all, index)
  const width = all.plan.program.inputs.length
  return {...all.plan, runs: to - from, first: from, inputs: all.plan.inputs.subarray(from * width, to * width)}
}

/** What a machine is told of a shard that is to compute it and shares no disk: what its bytes follow from, by hash. */
export type ShardOrder = Named & {
  readonly format: "brink/order@1"
  /** The plan's id. */
  readonly plan: string
  readonly shard: number
  /** SHA-256 of the shard's own inputs, as little-endian binary64. */
  readonly given: string
}

/** What is sent of a shard: the order, and its inputs; the plan's program goes apart, once for all shards. */
export function orderOf(all: Sharded, index: number, open: OpenDigest) {
  const {version, program, inputs, size, dtype, id} = all
  const {runs, seed, save} = all.plan
  const bytes = littleEndian(shardPlan(all, index).inputs!)
  const given = hashOf([bytes], open)
  const named = {version, program, inputs, size, dtype, runs, seed, save}
  const order: ShardOrder = {format: "brink/order@1", plan: id, shard: index, given, ...named}
  return {order, bytes}
}

/** An order from its JSON; null where it is none, or not of the plan that it names. */
export function readOrder(text: string): ShardOrder | null {
  let told: Partial<ShardOrder>
  try {
    told = Object(JSON.parse(text))
  } catch {
    return null
  }
  const {format, plan, version, program, inputs, given, shard, size, dtype, runs, seed, save} = told
  const isHash = (value: unknown) => typeof value === "string" && /^[0-9a-f]{64}$/.test(value)
  const isCount = (value: unknown) => Number.isSafeInteger(value) && (value as number) > 0
  const isSound =
    format === "brink/order@1" &&
    [plan, program, inputs, given].every(isHash) &&
    typeof version === "string" &&
    (dtype === "<f8" || dtype === "<f4") &&
    typeof seed === "string" &&
    /^\d{1,20}$/.test(seed) &&
    Array.isArray(save) &&
    save.every((name) => typeof name === "string") &&
    isCount(size) &&
    isCount(runs) &&
    Number.isSafeInteger(shard) &&
    shard! >= 0 &&
    shard! * size! < runs!
  return isSound && idOf(told as Named) === plan ? (told as ShardOrder) : null
}

/** The program that an order names, from its text; null where it is another, or none. */
export function programOf(order: ShardOrder, text: string): Program | null {
  return contentHash(text) === order.program ? readProgram(text) : null
}

/**
 * What to run for an order, and the plan as far as the bytes of its shard go by it.
 *
 * @param program that of the order.
 * @param bytes the shard's inputs.
 * @returns null where they are not what the order names.
 */
export function ordered(
  order: ShardOrder,
  program: Program,
  bytes: Uint8Array,
  open: OpenDigest,
): {readonly all: Sharded; readonly plan: Plan} | null {
  const {shard, size, dtype, runs, seed, save, version, inputs: hash, plan: id} = order
  const {from, to} = spanOf({size, plan: {runs}}, shard)
  if (hashOf([bytes], open) !== order.given || bytes.length !== (to - from) * program.inputs.length * 8) return null
  const known = new Set(program.outputs.map(({name}) => name))
  if (!save.every((name) => known.has(name))) return null
  // Copied: what came over a network begins at any byte.
  const inputs = new Float64Array(Uint8Array.from(bytes).buffer)
  asOwnNumbers(inputs)
  const all = {
    plan: {program, runs, seed, save, inputs},
    size,
    count: Math.ceil(runs / size),
    dtype,
    version,
    program: order.program,
    inputs: hash,
    id,
  }
  return {all, plan: {program, runs: to - from, seed, save, first: from, inputs}}
}

/** What a shard says of itself. */
export type ShardHead = AnyHead & {
  /** Its runs: from <= run < to. */
  readonly runs: readonly [number, number]
  readonly dtype: Dtype
  /** runs x names x times. */
  readonly shape: readonly [number, number, number]
}

function headOf(all: Sharded, index: number, failures: number, sha256: string): ShardHead {
  const {from, to} = spanOf(all, index)
  return {
    format: "brink/shard@1",
    plan: all.id,
    brink: all.version,
    shard: index,
    runs: [from, to],
    dtype: all.dtype,
    shape: [to - from, all.plan.save.length, rows(all.plan.program)],
    offset: HEAD_BYTES,
    failures,
    sha256,
  }
}

/** The bytes of a shard, in pieces, from the runs of its plan; and their hash. */
export function shardBytes(
  all: Sharded,
  index: number,
  {series, status, failures}: Pick<Runs, "series" | "status" | "failures">,
  open: OpenDigest,
): {readonly pieces: readonly Uint8Array[]; readonly sha256: string} {
  const {from} = spanOf(all, index)
  const length = series.length / status.length
  const told = failures.map((failure) => ({...failure, run: from + failure.run}))
  const last = bytesOf(asciiJson(exactJson(told)))
  // Behind the status, which stands once for all runs.
  const bodies = Array.from(status, (_, run) =>
    bytesOfSeries(series.subarray(run * length, (run + 1) * length), all.dtype),
  )
  const body = [...bodies, Uint8Array.from(status), last]
  return sealed((sha256) => headOf(all, index, last.length, sha256), body, open)
}

/** Numbers as a shard keeps them; of binary32 the nearest, and infinite beyond its range. */
function bytesOfSeries(numbers: Float64Array, dtype: Dtype): Uint8Array {
  if (dtype === "<f8") return bytesOfRun(0, numbers).subarray(1)
  const bytes = new Uint8Array(numbers.length * 4)
  const view = new DataView(bytes.buffer)
  for (let i = 0; i < numbers.length; i++)
    // The quiet NaN without payload, as in binary64.
    if (Number.isNaN(numbers[i])) view.setUint32(4 * i, 0x7fc0_0000, true)
    else view.setFloat32(4 * i, numbers[i]!, true)
  return bytes
}

/** Whether a head is that of this shard of this plan, letter for letter. */
export function isHeadOf(all: Sharded, index: number, bytes: Uint8Array, {failures, sha256}: AnyHead): boolean {
  return beginsWith(bytes, headOf(all, index, failures, sha256))
}

/** Bytes of a whole shard. */
export function shardLength(all: Sharded, index: number, {failures}: Pick<AnyHead, "failures">): number {
  const {from, to} = spanOf(all, index)
  return (
    HEAD_BYTES + (to - from) * (all.plan.save.length * rows(all.plan.program) * bytesOfNumber(all.dtype) + 1) + failures
  )
}

/**
 * The failures of a shard, as they stand at its end; null where they are not those of its runs.
 *
 * @param status of its runs, of which the first is run `from`.
 */
export function readFailures(bytes: Uint8Array, status: Uint8Array, from: number): Failure[] | null {
  let told: unknown
  try {
    told = readExactJson(lettersOf(bytes))
  } catch {
    return null
  }
  const failed = Array.from(status.keys()).filter((run) => status[run] !== 0)
  const isOf = (one: unknown, i: number): one is Failure => {
    const {run, status: why, name, time, says} = Object(one) as Partial<Failure>
    return (
      run === from + failed[i]! &&
      why === status[failed[i]!] &&
      typeof time === "number" &&
      [name, says].every((word) => typeof word === "string")
    )
  }
  return Array.isArray(told) && told.length === failed.length && told.every(isOf) ? told : null
}

/** Numbers as shards and hashes of inputs have them; the machine's own memory where it keeps them so. */
function littleEndian(numbers: Float64Array): Uint8Array {
  if (LITTLE_ENDIAN) return new Uint8Array(numbers.buffer, numbers.byteOffset, numbers.byteLength)
  return bytesOfRun(0, numbers).subarray(1)
}

/** Numbers of binary32 from the bytes of a shard, each as it is. */
export function readNarrow(bytes: Uint8Array, into: Float64Array): void {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  for (let i = 0; i < into.length; i++) into[i] = view.getFloat32(i * 4, true)
}

/** Turns what was read from a shard into this machine's numbers, where it keeps them otherwise. */
export function asOwnNumbers(numbers: Float64Array): void {
  if (LITTLE_ENDIAN) return
  const view = new DataView(numbers.buffer, numbers.byteOffset, numbers.byteLength)
  for (let i = 0; i < numbers.length; i++) numbers[i] = view.getFloat64(i * 8, true)
}
