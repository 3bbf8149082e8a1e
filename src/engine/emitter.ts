// Writes a program as JavaScript and runs that: the same operations in the same order as
// the interpreter, so the same bits, some hundred times as fast.
//
// One loop, in which the equations stand once; what a pass through them is for (a step's
// beginning, after events, a stage of Runge-Kutta) is a number, `stage`. Slots are local
// variables, so the optimising compiler keeps them in registers; a program too long for it
// to optimise in one piece uses arrays, functions of a few equations each, and loops over
// the stocks instead.

import {streams, uniformAt} from "../random.ts"
import {checkShape} from "./interpreter.ts"
import {elementary, operations} from "./mathematics.ts"
import {type Code, failure, type Program, type Runner} from "./program.ts"

/** What the emitted function tells of a failed run: index into `labels`, time, numbers written. */
type Report = Float64Array

type Emitted = (
  inputs: ArrayLike<number>,
  into: Float64Array,
  seedLow: number,
  seedHigh: number,
  run: number,
  report: Report,
) => number

/**
 * Above this much text a function is better split. V8 gives up on a function of 60 KB of bytecode, and long before
 * that spends seconds on one with hundreds of live variables, which runs unoptimised meanwhile.
 */
const LONGEST_IN_ONE_PIECE = 20_000
/** Text of one function when the equations are split. */
const PIECE = 4_000

/** A runner of the emitted JavaScript. `new Function` must be allowed; where it is not, use `interpret`. */
export function emit(program: Program): Runner {
  const {source, labels} = javascript(program)
  const names = ["uniformAt", ...Object.keys(elementary)]
  const make = new Function(...names, source) as (...values: unknown[]) => Emitted
  const once = make(uniformAt, ...Object.values(elementary))
  const report = new Float64Array(3)
  return {
    program,
    run: (inputs, into, {seed, run}) => {
      checkShape(program, inputs, into)
      const status = once(inputs, into, seed.lo, seed.hi, run, report)
      if (status === 0) return null
      into.fill(Number.NaN, report[2])
      return failure(program, run, status, labels[report[0]!]!, report[1]!)
    },
  }
}

/** The JavaScript of a program, a function body that gives the run function, and the names of its labels. */
export function javascript(program: Program): {source: string; labels: string[]} {
  const local = new Writer(program, true).whole()
  return local.source.length <= LONGEST_IN_ONE_PIECE ? local : new Writer(program, false).whole()
}

class Writer {
  readonly program: Program
  readonly local: boolean
  /** Label 0 is nothing: the flag of "no division by zero yet". */
  readonly labels: string[] = [""]
  readonly labelOf = new Map<string, number>()
  holds = 0

  constructor(program: Program, local: boolean) {
    this.program = program
    this.local = local
  }

  private label(name: string): number {
    const known = this.labelOf.get(name)
    if (known !== undefined) return known
    this.labels.push(name)
    this.labelOf.set(name, this.labels.length - 1)
    return this.labels.length - 1
  }

  private slot(slot: number): string {
    return this.local ? `x${slot}` : `V[${slot}]`
  }

  private text(code: Code, name: string): string {
    switch (code[0]) {
      case "n":
        return literal(code[1])
      case "v":
        return this.slot(code[1])
      case "t":
        return "t"
      default: {
        const args = (code.slice(2) as Code[]).map((arg) => this.text(arg, name))
        return operations.get(code[1])!.text(args, {
          div: (a, b) => this.division(a, b, name),
          hold: () => `q${this.holds++}`,
        })
      }
    }
  }

  /** A division by a number that is not 0 needs no watching. */
  private division(a: string, b: string, name: string): string {
    const divisor = Number(b.replace(/^\((-.*)\)$/, "$1"))
    if (Number.isFinite(divisor) && divisor !== 0) return `(${a} / ${b})`
    return `div(${a}, ${b}, ${this.label(name)})`
  }

  /** Text of an expression with its scratch variables declared before it: [declaration, text]. */
  private prepared(code: Code, name: string): {before: string; text: string} {
    this.holds = 0
    const text = this.text(code, name)
    const before = this.holds > 0 ? `let ${Array.from({length: this.holds}, (_, i) => `q${i}`).join(", ")}; ` : ""
    return {before, text}
  }

  /** `target = code`, as a statement. */
  private assign(target: string, code: Code, name: string): string {
    const {before, text} = this.prepared(code, name)
    return before ? `{ ${before}${target} = ${text} }` : `${target} = ${text}`
  }

  whole(): {source: string; labels: string[]} {
    const {program} = this
    const {steps, time} = program
    const stocks = program.stocks.map((_, i) => i)
    const rk4 = time.method === "rk4"
    const lines: string[] = [
      `"use strict"`,
      `const STEP = ${literal(time.step)}, START = ${literal(time.start)}`,
      "let zero = 0",
      "function div(a, b, label) { if (b === 0 && zero === 0) zero = label; return a / b }",
    ]
    if (!this.local) lines.push(`const V = new Float64Array(${program.width})`, ...this.tables())
    program.lags.forEach((_, i) => {
      lines.push(`const H${i} = new Float64Array(${steps + 1})`)
    })
    const body = program.body.map(({name, slot, code}) => this.assign(this.slot(slot), code, name))
    const calls = this.local ? body : this.pieces(lines, body, "b")
    const prelude = program.prelude.map(({name, slot, code}) => this.assign(this.slot(slot), code, name))
    const preludeCalls = this.local ? prelude : this.pieces(lines, prelude, "p")
    const rates = this.local ? null : this.pieces(lines, this.rateAssignments("R"), "r", "R, ")
    const ratesInto = (into: string) =>
      rates ? [...rates.map((one) => one.replace("R", into.toUpperCase())), this.stopOnZero()] : this.rates(into)
    lines.push("return function (I, out, seedLow, seedHigh, run, report) {")
    lines.push("zero = 0", "let k = 0, t0 = START, t = START, stage = 0, row = 0, w = 0, sum = 0")
    if (this.local) lines.push(`let ${Array.from({length: program.width}, (_, i) => `x${i} = 0`).join(", ")}`)
    if (this.local)
      program.inputs.forEach((_, i) => {
        lines.push(`x${i} = I[${i}]`)
      })
    else lines.push(`for (let i = 0; i < ${program.inputs.length}; i++) V[i] = I[i]`)
    const state = [
      ...(this.local ? stocks : []).flatMap((i) =>
        rk4 ? [`s${i} = 0`, `a${i} = 0`, `c${i} = 0`, `e${i} = 0`] : [`s${i} = 0`, `a${i} = 0`],
      ),
      ...program.events.flatMap((event, i) => [`was${i} = false`, ...event.does.map((_, j) => `m${i}_${j} = 0`)]),
    ]
    if (state.length > 0) lines.push(`let ${state.join(", ")}`)
    lines.push(...preludeCalls, this.stopOnZero())
    for (const {name, lag} of program.lags) lines.push(`if (!(${this.slot(lag)} >= 1)) ${this.stop(3, name)}`)
    lines.push(...this.holdStocks(), ...this.readLags())
    lines.push("for (;;) {", ...calls, this.stopOnZero())
    if (program.events.length > 0) lines.push("if (stage === 0) {", ...this.happen(), "}")
    lines.push(rk4 ? "if (stage < 2) {" : "{", ...this.save(), `if (k === ${steps}) return 0`)
    program.lags.forEach(({name, of}, i) => {
      lines.push(this.assign(`H${i}[k]`, of, name))
    })
    if (program.lags.length > 0) lines.push(this.stopOnZero())
    if (this.local) for (const i of stocks) lines.push(`s${i} = ${this.slot(program.stocks[i]!.slot)}`)
    else lines.push(`for (let i = 0; i < ${stocks.length}; i++) S[i] = V[SLOT[i]]`)
    lines.push(...ratesInto("a"))
    if (rk4) {
      const stage = (next: number, by: (i: number | null) => string, t: string) => [
        ...this.moves(by),
        t,
        `stage = ${next}; continue }`,
      ]
      const of = (into: string, i: number | null) => (i === null ? `${into.toUpperCase()}[i]` : `${into}${i}`)
      lines.push(...stage(2, (i) => `STEP / 2 * ${of("a", i)}`, "t = t0 + STEP / 2"))
      lines.push("if (stage === 2) {", ...ratesInto("c"), ...stage(3, (i) => `STEP / 2 * ${of("c", i)}`, ""))
      lines.push("if (stage === 3) {", ...ratesInto("e"), ...stage(4, (i) => `STEP * ${of("e", i)}`, "t = t0 + STEP"))
      lines.push("{", ...(rates ? ratesInto("d") : this.rates("w", true)))
    }
    const by = (i: number | null) => {
      if (i === null) return rk4 ? "STEP / 6 * (A[i] + 2 * C[i] + 2 * E[i] + D[i])" : "STEP * A[i]"
      return rk4 ? `STEP / 6 * (a${i} + 2 * c${i} + 2 * e${i} + d${i})` : `STEP * a${i}`
    }
    // The sum is 0 while every stock is finite: x - x is 0 for a number and no number else.
    lines.push("sum = 0", ...this.moves(by, "sum += n - n; "))
    lines.push("k++; t0 = START + k * STEP; t = t0; stage = 0")
    lines.push("if (sum !== 0) {")
    if (this.local)
      for (const i of stocks)
        lines.push(`w = s${i} + ${by(i)}; if (!(w - w === 0)) ${this.stop(1, program.stocks[i]!.name)}`)
    else {
      const labels = program.stocks.map(({name}) => this.label(name))
      lines.push(`const names = [${labels.join(",")}]`)
      lines.push(
        `for (let i = 0; i < ${stocks.length}; i++) { w = S[i] + ${by(null)}; if (!(w - w === 0)) { report[0] = names[i]; report[1] = t; report[2] = row; return 1 } }`,
      )
    }
    lines.push("}", ...this.holdStocks(), ...this.readLags(), "}", "}", "}")
    return {source: lines.filter((line) => line !== "").join("\n"), labels: this.labels}
  }

  /** Slots of the outputs; of stocks where each is seen, its bounds, its value at the step's beginning, its rates by stage. */
  private tables(): string[] {
    const {stocks, outputs} = this.program
    return [
      `const SLOT = new Int32Array([${stocks.map(({slot}) => slot).join(",")}])`,
      `const LOW = new Float64Array([${stocks.map(({low}) => literal(low)).join(",")}])`,
      `const HIGH = new Float64Array([${stocks.map(({high}) => literal(high)).join(",")}])`,
      `const OUT = new Int32Array([${outputs.map(({slot}) => slot).join(",")}])`,
      ...["S", "A", "C", "E", "D"].map((name) => `const ${name} = new Float64Array(${stocks.length})`),
    ]
  }

  /** Functions of a few assignments each, and the calls to them; `first` is a further first argument. */
  private pieces(lines: string[], assignments: readonly string[], prefix: string, first = ""): string[] {
    const calls: string[] = []
    let piece: string[] = []
    let size = 0
    const close = () => {
      if (piece.length === 0) return
      lines.push(`function ${prefix}${calls.length}(${first}t, t0, k) {`, ...piece, "}")
      calls.push(`${prefix}${calls.length}(${first}t, t0, k)`)
      piece = []
      size = 0
    }
    for (const assignment of assignments) {
      piece.push(assignment)
      size += assignment.length
      if (size > PIECE) close()
    }
    close()
    return calls
  }

  private stop(status: number, name: string): string {
    return `{ report[0] = ${this.label(name)}; report[1] = t; report[2] = row; return ${status} }`
  }

  private stopOnZero(): string {
    return "if (zero !== 0) { report[0] = zero; report[1] = t; report[2] = row; return 2 }"
  }

  private isHeld(i: number): string {
    return this.program.stocks[i]!.holds.map(({from, to}) => `k >= ${from} && k < ${to}`).join(" || ")
  }

  private holdStocks(): string[] {
    return this.program.stocks.flatMap(({slot, holds}) =>
      holds.map(({from, to, value}) => `if (k >= ${from} && k < ${to}) ${this.slot(slot)} = ${literal(value)}`),
    )
  }

  private readLags(): string[] {
    return this.program.lags.map(
      ({slot, lag, start}, i) =>
        `${this.slot(slot)} = k >= ${this.slot(lag)} ? H${i}[k - ${this.slot(lag)}] : ${this.slot(start)}`,
    )
  }

  /** The rates of all stocks into variables named `into` and the stock's number. */
  private rates(into: string, fresh = false): string[] {
    const lines = this.program.stocks.map(({name, rate}, i) => {
      const {before, text} = this.prepared(rate, name)
      const target = fresh ? `d${i}` : `${into}${i}`
      const value = this.isHeld(i) ? `(${this.isHeld(i)}) ? 0 : ${text}` : text
      if (!before) return `${fresh ? "const " : ""}${target} = ${value}`
      return fresh ? `let ${target}; { ${before}${target} = ${value} }` : `{ ${before}${target} = ${value} }`
    })
    return [...lines, this.stopOnZero()]
  }

  /** The rates of all stocks as assignments to the elements of an array. */
  private rateAssignments(array: string): string[] {
    return this.program.stocks.map(({name, rate}, i) => {
      const {before, text} = this.prepared(rate, name)
      const value = this.isHeld(i) ? `(${this.isHeld(i)}) ? 0 : ${text}` : text
      return before ? `{ ${before}${array}[${i}] = ${value} }` : `${array}[${i}] = ${value}`
    })
  }

  /** Every stock moved by `by` (of stock i, or of the loop's i) from where it began the step. */
  private moves(by: (i: number | null) => string, also = ""): string[] {
    const {stocks} = this.program
    if (this.local) return stocks.map((_, i) => `{ const n = s${i} + ${by(i)}; ${also}${this.land(i, "n")} }`)
    const land = "V[SLOT[i]] = Math.max(LOW[i], Math.min(HIGH[i], n))"
    return [
      `for (let i = 0; i < ${stocks.length}; i++) { const n = S[i] + ${by(null)}; ${also}${land} }`,
      ...stocks.flatMap(({slot}, i) => (this.isHeld(i) ? [`if (${this.isHeld(i)}) V[${slot}] = S[${i}]`] : [])),
    ]
  }

  /** Puts a stock where it has moved to, inside its range; a held one stays. */
  private land(i: number, next: string): string {
    const {slot, low, high} = this.program.stocks[i]!
    const below = high === Number.POSITIVE_INFINITY ? next : `Math.min(${literal(high)}, ${next})`
    const inside = low === Number.NEGATIVE_INFINITY ? below : `Math.max(${literal(low)}, ${below})`
    return `${this.slot(slot)} = ${this.isHeld(i) ? `(${this.isHeld(i)}) ? s${i} : ${inside}` : inside}`
  }

  private happen(): string[] {
    const {program} = this
    const lines: string[] = []
    program.events.forEach(({name, when, chance, address}, i) => {
      const {before, text} = this.prepared(when, name)
      const draw = `uniformAt(seedLow, seedHigh, run, ${address}, k, ${streams.noise}) < ${literal(chance ?? 0)}`
      const happens = chance === null ? `h && !was${i}` : `h && ${draw}`
      lines.push(`let f${i}; { ${before}const h = ${text} !== 0; f${i} = ${happens}; was${i} = h }`)
    })
    lines.push(this.stopOnZero())
    lines.push(`if (${program.events.map((_, i) => `f${i}`).join(" || ")}) {`)
    program.events.forEach(({name, does}, i) => {
      if (does.length === 0) return
      const amounts = does.map(({amount}, j) => this.assign(`m${i}_${j}`, amount, name))
      lines.push(`if (f${i}) {`, ...amounts, "}")
    })
    lines.push(this.stopOnZero())
    program.events.forEach(({does}, i) => {
      does.forEach(({slot, act, low, high}, j) => {
        const now = this.slot(slot)
        const next = act === "=" ? `m${i}_${j}` : `${now} ${act[0]} m${i}_${j}`
        const inside = `Math.max(${literal(low)}, Math.min(${literal(high)}, ${next}))`
        lines.push(`if (f${i}) ${now} = ${inside}`)
      })
    })
    lines.push(...this.holdStocks(), "stage = 1; continue }")
    return lines
  }

  /**
   * One saved row. Outputs are written first and looked through by a loop: a line each for
   * hundreds of outputs would make the function too long for V8 to optimise.
   */
  private save(): string[] {
    const {every, steps, outputs} = this.program
    const labels = outputs.map(({name}) => this.label(name))
    return [
      `if (k % ${every} === 0 || k === ${steps}) {`,
      ...(this.local
        ? outputs.map(({slot}, i) => `out[row + ${i}] = x${slot}`)
        : [`for (let j = 0; j < ${outputs.length}; j++) out[row + j] = V[OUT[j]]`]),
      "sum = 0",
      `for (let j = 0; j < ${outputs.length}; j++) sum += out[row + j] - out[row + j]`,
      "if (sum !== 0) {",
      `const names = [${labels.join(",")}]`,
      `for (let j = 0; j < ${outputs.length}; j++) if (!(out[row + j] - out[row + j] === 0)) { report[0] = names[j]; report[1] = t; report[2] = row; return 1 }`,
      "}",
      `row += ${outputs.length}`,
      "}",
    ]
  }
}

/** A number as JavaScript reads it back, bit for bit. */
function literal(x: number): string {
  if (Object.is(x, -0)) return "(-0)"
  return x < 0 ? `(${x})` : String(x)
}
