// Names of spreadsheet cells: `B2` to a row and a column and back, both from 0 inside.
//
// Here because two layers need it: io, which reads sheets, and the exchange that
// finds in them what a model's equations name. Nothing beyond XFD1048576, the last cell that
// today's spreadsheets have, is a cell.

/** Rows that a sheet can have. */
export const MOST_ROWS = 1_048_576
/** Columns that a sheet can have. */
export const MOST_COLUMNS = 16_384
/** Cells that one data file may have, in text blank ones too; the largest of the field have a tenth. */
export const MOST_CELLS = 5_000_000

/** Column letters to a number from 0: `A` is 0, `AA` is 26; -1 for what is no column. */
export function columnOf(letters: string): number {
  if (!/^[A-Za-z]{1,3}$/.test(letters)) return -1
  let column = 0
  for (const letter of letters.toUpperCase()) column = column * 26 + letter.charCodeAt(0) - 64
  return column <= MOST_COLUMNS ? column - 1 : -1
}

/** A column's letters. */
export function lettersOf(column: number): string {
  let letters = ""
  for (let rest = column + 1; rest > 0; rest = Math.floor((rest - 1) / 26))
    letters = String.fromCharCode(65 + ((rest - 1) % 26)) + letters
  return letters
}

/** `B2`, with or without `$`, as row and column; null for what is no cell. */
export function cellOf(words: string): {row: number; column: number} | null {
  const match = /^\$?([A-Za-z]{1,3})\$?(\d{1,7})$/.exec(words.trim())
  if (!match) return null
  const column = columnOf(match[1]!)
  const row = Number(match[2]) - 1
  return column >= 0 && row >= 0 && row < MOST_ROWS ? {row, column} : null
}

/** Row and column as people write a cell: `B2`. */
export function cellName(row: number, column: number): string {
  return `${lettersOf(column)}${row + 1}`
}
