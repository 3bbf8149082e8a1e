// Small pieces to make and change terms with. Writers use them where a tool says a thing another way: in goes a
// term, out comes one of the same value, to the last bit.
//
// Sums of ten thousand terms lean to the left, so everything here goes down that side without recursion.

import type {Subscript, Term} from "./blueprint.ts"

type BinarySign = Extract<Term, {op: "binary"}>["fn"]

/** The place of what no file holds. */
export const NOWHERE = {line: 0, column: 0} as const

/** A number. */
export const num = (value: number): Term => ({op: "number", value})

/** A name, with its subscripts. */
export const named = (name: string, subscripts: readonly Subscript[] = []): Term => ({
  op: "name",
  name,
  subscripts,
  at: NOWHERE,
})

/** A call of a function, under its name in the language. */
export const call = (fn: string, ...args: readonly Term[]): Term => ({op: "call", fn, args, at: NOWHERE})

/** Two terms with an operator between them. */
export const binary = (left: Term, fn: BinarySign, right: Term): Term => ({op: "binary", fn, left, right})

const negative = (of: Term): Term => ({op: "unary", fn: "-", of})

/** `condition`, then, else. */
export const choose = (condition: Term, then: Term, otherwise: Term): Term => call("if", condition, then, otherwise)

/**
 * A term with each of its parts changed by `change`, from the inside out: `change` sees a node whose parts are
 * changed already, and hands it back or another in its place.
 *
 * @param whole parts that stay as they are, with all that is in them.
 */
export function changed(term: Term, change: (node: Term) => Term, whole: (node: Term) => boolean = () => false): Term {
  if (whole(term)) return term
  switch (term.op) {
    case "number":
    case "time":
    case "text":
      return change(term)
    case "name":
      return change({...term, subscripts: changedSubscripts(term.subscripts, change, whole)})
    case "unary":
      return change({...term, of: changed(term.of, change, whole)})
    case "binary": {
      const spine: Extract<Term, {op: "binary"}>[] = []
      let at: Term = term
      for (; at.op === "binary"; at = at.left) spine.push(at)
      let left = changed(at, change, whole)
      for (let node = spine.pop(); node; node = spine.pop())
        left = change({...node, left, right: changed(node.right, change, whole)})
      return left
    }
    case "call":
      return change({...term, args: term.args.map((arg) => changed(arg, change, whole))})
    case "apply":
      return change({
        ...term,
        subscripts: changedSubscripts(term.subscripts, change, whole),
        args: term.args.map((arg) => changed(arg, change, whole)),
      })
    case "points":
      return change({...term, of: changed(term.of, change, whole)})
    case "list":
      return change({...term, values: term.values.map((value) => changed(value, change, whole))})
  }
}

/** As `changed`, for what stands in brackets behind a name. */
function changedSubscripts(
  subscripts: readonly Subscript[],
  change: (node: Term) => Term,
  whole: (node: Term) => boolean,
): readonly Subscript[] {
  return subscripts.map((one) => {
    if (one.kind === "range")
      return {...one, from: changed(one.from, change, whole), to: changed(one.to, change, whole)}
    return one.kind === "term" ? {...one, term: changed(one.term, change, whole)} : one
  })
}

/** A number or a list of numbers, written out. */
export function isConstant(term: Term): boolean {
  return term.op === "number" || (term.op === "list" && term.values.every((value) => value.op === "number"))
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

/** What a call is made of, from its arguments; null where the number of arguments has no formula. */
export type Formula = (args: readonly Term[]) => Term | null

const chained =
  (fn: "min" | "max"): Formula =>
  (args) =>
    args.length > 2 ? args.reduce((left, right) => call(fn, left, right)) : args.length === 1 ? args[0]! : null

const floored = (x: Term): Term =>
  choose(greater(call("trunc", x), x), binary(call("trunc", x), "-", ONE), call("trunc", x))

/**
 * Functions of Brink's language by what they are made of, with the very operations the engine does, in its order, so
 * that the formula gives the function's bits.
 */
const formulas: ReadonlyMap<string, Formula> = new Map<string, Formula>([
  ["min", chained("min")],
  ["max", chained("max")],
  ["clamp", ([x, low, high]) => call("max", low!, call("min", high!, x!))],
  ["saturate", ([z]) => binary(ONE, "/", binary(ONE, "+", call("exp", negative(z!))))],
  ["safe_divide", ([a, b, otherwise]) => choose(binary(b!, "==", ZERO), otherwise ?? ZERO, binary(a!, "/", b!))],
  ["sign", ([x]) => choose(greater(x!, ZERO), ONE, choose(binary(x!, "<", ZERO), num(-1), ZERO))],
  ["mean", (args) => (args.length > 1 ? binary(sumOf(args), "/", num(args.length)) : null)],
  ["sum", (args) => (args.length > 1 ? sumOf(args) : null)],
  ["product", (args) => (args.length > 1 ? args.reduce((left, right) => binary(left, "*", right)) : null)],
  ["floor", ([x]) => floored(x!)],
  ["ceil", ([x]) => choose(binary(call("trunc", x!), "<", x!), binary(call("trunc", x!), "+", ONE), call("trunc", x!))],
  [
    "future_value",
    ([rate, periods, payment, present]) =>
      choose(
        binary(rate!, "==", ZERO),
        negative(binary(present!, "+", binary(payment!, "*", periods!))),
        negative(binary(binary(present!, "*", growth(rate!, periods!)), "+", saved(rate!, periods!, payment!))),
      ),
  ],
  [
    "present_value",
    ([rate, periods, payment, future]) =>
      choose(
        binary(rate!, "==", ZERO),
        negative(binary(binary(payment!, "*", periods!), "+", future!)),
        binary(negative(binary(saved(rate!, periods!, payment!), "+", future!)), "/", growth(rate!, periods!)),
      ),
  ],
  [
    "payment",
    ([rate, periods, present, future]) =>
      choose(
        binary(rate!, "==", ZERO),
        binary(negative(binary(present!, "+", future!)), "/", periods!),
        binary(
          negative(binary(binary(present!, "*", growth(rate!, periods!)), "+", future!)),
          "/",
          binary(binary(growth(rate!, periods!), "-", ONE), "/", rate!),
        ),
      ),
  ],
  ["mod", ([x, y]) => binary(x!, "-", binary(y!, "*", floored(binary(x!, "/", y!))))],
])

/** (1 + rate) ^ periods. */
function growth(rate: Term, periods: Term): Term {
  return binary(binary(ONE, "+", rate), "^", periods)
}

/** What payments have grown to: payment / rate * (growth - 1). */
function saved(rate: Term, periods: Term, payment: Term): Term {
  return binary(binary(payment, "/", rate), "*", binary(growth(rate, periods), "-", ONE))
}

function sumOf(args: readonly Term[]): Term {
  return args.reduce((left, right) => binary(left, "+", right))
}

/** How a tool says what it has no function for. */
export type Words = {
  /** Whether the tool has the function, called with these arguments. */
  knows(fn: string, args: readonly Term[]): boolean
  /** What else says the same there; tried before `formulas`. */
  readonly own: ReadonlyMap<string, Formula>
  /** Hears of each function that the tool has no way to say. */
  missing(fn: string): void
}

/** A term in which calls that a tool does not know are written out by their formula, as often as it takes. */
export function spellOut(term: Term, words: Words): Term {
  return changed(term, (node) => {
    if (node.op !== "call" || words.knows(node.fn, node.args)) return node
    const made = words.own.get(node.fn)?.(node.args) ?? formulas.get(node.fn)?.(node.args) ?? null
    if (made) return spellOut(made, words)
    words.missing(node.fn)
    return node
  })
}
