// What a sentence calls whoever a word of it names.

import {bareSpan, nounPhrase, wholeWord, wordsOf} from "./bounds.ts"
import type {Dependencies} from "./dependencies.ts"

/**
 * The words that name whoever `head` heads, before the token `before`. Where they say only whose ("its president, Mira Sund") the name
 * that stands beside them.
 */
export function personNamed(d: Dependencies, text: string, head: number, before = Number.POSITIVE_INFINITY): string {
  const owned = d.children(head, "nmod:poss").some((c) => d.tag(c) === "PRON")
  const beside = owned
    ? d.children(head, "appos").find((c) => c > head && c < before && d.tag(c) === "PROPN")
    : undefined
  const of = beside ?? head
  const named = nounPhrase(d, of, "whole", Math.min(d.tokens.length, before))
  const {start, end: trimmed} = bareSpan(d, named) ?? named
  const end = wholeWord(d, trimmed)
  return wordsOf(d, text, {start, end}).text
}
