// Where a sentence is two, or more: behind a semicolon, and where what stands in front of a clause of its own follows an "and". Tokens in,
// stretches out.

import {TENSED} from "./bounds.ts"
import {frontEnd, verbOf} from "./fronts.ts"
import type {Token} from "./token.ts"

/**
 * The clauses of a piece that are parsed by themselves, in order, each without the "and" before it; most pieces are one.
 * @param at  its tokens by their indices.
 */
export function clausesApart(tokens: readonly Token[], at: readonly number[]): readonly (readonly number[])[] {
  const words = at.map((i) => tokens[i]!)
  const cuts = words.flatMap((_, i) => (isCut(words, i) ? i : []))
  return [...cuts, words.length].map((end, nth) => {
    const start = cuts[nth - 1] ?? 0
    return at.slice(nth > 0 && words[start]!.tag === "CCONJ" ? start + 1 : start, end)
  })
}

const isMade = (words: readonly Token[]): boolean => words.some(({xpos}) => TENSED.has(xpos))

function isCut(words: readonly Token[], i: number): boolean {
  const semicolon = words[i - 1]?.lower === ";"
  const joint = words[i]!.tag === "CCONJ"
  if (!semicolon && !(joint && words[i - 1]?.lower === ",")) return false
  const from = joint ? i + 1 : i
  if (!isMade(words.slice(0, i - 1))) return false
  const front = frontEnd(words, from)
  if (front > 0 && verbOf(words, front) > 0) return true
  return semicolon && verbOf(words, from) > 0
}
