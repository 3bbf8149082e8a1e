// Words that say when, and phrases that do nothing else. Words in, yes or no out.

import {wordSet} from "../core/word-lists.ts"
import type {Dependencies} from "./dependencies.ts"
import type {Span} from "./token.ts"

/** Times that bring something themselves. */
const SEASONS = wordSet(
  "winter summer spring autumn season night hour christmas easter ramadan eid diwali thanksgiving lent hanukkah passover",
)

const isSeason = (lemma: string): boolean => SEASONS.has(lemma)

const DATE_WORDS: ReadonlySet<string> = new Set([
  ...SEASONS,
  ...wordSet(`
  january february march april may june july august september october november december
  monday tuesday wednesday thursday friday saturday sunday
  midsummer halloween pentecost whitsun
  day week weekend fortnight month quarter year decade century minute morning afternoon evening noon
  midday midnight dawn dusk today yesterday tomorrow tonight
  jan feb mar apr jun jul aug sept sep oct nov dec then now
`),
])
const AROUND_DATES = wordSet(
  "the a an this that last next past previous same early late earlier later mid end start beginning middle turn of in on at about around half first second third fourth final new very long few some many several other before two three four five six seven eight nine ten twelve",
)

/**
 * Whether a phrase is a date and nothing else: "last Tuesday", "the end of March", "mid-May 2031".
 *
 * @param words of the phrase, in small letters
 */
function isDate(words: readonly string[]): boolean {
  const parts = words.flatMap((word) => word.split(/[-–]/)).filter((word) => /[\p{L}\p{N}]/u.test(word))
  return parts.some(isDated) && parts.every(belongsToDate)
}

/** Whether a phrase that ends with this word may be a date: most show by it that they are none. */
const endsDate = (last: string): boolean =>
  /[-–]/.test(last) ? last.split(/[-–]/).some(belongsToDate) : belongsToDate(last)

const belongsToDate = (word: string): boolean => isDated(word) || AROUND_DATES.has(word)

/** Whether a word says when: a time by its name, a year, a day of a month. */
export const isDated = (word: string): boolean =>
  DATE_WORDS.has(word) ||
  (word.endsWith("s") && DATE_WORDS.has(word.slice(0, -1))) ||
  /^(?:(?:19|20)\d\ds?|\d{1,2}(?:st|nd|rd|th)?)$/.test(word)

/** Whether a span says only when. @param acts  whether it does or suffers something: a number or a season that does is no date. */
export function saysOnlyWhen(d: Dependencies, {start, end}: Span, head: number, acts: boolean): boolean {
  // "Wounded 31"
  const counts = end === start + 1 && d.tag(start) === "NUM"
  if (!endsDate(d.lower(end - 1)) || (acts && (counts || isSeason(d.lemma(head))))) return false
  return isDate(d.tokens.slice(start, end).map(({lower}) => lower))
}
