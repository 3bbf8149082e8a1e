// Runs a program by evaluating its expressions as trees: slow, plain, and the oracle that the compiled
// form is held against, bit for bit. One step is written out here once; docs/methods/
// numerics.md says the same in words.

import {Fault} from "../core/fault.ts"
import {streams, uniformAt} from "../math/random.ts"
import {argumentsOf} from "./code.ts"
import {type Device, devices} from "./operations/devices.ts"
import {type Moment, operations} from "./operations/mathematics.ts"
import {type OpenTable, openTable, readTable} from "./operations/tables.ts"
import {vectors} from "./operations/vectors.ts"
import {
  type Assignment,
  type Code,
  type EventSlot,
  type Failure,
  failure,
  type Program,
  type RunContext,
  type Runner,
  RunStatus,
  rows,
  watchedOutputs,
} from "./program.ts"

/** A runner that evaluates `program` step by step. */
export function interpret(program: Program): Runner {
  const kept = program.outputs.map((_, i) => i)
  return {
    program,
    kept,
    run: (inputs, into, context) => {
      checkShape(program, kept.length, inputs, into)
      return new Run(program, inputs, into, context).whole()
    },
  }
}

/** @throws Fault `engine/wrong-shape`. */
export function checkShape(program: Program, kept: number, inputs: ArrayLike<number>, into: Float64Array): void {
  const wanted = program.inputs.length
  if (inputs.length !== wanted)
    throw new Fault(
      "engine/wrong-shape",
      `Got ${inputs.length} values for ${wanted} inputs (${program.inputs.map((input) => input.name).join(", ")})`,
    )
  const cells = rows(program) * kept
  if (into.length !== cells)
    throw new Fault(
      "engine/wrong-shape",
      `Got a table of ${into.length} numbers for ${rows(program)} rows of ${kept} outputs`,
    )
}

/** Stops a run: which status, in which quantity, at what time. */
export class Stop {
  readonly status: number
  readonly name: string
  readonly time: number
  constructor(status: number, name: string, time: number) {
    this.status = status
    this.name = name
    this.time = time
  }
}

/** How many values a lag keeps: one for each step of its length, none beyond the run's end. */
export function remembered(program: Program, lag: number): number {
  return Math.min(lag, program.steps + 1)
}

/** What an event makes of a number. */
export function changed(now: number, act: EventSlot["does"][number]["act"], amount: number): number {
  return act === "=" ? amount : act === "+=" ? now + amount : act === "-=" ? now - amount : now * amount
}

const finite = (x: number) => x - x === 0

/** One run under way, step by step. Its methods throw `Stop` where the run cannot go on. */
export class Run {
  readonly program: Program
  readonly into: Float64Array
  readonly context: RunContext
  /** The state: one number a slot. */
  readonly values: Float64Array
  readonly moment: Moment
  /** What each lag remembers: the last values, one for each step of its length. */
  histories: Float64Array[] = []
  readonly devices: readonly Device[]
  readonly tables: readonly OpenTable[]
  readonly wasTrue: boolean[]
  written = 0
  /** The first value lost: that is not finite, in something watched or in a stock. */
  lost: Failure | null = null
  private readonly watched: Program["outputs"]

  constructor(program: Program, inputs: ArrayLike<number>, into: Float64Array, context: RunContext) {
    this.program = program
    this.into = into
    this.context = context
    this.values = new Float64Array(program.width)
    for (let i = 0; i < inputs.length; i++) this.values[i] = inputs[i]!
    const {start, step} = program.time
    this.moment = {t: start, t0: start, k: 0, step, zero: false, run: context.run, seed: context.seed}
    this.devices = program.devices.map(({kind}) => devices.get(kind)!.open(start, step))
    this.tables = program.tables.map(openTable)
    this.wasTrue = program.events.map(() => false)
    this.watched = watchedOutputs(program).map((output) => program.outputs[output]!)
  }

  whole(): Failure | null {
    try {
      this.begin()
      for (;;) {
        this.settle()
        this.save()
        if (this.moment.k === this.program.steps) return this.lost
        this.advance()
      }
    } catch (stop) {
      if (!(stop instanceof Stop)) throw stop
      this.into.fill(Number.NaN, this.written)
      return this.lost ?? failure(this.program, this.context.run, stop.status, stop.name, stop.time)
    }
  }

  /** A value that is not finite: the run goes on, unless it is strict. */
  private lose(name: string, time: number): void {
    if (this.program.strict) throw new Stop(RunStatus.notFinite, name, time)
    this.lost ??= failure(this.program, this.context.run, RunStatus.notFinite, name, time)
  }

  /** The turn of the sum that is being worked out. */
  private turn = 0

  private value(code: Code): number {
    switch (code[0]) {
      case "s": {
        this.turn = 0
        let total = this.value(code[2])
        for (this.turn = 1; this.turn < code[1]; this.turn++) total += this.value(code[2])
        return total
      }
      case "w":
        return this.values[code[1] + this.turn * code[2]]!
      case "n":
        return code[1]
      case "v":
        return this.values[code[1]]!
      case "t":
        return this.moment.t
      case "l":
        return readTable(this.tables[code[1]]!, code[2], this.value(code[3]))
      default:
        return operations.get(code[1])!.value((i) => this.value(code[i + 2] as Code), code.length - 2, this.moment)
    }
  }

  /** The value, or of a strict run a stop where evaluating it divided by zero. */
  checked(name: string, code: Code): number {
    const value = this.value(code)
    if (this.moment.zero && this.program.strict) throw new Stop(RunStatus.divisionByZero, name, this.moment.t)
    return value
  }

  /** Initial values, and the memories of lags and devices. */
  begin(): void {
    for (const assignment of this.program.prelude) this.assign(assignment)
    for (const {name, lag} of this.program.lags)
      if (!(this.values[lag]! >= 1)) throw new Stop(RunStatus.outOfRange, name, this.moment.t)
    this.histories = this.program.lags.map(({lag}) => new Float64Array(remembered(this.program, this.values[lag]!)))
    this.program.devices.forEach(({name, begins}, i) => {
      if (!this.devices[i]!.begin(begins.map((slot) => this.values[slot]!)))
        throw new Stop(RunStatus.outOfRange, name, this.moment.t)
    })
  }

  evaluate(): void {
    for (const assignment of this.program.body) this.assign(assignment)
  }

  private assign({name, slot, code, count}: Assignment): void {
    if (count === undefined || code[0] !== "f") {
      this.values[slot] = this.checked(name, code)
      return
    }
    const [n, ...args] = argumentsOf(code).map((arg) => this.checked(name, arg))
    vectors.get(code[1])!.fill(n!, args, this.values, slot)
  }

  private hold(): void {
    const {k} = this.moment
    for (const {slot, holds} of this.program.stocks)
      for (const {from, to, value} of holds) if (k >= from && k < to) this.values[slot] = value
  }

  private isHeld(holds: readonly {from: number; to: number}[]): boolean {
    const {k} = this.moment
    return holds.some(({from, to}) => k >= from && k < to)
  }

  /** Everything at the beginning of a step: holds, lags, equations, events. */
  settle(): void {
    const {k} = this.moment
    this.hold()
    this.program.lags.forEach(({slot, lag, start}, i) => {
      const steps = this.values[lag]!
      const history = this.histories[i]!
      this.values[slot] = k >= steps ? history[k % history.length]! : this.values[start]!
    })
    this.program.devices.forEach(({slot}, i) => {
      this.devices[i]!.show(k, this.values, slot)
    })
    this.evaluate()
    if (this.program.events.length > 0 && this.happen()) {
      this.hold()
      this.evaluate()
    }
  }

  /** Conditions first, then all amounts, then what they do, in the model's order. Whether anything happened. */
  private happen(): boolean {
    const {k} = this.moment
    const {seed, run} = this.context
    const happening = this.program.events.filter(({name, when, chance, every, address}, i) => {
      const holds = this.checked(name, when) !== 0
      const turned = holds && !this.wasTrue[i]
      this.wasTrue[i] = holds
      if (chance === null) return turned
      return holds && k % every === 0 && uniformAt(seed.lo, seed.hi, run, address, k / every, streams.noise) < chance
    })
    const amounts = happening.map(({name, does}) => does.map(({amount}) => this.checked(name, amount)))
    happening.forEach(({does}, i) => {
      does.forEach(({slot, act, low, high}, j) => {
        const next = changed(this.values[slot]!, act, amounts[i]![j]!)
        this.values[slot] = Math.max(low, Math.min(high, next))
      })
    })
    return happening.length > 0
  }

  private save(): void {
    const {k, t} = this.moment
    const {every, steps, outputs} = this.program
    if (k % every !== 0 && k !== steps) return
    for (const {name, slot} of this.watched) if (!finite(this.values[slot]!)) this.lose(name, t)
    for (const {slot} of outputs) {
      const value = this.values[slot]!
      this.into[this.written++] = finite(value) ? value : Number.NaN
    }
  }

  /** From the beginning of a step to the beginning of the next. */
  advance(): void {
    const {program, moment, values} = this
    const {start, step, method} = program.time
    program.lags.forEach(({name, of}, i) => {
      const history = this.histories[i]!
      history[moment.k % history.length] = this.checked(name, of)
    })
    program.devices.forEach(({name, given}, i) => {
      const args = given.map((arg) => this.checked(name, arg))
      this.devices[i]!.take(moment.k, args)
    })
    const before = program.stocks.map(({slot}) => values[slot]!)
    const held = program.stocks.map(({holds}) => this.isHeld(holds))
    const rates = () => program.stocks.map(({name, rate}, i) => (held[i] ? 0 : this.checked(name, rate)))
    /** Moves the stocks from where the step began; which of them stayed finite. */
    const move = (by: (i: number) => number) =>
      program.stocks.map(({slot, low, high}, i) => {
        const next = before[i]! + by(i)
        values[slot] = held[i] ? before[i]! : Math.max(low, Math.min(high, next))
        return finite(next)
      })
    /** The same at the step's end: what is lost is not brought back by a bound. */
    const moveAtEnd = (by: (i: number) => number) => {
      const kept = move(by)
      program.stocks.forEach(({slot}, i) => {
        if (!kept[i]) values[slot] = Number.NaN
      })
      return kept
    }
    const first = rates()
    let stayed: boolean[]
    if (method === "euler") stayed = moveAtEnd((i) => step * first[i]!)
    else if (method === "rk2") {
      const half = step / 2
      move((i) => half * first[i]!)
      moment.t = moment.t0 + half
      this.evaluate()
      const second = rates()
      stayed = moveAtEnd((i) => step * second[i]!)
    } else {
      const half = step / 2
      move((i) => half * first[i]!)
      moment.t = moment.t0 + half
      this.evaluate()
      const second = rates()
      move((i) => half * second[i]!)
      this.evaluate()
      const third = rates()
      move((i) => step * third[i]!)
      moment.t = moment.t0 + step
      this.evaluate()
      const fourth = rates()
      stayed = moveAtEnd((i) => (step / 6) * (first[i]! + 2 * second[i]! + 2 * third[i]! + fourth[i]!))
    }
    moment.k++
    moment.t0 = start + moment.k * step
    moment.t = moment.t0
    const lost = stayed.indexOf(false)
    if (lost >= 0) this.lose(program.stocks[lost]!.name, moment.t)
  }
}
