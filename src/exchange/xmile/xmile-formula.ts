// Terms as XMILE writes them. In: a term of a blueprint. Out: the text of an equation, with brackets only where the
// tree needs them, in two voices: `plain`, what other tools read, as near as XMILE's own words come; and `exact`,
// which Brink reads back as the very same tree. Where the two are the same text, nothing else need be written.
//
// Precedence is that of the reader (formula.ts): OR; AND; = <>; < <= > >=; + -; * / MOD; unary - and NOT; ^.

import {inQuotes, nameKey, type Subscript, type Term, unquoted} from "../blueprint/blueprint.ts"
import {binary, call, choose, type Formula, num, spellOut} from "../blueprint/terms.ts"
import {OWN, pointsArguments, spellXmile, xmileReserved} from "./xmile-functions.ts"

const ATOM = 9
const POWER = 8
const MINUS = 7
const PRODUCT = 6
const BRANCHES = 0

const SIGNS: ReadonlyMap<string, readonly [text: string, binds: number]> = new Map([
  ["or", [" OR ", 1]],
  ["and", [" AND ", 2]],
  ["==", [" = ", 3]],
  ["!=", [" <> ", 3]],
  ["<", [" < ", 4]],
  ["<=", [" <= ", 4]],
  [">", [" > ", 4]],
  [">=", [" >= ", 4]],
  ["+", [" + ", 5]],
  ["-", [" - ", 5]],
  ["*", ["*", PRODUCT]],
  ["/", ["/", PRODUCT]],
  ["^", ["^", POWER]],
])

/** Identifiers of XMILE 1.0, 3.2.2.1, and the same with dots between them. */
const PLAIN = /^[\p{L}_][\p{L}\p{M}\p{Nd}_$]*(?:\.[\p{L}_][\p{L}\p{M}\p{Nd}_$]*)*$/u

/** What a model knows of its names, for the words in which they are written. */
export type Names = {
  /** Names (by `nameKey`) of macros: `m(x)` calls one; any other `f(x)` reads a graphical function. */
  readonly macros: ReadonlySet<string>
  /** Variables, macros and modules: where one is called like a function of XMILE's, the function gets its namespace. */
  readonly taken: ReadonlySet<string>
  /** The dimensions that a variable is declared with, by `nameKey`; null in a place that is none. */
  readonly dimensionsOf: (name: string) => readonly (string | null)[] | undefined
}

/** What the plain voice could not say, for the notes. */
export type Inexact = {
  /** A function under Brink's own name. */
  functions: Set<string>
  /** A part of a dimension that is run over. */
  parts: Set<string>
  /** Points inside an expression. */
  points: boolean
}

/**
 * What XMILE says by other means than a function: near what the function gives, where it cannot be the same. The
 * exact voice names the function itself.
 */
const XMILE_WORDS: ReadonlyMap<string, Formula> = new Map<string, Formula>([
  ["zidz", ([a, b]) => call("safe_divide", a!, b!)],
  ["xidz", ([a, b, x]) => call("safe_divide", a!, b!, x!)],
  [
    "trunc",
    ([x]) =>
      choose(
        binary(x!, "<", num(0)),
        {op: "unary", fn: "-", of: call("floor", {op: "unary", fn: "-", of: x!})},
        call("floor", x!),
      ),
  ],
  ["ceil", ([x]) => ({op: "unary", fn: "-", of: call("floor", {op: "unary", fn: "-", of: x!})})],
  ["log", ([x, base]) => binary(call("ln", x!), "/", call("ln", base!))],
  ["remainder", ([x, y]) => binary(x!, "-", binary(y!, "*", call("trunc", binary(x!, "/", y!))))],
  ["quantum", ([x, q]) => choose(binary(q!, ">", num(0)), binary(q!, "*", call("trunc", binary(x!, "/", q!))), x!)],
  [
    "pulse",
    ([at, width]) =>
      choose(
        binary(
          binary({op: "time"}, ">=", at!),
          "and",
          binary({op: "time"}, "<", binary(at!, "+", call("max", width!, call("time_step")))),
        ),
        num(1),
        num(0),
      ),
  ],
  [
    "pulse_train",
    ([start, width, between, end]) =>
      choose(
        binary(
          binary(binary({op: "time"}, ">=", start!), "and", binary({op: "time"}, "<", end!)),
          "and",
          binary(call("mod", binary({op: "time"}, "-", start!), between!), "<", call("max", width!, call("time_step"))),
        ),
        num(1),
        num(0),
      ),
  ],
  ["step_begin", () => ({op: "time"})],
  ["sinh", ([x]) => binary(binary(call("exp", x!), "-", call("exp", {op: "unary", fn: "-", of: x!})), "/", num(2))],
  ["cosh", ([x]) => binary(binary(call("exp", x!), "+", call("exp", {op: "unary", fn: "-", of: x!})), "/", num(2))],
])

/** A number in the shortest form that reads back as the same double. */
export function xmileNumber(value: number): string {
  return Object.is(value, -0) ? "-0" : String(value)
}

/** A name as an equation writes it: words joined by `_`, in quotes where it is no plain identifier. */
export function xmileName(name: string): string {
  const joined = unquoted(name)
    .trim()
    .replace(/(?:\\n|[\s\u0000-\u001f\u00a0])+/gu, "_")
    .replace(/\ufeff/g, "")
  return PLAIN.test(joined) && !xmileReserved.has(nameKey(joined)) ? joined : inQuotes(joined)
}

/** Prints terms in both voices; one for each set of names. */
export class XmileFormula {
  private readonly names: Names
  private readonly inexact: Inexact
  /** Key of the variable whose equation is printed: its own last value is that of SELF (3.5.6). */
  self: string | null = null

  constructor(names: Names, inexact: Inexact) {
    this.names = names
    this.inexact = inexact
  }

  /** As other tools read it. */
  plain(term: Term): string {
    const spelt = spellOut(term, {
      knows: (fn, args) =>
        fn === "if" || (fn === "mod" && args.length === 2) || spellXmile(fn, args) !== null || !XMILE_WORDS.has(fn),
      own: XMILE_WORDS,
      missing: () => undefined,
    })
    return this.whole(spelt, false)
  }

  /** As Brink reads it back. */
  exact(term: Term): string {
    return this.whole(term, true)
  }

  private whole(term: Term, exact: boolean): string {
    if (term.op === "list") return term.values.map((value) => this.print(value, exact).text).join(", ")
    return this.print(term, exact).text
  }

  reference(name: string, subscripts: readonly Subscript[], exact: boolean): string {
    if (subscripts.length === 0) return xmileName(name)
    const dimensions = exact ? undefined : this.names.dimensionsOf(name)
    return `${xmileName(name)}[${subscripts.map((one, i) => this.subscript(one, exact, dimensions?.[i] ?? null)).join(", ")}]`
  }

  /** One index; `dimension` is what the array is declared with in that place. */
  subscript(one: Subscript, exact: boolean, dimension: string | null = null): string {
    switch (one.kind) {
      case "name":
        // An element called `1` is its own number: plainly written it is that number.
        return /^\d+$/.test(one.name) && !exact ? one.name : xmileName(one.name)
      case "over":
        if (!exact && dimension !== null && nameKey(dimension) === nameKey(one.name)) return "*"
        if (!exact) this.inexact.parts.add(one.name)
        return `*:${xmileName(one.name)}`
      case "all":
        return "*"
      case "range":
        return `${this.within(one.from, BRANCHES, exact)}:${this.within(one.to, BRANCHES, exact)}`
      case "term": {
        const text = this.print(one.term, exact).text
        return one.term.op === "name" && one.term.subscripts.length === 0 ? `(${text})` : text
      }
    }
  }

  private print(term: Term, exact: boolean): {text: string; binds: number} {
    switch (term.op) {
      case "number":
        return {text: xmileNumber(term.value), binds: term.value < 0 || Object.is(term.value, -0) ? MINUS : ATOM}
      case "time":
        return {text: this.names.taken.has("time") ? "std.TIME" : "TIME", binds: ATOM}
      case "name":
        return {text: this.reference(term.name, term.subscripts, exact), binds: ATOM}
      case "text":
        return {text: `'${term.text.replaceAll("'", "")}'`, binds: ATOM}
      case "unary":
        return {text: `${term.fn === "-" ? "-" : "NOT "}${this.within(term.of, MINUS + 1, exact)}`, binds: MINUS}
      case "binary":
        return this.binary(term, exact)
      case "call":
        return this.call(term, exact)
      case "apply":
        return this.apply(term, exact)
      case "points":
        if (!exact) this.inexact.points = true
        return {text: `${OWN}with_lookup(${this.list(pointsArguments(term.of, term.points), exact)})`, binds: ATOM}
      case "list":
        return {text: `${OWN}list(${this.list(term.values, exact)})`, binds: ATOM}
    }
  }

  private call(term: Extract<Term, {op: "call"}>, exact: boolean): {text: string; binds: number} {
    const {fn, args} = term
    if (fn === "if" && args.length === 3) {
      const [condition, then, otherwise] = args.map((arg) => this.within(arg, BRANCHES + 1, exact))
      return {text: `IF ${condition} THEN ${then} ELSE ${otherwise}`, binds: BRANCHES}
    }
    if (fn === "mod" && args.length === 2)
      return {
        text: `${this.within(args[0]!, PRODUCT, exact)} MOD ${this.within(args[1]!, PRODUCT + 1, exact)}`,
        binds: PRODUCT,
      }
    const [first, ...rest] = args
    if (!exact && fn === "previous" && first?.op === "name" && nameKey(first.name) === this.self)
      return {text: `PREVIOUS(${["SELF", ...rest.map((arg) => this.print(arg, exact).text)].join(", ")})`, binds: ATOM}
    const spelt = spellXmile(fn, args)
    if (spelt) {
      const name = this.names.taken.has(nameKey(spelt.name)) ? `std.${spelt.name}` : spelt.name
      return {text: spelt.args ? `${name}(${this.list(spelt.args, exact)})` : name, binds: ATOM}
    }
    if (!exact) this.inexact.functions.add(fn)
    return {text: `${OWN}${fn}(${this.list(args, exact)})`, binds: ATOM}
  }

  private apply(term: Extract<Term, {op: "apply"}>, exact: boolean): {text: string; binds: number} {
    if (this.names.macros.has(nameKey(term.name)) || term.args.length !== 1)
      return {text: `${this.reference(term.name, term.subscripts, exact)}(${this.list(term.args, exact)})`, binds: ATOM}
    const lookup = this.names.taken.has("lookup") ? "std.LOOKUP" : "LOOKUP"
    return {
      text: `${lookup}(${this.reference(term.name, term.subscripts, exact)}, ${this.print(term.args[0]!, exact).text})`,
      binds: ATOM,
    }
  }

  private list(args: readonly Term[], exact: boolean): string {
    return args.map((arg) => this.print(arg, exact).text).join(", ")
  }

  /** A part of an expression, in brackets where it binds less tightly than `least`. */
  private within(term: Term, least: number, exact: boolean): string {
    const {text, binds} = this.print(term, exact)
    return binds < least ? `(${text})` : text
  }

  /** Sums of ten thousand terms lean to the left: that side is gone down in a loop, not recursed into. */
  private binary(term: Extract<Term, {op: "binary"}>, exact: boolean): {text: string; binds: number} {
    const spine: Extract<Term, {op: "binary"}>[] = []
    let left: Term = term
    for (; left.op === "binary"; left = left.left) spine.push(left)
    const start = this.print(left, exact)
    const out: string[] = [start.text]
    let opened = 0
    let binds = start.binds
    for (let node = spine.pop(); node; node = spine.pop()) {
      const [sign, tightness] = SIGNS.get(node.fn)!
      // ^ groups to the right, everything else to the left.
      if (binds < tightness || (node.fn === "^" && binds <= tightness)) {
        opened++
        out.push(")")
      }
      const right = this.print(node.right, exact)
      // Two signs in a row (a - -b) some tools do not read.
      const bare = right.binds > tightness && right.binds !== MINUS ? true : node.fn === "^" && right.binds === POWER
      out.push(sign, bare ? right.text : `(${right.text})`)
      binds = tightness
    }
    return {text: "(".repeat(opened) + out.join(""), binds}
  }
}
