// What somebody is said to say in the middle of a sentence, between its commas: "stricter rules, agents say, are behind it". What
// stands on either side of it belongs together, and is parsed so. Tokens in, stretches out.

import type {Token} from "./token.ts"

/** From the comma that opens an aside, up to the token behind the one that closes it; without that one where the sentence needs it too. */
export type Aside = {readonly start: number; readonly end: number}

const SAYING = new Set(
  `say think believe argue note warn claim admit concede insist report add explain recall estimate reckon fear suspect complain
  maintain contend suggest acknowledge observe write conclude predict agree find calculate put tell show hope assert stress`.split(
    /\s+/,
  ),
)
/** So many words stand in an aside at most, and before its verb. */
const LONGEST = 14
const NAMING = new Set(["NOUN", "PROPN", "PRON"])
/** What may stand right behind the verb, and what may not stand there at all: where and when it was said, and not what. */
const BEHIND = new Set(["ADP", "ADV", "PROPN"])
const SAYS_MORE = new Set(["VERB", "AUX", "SCONJ", "PRON"])
const REPEATING = new Set(["do", "have", "be"])
const QUOTE = /^(?:["“”„«]|''|``)/
const IN_SUBJECT = new Set(["DET", "ADJ", "NOUN", "PROPN", "PRON", "NUM", "PART", "ADP", "AUX", "ADV"])

/** The asides of a sentence in which somebody says it, in their order. */
export function asidesIn(tokens: readonly Token[]): Aside[] {
  const found: Aside[] = []
  for (let start = 1; start < tokens.length - 3; start++) {
    if (tokens[start]!.lower !== ",") continue
    let close = start + 1
    while (close < tokens.length && close - start <= LONGEST && tokens[close]!.tag !== "PUNCT") close++
    if (tokens[close]?.lower !== "," || close + 1 >= tokens.length - 1 || QUOTE.test(tokens[close + 1]!.text)) continue
    if (!tellsWhoSays(tokens, start + 1, close)) continue
    found.push({start, end: joins(tokens, start, close + 1) ? close : close + 1})
    start = close
  }
  return found
}

const TENSED = /^(?:VBD|VBP|VBZ|MD)$/

/** Whether the two sides of an aside are clauses, or the first one a phrase in front, which a comma keeps apart. */
function joins(tokens: readonly Token[], before: number, behind: number): boolean {
  const next = tokens[behind]!
  if (TENSED.test(next.xpos)) return false
  let first = before
  while (first > 0 && tokens[first - 1]!.tag !== "PUNCT") first--
  const opens = tokens[tokens[first]!.tag === "CCONJ" ? first + 1 : first]!.tag
  return (
    ["CCONJ", "SCONJ"].includes(next.tag) ||
    next.xpos === "WDT" ||
    ["ADP", "SCONJ", "ADV"].includes(opens) ||
    tokens.slice(first, before).some(({xpos}) => TENSED.test(xpos))
  )
}

/** Whether words are no more than who says something: "as the board noted in May", "she believes". */
function tellsWhoSays(tokens: readonly Token[], from: number, to: number): boolean {
  const words = tokens.slice(from, to)
  if (words[0]!.lower === "according" && words[1]?.lower === "to")
    return !words.slice(2).some(({tag}) => tag === "VERB")
  // "As it did twice before"
  if (words[0]!.lower === "as" && words[1]?.xpos === "PRP" && REPEATING.has(words[2]?.lemma ?? "")) return true
  const first = tokens[from]!.lower === "as" ? from + 1 : from
  let verb = first
  while (verb < to && IN_SUBJECT.has(tokens[verb]!.tag) && tokens[verb]!.xpos !== "TO") verb++
  if (verb === first || verb === to || !SAYING.has(tokens[verb]!.lemma) || !/^VB[DNPZ]$/.test(tokens[verb]!.xpos))
    return false
  const named = tokens.slice(first, verb)
  if (
    ["ADP", "ADV", "AUX"].includes(named[0]!.tag) ||
    named[0]!.xpos.startsWith("W") ||
    named.some(({lemma}) => lemma === "be")
  )
    return false
  if (!named.some(({tag}) => NAMING.has(tag))) return false
  const rest = tokens.slice(verb + 1, to)
  return (
    (rest.length === 0 || BEHIND.has(rest[0]!.tag)) &&
    !rest.some(({tag, xpos}) => SAYS_MORE.has(tag) && xpos !== "PRP$")
  )
}
