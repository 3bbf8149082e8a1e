// The columns of a page. In: its lines. Out: the columns in the order in which they are read,
// each with its lines from top to bottom and the edges it keeps to. A column is one of prose:
// cells of figures that stand one below the other are left to their rows.

import {append} from "../../core/lists.ts"
import {FEWEST_LINES, type Line} from "./pdf-lines.ts"

/** Lines of one column in one stretch of a page, and where the column ends. */
export type Column = {readonly lines: readonly Line[]; readonly x0: number; readonly x1: number}

/** A column of prose has lines of at least this many letters on average; a column of figures has not. */
const PROSE = 18
const MOST_COLUMNS_DEEP = 4
/** A page with more lines than this is a list of coordinates: its columns are not looked for. */
export const MOST_LINES = 4000

/**
 * The columns of a page in reading order. Lines that reach across a gutter part the page into
 * bands; in each band the left side is read before the right one, and each side may have
 * columns of its own (the X-Y cut of Nagy and Seth 1984, with lines that span left standing).
 */
export function columnsOf(lines: readonly Line[], depth: number): Column[] {
  if (lines.length === 0) return []
  const gutter = depth < MOST_COLUMNS_DEEP && lines.length <= MOST_LINES ? gutterOf(lines) : null
  if (gutter === null)
    return [
      {
        lines: [...lines].sort((a, b) => a.y - b.y || a.x0 - b.x0),
        x0: lines.reduce((left, line) => Math.min(left, line.x0), Number.POSITIVE_INFINITY),
        x1: lines.reduce((right, line) => Math.max(right, line.x1), 0),
      },
    ]
  const columns: Column[] = []
  let band: {left: Line[]; right: Line[]; across: Line[]} = {left: [], right: [], across: []}
  const flush = () => {
    // What reaches across the gutter has no gutter: it is one column.
    append(columns, [...columnsOf(band.left, depth + 1), ...columnsOf(band.right, depth + 1)])
    append(columns, columnsOf(band.across, MOST_COLUMNS_DEEP))
    band = {left: [], right: [], across: []}
  }
  for (const line of [...lines].sort((a, b) => a.y - b.y)) {
    const side = sideOf(line, gutter)
    const crossing = side === "across"
    if (crossing !== band.across.length > 0) flush()
    band[side].push(line)
  }
  flush()
  return columns
}

function sideOf(line: Line, gutter: number): "left" | "right" | "across" {
  if (line.x1 <= gutter + 1) return "left"
  return line.x0 >= gutter - 1 ? "right" : "across"
}

/** Where the gutter between two columns of prose is, or null where there is none. */
function gutterOf(lines: readonly Line[]): number | null {
  // A column begins where several lines begin.
  const starts = new Map<number, number>()
  for (const line of lines) {
    const place = Math.round(line.x0 / 2) * 2
    starts.set(place, (starts.get(place) ?? 0) + 1)
  }
  const sorted = [...lines].sort((a, b) => a.y - b.y)
  let best: {gutter: number; lines: number} | null = null
  for (const [place, count] of [...starts].sort((a, b) => a[0] - b[0])) {
    if (count < FEWEST_LINES) continue
    const gutter = place - 2
    const beside = besideLines(sorted, gutter)
    if (beside > (best?.lines ?? 0)) best = {gutter, lines: beside}
  }
  return best && best.lines >= 2 * FEWEST_LINES ? best.gutter : null
}

/** Lines of prose that stand left and right of `gutter` in bands that have both; 0 when either side is no prose. */
function besideLines(sorted: readonly Line[], gutter: number): number {
  let total = 0
  const letters = [0, 0]
  const counts = [0, 0]
  let band: [Line[], Line[]] = [[], []]
  const flush = () => {
    const [left, right] = band
    if (left.length >= FEWEST_LINES && right.length >= FEWEST_LINES) {
      total += left.length + right.length
      band.forEach((side, i) => {
        counts[i]! += side.length
        letters[i]! += side.reduce((sum, line) => sum + line.text.length, 0)
      })
    }
    band = [[], []]
  }
  for (const line of sorted) {
    const side = sideOf(line, gutter)
    if (side === "across") flush()
    else band[side === "left" ? 0 : 1].push(line)
  }
  flush()
  return letters[0]! >= PROSE * counts[0]! && letters[1]! >= PROSE * counts[1]! ? total : 0
}
