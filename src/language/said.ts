// What a sentence that opens with who says it tells as said: "Officials said on Monday [the levy and the frost had emptied the stores]".
// A parser takes the first thing there for what is said, and the second for the subject; so what is said is parsed by itself. Tokens
// in, the clause out.

import {isDash} from "./asides.ts"
import {TENSED} from "./bounds.ts"
import {isDated} from "./date-words.ts"
import {behindRelative, IN_SUBJECT, OPENS_SUBJECT, opensByTag, verbOf} from "./fronts.ts"
import {NAMING, NOUNS, type Token} from "./token.ts"

/** The word of saying, the first word of what it opens, which goes on to the end of the sentence, and a "that" before it by itself. */
export type Said = {readonly told: number; readonly start: number; readonly that?: number}

/** Verbs behind which a clause is said, and hardly ever a thing: no "find", "claim", "fear", "put". */
const OPENS_CLAUSE = new Set(
  `acknowledge admit argue assert believe complain concede conclude contend estimate hope insist maintain predict reckon report say
  suspect tell think warn write`.split(/\s+/),
)
/** Of these, those that name whom they tell it. */
const ADDRESSES = new Set(["tell", "warn"])
/** So many words stand before the verb at most. */
const LONGEST = 14

/** Prepositions of when and where it is said. */
const SAYS_WHEN = new Set(["on", "in", "at", "during"])

/** Tags of a word that names somebody, of names and of what stands before them. */
const BEFORE_NOUN = new Set(["DET", "ADJ", "NUM"])
const PARTICIPLE = /^VB[GN]$/
const OPENING_WORDS = new Set(["due", "thanks", "no", "now", "as"])
/** Words that open a condition before its subject: "had the rains come"; behind a "that" parsers know better. */
export const INVERTED: ReadonlySet<string> = new Set(["had", "should", "were"])
/** Tags of words that a "that" hangs on. */
const TELLING = new Set(["VERB", "NOUN", "ADJ"])
const JOINING = new Set(["CCONJ", "SCONJ"])

/** Whether a word opens what stands in front of a clause, by its tag or else: "because of", "faced with", "thanks to". */
const opensAdjunct = (token: Token): boolean =>
  opensByTag(token) || PARTICIPLE.test(token.xpos) || OPENING_WORDS.has(token.lower)

/** Null where nothing is said so, and where more than one clause may be. */
export function saidIn(tokens: readonly Token[]): Said | null {
  const verb = verbOfSaying(tokens)
  const start = verb < 0 ? -1 : clauseBehind(tokens, verb)
  if (start >= 0) return !opensAdjunct(tokens[start]!) && goesFurther(tokens, start) ? null : {told: verb, start}
  return thatIn(tokens)
}

/** Where the clause begins that somebody says who is named from a token on, without a "that"; -1 where none does. */
export function behindSaying(tokens: readonly Token[], from = 0): number {
  const verb = verbOfSaying(tokens, from)
  return verb < 0 ? -1 : clauseBehind(tokens, verb)
}

/** "There are fears [that since the banks closed, trade has stopped]": what opens behind a "that" hangs on the clause behind its comma. */
function thatIn(tokens: readonly Token[]): Said | null {
  const that = tokens.findIndex(({lower}, i) => i > 0 && lower === "that")
  // "Told reporters on Monday that"
  let told = that - 1
  while (told > 0 && IN_SUBJECT.has(tokens[told]!.tag) && !TENSED.has(tokens[told]!.xpos)) told--
  if (!OPENS_CLAUSE.has(tokens[told]?.lemma ?? "")) told = tokens[that]?.xpos === "IN" ? that - 1 : -1
  if (!TELLING.has(tokens[told]?.tag ?? "")) return null
  const next = tokens[that + 1]
  if (!next || !opensAdjunct(next)) return null
  const comma = tokens.findIndex(({lower}, i) => i > that && lower === ",")
  const isTold = tokens.slice(0, that).some(({xpos}) => TENSED.has(xpos))
  if (!isTold || comma < 0 || !hasSubject(tokens, comma + 1)) return null
  // Behind a "that" a parser takes a "when" or an "in" for what it is, and a participle for a verb.
  return opensByTag(next) ? {told, start: that} : {told, start: that + 1, that}
}

/** "Officials said", "but the mayor of Oram has warned": its verb; or -1. */
function verbOfSaying(tokens: readonly Token[], from = 0): number {
  const first = tokens[from]?.tag === "CCONJ" ? from + 1 : from
  let verb = first
  const isOfSubject = ({tag, lemma, xpos}: Token) =>
    IN_SUBJECT.has(tag) && !xpos.startsWith("W") && !(tag === "AUX" && lemma === "be")
  while (verb < from + LONGEST && verb < tokens.length && isOfSubject(tokens[verb]!)) verb++
  const {lemma, xpos} = tokens[verb] ?? {lemma: "", xpos: ""}
  const before = tokens.slice(first, verb)
  const isTold = TENSED.has(xpos) || (xpos === "VBN" && before.some((token) => token.lemma === "have"))
  const isSomebody = OPENS_SUBJECT.has(before[0]?.tag ?? "") && before.some(({tag}) => NAMING.has(tag))
  return OPENS_CLAUSE.has(lemma) && isTold && isSomebody ? verb : -1
}

/** Where a clause begins behind a verb of saying, whom it is told and when: "told the council on Monday [the dam had burst]"; or -1. */
function clauseBehind(tokens: readonly Token[], verb: number): number {
  let start = verb + 1
  if (ADDRESSES.has(tokens[verb]!.lemma)) {
    const told = behindAddressee(tokens, start)
    if (tokens[verb]!.lemma === "tell" || hasSubject(tokens, told)) start = told
  }
  for (let next = behindTime(tokens, start); hasSubject(tokens, next); next = behindTime(tokens, next)) start = next
  if (hasSubject(tokens, start) || isTurned(tokens, start)) return start
  // "Said (that) without a loan, the bakery will fail"
  const first = tokens[start]
  const inFront = first !== undefined && (opensAdjunct(first) || INVERTED.has(first.lower))
  const comma = inFront ? tokens.findIndex(({lower}, i) => i > start && lower === ",") : -1
  return comma >= 0 && hasSubject(tokens, comma + 1) ? start : -1
}

/** "Only after the wells were cleaned did the cholera retreat": whether what opens a clause puts its verb before its subject. */
const isTurned = (tokens: readonly Token[], from: number): boolean =>
  TURNING.has(tokens[from]?.lower ?? "") &&
  tokens.some(
    ({xpos}, i) =>
      i > from && TENSED.has(xpos) && AUXILIARY.has(tokens[i]!.lower) && OPENS_SUBJECT.has(tokens[i + 1]?.tag ?? ""),
  )
const TURNING = new Set(["only", "not", "hardly", "scarcely", "barely", "no"])
const AUXILIARY = new Set("do does did has have had will would can could may might".split(" "))

/** The word behind whom something is told: "her", "a local station". */
function behindAddressee(tokens: readonly Token[], from: number): number {
  const at = (i: number) => tokens[i]?.tag ?? ""
  if (at(from) === "PRON" && !tokens[from]!.xpos.endsWith("$")) return from + 1
  let i = from
  while (["DET", "ADJ", "PROPN"].includes(at(i))) i++
  while (NOUNS.has(at(i))) i++
  return i
}

/** The word behind when or where it is said: "on Monday", "in a statement", "today"; or -1. */
function behindTime(tokens: readonly Token[], from: number): number {
  const at = (i: number) => tokens[i]?.tag ?? ""
  const isTime = (i: number) => at(i) !== "NUM" && isDated(tokens[i]?.lower ?? "")
  if (!SAYS_WHEN.has(tokens[from]?.lower ?? "")) return isTime(from) ? from + 1 : -1
  let i = from + 1
  while (BEFORE_NOUN.has(at(i))) i++
  // "On Monday smugglers": a time ends it.
  while (NOUNS.has(at(i)) && (isTime(i) || !isTime(i - 1))) i++
  return i
}

/** Whether a subject begins there, of a list or with what is told of it too, and its verb follows. */
const hasSubject = (tokens: readonly Token[], from: number): boolean =>
  verbOf(tokens, from, (i) => Math.max(behindRelative(tokens, i), tokens[i]?.lower === "," ? i + 1 : i)) > 0

/**
 * Whether another clause, or a participle, follows behind a mark, of which a tree alone tells whether it is said too: "said the mill was
 * closed, and the union denied it".
 */
const goesFurther = (tokens: readonly Token[], start: number): boolean =>
  tokens.some(({lower}, i) => {
    const next = tokens[i + 1]
    if (i <= start || !next) return false
    const joins = JOINING.has(next.tag) || next.lower === "so" || next.xpos === "VBG"
    const parts = lower === "," ? joins : lower === ";" || lower === ":" || isDash(tokens, i)
    return parts && tokens.slice(i + 1).some(({xpos}) => TENSED.has(xpos) || xpos === "VBG")
  })
