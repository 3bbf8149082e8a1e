// A function of a module that runs over the members of a block, some equations at a time.
//
// Equations go in one after the other, a function's body comes out. Values that one equation
// passes to the next stay in locals; only what is assigned is stored. Lanes that an equation
// flags are gathered over all members, and looked at by JavaScript at the function's end.

import {Body, F64, I32, type Module, op, V128, vector as v} from "../../core/wasm-module.ts"
import type {OpenTable} from "../operations/tables.ts"
import type {Assignment, Code} from "../program.ts"
import {localOf, type Site, value} from "./vector-forms.ts"
import {keep} from "./wasm-kernels.ts"

/** Variables of the whole module, by index. */
export type Globals = {
  readonly time: number
  /** Time at the beginning of the step. */
  readonly started: number
  /** The step's number, as a number and as a whole one. */
  readonly number: number
  readonly step: number
  /** 8 times the members in use, rounded up to whole vectors. */
  readonly bound: number
}

/** Declares them. */
export function globalsOf(module: Module): Globals {
  return {
    time: module.global(F64),
    started: module.global(F64),
    number: module.global(F64),
    step: module.global(I32),
    bound: module.global(I32),
  }
}

/** The module in which loops stand. */
export type Surroundings = {
  readonly tables: readonly OpenTable[]
  /** The model's step. */
  readonly step: number
  /** A division by zero is flagged. */
  readonly strict: boolean
  /** Bytes of one slot, and where flags stand. */
  readonly stride: number
  readonly flags: number
  readonly globals: Globals
  /** The function to call where something was flagged. */
  readonly look: number
  /** Where a number stands in memory, in both lanes. */
  readonly constant: (value: number) => number
}

/** One function while it is being written; a site where vector forms are put down. */
export class Loop implements Site {
  readonly body = new Body()
  readonly tables: readonly OpenTable[]
  readonly step: number
  readonly strict: boolean
  private readonly around: Surroundings
  /** Bytes from the beginning of a slot to the member at work. */
  private readonly at: number
  private readonly end: number
  /** Slots whose value this loop holds in a local. */
  private readonly known = new Map<number, number>()
  /** Where what is written counts at all: a mask, or null for everywhere. */
  private taken: number | null = null
  private flags: number | null = null
  private readonly clocks = new Map<"time" | "started" | "number", number>()

  constructor(around: Surroundings) {
    this.around = around
    this.tables = around.tables
    this.step = around.step
    this.strict = around.strict
    this.body.constants = new Map()
    this.at = this.body.local(I32)
    this.end = this.body.local(I32)
  }

  fresh(): number {
    return this.body.local(V128)
  }

  flag(): void {
    if (this.taken !== null) this.body.get(this.taken).v(v.and)
    this.flags ??= this.fresh()
    this.body.get(this.flags).v(v.or).set(this.flags)
  }

  within(mask: number, inverse: boolean, write: () => void): void {
    const before = this.taken
    this.body.get(mask)
    if (inverse) this.body.v(v.not)
    if (before !== null) this.body.get(before).v(v.and)
    this.taken = keep(this)
    write()
    this.taken = before
  }

  clock(what: "time" | "started" | "number"): number {
    const local = this.clocks.get(what) ?? this.fresh()
    this.clocks.set(what, local)
    return local
  }

  read(slot: number): void {
    const known = this.known.get(slot)
    if (known !== undefined) this.body.get(known)
    else {
      this.load(slot * this.around.stride)
      // Engines load again whenever they are told to: a store between might have changed it.
      const loaded = keep(this)
      this.known.set(slot, loaded)
      this.body.get(loaded)
    }
  }

  /** What stands at `address`, bytes from the member's own place, on the stack. */
  load(address: number): void {
    this.body.get(this.at).memory(v.load, address)
  }

  /** The value on the stack to `address`, bytes from the member's own place; the local that holds it. */
  store(address: number): number {
    const local = this.fresh()
    this.body.set(local).get(this.at).get(local).memory(v.store, address)
    return local
  }

  /** Flags lanes in which the value on the stack is no finite number; leaves it there. */
  flagLost(): void {
    const local = keep(this)
    this.body.get(local).get(local).v(v.sub).splat(0).v(v.ne)
    this.flag()
    this.body.get(local)
  }

  /** The value of `code` for what reads `slot` in this loop; it is not stored. */
  define(slot: number, code: Code): void {
    this.known.set(slot, localOf(this, code))
  }

  assign({slot, code}: Assignment): void {
    value(this, code)
    this.known.set(slot, this.store(slot * this.around.stride))
  }

  /**
   * The whole function: what was written so far, for every vector of members. Where something was flagged, `look` is
   * called with that number at the end.
   */
  whole(look: number): Body {
    const {around, body, flags} = this
    const {globals} = around
    const inner = body.take()
    for (const what of CLOCKS) {
      const local = this.clocks.get(what)
      if (local !== undefined) body.emit(op.globalGet, globals[what]).v(v.splatF64).set(local)
    }
    body.setConstants(around.constant)
    body.emit(op.globalGet, globals.bound).set(this.end)
    body.emit(op.loop, op.empty)
    if (flags !== null) body.splat(0).set(flags)
    body.put(inner)
    const found = flags === null ? null : this.fresh()
    if (flags !== null && found !== null) {
      body.get(this.at).get(flags).memory(v.store, around.flags)
      body.get(found).get(flags).v(v.or).set(found)
    }
    body.get(this.at).i32(16).emit(op.i32Add).tee(this.at).get(this.end).emit(op.i32LtU).emit(op.brIf, 0).emit(op.end)
    if (found !== null) {
      body.get(found).v(v.anyTrue).emit(op.if, op.empty)
      body.i32(look).emit(op.globalGet, globals.step).emit(op.globalGet, globals.time).emit(op.call, around.look)
      body.emit(op.end)
    }
    return body
  }
}

const CLOCKS = ["time", "started", "number"] as const

/**
 * The end of a plain loop over members: `at` goes on by so many bytes, and the loop begins anew while it is below
 * `bound`, a global.
 */
export function nextMember(body: Body, at: number, by: 8 | 16, bound: number): void {
  body.get(at).i32(by).emit(op.i32Add).tee(at).emit(op.globalGet, bound).emit(op.i32LtU).emit(op.brIf, 0)
  body.emit(op.end)
}

/** Slots that one function copies or looks at: a function of thousands would take the compiler seconds. */
export const LONG_LOOP = 256

/** `list` in parts of at most `most`. */
export function inParts<T>(list: readonly T[], most: number): T[][] {
  return Array.from({length: Math.ceil(list.length / most)}, (_, i) => list.slice(i * most, (i + 1) * most))
}
