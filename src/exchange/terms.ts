// Small pieces to make and change terms with. Writers use them where a tool says a thing another way: in goes a
// term, out comes one of the same value, to the last bit.
//
// Sums of ten thousand terms lean to the left, so everything here goes down that side without recursion.

import type {Subscript, Term} from "./blueprint.ts"

type BinarySign = Extract<Term, {op: "binary"}>["fn"]

/** The place of what no file holds. */
export const NOWHERE = {line: 0, column: 0} as const

/** A number as a term; one below 0 under a minus, as an equation writes it. */
export const num = (value: number): Term =>
  value < 0 || Object.is(value, -0) ? {op: "unary", fn: "-", of: {op: "number", value: -value}} : {op: "number", value}

export const named = (name: string, subscripts: readonly Subscript[] = []): Term => ({
  op: "name",
  name,
  subscripts,
  at: NOWHERE,
})

export const call = (fn: string, ...args: readonly Term[]): Term => ({op: "call", fn, args, at: NOWHERE})

export const binary = (left: Term, fn: BinarySign, right: Term): Term => ({op: "binary", fn, left, right})

export const negative = (of: Term): Term => ({op: "unary", fn: "-", of})

/** `condition`, then, else. */
export const choose = (condition: Term, then: Term, otherwise: Term): Term => call("if", condition, then, otherwise)

/**
 * A term with each of its parts changed by `change`, from the inside out: `change` sees a node whose parts are
 * changed already, and hands it back or another in its place.
 */
export function changed(term: Term, change: (node: Term) => Term): Term {
  switch (term.op) {
    case "number":
    case "time":
    case "text":
      return change(term)
    case "name":
      return change({...term, subscripts: changedSubscripts(term.subscripts, change)})
    case "unary":
      return change({...term, of: changed(term.of, change)})
    case "binary": {
      const spine: Extract<Term, {op: "binary"}>[] = []
      let at: Term = term
      for (; at.op === "binary"; at = at.left) spine.push(at)
      let left = changed(at, change)
      for (let node = spine.pop(); node; node = spine.pop())
        left = change({...node, left, right: changed(node.right, change)})
      return left
    }
    case "call":
      return change({...term, args: term.args.map((arg) => changed(arg, change))})
    case "apply":
      return change({
        ...term,
        subscripts: changedSubscripts(term.subscripts, change),
        args: term.args.map((arg) => changed(arg, change)),
      })
    case "points":
      return change({...term, of: changed(term.of, change)})
    case "list":
      return change({...term, values: term.values.map((value) => changed(value, change))})
  }
}

/** As `changed`, for what stands in brackets behind a name. */
export function changedSubscripts(
  subscripts: readonly Subscript[],
  change: (node: Term) => Term,
): readonly Subscript[] {
  return subscripts.map((one) => {
    if (one.kind === "range") return {...one, from: changed(one.from, change), to: changed(one.to, change)}
    return one.kind === "term" ? {...one, term: changed(one.term, change)} : one
  })
}

/** Every node of a term, the whole of it first among those that hold it; for looking, not for changing. */
export function visit(term: Term, see: (node: Term) => void): void {
  changed(term, (node) => {
    see(node)
    return node
  })
}

const ZERO: Term = {op: "number", value: 0}
const ONE: Term = {op: "number", value: 1}
const greater = (a: Term, b: Term): Term => binary(a, ">", b)

/**
 * Functions of Brink's language by what they are made of, with the very operations the engine does, in its order, so
 * that the formula gives the function's bits. `null` where the number of arguments has no formula.
 */
const formulas: ReadonlyMap<string, (args: readonly Term[]) => Term | null> = new Map<
  string,
  (args: readonly Term[]) => Term | null
>([
  ["clamp", ([x, low, high]) => call("max", low!, call("min", high!, x!))],
  ["saturate", ([z]) => binary(ONE, "/", binary(ONE, "+", call("exp", negative(z!))))],
  ["safe_divide", ([a, b, otherwise]) => choose(binary(b!, "==", ZERO), otherwise ?? ZERO, binary(a!, "/", b!))],
  ["sign", ([x]) => choose(greater(x!, ZERO), ONE, choose(binary(x!, "<", ZERO), num(-1), ZERO))],
  ["mean", (args) => binary(sumOf(args), "/", num(args.length))],
  ["sum", (args) => sumOf(args)],
  ["product", (args) => args.reduce((left, right) => binary(left, "*", right))],
  ["floor", ([x]) => choose(greater(call("trunc", x!), x!), binary(call("trunc", x!), "-", ONE), call("trunc", x!))],
  ["ceil", ([x]) => choose(binary(call("trunc", x!), "<", x!), binary(call("trunc", x!), "+", ONE), call("trunc", x!))],
])

function sumOf(args: readonly Term[]): Term {
  return args.reduce((left, right) => binary(left, "+", right))
}

/**
 * A term in which calls that a tool does not know are written out by their formula, as often as it takes.
 *
 * @param knows whether the tool has the function, called with that many arguments.
 * @param missing hears of each function that the tool does not know and that no formula makes up for.
 */
export function spellOut(
  term: Term,
  knows: (fn: string, count: number) => boolean,
  missing: (fn: string) => void,
): Term {
  return changed(term, (node) => {
    if (node.op !== "call" || knows(node.fn, node.args.length)) return node
    const made = formulas.get(node.fn)?.(node.args) ?? null
    if (made) return spellOut(made, knows, missing)
    missing(node.fn)
    return node
  })
}
