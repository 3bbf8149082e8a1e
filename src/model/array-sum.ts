// A sum over elements of arrays, kept as one term and not as one for each element: what stands in a matrix product
// a hundred times over differs in nothing but which elements it reads.
//
// A term in, with the elements that each of its names goes through; an expression out that is a call of `sum` to
// whoever asks for its arguments, and says what it is made of to whoever works on it as a whole. Invariant: its
// arguments are those that would have been written out, in the same order.

import type {Expr} from "./model.ts"

/** Elements of an array, one for each turn: element `first + turn * stride` of `names`. */
export type Row = {
  readonly op: "row"
  readonly names: readonly string[]
  readonly first: number
  readonly stride: number
}

/** What is added up: an expression over numbers, names and rows. */
export type Summand =
  | Extract<Expr, {op: "number" | "name" | "time"}>
  | Row
  | {readonly op: "unary"; readonly fn: "-"; readonly of: Summand}
  | {readonly op: "binary"; readonly fn: "+" | "-" | "*"; readonly left: Summand; readonly right: Summand}

type Call = Extract<Expr, {op: "call"}>

/**
 * `sum` of a term over so many turns. What copies it, or puts other arguments in its place, gets a plain call: the term
 * is no property of its own that a copy would keep.
 */
export class ArraySum implements Call {
  readonly op = "call"
  readonly fn = "sum"
  readonly #term: Summand
  readonly #turns: number

  constructor(term: Summand, turns: number) {
    this.#term = term
    this.#turns = turns
  }

  get term(): Summand {
    return this.#term
  }

  get turns(): number {
    return this.#turns
  }

  /** The arguments of the call, written out; made anew each time, since a hundred by hundred of them fill a memory. */
  get args(): readonly Expr[] {
    return Array.from({length: this.#turns}, (_, turn) => this.at(turn))
  }

  /** One of them. */
  at(turn: number): Expr {
    return written(this.#term, turn)
  }
}

/** The sum that `expr` is, if it is one that is kept as a term. */
export function arraySumOf(expr: Expr): ArraySum | null {
  return expr instanceof ArraySum ? expr : null
}

function written(term: Summand, turn: number): Expr {
  switch (term.op) {
    case "row":
      return {op: "name", name: term.names[term.first + turn * term.stride]!}
    case "unary":
      return {op: "unary", fn: term.fn, of: written(term.of, turn)}
    case "binary":
      return {op: "binary", fn: term.fn, left: written(term.left, turn), right: written(term.right, turn)}
    default:
      return term
  }
}
