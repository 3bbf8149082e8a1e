// What somebody is said to say in the middle of a sentence, between its commas: "stricter rules, agents say, are behind it". What
// stands on either side of it belongs together, and is parsed so; the aside is parsed by itself. Tokens and a parser in, trees out.

import type {Relation, Token, Tree} from "./token.ts"

/** The comma that opens an aside, and the token behind its last one: the comma that closes it, or a word before one that the rest needs too. */
export type Aside = {readonly start: number; readonly end: number}

const SAYING = new Set(
  `acknowledge add admit agree argue assert believe calculate claim complain concede conclude contend estimate explain fear find hope
  insist maintain note observe predict put reckon recall report say show stress suggest suspect tell think warn write`.split(
    /\s+/,
  ),
)
/** Verbs behind an "as it" that say that it happened before. */
const REPEATING = new Set(["do", "have", "be"])
/** So many words stand in an aside at most. */
const LONGEST = 14
const IN_SUBJECT = new Set(["DET", "ADJ", "NOUN", "PROPN", "PRON", "NUM", "PART", "ADP", "AUX", "ADV"])
/** Tags of words one of which names whoever says it, and of words that no name of somebody begins with. */
const NAMING = new Set(["NOUN", "PROPN", "PRON"])
const NO_NAME = new Set(["ADP", "ADV", "AUX"])
/** What may stand right behind the verb, and what may not stand there at all: where and when it was said, and not what. */
const BEHIND = new Set(["ADP", "ADV", "PROPN"])
const SAYS_MORE = new Set(["VERB", "AUX", "SCONJ", "PRON"])
const QUOTE = /^(?:["“”„«]|''|``)/
const TENSED = /^(?:VBD|VBP|VBZ|MD)$/

/** The asides of a sentence, in their order. */
export function asidesIn(tokens: readonly Token[]): Aside[] {
  const found: Aside[] = []
  for (let start = 1; start < tokens.length - 3; start++) {
    if (tokens[start]!.lower !== ",") continue
    let close = start + 1
    while (close < tokens.length && close - start <= LONGEST && tokens[close]!.tag !== "PUNCT") close++
    const behind = close + 1
    if (tokens[close]?.lower !== "," || behind >= tokens.length - 1 || QUOTE.test(tokens[behind]!.text)) continue
    if (!isAside(tokens.slice(start + 1, close))) continue
    found.push({start, end: joins(tokens, start, behind) ? close : behind})
    start = close
  }
  return found
}

/** Whether words are no more than who says something: "as the board noted in May", "she believes", "according to the union"; or "as it did before". */
function isAside(words: readonly Token[]): boolean {
  const [first, second, third] = words
  if (!first) return false
  if (first.lower === "according" && second?.lower === "to") return !words.slice(2).some(({tag}) => tag === "VERB")
  if (first.lower === "as" && second?.xpos === "PRP" && REPEATING.has(third?.lemma ?? "")) return true
  const said = first.lower === "as" ? words.slice(1) : words
  const verb = said.findIndex(({tag, xpos}) => !IN_SUBJECT.has(tag) || xpos === "TO")
  if (verb < 1 || !SAYING.has(said[verb]!.lemma) || !/^VB[DNPZ]$/.test(said[verb]!.xpos)) return false
  const [named, rest] = [said.slice(0, verb), said.slice(verb + 1)]
  const isSomebody =
    named.some(({tag}) => NAMING.has(tag)) &&
    !NO_NAME.has(named[0]!.tag) &&
    !named[0]!.xpos.startsWith("W") &&
    !named.some(({lemma}) => lemma === "be")
  const saysNoMore =
    (rest.length === 0 || BEHIND.has(rest[0]!.tag)) &&
    !rest.some(({tag, xpos}) => SAYS_MORE.has(tag) && xpos !== "PRP$")
  return isSomebody && saysNoMore
}

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

/** A stretch of a sentence that is parsed by itself: its tokens by their indices. */
type Piece = {readonly sentence: number; readonly at: readonly number[]}

/** The rest of a sentence first, then the words of each of its asides. */
function piecesOf(tokens: readonly Token[], asides: readonly Aside[], sentence: number): Piece[] {
  const all = tokens.map((_, i) => i)
  const rest = all.filter((i) => !asides.some(({start, end}) => i >= start && i < end))
  const words = asides.map(({start, end}) => all.slice(start + 1, end).filter((i) => tokens[i]!.tag !== "PUNCT"))
  return [rest, ...words].map((at) => ({sentence, at}))
}

/** The trees of sentences: an aside is parsed by itself, and hangs on the root of the rest. @param parse  parses whole sentences. */
export function parsedApart(
  sentences: readonly (readonly Token[])[],
  parse: (sentences: readonly (readonly Token[])[]) => Tree[],
): Tree[] {
  const asides = sentences.map(asidesIn)
  if (asides.every((own) => own.length === 0)) return parse(sentences)
  const pieces = sentences.flatMap((tokens, nth) => piecesOf(tokens, asides[nth]!, nth))
  const parsed = parse(pieces.map(({sentence, at}) => at.map((i) => sentences[sentence]![i]!)))
  const whole = sentences.map(({length}) => ({
    head: new Int32Array(length).fill(-1),
    rel: new Array<Relation>(length).fill("punct"),
    root: -1,
  }))
  for (const [nth, {sentence, at}] of pieces.entries()) {
    const tree = parsed[nth]!
    const into = whole[sentence]!
    const top = at[tree.head.indexOf(-1)]!
    for (const [i, own] of at.entries()) {
      const above = tree.head[i]!
      into.head[own] = above < 0 ? into.root : at[above]!
      into.rel[own] = above < 0 && into.root >= 0 ? "parataxis" : tree.rel[i]!
    }
    if (into.root < 0) into.root = top
    else
      for (const comma of [at[0]! - 1, at.at(-1)! + 1])
        if (into.head[comma] === -1 && comma !== into.root) into.head[comma] = top
  }
  return whole.map(({head, rel}) => ({head, rel}))
}
