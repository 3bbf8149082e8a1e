// Cells of comma-separated tables (RFC 4180), as data files and plausible.csv have them.
//
// A spreadsheet takes text that begins with = + - @ a tab or a carriage return for a formula, and runs it. So such
// text is written behind an apostrophe (OWASP, "CSV injection"), and what was written so is read without it: a name
// comes back as it was. Numbers are never touched.

import {listed} from "./fault.ts"

/** What a spreadsheet takes for a formula, apostrophes before it or none. */
const RUNS = /^'*[=+\-@\t\r]/

/** Text as a cell holds it that no spreadsheet runs. */
export function guarded(text: string): string {
  return RUNS.test(text) ? `'${text}` : text
}

/** The inverse of `guarded`. */
export function unguarded(cell: string): string {
  return cell.startsWith("'") && RUNS.test(cell) ? cell.slice(1) : cell
}

/** What is to be said where names were written behind an apostrophe; null where none was. */
export function guardNote(names: Iterable<string | number>): string | null {
  const changed = [...new Set(names)].filter((name): name is string => typeof name === "string" && RUNS.test(name))
  if (changed.length === 0) return null
  const many = changed.length === 1 ? "1 name begins" : `${changed.length} names begin`
  return `${many} as a formula does and ${changed.length === 1 ? "is" : "are"} written behind an apostrophe, which Brink takes off again: ${listed(changed, 3)}`
}

/** One cell of a CSV file. */
export function cell(value: number | string): string {
  // Minus zero is a double of its own, and `String` gives it the sign of the other.
  if (typeof value === "number") return Number.isFinite(value) ? (Object.is(value, -0) ? "-0" : String(value)) : ""
  const text = guarded(value)
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text
}

/**
 * The lines of a table that somebody else wrote, with what a spreadsheet would run behind an apostrophe; a line
 * without such cells keeps its bytes.
 */
export function guardedTable(text: string): string {
  return text.replace(/[^\r\n]+/g, (line) => {
    if (!/(?:^|,)"?'*[=+\-@\t]/.test(line)) return line
    const cells = rawCells(line)
    const changed = cells.map((one) => (numberOf(one.trim()) === null ? guarded(one) : one))
    return changed.every((one, i) => one === cells[i])
      ? line
      : changed.map((one) => (/[",]/.test(one) ? `"${one.replaceAll('"', '""')}"` : one)).join(",")
  })
}

/** Cells of one line as they were before they were written; a quoted cell does not go over several lines here. */
export function cellsOf(line: string): string[] {
  return rawCells(line).map(unguarded)
}

function rawCells(line: string): string[] {
  const cells: string[] = []
  let at = 0
  do {
    const end = line[at] === '"' ? closing(line, at) : -1
    if (end >= 0) {
      cells.push(line.slice(at + 1, end).replaceAll('""', '"'))
      at = end + 1
    } else {
      const comma = line.indexOf(",", at)
      cells.push(line.slice(at, comma < 0 ? undefined : comma))
      at = comma < 0 ? line.length : comma
    }
  } while (line[at++] === ",")
  return cells
}

/** Where the quote that opens at `open` is closed; a doubled one is text. -1 where it is not. */
function closing(line: string, open: number): number {
  let at = line.indexOf('"', open + 1)
  while (at >= 0 && line[at + 1] === '"') at = line.indexOf('"', at + 2)
  return at
}

/** What parts the cells of a row that names columns, where it is no comma: a table of another habit. */
export function partedBy(line: string): "semicolons" | "tabs" | null {
  if (line.includes(",")) return null
  return line.includes(";") ? "semicolons" : line.includes("\t") ? "tabs" : null
}

/** A number as tables have it: digits, a point, an exponent; null for anything else, `0x1f` and `1,5` too. */
export function numberOf(cell: string): number | null {
  const value = /^[+-]?(?:\d+(?:\.\d*)?|\.\d+)(?:e[+-]?\d+)?$/i.test(cell) ? Number(cell) : Number.NaN
  return Number.isFinite(value) ? value : null
}
