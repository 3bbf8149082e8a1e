// A phrase that a person chose, read as the reader would read it: what varies in it, and which way its words say it
// moves. In: the sentence and where the phrase stands there. Out: a phrase. It stands beside the reader because an
// analyst who mends a span means the same two things by it; what she chose is never widened or narrowed.

import type {Range, Words} from "../documents/index.ts"
import {type English, treeOf} from "../language/index.ts"
import type {Phrase} from "./claim.ts"
import {clausesOf} from "./clauses.ts"
import {phraseOf} from "./phrase.ts"

/**
 * The phrase at `range` of `sentence`, in UTF-16 code units of the sentence.
 * @returns exactly these words; `thing` is all of them where no word is left that varies.
 */
export function phraseAt(sentence: string, range: Range, english: English): Phrase {
  const chosen: Words = {...range, text: sentence.slice(range.from, range.to)}
  const tokens = english.tokens(sentence, {from: 0, to: sentence.length})
  const start = tokens.findIndex((token) => token.to > range.from)
  let end = Math.max(start, 0)
  while (end < tokens.length && tokens[end]!.from < range.to) end++
  if (start < 0 || end <= start) return {...chosen, thing: [chosen], change: null}
  const found = phraseOf(clausesOf(treeOf(tokens, english)), sentence, {start, end})
  const inside = found.thing.filter((part) => part.from >= range.from && part.to <= range.to)
  return inside.length > 0
    ? {...chosen, thing: inside, change: found.change}
    : {...chosen, thing: [chosen], change: null}
}
