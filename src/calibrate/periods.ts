// Observed series as the periods and quarters that a run is held against.
//
// In: the columns of a case's data and the clock of its model. Out: for each series that can
// be used, its periods in the model's time, gathered into calendar quarters; for each that
// cannot, why not. A value stands for the time from its date to the end of its period.

import {dayNumber, isoOf} from "../core/calendar.ts"
import {weeksPerUnit} from "../core/duration.ts"
import {Fault, nearest} from "../core/fault.ts"
import {greatest} from "../core/lists.ts"
import {parseUnit, printUnit, sameUnit} from "../core/units.ts"
import {quantile7} from "../ensemble/index.ts"
import {log} from "../math/elementary.ts"
import type {Model} from "../model/index.ts"

/** One column of a data file: its dates are days, or months or years for their first day. */
export type DatedSeries = {
  readonly name: string
  readonly file: string
  readonly unit: string | null
  /** The factor within which the source counts, above 1; that of a usual count when absent. */
  readonly error?: number
  /** The standard deviation of a value, in the series' unit, where its source states one; a sampler of the posterior takes it. */
  readonly sd?: number
  readonly points: readonly {readonly date: string; readonly value: number}[]
}

/** One observed value: from <= time < to in the model's unit, and the calendar year it begins in. */
export type Period = {readonly from: number; readonly to: number; readonly year: number; readonly value: number}

/** A series that runs are held against. */
export type Target = {
  readonly quantity: string
  readonly unit: string
  readonly periods: readonly Period[]
  /** Numbers of the periods of each calendar quarter that has any, in order of time. */
  readonly quarters: readonly (readonly number[])[]
  /** How far a value lies from the truth, as its source states it; null where it states nothing. */
  readonly stated: {readonly error: number} | {readonly sd: number} | null
  /** Its share in the distance; those of all targets add up to 1. */
  readonly weight: number
  /** The day before the first day after the last period. */
  readonly lastDay: number
}

/** Fewer periods than this are no course to be held against. */
const leastPeriods = 8

/** A source that states no error is taken to count within this factor. */
const USUAL_ERROR = 1.3

/** A share of a day by which the sums of a clock in other units may be off. */
const SLACK = 1e-6

/** Days of the shortest and longest month: gaps between them are months. */
const MONTH = [28, 31] as const

/**
 * What of `series` a run of `model` is held against, and why the rest is not.
 *
 * @param until the last day that a period may hold; the end of the run when null.
 * @throws Fault `calibrate/no-date`, `calibrate/date-outside`, `calibrate/no-data`, `calibrate/too-few-periods`.
 */
export function targetsOf(
  series: readonly DatedSeries[],
  model: Model,
  until: string | null,
): {targets: Target[]; left: string[]} {
  const {time} = model
  const weeks = weeksPerUnit(time.unit)
  const known = new Map(model.quantities.map((quantity) => [quantity.name, quantity]))
  const named = series.filter(({name}) => known.has(name))
  if (named.length === 0)
    throw new Fault("calibrate/no-data", "No column of the case's data is a quantity of its model", {
      ...(series.length > 0 ? {place: series.map((one) => unknownColumn(one, known.keys())).join(", ")} : {}),
      next: "Put a table into data/ whose columns have the names of quantities (docs/formats/case.md).",
    })
  if (!time.origin || weeks === null)
    throw new Fault("calibrate/no-date", "The model has no date for time 0, so that no observation has a place in it", {
      next: "Give model.yaml `time: {unit: week, origin: 2031-10-01, ...}`, or case.yaml a start.",
    })
  const zero = dayNumber(time.origin)
  const days = 7 * weeks
  const first = zero + time.start * days
  const last = zero + time.stop * days
  if (until !== null && (dayNumber(until) < first || dayNumber(until) > last + SLACK))
    throw new Fault("calibrate/date-outside", `--until ${until} lies outside the run`, {
      next: `The model runs from ${isoOf(Math.ceil(first))} to ${isoOf(Math.floor(last))}.`,
    })
  const end = Math.min(last, until === null ? last : dayNumber(until) + 1)
  const targets: (Target & {error: number})[] = []
  const left: string[] = []
  for (const one of named) {
    const quantity = known.get(one.name)!
    const odd = unfit(one, quantity.unit)
    if (odd !== null) {
      left.push(odd)
      continue
    }
    const spans = spansOf(one).filter(({from, to}) => from >= first - SLACK && to <= end + SLACK)
    if (spans.length < leastPeriods) {
      const all = one.points.length === 0 ? "its data hold no value" : `its data go ${spanned(spansOf(one))}`
      left.push(`${one.name}: ${spans.length} observed periods lie within the run and end by then; ${all}`)
      continue
    }
    const quarters = new Map<number, number[]>()
    spans.forEach(({date}, i) => {
      const quarter = 4 * Number(date.slice(0, 4)) + Math.floor((Number(date.slice(5, 7)) - 1) / 3)
      quarters.set(quarter, [...(quarters.get(quarter) ?? []), i])
    })
    targets.push({
      quantity: one.name,
      unit: quantity.unit,
      periods: spans.map(({from, to, date, value}) => ({
        from: (from - zero) / days,
        to: (to - zero) / days,
        year: Number(date.slice(0, 4)),
        value,
      })),
      quarters: [...quarters.values()],
      stated: one.sd !== undefined ? {sd: one.sd} : one.error !== undefined ? {error: one.error} : null,
      error: one.error ?? USUAL_ERROR,
      weight: 0,
      lastDay: spans.at(-1)!.to - 1,
    })
  }
  if (targets.length === 0)
    throw new Fault(
      "calibrate/too-few-periods",
      `A course needs ${leastPeriods} observed periods that it can be held against, and no series has as many`,
      {
        place: left.join("; "),
        next: `What counts lies from ${isoOf(Math.ceil(first))} to ${isoOf(Math.floor(end) - 1)}, in the quantity's unit and not below 0: mend the data, or give a later --until.`,
      },
    )
  // A mean of observations of known error weighs each by the inverse of its variance, here of logarithms.
  const precision = targets.map(({error}) => 1 / (log(error) * log(error)))
  const all = precision.reduce((sum, one) => sum + one, 0)
  return {targets: targets.map(({error: _, ...target}, j) => ({...target, weight: precision[j]! / all})), left}
}

/** The last day that any of the targets has seen, YYYY-MM-DD: data may end before the day asked for. */
export function lastDayOf(targets: readonly Pick<Target, "lastDay">[]): string {
  return isoOf(greatest(targets.map(({lastDay}) => lastDay)))
}

/** A column that is no quantity, with the nearest that are. */
function unknownColumn({file, name}: DatedSeries, names: Iterable<string>): string {
  const near = nearest(name, names)
  return `${file} (${name}${near.length > 0 ? `; nearest: ${near.join(", ")}` : ""})`
}

/** From the first day of a series to its last. */
function spanned(spans: readonly {readonly from: number; readonly to: number}[]): string {
  return `from ${isoOf(spans[0]!.from)} to ${isoOf(spans.at(-1)!.to - 1)}`
}

/** Why a series is not held against a quantity of `unit`; null when it is. */
function unfit({name, unit, points}: DatedSeries, wanted: string): string | null {
  const stated = unit === null ? null : parseUnit(unit)
  const own = parseUnit(wanted)
  if (stated && own && !sameUnit(stated, own))
    return `${name}: the data are in ${printUnit(stated)}, the quantity in ${printUnit(own)}`
  const below = points.find(({value}) => value < 0)
  return below ? `${name}: ${below.value} at ${below.date} is below 0, and no ratio can be made of it` : null
}

/** The days of each value: up to the next one; of the last, as long as periods of the series usually are. */
function spansOf({points}: DatedSeries): {date: string; from: number; to: number; value: number}[] {
  // A month or a year alone stands for its first day.
  const sorted = points
    .map(({date, value}) => ({date: isoOf(dayNumber(date)), value, from: dayNumber(date)}))
    .sort((a, b) => a.from - b.from)
  const gaps = sorted.slice(1).map(({from}, i) => from - sorted[i]!.from)
  const usual = gaps.length > 0 ? quantile7(Float64Array.from(gaps).sort(), 0.5) : 0
  const monthly = usual >= MONTH[0] && usual <= MONTH[1] && sorted.every(({date}) => date.endsWith("-01"))
  return sorted.map((point, i) => {
    const to = sorted[i + 1]?.from ?? (monthly ? nextMonth(point.date) : point.from + usual)
    return {...point, to}
  })
}

/** The first day of the month after that of a date. */
function nextMonth(date: string): number {
  const [year, month] = [Number(date.slice(0, 4)), Number(date.slice(5, 7))]
  return dayNumber(month === 12 ? `${year + 1}-01-01` : `${year}-${String(month + 1).padStart(2, "0")}-01`)
}
