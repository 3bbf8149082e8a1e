// Whether a document talks: what somebody explains in their own words, in which clauses told one after the other are causes and
// effects ("the water turns murky, the plants get no light and die"), as in reports they seldom are. A text in, yes or no out.

import type {Document, Sentence} from "./document.ts"

/** How many sentences tell how a document speaks. */
const ENOUGH = 60
/** Fewer sentences than this are no telling. */
const FEWEST = 3
/** Names and figures a text may have, of a hundred words, and still be talk. */
const NAMED = 2
/** Words of talk that it must have, of a hundred. */
const SPOKEN = 2
/** Words of nine letters and more that it may have, of a hundred (talk has two to five, reports and essays ten and more; Biber 1988 on word length). */
const LONG = 7
const LONG_WORD = /\p{L}{9,}/gu
/** None that essays have as often: "so", "too", "its", "good". */
const SPEAKING =
  /\b(?:i|i'm|we|my|our|me|us|you|your|don'?t|doesn'?t|can'?t|won'?t|isn'?t|aren'?t|thats|that's|it's|there's|theres|lots?|gets?|stuff|things?|really)\b/gi
const NAME = /(?<=[a-z,;:]\s)(?!I\b)[A-Z][\p{L}]+/gu
const FIGURE = /\d{2,}|[%$€£]/g
const QUOTED = /["“”«»]/

/** Whether a document talks of how things go, without names, figures and quotations: what somebody explains in their own words. */
export function talks({text: written, plain: text = written}: Document, said: readonly Sentence[]): boolean {
  const prose = said.filter(({role}) => role === "paragraph" || role === "item").slice(0, ENOUGH)
  if (prose.length < FEWEST) return false
  let [words, names, spoken, long] = [0, 0, 0, 0]
  for (const {from, to} of prose) {
    const sentence = text.slice(from, to)
    if (QUOTED.test(sentence)) return false
    words += sentence.split(/\s+/).length
    names += (sentence.match(NAME)?.length ?? 0) + (sentence.match(FIGURE)?.length ?? 0)
    spoken += sentence.match(SPEAKING)?.length ?? 0
    long += sentence.match(LONG_WORD)?.length ?? 0
  }
  return names * 100 <= words * NAMED && spoken * 100 >= words * SPOKEN && long * 100 <= words * LONG
}
