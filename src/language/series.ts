// The comma before the "and" of a list, "drought, debt, and bad roads", which a parser takes for one between clauses: it parses the list
// as it would without that comma. Tokens in, such commas out.

import {SAYING} from "./asides.ts"
import {TENSED} from "./bounds.ts"
import type {Token} from "./token.ts"

/** Tags of the words of a thing of a list. */
const OF_THING: ReadonlySet<string> = new Set("DET ADJ NOUN PROPN PRON NUM PART ADP ADV".split(" "))
const PARTICIPLE = /^VB[GN]$/
/** Words behind which a clause of its own begins. */
const OPENS_CLAUSE = /^(?:that|because|as|while|when|if|since|although|though|whether)$/

const isOfThing = ({tag, xpos}: Token): boolean =>
  (OF_THING.has(tag) || PARTICIPLE.test(xpos)) && !xpos.startsWith("W") && xpos !== "TO" && !TENSED.has(xpos)

/** The commas before the last thing of lists of three or more, by their indices. */
export function commasBeforeLast(tokens: readonly Token[]): number[] {
  const found: number[] = []
  for (let comma = 3; comma < tokens.length - 2; comma++) {
    if (tokens[comma]!.lower !== "," || !/^(?:and|or)$/.test(tokens[comma + 1]!.lower)) continue
    let first = comma - 1
    while (first > 0 && isOfThing(tokens[first]!)) first--
    if (tokens[first]!.lower !== "," || first === comma - 1) continue
    let end = comma + 2
    while (end < tokens.length && isOfThing(tokens[end]!)) end++
    const things = [tokens.slice(first + 1, comma), tokens.slice(comma + 2, end)]
    // "Neglect, conflicting orders and": a tail, without the second comma.
    if (!things.every((words) => words.some(({tag}) => tag === "NOUN") && !PARTICIPLE.test(words[0]!.xpos))) continue
    // "Printing and publishing, food, and steel": there it tells the list from one within it.
    let before = first
    while (before > 0 && (isOfThing(tokens[before]!) || tokens[before]!.lower === ",")) before--
    if (tokens[before]!.tag === "CCONJ") continue
    // Behind a subject its verb follows, and none stands before it in its clause.
    const isSubject = TENSED.has(tokens[end]?.xpos ?? "")
    if (!isSubject || !hasVerb(tokens, first)) found.push(comma)
  }
  return found
}

/** Whether the clause that goes on to a token has a tensed verb of its own there; what somebody says is a clause by itself. */
function hasVerb(tokens: readonly Token[], end: number): boolean {
  for (let i = end - 1; i >= 0; i--) {
    const {lower, xpos, lemma} = tokens[i]!
    if (OPENS_CLAUSE.test(lower) || /^[;:"“]$/.test(lower)) return false
    if (TENSED.has(xpos)) return !SAYING.has(lemma)
  }
  return false
}
