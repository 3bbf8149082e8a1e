// What people plan by: the worst credible case at the times they order for, and the levels that
// change their plans: whether and when each is crossed, for how long, at what cost, and which
// published series gives warning of it, how long before and how often for nothing.
//
// In: the base runs and what the case says matters. Out: views, no words but names. Times are of
// the model. A length that the end of the runs cuts off counts as at least so long (Kaplan and
// Meier 1958), never as ended.

import {weeksPerUnit} from "../core/duration.ts"
import {Fault, nearest} from "../core/fault.ts"
import {rounded} from "../core/rounding.ts"
import type {Runs} from "../ensemble/index.ts"
import type {Evidence} from "./evidence.ts"
import type {Interval, RipeView, Share, Spell, ThresholdView, Warning, WorstView} from "./finding.ts"
import {
  at,
  crossing,
  ENOUGH_RUNS,
  eventWhere,
  type Group,
  intervalOf,
  levelsAt,
  seriesOf,
  shareOf,
  sortedOf,
  validIn,
} from "./measure.ts"
import {measureUnit, type Told} from "./outcomes.ts"
import type {Stake} from "./price.ts"
import {figure} from "./words.ts"

/** Above or below a level. */
export type Beyond = {readonly above?: number; readonly below?: number}

/** A level that readers plan by, as case.yaml has it. */
export type Threshold = Beyond & {
  readonly quantity: string
  /** The event in words: "the road is all but closed". */
  readonly says?: string
  /** What time beyond it costs: the shortfall of a flow from what is usual, or the whole of a flow of costs. */
  readonly costs?: {readonly quantity: string; readonly usual?: number | string}
}

/** A sign that one side is willing, as case.yaml has it. */
export type Readiness = Beyond & {readonly side: string; readonly quantity: string}

/** When planners ask, in weeks. */
const LEADS = [4, 8, 12] as const
/** When those who wait for an event ask, in weeks. */
const PASSAGES = [4, 8, 12, 26, 52] as const
/** "Worst credible": one run in twenty is worse. */
const CREDIBLE = 0.95
/** Where a level for an alarm is tried: shares of the values that all runs take. */
const ALARMS = [0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9] as const
/** By how much more often an alarm must sound where the event comes than where it does not. */
const TELLING = 0.2
/** Alarms shown for one event. */
const MOST_WARNINGS = 3

/** The side and the level of a threshold. */
function sideOf({above, below}: Beyond): {side: "above" | "below"; level: number} {
  return above !== undefined ? {side: "above", level: above} : {side: "below", level: below!}
}

/** Every quantity that thresholds and signs of readiness read in the runs. */
export function namesIn(thresholds: readonly Threshold[], ripe: readonly Readiness[], known: Evidence): string[] {
  const usual = thresholds.flatMap(({costs}) => (typeof costs?.usual === "string" ? [costs.usual] : []))
  return [
    ...thresholds.flatMap(({quantity, costs}) => (costs ? [quantity, costs.quantity] : [quantity])),
    ...usual.filter((name) => known.quantity(name)?.kind !== "parameter"),
    ...ripe.map(({quantity}) => quantity),
  ]
}

/** @throws Fault `outlook/unknown-quantity` for one that the model does not have, with the nearest names. */
export function assertKnown(
  {
    thresholds,
    stakes,
    ripe,
    calm,
  }: {
    readonly thresholds: readonly Threshold[]
    readonly stakes: readonly Stake[]
    readonly ripe: readonly Readiness[]
    readonly calm: readonly {readonly quantity: string}[]
  },
  known: Evidence,
): void {
  const moving = known.model.quantities.filter((q) => q.kind !== "parameter").map((q) => q.name)
  const all = known.model.quantities.map((q) => q.name)
  const assert = (name: string, where: string, among: readonly string[]) => {
    if (among.includes(name)) return
    const near = nearest(name, among)
    throw new Fault(
      "outlook/unknown-quantity",
      `The model has no quantity '${name}'${among === moving ? " that moves" : ""}`,
      {
        place: `case.yaml, ${where}`,
        next: near.length > 0 ? `Nearest: ${near.join(", ")}` : "Name a stock, flow or auxiliary of the model.",
      },
    )
  }
  for (const {quantity, costs} of thresholds) {
    assert(quantity, "thresholds", moving)
    if (costs) assert(costs.quantity, "thresholds", moving)
    if (typeof costs?.usual === "string") assert(costs.usual, "thresholds", all)
  }
  for (const {quantity} of stakes) assert(quantity, "stakes", moving)
  for (const {quantity} of ripe) assert(quantity, "ripe", moving)
  for (const {quantity} of calm) assert(quantity, "calm", moving)
}

/** The rows of the runs at so many weeks from the start, as far as the runs go. */
function rowsAt(base: Runs, known: Evidence, weeks: readonly number[]): number[] {
  const perUnit = weeksPerUnit(known.model.time.unit)
  if (perUnit === null) return []
  const [start, end] = [base.time[0]!, base.time[base.time.length - 1]!]
  return weeks.flatMap((w) => {
    const wanted = start + w / perUnit
    const row = base.time.findIndex((t) => t >= wanted - 1e-9)
    return wanted <= end + 1e-9 && row > 0 && Math.abs(base.time[row]! - wanted) < 0.5 / perUnit ? [row] : []
  })
}

/** What a rate adds up to over the model's time: its unit, and the factor of the model's unit of time. Null for what is no rate. */
function totalled(unit: string, known: Evidence): {unit: string; factor: number} | null {
  const [, amount, per] = /^(.+)\/(\p{L}+)$/u.exec(unit.replace(/(?:(?<!\s)\s+)?\/\s*/u, "/")) ?? []
  const [mine, its] = [weeksPerUnit(known.model.time.unit), weeksPerUnit(per ?? "")]
  if (amount !== undefined && mine !== null && its !== null && amount !== "1") return {unit: amount, factor: mine / its}
  return null
}

/** The worst credible level of each outcome of which it is said what is wanted, at each time planners ask about. */
export function worst(told: readonly Told[], base: Runs, known: Evidence): WorstView[] {
  const rows = rowsAt(base, known, LEADS)
  const valid = validIn(base)
  return told.flatMap(({quantity, label, view, wanted}) => {
    if (wanted === null || rows.length === 0) return []
    const p = wanted === "less" ? CREDIBLE : 1 - CREDIBLE
    const levels = (row: number) => sortedOf(levelsAt(base, quantity, row, valid), valid)
    const course = Array.from(base.time, (_, row) => at(levels(row), p))
    const worse = wanted === "less" ? (a: number, b: number) => a > b : (a: number, b: number) => a < b
    // Before the first of these times nobody can prepare.
    const peak = course.reduce((best, v, row) => (row > best && worse(v, course[best]!) ? row : best), rows[0]!)
    const sum = totalled(known.quantity(quantity)!.unit, known)
    const total = sum && {
      unit: sum.unit,
      at: rows.map((row) => {
        const sums = sumsTo(base, quantity, row, valid, sum.factor)
        return {time: base.time[row]!, ...intervalOf(sums, valid), worst: at(sortedOf(sums, valid), p)}
      }),
    }
    return [
      {
        quantity,
        label,
        unit: view.unit,
        wanted,
        now: at(levels(0), 0.5),
        at: rows.map((row) => ({time: base.time[row]!, mid: at(levels(row), 0.5), worst: course[row]!})),
        peak: {time: base.time[peak]!, worst: course[peak]!},
        ...(total && {total}),
      },
    ]
  })
}

/** The integral of a rate from the start to a row (trapezoid). */
function sumsTo(base: Runs, name: string, row: number, valid: Uint8Array, factor: number): Float64Array {
  const reader = seriesOf(base, name)
  return Float64Array.from(valid, (v, run) => {
    if (v !== 1) return Number.NaN
    const series = reader(run)
    let sum = 0
    for (let t = 1; t <= row; t++) sum += ((series[t]! + series[t - 1]!) / 2) * (base.time[t]! - base.time[t - 1]!)
    return sum * factor
  })
}

/** One run beside a threshold. Times are of the model; infinite where there is none. */
type Passage = {
  readonly already: boolean
  /** When it is left for the first time, where the run begins beyond it. */
  readonly left: number
  /** From when on the run has been on the near side. */
  readonly since: number
  /** When it is crossed from the near side for the first time, and when it is left again. */
  readonly comes: number
  readonly goes: number
}

function passageOf(series: Float64Array, time: Float64Array, level: number, side: "above" | "below"): Passage {
  const beyond = (t: number) => (side === "above" ? series[t]! > level : series[t]! < level)
  const already = beyond(0)
  let [left, comes, goes] = [Number.POSITIVE_INFINITY, Number.POSITIVE_INFINITY, Number.POSITIVE_INFINITY]
  for (let t = 1; t < series.length; t++) {
    if (beyond(t) === beyond(t - 1)) continue
    const when = crossing(series, time, level, t)
    if (!beyond(t) && already && left === Number.POSITIVE_INFINITY) left = when
    else if (beyond(t) && comes === Number.POSITIVE_INFINITY) comes = when
    else if (!beyond(t) && comes < Number.POSITIVE_INFINITY && goes === Number.POSITIVE_INFINITY) goes = when
  }
  return {already, left, since: already ? left : time[0]!, comes, goes}
}

/**
 * Quantiles of lengths of which some were cut off: the smallest length at which the product-limit estimate of
 * those that have ended reaches p (Kaplan and Meier 1958); null where the runs are too short to tell.
 */
export function lengths(all: readonly {readonly length: number; readonly ended: boolean}[]): Spell | null {
  if (all.length < ENOUGH_RUNS) return null
  const sorted = [...all].sort((a, b) => a.length - b.length || Number(b.ended) - Number(a.ended))
  const quantile = (p: number): number | null => {
    let going = 1
    for (const [k, {length, ended}] of sorted.entries()) {
      if (ended) going *= 1 - 1 / (sorted.length - k)
      // The last bit of a product is no reason to wait for the next end.
      if (ended && 1 - going >= p - 1e-9) return length
    }
    return null
  }
  const open = all.filter(({ended}) => !ended).length / all.length
  return {low: quantile(0.1), mid: quantile(0.5), high: quantile(0.9), runs: all.length, open}
}

/** Each threshold of the case: first passage, lengths, cost and warning. */
export function thresholdsOf(
  thresholds: readonly Threshold[],
  watch: readonly {readonly quantity: string; readonly published: string}[],
  base: Runs,
  sides: readonly Group[],
  known: Evidence,
): ThresholdView[] {
  const valid = validIn(base)
  const end = base.time[base.time.length - 1]!
  const rows = [...new Set([...rowsAt(base, known, PASSAGES), base.time.length - 1])]
  return thresholds.map((threshold) => {
    const {quantity, says, costs} = threshold
    const {side, level} = sideOf(threshold)
    const reader = seriesOf(base, quantity)
    const runs = [...valid].map((v, run) => (v === 1 ? passageOf(reader(run), base.time, level, side) : null))
    const where = (holds: (one: Passage) => boolean) => Uint8Array.from(runs, (one) => (one && holds(one) ? 1 : 0))
    const comes = where((one) => Number.isFinite(one.comes))
    const times = Float64Array.from(runs, (one) => one?.comes ?? Number.NaN)
    const some = runs.filter((one) => one !== null)
    const n = comes.reduce((a, b) => a + b, 0)
    const warnings = n === 0 ? [] : warningsOf(runs, quantity, watch, base, known)
    return {
      quantity,
      label: known.label(quantity),
      unit: known.quantity(quantity)!.unit,
      side,
      level,
      says: says ?? `${known.inside(quantity)} ${side} ${figure(level)}`,
      already: shareOf(
        where((one) => one.already),
        valid,
        sides,
      ),
      goesOn: lengths(some.filter((one) => one.already).map(({left}) => lengthOf(base.time[0]!, left, end))),
      comes: shareOf(comes, valid, sides),
      when: n < ENOUGH_RUNS ? null : intervalOf(times, comes),
      by: rows.map((row) => ({
        time: base.time[row]!,
        share: shareOf(
          where((one) => one.comes <= base.time[row]!),
          valid,
          sides,
        ),
      })),
      lasts: lengths(
        some.filter((one) => Number.isFinite(one.comes)).map(({comes: from, goes}) => lengthOf(from, goes, end)),
      ),
      ...(costs && {cost: costOf(costs, quantity, level, side, base, valid, known)}),
      warnings,
    } satisfies ThresholdView
  })
}

function lengthOf(from: number, until: number, end: number): {length: number; ended: boolean} {
  return {length: Math.min(until, end) - from, ended: until <= end}
}

/** What time beyond a threshold costs over the whole horizon, in the runs that spend any time there. */
function costOf(
  costs: NonNullable<Threshold["costs"]>,
  quantity: string,
  level: number,
  side: "above" | "below",
  base: Runs,
  valid: Uint8Array,
  known: Evidence,
): NonNullable<ThresholdView["cost"]> {
  const [reader, payer] = [seriesOf(base, quantity), seriesOf(base, costs.quantity)]
  const unit = known.quantity(costs.quantity)!.unit
  const sum = totalled(unit, known) ?? {unit: measureUnit({kind: "total"}, unit, known.model.time.unit), factor: 1}
  const usual = usualOf(costs.usual, base, known)
  const all = new Float64Array(valid.length).fill(Number.NaN)
  const spent = new Float64Array(valid.length).fill(Number.NaN)
  for (let run = 0; run < valid.length; run++) {
    if (valid[run] !== 1) continue
    const [series, flow] = [reader(run), payer(run)]
    const loss = (t: number) => (usual === null ? flow[t]! : usual(run)(t) - flow[t]!)
    const beyond = (t: number) => (side === "above" ? series[t]! > level : series[t]! < level)
    let [cost, weeks] = [0, 0]
    for (let t = 1; t < series.length; t++) {
      const length = base.time[t]! - base.time[t - 1]!
      // The part of the step that lies beyond, by a straight line between the saved rows.
      const part =
        beyond(t) === beyond(t - 1)
          ? Number(beyond(t))
          : (beyond(t)
              ? base.time[t]! - crossing(series, base.time, level, t)
              : crossing(series, base.time, level, t) - base.time[t - 1]!) / length
      cost += ((loss(t) + loss(t - 1)) / 2) * length * part
      weeks += length * part
    }
    all[run] = cost * sum.factor
    spent[run] = weeks
  }
  const within = eventWhere(spent, (v) => v > 0)
  const isRare = within.reduce((a, b) => a + b, 0) < ENOUGH_RUNS
  return {
    quantity: costs.quantity,
    label: known.label(costs.quantity),
    unit: sum.unit,
    usual: costs.usual ?? null,
    total: isRare ? null : intervalOf(all, within),
    beyond: isRare ? null : intervalOf(spent, within),
  }
}

/** What is usual in each run at each row: a number, a parameter as it was drawn, or another quantity. */
function usualOf(
  usual: number | string | undefined,
  base: Runs,
  known: Evidence,
): ((run: number) => (t: number) => number) | null {
  if (usual === undefined) return null
  if (typeof usual === "number") return () => () => usual
  const {value} = known.quantity(usual)!
  const [k, width] = [base.inputNames.indexOf(usual), base.inputNames.length]
  if (k >= 0) return (run) => () => base.inputs[run * width + k]!
  if (value?.kind === "fixed") return () => () => value.value
  const reader = seriesOf(base, usual)
  return (run) => (t) => reader(run)[t]!
}

/**
 * The published quantities that tell the crossing before it comes, the best first. The level of each alarm is chosen
 * on every second run and judged on the others, so that what is told of it is not what it was chosen by.
 */
function warningsOf(
  runs: readonly (Passage | null)[],
  quantity: string,
  watch: readonly {readonly quantity: string; readonly published: string}[],
  base: Runs,
  known: Evidence,
): Warning[] {
  const [even, odd] = [0, 1].map((half) =>
    runs.flatMap((one, run) => (one && run % 2 === half && Number.isFinite(one.since) ? [run] : [])),
  ) as [number[], number[]]
  const enough = (half: readonly number[]) => {
    const crossed = half.filter((run) => Number.isFinite(runs[run]!.comes)).length
    return crossed >= ENOUGH_RUNS && half.length - crossed >= ENOUGH_RUNS
  }
  if (!enough(even) || !enough(odd)) return []
  const found = watch
    .filter((one) => one.quantity !== quantity && base.names.includes(one.quantity))
    .flatMap(({quantity: name, published}) => {
      const reader = seriesOf(base, name)
      const pooled = Float64Array.from(even.flatMap((run) => [...reader(run)])).sort()
      // Thresholds are printed to two digits, so they are tried at two digits.
      const levels = [...new Set(ALARMS.map((p) => rounded(at(pooled, p))))]
      const tried = levels.flatMap((level) =>
        (["above", "below"] as const).map((side) => ({
          level,
          side,
          ...alarm(even, runs, reader, base.time, level, side),
        })),
      )
      const best = tried.reduce((a, b) => (b.told > a.told ? b : a))
      const judged = alarm(odd, runs, reader, base.time, best.level, best.side)
      if (judged.told < TELLING || judged.lead === null) return []
      const {caught, lead, idle, told} = judged
      return [
        {
          quantity: name,
          label: known.label(name),
          unit: known.quantity(name)!.unit,
          published,
          side: best.side,
          level: best.level,
          caught,
          lead,
          idle,
          told,
        },
      ]
    })
  found.sort((a, b) => b.told - a.told || (a.quantity < b.quantity ? -1 : 1))
  return found.slice(0, MOST_WARNINGS).map(({told: _, ...one}) => one)
}

/**
 * An alarm that sounds when `reader` first passes `level` while the run is on the near side: the share of crossings
 * told at least one unit of time before, how long before, and the share of alarms that nothing follows. `told` is
 * what it catches less what it sounds for in runs without a crossing (Youden 1950).
 */
function alarm(
  some: readonly number[],
  runs: readonly (Passage | null)[],
  reader: (run: number) => Float64Array,
  time: Float64Array,
  level: number,
  side: "above" | "below",
): {caught: number; lead: Interval | null; idle: number; told: number} {
  const leads: number[] = []
  let [events, quiet, wrong] = [0, 0, 0]
  for (const run of some) {
    const {since, comes} = runs[run]!
    const series = reader(run)
    let sounds = Number.POSITIVE_INFINITY
    for (let t = 0; t < series.length && sounds === Number.POSITIVE_INFINITY; t++)
      if (time[t]! >= since && (side === "above" ? series[t]! > level : series[t]! < level)) sounds = time[t]!
    if (Number.isFinite(comes)) {
      events++
      if (comes - sounds >= 1) leads.push(comes - sounds)
    } else {
      quiet++
      if (Number.isFinite(sounds)) wrong++
    }
  }
  const [caught, sounded] = [leads.length / Math.max(1, events), leads.length + wrong]
  return {
    caught,
    lead:
      leads.length < ENOUGH_RUNS ? null : intervalOf(Float64Array.from(leads), new Uint8Array(leads.length).fill(1)),
    idle: sounded === 0 ? 0 : wrong / sounded,
    told: caught - wrong / Math.max(1, quiet),
  }
}

/** Whether the moment is ripe: each sign of readiness by itself, and all at once. Null where the case names none. */
export function ripeness(
  ripe: readonly Readiness[],
  base: Runs,
  sides: readonly Group[],
  known: Evidence,
): RipeView | null {
  if (ripe.length === 0) return null
  const valid = validIn(base)
  const holds = (one: Readiness, row: number) => {
    const {side, level} = sideOf(one)
    return eventWhere(levelsAt(base, one.quantity, row, valid), (v) => (side === "above" ? v > level : v < level))
  }
  const all = (row: number) => ripe.map((one) => holds(one, row)).reduce((a, b) => a.map((v, run) => v & b[run]!))
  const share = (row: number): Share => shareOf(all(row), valid, sides)
  const last = base.time.length - 1
  const rows = [...new Set([0, ...rowsAt(base, known, [...LEADS, 26]), last])]
  const shares = Array.from(base.time, (_, row) => share(row).share)
  const best = shares.reduce((a, v, row) => (v > shares[a]! ? row : a), 0)
  return {
    signs: ripe.map((one) => ({
      side: one.side,
      quantity: one.quantity,
      label: known.label(one.quantity),
      unit: known.quantity(one.quantity)!.unit,
      when: sideOf(one).side,
      level: sideOf(one).level,
      now: intervalOf(levelsAt(base, one.quantity, 0, valid), valid),
      holds: shareOf(holds(one, 0), valid, sides),
      later: shareOf(holds(one, last), valid, sides),
    })),
    together: rows.map((row) => ({time: base.time[row]!, share: share(row)})),
    best: {time: base.time[best]!, share: share(best)},
  }
}
