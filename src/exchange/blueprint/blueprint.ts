// A model as another tool's file words it: arrays, macros, modules, lookups, data, views and
// all, before anything is laid out flat. Readers (Vensim .mdl, XMILE) make it, `flatten`
// turns it into a `Model`, writers turn it into files again.
//
// One vocabulary for all tools: names stand as their author wrote them and are compared by
// `nameKey`; functions stand under the names of Brink's own language (model/functions.ts)
// wherever the meaning is the same. What only a file's own tool needs (how a view is drawn)
// is kept beside it, so that a round trip loses nothing.

import type {Issue} from "../../core/fault.ts"

/** Where something stands in a file: its line and column, both from 1. */
export type Spot = {readonly line: number; readonly column: number}

/** One index of an array reference, as written. */
export type Subscript =
  /** An element, a dimension or a subrange: which it is, `flatten` knows. */
  | {readonly kind: "name"; readonly name: string}
  /** `dim!`: the array function around it runs over this dimension. */
  | {readonly kind: "over"; readonly name: string}
  /** `*`: the whole of the dimension that stands in this place; inside an array function it is run over. */
  | {readonly kind: "all"}
  /** `low:high` as XMILE writes part of a dimension; both ends counted. */
  | {readonly kind: "range"; readonly from: Term; readonly to: Term}
  /** An index worked out in the run: a number counted from 1, or an element's name in an expression (`a[b + 1]`). */
  | {readonly kind: "term"; readonly term: Term}

/** An equation as a tree, names not yet resolved. */
export type Term =
  | {readonly op: "number"; readonly value: number}
  /** A variable, a dimension's element or a dimension used as a number. The special name `time` is `{op: "time"}`. */
  | {readonly op: "name"; readonly name: string; readonly subscripts: readonly Subscript[]; readonly at: Spot}
  | {readonly op: "time"}
  | {readonly op: "unary"; readonly fn: "-" | "not"; readonly of: Term}
  | {
      readonly op: "binary"
      readonly fn: "+" | "-" | "*" | "/" | "^" | "<" | "<=" | ">" | ">=" | "==" | "!=" | "and" | "or"
      readonly left: Term
      readonly right: Term
    }
  /**
   * A built-in function under its name in Brink's language, its arguments in Brink's order. Array functions (`sum`,
   * `vector_sort_order`, `allocate_available`, ...) keep their arguments as whole arrays here.
   */
  | {readonly op: "call"; readonly fn: string; readonly args: readonly Term[]; readonly at: Spot}
  /** `name(...)` where the name is no built-in: a macro, or a lookup applied to a value. */
  | {
      readonly op: "apply"
      readonly name: string
      readonly subscripts: readonly Subscript[]
      /** Of Vensim's `M(a, b : c, d)` also the variables that receive the macro's further outputs, behind its inputs. */
      readonly args: readonly Term[]
      readonly at: Spot
    }
  /** Points written inside an equation: WITH LOOKUP. */
  | {readonly op: "points"; readonly of: Term; readonly points: Points}
  /** Words in single or double quotes as an argument: a file, a sheet, a cell. */
  | {readonly op: "text"; readonly text: string}
  /** Numbers for the elements of an array in order, the last dimension running fastest: `1, 2; 3, 4;` or TABBED ARRAY. */
  | {readonly op: "list"; readonly values: readonly Term[]}

/** A curve through points: x strictly rising, or flagged by the reader as an issue. */
export type Points = {
  readonly x: readonly number[]
  readonly y: readonly number[]
  /** Between points: a straight line, the value of the point before (XMILE's discrete), or of the next. */
  readonly between: "line" | "last" | "next"
  /** Beyond the first and the last: the end's value, or the end's line drawn on. */
  readonly beyond: "hold" | "extend"
  /** The box the tool draws it in: [x low, x high, y low, y high]. */
  readonly box?: readonly [number, number, number, number]
}

/** A dimension (Vensim: subscript range) or a part of one. */
export type Dimension = {
  readonly name: string
  /** Elements in order; names of other dimensions among them stand for all of theirs. Empty when `from` gives them. */
  readonly elements: readonly string[]
  /** `-> (other: a, b, c)`: where its elements go in another dimension; without `elements` one after the other. */
  readonly mappings: readonly {readonly to: string; readonly elements?: readonly string[]}[]
  /** `A <-> B`: another name for the whole of B. */
  readonly alias?: string
  /** GET DIRECT SUBSCRIPT and its like: the call that names file, sheet and cells. */
  readonly from?: Term
  readonly doc: string
  readonly at: Spot
}

/**
 * One equation: a left side and what it is set to. A variable whose elements are set one by one has several, all
 * of the same name.
 */
export type Variable = {
  readonly name: string
  readonly subscripts: readonly Subscript[]
  /** XMILE: the dimensions of the array whose one element `subscripts` names; element names are unique in their dimension only. */
  readonly dimensions?: readonly string[]
  /** Left sides taken out: `:EXCEPT: [a], [b, c]`. */
  readonly except: readonly (readonly Subscript[])[]
  readonly kind:
    | "stock"
    /** XMILE says which are flows; in a .mdl they are auxiliaries until a stock or a view says so. */
    | "flow"
    | "auxiliary"
    /** A number (or a list of numbers) written out, which a user may set. */
    | "constant"
    | "lookup"
    | "data"
  /**
   * Auxiliary, flow, constant: its equation. Stock: its net rate of change, when written as one (INTEG). Data:
   * how it is had (GET XLS DATA, an expression of other data), or null for a series in a file of data.
   */
  readonly equation: Term | null
  /** Stock: its value at the start. */
  readonly initial?: Term
  /** XMILE stock: names of its flows, in the order that decides which outflow is served first. */
  readonly inflows?: readonly string[]
  readonly outflows?: readonly string[]
  /** Lookup: its points, unless `equation` says where they come from. Also XMILE's graphical functions: applied to the equation. */
  readonly points?: Points
  /** Data: what stands between given values. `:INTERPOLATE:` is "line", `:HOLD BACKWARD:` "last", `:LOOK FORWARD:` "next", `:RAW:` "none". */
  readonly between?: "line" | "last" | "next" | "none"
  /** XMILE: the stock stays at 0 or above, its outflows giving way; the flow stays at 0 or above. */
  readonly nonNegative?: boolean
  /** XMILE conveyors and queues. */
  readonly conveyor?: Conveyor
  readonly queue?: boolean
  /** XMILE flow out of a conveyor that leaks, or out of a queue that overflows. */
  readonly leak?: {readonly start: number; readonly end: number; readonly whole: boolean}
  readonly overflow?: boolean
  /** Vensim: set once and never again (`==`), or supplementary, or meant to be played with (its equation stands in GAME(...)). */
  readonly fixed?: boolean
  readonly supplementary?: boolean
  readonly game?: boolean
  readonly units: string
  /** Bounds that the file declares for people: `[0, 10, 1]`; a missing one is null. */
  readonly range?: readonly [number | null, number | null, number | null]
  readonly doc: string
  /** The group or sector it was written under. */
  readonly group?: string
  /** XMILE access of a module's variable. */
  readonly access?: "input" | "output"
  /** The equation as its author wrote it, for messages and for people. */
  readonly source: string
  readonly at: Spot
}

/** XMILE's conveyor: what enters comes out after `length`, less what leaks on the way. */
export type Conveyor = {
  readonly length: Term
  readonly capacity?: Term
  readonly inLimit?: Term
  readonly sample?: Term
  readonly arrest?: Term
  readonly discrete: boolean
  readonly batchIntegrity: boolean
  readonly oneAtATime: boolean
  readonly exponentialLeak: boolean
}

/** A macro: called like a function, with variables of its own for each call. */
export type Macro = {
  readonly name: string
  readonly inputs: readonly string[]
  /** XMILE: what an input that is left out is, in the macro's own names; null where it must be given. As long as `inputs`. */
  readonly defaults?: readonly (Term | null)[]
  /** Further results, after `:` in the definition. The first result is the variable named like the macro. */
  readonly outputs: readonly string[]
  readonly variables: readonly Variable[]
  /** XMILE: the expression that is its value, when it is no variable of that name. */
  readonly value?: Term
  readonly dimensions: readonly Dimension[]
  readonly doc: string
  readonly at: Spot
}

/** A submodel used somewhere: XMILE's module. Variables of `model` are seen outside as `name.variable`. */
export type Module = {
  readonly name: string
  /** Which of `Blueprint.models` it is an instance of. */
  readonly model: string
  /** Inputs: `to` inside it is `from` outside, both as `module.variable` paths seen from where the module stands. */
  readonly connections: readonly {readonly to: string; readonly from: string}[]
  readonly doc: string
  readonly at: Spot
}

/** Variables that stand together: the root of a file, or the model of a module. */
export type Part = {
  readonly name: string
  readonly variables: readonly Variable[]
  readonly modules: readonly Module[]
  readonly groups: readonly {readonly name: string; readonly doc: string; readonly members: readonly string[]}[]
  readonly views: readonly View[]
}

/** A drawing of the model: what can be said in any tool, and the file's own text for the tool it came from. */
export type View = {
  readonly name: string
  readonly items: readonly {
    readonly kind: "stock" | "flow" | "auxiliary" | "module" | "alias" | "cloud" | "valve" | "text" | "connector"
    /** The variable shown; for text, the words. */
    readonly name: string
    /** Centre and size, in the tool's own points, y downwards. */
    readonly x: number
    readonly y: number
    readonly width?: number
    readonly height?: number
    /** Connectors and flows: between which variables, and the points on the way. */
    readonly from?: string
    readonly to?: string
    readonly angle?: number
    readonly points?: readonly (readonly [number, number])[]
    readonly polarity?: "+" | "-"
  }[]
  /** As written: sketch lines of a .mdl, the <view> element of an XMILE file. */
  readonly raw: {readonly tool: "vensim" | "xmile"; readonly text: string} | null
}

/** A reality check: when `condition` is made so, `implies` must hold at all times. */
export type RealityCheck = {
  readonly name: string
  readonly subscripts: readonly Subscript[]
  readonly kind: "test input" | "condition"
  /** Test input: what is set to what. */
  readonly sets: readonly {readonly name: string; readonly subscripts: readonly Subscript[]; readonly to: Term}[]
  readonly condition: Term | null
  readonly implies: Term | null
  readonly source: string
  readonly at: Spot
}

/** A model as a file words it, of whichever tool. */
export type Blueprint = {
  readonly tool: "vensim" | "xmile" | "brink"
  readonly name: string
  readonly title: string
  readonly doc: string
  readonly time: {
    readonly unit: string
    readonly start: Term
    readonly stop: Term
    readonly step: Term
    /** null: every step (Vensim without SAVEPER), or, from XMILE, every unit of `savedEvery`. */
    readonly save: Term | null
    readonly method: "euler" | "rk2" | "rk4"
  }
  readonly dimensions: readonly Dimension[]
  readonly macros: readonly Macro[]
  /** The root first; the others are models of modules. */
  readonly parts: readonly Part[]
  readonly checks: readonly RealityCheck[]
  /** Units that mean the same: `["$", "Dollar", "Dollars"]`. */
  readonly equivalences: readonly (readonly string[])[]
  /** Units named in terms of others (XMILE model_units), and settings of the tool that only it reads, as written. */
  readonly settings: readonly {readonly name: string; readonly text: string}[]
}

/** What a reader gives: always a blueprint of what could be read, and everything that could not. */
export type Read = {
  readonly blueprint: Blueprint
  readonly issues: readonly (Issue & {readonly at?: Spot; readonly grave: boolean})[]
}

/**
 * The key by which two spellings are one name: case, and runs of spaces, underscores and line breaks, do not count;
 * quotes around a name are no part of it.
 */
export function nameKey(name: string): string {
  return unquoted(name)
    .replace(/(?:[\s_\u00a0]|\\n)+/gu, " ")
    .trim()
    .toLowerCase()
}

/** A name without the quotes around it. */
export function unquoted(name: string): string {
  return name.length > 1 && name.startsWith('"') && name.endsWith('"') ? name.slice(1, -1) : name
}

/** A name in quotes; one inside it that its author escaped already stays as it is. */
export function inQuotes(name: string): string {
  return `"${name.replace(/(?:(?<!\\)(\\+))?"/g, (all, slashes = "") => (slashes.length % 2 === 1 ? all : `${slashes}\\"`))}"`
}

/** A variable of which no more is known than its name and its place. */
export function bareVariable(name: string, at: Spot): Variable {
  return {name, subscripts: [], except: [], kind: "auxiliary", equation: null, units: "", doc: "", source: "", at}
}
