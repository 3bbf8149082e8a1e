// Spreadsheets of Excel 97 to 2003 (.xls, the records called BIFF8) into grids. In: the file's
// bytes. Out: as `readXlsx`: values as last worked out, and named ranges.
//
// A file is a run of records, each with its length; one that claims more than is there ends the
// reading with a refusal. What is not needed for values and names is passed over.
// Layout: Microsoft, [MS-XLS] Excel Binary File Format.

import {lettersOf, MOST_CELLS, MOST_COLUMNS} from "../../core/cell-names.ts"
import {Damaged} from "../../documents/formats/archive.ts"
import {readStream} from "./compound.ts"
import type {Cell, Workbook} from "./workbook.ts"

const FORMULA = 0x0006
const END = 0x000a
const SHEETS_REFERRED = 0x0017
const NAME = 0x0018
const ENCRYPTED = 0x002f
const CONTINUED = 0x003c
const SHEET = 0x0085
const SMALL_NUMBERS = 0x00bd
const RICH_WORDS = 0x00d6
const STRINGS = 0x00fc
const STRING_CELL = 0x00fd
const NUMBER = 0x0203
const WORDS = 0x0204
const TRUTH_OR_ERROR = 0x0205
const FORMULA_WORDS = 0x0207
const SMALL_NUMBER = 0x027e
const BEGIN = 0x0809
const BIFF8 = 0x0600
/** Rows of a sheet of this format end here. */
const LAST_ROW = 65_535

const ERRORS: ReadonlyMap<number, string> = new Map([
  [0x00, "#NULL!"],
  [0x07, "#DIV/0!"],
  [0x0f, "#VALUE!"],
  [0x17, "#REF!"],
  [0x1d, "#NAME?"],
  [0x24, "#NUM!"],
  [0x2a, "#N/A"],
])

/** A cell takes one at least, and the longest file has as many as this. */
const MOST_RECORDS = 4 * MOST_CELLS

type Chunk = {readonly kind: number; readonly from: number; readonly to: number}

/** @throws Damaged with the reason in words. */
export function readXls(bytes: Uint8Array): Workbook {
  const stream = readStream(bytes, ["Workbook", "WORKBOOK"])
  if (!stream && readStream(bytes, ["EncryptedPackage"])) throw new Damaged("it is protected by a password")
  if (!stream)
    throw new Damaged(
      readStream(bytes, ["Book", "BOOK"]) ? "it is of Excel 95 or older" : "it is an office file and no workbook",
    )
  return new Reader(stream).workbook()
}

class Reader {
  private readonly bytes: Uint8Array
  private readonly view: DataView
  private left = MOST_CELLS
  private records = 0

  constructor(bytes: Uint8Array) {
    this.bytes = bytes
    this.view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  }

  workbook(): Workbook {
    const {view} = this
    const first = this.record(0)
    if (first?.kind !== BEGIN || first.to - first.from < 4) throw new Damaged("it does not begin as a workbook")
    if (view.getUint16(first.from, true) !== BIFF8) throw new Damaged("it is of Excel 95 or older")
    const listed: {name: string; at: number; holdsCells: boolean}[] = []
    const references: number[] = []
    const named: {name: string; scope: number; formula: Uint8Array}[] = []
    let strings: string[] = []
    for (let record: Chunk | null = first; record && record.kind !== END; record = this.record(record.to)) {
      const {kind, from, to} = record
      if (kind === ENCRYPTED) throw new Damaged("it is protected by a password")
      if (kind === SHEET && to - from >= 8) {
        const name = this.shortWords(from + 6, to)
        listed.push({name, at: view.getUint32(from, true), holdsCells: view.getUint8(from + 5) === 0})
      } else if (kind === STRINGS) strings = this.sharedStrings(record)
      else if (kind === SHEETS_REFERRED && to - from >= 2) {
        const count = view.getUint16(from, true)
        for (let i = 0; i < count && from + 8 + 6 * i <= to; i++)
          references.push(view.getUint16(from + 4 + 6 * i, true))
      } else if (kind === NAME) {
        const name = this.definedName(record)
        if (name) named.push(name)
      }
    }
    const cells = listed.map((sheet) => (sheet.holdsCells ? this.sheet(sheet.at, strings) : []))
    const names = named.flatMap(({name, scope, formula}) => {
      const refersTo = areaOf(formula, (reference) => listed[references[reference] ?? -1]?.name)
      return refersTo === null ? [] : [{name, refersTo, scope: scope === 0 ? null : (listed[scope - 1]?.name ?? null)}]
    })
    return {kind: "sheets", sheets: listed.map(({name}, i) => ({name, cells: cells[i]!})), names}
  }

  /** The record at an offset; null at the end of the stream. */
  private record(at: number): Chunk | null {
    if (at + 4 > this.bytes.length) return null
    // Sheets may be said to lie at one place, which is gone through for each.
    if (++this.records > MOST_RECORDS) throw new Damaged(`it has more than ${MOST_RECORDS} records`)
    const kind = this.view.getUint16(at, true)
    const to = at + 4 + this.view.getUint16(at + 2, true)
    if (to > this.bytes.length) throw new Damaged("it is cut short")
    return {kind, from: at + 4, to}
  }

  private sheet(at: number, strings: readonly string[]): Cell[][] {
    const {view} = this
    const rows: Cell[][] = []
    const put = (row: number, column: number, cell: Cell) => {
      if (cell === null || row > LAST_ROW || column >= MOST_COLUMNS) return
      if (this.left-- <= 0) throw new Damaged(`it has more than ${MOST_CELLS} filled cells`)
      const cells = rows[row] ?? []
      rows[row] = cells
      cells[column] = cell
    }
    const first = this.record(at)
    if (first?.kind !== BEGIN) throw new Damaged("a sheet is not where its directory says")
    let depth = 0
    let waiting: {row: number; column: number} | null = null
    for (let record: Chunk | null = first; record; record = this.record(record.to)) {
      const {kind, from, to} = record
      // Charts lie inside sheets as sheets of their own.
      if (kind === BEGIN) depth++
      else if (kind === END && --depth === 0) break
      if (depth !== 1) continue
      const length = to - from
      if (kind === FORMULA_WORDS && waiting) {
        put(waiting.row, waiting.column, this.words(from, to))
        waiting = null
      }
      if (length < 6) continue
      const row = view.getUint16(from, true)
      const column = view.getUint16(from + 2, true)
      if (kind === NUMBER && length >= 14) put(row, column, finite(view.getFloat64(from + 6, true)))
      else if (kind === SMALL_NUMBER && length >= 10) put(row, column, small(view.getUint32(from + 6, true)))
      else if (kind === SMALL_NUMBERS)
        for (let i = 0; from + 4 + 6 * i + 6 <= to - 2; i++)
          put(row, column + i, small(view.getUint32(from + 4 + 6 * i + 2, true)))
      else if (kind === STRING_CELL && length >= 10) put(row, column, strings[view.getUint32(from + 6, true)] || null)
      else if (kind === WORDS || kind === RICH_WORDS) put(row, column, this.words(from + 6, to) || null)
      else if (kind === TRUTH_OR_ERROR && length >= 8) {
        const value = view.getUint8(from + 6)
        put(row, column, view.getUint8(from + 7) === 0 ? value : (ERRORS.get(value) ?? "#ERROR"))
      } else if (kind === FORMULA && length >= 14) {
        if (view.getUint16(from + 12, true) !== 0xffff) put(row, column, finite(view.getFloat64(from + 6, true)))
        else {
          const what = view.getUint8(from + 6)
          if (what === 0) waiting = {row, column}
          else if (what === 1) put(row, column, view.getUint8(from + 8))
          else if (what === 2) put(row, column, ERRORS.get(view.getUint8(from + 8)) ?? "#ERROR")
        }
      }
    }
    return rows
  }

  /** Words with a length of one byte, then how they are written, then they themselves. */
  private shortWords(at: number, to: number): string {
    if (at + 2 > to) return ""
    return this.characters(at + 2, this.view.getUint8(at), (this.view.getUint8(at + 1) & 1) === 1, to)
  }

  /** The same with a length of two bytes. */
  private words(at: number, to: number): string {
    if (at + 3 > to) return ""
    return this.characters(at + 3, this.view.getUint16(at, true), (this.view.getUint8(at + 2) & 1) === 1, to)
  }

  private characters(at: number, count: number, wide: boolean, to: number): string {
    const end = Math.min(to, at + (wide ? 2 * count : count))
    return letters(this.bytes.subarray(at, end), wide)
  }

  private definedName({from, to}: Chunk): {name: string; scope: number; formula: Uint8Array} | null {
    if (to - from < 15) return null
    const {view} = this
    const count = view.getUint8(from + 3)
    const builtIn = (view.getUint16(from, true) & 0x20) !== 0
    const wide = (view.getUint8(from + 14) & 1) === 1
    const start = from + 15 + (wide ? 2 * count : count)
    const length = view.getUint16(from + 4, true)
    if (builtIn || start + length > to) return null
    return {
      name: this.characters(from + 15, count, wide, to),
      scope: view.getUint16(from + 8, true),
      formula: this.bytes.subarray(start, start + length),
    }
  }

  /**
   * The table of strings, which runs on through CONTINUE records: a string's characters may break off at the end of a
   * record and go on in the next after a byte that says anew how they are written; what follows the characters (runs of
   * type, phonetics) goes on without such a byte.
   */
  private sharedStrings(record: Chunk): string[] {
    const {view, bytes} = this
    if (record.to - record.from < 8) return []
    const count = view.getUint32(record.from + 4, true)
    let at = record.from + 8
    let end = record.to
    const goOn = (): boolean => {
      const next = this.record(end)
      if (next?.kind !== CONTINUED) return false
      at = next.from
      end = next.to
      return true
    }
    const strings: string[] = []
    // Each string takes three bytes at least, whatever count the file claims.
    while (strings.length < count && strings.length < bytes.length) {
      if (at >= end && !goOn()) break
      if (at + 3 > end) throw new Damaged("its table of words is broken")
      let left = view.getUint16(at, true)
      let how = view.getUint8(at + 2)
      at += 3
      let behind = 0
      if (how & 8) {
        if (at + 2 > end) throw new Damaged("its table of words is broken")
        behind += 4 * view.getUint16(at, true)
        at += 2
      }
      if (how & 4) {
        if (at + 4 > end) throw new Damaged("its table of words is broken")
        behind += view.getUint32(at, true)
        at += 4
      }
      let whole = ""
      while (left > 0) {
        if (at >= end) {
          if (!goOn() || at >= end) throw new Damaged("its table of words is cut short")
          how = view.getUint8(at++)
        }
        const wide = (how & 1) === 1
        const here = Math.min(left, wide ? (end - at) >> 1 : end - at)
        if (here === 0) throw new Damaged("its table of words is broken")
        const until = at + (wide ? 2 * here : here)
        whole += letters(bytes.subarray(at, until), wide)
        at = until
        left -= here
      }
      while (behind > 0) {
        if (at >= end && !goOn()) break
        const here = Math.min(behind, end - at)
        at += here
        behind -= here
        if (here === 0 && end === at && !this.record(end)) break
      }
      strings.push(whole)
    }
    return strings
  }
}

/** Characters of two bytes, or of one: those are the first 256 of Unicode. */
function letters(bytes: Uint8Array, wide: boolean): string {
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString(wide ? "utf16le" : "latin1")
}

/** A number in four bytes: a whole number or the upper half of a fraction, and either perhaps in hundredths. */
function small(bits: number): number {
  let value: number
  if (bits & 2) value = bits >> 2
  else {
    const view = new DataView(new ArrayBuffer(8))
    view.setUint32(4, bits & 0xfffffffc, true)
    value = view.getFloat64(0, true)
  }
  return bits & 1 ? value / 100 : value
}

function finite(value: number): number | null {
  return Number.isFinite(value) ? value : null
}

/** The formula of a name that is one cell or area of one sheet, as a spreadsheet words it; null for any other. */
function areaOf(formula: Uint8Array, sheetName: (reference: number) => string | undefined): string | null {
  const view = new DataView(formula.buffer, formula.byteOffset, formula.byteLength)
  const kind = formula.length === 0 ? 0 : view.getUint8(0) & 0x1f
  const cell = (row: number, column: number) => `$${lettersOf(column & 0xff)}$${row + 1}`
  if (kind === 0x1a && formula.length === 7) {
    const sheet = sheetName(view.getUint16(1, true))
    if (sheet === undefined) return null
    return `${quoted(sheet)}!${cell(view.getUint16(3, true), view.getUint16(5, true))}`
  }
  if (kind === 0x1b && formula.length === 11) {
    const sheet = sheetName(view.getUint16(1, true))
    if (sheet === undefined) return null
    const from = cell(view.getUint16(3, true), view.getUint16(7, true))
    return `${quoted(sheet)}!${from}:${cell(view.getUint16(5, true), view.getUint16(9, true))}`
  }
  return null
}

function quoted(sheet: string): string {
  return `'${sheet.replace(/'/g, "''")}'`
}
