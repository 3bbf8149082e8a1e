// Sheets as grids: what the io layer makes of a spreadsheet or of a text file with columns, and
// what `data.ts` takes numbers from. In: cells already read, or the decoded text of a .csv,
// .tab, .txt or .dat file. Out: cells by row and column, both from 0, and named ranges.
//
// Nothing is rounded, sorted or filled in here: a cell holds what its file says. The only
// reading that needs a guess (a decimal comma) is taken where no other reading is possible.

import {cellOf, columnOf, MOST_CELLS} from "../../core/cell-names.ts"
import {unguarded} from "../../core/csv.ts"

/** A cell: a number, words, or nothing. */
export type Cell = number | string | null

/** A grid of cells; `rows` and `columns` bound what is not empty. */
export type Sheet = {
  readonly name: string
  readonly rows: number
  readonly columns: number
  /** Row and column from 0; null where nothing stands, also beyond the bounds. */
  cell(row: number, column: number): Cell
}

/** Cells row by row; rows and cells may be left out where nothing stands. */
export type Grid = readonly (readonly (Cell | undefined)[] | undefined)[]

/**
 * A data file as it was read: the sheets of a spreadsheet with the names it gives to cells (`refersTo` as the
 * spreadsheet words it: `Sheet1!$B$2:$D$9`; `scope`: the sheet on which alone the name is known), or the text of a
 * file with columns, not yet parted because its delimiter may be named in the model.
 */
export type Workbook =
  | {
      readonly kind: "sheets"
      readonly sheets: readonly {readonly name: string; readonly cells: Grid}[]
      readonly names: readonly {readonly name: string; readonly refersTo: string; readonly scope: string | null}[]
    }
  | {readonly kind: "text"; readonly text: string}

/** A name that a workbook gives to cells. Rows and columns from 0, both ends counted. */
export type NamedRange = {
  readonly name: string
  /** The sheet whose cells are meant. */
  readonly sheet: string
  readonly scope: string | null
  readonly top: number
  readonly left: number
  readonly bottom: number
  readonly right: number
}

/** Why a data file could not be read, as whoever read it says it: the parts of an `Issue`. */
export type Unreadable = {
  readonly kind: "unreadable"
  readonly code: string
  readonly says: string
  readonly next: string
}

/** A sheet over a grid. */
export function sheetOf(name: string, cells: Grid): Sheet {
  let columns = 0
  // Rows that are not there cost nothing: `forEach` passes over them.
  cells.forEach((row) => {
    if (row && row.length > columns) columns = row.length
  })
  return {name, rows: cells.length, columns, cell: (row, column) => cells[row]?.[column] ?? null}
}

/** The cells that a name stands for; null for several areas, formulas and sheets that are not there. */
export function rangeNamed(
  {name, refersTo, scope}: {name: string; refersTo: string; scope: string | null},
  sheets: readonly Sheet[],
): NamedRange | null {
  const match = /^=?(?:'((?:[^']|'')+)'|([^'!]+))!([$A-Za-z0-9]+)(?::([$A-Za-z0-9]+))?$/.exec(refersTo.trim())
  if (!match) return null
  const named = (match[1]?.replace(/''/g, "'") ?? match[2]!).toLowerCase()
  const sheet = sheets.find((s) => s.name.toLowerCase() === named)
  if (!sheet) return null
  const from = endOf(match[3]!, 0, 0)
  const to = endOf(match[4] ?? match[3]!, Math.max(0, sheet.rows - 1), Math.max(0, sheet.columns - 1))
  if (!from || !to) return null
  return {
    name,
    scope,
    sheet: sheet.name,
    top: Math.min(from.row, to.row),
    left: Math.min(from.column, to.column),
    bottom: Math.max(from.row, to.row),
    right: Math.max(from.column, to.column),
  }
}

/** One end of a range; a whole row or column (`$4`, `$A`) takes what is missing from the sheet's bounds. */
function endOf(words: string, row: number, column: number): {row: number; column: number} | null {
  const bare = words.replace(/\$/g, "")
  const cell = cellOf(bare)
  if (cell) return cell
  if (/^\d{1,7}$/.test(bare)) return {row: Number(bare) - 1, column}
  const letters = columnOf(bare)
  return letters >= 0 ? {row, column: letters} : null
}

const NUMBER = /^[+-]?(?:\d+(?:\.\d*)?|\.\d+)(?:[eEdD][+-]?\d+)?$/
const NUMBER_WITH_COMMA = /^[+-]?(?:\d+,\d+|,\d+)(?:[eE][+-]?\d+)?$/

/** No number that people write is longer. */
const LONGEST_NUMBER = 400

/** The number in a cell, whether stored as one or as its digits; null for anything else. */
export function numberIn(cell: Cell): number | null {
  if (typeof cell === "number") return Number.isFinite(cell) ? cell : null
  if (cell === null) return null
  const bare = cell.trim()
  if (bare.length > LONGEST_NUMBER || !NUMBER.test(bare)) return null
  const value = Number(bare.replace(/[dD]/, "e"))
  return Number.isFinite(value) ? value : null
}

/**
 * Text with columns as a sheet. A cell may stand in double quotes, where a doubled quote is one and the delimiter and
 * line breaks are plain text. Blanks around a cell do not count.
 *
 * `1,5` is one and a half where the delimiter is not the comma and no cell of the file has a decimal point; elsewhere
 * it is words.
 *
 * @returns null for a text of more than `MOST_CELLS` cells.
 */
export function sheetOfText(name: string, text: string, delimiter: string): Sheet | null {
  const cells = partedCells(text, delimiter)
  if (!cells) return null
  if (delimiter !== ",") {
    let commas = 0
    let points = 0
    for (const row of cells)
      for (const cell of row) {
        if (cell === null || cell.length > LONGEST_NUMBER) continue
        if (NUMBER_WITH_COMMA.test(cell)) commas++
        else if (cell.includes(".") && NUMBER.test(cell)) points++
      }
    if (commas > 0 && points === 0)
      return sheetOf(
        name,
        cells.map((row) =>
          row.map((cell) =>
            cell !== null && cell.length <= LONGEST_NUMBER && NUMBER_WITH_COMMA.test(cell)
              ? Number(cell.replace(",", "."))
              : cell,
          ),
        ),
      )
  }
  return sheetOf(name, cells)
}

function partedCells(text: string, delimiter: string): (string | null)[][] | null {
  let left = MOST_CELLS
  const rows: (string | null)[][] = []
  let row: (string | null)[] = []
  const end = text.length
  let at = 0
  const special = delimiter.length === 1 ? delimiter : "\t"
  while (at <= end) {
    let cell: string
    // Blanks before an opening quote; a tab is no blank where it is the delimiter.
    let start = at
    while (start < end && (text[start] === " " || (text[start] === "\t" && special !== "\t"))) start++
    if (text[start] === '"') {
      let parts = ""
      let from = start + 1
      let close = text.indexOf('"', from)
      while (close >= 0 && text[close + 1] === '"') {
        parts += text.slice(from, close + 1)
        from = close + 2
        close = text.indexOf('"', from)
      }
      if (close < 0) close = end
      cell = parts + text.slice(from, close)
      at = Math.min(close + 1, end)
      while (at < end && text[at] !== special && text[at] !== "\n" && text[at] !== "\r") at++
    } else {
      let stop = at
      while (stop < end && text[stop] !== special && text[stop] !== "\n" && text[stop] !== "\r") stop++
      cell = stop === at ? "" : text.slice(at, stop).trim()
      at = stop
    }
    row.push(cell === "" ? null : unguarded(cell))
    if (left-- <= 0) return null
    if (at < end && text[at] === special) {
      at++
      continue
    }
    if (!(row.length === 1 && row[0] === null && at >= end)) rows.push(row)
    row = []
    if (at >= end) break
    at += text[at] === "\r" && text[at + 1] === "\n" ? 2 : 1
  }
  return rows
}

/** The delimiter that a text file seems to use: of tab, semicolon, comma and bar the one most of its first lines hold. */
export function delimiterOf(text: string): string {
  const lines = text
    .slice(0, 20_000)
    .split(/\r\n|\r|\n/)
    .slice(0, 50)
  let best = "\t"
  let most = 0
  for (const candidate of ["\t", ";", ",", "|"]) {
    const held = lines.reduce((sum, line) => sum + (line.includes(candidate) ? 1 : 0), 0)
    if (held > most) {
      best = candidate
      most = held
    }
  }
  return best
}
