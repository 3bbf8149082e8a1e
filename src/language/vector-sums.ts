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
  readonly run: (module: Uint8Array) => Readonly<Record<string, (argument?: number) => void>>
}

/** Makes space of so many bytes, all 0; null where there is none. */
export type Allocate = (bytes: number) => Space | null

// What stands in a space before its table: the values of the atoms, sums, a hash for each template, and where its row begins.
const VALUES = 0
const SUMS = 512
const HASHES = 1024
const STARTS = 2048
/** Where tables begin. */
export const TABLES_AT = 4096
/** What is read at a time may reach so many bytes beyond a table. */
export const SLACK = 128
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

  constructor(templates: Templates, bits: number, parameters: readonly number[] = []) {
    if (templates.count > MOST_TEMPLATES) throw new RangeError(`${templates.count} templates`)
    this.body = new Body(parameters)
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
 * For tables of the actions, each row one number: sums what the rows of some templates hold.
 * @param at  where the table begins. @param packing  as `compileSums` takes it. @returns a function for each of `parts`: as `Sums`, from `valuesIn` to `sumsIn`.
 */
export function actionSums(
  space: Space,
  at: number,
  parts: readonly Templates[],
  bits: number,
  packing: "squares" | "halves",
): (() => void)[] {
  const module = new Module()
  module.givenMemory = true
  for (const [nth, templates] of parts.entries()) {
    const sum = new Sum(templates, bits)
    const {body} = sum
    const [one, other] = [sum.splat(0), sum.splat(0)]
    const rows = body.local(V128)
    const [low, high] = [body.local(V128), body.local(V128)]
    const add = (to: number, half: number) => body.get(to).get(low).v(half).v(v.addI32).set(to)
    sum.rows((numbers, count) => {
      body.get(numbers).lane(0).memory(v.loadFirstI32, at, 2).set(rows)
      for (let k = 1; k < count; k++) body.get(numbers).lane(k).get(rows).loadLane(at, k).set(rows)
      if (packing === "halves") body.get(rows).set(low)
      else {
        // A byte v stands for v x |v|; two of those fit 16 bits.
        body.get(rows).v(v.lowI8).tee(low).get(low).v(v.absI16).v(v.mulI16)
        body.get(rows).v(v.highI8).tee(high).get(high).v(v.absI16).v(v.mulI16)
        body.v(v.addI16).set(low)
      }
      add(one, v.lowI16)
      add(other, v.highI16)
    })
    body.i32(0).get(one).get(other).v(v.addI32)
    if (packing === "squares") body.memory(v.store, SUMS)
    else {
      // LEFT and RIGHT of two rows side by side.
      body
        .tee(low)
        .get(low)
        .get(low)
        .shuffle(1, 0)
        .v(v.addI32)
        .memory(v.store, SUMS + WORD, 2)
    }
    module.exportFunction(String(nth), module.add(body))
  }
  const made = space.run(module.bytes())
  return parts.map((_, nth) => made[nth]! as () => void)
}

/** What bits of `blocks` stand for: this many columns each. */
const BLOCK_SHIFT = 4

/**
 * For tables of bytes, each standing for its square: sums some columns of the rows of templates, as `columnSums` does.
 * @param table  where its rows begin (`places`), by their numbers, and where they stand; so many bytes each.
 */
export function columnSumsIn(
  space: Space,
  templates: Templates,
  bits: number,
  table: {readonly places: Int32Array; readonly weights: Uint8Array; readonly width: number},
): (columns: Int32Array, sums: Float64Array) => void {
  if (table.width > MOST_COLUMNS) throw new RangeError(`${table.width} columns`)
  const sum = new Sum(templates, bits, [I32])
  const {body} = sum
  const [blocks, start, next] = [0, body.local(I32), body.local(I32)]
  sum.rows((numbers, count) => {
    for (let k = 0; k < count; k++) {
      // Where the row begins is put behind the others; the next one takes its place where it is a row of zeros.
      body.get(next).get(numbers).lane(k).emit(op.i32Load, 2, table.places.byteOffset)
      body.tee(start).emit(op.i32Store, 2, STARTS)
      body.i32(0).get(start).emit(op.i32Sub).i32(31).emit(op.i32ShrU).i32(2).emit(op.i32Shl)
      body.get(next).emit(op.i32Add).set(next)
    }
  })
  // Rows are added by twos: at last perhaps one of zeros.
  body.get(next).i32(0).emit(op.i32Store, 2, STARTS)
  const at = body.local(I32)
  const [one, other, part] = [body.local(V128), body.local(V128), body.local(V128)]
  const zero = sum.splat(0)
  const totals = Array.from({length: VECTOR / FOUR}, () => body.local(V128))
  // The bytes of two rows by turns: what stands side by side is multiplied and added by one instruction.
  const turns = (from: number) => Array.from({length: VECTOR}, (_, i) => from + (i >> 1) + VECTOR * (i & 1))
  for (let block = 0; block << BLOCK_SHIFT < table.width; block++) {
    const row = (offset: number) =>
      body
        .get(at)
        .emit(op.i32Load, 2, STARTS + offset)
        .memory(v.load, table.weights.byteOffset + (block << BLOCK_SHIFT), 0)
    body
      .get(blocks)
      .i32(1 << block)
      .emit(op.i32And)
      .emit(op.if, op.empty)
    for (const total of totals) body.get(zero).set(total)
    body.i32(0).set(at).emit(op.loop, op.empty)
    row(0).set(one)
    row(WORD).set(other)
    for (const half of [0, 1]) {
      body
        .get(one)
        .get(other)
        .shuffleBytes(turns(half * 8))
        .set(part)
      for (const [k, extend] of [v.lowI8, v.highI8].entries()) {
        const total = totals[2 * half + k]!
        const wide = body.local(V128)
        body.get(part).v(extend).tee(wide).get(wide).v(v.absI16).v(v.dotI16).get(total).v(v.addI32).set(total)
      }
    }
    body
      .get(at)
      .i32(2 * WORD)
      .emit(op.i32Add)
      .tee(at)
      .get(next)
      .emit(op.i32LtS)
      .emit(op.brIf, 0)
      .emit(op.end)
    for (const [k, total] of totals.entries())
      body
        .i32(0)
        .get(total)
        .memory(v.store, SUMS + WORD * ((block << BLOCK_SHIFT) + FOUR * k))
    body.emit(op.end)
  }
  const module = new Module()
  module.givenMemory = true
  module.exportFunction("sum", module.add(body, [I32]))
  const run = space.run(module.bytes())["sum"]!
  const all = sumsIn(space)
  return (columns, sums) => {
    let asked = 0
    for (let k = 0; k < columns.length; k++) asked |= 1 << (columns[k]! >> BLOCK_SHIFT)
    run(asked)
    for (let k = 0; k < columns.length; k++) sums[k] = all[columns[k]!]!
  }
}
