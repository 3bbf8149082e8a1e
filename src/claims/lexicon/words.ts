// How lists of words are written in the lexicon: parted by blanks, so that a list reads as one and a line more is a line.

export function words(list: string): string[] {
  return list.split(/\s+/).filter((word) => word !== "")
}

/** Turns of several words, parted by commas. */
export function phrases(list: string): string[] {
  return list.split(",").map((phrase) => words(phrase).join(" "))
}
