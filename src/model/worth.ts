// What an equation of constants is worth, before any run.
//
// An expression goes in with somebody who knows what its names and calls stand for; a number
// comes out, or null where something in it is not known beforehand. Here because two layers
// ask: whoever reads a file asks for its times, the engine for orders of delays and lengths
// of arrays. Each name is worked out once, however often constants are made of it.

import {pow} from "../math/elementary.ts"
import type {Expr} from "./model.ts"

/** What an expression's leaves and calls stand for; null is what nobody knows beforehand. */
export type Known = {
  /** A name as a number, or as the expression to go on with. */
  name(name: string): number | Expr | null
  /** A function of arguments that are known. */
  call(fn: string, args: readonly number[]): number | null
  /** Time, where there is one to speak of. */
  time(): number | null
}

/** Expressions within expressions and behind names: what goes deeper is not followed. */
const DEEPEST = 500

type Operator = Extract<Expr, {op: "binary"}>["fn"]

const truth = (holds: boolean): number => (holds ? 1 : 0)

const OPERATORS: Readonly<Record<Operator, (a: number, b: number) => number>> = {
  "+": (a, b) => a + b,
  "-": (a, b) => a - b,
  "*": (a, b) => a * b,
  "/": (a, b) => a / b,
  "^": pow,
  "<": (a, b) => truth(a < b),
  "<=": (a, b) => truth(a <= b),
  ">": (a, b) => truth(a > b),
  ">=": (a, b) => truth(a >= b),
  "==": (a, b) => truth(a === b),
  "!=": (a, b) => truth(a !== b),
  and: (a, b) => truth(a !== 0 && b !== 0),
  or: (a, b) => truth(a !== 0 || b !== 0),
}

/**
 * What `expr` is worth; of `if` the branch that is taken counts alone. Tables are not read.
 *
 * @param names what names are worth, added to; null also for one that waits for itself.
 */
export function worthOf(expr: Expr, known: Known, names: Map<string, number | null> = new Map()): number | null {
  const all = (parts: readonly Expr[], depth: number): number[] | null => {
    const values: number[] = []
    for (const part of parts) {
      const value = worth(part, depth)
      if (value === null) return null
      values.push(value)
    }
    return values
  }
  const named = (name: string, depth: number): number | null => {
    const before = names.get(name)
    if (before !== undefined) return before
    names.set(name, null)
    const stands = known.name(name)
    const value = stands === null || typeof stands === "number" ? stands : worth(stands, depth)
    names.set(name, value)
    return value
  }
  const worth = (part: Expr, depth: number): number | null => {
    if (depth > DEEPEST) return null
    switch (part.op) {
      case "number":
        return part.value
      case "time":
        return known.time()
      case "name":
        return named(part.name, depth + 1)
      case "unary": {
        const of = worth(part.of, depth + 1)
        return of === null ? null : part.fn === "-" ? -of : truth(of === 0)
      }
      case "binary": {
        const sides = all([part.left, part.right], depth + 1)
        return sides && OPERATORS[part.fn](sides[0]!, sides[1]!)
      }
      case "call": {
        if (part.fn === "if") {
          const condition = worth(part.args[0]!, depth + 1)
          return condition === null ? null : worth(part.args[condition !== 0 ? 1 : 2]!, depth + 1)
        }
        const args = all(part.args, depth + 1)
        return args && known.call(part.fn, args)
      }
      case "lookup":
        return null
    }
  }
  return worth(expr, 0)
}
