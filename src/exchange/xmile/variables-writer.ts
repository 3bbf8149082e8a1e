// Stocks, flows and auxiliaries into XMILE. In: the definitions of a model's variables. Out: one element for each
// variable, with what other tools read in XMILE's words and the rest in Brink's notes.
//
// A stock of any rate gets a flow that is its rate, and an array with equations for its parts gets its elements one by
// one: both are made for other tools, carry a fingerprint, and are passed over when Brink reads them back unchanged.

import {nameKey, type Points, type Term, type Variable} from "../blueprint/blueprint.ts"
import {isConstant} from "../blueprint/terms.ts"
import {type ArrayNames, grouped} from "./array-names.ts"
import type {EquationsWriter} from "./equations-writer.ts"
import {fingerprint} from "./fingerprints.ts"
import {type Flows, flowsOf, netName} from "./flows.ts"
import {commaList, commas} from "./name-lists.ts"
import {xmileName, xmileNumber} from "./xmile-formula.ts"
import type {Attributes, XmileText} from "./xmile-text.ts"

/** What surrounds the variables of a model or a macro. */
export type Surroundings = {
  readonly arrays: ArrayNames
  readonly equations: EquationsWriter
  /** The model's name, or `macro NAME`: under it stands what its reader kept. */
  readonly part: string
  /** Groups by the keys of their members. */
  readonly groupOf: ReadonlyMap<string, string>
  /** Sources are XMILE already. */
  readonly native: boolean
}

/**
 * Writes the variables of one model.
 *
 * @param around what surrounds them: dimensions, the writer of equations, groups.
 */
export function writeVariables(out: XmileText, variables: readonly Variable[], around: Surroundings): void {
  const writer = new VariablesWriter(out, flowsOf(variables), around)
  const place = new Map<Variable, number>()
  for (const [i, variable] of variables.entries()) place.set(variable, i)
  const groups = grouped(variables)
  let next = 0
  // Definitions of one array that stand apart in the file they come from keep their places.
  const apart = groups.some((group) => group.some((variable) => place.get(variable) !== next++))
  for (const group of groups) {
    const loose = apart && group.some((variable, i) => place.get(variable)! !== place.get(group[0]!)! + i)
    writer.variable(group, loose ? place : null)
  }
}

class VariablesWriter {
  private readonly out: XmileText
  private readonly flows: Flows
  private readonly arrays: ArrayNames
  private readonly equations: EquationsWriter
  private readonly around: Surroundings

  constructor(out: XmileText, flows: Flows, around: Surroundings) {
    this.out = out
    this.flows = flows
    this.arrays = around.arrays
    this.equations = around.equations
    this.around = around
  }

  /**
   * One variable.
   *
   * @param place where each definition stands among all, if that must be noted.
   */
  variable(group: readonly Variable[], place: ReadonlyMap<Variable, number> | null): void {
    const {out} = this
    const first = group[0]!
    const key = nameKey(first.name)
    const dims = this.arrays.declared(group)
    const tag = this.tagOf(group, key)
    const parted = this.isParted(group, dims)
    const alone = isWhole(group, dims) && !first.dimensions && !parted
    const units = group.find((variable) => variable.units !== "")?.units ?? ""
    const doc = group.find((variable) => variable.doc !== "")?.doc ?? ""
    const ranged = group.find((variable) => variable.range)
    const [low, high, by] = ranged?.range ?? [null, null, null]
    const leaks = group.find((variable) => variable.leak)?.leak
    for (const variable of group) {
      if (variable.kind === "data" && variable.kind !== kindRead(tag, variable))
        out.tell("data variables", variable.name)
      if (variable.between && variable.kind !== "data") out.tell("how data stand between their times", variable.name)
    }
    const attributes: Attributes = [
      ["name", first.name],
      ["access", group.find((variable) => variable.access)?.access],
      ["leak_start", leaks && leaks.start !== 0 ? xmileNumber(leaks.start) : null],
      ["leak_end", leaks && leaks.end !== 1 ? xmileNumber(leaks.end) : null],
      ["brink:implied", !alone && !first.dimensions && dims.length > 0 ? "true" : null],
      ["brink:range", ranged && (by !== null || low === null || high === null) ? rangeText([low, high, by]) : null],
      ...(alone ? this.notes(first, tag, place) : []),
    ]
    out.withinKept(tag, attributes, `xmile.variable:${this.around.part}/${key}`, () => {
      this.dimensions(first.name, dims)
      for (const variable of group) {
        if (alone) this.body(variable, tag)
        else
          out.within(
            parted ? "brink:element" : "element",
            [
              ...this.elementOf(variable),
              ["brink:units", variable.units === units ? null : variable.units],
              ["brink:doc", variable.doc === doc ? null : variable.doc],
              ["brink:range", !ranged || variable === ranged ? null : variable.range ? rangeText(variable.range) : ""],
              ...this.notes(variable, tag, place),
            ],
            () => this.body(variable, tag),
          )
      }
      if (parted) this.elements(group, tag)
      if (tag === "stock") this.pipes(first, key)
      if (leaks?.whole) out.element("leak_integers", [])
      if (group.some((variable) => variable.overflow)) out.element("overflow", [])
      if (group.some((variable) => variable.queue)) out.element("queue", [])
      if (low !== null && high !== null)
        out.element("range", [
          ["min", xmileNumber(low)],
          ["max", xmileNumber(high)],
        ])
      if (units !== "") out.element("units", [], units)
      out.doc(doc)
    })
    if (tag === "stock" && group.some((variable) => variable.equation) && !this.flows.sides.get(key))
      this.netFlow(group, dims)
  }

  private tagOf(group: readonly Variable[], key: string): string {
    if (group.some((variable) => variable.kind === "stock")) return "stock"
    return group.some((variable) => variable.kind === "flow") || this.flows.pipes.has(key) ? "flow" : "aux"
  }

  /** Whether an equation is for a part of the array, or a list of its numbers: other tools then get its elements one by one. */
  private isParted(group: readonly Variable[], dims: readonly (string | null)[]): boolean {
    if (dims.length === 0) return false
    const whole = isWhole(group, dims) && !group[0]!.dimensions
    return group.some(
      (variable) =>
        variable.except.length > 0 ||
        variable.equation?.op === "list" ||
        (!whole &&
          variable.subscripts.some(
            (one, i) =>
              one.kind === "name" &&
              this.arrays.isDimension(one.name) &&
              !this.arrays.isElement(one.name, dims[i] ?? null),
          )),
    )
  }

  /** What of a definition XMILE has no words for. */
  private notes(variable: Variable, tag: string, place: ReadonlyMap<Variable, number> | null): Attributes {
    return [
      ["brink:kind", variable.kind === kindRead(tag, variable) ? null : variable.kind],
      ["brink:at", place ? place.get(variable) : null],
      ["brink:between", variable.between],
      ["brink:fixed", variable.fixed ? "true" : null],
      ["brink:supplementary", variable.supplementary ? "true" : null],
      ["brink:game", variable.game ? "true" : null],
      [
        "brink:group",
        variable.group === this.around.groupOf.get(nameKey(variable.name)) ? null : (variable.group ?? ""),
      ],
    ]
  }

  /** Which elements a definition is for. */
  private elementOf(variable: Variable): Attributes {
    const {equations} = this
    const names = variable.subscripts.map((one) => (one.kind === "name" ? one.name : null))
    const subscript = commas(names.map((name) => name ?? "?"))
    const read = commaList(subscript)
    const exact = read.length === names.length && names.every((name, i) => name === read[i])
    if (variable.except.length > 0) this.out.tell("elements left out by :EXCEPT:", variable.name)
    return [
      ["subscript", subscript],
      ["brink:subscripts", exact ? null : equations.subscripts(variable.subscripts)],
      [
        "brink:except",
        variable.except.length > 0 ? variable.except.map((list) => `[${equations.subscripts(list)}]`).join(", ") : null,
      ],
    ]
  }

  private dimensions(name: string, dims: readonly (string | null)[]): void {
    const {out} = this
    if (dims.length === 0) return
    out.within("dimensions", [], () => {
      for (const [i, dim] of dims.entries()) {
        if (dim === null) out.tell("elements of an array that lie in no dimension together", name)
        out.element("dim", [["name", dim ?? `${name} ${i + 1}`]])
      }
    })
  }

  /** The elements of an array one by one, in plain words; the reader of Brink's own passes them over. */
  private elements(group: readonly Variable[], tag: string): void {
    const {out} = this
    const {name} = group[0]!
    const elements = this.arrays.elementsOf(group)
    if (!elements) {
      out.tell("an array whose parts have equations and whose elements are too many to be written one by one", name)
      return
    }
    out.tell("equations for parts of an array, kept beside those of its elements", name)
    for (const {names, variable} of elements) {
      const term = tag === "stock" ? variable.initial : variable.equation
      const points = tag === "stock" ? undefined : term?.op === "points" ? term.points : variable.points
      const eqn = term
        ? this.equations.plain(term.op === "points" ? term.of : term)
        : variable.kind === "data"
          ? "TIME"
          : "0"
      const drawn = points ? [points.x.map(xmileNumber).join(","), points.y.map(xmileNumber).join(",")] : []
      out.within(
        "element",
        [
          ["subscript", commas(names)],
          ["brink:made", fingerprint([eqn, ...drawn].join("\n"))],
        ],
        () => {
          if (term || points) out.element("eqn", [], eqn)
          if (points) this.graphical(points, false, variable, true)
        },
      )
    }
  }

  private pipes(stock: Variable, key: string): void {
    const side = this.flows.sides.get(key)
    const [inflows, outflows] = stock.equation
      ? [side?.inflows ?? [netName(stock.name)], side?.outflows ?? []]
      : [stock.inflows ?? [], stock.outflows ?? []]
    for (const name of inflows) this.out.element("inflow", [], xmileName(name))
    for (const name of outflows) this.out.element("outflow", [], xmileName(name))
  }

  /** A stock whose change is any expression gets a flow that is that expression; the reader of Brink's own passes it over. */
  private netFlow(group: readonly Variable[], dims: readonly (string | null)[]): void {
    const {out} = this
    const first = group[0]!
    const whole = isWhole(group, dims)
    const laid = whole ? [{names: [], variable: first}] : (this.arrays.elementsOf(group) ?? [])
    const eqns = laid.map(({variable}) => (variable.equation ? this.equations.plain(variable.equation) : ""))
    out.within(
      "flow",
      [
        ["name", netName(first.name)],
        ["brink:made", fingerprint(eqns.filter((eqn) => eqn !== "").join("\n"))],
      ],
      () => {
        this.dimensions(first.name, dims)
        for (const [i, {names}] of laid.entries()) {
          const eqn = () => {
            if (eqns[i] !== "") out.element("eqn", [], eqns[i])
          }
          if (whole) eqn()
          else out.within("element", [["subscript", commas(names)]], eqn)
        }
      },
    )
  }

  /** What is each equation's own: itself, its points, what keeps it above 0. */
  private body(variable: Variable, tag: string): void {
    const {out, equations} = this
    this.equations.self = variable.name
    if (tag === "stock") this.stock(variable)
    else if (variable.leak && !variable.overflow) {
      if (variable.equation) equations.equation("leak", variable.equation, variable.source)
      else out.element("leak", [])
    } else this.flowing(variable)
    this.conveyor(variable)
    if (variable.nonNegative) out.element("non_negative", [])
    if (variable.points && variable.kind !== "stock") this.graphical(variable.points, false, variable)
  }

  private stock({name, initial, equation, source}: Variable): void {
    const {out, equations} = this
    if (initial) equations.equation("eqn", initial, source)
    if (equation) {
      if (!this.flows.sides.get(nameKey(name)))
        out.tell("a stock whose change is no sum of flows, written with a flow of its own", name)
      equations.own("brink:rate", equation, name)
    } else if (!initial && source !== "") out.element("eqn", [], source)
  }

  private conveyor({conveyor}: Variable): void {
    if (!conveyor) return
    const attributes: Attributes = [
      ["discrete", conveyor.discrete ? "true" : null],
      ["batch_integrity", conveyor.batchIntegrity ? "true" : null],
      ["one_at_a_time", conveyor.oneAtATime ? null : "false"],
      ["exponential_leak", conveyor.exponentialLeak ? "true" : null],
    ]
    const parts: readonly (readonly [string, Term | undefined])[] = [
      ["len", conveyor.length],
      ["capacity", conveyor.capacity],
      ["in_limit", conveyor.inLimit],
      ["sample", conveyor.sample],
      ["arrest", conveyor.arrest],
    ]
    this.out.within("conveyor", attributes, () => {
      for (const [name, term] of parts) if (term) this.equations.equation(name, term, null)
    })
  }

  private flowing(variable: Variable): void {
    const {out, equations} = this
    const {native} = this.around
    const {kind, equation, points, source} = variable
    if (kind === "lookup" && !equation) {
      out.element("eqn", [["brink:source", source === "0" ? null : source]], "0")
      return
    }
    if (kind === "data" && !equation) {
      // Observations over time are a graphical function of time.
      if (points) out.element("eqn", [["brink:source", source === "TIME" ? null : source]], "TIME")
      else if (source !== "") out.element("eqn", [["brink:source", source]])
      return
    }
    if (!equation) {
      // What its author wrote and nobody could read stays for the author.
      if (source !== "") out.element("eqn", [["brink:source", native ? null : source]], native ? source : "")
      return
    }
    if (equation.op === "points" && !points) {
      equations.equation("eqn", equation.of, source)
      this.graphical(equation.points, true, variable)
      return
    }
    if (equation.op === "call" && equation.fn === "active_initial" && equation.args.length === 2) {
      equations.equation("eqn", equation.args[0]!, source)
      equations.equation("init_eqn", equation.args[1]!, null)
      return
    }
    equations.equation("eqn", equation, source, kind === "lookup" || (kind === "data" && points !== undefined))
  }

  /**
   * A graphical function.
   *
   * @param within the points of an equation, not of the variable.
   * @param plain  for other tools alone.
   */
  private graphical(points: Points, within: boolean, variable: Variable, plain = false): void {
    const {out} = this
    const {x, y, between, beyond, box} = points
    const type = between === "last" ? "discrete" : beyond === "extend" ? "extrapolate" : null
    const implied = box && box[0] === x[0] && box[1] === x.at(-1)
    if (between === "next") out.tell("points whose values hold backward", variable.name)
    const attributes: Attributes = [
      ["type", type],
      ["brink:with", within ? "true" : null],
      ["brink:box", box && !implied && !plain ? box.map(xmileNumber).join(",") : null],
      ["brink:between", between === "next" ? "next" : null],
      ["brink:beyond", between === "last" && beyond === "extend" ? "extend" : null],
    ]
    out.within("gf", attributes, () => {
      if (box)
        out.element("yscale", [
          ["min", xmileNumber(box[2])],
          ["max", xmileNumber(box[3])],
        ])
      out.element("xpts", [], x.map(xmileNumber).join(","))
      out.element("ypts", [], y.map(xmileNumber).join(","))
    })
  }
}

/** Whether one equation is for all of an array, or for what is none. */
function isWhole(group: readonly Variable[], dims: readonly (string | null)[]): boolean {
  const [first] = group
  return (
    group.length === 1 &&
    first!.except.length === 0 &&
    first!.subscripts.every((one, i) => one.kind === "name" && nameKey(one.name) === nameKey(dims[i] ?? ""))
  )
}

/** What the reader makes of an entry that says nothing of its kind. */
function kindRead(tag: string, variable: Variable): string {
  if (tag === "stock" || tag === "flow") return tag
  if (variable.kind === "lookup" || variable.kind === "data") return "auxiliary"
  if (variable.points && !variable.equation) return "lookup"
  return variable.equation && !variable.points && isConstant(variable.equation) ? "constant" : "auxiliary"
}

/** Bounds and step, `?` for what is not given. */
function rangeText(range: readonly (number | null)[]): string {
  return range.map((one) => (one === null ? "?" : xmileNumber(one))).join(",")
}
