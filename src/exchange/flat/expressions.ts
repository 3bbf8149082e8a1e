// Small pieces to build expressions of the flat model with. In: numbers, names and expressions. Out: expressions.
//
// The same for every part of the flattening, as `terms.ts` is for what stands before it. Functions of whole arrays
// build their calls themselves: they have more arguments than a call of the language can be given.

import type {Expr} from "../../model/index.ts"

type Sign = Extract<Expr, {op: "binary"}>["fn"]

/** A number. */
export const number = (value: number): Expr => ({op: "number", value})

/** The value of a flat name. */
export const named = (name: string): Expr => ({op: "name", name})

/** A call of a function of the language. */
export const call = (fn: string, ...args: readonly Expr[]): Expr => ({op: "call", fn, args})

/** Two expressions with an operator between them. */
export const binary = (left: Expr, fn: Sign, right: Expr): Expr => ({op: "binary", fn, left, right})

/** What stands for an equation that could not be laid out; an issue says why. */
export const NOTHING: Expr = number(Number.NaN)
