// What an expression of a model is worth before any run: orders of delays, seeds, lengths of
// arrays and of periods must be known when a program is laid out.
//
// An expression goes in, a number comes out, or null where it needs more than numbers, fixed
// parameters and equations of those. Each name is worked out once, so that constants made of
// constants made of constants take no longer than they are many.

import {Fault} from "../fault.ts"
import type {Quantity} from "../model/index.ts"
import {type Expr, functions, type Time} from "../model/language.ts"
import {operations} from "./operations/mathematics.ts"
import {vectors} from "./operations/vectors.ts"
import {type Place, showPlace} from "./place.ts"
import type {Settings} from "./settings.ts"

/** Expressions within expressions and behind names: what goes deeper is no constant. */
const DEEPEST = 60

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
    return this.valueOf(expr, 0, new Map())
  }

  private valueOf(expr: Expr, depth: number, known: Map<string, number>): number | null {
    if (depth > DEEPEST) return null
    switch (expr.op) {
      case "number":
        return expr.value
      case "name": {
        const value = known.get(expr.name) ?? this.named(expr.name, depth, known)
        if (value !== null) known.set(expr.name, value)
        return value
      }
      case "unary":
        return this.operated(expr.fn === "-" ? "negative" : "not", [expr.of], depth, known)
      case "binary":
        return this.operated(expr.fn, [expr.left, expr.right], depth, known)
      case "call":
        return this.times.get(expr.fn) ?? this.operated(expr.fn, expr.args, depth, known)
      default:
        return null
    }
  }

  private named(name: string, depth: number, known: Map<string, number>): number | null {
    const held = this.settings.heldAt(name)
    if (held !== null) return held
    const quantity = this.quantities.get(name)
    if (quantity?.value?.kind === "fixed") return quantity.value.value
    return quantity?.equation ? this.valueOf(quantity.equation, depth + 1, known) : null
  }

  private operated(fn: string, args: readonly Expr[], depth: number, known: Map<string, number>): number | null {
    const operation = operations.get(fn)
    if (!operation || functions.get(fn)?.random || vectors.has(fn)) return null
    const values: number[] = []
    for (const arg of args) {
      const value = this.valueOf(arg, depth + 1, known)
      if (value === null) return null
      values.push(value)
    }
    const {start, step} = this.time
    const moment = {t: start, t0: start, k: 0, step, zero: false, run: 0, seed: {lo: 0, hi: 0}}
    return operation.value((i) => values[i]!, values.length, moment)
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
