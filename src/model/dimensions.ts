// Do the equations measure what they say they measure? A model in, every dimensional
// mistake out, with the equation and its units shown.
//
// A bare number in an equation is a pure number, except where the field's custom is to let
// it stand for an amount: 0; an equation or `initial` of numbers alone; beside a quantity in
// a comparison or in the arguments of a function (`max(x, 5)`, `smooth(x, 8)`); and a
// quantity over a bare number, which may be its ratio to a reference level (`herds / 40000`).
// Everything else needs a named parameter with a unit. docs/formats/model.md says the same.
//
// A model with `equivalences` is read as the field's tools read theirs: case of unit words does not count, and the
// usual words ("$", "Dollar"; "Year", "Years") are one. In a model of another tool (`units: warn`) a quantity with
// no unit at all is not known rather than a pure number, so that nothing is said of what depends on it.

import {withoutBrackets} from "../core/brackets.ts"
import {bounded, boundedIssue, Fault, type Issue} from "../core/fault.ts"
import {
  dimensionless,
  divide,
  lenientUnits,
  multiply,
  parseUnit,
  power,
  printUnit,
  sameUnit,
  type Unit,
  usualEquivalences,
} from "../core/units.ts"
import {arraySumOf, type Summand} from "./array-sum.ts"
import {partsOf, showExpression} from "./expression.ts"
import {type FunctionRule, functions} from "./functions.ts"
import type {Expr, Model} from "./model.ts"

/**
 * The units an expression may be read in; null for bare numbers, which take the unit of their neighbour; an empty
 * list where nothing is known, which agrees with everything.
 */
type Measure = readonly Unit[] | null

/** The measure of what has no declared unit. */
const UNKNOWN: readonly Unit[] = []

/** An equation longer than this is shown by its beginning. */
const LONGEST_SHOWN = 400

/** One dimensional mistake: what, in which equation, on which line of the file (0: made in memory). */
type Mismatch = {readonly says: string; readonly next: string; readonly line: number}

/** Alternatives multiply with every ratio to a bare number; nobody writes more than a few in one equation. */
const MOST_ALTERNATIVES = 16

/** A refusal shows this many equations; mending one often mends others. */
const MOST_SHOWN = 5
/** Bytes of what one of them says, so that its place stands behind it. */
const LONGEST_MISMATCH = 1200

/**
 * Every dimensional mistake of a model, as issues: what an imported model is warned of.
 *
 * @param file the model's file as the user names it; "" for a model made in memory.
 */
export function checkUnits(model: Model, file = ""): Issue[] {
  return mismatches(model).map(({says, next, line}) =>
    boundedIssue({
      code: "model/unit-mismatch",
      file,
      says: line > 0 ? `${bounded(says, LONGEST_MISMATCH)}\n  at ${file || model.name}:${line}` : says,
      next,
    }),
  )
}

/**
 * Refuse a model that mixes units.
 *
 * @throws Fault `model/unit-mismatch`: the equation with its units, its line, the next move.
 */
export function assertUnits(model: Model, file = ""): void {
  const found = mismatches(model)
  const first = found[0]
  if (!first) return
  const where = (m: Mismatch) => (m.line > 0 ? `${file || model.name}:${m.line}` : "")
  const rest = found.slice(1, MOST_SHOWN).map((m) => `\n  also, at ${where(m) || "a model made in memory"}: ${m.says}`)
  const more = found.length > MOST_SHOWN ? `\n  and ${found.length - MOST_SHOWN} more` : ""
  throw new Fault("model/unit-mismatch", `${first.says}${rest.join("")}${more}`, {
    ...(where(first) ? {place: where(first)} : {}),
    next: first.next,
  })
}

/** Thrown and caught inside the check of one equation only. */
class Clash extends Error {
  readonly next: string
  constructor(says: string, next: string) {
    super(says)
    this.next = next
  }
}

const RATE_HINT = "Multiply one side by a parameter that carries the missing unit, or correct the declared units."

function mismatches(model: Model): Mismatch[] {
  const found: Mismatch[] = []
  const lenient = model.units === "warn"
  const {equivalences} = model
  const read = lenient || equivalences ? lenientUnits([...usualEquivalences, ...(equivalences ?? [])]) : parseUnit
  const known = new Map<string, Unit | null>()
  const unitOf = (text: string): Unit | null => {
    const before = known.get(text)
    if (before !== undefined) return before
    const unit = read(text)
    known.set(text, unit)
    return unit
  }
  const units = new Map<string, Unit>(model.contested.map((switched) => [switched.name, dimensionless]))
  const unreadable = new Set<string>()
  const declare = (
    what: {readonly name: string; readonly unit: string; readonly line: number},
    into: Map<string, Unit>,
  ) => {
    if (lenient && what.unit.trim() === "") return
    const unit = unitOf(what.unit)
    if (unit) into.set(what.name, unit)
    else if (!unreadable.has(what.unit)) {
      unreadable.add(what.unit)
      found.push({
        says: `Cannot read the unit \`${what.unit}\` of '${what.name}'`,
        next: "Write it as a product of words: animal/week, 1/week, person*km^-2, or 1 for none.",
        line: what.line,
      })
    }
  }
  for (const quantity of model.quantities) declare(quantity, units)
  const tables = new Map<string, Unit>()
  for (const table of model.tables ?? []) declare(table, tables)
  const time = lenient ? timeUnit(model, unitOf) : (unitOf(model.time.unit) ?? [[model.time.unit, 1] as const])
  const context: Context = {units, tables, time, lenient, alike: new Map()}

  const check = (name: string, expr: Expr, line: number, wanted: Unit | null, part: string): void => {
    // What could not be read of another tool's file measures nothing; its mistake is said elsewhere.
    if (lenient && unread(expr)) return
    const shown = () => `\n  ${part} = ${annotated(expr, context)}`
    try {
      const measure = measureOf(expr, context)
      if (measure === null || measure.length === 0 || wanted === null) return
      if (measure.some((unit) => sameUnit(unit, wanted))) return
      const what = part.startsWith("change of") ? `The change of '${name}'` : `'${name}'`
      found.push({
        says: `${what} is in ${printUnit(wanted)}, but its equation gives ${either(measure)}${shown()}`,
        next: RATE_HINT,
        line,
      })
    } catch (error) {
      if (!(error instanceof Clash)) throw error
      found.push({says: `${error.message} in '${name}'${shown()}`, next: error.next, line})
    }
  }

  for (const quantity of model.quantities) {
    const unit = units.get(quantity.name) ?? null
    if (quantity.equation) check(quantity.name, quantity.equation, quantity.line, unit, quantity.name)
    if (quantity.initial) check(quantity.name, quantity.initial, quantity.line, unit, `initial ${quantity.name}`)
    if (quantity.kind !== "stock" || !unit || !time) continue
    const wanted = divide(unit, time)
    if (quantity.rate) check(quantity.name, quantity.rate, quantity.line, wanted, `change of ${quantity.name}`)
    for (const flow of [...(quantity.inflows ?? []), ...(quantity.outflows ?? [])]) {
      const flowUnit = units.get(flow)
      if (!flowUnit || sameUnit(flowUnit, wanted)) continue
      found.push({
        says: `The flow '${flow}' is in ${printUnit(flowUnit)}, but the stock '${quantity.name}' [${printUnit(unit)}] moves in ${printUnit(wanted)}`,
        next: `A flow is in its stock's unit per ${printUnit(time)}: correct one of the two units.`,
        line: quantity.line,
      })
    }
  }
  for (const event of model.events) {
    check(event.name, event.when, 0, null, "when")
    for (const effect of event.does) {
      const wanted = effect.act === "*=" ? dimensionless : (units.get(effect.quantity) ?? null)
      check(event.name, effect.amount, 0, wanted, `${effect.quantity} ${effect.act}`)
    }
  }
  return onceEach(found)
}

/** Whether an equation holds a number that is none, as readers leave where they could not read. */
function unread(expr: Expr): boolean {
  for (const part of partsOf(expr, "first")) if (part.op === "number" && Number.isNaN(part.value)) return true
  return false
}

/**
 * One equation of an array is many quantities of one line: its mistake is said once, of the first element, with the
 * number of the others.
 */
function onceEach(found: readonly Mismatch[]): Mismatch[] {
  const bare = (says: string) => withoutBrackets(says).split("\n")[0]!
  const causes = new Map<string, {first: Mismatch; others: number}>()
  for (const mismatch of found) {
    const key = mismatch.line > 0 ? `${mismatch.line} ${bare(mismatch.says)}` : mismatch.says
    const cause = causes.get(key)
    if (cause) cause.others++
    else causes.set(key, {first: mismatch, others: 0})
  }
  return [...causes.values()].map(({first, others}) =>
    others === 0 ? first : {...first, says: `${first.says}\n  and ${others} more of the same line`},
  )
}

/**
 * The unit of time of an imported model: null, so that nothing is said of rates, where the file gives none that any
 * of its units mentions.
 */
function timeUnit(model: Model, unitOf: (text: string) => Unit | null): Unit | null {
  const unit = unitOf(model.time.unit)
  if (unit?.length !== 1) return null
  const word = unit[0]![0]
  const mentioned = model.quantities.some((quantity) => unitOf(quantity.unit)?.some(([name]) => name === word))
  return mentioned ? unit : null
}

type Context = {
  readonly units: ReadonlyMap<string, Unit>
  readonly tables: ReadonlyMap<string, Unit>
  /** null: not known. */
  readonly time: Unit | null
  readonly lenient: boolean
  /** Of lists of names whether all are in one unit. */
  readonly alike: Map<readonly string[], boolean>
}

/** Whether every row of a sum's term goes through elements in one unit. */
function isAlike(term: Summand, context: Context): boolean {
  switch (term.op) {
    case "row": {
      const known = context.alike.get(term.names)
      if (known !== undefined) return known
      const first = context.units.get(term.names[0]!)
      const alike = term.names.every((name) => {
        const unit = context.units.get(name)
        return unit === first || (unit !== undefined && first !== undefined && sameUnit(unit, first))
      })
      context.alike.set(term.names, alike)
      return alike
    }
    case "unary":
      return isAlike(term.of, context)
    case "binary":
      return isAlike(term.left, context) && isAlike(term.right, context)
    default:
      return true
  }
}

function measureOf(expr: Expr, context: Context): Measure {
  switch (expr.op) {
    case "number":
      return null
    case "time":
      return context.time ? [context.time] : UNKNOWN
    case "name": {
      // A name the model does not have is refused elsewhere, once.
      const unit = context.units.get(expr.name)
      return unit ? [unit] : context.lenient ? UNKNOWN : null
    }
    case "unary": {
      const of = measureOf(expr.of, context)
      return expr.fn === "not" ? [dimensionless] : of
    }
    case "binary": {
      // A sum of ten thousand terms leans to the left: down that side without recursion.
      const spine: Extract<Expr, {op: "binary"}>[] = []
      let at: Expr = expr
      for (; at.op === "binary"; at = at.left) spine.push(at)
      let measure = measureOf(at, context)
      for (let node = spine.pop(); node; node = spine.pop())
        measure = measureOfBinary(node, measure, measureOf(node.right, context))
      return measure
    }
    case "call": {
      // Elements of one array are nearly always in one unit: then one turn of a sum stands for all.
      const sum = arraySumOf(expr)
      if (sum && isAlike(sum.term, context)) return measureOfCall(expr.fn, [sum.at(0)], context)
      return measureOfCall(expr.fn, expr.args, context)
    }
    case "lookup": {
      measureOf(expr.of, context)
      // A slope, an area or an inverse is in units of the table's x, which nobody declares.
      if (expr.how !== "value" && expr.how !== "extend" && expr.how !== "last" && expr.how !== "next") return UNKNOWN
      const unit = context.tables.get(expr.table)
      // A table of plain numbers gives whatever its author meant by them.
      return unit && unit.length > 0 ? [unit] : context.lenient ? UNKNOWN : null
    }
  }
}

function measureOfBinary(expr: Extract<Expr, {op: "binary"}>, left: Measure, right: Measure): Measure {
  switch (expr.fn) {
    case "+":
    case "-": {
      if (left === null && right === null) return null
      const verb = expr.fn === "+" ? "add" : "subtract"
      const one = pure(left, expr.left)
      const other = pure(right, expr.right)
      const sum = shared(one, other)
      if (sum) return sum
      const [a, b] = expr.fn === "+" ? [either(one), either(other)] : [either(other), either(one)]
      throw new Clash(`Cannot ${verb} ${a} ${expr.fn === "+" ? "to" : "from"} ${b}`, hint(one, other))
    }
    case "*":
      return combine(left, right, multiply)
    case "/": {
      const quotient = combine(left, right, divide)
      const reference = right === null && left !== null && !(expr.left.op === "binary" && "*/".includes(expr.left.fn))
      return reference ? distinct([...quotient!, dimensionless]) : quotient
    }
    case "^": {
      if (right !== null && right.length > 0 && !right.some((unit) => unit.length === 0))
        throw new Clash(`Cannot raise to a power in ${either(right)}`, "An exponent is a pure number.")
      if (left === null || left.length === 0) return left
      if (expr.right.op === "number") {
        const exponent = expr.right.value
        return distinct(left.map((unit) => power(unit, exponent)))
      }
      if (left.some((unit) => unit.length === 0)) return [dimensionless]
      throw new Clash(
        `Cannot raise ${either(left)} to a power that is not a plain number`,
        "Divide it by a reference level first, so that it is a pure number.",
      )
    }
    case "and":
    case "or":
      return [dimensionless]
    default:
      if (shared(left, right)) return [dimensionless]
      if (left === null && right === null) return [dimensionless]
      throw new Clash(`Cannot compare ${either(left)} with ${either(right)}`, RATE_HINT)
  }
}

function measureOfCall(name: string, args: readonly Expr[], context: Context): Measure {
  const rule = functions.get(name)
  // The parser knows every function; a tree built in memory, or of a file with mistakes, may still name none.
  if (!rule && context.lenient) return UNKNOWN
  if (!rule) throw new Error(`no function ${name}`)
  const measures = args.map((argument) => measureOf(argument, context))
  let same: Measure = null
  measures.forEach((measure, i) => {
    const wanted = rule.units[Math.min(i, rule.units.length - 1)]!
    if (measure === null || measure.length === 0 || wanted === "any") return
    if (wanted === "same") {
      const both = shared(same, measure)
      if (!both) throw new Clash(`${name}() mixes ${either(same)} with ${either(measure)}`, RATE_HINT)
      same = both
      return
    }
    const needed = wanted === "time" ? context.time : dimensionless
    if (!needed || measure.some((unit) => sameUnit(unit, needed))) return
    throw new Clash(
      `${argumentName(rule, i)} of ${name}() is in ${either(measure)}, not ${wanted === "time" ? printUnit(needed) : "a pure number"}`,
      wanted === "time"
        ? "Delays and dates are in the model's own unit of time."
        : "Divide it by a reference level first.",
    )
  })
  return resultOf(rule, measures, same, context)
}

function resultOf(rule: FunctionRule, measures: readonly Measure[], same: Measure, context: Context): Measure {
  switch (rule.result) {
    case "same":
      return same
    case "none":
      return [dimensionless]
    case "root":
      return same && distinct(same.map((unit) => power(unit, 0.5)))
    case "slope":
      return same && (context.time ? distinct(same.map((unit) => multiply(unit, context.time!))) : UNKNOWN)
    case "rate":
      return same && (context.time ? distinct(same.map((unit) => divide(unit, context.time!))) : UNKNOWN)
    case "time":
      return context.time ? [context.time] : UNKNOWN
    case "free":
      return UNKNOWN
    case "lookup":
      // A table of plain numbers gives whatever its author meant by them.
      return null
    case "quotient": {
      const quotient = combine(measures[0]!, measures[1]!, divide)
      const otherwise = measures[2] ?? null
      if (quotient === null) return null
      const both = shared(quotient, otherwise)
      if (!both) throw new Clash(`${rule.name}() gives ${either(quotient)}, or else ${either(otherwise)}`, RATE_HINT)
      return both
    }
  }
}

/** A bare number in a sum is a pure number, unless it is 0. */
function pure(measure: Measure, expr: Expr): Measure {
  return measure === null && !(expr.op === "number" && expr.value === 0) ? [dimensionless] : measure
}

/** What two measures agree on: null and what is not known agree with anything; undefined when there is nothing. */
function shared(a: Measure, b: Measure): Measure | undefined {
  if (a === null) return b ?? undefined
  if (b === null) return a
  if (a.length === 0) return b
  if (b.length === 0) return a
  const both = a.filter((unit) => b.some((other) => sameUnit(unit, other)))
  return both.length > 0 ? both : undefined
}

function combine(a: Measure, b: Measure, how: (a: Unit, b: Unit) => Unit): Measure {
  if (a === null && b === null) return null
  return distinct((a ?? [dimensionless]).flatMap((x) => (b ?? [dimensionless]).map((y) => how(x, y))))
}

function distinct(units: readonly Unit[]): Unit[] {
  const kept: Unit[] = []
  for (const unit of units)
    if (kept.length < MOST_ALTERNATIVES && !kept.some((other) => sameUnit(unit, other))) kept.push(unit)
  return kept
}

function either(measure: Measure): string {
  if (measure === null) return "a bare number"
  return measure.map((unit) => (unit.length === 0 ? "a pure number" : printUnit(unit))).join(" or ")
}

function hint(one: Measure, other: Measure): string {
  const number = [one, other].some((measure) => measure?.every((unit) => unit.length === 0))
  return number
    ? "Make the number a parameter with that unit, or divide the other side by a reference level."
    : RATE_HINT
}

function argumentName(rule: FunctionRule, index: number): string {
  return `\`${(rule.args[Math.min(index, rule.args.length - 1)] ?? "").replace(/[[\]]/g, "")}\``
}

/** An equation with the unit of every name beside it. */
function annotated(expr: Expr, context: Context): string {
  const text = showExpression(expr, (name) => {
    const unit = context.units.get(name)
    return unit ? `${name} [${printUnit(unit)}]` : name
  })
  return text.length > LONGEST_SHOWN ? `${text.slice(0, LONGEST_SHOWN)} ...` : text
}
