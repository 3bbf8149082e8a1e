// A laid-out page into the order it is read in. In: pieces of text with their places, page by
// page, as a PDF draws them. Out: blocks (headings, paragraphs, items, notes, captions, rows of
// tables, page furniture) in reading order, each as its lines. Nothing a page says is dropped:
// what is not prose is a block of its own kind, put after the paragraph that it interrupts.
//
// A PDF knows no words, lines or columns; all of them are found by distance, in units of the
// letters' own size, so that a leaflet and a poster are read alike.

import {append, least} from "../../core/lists.ts"
import {type Column, columnsOf, MOST_LINES} from "./pdf-columns.ts"
import {type Line, linesOf, type Page, SAME_LINE, WIDEST_SPACE} from "./pdf-lines.ts"

/** Lines that belong together. `level` is 1 for the title, 2 for other headings; 0 for the rest. */
export type Block = {
  readonly kind: "heading" | "paragraph" | "item" | "note" | "caption" | "row" | "furniture"
  readonly lines: string[]
  readonly level: number
}

/** What holds for the whole file: the size and font most of the letters have, and the usual step from line to line. */
type Habit = {readonly size: number; readonly font: string; readonly leading: number}

/** A block that may go on: how it is set, its last line, on which page that stands, and whether it fills its column. */
type Open = Block & {size: number; font: string; pure: boolean; full: boolean; last: Line | null; page: number}

// Distances in units of the size of the letters.
/** A first line is drawn in by at least this. */
const INDENT = 0.8
// Steps between lines, in usual steps.
const NEW_PARAGRAPH = 1.35
/** Of a column's width: a line that leaves this much room was ended on purpose. */
const MUCH_ROOM = 0.4
// Sizes, as a share of the usual size.
const HEADING_SIZE = 1.12
const NOTE_SIZE = 0.93
const SAME_SIZE = 0.08

const LONGEST_HEADING = 200
const LONGEST_BOLD_HEADING = 120
/** Lines from the edge of a page that may be its running head or foot. */
const EDGE_LINES = 3
/** Letters of the longest running head that is told by its smallness, and how far from the text it stands, in usual steps. */
const LONGEST_HEAD = 60
const APART = 1.8
/** Running heads stand at the same height, give or take this many points. */
const SAME_HEIGHT = 6

const STOPPED = /$(?<=[.!?…:;]["”’'»)\]]*(?:\[\^[^\]]+\])*)/
const HYPHEN = /[\p{L}\p{N}][-\u2010\u00ad]$/u
const BULLET = /^(?:[•·‣▪▫◦●○■□–—*\u{f0b7}\u{f0a7}-])\s+(?=\S)/u
const NUMBERED = /^(?:\(?(?:\d{1,2}|[a-z]|[ivx]{1,4})\)|\d{1,2}\.)\s+(?=\S)/
const CAPTION =
  /^(?:figure|fig\.?|table|chart|map|photo|picture|box|exhibit|graph|image|plate)\s*(?:(?:\d+|[IVX]+)(?:[.:–—-]|\s*\|)|[.:–—|-])\s/i
const PAGE_NUMBER =
  /^[-–—\s|[(]*(?:(?:page|p\.|pg\.?)\s*)?(?:\d{1,4}|[ivxlc]{1,7})(?:\s*(?:of|\/)\s*\d{1,4})?[-–—\s|\])]*$/i

/** The blocks of a file in reading order; of each page its running head and number come last. Linear in what is drawn, pages of up to 4,000 lines. */
export function layOut(pages: readonly Page[]): Block[] {
  const lined = pages.map((page) => linesOf(page.pieces))
  const habit = habitOf(lined)
  const furniture = pageFurniture(lined, habit)
  const blocks: Open[] = []
  lined.forEach((lines, page) => {
    const notes: Open[] = []
    const body = lines.filter((line) => !furniture.has(line))
    const large = body.filter((line) => line.size > NOTE_SIZE * habit.size)
    // Notes stand at the foot: no line of the text is below them. A page of thousands of lines is no page of text.
    const isFoot = (line: Line): boolean =>
      lines.length <= MOST_LINES &&
      line.size <= NOTE_SIZE * habit.size &&
      !large.some((other) => other.y > line.y && other.x0 < line.x1 && line.x0 < other.x1)
    for (const column of columnsOf(body, 0)) addColumn(blocks, notes, column, {page, isFoot, habit})
    append(blocks, notes)
    // Once a page, in the order of the page: what stands on its edges.
    const edges = lines.filter((line) => furniture.has(line)).map((line) => line.text)
    if (edges.length > 0) blocks.push(opened("furniture", [edges.join(" ")]))
  })
  return titled(blocks)
}

/** The size and font of most letters, and the median step between lines of that size. */
function habitOf(pages: readonly (readonly Line[])[]): Habit {
  const sizes = new Map<number, number>()
  const fonts = new Map<string, number>()
  const lines = pages.flat()
  for (const line of lines) {
    const size = Math.round(line.size * 2) / 2
    sizes.set(size, (sizes.get(size) ?? 0) + line.text.length)
  }
  const size = [...sizes].sort((a, b) => b[1] - a[1] || a[0] - b[0])[0]?.[0] ?? 1
  const usual = (line: Line): boolean => Math.abs(line.size - size) <= Math.max(0.3, SAME_SIZE * size)
  for (const line of lines) if (usual(line)) fonts.set(line.font, (fonts.get(line.font) ?? 0) + line.text.length)
  const font = [...fonts].sort((a, b) => b[1] - a[1])[0]?.[0] ?? ""
  const steps: number[] = []
  for (const page of pages) {
    // The next line below that begins at about the same place, of the same column.
    const last = new Map<number, Line>()
    for (const line of page) {
      if (!usual(line)) continue
      const place = Math.round(line.x0 / (2 * size))
      const above = last.get(place)
      if (above && line.y - above.y > 0.5 * size && line.y - above.y < 4 * size) steps.push(line.y - above.y)
      last.set(place, line)
    }
  }
  steps.sort((a, b) => a - b)
  return {size, font, leading: steps[Math.floor((steps.length - 1) / 2)] ?? 1.2 * size}
}

/** Running heads and feet, and page numbers: lines at the edge of a page that others have there too, digits aside. */
function pageFurniture(pages: readonly (readonly Line[])[], habit: Habit): Set<Line> {
  const fold = (line: Line): string =>
    line.text
      .toLowerCase()
      .replace(/\d+|\b[ivxlc]+\b/g, "#")
      .replace(/\s+/g, "")
  const edges = pages.map((lines) => [edgeRows(lines, false), edgeRows(lines, true)] as const)
  // Where each text stands at which edge, on how many pages.
  const seen = new Map<string, {y: number; page: number}[]>()
  edges.forEach((both, page) => {
    both.forEach((rows, edge) => {
      for (const line of rows.flat()) {
        const key = `${edge} ${fold(line)}`
        const places = seen.get(key)
        if (places) places.push({y: line.y, page})
        else seen.set(key, [{y: line.y, page}])
      }
    })
  })
  const found = new Set<Line>()
  edges.forEach((both, page) => {
    both.forEach((rows, edge) => {
      for (const [depth, row] of rows.entries()) {
        const repeated = (line: Line): boolean =>
          line.size <= HEADING_SIZE * habit.size &&
          // A page has a handful of lines at its edges, so each key has at most that many places a page.
          (seen.get(`${edge} ${fold(line)}`) ?? []).some(
            (other) => other.page !== page && Math.abs(other.y - line.y) <= SAME_HEIGHT,
          )
        const numbered = (line: Line): boolean => PAGE_NUMBER.test(line.text) && (depth === 0 || row.length > 1)
        const marked = row.filter(
          (line) => repeated(line) || numbered(line) || isSmallPrint(row, rows[depth + 1], habit),
        )
        // Beside a page number or a running head there is no prose: the row goes as a whole when it is short.
        const whole = marked.length > 0 && row.every((line) => marked.includes(line) || line.text.length < LONGEST_HEAD)
        for (const line of whole ? row : marked) found.add(line)
        // What lies further in is looked at only behind a running head.
        if (marked.length === 0) break
      }
    })
  })
  return found
}

/** A few small letters at the edge, well apart from the text: what a single page carries as its running head. */
function isSmallPrint(row: readonly Line[], next: readonly Line[] | undefined, habit: Habit): boolean {
  return (
    next !== undefined &&
    Math.abs(next[0]!.y - row[0]!.y) > APART * habit.leading &&
    row.every((line) => line.size <= NOTE_SIZE * habit.size && line.text.length < LONGEST_HEAD && noteMark(line) === "")
  )
}

/** The outermost rows of a page, from the edge inwards: from the top, or from the bottom. */
function edgeRows(lines: readonly Line[], bottom: boolean): Line[][] {
  const sorted = [...lines].sort((a, b) => (bottom ? b.y - a.y : a.y - b.y))
  const rows: Line[][] = []
  for (const line of sorted) {
    const row = rows.at(-1)
    if (row && Math.abs(row[0]!.y - line.y) <= SAME_LINE * line.size) row.push(line)
    else if (rows.length === EDGE_LINES) break
    else rows.push([line])
  }
  return rows
}

const opened = (kind: Block["kind"], lines: string[], line?: Line): Open => ({
  kind,
  lines,
  level: 0,
  size: line?.size ?? 0,
  font: line?.font ?? "",
  pure: line?.pure ?? true,
  full: false,
  last: line ?? null,
  page: 0,
})

/** The lines of one column into blocks; its first paragraph may go on where the last one of the column before broke off. */
function addColumn(
  blocks: Open[],
  notes: Open[],
  column: Column,
  {page, isFoot, habit}: {page: number; isFoot: (line: Line) => boolean; habit: Habit},
): void {
  const rows = rowsOf(column.lines).map((row, i, all) =>
    (all[i - 1]?.length ?? 1) > 1 || (all[i + 1]?.length ?? 1) > 1 ? row : oneLine(row),
  )
  let last: Line | null = null
  let going: Open | null = null
  let fresh = true
  let past = 0
  rows.forEach((row, i) => {
    if (i < past) return
    if (row.length > 1) {
      past = endOfTable(rows, i)
      if (past - i > 1) append(blocks, tableBlocks(rows.slice(i, past), habit))
      else for (const line of row) blocks.push(startOf(line, habit))
      last = null
      going = null
      fresh = false
      return
    }
    const line = row[0]!
    const full = line.x1 >= column.x1 - 3 * line.size
    if (isFoot(line) && isNote(line, last, notes, habit)) {
      const note = notes.at(-1)
      if (note && !noteMark(line)) note.lines.push(line.text)
      else notes.push(opened("note", [noteMark(line), withoutNoteMark(line)], line))
      last = line
      return
    }
    if (fresh) going = brokenOff(blocks, line, page, habit)
    else if (going && last && !continues(going, last, line, column, habit)) going = null
    if (going) going.lines.push(line.text)
    else {
      going = startOf(line, habit)
      blocks.push(going)
    }
    Object.assign(going, {full, last: line, page})
    last = line
    fresh = false
  })
}

/** Where the table that begins at `start` ends: rows of several cells, and lines of one cell that go on beneath them. */
function endOfTable(rows: readonly (readonly Line[])[], start: number): number {
  const [first, ...others] = rows[start]!
  const inner = others.map((line) => line.x0)
  let end = start + 1
  for (let i = end; i < rows.length; i++) {
    const [line, ...rest] = rows[i]!
    if (rest.length > 0) {
      append(
        inner,
        rest.map((cell) => cell.x0),
      )
      end = i + 1
    } else if (inner.some((x) => Math.abs(x - line!.x0) <= INDENT * line!.size)) end = i + 1
    // In the first column: only when the table goes on, else it is the text after it.
    else if (Math.abs(line!.x0 - first!.x0) > INDENT * line!.size || line!.x1 > least(inner)) break
  }
  return end
}

/** A table as rows of cells; one whose cells say something as paragraphs, cell by cell. */
function tableBlocks(rows: readonly (readonly Line[])[], habit: Habit): Open[] {
  const starts: number[] = []
  for (const {x0, size} of rows.flat().sort((a, b) => a.x0 - b.x0))
    if (starts.length === 0 || x0 - starts.at(-1)! > size) starts.push(x0)
  const columnOf = (line: Line): number => {
    let column = 0
    while (column + 1 < starts.length && starts[column + 1]! <= line.x0 + 1) column++
    return column
  }
  // Lines that follow closely are of one row of cells.
  const bands: Line[][][] = []
  rows.forEach((row, i) => {
    const before = rows[i - 1]?.[0]
    const {y, size} = row[0]!
    const near =
      before !== undefined &&
      y - before.y <= NEW_PARAGRAPH * Math.min(habit.leading, (habit.leading * size) / habit.size)
    if (!near) bands.push(starts.map(() => []))
    for (const line of row) bands.at(-1)![columnOf(line)]!.push(line)
  })
  const cells = bands.flat().filter((cell) => cell.length > 0)
  if (!cells.some((cell) => SAYS_SOMETHING.test(cell.map((line) => line.text).join(" "))))
    return rows.map((row) => opened("row", [row.map((line) => line.text).join(" | ")]))
  return cells.map((cell) =>
    opened(
      "paragraph",
      cell.map((line) => line.text),
      cell[0],
    ),
  )
}

// Five words and a stop.
const SAYS_SOMETHING = /[.!?]["”’')\]]*$(?<=(?:\S+\s+){4}\S+)/

/** Lines of one column that stand side by side. */
function rowsOf(lines: readonly Line[]): Line[][] {
  const rows: Line[][] = []
  for (const line of lines) {
    const row = rows.at(-1)
    if (row && Math.abs(row[0]!.y - line.y) <= SAME_LINE * Math.min(line.size, row[0]!.size)) row.push(line)
    else rows.push([line])
  }
  for (const row of rows) row.sort((a, b) => a.x0 - b.x0)
  return rows
}

/** A row that stands alone is no row of a table: its parts are one line, unless they stand far apart. */
function oneLine(row: readonly Line[]): Line[] {
  const [first, ...rest] = row
  if (rest.length === 0) return [...row]
  const near = rest.every((line, i) => line.x0 - row[i]!.x1 <= WIDEST_SPACE * line.size && /\p{L}/u.test(line.text))
  return near ? [{...first!, text: row.map((line) => line.text).join(" "), x1: row.at(-1)!.x1}] : [...row]
}

function startOf(line: Line, habit: Habit): Open {
  if (line.size >= HEADING_SIZE * habit.size) return opened("heading", [line.text], line)
  if (CAPTION.test(line.text)) return opened("caption", [line.text], line)
  const bullet = BULLET.exec(line.text)
  if (bullet) return opened("item", [line.text.slice(bullet[0].length)], line)
  if (NUMBERED.test(line.text)) return opened("item", [line.text], line)
  return opened("paragraph", [line.text], line)
}

const sameSize = (a: number, b: number): boolean => Math.abs(a - b) <= Math.max(0.3, SAME_SIZE * Math.max(a, b))

/** Whether `line` goes on with the block whose last line is `last`. */
function continues(going: Open, last: Line, line: Line, column: Column, habit: Habit): boolean {
  if (going.kind === "row" || going.kind === "furniture") return false
  if (!sameSize(going.size, line.size)) return false
  const step = line.y - last.y
  if (step > NEW_PARAGRAPH * Math.max(habit.leading, (habit.leading * line.size) / habit.size)) return false
  if (BULLET.test(line.text) || (NUMBERED.test(line.text) && (going.kind === "item" || STOPPED.test(last.text))))
    return false
  // The next word would have stood on the line before: the line was ended on purpose.
  const word = /^\S+/.exec(line.text)![0]
  const room = column.x1 - last.x1
  const fits = room > ((line.x1 - line.x0) / line.text.length) * (word.length + 2)
  if (fits && STOPPED.test(last.text)) return false
  // Far too short a line, before one that begins anew: a byline, an address.
  if (
    going.kind !== "heading" &&
    room > MUCH_ROOM * (column.x1 - column.x0) &&
    /^["“‘(]?[\p{Lu}\p{N}]/u.test(line.text)
  )
    return false
  if (fits && last.font !== line.font && last.pure && line.pure) return false
  if (going.kind !== "item" && line.x0 - last.x0 > INDENT * line.size && STOPPED.test(last.text)) return false
  return true
}

/** The paragraph that broke off at the end of the column or page before, when `line` goes on with it. */
function brokenOff(blocks: readonly Open[], line: Line, page: number, habit: Habit): Open | null {
  for (let i = blocks.length - 1; i >= 0; i--) {
    const block = blocks[i]!
    if (block.kind === "heading") return null
    if (block.kind !== "paragraph" && block.kind !== "item") continue
    const {last} = block
    if (last && block.page === page && line.y > last.y && line.x0 < last.x1 && last.x0 < line.x1) {
      // Right below, in what was taken for another column because one of the two is wider.
      const both = {lines: [], x0: Math.min(last.x0, line.x0), x1: Math.max(last.x1, line.x1)}
      return continues(block, last, line, both, habit) ? block : null
    }
    const end = block.lines.at(-1)!
    if (!sameSize(block.size, line.size) || STOPPED.test(end) || BULLET.test(line.text)) return null
    if (last?.pure && line.pure && last.font !== line.font) return null
    return /^[\p{Ll}(“"]/u.test(line.text) || HYPHEN.test(end) || (block.full && /^[\p{L}\p{N}]/u.test(line.text))
      ? block
      : null
  }
  return null
}

/** Whether a line in small letters begins with the mark of a note, or goes on with one. */
function isNote(line: Line, last: Line | null, notes: readonly Open[], habit: Habit): boolean {
  if (noteMark(line) !== "") return true
  const going = notes.at(-1)
  return going !== undefined && last !== null && sameSize(going.size, line.size) && line.y - last.y < 2 * habit.leading
}

const noteMark = (line: Line): string =>
  line.mark ||
  (/^(?:\[\^([^\]]+)\]|(\d{1,3})(?=[.)]?\s+["“‘(]?\p{Lu})|([*†‡§]{1,3}))/u.exec(line.text)?.slice(1).find(Boolean) ??
    "")

function withoutNoteMark(line: Line): string {
  return line.mark ? line.text : line.text.replace(/^(?:\[\^[^\]]+\]|\d{1,3}|[*†‡§]{1,3})[.)]?\s*/u, "")
}

/** Headings set in the size of the text but in a font of their own; and the title, the largest of the first headings. */
function titled(blocks: readonly Open[]): Block[] {
  const letters = new Map<string, number>()
  for (const block of blocks)
    if (block.kind === "paragraph")
      letters.set(block.font, (letters.get(block.font) ?? 0) + block.lines.reduce((sum, line) => sum + line.length, 0))
  const font = [...letters].sort((a, b) => b[1] - a[1])[0]?.[0]
  const shaped = blocks.map((block): Open => {
    const length = block.lines.reduce((sum, line) => sum + line.length, 0)
    if (block.kind === "heading" && length > LONGEST_HEADING) return {...block, kind: "paragraph"}
    const apart =
      block.kind === "paragraph" &&
      block.pure &&
      block.font !== font &&
      block.lines.length <= 2 &&
      length <= LONGEST_BOLD_HEADING &&
      !STOPPED.test(block.lines.at(-1)!) &&
      !/[,;]$/.test(block.lines.at(-1)!) &&
      /^[^\p{L}]*\p{Lu}/u.test(block.lines[0]!)
    return apart ? {...block, kind: "heading"} : block
  })
  const firstProse = shaped.findIndex((block) => block.kind === "paragraph" && block.lines.length > 2)
  const before = shaped.slice(0, firstProse < 0 ? shaped.length : firstProse).filter((b) => b.kind === "heading")
  const largest = before.reduce<Open | null>(
    (most, block) => (most === null || block.size > most.size ? block : most),
    null,
  )
  return shaped.map(({kind, lines, ...block}) => ({
    kind,
    lines,
    level: kind !== "heading" ? 0 : largest !== null && block.size === largest.size && lines === largest.lines ? 1 : 2,
  }))
}
