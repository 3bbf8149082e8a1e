// Functions that read a lookup or a series of data as a whole: areas, and Vensim's GET DATA family.
//
// In: a call whose first argument names a table. Out: reads of that table, or numbers where its points alone
// decide (the first time of a series).

import {type Expr, MISSING} from "../../model/index.ts"
import type {Term} from "../blueprint/blueprint.ts"
import {rising} from "../blueprint/points.ts"
import {binary, call, NOTHING, number} from "./expressions.ts"
import {filled} from "./filled.ts"
import type {Expander, Site} from "./site.ts"

type Call = Extract<Term, {op: "call"}>
type Read = (expansion: Expander, term: Call, site: Site) => Expr
type Lookup = Extract<Expr, {op: "lookup"}>

/** The read of the first argument at `x`; null when it is no table, which has been said. */
function readAt(expansion: Expander, term: Call, x: Term | undefined, how: Lookup["how"], site: Site): Lookup | null {
  const read = expansion.read({...term, args: [term.args[0]!, x ?? {op: "time"}]}, how, site)
  return read.op === "lookup" ? read : null
}

/** LOOKUP AREA(lookup, from, to): the area under it between the two. */
const area: Read = (expansion, term, site) => {
  const [low, high] = [1, 2].map((i) => readAt(expansion, term, term.args[i], "area", site))
  return low && high ? binary(high, "-", low) : NOTHING
}

/**
 * GET DATA BETWEEN TIMES(data, time, mode): mode below 0 looks back, above 0 ahead, 0 draws a line; at a point its own
 * value, and missing before the first and after the last (Vensim's reference).
 */
const between: Read = (expansion, term, site) => {
  const read = readAt(expansion, term, term.args[1], "value", site)
  if (!read) return number(MISSING)
  const mode = expansion.translate(term.args[2]!, site)
  const {works} = expansion
  const as = (kind: "line" | "last" | "next"): Expr => ({
    ...read,
    table: works.tables.variant(read.table, kind, "within"),
  })
  if (mode.op === "number") return as(mode.value >= 0.5 ? "next" : mode.value <= -0.5 ? "last" : "line")
  const above = binary(mode, ">=", number(0.5))
  const below = binary(mode, "<=", number(-0.5))
  return call("if", above, as("next"), call("if", below, as("last"), as("line")))
}

/** A number that a table's points alone decide. */
function ofPoints(decide: (x: readonly number[], y: readonly number[]) => number): Read {
  return (expansion, term, site) => {
    const read = readAt(expansion, term, undefined, "value", site)
    if (!read) return NOTHING
    const {x, y} = expansion.works.tables.points(read.table)
    return number(decide(x, y))
  }
}

/** A number of the points that lie between two times, which must be plain numbers. */
function ofSpan(decide: (y: readonly number[]) => number): Read {
  return (expansion, term, site) => {
    const read = readAt(expansion, term, undefined, "value", site)
    if (!read) return NOTHING
    const [from, to] = [1, 2].map((i) =>
      term.args[i]
        ? expansion.translate(term.args[i]!, site)
        : number(i === 1 ? Number.NEGATIVE_INFINITY : Number.POSITIVE_INFINITY),
    )
    if (from?.op !== "number" || to?.op !== "number")
      return expansion.fail(
        site,
        term.at,
        "exchange/varying-span",
        `'${term.fn}' between times that are no plain numbers`,
        "Write the two times as numbers",
      )
    const {x, y} = expansion.works.tables.points(read.table)
    return number(decide(y.filter((_, i) => x[i]! >= from.value && x[i]! <= to.value)))
  }
}

const mean = (y: readonly number[]) => y.reduce((sum, value) => sum + value, 0) / y.length

function median(y: readonly number[]): number {
  const sorted = [...y].sort((a, b) => a - b)
  const half = sorted.length >> 1
  return sorted.length % 2 === 1 ? sorted[half]! : (sorted[half - 1]! + sorted[half]!) / 2
}

/** Of a sample: over one less than their number. */
function deviation(y: readonly number[]): number {
  const centre = mean(y)
  return Math.sqrt(y.reduce((sum, value) => sum + (value - centre) * (value - centre), 0) / (y.length - 1))
}

/**
 * DELAY CONVEYOR(input, time, leak, shape, total, first time): what it carries at the start is laid out evenly, so a
 * lookup that says otherwise is refused; when nothing is carried its shape does not matter.
 */
const conveyor: Read = (expansion, term, site) => {
  const [shape, total] = [term.args[3], term.args[4]]
  const evenly = shape?.op === "name" && site.scope.find(shape.name)?.entry.kind === "table"
  if (evenly && !(total?.op === "number" && total.value === 0)) {
    const read = readAt(expansion, {...term, args: [shape]}, undefined, "value", site)
    const heights = read ? expansion.works.tables.points(read.table).y : []
    if (heights.some((height) => height !== heights[0]))
      expansion.works.findings.add(
        "exchange/conveyor-shape",
        shape.at,
        `'${shape.name}' lays out unevenly what a conveyor carries at the start`,
        "Brink lays it out evenly; give the lookup one height, or start with nothing on the conveyor.",
      )
  }
  const args = term.args.map((arg, i) => (i === 3 && evenly ? number(1) : expansion.translate(arg, site)))
  return {op: "call", fn: term.fn, args}
}

/** TIME SHIFT(data, shift): the data as they will be `shift` from now. */
const shifted: Read = (expansion, term, site) => {
  const read = readAt(expansion, term, undefined, "value", site)
  return read ? {...read, of: binary(read.of, "+", expansion.translate(term.args[1]!, site))} : NOTHING
}

/** CUMULATE(data): the sum of its values up to and with each; CUMULATEF keeps the last sum alone. */
function cumulated(finalOnly: boolean): Read {
  return (expansion, term, site) => {
    const read = readAt(expansion, term, undefined, "value", site)
    if (!read) return NOTHING
    const {works} = expansion
    const {x, y} = works.tables.points(read.table)
    let sum = 0
    const sums = y.map((value) => {
      sum += value
      return sum
    })
    const points = finalOnly ? {x: x.slice(-1), y: sums.slice(-1)} : {x, y: sums}
    return {...read, table: works.tables.derived(read.table, finalOnly ? "total" : "cumulated", points)}
  }
}

/**
 * LOOKUPAREA(graph, [to], [from]) of Stella: the area between two places, in either order, the whole where they are
 * left out. Beyond the ends there is nothing, unless the graph goes on there.
 */
const graphArea: Read = (expansion, term, site) => {
  const read = readAt(expansion, term, undefined, "area", site)
  if (!read) return NOTHING
  const {works} = expansion
  const {x} = works.tables.points(read.table)
  const [low, high] = [number(x[0]!), number(x.at(-1)!)]
  const extended = works.tables.points(read.table).beyond === "extend"
  const place = (arg: Term | undefined, otherwise: Expr): Expr => {
    if (!arg) return otherwise
    const at = expansion.translate(arg, site)
    return extended ? at : call("clamp", at, low, high)
  }
  const [to, from] = [place(term.args[1], high), place(term.args[2], low)]
  const area = (of: Expr): Expr => ({...read, of})
  if (!term.args[1]) return binary(area(high), "-", area(low))
  return binary(area(call("max", to, from)), "-", area(call("min", to, from)))
}

/**
 * LOOKUPXY of Stella: the heights of one graph are places, those of another the values there; the points in the order
 * of their places. The graphs are told by their names, wherever they stand among the arguments.
 */
const graphXy: Read = (expansion, term, site) => {
  const {works} = expansion
  const isGraph = (arg: Term): boolean => {
    const access = arg.op === "name" ? site.scope.find(arg.name) : undefined
    const first = access?.entry.instances.values().next().value
    return first !== undefined && (access!.entry.kind === "table" || first.definition.variable.points !== undefined)
  }
  const graphs = term.args.filter(isGraph)
  const [places, heights] = graphs.slice(-2)
  const at = term.args.find((arg) => arg !== places && arg !== heights)
  const reads = [places, heights].map((arg) =>
    arg ? readAt(expansion, {...term, args: [arg]}, undefined, "value", site) : null,
  )
  const [of, height] = reads
  if (!of || !height || !at)
    return expansion.fail(site, term.at, "exchange/no-lookup", `'${term.fn}' takes two graphs and a value`, "Name them")
  const points = rising(works.tables.points(of.table).y, works.tables.points(height.table).y)
  const table = works.tables.derived(height.table, `over ${of.table}`, points)
  return {op: "lookup", table, of: expansion.translate(at, site), how: "value"}
}

/**
 * RANDOM LOOKUP(density, low, high, shift, stretch, seed): drawn with the density that the lookup draws, stretched,
 * then shifted, with the distribution it has between low and high.
 */
const randomLookup: Read = (expansion, term, site) => {
  const read = readAt(expansion, term, undefined, "area", site)
  if (!read) return NOTHING
  const {x, y} = expansion.works.tables.points(read.table)
  let whole = 0
  for (let i = 1; i < x.length; i++) whole += ((x[i]! - x[i - 1]!) * (y[i]! + y[i - 1]!)) / 2
  if (!(whole > 0) || y.some((height) => height < 0))
    return expansion.fail(
      site,
      term.at,
      "exchange/no-density",
      "The lookup of RANDOM LOOKUP is no density: its heights must not be below 0, nor all of them 0",
      "Draw it above the axis",
    )
  const [low, high, shift, stretch, ...seed] = term.args.slice(1).map((arg) => expansion.translate(arg, site))
  const [first, last] = [number(x[0]!), number(x.at(-1)!)]
  const below = (bound: Expr): Expr =>
    binary(
      {...read, of: call("clamp", binary(binary(bound, "-", shift!), "/", stretch!), first, last)},
      "/",
      number(whole),
    )
  const [from, to] = [below(low!), below(high!)]
  const drawn = call("random_uniform", number(0), number(1), ...seed)
  const at = binary(from, "+", binary(binary(to, "-", from), "*", drawn))
  return call("clamp", binary(binary({...read, of: at, how: "quantile"}, "*", stretch!), "+", shift!), low!, high!)
}

/** Functions that are given a lookup or data variable, beside those that read it at one value. */
export const dataReads: ReadonlyMap<string, Read> = new Map<string, Read>([
  ["lookup_area", area],
  ["delay_conveyor", conveyor],
  ["time_shift", shifted],
  ["x_if_missing", filled],
  ["cumulate", cumulated(false)],
  ["cumulate_total", cumulated(true)],
  ["graph_area", graphArea],
  ["graph_xy", graphXy],
  ["random_lookup", randomLookup],
  [
    "get_data_at_time",
    (expansion, term, site) => readAt(expansion, term, term.args[1], "value", site) ?? number(MISSING),
  ],
  ["get_data_between_times", between],
  ["get_data_first_time", ofPoints((x) => x[0]!)],
  ["get_data_last_time", ofPoints((x) => x.at(-1)!)],
  ["get_data_total_points", ofSpan((y) => y.length)],
  ["get_data_max", ofSpan((y) => y.reduce((a, b) => Math.max(a, b), Number.NEGATIVE_INFINITY))],
  ["get_data_min", ofSpan((y) => y.reduce((a, b) => Math.min(a, b), Number.POSITIVE_INFINITY))],
  ["get_data_mean", ofSpan(mean)],
  ["get_data_median", ofSpan(median)],
  ["get_data_stdv", ofSpan(deviation)],
])
