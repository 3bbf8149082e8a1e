// The model language: stocks, flows, auxiliaries, parameters with their distributions,
// levers with ranges, contested alternatives, events. Every quantity says what it rests
// on. This is a model as parsed and checked; how it is written is docs/formats/model.md
// (format brink/model@1).
//
// The layer knows names, units and equations. It does not integrate, and it does not know
// the text of any document.

/** A prior over one number. Angles of use: `central` in one run, sampled in an ensemble. */
export type Distribution =
  | {readonly kind: "fixed"; readonly value: number}
  | {readonly kind: "uniform"; readonly low: number; readonly high: number}
  | {readonly kind: "triangular"; readonly low: number; readonly mode: number; readonly high: number}
  | {readonly kind: "normal"; readonly mean: number; readonly sd: number}
  | {readonly kind: "lognormal"; readonly p5: number; readonly p95: number}
  | {readonly kind: "beta"; readonly a: number; readonly b: number; readonly low: number; readonly high: number}
  /** 1 with chance `p`, else 0. */
  | {readonly kind: "chance"; readonly p: number}

/** Why a number or an equation stands as it does. */
export type Because =
  | {readonly claim: string}
  | {readonly link: string}
  | {readonly data: string}
  | {readonly assumed: string}

/** An expression tree. Comparisons and logic give 1 or 0; any number but 0 is true. */
export type Expr =
  | {readonly op: "number"; readonly value: number}
  | {readonly op: "name"; readonly name: string}
  /** Time in the model's own unit. */
  | {readonly op: "time"}
  | {readonly op: "unary"; readonly fn: "-" | "not"; readonly of: Expr}
  | {
      readonly op: "binary"
      readonly fn: "+" | "-" | "*" | "/" | "^" | "<" | "<=" | ">" | ">=" | "==" | "!=" | "and" | "or"
      readonly left: Expr
      readonly right: Expr
    }
  | {readonly op: "call"; readonly fn: string; readonly args: readonly Expr[]}
  /** A table of the model read at `of`. */
  | {readonly op: "lookup"; readonly table: string; readonly of: Expr; readonly how: LookupKind}

/**
 * How a table is read. `value`: as the table itself says; `extend`, `last`, `next`: with that rule in place of the
 * table's own (Vensim's LOOKUP EXTRAPOLATE, BACKWARD, FORWARD); `inverse`: the x at which it has the value asked
 * for; `slope`: of the line there; `area`: under it from its first point up to there; `quantile`: the x at which that
 * area has reached a share of the whole.
 */
export type LookupKind = "value" | "extend" | "last" | "next" | "inverse" | "slope" | "area" | "quantile"

/** Points that equations read by name: a lookup, or a series of observed data over time. */
export type Table = {
  readonly name: string
  /** Of its values; "1" for none. */
  readonly unit: string
  readonly label?: string
  /** Strictly rising. */
  readonly x: readonly number[]
  readonly y: readonly number[]
  /** Between points: a straight line, the point before, the point after, or nothing (the value is then missing). */
  readonly between: "line" | "last" | "next" | "none"
  /** Beyond the first and the last: their values, their lines drawn on, or nothing. */
  readonly beyond: "hold" | "extend" | "none"
  readonly because: readonly Because[]
  /** As `Quantity.line`. */
  readonly line: number
}

export {MISSING} from "../core/missing.ts"

/** One named thing of a model, with its equation, its unit and what it rests on. */
export type Quantity = {
  readonly name: string
  readonly kind: "stock" | "flow" | "auxiliary" | "parameter" | "lever"
  /** As written, e.g. "animal/week"; "1" for none. */
  readonly unit: string
  /** For people; the name with its underscores opened when absent. */
  readonly label?: string
  /** What its author says of it, on one line. */
  readonly note?: string
  /** What somebody would have to answer to know it: "How hard does the army answer public anger?" */
  readonly question?: string
  /** The part of the system it belongs to, in words; quantities of one sector stand together. */
  readonly sector?: string
  /** Of a lever: who can move it, inside a sentence. Of a parameter: who could measure it. */
  readonly by?: string
  /** Of a lever: what somebody does who moves it to an end of its range, or keeps it where it stands, as clauses inside a sentence. */
  readonly deeds?: {readonly low?: string; readonly high?: string; readonly kept?: string}
  /** Flow, auxiliary: its equation. Stock: none. */
  readonly equation?: Expr
  /** Stock: its value at the start; may name parameters and levers, and auxiliaries of them. */
  readonly initial?: Expr
  readonly inflows?: readonly string[]
  readonly outflows?: readonly string[]
  /** Stock: its change per unit of time, beside what its flows bring and take. */
  readonly rate?: Expr
  /** Parameter, lever. A lever is fixed at its default. */
  readonly value?: Distribution
  /** Bounds the author declares: a lever's settings; a stock's or index's natural range. */
  readonly range?: readonly [number, number]
  readonly because: readonly Because[]
  /** The equation, initial value or prior in the author's own words, for showing. */
  readonly source: string
  /** Line of the file it was read from, 1-based; 0 when the model was made in memory. */
  readonly line: number
  /** Works inside the model and is not among what comes out: a macro's own variables. */
  readonly inner?: true
}

/** The sector of each quantity that says one, by its name. */
export function sectorsIn({quantities}: Pick<Model, "quantities">): ReadonlyMap<string, string> {
  return new Map(quantities.flatMap(({name, sector}) => (sector === undefined ? [] : [[name, sector] as const])))
}

/** What people call a quantity: its label, else its name with the underscores opened. */
export const labelOf = ({label, name}: Pick<Quantity, "label" | "name">): string => label ?? name.replaceAll("_", " ")

/** A disagreement kept as alternatives: a switch that equations read as 1 or 0. */
export type Contested = {
  readonly name: string
  readonly question: string
  readonly sides: readonly {
    readonly is: boolean
    readonly says: string
    /** The same as a clause after "if": "the rains are failing". */
    readonly if?: string
    readonly claims: readonly string[]
  }[]
  /** Chance that the side with `is: true` holds in a run. */
  readonly chance: number
  /** How the chance was set: "lineages" or "stated". */
  readonly weight: "lineages" | "stated"
}

/** What an event does to a stock or lever at the moment it happens. */
export type Effect = {readonly quantity: string; readonly act: "=" | "+=" | "-=" | "*="; readonly amount: Expr}

/** Something that happens in a run when its condition holds, and what it does. */
export type ModelEvent = {
  readonly name: string
  /** Happens when this is true: once each time it turns true, or, with `chance`, at that rate while it is true. */
  readonly when: Expr
  /** Expected times per unit of time while `when` holds; absent: exactly once as `when` turns true. */
  readonly chance?: number
  readonly does: readonly Effect[]
  readonly because: readonly Because[]
}

/**
 * Where a reality check sends a quantity, or expects one to go, from a time on: `basis` is read once, as it stands at
 * `from` before anything changes there; the others as they are at each time. With e the time since `from`:
 * step: basis * times; ramp: from basis to basis * times over `over`; grow: basis * exp(over * e); decay:
 * basis * exp(-e / over); base: what the run without the check has at that time, times `times`.
 */
export type Course = {
  /** What equations of the check call it; a name of its own in the model. */
  readonly name: string
  readonly kind: "step" | "ramp" | "grow" | "decay" | "base"
  readonly basis: Expr
  /** Absent: 1. */
  readonly times?: Expr
  /** Ramp: how long it takes; grow: its rate; decay: its time constant. */
  readonly over?: Expr
  /** In the model's time; absent: one step after the start. */
  readonly from?: Expr
  /** How long it goes on; absent: to the end. */
  readonly lasting?: Expr
  /** How long after `from` a comparison with it is not yet asked for; absent: 0. */
  readonly grace?: Expr
}

/** A statement about behaviour: while `sets` are made so and `condition` is the case, `implies` is so at every step. */
export type RealityCheck = {
  readonly name: string
  /** The quantity is `to` wherever it is read; in `to` its own name is what its own equation gives. */
  readonly sets: readonly {readonly quantity: string; readonly to: Expr}[]
  /** Watched, not made so; null: always. */
  readonly condition: Expr | null
  readonly implies: Expr
  /** What `sets` and `implies` read by name beside the model's quantities. */
  readonly courses: readonly Course[]
  /** In its author's words. */
  readonly source: string
  /** As `Quantity.line`. */
  readonly line: number
}

/** How stocks are carried over a step: docs/methods/numerics.md. */
export type Method = "euler" | "rk2" | "rk4"

/** When a run begins, steps, saves and ends, in `unit`, and how it integrates. */
export type Time = {
  readonly unit: string
  /** ISO date of time 0, when the model has one. */
  readonly origin?: string
  readonly start: number
  readonly stop: number
  /** The day a case asks about, where that is later than the start: what is asked, tried and told begins here. */
  readonly now?: number
  readonly step: number
  /** Interval of saved rows, a whole number of steps. */
  readonly save: number
  readonly method: Method
}

/** A whole model, checked. */
export type Model = {
  readonly format: "brink/model@1"
  readonly name: string
  readonly title?: string
  /** The file that its lines are of, as the user names it; absent when they are of none. */
  readonly file?: string
  readonly time: Time
  readonly quantities: readonly Quantity[]
  readonly contested: readonly Contested[]
  readonly events: readonly ModelEvent[]
  /** Tables that equations read. */
  readonly tables?: readonly Table[]
  /** What it must do under stated conditions; runs know nothing of them. */
  readonly realityChecks?: readonly RealityCheck[]
  /** Units that mean the same, for the unit check: `["USD", "$"]`. */
  readonly equivalences?: readonly (readonly string[])[]
  /** "warn": units that clash are said, not refused, and one that is not given is not known: a model of another tool. */
  readonly units?: "warn"
}

/** Levers over time and events with dates, each with a sentence of why (format brink/scenario@1). */
export type Scenario = {
  readonly format: "brink/scenario@1"
  readonly name: string
  readonly why: string
  readonly levers: Readonly<
    Record<string, readonly {readonly from: number; readonly to?: number; readonly value: number}[]>
  >
  readonly events: readonly {readonly at: number; readonly does: readonly Effect[]; readonly why: string}[]
  /** Where `levers.NAME` and `events.INDEX` stand in the file, as file:line:column; absent when it came from no file. */
  readonly places?: ReadonlyMap<string, string>
}
