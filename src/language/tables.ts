// Tables of what is learnt: in each of 2^bits rows a weight a column, which is a tag, a relation or an action.
//
// In training a table is floats, row after row. In reading it is laid out by what is in it, because to open English and to score
// both wait for memory: of eighty columns a row has weights in three or four, and what three actions weigh in one row they weigh in
// many. Learnt numbers are signed bytes, and a byte v stands for v x |v|, so that small weights keep their differences while the few
// large ones carry decisions. They are stored as they are laid out here, a plane of bytes for each thing that is said of them.

import {compileRows, compileSums, type Templates} from "./templates.ts"
import {
  type Allocate,
  actionSumsIn,
  columnSumsIn,
  roomOfRows,
  type Space,
  sumsIn,
  TABLES_AT,
  valuesIn,
} from "./vector-sums.ts"

/** What a byte of a table stands for. */
export const SQUARE: Int16Array = Int16Array.from({length: 256}, (_, byte) => {
  const v = (byte << 24) >> 24
  return v < 0 ? -v * v : v * v
})

/** Memory of so many bytes, from `at` on; with what makes functions over it, where vector instructions reach it. */
export type Memory = (bytes: number) => {
  readonly buffer: ArrayBuffer
  readonly at: number
  readonly space?: Space | undefined
}

const plainMemory: Memory = (bytes) => ({buffer: new ArrayBuffer(bytes), at: 0})

/** Memory that vector instructions reach, where it is to be had. */
export const memoryOf =
  (allocate: Allocate): Memory =>
  (bytes) => {
    const space = allocate(TABLES_AT + bytes)
    return space ? {buffer: space.buffer, at: TABLES_AT, space} : plainMemory(bytes)
  }

const WORD = 4

// ---- a weight a column

/** One weight a column in each row: in training floats, row after row. */
export type Weights = Float32Array | SparseRows

/** Rows of which most weights are 0: those that are not, row after row. */
export type SparseRows = {
  /** Where each row begins in `entries`, in bytes; one more than there are rows. */
  readonly starts: Int32Array
  /** Of each weight in the low 16 bits its column, times the bytes of a number, and in the high ones what it stands for. */
  readonly entries: Int32Array
  readonly space?: Space | undefined
}

/** Sparse rows as they are stored: how many weights each row has; of each weight its column, and its byte. */
export type SparsePlanes = {readonly counts: Uint8Array; readonly columns: Uint8Array; readonly values: Uint8Array}

/** @param table  bytes, `width` a row. */
export function sparsePlanes(table: Int8Array, width: number): SparsePlanes {
  const counts = new Uint8Array(table.length / width)
  const columns: number[] = []
  const values: number[] = []
  table.forEach((value, at) => {
    if (value === 0) return
    counts[Math.floor(at / width)]!++
    columns.push(at % width)
    values.push(value)
  })
  return {counts, columns: Uint8Array.from(columns), values: Uint8Array.from(values)}
}

/** @param planes  whose counts add up to how many weights there are. */
export function sparseRows(
  {counts, columns, values}: SparsePlanes,
  width: number,
  memory: Memory = plainMemory,
): SparseRows {
  const {buffer, at, space} = memory(WORD * (counts.length + 1 + values.length) + roomOfRows(width))
  const starts = new Int32Array(buffer, at, counts.length + 1)
  const entries = new Int32Array(buffer, at + starts.byteLength, values.length)
  let end = 0
  for (let row = 0; row < counts.length; row++) {
    end += counts[row]! * WORD
    starts[row + 1] = end
  }
  for (let i = 0; i < entries.length; i++) entries[i] = (columns[i]! * WORD) | (SQUARE[values[i]!]! << 16)
  return {starts, entries, space}
}

/** Sums columns of a table over the rows that templates give for the values of their atoms. */
export type Summing = {
  /** Of the atoms, from index 1. */
  readonly values: Int32Array
  /** The sums of some columns, into `sums` in their order. */
  readonly sum: (columns: Int32Array, sums: Float64Array) => void
  /** Of floats: where the rows begin that were last summed. */
  readonly rows: Int32Array
}

/** @param atoms  so many the templates know. @param table  of 2^bits rows, `width` columns each. */
export function summing(
  templates: Templates,
  atoms: number,
  {weights, bits, width}: {readonly weights: Weights; readonly bits: number; readonly width: number},
): Summing {
  const rows = new Int32Array(templates.count)
  if ("space" in weights && weights.space)
    return {
      values: valuesIn(weights.space),
      sum: columnSumsIn(weights.space, templates, bits, {...weights, width}),
      rows,
    }
  const values = new Int32Array(atoms + 1)
  const rowsOf = compileRows(templates, bits)
  if (weights instanceof Float32Array) {
    const sum = (columns: Int32Array, sums: Float64Array): void => {
      rowsOf(values, rows)
      for (let f = 0; f < rows.length; f++) rows[f] = rows[f]! * width
      for (let k = 0; k < columns.length; k++) {
        let total = 0
        for (let f = 0; f < rows.length; f++) total += weights[rows[f]! + columns[k]!]!
        sums[k] = total
      }
    }
    return {values, sum, rows}
  }
  const {starts, entries} = weights
  const all = new Int32Array(width)
  const sum = (columns: Int32Array, sums: Float64Array): void => {
    rowsOf(values, rows)
    all.fill(0)
    for (let f = 0; f < rows.length; f++) {
      const end = starts[rows[f]! + 1]! / WORD
      for (let i = starts[rows[f]!]! / WORD; i < end; i++) {
        const entry = entries[i]!
        all[(entry & 0xffff) / WORD]! += entry >> 16
      }
    }
    for (let k = 0; k < columns.length; k++) sums[k] = all[columns[k]!]!
  }
  return {values, sum, rows}
}

// ---- three weights a row

/** Numbers of a row of actions, of training's floats too; the fourth stays 0, so that a row is one vector. */
export const ACTION_ROW = 4

/** Rows of the weights of actions, of which many are alike. */
export type ActionRows = {
  /** Of each row which of `different` it is. */
  readonly codes: Uint16Array
  /** Rows that differ, ACTION_ROW numbers each; the first is of zeros. */
  readonly different: Int16Array
  readonly space?: Space | undefined
}

/** Rows of actions as they are stored. */
export type ActionPlanes = {
  /** Of the rows that differ, but for that of zeros, first all first bytes, then all second ones, then all third ones. */
  readonly different: Uint8Array
  /** A bit a row: whether it is not of zeros. */
  readonly used: Uint8Array
  /** Of each such row the lower byte of its code, and the upper one. */
  readonly low: Uint8Array
  readonly high: Uint8Array
}

/** So many rows may differ: a code is of 16 bits, and 0 is the row of zeros. */
export const MOST_DIFFERENT = 0xffff

const BYTE = 8

/** The bytes of one row as one number; 0 where all are. */
const keyOf = (table: Int8Array, row: number): number =>
  (table[row * ACTION_ROW]! & 255) |
  ((table[row * ACTION_ROW + 1]! & 255) << BYTE) |
  ((table[row * ACTION_ROW + 2]! & 255) << (2 * BYTE))

/** How often each row is there that is not of zeros, by its bytes as one number. @param table  bytes, ACTION_ROW a row. */
export function differentRows(table: Int8Array): Map<number, number> {
  const counts = new Map<number, number>()
  for (let row = 0; row < table.length / ACTION_ROW; row++) {
    const key = keyOf(table, row)
    if (key !== 0) counts.set(key, (counts.get(key) ?? 0) + 1)
  }
  return counts
}

/** @param table  bytes, ACTION_ROW a row. @throws RangeError when more than MOST_DIFFERENT rows differ. */
export function actionPlanes(table: Int8Array): ActionPlanes {
  const counts = differentRows(table)
  if (counts.size > MOST_DIFFERENT) throw new RangeError(`${counts.size} rows differ, of ${MOST_DIFFERENT} that may`)
  // The most common first: their codes are small, and what is common packs well.
  const keys = [...counts].sort((a, b) => b[1] - a[1] || a[0] - b[0]).map(([key]) => key)
  const codes = new Map(keys.map((key, i) => [key, i + 1]))
  const used = new Uint8Array(table.length / ACTION_ROW / BYTE)
  const low: number[] = []
  const high: number[] = []
  for (let row = 0; row < table.length / ACTION_ROW; row++) {
    const code = codes.get(keyOf(table, row))
    if (code === undefined) continue
    used[row >> 3]! |= 1 << (row & 7)
    low.push(code & 255)
    high.push(code >> BYTE)
  }
  const bytes = [0, BYTE, 2 * BYTE].flatMap((shift) => keys.map((key) => (key >> shift) & 255))
  return {different: Uint8Array.from(bytes), used, low: Uint8Array.from(low), high: Uint8Array.from(high)}
}

/** @param planes  with a code for each bit that is set, and none higher than there are rows that differ. */
export function actionRows(
  {different: bytes, used, low, high}: ActionPlanes,
  memory: Memory = plainMemory,
): ActionRows {
  const rows = used.length * BYTE
  const count = bytes.length / 3
  const {buffer, at, space} = memory(2 * (rows + ACTION_ROW * (count + 1)))
  const codes = new Uint16Array(buffer, at, rows)
  const different = new Int16Array(buffer, at + codes.byteLength, ACTION_ROW * (count + 1))
  for (let i = 0; i < count; i++)
    for (let k = 0; k < 3; k++) different[(i + 1) * ACTION_ROW + k] = SQUARE[bytes[k * count + i]!]!
  let next = 0
  for (let eight = 0; eight < used.length; eight++) {
    // From set bit to set bit.
    for (let bits = used[eight]!; bits !== 0; bits &= bits - 1) {
      codes[eight * BYTE + 31 - Math.clz32(bits & -bits)] = low[next]! | (high[next]! << BYTE)
      next++
    }
  }
  return {codes, different, space}
}

/** Sums what rows of actions hold. */
export type ActionSumming = {
  /** Of the atoms, from index 1. */
  readonly values: Int32Array
  /** Of each action, by what was asked last. */
  readonly sums: Int32Array
  /** For each part of the templates what sums its rows. */
  readonly parts: readonly (() => void)[]
}

/** @param atoms  so many the templates know. @param rows  2^bits. */
export function actionSumming(
  parts: readonly Templates[],
  atoms: number,
  rows: ActionRows,
  bits: number,
): ActionSumming {
  if (rows.space)
    return {
      values: valuesIn(rows.space),
      sums: sumsIn(rows.space),
      parts: actionSumsIn(rows.space, parts, bits, rows),
    }
  const values = new Int32Array(atoms + 1)
  const sums = new Int32Array(ACTION_ROW)
  const functions = parts.map((templates) => {
    const sum = compileSums(templates, bits)
    return () => sum(values, rows.codes, rows.different, sums)
  })
  return {values, sums, parts: functions}
}
