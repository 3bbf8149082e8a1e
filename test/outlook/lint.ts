// What may not stand in a sentence for people: more than two significant digits, per
// cent signs, and words that claim more than runs of a model can.

/** Most significant digits of any number in the text. Dates ("28 February 2031"), years and counts of runs failed are left out. */
export function digitsIn(text: string): number {
  const bare = text
    .replace(/\d{1,2} [A-Z][a-z]+ \d{4}/gu, "")
    .replace(/\d+ of \d+ runs failed/gu, "")
    .replace(/(?<=\d),(?=\d{3})/gu, "")
  const digits = [...bare.matchAll(/\d+(?:\.\d+)?/gu)].map(([number]) => {
    const [whole, part] = number.split(".")
    const all = part === undefined ? whole!.replace(/0+$/u, "") : whole! + part
    return all.replace(/^0+/u, "").length
  })
  return Math.max(0, ...digits)
}

/** What the house does not say of runs. */
export const forbidden = /%|probabilit|\bchance of\b|NaN|undefined|null|Infinity| {2}|\.\.|\s[.,;:]/iu
