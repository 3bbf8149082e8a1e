// Texts of an invented language, for tests of what counts as one telling: the same for the same seed.

/** A small generator with a seed (Park and Miller 1988), so that invented worlds are the same in every run. */
function dice(seed: number): (sides: number) => number {
  let state = seed
  return (sides) => {
    state = (state * 48271) % 2147483647
    return state % sides
  }
}

const SYLLABLES = "ka lo mi ren tas ver dun pel sor hin gal bre mok fen ur".split(" ")

/** Invented paragraphs: words of an invented language, bound by English small words. */
export function inventedText(seed: number, paragraphs: number, vocabulary: number): string[] {
  const roll = dice(seed)
  const word = (): string => {
    // Low numbers come more often, as in any language (Zipf 1949).
    let n = Math.floor((roll(vocabulary) * (1 + roll(1000))) / 1000)
    let made = ""
    do {
      made += SYLLABLES[n % SYLLABLES.length]
      n = Math.floor(n / SYLLABLES.length)
    } while (n > 0)
    return made
  }
  return Array.from({length: paragraphs}, () => {
    const words = Array.from({length: 40 + roll(30)}, (_, i) => (i % 4 === 0 ? "the" : i % 7 === 0 ? "of" : word()))
    return `The ${words.join(" ")}.`
  })
}

/** The same story in other words: two words of five replaced, and the paragraphs kept in order. */
export function rewrite(paragraphs: readonly string[], seed: number): string[] {
  const roll = dice(seed)
  return paragraphs.map((p) =>
    p
      .split(" ")
      .map((word) => (roll(5) < 2 ? `nu${SYLLABLES[roll(15)]}${SYLLABLES[roll(15)]}` : word))
      .join(" "),
  )
}
