// What a run comes to: one number, one event and one share out of many series.
//
// In: runs (ensemble) and a measure as case.yaml words it. Out: one number a run, NaN for
// a run that failed, and shares of runs that did not fail. A share never goes without its
// spread: over the sides of every contested link, and never narrower than what the number
// of runs can tell. Nothing here knows documents.

import {Fault} from "../core/fault.ts"
import {quantile7, Ranks, type Runs} from "../ensemble/index.ts"
import {between} from "../math/quantiles.ts"
import {wilson, Z95} from "../math/shares.ts"
import {type Drawn, drawnBy} from "./drawn.ts"
import type {Interval, Share} from "./finding.ts"

/** Which side of a level. */
export type Side = "above" | "below"

/** How an outcome is measured (docs/methods/outlook.md#measures). Times and lengths are in the model's unit of time. */
export type Measure =
  /** Its value at the end. */
  | {readonly kind: "level"}
  /** End less start. */
  | {readonly kind: "change"}
  /** Its integral over the run (trapezoid over the saved times), times `factor`: units of the model's time in that of the rate. */
  | {readonly kind: "total"; readonly factor?: number}
  /** Its mean from so long after the first day to so long after it, straight lines between the saved times. */
  | {readonly kind: "mean"; readonly from: number; readonly to: number; readonly unit?: string}
  /** 1 in a run in which it is beyond `level` at some saved time (at all of them), else 0. */
  | {readonly kind: "ever" | "always"; readonly level: number; readonly side: Side}
  /** The share, 0..1, of the run's length that it spends beyond `level`. */
  | {readonly kind: "time"; readonly level: number; readonly side: Side}
  /** Longest unbroken time beyond `level`. */
  | {readonly kind: "longest spell"; readonly level: number; readonly side: Side}
  /** First time it reaches `level` from the side it began on; infinite when it never does. */
  | {readonly kind: "time to"; readonly level: number}

const NUMBER = "-?(?:\\d+(?:\\.\\d*)?|\\.\\d+)(?:[eE][-+]?\\d+)?"

const timeTo = new RegExp(`^time to (${NUMBER})$`, "u")
const beyond = new RegExp(`^(ever|always|time|longest spell) (above|below) (${NUMBER})$`, "u")
const meanOver = new RegExp(`^mean over (${NUMBER}) to (${NUMBER})(?: ([a-z]+))?$`, "u")

/** What can be asked for, for refusals and schemas. */
export const MEASURES =
  "level, change, total, mean over A to B, ever above X, always above X, time above X, longest spell above X (each also below X), time to X; A, B and X are numbers, A and B in the model's unit of time after the first day"

/** The measure that some words are; null where they are none. */
export function measureIn(text: string): Measure | null {
  const words = text.trim().toLowerCase().replace(/\s+/gu, " ")
  if (words === "level" || words === "change" || words === "total") return {kind: words}
  const to = timeTo.exec(words)
  if (to) return {kind: "time to", level: Number(to[1])}
  const mean = meanOver.exec(words)
  if (mean) return {kind: "mean", from: Number(mean[1]), to: Number(mean[2]), ...(mean[3] && {unit: mean[3]})}
  const one = beyond.exec(words)
  return one && {kind: one[1] as "ever", side: one[2] as Side, level: Number(one[3])}
}

/**
 * Reads a measure of `quantity`.
 * @throws Fault `outlook/unknown-measure` with what can be asked for.
 */
export function parseMeasure(text: string, quantity: string): Measure {
  const measure = measureIn(text)
  if (measure) return measure
  throw new Fault("outlook/unknown-measure", `'${text}' is no measure of '${quantity}'`, {
    next: `Measures: ${MEASURES}.`,
  })
}

/** Measures whose values are times. */
export function isTime(measure: Measure): boolean {
  return measure.kind === "time to" || measure.kind === "longest spell"
}

/** Measures of which something happens in a run or does not, whatever the other runs do. */
export function isEvent(measure: Measure): measure is Extract<Measure, {level: number}> {
  return "level" in measure
}

/** Measures that are amounts of the whole run: nothing happens or not by itself. */
export function isAmount(measure: Measure): boolean {
  return measure.kind === "mean" || measure.kind === "total"
}

/** What two runs are compared by: of what happens at some time or always, for how much of the time it does. */
export function comparedBy(measure: Measure): Measure {
  return measure.kind === "ever" || measure.kind === "always" ? {...measure, kind: "time"} : measure
}

/** What one run is compared by; a time that never comes counts as the whole length, so that coming at all is a change. */
export function comparedIn(series: Float64Array, time: Float64Array, measure: Measure): number {
  const value = measured(series, time, comparedBy(measure))
  return Number.isFinite(value) || !isTime(measure) ? value : time[time.length - 1]! - time[0]!
}

/** What a measure's numbers are when runs are compared: a date, a length of time, a share of the time, or an amount. */
export function countsIn(measure: string): "date" | "length" | "share" | "amount" {
  const {kind} = comparedBy(measureIn(measure) ?? {kind: "level"})
  return kind === "time to" ? "date" : kind === "longest spell" ? "length" : kind === "time" ? "share" : "amount"
}

/** One number a run, in run order; NaN for a run that failed. `time to` is infinite where it never comes. */
export function valuesOf(runs: Runs, name: string, measure: Measure): Float64Array {
  const reader = seriesOf(runs, name)
  const values = new Float64Array(runs.plan.runs).fill(Number.NaN)
  for (let run = 0; run < values.length; run++)
    if (runs.status[run] === 0) values[run] = measured(reader(run), runs.time, measure)
  return values
}

/** The measure of one series. `time` has one entry for each value. */
export function measured(series: Float64Array, time: Float64Array, measure: Measure): number {
  const last = series.length - 1
  switch (measure.kind) {
    case "level":
      return series[last]!
    case "change":
      return series[last]! - series[0]!
    case "total": {
      let sum = 0
      for (let t = 1; t <= last; t++) sum += ((series[t]! + series[t - 1]!) / 2) * (time[t]! - time[t - 1]!)
      return sum * (measure.factor ?? 1)
    }
    case "mean":
      return meanOf(series, time, time[0]! + measure.from, time[0]! + measure.to)
    case "ever":
    case "always": {
      const side = measure.side === "above" ? 1 : -1
      const isBeyond = (v: number) => (v - measure.level) * side > 0
      return (measure.kind === "ever" ? series.some(isBeyond) : series.every(isBeyond)) ? 1 : 0
    }
    case "time":
      return timeBeyond(series, time, measure.level, measure.side === "above" ? 1 : -1)
    case "time to":
      return timeTo_(series, time, measure.level)
    case "longest spell":
      return longestSpell_(series, time, measure.level, measure.side === "above" ? 1 : -1)
  }
}

/** The integral from `from` to `to` over the length between them. */
function meanOf(series: Float64Array, time: Float64Array, from: number, to: number): number {
  let sum = 0
  for (let t = 1; t < series.length; t++) {
    const [start, end] = [Math.max(from, time[t - 1]!), Math.min(to, time[t]!)]
    if (end <= start) continue
    const slope = (series[t]! - series[t - 1]!) / (time[t]! - time[t - 1]!)
    sum += (series[t - 1]! + slope * ((start + end) / 2 - time[t - 1]!)) * (end - start)
  }
  return sum / (to - from)
}

function timeBeyond(series: Float64Array, time: Float64Array, level: number, side: 1 | -1): number {
  let sum = 0
  for (let t = 1; t < series.length; t++) {
    const [before, after] = [(series[t - 1]! - level) * side, (series[t]! - level) * side]
    const part =
      before > 0 && after > 0 ? 1 : before <= 0 && after <= 0 ? 0 : Math.max(before, after) / Math.abs(after - before)
    sum += part * (time[t]! - time[t - 1]!)
  }
  return sum / (time[time.length - 1]! - time[0]!)
}

function timeTo_(series: Float64Array, time: Float64Array, level: number): number {
  const side = series[0]! <= level ? 1 : -1
  for (let t = 0; t < series.length; t++)
    if ((series[t]! - level) * side >= 0) return t === 0 ? 0 : crossing(series, time, level, t) - time[0]!
  return Number.POSITIVE_INFINITY
}

function longestSpell_(series: Float64Array, time: Float64Array, level: number, side: 1 | -1): number {
  let longest = 0
  let since: number | null = null
  for (let t = 0; t < series.length; t++) {
    const inside = (series[t]! - level) * side > 0
    if (inside && since === null) since = t === 0 ? time[0]! : crossing(series, time, level, t)
    if (since !== null && (!inside || t === series.length - 1)) {
      const until = inside ? time[t]! : crossing(series, time, level, t)
      longest = Math.max(longest, until - since)
      if (!inside) since = null
    }
  }
  return longest
}

/** When the straight line between the saved rows t - 1 and t passes `level`. */
export function crossing(series: Float64Array, time: Float64Array, level: number, t: number): number {
  const [before, after] = [series[t - 1]!, series[t]!]
  const part = after === before ? 1 : (level - before) / (after - before)
  return time[t - 1]! + Math.min(1, Math.max(0, part)) * (time[t]! - time[t - 1]!)
}

/** Reads the series of one name: a view into the table, run by run. A plain throw when it was not saved. */
export function seriesOf(runs: Runs, name: string): (run: number) => Float64Array {
  const j = columnIn(runs, name)
  const times = runs.time.length
  return (run) => {
    const at = (run * runs.names.length + j) * times
    return runs.series.subarray(at, at + times)
  }
}

function columnIn({names}: Runs, name: string): number {
  const column = names.indexOf(name)
  if (column < 0) throw new Error(`'${name}' was not saved`)
  return column
}

/** 1 for each run that did not fail, in every one of these tables. */
export function validIn(...tables: readonly Pick<Runs, "plan" | "status">[]): Uint8Array {
  const first = tables[0]!
  const valid = new Uint8Array(first.plan.runs)
  for (let run = 0; run < valid.length; run++) valid[run] = tables.every((t) => t.status[run] === 0) ? 1 : 0
  return valid
}

/** p10, p50 and p90 (type 7) of the numbers of the runs in `valid`; infinite ones sort last. */
export function intervalOf(values: Float64Array, valid: Uint8Array): Interval {
  const kept = numbersIn(values, valid)
  const last = kept.length - 1
  if (last < 0) return {low: Number.NaN, mid: Number.NaN, high: Number.NaN}
  const positions = [0.1, 0.5, 0.9].map((p) => p * last)
  const wanted = positions.flatMap((position) => [Math.floor(position), Math.min(last, Math.floor(position) + 1)])
  const found = new Float64Array(wanted.length)
  ranks.of(kept, wanted, found)
  const [low, mid, high] = positions.map((position, i) => {
    const [below, above] = [found[2 * i]!, found[2 * i + 1]!]
    const share = position - Math.floor(position)
    if (!Number.isFinite(share === 0 ? below : above)) return share < 0.5 ? below : above
    return between(below, above, share)
  }) as [number, number, number]
  return {low, mid, high}
}

const ranks = new Ranks()

/** Mean of the numbers of some runs, their number, and the standard error of the mean. */
export function momentsOf(values: Float64Array, within: Uint8Array): {mean: number; n: number; error: number} {
  let [n, sum, squares] = [0, 0, 0]
  for (let run = 0; run < values.length; run++)
    if (within[run] === 1 && Number.isFinite(values[run]!)) {
      n++
      sum += values[run]!
    }
  const mean = sum / Math.max(1, n)
  for (let run = 0; run < values.length; run++)
    if (within[run] === 1 && Number.isFinite(values[run]!)) squares += (values[run]! - mean) * (values[run]! - mean)
  return {mean, n, error: Math.sqrt(squares / Math.max(1, n - 1) / Math.max(1, n))}
}

/** The numbers of the runs in `valid`, smallest first. */
export function sortedOf(values: Float64Array, valid: Uint8Array): Float64Array {
  return numbersIn(values, valid).sort()
}

function numbersIn(values: Float64Array, valid: Uint8Array): Float64Array {
  const kept = new Float64Array(values.length)
  let count = 0
  for (let run = 0; run < values.length; run++)
    if (valid[run] === 1 && !Number.isNaN(values[run]!)) kept[count++] = values[run]!
  return kept.subarray(0, count)
}

/** The level of one quantity at one row in each valid run; NaN for a run that failed. */
export function levelsAt(runs: Runs, name: string, row: number, valid: Uint8Array): Float64Array {
  const column = columnIn(runs, name)
  const [width, times] = [runs.names.length, runs.time.length]
  const levels = new Float64Array(valid.length)
  for (let run = 0; run < levels.length; run++)
    levels[run] = valid[run] === 1 ? runs.series[(run * width + column) * times + row]! : Number.NaN
  return levels
}

/** `quantile7`, with NaN for no numbers and no interpolation towards an infinite one. */
export function at(sorted: Float64Array, p: number): number {
  if (sorted.length === 0) return Number.NaN
  const position = p * (sorted.length - 1)
  if (!Number.isFinite(sorted[Math.ceil(position)]!)) return sorted[Math.round(position)]!
  return quantile7(sorted, p)
}

/** The draws of the base runs for another plan of the same inputs: the same numbers it would draw again, for nothing. */
export function drawnAs(base: Runs, program: Runs["plan"]["program"]): {inputs?: Float64Array} {
  const isSame =
    program.inputs.length === base.inputNames.length &&
    program.inputs.every((input, k) => input.name === base.inputNames[k])
  return isSame ? {inputs: base.inputs} : {}
}

/** The runs in which one side of one disagreement holds. */
export type Group = {readonly input: string; readonly is: boolean; readonly has: Uint8Array; readonly size: number}

/** Below this a share is too coarse to speak of: the 95 % interval of 30 runs is 3.5 of 10 wide. */
export const ENOUGH_RUNS = 30

/** The runs on each side of each contested switch, sides of fewer than `ENOUGH_RUNS` valid runs left out. */
export function sidesOf(runs: Runs): Group[] {
  return sidesIn(drawnBy(runs), validIn(runs))
}

/** The same of what was drawn. */
export function sidesIn({inputs, column}: Drawn, valid: Uint8Array): Group[] {
  const groups: Group[] = []
  for (const [place, {name, role}] of inputs.entries()) {
    if (role !== "contested") continue
    const drawn = column(place)
    for (const is of [true, false]) {
      const has = new Uint8Array(valid.length)
      let size = 0
      for (let run = 0; run < has.length; run++)
        if (valid[run] === 1 && drawn[run]! > 0.5 === is) {
          has[run] = 1
          size++
        }
      if (size >= ENOUGH_RUNS) groups.push({input: name, is, has, size})
    }
  }
  return groups
}

/**
 * The share of valid runs in which `event` is 1, and its spread: the least and the greatest
 * share over the sides of each contested switch, widened to the 95 % score interval of the
 * share (Wilson 1927), so that a few runs never look sure. `within` narrows the runs.
 */
export function shareOf(event: Uint8Array, valid: Uint8Array, sides: readonly Group[], within?: Uint8Array): Share {
  const counted = packed(valid)
  if (within) {
    const narrow = packed(within)
    for (let w = 0; w < counted.length; w++) counted[w]! &= narrow[w]!
  }
  const happens = packed(event)
  for (let w = 0; w < happens.length; w++) happens[w]! &= counted[w]!
  const n = onesIn(counted)
  const k = onesIn(happens)
  if (n === 0) return {share: Number.NaN, low: Number.NaN, high: Number.NaN}
  let [low, high] = wilson(k, n)
  for (const {has} of sides) {
    const side = packedOnce(has)
    const size = onesIn(counted, side)
    if (size < ENOUGH_RUNS) continue
    const share = onesIn(happens, side) / size
    low = Math.min(low, share)
    high = Math.max(high, share)
  }
  return {share: k / n, low, high}
}

/** Bytes that are 0 or 1 as bits, 32 to a word: shares over many sides are counted word by word. */
function packed(bytes: Uint8Array): Uint32Array {
  const words = new Uint32Array((bytes.length + 31) >>> 5)
  for (let i = 0; i < bytes.length; i++) words[i >>> 5]! |= (bytes[i] === 0 ? 0 : 1) << (i & 31)
  return words
}

/** The sides of disagreements, packed: the same for every share of an outlook. */
const sidesPacked = new WeakMap<Uint8Array, Uint32Array>()

function packedOnce(has: Uint8Array): Uint32Array {
  const words = sidesPacked.get(has) ?? packed(has)
  sidesPacked.set(has, words)
  return words
}

/** Bits that are 1, in both where there are two; counted in parallel within each word (Warren 2013, ch. 5). */
function onesIn(words: Uint32Array, also?: Uint32Array): number {
  let count = 0
  for (let w = 0; w < words.length; w++) {
    let bits = also ? words[w]! & also[w]! : words[w]!
    bits -= (bits >>> 1) & 0x55555555
    bits = (bits & 0x33333333) + ((bits >>> 2) & 0x33333333)
    count += Math.imul((bits + (bits >>> 4)) & 0x0f0f0f0f, 0x01010101) >>> 24
  }
  return count
}

/** How many runs count, and in how many of them the event is 1. */
export function tally(
  event: Uint8Array,
  valid: Uint8Array,
  within?: Uint8Array,
  also?: Uint8Array,
): {k: number; n: number} {
  let k = 0
  let n = 0
  // Each of these is 0 or 1: products of them cost less than a guess which it is.
  const [one, two] = within && also ? [within, also] : [within ?? also ?? valid, valid]
  for (let run = 0; run < valid.length; run++) {
    const counts = valid[run]! & one[run]! & two[run]!
    n += counts
    k += counts & event[run]!
  }
  return {k, n}
}

/**
 * Whether two shares differ by more than chance: the interval of their difference made
 * from the two score intervals excludes 0 (Newcombe 1998, method 10).
 */
export function differ(a: {k: number; n: number}, b: {k: number; n: number}, z = Z95): boolean {
  if (a.n === 0 || b.n === 0) return false
  const [pa, pb] = [a.k / a.n, b.k / b.n]
  const [la, ua] = wilson(a.k, a.n, z)
  const [lb, ub] = wilson(b.k, b.n, z)
  const difference = pa - pb
  const below = Math.sqrt((pa - la) * (pa - la) + (ub - pb) * (ub - pb))
  const above = Math.sqrt((ua - pa) * (ua - pa) + (pb - lb) * (pb - lb))
  return difference - below > 0 || difference + above < 0
}

/** One byte a run: whether `holds` of its number. Failed runs are 0. */
export function eventWhere(values: Float64Array, holds: (value: number, run: number) => boolean): Uint8Array {
  const event = new Uint8Array(values.length)
  for (let run = 0; run < event.length; run++) {
    const value = values[run]!
    if (!Number.isNaN(value) && holds(value, run)) event[run] = 1
  }
  return event
}

/** Shares of the runs in `valid` whose change is above `least`, and below as much on the other side. */
export function waysOf(
  change: Float64Array,
  valid: Uint8Array,
  sides: readonly Group[],
  least = 0,
): {readonly up: Share; readonly down: Share} {
  const share = (holds: (value: number) => boolean) => shareOf(eventWhere(change, holds), valid, sides)
  return {up: share((value) => value > least), down: share((value) => value < -least)}
}
