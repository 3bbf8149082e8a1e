// data/*.csv: observed series. In: the text of one file. Out: one series for each column
// after the date, with its source, licence and unit from the comment lines. Dates become
// times of the model here, because only the case knows which day time 0 is.

import {dayNumber} from "../calendar.ts"
import {cellsOf} from "../csv.ts"
import {weeksPerUnit} from "../duration.ts"
import type {Model} from "../model/index.ts"
import {type Mistake, refusal} from "../source.ts"
import {isoDate} from "../text/index.ts"

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
  readonly points: readonly {readonly date: string; readonly value: number}[]
}

/**
 * Reads one data file: `# source: ...`, `# licence: ...`, `# unit: ...`, `# error: ...`, a header
 * line `date,name,...`, and a row for each date (2031-04 stands for its first day).
 *
 * @throws Fault `case/invalid-file` with the line of every mistake.
 */
export function parseSeries(text: string, file: string): Series[] {
  const said = new Map<string, string>()
  const errors: {column: string | null; value: number; line: number}[] = []
  const mistakes: Mistake[] = []
  let header: string[] | null = null
  const columns: {date: string; value: number}[][] = []
  text.split(/\r\n|\n|\r/).forEach((line, i) => {
    const wrong = (says: string) => mistakes.push({place: {line: i + 1, column: 1}, says})
    if (line.trim() === "") return
    if (line.startsWith("#")) {
      for (const [, key, value] of line
        .slice(1)
        .matchAll(
          /(?:^|,)\s*(source|licen[cs]e|unit|error|citation)\s*:\s*(.*?)(?=,\s*(?:source|licen[cs]e|unit|error|citation)\s*:|$)/gi,
        ))
        if (key!.toLowerCase() !== "error") said.set(key!.toLowerCase().replace("license", "licence"), value!.trim())
        else
          for (const part of value!.split(",")) {
            const stated = /^(?:(\S+)\s+)?(\d+(?:\.\d+)?)$/.exec(part.trim())
            if (stated && Number(stated[2]) > 1)
              errors.push({column: stated[1] ?? null, value: Number(stated[2]), line: i + 1})
            else
              wrong(
                `"${part.trim()}" is no error of a count: a factor above 1, such as 1.3, or a column's name before it`,
              )
          }
      return
    }
    const cells = cellsOf(line)
    if (!header) {
      header = cells.map((cell) => cell.trim())
      if (header[0]?.toLowerCase() !== "date" || header.length < 2)
        wrong(`the first row names the columns, the first of them \`date\`; found "${line}"`)
      header.slice(1).forEach(() => {
        columns.push([])
      })
      return
    }
    const date = isoDate(cells[0]!.trim())
    if (!date) wrong(`"${cells[0]}" is no date such as 2031-04-30`)
    if (cells.length > header.length) wrong(`${cells.length} cells in a table of ${header.length} columns`)
    columns.forEach((points, column) => {
      const cell = cells[column + 1]?.trim() ?? ""
      if (cell === "" || !date) return
      const value = Number(cell)
      if (Number.isFinite(value)) points.push({date, value})
      else wrong(`"${cell}" in column ${header![column + 1]} is no number`)
    })
  })
  if (!header)
    mistakes.push({place: {line: 1, column: 1}, says: "there is no row that names the columns, such as: date,herds"})
  const names = ((header as string[] | null) ?? []).slice(1)
  for (const {column, line} of errors)
    if (column !== null && !names.includes(column))
      mistakes.push({place: {line, column: 1}, says: `there is no column ${column} whose error could be stated`})
  if (mistakes.length > 0)
    throw refusal("case", file, mistakes, "Mend the table at these places; docs/formats/case.md shows its shape.")
  return names.map((name, column) => {
    const error = errors.find((one) => one.column === name) ?? errors.find((one) => one.column === null)
    return {
      file,
      name,
      source: said.get("source") ?? "",
      licence: said.get("licence") ?? null,
      unit: said.get("unit") ?? null,
      ...(error && {error: error.value}),
      points: columns[column]!,
    }
  })
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
