// A compiled model: flat, plain data that can be sent to a worker as it is. A program
// knows slots, not meanings; names are kept only to label what comes out.

import type {Distribution, Time} from "../model/index.ts"

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

export type Program = {
  readonly time: Time
  /** Number of steps; time at step k is start + k * step, never accumulated. */
  readonly steps: number
  /** Steps between saved rows; saved rows are at k * every, start and stop included. */
  readonly every: number
  /** Slots of one run's state: inputs first, then stocks, then the rest in order of evaluation. */
  readonly width: number
  /** What a run is given: one number each, in this order, in the first slots. */
  readonly inputs: readonly {
    readonly name: string
    readonly prior: Distribution
    readonly role: "parameter" | "lever" | "contested"
  }[]
  /** Everything that comes out, by name, in the model's order, with its slot. Inputs included. */
  readonly outputs: readonly {readonly name: string; readonly slot: number}[]
  readonly stocks: readonly {
    readonly slot: number
    readonly initial: Code
    readonly rate: Code
    readonly low: number
    readonly high: number
  }[]
  /** Evaluated once, before the stocks' initial values where these need them, in order. */
  readonly prelude: readonly {readonly slot: number; readonly code: Code}[]
  /** Evaluated at every step, in order. */
  readonly body: readonly {readonly slot: number; readonly code: Code}[]
  readonly events: readonly {
    readonly name: string
    readonly when: Code
    readonly chance?: number
    readonly does: readonly {readonly slot: number; readonly act: "=" | "+=" | "-=" | "*="; readonly amount: Code}[]
  }[]
  /** Loose ends the engine's author needs (holds of stocks, frozen values, ring buffers), documented there. */
  readonly extra: unknown
}

/** Why a run failed: 0 is a run that did not. */
export const RunStatus = {done: 0, notFinite: 1, divisionByZero: 2, outOfRange: 3} as const
export type Failure = {
  readonly run: number
  readonly status: number
  readonly name: string
  readonly time: number
  readonly says: string
}
