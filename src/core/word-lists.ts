// How lists of words are written: parted by blanks, so that a list reads as one and a line more is a line.

export function words(list: string): string[] {
  return list.split(/\s+/).filter((word) => word !== "")
}

/** Such a list as the set of its words. */
export const wordSet = (list: string): ReadonlySet<string> => new Set(words(list))

/** Turns of several words, parted by commas. */
export function phrases(list: string): string[] {
  return list.split(",").map((phrase) => words(phrase).join(" "))
}
