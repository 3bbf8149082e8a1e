// One call for outside data, answered from a sheet. In: what the call asks for (a cell or a
// named range, where time stands, how many elements) and the file as read. Out: the numbers,
// or a refusal in words with the next move; the caller knows which equation asked.
//
// The order in which cells are read is Vensim's (reference guide, GET DIRECT DATA, CONSTANTS, LOOKUPS and
// SUBSCRIPT): constants go right for the last range and down for the one before it; series
// go along with time, and an array's elements stand side by side across it.

import {cellName, cellOf, columnOf, MOST_CELLS, MOST_ROWS} from "../../core/cell-names.ts"
import {nearest} from "../../core/fault.ts"
import {
  delimiterOf,
  type NamedRange,
  numberIn,
  rangeNamed,
  type Sheet,
  sheetOf,
  sheetOfText,
  type Workbook,
} from "./workbook.ts"

/** Why a call has no answer; the parts of an `Issue` that depend on the sheet. */
export type Refusal = {readonly code: string; readonly says: string; readonly next: string}

/** A series of one element: times (or a lookup's x) strictly rising, and values; `gaps` were blank and are left out. */
export type Series = {readonly x: readonly number[]; readonly y: readonly number[]; readonly gaps: number}

/** A sheet with the names that reach it. */
export type Source = {
  readonly file: string
  readonly sheet: Sheet
  readonly names: readonly NamedRange[]
  /** For a named range that lies on another sheet of the file. */
  readonly sheets: readonly Sheet[]
}

type Corner = {
  readonly sheet: Sheet
  readonly row: number
  readonly column: number
  /** Extent of a named range of more than one cell. */
  readonly rows?: number
  readonly columns?: number
}

/** Whether a call for data was answered with a refusal. */
export function isRefusal(answer: object): answer is Refusal {
  return "says" in answer
}

/**
 * The sheet that a call names. In a text file there is one, and the name is its delimiter; without one it is the comma
 * for .csv and the tab for others, and where no line holds that, the one that the lines do hold.
 */
export function sourceOf(workbook: Workbook, file: string, tab: string): Source | Refusal {
  if (workbook.kind === "text") {
    const usual = /\.csv$/i.test(file) ? "," : "\t"
    const named = tab.length === 1 ? tab : /^\\t$|^tab$/i.test(tab) ? "\t" : null
    const delimiter = named ?? (workbook.text.includes(usual) ? usual : delimiterOf(workbook.text))
    const sheet = sheetOfText(file, workbook.text, delimiter)
    if (!sheet) return tooManyCells(file)
    return {file, sheet, names: [], sheets: [sheet]}
  }
  const wanted = tab.trim().toLowerCase()
  const sheets = workbook.sheets.map(({name, cells}) => sheetOf(name, cells))
  const names = workbook.names.flatMap((name) => rangeNamed(name, sheets) ?? [])
  const sheet = sheets.find((s) => s.name.trim().toLowerCase() === wanted) ?? (wanted === "" ? sheets[0] : undefined)
  if (sheet) return {file, sheet, names, sheets}
  return {
    code: "exchange/no-such-sheet",
    says: `${file} has no sheet '${tab}'`,
    next: sheets.length === 0 ? "It has no sheets at all." : `Its sheets: ${listed(sheets.map((s) => s.name))}.`,
  }
}

/** What is said of a text with more cells than are read. */
export function tooManyCells(file: string): Refusal {
  return {
    code: "exchange/too-large",
    says: `${file} has more than ${MOST_CELLS} cells`,
    next: "Keep only the rows and columns that the model reads.",
  }
}

/**
 * GET CONSTANTS: `rows` x `columns` numbers, row by row.
 *
 * @param words a cell or a named range; a star at its end exchanges across and down.
 */
export function readConstants(
  source: Source,
  words: string,
  rows: number,
  columns: number,
): {values: readonly number[]; surplus: string | null} | Refusal {
  const turned = words.trim().endsWith("*")
  const bare = words
    .trim()
    .replace(/(?<!\*)\*+$/, "")
    .trim()
  const corner = cornerOf(source, bare)
  if (isRefusal(corner)) return corner
  const down = turned ? columns : rows
  const across = turned ? rows : columns
  let surplus: string | null = null
  if (corner.rows !== undefined && corner.columns !== undefined) {
    if (corner.rows < down || corner.columns < across)
      return {
        code: "exchange/range-too-small",
        says: `The range '${bare}' of ${source.file} is ${inCells(corner.rows, corner.columns)}, and ${inCells(down, across)} are wanted`,
        next:
          corner.rows >= across && corner.columns >= down
            ? turned
              ? "Take the * away to read across first, or enlarge the range."
              : "Put a * behind its name to read down first, or enlarge the range."
            : "Enlarge the range, or name the first cell instead.",
      }
    if (corner.rows > down || corner.columns > across)
      surplus = `The range '${bare}' of ${source.file} is ${inCells(corner.rows, corner.columns)}, and only ${inCells(down, across)} are read`
  }
  const values: number[] = []
  const missing: string[] = []
  for (let row = 0; row < rows; row++)
    for (let column = 0; column < columns; column++) {
      const r = corner.row + (turned ? column : row)
      const c = corner.column + (turned ? row : column)
      const value = numberIn(corner.sheet.cell(r, c))
      if (value === null) missing.push(cellName(r, c))
      values.push(value ?? 0)
    }
  if (missing.length > 0) return noNumbers(source, corner.sheet, missing)
  return {values, surplus}
}

/**
 * GET DATA and GET LOOKUPS: `count` series side by side.
 *
 * @param along a row number (time runs across), column letters (time runs down), a cell in line with the first value,
 *              or a named range of one row or column.
 * @param words the cell or named range of the first value.
 */
export function readSeries(source: Source, along: string, words: string, count: number): readonly Series[] | Refusal {
  const first = cornerOf(source, words.trim())
  if (isRefusal(first)) return first
  const axis = axisOf(source, along.trim(), first)
  if (isRefusal(axis)) return axis
  const {sheet} = axis
  const across = axis.runs === "across"
  // Beside the first value, one step aside for each element; along with time to the end of range or sheet.
  const aside = across ? first.rows : first.columns
  if (aside !== undefined && aside < count)
    return {
      code: "exchange/range-too-small",
      says: `The range '${words}' of ${source.file} holds ${aside} series, and ${count} are wanted`,
      next: "Enlarge the range, or name the first cell instead.",
    }
  const from = axis.from ?? (across ? first.column : first.row)
  const offset = (across ? first.column : first.row) - from
  const bound = (across ? sheet.columns : sheet.rows) - from
  const ranged = across ? first.columns : first.rows
  const length = Math.max(0, Math.min(axis.length ?? bound, ranged ?? bound))
  const times: {time: number; at: number}[] = []
  for (let i = 0; i < length; i++) {
    const time = numberIn(across ? sheet.cell(axis.index, from + i) : sheet.cell(from + i, axis.index))
    if (time !== null) times.push({time, at: i})
  }
  const heading = across ? `row ${axis.index + 1}` : `column ${cellName(0, axis.index).replace("1", "")}`
  if (times.length === 0)
    return {
      code: "exchange/no-numbers",
      says: `There are no numbers in ${heading} of sheet '${sheet.name}' of ${source.file} from ${across ? cellName(axis.index, from) : cellName(from, axis.index)} on`,
      next: "It should hold the times (or the x of a lookup); check the row or column named in the call.",
    }
  for (let i = 1; i < times.length; i++)
    if (!(times[i]!.time > times[i - 1]!.time)) {
      const at = times[i]!.at
      const cell = across ? cellName(axis.index, from + at) : cellName(from + at, axis.index)
      return {
        code: "exchange/time-not-rising",
        says: `${cell} of sheet '${sheet.name}' of ${source.file} is ${times[i]!.time} after ${times[i - 1]!.time}`,
        next: `Sort the sheet so that ${heading} rises, and keep each value once.`,
      }
    }
  const all: Series[] = []
  let found = false
  for (let element = 0; element < count; element++) {
    const x: number[] = []
    const y: number[] = []
    for (const {time, at} of times) {
      const along = from + at + offset
      const value = numberIn(
        across ? first.sheet.cell(first.row + element, along) : first.sheet.cell(along, first.column + element),
      )
      if (value === null) continue
      x.push(time)
      y.push(value)
    }
    if (x.length > 0) found = true
    all.push({x, y, gaps: times.length - x.length})
  }
  if (!found) return noNumbers(source, first.sheet, [cellName(first.row, first.column)])
  return all
}

/**
 * GET SUBSCRIPT: names of elements, across and then down, blanks left out.
 *
 * @param last the last cell; a row number or column letters bound only that; nothing: to the end of the sheet.
 */
export function readElements(source: Source, words: string, last: string, prefix: string): readonly string[] | Refusal {
  const first = cornerOf(source, words.trim())
  if (isRefusal(first)) return first
  let bottom = first.rows !== undefined ? first.row + first.rows - 1 : first.sheet.rows - 1
  let right = first.columns !== undefined ? first.column + first.columns - 1 : first.sheet.columns - 1
  const bare = last.trim()
  if (bare !== "") {
    const corner = cellOf(bare)
    if (corner) {
      bottom = corner.row
      right = corner.column
    } else if (/^\d{1,7}$/.test(bare)) bottom = Number(bare) - 1
    else if (columnOf(bare) >= 0) right = columnOf(bare)
    else {
      const range = cornerOf(source, bare)
      if (isRefusal(range)) return range
      bottom = range.row + (range.rows ?? 1) - 1
      right = range.column + (range.columns ?? 1) - 1
    }
  }
  // What lies beyond the sheet is empty in any case.
  bottom = Math.min(bottom, first.sheet.rows - 1)
  right = Math.min(right, first.sheet.columns - 1)
  const elements: string[] = []
  for (let row = first.row; row <= bottom; row++)
    for (let column = first.column; column <= right; column++) {
      const cell = first.sheet.cell(row, column)
      const name = cell === null ? "" : String(cell).trim()
      if (name !== "") elements.push(prefix + name)
    }
  if (elements.length > 0) return elements
  return {
    code: "exchange/no-elements",
    says: `There are no names from ${cellName(first.row, first.column)} to ${bare || "the end"} on sheet '${first.sheet.name}' of ${source.file}`,
    next: "Check the first and the last cell named in the call.",
  }
}

/** A cell by its letters and number, or the first cell of a named range. */
function cornerOf(source: Source, words: string): Corner | Refusal {
  const range = rangeKnown(source, words)
  if (range) {
    const {sheet, rows, columns} = extentOf(range, source)
    const single = rows === 1 && columns === 1
    return {sheet, row: range.top, column: range.left, ...(!single && {rows, columns})}
  }
  const cell = cellOf(words)
  if (!cell) {
    const near = nearest(
      words,
      source.names.map((n) => n.name),
    )
    return {
      code: "exchange/no-such-cell",
      says: `'${words}' is no cell and no named range of ${source.file}`,
      next:
        near.length > 0
          ? `Did you mean ${listed(near)}?`
          : source.names.length > 0
            ? `Its named ranges: ${listed(source.names.map((n) => n.name))}.`
            : "Name a cell by its letters and number (B2); the file has no named ranges.",
    }
  }
  if (cell.row >= source.sheet.rows || cell.column >= source.sheet.columns) {
    const {rows, columns} = source.sheet
    return {
      code: "exchange/cell-outside",
      says: `${words} lies outside sheet '${source.sheet.name}' of ${source.file}`,
      next:
        rows === 0 || columns === 0 ? "That sheet is empty." : `It is filled up to ${cellName(rows - 1, columns - 1)}.`,
    }
  }
  return {sheet: source.sheet, ...cell}
}

/** A name known on the sheet itself goes before one of the whole file, and one whose cells lie there before others. */
function rangeKnown(source: Source, words: string): NamedRange | undefined {
  const wanted = words.toLowerCase()
  const here = source.sheet.name.toLowerCase()
  const named = source.names.filter((n) => n.name.toLowerCase() === wanted)
  return (
    named.find((n) => n.scope?.toLowerCase() === here) ??
    named.find((n) => n.scope === null && n.sheet.toLowerCase() === here) ??
    named.find((n) => n.scope === null)
  )
}

/** The sheet that a range lies on, and how many rows and columns it has. */
function extentOf(range: NamedRange, source: Source): {sheet: Sheet; rows: number; columns: number} {
  const sheet = source.sheets.find((s) => s.name.toLowerCase() === range.sheet.toLowerCase()) ?? source.sheet
  return {sheet, rows: range.bottom - range.top + 1, columns: range.right - range.left + 1}
}

type Axis = {
  readonly sheet: Sheet
  readonly runs: "across" | "down"
  /** The row (across) or column (down) that holds the times. */
  readonly index: number
  /** Where they begin and how many there are, when a named range says so; else at the first value, to the end. */
  readonly from?: number
  readonly length?: number
}

function axisOf(source: Source, along: string, first: Corner): Axis | Refusal {
  const range = rangeKnown(source, along)
  if (range) {
    const {sheet, rows, columns} = extentOf(range, source)
    if (rows > 1 && columns > 1)
      return {
        code: "exchange/time-is-a-table",
        says: `The range '${along}' of ${source.file} is ${inCells(rows, columns)}, and times stand in one row or one column`,
        next: "Name a range of one row or one column.",
      }
    if (columns > 1) return {sheet, runs: "across", index: range.top, from: range.left, length: columns}
    if (rows > 1) return {sheet, runs: "down", index: range.left, from: range.top, length: rows}
    return inLine(source, sheet, {row: range.top, column: range.left}, along, first)
  }
  if (/^\d{1,7}$/.test(along)) {
    const index = Number(along) - 1
    if (index >= 0 && index < MOST_ROWS) return {sheet: source.sheet, runs: "across", index}
  }
  const column = columnOf(along)
  if (column >= 0) return {sheet: source.sheet, runs: "down", index: column}
  const corner = cornerOf(source, along)
  if (isRefusal(corner)) return corner
  return inLine(source, corner.sheet, corner, along, first)
}

/** One cell for the times: above or below the first value they run across, left or right of it they run down. */
function inLine(
  source: Source,
  sheet: Sheet,
  cell: {row: number; column: number},
  along: string,
  first: Corner,
): Axis | Refusal {
  if (cell.column === first.column && cell.row !== first.row) return {sheet, runs: "across", index: cell.row}
  if (cell.row === first.row && cell.column !== first.column) return {sheet, runs: "down", index: cell.column}
  return {
    code: "exchange/time-not-in-line",
    says: `'${along}' of ${source.file} stands neither in the row nor in the column of the first value`,
    next: "Name the row (a number) or the column (letters) that holds the times.",
  }
}

function noNumbers(source: Source, sheet: Sheet, cells: readonly string[]): Refusal {
  const some = cells.slice(0, 5).map((name) => {
    const place = cellOf(name)
    const held = place ? sheet.cell(place.row, place.column) : null
    return held === null ? `${name} (empty)` : `${name} ('${String(held).slice(0, 30)}')`
  })
  const more = cells.length > 5 ? ` and ${cells.length - 5} more` : ""
  return {
    code: "exchange/no-numbers",
    says: `Sheet '${sheet.name}' of ${source.file} has no number in ${some.join(", ")}${more}`,
    next: "Check the cell named in the call, and that it holds numbers rather than words.",
  }
}

function inCells(rows: number, columns: number): string {
  return `${rows} x ${columns} ${rows * columns === 1 ? "cell" : "cells"} (down x across)`
}

/** A list that stays readable. */
export function listed(names: readonly string[]): string {
  const shown = names.slice(0, 10).map((name) => `'${name}'`)
  return names.length > 10 ? `${shown.join(", ")} and ${names.length - 10} more` : shown.join(", ")
}
