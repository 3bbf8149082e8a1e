// Whether a file that stands where a result should go is one that Brink made, so that putting the new one in its place
// loses nobody's work. In: a path. Out: yes or no, from what the file itself says at its head; a file that leaves it open
// counts as somebody else's.
//
// Reports, Parquet, kept JSON and calibrations name their maker or format. A table cannot (RFC 4180 has no comments), and
// is known by its columns and by numbers that are all in the one form in which Brink writes them. Models, which people
// go on to edit, carry a hash of their own text: one that was edited since is no longer Brink's.

import {closeSync, constants, fstatSync, openSync, readSync} from "node:fs"
import {cellsOf, numberOf} from "../core/csv.ts"
import {isAsMarked} from "../core/own-mark.ts"
import {LARGEST_TEXT} from "./limits.ts"
import {readRegular} from "./regular.ts"

/** Bytes at the head of a file that are looked at. */
const HEAD = 262_144
/** Characters in which a mark stands. */
const FIRST = 4096
/** Bytes at the end of a Parquet file, where its maker stands before one entry for every column. */
const TAIL = 65_536

const REPORT = /<meta name="generator" content="Brink">/
const JSON_FORMAT = /^\{\n? ?"format": ?"brink\//
const COMMENTED = /^# format: brink\//
/** The first columns of every table that Brink writes, and how many of them hold words. */
const TABLES = [
  {columns: ["Time"], words: 0},
  {columns: ["run", "time"], words: 0},
  {columns: ["outcome", "time", "p2_5"], words: 1},
]

/** Whether the head of a file is that of a report. */
export const isReport = (head: string): boolean => REPORT.test(head)

/** @returns false for what cannot be read, too. */
export function isMadeByBrink(path: string): boolean {
  let file: number
  try {
    file = openSync(path, constants.O_RDONLY | (constants.O_NONBLOCK ?? 0))
  } catch {
    return false
  }
  try {
    const status = fstatSync(file)
    if (!status.isFile()) return false
    // An empty file holds nobody's work.
    if (status.size === 0) return true
    const head = part(file, 0, HEAD)
    if (head.startsWith("PAR1")) return part(file, Math.max(0, status.size - TAIL), TAIL).includes("\u0005brink")
    const first = head.slice(0, FIRST)
    if ([REPORT, JSON_FORMAT, COMMENTED].some((mark) => mark.test(first))) return true
    if (isOwnTable(status.size > HEAD ? head.slice(0, head.lastIndexOf("\n") + 1) : head)) return true
    return isAsMarked(new TextDecoder().decode(readRegular(path, LARGEST_TEXT)))
  } catch {
    return false
  } finally {
    closeSync(file)
  }
}

/** Bytes of an open file as characters of one byte each. */
function part(file: number, from: number, most: number): string {
  const bytes = Buffer.alloc(most)
  return bytes.toString("latin1", 0, readSync(file, bytes, 0, most, from))
}

function isOwnTable(text: string): boolean {
  if (!text.endsWith("\n") || text.includes("\r")) return false
  const [header = "", ...rows] = text.slice(0, -1).split("\n")
  const names = cellsOf(header)
  const table = TABLES.find(({columns}) => columns.every((name, i) => names[i] === name))
  if (!table) return false
  return rows.every((row) => {
    const cells = row.includes('"') ? cellsOf(row) : row.split(",")
    return (
      cells.length === names.length && cells.every((cell, i) => i < table.words || cell === "" || isOwnNumber(cell))
    )
  })
}

function isOwnNumber(cell: string): boolean {
  const value = numberOf(cell)
  return value !== null && (String(value) === cell || cell === "-0")
}
