// Functions of whole arrays, laid out over numbers. In: a call as the tool writes it, arrays as arguments. Out: the
// same over the arrays' elements, in order.
//
// Sums, products, means and extremes take all numbers as arguments, from left to right as their dimensions run, the
// last fastest: the order in which they are added up is part of what is promised. Functions whose result is an array
// become one call for each element, `f(at, n, ...)`: which element (from 0), of how many, then the arrays' numbers;
// the engine works out those that share the rest together.

import {append} from "../../core/lists.ts"
import type {Expr} from "../../model/index.ts"
import {nameKey, type Subscript, type Term} from "../blueprint/blueprint.ts"
import type {Axis} from "../blueprint/dimensions.ts"
import {number} from "./expressions.ts"
import {openAxes, type Scope} from "./scope.ts"
import {type Expander, lengthOf, type Site} from "./site.ts"
import {termSum} from "./term-sums.ts"

type Call = Extract<Term, {op: "call"}>
type Name = Extract<Term, {op: "name"}>

/** Lays a call out; null where it is no array function after all (`max(a, b)` of two numbers). */
type Layout = (expansion: Expander, term: Call, site: Site) => Expr | null

/** With the arguments as a list: there are more of them than a call of the language can be given. */
const call = (fn: string, args: readonly Expr[]): Expr => ({op: "call", fn, args})

/** The open places of the array that a name means; none where it means nothing. */
function openIn({name}: Name, {scope}: Site): readonly Axis[] {
  const access = scope.find(name)
  return access ? openAxes(access) : []
}

/** The dimension that a subscript names, if it names one. */
function axisNamed(subscript: Subscript | undefined, {dimensions}: Scope): Axis | undefined {
  return subscript?.kind === "name" || subscript?.kind === "over"
    ? dimensions.axes.get(nameKey(subscript.name))
    : undefined
}

/** All numbers of one argument, in order. */
function spread(expansion: Expander, arg: Term, site: Site, call: Call): Expr[] {
  const values: Expr[] = []
  expansion.forEach(expansion.runs([arg], site), site, call.at, (inside) => {
    values.push(expansion.translate(arg, inside))
  })
  return values
}

/** A sum, kept as one term where all of its turns differ in nothing but the elements that they read. */
const sum: Layout = (expansion, term, site) => {
  const [arg] = term.args
  return (term.args.length === 1 && arg && termSum(expansion, arg, term, site)) || fold("sum", 0)(expansion, term, site)
}

/** A function of all numbers of all its arguments. */
function fold(fn: string, ofNone: number): Layout {
  return (expansion, term, site) => {
    const values = term.args.flatMap((arg) => spread(expansion, arg, site, term))
    if (values.length === 0) return number(ofNone)
    return call(fn, values)
  }
}

/** As `fold`, for a function that is also one of a few numbers: arrays among its arguments are spread. */
function foldOrPlain(fn: string): Layout {
  return (expansion, term, site) => {
    // What a function around it runs over already is one number here.
    const runs = term.args.flatMap((arg) => expansion.runs([arg], site))
    if (!runs.some((run) => run.kind === "wild" || !site.over.has(run.axis.key))) return null
    return call(
      fn,
      term.args.flatMap((arg) => spread(expansion, arg, site, term)),
    )
  }
}

/** How many elements: a dimension's, or an array's. */
const size: Layout = (expansion, term, site) => {
  const [arg] = term.args
  if (arg?.op === "name" && arg.subscripts.length === 0) {
    const axis = site.scope.dimensions.axes.get(nameKey(arg.name))
    if (axis) return number(axis.elements.length)
  }
  if (!arg) return null
  let count = 0
  expansion.forEach(expansion.runs([arg], site), site, term.at, () => {
    count++
  })
  return number(count)
}

/** The places of the left side: the dimension of each, and where the element at hand stands in it. */
function leftPlaces({instance, scope}: Site): {readonly axis: Axis; readonly at: number}[] {
  const {definition, elements, entry} = instance
  return elements.map((element, i) => {
    const axis = axisNamed(definition.variable.subscripts[i], scope) ?? entry.axes[i]!
    return {axis, at: axis.place.get(element) ?? 0}
  })
}

/** An array's numbers along its last place, and where in it the element at hand stands: null where nothing says so. */
type Vector = {readonly values: Expr[]; readonly at: number | null; readonly axis: Axis}

/** The array that an argument names, run along its last place; null where it names none. */
function vector(expansion: Expander, arg: Term | undefined, site: Site, term: Call): Vector | null {
  if (arg?.op !== "name") return null
  const open = openIn(arg, site)
  const place = open.at(-1)
  if (!place) return null
  const {dimensions} = site.scope
  const axis = axisNamed(arg.subscripts.at(-1), site.scope) ?? place
  const bound = site.over.get(axis.key) ?? dimensions.resolve(axis, site.bindings)
  const before: readonly Subscript[] =
    arg.subscripts.length > 0 ? arg.subscripts.slice(0, -1) : open.slice(0, -1).map(() => ({kind: "all"}) as const)
  const values = along(expansion, arg, before, axis, site, term)
  const at = (bound === null ? undefined : axis.place.get(bound)) ?? placeOnLeft(arg, axis, site)
  return {values, at, axis}
}

/**
 * Where the left side stands along a vector that it does not name: its last dimension has as many elements, and they
 * answer to the vector's one by one ("relative to the last subscript", Vensim's reference). Null where it has not, or
 * where that dimension already says which row of the array is meant.
 */
function placeOnLeft({subscripts}: Name, {elements}: Axis, site: Site): number | null {
  if (elements.length === 1) return 0
  const last = leftPlaces(site).at(-1)
  if (!last || last.axis.elements.length !== elements.length) return null
  const taken = subscripts.slice(0, -1).some((one) => axisNamed(one, site.scope) === last.axis)
  return taken ? null : last.at
}

/** An array's numbers along `axis` in its last place, with `before` in the others. */
function along(
  expansion: Expander,
  arg: Name,
  before: readonly Subscript[],
  axis: Axis,
  site: Site,
  term: Call,
): Expr[] {
  const at = (element: string): Expr =>
    expansion.translate({...arg, subscripts: [...before, {kind: "name", name: element}]}, site)
  // The elements along one row are the same for all that ask for it: what stands first in it says which row it is.
  const first = axis.elements.length > 0 ? at(axis.elements[0]!) : number(0)
  const row = first.op === "name" ? `${first.name}\n${axis.key}` : null
  const known = row === null ? undefined : expansion.rows.get(row)
  if (!expansion.spend(axis.elements.length, site, term.at)) return []
  if (known) return known
  const values = axis.elements.map((element, i) => (i === 0 ? first : at(element)))
  if (row !== null) expansion.rows.set(row, values)
  return values
}

function misused(expansion: Expander, term: Call, site: Site, what: string): Expr {
  return expansion.fail(
    site,
    term.at,
    "exchange/array-argument",
    `'${term.fn}' needs ${what}`,
    "Name an array with its subscripts there",
  )
}

/** A refusal of a function whose result is an array, on a left side that has no place for its elements. */
function misplaced(expansion: Expander, term: Call, site: Site, axis: Axis): Expr {
  return expansion.fail(
    site,
    term.at,
    "exchange/array-result",
    `'${term.fn}' gives ${axis.elements.length} numbers${axis.name === "" ? "" : `, one for each element of '${axis.name}'`}, and the last subscript of the left side is no dimension of that many elements`,
    "Let the left side end in the dimension of the array, or in one with as many elements",
  )
}

/** A function of vectors and numbers whose result is a vector along the first of them. */
function alongFirst(vectors: number): Layout {
  return (expansion, term, site) => {
    const arrays = term.args.slice(0, vectors).map((arg) => vector(expansion, arg, site, term))
    const [first] = arrays
    if (!first || arrays.includes(null))
      return misused(expansion, term, site, `an array in its first ${vectors === 1 ? "place" : `${vectors} places`}`)
    if (first.at === null) return misplaced(expansion, term, site, first.axis)
    const rest = term.args.slice(vectors).map((arg) => expansion.translate(arg, site))
    return call(term.fn, [
      number(first.at),
      number(first.values.length),
      ...arrays.flatMap((array) => array!.values),
      ...rest,
    ])
  }
}

/** Numbers of a call's arguments from `from` on, as they are. */
function plain(expansion: Expander, term: Call, from: number, site: Site): Expr[] {
  return term.args.slice(from).map((arg) => expansion.translate(arg, site))
}

/**
 * VECTOR SELECT(select[d!], x[d!], missing, action, error): over every combination of what both run over, so that
 * arrays of different dimensions meet pair by pair.
 */
const select: Layout = (expansion, term, site) => {
  const [selection, x] = term.args
  if (!selection || !x) return misused(expansion, term, site, "two arrays")
  const selected: Expr[] = []
  const values: Expr[] = []
  expansion.forEach(expansion.runs([selection, x], site), site, term.at, (inside) => {
    selected.push(expansion.translate(selection, inside))
    values.push(expansion.translate(x, inside))
  })
  return call("vector_select", [
    number(0),
    number(values.length),
    ...selected,
    ...values,
    ...plain(expansion, term, 2, site),
  ])
}

/** VECTOR ELM MAP(x[element], offset): counted from that element through the whole array as it lies in memory. */
const elementMap: Layout = (expansion, term, site) => {
  const [arg] = term.args
  const access = arg?.op === "name" ? site.scope.find(arg.name) : undefined
  if (arg?.op !== "name" || !access) return misused(expansion, term, site, "an array in its first place")
  const named = expansion.translate(arg, site)
  const all: Expr[] = []
  const axes = access.entry.axes
  const wilds = axes.map((axis, nth) => ({kind: "wild" as const, nth, length: axis.elements.length}))
  const whole: Term = {...arg, subscripts: axes.map(() => ({kind: "all"}) as const)}
  expansion.forEach(wilds, site, term.at, (inside) => {
    all.push(expansion.translate(whole, inside))
  })
  const at = named.op === "name" ? all.findIndex((expr) => expr.op === "name" && expr.name === named.name) : 0
  return call("vector_elm_map", [
    number(Math.max(0, at)),
    number(all.length),
    ...all,
    ...plain(expansion, term, 1, site),
  ])
}

/** The four numbers of each profile: `profile[requester, first]`, from the element that is named last on. */
const PROFILE = 4

function profiles(expansion: Expander, arg: Term | undefined, requesters: Axis, site: Site): Expr[] | null {
  if (arg?.op !== "name" || arg.subscripts.length < 2) return null
  const place = openIn(arg, site).at(-1)
  const last = arg.subscripts.at(-1)!
  if (!place || last.kind === "term" || last.kind === "range") return null
  const {dimensions} = site.scope
  const key = last.kind === "all" ? "" : nameKey(last.name)
  const axis = dimensions.axes.get(key)
  const first = axis
    ? (site.over.get(key) ?? dimensions.resolve(axis, site.bindings) ?? axis.elements[0]!)
    : key === ""
      ? place.elements[0]!
      : key
  // Its own dimension, where the array has only some of it at that place.
  const order =
    place.place.has(first) && place.elements.length - place.place.get(first)! >= PROFILE
      ? place
      : dimensions.homeOf(first)
  const from = order?.place.get(first)
  if (!order || from === undefined || order.elements.length - from < PROFILE) return null
  const four = order.elements.slice(from, from + PROFILE)
  return requesters.elements.flatMap((requester) =>
    four.map((element) => {
      const subscripts: Subscript[] = [
        ...arg.subscripts.slice(0, -2),
        {kind: "name", name: requester},
        {kind: "name", name: element},
      ]
      return expansion.translate({...arg, subscripts}, site)
    }),
  )
}

/** A function of requests and their profiles, and of numbers after them. */
function market(pairs: number, result: "array" | "number" = "array"): Layout {
  return (expansion, term, site) => {
    const numbers: Expr[] = []
    let head: Vector | null = null
    for (let pair = 0; pair < pairs; pair++) {
      const requests = vector(expansion, term.args[2 * pair], site, term)
      const profile = requests && profiles(expansion, term.args[2 * pair + 1], requests.axis, site)
      if (!requests || !profile)
        return misused(
          expansion,
          term,
          site,
          "an array of requests, and one of profiles that ends in the first of four elements",
        )
      head ??= requests
      append(numbers, [...requests.values, ...profile])
    }
    const at = result === "number" ? 0 : head!.at
    if (at === null) return misplaced(expansion, term, site, head!.axis)
    return call(term.fn, [
      number(at),
      number(head!.axis.elements.length),
      ...numbers,
      ...plain(expansion, term, 2 * pairs, site),
    ])
  }
}

/**
 * ALLOCATE BY PRIORITY(request[d], priority[d], size, width, supply); the size is that of the array. MARKETP with the
 * same arguments gives one price for all.
 */
function byPriority(result: "array" | "number"): Layout {
  return (expansion, term, site) => {
    const [requests, priorities] = [0, 1].map((i) => vector(expansion, term.args[i], site, term))
    if (!requests || !priorities) return misused(expansion, term, site, "two arrays")
    const n = requests.values.length
    if (priorities.values.length !== n) return misused(expansion, term, site, `as many priorities as requests, ${n}`)
    const at = result === "number" ? 0 : requests.at
    if (at === null) return misplaced(expansion, term, site, requests.axis)
    const rest = plain(expansion, term, term.args.length > 4 ? 3 : 2, site)
    return call(term.fn, [number(at), number(n), ...requests.values, ...priorities.values, ...rest])
  }
}

/**
 * INVERT MATRIX(a[row, column], n): both of its last two places run, whatever they are bound to. Which element of the
 * inverse is meant the last two places of the left side say, by their order (Vensim's reference: left side and matrix
 * end in two subscripts of n elements each); inside another array function what that runs over says it.
 */
const invert: Layout = (expansion, term, site) => {
  const [arg, size] = term.args
  const open = arg?.op === "name" ? openIn(arg, site) : []
  if (arg?.op !== "name" || open.length < 2) return misused(expansion, term, site, "a matrix")
  const given = arg.subscripts.length === open.length ? arg.subscripts : open.map(() => ({kind: "all"}) as const)
  const [rows, columns] = [-2, -1].map((i) => axisNamed(given.at(i), site.scope) ?? open.at(i)!) as [Axis, Axis]
  const n = rows.elements.length
  if (columns.elements.length !== n) return misused(expansion, term, site, "a matrix with as many rows as columns")
  const stated = size && expansion.translate(size, site)
  if (stated?.op === "number" && stated.value !== n)
    return misused(expansion, term, site, `the number of its rows, ${n}, in its second place, which is ${stated.value}`)
  const over = [rows, columns].map((axis) => axis.place.get(site.over.get(axis.key) ?? ""))
  const left = leftPlaces(site).slice(-2)
  const fits = left.length === 2 && left.every(({axis}) => axis.elements.length === n)
  const [row, column] = over.includes(undefined) ? left.map(({at}) => at) : over
  if (row === undefined || column === undefined || (over.includes(undefined) && !fits))
    return expansion.fail(
      site,
      term.at,
      "exchange/array-result",
      `'${term.fn}' gives a matrix of ${n} rows and ${n} columns, and the left side does not end in two subscripts of ${n} elements each`,
      "Let the left side end in the dimensions of the inverse",
    )
  if (!expansion.spend(n * n, site, term.at)) return number(0)
  const values = rows.elements.flatMap((row) =>
    columns.elements.map((column) =>
      expansion.translate(
        {...arg, subscripts: [...given.slice(0, -2), {kind: "name", name: row}, {kind: "name", name: column}]},
        site,
      ),
    ),
  )
  return call("invert_matrix", [number(row * n + column), number(n), ...values])
}

/** VECTOR LOOKUP(y[first], x, low, high, mode): the heights are all elements along the last dimension. */
const vectorLookup: Layout = (expansion, term, site) => {
  const heights = vector(expansion, term.args[0], site, term)
  if (!heights) return misused(expansion, term, site, "an array in its first place")
  return call("vector_lookup", [
    number(0),
    number(heights.values.length),
    ...heights.values,
    ...plain(expansion, term, 1, site),
  ])
}

/** DEPRECIATE BY SCHEDULE(stream, share[first], initial, lifetime, since): one initial amount may stand for all. */
const bySchedule: Layout = (expansion, term, site) => {
  const [stream, schedule, initial, lifetime, since] = term.args
  const shares = vector(expansion, schedule, site, term)
  if (!shares) return misused(expansion, term, site, "an array of shares in its second place")
  const n = shares.values.length
  const before =
    vector(expansion, initial, site, term)?.values ?? shares.values.map(() => expansion.translate(initial!, site))
  if (before.length !== n)
    return misused(expansion, term, site, `as many initial amounts as shares, ${n}, in its third place`)
  const plainly = [stream!, lifetime!, since!].map((arg) => expansion.translate(arg, site))
  return call("depreciate_by_schedule", [number(0), number(n), ...plainly, ...shares.values, ...before])
}

/** INTERPOLATE(a, place, ...): as many places as `a` has dimensions here, the outermost first. */
const interpolation: Layout = (expansion, term, site) => {
  const [arg] = term.args
  const runs = arg ? expansion.runs([arg], site) : []
  if (!arg || runs.length === 0 || runs.length !== term.args.length - 1)
    return misused(expansion, term, site, `an array with as many dimensions as places, ${term.args.length - 1}`)
  const sizes = runs.map((run) => number(lengthOf(run)))
  const values = spread(expansion, arg, site, term)
  return call("interpolate", [number(0), number(runs.length), ...sizes, ...plain(expansion, term, 1, site), ...values])
}

/** RANK(a, rank, [second]): which element, counted from 1, has that rank; of equal ones by an array of the same size. */
const rank: Layout = (expansion, term, site) => {
  const [arg] = term.args
  if (!arg) return misused(expansion, term, site, "an array")
  const values = spread(expansion, arg, site, term)
  const second = term.args[2] ? spread(expansion, term.args[2], site, term) : []
  const ties = second.length === values.length ? second : []
  return call("array_rank", [
    number(0),
    number(values.length),
    ...values,
    ...ties,
    expansion.translate(term.args[1] ?? {op: "number", value: 1}, site),
  ])
}

/** The array functions of Brink's language, each with how it is laid out. */
export const arrayFunctions: ReadonlyMap<string, Layout> = new Map<string, Layout>([
  ["sum", sum],
  ["product", fold("product", 1)],
  ["mean", fold("mean", 0)],
  ["standard_deviation", fold("standard_deviation", 0)],
  ["vmin", fold("min", 0)],
  ["vmax", fold("max", 0)],
  ["min", foldOrPlain("min")],
  ["max", foldOrPlain("max")],
  ["size", size],
  ["array_rank", rank],
  ["vector_lookup", vectorLookup],
  ["market_priority", byPriority("number")],
  ["depreciate_by_schedule", bySchedule],
  ["interpolate", interpolation],
  ["vector_select", select],
  ["vector_sort_order", alongFirst(1)],
  ["vector_rank", alongFirst(1)],
  ["vector_reorder", alongFirst(2)],
  ["vector_elm_map", elementMap],
  ["allocate_available", market(1)],
  ["demand_at_price", market(1)],
  ["supply_at_price", market(1)],
  ["find_market_price", market(2, "number")],
  ["allocate_by_priority", byPriority("array")],
  ["invert_matrix", invert],
])
