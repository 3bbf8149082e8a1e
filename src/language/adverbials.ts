// Phrases of several words that say no more than an adverb: "in the long run", "by no means". Between a subject and its verb trees hang
// them on the subject. Tokens in, the end of such a phrase out.

import {phrases} from "../core/word-lists.ts"
import {TENSED} from "./bounds.ts"
import type {Dependencies} from "./dependencies.ts"
import {oncePer} from "./once.ts"
import {LISTED, type Token} from "./token.ts"

const ADVERBIALS: ReadonlySet<string> = new Set([
  ...phrases(`
    in no way, by no means, in all likelihood, in all probability, in effect, in fact, in turn, for the most part, by and large,
    in practice, to a large extent, to a great extent, to a large degree, to some extent, to some degree, to a certain extent, at least in part,
    at least partly, at times, at first, at last, at length, in the end, over time, over the years, of late, of course, time and again, once again, once more,
    more or less, sooner or later, little by little, bit by bit, step by step, day by day, year by year, without doubt, no doubt,
    above all, among other things, among others, at the same time, as a rule, as usual, again and again, on average, in theory, in principle, on the whole, on paper, in truth, in reality,
    to this day, for good, for a time, for a while, for once, in addition, in the long run, in the short run, in the long term, in the short term,
    more than anything, in recent years, in recent months, in recent weeks, in recent decades, for years, for decades, for months, for weeks,
    in some ways, in many ways, in any case, at any rate, all the same, after all, in short, under no circumstances, on no account, at no point,
    even now, until now, so far, thus far, by now, by then, since then, ever since, in the meantime, to date, as yet, as ever, for now, as well, at best, at worst, in itself, by itself
  `),
  ...["day", "week", "month", "year", "night"].map((time) => `${time} after ${time}`),
])
const FIRST_WORDS: ReadonlySet<string> = new Set([...ADVERBIALS].map((each) => each.slice(0, each.indexOf(" "))))
const LONGEST = Math.max(...[...ADVERBIALS].map((each) => each.split(" ").length))

const HELPING: ReadonlySet<string> = new Set(["has", "have", "had", "is", "are", "was", "were"])

/** Where such a phrase ends that begins at a token; -1. */
export function phraseEnd(tokens: readonly Token[], start: number): number {
  if (!FIRST_WORDS.has(tokens[start]?.lower ?? "")) return -1
  for (let end = Math.min(tokens.length, start + LONGEST); end > start + 1; end--) {
    const words = tokens.slice(start, end).map(({lower}) => lower)
    // "Night after night of raids" is a thing.
    if (ADVERBIALS.has(words.join(" "))) return tokens[end]?.lower === "of" ? -1 : end
  }
  return -1
}

/** Where such a phrase ends that begins at a token, between a subject or an auxiliary and a verb; -1. */
export function adverbialEnd(tokens: readonly Token[], start: number): number {
  const before = tokens[start - 1]!
  // "Has to some extent": has to do nothing.
  const helped = before.tag === "AUX" || HELPING.has(before.lower)
  const end = helped || LISTED.has(before.tag) ? phraseEnd(tokens, start) : -1
  if (end < 0) return -1
  let verb = end
  while (tokens[verb]?.tag === "ADV") verb++
  const {xpos = "", tag = "PUNCT"} = tokens[verb] ?? {}
  // "Emptied" may be taken for a participle without what is said before it.
  const isTensed = TENSED.has(xpos) || (xpos === "VBN" && tokens[verb + 1]?.lower !== "by")
  return isTensed || (helped && (tag === "VERB" || tag === "AUX")) ? end : -1
}

/** Where such phrases begin, before a verb or at the end of what is told. */
export const adverbialsIn = oncePer((d: Dependencies): readonly number[] =>
  d.tokens.flatMap((_, i) => {
    const end = i > 0 ? phraseEnd(d.tokens, i) : -1
    const isLast = end === d.tokens.length || (end > 0 && d.tag(end) === "PUNCT")
    return isLast || (end > 0 && adverbialEnd(d.tokens, i) >= 0) ? i : []
  }),
)
