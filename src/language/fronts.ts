// What stands in front of a clause and is no part of it: "no doubt", "after two years of talks, ...", "although the harvest was good, ...".
// Tokens in, where it stands out.

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

/** Words in front that assure of what follows, or weigh it, and words before a time that is counted from now: "last month". */
const ASSURING = /^(?:no doubt|of course|what is (?:worse|more))$/
const COUNTED_FROM_NOW = new Set(["last", "this", "next"])

/** How many words in front of a subject are no part of it: "last month floods cut the road", "no doubt floods did"; 0 where none are. */
export function openingEnd(tokens: readonly Token[]): number {
  const words = (count: number) =>
    tokens
      .slice(0, count)
      .map(({lower}) => lower)
      .join(" ")
  const isWhen = COUNTED_FROM_NOW.has(tokens[0]?.lower ?? "") && isDated(tokens[1]?.lower ?? "")
  const end = isWhen || ASSURING.test(words(2)) ? 2 : ASSURING.test(words(3)) && tokens[3]?.lower === "," ? 4 : 0
  return end > 0 && opensSubject(tokens[end]) ? end : 0
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

/**
 * What stands in front of a clause up to its comma, where a parser would take the subject behind it for more of the same: several things
 * that are joined, or one of which something is inserted: "after two years of talks, the levy and the frost emptied it".
 * @param isAside  what is looked over.
 */
export function frontOf(tokens: readonly Token[], isAside: (i: number) => boolean): Span | null {
  const start = tokens[0]?.tag === "CCONJ" ? 1 : 0
  const first = tokens[start]
  const comma = tokens.findIndex(({tag}, i) => tag === "PUNCT" && !isAside(i))
  // A comma with no blank behind it ends no phrase.
  if (!first || comma <= start || tokens[comma]!.lower !== "," || tokens[comma + 1]?.from === tokens[comma]!.to)
    return null
  const words = tokens.slice(start, comma)
  const isClause = first.tag === "SCONJ" || first.xpos === "WRB"
  const verbs = words.filter(({xpos}) => TENSED.has(xpos)).length
  // A list in front may go on behind its comma.
  const isPhrase =
    verbs === 0 &&
    (first.tag === "ADP" || isClause || first.lower === "according" || (first.tag === "ADV" && comma === start + 1)) &&
    !words.some(({tag, xpos}) => tag === "CCONJ" || xpos.startsWith("W"))
  if (!isPhrase && !(isClause && verbs === 1)) return null
  const isOver = (i: number) => (isAside(i) ? i + 1 : behindRelative(tokens, i))
  const verb = verbOf(tokens, comma + 1, (i) => (tokens[i]?.lower === "," ? Math.max(isOver(i), i + 1) : isOver(i)))
  const marks: number[] = []
  for (let i = comma + 1; i < verb; i = Math.max(isOver(i), i + 1))
    if (tokens[i]!.lower === "," && isOver(i) === i) marks.push(i)
  const joint = tokens.findIndex(({tag}, i) => i > comma && i < verb && tag === "CCONJ")
  // A list ends with its "and".
  if (marks.some((i) => joint < 0 || i > joint)) return null
  const isMisread =
    joint > 0 || tokens.slice(comma + 1, verb).some((_, i) => behindRelative(tokens, comma + 1 + i) > comma + 1 + i)
  return verb > 0 && isMisread ? {start, end: comma + 1} : null
}
