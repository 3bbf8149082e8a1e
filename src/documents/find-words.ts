// Where words that a person types stand in a sentence. In: the sentence and the words. Out: places.

import type {Range} from "./document.ts"

/** Marks that stand for one another: what a person types for what the text prints. One unit for one unit. */
const ALIKE: ReadonlyMap<string, string> = new Map([
  ...["‘", "’", "ʼ", "′"].map((mark) => [mark, "'"] as const),
  ...["“", "”", "„", "″"].map((mark) => [mark, '"'] as const),
  ...["‐", "‑", "–", "—"].map((mark) => [mark, "-"] as const),
])

/** `text` with white space folded and marks plain, and where each of its units stood. Soft hyphens are passed over. */
function plainly(text: string): {readonly plain: string; readonly at: readonly number[]} {
  const units: string[] = []
  const at: number[] = []
  for (let i = 0; i < text.length; i++) {
    const unit = text[i]!
    if (unit === "\u00AD") continue
    const space = /\s/.test(unit)
    if (space && units.at(-1) === " ") continue
    units.push(space ? " " : (ALIKE.get(unit) ?? unit))
    at.push(i)
  }
  return {plain: units.join(""), at}
}

const isLetter = (unit: string | undefined): boolean => unit !== undefined && /[\p{L}\p{N}]/u.test(unit)

/**
 * Where whole `words` stand in a sentence, in order; as typed, else in other letter case. White space and kinds of quotation marks
 * and dashes do not matter. Half open, in UTF-16 code units of `sentence`.
 */
export function findWords(sentence: string, words: string): Range[] {
  const {plain, at} = plainly(sentence)
  const wanted = plainly(words).plain.trim()
  if (wanted === "") return []
  const search = (where: string, what: string): Range[] => {
    const found: Range[] = []
    for (let i = where.indexOf(what); i >= 0; i = where.indexOf(what, i + 1)) {
      const end = i + what.length
      const cut = (isLetter(where[i - 1]) && isLetter(where[i])) || (isLetter(where[end - 1]) && isLetter(where[end]))
      if (!cut) found.push({from: at[i]!, to: at[end - 1]! + 1})
    }
    return found
  }
  const exact = search(plain, wanted)
  if (exact.length > 0) return exact
  const [lower, small] = [plain.toLowerCase(), wanted.toLowerCase()]
  // A few letters grow when lowered: then places would not be those of the text.
  return lower.length === plain.length ? search(lower, small) : []
}
