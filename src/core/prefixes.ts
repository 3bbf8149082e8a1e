// Whether any of many texts begins with a given one. Texts go in once and are sorted by
// code unit; each question is answered by halving. Here because reading and map ask for
// thousands of names in thousands of phrases, which searched one by one are millions.

/** Answers, for any `prefix`, whether one of `texts` begins with it. Asking costs the logarithm of their number. */
export function beginning(texts: readonly string[]): (prefix: string) => boolean {
  const sorted = texts.toSorted()
  return (prefix) => {
    let low = 0
    let high = sorted.length
    while (low < high) {
      const middle = (low + high) >>> 1
      if (sorted[middle]! < prefix) low = middle + 1
      else high = middle
    }
    return sorted[low]?.startsWith(prefix) ?? false
  }
}
