// The file of what has been learnt of causes. Bytes in, the model out, and back.
//
// Learnt numbers are small signed whole numbers, v standing for v x |v| times its table's step, as in the file of
// English (src/language/weights.ts); most are 0, so a table is stored as which rows are used, which columns of each, and
// the values. Words are stored as hashes only. A file that was cut short, changed or learnt with other facts is refused.

import {Fault} from "../core/fault.ts"
import {COLUMNS} from "./chain.ts"
import {type Learned, type LearnedModel, openModel} from "./learned.ts"
import type {Table} from "./table.ts"

/** "BRNKSPAN" */
const MAGIC = [0x42, 0x52, 0x4e, 0x4b, 0x53, 0x50, 0x41, 0x4e]
/** Raised whenever the layout, a fact or a template changes. */
const FORMAT = 1
/** Tables have at most 2^this rows. */
const MOST_BITS = 22
const CHECKSUM_AT = 12
const BODY_AT = 16
/** Largest size of a stored weight: coarse, as a file of few sizes packs small, and no figure was lost by it. */
const LARGEST = 31
/** The threshold is stored in thousandths. */
const THOUSAND = 1000

/** FNV-1a over the body. */
function checksum(bytes: Uint8Array): number {
  let hash = 0x811c9dc5
  for (let i = BODY_AT; i < bytes.length; i++) hash = Math.imul(hash ^ bytes[i]!, 0x01000193)
  return hash >>> 0
}

/** What of a table is stored: weights smaller than `least` of LARGEST steps of the square root become 0. */
export function rounded(table: Table, least: number): Table {
  let most = 0
  for (const w of table.weights) if (Math.abs(w) > most) most = Math.abs(w)
  const weights = new Int16Array(table.weights.length)
  // A step that a 32-bit float holds, so that the file says it exactly.
  const step = Math.fround((most * table.step) / (LARGEST * LARGEST))
  if (most > 0)
    table.weights.forEach((w, i) => {
      const v = Math.round(LARGEST * Math.sqrt(Math.abs(w) / most))
      if (v >= least) weights[i] = w < 0 ? -v * v : v * v
    })
  return {...table, weights, step}
}

/** The bytes of a model whose tables are rounded. Numbers are little-endian. */
export function encodeLearned(model: LearnedModel): Uint8Array {
  const bytes: number[] = [...MAGIC]
  const word = (value: number) => {
    for (let shift = 0; shift < 32; shift += 8) bytes.push((value >>> shift) & 255)
  }
  word(FORMAT)
  word(0)
  word(Math.round(model.threshold * THOUSAND))
  const signals = [...model.signals].sort((a, b) => a - b)
  word(signals.length)
  for (const hash of signals) word(hash)
  for (const table of [model.chain, model.pairs, model.signal, model.sentence]) {
    const {bits, width, weights, step} = table
    const used: number[] = []
    for (let row = 0; row < 1 << bits; row++)
      if (weights.subarray(row * width, row * width + width).some((w) => w !== 0)) used.push(row)
    word(bits)
    word(width)
    word(new Uint32Array(Float32Array.of(step).buffer)[0]!)
    word(used.length)
    const rows = new Uint8Array((1 << bits) >> 3)
    for (const row of used) rows[row >> 3]! |= 1 << (row & 7)
    for (const byte of rows) bytes.push(byte)
    if (width > 1)
      for (const row of used)
        for (let k = 0; k < width; k += 8) {
          let mask = 0
          for (let j = k; j < Math.min(width, k + 8); j++) if (weights[row * width + j] !== 0) mask |= 1 << (j - k)
          bytes.push(mask)
        }
    for (const row of used)
      for (let k = 0; k < width; k++) {
        const w = weights[row * width + k]!
        if (w !== 0) bytes.push((w < 0 ? -Math.sqrt(-w) : Math.sqrt(w)) & 255)
      }
  }
  const out = Uint8Array.from(bytes)
  new DataView(out.buffer).setUint32(CHECKSUM_AT, checksum(out), true)
  return out
}

/**
 * @param bytes  of a file, decompressed. @param name  of the file, for messages.
 * @throws Fault `reading/weights` when the bytes are not a whole file of this version.
 */
export function decodeLearned(bytes: Uint8Array, name: string): LearnedModel {
  const refuse = (what: string) =>
    new Fault("reading/weights", `${name} ${what}`, {
      next: "Install Brink again, or make the file anew: npm run train:spans.",
    })
  if (bytes.length < BODY_AT || MAGIC.some((byte, i) => bytes[i] !== byte))
    throw refuse("is not a file of learnt causes")
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  const format = view.getUint32(8, true)
  if (format !== FORMAT) throw refuse(`has format ${format}; this Brink reads format ${FORMAT}`)
  const found = checksum(bytes)
  const said = view.getUint32(CHECKSUM_AT, true)
  if (found !== said)
    throw refuse(`is damaged or cut short: its checksum is ${found.toString(16)}, it says ${said.toString(16)}`)
  let at = BODY_AT
  const take = (length: number): number => {
    const from = at
    at += length
    if (at > bytes.length) throw refuse("ends too soon")
    return from
  }
  const word = () => view.getUint32(take(4), true)
  const table = (columns: number): Table => {
    const bits = word()
    const width = word()
    if (bits < 3 || bits > MOST_BITS || width !== columns) throw refuse(`has a table of 2^${bits} rows of ${width}`)
    const step = view.getFloat32(take(4), true)
    const used = word()
    const usedAt = take((1 << bits) >> 3)
    const maskBytes = width > 1 ? Math.ceil(width / 8) : 0
    let maskAt = take(used * maskBytes)
    const weights = new Int16Array(width << bits)
    for (let row = 0; row < 1 << bits; row++) {
      if ((bytes[usedAt + (row >> 3)]! & (1 << (row & 7))) === 0) continue
      for (let k = 0; k < width; k++) {
        if (maskBytes > 0 && (bytes[maskAt + (k >> 3)]! & (1 << (k & 7))) === 0) continue
        const value = view.getInt8(take(1))
        weights[row * width + k] = value * Math.abs(value)
      }
      maskAt += maskBytes
    }
    return {bits, width, weights, step}
  }
  const threshold = word() / THOUSAND
  const count = word()
  const signalsAt = take(4 * count)
  const signals = new Set(Array.from({length: count}, (_, i) => view.getInt32(signalsAt + 4 * i, true)))
  return {threshold, signals, chain: table(COLUMNS), pairs: table(1), signal: table(1), sentence: table(1)}
}

/**
 * Opens what has been learnt of causes.
 * @throws Fault `reading/weights` when the bytes are not a whole file of this version.
 */
export function openLearned(bytes: Uint8Array, name = "The file of learnt causes"): Learned {
  return openModel(decodeLearned(bytes, name))
}
