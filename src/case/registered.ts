// What was foretold of periods to come, written down before they come (format brink/foretold@1), and its score once they have.
//
// In: an outlook's foretelling, or such a file and the series of a case. Out: the file, or how it fared. Days stand for
// model times, so that a later version of the model needs no clock in common with the one that foretold.

import {z} from "zod"
import {type Fared, faredOf} from "../check/index.ts"
import {dayNumber, isoOf} from "../core/calendar.ts"
import {weeksPerUnit} from "../core/duration.ts"
import {Fault, listed, nearest, quoted} from "../core/fault.ts"
import {contentHash} from "../core/ids.ts"
import {greatest} from "../core/lists.ts"
import {parseUnit, sameUnit} from "../core/units.ts"
import {madeSchema} from "./compare.ts"
import type {PipelineResult} from "./pipeline.ts"
import {modelHash} from "./plausible.ts"
import {dated, type Series} from "./series.ts"
import type {Version} from "./version.ts"

const count = z.int().min(0)
const hash = z.string().regex(/^[0-9a-f]{64}$/)
const day = z.iso.date({error: "a day such as 2031-10-01"})
const span = z.strictObject({from: day, to: day.describe("The day after its last.")})

/** A file of what was foretold (format brink/foretold@1). */
export const foretoldSchema = z.strictObject({
  format: z.literal("brink/foretold@1"),
  title: z.string(),
  day: day.describe("The day asked about."),
  retrospective: z
    .boolean()
    .describe("Made from what was known that day: no document dated later, no fit to later data."),
  documents: count,
  runs: count,
  failed: count,
  seed: z.string().regex(/^\d{1,20}$/),
  model: hash.describe("SHA-256 of what runs of the model depend on, as plausible.csv has it."),
  claims: hash.describe("SHA-256 of claims.jsonl, as `brink outlook --keep` writes it."),
  plausible: z
    .strictObject({hash: hash.describe("SHA-256 of the file."), until: day.describe("The last day of data it saw.")})
    .nullable()
    .describe("The parameter sets that runs drew from; null: the priors."),
  made: madeSchema.describe("Hashes of all that it was made of: documents, edits, and the case's other files."),
  series: z
    .array(
      z.strictObject({
        quantity: z.string().min(1),
        label: z.string(),
        unit: z.string(),
        source: z.string(),
        period: z.string().describe("What one period is called: month."),
        known: z
          .array(span.extend({value: z.number()}))
          .describe("The last values that were known on the day, twelve at most: the naive forecasts go by them."),
        periods: z
          .array(span.extend({p10: z.number(), p25: z.number(), p50: z.number(), p75: z.number(), p90: z.number()}))
          .min(1)
          .describe("Percentiles of what the runs may be counted as."),
      }),
    )
    .min(1),
})

/** What was foretold, as it is written down. */
export type Registered = z.infer<typeof foretoldSchema>

/** What a series is known by beside its quantity: its source, else the name of its file. */
function sourceOf({source, file}: Pick<Series, "source" | "file">): string {
  return source || file.slice(file.lastIndexOf("/") + 1)
}

/**
 * What an outlook foretells, to be written down.
 * @param result of a pipeline that was asked to register.
 * @param claims the text of its claims.jsonl.
 */
export function registered(
  {opened, model, outlook, draws, foretold, documents}: PipelineResult,
  {retrospective, claims, made}: {retrospective: boolean; claims: string; made: Version["made"]},
): Registered {
  const {time} = dated(model, opened.settings)
  const dayOf = (at: number) => isoOf(dayNumber(time.origin!) + Math.round(7 * weeksPerUnit(time.unit)! * at))
  const days = <T extends {from: number; to: number}>(one: T) => ({...one, from: dayOf(one.from), to: dayOf(one.to)})
  return {
    format: "brink/foretold@1",
    title: opened.settings.title,
    day: opened.settings.start!,
    retrospective,
    documents: documents.length,
    runs: outlook.runs,
    failed: foretold!.failed,
    seed: outlook.seed,
    model: modelHash(opened)!,
    claims: contentHash(claims),
    plausible: draws && {hash: draws.text, until: draws.until},
    made,
    series: foretold!.ahead.map(({quantity, label, unit, source, period, known, periods}) => ({
      ...{quantity, label, unit},
      source: sourceOf(opened.series.find((one) => one.name === quantity && (one.source || one.file) === source)!),
      period,
      known: known.map(days),
      periods: periods.map(days),
    })),
  }
}

/** How what was foretold of one series fared. */
export type SeriesFared = Fared & {
  readonly quantity: string
  readonly label: string
  readonly source: string
  readonly period: string
  /** The periods that are scored, in order; each with what was foretold and observed. */
  readonly periods: readonly (Registered["series"][number]["periods"][number] & {readonly observed: number})[]
  /** First days of periods that are over and of which the data have no value. */
  readonly lacking: readonly string[]
}

/**
 * How what was written down fared against series of data that go further now.
 *
 * @param until the last day that a period may hold to be scored; absent: all periods are to be.
 * @throws Fault `check/other-series` where the data have not the series that was foretold, in its unit and with its periods;
 *               `check/not-over` where periods that are to be scored have not come.
 */
export function fared(
  told: Registered,
  series: readonly Series[],
  {file, place, until}: {readonly file: string; readonly place: string; readonly until?: string},
): SeriesFared[] {
  const open: {says: string; last: string}[] = []
  const found = told.series.map((one) => {
    const dates = valuesOf(one, series, {file, place})
    const last = greatest(dates.keys())
    const wanted = one.periods.filter(({to}) => until === undefined || to <= isoOf(dayNumber(until) + 1))
    const ahead = wanted.filter(({from}) => dayNumber(from) > last)
    if (ahead.length > 0)
      open.push({
        says: `${one.quantity}: ${ahead.length} of ${wanted.length} ${one.period}s, from ${ahead[0]!.from} on`,
        last: isoOf(dayNumber(one.periods.findLast(({from}) => dayNumber(from) <= last)?.to ?? told.day) - 1),
      })
    return {one, wanted, dates}
  })
  if (open.length > 0) {
    const [last] = open.map((one) => one.last).sort()
    throw new Fault("check/not-over", `${file} foretells periods of which ${place} has nothing yet`, {
      place: open.map(({says}) => says).join("\n     "),
      next:
        last! > told.day
          ? `--until ${last} scores those that have come.`
          : "Wait for a value after the day asked about.",
    })
  }
  return found.map(({one, wanted, dates}) => {
    const periods = wanted.flatMap((period, i) => {
      const observed = dates.get(dayNumber(period.from))
      return observed === undefined ? [] : [{...period, observed, number: i + 1}]
    })
    if (periods.length === 0)
      throw new Fault("check/not-over", `${file} foretells no ${one.period} of ${one.quantity} that ends by ${until}`, {
        place,
        next: `The first ends on ${isoOf(dayNumber(one.periods[0]!.to) - 1)}.`,
      })
    const {quantity, label, source, period} = one
    return {
      ...{quantity, label, source, period},
      periods: periods.map(({number: _, ...each}) => each),
      lacking: wanted.flatMap(({from}) => (dates.has(dayNumber(from)) ? [] : [from])),
      ...faredOf(
        periods,
        one.known.map(({value}) => value),
      ),
    }
  })
}

/** The values of the series that was foretold, by the days that they begin on. @throws Fault `check/other-series`. */
function valuesOf(
  {quantity, source, unit, periods}: Registered["series"][number],
  series: readonly Series[],
  {file, place}: {readonly file: string; readonly place: string},
): ReadonlyMap<number, number> {
  const refuse = (says: string, next: string) =>
    new Fault("check/other-series", `${file} foretells ${quoted(quantity)} of "${quoted(source)}", ${says}`, {
      place,
      next,
    })
  const named = series.filter(({name}) => name === quantity)
  if (named.length === 0) {
    const near = nearest(quantity, new Set(series.map(({name}) => name)))
    throw refuse(
      "and no column of the data has that name",
      near.length > 0 ? `Nearest: ${near.join(", ")}.` : "Score it against the case that it was made of.",
    )
  }
  const same = named.find((one) => sourceOf(one) === source)
  if (same === undefined)
    throw refuse(
      `and the data have it of ${listed(named.map((one) => `"${sourceOf(one)}"`))}`,
      "What another source counts is another series: put the data of that source into data/.",
    )
  const [own, theirs] = [parseUnit(unit), same.unit === null ? null : parseUnit(same.unit)]
  if (own && theirs && !sameUnit(own, theirs))
    throw refuse(`in ${unit}, and the data are in ${same.unit}`, "Nothing is converted: give the data in that unit.")
  const values = new Map(same.points.map(({date, value}) => [dayNumber(date), value]))
  const days = [...values.keys()].sort((a, b) => a - b)
  // A value inside a period says that the data count by shorter ones now.
  const inside = periods.find(({from, to}) => days.some((one) => one > dayNumber(from) && one < dayNumber(to)))
  if (inside)
    throw refuse(
      `from ${inside.from} to ${inside.to} as one period, and the data have a value between`,
      "Add the data up to the periods that were foretold.",
    )
  return values
}
