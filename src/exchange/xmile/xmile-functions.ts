// XMILE's functions and Brink's, in one table that is read both ways: the reader turns a call of
// XMILE into one of Brink's language, the writer turns it back. A row says how each is called;
// an argument keeps its name on both sides, so the order may differ and a fixed number may stand
// where the other side has none.
//
// Sources: XMILE 1.0 (OASIS, 2015), 3.5 and 3.7.1, and, marked `isee`, the functions of Stella
// that models in that format commonly call. What neither has is written `brink.name(...)`: 3.2.2.3
// lets a vendor's functions stand in a namespace of their own.

import {nearest} from "../../core/fault.ts"
import {groupBy} from "../../core/grouping.ts"
import {type Dimension, nameKey, type Points, type Spot, type Term} from "../blueprint/blueprint.ts"
import type {Mistake, Vocabulary} from "../blueprint/formula.ts"
import {same, sameTerms} from "../blueprint/likeness.ts"
import {binary, choose, call as made, NOWHERE, num} from "../blueprint/terms.ts"
import {readVensimCall} from "../vensim/vensim-functions.ts"

/** A function of XMILE beside Brink's. */
type XmileFunction = {
  /** In capitals, as XMILE writes it. */
  readonly name: string
  /** Whose it is: `std` is XMILE 1.0 itself. */
  readonly of: "std" | "isee"
  readonly args: readonly Parameter[]
  /** In Brink's language. */
  readonly fn: string
  /** Brink's arguments in order: the name of one of `args`, or a fixed number. */
  readonly gives: readonly (string | number)[]
}

type Parameter = {
  readonly name: string
  /** May be left out; `otherwise` says what it is then, where Brink's function needs it. */
  readonly optional: boolean
  readonly otherwise: string | number | null
}

/** Above and below every number of a model: where XMILE's distributions have no bounds and Brink's have. */
const FAR = 1e300

/** `..., [initial=x]`: an argument that may be left out, and which other one then stands for it. */
function row(of: XmileFunction["of"], xmile: string, brink: string): XmileFunction {
  const [name, params] = parts(xmile)
  const [fn, gives] = parts(brink)
  return {
    name,
    of,
    fn,
    args: params.map((param) => {
      const [word, otherwise] = param.replace(/[[\]]/g, "").split("=")
      const number = Number(otherwise)
      return {
        name: word!,
        optional: param.startsWith("["),
        otherwise: otherwise === undefined ? null : Number.isNaN(number) ? otherwise : number,
      }
    }),
    gives: gives.map((given) =>
      given === "-far" ? -FAR : given === "far" ? FAR : Number.isNaN(Number(given)) ? given : Number(given),
    ),
  }
}

function parts(signature: string): [string, string[]] {
  const open = signature.indexOf("(")
  const inside = signature.slice(open + 1, -1)
  return [signature.slice(0, open), inside === "" ? [] : inside.split(", ")]
}

/** The table. Where two rows give one function of Brink's, the writer takes the first that fits. */
export const xmileFunctions: readonly XmileFunction[] = [
  row("std", "ABS(x)", "abs(x)"),
  row("std", "ARCCOS(x)", "acos(x)"),
  row("std", "ARCSIN(x)", "asin(x)"),
  row("std", "ARCTAN(x)", "atan(x)"),
  row("std", "COS(x)", "cos(x)"),
  row("std", "EXP(x)", "exp(x)"),
  row("std", "INT(x)", "floor(x)"),
  row("std", "LN(x)", "ln(x)"),
  row("isee", "LOGN(x)", "ln(x)"),
  row("std", "LOG10(x)", "log10(x)"),
  row("std", "MAX(a, ...)", "max(a, ...)"),
  row("std", "MIN(a, ...)", "min(a, ...)"),
  row("std", "MAX(a)", "vmax(a)"),
  row("std", "MIN(a)", "vmin(a)"),
  row("std", "SIN(x)", "sin(x)"),
  row("std", "SQRT(x)", "sqrt(x)"),
  row("std", "TAN(x)", "tan(x)"),
  row("isee", "SINH(x)", "sinh(x)"),
  row("isee", "COSH(x)", "cosh(x)"),
  row("isee", "TANH(x)", "tanh(x)"),
  row("isee", "ARCTAN2(y, x)", "atan2(y, x)"),
  row("isee", "ROUND(x)", "round(x)"),
  row("isee", "ROOT(x, n)", "root(x, n)"),
  row("isee", "FACTORIAL(n)", "factorial(n)"),
  row("isee", "GAMMALN(x)", "gamma_ln(x)"),
  row("isee", "INVNORM(p, [mean=0], [sd=1])", "normal_quantile(p, mean, sd)"),
  row("isee", "FV(rate, periods, payment, present)", "future_value(rate, periods, payment, present)"),
  row("isee", "PV(rate, periods, payment, future)", "present_value(rate, periods, payment, future)"),
  row("isee", "PMT(rate, periods, present, future)", "payment(rate, periods, present, future)"),
  row("isee", "COMBINATIONS(n, k)", "combinations(n, k)"),
  row("isee", "PERMUTATIONS(n, k)", "permutations(n, k)"),
  row("isee", "SAFEDIV(a, b, [otherwise])", "safe_divide(a, b, otherwise)"),
  row("isee", "IF_THEN_ELSE(condition, then, else)", "if(condition, then, else)"),
  row("std", "DELAY(x, tau, [initial])", "delay_fixed(x, tau, initial)"),
  row("std", "DELAY1(x, tau, [initial])", "delay(x, tau, initial)"),
  row("std", "DELAY3(x, tau, [initial])", "delay3(x, tau, initial)"),
  row("std", "DELAYN(x, tau, n, [initial=x])", "delay_n(x, tau, initial, n)"),
  row("std", "SMTH1(x, tau, [initial])", "smooth(x, tau, initial)"),
  row("std", "SMTH3(x, tau, [initial])", "smooth3(x, tau, initial)"),
  row("std", "SMTHN(x, tau, n, [initial=x])", "smooth_n(x, tau, initial, n)"),
  row("std", "TREND(x, tau, [initial])", "trend(x, tau, initial)"),
  row("std", "FORCST(x, tau, horizon, [initial])", "forecast(x, tau, horizon, initial)"),
  row("isee", "NPV(stream, rate, [initial=0], [factor=1])", "npv(stream, rate, initial, factor)"),
  row("std", "PULSE(volume, first, [interval])", "pulses(volume, first, interval)"),
  row("std", "RAMP(slope, from, [to=stop_time])", "ramp(slope, from, to)"),
  row("std", "STEP(height, at)", "step(height, at)"),
  row("std", "INIT(x)", "initial(x)"),
  row("std", "PREVIOUS(x, [initial])", "previous(x, initial)"),
  row("isee", "DERIVN(x, [1])", "derivative(x)"),
  row("isee", "COUNTER(start, end)", "counter(start, end)"),
  row("isee", "SINWAVE(amplitude, period)", "sinwave(amplitude, period)"),
  row("isee", "COSWAVE(amplitude, period)", "coswave(amplitude, period)"),
  row("isee", "HISTORY(x, time)", "history(x, time)"),
  row("isee", "LOOKUPINV(curve, y)", "lookup_inverse(curve, y)"),
  row("isee", "LOOKUPAREA(curve, [to], [from])", "graph_area(curve, to, from)"),
  row("isee", "LOOKUPXY(x, places, heights)", "graph_xy(x, places, heights)"),
  row("isee", "INTERPOLATE(a, ...)", "interpolate(a, ...)"),
  row("std", "SUM(a, ...)", "sum(a, ...)"),
  row("std", "MEAN(a, ...)", "mean(a, ...)"),
  row("isee", "PROD(a, ...)", "product(a, ...)"),
  row("std", "SIZE(a)", "size(a)"),
  row("std", "STDDEV(a, ...)", "standard_deviation(a, ...)"),
  row("std", "RANK(a, rank, [second])", "array_rank(a, rank, second)"),
  row("std", "RANDOM(low, high, [seed])", "random_uniform(low, high, seed)"),
  row("isee", "UNIFORM(low, high, [seed])", "random_uniform(low, high, seed)"),
  row("std", "NORMAL(mean, sd, [seed])", "random_normal(-far, far, mean, sd, seed)"),
  row("isee", "NORMAL(mean, sd, seed, low, high)", "random_normal(low, high, mean, sd, seed)"),
  row("std", "LOGNORMAL(mean, sd, [seed])", "random_lognormal(mean, sd, seed)"),
  row("std", "EXPRND(mean, [seed])", "random_exponential(0, far, 0, mean, seed)"),
  row("std", "POISSON(mean, [seed])", "random_poisson(0, far, mean, 0, 1, seed)"),
  row("isee", "BETA(a, b, [seed])", "random_beta(0, 1, a, b, 0, 1, seed)"),
  row("isee", "BINOMIAL(n, p, [seed])", "random_binomial(0, far, p, n, 0, 1, seed)"),
  row("isee", "NEGBINOMIAL(n, p, [seed])", "random_negative_binomial(0, far, p, n, 0, 1, seed)"),
  row("isee", "GAMMA(shape, [scale=1], [seed])", "random_gamma(0, far, shape, 0, scale, seed)"),
  row("isee", "GEOMETRIC(p, [seed])", "random_geometric(p, seed)"),
  row("isee", "LOGISTIC(mean, scale, [seed])", "random_logistic(mean, scale, seed)"),
  row("isee", "PARETO(shape, scale, [seed])", "random_pareto(shape, scale, seed)"),
  row("isee", "TRIANGULAR(low, peak, high, [seed])", "random_triangular(low, high, low, peak, high, seed)"),
  row("isee", "WEIBULL(shape, scale, [seed])", "random_weibull(0, far, shape, 0, scale, seed)"),
]

const byXmile: ReadonlyMap<string, readonly XmileFunction[]> = groupBy(xmileFunctions, ({name}) => name)
const byBrink: ReadonlyMap<string, readonly XmileFunction[]> = groupBy(xmileFunctions, ({fn}) => fn)

/** XMILE's words that are values: written without brackets, though `PI()` occurs. */
const words: ReadonlyMap<string, (at: Spot) => Term> = new Map<string, (at: Spot) => Term>([
  ["time", () => ({op: "time"})],
  ["dt", (at) => ({op: "call", fn: "time_step", args: [], at})],
  ["starttime", (at) => ({op: "call", fn: "start_time", args: [], at})],
  ["stoptime", (at) => ({op: "call", fn: "stop_time", args: [], at})],
  ["pi", () => ({op: "number", value: Math.PI})],
  ["inf", () => ({op: "number", value: Number.MAX_VALUE})],
  // Runs before this one: none, as each run of Brink's stands alone.
  ["runcount", () => ({op: "number", value: 0})],
  ["sensiruncount", () => ({op: "number", value: 0})],
  ["sensiruntotal", () => ({op: "number", value: 0})],
])

/** Functions of Brink's without arguments that XMILE writes as a word. */
const wordOf: ReadonlyMap<string, string> = new Map([
  ["time_step", "DT"],
  ["start_time", "STARTTIME"],
  ["stop_time", "STOPTIME"],
])

/** Functions of Stella that are short for an expression. */
const shorthands: ReadonlyMap<string, (args: readonly Term[]) => Term | null> = new Map<
  string,
  (args: readonly Term[]) => Term | null
>([
  ["PERCENT", ([x]) => (x ? binary(x, "*", num(100)) : null)],
  // Of a first run, which every run of Brink's is.
  ["ENDVAL", ([x, initial]) => (x ? (initial ?? made("initial", x)) : null)],
  ["NORMALCDF", ([left, right, mean, sd]) => (left && right ? normalBetween(left, right, mean, sd) : null)],
  // Grows by that percentage in a unit of time, whatever the step is.
  [
    "CGROWTH",
    ([percent]) =>
      percent
        ? binary(
            binary(binary(binary(num(1), "+", binary(percent, "/", num(100))), "^", made("time_step")), "-", num(1)),
            "/",
            made("time_step"),
          )
        : null,
  ],
  // Per unit of time, as its NPV discounts.
  [
    "IRR",
    ([stream, missing]) =>
      stream
        ? binary(
            made(
              "internal_rate",
              stream,
              made("time_step"),
              num(0),
              made("start_time"),
              binary(missing ?? num(0), "*", made("time_step")),
            ),
            "/",
            made("time_step"),
          )
        : null,
  ],
  ["SWITCH", ([a, b]) => (a && b ? choose(binary(a, ">", b), num(1), num(0)) : null)],
  // A resource shared out along a dimension; Vensim's ALLOCATE BY PRIORITY says the same in another order.
  [
    "ALLOCATE",
    ([supply, along, demand, priority, width]) =>
      supply && along && demand && priority && width
        ? made("allocate_by_priority", eachOf(demand), eachOf(priority), made("size", along), width, supply)
        : null,
  ],
  // The chance is per unit of time, in per cent.
  [
    "MONTECARLO",
    ([p, ...seed]) =>
      p ? made("random_chance", binary(binary(p, "/", num(100)), "*", made("time_step")), ...seed) : null,
  ],
])

/** How likely a normal number lies between two. */
function normalBetween(left: Term, right: Term, mean: Term = num(0), sd: Term = num(1)): Term {
  return binary(made("normal_cdf", right, mean, sd), "-", made("normal_cdf", left, mean, sd))
}

/** `a[dimension.*]` as `a[dimension]`: the array along the dimension of the left side. */
function eachOf(term: Term): Term {
  if (term.op !== "name") return term
  return {...term, subscripts: term.subscripts.map((one) => (one.kind === "over" ? {...one, kind: "name"} : one))}
}

/** The namespace under which functions that XMILE lacks are written. */
export const OWN = "brink."

/** Names (by `nameKey`) that mean something else in an equation, so that a variable called so stands in quotes. */
export const xmileReserved: ReadonlySet<string> = new Set([
  ...xmileFunctions.map((one) => nameKey(one.name)),
  ...words.keys(),
  ...["lookup", "self", "nan", "and", "or", "not", "mod", "if", "then", "else", "std"],
])

/**
 * How XMILE writes a call of Brink's: its name, or null where it has none like it. A word without brackets comes
 * with `args` null.
 */
export function spellXmile(
  fn: string,
  args: readonly Term[],
): {name: string; args: readonly Term[] | null; of: "std" | "isee"} | null {
  const word = wordOf.get(fn)
  if (word !== undefined && args.length === 0) return {name: word, args: null, of: "std"}
  if (fn === "lookup" && args.length === 2) return {name: "LOOKUP", args, of: "isee"}
  for (const one of byBrink.get(fn) ?? []) {
    const spelt = inverse(one, args)
    if (spelt && readsAs(one.name, spelt, fn, args)) return {name: one.name, args: spelt, of: one.of}
  }
  return null
}

/** Whether the reader takes `name(spelt)` for `fn(args)`. */
function readsAs(name: string, spelt: readonly Term[], fn: string, args: readonly Term[]): boolean {
  for (const one of byXmile.get(name) ?? []) {
    const given = forward(one, spelt)
    if (given)
      return (
        (overArray(name, spelt) && !one.fn.startsWith("v") ? `v${one.fn}` : one.fn) === fn && sameTerms(given, args)
      )
  }
  return false
}

/** MIN and MAX of a single argument can only be meant over an array. */
function overArray(name: string, args: readonly Term[]): boolean {
  return (name === "MIN" || name === "MAX") && args.length === 1
}

/** The XMILE arguments that `forward` makes `given` from; null when there are none. */
function inverse(one: XmileFunction, given: readonly Term[]): readonly Term[] | null {
  if (one.args.at(-1)?.name === "...") return given.length >= one.args.length - 1 ? given : null
  if (given.length > one.gives.length) return null
  const bound = new Map<string, Term>()
  for (const [i, wanted] of one.gives.entries()) {
    const arg = given[i]
    if (typeof wanted === "number") {
      if (arg?.op !== "number" || arg.value !== wanted) return null
      continue
    }
    if (arg === undefined) continue
    const before = bound.get(wanted)
    if (before && !same(before, arg)) return null
    bound.set(wanted, arg)
  }
  const written = one.args.map((param) => (FIXED.test(param.name) ? num(Number(param.name)) : bound.get(param.name)))
  // Arguments at the end that say what goes without saying are left out.
  while (written.length > 0) {
    const param = one.args[written.length - 1]!
    const last = written.at(-1)
    if (!param.optional || FIXED.test(param.name)) break
    if (last !== undefined && !(param.otherwise !== null && same(last, otherwise(param, bound)))) break
    written.pop()
  }
  const args = written.map((arg, i) => arg ?? otherwise(one.args[i]!, bound))
  return args.every((arg) => arg !== null) && args.length >= one.args.filter((param) => !param.optional).length
    ? args
    : null
}

/** A number as the name of an argument: the only value of it that Brink's function has. */
const FIXED = /^\d+$/

function otherwise(param: Parameter, bound: ReadonlyMap<string, Term>): Term | null {
  if (param.otherwise === null) return null
  if (typeof param.otherwise === "number") return num(param.otherwise)
  return bound.get(param.otherwise) ?? made(param.otherwise)
}

/** Brink's arguments from XMILE's; null when their number fits no form of the function. */
function forward(one: XmileFunction, args: readonly Term[]): readonly Term[] | null {
  if (one.args.at(-1)?.name === "...") return args.length >= one.args.length - 1 ? args : null
  const least = one.args.filter((param) => !param.optional).length
  if (args.length < least || args.length > one.args.length) return null
  const bound = new Map<string, Term>()
  for (const [i, param] of one.args.entries()) {
    const arg = args[i] ?? otherwise(param, bound)
    if (FIXED.test(param.name)) {
      if (arg && !(arg.op === "number" && arg.value === Number(param.name))) return null
      continue
    }
    if (arg) bound.set(param.name, arg)
  }
  const given: Term[] = []
  for (const wanted of one.gives) {
    const arg = typeof wanted === "number" ? num(wanted) : bound.get(wanted)
    // What is left out at the end is left out in Brink's language as well.
    if (arg === undefined) break
    given.push(arg)
  }
  return given
}

/** How a file's equations differ from XMILE's plain words. */
type Accent = {
  /** They are Vensim's own words. */
  readonly vensim: boolean
  /** Of `dimension.element` its number, from 1 (3.7.1). */
  readonly places: ReadonlyMap<string, number>
}

/** Where each element stands in each dimension, by `dimension.element`. */
export function placesIn(dimensions: readonly Dimension[]): ReadonlyMap<string, number> {
  const places = new Map<string, number>()
  for (const {name, elements} of dimensions)
    for (const [i, element] of elements.entries()) places.set(`${nameKey(name)}.${nameKey(element)}`, i + 1)
  return places
}

/** How many arguments a function takes, in words. */
function arity(rows: readonly XmileFunction[]): string {
  return rows
    .map((one) => `${one.name}(${one.args.map((arg) => (arg.optional ? `[${arg.name}]` : arg.name)).join(", ")})`)
    .join(" or ")
}

/**
 * What words stand for in the equations of one XMILE model.
 *
 * @param knows   whether the model has a variable, macro or module of that name: its own names come first (3.2.2.3).
 * @param callable names that may be called besides functions, for suggestions.
 * @param accent how this file speaks, beside XMILE.
 */
export function xmileVocabulary(
  knows: (key: string) => boolean,
  callable: () => Iterable<string>,
  accent: Accent = {vensim: false, places: new Map()},
): Vocabulary {
  return {
    word(name) {
      if (name.includes(".")) {
        const place = accent.places.get(nameKey(name).replace(/(?:(?<!\s)\s+)?\.\s*/, "."))
        if (place !== undefined) return num(place)
      }
      const key = nameKey(name).replace(/^(?:std|isee)\s*\.\s*/, "")
      const word = words.get(key)
      return word && !knows(nameKey(name)) ? word(NOWHERE) : null
    },
    call(name, args, at, report) {
      const key = nameKey(name)
      if (key.startsWith(OWN)) return own(key.slice(OWN.length).replaceAll(" ", "_"), args, at, report)
      if (knows(key)) return null
      const plain = key.replace(/^(?:std|isee)\s*\.\s*/, "")
      const word = words.get(plain)
      if (word && args.length === 0) return word(at)
      const upper = plain.replaceAll(" ", "_").toUpperCase()
      const foreign = accent.vensim || !byXmile.has(upper) ? readVensimCall(plain, args, at, report) : null
      if (upper === "LOOKUP" && args.length === 2) return lookup(args, at, report)
      const short = shorthands.get(upper)?.(args)
      if (short) return short
      if (foreign) return foreign
      const rows = byXmile.get(upper)
      if (!rows) {
        const near = nearest(upper, [...byXmile.keys(), ...callable()])
        report({
          code: "exchange/unknown-function",
          says: `No function, macro or graphical function is called '${name}'`,
          next:
            near.length > 0
              ? `Did you mean ${near.map((one) => `'${one}'`).join(", ")}?`
              : "Define a macro of that name, or write the equation without it.",
          at,
          grave: true,
        })
        return null
      }
      for (const one of rows) {
        const given = forward(one, args)
        if (given) return {op: "call", fn: overArray(upper, args) ? `v${one.fn}` : one.fn, args: given, at}
      }
      report({
        code: "exchange/arguments",
        says: `${upper} is given ${args.length === 1 ? "1 argument" : `${args.length} arguments`}; it is called ${arity(rows)}`,
        next: "Give it those.",
        at,
        grave: true,
      })
      return {op: "call", fn: rows[0]!.fn, args, at}
    },
  }
}

/** LOOKUP(curve, x): the curve's name applied to x. */
function lookup(args: readonly Term[], at: Spot, report: (mistake: Mistake) => void): Term {
  const [curve, x] = args
  if (curve?.op === "name")
    return {op: "apply", name: curve.name, subscripts: curve.subscripts, args: [x!], at: curve.at}
  report({
    code: "exchange/arguments",
    says: "The first argument of LOOKUP is not the name of a graphical function",
    next: "Give the graphical function a name and write that.",
    at,
    grave: true,
  })
  return {op: "call", fn: "lookup", args, at}
}

/** `brink.name(...)`: Brink's own functions, points and lists inside an equation. */
function own(fn: string, args: readonly Term[], at: Spot, report: (mistake: Mistake) => void): Term {
  if (fn === "list") return {op: "list", values: args}
  if (fn !== "with_lookup") return {op: "call", fn, args, at}
  const points = pointsFrom(args)
  if (points) return {op: "points", of: args[0]!, points}
  report({
    code: "exchange/points",
    says: "brink.with_lookup is not given its argument, two rules, a box and pairs of numbers",
    next: "Write the file anew.",
    at,
    grave: true,
  })
  return {op: "call", fn: "lookup", args, at}
}

/** Points as arguments of `brink.with_lookup`: x, between, beyond, four numbers of the box or none, then pairs. */
export function pointsArguments(of: Term, {x, y, between, beyond, box}: Points): readonly Term[] {
  return [
    of,
    {op: "text", text: between},
    {op: "text", text: beyond},
    {op: "text", text: box ? "box" : "no box"},
    ...(box ?? []).map(num),
    ...x.flatMap((value, i) => [num(value), num(y[i]!)]),
  ]
}

function pointsFrom(args: readonly Term[]): Points | null {
  const text = (i: number) => (args[i]?.op === "text" ? (args[i] as {text: string}).text : "")
  const between = text(1)
  const beyond = text(2)
  if (between !== "line" && between !== "last" && between !== "next") return null
  if (beyond !== "hold" && beyond !== "extend") return null
  const numbers: number[] = []
  for (const arg of args.slice(4)) {
    if (arg.op !== "number") return null
    numbers.push(arg.value)
  }
  const boxed = text(3) === "box"
  if (!boxed && text(3) !== "no box") return null
  const pairs = boxed ? numbers.slice(4) : numbers
  if (pairs.length === 0 || pairs.length % 2 !== 0 || (boxed && numbers.length < 4)) return null
  return {
    x: pairs.filter((_, i) => i % 2 === 0),
    y: pairs.filter((_, i) => i % 2 === 1),
    between,
    beyond,
    ...(boxed ? {box: numbers.slice(0, 4) as [number, number, number, number]} : {}),
  }
}
