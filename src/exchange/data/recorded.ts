// Series over time in a file: the output of another run, or observations, as .tab, .csv, a
// sheet, or Vensim's .dat text. In: files, read. Out: a series for each name.
//
// Two layouts occur and are told apart by where the word Time stands and what is beside it:
// times down the first column with names across the top, or times along the first row.

import {withoutBrackets} from "../../core/brackets.ts"
import {nameKey} from "../blueprint/blueprint.ts"
import {rising} from "../blueprint/points.ts"
import {type Refusal, tooManyCells} from "./external.ts"
import {delimiterOf, numberIn, type Sheet, sheetOf, sheetOfText, type Workbook} from "./workbook.ts"

/** Times and values of one series, and the file that they are from. */
export type RecordedSeries = {readonly x: readonly number[]; readonly y: readonly number[]; readonly file: string}

/** All series of some files; on a name that several have, the first file's. */
export type Recorded = {
  readonly series: ReadonlyMap<string, RecordedSeries>
  /** Their names as written, for "did you mean". */
  readonly names: readonly string[]
  readonly files: readonly string[]
  readonly refusals: readonly Refusal[]
}

/** The key of one series: a variable's name and its elements, however they are spelt. */
export function seriesKey(name: string, elements: readonly string[]): string {
  return elements.length === 0 ? nameKey(name) : `${nameKey(name)}[${elements.map(nameKey).join(",")}]`
}

/** Reads all series of some files. */
export function recordedSeries(files: readonly {file: string; workbook: Workbook}[]): Recorded {
  const series = new Map<string, RecordedSeries>()
  const names: string[] = []
  const refusals: Refusal[] = []
  for (const {file, workbook} of files) {
    const before = series.size
    const keep = (name: string, x: number[], y: number[]) => {
      const key = keyOf(name)
      if (key === "" || series.has(key)) return
      // By rising time, the last of several values at one time kept. Files of runs are in order already.
      series.set(key, {...rising(x, y), file})
      names.push(name)
    }
    if (workbook.kind === "sheets") for (const {name, cells} of workbook.sheets) readSheet(sheetOf(name, cells), keep)
    else if (!readListing(workbook.text, keep)) {
      const sheet = sheetOfText(file, workbook.text, delimiterOf(workbook.text))
      if (sheet) readSheet(sheet, keep)
      else {
        refusals.push(tooManyCells(file))
        continue
      }
    }
    if (series.size === before)
      refusals.push({
        code: "exchange/no-series",
        says: `${file} holds no series over time`,
        next: "It should have a column (or row) headed Time and one for each variable, headed by its name.",
      })
  }
  return {series, names, files: files.map((f) => f.file), refusals}
}

/** `name[a, b]` as written in a heading. */
function keyOf(heading: string): string {
  const text = heading.trim()
  // A bracket inside quotes belongs to the name.
  const start = text.startsWith('"') ? text.indexOf("[", Math.max(0, text.indexOf('"', 1))) : text.indexOf("[")
  if (start <= 0 || !text.endsWith("]")) return nameKey(text)
  return seriesKey(text.slice(0, start), text.slice(start + 1, -1).split(","))
}

function readSheet(sheet: Sheet, keep: (name: string, x: number[], y: number[]) => void): void {
  const head = sheet.cell(0, 0)
  if (
    typeof head !== "string" ||
    !/^(time|day|week|month|quarter|year|date|times|years|months|days|weeks)\b/i.test(head.trim())
  )
    return
  const across = numberIn(sheet.cell(0, 1)) !== null
  const length = across ? sheet.columns : sheet.rows
  const count = across ? sheet.rows : sheet.columns
  const times: (number | null)[] = []
  for (let i = 0; i < length; i++) times.push(i === 0 ? null : numberIn(across ? sheet.cell(0, i) : sheet.cell(i, 0)))
  for (let j = 1; j < count; j++) {
    const name = across ? sheet.cell(j, 0) : sheet.cell(0, j)
    if (name === null) continue
    const x: number[] = []
    const y: number[] = []
    for (let i = 1; i < length; i++) {
      const time = times[i]
      const value = numberIn(across ? sheet.cell(j, i) : sheet.cell(i, j))
      if (time === null || time === undefined || value === null) continue
      x.push(time)
      y.push(value)
    }
    keep(String(name), x, y)
  }
}

/** Vensim's .dat text: a line with a name, then lines of a time and a value. False when the text is not of that form. */
function readListing(text: string, keep: (name: string, x: number[], y: number[]) => void): boolean {
  const lines = text.split(/\r\n|\r|\n/)
  const first = lines.findIndex((line) => line.trim() !== "")
  // A name with commas in its brackets is still a name; a header row has commas or tabs outside of them.
  if (first < 0 || /[\t,]/.test(withoutBrackets(lines[first]!))) return false
  const pair = /^\s*([+-]?[\d.]+(?:[eE][+-]?\d+)?)[\t ,]+([+-]?[\d.]+(?:[eE][+-]?\d+)?)\s*$/
  if (!pair.test(lines[first + 1] ?? "")) return false
  let name = ""
  let x: number[] = []
  let y: number[] = []
  for (const line of lines) {
    const match = pair.exec(line)
    if (match) {
      x.push(Number(match[1]))
      y.push(Number(match[2]))
    } else if (line.trim() !== "") {
      if (name !== "") keep(name, x, y)
      name = line
      x = []
      y = []
    }
  }
  if (name !== "") keep(name, x, y)
  return true
}
