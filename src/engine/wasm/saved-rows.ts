// Saved rows of a block: from slots, where members stand side by side, to results, where each
// member has its rows to itself.
//
// Rows are copied as they are into a tile of eight, and a full tile is turned at once, eight
// rows of two members at a time: numbers that go to one place are then written together. What
// the last tile holds is turned number by number at the run's end.

import {Body, I32, type Module, op, V128, vector as v} from "../../core/wasm-module.ts"
import {type Program, rows} from "../program.ts"
import {inParts, LONG_LOOP, nextMember} from "./loop.ts"
import {type Memory, TILE} from "./memory.ts"

/** Writes the part of a module that keeps rows. */
export class SavedRows {
  private readonly module: Module
  private readonly memory: Memory
  private readonly bound: number
  /** Slots that are kept, in the order of the results, and the rows of a whole run. */
  private readonly kept: readonly number[]
  private readonly count: number
  /** Rows that are turned, and rows in the tile. */
  private readonly row: number
  private readonly tiled: number

  /** @param bound the global that ends a loop over members. */
  constructor(module: Module, memory: Memory, bound: number, program: Program, kept: readonly number[]) {
    this.module = module
    this.memory = memory
    this.bound = bound
    this.kept = kept.map((output) => program.outputs[output]!.slot)
    this.count = rows(program)
    this.row = module.global(I32)
    this.tiled = module.global(I32)
  }

  /** No rows yet. */
  begin(body: Body): void {
    body.i32(0).emit(op.globalSet, this.row).i32(0).emit(op.globalSet, this.tiled)
  }

  /** Functions that copy what is kept, or that of it in some slots, into the tile's next row. */
  copies(which: (slot: number) => boolean = () => true): number[] {
    const {stride, tile} = this.memory
    const wanted = [...this.kept.entries()].filter(([, slot]) => which(slot))
    return inParts(wanted, LONG_LOOP).map((part) => {
      const copy = new Body()
      const at = copy.local(I32)
      const to = copy.local(I32)
      copy.emit(op.loop, op.empty)
      copy
        .get(at)
        .emit(op.globalGet, this.tiled)
        .i32(this.kept.length * stride)
        .emit(op.i32Mul)
        .emit(op.i32Add)
        .set(to)
      for (const [i, slot] of part) {
        copy
          .get(to)
          .get(at)
          .memory(v.load, slot * stride)
        copy.memory(v.store, tile + i * stride)
      }
      nextMember(copy, at, 16, this.bound)
      return this.module.add(copy)
    })
  }

  /** A function behind the copies: the tile holds a row more, and a full one is turned. */
  rowDone(): number {
    const body = new Body()
    body.emit(op.globalGet, this.tiled).i32(1).emit(op.i32Add).emit(op.globalSet, this.tiled)
    body.emit(op.globalGet, this.tiled).i32(TILE).emit(op.i32Eq)
    body.emit(op.if, op.empty)
    body.emit(op.call, this.module.add(this.turn()))
    body.emit(op.end)
    return this.module.add(body)
  }

  /** A function for the run's end: the rows of a tile that never filled. */
  rest(): number {
    return this.module.add(this.turnRest())
  }

  /** A full tile, row x output x member, into the results, member x output x row: eight rows of two members at a time. */
  private turn(): Body {
    const {kept, count} = this
    const {stride, tile, results} = this.memory
    const body = new Body()
    const at = body.local(I32)
    const output = body.local(I32)
    const from = body.local(I32)
    const to = body.local(I32)
    const read = Array.from({length: TILE}, () => body.local(V128))
    if (kept.length > 0) {
      body.emit(op.loop, op.empty)
      body.i32(0).set(at)
      body.emit(op.loop, op.empty)
      body.get(output).i32(stride).emit(op.i32Mul).get(at).emit(op.i32Add).set(from)
      this.place(body, at, output)
      body.emit(op.globalGet, this.row).i32(8).emit(op.i32Mul).emit(op.i32Add).set(to)
      read.forEach((local, r) => {
        body
          .get(from)
          .memory(v.load, tile + r * kept.length * stride)
          .set(local)
      })
      for (let r = 0; r < TILE; r += 2) {
        const [a, b] = [read[r]!, read[r + 1]!]
        body
          .get(to)
          .get(a)
          .get(b)
          .shuffle(0, 2)
          .memory(v.store, results + r * 8, 3)
        body
          .get(to)
          .get(a)
          .get(b)
          .shuffle(1, 3)
          .memory(v.store, results + kept.length * count * 8 + r * 8, 3)
      }
      nextMember(body, at, 16, this.bound)
      body.get(output).i32(1).emit(op.i32Add).tee(output).i32(kept.length).emit(op.i32LtU).emit(op.brIf, 0)
      body.emit(op.end)
    }
    body.emit(op.globalGet, this.row).i32(TILE).emit(op.i32Add).emit(op.globalSet, this.row)
    body.i32(0).emit(op.globalSet, this.tiled)
    return body
  }

  /** The rows of a tile that never filled, number by number. */
  private turnRest(): Body {
    const {kept} = this
    const {stride, tile, results} = this.memory
    const body = new Body()
    const row = body.local(I32)
    const at = body.local(I32)
    const output = body.local(I32)
    if (kept.length === 0) return body
    body.emit(op.globalGet, this.tiled).emit(op.if, op.empty, op.loop, op.empty)
    body.i32(0).set(output).emit(op.loop, op.empty)
    body.i32(0).set(at).emit(op.loop, op.empty)
    this.place(body, at, output)
    body.get(row).emit(op.globalGet, this.row).emit(op.i32Add).i32(8).emit(op.i32Mul).emit(op.i32Add)
    body.get(row).i32(kept.length).emit(op.i32Mul).get(output).emit(op.i32Add).i32(stride).emit(op.i32Mul)
    body.get(at).emit(op.i32Add).emit(op.f64Load, 3, tile).emit(op.f64Store, 3, results)
    nextMember(body, at, 8, this.bound)
    body.get(output).i32(1).emit(op.i32Add).tee(output).i32(kept.length).emit(op.i32LtU).emit(op.brIf, 0).emit(op.end)
    body.get(row).i32(1).emit(op.i32Add).tee(row).emit(op.globalGet, this.tiled).emit(op.i32LtU).emit(op.brIf, 0)
    return body.emit(op.end).emit(op.end)
  }

  /** Bytes of (member * outputs + output) * rows; `at` is 8 times the member. */
  private place(body: Body, at: number, output: number): void {
    body.get(at).i32(this.kept.length).emit(op.i32Mul).get(output).i32(8).emit(op.i32Mul).emit(op.i32Add)
    body.i32(this.count).emit(op.i32Mul)
  }
}
