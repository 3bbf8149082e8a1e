// The sums that tagging and parsing are decided by, as vector instructions: the same whole numbers as templates.ts and
// tagger.ts come to, in half the time. Templates and where a table stands in memory in, functions over that memory out.
//
// Scoring waits for memory: of four rows at once the hash is worked out, and the fewer instructions stand between two
// rows, the more of them a processor fetches at a time. Nothing here makes code run: that takes the world, and whoever
// opens English gives memory that does it. Without them everything is summed in JavaScript.

import {Body, I32, Module, op, V128, vector as v} from "../core/wasm-module.ts"
import {FACTORS, PLACES_OF, type Templates} from "./templates.ts"

/** Memory for a table, and what makes the bytes of a module functions over it (`host.memory`). */
export type Space = {
  readonly buffer: ArrayBuffer
  readonly run: (module: Uint8Array) => Readonly<Record<string, () => void>>
}

/** Makes space of so many bytes, all 0; null where there is none. */
export type Allocate = (bytes: number) => Space | null

// What stands in a space before its table: the values of the atoms, sums, and a hash for each template.
const VALUES = 0
const SUMS = 512
const HASHES = 1024
/** Where tables begin. */
export const TABLES_AT = 2048
/** What is read or put at a time may reach so many bytes beyond its end. */
const SLACK = 128
const MOST_ATOMS = 127
const MOST_TEMPLATES = 250
const MOST_COLUMNS = 128

/** Values of atoms, from index 1. */
export const valuesIn = (space: Space): Int32Array => new Int32Array(space.buffer, VALUES, MOST_ATOMS + 1)

export const sumsIn = (space: Space): Int32Array => new Int32Array(space.buffer, SUMS, MOST_COLUMNS)

/** Bytes of one whole number, and of a vector; whole numbers, and rows, of one vector. */
const WORD = 4
const VECTOR = 16
const FOUR = 4

/** A function over the rows of some templates while it is written. */
class Sum {
  readonly body: Body
  readonly #templates: Templates
  readonly #bits: number
  readonly #hash: number

  constructor(templates: Templates, bits: number) {
    if (templates.count > MOST_TEMPLATES) throw new RangeError(`${templates.count} templates`)
    this.body = new Body()
    this.#templates = templates
    this.#bits = bits
    this.#hash = this.body.local(V128)
  }

  /** A vector of one number in a local. */
  splat(value: number): number {
    const local = this.body.local(V128)
    this.body.i32(value).v(v.splatI32).set(local)
    return local
  }

  /** Goes through the rows, four at a time: `use` is told the local of their numbers, times the bytes of a word, and how many they are. */
  rows(use: (numbers: number, count: number) => void): void {
    const {body} = this
    const hash = this.#hash
    const {count, seeds, atoms} = this.#templates
    const products = new Map<string, number>()
    for (let t = 0; t < count; t++) {
      const terms = atoms.flatMap((of, place) => {
        const atom = of[t]!
        if (atom === 0) return []
        const key = `${place} ${atom}`
        if (!products.has(key)) {
          const local = body.local(I32)
          body.i32(0).emit(op.i32Load, 2, VALUES + WORD * atom)
          body.i32(PLACES_OF[place]!).emit(op.i32Mul).set(local)
          products.set(key, local)
        }
        return [products.get(key)!]
      })
      body.i32(0).i32(seeds[t]!)
      for (const term of terms) body.get(term).emit(op.i32Add)
      body.emit(op.i32Store, 2, HASHES + WORD * t)
    }
    const [first, second] = FACTORS.map((factor) => this.splat(factor)) as [number, number]
    const whole = this.splat(-WORD)
    const folded = (by: number) => body.get(hash).get(hash).i32(by).v(v.shrUI32).v(v.xor)
    for (let t = 0; t < count; t += FOUR) {
      body
        .i32(0)
        .memory(v.load, HASHES + WORD * t)
        .set(hash)
      folded(16).get(first).v(v.mulI32).set(hash)
      folded(15).get(second).v(v.mulI32).set(hash)
      // The upper bits are the number of the row.
      folded(16)
        .i32(32 - this.#bits - 2)
        .v(v.shrUI32)
        .get(whole)
        .v(v.and)
        .set(hash)
      use(hash, Math.min(FOUR, count - t))
    }
  }
}

/**
 * For tables of the actions: sums what the rows of some templates hold.
 * @param table  as `ActionRows`, in this space. @returns a function for each of `parts`: as `Sums`, from `valuesIn` to `sumsIn`.
 */
export function actionSumsIn(
  space: Space,
  parts: readonly Templates[],
  bits: number,
  table: {readonly codes: Uint16Array; readonly different: Int16Array},
): (() => void)[] {
  const module = new Module()
  module.givenMemory = true
  for (const [nth, templates] of parts.entries()) {
    const sum = new Sum(templates, bits)
    const {body} = sum
    const total = sum.splat(0)
    sum.rows((numbers, count) => {
      for (let k = 0; k < count; k++) {
        // Numbers are times four, codes of two bytes, rows that differ of four numbers of 16 bits.
        body.get(numbers).lane(k).i32(1).emit(op.i32ShrU).emit(op.i32Load16U, 1, table.codes.byteOffset)
        body.i32(3).emit(op.i32Shl).memory(v.loadI16, table.different.byteOffset, 3)
        body.get(total).v(v.addI32).set(total)
      }
    })
    body.i32(0).get(total).memory(v.store, SUMS)
    module.exportFunction(String(nth), module.add(body))
  }
  const made = space.run(module.bytes())
  return parts.map((_, nth) => made[nth]! as () => void)
}

/** Room that `columnSumsIn` needs behind a table of so many columns, in bytes: for the rows of all templates side by side. */
export const roomOfRows = (width: number): number => MOST_TEMPLATES * width * WORD + SLACK

/**
 * For tables of rows of which most weights are 0: sums some columns of the rows of templates, as `summing` does. Rows are put side
 * by side first and added up then, because how many weights each has cannot be foretold, and a branch on it would be waited for.
 * @param table  as `SparseRows`, in this space, with `roomOfRows` behind it; so many columns.
 */
export function columnSumsIn(
  space: Space,
  templates: Templates,
  bits: number,
  table: {readonly starts: Int32Array; readonly entries: Int32Array; readonly width: number},
): (columns: Int32Array, sums: Float64Array) => void {
  if (table.width > MOST_COLUMNS) throw new RangeError(`${table.width} columns`)
  const sum = new Sum(templates, bits)
  const {body} = sum
  const [from, to, until] = [body.local(I32), body.local(I32), body.local(I32)]
  const entries = table.entries.byteOffset
  const beside = entries + table.entries.byteLength
  const copy = (offset: number) =>
    body
      .get(to)
      .get(from)
      .memory(v.load, entries + offset, 2)
      .memory(v.store, beside + offset, 2)
  const move = (local: number) => body.get(local).i32(VECTOR).emit(op.i32Add)
  sum.rows((numbers, count) => {
    for (let k = 0; k < count; k++) {
      const start = table.starts.byteOffset
      body
        .get(to)
        .get(numbers)
        .lane(k)
        .tee(from)
        .emit(op.i32Load, 2, start + WORD)
      body.get(from).emit(op.i32Load, 2, start).tee(from).emit(op.i32Sub).emit(op.i32Add).set(until)
      // Hardly a row has more weights than two vectors hold.
      copy(0)
      copy(VECTOR)
      body
        .get(until)
        .get(to)
        .emit(op.i32Sub)
        .i32(2 * VECTOR + 1)
        .emit(op.i32GeS)
        .emit(op.if, op.empty)
        .emit(op.loop, op.empty)
      copy(2 * VECTOR)
      move(from).set(from)
      move(to).tee(to).get(until).emit(op.i32LtS).emit(op.brIf, 0).emit(op.end).emit(op.end)
      body.get(until).set(to)
    }
  })
  const zero = sum.splat(0)
  for (let k = 0; k < table.width; k += FOUR)
    body
      .i32(0)
      .get(zero)
      .memory(v.store, SUMS + WORD * k)
  // Behind them a weight of 0, so that there is one to begin with.
  body.get(to).i32(0).emit(op.i32Store, 2, beside)
  const [entry, column] = [from, until]
  body.i32(0).set(entry).emit(op.loop, op.empty)
  body.get(entry).emit(op.i32Load16U, 1, beside).tee(column)
  body.get(column).emit(op.i32Load, 2, SUMS)
  body
    .get(entry)
    .emit(op.i32Load16S, 1, beside + 2)
    .emit(op.i32Add)
    .emit(op.i32Store, 2, SUMS)
  body.get(entry).i32(WORD).emit(op.i32Add).tee(entry).get(to).emit(op.i32LtS).emit(op.brIf, 0).emit(op.end)
  const module = new Module()
  module.givenMemory = true
  module.exportFunction("sum", module.add(body))
  const run = space.run(module.bytes())["sum"]!
  const all = sumsIn(space)
  return (columns, sums) => {
    run()
    for (let k = 0; k < columns.length; k++) sums[k] = all[columns[k]!]!
  }
}
