// What an expression of a model is worth before any run: orders of delays, seeds, lengths of
// arrays and of periods must be known when a program is laid out.
//
// An expression goes in, a number comes out, or null where it needs more than numbers, fixed
// parameters and equations of those, as the settings of the run have them.

import {Fault} from "../core/fault.ts"
import type {Quantity} from "../model/index.ts"
import {type Expr, functions, type Time, worthOf} from "../model/language.ts"
import {operations} from "./operations/mathematics.ts"
import {vectors} from "./operations/vectors.ts"
import {type Place, showPlace} from "./place.ts"
import type {Settings} from "./settings.ts"

/** Expressions within expressions and behind names: what goes deeper counts as moving. */
const DEEPEST = 60

/** Works out expressions before any run, as far as they need none. */
export class Constants {
  private readonly quantities: ReadonlyMap<string, Quantity>
  private readonly settings: Settings
  private readonly time: Time
  /** What time and calls of it are worth. */
  private readonly times: ReadonlyMap<string, number>

  constructor(quantities: ReadonlyMap<string, Quantity>, settings: Settings, time: Time) {
    this.quantities = quantities
    this.settings = settings
    this.time = time
    this.times = new Map([
      ["time_step", time.step],
      ["start_time", time.start],
      ["stop_time", time.stop],
    ])
  }

  /**
   * The whole number that an argument is worth.
   *
   * @param what the argument in words: "an order".
   * @throws Fault `engine/bad-argument` where it is no constant, or one that `sane` denies.
   */
  whole(expr: Expr, what: string, fn: string, place: Place, sane: (value: number) => boolean): number {
    const value = this.worth(expr)
    if (value === null || !sane(value))
      throw new Fault(
        "engine/bad-argument",
        `${fn} needs ${what} that is a constant${value === null ? "" : `, not ${value}`}`,
        {place: showPlace(place), next: "Write a plain number, or a parameter with a fixed value"},
      )
    return Math.floor(value)
  }

  /** What `expr` is worth; null when it is no constant. */
  worth(expr: Expr): number | null {
    return worthOf(expr, {
      time: () => null,
      name: (name) => {
        const held = this.settings.heldAt(name)
        if (held !== null) return held
        const {value, equation} = this.quantities.get(name) ?? {}
        return value?.kind === "fixed" ? value.value : (equation ?? null)
      },
      call: (fn, args) => this.times.get(fn) ?? this.operated(fn, args),
    })
  }

  private operated(fn: string, args: readonly number[]): number | null {
    const operation = operations.get(fn)
    if (!operation || functions.get(fn)?.random || vectors.has(fn)) return null
    const {start, step} = this.time
    const moment = {t: start, t0: start, k: 0, step, zero: false, run: 0, seed: {lo: 0, hi: 0}}
    return operation.value((i) => args[i]!, args.length, moment)
  }

  /** Whether `expr` has one value in a run: numbers and parameters alone, which no lever or event moves. */
  isSteady(expr: Expr): boolean {
    return this.steady(expr, 0, new Set())
  }

  private steady(expr: Expr, depth: number, known: Set<string>): boolean {
    if (depth > DEEPEST) return false
    switch (expr.op) {
      case "number":
        return true
      case "call":
        return this.times.has(expr.fn)
      case "name": {
        if (known.has(expr.name)) return true
        const quantity = this.quantities.get(expr.name)
        const one =
          quantity?.kind === "parameter" ||
          (quantity?.equation ? this.steady(quantity.equation, depth + 1, known) : false)
        if (one) known.add(expr.name)
        return one
      }
      case "unary":
        return this.steady(expr.of, depth + 1, known)
      case "binary":
        return this.steady(expr.left, depth + 1, known) && this.steady(expr.right, depth + 1, known)
      default:
        return false
    }
  }
}
