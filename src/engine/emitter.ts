// Writes a program as JavaScript and runs that: the same operations in the same order as
// the interpreter, so the same bits, some hundred times as fast.
//
// State is an array, one number a slot. Equations stand in functions of a few dozen each,
// which read each slot they need once into a constant: short enough for the optimising
// compiler to be quick about, long enough that calls cost nothing. The loop over time is
// the interpreter's, statement for statement; nothing allocates inside it.

import {streams, uniformAt} from "../random.ts"
import {checkShape} from "./interpreter.ts"
import {elementary, operations} from "./mathematics.ts"
import {type Assignment, type Code, failure, type Program, type Runner, RunStatus} from "./program.ts"

/** What the emitted function tells of a failed run: index into `labels`, time, numbers written. */
type Report = Float64Array

/** Runs once; gives a status of `RunStatus`. */
type Emitted = (
  inputs: ArrayLike<number>,
  into: Float64Array,
  seedLow: number,
  seedHigh: number,
  run: number,
  report: Report,
) => number

/**
 * Characters of one function of equations. V8 gives up on functions of 60 KB of bytecode, and spends seconds, running
 * them unoptimised meanwhile, on those with hundreds of live variables.
 */
const PIECE = 6_000

/**
 * A runner of the emitted JavaScript. `new Function` must be allowed; where it is not, use `interpret`.
 *
 * @param kept the outputs to write, by their numbers; all by default. Fewer are faster.
 */
export function emit(program: Program, kept: readonly number[] = program.outputs.map((_, i) => i)): Runner {
  const {source, labels} = javascript(program, kept)
  const make = new Function("uniformAt", ...Object.keys(elementary), source) as (...values: unknown[]) => Emitted
  const once = make(uniformAt, ...Object.values(elementary))
  const report: Report = new Float64Array(3)
  return {
    program,
    kept,
    run: (inputs, into, {seed, run}) => {
      checkShape(program, kept.length, inputs, into)
      const status = once(inputs, into, seed.lo, seed.hi, run, report)
      if (status === RunStatus.done) return null
      into.fill(Number.NaN, report[2])
      return failure(program, run, status, labels[report[0]!]!, report[1]!)
    },
  }
}

/** The JavaScript of a program, the body of a function that gives the run function, and the names its labels stand for. */
export function javascript(program: Program, kept: readonly number[]): {source: string; labels: string[]} {
  const writer = new Writer(program, kept)
  return {source: writer.source(), labels: writer.labels}
}

class Writer {
  readonly program: Program
  /** Names for messages, by number; 0 stands for nothing, "no division by zero". */
  readonly labels: string[] = [""]
  readonly labelOf = new Map<string, number>()
  readonly kept: readonly number[]
  piece = new Piece()

  constructor(program: Program, kept: readonly number[]) {
    this.program = program
    this.kept = kept
  }

  source(): string {
    const {time, steps, stocks, outputs, lags, width, events} = this.program
    const numbers = (kind: string, values: readonly number[]) => `new ${kind}([${values.map(literal).join(", ")}])`
    return [
      `"use strict"`,
      `const START = ${literal(time.start)}, STEP = ${literal(time.step)}, STEPS = ${steps}`,
      `const V = new Float64Array(${width}), T = new Float64Array(2)`,
      `const R = new Float64Array(${stocks.length}), S = new Float64Array(${stocks.length}), SUM = new Float64Array(${stocks.length})`,
      `const SLOT = ${numbers(
        "Int32Array",
        stocks.map((stock) => stock.slot),
      )}`,
      `const LOW = ${numbers(
        "Float64Array",
        stocks.map((stock) => stock.low),
      )}`,
      `const HIGH = ${numbers(
        "Float64Array",
        stocks.map((stock) => stock.high),
      )}`,
      `const STOCK = ${numbers(
        "Int32Array",
        stocks.map((stock) => this.label(stock.name)),
      )}`,
      `const OUT = ${numbers(
        "Int32Array",
        this.kept.map((output) => outputs[output]!.slot),
      )}`,
      `const WAS = new Uint8Array(${events.length})`,
      ...lags.map((_, i) => `const H${i} = new Float64Array(${steps + 1})`),
      ...this.section(
        "begin",
        this.program.prelude.map((assignment) => this.assign(assignment)),
      ),
      ...this.section(
        "evaluate",
        this.program.body.map((assignment) => this.assign(assignment)),
      ),
      ...this.section("rates", this.rates()),
      ...this.section(
        "remember",
        lags.map(({name, of}, i) => this.statement(of, name, (text) => `H${i}[k] = ${text}`)),
      ),
      ...this.hold(),
      ...this.recall(),
      ...this.happen(),
      ...this.watch(),
      "function stop(report, status, label, time, row) { report[0] = label; report[1] = time; report[2] = row; return status }",
      ...MOVE,
      "return function (I, out, seedLow, seedHigh, run, report) {",
      ...this.run(),
      "}",
    ].join("\n")
  }

  private run(): string[] {
    const {inputs, lags, events, every, time, steps} = this.program
    const zero = (call: string) =>
      `w = ${call}; if (w !== 0) return stop(report, ${RunStatus.divisionByZero}, w, T[0], row)`
    const lost = "if (w >= 0) return stop(report, 1, STOCK[w], START + (k + 1) * STEP, row)"
    return [
      "let w = 0, row = 0",
      `for (let i = 0; i < ${inputs.length}; i++) V[i] = I[i]`,
      "T[0] = START; T[1] = START; WAS.fill(0)",
      zero("begin(0)"),
      ...lags.map(
        ({name, lag}) =>
          `if (!(V[${lag}] >= 1)) return stop(report, ${RunStatus.outOfRange}, ${this.label(name)}, START, row)`,
      ),
      "for (let k = 0; ; k++) {",
      "T[1] = START + k * STEP; T[0] = T[1]",
      "hold(k); recall(k)",
      zero("evaluate(k)"),
      ...(events.length === 0
        ? []
        : [
            "w = happen(k, seedLow, seedHigh, run)",
            `if (w > 0) return stop(report, ${RunStatus.divisionByZero}, w, T[0], row)`,
            `if (w < 0) { hold(k); ${zero("evaluate(k)")} }`,
          ]),
      `if (k % ${every} === 0 || k === STEPS) {`,
      "w = watch(k)",
      `if (w !== 0) return stop(report, ${RunStatus.notFinite}, w, T[0], row)`,
      `for (let j = 0; j < ${this.kept.length}; j++) out[row + j] = V[OUT[j]]`,
      `row += ${this.kept.length}`,
      "}",
      `if (k === ${steps}) return ${RunStatus.done}`,
      ...(lags.length > 0 ? [zero("remember(k)")] : []),
      zero("rates(k)"),
      ...(time.method === "euler"
        ? ["w = move(STEP)"]
        : [
            "begun()",
            "stage(STEP / 2, 1); hold(k); T[0] = T[1] + STEP / 2",
            zero("evaluate(k)"),
            zero("rates(k)"),
            "stage(STEP / 2, 2); hold(k)",
            zero("evaluate(k)"),
            zero("rates(k)"),
            "stage(STEP, 2); hold(k); T[0] = T[1] + STEP",
            zero("evaluate(k)"),
            zero("rates(k)"),
            "w = land(STEP / 6)",
          ]),
      lost,
      "hold(k)",
      "}",
    ]
  }

  private label(name: string): number {
    const known = this.labelOf.get(name)
    if (known !== undefined) return known
    this.labels.push(name)
    this.labelOf.set(name, this.labels.length - 1)
    return this.labels.length - 1
  }

  /** JavaScript of an expression; what it reads and which scratch variables it needs go to the current piece. */
  private text(code: Code): string {
    switch (code[0]) {
      case "n":
        return literal(code[1])
      case "v":
        return this.piece.read(code[1])
      case "t":
        return "t"
      default: {
        const args = (code.slice(2) as Code[]).map((arg) => this.text(arg))
        return operations.get(code[1])!.text(args, {
          div: (a, b) => this.division(a, b),
          hold: () => this.piece.scratch("0"),
        })
      }
    }
  }

  /** Divisors are kept, and looked at after the statement; one that is a number other than 0 need not be. */
  private division(a: string, b: string): string {
    const divisor = Number(b.replace(/^\((-.*)\)$/, "$1"))
    if (Number.isFinite(divisor) && divisor !== 0) return `(${a} / ${b})`
    // A divisor in a branch that is not taken stays 1.
    const kept = this.piece.scratch("1")
    this.piece.divisors.push(kept)
    return `(${a} / (${kept} = ${b}))`
  }

  /** A statement on the value of `code`, and an end of the piece where that divided by zero. */
  private statement(code: Code, name: string, around: (text: string) => string): (piece: Piece) => string {
    return (piece) => {
      this.piece = piece
      piece.divisors = []
      const line = around(this.text(code))
      const zero = piece.divisors.map((divisor) => `${divisor} === 0`).join(" || ")
      return zero ? `${line}; if (${zero}) return ${this.label(name)}` : line
    }
  }

  private assign({name, slot, code}: Assignment): (piece: Piece) => string {
    const statement = this.statement(code, name, (text) => `const x${slot} = V[${slot}] = ${text}`)
    return (piece) => {
      const line = statement(piece)
      piece.known.add(slot)
      return line
    }
  }

  private rates(): ((piece: Piece) => string)[] {
    return this.program.stocks.map(({name, rate, holds}, i) =>
      this.statement(rate, name, (text) => {
        const held = holds.map(({from, to}) => `k >= ${from} && k < ${to}`).join(" || ")
        return `R[${i}] = ${held ? `(${held}) ? 0 : ${text}` : text}`
      }),
    )
  }

  /** A function of the step's number that runs `statements`; it gives 0, or the label of what divided by zero. */
  private section(name: string, statements: readonly ((piece: Piece) => string)[]): string[] {
    const lines: string[] = []
    const calls: string[] = []
    let piece = new Piece()
    const close = () => {
      if (piece.lines.length === 0) return
      const part = `${name}${calls.length}`
      lines.push(...piece.whole(`${part}(k)`, "return 0"))
      calls.push(`w = ${part}(k); if (w !== 0) return w`)
      piece = new Piece()
    }
    for (const statement of statements) {
      piece.add(statement(piece))
      if (piece.size > PIECE) close()
    }
    close()
    return [...lines, `function ${name}(k) { let w = 0; ${calls.join("; ")}; return 0 }`]
  }

  private hold(): string[] {
    const lines = this.program.stocks.flatMap(({slot, holds}) =>
      holds.map(({from, to, value}) => `if (k >= ${from} && k < ${to}) V[${slot}] = ${literal(value)}`),
    )
    return ["function hold(k) {", ...lines, "}"]
  }

  private recall(): string[] {
    const lines = this.program.lags.map(
      ({slot, lag, start}, i) => `V[${slot}] = k >= V[${lag}] ? H${i}[k - V[${lag}]] : V[${start}]`,
    )
    return ["function recall(k) {", ...lines, "}"]
  }

  /** Conditions first, then all amounts, then what they do. Gives -1 where something happened. */
  private happen(): string[] {
    const {events} = this.program
    if (events.length === 0) return []
    const piece = new Piece()
    events.forEach(({name, when, chance, address}, i) => {
      piece.add(this.statement(when, name, (text) => `const h${i} = ${text} !== 0`)(piece))
      const draw = `uniformAt(seedLow, seedHigh, run, ${address}, k, ${streams.noise}) < ${literal(chance ?? 0)}`
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
    return piece.whole("happen(k, seedLow, seedHigh, run)", "return -1")
  }

  /**
   * Gives 0, or the label of the first output that is no finite number: of all of them in the first row, after that
   * of those that can change. The sum is 0 while all are finite: x - x is 0 for a number, and no number else.
   */
  private watch(): string[] {
    const {outputs, stocks, body, lags, events} = this.program
    const moving = new Set(
      [...stocks, ...body, ...lags, ...events.flatMap((event) => event.does)].map(({slot}) => slot),
    )
    const watched = (name: string, which: Program["outputs"]) => [
      `const ${name} = new Int32Array([${which.map((output) => output.slot).join(", ")}])`,
      `const ${name}_NAME = [${which.map((output) => this.label(output.name)).join(", ")}]`,
    ]
    return [
      ...watched("ALL", outputs),
      ...watched(
        "MOVING",
        outputs.filter((output) => moving.has(output.slot)),
      ),
      "function firstLost(slots, names) {",
      "let sum = 0",
      "for (let j = 0; j < slots.length; j++) { const x = V[slots[j]]; sum += x - x }",
      "if (sum !== 0) for (let j = 0; j < slots.length; j++) if (!(V[slots[j]] - V[slots[j]] === 0)) return names[j]",
      "return 0",
      "}",
      "function watch(k) { return k === 0 ? firstLost(ALL, ALL_NAME) : firstLost(MOVING, MOVING_NAME) }",
    ]
  }
}

/** Stocks on the way through a step: Euler's move, the stages of Runge-Kutta and its landing. They give the first stock lost, or -1. */
const MOVE = [
  "function move(h) {",
  "let lost = -1",
  "for (let i = 0; i < SLOT.length; i++) {",
  "const n = V[SLOT[i]] + h * R[i]",
  "if (!(n - n === 0) && lost < 0) lost = i",
  "V[SLOT[i]] = Math.max(LOW[i], Math.min(HIGH[i], n))",
  "}",
  "return lost",
  "}",
  "function begun() { for (let i = 0; i < SLOT.length; i++) { S[i] = V[SLOT[i]]; SUM[i] = 0 } }",
  "function stage(h, weight) {",
  "for (let i = 0; i < SLOT.length; i++) {",
  "SUM[i] = weight === 1 ? R[i] : SUM[i] + 2 * R[i]",
  "V[SLOT[i]] = Math.max(LOW[i], Math.min(HIGH[i], S[i] + h * R[i]))",
  "}",
  "}",
  "function land(h) {",
  "let lost = -1",
  "for (let i = 0; i < SLOT.length; i++) {",
  "const n = S[i] + h * (SUM[i] + R[i])",
  "if (!(n - n === 0) && lost < 0) lost = i",
  "V[SLOT[i]] = Math.max(LOW[i], Math.min(HIGH[i], n))",
  "}",
  "return lost",
  "}",
]

/** One emitted function while it is being written. */
class Piece {
  readonly lines: string[] = []
  /** Slots read from the state at its beginning, and slots it has given a value itself. */
  readonly reads = new Set<number>()
  readonly known = new Set<number>()
  readonly scratches: string[] = []
  divisors: string[] = []
  size = 0

  read(slot: number): string {
    if (!this.known.has(slot)) this.reads.add(slot)
    return `x${slot}`
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

  whole(head: string, last: string): string[] {
    const reads = [...this.reads].map((slot) => `x${slot} = V[${slot}]`)
    // Operations on time name `t` and `t0` in their own text.
    reads.push("t = T[0]", "t0 = T[1]")
    return [
      `function ${head} {`,
      `const ${reads.join(", ")}`,
      ...(this.scratches.length > 0 ? [`let ${this.scratches.join(", ")}`] : []),
      ...this.lines,
      last,
      "}",
    ]
  }
}

/** A number as JavaScript reads it back, bit for bit. */
function literal(x: number): string {
  if (Object.is(x, -0)) return "(-0)"
  return x < 0 ? `(${x})` : String(x)
}
