// Random models that between them call every function of the language, for holding one way
// of running a model against another. Nothing in them means anything: what is tried is that
// the same equations give the same bits, or the same failure.

import fc from "fast-check"
import {
  type Distribution,
  type Expr,
  type FunctionRule,
  functions,
  type LookupKind,
  type Method,
  type Model,
  type Quantity,
  type Table,
} from "../../src/model/index.ts"

const PARAMETERS = ["p0", "p1", "p2"]
const STOCKS = ["s0", "s1", "s2"]
const AUXILIARIES = ["a0", "a1", "a2", "a3", "a4", "a5"]
const TABLES = ["t0", "t1", "t2"]
const LOOKUPS: readonly LookupKind[] = ["value", "extend", "last", "next", "inverse", "slope", "area", "quantile"]

const call = (fn: string, ...args: Expr[]): Expr => ({op: "call", fn, args})
const num = (value: number): Expr => ({op: "number", value})
const value = fc.oneof(
  fc.integer({min: -4, max: 8}),
  fc.double({min: -3, max: 3, noNaN: true}),
  fc.constantFrom(0, -0, 0.25, 1e-9, 1e9),
)

const positive = (x: Expr) => call("sum", call("abs", x), num(0.5))
const share = (x: Expr) => call("clamp", x, num(0.1), num(0.9))
const small = (x: Expr) => call("clamp", x, num(-3), num(3))
const count = (x: Expr) => call("round", call("clamp", x, num(0), num(5)))
const same = (x: Expr) => x
const is = (value: number) => () => num(value)

/** What makes arguments such that the function has a value; the last one counts for all that follow. */
const SANE: Readonly<Record<string, readonly ((x: Expr) => Expr)[]>> = {
  sqrt: [positive],
  ln: [positive],
  log10: [positive],
  gamma_ln: [positive],
  log: [positive, is(3)],
  root: [positive, is(3)],
  factorial: [count],
  combinations: [count],
  permutations: [count],
  asin: [share],
  acos: [share],
  exp: [small],
  sinh: [small],
  cosh: [small],
  product: [small],
  mod: [same, positive],
  remainder: [same, positive],
  normal_cdf: [same, same, positive],
  normal_quantile: [share, same, positive],
  counter: [is(1), is(4)],
  sinwave: [same, positive],
  coswave: [same, positive],
  trend: [positive, same, share],
  forecast: [same, same, same, share],
  npv: [same, share, same],
  npve: [same, share, same],
  depreciate_straightline: [same, positive, is(1), same],
  future_value: [share, count, same],
  present_value: [share, count, same],
  payment: [share, positive, same],
  priority_share: [positive, same, positive, same],
  get_time_value: [is(1), count, count],
  delay_batch: [positive, positive, positive, count, count, count],
  delay_conveyor: [positive, positive, share, same, positive, positive],
  delay_information: [same, positive],
  delay_material: [same, positive],
  delay_fixed: [same, positive],
  random_uniform: [same],
  random_normal: [is(-5), is(9), same, positive],
  random_exponential: [is(-5), is(9), same, positive],
  random_lognormal: [positive],
  random_poisson: [is(-5), is(9), positive, same],
  random_gamma: [is(-5), is(9), positive, same],
  random_beta: [is(-5), is(9), positive, positive, same],
  random_binomial: [is(-5), is(9), share, count, same],
  random_negative_binomial: [is(-5), is(99), share, is(2), same],
  random_geometric: [share],
  random_triangular: [is(-5), is(9), is(-4), is(0), is(3)],
  random_weibull: [is(-5), is(9), positive, same],
  random_logistic: [same],
  random_pareto: [positive],
  random_chance: [share],
  random_pink_noise: [same, share, positive],
  "/": [same, positive],
  "^": [positive, small],
}

/** The same expression with its own arguments made sane. */
function sane(expr: Expr): Expr {
  const rules = expr.op === "call" ? SANE[expr.fn] : expr.op === "binary" ? SANE[expr.fn] : undefined
  if (!rules) return expr
  const put = (arg: Expr, i: number) =>
    arg.op === "number" && expr.op === "call" && i >= rules.length ? arg : rules[Math.min(i, rules.length - 1)]!(arg)
  if (expr.op === "call") return {...expr, args: expr.args.map(put)}
  return expr.op === "binary" ? {...expr, left: put(expr.left, 0), right: put(expr.right, 1)} : expr
}

/** Equations over `names`; most parts are held near 0, so that most runs go on for a while. */
function equations(names: readonly string[]): fc.Arbitrary<Expr> {
  const {tree} = fc.letrec<{tree: Expr}>((tie) => {
    const part = fc
      .tuple(tie("tree"), fc.boolean())
      .map(([expr, tame]): Expr => (tame ? call("clamp", expr, num(-3), num(4)) : expr))
    const ofRule = (rule: FunctionRule): fc.Arbitrary<Expr> => {
      const some = (least: number, most: number) => fc.array(part, {minLength: least, maxLength: most})
      if (rule.block) return wholeArrays(rule.name, part)
      if (rule.name === "conveyor")
        return fc
          .tuple(fc.integer({min: 0, max: 1}), part, fc.array(part, {minLength: 4, maxLength: 4}))
          .map(([which, x, [tau, initial, sample, halted]]) =>
            call(
              "conveyor",
              ...[num(which), x, positive(tau!), positive(initial!), sample!, halted!],
              ...[num(which), num(0.1), num(0), num(1)],
            ),
          )
      if (rule.name === "lookup")
        return part.map((x) => call("lookup", x, num(-1), num(2), num(0.5), num(-1), num(2), num(0)))
      if (rule.name === "history")
        return fc.tuple(part, fc.integer({min: -1, max: 4}), fc.boolean()).map(([x, when, ago]) => {
          const at: Expr = ago ? {op: "binary", fn: "-", left: {op: "time"}, right: num(when)} : num(when)
          return call("history", x, at)
        })
      if (rule.name === "internal_rate")
        return fc
          .tuple(part, fc.constantFrom(0.5, 1, 2), part)
          .map(([x, period, first]) => call("internal_rate", x, num(period), first, num(0), num(9)))
      if (rule.name === "smooth_n" || rule.name === "delay_n")
        return fc
          .tuple(part, fc.integer({min: 1, max: 4}), part, fc.integer({min: 1, max: 5}))
          .map(([x, tau, initial, n]) => call(rule.name, x, num(tau), initial, num(n)))
      if (/^(smooth|delay|trend|forecast)/.test(rule.name))
        return fc
          .tuple(part, fc.double({min: 0.3, max: 4, noNaN: true}), some(rule.least - 2, rule.most - 2))
          .map(([x, tau, rest]) => call(rule.name, x, num(tau), ...rest))
      if (rule.random)
        return fc
          .tuple(some(rule.most - 1, rule.most - 1), fc.option(fc.nat({max: 9}), {nil: undefined}))
          .map(([args, seed]) => call(rule.name, ...args, ...(seed === undefined ? [] : [num(seed)])))
      return some(rule.least, Math.min(rule.most, rule.least + 2)).map((args) => call(rule.name, ...args))
    }
    const mostly = (of: fc.Arbitrary<Expr>) =>
      fc.tuple(of, fc.integer({min: 0, max: 49})).map(([expr, n]) => (n === 0 ? expr : sane(expr)))
    const anyCall = mostly(fc.oneof(...[...functions.values()].map(ofRule)))
    return {
      tree: fc.oneof(
        {depthSize: "small"},
        fc.constantFrom(...names).map((name): Expr => ({op: "name", name})),
        value.map(num),
        fc.constant<Expr>({op: "time"}),
        part.map((of): Expr => ({op: "unary", fn: "-", of})),
        part.map((of): Expr => ({op: "unary", fn: "not", of})),
        mostly(
          fc.record({
            op: fc.constant("binary" as const),
            fn: fc.constantFrom("+", "-", "*", "/", "^", "<", "<=", ">", ">=", "==", "!=", "and", "or" as const),
            left: part,
            right: part,
          }),
        ),
        fc.record({
          op: fc.constant("lookup" as const),
          table: fc.constantFrom(...TABLES),
          how: fc.constantFrom(...LOOKUPS),
          of: part,
        }),
        {weight: 6, arbitrary: anyCall},
      ) as fc.Arbitrary<Expr>,
    }
  })
  return tree
}

/** A call of a function of whole arrays, two or three elements long. */
function wholeArrays(fn: string, part: fc.Arbitrary<Expr>): fc.Arbitrary<Expr> {
  const lengths: Record<string, (n: number) => number> = {
    vector_sort_order: (n) => n + 1,
    vector_rank: (n) => n + 1,
    vector_reorder: (n) => 2 * n,
    vector_elm_map: (n) => n + 1,
    vector_select: (n) => 2 * n + 3,
    array_rank: (n) => n + 1,
    allocate_available: (n) => 5 * n + 1,
    allocate_by_priority: (n) => 2 * n + 2,
    find_market_price: (n) => 5 * n + 5,
    demand_at_price: (n) => 5 * n + 1,
    supply_at_price: (n) => 5 * n + 1,
    invert_matrix: (n) => n * n,
    vector_lookup: (n) => n + 4,
    depreciate_by_schedule: (n) => 3 + 2 * n,
    interpolate: (n) => 2 * n + 2 ** n,
    rate_of_return: (n) => n + 3,
    market_priority: (n) => 2 * n + 2,
  }
  return fc.integer({min: 2, max: 3}).chain((n) => {
    const single = /select|array_rank|market|lookup|interpolate|return|schedule/.test(fn)
    const length = lengths[fn]!(n)
    const one = (arg: Expr, i: number): Expr => {
      if (fn === "vector_reorder" && i >= n) return num(i - n)
      if (fn === "vector_select" && i > 2 * n) return num(i === 2 * n + 1 ? n * 2 : 0)
      if (fn === "vector_lookup" && i > n) return num([-1, 2, i % 10][i - n - 1]!)
      if (fn === "depreciate_by_schedule" && i > 0 && i < 3 + n) return i === 2 ? num(0) : positive(arg)
      if (fn === "interpolate" && i < n) return num(2)
      if (fn === "invert_matrix") return i % (n + 1) === 0 ? call("sum", num(20), positive(arg)) : small(arg)
      // Of each profile the shape is one of five, and the width above 0.
      const inProfile = /available|market_price|price$/.test(fn) && i >= n && i < 5 * n
      if (inProfile && (i - n) % 4 === 0) return num((i + n) % 5)
      return inProfile || /allocate|price/.test(fn) ? positive(arg) : arg
    }
    return fc
      .tuple(fc.integer({min: 0, max: single ? 0 : n - 1}), fc.array(part, {minLength: length, maxLength: length}))
      .map(([at, args]) => call(fn, num(at), num(n), ...args.map(one)))
  })
}

const table = (name: string): fc.Arbitrary<Table> =>
  fc
    .record({
      x: fc
        .uniqueArray(fc.integer({min: -20, max: 20}), {minLength: 1, maxLength: 16})
        .map((x) => x.sort((a, b) => a - b).map((at) => at / 4)),
      between: fc.constantFrom("line", "last", "next", "none" as const),
      beyond: fc.constantFrom("hold", "extend", "none" as const),
      seed: fc.array(value, {minLength: 16, maxLength: 16}),
    })
    .map(({x, between, beyond, seed}) => ({
      name,
      unit: "1",
      x,
      y: x.map((_, i) => seed[i]!),
      between,
      beyond,
      because: [{assumed: "a test"}],
      line: 0,
    }))

const prior: fc.Arbitrary<Distribution> = fc.oneof(
  value.map((fixed): Distribution => ({kind: "fixed", value: fixed})),
  fc.constant<Distribution>({kind: "uniform", low: -1, high: 2}),
  fc.constant<Distribution>({kind: "normal", mean: 0, sd: 1}),
)

/** Any model: three stocks with flows or rates, six auxiliaries, three tables; a dozen steps by any method. */
export const anyModel: fc.Arbitrary<Model> = fc
  .record({
    priors: fc.tuple(prior, prior, prior),
    initials: fc.array(equations(PARAMETERS), {minLength: 3, maxLength: 3}),
    // Each auxiliary reads those before it, so that nothing waits for itself.
    auxiliaries: fc.tuple(
      ...AUXILIARIES.map((_, i) => equations([...PARAMETERS, ...STOCKS, ...AUXILIARIES.slice(0, i)])),
    ),
    flows: fc.array(equations([...PARAMETERS, ...STOCKS, ...AUXILIARIES]), {minLength: 2, maxLength: 2}),
    rate: fc.option(equations([...STOCKS, ...AUXILIARIES]), {nil: undefined}),
    tables: fc.tuple(...TABLES.map(table)),
    method: fc.constantFrom<Method>("euler", "rk2", "rk4"),
    step: fc.constantFrom(0.25, 0.5, 1),
    origin: fc.option(fc.constantFrom("2025-03-03", "1999-12-31"), {nil: undefined}),
    unit: fc.constantFrom("week", "month", "day", "year"),
  })
  .map((g): Model => {
    const common = {unit: "1", because: [{assumed: "a test"}], source: "", line: 0} as const
    const quantities: Quantity[] = [
      ...PARAMETERS.map((name, i): Quantity => ({...common, name, kind: "parameter", value: g.priors[i]!})),
      ...STOCKS.map(
        (name, i): Quantity => ({
          ...common,
          name,
          kind: "stock",
          initial: g.initials[i]!,
          inflows: i === 0 ? ["f0"] : [],
          outflows: i < 2 ? ["f1"] : [],
          ...(i === 2 && g.rate ? {rate: g.rate} : {}),
          ...(i === 1 ? {range: [-5, 5] as const} : {}),
        }),
      ),
      ...AUXILIARIES.map(
        (name, i): Quantity => ({
          ...common,
          name,
          kind: "auxiliary",
          equation: g.auxiliaries[i] as Expr,
          ...(i === 1 ? {inner: true as const} : {}),
        }),
      ),
      ...g.flows.map((equation, i): Quantity => ({...common, name: `f${i}`, kind: "flow", equation})),
    ]
    return {
      format: "brink/model@1",
      name: "any",
      time: {
        unit: g.unit,
        ...(g.origin === undefined ? {} : {origin: g.origin}),
        start: 0,
        stop: 12 * g.step,
        step: g.step,
        save: g.step,
        method: g.method,
      },
      quantities,
      contested: [],
      events: [],
      tables: g.tables as Table[],
    }
  })

/** Every function that `model` calls. */
export function callsIn(model: Model): Set<string> {
  const found = new Set<string>()
  const waiting: Expr[] = model.quantities.flatMap(({equation, initial, rate}) =>
    [equation, initial, rate].filter((expr) => expr !== undefined),
  )
  for (let next = waiting.pop(); next; next = waiting.pop()) {
    if (next.op === "call") {
      found.add(next.fn)
      waiting.push(...next.args)
    } else if (next.op === "binary") waiting.push(next.left, next.right)
    else if (next.op === "unary" || next.op === "lookup") waiting.push(next.of)
  }
  return found
}
