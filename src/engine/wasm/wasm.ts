// A program as a WebAssembly module that runs a block of members at a time, two in each
// vector: the same operations in the same order as the interpreter, so the same bits.
//
// A program goes in, the module's bytes and the layout of its memory come out; whoever
// instantiates it is elsewhere (blocks.ts, and a door). State is slot-major: the number of
// `slot` in `member` is at (slot * pitch + member) * 8. Loops of some eight equations run over
// the members. By Euler's method each stores only what others read, and stocks move in them;
// else every equation stores its slot and stocks move last. What is not plain (a division by
// zero, an argument that a kernel does not cover) is only flagged here, lane by lane; the
// JavaScript beside looks at the flagged lanes.

import {MISSING} from "../../missing.ts"
import {type OpenTable, openTable} from "../operations/tables.ts"
import {type Assignment, type Code, type Program, type Reading, rows, type StockSlot} from "../program.ts"
import * as kernels from "./wasm-kernels.ts"
import {Body, F64, I32, Module, op, V128, vector as v} from "./wasm-module.ts"

/**
 * Members of a block, two to a vector: what the loops of a model of a hundred variables pass on to each other stays in
 * an innermost cache of 32 KiB. Models of other sizes gain or lose little by another number.
 */
export const MEMBERS = 32
/** Bytes of a block's results that leave room in a second cache of 1 MiB; blocks with more are half as large. */
const MOST_RESULTS = 1 << 19
/** Equations of one loop over members. Fewer load more often, more keep more numbers than there are registers. */
const CHUNK = 8
/** Instructions' weight that ends a loop early: a kernel counts as many. */
const HEAVY = 600
/**
 * Bytes between one slot's members and the next slot's: a cache line, so that the same member of many slots does not
 * fall on the same few lines of the innermost cache.
 */
const GAP = 32
/** Saved rows that are gathered before they are turned from members-last to rows-last. */
const TILE = 8
/** Slots that one loop copies or looks at: a function of thousands would take the compiler seconds. */
const LONG_LOOP = 256
/** Operations of a kernel, about. */
const KERNEL = 30
/** Deepest equation written as instructions; deeper ones are evaluated by JavaScript. */
const DEEPEST = 400
/** Points of a table written as a chain of choices. */
const MOST_POINTS = 24
/** Bytes of one block's memory at most. */
const MOST_BYTES = 1 << 29
const PAGE = 65_536
/** Nearer to 0 than this counts as 0 in zidz and xidz (mathematics.ts). */
const NEARLY_ZERO = 1e-6
/** Times are compared with this share of a step as slack (mathematics.ts). */
const SLACK = 1e-6

/** Equations that stand in one loop, or that JavaScript evaluates for all members. */
export type Group = {readonly assignments: readonly Assignment[]; readonly foreign: boolean}

/** Where everything stands in a module's memory, in bytes, and what JavaScript is asked to do by number. */
export type Layout = {
  readonly members: number
  /** Numbers from one slot's first member to the next slot's. */
  readonly pitch: number
  readonly pages: number
  /** Flags of a loop that found something: one vector for two members. */
  readonly flags: number
  /** Results: member x kept output x row. */
  readonly results: number
  /** Histories of lags, each (steps + 1) x members. */
  readonly histories: number
  /** The first slot of the conditions of events. */
  readonly conditions: number
  /** What `door.foreign` and `door.look` name by number. */
  readonly groups: readonly Group[]
  /** Bytes of all slots, from 0. */
  readonly state: number
}

export type Assembled = {readonly bytes: Uint8Array; readonly layout: Layout}

/** Number of `door.look` for the looks that no group stands behind. */
export const LOOK_AT_OUTPUTS = -1
export const LOOK_AT_STOCKS = -2
export const LOOK_AT_ALL = -3

/**
 * Write `program` as a module; null where it does not fit one (its memory, for any number of members).
 *
 * It imports `door.foreign(group, k, t)`, `look(group, k, t)`, `happen(k)`, `show(k)` and `take(k, t)`, and exports `begin(bytes)`,
 * `run()` and `memory`; `bytes` is 8 times the number of members in use, rounded up to whole vectors.
 *
 * @param kept outputs to write, by number.
 */
export function assemble(
  program: Program,
  kept: readonly number[] = program.outputs.map((_, i) => i),
  members = MEMBERS * kept.length * rows(program) * 8 > MOST_RESULTS ? MEMBERS / 2 : MEMBERS,
): Assembled | null {
  for (let block = members; block >= 2; block /= 2) {
    const writer = new Writer(program, kept, block)
    if (writer.end <= MOST_BYTES) return writer.whole()
  }
  return null
}

/** A vector operation in place of `operations.get(name)`. Leaves one vector; reads its arguments with `value` or `mask`. */
type Operation = (writer: Loop, args: readonly Code[]) => void

const arithmetic =
  (instruction: number): Operation =>
  (writer, [first, ...rest]) => {
    writer.value(first!)
    for (const next of rest) {
      writer.value(next)
      writer.body.v(instruction)
    }
  }

const ofOne =
  (instruction: number): Operation =>
  (writer, [x]) => {
    writer.value(x!)
    writer.body.v(instruction)
  }

/** Comparisons and logic: they leave a mask. */
const conditions: ReadonlyMap<string, Operation> = new Map<string, Operation>([
  ["<", arithmetic(v.lt)],
  ["<=", arithmetic(v.le)],
  [">", arithmetic(v.gt)],
  [">=", arithmetic(v.ge)],
  ["==", arithmetic(v.eq)],
  ["!=", arithmetic(v.ne)],
  [
    "not",
    (writer, [x]) => {
      writer.mask(x!)
      writer.body.v(v.not)
    },
  ],
  [
    "and",
    (writer, [a, b]) => {
      writer.mask(a!)
      const first = writer.keep()
      writer.body.get(first)
      writer.within(first, false, () => writer.mask(b!))
      writer.body.v(v.and)
    },
  ],
  [
    "or",
    (writer, [a, b]) => {
      writer.mask(a!)
      const first = writer.keep()
      writer.body.get(first)
      writer.within(first, true, () => writer.mask(b!))
      writer.body.v(v.or)
    },
  ],
])

/** Of equal numbers the first, as mathematics.ts has it: these two instructions have just that meaning. */
const least = arithmetic(v.pmin)
const most = arithmetic(v.pmax)

const values: ReadonlyMap<string, Operation> = new Map<string, Operation>([
  ["+", arithmetic(v.add)],
  ["-", arithmetic(v.sub)],
  ["*", arithmetic(v.mul)],
  ["/", (writer, [a, b]) => writer.divide(a!, b!)],
  [
    // Only squares and square roots come here; see isPlain.
    "^",
    (writer, [x, y]) => {
      const {body} = writer
      const of = writer.valueOf(x!)
      if (y![1] === 2) {
        body.get(of).get(of).v(v.mul)
        return
      }
      // The power of 0 and of numbers below it differs from the root's.
      body.get(of).splat(0).v(v.le)
      writer.flag()
      body.get(of).v(v.sqrt)
    },
  ],
  ["negative", ofOne(v.neg)],
  ["abs", ofOne(v.abs)],
  ["floor", ofOne(v.floor)],
  ["ceil", ofOne(v.ceil)],
  ["sqrt", ofOne(v.sqrt)],
  ["min", least],
  ["max", most],
  [
    "clamp",
    (writer, [x, low, high]) => {
      writer.value(x!)
      writer.value(high!)
      writer.body.v(v.pmin)
      writer.value(low!)
      writer.body.v(v.pmax)
    },
  ],
  [
    "if",
    (writer, [condition, then, otherwise]) => {
      writer.mask(condition!)
      writer.choose(then!, otherwise!)
    },
  ],
  [
    "during",
    (writer, [from, to, then, otherwise]) => {
      const k = writer.step()
      writer.body.get(k)
      writer.value(from!)
      writer.body.v(v.ge).get(k)
      writer.value(to!)
      writer.body.v(v.lt).v(v.and)
      writer.choose(then!, otherwise!)
    },
  ],
  [
    "exp",
    (writer, [x]) => {
      writer.value(x!)
      kernels.exp(writer)
    },
  ],
  [
    "ln",
    (writer, [x]) => {
      writer.value(x!)
      kernels.log(writer)
    },
  ],
  [
    "saturate",
    (writer, [z]) => {
      writer.body.splat(1).splat(1)
      writer.value(z!)
      writer.body.v(v.neg)
      kernels.exp(writer)
      writer.body.v(v.add).v(v.div)
    },
  ],
  [
    "mod",
    (writer, [x, y]) => {
      writer.value(x!)
      const a = writer.keep()
      writer.value(y!)
      const b = writer.keep()
      writer.notZero(y!, b)
      writer.body.get(a).get(b).get(a).get(b).v(v.div).v(v.floor).v(v.mul).v(v.sub)
    },
  ],
  [
    "safe_divide",
    (writer, [a, b, otherwise]) => {
      writer.value(b!)
      const below = writer.keep()
      writer.body.get(below).splat(0).v(v.eq)
      const zero = writer.keep()
      if (otherwise) writer.within(zero, false, () => writer.value(otherwise))
      else writer.body.splat(0)
      writer.within(zero, true, () => writer.value(a!))
      writer.body.get(below).v(v.div).get(zero).v(v.bitselect)
    },
  ],
  [
    "step",
    (writer, [height, at]) => {
      writer.middle()
      writer.value(at!)
      writer.body.v(v.gt)
      const reached = writer.keep()
      writer.body.get(reached)
      writer.within(reached, false, () => writer.value(height!))
      writer.body.v(v.and)
    },
  ],
  [
    "pulse",
    (writer, [start, width]) => {
      const {body} = writer
      const at = writer.valueOf(start!)
      const wide = writer.valueOf(width!)
      writer.middle()
      const reached = writer.keep()
      body.get(reached).get(at).v(v.gt)
      body.get(reached).get(at).get(wide).v(v.add).v(v.lt)
      body.get(reached).splat(writer.program.time.step).v(v.sub).get(at).v(v.le).v(v.or)
      body.v(v.and).splat(1).v(v.and)
    },
  ],
  [
    "pulse_train",
    (writer, args) => {
      const {body} = writer
      const {step} = writer.program.time
      const [start, width, between, end] = args.map((arg) => writer.valueOf(arg))
      writer.middle()
      const reached = writer.keep()
      body.get(reached).get(start!).v(v.gt).get(reached).splat(step).v(v.sub).get(end!).v(v.lt).v(v.and)
      body.get(reached).get(start!).v(v.sub)
      const into = writer.keep()
      // Not between > 0, or within a pulse of the train, or within the first step.
      body.get(between!).splat(0).v(v.gt).v(v.not)
      body.get(into).get(between!).get(into).get(between!).v(v.div).v(v.floor).v(v.mul).v(v.sub)
      body.get(width!).splat(step).get(width!).splat(step).v(v.gt).v(v.bitselect).v(v.lt).v(v.or)
      body.get(into).splat(step).v(v.le).v(v.or)
      body.v(v.and).splat(1).v(v.and)
    },
  ],
  [
    "pulses",
    (writer, args) => {
      const {body} = writer
      const {step} = writer.program.time
      const [volume, first, interval] = [...args, ["n", 0] as Code].map((arg) => writer.valueOf(arg))
      writer.middle()
      body.get(first!).v(v.sub)
      const into = writer.keep()
      body.get(volume!).splat(step).v(v.div)
      body.get(into).splat(0).v(v.gt)
      body.get(into).get(interval!).get(into).get(interval!).v(v.div).v(v.floor).v(v.mul).v(v.sub)
      body.get(into).get(interval!).splat(0).v(v.gt).v(v.bitselect)
      body.splat(step).v(v.lt).get(into).splat(step).v(v.le).v(v.or)
      body.v(v.and).v(v.and)
    },
  ],
  [
    "ramp",
    (writer, [slope, from, to]) => {
      writer.value(slope!)
      writer.body.splat(0).get(writer.started())
      writer.value(to!)
      writer.body.v(v.min)
      writer.value(from!)
      writer.body.v(v.sub).v(v.max).v(v.mul)
    },
  ],
  ["step_begin", (writer) => void writer.body.get(writer.started())],
  [
    "reached",
    (writer, [at]) => {
      writer.body
        .get(writer.started())
        .splat(writer.program.time.step * SLACK)
        .v(v.add)
      writer.value(at!)
      writer.body.v(v.ge).splat(1).v(v.and)
    },
  ],
  [
    "once",
    (writer, [x, own]) => {
      writer.body.get(writer.time()).get(writer.started()).v(v.eq)
      writer.choose(x!, own!)
    },
  ],
  ["trunc", ofOne(v.trunc)],
  ["sum", arithmetic(v.add)],
  ["product", arithmetic(v.mul)],
  [
    "mean",
    (writer, args) => {
      arithmetic(v.add)(writer, args)
      writer.body.splat(args.length).v(v.div)
    },
  ],
  [
    "sign",
    (writer, [x]) => {
      const {body} = writer
      const of = writer.valueOf(x!)
      body.splat(1).splat(-1).get(of).get(of).splat(0).v(v.lt).v(v.bitselect).get(of).splat(0).v(v.gt).v(v.bitselect)
    },
  ],
  [
    "round",
    (writer, [x]) => {
      const {body} = writer
      const of = writer.valueOf(x!)
      body.get(of).v(v.floor)
      const below = writer.keep()
      body.get(below).splat(1).v(v.add).get(below).get(of).get(below).v(v.sub).splat(0.5).v(v.ge).v(v.bitselect)
    },
  ],
  [
    "quantum",
    (writer, [x, q]) => {
      const {body} = writer
      const [of, by] = [writer.valueOf(x!), writer.valueOf(q!)]
      body.get(by).get(of).get(by).v(v.div).v(v.trunc).v(v.mul).get(of).get(by).splat(0).v(v.gt).v(v.bitselect)
    },
  ],
  ["zidz", (writer, [a, b]) => writer.divideUnlessNearZero(a!, b!, ["n", 0])],
  ["xidz", (writer, [a, b, x]) => writer.divideUnlessNearZero(a!, b!, x!)],
  [
    "remainder",
    (writer, [x, y]) => {
      const [a, b] = [writer.valueOf(x!), writer.valueOf(y!)]
      writer.notZero(y!, b)
      writer.body.get(a).get(b).get(a).get(b).v(v.div).v(v.trunc).v(v.mul).v(v.sub)
    },
  ],
  [
    "element",
    (writer, [index, ...list]) => {
      const {body} = writer
      const all = list.map((one) => writer.valueOf(one))
      writer.value(index!)
      body.v(v.trunc)
      const at = writer.keep()
      body.splat(0)
      all.forEach((one, i) => {
        const otherwise = writer.keep()
        body
          .get(one)
          .get(otherwise)
          .get(at)
          .splat(i + 1)
          .v(v.eq)
          .v(v.bitselect)
      })
    },
  ],
  ["lookup", (writer, [x, ...points]) => writer.table(x!, points)],
])

/** Whether every part of `code` has a vector form. Looks without recursion: an equation may be deep. */
function isPlain(code: Code, tables: readonly OpenTable[]): boolean {
  const open: {code: Code; depth: number}[] = [{code, depth: 0}]
  for (let next = open.pop(); next; next = open.pop()) {
    const {code: part, depth} = next
    if (depth > DEEPEST) return false
    if (part[0] === "l") {
      if (!isChain(tables[part[1]]!, part[2])) return false
      open.push({code: part[3], depth: depth + 1})
    }
    if (part[0] !== "f") continue
    const [, name, ...args] = part as readonly ["f", string, ...Code[]]
    if (!values.has(name) && !conditions.has(name)) return false
    if (name === "^" && !(args[1]![0] === "n" && (args[1]![1] === 2 || args[1]![1] === 0.5))) return false
    if (name === "element" && args.length > MOST_POINTS) return false
    if (name === "lookup" && (args.length > 1 + 2 * MOST_POINTS || args.slice(1).some(([what]) => what !== "n")))
      return false
    for (const arg of args) open.push({code: arg, depth: depth + 1})
  }
  return true
}

/** Whether a table is short, and read along its lines. */
function isChain({x, between}: OpenTable, how: Reading): boolean {
  const lines = how === "extend" || (how === "value" && between === "line")
  return lines && x.length >= 1 && x.length <= MOST_POINTS
}

/** What flags lanes for other reasons than a division by 0. */
const KERNELS: ReadonlySet<string> = new Set(["exp", "ln", "saturate", "^"])

function hasKernel(code: Code): boolean {
  const open = [code]
  for (let next = open.pop(); next; next = open.pop())
    if (next[0] === "l") open.push(next[3])
    else if (next[0] === "f") {
      if (KERNELS.has(next[1])) return true
      for (const arg of next.slice(2) as Code[]) open.push(arg)
    }
  return false
}

/** What `code` counts for in the size of a loop. */
function weight(code: Code): number {
  let sum = 0
  const open = [code]
  for (let next = open.pop(); next; next = open.pop()) {
    sum += 1
    if (next[0] === "l") {
      sum += KERNEL
      open.push(next[3])
    }
    if (next[0] !== "f") continue
    if (KERNELS.has(next[1])) sum += KERNEL
    for (const arg of next.slice(2) as Code[]) open.push(arg)
  }
  return sum
}

function isPlainAssignment({code, count}: Assignment, tables: readonly OpenTable[]): boolean {
  return count === undefined && isPlain(code, tables)
}

/** Cycles until the value of an operation can be used, and what a processor does meanwhile: rough, and good enough to order by. */
const LATENCY = {operation: 3, division: 13, table: 20, kernel: 75}
const OPERATIONS_A_CYCLE = 2.5
/** Equations among which the next one is chosen. */
const CANDIDATES = 32
/** Cycles by which a kernel comes before other equations. */
const AHEAD = 1000

/** The longest chain of operations in `code`, in cycles. */
function latency(code: Code): number {
  let longest = 0
  const open: {code: Code; above: number}[] = [{code, above: 0}]
  for (let next = open.pop(); next; next = open.pop()) {
    if (next.code[0] === "l") {
      open.push({code: next.code[3], above: next.above + LATENCY.table})
      continue
    }
    if (next.code[0] !== "f") {
      if (next.above > longest) longest = next.above
      continue
    }
    const [, name, ...args] = next.code as readonly ["f", string, ...Code[]]
    const own = KERNELS.has(name) ? LATENCY.kernel : name === "/" ? LATENCY.division : LATENCY.operation
    if (next.above + own > longest) longest = next.above + own
    for (const arg of args) open.push({code: arg, above: next.above + own})
  }
  return longest
}

/** Slots that `code` reads. */
function readsOf(code: Code): number[] {
  const found: number[] = []
  const open = [code]
  for (let next = open.pop(); next; next = open.pop())
    if (next[0] === "v") found.push(next[1])
    else if (next[0] === "l") open.push(next[3])
    else if (next[0] === "f") for (const arg of next.slice(2) as Code[]) open.push(arg)
  return found
}

/**
 * The same assignments in an order that keeps what waits for each other apart: a processor looks only some hundred
 * operations ahead, and a chain of equations one after the other leaves it idle. Those without a vector form come
 * together, as late as can be. Each still comes after all it reads.
 */
function spreadOut(assignments: readonly Assignment[], tables: readonly OpenTable[]): Assignment[] {
  const writer = new Map<number, number>()
  assignments.forEach(({slot, count = 1}, i) => {
    for (let at = slot; at < slot + count; at++) writer.set(at, i)
  })
  // What keeps its own value of before does not wait for itself.
  const needs = assignments.map(({code}, i) => [
    ...new Set(
      readsOf(code).flatMap((slot) => (writer.has(slot) && writer.get(slot) !== i ? [writer.get(slot)!] : [])),
    ),
  ])
  const readers: number[][] = assignments.map(() => [])
  needs.forEach((list, i) => {
    for (const need of list) readers[need]!.push(i)
  })
  const latencies = assignments.map(({code}) => latency(code))
  // Cycles from the beginning of an equation to the end of all that waits for it.
  const height = new Float64Array(assignments.length)
  for (let i = assignments.length - 1; i >= 0; i--)
    height[i] = latencies[i]! + readers[i]!.reduce((most, reader) => Math.max(most, height[reader]!), 0)
  const waiting = needs.map((list) => list.length)
  const plain = assignments.map((assignment) => isPlainAssignment(assignment, tables))
  const ready: number[] = []
  const readyForeign: number[] = []
  const open = (i: number) => (plain[i] ? ready : readyForeign).push(i)
  waiting.forEach((count, i) => {
    if (count === 0) open(i)
  })
  const done = new Float64Array(assignments.length)
  const sorted: Assignment[] = []
  let now = 0
  let first = 0
  const kernel = assignments.map(({code}) => hasKernel(code))
  const finish = (i: number) => {
    sorted.push(assignments[i]!)
    for (const reader of readers[i]!) if (--waiting[reader]! === 0) open(reader)
  }
  while (sorted.length < assignments.length) {
    if (first === ready.length) {
      if (readyForeign.length === 0) throw new Error("assignments that wait for each other")
      for (const i of readyForeign.splice(0)) finish(i)
      continue
    }
    let best = first
    let earliest = Number.POSITIVE_INFINITY
    for (let at = first; at < Math.min(ready.length, first + CANDIDATES); at++) {
      const i = ready[at]!
      const begin = needs[i]!.reduce((most, need) => Math.max(most, done[need]!), now)
      // Kernels stand together, as early as can be: their constants then stay in registers from one to the next.
      const start = kernel[i] ? begin - AHEAD : begin
      if (start < earliest || (start === earliest && height[i]! > height[ready[best]!]!)) {
        earliest = start
        best = at
      }
    }
    const i = ready[best]!
    // The one at the front takes the place of the one taken.
    ready[best] = ready[first]!
    first++
    done[i] = earliest + latencies[i]!
    now += weight(assignments[i]!.code) / OPERATIONS_A_CYCLE
    finish(i)
  }
  return sorted
}

/** A function that runs over the members, some equations at a time. */
class Loop implements kernels.Kernels {
  readonly program: Program
  readonly body = new Body()
  private readonly writer: Writer
  /** Bytes from the beginning of a slot to the member at work. */
  readonly at: number
  private readonly end: number
  /** Slots whose value this loop holds in a local. */
  private readonly known = new Map<number, number>()
  private taken: number | null = null
  private flags: number | null = null
  private readonly given: {time: number | null; started: number | null; step: number | null}

  constructor(writer: Writer) {
    this.writer = writer
    this.program = writer.program
    this.body.constants = new Map()
    this.at = this.body.local(I32)
    this.end = this.body.local(I32)
    this.given = {time: null, started: null, step: null}
  }

  fresh(): number {
    return this.body.local(V128)
  }

  keep(): number {
    const local = this.fresh()
    this.body.set(local)
    return local
  }

  /** The value of `code` in a new local. */
  valueOf(code: Code): number {
    this.value(code)
    return this.keep()
  }

  /** The middle of the step, on the stack: test inputs change at the step nearest to their time. */
  middle(): void {
    this.body
      .get(this.started())
      .splat(this.program.time.step * 0.5)
      .v(v.add)
  }

  /** a / b, or x where b is nearly 0. All three are evaluated. */
  divideUnlessNearZero(a: Code, b: Code, x: Code): void {
    const {body} = this
    const [over, under, otherwise] = [this.valueOf(a), this.valueOf(b), this.valueOf(x)]
    body.get(otherwise).get(over).get(under).v(v.div)
    body.get(under).v(v.abs).splat(NEARLY_ZERO).v(v.lt).v(v.bitselect)
  }

  /** Flags the lanes of the mask on the stack, where the value is asked for at all. */
  flag(): void {
    if (this.taken !== null) this.body.get(this.taken).v(v.and)
    this.flags ??= this.fresh()
    this.body.get(this.flags).v(v.or).set(this.flags)
  }

  /** What `write` writes counts only where `mask` is set, or is not. */
  within(mask: number, inverse: boolean, write: () => void): void {
    const before = this.taken
    this.body.get(mask)
    if (inverse) this.body.v(v.not)
    if (before !== null) this.body.get(before).v(v.and)
    this.taken = this.keep()
    write()
    this.taken = before
  }

  /** `then` or `otherwise` by the mask on the stack. */
  choose(then: Code, otherwise: Code): void {
    const mask = this.keep()
    this.within(mask, false, () => this.value(then))
    this.within(mask, true, () => this.value(otherwise))
    this.body.get(mask).v(v.bitselect)
  }

  private clock(what: "time" | "started" | "step"): number {
    this.given[what] ??= this.fresh()
    return this.given[what]
  }

  time(): number {
    return this.clock("time")
  }

  started(): number {
    return this.clock("started")
  }

  step(): number {
    return this.clock("step")
  }

  /** The value of `code`, on the stack. */
  value(code: Code): void {
    const {body} = this
    switch (code[0]) {
      case "n":
        body.splat(code[1])
        return
      case "v":
        this.read(code[1])
        return
      case "t":
        body.get(this.time())
        return
      case "l":
        this.lines(this.writer.tables[code[1]]!, code[2], code[3])
        return
      default: {
        const [, name, ...args] = code as readonly ["f", string, ...Code[]]
        const condition = conditions.get(name)
        if (condition) {
          condition(this, args)
          body.splat(1).v(v.and)
        } else values.get(name)!(this, args)
      }
    }
  }

  /** Where `code` is not 0, as a mask on the stack. */
  mask(code: Code): void {
    const condition = code[0] === "f" ? conditions.get(code[1]) : undefined
    if (condition) condition(this, code.slice(2) as Code[])
    else {
      this.value(code)
      this.body.splat(0).v(v.ne)
    }
  }

  /** The value of a slot, on the stack. */
  read(slot: number): void {
    const known = this.known.get(slot)
    if (known !== undefined) this.body.get(known)
    else {
      this.body.get(this.at).memory(v.load, slot * this.writer.stride)
      // Engines load again whenever they are told to: a store between might have changed it.
      const loaded = this.keep()
      this.known.set(slot, loaded)
      this.body.get(loaded)
    }
  }

  divide(a: Code, b: Code): void {
    this.value(a)
    this.value(b)
    if (!neverZero(b)) {
      const divisor = this.fresh()
      this.body.tee(divisor)
      this.notZero(b, divisor)
    }
    this.body.v(v.div)
  }

  /** Flags lanes in which `divisor`, the value of `code`, is 0. */
  notZero(code: Code, divisor: number): void {
    if (neverZero(code)) return
    this.body.get(divisor).splat(0).v(v.eq)
    this.flag()
  }

  /** A table of the program, read by a chain of choices: the pieces of tables.ts, from the first to the last. */
  lines(table: OpenTable, how: Reading, of: Code): void {
    const {body} = this
    const {x, y, slope} = table
    const last = x.length - 1
    const beyond = how === "extend" ? "extend" : table.beyond
    const at = this.valueOf(of)
    const piece = (i: number) => {
      if (last === 0) body.get(at).splat(0).v(v.mul).splat(y[0]!).v(v.add)
      else body.splat(y[i]!).get(at).splat(x[i]!).v(v.sub).splat(slope[i]!).v(v.mul).v(v.add)
    }
    const instead = (write: () => void, bound: number, instruction: number) => {
      const before = this.keep()
      write()
      body.get(before).get(at).splat(bound).v(instruction).v(v.bitselect)
    }
    const outside = (value: number) => () => body.splat(beyond === "none" ? MISSING : value)
    piece(0)
    for (let i = 1; i < last; i++) instead(() => piece(i), x[i]!, v.ge)
    if (last > 0) instead(() => body.splat(y[last]!), x[last]!, v.ge)
    if (beyond === "extend" && last > 0) instead(() => this.drawnOn(table, at), x[last]!, v.gt)
    else {
      instead(outside(y[last]!), x[last]!, v.gt)
      instead(outside(y[0]!), x[0]!, v.lt)
    }
  }

  /** The last piece of a table beyond its end. */
  private drawnOn({x, y, slope}: OpenTable, at: number): void {
    const last = x.length - 1
    this.body
      .splat(y[last]!)
      .get(at)
      .splat(x[last]!)
      .v(v.sub)
      .splat(slope[last - 1]!)
      .v(v.mul)
      .v(v.add)
  }

  /** Straight lines between constant points: the choice of the interpreter, from the last segment to the first. */
  table(at: Code, points: readonly Code[]): void {
    const {body} = this
    const numbers = points.map((point) => point[1] as number)
    const count = numbers.length
    this.value(at)
    const x = this.keep()
    body.splat(numbers[1]!)
    // From the bottom of the choices to the top: beyond the last point, or no number; each segment; before the first.
    body
      .splat(numbers[count - 1]!)
      .get(x)
      .get(x)
      .splat(numbers[count - 2]!)
      .v(v.gt)
      .v(v.bitselect)
    for (let i = count - 2; i >= 2; i -= 2) {
      const slope = (numbers[i + 1]! - numbers[i - 1]!) / (numbers[i]! - numbers[i - 2]!)
      const below = this.keep()
      body
        .splat(numbers[i - 1]!)
        .get(x)
        .splat(numbers[i - 2]!)
        .v(v.sub)
        .splat(slope)
        .v(v.mul)
        .v(v.add)
      body.get(below).get(x).splat(numbers[i]!).v(v.le).v(v.bitselect)
    }
    body.get(x).splat(numbers[0]!).v(v.le).v(v.bitselect)
  }

  load(address: number): void {
    this.body.get(this.at).memory(v.load, address)
  }

  /** Flags lanes in which the value on the stack is no finite number; leaves it there. */
  flagLost(): void {
    const value = this.keep()
    this.body.get(value).get(value).v(v.sub).splat(0).v(v.ne)
    this.flag()
    this.body.get(value)
  }

  /** The value on the stack to `address`, bytes from the member's own place. */
  store(address: number): void {
    const value = this.fresh()
    this.body.set(value).get(this.at).get(value).memory(v.store, address)
  }

  /** The value of `code` for what reads `slot` in this loop; it is not stored. */
  define(slot: number, code: Code): void {
    this.known.set(slot, this.valueOf(code))
  }

  assign({slot, code}: Assignment): void {
    this.value(code)
    const value = this.fresh()
    this.body
      .set(value)
      .get(this.at)
      .get(value)
      .memory(v.store, slot * this.writer.stride)
    this.known.set(slot, value)
  }

  /**
   * The whole function: what was written so far, for every vector of members. Where something was flagged, `look` is
   * called with its number at the end.
   */
  whole(look: number): Body {
    const {writer, body, flags} = this
    const inner = body.take()
    const clocks = [
      [this.given.time, writer.time],
      [this.given.started, writer.started],
      [this.given.step, writer.stepNumber],
    ] as const
    for (const [local, global] of clocks) if (local !== null) body.emit(op.globalGet, global).v(v.splatF64).set(local)
    body.setConstants((value) => writer.constant(value))
    body.emit(op.globalGet, writer.bound).set(this.end)
    body.emit(op.loop, op.empty)
    if (flags !== null) body.splat(0).set(flags)
    body.put(inner)
    const found = flags === null ? null : this.fresh()
    if (flags !== null && found !== null) {
      body.get(this.at).get(flags).memory(v.store, writer.flags)
      body.get(found).get(flags).v(v.or).set(found)
    }
    body.get(this.at).i32(16).emit(op.i32Add).tee(this.at).get(this.end).emit(op.i32LtU).emit(op.brIf, 0).emit(op.end)
    if (found !== null) {
      body.get(found).v(v.anyTrue).emit(op.if, op.empty)
      body.i32(look).emit(op.globalGet, writer.stepWhole).emit(op.globalGet, writer.time).emit(op.call, writer.look)
      body.emit(op.end)
    }
    return body
  }
}

/** Whether `code` can be seen never to be 0; no number is not 0 either. */
function neverZero(code: Code): boolean {
  if (code[0] === "n") return code[1] !== 0
  return code[0] === "f" && code[1] === "+" && code.length === 4 && isPositiveSum(code[2] as Code, code[3] as Code)
}

function isPositiveSum(a: Code, b: Code): boolean {
  return (isPositive(a) && isNotNegative(b)) || (isPositive(b) && isNotNegative(a))
}

function isPositive(code: Code): boolean {
  return code[0] === "n" && code[1] > 0
}

function isNotNegative(code: Code): boolean {
  if (code[0] === "n") return code[1] >= 0
  return code[0] === "f" && ["exp", "saturate", "abs"].includes(code[1])
}

/** A function to call, and for `foreign` which group it is asked for. */
type Call = [callee: number, group: number]

class Writer {
  readonly program: Program
  readonly kept: readonly number[]
  readonly members: number
  /** Bytes of one slot. */
  readonly stride: number
  readonly groups: Group[] = []
  // Places in memory.
  readonly rates: number
  readonly before: number
  readonly sums: number
  /** Conditions of events. */
  readonly conditions: number
  /** Values of lags on their way into their histories. */
  readonly passing: number
  readonly flags: number
  readonly histories: number
  readonly tile: number
  readonly results: number
  readonly end: number
  // Globals and imports, by index.
  private readonly module: Module
  readonly tables: readonly OpenTable[]
  readonly time: number
  readonly started: number
  readonly stepNumber: number
  readonly stepWhole: number
  readonly bound: number
  private readonly row: number
  private readonly tiled: number
  /** Whether an event's condition held at the last look. */
  private readonly holding: number
  /** Places of constants, behind all else. */
  private readonly constants = new Map<number | string, {readonly at: number; readonly value: number}>()
  /** Numbers of stocks. */
  private readonly order: ReadonlyMap<StockSlot, number>
  /** Slots of stocks that, once no finite number, never are one again: their last value tells. */
  private readonly absorbing: ReadonlySet<number>
  readonly foreign: number
  readonly look: number
  readonly happen: number
  private readonly show: number
  private readonly takeIn: number

  constructor(program: Program, kept: readonly number[], members: number) {
    this.program = program
    this.kept = kept
    this.members = members
    this.stride = members * 8 + GAP
    this.tables = program.tables.map(openTable)
    this.order = new Map(program.stocks.map((stock, i) => [stock, i]))
    this.absorbing = absorbing(program)
    const stocks = program.stocks.length * this.stride
    let end = program.width * this.stride
    const room = (bytes: number) => {
      const at = end
      end += Math.ceil(bytes / 16) * 16
      return at
    }
    this.rates = room(stocks)
    this.before = room(program.time.method === "euler" ? 0 : stocks)
    this.sums = room(program.time.method === "euler" ? 0 : stocks)
    this.conditions = room(program.events.length * this.stride)
    this.passing = room(program.lags.length * this.stride)
    this.flags = room(this.stride)
    this.histories = room(program.lags.length * (program.steps + 1) * this.stride)
    this.tile = room(TILE * kept.length * this.stride)
    this.results = room(members * kept.length * rows(program) * 8)
    this.end = end
    this.module = new Module()
    this.foreign = this.module.import("foreign", [I32, I32, F64], [])
    this.look = this.module.import("look", [I32, I32, F64], [])
    this.happen = this.module.import("happen", [I32], [I32])
    this.show = this.module.import("show", [I32], [])
    this.takeIn = this.module.import("take", [I32, F64], [])
    this.time = this.module.global(F64)
    this.started = this.module.global(F64)
    this.stepNumber = this.module.global(F64)
    this.stepWhole = this.module.global(I32)
    this.bound = this.module.global(I32)
    this.row = this.module.global(I32)
    this.tiled = this.module.global(I32)
    this.holding = this.module.global(I32)
  }

  whole(): Assembled {
    const {module, program} = this
    const begin = new Body([I32])
    begin.get(0).emit(op.globalSet, this.bound)
    begin.f64(program.time.start).emit(op.globalSet, this.time)
    begin.f64(program.time.start).emit(op.globalSet, this.started)
    begin.f64(0).emit(op.globalSet, this.stepNumber).i32(0).emit(op.globalSet, this.stepWhole)
    this.callAll(begin, this.section(program.prelude))
    module.exportFunction("begin", module.add(begin, [I32]))
    module.exportFunction("run", module.add(this.run()))
    const {members, flags, results, histories, groups, constants} = this
    module.pages = Math.ceil((this.end + constants.size * 16) / PAGE)
    module.data = {at: this.end, numbers: [...constants.values()].flatMap(({value}) => [value, value])}
    const layout = {
      members,
      pitch: this.stride / 8,
      pages: module.pages,
      flags,
      results,
      histories,
      groups,
    }
    const conditions = this.conditions / this.stride
    return {bytes: module.bytes(), layout: {...layout, conditions, state: program.width * this.stride}}
  }

  /** Where `value` stands in memory, in both lanes. */
  constant(value: number): number {
    const key = Object.is(value, -0) ? "-0" : value
    const known = this.constants.get(key) ?? {at: this.end + this.constants.size * 16, value}
    this.constants.set(key, known)
    return known.at
  }

  private callAll(body: Body, calls: readonly Call[]): void {
    for (const [callee, group] of calls) {
      if (callee === this.foreign) body.i32(group).emit(op.globalGet, this.stepWhole).emit(op.globalGet, this.time)
      body.emit(op.call, callee)
    }
  }

  /** `assignments` in order, as many together as one loop does well; foreign ones are alone. */
  private chunks(assignments: readonly Assignment[]): Group[] {
    const chunks: Group[] = []
    let open: Assignment[] = []
    let size = 0
    const close = () => {
      if (open.length > 0) chunks.push({assignments: open, foreign: false})
      open = []
      size = 0
    }
    for (const assignment of assignments) {
      if (isPlainAssignment(assignment, this.tables)) {
        open.push(assignment)
        size += weight(assignment.code)
        if (open.length >= CHUNK || size > HEAVY) close()
      } else {
        close()
        chunks.push({assignments: [assignment], foreign: true})
      }
    }
    close()
    return chunks
  }

  /** Functions that do `assignments` in order; foreign ones go through the door by their number. */
  private section(assignments: readonly Assignment[]): Call[] {
    return this.chunks(assignments).map((group): Call => {
      const number = this.groups.push(group) - 1
      if (group.foreign) return [this.foreign, number]
      const loop = new Loop(this)
      for (const assignment of group.assignments) loop.assign(assignment)
      return [this.module.add(loop.whole(number)), -1]
    })
  }

  private run(): Body {
    const {program, module} = this
    const {start, step, method} = program.time
    const {steps, every} = program
    const body = new Body()
    const due = body.local(I32)
    const hold = this.holds()
    const recall = this.recall()
    const flowing = this.flowing()
    if (flowing !== null) return this.runFlowing(hold, flowing)
    const settle = this.section(spreadOut(program.body, this.tables))
    const conditions = this.section(this.conditionsOfEvents())
    const save = [...this.copies(), [this.saved(), -1] as Call]
    const watch = this.watch()
    const move =
      method === "euler" ? this.move() : method === "rk2" ? this.midpoint(hold, settle) : this.rungeKutta(hold, settle)
    const remember = this.remember()
    body.i32(0).emit(op.globalSet, this.stepWhole).i32(0).emit(op.globalSet, this.row)
    body.i32(0).emit(op.globalSet, this.tiled).i32(0).emit(op.globalSet, this.holding)
    body.emit(op.block, op.empty, op.loop, op.empty)
    // Time at step k is start + k * step.
    body.emit(op.globalGet, this.stepWhole).emit(op.f64ConvertI32).emit(op.globalSet, this.stepNumber)
    body.f64(start).emit(op.globalGet, this.stepNumber).f64(step).emit(op.f64Mul).emit(op.f64Add)
    body.emit(op.globalSet, this.started).emit(op.globalGet, this.started).emit(op.globalSet, this.time)
    this.callAll(body, hold)
    if (recall !== null) body.emit(op.call, recall)
    if (program.devices.length > 0) body.emit(op.globalGet, this.stepWhole).emit(op.call, this.show)
    this.callAll(body, settle)
    if (program.events.length > 0) {
      this.callAll(body, conditions)
      this.anyCondition(body)
      body.emit(op.if, op.empty)
      this.callAll(body, hold)
      this.callAll(body, settle)
      body.emit(op.end)
    }
    // Rows are due every `every` steps, and at the stop.
    body.get(due).emit(op.i32Eqz).emit(op.globalGet, this.stepWhole).i32(steps).emit(op.i32Eq).emit(op.i32Or)
    body.emit(op.if, op.empty)
    this.callAll(body, watch)
    this.callAll(body, save)
    body.i32(every).set(due)
    body.emit(op.globalGet, this.stepWhole).i32(steps).emit(op.i32Eq).emit(op.brIf, 2)
    body.emit(op.end)
    body.get(due).i32(1).emit(op.i32Sub).set(due)
    this.callAll(body, remember)
    if (program.devices.length > 0)
      body.emit(op.globalGet, this.stepWhole).emit(op.globalGet, this.time).emit(op.call, this.takeIn)
    this.callAll(body, [...move, ...hold])
    body.emit(op.globalGet, this.stepWhole).i32(1).emit(op.i32Add).emit(op.globalSet, this.stepWhole)
    body.emit(op.br, 0)
    body.emit(op.end, op.end)
    // What the last tile holds, and a last look at everything that must be finite.
    body.emit(op.call, module.add(this.turnRest()))
    body.i32(LOOK_AT_ALL).emit(op.globalGet, this.stepWhole).emit(op.globalGet, this.time).emit(op.call, this.look)
    return body
  }

  /** Steps of `flowing`: what it changes is saved before it, what it works out after it. */
  private runFlowing(hold: readonly Call[], flowing: readonly Call[]): Body {
    const {program, module} = this
    const {start, step} = program.time
    const {steps, every} = program
    const written = new Set(
      program.body.flatMap(({slot, count = 1}) => Array.from({length: count}, (_, i) => slot + i)),
    )
    const [before, after] = [this.watch((slot) => !written.has(slot)), this.watch((slot) => written.has(slot))]
    const saveBefore = this.copies((slot) => !written.has(slot))
    const saveAfter = this.copies((slot) => written.has(slot))
    const body = new Body()
    const due = body.local(I32)
    const isDue = () =>
      body.get(due).emit(op.i32Eqz).emit(op.globalGet, this.stepWhole).i32(steps).emit(op.i32Eq).emit(op.i32Or)
    body.i32(0).emit(op.globalSet, this.stepWhole).i32(0).emit(op.globalSet, this.row)
    body.i32(0).emit(op.globalSet, this.tiled).i32(0).emit(op.globalSet, this.holding)
    body.emit(op.block, op.empty, op.loop, op.empty)
    body.emit(op.globalGet, this.stepWhole).emit(op.f64ConvertI32).emit(op.globalSet, this.stepNumber)
    body.f64(start).emit(op.globalGet, this.stepNumber).f64(step).emit(op.f64Mul).emit(op.f64Add)
    body.emit(op.globalSet, this.started).emit(op.globalGet, this.started).emit(op.globalSet, this.time)
    this.callAll(body, hold)
    isDue().emit(op.if, op.empty)
    this.callAll(body, before)
    this.callAll(body, saveBefore)
    body.emit(op.end)
    this.callAll(body, flowing)
    isDue().emit(op.if, op.empty)
    this.callAll(body, after)
    this.callAll(body, saveAfter)
    body.emit(op.call, this.saved())
    body.i32(every).set(due)
    body.emit(op.globalGet, this.stepWhole).i32(steps).emit(op.i32Eq).emit(op.brIf, 2)
    body.emit(op.end)
    body.get(due).i32(1).emit(op.i32Sub).set(due)
    body.emit(op.globalGet, this.stepWhole).i32(1).emit(op.i32Add).emit(op.globalSet, this.stepWhole)
    body.emit(op.br, 0)
    body.emit(op.end, op.end)
    body.emit(op.call, module.add(this.turnRest()))
    body.i32(LOOK_AT_ALL).emit(op.globalGet, this.stepWhole).emit(op.globalGet, this.time).emit(op.call, this.look)
    return body
  }

  /**
   * A whole Euler step in which every stock moves as soon as nothing waits for its old value, in the loop that works
   * out its rate where that may be, and only what is read outside a loop is stored. Null where something else is asked
   * between equations and moves.
   */
  private flowing(): Call[] | null {
    const {program, tables} = this
    const {stocks, time, lags, devices, events} = program
    if (time.method !== "euler" || lags.length + devices.length + events.length > 0) return null
    const chunks = this.chunks(spreadOut(program.body, tables))
    if (chunks.length === 0) chunks.push({assignments: [], foreign: false})
    const moves = movesBehind(chunks, stocks)
    // A loop whose flags are looked at again by itself, because of its kernels, must find the old values.
    const together = chunks.map(
      ({assignments, foreign}, c) =>
        !foreign &&
        moves[c]!.length <= CHUNK &&
        assignments.every(({code}) => !hasKernel(code)) &&
        moves[c]!.every(({rate}) => isPlain(rate, tables) && !hasKernel(rate)),
    )
    const stored = new Set([...this.kept.map((output) => program.outputs[output]!.slot), ...this.unshown()])
    chunks.forEach(({assignments}, c) => {
      const own = new Set<number>()
      const readBy = (code: Code, inside: boolean) => {
        for (const read of readsOf(code)) if (!inside || !own.has(read)) stored.add(read)
      }
      for (const {slot, code} of assignments) {
        readBy(code, true)
        own.add(slot)
      }
      for (const {rate} of moves[c]!) readBy(rate, together[c]!)
    })
    return chunks.flatMap((group, c): Call[] => {
      const number = this.groups.push(group) - 1
      const apart = together[c] ? [] : this.move(moves[c]!.map(({stock}) => stock))
      if (group.foreign) return [[this.foreign, number], ...apart]
      if (!together[c]) return [[this.module.add(this.flow(group, [], stored).whole(number)), -1], ...apart]
      const loop = this.flow(group, moves[c]!, stored)
      return [[this.module.add(loop.whole(moves[c]!.length > 0 ? LOOK_AT_STOCKS : number)), -1]]
    })
  }

  /** A loop of equations and of moves, each at once behind the last equation that its rate waits for or that reads it. */
  private flow({assignments}: Group, moves: readonly Move[], stored: ReadonlySet<number>): Loop {
    const loop = new Loop(this)
    const move = (stock: StockSlot, change: number) => {
      loop.read(stock.slot)
      loop.body.splat(this.program.time.step).get(change).v(v.mul)
      this.finish(loop, stock)
    }
    const written = new Map(assignments.map(({slot}, p) => [slot, p]))
    const lastRead = new Map(assignments.flatMap(({code}, p) => readsOf(code).map((read) => [read, p] as const)))
    const byOthers = new Set(moves.flatMap(({stock, reads}) => reads.filter((read) => read !== stock.slot)))
    const behind: Move[][] = assignments.map(() => [])
    const atEnd: Move[] = []
    for (const one of moves) {
      const {stock, reads} = one
      const last = reads.reduce(
        (latest, read) => Math.max(latest, written.get(read) ?? -1),
        lastRead.get(stock.slot) ?? -1,
      )
      if (last < 0 || byOthers.has(stock.slot)) atEnd.push(one)
      else behind[last]!.push(one)
    }
    assignments.forEach((assignment, p) => {
      if (stored.has(assignment.slot)) loop.assign(assignment)
      else loop.define(assignment.slot, assignment.code)
      for (const {stock, rate} of behind[p]!) move(stock, loop.valueOf(rate))
    })
    const changes = atEnd.map(({rate}) => loop.valueOf(rate))
    atEnd.forEach(({stock}, i) => {
      move(stock, changes[i]!)
    })
    return loop
  }

  /** Conditions of events, each in a place of its own. */
  private conditionsOfEvents(): Assignment[] {
    return this.program.events.map(({name, when}, i) => ({name, slot: this.conditions / this.stride + i, code: when}))
  }

  /**
   * Whether an event happened to any member, on the stack. JavaScript is asked where a condition holds, or held before:
   * its answer is 1 where one happened, 2 more where one holds.
   */
  private anyCondition(body: Body): void {
    const at = body.local(I32)
    const any = body.local(V128)
    const answer = body.local(I32)
    body.i32(0).set(at).splat(0).set(any)
    body.emit(op.loop, op.empty)
    for (let i = 0; i < this.program.events.length; i++) {
      body.get(any)
      body.get(at).memory(v.load, this.conditions + i * this.stride)
      body.splat(0).v(v.ne).v(v.or).set(any)
    }
    this.next(body, at, 16)
    body.get(any).v(v.anyTrue).emit(op.globalGet, this.holding).emit(op.i32Or).emit(op.if, I32)
    body.emit(op.globalGet, this.stepWhole).emit(op.call, this.happen).tee(answer).i32(2).emit(op.i32And)
    body.emit(op.globalSet, this.holding).get(answer).i32(1).emit(op.i32And)
    body.emit(op.else).i32(0).emit(op.end)
  }

  /** Sets held stocks to their values. */
  private holds(): Call[] {
    const held = this.program.stocks.filter(({holds}) => holds.length > 0)
    if (held.length === 0) return []
    const body = new Body()
    const at = body.local(I32)
    for (const {slot, holds} of held)
      for (const {from, to, value} of holds) {
        this.during(body, from, to)
        body.emit(op.if, op.empty)
        body.i32(0).set(at)
        body.emit(op.loop, op.empty)
        body
          .get(at)
          .splat(value)
          .memory(v.store, slot * this.stride)
        this.next(body, at, 16)
        body.emit(op.end)
      }
    return [[this.module.add(body), -1]]
  }

  private during(body: Body, from: number, to: number): void {
    body.emit(op.globalGet, this.stepWhole).i32(from).emit(op.i32GeS)
    body.emit(op.globalGet, this.stepWhole).i32(to).emit(op.i32LtS).emit(op.i32And)
  }

  /** The end of a loop over members. */
  private next(body: Body, at: number, by: number): void {
    body.get(at).i32(by).emit(op.i32Add).tee(at).emit(op.globalGet, this.bound).emit(op.i32LtU).emit(op.brIf, 0)
    body.emit(op.end)
  }

  /** What lags show at this step, member by member: each has a lag of its own. Null where there are none. */
  private recall(): number | null {
    const {lags, steps} = this.program
    if (lags.length === 0) return null
    const body = new Body()
    const at = body.local(I32)
    const back = body.local(F64)
    lags.forEach(({slot, lag, start}, i) => {
      const history = this.histories + i * (steps + 1) * this.stride
      body.i32(0).set(at)
      body.emit(op.loop, op.empty)
      body
        .get(at)
        .get(at)
        .emit(op.f64Load, 3, lag * this.stride)
        .set(back)
      body.emit(op.globalGet, this.stepNumber).get(back).emit(op.f64Ge)
      body.emit(op.if, F64)
      body.emit(op.globalGet, this.stepWhole).get(back).emit(op.i32TruncF64).emit(op.i32Sub)
      body.i32(this.stride).emit(op.i32Mul).get(at).emit(op.i32Add).emit(op.f64Load, 3, history)
      body.emit(op.else)
      body.get(at).emit(op.f64Load, 3, start * this.stride)
      body.emit(op.end)
      body.emit(op.f64Store, 3, slot * this.stride)
      this.next(body, at, 8)
    })
    return this.module.add(body)
  }

  /** What lags will show later: their values on the way, then a row of each history. */
  private remember(): Call[] {
    const {lags, steps} = this.program
    if (lags.length === 0) return []
    const passing = lags.map(({name, of}, i) => ({name, slot: this.passing / this.stride + i, code: of}))
    const body = new Body()
    const at = body.local(I32)
    body.emit(op.loop, op.empty)
    passing.forEach(({slot}, i) => {
      const history = this.histories + i * (steps + 1) * this.stride
      body.emit(op.globalGet, this.stepWhole).i32(this.stride).emit(op.i32Mul).get(at).emit(op.i32Add)
      body
        .get(at)
        .memory(v.load, slot * this.stride)
        .memory(v.store, history)
    })
    this.next(body, at, 16)
    return [...this.section(passing), [this.module.add(body), -1]]
  }

  /** Rates of these stocks, each in a place of its own. */
  private rateLoops(wanted: readonly StockSlot[] = this.program.stocks): Call[] {
    const first = this.rates / this.stride
    return this.section(
      wanted.map((stock) => ({
        name: stock.name,
        slot: first + this.order.get(stock)!,
        code: whileFree(stock.rate, stock.holds),
      })),
    )
  }

  /** Rates that read others of these stocks, before any moves; then the move of all. */
  private move(wanted: readonly StockSlot[] = this.program.stocks): Call[] {
    const {time} = this.program
    const all = new Set(wanted.map(({slot}) => slot))
    const direct = new Set(wanted.filter((stock) => isDirect(stock, all)))
    return [
      ...this.rateLoops(wanted.filter((stock) => !direct.has(stock))),
      ...this.overStocks((loop, stock, i) => {
        const {slot, rate} = stock
        loop.load(slot * this.stride)
        loop.body.splat(time.step)
        if (direct.has(stock)) loop.value(rate)
        else loop.load(this.rates + i * this.stride)
        loop.body.v(v.mul)
        this.finish(loop, stock)
      }, wanted),
    ]
  }

  /** Where stocks begin the step, and their places for rates and sums of rates. */
  private places(i: number): {rate: number; before: number; sum: number} {
    const offset = i * this.stride
    return {rate: this.rates + offset, before: this.before + offset, sum: this.sums + offset}
  }

  /** Sets time within the step. */
  private clock(h: number): Call {
    const body = new Body()
    body.emit(op.globalGet, this.started).f64(h).emit(op.f64Add).emit(op.globalSet, this.time)
    return [this.module.add(body), -1]
  }

  /** Stocks from where they began, by the vector on the stack above that of where they began. */
  private finish(loop: Loop, {slot, low, high}: StockSlot): void {
    loop.body.v(v.add)
    if (!this.absorbing.has(slot)) loop.flagLost()
    this.inside(loop.body, low, high)
    loop.store(slot * this.stride)
  }

  /** The two evaluations of a midpoint step. */
  private midpoint(hold: Call[], settle: readonly Call[]): Call[] {
    const {step} = this.program.time
    const rates = this.rateLoops()
    const begin = this.overStocks((loop, {slot, low, high}, i) => {
      const {rate, before} = this.places(i)
      loop.load(slot * this.stride)
      const from = loop.keep()
      loop.body.get(from)
      loop.store(before)
      loop.body.get(from).splat(step / 2)
      loop.load(rate)
      loop.body.v(v.mul).v(v.add)
      this.inside(loop.body, low, high)
      loop.store(slot * this.stride)
    })
    const last = this.overStocks((loop, stock, i) => {
      const {rate, before} = this.places(i)
      loop.load(before)
      loop.body.splat(step)
      loop.load(rate)
      loop.body.v(v.mul)
      this.finish(loop, stock)
    })
    return [...rates, ...begin, ...hold, this.clock(step / 2), ...settle, ...rates, ...last]
  }

  /** The four evaluations of a Runge-Kutta step, in the interpreter's order of additions. */
  private rungeKutta(hold: Call[], settle: readonly Call[]): Call[] {
    const {step} = this.program.time
    const rates = this.rateLoops()
    const stage = (number: 1 | 2 | 3): Call[] => {
      const h = number === 3 ? step : step / 2
      const begin = this.overStocks((loop, {slot, low, high}, i) => {
        const {body} = loop
        const {rate, before, sum} = this.places(i)
        loop.load(rate)
        const r = loop.keep()
        if (number === 1) {
          loop.load(slot * this.stride)
          loop.store(before)
          body.get(r)
        } else {
          loop.load(sum)
          body.splat(2).get(r).v(v.mul).v(v.add)
        }
        loop.store(sum)
        loop.load(before)
        body.splat(h).get(r).v(v.mul).v(v.add)
        this.inside(body, low, high)
        loop.store(slot * this.stride)
      })
      return [...begin, ...hold, this.clock(h), ...settle, ...rates]
    }
    const last = this.overStocks((loop, stock, i) => {
      const {rate, before, sum} = this.places(i)
      loop.load(before)
      loop.body.splat(step / 6)
      loop.load(sum)
      loop.load(rate)
      loop.body.v(v.add).v(v.mul)
      this.finish(loop, stock)
    })
    return [...rates, ...stage(1), ...stage(2), ...stage(3), ...last]
  }

  /** Loops that do `write` for every stock, or for those wanted, some at a time. */
  private overStocks(
    write: (loop: Loop, stock: StockSlot, i: number) => void,
    wanted: readonly StockSlot[] = this.program.stocks,
  ): Call[] {
    return parts(wanted, CHUNK).map((part): Call => {
      const loop = new Loop(this)
      for (const stock of part) write(loop, stock, this.order.get(stock)!)
      return [this.module.add(loop.whole(LOOK_AT_STOCKS)), -1]
    })
  }

  /** The vector on the stack held between the declared bounds. */
  private inside(body: Body, low: number, high: number): void {
    if (high !== Number.POSITIVE_INFINITY) body.splat(high).v(v.min)
    if (low !== Number.NEGATIVE_INFINITY) body.splat(low).v(v.max)
  }

  /** Looks at each saved row at outputs that must be finite and would not show it later. */
  private watch(which: (slot: number) => boolean = () => true): Call[] {
    return parts(this.unshown().filter(which), LONG_LOOP).map((slots): Call => {
      const loop = new Loop(this)
      slots.forEach((slot, i) => {
        loop.load(slot * this.stride)
        if (i > 0) loop.body.v(v.add)
      })
      loop.flagLost()
      loop.keep()
      return [this.module.add(loop.whole(LOOK_AT_OUTPUTS)), -1]
    })
  }

  /** Outputs that change, and whose infinity or NaN would not reach the rate of an absorbing stock. */
  private unshown(): number[] {
    const {program} = this
    const {absorbing} = this
    const shown = new Set(absorbing)
    // A midpoint step moves by the rates in its middle alone: those at its beginning do not reach the stocks.
    const moving = program.time.method === "rk2" ? [] : program.stocks
    for (const {slot, rate} of moving) if (absorbing.has(slot)) for (const read of spread(rate)) shown.add(read)
    for (let i = program.body.length - 1; i >= 0; i--) {
      const {slot, code, count} = program.body[i]!
      if (count === undefined && shown.has(slot)) for (const read of spread(code)) shown.add(read)
    }
    const changing = new Set([...program.body, ...program.stocks, ...program.lags].map(({slot}) => slot))
    for (const {does} of program.events) for (const {slot} of does) changing.add(slot)
    for (const {slot, count = 1} of [...program.body, ...program.devices])
      for (let at = slot; at < slot + count; at++) changing.add(at)
    return [...new Set(program.outputs.map(({slot}) => slot))].filter((slot) => changing.has(slot) && !shown.has(slot))
  }

  /** Copies what is kept into the tile. */
  private copies(which: (slot: number) => boolean = () => true): Call[] {
    const {program, kept, stride, tile} = this
    const row = kept.length * stride
    const wanted = [...kept.entries()].map(([i, output]) => [i, program.outputs[output]!.slot] as const)
    return parts(
      wanted.filter(([, slot]) => which(slot)),
      LONG_LOOP,
    ).map((part): Call => {
      const copy = new Body()
      const at = copy.local(I32)
      const to = copy.local(I32)
      copy.emit(op.loop, op.empty)
      copy.get(at).emit(op.globalGet, this.tiled).i32(row).emit(op.i32Mul).emit(op.i32Add).set(to)
      for (const [i, slot] of part) {
        copy
          .get(to)
          .get(at)
          .memory(v.load, slot * stride)
        copy.memory(v.store, tile + i * stride)
      }
      this.next(copy, at, 16)
      return [this.module.add(copy), -1]
    })
  }

  /** The tile holds a row more; a full one is turned. */
  private saved(): number {
    const body = new Body()
    body.emit(op.globalGet, this.tiled).i32(1).emit(op.i32Add).emit(op.globalSet, this.tiled)
    body.emit(op.globalGet, this.tiled).i32(TILE).emit(op.i32Eq)
    body.emit(op.if, op.empty)
    body.emit(op.call, this.module.add(this.turn()))
    body.emit(op.end)
    return this.module.add(body)
  }

  /** A full tile, row x output x member, into the results, member x output x row: eight rows of two members at a time. */
  private turn(): Body {
    const {kept, stride, tile, results} = this
    const count = rows(this.program)
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
      this.next(body, at, 16)
      body.get(output).i32(1).emit(op.i32Add).tee(output).i32(kept.length).emit(op.i32LtU).emit(op.brIf, 0)
      body.emit(op.end)
    }
    body.emit(op.globalGet, this.row).i32(TILE).emit(op.i32Add).emit(op.globalSet, this.row)
    body.i32(0).emit(op.globalSet, this.tiled)
    return body
  }

  /** The rows of a tile that never filled, number by number. */
  private turnRest(): Body {
    const {kept, stride, tile, results} = this
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
    this.next(body, at, 8)
    body.get(output).i32(1).emit(op.i32Add).tee(output).i32(kept.length).emit(op.i32LtU).emit(op.brIf, 0).emit(op.end)
    body.get(row).i32(1).emit(op.i32Add).tee(row).emit(op.globalGet, this.tiled).emit(op.i32LtU).emit(op.brIf, 0)
    return body.emit(op.end).emit(op.end)
  }

  /** Bytes of (member * outputs + output) * rows; `at` is 8 times the member. */
  private place(body: Body, at: number, output: number): void {
    body.get(at).i32(this.kept.length).emit(op.i32Mul).get(output).i32(8).emit(op.i32Mul).emit(op.i32Add)
    body.i32(rows(this.program)).emit(op.i32Mul)
  }
}

/** Slots of stocks that, once no finite number, never are one again: their last value tells. */
function absorbing({stocks, events}: Program): Set<number> {
  const touched = new Set(events.flatMap(({does}) => does.map(({slot}) => slot)))
  return new Set(
    stocks
      .filter(
        ({slot, low, high, holds}) =>
          low === Number.NEGATIVE_INFINITY &&
          high === Number.POSITIVE_INFINITY &&
          holds.length === 0 &&
          !touched.has(slot),
      )
      .map(({slot}) => slot),
  )
}

/** `list` in parts of at most `most`. */
function parts<T>(list: readonly T[], most: number): T[][] {
  return Array.from({length: Math.ceil(list.length / most)}, (_, i) => list.slice(i * most, (i + 1) * most))
}

/** A stock, its rate, and the slots that the rate reads. */
type Move = {readonly stock: StockSlot; readonly rate: Code; readonly reads: readonly number[]}

/** For each of `chunks` the stocks that may move behind it: nothing after it reads their old values. */
function movesBehind(chunks: readonly Group[], stocks: readonly StockSlot[]): Move[][] {
  const written = new Map<number, number>()
  const lastRead = new Map<number, number>()
  chunks.forEach(({assignments}, c) => {
    for (const {slot, code, count = 1} of assignments) {
      for (let at = slot; at < slot + count; at++) written.set(at, c)
      for (const read of readsOf(code)) lastRead.set(read, c)
    }
  })
  const moves = stocks.map((stock): Move => {
    const rate = whileFree(stock.rate, stock.holds)
    return {stock, rate, reads: [...new Set(readsOf(rate))]}
  })
  const bySlot = new Map(stocks.map(({slot}, i) => [slot, i]))
  const when = moves.map(({stock, reads}) =>
    reads.reduce((latest, read) => Math.max(latest, written.get(read) ?? 0), lastRead.get(stock.slot) ?? 0),
  )
  const behind: number[][] = chunks.map(() => [])
  when.forEach((c, i) => {
    behind[c]!.push(i)
  })
  // A stock that another's rate reads moves not before that other. From the last chunk to the first, each is looked
  // at once, with the chunk that is its own for good.
  const settled = new Set<number>()
  for (let c = chunks.length - 1; c >= 0; c--) {
    const here = behind[c]!
    for (let next = 0; next < here.length; next++) {
      const i = here[next]!
      if (settled.has(i)) continue
      settled.add(i)
      for (const read of moves[i]!.reads) {
        const other = bySlot.get(read)
        if (other === undefined || settled.has(other) || when[other] === c) continue
        when[other] = c
        here.push(other)
      }
    }
  }
  return behind.map((list, c) => [...new Set(list)].filter((i) => when[i] === c).map((i) => moves[i]!))
}

/** `rate`, or 0 while it is held. */
function whileFree(rate: Code, holds: readonly {readonly from: number; readonly to: number}[]): Code {
  return holds.reduce((code: Code, {from, to}) => ["f", "during", ["n", from], ["n", to], ["n", 0], code], rate)
}

/** Whether the rate of `stock` is sums and products of what does not move with the stocks, itself apart. */
function isDirect({slot, rate, holds}: StockSlot, stocks: ReadonlySet<number>): boolean {
  if (holds.length > 0 || weight(rate) > MOST_DIRECT) return false
  const open = [rate]
  for (let next = open.pop(); next; next = open.pop()) {
    if (next[0] === "n") continue
    if (next[0] === "v") {
      if (next[1] !== slot && stocks.has(next[1])) return false
    } else if (next[0] === "f" && SIMPLE.has(next[1])) open.push(...(next.slice(2) as Code[]))
    else return false
  }
  return true
}

/** Operations that flag nothing. */
const SIMPLE: ReadonlySet<string> = new Set(["+", "-", "*", "negative"])
/** Operations of a rate that is worked out where its stock moves. */
const MOST_DIRECT = 40

/** Slots of which an infinity or a NaN always reaches the value of `code`. */
function spread(code: Code): number[] {
  const found: number[] = []
  const open = [code]
  for (let next = open.pop(); next; next = open.pop()) {
    if (next[0] === "v") found.push(next[1])
    if (next[0] !== "f") continue
    const [, name, ...args] = next as readonly ["f", string, ...Code[]]
    if (
      name === "sum" ||
      name === "product" ||
      name === "mean" ||
      name === "+" ||
      name === "-" ||
      name === "*" ||
      name === "negative" ||
      name === "abs" ||
      name === "sqrt"
    )
      open.push(...args)
    else if (name === "/") open.push(args[0]!)
  }
  return found
}
