// Tables that equations read: points in, a function of one number out.
//
// Between x[i-1] and x[i] a line is y[i-1] + (x - x[i-1]) * ((y[i] - y[i-1]) / (x[i] -
// x[i-1])), always in this form, so that a short table written into a statement and a long
// one that is searched give the same bits. At a point its own value comes out.

import {MISSING} from "../../core/missing.ts"
import type {ProgramTable, Reading} from "../program.ts"

/** A table made ready for reading: slopes of its pieces, and the area under it up to each point. */
export type OpenTable = {
  readonly between: ProgramTable["between"]
  readonly beyond: ProgramTable["beyond"]
  readonly x: Float64Array
  readonly y: Float64Array
  /** slope[i] is that of the piece from point i to point i + 1. */
  readonly slope: Float64Array
  readonly area: Float64Array
}

/** Times that differ by less than this share count as the same: 0.1 * 3 meets a value given for 0.3. */
const SLACK = 1e-9

/** Makes a table ready. Missing values are passed over, except in data that stand for their own time alone. */
export function openTable(table: ProgramTable): OpenTable {
  const points = table.x
    .map((x, i) => [x, table.y[i]!] as const)
    .filter(([, y]) => table.between === "none" || y !== MISSING)
  const x = Float64Array.from(points, ([at]) => at)
  const y = Float64Array.from(points, ([, value]) => value)
  const pieces = Math.max(0, x.length - 1)
  const slope = Float64Array.from({length: pieces}, (_, i) => (y[i + 1]! - y[i]!) / (x[i + 1]! - x[i]!))
  const area = new Float64Array(x.length)
  for (let i = 1; i < x.length; i++) area[i] = area[i - 1]! + areaOf(table.between, x, y, i - 1, x[i]!, slope)
  return {between: table.between, beyond: table.beyond, x, y, slope, area}
}

/** The area under piece i from its beginning to `to`. */
function areaOf(
  between: ProgramTable["between"],
  x: Float64Array,
  y: Float64Array,
  i: number,
  to: number,
  slope: Float64Array,
): number {
  const width = to - x[i]!
  if (between === "last" || between === "none") return width * y[i]!
  if (between === "next") return width * y[i + 1]!
  return width * (y[i]! + (width * slope[i]!) / 2)
}

/** How many of the points stand at or before `at`. */
function pointsUpTo(x: Float64Array, at: number): number {
  let low = 0
  let high = x.length
  while (low < high) {
    const middle = (low + high) >>> 1
    if (x[middle]! <= at) low = middle + 1
    else high = middle
  }
  return low
}

/**
 * The table read at `at`; NaN of a table without points, or where `at` is none. `how` as in the model's `LookupKind`.
 */
export function readTable(table: OpenTable, how: Reading, at: number): number {
  const {x} = table
  if (x.length === 0 || Number.isNaN(at)) return Number.NaN
  switch (how) {
    case "value":
      return plain(table, at, table.between, table.beyond)
    case "extend":
      return plain(table, at, "line", "extend")
    case "last":
      return plain(table, at, "last", "hold")
    case "next":
      return plain(table, at, "next", "hold")
    case "inverse":
      return inverse(table, at)
    case "slope":
      return slopeAt(table, at)
    case "area":
      return areaUpTo(table, at)
    case "quantile":
      return quantile(table, at)
  }
}

function plain(
  {x, y, slope}: OpenTable,
  at: number,
  between: ProgramTable["between"],
  beyond: ProgramTable["beyond"],
): number {
  const last = x.length - 1
  // Where nothing stands beyond the ends, the last point is met like one between.
  const slack = between === "line" && beyond !== "none" ? 0 : SLACK * (at < 0 ? -at : at)
  if (at < x[0]! - slack) {
    if (beyond === "none" || between === "none") return MISSING
    return beyond === "hold" || last === 0 ? y[0]! : y[0]! + (at - x[0]!) * slope[0]!
  }
  if (at > x[last]! + slack) {
    if (beyond === "none" || between === "none") return MISSING
    return beyond === "hold" || last === 0 ? y[last]! : y[last]! + (at - x[last]!) * slope[last - 1]!
  }
  const i = Math.max(0, pointsUpTo(x, at + slack) - 1)
  if (between === "line") return i === last ? y[last]! : at < x[i]! ? y[i]! : y[i]! + (at - x[i]!) * slope[i]!
  const here = at - x[i]! <= slack
  if (between === "last" || here) return y[i]!
  return between === "next" ? y[i + 1]! : MISSING
}

/** The smallest x at which the line has this value; the end nearer to it where it never has. */
function inverse({x, y}: OpenTable, value: number): number {
  const last = x.length - 1
  for (let i = 0; i < last; i++) {
    const [from, to] = [y[i]!, y[i + 1]!]
    if (value === from) return x[i]!
    if (from < value === value < to && value !== to) return x[i]! + (value - from) * ((x[i + 1]! - x[i]!) / (to - from))
  }
  if (value === y[last]!) return x[last]!
  return Math.abs(value - y[0]!) <= Math.abs(value - y[last]!) ? x[0]! : x[last]!
}

/** The slope of the line to the right of `at`; beyond the ends that of their line drawn on, or 0. */
function slopeAt({x, slope, beyond}: OpenTable, at: number): number {
  const last = x.length - 1
  if (last === 0) return 0
  if (at < x[0]!) return beyond === "extend" ? slope[0]! : 0
  if (at > x[last]!) return beyond === "extend" ? slope[last - 1]! : 0
  return slope[Math.min(last - 1, pointsUpTo(x, at) - 1)]!
}

/** Halvings of a piece of a table: enough for every bit of a double. */
const HALVINGS = 64

/** Where the area under the table, from its first point on, has reached the share `at` of the whole. */
function quantile(table: OpenTable, at: number): number {
  const {x, y, slope, area, between} = table
  const last = x.length - 1
  const wanted = at * area[last]!
  if (!(wanted > 0)) return x[0]!
  if (wanted >= area[last]!) return x[last]!
  const i = Math.max(0, pointsUpTo(area, wanted) - 1)
  let [low, high] = [x[i]!, x[i + 1]!]
  for (let n = 0; n < HALVINGS; n++) {
    const middle = low + (high - low) / 2
    if (middle === low || middle === high) break
    if (area[i]! + areaOf(between, x, y, i, middle, slope) < wanted) low = middle
    else high = middle
  }
  return high
}

/** The area between the first point and `at`, below 0 before it. */
function areaUpTo(table: OpenTable, at: number): number {
  const {x, y, slope, area, beyond, between} = table
  const last = x.length - 1
  const lead = (edge: number, tilt: number) => {
    const width = at - x[edge]!
    return width * (y[edge]! + (width * tilt) / 2)
  }
  const extends_ = beyond === "extend" && last > 0
  if (at <= x[0]!) return lead(0, extends_ ? slope[0]! : 0)
  if (at >= x[last]!) return area[last]! + lead(last, extends_ ? slope[last - 1]! : 0)
  const i = pointsUpTo(x, at) - 1
  return area[i]! + areaOf(between, x, y, i, at, slope)
}
