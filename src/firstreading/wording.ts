// Words compared without their endings and marks. In: text. Out: words in lower case, or their stems.

/** Words in lower case, one space apart, without marks. */
export function plain(text: string): string {
  return text
    .toLowerCase()
    .replace(/[’']s\b/g, "")
    .replace(/[^\p{L}\p{N}]+/gu, " ")
    .trim()
}

/** Words shorter than this say too little to tell one thing from another. */
const SHORTEST_WORD = 3

/** Words that say nothing of what a phrase is about. */
const SMALL = new Set(
  (
    "the and for not its has had are was were been being this that these those with from into over onto upon than then " +
    "their there they them will would could can may might must should have does did all any our your his her who whom " +
    "which what when where while until unless without within between during about after before again also only even " +
    "most more much many some such other others another each every both few less least too very out off down one two " +
    "three first last new own same long still just so but"
  ).split(" "),
)

/** A word without its ending, so that "deaths" finds "death" and "chlorination" "chlorine". */
function stem(word: string): string {
  const cut = word.replace(/(?:ations?|at(?:e|es|ed|ing)|ings?|ies|ied|es|ed|e|s|y)$/, "")
  return cut.length >= SHORTEST_WORD ? cut : word
}

/** Content words of a text, by their stems. */
export function stemsOf(text: string): string[] {
  return plain(text)
    .split(" ")
    .filter((word) => word.length >= SHORTEST_WORD && !SMALL.has(word))
    .map(stem)
}
