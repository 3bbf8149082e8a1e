// Cells of comma-separated tables (RFC 4180), as data files and plausible.csv have them.

/** One cell of a CSV file. */
export function cell(value: number | string): string {
  // Minus zero is a double of its own, and `String` gives it the sign of the other.
  if (typeof value === "number") return Number.isFinite(value) ? (Object.is(value, -0) ? "-0" : String(value)) : ""
  return /[",\r\n]/.test(value) ? `"${value.replaceAll('"', '""')}"` : value
}

/** Cells of one line; a quoted cell does not go over several lines here. */
export function cellsOf(line: string): string[] {
  const cells: string[] = []
  let at = 0
  do {
    const quoted = /^"((?:[^"]|"")*)"/.exec(line.slice(at))
    if (quoted) {
      cells.push(quoted[1]!.replaceAll('""', '"'))
      at += quoted[0].length
    } else {
      const end = line.indexOf(",", at)
      cells.push(line.slice(at, end < 0 ? undefined : end))
      at = end < 0 ? line.length : end
    }
  } while (line[at++] === ",")
  return cells
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
