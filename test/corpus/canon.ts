// Canonical output beside a model's own: which files of a folder are a model's canon, what stands in them, and how a
// run compares with it.
//
// A column is right when at every time |a - b| <= 1e-4 max(|a|, |b|) + 1e-9 of the column's largest absolute value,
// or when the canon, rounded as it is printed, cannot say: |a - b| <= half a unit of its last printed digit. A cell
// left blank says nothing: some tools print a constant once. A column that no quantity of the run has is wrong.

import {nameKey} from "../../src/exchange/index.ts"

/** What a canon says: times, and for each column the cells as printed. */
export type Canon = {readonly times: readonly string[]; readonly columns: readonly Column[]}
export type Column = {readonly name: string; readonly cells: readonly string[]}

/** Rows of fields: tabs or commas, whichever the first line has; quotes as in RFC 4180; any line ends. */
export function parseCanon(bytes: Uint8Array): Canon {
  const text = decoded(bytes)
  const firstLine = text.slice(0, text.search(/[\r\n]/))
  const rows = table(text, firstLine.includes("\t") ? "\t" : ",").filter((row) =>
    row.some((cell) => cell.trim() !== ""),
  )
  const [head = [], ...body] = rows
  return {
    times: body.map((row) => row[0] ?? ""),
    columns: head
      .map((name, i) => ({name: name.trim(), cells: body.map((row) => row[i] ?? "")}))
      .slice(1)
      .filter(({name}) => name !== ""),
  }
}

function decoded(bytes: Uint8Array): string {
  try {
    return new TextDecoder("utf-8", {fatal: true}).decode(bytes)
  } catch {
    return new TextDecoder("windows-1252").decode(bytes)
  }
}

function table(text: string, delimiter: string): string[][] {
  const rows: string[][] = [[]]
  let [field, quoted, opened] = ["", false, false]
  const close = () => {
    rows.at(-1)!.push(field)
    field = ""
    opened = false
  }
  for (let i = 0; i < text.length; i++) {
    const c = text[i]!
    if (quoted) {
      // Vensim escapes a quote inside a name with a backslash; in a field that is quoted itself it is doubled too.
      if (c === "\\" && text[i + 1] === '"' && text[i + 2] !== '"') {
        field += '"'
        i++
      } else if (c !== '"') field += c
      else if (text[i + 1] === '"') {
        field += c
        i++
      } else quoted = false
    } else if (c === '"' && field === "" && !opened) {
      quoted = true
      opened = true
    } else if (c === delimiter) close()
    else if (c === "\n" || c === "\r") {
      if (c === "\r" && text[i + 1] === "\n") i++
      close()
      rows.push([])
    } else field += c
  }
  close()
  return rows
}

/** By which a column's name and a quantity's are one: quotes, blanks and case apart. */
export function columnKey(name: string): string {
  const bare = name.replaceAll('\\"', '"').replaceAll('"', "")
  const open = bare.endsWith("]") ? bare.indexOf("[") : -1
  if (open < 0) return nameKey(bare)
  const elements = bare.slice(open + 1, -1).split(",")
  return `${nameKey(bare.slice(0, open))}[${elements.map(nameKey).join(",")}]`
}

/**
 * What is wrong with one column, in words; null when it is right.
 *
 * @param values the run's, at `times`.
 * @param within a wider tolerance, as a share of the column's largest absolute value.
 */
export function compare(
  canon: Canon,
  column: Column,
  times: readonly number[],
  values: readonly number[],
  within = 0,
): string | null {
  let largest = 0
  for (const cell of column.cells) {
    const value = Number(cell)
    if (cell.trim() !== "" && Number.isFinite(value)) largest = Math.max(largest, Math.abs(value))
  }
  let [row, worst, wrong, first] = [0, 0, 0, ""]
  for (const [i, printedTime] of canon.times.entries()) {
    const cell = column.cells[i]!.trim()
    if (cell === "") continue
    const time = Number(printedTime)
    const slack = halfUnit(printedTime) + 1e-9 * Math.max(1, Math.abs(time))
    while (row < times.length && times[row]! < time - slack) row++
    const nearest = [row, row + 1].reduce((a, b) =>
      Math.abs((times[b] ?? Infinity) - time) < Math.abs((times[a] ?? Infinity) - time) ? b : a,
    )
    const ours = times[nearest]
    if (ours === undefined || Math.abs(ours - time) > slack) return `no row at time ${printedTime}`
    const value = values[nearest]!
    const expected = Number(cell)
    if (Number.isNaN(expected)) continue
    const apart = Math.abs(value - expected)
    const most = Math.max(
      1e-4 * Math.max(Math.abs(value), Math.abs(expected)) + Math.max(1e-9 * largest, within * Math.max(largest, TINY)),
      halfUnit(cell) * (1 + 1e-9),
    )
    if (apart <= most) continue
    wrong++
    if (first === "") first = `at time ${printedTime}: ${value}, canon ${cell}`
    worst = Math.max(worst, apart)
  }
  return wrong === 0 ? null : `${first} (${wrong} of ${canon.times.length} rows, by up to ${worst.toPrecision(3)})`
}

/** A column of nothing but zeros is compared as if it held numbers of this size, where closeness is by its largest. */
const TINY = 1e-6

/** Half a unit of the last digit of a number as printed; a whole number is taken as exact. */
function halfUnit(cell: string): number {
  const match = /^[-+]?\d*\.(\d+)(?:e([-+]?\d+))?$/i.exec(cell.trim())
  return match ? 0.5 * 10 ** (Number(match[2] ?? 0) - match[1]!.length) : 0
}
