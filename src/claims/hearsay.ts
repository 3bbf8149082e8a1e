// Rumour, allegation, accusation and fear: claims that a sentence hands on and does not make itself. In: a sentence's words
// and a proposal. Out: whose claim it is, and the word by which it is only handed on.
//
// A claim is somebody else's where both of its phrases stand behind such words in their clause: "a rumour that P has
// spread". What the rumour does is the writer's own: in "a rumour that P keeps parents away" the cause begins before them.

import type {Clauses, Span} from "../language/index.ts"
import {RUMOUR} from "./claim.ts"
import {wordsOf} from "./phrase.ts"
import type {Proposal} from "./proposal.ts"

/** A claim that is handed on. */
export type Hearsay = {
  /** Who holds it, in words of the sentence; RUMOUR for what nobody is named for, null where that is left open. */
  readonly by: string | null
  /** The word that says how it is held; null where somebody named has said it. */
  readonly hedge: Held | null
  /** The sentence, or the one behind it, says that it is not so. */
  readonly denied: boolean
}

type Held = "rumoured" | "alleged" | "accused" | "feared"

/** Words that hand on what follows them. */
type Handing = {
  /** Behind these words what is handed on begins. */
  readonly end: number
  readonly hedge: Held | null
  readonly holder: Span | null
  /** The noun that hands it on, where one does. */
  readonly noun?: number
  /** Whom "was accused of" accuses: the cause stands before the words. */
  readonly accused?: Span
  /** From here on the sentence tells what the rumour itself does. */
  readonly until?: number
  /** The first word by which it is handed on; a cause that holds it begins behind the last of them. */
  readonly begin: number
}

const NOUNS: ReadonlyMap<string, Held> = new Map<string, Held>([
  ...[
    "rumour",
    "rumours",
    "rumor",
    "rumors",
    "gossip",
    "whispers",
    "talk",
    "tale",
    "tales",
    "story",
    "stories",
    "message",
    "messages",
  ].map((word) => [word, "rumoured"] as const),
  ...["allegation", "allegations", "suspicion", "suspicions", "claim", "claims"].map(
    (word) => [word, "alleged"] as const,
  ),
  ...["accusation", "accusations"].map((word) => [word, "accused"] as const),
  ...["fear", "fears", "worry", "worries"].map((word) => [word, "feared"] as const),
])

/** Nouns that hand on what "of" and "about" bring, too: "allegations of fraud". */
const OF: ReadonlySet<string> = new Set(
  "rumour rumours rumor rumors gossip allegation allegations suspicion suspicions accusation accusations".split(" "),
)

/** "It is said that", by the participle. */
const IMPERSONAL: ReadonlyMap<string, Held> = new Map<string, Held>([
  ...["rumoured", "rumored", "said", "whispered", "claimed"].map((word) => [word, "rumoured"] as const),
  ...["alleged", "suspected"].map((word) => [word, "alleged"] as const),
  ["feared", "feared"],
])

const HEARS: ReadonlySet<string> = new Set(["hear", "hears"])
const ANYONE: ReadonlySet<string> = new Set(["one", "you", "everybody", "everyone"])
const WHISPERS: ReadonlySet<string> = new Set(["whisper", "whispers", "whispered"])
const BE: ReadonlySet<string> = new Set(["am", "is", "are", "was", "were", "been", "being"])
const ACCUSES: ReadonlySet<string> = new Set(["accuse", "accuses", "accused", "accusing"])
const ALLEGES: ReadonlySet<string> = new Set(["allege", "alleges", "alleged", "alleging"])
const AFRAID: ReadonlySet<string> = new Set(["afraid", "worried", "fear", "fears", "feared", "fearing"])
const CLAIMS: ReadonlySet<string> = new Set(["claim", "claims", "claimed", "claiming", "say", "says", "said"])

/** So many words at most stand between a noun and its "that": "rumours among the fishermen of the bay that". */
const LONGEST_NOUN = 7
/** So many words at most stand between whom somebody accuses and of what. */
const LONGEST_ACCUSED = 12
/** A short sentence right behind may say that it is not so. In tokens. */
const LONGEST_REPLY = 14

/**
 * Whose claim a proposal is where the sentence only hands it on; null where it is the writer's own, or said by somebody.
 *
 * @param next the sentence behind, where it says nothing else; null where there is none
 */
export function hearsay(clauses: Clauses, next: Clauses | null, text: string, proposal: Proposal): Hearsay | null {
  if (proposal.fromBefore) return null
  const [first, second] =
    proposal.cause.start < proposal.effect.start ? [proposal.cause, proposal.effect] : [proposal.effect, proposal.cause]
  const found = handings(clauses).findLast(
    ({end, accused, until = clauses.tokens.length}) =>
      (end <= first.start || (accused && accused.start <= first.start && first.end <= accused.end)) &&
      end <= second.start &&
      proposal.signal.start < until &&
      !parted(clauses, end, second.start),
  )
  if (!found) return null
  const {hedge, holder} = found
  const by = holder ? wordsOf(clauses, text, holder).text.replace(/['’]s?$/, "") : hedge === "rumoured" ? RUMOUR : null
  const short = next !== null && next.tokens.length <= LONGEST_REPLY
  return {by, hedge, denied: saysNot(clauses, second.start) || (short && saysNot(next, 0))}
}

/**
 * A proposal whose cause is what the rumour says, where the reader took the words that hand it on into the cause; or the
 * rumour itself where the sentence says what the rumour does and the reader took a word
 * within it for the cause: "rumours that the wells are poisoned have emptied the market" is about rumours.
 */
export function ofRumour(clauses: Clauses, proposal: Proposal): Proposal {
  if (proposal.fromBefore) return proposal
  const {cause, effect, signal} = proposal
  const handed = handings(clauses)
  // "A story is going round that the mill burned the grain and so raised prices": the story raised none.
  const within = handed.find(
    ({begin, end, until = clauses.tokens.length}) =>
      cause.start <= begin &&
      end < cause.end &&
      (clauses.lower(end - 1) === "that" || ACCUSES.has(clauses.lower(begin))) &&
      signal.start >= end &&
      signal.start < until &&
      effect.start >= end &&
      !parted(clauses, end, signal.start),
  )
  const told = within && clauses.trim({start: within.end, end: cause.end})
  if (told) return {...proposal, cause: told}
  const found = handed.find(
    ({noun, end, until = clauses.tokens.length}) =>
      noun !== undefined && cause.start >= end && cause.end <= until && signal.start >= until && effect.start >= until,
  )
  if (!found) return proposal
  const whole = clauses.trim({start: clauses.phraseLeft(found.noun!)?.start ?? found.noun!, end: found.until!})
  return whole ? {...proposal, cause: whole} : proposal
}

function handings(clauses: Clauses): Handing[] {
  const found: Handing[] = []
  for (let i = 0; i < clauses.tokens.length; i++) {
    const word = clauses.lower(i)
    const noun = NOUNS.get(word)
    if (noun && clauses.tag(i) !== "VERB") {
      const that = opener(clauses, i)
      const end = that + 1
      const hedge = noun === "alleged" && isOnline(clauses, i, that) ? "rumoured" : noun
      if (that > 0)
        found.push({begin: i, end, hedge, holder: ownerOf(clauses, i, that), noun: i, until: doing(clauses, end)})
    }
    const passive = BE.has(clauses.lower(i - 1))
    const impersonal = IMPERSONAL.get(word)
    const openedBy = impersonal || HEARS.has(word) || WHISPERS.has(word) ? thatBehind(clauses, i) : -1
    if (impersonal && passive && openedBy > 0) {
      const at = ["has", "have", "had"].includes(clauses.lower(i - 2)) ? i - 3 : i - 2
      if (clauses.lower(at) === "it") found.push({begin: at, end: openedBy + 1, hedge: impersonal, holder: null})
    }
    // "In every bar one hears that": nobody of whom one could ask.
    if (HEARS.has(word) && ANYONE.has(clauses.lower(i - 1)) && openedBy > 0)
      found.push({begin: i - 1, end: openedBy + 1, hedge: "rumoured", holder: null})
    if (WHISPERS.has(word) && !passive && openedBy > 0)
      found.push({begin: i, end: openedBy + 1, hedge: "rumoured", holder: null})
    // "Word has it that".
    if (/^ha[sd]$/.test(word) && clauses.lower(i + 1) === "it" && clauses.lower(i + 2) === "that")
      found.push({begin: i, end: i + 3, hedge: "rumoured", holder: null})
    if (word === "told" && (passive || BE.has(clauses.lower(i - 2)))) {
      const teller = clauses.lower(i + 1) === "by" ? clauses.phraseRight(i + 2) : null
      const that = teller ? teller.end : i + 1
      if (clauses.lower(that) === "that")
        found.push({begin: i, end: that + 1, hedge: teller ? null : "rumoured", holder: teller})
    }
    const posters = CLAIMS.has(word) ? onSocialMedia(clauses, i) : null
    if (posters) found.push({begin: posters.start, end: i + 1, hedge: "rumoured", holder: posters})
    if (ALLEGES.has(word) && !passive && clauses.tag(i) === "VERB")
      found.push({begin: i, end: i + 1, hedge: "alleged", holder: subjectOf(clauses, i)})
    if (AFRAID.has(word) && clauses.tag(i) !== "NOUN" && clauses.lower(i + 1) === "that")
      found.push({begin: i, end: i + 2, hedge: "feared", holder: subjectOf(clauses, i)})
    const of = ACCUSES.has(word) ? ofWhat(clauses, i) : -1
    const who = of > 0 ? subjectOf(clauses, i) : null
    if (of > 0 && passive)
      found.push({begin: i, end: of + 1, hedge: "accused", holder: null, ...(who && {accused: who})})
    else if (of > 0) {
      found.push({begin: i, end: i + 1, hedge: "accused", holder: who})
      // "Accused the mill of burning grain in order to raise prices": the burning is to raise them, not the accusing.
      if (clauses.lower(of + 1).endsWith("ing")) found.push({begin: i, end: of + 1, hedge: "accused", holder: who})
    }
  }
  return found
}

/** Where the "that" stands in the few words behind a verb; -1 where there is none, or a mark before it. */
function thatBehind(clauses: Clauses, verb: number): number {
  for (let k = verb + 1; k <= Math.min(verb + LONGEST_NOUN, clauses.tokens.length - 2); k++) {
    if (clauses.lower(k) === "that") return k
    if (clauses.tag(k) === "PUNCT" || clauses.groupAt[k] !== -1) return -1
  }
  return -1
}

/** Do the words between a noun and its "that" say that it stands where nobody answers for it: "claims on social media that"? */
function isOnline(clauses: Clauses, noun: number, that: number): boolean {
  for (let k = noun + 1; k < that; k++)
    if (clauses.lower(k) === "online" || (clauses.lower(k) === "social" && clauses.lower(k + 1) === "media"))
      return true
  return false
}

/** Where the "that", "of" or "about" of a noun stands behind it; -1 where there is none. */
function opener(clauses: Clauses, noun: number): number {
  for (let k = noun + 1; k <= Math.min(noun + LONGEST_NOUN, clauses.tokens.length - 2); k++) {
    const word = clauses.lower(k)
    if (clauses.tag(k) === "PUNCT") return -1
    if (k === noun + 1 && (word === "of" || word === "about") && OF.has(clauses.lower(noun))) {
      const that = opener(clauses, k)
      return that > 0 && clauses.lower(that) === "that" ? that : k
    }
    // "The talk that followed the strike": that is the talk itself.
    if (word === "that") return clauses.groupAt[k + 1] === -1 ? k : -1
  }
  return -1
}

/** "The growers' fears that", "an allegation by the union that": whose it is. */
function ownerOf(clauses: Clauses, noun: number, that: number): Span | null {
  for (let k = noun + 1; k < that; k++)
    if (clauses.lower(k) === "by" || clauses.lower(k) === "from") {
      const who = clauses.phraseRight(k + 1, that)
      if (who && who.end > who.start) return who
    }
  const possessive = clauses.tokens[noun - 1]?.text
  if (possessive !== undefined && /^['’]s?$/.test(possessive)) {
    let start = noun - 2
    while (start > 0 && ["ADJ", "NOUN", "PROPN", "DET"].includes(clauses.tag(start - 1))) start--
    return {start, end: noun - 1}
  }
  return null
}

/** Who does what the verb at `i` says; null where that is "it", "there" or a clause. */
function subjectOf(clauses: Clauses, i: number): Span | null {
  const group = clauses.groups.find(({start, end}) => start <= i && i < end)
  const subject = group ? clauses.subject(group) : null
  if (!subject || subject.clause || ["it", "there"].includes(clauses.lower(subject.start))) return null
  return subject
}

/** "Social media accounts claimed": nobody of whom one could ask. Null where somebody else speaks. */
function onSocialMedia(clauses: Clauses, verb: number): Span | null {
  for (let k = verb - 2; k >= 0 && k >= verb - LONGEST_NOUN && clauses.tag(k) !== "PUNCT"; k--)
    if (clauses.lower(k) === "social" && clauses.lower(k + 1) === "media") return {start: k, end: verb}
  return null
}

/** Where the "of" behind whom somebody accuses stands; -1 where something parts it, or there is none. */
function ofWhat(clauses: Clauses, verb: number): number {
  for (let k = verb + 1; k <= Math.min(verb + LONGEST_ACCUSED, clauses.tokens.length - 1); k++) {
    if (clauses.lower(k) === "of") return k
    if ([";", ":", "."].includes(clauses.tokens[k]!.text)) return -1
  }
  return -1
}

/** Where the verb begins that says what the noun itself does: the second behind its "that", where none stands before it. */
function doing(clauses: Clauses, end: number): number {
  const finite = clauses.groups.filter(({form}) => form === "finite")
  const joined = (at: number) => clauses.tag(at) === "CCONJ" || clauses.tag(at) === "SCONJ" || clauses.isRelative(at)
  const said = finite.filter(({start}) => start >= end && !joined(start - 1))
  // "A story is going round that": what the noun does stands before what it says.
  const isObject = finite.some(({start}) => start < end)
  return isObject ? clauses.tokens.length : (said[1]?.start ?? clauses.tokens.length)
}

const PARTS: ReadonlySet<string> = new Set(["but", "and", "while", "which", "who", "however", "although", "yet", "so"])

/** Whether something between two tokens begins another clause, which the words before it no longer hold. */
function parted(clauses: Clauses, from: number, to: number): boolean {
  for (let k = from; k < to; k++) {
    const {text} = clauses.tokens[k]!
    if ([";", ":", ".", "?", "!"].includes(text)) return true
    const goesOn = clauses.lower(k + 1) === "and" && clauses.lower(k + 2) === "that"
    if ([",", "–", "—"].includes(text) && PARTS.has(clauses.lower(k + 1)) && !goesOn) return true
  }
  return false
}

const NOT_SO: ReadonlySet<string> = new Set(
  "false untrue unfounded baseless myth lie lies wrong hoax nonsense groundless fabricated".split(" "),
)

/** Whether the words from `from` on say that what was handed on is not so: "we found no evidence", "which is false". */
function saysNot(clauses: Clauses, from: number): boolean {
  for (let k = from; k < clauses.tokens.length; k++) {
    const word = clauses.lower(k)
    const [before, further] = [clauses.lower(k - 1), clauses.lower(k - 2)]
    const negated = ["no", "not", "n't", "without", "any"].includes(before) || ["not", "n't", "no"].includes(further)
    if (NOT_SO.has(word) && !negated && BE.has(before === "a" ? further : before)) return true
    if (["evidence", "truth", "proof", "sign", "true"].includes(word) && negated) return true
  }
  return false
}
