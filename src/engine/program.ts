// A compiled model: flat, plain data that can be sent to a worker as it is. A program
// knows slots, not meanings; names are kept only to label what comes out and what failed.
//
// One run has `width` numbers, one a slot. The first slots are the inputs; each other slot
// is written by exactly one of prelude, stocks, body and lags.

import type {Distribution, LookupKind, Time} from "../model/index.ts"
import type {DeviceKind} from "./operations/devices.ts"

/** `--set`: hold, scale or shift a quantity for from <= t < to in the model's own time. */
export type Setting = {
  readonly name: string
  readonly act: "=" | "*=" | "+="
  readonly value: number
  readonly from?: number
  readonly to?: number
}

/** `--cut CAUSE:EFFECT`: EFFECT alone sees CAUSE at its value at the initial time. */
export type Cut = {readonly cause: string; readonly effect: string}

/** An expression with its names resolved to slots. */
export type Code =
  | readonly ["n", number]
  | readonly ["v", number]
  | readonly ["t"]
  /** An operator or function of `mathematics.ts` by name, and its arguments. */
  | readonly ["f", string, ...Code[]]
  /** A table of the program, by number, read at a value. */
  | readonly ["l", number, Reading, Code]
  /** A sum over so many turns, at least one, of code that holds rows; from the first turn to the last. */
  | readonly ["s", number, Code]
  /** A row, in a sum alone: at each turn the slot that is so many further than the last. Slot, stride, turns. */
  | readonly ["w", number, number, number]

/** How a table is read. */
export type Reading = LookupKind

/**
 * Writes `code` to `slot`; `name` is the quantity it belongs to, for messages. With `count`, `code` is a function of
 * `vectors.ts`, its first argument the plain number n, and it writes `count` slots from `slot` on.
 */
export type Assignment = {readonly name: string; readonly slot: number; readonly code: Code; readonly count?: number}

/** Points that code reads; see the model's `Table`. */
export type ProgramTable = {
  readonly name: string
  /** Strictly rising. */
  readonly x: readonly number[]
  readonly y: readonly number[]
  readonly between: "line" | "last" | "next" | "none"
  readonly beyond: "hold" | "extend" | "none"
}

/** A state that `rate` changes: a stock of the model, or the memory of a smooth or delay. */
export type StockSlot = {
  readonly name: string
  readonly slot: number
  /** Change per unit of time. */
  readonly rate: Code
  /** The declared range, -Infinity and Infinity where there is none. Integration stays inside it. */
  readonly low: number
  readonly high: number
  /** Where the stock is held: at `value` for steps from <= k < to. The last one that applies wins. */
  readonly holds: readonly {readonly from: number; readonly to: number; readonly value: number}[]
}

/** The memory of a `delay_fixed`: `slot` shows what `of` was `lag` steps ago, before that what `start` holds. */
export type Lag = {
  readonly name: string
  readonly slot: number
  readonly of: Code
  /** Slots written by the prelude: the lag in whole steps, and the value until then. */
  readonly lag: number
  readonly start: number
}

/** A state of its own kind (devices.ts): shows `count` slots from `slot` on at the beginning of a step, takes `given` at its end. */
export type DeviceSlot = {
  readonly name: string
  readonly kind: DeviceKind
  readonly slot: number
  readonly count: number
  readonly given: readonly Code[]
  /** Slots written by the prelude: what its arguments are at the start. */
  readonly begins: readonly number[]
}

/** Something that happens at the start of a step. */
export type EventSlot = {
  readonly name: string
  readonly when: Code
  /** Chance at each draw while `when` holds; null: once each time `when` turns true. */
  readonly chance: number | null
  /** Steps from draw to draw: a unit of time where it is a whole number of steps, so that a halved step draws alike. */
  readonly every: number
  /** The address of its random numbers: `ordinal` of its name. */
  readonly address: number
  readonly does: readonly {
    readonly slot: number
    readonly act: "=" | "+=" | "-=" | "*="
    readonly amount: Code
    readonly low: number
    readonly high: number
  }[]
}

/** A model laid out flat: slots, and code over slots; what names mean is not known here. */
export type Program = {
  readonly time: Time
  /** Number of steps; time at step k is start + k * step, never accumulated. */
  readonly steps: number
  /** Steps between saved rows; saved rows are at k * every, start and stop included. */
  readonly every: number
  /** Slots of one run's state: inputs first, then stocks, then the rest. */
  readonly width: number
  /** What a run is given: one number each, in this order, in the first slots. */
  readonly inputs: readonly {
    readonly name: string
    readonly prior: Distribution
    readonly role: "parameter" | "lever" | "contested"
  }[]
  /** Everything that comes out, by name, in the model's order, with its slot. Inputs included. */
  readonly outputs: readonly {readonly name: string; readonly slot: number}[]
  readonly stocks: readonly StockSlot[]
  /** Evaluated once, at the initial time, in order: initial values and what they need. */
  readonly prelude: readonly Assignment[]
  /** Evaluated at every step, in order. */
  readonly body: readonly Assignment[]
  readonly lags: readonly Lag[]
  readonly devices: readonly DeviceSlot[]
  readonly events: readonly EventSlot[]
  readonly tables: readonly ProgramTable[]
  /** The outputs, by number, in which a value that is not finite loses the run; all of them where it is left out. */
  readonly watched?: readonly number[]
  /** A division by zero, or a value that is not finite, ends the run there and then. */
  readonly strict?: true
}

/** Why a run failed: 0 is a run that did not. */
export const RunStatus = {done: 0, notFinite: 1, divisionByZero: 2, outOfRange: 3} as const

/** Where and when a run stopped being a number. */
export type Failure = {
  readonly run: number
  readonly status: number
  /** The quantity in which it failed. */
  readonly name: string
  /** In the model's unit of time. */
  readonly time: number
  /** A sentence. */
  readonly says: string
}

/** Which run it is, for the random numbers of events: the seed's two words, and the run's number. */
export type RunContext = {readonly seed: {readonly lo: number; readonly hi: number}; readonly run: number}

/** Runs one program, one run at a time. Interpreter and compiled JavaScript give the same bits. */
export type Runner = {
  readonly program: Program
  /** Which of `program.outputs` it writes, by number, in this order; all by default. It watches all of them. */
  readonly kept: readonly number[]
  /**
   * Runs once. `inputs` has one number for each of `program.inputs`; `into` is rows x kept outputs, row-major, and is
   * written whole. A value that is not finite is NaN there, and the run is lost, but goes on: what does not depend on
   * that value keeps its own. A run that cannot begin, or is strict, holds what it reached, then NaN.
   * @throws Fault `engine/wrong-shape` when a length does not match the program.
   */
  run(inputs: ArrayLike<number>, into: Float64Array, context: RunContext): Failure | null
}

/** The outputs, by number, in which a value that is not finite loses a run. */
export function watchedOutputs({watched, outputs}: Program): readonly number[] {
  return watched ?? outputs.map((_, i) => i)
}

/** Slots in which a value that is not finite must be found: of what is watched, and of what is `kept`. */
export function lookedAt(program: Program, kept: readonly number[]): Set<number> {
  return new Set([...watchedOutputs(program), ...kept].map((output) => program.outputs[output]!.slot))
}

/** Every slot that an assignment or a device writes. */
export function slotsOf({slot, count = 1}: {readonly slot: number; readonly count?: number}): number[] {
  return count === 1 ? [slot] : Array.from({length: count}, (_, i) => slot + i)
}

/** Every slot whose number may change while a run goes on. */
export function changingSlots({stocks, lags, events, devices, body}: Program): Set<number> {
  return new Set([
    ...[...stocks, ...lags, ...events.flatMap(({does}) => does)].map(({slot}) => slot),
    ...[...devices, ...body].flatMap(slotsOf),
  ])
}

/** Number of saved rows: start, every save interval, and stop. */
export function rows(program: Program): number {
  return Math.floor(program.steps / program.every) + 1 + (program.steps % program.every === 0 ? 0 : 1)
}

/** The saved times, in the model's unit. */
export function savedTimes(program: Program): Float64Array {
  const {start, step} = program.time
  return Float64Array.from(
    {length: rows(program)},
    (_, row) => start + Math.min(row * program.every, program.steps) * step,
  )
}

/** What went wrong, as a sentence with its place in time. */
export function failure(program: Program, run: number, status: number, name: string, time: number): Failure {
  const what =
    status === RunStatus.divisionByZero
      ? "divides by zero"
      : status === RunStatus.outOfRange
        ? "has a delay time that is not a number of at least 0, or is longer than can be held"
        : "is no longer a finite number"
  return {run, status, name, time, says: `'${name}' ${what} at ${program.time.unit} ${time}`}
}
