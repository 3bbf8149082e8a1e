// data/*.csv: observed series. In: the text of one file. Out: one series for each column
// after the date, with its source, licence and unit from the comment lines. Dates become
// times of the model here, because only the case knows which day time 0 is.

import type {Observed} from "../check/index.ts"
import {civilFromDays, dayNumber, daysFromCivil} from "../core/calendar.ts"
import {cellsOf, numberOf, partedBy} from "../core/csv.ts"
import {weeksPerUnit} from "../core/duration.ts"
import {listed, nearest, quoted} from "../core/fault.ts"
import {type Mistake, refusal} from "../core/mistakes.ts"
import {parseUnit, printUnit, sameUnit} from "../core/units.ts"
import {isoDate} from "../documents/index.ts"
import {quantile7} from "../math/quantiles.ts"
import type {Model} from "../model/index.ts"

/** One column of a data file. `points` in the order of the file; an empty cell is no point. */
export type Series = {
  readonly file: string
  /** The column's header: the name of a quantity, or of a factor. */
  readonly name: string
  readonly source: string
  readonly licence: string | null
  readonly unit: string | null
  /** The factor within which the source counts, above 1; absent where the file states none. */
  readonly error?: number
  /** The standard deviation of a value, in its unit; absent where the file states none. */
  readonly sd?: number
  readonly points: readonly {readonly date: string; readonly value: number}[]
}

/**
 * Reads one data file: `# source: ...`, `# licence: ...`, `# unit: ...`, `# error: ...` or `# sd: ...`, a header
 * line `date,name,...`, and a row for each date (2031-04 stands for its first day).
 *
 * @throws Fault `case/invalid-file` with the line of every mistake.
 */
export function parseSeries(text: string, file: string): Series[] {
  const said = new Map<string, string>()
  const errors: Stated[] = []
  const deviations: Stated[] = []
  const mistakes: Mistake[] = []
  let header: string[] | null = null
  let foreign = false
  const columns: {date: string; value: number; line: number}[][] = []
  text.split(/\r\n|\n|\r/).forEach((line, i) => {
    const wrong = (says: string) => mistakes.push({place: {line: i + 1, column: 1}, says})
    if (line.trim() === "" || foreign) return
    if (line.startsWith("#")) {
      for (const [, key, value] of line
        .slice(1)
        .matchAll(
          /(?:^|,)\s*(source|licen[cs]e|unit|error|sd|citation)\s*:(.*?)(?=,\s*(?:source|licen[cs]e|unit|error|sd|citation)\s*:|$)/gis,
        )) {
        const kind = key!.toLowerCase()
        if (kind !== "error" && kind !== "sd") said.set(kind.replace("license", "licence"), value!.trim())
        else
          for (const part of value!.split(",")) {
            const stated = /^(?:(\S+)\s+)?(\d+(?:\.\d+)?)$/.exec(part.trim())
            const [into, above] = kind === "error" ? [errors, 1] : [deviations, 0]
            if (stated && Number(stated[2]) > above)
              into.push({column: stated[1] ?? null, value: Number(stated[2]), line: i + 1})
            else
              wrong(
                kind === "error"
                  ? `"${quoted(part.trim())}" is no error of a count: a factor above 1, such as 1.3, or a column's name before it`
                  : `"${quoted(part.trim())}" is no standard deviation: a number above 0 in the unit of the values, or a column's name before it`,
              )
          }
      }
      return
    }
    const cells = cellsOf(line)
    if (!header) {
      header = cells.map((cell) => cell.trim())
      const other = partedBy(line)
      if (other) {
        // Every row after it would be a mistake too, and none of them says more.
        foreign = true
        wrong(`its cells are parted by ${other}: part them by commas, and write numbers with a point`)
        return
      }
      const twice = repeatedName(header)
      if (twice !== undefined) wrong(`two columns are called "${quoted(twice)}"`)
      if (header[0]?.toLowerCase() !== "date" || header.length < 2)
        wrong(`the first row names the columns, the first of them \`date\`; found "${quoted(line)}"`)
      header.slice(1).forEach(() => {
        columns.push([])
      })
      return
    }
    const date = isoDate(cells[0]!.trim())
    if (!date) wrong(`"${quoted(cells[0]!)}" is no date such as 2031-04-30`)
    if (cells.length > header.length) wrong(`${cells.length} cells in a table of ${header.length} columns`)
    columns.forEach((points, column) => {
      const cell = cells[column + 1]?.trim() ?? ""
      if (cell === "" || !date) return
      const value = numberOf(cell)
      if (value !== null) points.push({date, value, line: i + 1})
      else
        wrong(
          `"${quoted(cell)}" in column ${quoted(header![column + 1]!)} is no number${/^[+-]?\d+,\d+$/.test(cell) ? "; write it with a point, and nothing between thousands" : ""}`,
        )
    })
  })
  if (!header)
    mistakes.push({place: {line: 1, column: 1}, says: "there is no row that names the columns, such as: date,herds"})
  for (const points of columns) for (const mistake of repeated(points)) mistakes.push(mistake)
  const names = ((header as string[] | null) ?? []).slice(1)
  const known = new Set(names)
  for (const {column, line} of [...errors, ...deviations])
    if (column !== null && !known.has(column))
      mistakes.push({
        place: {line, column: 1},
        says: `there is no column ${quoted(column)} whose error could be stated`,
      })
  const [errorOf, deviationOf] = [byColumn(errors), byColumn(deviations)]
  for (const name of names) {
    const [error, sd] = [errorOf(name), deviationOf(name)]
    if (error && sd && (error.column === null) === (sd.column === null))
      mistakes.push({
        place: {line: Math.max(error.line, sd.line), column: 1},
        says: `both an error and a standard deviation are stated of ${quoted(name)}: keep one`,
      })
  }
  if (mistakes.length > 0)
    throw refusal("case", file, mistakes, "Mend the table at these places; docs/formats/case.md shows its shape.")
  return names.map((name, column) => {
    const [error, sd] = [errorOf(name), deviationOf(name)]
    // What is said of a column by its name outweighs what is said of all.
    const ratio = error !== undefined && (sd === undefined || error.column !== null)
    return {
      file,
      name,
      source: said.get("source") ?? "",
      licence: said.get("licence") ?? null,
      unit: said.get("unit") ?? null,
      ...(ratio ? {error: error.value} : sd && {sd: sd.value}),
      points: columns[column]!.map(({date, value}) => ({date, value})),
    }
  })
}

/** What a file states of how far its values lie from the truth: of one column, or of all. */
type Stated = {readonly column: string | null; readonly value: number; readonly line: number}

/** What is stated of a column: by its name, else of all; the first of several counts. */
function byColumn(stated: readonly Stated[]): (name: string) => Stated | undefined {
  const first = new Map<string | null, Stated>()
  for (const each of stated) if (!first.has(each.column)) first.set(each.column, each)
  return (name) => first.get(name) ?? first.get(null)
}

function repeatedName(names: readonly string[]): string | undefined {
  const seen = new Set<string>()
  return names.find((name) => seen.size === seen.add(name).size)
}

/** Values of one column for a time that another row has a value for: the same day, or a day of a month that has one. */
function repeated(points: readonly {readonly date: string; readonly line: number}[]): Mistake[] {
  const lines = new Map<string, number>()
  for (const {date, line} of points) if (!lines.has(date)) lines.set(date, line)
  return points.flatMap(({date, line}) => {
    const same = lines.get(date)!
    const month = date.length > "2031-04".length ? lines.get(date.slice(0, "2031-04".length)) : undefined
    const says =
      same !== line
        ? `${date} has a value already, in line ${same}; keep one row for each date`
        : month !== undefined
          ? `${date} lies in ${date.slice(0, 7)}, which has a value in line ${month}; keep one row for each time`
          : null
    return says === null ? [] : [{place: {line, column: 1}, says}]
  })
}

/** Times longer than usual between two values: the value before stands for all of such a time. */
export function gapsOf({points}: Pick<Series, "points">): {from: string; to: string}[] {
  const sorted = [...points].sort((a, b) => dayNumber(a.date) - dayNumber(b.date))
  const lengths = sorted.slice(1).map(({date}, i) => dayNumber(date) - dayNumber(sorted[i]!.date))
  const usual = lengths.length > 0 ? quantile7(Float64Array.from(lengths).sort(), 0.5) : 0
  return lengths.flatMap((length, i) =>
    length > GAP * usual ? [{from: sorted[i]!.date, to: sorted[i + 1]!.date}] : [],
  )
}

/** Months and quarters differ by a tenth; what is this much longer than usual lacks a value. */
const GAP = 1.5

/** What of its series a model cannot be held against, each with its place; what they are of is settled by `isFactor`. */
export function amiss(all: readonly Series[], model: Model, isFactor: (name: string) => boolean): string[] {
  const byName = new Map(model.quantities.map((quantity) => [quantity.name, quantity]))
  const unknown = new Map<string, string[]>()
  const found = all.flatMap((series) => {
    const quantity = byName.get(series.name)
    if (quantity) return amissOf(series, quantity)
    if (isFactor(series.name)) return []
    const before = unknown.get(series.file)
    if (before) before.push(series.name)
    else unknown.set(series.file, [series.name])
    if (before && before.length > MOST_UNKNOWN) return []
    // Each costs a look at all names.
    const near = nearest(series.name, byName.keys())
    return [
      `${series.file}: the column ${quoted(series.name)} is no quantity of the model${near.length > 0 ? `; nearest: ${near.join(", ")}` : ""}`,
    ]
  })
  for (const [file, names] of unknown)
    if (names.length > MOST_UNKNOWN)
      found.push(
        `${file}: nor are ${names.length - MOST_UNKNOWN} more columns: ${listed(names.slice(MOST_UNKNOWN), MOST_LISTED)}`,
      )
  return found
}

/** Columns of one file that are no quantities, each with those nearest to it; and of the others, those that are named. */
const MOST_UNKNOWN = 20
const MOST_LISTED = 3

function amissOf({file, name, unit, points}: Series, quantity: Model["quantities"][number]): string[] {
  const [stated, own] = [unit === null ? null : parseUnit(unit), parseUnit(quantity.unit)]
  const [low, high] = quantity.range ?? [Number.NEGATIVE_INFINITY, Number.POSITIVE_INFINITY]
  const outside = points.filter(({value}) => value < low || value > high)
  return [
    ...(stated && own && !sameUnit(stated, own)
      ? [`${file}: ${name} is in ${printUnit(stated)} there, and in ${printUnit(own)} in the model`]
      : []),
    ...(outside.length > 0
      ? [
          `${file}: ${outside[0]!.value} at ${outside[0]!.date}${outside.length > 1 ? ` and ${outside.length - 1} more values` : ""} of ${name} lie outside its range from ${low} to ${high} in the model`,
        ]
      : []),
  ]
}

/** `model` with the day that the case starts on as that of its time 0, where it names none of its own. */
export function dated<M extends Pick<Model, "time">>(model: M, {start}: {readonly start?: string | undefined}): M {
  return model.time.origin !== undefined || start === undefined
    ? model
    : {...model, time: {...model.time, origin: start}}
}

/** A day in the model's time; null where the model has no date for time 0, or its unit is no span of time. */
export function dayInModelTime(
  day: string,
  {unit, origin}: {readonly unit: string; readonly origin?: string},
): number | null {
  const weeks = weeksPerUnit(unit)
  return origin === undefined || weeks === null ? null : (dayNumber(day) - dayNumber(origin)) / (7 * weeks)
}

/** Days of the shortest month: what is this far apart and begins on one day of the month goes by months. */
const LEAST_MONTH = 28
const MEAN_MONTH = 365.25 / 12
/** Periods that are looked ahead: more than anybody holds against what came. */
const MOST_AHEAD = 1000

/**
 * The periods of a series from that of the last value known on a day on, as they follow in its own rhythm: by months (or
 * quarters, or years) where every value stands for one day of the month, else as many days apart as most known values are.
 * Day numbers, half open; none where fewer than two values were known.
 *
 * @param until the day number at which the last of them ends at the latest.
 */
function daysAhead({points}: Pick<Series, "points">, day: string, until: number): {from: number; to: number}[] {
  const known = points
    .map(({date}) => dayNumber(date))
    .filter((from) => from <= dayNumber(day))
    .sort((a, b) => a - b)
  const gaps = known.slice(1).map((from, i) => from - known[i]!)
  if (gaps.length === 0) return []
  const usual = [...gaps].sort((a, b) => a - b)[Math.floor(gaps.length / 2)]!
  const first = known.at(-1)!
  const begin = civilFromDays(first)
  const isByMonth =
    usual >= LEAST_MONTH && begin.day <= LEAST_MONTH && known.every((from) => civilFromDays(from).day === begin.day)
  const months = Math.round(usual / MEAN_MONTH)
  const nth = (n: number): number => {
    if (!isByMonth) return first + n * usual
    const month = begin.month - 1 + n * months
    return daysFromCivil(begin.year + Math.floor(month / 12), (month % 12) + 1, begin.day)
  }
  const found: {from: number; to: number}[] = []
  for (let n = 0; found.length < MOST_AHEAD && nth(n + 1) <= until; n++) found.push({from: nth(n), to: nth(n + 1)})
  return found
}

/**
 * The series that have a place in the model's time, each with the periods that come after what was known on `day` and end
 * within the run, in its own rhythm.
 */
export function allAhead(series: readonly Series[], time: Model["time"], day: string): Observed[] {
  const {origin} = time
  const weeks = weeksPerUnit(time.unit)
  if (origin === undefined || weeks === null) return []
  const at = (number: number) => (number - dayNumber(origin)) / (7 * weeks)
  const end = dayNumber(origin) + 7 * weeks * time.stop
  return series.map((one) => ({
    ...inModelTime(one, time)!,
    ahead: daysAhead(one, day, end).map(({from, to}) => ({from: at(from), to: at(to)})),
  }))
}

/** Those of the series that have a place in the model's time, in it; none where the model has no date. */
export function allInModelTime(series: readonly Series[], time: Parameters<typeof inModelTime>[1]) {
  return series.map((one) => inModelTime(one, time)).filter((one) => one !== null)
}

/** A series in the model's time; null where the model has no date for time 0, or its unit is no span of time. */
export function inModelTime(
  series: Series,
  time: {readonly unit: string; readonly origin?: string},
): {quantity: string; source: string; file: string; points: {time: number; value: number}[]} | null {
  const weeks = weeksPerUnit(time.unit)
  if (!time.origin || weeks === null) return null
  const zero = dayNumber(time.origin)
  return {
    quantity: series.name,
    source: series.source || series.file,
    file: series.file,
    points: series.points.map((p) => ({time: (dayNumber(p.date) - zero) / (7 * weeks), value: p.value})),
  }
}
