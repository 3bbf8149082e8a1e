// A sentence that opens with a condition, a reason or a command, in its two halves: "Should the vault crack, | the
// archive will be lost"; "Drain the mere and | the fever will leave". Tokens in, the place of the cut out.
//
// Parsers take the end of one half for the beginning of the other, the more so the stranger the words; each half by
// itself they read well. Invariant: both halves have a verb of their own, and neither is empty.

import type {Token} from "../language/index.ts"
import {MOVEMENT_VERBS} from "./direction.ts"
import {SAYING} from "./lexicon.ts"
import {FORMS} from "./proposal.ts"

/** Where the second half begins, and how the first one opens. */
export type Halves = {
  readonly cut: number
  readonly opens: "clause" | "inversion" | "command" | "cleft" | "it"
  /** Words between the two that belong to neither, with the comma: "and", "or else". */
  readonly gap: number
}

const OPENERS: ReadonlySet<string> = new Set([
  ...["if", "unless", "until", "when", "whenever", "where", "wherever", "because", "since", "as", "once", "while"],
  ...[
    "although",
    "though",
    "provided",
    "providing",
    "given",
    "assuming",
    "now",
    "should",
    "had",
    "were",
    "after",
    "before",
  ],
  ...["whether", "so", "even"],
])
const INVERTED: ReadonlySet<string> = new Set(["should", "had", "were"])
const TENSED: ReadonlySet<string> = new Set(["VBZ", "VBP", "VBD", "MD"])
const NAMES: ReadonlySet<string> = new Set(["NOUN", "PROPN", "PRON"])
const LATER: ReadonlySet<string> = new Set(["will", "'ll", "would", "may", "might", "can", "could"])
/** How far behind the cut a verb is looked for. */
const NEAR = 16

/** The halves of a sentence or of a part of one; null where it is one piece. */
export function halves(words: readonly Token[]): Halves | null {
  const first = words[0]
  if (!first || words.length < 6) return null
  if (/^["“”]$/.test(first.text)) {
    // "“If talks fail, raids resume,” he said": what is quoted opens as any other sentence.
    const quoted = halves(words.slice(1))
    return quoted && (quoted.opens === "clause" || quoted.opens === "cleft") ? {...quoted, cut: quoted.cut + 1} : null
  }
  const opener = first.lower
  if (opener === "what") return equated(words, 0)
  if (opener === "it") return pointed(words)
  if (opener === "that") return asserted(words)
  if (opener === "with") return accompanied(words)
  if (["the", "one", "a"].includes(opener)) {
    const reason = words.findIndex(({lower}, i) => i < 5 && ["reason", "reasons", "thing"].includes(lower))
    if (reason > 0) return equated(words, reason)
  }
  if (first.xpos === "VBN" && BY.has(words[1]!.lower)) return participial(words)
  const byNoun = ["in", "on", "the", "each", "every"].includes(opener) && opensByNoun(words)
  if (opener === "only") return onlyThen(words)
  if (opener === "by" && words[1]!.xpos === "VBG") return byDoing(words)
  if (OPENERS.has(opener) || byNoun) {
    if (
      INVERTED.has(opener) &&
      !(["DET", "NOUN", "PROPN", "PRON", "ADJ"].includes(words[1]!.tag) || words[1]!.xpos === "PRP$")
    )
      return null
    const opens = INVERTED.has(opener) ? "inversion" : "clause"
    for (let i = 2; i < words.length - 2; i++)
      if (words[i]!.text === "," && (opens === "inversion" || hasVerb(words, 1, i)) && opensClause(words, i + 1))
        return {cut: i + 1, opens, gap: 0}
    return opens === "clause" && !byNoun && !words.some((word) => word.text === ",") ? unparted(words) : null
  }
  return commanded(words)
}

/** Whether a word can only begin a noun phrase, a subject's where one is looked for. */
const opensSubject = ({xpos, lower}: Token): boolean =>
  ["DT", "PRP$"].includes(xpos) || /^(?:i|we|they|he|she)$/.test(lower)

/** "By putting off repairs | the province saves money": no comma, but a subject and its verb behind what is done. */
function byDoing(words: readonly Token[]): Halves | null {
  for (let i = 3; i < words.length - 2; i++) {
    if (words[i]!.text === "," || TENSED.has(words[i]!.xpos) || ["WDT", "WP", "WRB"].includes(words[i]!.xpos))
      return null
    if (opensSubject(words[i]!) && NAMES.has(words[i - 1]!.tag) && opensClause(words, i))
      return {cut: i, opens: "clause", gap: 0}
  }
  return null
}

const ASKING: ReadonlySet<string> = new Set(
  "will would can could may might do does did is are was were has have had shall should".split(" "),
)

/** "Only if the road opens | will trade be possible": the second half puts its auxiliary first. */
function onlyThen(words: readonly Token[]): Halves | null {
  if (!["if", "when", "after", "once", "where", "by", "with", "through"].includes(words[1]!.lower)) return null
  let tense = ["by", "with", "through"].includes(words[1]!.lower)
  for (let i = 3; i < words.length - 3; i++) {
    const {lower, tag} = words[i]!
    if (tense && ASKING.has(lower) && words[i - 1]!.tag !== "PRON" && !resumed(words, i))
      return {cut: i, opens: "clause", gap: 0}
    if (TENSED.has(words[i]!.xpos) && tag !== "PUNCT") tense = true
  }
  return null
}

/** Whether what stands behind an auxiliary is no subject, so that it goes on with the clause before it: "opens will". */
const resumed = (words: readonly Token[], i: number): boolean =>
  !["DET", "NOUN", "PROPN", "PRON", "ADJ", "NUM"].includes(words[i + 1]!.tag) && words[i + 1]!.xpos !== "VBG"

/** "In the event that", "on condition that", "the moment the toll is lifted". */
function opensByNoun(words: readonly Token[]): boolean {
  const [a, b, c, d] = [words[0]!.lower, words[1]!.lower, words[2]?.lower, words[3]?.lower]
  return (
    (a === "in" && ((b === "case" && c !== "of") || (b === "the" && c === "event" && d === "that"))) ||
    (a === "on" && b === "condition" && c === "that") ||
    (a !== "in" && a !== "on" && a !== "the" && b === "time") ||
    (a === "the" &&
      ["moment", "day", "minute", "instant"].includes(b) &&
      ["the", "a", "an", "its", "their"].includes(c ?? ""))
  )
}

/** "What ruined the weavers | was the tax", "The reason why so few return | is the stench": cut before the copula. */
function equated(words: readonly Token[], opener: number): Halves | null {
  let verb = false
  for (let i = opener + 1; i < words.length - 1; i++) {
    const {lower, text, xpos} = words[i]!
    if (/^[,;:?]$/.test(text)) return null
    const says = ["is", "was", "are", "were"].includes(lower) || (lower === "has" && words[i + 1]!.lower === "been")
    if (
      says &&
      verb &&
      !["WDT", "WP"].includes(words[i - 1]!.xpos) &&
      opensName(words, lower === "has" ? i + 2 : i + 1)
    )
      return {cut: i, opens: "cleft", gap: 0}
    if (xpos.startsWith("VB") || words[i]!.second?.startsWith("VERB/")) verb = true
  }
  return null
}

/** "That nurses go unpaid | makes hiring hard": a clause is the subject, and the second verb of its level is the sentence's own. */
function asserted(words: readonly Token[]): Halves | null {
  let own = -1
  let inner = 0
  let named = false
  for (let i = 1; i < words.length - 2; i++) {
    const {xpos, tag, text, lemma, lower} = words[i]!
    if (/^[,;:]$/.test(text)) return null
    if (["WDT", "WP", "WP$", "WRB"].includes(xpos) || (tag === "SCONJ" && own >= 0)) inner++
    else if (tag === "CCONJ" && own >= 0 && inner === 0) return null
    else if (TENSED.has(xpos)) {
      if (inner > 0) inner--
      else if (own < 0) {
        if (!named || SAYING.has(lemma)) return null
        own = i
      } else if (words[i - 1]!.tag === "PRON" || words[i - 1]!.tag === "AUX") return null
      else return {cut: words[i - 1]!.tag === "ADV" ? i - 1 : i, opens: "cleft", gap: 0}
    } else if (own >= 0 && SAYING.has(lower)) return null
    if (NAMES.has(tag)) named = true
  }
  return null
}

/** Whether a noun phrase, a gerund or a clause with "that" may begin at `i`. */
function opensName(words: readonly Token[], i: number): boolean {
  const {xpos, tag, lower} = words[i] ?? words.at(-1)!
  if (["DT", "PRP$", "VBG", "CD", "IN"].includes(xpos)) return xpos !== "IN" || lower === "that"
  if (["not", "largely", "mainly", "simply", "partly", "precisely", "above", "how", "because", "that"].includes(lower))
    return true
  if (tag === "NOUN" || tag === "PROPN") return true
  return tag === "ADJ" && ["NOUN", "PROPN", "ADJ"].includes(words[i + 1]?.tag ?? "")
}

/** "It was the drowning of the keeper | that ended the feud": cut before the pronoun. */
function pointed(words: readonly Token[]): Halves | null {
  const cop = words[1]!.lower === "may" || words[1]!.lower === "might" ? 2 : 1
  if (!["is", "was", "'s", "are", "were", "be"].includes(words[cop]!.lower) || !opensName(words, cop + 1)) return null
  if (["that", "because"].includes(words[cop + 1]!.lower)) return null
  for (let i = cop + 3; i < words.length - 2; i++) {
    // "It is the view of the council that": what is held, not what does it.
    if (HELD.has(words[i]!.lower) || HELD.has(words[i - 1]!.lower)) return null
    if (TENSED.has(words[i]!.xpos)) return null
    if (!["that", "which", "who"].includes(words[i]!.lower)) continue
    const verb = words[i + 1]!.tag === "ADV" ? words[i + 2]! : words[i + 1]!
    const tensed = TENSED.has(verb.xpos) || (FORMS.has(verb.lower) && verb.xpos.startsWith("VB"))
    return tensed ? {cut: i, opens: "it", gap: 0} : null
  }
  return null
}

const BY: ReadonlySet<string> = new Set(["by", "with"])

/** "Driven by hunger, | herders left": what was done to the subject of the second half. */
function participial(words: readonly Token[]): Halves | null {
  for (let i = 3; i < words.length - 2; i++)
    if (words[i]!.text === "," && opensClause(words, i + 1)) return {cut: i + 1, opens: "clause", gap: 0}
  return null
}

const HELD: ReadonlySet<string> = new Set(
  "view belief fear hope opinion claim contention conviction judgement".split(" "),
)

/** "With the garrison gone, | smugglers took the forts". */
function accompanied(words: readonly Token[]): Halves | null {
  for (let i = 3; i < words.length - 2; i++) {
    if (words[i]!.text !== "," || !opensClause(words, i + 1)) continue
    const state = words
      .slice(2, i)
      .some((word, k, all) => k > 0 && /^VB[NG]$/.test(word.xpos) && all[k - 1]!.tag !== "DET")
    return state || (words[i - 1]!.tag === "ADJ" && words[i - 2]!.tag === "NOUN")
      ? {cut: i + 1, opens: "clause", gap: 0}
      : null
  }
  return null
}

/** "When it rains for a week | the cellar floods": no comma, but a subject where none can stand in the first half. */
function unparted(words: readonly Token[]): Halves | null {
  for (let i = 4; i < words.length - 2; i++) {
    if (!opensSubject(words[i]!) || !["NOUN", "PROPN", "ADV", "ADJ"].includes(words[i - 1]!.tag)) continue
    if (["not", "all", "both", "even", "only"].includes(words[i - 1]!.lower)) continue
    if (words.slice(1, i).some((word) => TENSED.has(word.xpos)) && opensClause(words, i))
      return {cut: i, opens: "clause", gap: 0}
  }
  return null
}

/** "Drain the mere and the fever will leave": a bare verb in front, and what will come of it. */
function commanded(words: readonly Token[]): Halves | null {
  const [first, second] = [words[0]!, words[1]!]
  const verb =
    ["VB", "VBP"].includes(first.xpos) ||
    (["DT", "PRP$"].includes(second.xpos) && ["NNP", "NN", "JJ"].includes(first.xpos)) ||
    (FORMS.get(first.lower) === first.lower && ["DT", "PRP$", "PRP", "JJ", "NNS"].includes(second.xpos))
  if (!verb || first.tag === "PRON" || first.tag === "DET") return null
  for (let i = 2; i < words.length - 3; i++) {
    if (TENSED.has(words[i]!.xpos) && !["and", "or"].includes(words[i]!.lower)) return null
    if (!["and", "or"].includes(words[i]!.lower)) continue
    let cut = i + 1
    while (["else", "otherwise", "then", "soon"].includes(words[cut]?.lower ?? "")) cut++
    const modal = words.findIndex((word, k) => k > cut && LATER.has(word.lower))
    if (modal < 0 || modal > cut + NEAR || !opensClause(words, cut)) continue
    if (words.slice(cut, modal).some((word) => TENSED.has(word.xpos) || word.text === ",")) continue
    return {cut, opens: "command", gap: cut - i + (words[i - 1]!.text === "," ? 1 : 0)}
  }
  return null
}

/** Whether a verb of any form, or what can stand for one in an elliptic clause, is in [from, to). */
function hasVerb(words: readonly Token[], from: number, to: number): boolean {
  for (let i = from; i < to; i++)
    if (words[i]!.xpos.startsWith("VB") || words[i]!.xpos === "MD" || words[i]!.second?.startsWith("VERB/")) return true
  return false
}

/** Whether a subject and its tensed verb follow at `k`, before any comma. */
function opensClause(words: readonly Token[], k: number): boolean {
  const opening = words[k]!
  if (opening.tag === "CCONJ" || opening.tag === "SCONJ" || ["WDT", "WP", "WRB", "TO"].includes(opening.xpos))
    return false
  let name = opening.xpos === "VBG" || ["there", "then", "only"].includes(opening.lower)
  for (let i = k; i < words.length && i < k + NEAR; i++) {
    const {xpos, tag, text, second, lower} = words[i]!
    if (TENSED.has(xpos)) {
      // "which had": a relative clause's verb is not the one.
      if (name) return true
      return false
    }
    if (name && i > k + 1 && second !== undefined && /^VERB\/VB[PZD]$/.test(second) && FORMS.has(lower)) return true
    if (text === "," || ["WDT", "WP"].includes(xpos)) return false
    if (NAMES.has(tag) || tag === "NUM") name = true
  }
  return false
}

/**
 * The verbs that a half must have and that were taken for nouns: an inverted condition's, a command's, a joined
 * clause's. Index into `words` to the tag each gets.
 */
export function missingVerbs(words: readonly Token[], {cut, opens}: Halves): Map<number, "VB" | "VBN" | "VBP" | "VBZ"> {
  const found = new Map<number, "VB" | "VBN" | "VBP" | "VBZ">()
  const form = words[0]!.lower === "had" ? "VBN" : "VB"
  if (opens === "command") {
    if (!words[0]!.xpos.startsWith("VB") || words[0]!.tag !== "VERB") found.set(0, "VB")
  } else if (opens === "inversion") {
    let end = cut - 1
    if (words.slice(2, end).some((word) => word.xpos.startsWith("VB"))) return found
    // "Should the vault crack again,": the last word that a noun can stand before.
    while (end > 3 && ["ADV", "PUNCT"].includes(words[end - 1]!.tag)) end--
    let at = -1
    for (let i = 2; i < end; i++) if (words[i]!.second?.startsWith("VERB/")) at = i
    if (at < 0) at = end - 1
    if (["NN", "JJ", "NNP", "NNS"].includes(words[at]!.xpos)) found.set(at, form)
  }
  return found
}

/**
 * Clauses behind "if" and the like, and behind "and" within them, that have no verb: a word that was nearly taken for
 * one, or the noun that ends the clause right after another, is it. "if the millers hoard and the carriers strike".
 */
export function verblessClauses(words: readonly Token[]): Map<number, "VBP" | "VBZ"> {
  const found = new Map<number, "VBP" | "VBZ">()
  for (let i = 0; i < words.length - 3; i++) {
    const time = ["as", "since", "while", "when"].includes(words[i]!.lower)
    if (!time && !["if", "unless", "until", "because", "once"].includes(words[i]!.lower)) continue
    let from = i + 1
    while (from < words.length) {
      let to = from
      while (to < words.length && !/^[,.;:]$/.test(words[to]!.text) && !["and", "or"].includes(words[to]!.lower)) to++
      const joins = ["and", "or"].includes(words[to]?.lower ?? "") && ["DT", "PRP$"].includes(words[to + 1]?.xpos ?? "")
      const mends = verbIn(words, from, to)
      if (mends >= 0 && (!time || moves(words[mends]!.lower)))
        found.set(mends, words[mends - 1]!.xpos === "NNS" ? "VBP" : "VBZ")
      if (!joins) break
      from = to + 1
    }
  }
  return found
}

/** Whether a word is the plain form of a verb that moves or is moved. */
function moves(lower: string): boolean {
  return MOVEMENT_VERBS.has(lower) || FORMS.get(lower) === lower
}

function verbIn(words: readonly Token[], from: number, to: number): number {
  if (to - from < 3 || !["DT", "PRP$"].includes(words[from]!.xpos)) return -1
  for (let i = from; i < to; i++)
    if (words[i]!.xpos.startsWith("VB") || words[i]!.xpos === "MD" || words[i]!.xpos === "JJ") return -1
  for (let i = to - 1; i > from + 1; i--)
    if (words[i]!.second !== undefined && /^VERB\/VB[PZ]$/.test(words[i]!.second!)) return i
  const last = to - 1
  return words[last]!.xpos === "NN" && words[last - 1]!.xpos === "NNS" ? last : -1
}
