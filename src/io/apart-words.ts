// What apart.ts and its child say to each other. In: an order with a file's bytes; out: an answer.
// Both are frames: four bytes of length, then as many bytes; words are JSON, which can call
// nothing and make nothing but plain values. Whoever reads an answer checks its shape here before
// it is used, because the child has handled a stranger's bytes.

import {MOST_COLUMNS, MOST_ROWS} from "../core/cell-names.ts"
import type {LaidOut} from "../documents/formats/unreadable.ts"
import type {Workbook} from "../exchange/index.ts"
import type {Kind, Parsed} from "./apart-parsers.ts"

/** Bytes that one document's answer may have; the longest text that is let through has some 60 million letters. */
export const MOST_ANSWERED = 150_000_000
const LONGEST_SENTENCE = 2000

/** The bytes of the file follow in a frame of their own. */
export type Order = {readonly kind: Kind}

/** "ready" is said once, before the first order. `grown`: the child holds much memory, and the next file wants a new one. */
export type Answer =
  | {readonly ready: true}
  | {readonly parsed: unknown; readonly grown: boolean}
  | {readonly refused: {readonly code: string; readonly says: string; readonly next: string}; readonly grown: boolean}
  | {readonly damaged: string; readonly grown: boolean}
  | {readonly tripped: string; readonly grown: boolean}

/** The head of a frame. */
export function lengthOf(bytes: number): Uint8Array {
  const head = new Uint8Array(4)
  new DataView(head.buffer).setUint32(0, bytes, true)
  return head
}

/**
 * Puts frames together from the pieces that a pipe gives. Nothing is kept of a frame longer than `most`.
 *
 * @param tooLong is told once; after that everything is dropped.
 */
export function openFrames(most: number, frame: (bytes: Buffer) => void, tooLong: () => void): (piece: Buffer) => void {
  let pieces: Buffer[] = []
  let have = 0
  let wanted = -1
  let deaf = false
  return (piece) => {
    if (deaf) return
    pieces.push(piece)
    have += piece.length
    while (have >= (wanted < 0 ? 4 : wanted)) {
      const whole = pieces.length === 1 ? pieces[0]! : Buffer.concat(pieces)
      const length = wanted < 0 ? 4 : wanted
      const part = whole.subarray(0, length)
      pieces = [whole.subarray(length)]
      have -= length
      if (wanted >= 0) {
        wanted = -1
        frame(part)
        continue
      }
      wanted = part.readUInt32LE(0)
      if (wanted > most) {
        deaf = true
        pieces = []
        tooLong()
        return
      }
    }
  }
}

// A grid has rows and cells that are left out. In JSON each would cost a word, so that a sheet with one cell in its
// last row would be five megabytes: cells are sent as places and values instead. JSON has no -0, and a cell has no truth.
const MINUS_ZERO = true
type SentSheet = {readonly name: string; readonly cells: readonly unknown[]; readonly rows: readonly number[]}

/** What a parser gave, as it is sent. */
export function packed(kind: Kind, parsed: Parsed[Kind]): unknown {
  if (kind === "docx" || kind === "pdf") return parsed
  const book = parsed as Workbook
  if (book.kind === "text") throw new TypeError("a workbook became text")
  return {
    names: book.names,
    sheets: book.sheets.map(({name, cells}): SentSheet => {
      const sent: unknown[] = []
      const rows: number[] = []
      cells.forEach((row, at) => {
        if (!row) return
        let count = 0
        row.forEach((cell, column) => {
          if (cell === undefined) return
          sent.push(column, Object.is(cell, -0) ? MINUS_ZERO : cell)
          count++
        })
        rows.push(at, count)
      })
      return {name, cells: sent, rows}
    }),
  }
}

/** What was sent, as a parser gave it; null when it has another shape. */
export function unpacked<K extends Kind>(kind: K, sent: unknown): Parsed[K] | null {
  return (kind === "docx" || kind === "pdf" ? laidOut(sent) : workbook(sent)) as Parsed[K] | null
}

/** An answer by its shape; null for anything else. */
export function answerOf(frame: Buffer): Answer | null {
  let said: unknown
  try {
    said = JSON.parse(frame.toString("utf8"))
  } catch {
    return null
  }
  if (!isRecord(said)) return null
  if (said.ready === true) return {ready: true}
  const grown = said.grown === true
  if ("parsed" in said) return {parsed: said.parsed, grown}
  if (typeof said.damaged === "string") return {damaged: sentence(said.damaged), grown}
  if (typeof said.tripped === "string") return {tripped: sentence(said.tripped), grown}
  const refused = isRecord(said.refused) ? spoken(said.refused) : null
  return refused && {refused, grown}
}

const HEADS = ["title", "publisher", "author", "date", "url"] as const

function laidOut(sent: unknown): LaidOut | null {
  if (!isRecord(sent) || typeof sent.text !== "string" || !isRecord(sent.head)) return null
  const head: Partial<Record<(typeof HEADS)[number], string>> = {}
  for (const name of HEADS) {
    const value = sent.head[name]
    if (value === undefined) continue
    if (typeof value !== "string") return null
    head[name] = value
  }
  const says = sent.says === null ? null : isRecord(sent.says) ? spoken(sent.says) : undefined
  if (says === undefined || (sent.says !== null && says === null)) return null
  return {text: sent.text, head, says}
}

function workbook(sent: unknown): Workbook | null {
  if (!isRecord(sent) || !Array.isArray(sent.sheets) || !Array.isArray(sent.names)) return null
  const sheets: {name: string; cells: (string | number | null)[][]}[] = []
  for (const sheet of sent.sheets) {
    if (!isRecord(sheet) || typeof sheet.name !== "string") return null
    if (!Array.isArray(sheet.rows) || !Array.isArray(sheet.cells)) return null
    const cells: (string | number | null)[][] = []
    let at = 0
    for (let i = 0; i < sheet.rows.length; i += 2) {
      const [row, count] = [sheet.rows[i], sheet.rows[i + 1]]
      if (!isBelow(row, MOST_ROWS) || !isBelow(count, MOST_COLUMNS + 1)) return null
      if (at + 2 * count > sheet.cells.length) return null
      const line: (string | number | null)[] = []
      for (const end = at + 2 * count; at < end; at += 2) {
        const [column, value] = [sheet.cells[at], sheet.cells[at + 1]]
        if (!isBelow(column, MOST_COLUMNS)) return null
        if (value === MINUS_ZERO) line[column] = -0
        else if (value === null || typeof value === "string" || Number.isFinite(value)) line[column] = value
        else return null
      }
      cells[row] = line
    }
    sheets.push({name: sheet.name, cells})
  }
  const names: {name: string; refersTo: string; scope: string | null}[] = []
  for (const named of sent.names) {
    if (!isRecord(named)) return null
    const {name, refersTo, scope} = named
    if (typeof name !== "string" || typeof refersTo !== "string") return null
    if (scope !== null && typeof scope !== "string") return null
    names.push({name, refersTo, scope})
  }
  return {kind: "sheets", sheets, names}
}

type Spoken = {readonly code: `doors/${string}`; readonly says: string; readonly next: string}

function spoken({code, says, next}: Record<string, unknown>): Spoken | null {
  if (typeof code !== "string" || !/^doors\/[a-z-]{1,40}$/.test(code)) return null
  if (typeof says !== "string" || typeof next !== "string") return null
  return {code: code as Spoken["code"], says: sentence(says), next: sentence(next)}
}

/** A sentence of the child goes to the terminal: of a length that people read, and no sign that steers. */
const sentence = (words: string): string =>
  words.slice(0, LONGEST_SENTENCE).replace(/[\u0000-\u001f\u007f-\u009f]+/g, " ")

const isBelow = (value: unknown, end: number): value is number =>
  Number.isInteger(value) && (value as number) >= 0 && (value as number) < end

const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === "object" && value !== null && !Array.isArray(value)
