// Where a term stands while equations are laid out, and who lays them out: what expansion.ts, and the functions of
// arrays and data that it calls, hold in common.

import type {Expr, LookupKind} from "../../model/index.ts"
import type {Spot, Subscript, Term} from "../blueprint/blueprint.ts"
import type {Axis, Binding} from "../blueprint/dimensions.ts"
import type {Findings} from "../blueprint/findings.ts"
import type {Instance, Scope} from "./scope.ts"
import type {Tables} from "./tables.ts"

/** Where a term stands: which equation, at which element, and what array functions around it run over. */
export type Site = {
  readonly instance: Instance
  readonly scope: Scope
  readonly bindings: readonly Binding[]
  /** Elements that an array function is at, by dimension; and by number for each `*`, the place in its axis. */
  readonly over: ReadonlyMap<string, string>
  readonly wild: readonly number[] | null
  /** Calls of macros and points met so far in this equation at this element: they number what is made for them. */
  readonly made: {calls: number; works: number}
}

/** Where no array function is around a term. */
export const NO_OVER: ReadonlyMap<string, string> = new Map()

/** What the expansion of terms asks of whoever holds the model that is being made. */
export type Works = {
  readonly findings: Findings
  /** Terms laid out so far, against a limit. */
  budget: number
  /** Where tables of lookups, and of points written in equations, are made. */
  readonly tables: Tables
  readonly macros: {
    /** The result of calling a macro; null where there is no macro of that name. */
    call(name: string, args: readonly Term[], at: Spot, site: Site): Expr | null
    names(): Iterable<string>
  }
  /** A quantity of its own, not for showing, that `expr` is worked out in. */
  work(expr: Expr, site: Site): Expr
  /** What a flat name is among data. */
  seriesOf(flat: string): Series
}

/** What a flat name is among data: a table by its name, the equation of data made of other data, a call of X IF MISSING, or none of them. */
export type Series = {readonly table: string} | {readonly equation: Expr} | "filled" | null

/** One thing that an array function runs over. */
export type Run =
  | {readonly kind: "dimension"; readonly axis: Axis}
  | {readonly kind: "wild"; readonly nth: number; readonly length: number}

/** How many turns it has. */
export const lengthOf = (run: Run): number => (run.kind === "wild" ? run.length : run.axis.elements.length)

/** What the functions of arrays and of data ask of the expansion of terms, which is what calls them. */
export type Expander = {
  readonly works: Works
  /** Rows of arrays that functions of whole arrays were given, by their first element and the dimension they run along. */
  readonly rows: Map<string, Expr[]>
  /** One equation at one element. */
  translate(term: Term, site: Site): Expr
  /** Adds an issue about the equation at hand; gives the number that is none. */
  fail(site: Site, at: Spot | undefined, code: string, says: string, next: string): Expr
  /** A lookup read at a value, the lookup first. */
  read(term: Extract<Term, {op: "call"}>, how: LookupKind, site: Site): Expr
  /** Whether `count` more numbers may be laid out. */
  spend(count: number, site: Site, at: Spot | undefined): boolean
  /**
   * What the arguments of an array function run over, outermost first: dimensions marked `!` or bound to nothing, and
   * whole places (`*`, ranges, arrays without subscripts), the n-th of one array together with the n-th of another.
   */
  runs(terms: readonly Term[], site: Site): Run[]
  /** The one element that a subscript names at this element of the left side; null where it names none, or several. */
  settledAt(subscript: Subscript, axis: Axis, used: Map<string, number> | null, site: Site): string | null
  /** Call `each` at every combination of `runs`, the last running fastest; false where there are too many. */
  forEach(runs: readonly Run[], site: Site, at: Spot, each: (site: Site) => void): boolean
}
