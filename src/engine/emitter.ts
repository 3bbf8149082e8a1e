// Writes a program's equations as JavaScript and runs them: the same operations in the same
// order as the interpreter, so the same bits, some hundred times as fast.
//
// State is an array, one number a slot. Equations stand in functions of a few dozen each;
// programs that differ in a setting alone share most of them, already optimised, when they
// run on one workbench. The loop over time is the interpreter's, statement
// for statement; nothing allocates inside it.

import {groupBy} from "../core/grouping.ts"
import {streams, uniformAt} from "../math/random.ts"
import {argumentsOf} from "./code.ts"
import {checkShape, remembered} from "./interpreter.ts"
import {type Device, devices} from "./operations/devices.ts"
import {elementary, operations} from "./operations/mathematics.ts"
import {type OpenTable, openTable, readTable} from "./operations/tables.ts"
import {vectors} from "./operations/vectors.ts"
import {
  type Assignment,
  type Code,
  changingSlots,
  type Failure,
  failure,
  lookedAt,
  type Program,
  type Reading,
  type RunContext,
  type Runner,
  RunStatus,
  rows,
  watchedOutputs,
} from "./program.ts"

/** A function of some equations at step k. Gives 0, or the label of what divided by zero. */
type Part = (k: number) => number

/** The same for events, with the seed's words and the run. Gives -1 where something happened. */
type Happening = (k: number, seedLow: number, seedHigh: number, run: number) => number

/** Moves some stocks by `h` times their rates. Gives the first that is no longer finite, or -1. */
type Move = (h: number) => number

/** 0 while some slots are finite: x - x is 0 for a number, and no number else. */
type Watch = () => number

/**
 * Where programs run, one at a time: the state their compiled equations work on, and these functions by their text.
 * Whoever runs many programs that differ little keeps one, so that what they share is compiled once.
 */
export type Workbench = {
  /** Slots; [time, time at the step's beginning]; rates of stocks; which events' conditions held. */
  readonly V: Float64Array
  readonly T: Float64Array
  readonly R: Float64Array
  readonly WAS: Uint8Array
  /** The seed's two words and the run, for draws. */
  readonly D: Float64Array
  /** Tables that parts read by number, and the number of each by its points. */
  TABLES: OpenTable[]
  tableNumbers: Map<string, number>
  /** Functions that add up over turns, by number, and the number of each by its text. */
  sums: ((...numbers: number[]) => number)[]
  sumNumbers: Map<string, number>
  readonly parts: Map<string, unknown>
}

/** A workbench for programs of up to `width` slots. */
export function openWorkbench(width = ROOMY): Workbench {
  return {
    V: new Float64Array(width),
    T: new Float64Array(2),
    R: new Float64Array(width),
    WAS: new Uint8Array(width),
    D: new Float64Array(3),
    TABLES: [],
    tableNumbers: new Map(),
    sums: [],
    sumNumbers: new Map(),
    parts: new Map(),
  }
}

/** Slots of a workbench that nearly every program fits: ten times a large draft. */
const ROOMY = 16_384

/**
 * Characters of one part. V8 gives up on functions of 60 KB of bytecode, and spends seconds, running them unoptimised
 * meanwhile, on those with hundreds of live variables.
 */
const PART = 6_000

/** Functions a workbench may gather before it is cleared: some hundred megabytes of compiled code. */
const MOST_PARTS = 5_000

/**
 * A runner of the emitted JavaScript. `new Function` must be allowed; where it is not, use `interpret`.
 *
 * @param kept the outputs to write, by their numbers; all by default. Fewer are faster.
 * @param bench shared with other programs, never with another thread; a program too wide for it gets its own.
 */
export function emit(
  program: Program,
  kept: readonly number[] = program.outputs.map((_, i) => i),
  bench?: Workbench,
): Runner {
  const room = Math.max(program.width, program.events.length)
  if (bench && bench.parts.size > MOST_PARTS) {
    bench.parts.clear()
    // Parts that are still in use keep the tables they were made with.
    bench.TABLES = []
    bench.tableNumbers = new Map()
    bench.sums = []
    bench.sumNumbers = new Map()
  }
  const compiled = new Compiled(program, kept, bench && bench.V.length >= room ? bench : openWorkbench(room))
  return {
    program,
    kept,
    run: (inputs, into, context) => {
      checkShape(program, kept.length, inputs, into)
      const status = compiled.run(inputs, into, context)
      return status === RunStatus.done ? null : compiled.failed(into, context.run, status)
    },
  }
}

class Compiled {
  readonly program: Program
  readonly kept: number
  /** Names of labels; 0 stands for nothing. */
  readonly labels: string[]
  // The state of one run, used again by the next: that of the workbench; where stocks began the step; the weighted
  // sum of Runge-Kutta's rates; what lags remember.
  readonly V: Float64Array
  readonly T: Float64Array
  readonly R: Float64Array
  readonly WAS: Uint8Array
  readonly S: Float64Array
  readonly SUM: Float64Array
  readonly D: Float64Array
  readonly H: Float64Array[]
  readonly devices: readonly Device[]
  /** What each device is given at the end of a step. */
  readonly given: readonly number[][]
  // The program in arrays: stocks' slots and bounds, slots to save, slots to watch and their labels.
  readonly slots: Int32Array
  readonly low: Float64Array
  readonly high: Float64Array
  readonly out: Int32Array
  readonly all: Int32Array
  readonly moving: Int32Array
  /** What is watched, by its slot, in the order of outputs. */
  readonly watchedIn: ReadonlyMap<number, Program["outputs"]>
  readonly held: readonly number[]
  // The equations.
  readonly begin: readonly Part[]
  readonly evaluate: readonly Part[]
  readonly rates: readonly Part[]
  readonly remember: readonly Part[]
  readonly hand: readonly Part[]
  readonly happen: Happening | null
  /** Euler's move of all stocks, and a number that is 0 while all that is looked at and can change is finite. */
  readonly moves: readonly Move[]
  readonly watches: readonly Watch[]
  /** Something that never changes is not finite: every row has it. */
  unmoving = false
  // Where a run was lost, or stopped, first.
  status = 0
  label = 0
  time = 0
  written = 0

  constructor(program: Program, kept: readonly number[], bench: Workbench) {
    const {stocks, outputs, lags, events, body, time} = program
    this.program = program
    this.kept = kept.length
    this.V = bench.V
    this.T = bench.T
    this.R = bench.R
    this.WAS = bench.WAS
    this.S = new Float64Array(stocks.length)
    this.SUM = new Float64Array(stocks.length)
    this.D = bench.D
    this.H = lags.map(() => new Float64Array(0))
    this.devices = program.devices.map(({kind}) => devices.get(kind)!.open(time.start, time.step))
    this.given = program.devices.map(({given}) => given.map(() => 0))
    this.slots = Int32Array.from(stocks, (stock) => stock.slot)
    this.low = Float64Array.from(stocks, (stock) => stock.low)
    this.high = Float64Array.from(stocks, (stock) => stock.high)
    this.held = stocks.flatMap((stock, i) => (stock.holds.length > 0 ? [i] : []))
    this.out = Int32Array.from(kept, (output) => outputs[output]!.slot)
    this.all = Int32Array.from(lookedAt(program, kept))
    const watched = watchedOutputs(program).map((output) => outputs[output]!)
    this.watchedIn = groupBy(watched, ({slot}) => slot)
    const changes = changingSlots(program)
    this.moving = this.all.filter((slot) => changes.has(slot))
    const writer = new Writer(program, bench)
    const {V, T, R, WAS, D, TABLES, sums: SUMS, parts} = bench
    const given = {V, T, R, WAS, D, TABLES, SUMS, readTable, fill, uniformAt, ...elementary}
    const make = <F>(text: string, more: Record<string, unknown> = {}): F => {
      const names = {...given, ...more}
      return new Function(...Object.keys(names), `"use strict"; return ${text}`)(...Object.values(names)) as F
    }
    const shared = <F>(text: string): F => {
      const made = (parts.get(text) as F | undefined) ?? make<F>(text)
      parts.set(text, made)
      return made
    }
    const parted = (equations: readonly Equation[]): Part[] =>
      batches(equations).flatMap((batch): Part[] => {
        if (batch.form === null) return writer.section(batch.statements).map(shared<Part>)
        const loop = shared<Loop>(batch.form)
        return [() => loop(batch.numbers, T[0]!)]
      })
    this.begin = parted(program.prelude.map((assignment) => writer.equation(assignment)))
    this.evaluate = parted(body.map((assignment) => writer.equation(assignment)))
    this.rates = parted(writer.rates())
    this.remember = writer.section(writer.histories()).map((text) => make<Part>(text, {H: this.H}))
    this.hand = writer.section(writer.handing()).map((text) => make<Part>(text, {G: this.given}))
    this.happen = events.length > 0 ? shared<Happening>(writer.happening()) : null
    this.moves =
      stocks.length > MANY
        ? [(h) => this.moveAll(h)]
        : writer.section(writer.moves(), "h", "return lost", "let n = 0, lost = -1").map(shared<Move>)
    this.watches =
      this.moving.length > MANY
        ? [() => this.watchAll()]
        : writer.section(writer.watches(this.moving), "", "return sum", "let sum = 0").map(shared<Watch>)
    this.labels = writer.labels
  }

  /** One run; a status of `RunStatus`. What stopped it is left in label, time and written. */
  run(inputs: ArrayLike<number>, into: Float64Array, {seed, run}: RunContext): number {
    const {program, V, T, out, kept} = this
    const {steps, every} = program
    const {start, step, method} = program.time
    const zero = RunStatus.divisionByZero
    // What a slot shows before it is first written must not be what another run left there.
    V.fill(0, inputs.length, program.width)
    for (let i = 0; i < inputs.length; i++) V[i] = inputs[i]!
    T[0] = start
    T[1] = start
    this.D[0] = seed.lo
    this.D[1] = seed.hi
    this.D[2] = run
    this.WAS.fill(0, 0, program.events.length)
    this.written = 0
    this.status = RunStatus.done
    this.unmoving = false
    if (this.pass(this.begin, 0)) return zero
    if (this.badLag()) return RunStatus.outOfRange
    if (!this.open()) return RunStatus.outOfRange
    for (let k = 0; ; k++) {
      T[1] = start + k * step
      T[0] = T[1]!
      this.hold(k)
      this.recall(k)
      if (this.pass(this.evaluate, k)) return zero
      if (this.happen) {
        const happened = this.happen(k, seed.lo, seed.hi, run)
        if (happened > 0) return this.stop(zero, happened, T[0]!)
        if (happened < 0) {
          this.hold(k)
          if (this.pass(this.evaluate, k)) return zero
        }
      }
      if (k % every === 0 || k === steps) {
        const lost = this.lost(k === 0 ? this.all : this.moving)
        if (this.status !== RunStatus.done && program.strict) return this.status
        const row = this.written
        for (let j = 0; j < kept; j++) into[row + j] = V[out[j]!]!
        if (lost || this.unmoving)
          for (let j = row; j < row + kept; j++) if (!(into[j]! - into[j]! === 0)) into[j] = NaN
        this.written = row + kept
      }
      if (k === steps) return this.status
      if (this.pass(this.remember, k) || this.pass(this.hand, k)) return zero
      for (let i = 0; i < this.devices.length; i++) this.devices[i]!.take(k, this.given[i]!)
      if (this.pass(this.rates, k)) return zero
      const stock =
        method === "euler" ? this.move(step) : method === "rk2" ? this.midpoint(step, k) : this.rungeKutta(step, k)
      if (stock === DIVIDED) return zero
      if (stock >= 0) {
        this.lose(program.stocks[stock]!.name, start + (k + 1) * step)
        if (program.strict) return this.status
      }
      this.hold(k)
    }
  }

  failed(into: Float64Array, run: number, status: number): Failure {
    into.fill(Number.NaN, Math.min(this.written, rows(this.program) * this.kept))
    return failure(this.program, run, status, this.labels[this.label]!, this.time)
  }

  /** A value that is not finite: the first is told. */
  private lose(name: string, time: number): void {
    if (this.status === RunStatus.done) this.stop(RunStatus.notFinite, this.labels.indexOf(name), time)
  }

  /** The first reason of a run that is lost. */
  private stop(status: number, label: number, time: number): number {
    if (this.status !== RunStatus.done) return this.status
    this.status = status
    this.label = label
    this.time = time
    return status
  }

  /** Runs equations in order; whether one divided by zero. */
  private pass(parts: readonly Part[], k: number): boolean {
    for (let i = 0; i < parts.length; i++) {
      const label = parts[i]!(k)
      if (label !== 0) {
        this.stop(RunStatus.divisionByZero, label, this.T[0]!)
        return true
      }
    }
    return false
  }

  private badLag(): boolean {
    const bad = this.program.lags.find(({lag}) => !(this.V[lag]! >= 1))
    if (bad) this.stop(RunStatus.outOfRange, this.labels.indexOf(bad.name), this.T[0]!)
    return bad !== undefined
  }

  private hold(k: number): void {
    for (let j = 0; j < this.held.length; j++) {
      const {slot, holds} = this.program.stocks[this.held[j]!]!
      for (const {from, to, value} of holds) if (k >= from && k < to) this.V[slot] = value
    }
  }

  private recall(k: number): void {
    const {lags} = this.program
    for (let i = 0; i < lags.length; i++) {
      const {slot, lag, start} = lags[i]!
      const back = this.V[lag]!
      const history = this.H[i]!
      this.V[slot] = k >= back ? history[k % history.length]! : this.V[start]!
    }
    for (let i = 0; i < this.devices.length; i++) this.devices[i]!.show(k, this.V, this.program.devices[i]!.slot)
  }

  /** Rings of lags and devices at the beginning of a run; whether all of them could begin. */
  private open(): boolean {
    this.program.lags.forEach(({lag}, i) => {
      const length = remembered(this.program, this.V[lag]!)
      if (this.H[i]!.length !== length) this.H[i] = new Float64Array(length)
    })
    const stuck = this.program.devices.find(
      ({begins}, i) => !this.devices[i]!.begin(begins.map((slot) => this.V[slot]!)),
    )
    if (stuck) this.stop(RunStatus.outOfRange, this.labels.indexOf(stuck.name), this.T[0]!)
    return stuck === undefined
  }

  /** Whether one of `looked` is no finite number; the first of what is watched is told. */
  private lost(looked: Int32Array): boolean {
    const {V} = this
    if (looked === this.moving) {
      let sum = 0
      for (let i = 0; i < this.watches.length; i++) sum += this.watches[i]!()
      if (sum === 0) return false
    }
    const bad = new Set(looked.filter((slot) => !(V[slot]! - V[slot]! === 0)))
    if (bad.size === 0) return false
    if (looked === this.all) for (const slot of bad) this.unmoving ||= !this.moving.includes(slot)
    if (this.status !== RunStatus.done) return true
    for (const [slot, [first]] of this.watchedIn)
      if (bad.has(slot)) {
        this.lose(first!.name, this.T[0]!)
        break
      }
    return true
  }

  /** All stocks by h times their rates; the first that is no longer finite, or -1. */
  private move(h: number): number {
    let lost = -1
    for (let i = 0; i < this.moves.length; i++) {
      const first = this.moves[i]!(h)
      if (lost < 0) lost = first
    }
    return lost
  }

  /** `moves` of a program with many stocks: its statements in a loop. */
  private moveAll(h: number): number {
    const {V, R, slots, low, high} = this
    let lost = -1
    for (let i = 0; i < slots.length; i++) {
      const next = V[slots[i]!]! + h * R[i]!
      const kept = next - next === 0
      if (!kept && lost < 0) lost = i
      V[slots[i]!] = kept ? Math.max(low[i]!, Math.min(high[i]!, next)) : Number.NaN
    }
    return lost
  }

  /** `watches` of a program with much to look at. */
  private watchAll(): number {
    const {V, moving} = this
    let sum = 0
    for (let i = 0; i < moving.length; i++) sum += V[moving[i]!]! - V[moving[i]!]!
    return sum
  }

  /** The rest of a midpoint step from the first rates; the first stock lost, -1, or DIVIDED. */
  private midpoint(step: number, k: number): number {
    const {V, R, S, T, slots, low, high} = this
    const half = step / 2
    for (let i = 0; i < slots.length; i++) {
      S[i] = V[slots[i]!]!
      V[slots[i]!] = Math.max(low[i]!, Math.min(high[i]!, S[i]! + half * R[i]!))
    }
    this.hold(k)
    T[0] = T[1]! + half
    if (this.pass(this.evaluate, k) || this.pass(this.rates, k)) return DIVIDED
    let lost = -1
    for (let i = 0; i < slots.length; i++) {
      const next = S[i]! + step * R[i]!
      if (!(next - next === 0) && lost < 0) lost = i
      V[slots[i]!] = next - next === 0 ? Math.max(low[i]!, Math.min(high[i]!, next)) : Number.NaN
    }
    return lost
  }

  /** The rest of a Runge-Kutta step from the first rates; the first stock lost, -1, or DIVIDED. */
  private rungeKutta(step: number, k: number): number {
    const {V, R, S, SUM, T, slots, low, high} = this
    for (let i = 0; i < slots.length; i++) {
      S[i] = V[slots[i]!]!
      SUM[i] = R[i]!
    }
    for (let stage = 1; stage <= 3; stage++) {
      const h = stage === 3 ? step : step / 2
      for (let i = 0; i < slots.length; i++) V[slots[i]!] = Math.max(low[i]!, Math.min(high[i]!, S[i]! + h * R[i]!))
      this.hold(k)
      T[0] = T[1]! + h
      if (this.pass(this.evaluate, k) || this.pass(this.rates, k)) return DIVIDED
      if (stage < 3) for (let i = 0; i < slots.length; i++) SUM[i] = SUM[i]! + 2 * R[i]!
    }
    let lost = -1
    for (let i = 0; i < slots.length; i++) {
      const next = S[i]! + (step / 6) * (SUM[i]! + R[i]!)
      if (!(next - next === 0) && lost < 0) lost = i
      V[slots[i]!] = next - next === 0 ? Math.max(low[i]!, Math.min(high[i]!, next)) : Number.NaN
    }
    return lost
  }
}

/** Operations whose text holds nothing but their arguments, each at its place. */
const PLAIN: ReadonlySet<string> = new Set([
  ...["+", "-", "*", "/", "negative", "<", "<=", ">", ">=", "==", "!=", "not", "if", "abs", "floor", "ceil", "trunc"],
  ...["sqrt", "sum", "product"],
])

/** Longest table that is written out in a statement. */
const SHORT = 12

/** A function of whole arrays by its name, for statements. */
function fill(name: string, n: number, args: readonly number[], into: Float64Array, first: number): void {
  vectors.get(name)!.fill(n, args, into, first)
}

/** What `rungeKutta` gives where an equation divided by zero. */
const DIVIDED = -2

type Statement = (piece: Piece) => string

/** Stocks, or outputs to look at, beyond which a loop takes the place of statements. */
const MANY = 1_024

/**
 * An equation to be written: as a statement; and, where it is simple, as its form, which equations of an array share, and
 * the numbers that set it apart from others of that form: where it goes, slots that it reads, plain numbers.
 */
type Equation = {readonly statement: Statement; readonly form: string | null; readonly numbers: readonly number[]}

/** Works out equations of one form, whose numbers stand one after the other. Gives 0, as every part does. */
type Loop = (numbers: Float64Array, t: number) => number

/** Equations of one form that follow each other from which on a loop works them out. */
const ALIKE = 64

/** What stands together: statements, or equations of one form. */
type Batch =
  | {readonly form: null; readonly statements: readonly Statement[]}
  | {readonly form: string; readonly numbers: Float64Array}

/** Equations in their order, those of one form that follow each other together where they are many. */
function batches(equations: readonly Equation[]): Batch[] {
  const found: Batch[] = []
  let single: Statement[] = []
  for (let from = 0; from < equations.length; ) {
    const {form} = equations[from]!
    let to = from + 1
    while (to < equations.length && form !== null && equations[to]!.form === form) to++
    if (form !== null && to - from >= ALIKE) {
      if (single.length > 0) found.push({form: null, statements: single})
      single = []
      const width = equations[from]!.numbers.length
      const numbers = new Float64Array(width * (to - from))
      for (let i = from; i < to; i++) numbers.set(equations[i]!.numbers, (i - from) * width)
      found.push({form, numbers})
    } else for (let i = from; i < to; i++) single.push(equations[i]!.statement)
    from = to
  }
  if (single.length > 0) found.push({form: null, statements: single})
  return found
}

const NO_SLOT = -1

/** Writes equations as text. */
class Writer {
  readonly program: Program
  readonly labels: string[]
  readonly labelOf: Map<string, number>
  /** The bench's number of each table. */
  readonly tables: readonly number[]
  readonly bench: Workbench
  piece = new Piece()
  /** The slot that the statement at hand writes. */
  private own = NO_SLOT

  constructor(program: Program, bench: Workbench) {
    this.program = program
    this.bench = bench
    this.tables = program.tables.map(({x, y, between, beyond}) => {
      const key = JSON.stringify([x, y, between, beyond])
      const number = bench.tableNumbers.get(key)
      if (number !== undefined) return number
      bench.tableNumbers.set(key, bench.TABLES.length)
      return bench.TABLES.push(openTable({name: "", x, y, between, beyond})) - 1
    })
    // By the order of outputs, so that a setting or a cut changes no other equation's label.
    const {outputs, stocks, events, prelude, body, lags, devices} = program
    const names = [outputs, stocks, events, prelude, body, lags, devices].flatMap((all) => all.map(({name}) => name))
    this.labels = ["", ...new Set(names)]
    this.labelOf = new Map(this.labels.map((name, i) => [name, i]))
  }

  /** JavaScript of an expression; what it reads and which scratch variables it needs go to the current piece. */
  private text(code: Code): string {
    switch (code[0]) {
      case "n":
        return literal(code[1])
      case "v":
        // What a slot held before it is written: `once` keeps it.
        return code[1] === this.own ? `V[${code[1]}]` : this.piece.read(code[1])
      case "t":
        return "t"
      case "s":
        return this.adding(code[1], code[2], (at) => this.text(at))
      case "w":
        throw new Error("a row stands in a sum alone")
      case "l":
        return this.reading(this.tables[code[1]]!, code[2], this.text(code[3]))
      default: {
        const args = argumentsOf(code).map((arg) => this.text(arg))
        return operations.get(code[1])!.text(args, {
          div: (a, b) => this.division(a, b),
          hold: () => this.piece.scratch("0"),
        })
      }
    }
  }

  /**
   * A sum over turns is a call of a function that all sums of its form share: called so often, it is soon optimised,
   * which ten thousand loops that each run once a step never are.
   */
  private adding(turns: number, code: Code, textOf: (at: Code) => string): string {
    const given: string[] = [textOf(["n", turns])]
    const parameters: string[] = ["n"]
    const part = (value: string): string => {
      given.push(value)
      parameters.push(`p${parameters.length}`)
      return parameters.at(-1)!
    }
    const form = (at: Code): string => {
      if (at[0] === "w") {
        const first = part(textOf(["n", at[1]]))
        return `V[${first} + i * ${part(textOf(["n", at[2]]))}]`
      }
      if (at[0] === "f") {
        const texts = argumentsOf(at).map(form)
        return operations.get(at[1])!.text(texts, {div: () => "", hold: () => ""})
      }
      return part(textOf(at))
    }
    const term = form(code)
    // The first turn is no addition to 0: -0 stays what it is.
    const text = `function (${parameters.join(", ")}) { let i = 0, sum = ${term}; for (i = 1; i < n; i++) sum += ${term}; return sum }`
    return `SUMS[${this.sumNumber(text)}](${given.join(", ")})`
  }

  /** The bench's number of a function that adds up. */
  private sumNumber(text: string): number {
    const {sums, sumNumbers, V} = this.bench
    const known = sumNumbers.get(text)
    if (known !== undefined) return known
    const made = new Function("V", `"use strict"; return ${text}`)(V) as (...numbers: number[]) => number
    sumNumbers.set(text, sums.push(made) - 1)
    return sums.length - 1
  }

  /** A short table of straight lines is written out, piece by piece as `readTable` has them; others are searched. */
  private reading(table: number, how: Reading, of: string): string {
    const {x, y, slope, between, beyond} = this.bench.TABLES[table]!
    const plain = (how === "value" && between === "line" && beyond !== "none") || how === "extend"
    if (!plain || x.length < 2 || x.length > SHORT) return `readTable(TABLES[${table}], "${how}", ${of})`
    const at = this.piece.scratch("0")
    const drawn = how === "extend" || beyond === "extend"
    const last = x.length - 1
    const line = (i: number, tilt: number) =>
      `${literal(y[i]!)} + (${at} - ${literal(x[i]!)}) * ${literal(slope[tilt]!)}`
    let text = `${at} < ${literal(x[0]!)} ? ${drawn ? line(0, 0) : literal(y[0]!)}`
    for (let i = 0; i < last; i++) text += ` : ${at} < ${literal(x[i + 1]!)} ? ${line(i, i)}`
    text += ` : ${at} > ${literal(x[last]!)} ? ${drawn ? line(last, last - 1) : literal(y[last]!)}`
    return `(${at} = ${of}, ${text} : ${at} === ${literal(x[last]!)} ? ${literal(y[last]!)} : NaN)`
  }

  /** Divisors are kept, and looked at after the statement; one that is a number other than 0 need not be. */
  private division(a: string, b: string): string {
    if (!this.program.strict) return `(${a} / ${b})`
    const divisor = Number(b.replace(/^\((-.*)\)$/, "$1"))
    if (Number.isFinite(divisor) && divisor !== 0) return `(${a} / ${b})`
    // A divisor in a branch that is not taken stays 1.
    const kept = this.piece.scratch("1")
    this.piece.divisors.push(kept)
    return `(${a} / (${kept} = ${b}))`
  }

  /** A statement on the value of `code`, and an end of the part where that divided by zero. */
  private statement(code: Code, name: string, around: (text: string) => string): Statement {
    return (piece) => {
      this.piece = piece
      piece.divisors = []
      const line = around(this.text(code))
      const zero = piece.divisors.map((divisor) => `${divisor} === 0`).join(" || ")
      return zero ? `${line}; if (${zero}) return ${this.labelOf.get(name)}` : line
    }
  }

  /** An assignment, and its form where it is made of slots, numbers, time and plain operations alone. */
  equation(assignment: Assignment): Equation {
    return this.formed(
      assignment.count === undefined ? assignment.code : null,
      "V",
      assignment.slot,
      this.assign(assignment),
    )
  }

  /** @param code null for what has no form. */
  private formed(code: Code | null, into: "V" | "R", at: number, statement: Statement): Equation {
    const numbers = [at]
    const number = (value: number) => `P[r + ${numbers.push(value) - 1}]`
    const textOf = (part: Code): string | null => {
      switch (part[0]) {
        case "n":
          return number(part[1])
        case "v":
          return `V[${number(part[1])}]`
        case "t":
          return "t"
        case "s":
          return this.adding(part[1], part[2], (one) => textOf(one)!)
        case "f": {
          if (!PLAIN.has(part[1]) || (part[1] === "/" && this.program.strict)) return null
          const texts: string[] = []
          for (const arg of argumentsOf(part)) {
            const text = textOf(arg)
            if (text === null) return null
            texts.push(text)
          }
          return operations.get(part[1])!.text(texts, {div: (a, b) => `(${a} / ${b})`, hold: () => ""})
        }
        default:
          return null
      }
    }
    const text = code && textOf(code)
    if (!text) return {statement, form: null, numbers: []}
    const form = `function (P, t) { for (let r = 0; r < P.length; r += ${numbers.length}) ${into}[P[r]] = ${text}; return 0 }`
    return {statement, form, numbers}
  }

  assign({name, slot, code, count}: Assignment): Statement {
    if (count !== undefined && code[0] === "f") return this.block(name, slot, code)
    const statement = this.statement(code, name, (text) => `const x${slot} = V[${slot}] = ${text}`)
    return (piece) => {
      this.own = slot
      const line = statement(piece)
      this.own = NO_SLOT
      piece.knows(slot)
      return line
    }
  }

  /** A function of whole arrays; what it writes is read from the state, so the function that is being written ends here. */
  private block(name: string, slot: number, code: Extract<Code, readonly ["f", ...unknown[]]>): Statement {
    const [, fn, n, ...args] = code
    return (piece) => {
      this.piece = piece
      piece.divisors = []
      const texts = args.map((arg) => this.text(arg))
      const zero = piece.divisors.map((divisor) => `${divisor} === 0`).join(" || ")
      const list = `const a${slot} = [${texts.join(", ")}]`
      const check = zero ? `; if (${zero}) return ${this.labelOf.get(name)}` : ""
      piece.full = true
      return `${list}${check}; fill("${fn}", ${n![1]}, a${slot}, V, ${slot})`
    }
  }

  handing(): Statement[] {
    return this.program.devices.flatMap(({name, given}, i) =>
      given.map((code, j) => this.statement(code, name, (text) => `G[${i}][${j}] = ${text}`)),
    )
  }

  rates(): Equation[] {
    return this.program.stocks.map(({name, rate, holds}, i) => {
      const statement = this.statement(rate, name, (text) => {
        const held = holds.map(({from, to}) => `k >= ${from} && k < ${to}`).join(" || ")
        return `R[${i}] = ${held ? `(${held}) ? 0 : ${text}` : text}`
      })
      return this.formed(holds.length > 0 ? null : rate, "R", i, statement)
    })
  }

  histories(): Statement[] {
    return this.program.lags.map(({name, of}, i) =>
      this.statement(of, name, (text) => `H[${i}][k % H[${i}].length] = ${text}`),
    )
  }

  moves(): Statement[] {
    return this.program.stocks.map(({slot, low, high}, i) => () => {
      const below = high === Number.POSITIVE_INFINITY ? "n" : `Math.min(${literal(high)}, n)`
      const inside = low === Number.NEGATIVE_INFINITY ? below : `Math.max(${literal(low)}, ${below})`
      const lost = `{ n = NaN; if (lost < 0) lost = ${i} }`
      return `n = V[${slot}] + h * R[${i}]; if (n - n !== 0) ${lost}; V[${slot}] = ${inside}`
    })
  }

  watches(slots: Int32Array): Statement[] {
    return Array.from(slots, (slot) => () => `sum += V[${slot}] - V[${slot}]`)
  }

  /** Statements in functions of a readable size. */
  section(statements: readonly Statement[], parameters = "k", last = "return 0", first = ""): string[] {
    const written: string[] = []
    let piece = new Piece(first)
    const close = () => {
      if (piece.lines.length > 0) written.push(piece.whole(parameters, last, this.program.time.step))
      piece = new Piece(first)
    }
    for (const statement of statements) {
      piece.add(statement(piece))
      if (piece.size > PART || piece.full) close()
    }
    close()
    return written
  }

  /** Conditions first, then all amounts, then what they do. Gives -1 where something happened. */
  happening(): string {
    const {events, time} = this.program
    const piece = new Piece()
    events.forEach(({name, when, chance, every, address}, i) => {
      piece.add(this.statement(when, name, (text) => `const h${i} = ${text} !== 0`)(piece))
      const number = `uniformAt(seedLow, seedHigh, run, ${address}, k / ${every}, ${streams.noise})`
      const draw = `k % ${every} === 0 && ${number} < ${literal(chance ?? 0)}`
      piece.add(`const f${i} = h${i} && ${chance === null ? `WAS[${i}] === 0` : draw}; WAS[${i}] = h${i} ? 1 : 0`)
    })
    piece.add(`if (!(${events.map((_, i) => `f${i}`).join(" || ")})) return 0`)
    events.forEach(({name, does}, i) => {
      does.forEach(({amount}, j) => {
        piece.add(`let m${i}_${j} = 0`)
        // The look at its divisors stands inside the condition too.
        piece.add(`if (f${i}) { ${this.statement(amount, name, (text) => `m${i}_${j} = ${text}`)(piece)} }`)
      })
    })
    events.forEach(({does}, i) => {
      does.forEach(({slot, act, low, high}, j) => {
        const next = act === "=" ? `m${i}_${j}` : `V[${slot}] ${act[0]} m${i}_${j}`
        piece.add(`if (f${i}) V[${slot}] = Math.max(${literal(low)}, Math.min(${literal(high)}, ${next}))`)
      })
    })
    return piece.whole("k, seedLow, seedHigh, run", "return -1", time.step)
  }
}

/** One emitted function while it is being written. */
class Piece {
  readonly lines: string[] = []
  readonly first: string
  /** Slots it reads at its beginning, and those it has given a value itself. */
  private readonly reads = new Set<number>()
  private readonly known = new Set<number>()
  private readonly scratches: string[] = []
  divisors: string[] = []
  size = 0
  /** Nothing may be added: it has written slots that it does not know. */
  full = false

  /** @param first a statement before all others. */
  constructor(first = "") {
    this.first = first
  }

  read(slot: number): string {
    if (!this.known.has(slot)) this.reads.add(slot)
    return `x${slot}`
  }

  knows(slot: number): void {
    this.known.add(slot)
  }

  /** A new variable, `first` at the beginning of each call. */
  scratch(first: string): string {
    const name = `q${this.scratches.length}`
    this.scratches.push(`${name} = ${first}`)
    return name
  }

  add(line: string): void {
    this.lines.push(line)
    this.size += line.length
  }

  whole(parameters: string, last: string, step: number): string {
    // Operations on time name `t`, `t0` and `STEP` in their own text.
    const constants = ["t = T[0]", "t0 = T[1]", `STEP = ${literal(step)}`]
    for (const slot of this.reads) constants.push(`x${slot} = V[${slot}]`)
    const scratches = this.scratches.length > 0 ? [`let ${this.scratches.join(", ")}`] : []
    const head = [`function (${parameters}) {`, `const ${constants.join(", ")}`, ...scratches, this.first]
    return [...head, ...this.lines, last, "}"].join("\n")
  }
}

/** A number as JavaScript reads it back, bit for bit. */
export function literal(x: number): string {
  if (Object.is(x, -0)) return "(-0)"
  return x < 0 ? `(${x})` : String(x)
}
