// What stands in front of a clause and is no part of it: "no doubt", "after two years of talks, ...", "although the harvest was good, ...".
// Tokens in, where it stands out.

import {phraseEnd} from "./adverbials.ts"
import {TENSED} from "./bounds.ts"
import {isDated} from "./date-words.ts"
import type {Span, Token} from "./token.ts"

/** Tags of the words of a subject, and of those that one begins with. */
export const IN_SUBJECT: ReadonlySet<string> = new Set("DET ADJ NOUN PROPN PRON NUM PART ADP AUX ADV".split(" "))
export const OPENS_SUBJECT: ReadonlySet<string> = new Set("DET ADJ NOUN PROPN PRON NUM".split(" "))
const PARTICIPLE = /^VB[GN]$/

/** Whether a word may be one of a subject without a clause of its own. */
const isOfSubject = ({tag, xpos, lower}: Token): boolean =>
  (IN_SUBJECT.has(tag) || tag === "CCONJ" || PARTICIPLE.test(xpos)) && !xpos.startsWith("W") && lower !== "that"

/** Whether a subject may begin with a token. */
const opensSubject = (token: Token | undefined): boolean =>
  token !== undefined &&
  (OPENS_SUBJECT.has(token.tag) || token.xpos === "VBG") &&
  !TENSED.has(token.xpos) &&
  token.lower !== "that"

/** The tensed verb of the subject that begins at a token, over what is passed by; -1 where no subject begins there. */
export function verbOf(tokens: readonly Token[], from: number, passed: (i: number) => number = (i) => i): number {
  if (!opensSubject(tokens[from])) return -1
  let i = from + 1
  for (;;) {
    const next = passed(i)
    if (next > i) i = next
    else if (i < tokens.length && !TENSED.has(tokens[i]!.xpos) && isOfSubject(tokens[i]!)) i++
    else break
  }
  // "Losses and (also) blames": a verb that is joined to one before.
  const before = tokens[i - 1]!.tag === "ADV" ? i - 2 : i - 1
  return TENSED.has(tokens[i]?.xpos ?? "") && tokens[before]!.tag !== "CCONJ" ? i : -1
}

/** Words in front that weigh what follows, and words before a time that is counted from now: "last month". */
const WEIGHING = /^what is (?:worse|more)$/
export const COUNTED_FROM_NOW = new Set(["last", "this", "next"])

/** Whether a word by its tag opens what stands in front of a clause: "because of", "when". */
export const opensByTag = ({tag, xpos}: Token): boolean => tag === "ADP" || tag === "SCONJ" || xpos === "WRB"

/** How many words in front of a subject are no part of it: "last month floods cut the road", "no doubt floods did"; 0 where none are. */
export function openingEnd(tokens: readonly Token[]): number {
  const first = tokens.slice(0, 4).map(({lower}) => lower)
  const isWhen = COUNTED_FROM_NOW.has(tokens[0]?.lower ?? "") && isDated(tokens[1]?.lower ?? "")
  const weighs = WEIGHING.test(first.slice(0, 3).join(" ")) && first[3] === ","
  const end = isWhen ? 2 : weighs ? 4 : phraseEnd(tokens, 0)
  const next = tokens[end]
  const goesOn = weighs || opensSubject(next) || (next !== undefined && opensByTag(next))
  return end > 0 && goesOn ? end : 0
}

/** So many words an inserted relative has at most. */
const LONGEST = 24

/**
 * The token behind ", which had long been stable," before the verb of its noun; the token itself where none begins there.
 * @param isVerb  whether it may be that verb.
 */
export function behindRelative(
  tokens: readonly Token[],
  start: number,
  isVerb: (token: Token) => boolean = ({xpos}) => TENSED.has(xpos),
): number {
  if (tokens[start]?.lower !== "," || !/^(?:which|who|whose|whom)$/.test(tokens[start + 1]?.lower ?? "")) return start
  const close = tokens.findIndex(({tag}, i) => i > start + 1 && tag === "PUNCT")
  const isClause = tokens.slice(start, Math.max(close, start)).some(({xpos}) => TENSED.has(xpos))
  const ends = isClause && close < Math.min(start + LONGEST, tokens.length - 1) && tokens[close]!.lower === ","
  return ends && isVerb(tokens[close + 1]!) ? close + 1 : start
}

/** Words that open a clause, whatever a tagger takes them for. */
const OPENERS: ReadonlySet<string> = new Set(["since", "after", "before", "until", "once", "given", "now"])
const opensClause = ({tag, xpos, lower}: Token): boolean => tag === "SCONJ" || xpos === "WRB" || OPENERS.has(lower)

/**
 * The token behind the comma that ends what stands in front of a clause: "after two years of talks, ", "although the harvest was good, ";
 * -1 where nothing does. @param isAside  what is looked over.
 */
export function frontEnd(
  tokens: readonly Token[],
  start: number,
  isAside: (i: number) => boolean = () => false,
): number {
  const first = tokens[start]
  const comma = tokens.findIndex(({tag}, i) => i >= start && tag === "PUNCT" && !isAside(i))
  const behind = tokens[comma + 1]
  if (!first || comma <= start || tokens[comma]!.lower !== "," || !behind) return -1
  // A comma with no blank behind it ends no phrase.
  if (behind.from === tokens[comma]!.to) return -1
  const words = tokens.slice(start, comma)
  // "Over the bank, where young fish gather, "
  const isRelative = first.lower === "where" && tokens[start - 1]?.lower === ","
  const isClause = !isRelative && opensClause(first)
  const verbs = words.filter(({xpos}) => TENSED.has(xpos)).length
  // A list in front may go on behind its comma.
  const isPhrase =
    verbs === 0 &&
    (first.tag === "ADP" || isClause || first.lower === "according" || (first.tag === "ADV" && comma === start + 1)) &&
    !words.some(({tag, xpos}) => tag === "CCONJ" || xpos.startsWith("W"))
  return isPhrase || ((isClause || isOfFact(words)) && verbs === 1) ? comma + 1 : -1
}

/** "Due to the fact that the rains failed": whether what stands in front tells a fact. */
const isOfFact = (words: readonly Token[]): boolean =>
  /^(?:due|owing|thanks|given|because|despite|from|by|in|for)$/.test(words[0]!.lower) &&
  words.some(({lower}, i) => lower === "fact" && words[i + 1]?.lower === "that")

/** "Faced with a strike, the mill closed": whether a participle stands in front with what is tied to it, and its subject behind. */
export function isInFront(tokens: readonly Token[], participle: number): boolean {
  const comma = tokens.findIndex(({tag}, i) => i > participle && tag === "PUNCT")
  return tokens[participle + 1]?.tag === "ADP" && tokens[comma]?.lower === "," && verbOf(tokens, comma + 1) > 0
}

/** "If fuel is scarce, the ferry is idle": whether a clause in front says what something is like, which a parser takes for the main clause. */
function tellsState(tokens: readonly Token[], start: number, comma: number): boolean {
  const verb = tokens.findIndex(({xpos}, i) => i > start && i < comma && TENSED.has(xpos))
  return opensClause(tokens[start]!) && tokens[verb]?.lemma === "be" && tokens[comma - 1]!.tag === "ADJ"
}

/**
 * What stands in front of a clause, where a parser would take the subject behind it for more of the same: several things that are joined,
 * or one of which something is inserted: "after two years of talks, the levy and the frost emptied it".
 * @param isAside  what is looked over.
 */
export function frontOf(tokens: readonly Token[], isAside: (i: number) => boolean): Span | null {
  const start = tokens[0]?.tag === "CCONJ" ? 1 : 0
  let end = frontEnd(tokens, start, isAside)
  // "In May, since the rains failed, "
  const isBefore = end > 0 && opensClause(tokens[end]!) && frontEnd(tokens, end, isAside) > 0
  if (isBefore || (end > 0 && /^VB[DN]$/.test(tokens[end]!.xpos) && isInFront(tokens, end))) return {start, end}
  // "According to the guild, because of the levy, "
  for (let next = end; next > 0; next = frontEnd(tokens, next, isAside)) end = next
  const comma = end - 1
  if (comma < 0) return null
  const isOver = (i: number) => (isAside(i) ? i + 1 : behindRelative(tokens, i))
  const verb = verbOf(tokens, comma + 1, (i) => (tokens[i]?.lower === "," ? Math.max(isOver(i), i + 1) : isOver(i)))
  const marks: number[] = []
  for (let i = comma + 1; i < verb; i = Math.max(isOver(i), i + 1))
    if (tokens[i]!.lower === "," && isOver(i) === i) marks.push(i)
  const joint = tokens.findIndex(({tag}, i) => i > comma && i < verb && tag === "CCONJ")
  // A list ends with its "and".
  if (marks.some((i) => joint < 0 || i > joint)) return null
  const isMisread =
    joint > 0 ||
    tellsState(tokens, start, comma) ||
    isOfFact(tokens.slice(start, comma)) ||
    tokens.slice(comma + 1, verb).some((_, i) => behindRelative(tokens, comma + 1 + i) > comma + 1 + i)
  return verb > 0 && isMisread ? {start, end: comma + 1} : null
}
