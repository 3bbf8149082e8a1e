// What a sentence only inserts: ", aid workers warn,", ", on the other hand,", ", she said". Tokens in, the places
// of insertions out.
//
// Parsers and windows alike go astray where a clause is cut in two; without the insertion both read it whole. The
// words stay where they are: only who reads passes over them. Invariant: insertions do not overlap, are in order,
// and never cover a whole sentence.

import type {Span, Token} from "../language/index.ts"
import {verbForms} from "../language/index.ts"
import {TENSED} from "./bounds.ts"
import {CITING, SAYING} from "./lexicon.ts"
import {FORMS} from "./proposal.ts"

/**
 * An insertion with the commas around it; `says` where it tells who says the rest. `relation`: what it is to the noun
 * right before it, where it only says more of that noun.
 */
export type Insertion = Span & {readonly says: boolean; readonly relation?: "acl:relcl" | "acl" | "appos"}

/** Turns of phrase that link sentences and say nothing of their own. */
const TURNS: ReadonlySet<string> = new Set([
  ...[
    "however",
    "meanwhile",
    "moreover",
    "furthermore",
    "though",
    "too",
    "indeed",
    "nevertheless",
    "nonetheless",
    "instead",
  ],
  ...[
    "on the other hand",
    "on the one hand",
    "for example",
    "for instance",
    "by contrast",
    "in contrast",
    "in fact",
    "of course",
  ],
  ...[
    "in particular",
    "at the same time",
    "as a rule",
    "in effect",
    "to be sure",
    "in short",
    "in practice",
    "in theory",
    "above all",
  ],
  ...[
    "in other words",
    "after all",
    "at least",
    "in return",
    "in part",
    "if anything",
    "by and large",
    "in general",
    "so far",
  ],
])

/** Longest insertion, in tokens. */
const LONGEST = 14
/** Longest turn of phrase, in tokens. */
const LONGEST_TURN = 4

const SPOKEN: ReadonlySet<string> = new Set([...SAYING.keys()].flatMap((lemma) => [...verbForms(lemma).keys()]))

const isComma = (token: Token | undefined): boolean => token?.text === ","
const isQuote = (token: Token | undefined): boolean => token !== undefined && /^["“”]$/.test(token.text)
/** A dash between words, no hyphen inside one. */
const isDash = (tokens: readonly Token[], i: number): boolean => {
  const token = tokens[i]
  if (!token || !/^(?:-|–|—|--)$/.test(token.text)) return false
  return token.text !== "-" || (tokens[i - 1]?.to !== token.from && tokens[i + 1]?.from !== token.to)
}
const isStop = (token: Token | undefined): boolean => token !== undefined && /^[.!]$/.test(token.text)
const hasTense = (token: Token): boolean => TENSED.has(token.xpos)

/** The insertions of a sentence. */
export function insertions(tokens: readonly Token[]): Insertion[] {
  const found: Insertion[] = []
  for (let i = 1; i < tokens.length - 1; i++) {
    const bare = midway(tokens, i) ?? contentOf(tokens, i)
    if (bare) {
      found.push(bare)
      i = bare.end - 1
      continue
    }
    const dash = isDash(tokens, i)
    if (!isComma(tokens[i]) && !dash) continue
    const beside = dash ? null : (besides(tokens, i) ?? sourced(tokens, i) ?? parenthetic(tokens, i))
    if (beside) {
      found.push(beside)
      i = beside.end - 1
      continue
    }
    const start = isQuote(tokens[i + 1]) ? i + 2 : i + 1
    let end = start
    while (
      end < tokens.length &&
      end - start <= LONGEST &&
      !(dash ? isDash(tokens, end) : isComma(tokens[end])) &&
      !isStop(tokens[end]) &&
      !isQuote(tokens[end])
    )
      end++
    if (end >= tokens.length || end === start || end - start > LONGEST) continue
    const words = tokens.slice(start, end)
    const stopped = isStop(tokens[end])
    const turn = !stopped && words.length <= LONGEST_TURN && TURNS.has(words.map((word) => word.lower).join(" "))
    const says = !turn && speaks(words, stopped)
    const aside = dash && !stopped && !words.some(hasTense) && i > 2
    if (!turn && !says && !aside) continue
    // "said the warden, who heads the board,": what is said of the speaker goes with the saying.
    if (says && !dash && isComma(tokens[end])) end = ofSpeaker(tokens, end)
    // The comma that closes goes with it, unless it also parts what stands around: a fronted clause, a second one.
    const parts = fronts(tokens, i) || ["and", "but", "while", "or"].includes(tokens[end + 1]?.lower ?? "")
    const close = isStop(tokens[end]) || parts || isQuote(tokens[end]) ? end : end + 1
    found.push({start: i, end: close, says})
    i = close - 1
  }
  return found
}

/** Where what is said of a speaker, from the comma at `comma` on, ends: at the next comma or stop; `comma` without it. */
function ofSpeaker(tokens: readonly Token[], comma: number): number {
  const opener = tokens[comma + 1]
  if (!opener || !(["WP", "WP$", "WDT"].includes(opener.xpos) || ["a", "an"].includes(opener.lower))) return comma
  const end = closing(tokens, comma + 1)
  return end < 0 ? comma : end
}

/** The comma or stop that closes what opens at `start`, with no other break before it; -1 without one near. */
function closing(tokens: readonly Token[], start: number): number {
  for (let k = start; k < tokens.length && k - start <= LONGEST_ASIDE; k++) {
    if (isComma(tokens[k]) || isStop(tokens[k])) return k
    if (/^(?:[;:()–—"“”]|--)$/.test(tokens[k]!.text)) return -1
  }
  return -1
}

/** Longest aside between a subject and its verb, in tokens. */
const LONGEST_ASIDE = 18
const RELATIVE_OPENERS: ReadonlySet<string> = new Set(["which", "who", "whose", "whom", "where"])

/**
 * What two commas set off between a subject and its verb: "the herders, driven from the plain by drought, have". It
 * opens with no conjunction, has a verb with a tense only behind a relative pronoun, and the sentence's verb follows.
 */
function besides(tokens: readonly Token[], i: number): Insertion | null {
  const before = tokens[i - 1]!
  if (!["NOUN", "PROPN", "NUM"].includes(before.tag) && !/^["”’)]$/.test(before.text)) return null
  const start = i + 1
  const end = closing(tokens, start)
  if (end <= start || isStop(tokens[end]) || !isComma(tokens[end])) return null
  const opener = tokens[start]!
  if (opener.tag === "CCONJ" || SUBORDINATING.has(opener.lower) || CITING.has(opener.lemma)) return null
  const verb = tokens[end + 1]?.tag === "ADV" ? end + 2 : end + 1
  // "But for the monks, whose cellars feed the town, the wards would": said of what is put in front.
  if (
    ["which", "who", "whose"].includes(opener.lower) &&
    tokens.slice(start, end).some(hasTense) &&
    !tokens.slice(0, i).some(hasTense) &&
    (tokens[0]!.tag === "ADP" || ["without", "but", "after", "with"].includes(tokens[0]!.lower)) &&
    ["DT", "PRP", "PRP$", "NNS"].includes(tokens[end + 1]?.xpos ?? "")
  )
    return {start: i, end, says: false, relation: "acl:relcl"}
  if (!resumes(tokens, verb)) return null
  // "the mission, should it ever arrive, may": a condition, and who it is of goes on.
  if (["should", "were", "had"].includes(opener.lower) && ["PRP", "DT", "PRP$"].includes(tokens[start + 1]!.xpos))
    return {start: i, end: end + 1, says: false}
  const tense = tokens.slice(start, end).findIndex(hasTense)
  const relative = tokens
    .slice(start, end)
    .findIndex((token) => RELATIVE_OPENERS.has(token.lower) || token.lower === "that")
  if (tense >= 0 && (relative < 0 || relative > tense)) return null
  if (RELATIVE_OPENERS.has(opener.lower))
    return tense < 0 ? null : {start: i, end: end + 1, says: false, relation: "acl:relcl"}
  const reduced =
    opener.xpos === "VBN" || opener.xpos === "VBG" || (opener.tag === "ADV" && tokens[start + 1]!.xpos === "VBN")
  const adjective = opener.tag === "ADJ" || (opener.tag === "ADV" && tokens[start + 1]!.tag === "ADJ")
  const noun =
    /^(?:it|them|him|her)sel/.test(opener.lower) ||
    opener.tag === "DET" ||
    opener.tag === "NUM" ||
    opener.tag === "NOUN" ||
    opener.tag === "PROPN"
  return {
    start: i,
    end: end + 1,
    says: false,
    ...(reduced || adjective ? {relation: "acl"} : noun && {relation: "appos"}),
  }
}

/** So many words about a participle hold no verb with a tense where it is itself the verb. */
const LONGEST_BARE = 40

/**
 * Whether the verb of the sentence stands at `verb`, behind an aside: one with a tense, or one that was taken for a
 * participle or a plural ("The minister, a genial man, insisted/VBN that", "a net, soaked in oil, cuts/NNS the bites").
 */
export function resumes(tokens: readonly Token[], verb: number): boolean {
  const [token, after] = [tokens[verb], tokens[verb + 1]]
  if (!token || !after) return false
  if (hasTense(token)) return true
  if (token.xpos === "VBN")
    return (
      !tokens.slice(Math.max(0, verb - LONGEST_BARE), verb + LONGEST_BARE).some(hasTense) ||
      (SPOKEN.has(token.lower) && after.lower !== "by" && after.lower !== "in") ||
      (FORMS.has(token.lower) && OBJECT_OPENERS.has(after.xpos) && !tokens.slice(verb + 1).some(hasTense))
    )
  return (
    spelledAsVerb(token) &&
    (OBJECT_OPENERS.has(after.xpos) || after.xpos === "VBZ") &&
    !tokens.slice(verb + 2).some(hasTense)
  )
}

/** A plural that is spelt as a verb of the lexicon in the third person: "fuels", "cuts". */
const spelledAsVerb = ({xpos, lower}: Token): boolean => xpos === "NNS" && FORMS.get(lower) === lower.slice(0, -1)

const OBJECT_OPENERS: ReadonlySet<string> = new Set(["DT", "PRP$", "PRP", "NN", "NNS", "NNP", "JJ", "CD"])

/** "a river that, measured honestly, has", "fear of the other, not greed, that": said beside, in the midst of a clause. */
function parenthetic(tokens: readonly Token[], i: number): Insertion | null {
  const [before, start] = [tokens[i - 1]!, i + 1]
  const opener = tokens[start]!
  const turned =
    opener.lower === "not" && before.tag !== "PUNCT" && !["only", "just"].includes(tokens[start + 1]!.lower)
  if (!turned && !(before.xpos === "WDT" || before.xpos === "WP")) return null
  const end = closing(tokens, start)
  if (end < start + 2 || !isComma(tokens[end]) || end - start > LONGEST_BESIDE) return null
  if (tokens.slice(start, end).some((token) => hasTense(token) || token.tag === "SCONJ")) return null
  const next = tokens[end + 1]!
  if (turned && !["that", "which", "who"].includes(next.lower) && !resumes(tokens, end + 1)) return null
  if (!turned && (BRINGING.has(opener.lower) || !(hasTense(next) || OBJECT_OPENERS.has(next.xpos)))) return null
  return {start: i, end: end + 1, says: false}
}

/** Longest aside behind a relative pronoun, in tokens. */
const LONGEST_BESIDE = 8
/** Words by which an aside itself tells a cause. */
const BRINGING: ReadonlySet<string> = new Set(
  "because due owing thanks by through as without if unless given in".split(" "),
)

const SUBORDINATING: ReadonlySet<string> = new Set(
  "if unless until because when while although though whereas once since after before so than that".split(" "),
)

/** ", according to the guild,", ", in the view of the guild,", ", four of them children,": a source, or a count of parts. */
function sourced(tokens: readonly Token[], i: number): Insertion | null {
  if (!isComma(tokens[i])) return null
  const start = i + 1
  const lower = (k: number) => tokens[k]?.lower ?? ""
  const source =
    (lower(start) === "according" && lower(start + 1) === "to") ||
    (lower(start) === "in" && lower(start + 1) === "the" && VIEWS.has(lower(start + 2)) && lower(start + 3) === "of")
  const counted =
    lower(start + 1) === "of" &&
    ["them", "whom", "which"].includes(lower(start + 2)) &&
    (tokens[start]!.tag === "NUM" || PARTS.has(lower(start)))
  if (!source && !counted) return null
  const end = closing(tokens, start)
  if (end < 0) return null
  const parts =
    fronts(tokens, i) || ["and", "but", "while", "or"].includes(lower(end + 1)) || sourced(tokens, end) !== null
  return {start: i, end: isStop(tokens[end]) || parts ? end : end + 1, says: source}
}

const VIEWS: ReadonlySet<string> = new Set(["view", "opinion", "eyes", "judgement", "judgment", "estimation", "words"])
const PARTS: ReadonlySet<string> = new Set("most many some all half several none both few two three".split(" "))

/**
 * What stands without commas inside a verb group or before it: "has [on three occasions] stopped", "may [in the long run]
 * ruin", "which [many had hoped] would".
 */
function midway(tokens: readonly Token[], i: number): Insertion | null {
  const token = tokens[i]!
  const opener = tokens[i + 1]
  if (!opener) return null
  // "which in turn starves", "prices more than doubled": how, before a verb.
  const next = tokens[i + 2]
  if (
    (token.lower === "in" && opener.lower === "turn" && next?.lower !== "of" && next?.tag !== "DET") ||
    (token.lower === "more" && opener.lower === "than" && /^VB[DN]$/.test(next?.xpos ?? "") && next?.tag === "VERB")
  )
    return {start: i, end: i + 2, says: false}
  const equated = BEING.has(token.lower) ? equatingThing(tokens, i) : -1
  if (equated > 0) return {start: i, end: equated, says: false}
  // "27 per cent dearer": by how much.
  if (token.tag === "NUM" && ["per", "percent", "%", "times"].includes(opener.lower)) {
    const grade = opener.lower === "per" ? i + 3 : i + 2
    if (
      ["JJR", "RBR"].includes(tokens[grade]?.xpos ?? "") &&
      tokens[grade + 1]?.tag !== "NOUN" &&
      nominal(tokens[i - 1])
    )
      return {start: i, end: grade, says: false}
  }
  // "contributed in no small measure to": how far, before what a verb takes.
  if (token.tag === "VERB" && (opener.lower === "in" || opener.lower === "to")) {
    let end = i + 2
    while (end < i + 6 && ["DET", "ADJ", "ADV"].includes(tokens[end]?.tag ?? "")) end++
    if (DEGREES.has(tokens[end]?.lower ?? "") && tokens[end + 1]?.tag === "ADP")
      return {start: i + 1, end: end + 1, says: false}
  }
  if (["WDT", "WP"].includes(token.xpos) && ["which", "that", "who", "what"].includes(token.lower)) {
    for (let k = i + 2; k < i + 7 && k < tokens.length - 1; k++) {
      if (tokens[k]!.tag === "PUNCT" || tokens[k]!.xpos === "TO") return null
      if (!SPOKEN.has(tokens[k]!.lower) || !["VBD", "VBP", "VBZ", "VBN"].includes(tokens[k]!.xpos)) continue
      const subject = tokens.slice(i + 1, k).some(({tag}) => ["NOUN", "PROPN", "PRON", "ADJ", "DET"].includes(tag))
      return subject && resumes(tokens, k + 1) ? {start: i + 1, end: k + 1, says: true} : null
    }
    return null
  }
  if (!(token.tag === "AUX" || token.xpos === "MD") || !MIDWAY.has(opener.lower)) return null
  for (let k = i + 3; k < i + 9 && k < tokens.length - 1; k++) {
    const {tag, xpos, lower, outer} = tokens[k]!
    if (xpos === "VBN" || xpos === "VB" || (outer === "VERB" && xpos === "VBD")) {
      const wanted = token.xpos === "MD" ? xpos === "VB" : xpos !== "VB" && HAVING.has(token.lower)
      return wanted ? {start: i + 1, end: k, says: false} : null
    }
    if (!["DET", "ADJ", "NOUN", "NUM", "ADP", "ADV", "PROPN"].includes(tag) || lower === "to") return null
  }
  return null
}

/** Nouns whose content a clause with "that" tells. */
const TELLING: ReadonlySet<string> = new Set(
  "rumour rumor fear report claim news belief hope suspicion word allegation warning talk whisper idea prospect fact threat concern sign knowledge perception conviction assumption notion feeling expectation announcement promise accusation complaint evidence discovery revelation possibility risk danger worry doubt proof realisation realization argument impression theory sense story charge admission understanding certainty likelihood".split(
    " ",
  ),
)
/** So many tokens a subject's content runs at most. */
const LONGEST_CONTENT = 24

/**
 * "Fears [that the dam might burst] emptied three villages": what a noun at the head of a clause tells, up to the verb that it is the
 * subject of. That verb is the first one, with a tense or spelt as one, that the clause with "that" has no need of.
 */
function contentOf(tokens: readonly Token[], i: number): Insertion | null {
  if (tokens[i]!.lower !== "that" || !nominal(tokens[i - 1])) return null
  let told = false
  for (let k = i - 1; k >= 0; k--) {
    const {tag, lower, xpos, lemma} = tokens[k]!
    if (tag === "PUNCT" || tag === "CCONJ" || SUBORDINATING.has(lower)) break
    told ||= TELLING.has(lemma) && tag === "NOUN"
    if (xpos === "TO" || tag === "AUX" || (tag === "VERB" && xpos !== "VBN" && xpos !== "VBG")) return null
    // "amid fears that", "of the belief that": what opens with a preposition is no subject.
    if (tag === "ADP" && (k === 0 || !nominal(tokens[k - 1]))) return null
  }
  if (!told) return null
  // Verbs with a tense that the clause still has to come, and whether a subject for the next one stood.
  let [wanted, subject] = [1, false]
  for (let k = i + 1; k < tokens.length - 2 && k - i <= LONGEST_CONTENT; k++) {
    const {tag, lower, xpos} = tokens[k]!
    if (tag === "PUNCT") return null
    if (wanted > 0 && (hasTense(tokens[k]!) || (xpos === "VB" && nominal(tokens[k - 1])))) {
      if (!subject) return null
      wanted--
      while (k + 1 < tokens.length && ["AUX", "ADV", "PART"].includes(tokens[k + 1]!.tag)) k++
      if (/^VB[NG]?$/.test(tokens[k + 1]?.xpos ?? "") && (tag === "AUX" || xpos === "MD" || tokens[k]!.tag !== "VERB"))
        k++
      continue
    }
    if (SUBORDINATING.has(lower) || xpos === "WDT" || xpos === "WP" || xpos === "WRB") {
      wanted++
      continue
    }
    if (wanted === 0 && !["CCONJ", "DET", "ADP", "AUX"].includes(tokens[k - 1]!.tag) && ownVerb(tokens, k))
      return {start: i, end: k, says: false, relation: "acl"}
    if (nominal(tokens[k]) || tag === "DET") subject = true
  }
  return null
}

/** Whether the word at `k` has a tense, or is spelt as a verb of cause or change that has one, before what it takes. */
function ownVerb(tokens: readonly Token[], k: number): boolean {
  const [{lower, xpos, tag}, next] = [tokens[k]!, tokens[k + 1]!]
  if (hasTense(tokens[k]!)) return true
  if (tokens[k - 1]!.xpos === "TO" || tokens[k - 1]!.xpos === "POS" || next.lower === "by") return false
  if (spelledAsVerb(tokens[k]!) && !nominal(tokens[k - 1])) return nominal(next)
  const past = xpos === "VBN" || (tag === "ADJ" && lower.endsWith("ed"))
  return past && FORMS.has(lower) && (OBJECT_OPENERS.has(next.xpos) || ["RP", "IN", "RB"].includes(next.xpos))
}

/**
 * Where the verb stands behind "weak courts are what made it possible", "rain is the only thing that puts them out": what is equated
 * does it. -1 where nothing is equated so.
 */
function equatingThing(tokens: readonly Token[], copula: number): number {
  if (!nominal(tokens[copula - 1]) && !isComma(tokens[copula - 1])) return -1
  let at = copula + 1
  while (tokens[at]?.tag === "ADV") at++
  if (tokens[at]?.lower === "the") {
    while (["the", "one"].includes(tokens[at]?.lower ?? "") || tokens[at]?.tag === "ADJ") at++
    if (!["thing", "factor", "force", "one"].includes(tokens[at]?.lower ?? "") && tokens[at - 1]?.lower !== "one")
      return -1
    if (tokens[at]?.lower !== "that") at++
    if (!["that", "which"].includes(tokens[at]?.lower ?? "")) return -1
  } else if (tokens[at]?.lower !== "what") return -1
  const [verb, after] = [tokens[at + 1], tokens[at + 2]]
  if (!verb || !after) return -1
  const spelled = spelledAsVerb(verb) && OBJECT_OPENERS.has(after.xpos)
  return hasTense(verb) || spelled || verb.tag === "AUX" || (verb.tag === "ADV" && hasTense(after)) ? at + 1 : -1
}

const BEING: ReadonlySet<string> = new Set(["is", "are", "was", "were"])
/** Nouns of how far something holds. */
const DEGREES: ReadonlySet<string> = new Set(["measure", "part", "extent", "degree"])
const nominal = (token: Token | undefined): boolean =>
  token !== undefined && ["NOUN", "PROPN", "PRON", "NUM"].includes(token.tag)

const MIDWAY: ReadonlySet<string> = new Set(["in", "on", "at", "over", "for", "within", "during", "since", "by"])
const HAVING: ReadonlySet<string> = new Set(["has", "have", "had"])

const FRONTING: ReadonlySet<string> = new Set([
  "if",
  "unless",
  "until",
  "without",
  "with",
  "after",
  "since",
  "as",
  "because",
  "when",
  "once",
  "should",
  "had",
  "were",
  "in",
  "under",
  "despite",
  "given",
])

/** Whether what stands before `i` is a clause or phrase put in front, which a comma must part from the rest. */
function fronts(tokens: readonly Token[], i: number): boolean {
  if (!FRONTING.has(tokens[0]!.lower)) return false
  for (let k = 1; k < i; k++) if (isComma(tokens[k])) return false
  return true
}

/** Whether words are a speaker and a verb of saying and nothing else: "aid workers warn", "said the mayor". */
function speaks(words: readonly Token[], closes: boolean): boolean {
  // "hydrologists caution": a noun by its spelling alone.
  if (words.length === 2 && words[0]!.xpos === "NNS" && SAYING.has(words[1]!.lower)) return true
  const verbs = words.filter((word) => hasTense(word) || (SPOKEN.has(word.lower) && word.tag === "VERB"))
  if (verbs.length === 0 || (verbs.length > 2 && !closes) || !verbs.some((verb) => SPOKEN.has(verb.lower))) return false
  const last = words.at(-1)!
  const ends = SPOKEN.has(last.lower) && words.length > 1
  const opens =
    SPOKEN.has(words[0]!.lower) && words.length > 1 && ["NOUN", "PROPN", "PRON", "DET"].includes(words[1]!.tag)
  // "said on Tuesday", "told the court", "now concede": what follows or precedes the verb within reason.
  const at = words.findIndex((word) => SPOKEN.has(word.lower))
  const trailing = words.slice(at + 1)
  const told =
    at > 0 &&
    trailing.length <= 4 &&
    !trailing.some(
      (word) => ["IN", "WDT", "TO"].includes(word.xpos) && ["that", "to", "if", "whether"].includes(word.lower),
    )
  const subject = words.slice(0, at).some((word) => ["NOUN", "PROPN", "PRON"].includes(word.tag))
  // "a visiting team concluded in a report that nobody has read": at the end what is said of the saying may be long.
  if (
    closes &&
    subject &&
    hasTense(words[at]!) &&
    at < 6 &&
    ["in", "on", "at", "during", "last", "after", "when", "this"].includes(trailing[0]?.lower ?? "") &&
    words
      .slice(0, at)
      .every((word) => ["DET", "ADJ", "NOUN", "PROPN", "PRON", "NUM", "ADP"].includes(word.tag) || word.xpos === "VBG")
  )
    return true
  return (
    opens ||
    ((ends || told) && subject && !["who", "which", "that", "and", "but", "as", "if"].includes(words[0]!.lower))
  )
}
