// Where the phrase or the clause that a word heads begins and ends (docs/annotating.md, spans). A tree and a head in, a span
// of tokens out.
//
// Invariant: a span is contiguous, holds its head, and has no connective, comma or space at either end.

import {wordSet, words} from "../core/word-lists.ts"
import type {Words} from "../documents/index.ts"
import {isDated} from "./date-words.ts"
import type {Dependencies} from "./dependencies.ts"
import {oncePer} from "./once.ts"
import type {Relation, Span} from "./token.ts"

const relations = (list: string): readonly Relation[] => words(list) as Relation[]

/** Relations of a noun to what stands before it and belongs to it. */
const BEFORE_NOUN = relations("det amod compound nummod nmod advmod flat cc goeswith acl")
/** Relations of a noun to what follows it and says which one it is. */
const AFTER_NOUN = relations("nmod acl amod compound flat nummod fixed goeswith det list appos advmod obl")
/** Relations of a verb to its complements. */
const COMPLEMENT = relations(
  "obj iobj xcomp ccomp compound obl advmod csubj nsubj expl fixed flat amod nmod det nummod acl cop aux advcl",
)
/** Words that open a circumstance of time or an other clause, which stands outside at a clause's edge. */
const CIRCUMSTANCE = wordSet(
  "after before since during amid despite because while when as although though whereas unless until till if following without given once",
)
/** Word classes that a noun phrase is made of. */
export const IN_PHRASE: ReadonlySet<string> = new Set(["DET", "ADJ", "NUM", "NOUN", "PROPN", "PRON"])

/** Tags of a verb with a tense. */
export const TENSED: ReadonlySet<string> = new Set(["VBZ", "VBP", "VBD", "MD"])

const isPunctuation = (d: Dependencies, i: number): boolean => d.tag(i) === "PUNCT"
/** A mark that sets words off from those beside them. */
const isMark = (text: string): boolean => MARKS.has(text) || (text.startsWith("-") && /^-+$/.test(text))
const MARKS: ReadonlySet<string> = new Set(',;:()"“”–—')

/** The first word that ties a word's phrase or clause to its governor: "that", "as", "of"; "" for none. */
export const marker = (d: Dependencies, i: number): string => d.lower(d.child(i, "case", "mark"))

/** Whether a comma, dash or bracket stands right before a word's subtree. */
function setOff(d: Dependencies, i: number): boolean {
  return isMark(d.lower(d.first[i]! - 1)) || isMark(d.lower(d.first[i]!))
}

/** "Due more to the strike than to the frost": whether what a "than" begins is set against the phrase of a word, not part of it. */
const outdone = (d: Dependencies, head: number, than: number): boolean =>
  than > head && d.lower(than) === "than" && d.lower(than + 1) === marker(d, head)

/** Whether a subtree says only when. */
const saysWhen = (d: Dependencies, i: number): boolean => d.is(i, "obl", "nmod", "advmod") && isDated(d.lower(i))

/** What stands before a thing that is named beside another to be ruled out. */
export const BEFORE_RULED_OUT: readonly string[] = ["rather than", "instead of"]
const RULING_OUT = new Set([...BEFORE_RULED_OUT, "far from"])
/** Words behind a "not" that rules nothing out: "not only the war". */
const NOT_ALL = wordSet("only just merely simply solely purely exclusively least even all every always")

/** Adverbs that grade the connective behind them: "only if", "partly because". */
const GRADES_NEXT = new Set(["only", "just", "even", "partly", "largely", "mainly", "mostly", "simply"])

/** "Neither raids nor tolls fall": it joins two subjects, and says that the clause does not hold. */
const denies = (d: Dependencies, i: number): boolean => d.lower(i) === "neither"

/** Without marks, connectives and punctuation at its ends. `head` stays in. */
export function trimmed(d: Dependencies, start: number, end: number, head: number): Span {
  let [from, to] = [start, end]
  while (from < head && opensLoose(d, from, head)) from++
  for (let loose = looseAtEnd(d, to, head); loose > 0; loose = looseAtEnd(d, to, head)) to -= loose
  const open = openBracket(d, head + 1, to)
  if (open >= 0) to = open
  const compared = comparedWithin(d, head + 1, to)
  if (compared >= 0) to = compared
  // "The so-called 'salt tax'": a quotation that opens inside it closes inside it.
  if (/^["'”’]$/.test(d.lower(to)) && quotesIn(d, from, to) % 2 === 1) to++
  return {start: from, end: to}
}

/** How many marks of quotation stand in a stretch; no "'" of "the towns' wells". */
const quotesIn = (d: Dependencies, start: number, end: number): number =>
  d.tokens.slice(start, end).filter(({lower, tag}) => tag === "PUNCT" && /^["'“”‘’]$/.test(lower)).length

/** Where a bracket opens that is not closed within a stretch: "the Harbour Board (HB"; or -1. */
function openBracket(d: Dependencies, start: number, end: number): number {
  let open = -1
  for (let i = start; i < end; i++) {
    if (d.lower(i) === "(" && open < 0) open = i
    else if (d.lower(i) === ")") open = -1
  }
  return open
}

const opensLoose = (d: Dependencies, i: number, head: number): boolean =>
  isPunctuation(d, i) ||
  d.is(i, "mark", "fixed") ||
  // "If the dam fails, then the mill closes"
  d.lower(i) === "then" ||
  (d.is(i, "cc") && !(denies(d, i) && d.head[i] !== head)) ||
  // "at least nine"
  (d.is(i, "case") && !/^['’]s?$/.test(d.lower(i)) && !(d.fine(i + 1) === "JJS" && i + 1 < head))

/** "Shelled the port in" revenge: a preposition whose noun stands outside. */
const closesLoose = (d: Dependencies, i: number): boolean =>
  isPunctuation(d, i) || d.is(i, "cc", "mark") || (d.is(i, "case") && d.head[i]! > i) || GRADES_NEXT.has(d.lower(i))

/** How often it is so: "hurt wages once more". */
const ONCE_MORE: ReadonlySet<string> = new Set(["once more", "once again", "yet again"])

/** How many words before `end`, behind `head`, are no part of its phrase. */
function looseAtEnd(d: Dependencies, end: number, head: number): number {
  if (end - 1 > head && closesLoose(d, end - 1)) return 1
  const last = d.lower(end - 1)
  const isAgain = end - 2 > head && (last === "more" || last === "again")
  return isAgain && ONCE_MORE.has(`${d.lower(end - 2)} ${last}`) ? 2 : 0
}

/** Where things are set against others: "hurt wages [more than anything else]"; "fees more than twice the wage" are so high. */
const comparisons = oncePer((d: Dependencies) =>
  d.tokens.flatMap(({lower}, at) => {
    const isOne = MORE.has(lower) && d.lower(at + 1) === "than"
    if (!isOne || COUNTING.has(d.tag(at + 2)) || MANY_TIMES.has(d.lower(at + 2))) return []
    const from = GRADES_MORE.has(d.lower(at - 1)) ? at - 1 : at
    // "38 per cent less than last year" is how much.
    const isAmount = d.tag(from - 2) === "NUM" || /^(?:(?:per)?cent|%|times)$/.test(d.lower(from - 1))
    return !isAmount && (d.tag(from - 1) === "NOUN" || OF_ALL.has(d.lower(at + 2))) ? {at, from} : []
  }),
)

/** Where the first of them begins in a stretch; or -1. */
function comparedWithin(d: Dependencies, start: number, end: number): number {
  for (const {at, from} of comparisons(d)) if (from >= start && at < end) return from
  return -1
}
const MORE: ReadonlySet<string> = new Set(["more", "less"])
const GRADES_MORE: ReadonlySet<string> = new Set(["much", "far", "even", "rather"])
const COUNTING: ReadonlySet<string> = new Set(["NUM", "SYM"])
/** "Fell more than ever" */
const OF_ALL: ReadonlySet<string> = new Set(["anything", "anyone", "any", "ever", "most"])
const MANY_TIMES: ReadonlySet<string> = new Set(["twice", "half", "double", "a", "thrice"])

/** How much of a phrase is wanted: its head with what stands before it and what "of" ties to it, or all that says which one it is. */
export type Width = "narrow" | "whole"

/** What stands around `head` between the marks on either side, whatever the tree says, and holds no word of `trigger`. */
export function stretch(d: Dependencies, head: number, trigger: Span): Span {
  const stops = (i: number) => isMark(d.lower(i)) || (i >= trigger.start && i < trigger.end) || d.lower(i) === "."
  let [start, end] = [head, head + 1]
  while (start > 0 && !stops(start - 1)) start--
  while (end < d.tokens.length && !stops(end) && !outdone(d, head, end)) end++
  return trimmed(d, start, end, head)
}

/**
 * The noun phrase that `head` heads.
 * @param before  it ends before this token, wherever the tree says. @param parted  without the things that "and" joins to it.
 */
export function nounPhrase(
  d: Dependencies,
  head: number,
  width: Width = "whole",
  before = d.tokens.length,
  parted = false,
): Span {
  let [start, end] = [head, head + 1]
  // "First, the closure is behind [the fall]"
  const copula = d.child(head, "cop")
  for (const c of d.children(head)) {
    if (c > head || c < copula || isPunctuation(d, c) || d.is(c, "case", "mark", "cc", "cop", "nsubj", "aux")) continue
    if (d.isAny(c, BEFORE_NOUN)) start = Math.min(start, d.first[c]!)
  }
  for (const c of d.children(head)) {
    if (c < head || isPunctuation(d, c)) continue
    if (d.first[c]! >= before) break
    if (d.is(c, "cc")) continue
    if (d.is(c, "conj")) {
      if (parted || d.isVerbal(c) || isTurnedDown(d, c) || isTurnedDown(d, head)) break
      end = Math.max(end, nounPhrase(d, c, width, before, true).end)
      continue
    }
    if (outdone(d, head, d.first[c]!)) break
    const word = marker(d, c)
    if (width === "narrow" && word !== "of" && word !== "'s") break
    if (!d.isAny(c, AFTER_NOUN)) break
    if (setOff(d, c) && !d.is(c, "flat", "nummod")) break
    if (d.is(c, "acl", "obl", "nmod", "advmod") && CIRCUMSTANCE.has(word)) break
    if (saysWhen(d, c) && c === d.children(head).at(-1)) break
    end = Math.max(end, inner(d, c, before))
  }
  // "A year without rain" is a thing, whatever the tree hangs the rain on.
  if (d.lower(end) === "without" && isDated(d.lower(head)) && d.head[end]! > end) end = inner(d, d.head[end]!, before)
  return trimmed(d, start, Math.min(end, before), head)
}

/** "Low prices rather than because of the strike", "the war, not the floods": named beside what is told, to be ruled out. */
export const isTurnedDown = (d: Dependencies, i: number): boolean =>
  // "This, and not emigration, was what": whatever a parser takes "emigration" for.
  (d.tag(i) === "NOUN" && d.lower(i - 1) === "not" && APART.has(d.lower(i - 2))) ||
  (!d.headsClause(i) &&
    (isRuledOut(d, d.first[i]!) || d.children(i, "cc", "advmod", "case").some((c) => c < i && isRuledOut(d, c + 1))))

const APART: ReadonlySet<string> = new Set([",", "and"])

/** Whether the words right before token `i` rule out what it begins: "rather than", "not", but no "not only". */
export const isRuledOut = (d: Dependencies, i: number): boolean =>
  // The phrase may begin with the "than".
  [i - 1, i].some((end) => RULING_OUT.has(`${d.lower(end - 1)} ${d.lower(end)}`)) ||
  ((d.lower(i - 1) === "not" || d.lower(i - 1) === "never") && !saysMore(d, i - 1))

/** So many words behind a "not" the "but" stands that takes it back. */
const CORRECTED_WITHIN = 14

/** "It does not stem from frost but from rust", "it was not the frost, it was rust": what stands behind such a "but" is what is so. */
export function isCorrection(d: Dependencies, {start}: Span): boolean {
  let but = start - 1
  while (["ADP", "SCONJ", "ADV"].includes(d.tag(but)) && d.lower(but) !== "but") but--
  if (d.lemma(but) === "be" && d.lower(but - 1) === "it") but -= 2
  if (d.lower(but) !== "but" && (but === start - 1 || d.tag(but) !== "PUNCT")) return false
  for (let i = but - 1; i >= 0 && i >= but - CORRECTED_WITHIN; i--)
    if (d.lower(i) === "not" || d.lower(i) === "n't") return true
  return false
}

/** Whether a "not" denies nothing because of the words behind it: "not only", "not merely", "not the only cause". */
export const saysMore = (d: Dependencies, not: number): boolean =>
  NOT_ALL.has(d.lower(not + 1)) || (d.tag(not + 1) === "DET" && /^(?:only|sole)$/.test(d.lower(not + 2)))

/** "The loss of homes, schools and clinics": whether a comma stands between the things of a list that an "and" ends, and `first` begins. */
function separates(d: Dependencies, comma: number, first: number): boolean {
  const next = d.head[comma]!
  if (d.lower(comma) !== "," || next < comma || !d.is(next, "conj") || d.isVerbal(next)) return false
  const begins = d.head[next]!
  return begins >= first && begins < comma && d.children(begins, "conj").some((c) => d.child(c, "cc") >= 0)
}

/** End of a subtree inside a phrase: up to what a comma or dash sets off at its edge. */
function inner(d: Dependencies, i: number, before: number): number {
  let end = Math.min(d.last[i]! + 1, before)
  for (let k = i + 1; k < end; k++) {
    if (isMark(d.lower(k)) && d.head[k]! >= 0 && !separates(d, k, i)) end = k
    // "A shortage of workers rather than greed"
    else if (RULING_OUT.has(`${d.lower(k)} ${d.lower(k + 1)}`)) end = k
  }
  while (end > i + 1 && isPunctuation(d, end - 1)) end--
  return end
}

/**
 * The clause that `verb` heads, from its subject to its last complement.
 * @param without  a word whose subtree is no part of it. @param bare  from the verb on: without its subject.
 */
export function clause(d: Dependencies, verb: number, without = -1, bare = false, width: Width = "whole"): Span {
  const cut = without > verb ? d.first[without]! : d.tokens.length
  const own = bare ? [] : d.children(verb, "nsubj", "csubj", "expl")
  const subject = own.find((c) => c < verb && c !== without) ?? -1
  let [start, end] = [subject >= 0 ? Math.min(nounPhrase(d, subject).start, subject) : verb, verb + 1]
  if (denies(d, start - 1)) start--
  const last = d.children(verb).findLast((k) => k > verb && !isPunctuation(d, k) && d.first[k]! < cut)
  for (const c of d.children(verb)) {
    if (c < verb || isPunctuation(d, c)) continue
    if (c === without || d.first[c]! >= cut) break
    if (!d.isAny(c, COMPLEMENT)) continue
    const marker = d.child(c, "case", "mark", "advmod")
    const word = marker >= 0 && marker < c ? d.lower(d.first[c]!) : ""
    if (d.is(c, "advcl", "obl", "advmod", "nmod") && (setOff(d, c) || CIRCUMSTANCE.has(word))) break
    if (saysWhen(d, c) && (width === "narrow" || c === last)) break
    if (
      width === "narrow" &&
      d.is(c, "obl", "advcl", "advmod") &&
      d.children(verb, "obj", "xcomp", "ccomp").some((k) => k > verb && k < c)
    )
      break
    end = Math.max(end, inner(d, c, cut))
  }
  const span = trimmed(d, start, end, verb)
  if (without >= 0 && without < verb && d.last[without]! >= span.start && d.last[without]! < verb)
    return trimmed(d, d.last[without]! + 1, span.end, verb)
  return span
}

/** The word of a span that hangs on something outside it. */
export function headOf(d: Dependencies, {start, end}: Span): number {
  for (let i = start; i < end; i++) {
    const governor = d.head[i]!
    if ((governor < start || governor >= end) && d.tag(i) !== "PUNCT" && !d.is(i, "case", "mark", "cc")) return i
  }
  return start
}

/** Whether two spans share no word. */
export const apart = (a: Span, b: Span): boolean => a.end <= b.start || b.end <= a.start

/** Whether a span holds a token. */
export const holds = ({start, end}: Span, i: number): boolean => i >= start && i < end

/** Adverbs that end a clause without belonging to its last noun. */
const TRAILING = wordSet(
  "again soon also too yet now today however alike as so further internally then still already instead there here once",
)

/** Adverbs of degree, which belong to what stands behind them. */
const GRADING = wordSet("more less too even nearly over")

/** A span without conjunctions, adverbs, commas and stray prepositions at its edges; null when nothing is left. */
export function bareSpan(d: Dependencies, span: Span): Span | null {
  let {start, end} = span
  const loose = (k: number) => ["PUNCT", "CCONJ", "SCONJ"].includes(d.tag(k))
  const opens = (k: number) =>
    (loose(k) && !/^[("“‘$£€]$/.test(d.tokens[k]!.text)) ||
    d.tag(k) === "ADP" ||
    (d.lower(k) === "least" && d.lower(k - 1) === "at") ||
    (d.tag(k) === "ADV" && !GRADING.has(d.lower(k)))
  const closes = (k: number) =>
    ((loose(k) || d.tag(k) === "ADP") && !/^[)"”%]$/.test(d.tokens[k]!.text)) ||
    (d.tag(k) === "ADV" && k > start && (/ly$/.test(d.lower(k)) || TRAILING.has(d.lower(k))))
  while (start < end && opens(start)) start++
  while (end > start && closes(end - 1)) end--
  return end > start ? {start, end} : null
}

/** How much of the shorter span both cover. */
export function sharedPart(a: Span, b: Span): number {
  const common = Math.min(a.end, b.end) - Math.max(a.start, b.start)
  return common <= 0 ? 0 : common / Math.min(a.end - a.start, b.end - b.start)
}

const ARTICLES: ReadonlySet<string> = new Set(["the", "a", "an"])

/** "The drought", and not "drought": an article belongs to what it stands before. */
export const withArticle = (d: Dependencies, {start, end}: Span): Span =>
  ARTICLES.has(d.lower(start - 1)) ? {start: start - 1, end} : {start, end}

/** So many steps below the head of a phrase it is cut. */
const DEEPEST = 2

/** Ends of what the tree hangs on a word, to its right. */
export function cutsBehind(d: Dependencies, head: number): number[] {
  const ends = [head + 1]
  const below = (at: number, depth: number): void => {
    for (const c of d.children(at)) {
      if (c <= head || outdone(d, head, d.first[c]!)) continue
      if (d.first[c]! > head) ends.push(d.first[c]!)
      ends.push(d.last[c]! + 1)
      if (depth < DEEPEST) below(c, depth + 1)
    }
  }
  below(head, 0)
  return ends
}

/** Where a name that ends before the token `end` ends with its last word whole: a tree parts "brother-in-law" at its hyphens. */
export function wholeWord({tokens}: Dependencies, end: number): number {
  const isJoined = (i: number) => i > 0 && i < tokens.length && tokens[i]!.from === tokens[i - 1]!.to
  let to = end
  while (isJoined(to) && tokens[to]!.lower === "-" && isJoined(to + 1)) to += 2
  return to
}

/** The words of a span, and where they stand in the text. */
export function wordsOf({tokens}: Dependencies, text: string, {start, end}: Span): Words {
  const [from, to] = [tokens[start]!.from, tokens[end - 1]!.to]
  return {from, to, text: text.slice(from, to)}
}
