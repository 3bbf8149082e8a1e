// A Brink model as a blueprint, so that writers can say it in another tool's words. In goes a model, out come the
// blueprint and sentences about what another tool cannot hold.
//
// What runs once at central values runs there with the same bits: priors become their central values, switches 1 or
// 0, a stock's declared range a flow of its own that keeps it inside. What only an ensemble needs (priors, chances)
// and what it all rests on is kept as words in the documentation of each variable. Names stand as they are: a tool
// that needs quotes around one puts them.

import {Fault} from "../../core/fault.ts"
import {append} from "../../core/lists.ts"
import {divide, parseUnit, printUnit} from "../../core/units.ts"
import {
  type Because,
  type Distribution,
  type Expr,
  functions,
  MISSING,
  type Model,
  printDistribution,
  printExpression,
  type Quantity,
  type Table,
} from "../../model/index.ts"
import {type Blueprint, bareVariable, type Points, type Term, type Variable} from "./blueprint.ts"
import {binary, call, choose, NOWHERE, named, num} from "./terms.ts"

/** A model in a writer's terms, and what of it no other tool can hold, in sentences. */
export type Drawn = {readonly blueprint: Blueprint; readonly notes: readonly string[]}

/** How a table is read other than by its own rule: what `call` names it, with the table and the value as arguments. */
const READINGS = {
  extend: "lookup_extrapolate",
  last: "lookup_backward",
  next: "lookup_forward",
  inverse: "lookup_invert",
  slope: "lookup_slope",
  area: "lookup_area",
  quantile: "lookup_quantile",
} as const

/**
 * `model` as a blueprint of one part without arrays: an element `name[a,b]` of an array is a variable of that name.
 *
 * @param central the one value of a prior that a single run uses.
 * @throws Fault `exchange/laid-out` for a function of whole arrays, whose arrays are not known any more.
 */
export function blueprintOf(model: Model, central: (prior: Distribution) => number): Drawn {
  const notes: string[] = []
  const taken = new Set(model.quantities.map((quantity) => quantity.name))
  const free = (name: string): string => {
    let free = name
    for (let n = 2; taken.has(free); n++) free = `${name} ${n}`
    taken.add(free)
    return free
  }
  const variables: Variable[] = []
  const gaps = new Map<string, string>()
  for (const table of model.tables ?? [])
    if (table.between === "none") gaps.set(table.name, free(`${table.name} times`))
  const firsts = new Map((model.tables ?? []).map(({name, x, y}) => [name, x.find((_, i) => y[i] !== MISSING) ?? 0]))
  const of: Translation = (expr) => ofExpr(expr, gaps, firsts)
  const overTime = (unit: string): string => {
    const [of, time] = [parseUnit(unit), parseUnit(model.time.unit)]
    return of && time ? printUnit(divide(of, time)) : ""
  }
  for (const quantity of model.quantities) append(variables, ofQuantity(quantity, central, free, of, overTime))
  for (const {name, chance, question, sides} of model.contested)
    variables.push({
      ...bareVariable(name, {line: 0, column: 0}),
      kind: "constant",
      equation: num(central({kind: "chance", p: chance})),
      units: "1",
      doc: `Contested: ${question} ${sides.map((side) => `${side.is ? 1 : 0} = ${side.says}`).join("; ")}. Chance of 1: ${chance}.`,
      source: String(chance),
    })
  for (const table of model.tables ?? []) {
    variables.push(ofTable(table))
    const times = gaps.get(table.name)
    if (times !== undefined)
      variables.push(
        ofTable({...table, name: times, y: table.x, between: "last", label: `When ${table.name} has a value.`}),
      )
  }

  const say = (what: readonly string[], sentence: (list: string) => string) => {
    if (what.length > 0) notes.push(sentence(listed(what)))
  }
  say(
    model.quantities.filter((q) => q.kind === "parameter" && q.value && q.value.kind !== "fixed").map((q) => q.name),
    (list) => `priors are given by their central values, and in words: ${list}`,
  )
  say(
    model.contested.map((one) => one.name),
    (list) => `contested switches are constants, 1 or 0 as likelier: ${list}`,
  )
  say(
    model.events.map((one) => one.name),
    (list) => `events are left out: ${list}`,
  )
  say(
    (model.realityChecks ?? []).map((one) => one.name),
    (list) => `reality checks are left out: ${list}`,
  )
  say(
    model.quantities.filter((q) => q.kind === "stock" && held(q)).map((q) => q.name),
    (list) => `ranges of stocks are kept by a flow of their own: ${list}`,
  )
  return {
    notes,
    blueprint: {
      tool: "brink",
      name: model.name,
      title: model.title ?? "",
      doc: model.events
        .map((event) => {
          const does = event.does.map((one) => `${one.quantity} ${one.act} ${printExpression(one.amount)}`)
          const chance = event.chance === undefined ? "" : ` (chance ${event.chance} / ${model.time.unit})`
          return `Event ${event.name}: when ${printExpression(event.when)}${chance}, ${does.join(", ")}.`
        })
        .join("\n"),
      time: {
        unit: model.time.unit,
        start: num(model.time.start),
        stop: num(model.time.stop),
        step: num(model.time.step),
        save: num(model.time.save),
        method: model.time.method,
      },
      dimensions: [],
      macros: [],
      parts: [{name: "", variables, modules: [], groups: [], views: []}],
      checks: [],
      equivalences: model.equivalences ?? [],
      settings: [],
    },
  }
}

/** An equation in a blueprint's terms. */
type Translation = (expr: Expr) => Term

function ofQuantity(
  quantity: Quantity,
  central: (prior: Distribution) => number,
  free: (name: string) => string,
  of: Translation,
  overTime: (unit: string) => string,
): Variable[] {
  const at = {line: quantity.line, column: 1}
  const range = quantity.range?.map((bound) => (Number.isFinite(bound) ? bound : null))
  const shared: Variable = {
    ...bareVariable(quantity.name, at),
    units: quantity.unit,
    doc: words(quantity),
    source: quantity.source,
    ...(range ? {range: [range[0] ?? null, range[1] ?? null, null] as const} : {}),
  }
  switch (quantity.kind) {
    case "parameter":
    case "lever":
      return [{...shared, kind: "constant", equation: num(quantity.value ? central(quantity.value) : 0)}]
    case "flow":
    case "auxiliary":
      return [{...shared, kind: quantity.kind, equation: of(quantity.equation!)}]
    case "stock":
      return ofStock(quantity, shared, free, of, overTime(quantity.unit))
  }
}

/** Whether integration holds the stock inside a declared range. */
function held(stock: Quantity): boolean {
  return stock.range !== undefined && (Number.isFinite(stock.range[0]) || Number.isFinite(stock.range[1]))
}

/**
 * A stock, and the flow that keeps it in its range: what a step would carry beyond a bound is taken back within the
 * same step. It is exactly 0 while the stock stays inside. A bound other than 0 of a stock with a unit is a constant with that
 * unit, since a number alone has none.
 * @param moves  the unit of what changes the stock; "" where it is not known.
 */
function ofStock(
  stock: Quantity,
  shared: Variable,
  free: (name: string) => string,
  of: Translation,
  moves: string,
): Variable[] {
  const inflows = stock.inflows ?? []
  const outflows = stock.outflows ?? []
  let net: Term | null = null
  for (const flow of inflows) net = net ? binary(net, "+", named(flow)) : named(flow)
  for (const flow of outflows) net = binary(net ?? num(0), "-", named(flow))
  // In the engine's order: flows first, then what else changes it.
  if (stock.rate) net = net ? binary(net, "+", of(stock.rate)) : of(stock.rate)
  const all = net ?? num(0)
  const made: Variable = {
    ...shared,
    kind: "stock",
    equation: stock.rate ? all : null,
    initial: stock.initial ? of(stock.initial) : num(0),
    ...(stock.rate ? {} : {inflows, outflows}),
  }
  if (!held(stock)) return [made]
  const [low, high] = stock.range!
  const self = named(stock.name)
  const step = call("time_step")
  const reached = binary(self, "+", binary(step, "*", all))
  const limits: Variable[] = []
  const limit = (bound: number, which: string): Term => {
    if (bound === 0 || parseUnit(stock.unit)?.length === 0) return num(bound)
    const name = free(`${which} ${stock.name}`)
    const doc = `The ${which} that ${stock.name} can be.`
    limits.push({...bareVariable(name, shared.at), kind: "constant", equation: num(bound), units: stock.unit, doc})
    return named(name)
  }
  const bring = (bound: Term): Term => binary(binary(binary(bound, "-", self), "/", step), "-", all)
  const beyond = (fn: "<" | ">", bound: Term, otherwise: Term): Term =>
    choose(binary(reached, fn, bound), bring(bound), otherwise)
  let within: Term = num(0)
  if (Number.isFinite(high)) within = beyond(">", limit(high, "most"), within)
  if (Number.isFinite(low)) within = beyond("<", limit(low, "least"), within)
  const keeper = free(`${stock.name} kept in range`)
  const flow: Variable = {
    ...bareVariable(keeper, shared.at),
    kind: "flow",
    equation: within,
    units: moves,
    doc: `Keeps ${stock.name} ${between(low, high)}.`,
    source: "",
  }
  if (stock.rate) return [{...made, equation: binary(all, "+", named(keeper))}, flow, ...limits]
  return [{...made, inflows: [...inflows, keeper]}, flow, ...limits]
}

function between(low: number, high: number): string {
  if (high === Number.POSITIVE_INFINITY) return `at ${low} or above`
  return low === Number.NEGATIVE_INFINITY ? `at ${high} or below` : `from ${low} to ${high}`
}

function ofTable(table: Table): Variable {
  return {
    ...bareVariable(table.name, {line: table.line, column: 1}),
    kind: "lookup",
    equation: null,
    points: pointsOf(table),
    units: table.unit,
    doc: table.label ?? "",
    source: "",
  }
}

function pointsOf(table: Table): Points {
  return {
    x: table.x,
    y: table.y,
    // A series that has no value between its points is read at them alone; straight lines go through those too.
    between: table.between === "none" ? "line" : table.between,
    beyond: table.beyond === "extend" ? "extend" : "hold",
  }
}

/**
 * An equation in a blueprint's terms: the same operations in the same order.
 *
 * @param gaps tables that have no value between their points, each with the table of the times at which it has.
 * @param firsts where each table begins: areas are counted from there.
 */
function ofExpr(expr: Expr, gaps: ReadonlyMap<string, string>, firsts: ReadonlyMap<string, number>): Term {
  const of: Translation = (part) => ofExpr(part, gaps, firsts)
  switch (expr.op) {
    case "number":
      return num(expr.value)
    case "time":
      return {op: "time"}
    case "name":
      return named(expr.name)
    case "unary":
      return {op: "unary", fn: expr.fn, of: of(expr.of)}
    case "binary": {
      const spine: Extract<Expr, {op: "binary"}>[] = []
      let at: Expr = expr
      for (; at.op === "binary"; at = at.left) spine.push(at)
      let left = of(at)
      for (let node = spine.pop(); node; node = spine.pop()) left = binary(left, node.fn, of(node.right))
      return left
    }
    case "call":
      if (functions.get(expr.fn)?.block)
        throw new Fault(
          "exchange/laid-out",
          `'${expr.fn}' works on whole arrays, and this model has only their elements`,
          {
            next: "Export the file that the model was imported from.",
          },
        )
      return expr.fn === "lookup" ? ofPoints(expr.args, of) : call(expr.fn, ...expr.args.map(of))
    case "lookup": {
      const x = of(expr.of)
      const value: Term = {op: "apply", name: expr.table, subscripts: [], args: [x], at: NOWHERE}
      if (expr.how === "area") return call(READINGS.area, named(expr.table), num(firsts.get(expr.table) ?? 0), x)
      if (expr.how !== "value") return call(READINGS[expr.how], named(expr.table), x)
      const times = gaps.get(expr.table)
      if (times === undefined) return value
      return choose(binary(call(READINGS.last, named(times), x), "==", x), value, num(MISSING))
    }
  }
}

/** `lookup(x, x1, y1, ...)`: points inside the equation. */
function ofPoints([x, ...flat]: readonly Expr[], of: Translation): Term {
  const numbers = flat.map((one) =>
    one.op === "number" ? one.value : one.op === "unary" && one.of.op === "number" ? -one.of.value : Number.NaN,
  )
  const points: Points = {
    x: numbers.filter((_, i) => i % 2 === 0),
    y: numbers.filter((_, i) => i % 2 === 1),
    between: "line",
    beyond: "hold",
  }
  return {op: "points", of: of(x!), points}
}

/** What people should know of a quantity: its label, its author's note, its prior, its range, what it rests on. */
function words(quantity: Quantity): string {
  const lines = [
    quantity.label ?? "",
    quantity.note ?? "",
    quantity.value && quantity.value.kind !== "fixed" ? `Prior: ${printDistribution(quantity.value)}.` : "",
    quantity.because.length > 0 ? `Because: ${quantity.because.map(reason).join("; ")}.` : "",
  ]
  return lines.filter((line) => line !== "").join("\n")
}

function reason(because: Because): string {
  const [kind, text] = Object.entries(because)[0]!
  return `${kind} ${text}`
}

/** More names than this in one note help nobody. */
const MOST_NAMED = 12

function listed(names: readonly string[]): string {
  const shown = names.slice(0, MOST_NAMED).join(", ")
  return names.length > MOST_NAMED ? `${shown} and ${names.length - MOST_NAMED} more` : shown
}
