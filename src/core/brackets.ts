// Subscripts off a name. In: a text with names of arrays in it. Out: the text without what stands
// between square brackets. A bracket that is never closed stays, and is looked behind once.

/** "stock[north, dry] of salt" as "stock of salt". */
export function withoutBrackets(text: string): string {
  return text.replace(/\[[^\]]*\]?/g, (found) => (found.endsWith("]") ? "" : found))
}
