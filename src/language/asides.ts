// What stands between commas in the middle of a clause: what somebody is said to say, "stricter rules, agents say, are behind it"; how much
// of a thing comes of another, "due in part to the frost"; what is said of a subject, or ruled out beside it, "rust, not age, broke it".
// What stands on either side belongs together, and is parsed so (apart.ts). Tokens in, asides out.

import {phrases} from "../core/word-lists.ts"
import {adverbialEnd, phraseEnd} from "./adverbials.ts"
import {BEFORE_RULED_OUT, TENSED} from "./bounds.ts"
import {isDated} from "./date-words.ts"
import {behindRelative, COUNTED_FROM_NOW, frontOf, IN_SUBJECT, openingEnd, verbOf} from "./fronts.ts"
import {NAMING, NOUNS, type Relation, type Token} from "./token.ts"

/**
 * The comma that opens an aside or its first word, and the token behind its last one: the comma that closes it, or a word before one that
 * the rest needs too. `of`: the word that it hangs on, and as what; absent: the verb that it interrupts. "front": as what it is, in front of
 * it. "over": in the place of that verb, which hangs on it.
 */
export type Aside = {
  readonly start: number
  readonly end: number
  readonly of?: number
  readonly as?: Relation | "front" | "over"
}

export const SAYING = new Set(
  `acknowledge add admit agree argue assert believe calculate claim complain concede conclude contend estimate explain fear find hope
  insist maintain note observe predict put reckon recall report say show stress suggest suspect tell think warn write`.split(
    /\s+/,
  ),
)
/** Verbs behind an "as it" that say that it happened before. */
const REPEATING = new Set(["do", "have", "be"])
/** So many words stand in an aside at most. */
const LONGEST = 14
/** Tags of words that no name of somebody begins with. */
const NO_NAME = new Set(["ADP", "ADV", "AUX"])
/** Tags of words that the name of something may begin with. */
const OPENS_NAME = new Set(["DET", "NOUN", "PROPN", "NUM"])
const NAMES_SOMETHING = new Set([...OPENS_NAME, "ADJ", "PRON"])
/** What may stand right behind the verb, and what may not stand there at all: where and when it was said, and not what. */
const BEHIND = new Set(["ADP", "ADV", "PROPN"])
const SAYS_MORE = new Set(["VERB", "AUX", "SCONJ", "PRON"])
const QUOTE = /^(?:["“”„«]|''|``)/
const RELATIVE = /^(?:that|which|who)$/

/** Adverbs that say how much of a thing comes of another, and what else does. */
const GRADES = new Set(
  "partly largely mainly mostly chiefly primarily principally predominantly entirely wholly solely".split(" "),
)
const IN_PART = /^in (?:(?:large|great|good|some|no small) )?(?:part|measure)$/
/** So many words "in no small part" has. */
const IN_PART_WORDS = [2, 3, 4]
/** Words that a grade may tear from their preposition. */
const TORN = new Set(["due", "owing", "because"])

/** Prepositions that tie what they open to the word before an "in part"; "in part of the town" is no grade. */
const TYING = new Set(["to", "from", "by", "on"])

/** The word behind one that grades, which begins at a token: "in part", "at least partly", with commas beside it; that token where none does. */
export function behindGrade(lower: (i: number) => string, from: number): number {
  const comma = lower(from) === ","
  let at = comma ? from + 1 : from
  if (lower(at) === "at" && lower(at + 1) === "least") at += 2
  if (lower(at) !== "in" && !GRADES.has(lower(at))) return from
  const words = (count: number) => Array.from({length: count}, (_, k) => lower(at + k)).join(" ")
  const count = GRADES.has(lower(at)) ? 1 : IN_PART_WORDS.find((each) => IN_PART.test(words(each)))
  if (count === undefined) return from
  const end = at + count
  if (!comma) return end
  return lower(end) === "," ? end + 1 : from
}

/** The grade that begins at a token and tears a word from its preposition. */
function gradeAt(tokens: readonly Token[], start: number): Aside | null {
  const lower = (i: number) => tokens[i]?.lower ?? ""
  const end = behindGrade(lower, start)
  const isTorn = TORN.has(lower(start - 1)) || (!GRADES.has(lower(end - 1)) && TYING.has(lower(end)))
  const isOf = lower(start) === "," && lower(end) === "of"
  return end > start && (isTorn || isOf) && tokens[start - 1]!.tag !== "PUNCT" ? {start, end, of: start - 1} : null
}

/** "Week [after week] of long shifts". */
function repeatedAt(tokens: readonly Token[], start: number): Aside | null {
  const isRepeated =
    /^(?:after|upon)$/.test(tokens[start]!.lower) &&
    tokens[start - 1]!.tag === "NOUN" &&
    tokens[start + 1]!.lower === tokens[start - 1]!.lower
  return isRepeated ? {start, end: start + 2, of: start - 1, as: "flat"} : null
}

/** Whether a dash parts what stands beside it, and joins no two words: "the levy - a tax", "the levy—a tax", no "salt-tax". */
export const isDash = (tokens: readonly Token[], i: number): boolean =>
  tokens[i]!.tag === "PUNCT" &&
  (/^(?:—|--+)$/.test(tokens[i]!.text) || (/^[-–]$/.test(tokens[i]!.text) && tokens[i]!.from > tokens[i - 1]!.to))

/** What two dashes set off from the noun before them, with no verb of its own: "the levy - a tax on salt - hurt trade". */
function dashedAt(tokens: readonly Token[], start: number): Aside | null {
  if (!isDash(tokens, start) || !NOUNS.has(tokens[start - 1]!.tag)) return null
  const close = tokens.findIndex((_, i) => i > start + 1 && isDash(tokens, i))
  const words = tokens.slice(start + 1, close)
  const isBare = words.every(({lower, tag, xpos}) => !TENSED.has(xpos) && (tag !== "PUNCT" || lower === ","))
  const goesOn = [close + 1, close + 2].some((i) => /^(?:VB|MD)/.test(tokens[i]?.xpos ?? ""))
  if (close < 0 || close > start + LONGEST || !goesOn || !isBare) return null
  return {start, end: close + 1, of: start - 1, as: hungAs(words[0]!)}
}

/** What two brackets set off from the noun before them: "the toll (see below) hurt trade". */
function bracketedAt(tokens: readonly Token[], start: number): Aside | null {
  if (tokens[start]!.text !== "(" || !NOUNS.has(tokens[start - 1]!.tag)) return null
  const close = tokens.findIndex(({text}, i) => i > start && text === ")")
  // "(domestic) investors", "the Board (HB)", "(up 3 percent)", "(eggs, milk)" a parser knows better.
  const isKnown = tokens.slice(start, Math.max(start, close)).some(({tag, lower}) => tag === "NUM" || lower === ",")
  if (isKnown || close < start + 3 || close > start + LONGEST || close >= tokens.length - 2) return null
  return {start, end: close + 1, of: start - 1, as: hungAs(tokens[start + 1]!)}
}

/** "The truce [between the guild and the carters] ended": two of them, up to the verb of the noun before them. */
function betweenAt(tokens: readonly Token[], start: number): Aside | null {
  if (tokens[start]!.lower !== "between" || !NOUNS.has(tokens[start - 1]!.tag)) return null
  let end = start + 1
  let and = 0
  while (end < tokens.length && (NAMES_SOMETHING.has(tokens[end]!.tag) || tokens[end]!.lower === "and")) {
    if (tokens[end]!.lower === "and") and++
    end++
  }
  return and === 1 && TENSED.has(tokens[end]?.xpos ?? "") && end > start + 3
    ? {start, end, of: start - 1, as: "nmod"}
    : null
}

/** Words that stand for all that was told before. */
const WHOLE: ReadonlySet<string> = new Set(["which", "that", "this", "it"])

/** "Fuel is scarce, meaning [the ferry stays in port]", "which means [...]": what it means, without a "that". */
function meantAt(tokens: readonly Token[], start: number): Aside | null {
  const means = tokens[start - 1]!
  if (means.lemma !== "mean" || verbOf(tokens, start) < 0) return null
  const before = tokens[start - 2]?.lower ?? ""
  if (means.lower === "meaning" ? before !== "," : !WHOLE.has(before)) return null
  const mark = tokens.findIndex(({tag}, i) => i > start && tag === "PUNCT")
  return {start, end: mark < 0 ? tokens.length : mark, of: start - 1, as: "ccomp"}
}

/** "The dam [in the long run] starved the delta". */
function adverbialAt(tokens: readonly Token[], start: number): Aside | null {
  const end = adverbialEnd(tokens, start)
  return end < 0 ? null : {start, end, as: "front"}
}

/** Words before a number that say how near it is: "killed close to ninety". */
const APPROXIMATE: readonly (readonly string[])[] = phrases(
  "close to, up to, upwards of, upward of, as many as, as much as, as few as, in excess of, something like, anything up to",
).map((words) => words.split(" "))

/** "Killed [close to] 3,000 people", "[between 20 and] 30": behind a verb parsers take the first word for a preposition, and the people for a place. */
function approximateAt(tokens: readonly Token[], start: number): Aside | null {
  if (tokens[start - 1]!.tag !== "VERB") return null
  const isNumber = (i: number) => tokens[i]?.tag === "NUM"
  const near = APPROXIMATE.find((words) => words.every((word, k) => tokens[start + k]?.lower === word))
  const loose = /^(?:anywhere|somewhere)$/.test(tokens[start]!.lower)
  const from = loose ? start + 1 : start
  // "Fell from 60 to 40" tells two times.
  const opens = loose ? /^(?:between|from)$/ : /^between$/
  const isRange =
    opens.test(tokens[from]!.lower) && isNumber(from + 1) && /^(?:and|to)$/.test(tokens[from + 2]?.lower ?? "")
  const end = near ? start + near.length : from + 3
  return (near || isRange) && isNumber(end) ? {start, end, of: end, as: "advmod"} : null
}

/** Verbs that tie a thing to what stands behind a preposition, with that. */
const TIES: ReadonlyMap<string, string> = new Map([
  ...["blame", "fault", "credit", "thank"].map((verb) => [verb, "for"] as const),
  ...["attribute", "ascribe", "link", "tie"].map((verb) => [verb, "to"] as const),
])

/** "Growers blame the levy, the frost and the strike [for their losses]", "blame the decision to close the pass [for the famine]". */
function tiedAt(tokens: readonly Token[], start: number): Aside | null {
  const {lower: tie} = tokens[start]!
  // "For stray dogs and for lambs": the first one ties.
  if ((tie !== "for" && tie !== "to") || tokens[start - 1]!.tag === "CCONJ") return null
  let verb = start - 1
  const isWithin = ({tag, lower}: Token) => tag !== "PUNCT" || lower === ","
  while (verb > 0 && TIES.get(tokens[verb]!.lemma) !== tie && isWithin(tokens[verb]!)) verb--
  const isVerb = TIES.get(tokens[verb]!.lemma) === tie && tokens[verb]!.tag === "VERB"
  const isLoose = tokens
    .slice(verb + 1, start)
    .some(({tag, xpos}) => tag === "CCONJ" || (tag === "VERB" && !TENSED.has(xpos)))
  const next = tokens[start + 1]!
  if (!isVerb || !isLoose || !(NAMES_SOMETHING.has(next.tag) || next.xpos === "VBG")) return null
  const behind = tokens.slice(start)
  const tensed = behind.findIndex(({xpos}) => TENSED.has(xpos))
  const mark =
    tensed < 0 && tokens.at(-1)!.tag === "PUNCT" ? behind.length - 1 : behind.findIndex(({tag}) => tag === "PUNCT")
  const again = behind.findIndex(({lower}, i) => i > 0 && lower === tie && behind[i - 1]!.tag !== "CCONJ")
  if ((tensed >= 0 && (mark < 0 || mark > tensed)) || (again > 0 && (mark < 0 || again < mark))) return null
  return {start, end: mark < 0 ? tokens.length : start + mark, of: verb, as: "obl"}
}

/** "A tax that [growers say] will empty the mills": who says it, between a relative pronoun and its verb. */
function saidWithin(tokens: readonly Token[], pronoun: number): Aside | null {
  if (pronoun < 1 || !RELATIVE.test(tokens[pronoun]!.lower)) return null
  const noun = tokens[pronoun - 1]!.lower === "," ? pronoun - 2 : pronoun - 1
  if (!NOUNS.has(tokens[noun]?.tag ?? "")) return null
  const start = pronoun + 1
  let verb = start
  while (verb < start + SPEAKER_WITHIN && IN_SUBJECT.has(tokens[verb]?.tag ?? "") && tokens[verb]!.tag !== "AUX") verb++
  const {lemma, xpos} = tokens[verb] ?? {lemma: "", xpos: ""}
  const named = tokens.slice(start, verb)
  const isSomebody = named.some(({tag}) => NAMING.has(tag)) && !NO_NAME.has(named[0]!.tag)
  const isSaid = (SAYING.has(lemma) || lemma === "deny") && TENSED.has(xpos)
  return isSomebody && isSaid && TENSED.has(tokens[verb + 1]?.xpos ?? "") ? {start, end: verb + 1, as: "over"} : null
}
/** So many words name at most who says it there. */
const SPEAKER_WITHIN = 6

/** Words before a time that is counted from now, and behind one that is. */
const ON_THE_WAY: ReadonlySet<string> = new Set(["earlier", "later", "early", "late"])

/** "A long drought [this spring] hurt exports": a time that is counted from now, between a thing and its verb. */
function datedAt(tokens: readonly Token[], start: number): Aside | null {
  const from = ON_THE_WAY.has(tokens[start]!.lower) ? start + 1 : start
  if (!COUNTED_FROM_NOW.has(tokens[from]?.lower ?? "") || !NOUNS.has(tokens[start - 1]!.tag)) return null
  const end = from + 2
  return isDated(tokens[from + 1]!.lower) && TENSED.has(tokens[end]?.xpos ?? "") ? {start, end, as: "front"} : null
}

/** As what words that begin with one say something of the noun before them. */
const hungAs = ({tag, xpos}: Token): Relation =>
  xpos === "VBN" || xpos === "VBG" ? "acl" : tag === "ADP" || tag === "ADV" ? "nmod" : "appos"

/** Words that open a clause whose subject follows. */
const OPENERS: ReadonlySet<string> = new Set(
  "because since if when as after before once until while although though unless whether where whenever that".split(
    " ",
  ),
)
const OF_SUBJECT: ReadonlySet<string> = new Set("DET ADJ NOUN PROPN NUM PRON ADP".split(" "))

/** The head of the subject that ends before a token, where what opens a clause stands right before it: "after [the rains]"; or -1. */
function subjectBehindOpener(tokens: readonly Token[], end: number): number {
  let opener = end - 1
  while (opener >= 0 && !OPENERS.has(tokens[opener]!.lower) && OF_SUBJECT.has(tokens[opener]!.tag)) opener--
  if (!OPENERS.has(tokens[opener]?.lower ?? "")) return -1
  let head = opener + 1
  while (head < end && tokens[head]!.tag !== "ADP") head++
  return NOUNS.has(tokens[head - 1]!.tag) ? head - 1 : -1
}

/** The asides of a sentence, in their order. */
export function asidesIn(tokens: readonly Token[]): Aside[] {
  const opening = openingEnd(tokens)
  const found: Aside[] = opening > 0 ? [{start: 0, end: opening}] : []
  for (let start = 1; start < tokens.length - 2; start++) {
    const setOff =
      repeatedAt(tokens, start) ??
      gradeAt(tokens, start) ??
      dashedAt(tokens, start) ??
      bracketedAt(tokens, start) ??
      betweenAt(tokens, start) ??
      approximateAt(tokens, start) ??
      tiedAt(tokens, start) ??
      adverbialAt(tokens, start) ??
      meantAt(tokens, start) ??
      saidWithin(tokens, start - 1) ??
      datedAt(tokens, start)
    if (setOff) {
      found.push(setOff)
      start = setOff.end - 1
      continue
    }
    if (tokens[start]!.lower !== ",") continue
    const subject = subjectBehindOpener(tokens, start)
    // What opens a clause gives its verb a tense: "when the mill, ..., closed, families left".
    const isVerb = ({xpos}: Token) => TENSED.has(xpos) || (subject >= 0 && xpos === "VBN")
    const relative = subject < 0 ? start : behindRelative(tokens, start, isVerb)
    if (relative > start) {
      found.push({start, end: relative, of: subject, as: "acl:relcl"})
      start = relative - 1
      continue
    }
    let close = start + 1
    while (close < tokens.length && close - start <= LONGEST && tokens[close]!.tag !== "PUNCT") close++
    const behind = close + 1
    if (tokens[close]?.lower !== "," || behind >= tokens.length - 1 || QUOTE.test(tokens[behind]!.text)) continue
    // "Left because, in May, the rains failed"
    const isOpened =
      OPENERS.has(tokens[start - 1]!.lower) && tokens[start + 1]!.tag === "ADP" && verbOf(tokens, behind) >= 0
    // "Because of, among other things, the drought"
    const isTied = /^(?:ADP|PART|ADV)$/.test(tokens[start - 1]!.tag) && phraseEnd(tokens, start + 1) === close
    if (isOpened || isTied || (isVerb(tokens[behind]!) && tellsMeans(tokens, start))) {
      found.push({start, end: behind, as: "front"})
      start = close
      continue
    }
    const as = insertedAs(tokens, start, close)
    // "It was rust, not age, that": what a cleft says it was.
    if (as && (isVerb(tokens[behind]!) || (as === "conj" && RELATIVE.test(tokens[behind]!.lower)))) {
      found.push({start, end: behind, of: start - 1, as})
      start = close
      continue
    }
    // "Said the mayor, whose boats lay idle, "
    if (!isAside(tokens.slice(start + 1, close)) && !isInsertedClause(tokens, start, close)) continue
    close = closeOfName(tokens, close)
    if (tokens[close + 1]!.xpos.startsWith("W")) continue
    found.push({start, end: joins(tokens, start, close + 1) ? close : close + 1})
    start = close
  }
  const front = opening > 0 ? null : frontOf(tokens, (i) => found.some(({start, end}) => i >= start && i < end))
  if (front) found.unshift({...front, as: "front"})
  return found
}

/**
 * The comma behind what more is said of whoever says it: "said the mayor, Ines Vell, ", "said Ines Vell, the mayor[,]", "said Ines Vell, who
 * runs the port[,]"; the given one where nothing more is.
 */
function closeOfName(tokens: readonly Token[], comma: number): number {
  const close = tokens.findIndex(({tag}, i) => i > comma && tag === "PUNCT")
  if (tokens[close]?.lower !== "," || close > comma + LONGEST || close >= tokens.length - 2) return comma
  const more = tokens.slice(comma + 1, close)
  const [first] = more
  const isNamed = tokens[comma - 1]!.tag === "PROPN"
  if (first?.lower === "who") return isNamed && more.some(({xpos}) => TENSED.has(xpos)) ? close : comma
  const isBare = more.every(({tag}) => IN_SUBJECT.has(tag) && tag !== "AUX")
  const isApposed = isNamed ? first?.tag === "DET" : more.every(({tag}) => tag === "PROPN")
  return more.length > 0 && isBare && isApposed ? close : comma
}

/** "The rain, by closing the pass, is to blame": whether what is inserted behind a thing is what it does, with what it is that to its verb. */
const tellsMeans = (tokens: readonly Token[], comma: number): boolean =>
  NOUNS.has(tokens[comma - 1]!.tag) &&
  ["ADP", "SCONJ"].includes(tokens[comma + 1]!.tag) &&
  tokens[comma + 2]?.xpos === "VBG" &&
  NAMES_SOMETHING.has(tokens[comma + 3]?.tag ?? "")

/**
 * As what the words between two commas, before a verb with a tense, hang on the noun before them: joined, where they rule something out
 * ("not the levy"); as what they are, where they say something of it and it follows another verb ("say the dam, built in 1962, worsened").
 */
function insertedAs(tokens: readonly Token[], start: number, close: number): Relation | null {
  const words = tokens.slice(start + 1, close)
  if (words.length === 0 || !NOUNS.has(tokens[start - 1]!.tag) || words.some(({xpos}) => TENSED.has(xpos))) return null
  const joined = words[0]!.tag === "CCONJ" ? 1 : 0
  const isRather = BEFORE_RULED_OUT.includes(`${words[0]!.lower} ${words[1]?.lower}`)
  const turned = words[joined]?.lower === "not" ? joined + 1 : isRather ? 2 : 0
  const first = words[turned]
  const names = words.slice(turned).some(({tag}) => NOUNS.has(tag))
  if (turned > 0) return first && names && !NO_NAME.has(first.tag) ? "conj" : null
  const as = hungAs(first!)
  const follows = tokens.slice(0, start).some(({xpos}) => TENSED.has(xpos))
  // "When the mill, the last in the region, closed"; "when the lake, in summer, warms" a parser knows better.
  if (joined > 0 || (!follows && (as === "nmod" || subjectBehindOpener(tokens, start) < 0))) return null
  if (as !== "acl" && !names) return null
  return as === "appos" && !OPENS_NAME.has(first!.tag) ? null : as
}

/**
 * "The new toll, [the mayor reminded them], had halved trade": whether what stands between a subject that opens the sentence and its verb
 * is a clause of its own, whatever verb it has.
 */
function isInsertedClause(tokens: readonly Token[], start: number, close: number): boolean {
  const first = tokens[0]!.tag === "CCONJ" ? 1 : 0
  const isSubject =
    NAMES_SOMETHING.has(tokens[first]!.tag) &&
    NOUNS.has(tokens[start - 1]!.tag) &&
    tokens.slice(first, start).every(({tag, xpos}) => IN_SUBJECT.has(tag) && tag !== "AUX" && !TENSED.has(xpos)) &&
    !isDated(tokens[start - 1]!.lower) &&
    !tokens[start + 1]!.xpos.startsWith("W")
  const verb = isSubject ? verbOf(tokens, start + 1) : -1
  return verb > 0 && verb < close && TENSED.has(tokens[close + 1]!.xpos)
}

/** Whether words are no more than who says something: "as the board noted in May", "she believes", "according to the union"; or "as it did before". */
function isAside(words: readonly Token[]): boolean {
  const [first, second, third] = words
  if (!first) return false
  if (first.lower === "according" && second?.lower === "to") return !words.slice(2).some(({tag}) => tag === "VERB")
  if (first.lower === "as" && second?.xpos === "PRP" && REPEATING.has(third?.lemma ?? "")) return true
  // "Said the mayor"
  if (SAYING.has(first.lemma) && /^VB[DZ]$/.test(first.xpos) && second && !NO_NAME.has(second.tag))
    return words.slice(1).every(({tag}) => IN_SUBJECT.has(tag) && tag !== "AUX")
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
  if (TENSED.has(next.xpos)) return false
  let first = before
  while (first > 0 && tokens[first - 1]!.tag !== "PUNCT") first--
  const opens = tokens[tokens[first]!.tag === "CCONJ" ? first + 1 : first]!.tag
  return (
    ["CCONJ", "SCONJ"].includes(next.tag) ||
    next.xpos === "WDT" ||
    ["ADP", "SCONJ", "ADV"].includes(opens) ||
    tokens.slice(first, before).some(({xpos}) => TENSED.has(xpos))
  )
}
