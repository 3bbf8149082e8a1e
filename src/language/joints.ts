// Where a sentence is two, or more: behind a semicolon, and behind a comma and an "and" that something in front of a clause of its own follows.
// Tokens in, stretches out, which are parsed by themselves (apart.ts).

import {TENSED} from "./bounds.ts"
import {frontEnd, verbOf} from "./fronts.ts"
import type {Token} from "./token.ts"

/**
 * The clauses of some words of a sentence, in order, each without the "and" before it; most words are one.
 * @param at  the words by their indices among the tokens.
 */
export function clausesApart(tokens: readonly Token[], at: readonly number[]): readonly (readonly number[])[] {
  const words = at.map((i) => tokens[i]!)
  const cuts = words.flatMap((_, i) => (isCut(words, i) ? i : []))
  if (cuts.length === 0) return [at]
  return [...cuts, words.length].map((end, nth) => {
    const start = cuts[nth - 1] ?? 0
    return at.slice(nth > 0 && words[start]!.tag === "CCONJ" ? start + 1 : start, end)
  })
}

/** Whether a clause begins at a word: "the lake is low[; the eels have gone]", "the lake is low, [and since the sluice was opened, the eels have gone]". */
function isCut(words: readonly Token[], i: number): boolean {
  const before = words[i - 1]?.lower
  const isAnd = words[i]!.tag === "CCONJ"
  if (before !== ";" && !(isAnd && before === ",")) return false
  if (!words.slice(0, i - 1).some(({xpos}) => TENSED.has(xpos)) || isFront(words, i)) return false
  const from = isAnd ? i + 1 : i
  const behind = frontEnd(words, from)
  return (behind > 0 && verbOf(words, behind) > 0) || (before === ";" && verbOf(words, from) > 0)
}

/** Whether all that stands before a word opens the clause behind it: "[since the lake is low,] and since the sluice is open, ...". */
function isFront(words: readonly Token[], i: number): boolean {
  let at = 0
  for (let next = frontEnd(words, at); next > at && next <= i; next = frontEnd(words, at)) at = next
  return at === i
}
