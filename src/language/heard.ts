// What a parser hears: for words that its trees hardly have, others that mean the same and that it knows, so many words for so many.
// Tokens in, tokens out; the tree that is made goes on the words as they stand.

import {TENSED} from "./bounds.ts"
import {verbOf} from "./fronts.ts"
import {clauseStarts} from "./starts.ts"
import type {Token} from "./token.ts"

type Heard = Pick<Token, "text" | "lower" | "lemma" | "tag" | "xpos">

const word = (lower: string, tag: Heard["tag"], xpos: string): Heard => ({text: lower, lower, lemma: lower, tag, xpos})
const IF = word("if", "SCONJ", "IN")
const EVEN_IF = [word("even", "ADV", "RB"), IF]
const BECAUSE_OF = [word("because", "SCONJ", "IN"), word("of", "ADP", "IN")]
const INSTEAD_OF = [word("instead", "ADV", "RB"), word("of", "SCONJ", "IN")]

/** Two words that open a clause, by the first. */
const OPENERS: ReadonlyMap<string, ReadonlySet<string>> = new Map([
  ["in", new Set(["case"])],
  ["the", new Set(["moment", "minute", "instant"])],
  ["every", new Set(["time"])],
  ["each", new Set(["time"])],
  ["given", new Set(["that"])],
  ["seeing", new Set(["that"])],
  ["considering", new Set(["that"])],
])
/** Verbs that open what is supposed, without a "that" too. */
const SUPPOSING: ReadonlySet<string> = new Set(["provided", "providing", "assuming", "supposing"])
const SUPPOSED: ReadonlySet<string> = new Set(["VBZ", "VBP", "MD"])

/** A sentence as its parser hears it. */
export function heard(tokens: readonly Token[]): readonly Token[] {
  let words: Token[] | null = null
  for (let i = 0; i < tokens.length; i++) {
    const instead = insteadAt(tokens, i)
    if (!instead) continue
    words ??= [...tokens]
    for (const [k, as] of instead.entries()) words[i + k] = {...tokens[i + k]!, ...as, second: undefined}
  }
  return words ?? tokens
}

/** What is heard in place of the words that begin with one; null where they are heard as they stand. */
function insteadAt(tokens: readonly Token[], i: number): readonly Heard[] | null {
  const {text, lower, tag, xpos, lemma} = tokens[i]!
  // "More boats = less fish", "theres".
  if ((lower === "means" && text.length < 3) || (lower === "'s" && text === "s"))
    return [{text: lower, lower, tag, xpos, lemma}]
  // "Appears to have hurt trade": of 25 such in two treebanks two tell of what somebody has.
  if (lower === "have" && tag === "VERB" && tokens[i + 1]?.xpos === "VBN" && tokens[i - 1]?.lower === "to")
    return [{text, lower, lemma, tag: "AUX", xpos}]
  const next = tokens[i + 1]?.lower ?? ""
  // "At the moment traders have no boats" tells when.
  if (OPENERS.get(lower)?.has(next) && tokens[i - 1]?.tag !== "ADP" && verbOf(tokens, i + 2) >= 0) return EVEN_IF
  // Behind its noun a parser knows better.
  const isFar = lower === "far" && next === "from" && tokens[i + 2]?.xpos === "VBG"
  if (isFar && clauseStarts(tokens).includes(i)) return INSTEAD_OF
  if (lower === "what" && next === "with" && clauseStarts(tokens).includes(i)) return BECAUSE_OF
  return SUPPOSING.has(lower) && supposes(tokens, i) ? [IF] : null
}

/** Whether a verb opens what is supposed: "provided the rains come"; no "the mill provided the food that families need". */
function supposes(tokens: readonly Token[], i: number): boolean {
  const verb = verbOf(tokens, i + 1)
  if (verb < 0) return false
  const told = tokens.findIndex(({xpos}) => TENSED.has(xpos))
  return told < i ? SUPPOSED.has(tokens[verb]!.xpos) : clauseStarts(tokens).includes(i)
}
