// Pieces of text into lines. In: what a page of a PDF draws, run by run, in whatever order. Out:
// its lines, one for each column or cell that stands on a height, with the marks of notes known
// as such. A gap parts two columns or two cells of a table, unless the line is one of prose
// that was drawn out to the width of its column: the hardest thing to tell on a page.

import {append, greatest, least} from "../../core/lists.ts"

/** One run of letters: `x0` to `x1` on the baseline `y`, which counts downwards; all in points, as is `size`. */
export type Piece = {
  readonly text: string
  readonly x0: number
  readonly x1: number
  readonly y: number
  readonly size: number
  readonly font: string
}

/** What one page draws, in the order in which it is drawn. */
export type Page = {readonly pieces: readonly Piece[]}

/** Pieces of one column that stand on one line. */
export type Line = {
  readonly text: string
  readonly x0: number
  readonly x1: number
  readonly y: number
  readonly size: number
  /** The font of most of its letters, and the share of them that it sets. */
  readonly font: string
  readonly pure: boolean
  /** A small raised number at its beginning: how notes begin. */
  readonly mark: string
}

// Distances in units of the size of the letters.
/** Baselines that differ by less stand on one line. */
export const SAME_LINE = 0.3
/** A gap as wide as this between two pieces is a space. */
const SPACE = 0.15
/** A gap wider than this parts columns or cells, except in a line drawn out to its column's width. */
const PARTS = 0.75
/** The widest gap in a line of prose. */
export const WIDEST_SPACE = 6
/** The widest gap of a line that is drawn out is at most this many times the narrowest. */
const ALIKE = 1.3
/** Of the signs of a line of prose this share is letters. */
const MOSTLY_LETTERS = 0.6
/** Where no gap is wider than this, as many times: behind a stop or a comma typesetters leave more room. */
const LOOSE_SPACE = 1.5
const LOOSELY_ALIKE = 2.5
/** Letters smaller than this share of their neighbours', and raised by this, are marks of notes. */
const MARK_SIZE = 0.85
const MARK_RAISED = 0.15
/** As many lines make a habit: an edge, a column. */
export const FEWEST_LINES = 3
const NOTE_MARK = /^(?:\[\^[^\]]+\]|\d{1,3}|[*†‡§]{1,3})$/

/** The lines of a page, from top to bottom and from left to right: pieces on one baseline, parted where columns or cells are. */
export function linesOf(pieces: readonly Piece[]): Line[] {
  const drawn = joinMarks(pieces.filter((piece) => piece.text.trim() !== ""))
  const whole = runsOf(drawn)
  const edges = edgesOf(whole)
  const runs = whole.flatMap((run) => (isJustified(run, edges) ? [run] : parted(run)))
  const byHeight = runs
    .map((run) => ({run, y: run[0]!.y, size: run[0]!.size}))
    .sort((a, b) => a.y - b.y || a.run[0]!.x0 - b.run[0]!.x0)
  const lines: Line[] = []
  let row: (readonly Piece[])[] = []
  const close = () => {
    row.sort((a, b) => a[0]!.x0 - b[0]!.x0)
    let line: Piece[] = []
    for (const run of row) {
      if (line.length > 0 && isApart(line.at(-1)!, run[0]!)) {
        lines.push(lineOf(line))
        line = []
      }
      append(line, run)
    }
    lines.push(lineOf(line))
    row = []
  }
  let first: {y: number; size: number} | null = null
  for (const {run, y, size} of byHeight) {
    if (first !== null && y - first.y > SAME_LINE * Math.min(size, first.size)) {
      close()
      first = null
    }
    first ??= {y, size}
    row.push(run)
  }
  if (row.length > 0) close()
  return lines
}

/** Pieces drawn one after the other from left to right on one line. */
function runsOf(drawn: readonly Piece[]): Piece[][] {
  const runs: Piece[][] = []
  for (const piece of drawn) {
    const run = runs.at(-1)
    const before = run?.at(-1)
    if (before && Math.abs(before.y - piece.y) <= SAME_LINE * before.size && piece.x0 > before.x0) run!.push(piece)
    else runs.push([piece])
  }
  return runs
}

const isApart = (left: Piece, right: Piece): boolean => right.x0 - left.x1 > PARTS * Math.max(left.size, right.size)

function parted(run: readonly Piece[]): Piece[][] {
  const parts: Piece[][] = []
  run.forEach((piece, i) => {
    if (i > 0 && !isApart(run[i - 1]!, piece)) parts.at(-1)!.push(piece)
    else parts.push([piece])
  })
  return parts
}

/**
 * Whether a run with wide gaps is a line of prose drawn out to the width of its column: its gaps
 * are alike, others on the page end and begin where it does, and it is made of words.
 */
function isJustified(run: readonly Piece[], edges: Edges): boolean {
  const last = run.at(-1)!
  const gaps = run
    .slice(1)
    .map((piece, i) => piece.x0 - run[i]!.x1)
    .filter((gap) => gap > SPACE * last.size)
  const widest = greatest([...gaps, 0])
  if (widest <= PARTS * last.size) return true
  const alike = widest <= LOOSE_SPACE * last.size ? LOOSELY_ALIKE : ALIKE
  if (widest > WIDEST_SPACE * last.size || widest > alike * least(gaps)) return false
  const text = run.map((piece) => piece.text).join("")
  if ((text.match(/\p{L}/gu)?.length ?? 0) < MOSTLY_LETTERS * text.length) return false
  // Where most lines go on after a wide gap, a column or a cell begins.
  if (run.some((piece, k) => k > 0 && isApart(run[k - 1]!, piece) && edges.cells.has(Math.round(piece.x0))))
    return false
  const ends = edges.right.get(Math.round(last.x1)) ?? 0
  // The first line of a paragraph may be drawn in.
  let begins = 0
  for (let x = Math.round(run[0]!.x0 - 3 * last.size); x <= run[0]!.x0 + 1; x++) begins += edges.left.get(x) ?? 0
  return ends >= FEWEST_LINES && begins >= FEWEST_LINES
}

type Edges = {
  /** How many runs of a page begin and end at each point across it; for ends, the points beside counted in. */
  readonly left: ReadonlyMap<number, number>
  readonly right: ReadonlyMap<number, number>
  /** Points where at least half of the runs that have a wide gap, and reach across, go on after one. */
  readonly cells: ReadonlySet<number>
}

function edgesOf(runs: readonly (readonly Piece[])[]): Edges {
  const left = new Map<number, number>()
  const right = new Map<number, number>()
  const inner = new Map<number, number>()
  const wide: (readonly [number, number])[] = []
  const add = (edge: Map<number, number>, x: number) => edge.set(x, (edge.get(x) ?? 0) + 1)
  for (const run of runs) {
    const last = run.at(-1)!
    add(left, Math.round(run[0]!.x0))
    for (const beside of [-1, 0, 1]) add(right, Math.round(last.x1) + beside)
    const starts = run.filter((piece, i) => i > 0 && isApart(run[i - 1]!, piece)).map((piece) => Math.round(piece.x0))
    if (starts.length > 0) wide.push([run[0]!.x0, last.x1])
    for (const x of starts) for (const beside of [-1, 0, 1]) add(inner, x + beside)
  }
  const cells = new Set<number>()
  for (const [x, count] of inner) {
    if (count < FEWEST_LINES) continue
    const across = wide.reduce((sum, [from, to]) => sum + (from < x && x < to ? 1 : 0), 0)
    if (count * 2 >= across) cells.add(x)
  }
  return {left, right, cells}
}

/** A small raised number right behind a word is the mark of a note: "trade[^1]". */
function joinMarks(pieces: readonly Piece[]): Piece[] {
  const joined: Piece[] = []
  for (const piece of pieces) {
    const before = joined.at(-1)
    const text = piece.text.trim()
    if (
      before &&
      /^(?:\d{1,3}(?:\s*,\s*\d{1,3})*|[*†‡§]{1,3})$/.test(text) &&
      piece.size <= MARK_SIZE * before.size &&
      before.y - piece.y >= MARK_RAISED * before.size &&
      before.y - piece.y < before.size &&
      Math.abs(piece.x0 - before.x1) < 0.5 * before.size &&
      /\S$/.test(before.text)
    ) {
      const marks = text.split(/(?:(?<!\s)\s+)?,\s*/).map((mark) => `[^${mark}]`)
      joined[joined.length - 1] = {...before, text: before.text + marks.join(""), x1: piece.x1}
      continue
    }
    // The mark that a note begins with: put on the line of its note.
    if (
      before &&
      NOTE_MARK.test(before.text.trim()) &&
      before.size <= MARK_SIZE * piece.size &&
      Math.abs(piece.y - before.y) < piece.size &&
      Math.abs(piece.x0 - before.x1) < piece.size
    )
      joined[joined.length - 1] = {...before, y: piece.y}
    joined.push(piece)
  }
  return joined
}

function lineOf(row: readonly Piece[]): Line {
  const letters = new Map<string, number>()
  let size = 0
  let most = 0
  for (const piece of row) {
    letters.set(piece.font, (letters.get(piece.font) ?? 0) + piece.text.length)
    if (piece.text.length > most) {
      most = piece.text.length
      size = piece.size
    }
  }
  const [font, share] = [...letters].sort((a, b) => b[1] - a[1])[0]!
  const total = row.reduce((sum, piece) => sum + piece.text.length, 0)
  const first = row[0]!
  const marked = row.length > 1 && first.size <= MARK_SIZE * size && NOTE_MARK.test(first.text.trim())
  // Letters of languages written from right to left are drawn that way: their pieces are read from the right.
  const backwards =
    row.filter((piece) => /[\p{Script=Arabic}\p{Script=Hebrew}]/u.test(piece.text)).length * 2 > row.length
  const read = backwards ? [...row].reverse() : row.slice(marked ? 1 : 0)
  let text = ""
  read.forEach((piece, i) => {
    const before = read[i - 1]
    const gap = before ? Math.max(piece.x0 - before.x1, before.x0 - piece.x1) : 0
    if (before && gap > SPACE * piece.size && !/\s$/.test(text) && !/^\s/.test(piece.text)) text += " "
    text += piece.text
  })
  const y = row.reduce((sum, piece) => sum + piece.y * piece.text.length, 0) / total
  return {
    text: text.replace(/\s+/g, " ").trim(),
    x0: first.x0,
    x1: row.reduce((right, piece) => Math.max(right, piece.x1), first.x1),
    y,
    size,
    font,
    pure: share >= 0.95 * total,
    mark: marked ? first.text.trim() : "",
  }
}
