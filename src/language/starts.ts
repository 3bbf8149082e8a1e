// Where a clause may begin, by the order of words: with the first word, behind what stands in front ("in May, ..."), behind who says it
// ("officials said (that) ..."). Tokens in, places out.

import {TENSED} from "./bounds.ts"
import {frontEnd, isInFront, verbOf} from "./fronts.ts"
import {behindSaying, INVERTED} from "./said.ts"
import type {Token} from "./token.ts"

const OPENS_QUOTE = /^["“]$/
const TELLING: ReadonlySet<string> = new Set(["VERB", "ADJ"])
/** So many words stand at most before the "that" of "it is clear that", "she told reporters on Monday that". */
const LONGEST = 14

/** The places, from the first. */
export function clauseStarts(tokens: readonly Token[]): number[] {
  const starts = [OPENS_QUOTE.test(tokens[0]?.text ?? "") ? 1 : 0]
  for (let next = startBehind(tokens, starts[0]!); next > starts.at(-1)!; next = startBehind(tokens, next))
    starts.push(next)
  return starts
}

/** The next place behind one; -1 where there is none. */
function startBehind(tokens: readonly Token[], at: number): number {
  if (tokens[at]?.tag === "CCONJ") return at + 1
  const front = frontEnd(tokens, at)
  if (front > at) return front
  const said = behindSaying(tokens, at)
  if (said > at) return tokens[said]!.lower === "that" ? said + 1 : said
  return behindThat(tokens, at)
}

/**
 * "But faced with a strike, the mill closed": what begins a clause, and has no subject before it, is no past tense but a participle; so is
 * what becomes of a thing of somebody's own ("its harbour blocked, the island ran out of fuel"), and what names a thing that is joined.
 */
export function withParticiples(tokens: readonly Token[]): readonly Token[] {
  const isOne = (i: number) => tokens[i]!.xpos === "VBD" && isInFront(tokens, i)
  // Most sentences need not be asked where their clauses begin.
  const isAsked = tokens.some(({xpos}, i) => isOne(i) || (xpos === "VBD" && tokens[i + 1]?.lower === ","))
  const starts = isAsked ? clauseStarts(tokens) : []
  const found = [
    ...tokens.flatMap((_, i) => (isJoinedThing(tokens, i) ? i : [])),
    ...starts.flatMap((start) => (isOne(start) ? start : (ownUndone(tokens, start) ?? []))),
  ]
  return found.length === 0 ? tokens : tokens.map((token, i) => (found.includes(i) ? {...token, xpos: "VBN"} : token))
}

const PRESENT = /^VB[PZ]$/
/** Tags of words that a participle may stand before in the name of a thing. */
const OF_THING: ReadonlySet<string> = new Set(["ADJ", "NOUN"])

/** "Risks higher tensions and [limited] military measures": what is joined to things behind a verb of the present names another one. */
function isJoinedThing(tokens: readonly Token[], i: number): boolean {
  const isIt = tokens[i]!.xpos === "VBD" && tokens[i - 1]?.tag === "CCONJ" && tokens[i - 2]?.tag === "NOUN"
  if (!isIt || !OF_THING.has(tokens[i + 1]?.tag ?? "")) return false
  const verb = tokens.findLastIndex(({xpos}, k) => k < i && TENSED.has(xpos))
  const further = tokens.findIndex(({tag}, k) => k > i && tag !== "ADJ" && tag !== "NOUN")
  return PRESENT.test(tokens[verb]?.xpos ?? "") && (further < 0 || tokens[further]!.tag === "PUNCT")
}

/** "Its harbour [blocked], the island ran out of fuel": the verb of a thing of somebody's own that a clause begins with; null where none does. */
function ownUndone(tokens: readonly Token[], start: number): number | null {
  if (tokens[start]!.xpos !== "PRP$") return null
  let verb = start + 1
  while (/^(?:NOUN|ADJ|ADV)$/.test(tokens[verb]?.tag ?? "")) verb++
  const isUndone = tokens[verb]?.xpos === "VBD" && tokens[verb + 1]?.lower === "," && verbOf(tokens, verb + 2) >= 0
  return isUndone ? verb : null
}

/** Behind the "that" of "it is clear that", "there are fears that", "told reporters that". */
function behindThat(tokens: readonly Token[], at: number): number {
  // "It is clear that had the rains come": a tagger takes it for a pronoun.
  const opens = (i: number) =>
    tokens[i]!.xpos === "IN" || (TELLING.has(tokens[i - 1]!.tag) && INVERTED.has(tokens[i + 1]?.lower ?? ""))
  const that = tokens.findIndex(({lower}, i) => i > at && lower === "that" && opens(i))
  const before = tokens.slice(at, Math.max(that, at))
  const isTold =
    before.some(({xpos}) => TENSED.has(xpos)) && before.every(({tag}) => tag !== "PUNCT" && tag !== "SCONJ")
  return that > 0 && that - at <= LONGEST && isTold ? that + 1 : -1
}
