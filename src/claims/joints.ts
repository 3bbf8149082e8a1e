// Where the clauses of a run-on sentence meet, as people write when they talk: "when they earn more they buy boats
// and more boats means less fish so the birds leave". Words with their tags in, the stretches to be parsed by
// themselves out, each with what ties it to the others.
//
// Parsers learn from edited text and go astray where no comma stands between two clauses; in stretches of one
// clause each they read well. Invariant: the stretches cover the words, in order, and each has a verb with a tense.

import type {Token} from "../language/index.ts"
import {TENSED} from "./bounds.ts"
import {SAME_IN_PLURAL} from "./lexicon.ts"
import {FORMS} from "./proposal.ts"

/**
 * How a stretch hangs on the others: it opens the sentence, is joined to the clause before by "and", stands beside
 * it ("so ...", a comma splice), is the main clause of a fronted one before it, or the content of "means" before it.
 */
export type Tie = "first" | "joined" | "beside" | "main" | "content"
export type Stretch = {readonly start: number; readonly end: number; readonly tie: Tie; readonly fronted: boolean}

/** Words that put their clause in front of the main one. */
const FRONTING: ReadonlySet<string> = new Set(
  "if when whenever wherever because since as once while although though unless until where".split(" "),
)
/** Of these the ones whose clause may end without a comma. */
const RUNNING: ReadonlySet<string> = new Set("if when whenever wherever because once unless as".split(" "))
const NOMINATIVE: ReadonlySet<string> = new Set(
  "i we they he she it you there everybody everyone nobody somebody someone everything nothing this that".split(" "),
)
/** Adverbs that open a clause before its subject. */
const LEADING: ReadonlySet<string> = new Set(
  "then also now maybe perhaps still sometimes often eventually therefore again soon later obviously of_course".split(
    " ",
  ),
)
/** Verbs that take a clause without "that": the nouns joined behind them may be one subject. */
const OPINING: ReadonlySet<string> = new Set(
  "think say believe mean know guess feel see hear hope show find reckon suppose fear suspect imagine bet".split(" "),
)
const LINKING: ReadonlySet<string> = new Set(["be", "get", "become", "stay", "remain", "go", "turn", "look", "seem"])
/** How many words a subject may have. */
const LONGEST_SUBJECT = 9

const GRADING: ReadonlySet<string> = new Set(["too", "so", "very", "more", "less", "as", "even", "any"])
/** Shares of what "of" names: "some of the members leave". */
const SHARES: ReadonlySet<string> = new Set("some many most half all few more less none both each lot lots".split(" "))
/** Words behind a verb that end its clause although they are spelt as prepositions: "goes down". */
const PARTICLES: ReadonlySet<string> = new Set("down up out off away back over".split(" "))

const tensed = (words: readonly Token[], i: number): boolean => {
  const word = words[i]
  if (word === undefined) return false
  if (TENSED.has(word.xpos)) return true
  // "droppings also bring".
  const before = words[i - 1]?.tag === "ADV" && words[i - 2]?.xpos === "NNS" ? words[i - 2] : words[i - 1]
  const plural =
    before !== undefined && (before.xpos === "NNS" || before.tag === "PRON" || SAME_IN_PLURAL.has(before.lower))
  return plural && FORMS.has(word.lower) && (word.xpos === "VB" || (word.second?.startsWith("VERB/VBP") ?? false))
}

/** "the cellar floods": a plural right behind one thing with an article, which was nearly taken for a verb. */
function nearlyTensed(words: readonly Token[], i: number): boolean {
  const word = words[i]!
  return (
    word.xpos === "NNS" &&
    word.second === "VERB/VBZ" &&
    FORMS.has(word.lower) &&
    words[i - 1]?.xpos === "NN" &&
    words[i + 1]?.tag !== "VERB" &&
    words[i + 1]?.tag !== "AUX"
  )
}

/** Words that may stand before a fronted clause: "yes if ...", "and when ...". */
const BEFORE_FRONTING: ReadonlySet<string> = new Set("and but so yes no well or also ok then now".split(" "))

/** How many words "because of that", "as a result" take at `k`; 0 where they are not there. */
function pointedReason(words: readonly Token[], k: number): number {
  const lower = (i: number) => words[i]?.lower ?? ""
  if (lower(k) === "because" && lower(k + 1) === "of" && ["that", "this", "it", "them", "these"].includes(lower(k + 2)))
    return 3
  return 0
}

/** How many words a stretch opens with that only tie it to what stands before: "and so then", "and because of that". */
export function ties(words: readonly Token[]): number {
  const lower = (i: number) => words[i]?.lower ?? ""
  let k = 0
  if (["and", "but", "or"].includes(lower(k))) k++
  const reason = pointedReason(words, k)
  if (reason > 0) return words[k + reason]?.text === "," ? k + reason + 1 : k + reason
  if (lower(k) === "so" && lower(k + 1) !== "that") k++
  if (k > 0 && lower(k) === "then") k++
  return k
}

/** Whether a subject and its verb with a tense stand at `k`, an adverb before them or not. */
function clauseStarts(words: readonly Token[], k: number): boolean {
  let i = k
  while (i < k + 2 && LEADING.has(words[i]?.lower ?? "")) i++
  const first = words[i]
  if (first === undefined) return false
  if (NOMINATIVE.has(first.lower) && first.xpos !== "WDT") {
    let verb = i + 1
    while (verb < i + 3 && (words[verb]?.tag === "ADV" || ["all", "both"].includes(words[verb]?.lower ?? ""))) verb++
    if (tensed(words, verb)) return true
    if (!["this", "that"].includes(first.lower)) return false
  }
  if (first.lower === "what") return tensed(words, i + 1)
  let noun = false
  for (const last = i + LONGEST_SUBJECT; i < words.length && i < last; i++) {
    const {tag, xpos, lower} = words[i]!
    if (noun && (tensed(words, i) || nearlyTensed(words, i))) return true
    if (tag === "NOUN" || tag === "PROPN") noun = true
    else if (lower === "of" && i > 0 && SHARES.has(words[i - 1]!.lower)) {
      // "some of it runs down".
      if (["it", "them", "us", "this", "that"].includes(words[i + 1]?.lower ?? "") && tensed(words, i + 2)) return true
    } else if (tag === "DET" || xpos === "PRP$") {
      if (noun) return false
    } else if (tag === "ADP" && noun && xpos === "IN") noun = false
    else if (tag === "CCONJ" && noun && lower === "and" && words[i + 1]?.xpos !== "JJR") noun = false
    else if (!(tag === "ADJ" || tag === "NUM" || (tag === "ADV" && !noun) || lower === "'s")) return false
  }
  return false
}

/** Whether a clause may end right before `k`, where a subject without an article begins. */
function mayEnd(words: readonly Token[], k: number): boolean {
  const before = words[k - 1]
  const own = words[k]!
  if (before === undefined || before.xpos === "PRP$") return false
  if (["DET", "ADP", "CCONJ", "SCONJ", "PUNCT", "AUX", "PART"].includes(before.tag))
    return before.xpos === "RP" || (PARTICLES.has(before.lower) && (words[k - 2]?.xpos.startsWith("VB") ?? false))
  // "is too expensive": what is graded stands behind.
  if (before.lemma === "be" || GRADING.has(before.lower)) return false
  // "if farmers plant trees prices fall": the noun right behind the verb is its object, where another subject follows.
  if (before.tag === "VERB" && own.tag !== "PRON") {
    for (let later = k + 1; later < k + 5; later++)
      if (words[later - 1]?.xpos === "NNS" && clauseStarts(words, later) && !tensed(words, later)) return false
    return true
  }
  if (own.tag === "DET" || own.tag === "PRON") return true
  // "if the water is dirty fish die": what is said of the water, and not which fish.
  if (before.tag === "ADJ" || before.tag === "NUM") {
    let at = k - 2
    while (words[at]?.tag === "ADV" || words[at]?.lower === "any") at--
    return LINKING.has(words[at]?.lemma ?? "")
  }
  return true
}

/** Whether what is joined at `k` may be the second subject of a clause that stands without "that": "I think fish and birds ...". */
function opined(words: readonly Token[], from: number, k: number): boolean {
  if (words[k + 1]?.xpos === "JJR") return false
  for (let i = k - 1; i >= from; i--) {
    if (!words[i]!.xpos.startsWith("VB")) continue
    return OPINING.has(words[i]!.lemma)
  }
  return false
}

/**
 * The stretches of a sentence's words; one where there is no joint.
 * @param loose any subject may open a clause behind a mere comma, as people write who tell one thing after the other.
 */
export function stretches(words: readonly Token[], loose = false): Stretch[] {
  const found: Stretch[] = []
  let start = 0
  let tie: Tie = "first"
  const lead = BEFORE_FRONTING.has(words[0]?.lower ?? "") ? (words[1]?.text === "," ? 2 : 1) : 0
  let fronted = fronts(words, 0) || (lead > 0 && fronts(words, lead))
  let verb = false
  let relative = false
  // "believed that when the war ended, it would be paid": a clause put in front inside this one.
  let inside = false
  const part = (at: number, next: Tie, opens: boolean) => {
    found.push({start, end: at, tie, fronted})
    start = at
    tie = next
    fronted = opens
    verb = false
    relative = false
    inside = false
  }
  // "because of the hot summers there is not enough grass": no verb stands in front, and "there" opens the rest.
  const reason = words[0]?.lower === "because" && words[1]?.lower === "of" && pointedReason(words, 0) === 0
  fronted ||= reason
  for (let k = 1; k < words.length - 1; k++) {
    const {lower, tag, xpos, text} = words[k]!
    if (reason && found.length === 0 && k > 3 && NOMINATIVE.has(lower) && xpos !== "WDT" && clauseStarts(words, k)) {
      part(k, "main", false)
      continue
    }
    if (tensed(words, k - 1)) {
      if (relative) relative = false
      else verb = true
    }
    if (verb) {
      const next = words[k + 1]?.lower ?? ""
      const waiting = fronted
      if (lower === "so" && next !== "that" && clauseStarts(words, k + 1) && !waiting) {
        part(k, "beside", false)
        continue
      }
      if (lower === "so" && FRONTING.has(next) && text !== "as" && !waiting && words[k - 1]!.text === ",") {
        part(k + 1, "beside", true)
        continue
      }
      if (tag === "CCONJ" && ["and", "but", "or"].includes(lower)) {
        const comma = words[k - 1]!.text === ","
        const reason = pointedReason(words, k + 1)
        const opens = fronts(words, k + 1) && next !== "as" && !waiting
        const off = reason > 0 ? k + 1 + reason : next === "so" ? k + 2 : k + 1
        if (
          (opens || clauseStarts(words, off)) &&
          !(waiting && comma) &&
          (opens || comma || !opined(words, start, k))
        ) {
          // "if A and B, C": both wait for C.
          part(k, "joined", opens || waiting)
          continue
        }
      }
      if (waiting) {
        const bare = [0, 1, 2].some((i) => i <= Math.max(lead, 1) && RUNNING.has(words[start + i]?.lower ?? ""))
        if (text === "," && clauseStarts(words, k + 1)) {
          part(k + 1, "main", false)
          continue
        }
        if (lower === "then" && clauseStarts(words, k + 1)) {
          part(k, "main", false)
          continue
        }
        if (bare && mayEnd(words, k) && lower !== "that" && clauseStarts(words, k)) {
          part(k, "main", false)
          continue
        }
      } else if (text === ":" && (clauseStarts(words, k + 1) || FRONTING.has(next))) {
        part(k + 1, "beside", FRONTING.has(next))
        continue
      } else if (text === "," && inside) inside = false
      else if (text === "," && (spliced(words, k + 1) || (loose && !relative && ownClause(words, k + 1)))) {
        part(k + 1, "beside", false)
        continue
      } else if (words[k - 1]!.lemma === "mean" && tensed(words, k - 1) && clauseStarts(words, k) && lower !== "that") {
        part(k, "content", false)
        continue
      }
    }
    if (k > start && FRONTING.has(lower) && (tag === "SCONJ" || xpos === "WRB")) {
      inside = true
      verb = false
    }
    if (k > start && (xpos === "WDT" || xpos === "WP")) relative = true
  }
  found.push({start, end: words.length, tie, fronted})
  // A fronted clause without its main one, or a stretch without a verb, is no joint at all.
  if (found.length === 1 || (found.at(-1)!.fronted && found.at(-1)!.tie !== "first"))
    return [{start: 0, end: words.length, tie: "first", fronted: false}]
  return found
}

/** Whether a clause that waits for its main one opens at `k`: "because they", but not "because of". */
function fronts(words: readonly Token[], k: number): boolean {
  return FRONTING.has(words[k]?.lower ?? "") && words[k + 1]?.lower !== "of"
}

/** ", the plants get no light": a clause whose subject is a noun, behind a mere comma. */
function ownClause(words: readonly Token[], k: number): boolean {
  const lower = words[k]!.lower
  // ", since then the phosphorus has gone down".
  const behind = ["since", "after"].includes(lower) && ["then", "that"].includes(words[k + 1]?.lower ?? "")
  const at = behind ? k + 2 : ["and", "then"].includes(lower) ? k + 1 : k
  return ["DET", "NOUN"].includes(words[at]?.tag ?? "") && words[at]!.xpos !== "WDT" && clauseStarts(words, at)
}

/** ", this pulls down the water", ", then he stays away": a clause of its own behind a mere comma. */
function spliced(words: readonly Token[], k: number): boolean {
  const first = words[k]!.lower
  const subject = first === "then" ? words[k + 1]?.lower : first
  const reason = pointedReason(words, k)
  if (reason > 0) return clauseStarts(words, k + reason)
  // ", that helps the pike": a relative clause with "that" has no comma before it.
  if (first === "that" && TENSED.has(words[k + 1]?.xpos ?? "")) return true
  return (
    ["this", "it", "they", "we", "i", "you", "there", "he", "she"].includes(subject ?? "") && clauseStarts(words, k)
  )
}
