// One equation of a .mdl, taken apart. In: the tokens of an entry, up to its first `~`. Out: what stands before the sign,
// and what behind it: a stock, a lookup, a list of numbers, data; or a subscript range with its elements and mappings.
//
// Whatever is not of that form is a mistake of this entry alone (formula.ts); where the entry stands, and what
// surrounds it, is mdl.ts.

import {MISSING} from "../../core/missing.ts"
import {
  bareVariable,
  type Dimension,
  nameKey,
  type RealityCheck,
  type Spot,
  type Subscript,
  type Term,
  type Variable,
} from "../blueprint/blueprint.ts"
import type {Formula} from "../blueprint/formula.ts"
import {binary, isConstant, num} from "../blueprint/terms.ts"
import {shown} from "../blueprint/tokens.ts"

/** Elements that ranges like (a1-a1000) may make in one file; beyond it the range is a slip. */
const MOST_ELEMENTS = 1_000_000

/** The part of an equation before its sign. */
export type LeftSide = {
  readonly name: string
  readonly subscripts: readonly Subscript[]
  readonly except: readonly (readonly Subscript[])[]
  readonly between: Variable["between"] | null
  readonly at: Spot
}

/** What stands before the sign. */
export function leftSide(formula: Formula): LeftSide {
  const at = formula.here()
  const token = formula.next()
  if (token.kind !== "name")
    formula.fail(
      `Expected the name of a variable, found ${shown(token)}`,
      "An entry begins with a name; one that holds other signs than letters, digits and blanks goes in quotes.",
      at,
    )
  const subscripts = formula.at("[") ? formula.subscripts() : []
  const except: Subscript[][] = []
  let between: Variable["between"] | null = null
  for (;;) {
    if (formula.take("EXCEPT")) {
      except.push(formula.subscripts())
      while (formula.take(",")) except.push(formula.subscripts())
    } else if (formula.take("INTERPOLATE")) between = "line"
    else if (formula.take("HOLD BACKWARD")) between = "last"
    else if (formula.take("LOOK FORWARD")) between = "next"
    else if (formula.take("RAW")) between = "none"
    else break
  }
  return {name: token.text, subscripts, except, between, at}
}

/** From the sign on; what it makes of the variable. */
export function rightSide(
  formula: Formula,
  left: LeftSide,
): Pick<Variable, "kind" | "equation" | "initial" | "points" | "fixed" | "game"> {
  if (formula.done) return {kind: "data", equation: null}
  if (formula.at("(")) return lookup(formula)
  const sign = formula.next()
  if (!(sign.kind === "sign" && (sign.text === "=" || sign.text === "==" || sign.text === ":="))) {
    formula.fail(
      `Expected = after '${left.name}', found ${shown(sign)}`,
      "Write name = equation; a name that holds other signs goes in quotes.",
      formula.place(sign.from),
    )
  }
  if (formula.done)
    formula.fail(
      `Nothing stands behind the ${sign.text} of '${left.name}'`,
      "Write its equation.",
      formula.place(sign.from),
      "exchange/not-written",
    )
  const fixed = sign.text === "==" ? {fixed: true} : {}
  const own = formula.peek()
  const key = own.kind === "name" && !own.quoted && formula.peek(1).text === "(" ? nameKey(own.text) : ""
  if (key === "integ") return {...stock(formula), ...fixed}
  if (key === "sinteg") return {...restrictedStock(formula, left), ...fixed}
  // Points behind the sign: a lookup that was typed like a variable.
  if (formula.at("[") || (formula.at("(") && pointsAhead(formula))) {
    const points = formula.points(null)
    formula.finish()
    return {kind: "lookup", equation: null, points}
  }
  const played = key === "game" ? gameOf(formula) : null
  const equation = played ?? formula.expressionOrList()
  formula.finish()
  const game = played ? {game: true} : {}
  if (sign.text === ":=" || left.between) return {kind: dataKind(equation), equation, ...game}
  return {kind: kindOf(equation), equation, ...fixed, ...game}
}

/** `GAME(x)` and nothing else; else null, and nothing is taken. */
function gameOf(formula: Formula): Term | null {
  const mark = formula.mark()
  formula.next()
  formula.expect("(", "after GAME")
  const inside = formula.expression()
  if (formula.take(")") && formula.done) return inside
  formula.back(mark)
  return null
}

function pointsAhead(formula: Formula): boolean {
  const first = formula.peek(1).text
  return first === "[" || (first === "(" && formula.peek(2).kind === "number" && formula.peek(3).text === ",")
}

function stock(formula: Formula): Pick<Variable, "kind" | "equation" | "initial"> {
  const at = formula.here()
  formula.next()
  formula.expect("(", "after INTEG")
  const rate = formula.expression()
  if (!formula.take(","))
    formula.fail(
      "INTEG takes a rate and an initial value, found only one argument",
      "Write INTEG(rate, initial value).",
      at,
      "exchange/arguments",
    )
  // The initial values of an array may be a list of numbers.
  const initial = formula.expressionOrList()
  formula.expect(")", "to close INTEG")
  if (!formula.done)
    formula.fail(
      `INTEG is followed by ${shown(formula.peek())}`,
      "INTEG(rate, initial value) must be the whole right side of its equation.",
      at,
    )
  return {kind: "stock", equation: rate, initial}
}

/**
 * `SINTEG(rate, initial, min, max, quant, spec, thresh)`: a stock kept between two numbers, and at `spec` where it
 * comes nearer to it than `thresh`. Said by its rate: what brings it there in one step.
 */
function restrictedStock(formula: Formula, left: LeftSide): Pick<Variable, "kind" | "equation" | "initial"> {
  const at = formula.here()
  formula.next()
  formula.expect("(", "after SINTEG")
  const given = [formula.expression()]
  while (formula.take(",")) given.push(formula.expression())
  formula.expect(")", "to close SINTEG")
  const [rate, initial, ...bounds] = given
  const [min, max, quant, spec, thresh, ...more] = bounds.map((bound) =>
    bound.op !== "number" ? undefined : bound.value === MISSING ? null : bound.value,
  )
  const undone = [min, max, quant, spec, thresh].includes(undefined) || more.length > 0 || !formula.done
  if (!rate || !initial || undone)
    formula.fail(
      "SINTEG not called as Vensim calls it",
      "Write SINTEG(rate, initial, min, max, quant, spec, thresh), the last five numbers or :NA:, and nothing behind it.",
      at,
      "exchange/arguments",
    )
  if (quant !== null)
    formula.fail(
      "SINTEG in multiples of a quantum is none that Brink can run: Vensim's reference does not say which way it rounds",
      "Write :NA: for quant, and QUANTUM where the whole number is read.",
      at,
      "exchange/unsupported",
    )
  const call = (fn: string, ...args: readonly Term[]): Term => ({op: "call", fn, args, at})
  const within = (x: Term): Term => {
    let kept = x
    if (max != null) kept = call("min", kept, num(max))
    if (min != null) kept = call("max", kept, num(min))
    if (spec == null || thresh == null) return kept
    return call("if", binary(call("abs", binary(kept, "-", num(spec))), "<", num(thresh)), num(spec), kept)
  }
  if (within(rate) === rate) return {kind: "stock", equation: rate, initial}
  const now: Term = {op: "name", name: left.name, subscripts: left.subscripts, at}
  const step = call("time_step")
  const next = within(binary(now, "+", binary(rate, "*", step)))
  const net = binary(binary(next, "-", now), "/", step)
  return {kind: "stock", equation: net, initial: within(initial)}
}

/** `name( [(0,0)-(10,10)],(1,2),(3,4) )`, or a call that says where the points are. */
function lookup(formula: Formula): Pick<Variable, "kind" | "equation" | "points"> {
  formula.expect("(", "before the points")
  if (formula.peek().kind === "name") {
    const equation = formula.expression()
    formula.expect(")", "after where the points come from")
    formula.finish()
    return {kind: "lookup", equation}
  }
  const points = formula.points(")")
  formula.expect(")", "after the points")
  formula.finish()
  return {kind: "lookup", equation: null, points}
}

function externalOf(term: Term): string {
  const call = term.op === "call" ? /^get_[a-z0-9]+_(data|constants|lookups|subscript)$/u.exec(term.fn) : null
  return call?.[1] ?? ""
}

/** What an equation behind `=` makes its variable. */
function kindOf(equation: Term): Variable["kind"] {
  const external = externalOf(equation)
  if (external === "constants") return "constant"
  if (external === "lookups") return "lookup"
  if (external === "data") return "data"
  return isConstant(equation) ? "constant" : "auxiliary"
}

/** What an equation behind `:=` makes it. */
function dataKind(equation: Term): Variable["kind"] {
  const external = externalOf(equation)
  return external === "constants" ? "constant" : external === "lookups" ? "lookup" : "data"
}

/** How many elements ranges have made in a file so far. */
export type ElementCount = {made: number}

/** `: a, b, (c1-c9) -> other, (another: x, y, z)` or `<-> other`, behind the name of a dimension. */
export function dimensionSide(
  formula: Formula,
  count: ElementCount,
): Pick<Dimension, "elements" | "mappings" | "alias" | "from"> {
  if (formula.take("<->")) {
    const alias = formula.elementName()
    formula.finish()
    return {elements: [], mappings: [], alias}
  }
  formula.expect(":", "after the name of a subscript range")
  const token = formula.peek()
  const called = token.kind === "name" && formula.peek(1).text === "(" && formula.peek(1).kind === "sign"
  const from = called ? formula.expression() : undefined
  const elements = called ? [] : elementList(formula, count)
  const mappings = formula.take("->") ? mappingList(formula, count) : []
  formula.finish()
  return {elements, mappings, ...(from ? {from} : {})}
}

function elementList(formula: Formula, count: ElementCount): string[] {
  const elements: string[] = []
  for (;;) {
    if (formula.take("(")) {
      const at = formula.here()
      const from = formula.elementName()
      formula.expect("-", "between the ends of a range")
      const to = formula.elementName()
      formula.expect(")", "after a range")
      for (const name of range(formula, from, to, at, count)) elements.push(name)
    } else elements.push(formula.elementName())
    if (!formula.take(",")) break
    // A comma at the end of the list is harmless.
    if (formula.done || formula.at("->")) break
  }
  return elements
}

/** `a1-a10`: the elements between, numbered. */
function range(formula: Formula, from: string, to: string, at: Spot, count: ElementCount): string[] {
  const start = numbered(from)
  const stop = numbered(to)
  if (!start || !stop || nameKey(start.stem) !== nameKey(stop.stem) || stop.number < start.number)
    formula.fail(
      `'${from}-${to}' is no range of elements`,
      "Both ends have the same name with numbers behind it, the smaller one first: (a1-a10).",
      at,
    )
  const size = stop.number - start.number + 1
  count.made += size
  if (count.made > MOST_ELEMENTS)
    formula.fail(
      `'${from}-${to}' would make ${size} elements; one file may have ${MOST_ELEMENTS}`,
      "Is one of its numbers a slip?",
      at,
      "exchange/too-large",
    )
  const width = start.digits.startsWith("0") ? start.digits.length : 0
  return Array.from({length: size}, (_, i) => start.stem + String(start.number + i).padStart(width, "0"))
}

/** The stem and number of `sector12`. */
function numbered(name: string): {stem: string; digits: string; number: number} | null {
  let at = name.length
  while (at > 0 && name.charCodeAt(at - 1) >= 48 && name.charCodeAt(at - 1) <= 57) at--
  const digits = name.slice(at)
  // Fifteen digits are exact in a double.
  if (digits === "" || digits.length > 15) return null
  return {stem: name.slice(0, at), digits, number: Number(digits)}
}

function mappingList(formula: Formula, count: ElementCount): {to: string; elements?: string[]}[] {
  const mappings: {to: string; elements?: string[]}[] = []
  for (;;) {
    if (formula.take("(")) {
      const to = formula.elementName()
      formula.expect(":", "between the dimension and its elements")
      mappings.push({to, elements: elementList(formula, count)})
      formula.expect(")", "after the mapped elements")
    } else mappings.push({to: formula.elementName()})
    if (!formula.take(",")) break
  }
  return mappings
}

/**
 * `out = DELAYP(in, time : held)` is a DELAY3 that also tells what is under way: held' = in - out, in * time at the
 * start. It is taken apart into these two; null of any other equation.
 */
export function pipeline(variable: Variable): readonly [out: Variable, held: Variable] | null {
  const {equation, name, subscripts} = variable
  if (equation?.op !== "apply" || nameKey(equation.name) !== "delayp") return null
  const [input, time, held, ...more] = equation.args
  if (!input || !time || held?.op !== "name" || more.length > 0) return null
  const {at} = equation
  return [
    {...variable, equation: {op: "call", fn: "delay3", args: [input, time], at}},
    {
      ...bareVariable(held.name, held.at),
      subscripts: held.subscripts,
      kind: "stock",
      equation: binary(input, "-", {op: "name", name, subscripts, at}),
      initial: binary(input, "*", time),
      source: variable.source,
    },
  ]
}

/** `a = x :AND: b = y`: what is set to what. */
export function testInputs(formula: Formula): RealityCheck["sets"] {
  const sets: RealityCheck["sets"][number][] = []
  const rest = [formula.expression()]
  for (let next = rest.pop(); next; next = rest.pop()) {
    if (next.op === "binary" && next.fn === "and") rest.push(next.right, next.left)
    else if (next.op === "binary" && next.fn === "==" && next.left.op === "name")
      sets.push({name: next.left.name, subscripts: next.left.subscripts, to: next.right})
    else formula.fail("A test input that sets nothing", "Write variable = expression.")
  }
  formula.finish()
  return sets
}
