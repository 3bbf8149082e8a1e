// Rumour, allegation, accusation and fear: claims that a sentence hands on and does not make itself. In: a sentence's words
// and a proposal. Out: whose claim it is, and the word by which it is only handed on.
//
// A claim is somebody else's where both of its phrases stand behind such words in their clause: "a rumour that P has
// spread". What the rumour does is the writer's own: in "a rumour that P keeps parents away" the cause begins before them.
// An aside ("so the story goes", "rumour has it", "it is said") hands on the clause that it stands in or beside.

import {type Clauses, type Dependencies, NONE, type Span} from "../language/index.ts"
import {RUMOUR} from "./claim.ts"
import {wordsOf} from "./phrase.ts"
import type {Proposal} from "./proposal.ts"
import {CHECKS, isLeftOpen, isTurnedDown, NOT_SO, type Reply, saysNot, UNABLE} from "./replies.ts"

/** A claim that is handed on. */
export type Hearsay = {
  /** Who holds it, in words of the sentence; RUMOUR for what nobody is named for, null where that is left open. */
  readonly by: string | null
  /** The word that says how it is held; null where somebody named has said it. */
  readonly hedge: Held | null
  /** The sentence, or the one behind it, says that it is not so. */
  readonly denied: boolean
}

type Held = "rumoured" | "alleged" | "accused" | "feared" | "believed"

/** Words that hand on what follows them. */
type Handing = {
  /** Behind these words what is handed on begins. */
  readonly end: number
  readonly hedge: Held | null
  readonly holder: Span | null
  /** The noun that hands it on, where one does. */
  readonly noun?: number
  /** Whom "was accused of" accuses, and of what "is said to" is said: the cause stands before the words. */
  readonly accused?: Span
  /** It stands in or beside the clause that it hands on: "P, rumour has it". */
  readonly isAside?: true
  /** The noun, or what stands before it, says that it is not so: "the lie that", "baseless rumours that". */
  readonly isFalse?: boolean
  /** From here on the sentence tells what the rumour itself does. */
  readonly until?: number
  /** The first word by which it is handed on; a cause that holds it begins behind the last of them. */
  readonly begin: number
}

/** Nouns by which the writer says that it is not so. */
const FALSE: ReadonlySet<string> = new Set(
  "lie lies falsehood falsehoods fabrication fabrications slander slanders canard misconception misconceptions misinformation disinformation hoax delusion".split(
    " ",
  ),
)

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
    "legend",
    "legends",
    "myth",
    "myths",
    "hoax",
    "hearsay",
    "speculation",
    "story",
    "stories",
    "message",
    "messages",
    "chatter",
    "grapevine",
    "misinformation",
    "disinformation",
    "propaganda",
    ...FALSE,
  ].map((word) => [word, "rumoured"] as const),
  ...[
    "belief",
    "beliefs",
    "superstition",
    "superstitions",
    "conviction",
    "notion",
    "idea",
    "assumption",
    "delusion",
  ].map((word) => [word, "believed"] as const),
  ...["allegation", "allegations", "insinuation", "insinuations", "suspicion", "suspicions", "claim", "claims"].map(
    (word) => [word, "alleged"] as const,
  ),
  ...["accusation", "accusations"].map((word) => [word, "accused"] as const),
  ...["fear", "fears", "worry", "worries"].map((word) => [word, "feared"] as const),
])

/** Nouns that hand on what "of" and "about" bring, too: "allegations of fraud". */
const OF: ReadonlySet<string> = new Set(
  "rumour rumours rumor rumors gossip allegation allegations suspicion suspicions accusation accusations".split(" "),
)

/** "It is said that", "is said to", by the participle. */
const IMPERSONAL: ReadonlyMap<string, Held> = new Map<string, Held>([
  ...["rumoured", "rumored", "said", "whispered", "claimed", "speculated"].map((word) => [word, "rumoured"] as const),
  ...["alleged", "suspected"].map((word) => [word, "alleged"] as const),
  ["feared", "feared"],
])

/** Adverbs that hand on the clause they stand in; "allegedly" is a word of doubt by itself. */
const SUPPOSEDLY: ReadonlySet<string> = new Set(["supposedly", "reputedly", "purportedly"])

/** What somebody tells is no rumour: "the minister's message that". */
const TOLD: ReadonlySet<string> = new Set(["message", "messages", "story", "stories", "report", "reports"])

/** Texts that anybody may have written; who hands them round answers for nothing. */
const UNSIGNED_TEXTS: ReadonlySet<string> = new Set(
  "message messages post posts posting postings video videos clip clips leaflet leaflets flyer flyers email emails text texts".split(
    " ",
  ),
)
/** Texts that somebody answers for where nothing says otherwise. */
const TEXTS: ReadonlySet<string> = new Set(
  "story stories report reports account accounts letter letters note notes information source sources".split(" "),
)
const HANDED_ROUND: ReadonlySet<string> = new Set(
  "circulating circulated shared forwarded viral online anonymous unsigned".split(" "),
)
const UNANSWERED: ReadonlySet<string> = new Set("anonymous unsigned unconfirmed unverified unsourced".split(" "))
/** So many words at most stand between a text and that nobody could verify it. */
const LONGEST_CHECK = 14
/** Who makes up or carries on what they say. */
const TATTLERS = /^(?:gossips|hoaxers?|tattlers?|liars?|[a-z]+mongers?)$/
/** What stands behind the head of a phrase. */
const BEHIND_HEAD =
  /^(?:of|in|on|at|by|from|among|about|within|across|around|through|that|which|who|,|[a-z]+ed|[a-z]+ing)$/

const HEARS: ReadonlySet<string> = new Set(["hear", "hears"])
/** Bodies that hear witnesses, who answer for what they say. */
const HEARINGS: ReadonlySet<string> = new Set(
  "inquiry court tribunal committee hearing commission panel jury inquest parliament council meeting conference".split(
    " ",
  ),
)
const ANYONE: ReadonlySet<string> = new Set(["one", "you", "everybody", "everyone"])
const WHISPERS: ReadonlySet<string> = new Set(["whisper", "whispers", "whispered"])
const BE: ReadonlySet<string> = new Set(["am", "is", "are", "was", "were", "been", "being"])
const STANDS: ReadonlySet<string> = new Set(["stand", "stands", "stood"])
const ACCUSES: ReadonlySet<string> = new Set(["accuse", "accuses", "accused", "accusing"])
const SUSPECTS: ReadonlySet<string> = new Set(["suspect", "suspects", "suspected", "suspecting"])
const ALLEGES: ReadonlySet<string> = new Set(["allege", "alleges", "alleged", "alleging"])
const CHARGED: ReadonlySet<string> = new Set(["charge", "charges", "charged"])
const AFRAID: ReadonlySet<string> = new Set(["afraid", "worried", "fear", "fears", "feared", "fearing"])
const CLAIMS: ReadonlySet<string> = new Set(["claim", "claims", "claimed", "claiming", "say", "says", "said"])

/** So many words at most stand between a noun and its "that": "rumours among the fishermen of the bay that". */
const LONGEST_NOUN = 7
/** Where it does something between the two: "a rumour did the rounds in the villages of the coast that". */
const LONGEST_ROUNDS = 12
/** So many words at most stand between whom somebody accuses and of what. */
const LONGEST_ACCUSED = 12
/** So many words at most say of a story that it goes round: "so the story in the hills goes". */
const LONGEST_ASIDE = 8

/**
 * Whose claim a proposal is where the sentence only hands it on; null where it is the writer's own, or said by somebody.
 *
 * @param d the sentence's tree; null where none was made
 * @param after the sentences behind that may say something of it, in order
 * @param said who says it, in words of the sentence; null where nobody does
 */
export function hearsay(
  clauses: Clauses,
  d: Dependencies | null,
  after: readonly Reply[],
  text: string,
  proposal: Proposal,
  said: string | null,
): Hearsay | null {
  if (proposal.fromBefore) return null
  const [first, second] =
    proposal.cause.start < proposal.effect.start ? [proposal.cause, proposal.effect] : [proposal.effect, proposal.cause]
  const found = handings(clauses, d).findLast((handing) => {
    const {begin, end, accused, isAside, until = clauses.tokens.length} = handing
    if (isAside) return !parted(clauses, end, second.start) && !parted(clauses, lastBefore(handing), begin - 1)
    return (
      (end <= first.start || (accused && accused.start <= first.start && first.end <= accused.end)) &&
      end <= second.start &&
      proposal.signal.start < until &&
      !parted(clauses, end, second.start)
    )
  })
  /** Where that one of the two phrases begins that stands right before an aside. */
  function lastBefore({begin}: Handing): number {
    return second.start < begin ? second.start : first.start
  }
  const held = found ? ofHanding(clauses, text, found) : said === null ? null : ofNobody(said)
  if (held) return {...held, denied: found?.isFalse === true || saysNot(clauses, second.start) || isTurnedDown(after)}
  if (!isLeftOpen(after)) return null
  return {...(said === null ? {by: RUMOUR, hedge: "rumoured"} : {by: said, hedge: "alleged"}), denied: false}
}

function ofHanding(clauses: Clauses, text: string, {hedge, holder}: Handing): Pick<Hearsay, "by" | "hedge"> {
  const by = holder ? wordsOf(clauses, text, holder).text.replace(/['’]s?$/, "") : hedge === "rumoured" ? RUMOUR : null
  return {by, hedge}
}

/** Whose a claim is that a rumour or a text without an author says: "gossip blames the mill", "posts on social media". */
function ofNobody(said: string): Pick<Hearsay, "by" | "hedge"> | null {
  const words = said.toLowerCase().split(/[^\p{L}\p{N}'’]+/u)
  if (words.some((word) => /['’]s?$/.test(word))) return null
  const behind = words.findIndex(
    (word, i) =>
      i > 0 &&
      BEHIND_HEAD.test(word) &&
      !HANDED_ROUND.has(words[i - 1]!) &&
      (UNSIGNED_TEXTS.has(words[i - 1]!) || TEXTS.has(words[i - 1]!) || NOUNS.has(words[i - 1]!)),
  )
  const head = words[behind < 0 ? words.length - 1 : behind - 1]!
  const has = (some: ReadonlySet<string>) => words.some((word) => some.has(word))
  if (UNABLE.test(said.toLowerCase()) && has(CHECKS)) return {by: said, hedge: "rumoured"}
  if (words.some((word, i) => word === "social" && words[i + 1] === "media")) return {by: said, hedge: "rumoured"}
  if (UNSIGNED_TEXTS.has(head)) return has(HANDED_ROUND) || has(UNANSWERED) ? {by: said, hedge: "rumoured"} : null
  if (TEXTS.has(head)) return has(UNANSWERED) ? {by: said, hedge: "rumoured"} : null
  if (has(UNANSWERED) || TATTLERS.test(head)) return {by: said, hedge: "rumoured"}
  if (words.includes("conspiracy") && ["theorist", "theorists"].includes(head)) return {by: said, hedge: "rumoured"}
  if (OF.has(head) && NOUNS.get(head) !== "rumoured") return {by: null, hedge: NOUNS.get(head)!}
  const isPlot = words.includes("conspiracy") && ["theory", "theories"].includes(head)
  return isPlot || NOUNS.get(head) === "rumoured" ? {by: RUMOUR, hedge: "rumoured"} : null
}

/**
 * A proposal whose cause is what the rumour says, where the reader took the words that hand it on into the cause; or the
 * rumour itself where the sentence says what the rumour does and the reader took a word
 * within it for the cause: "rumours that the wells are poisoned have emptied the market" is about rumours.
 * Null where the words that hand something on were read as a claim of their own: "a rumour spread that", "so the story goes".
 */
export function ofRumour(clauses: Clauses, d: Dependencies | null, proposal: Proposal): Proposal | null {
  if (proposal.fromBefore) return proposal
  const {cause, effect, signal} = proposal
  const all = handings(clauses, d)
  const isIn = (span: Span, {begin, end}: Handing) => begin <= span.start && span.end <= end
  for (const aside of all.filter(({isAside, begin, end}) => isAside && end - begin > 1)) {
    if (isIn(effect, aside) || isIn(signal, aside)) return null
    // "The mill, rumour has it, poisoned the river": the mill did.
    if (!isIn(cause, aside)) continue
    const before = clauses.isComma(aside.begin - 1) ? clauses.phraseLeft(aside.begin - 2) : null
    return before && signal.start >= aside.end ? {...proposal, cause: before} : null
  }
  const saysIt = all.some(
    ({noun, begin, end}) =>
      noun !== undefined &&
      cause.start <= noun &&
      noun < cause.end &&
      signal.start > begin &&
      signal.end < end &&
      effect.start >= end - 1 &&
      clauses.lower(end - 1) === "that",
  )
  if (saysIt) return null
  // "A story is going round that the mill burned the grain and so raised prices": the story raised none.
  const within = all.find(
    ({begin, end, until = clauses.tokens.length}) =>
      cause.start <= begin &&
      end < cause.end &&
      (clauses.lower(end - 1) === "that" || ACCUSES.has(clauses.lower(begin)) || isGerund(clauses, signal.start)) &&
      signal.start >= end &&
      signal.start < until &&
      effect.start >= end &&
      !parted(clauses, end, signal.start),
  )
  const told = within && clauses.trim({start: within.end, end: cause.end})
  if (told) return {...proposal, cause: told}
  // "I heard that the fire was the work of smugglers": of the fire it is said, not of the hearing.
  const before = all.find(
    ({begin, end}) =>
      effect.start <= begin &&
      end < effect.end &&
      clauses.lower(end - 1) === "that" &&
      signal.start >= end &&
      cause.start >= end,
  )
  const heard = before && clauses.trim({start: before.end, end: effect.end})
  if (heard) return ofRumour(clauses, d, {...proposal, effect: heard})
  const inAside = ({begin}: Handing) => all.some((aside) => aside.isAside && aside.begin < begin && begin < aside.end)
  const found = all.find(
    ({noun, end, until = clauses.tokens.length}) =>
      noun !== undefined && cause.start >= end && cause.end <= until && signal.start >= until && effect.start >= until,
  )
  if (!found || inAside(found)) return proposal
  const whole = clauses.trim({start: clauses.phraseLeft(found.noun!)?.start ?? found.noun!, end: found.until!})
  return whole ? {...proposal, cause: whole} : proposal
}

function handings(clauses: Clauses, d: Dependencies | null): readonly Handing[] {
  const known = handed.get(clauses) ?? handingsIn(clauses, d)
  handed.set(clauses, known)
  return known
}

/** What each sentence hands on, as far as it was asked for: every proposal of it asks, twice. */
const handed = new WeakMap<Clauses, readonly Handing[]>()

function handingsIn(clauses: Clauses, d: Dependencies | null): Handing[] {
  const found: Handing[] = []
  for (let i = 0; i < clauses.tokens.length; i++) {
    const word = clauses.lower(i)
    const isUnanswered = TEXTS.has(word) && UNANSWERED.has(clauses.lower(i - 1))
    const isPlot = ["theory", "theories"].includes(word) && clauses.lower(i - 1) === "conspiracy"
    const isWord = word === "word" && !BEFORE_WORD.has(clauses.tag(i - 1))
    const noun = isUnanswered || isPlot || isWord ? "rumoured" : NOUNS.get(word)
    if (noun && (clauses.tag(i) !== "VERB" || BEFORE_NOUN.has(clauses.lower(i - 1)))) {
      const that = opener(clauses, i)
      const end = that + 1
      const isClause = clauses.lower(that) === "that"
      const holder = ownerOf(clauses, i, that)
      const isSigned = holder !== null && TOLD.has(word)
      const hedge = isSigned ? null : noun === "alleged" && isOnline(clauses, i, that) ? "rumoured" : noun
      if (that > 0)
        found.push({
          begin: i,
          end,
          hedge,
          holder,
          noun: i,
          isFalse: FALSE.has(word) || NOT_SO.has(clauses.lower(i - 1)),
          until: doing(clauses, d, i, end, isClause),
        })
    }
    const passive = BE.has(clauses.lower(i - 1))
    const impersonal = IMPERSONAL.get(word)
    const openedBy = impersonal || HEARS.has(word) || WHISPERS.has(word) ? thatBehind(clauses, i) : -1
    const itself = impersonal ? impersonalFrom(clauses, i) : -1
    if (impersonal && itself >= 0 && openedBy > 0) {
      const teller = clauses.lower(i + 1) === "by" ? clauses.phraseRight(i + 2, openedBy) : null
      found.push({begin: itself, end: openedBy + 1, hedge: teller ? null : impersonal, holder: teller})
    }
    if (impersonal && itself >= 0 && openedBy < 0 && standsAlone(clauses, itself, i + 1))
      found.push({begin: itself, end: i + 1, hedge: impersonal, holder: null, isAside: true})
    if (impersonal) found.push(...raised(clauses, i, impersonal))
    // "In every bar one hears that": nobody of whom one could ask.
    if (HEARS.has(word) && ANYONE.has(clauses.lower(i - 1)) && openedBy > 0)
      found.push({begin: i - 1, end: openedBy + 1, hedge: "rumoured", holder: null})
    if (word === "heard" && !passive) found.push(...heard(clauses, i))
    if (WHISPERS.has(word) && !passive && openedBy > 0)
      found.push({begin: i, end: openedBy + 1, hedge: "rumoured", holder: null})
    if (WHISPERS.has(word) && !passive && openedBy < 0 && standsAlone(clauses, i - 1, i + 1))
      found.push({begin: i - 1, end: i + 1, hedge: "rumoured", holder: null, isAside: true})
    const aside = asideAt(clauses, i)
    if (aside) found.push({begin: aside.start, end: aside.end, hedge: "rumoured", holder: null, isAside: true})
    if (SUPPOSEDLY.has(word) && (clauses.groupAt[i] !== -1 || clauses.groupAt[i + 1] !== -1 || i === 0))
      found.push({begin: i, end: i + 1, hedge: "alleged", holder: null, isAside: true})
    // "One theory doing the rounds is that".
    const rounds = word === "doing" && clauses.lower(i + 1) === "the" && clauses.lower(i + 2) === "rounds"
    const toldBehind = rounds ? thatBehind(clauses, i + 3) : -1
    if (toldBehind > 0) found.push({begin: i, end: toldBehind + 1, hedge: "rumoured", holder: null})
    // "Word has it that".
    if (/^ha[sd]$/.test(word) && clauses.lower(i + 1) === "it" && clauses.lower(i + 2) === "that")
      found.push({begin: i, end: i + 3, hedge: "rumoured", holder: null})
    if (word === "told" && (passive || BE.has(clauses.lower(i - 2)))) {
      const teller = clauses.lower(i + 1) === "by" ? clauses.phraseRight(i + 2) : null
      const that = teller ? teller.end : i + 1
      if (clauses.lower(that) === "that")
        found.push({begin: i, end: that + 1, hedge: teller ? null : "rumoured", holder: teller})
    }
    // "A post shared a thousand times holds that", "the rumour has the mill raising prices".
    const holds = HOLDS.has(word) ? holderOf(clauses, i) : null
    if (holds) found.push({begin: holds.start, end: i + 1, hedge: "rumoured", holder: null})
    if (TELLS.has(word) && ["each other", "one another"].includes(`${clauses.lower(i + 1)} ${clauses.lower(i + 2)}`))
      found.push({begin: i, end: i + 3, hedge: "rumoured", holder: null})
    const posters = CLAIMS.has(word) ? onSocialMedia(clauses, i) : null
    if (posters) found.push({begin: posters.start, end: i + 1, hedge: "rumoured", holder: posters})
    if (ALLEGES.has(word) && !passive && clauses.tag(i) === "VERB")
      found.push({begin: i, end: i + 1, hedge: "alleged", holder: subjectOf(clauses, i)})
    if (CHARGED.has(word) && !passive && clauses.tag(i) === "VERB" && clauses.lower(i + 1) === "that")
      found.push({begin: i, end: i + 2, hedge: "accused", holder: subjectOf(clauses, i)})
    // "It has been put about that": nobody says by whom.
    if (
      word === "put" &&
      ROUND.has(clauses.lower(i + 1)) &&
      clauses.lower(i + 2) === "that" &&
      BE.has(clauses.lower(i - 1))
    )
      found.push({begin: i, end: i + 3, hedge: "rumoured", holder: null})
    const isAfraid = ["afraid", "worried"].includes(word) && ["DET", "PROPN", "PRON"].includes(clauses.tag(i + 1))
    if (AFRAID.has(word) && clauses.tag(i) !== "NOUN" && (clauses.lower(i + 1) === "that" || isAfraid))
      found.push({begin: i, end: i + (isAfraid ? 1 : 2), hedge: "feared", holder: subjectOf(clauses, i)})
    const charged = ACCUSES.has(word) ? "accused" : SUSPECTS.has(word) ? "alleged" : null
    const of = charged ? ofWhat(clauses, i) : -1
    if (charged && of > 0) {
      const stands = STANDS.has(clauses.lower(i - 1))
      const who = subjectOf(clauses, i) ?? (stands ? clauses.phraseLeft(i - 2) : null)
      const by = clauses.lower(i + 1) === "by" ? clauses.phraseRight(i + 2, of) : null
      if (passive || stands) found.push({begin: i, end: of + 1, hedge: charged, holder: by, ...(who && {accused: who})})
      else {
        if (charged === "accused") found.push({begin: i, end: i + 1, hedge: charged, holder: who})
        // "Accused the mill of burning grain in order to raise prices": the burning is to raise them, not the accusing.
        if (clauses.lower(of + 1).endsWith("ing"))
          found.push({begin: i, end: of + 1, hedge: charged, holder: who, accused: {start: i + 1, end: of}})
      }
    }
  }
  return found
}

/** Before these a word that is a verb elsewhere is a noun: "there is talk that". */
const BEFORE_NOUN: ReadonlySet<string> = new Set([
  "the",
  "a",
  "an",
  "is",
  "are",
  "was",
  "were",
  "been",
  "no",
  "some",
  "much",
  "more",
])

/** Before these "word" is one word of several: "the word", "a kind word", "in other words". */
const BEFORE_WORD: ReadonlySet<string> = new Set(["DET", "ADJ", "PRON", "NUM", "PROPN", "NOUN", "PART"])
const ROUND: ReadonlySet<string> = new Set(["about", "around", "round"])

/** Where the "it" stands of "it has been widely said", by the participle; -1 where something else is said. */
function impersonalFrom(clauses: Clauses, participle: number): number {
  let k = participle - 1
  let isPassive = false
  while (k >= 0 && (clauses.tag(k) === "ADV" || BE.has(clauses.lower(k)) || HAVE.has(clauses.lower(k)))) {
    isPassive ||= BE.has(clauses.lower(k))
    k--
  }
  return isPassive && clauses.lower(k) === "it" ? k : -1
}
const HAVE: ReadonlySet<string> = new Set(["has", "have", "had"])

/** Do words stand between marks, or between a mark and an end of the sentence? */
function standsAlone(clauses: Clauses, start: number, end: number): boolean {
  const isMark = (k: number) => k < 0 || k >= clauses.tokens.length || clauses.tag(k) === "PUNCT"
  return isMark(start - 1) && isMark(end)
}

/** "The mast is rumoured to kill bees", "is said by the guild to": of the subject. */
function raised(clauses: Clauses, participle: number, hedge: Held): Handing[] {
  let from = participle - 1
  while (clauses.tag(from) === "ADV") from--
  if (!BE.has(clauses.lower(from))) return []
  const teller = clauses.lower(participle + 1) === "by" ? clauses.phraseRight(participle + 2) : null
  const to = teller ? teller.end : participle + 1
  const who = subjectOf(clauses, participle) ?? clauses.phraseLeft(from - 1)
  if (clauses.lower(to) !== "to" || !who) return []
  return [{begin: participle, end: to + 1, hedge: teller ? null : hedge, holder: teller, accused: who}]
}

/** What no one answers for, where it is the subject of the verb that says what it holds. */
function holderOf(clauses: Clauses, verb: number): Span | null {
  const who = clauses.groupOf(verb)?.end === verb + 1 ? subjectOf(clauses, verb) : null
  if (!who) return null
  const words = Array.from({length: who.end - who.start}, (_, k) => clauses.lower(who.start + k))
  return ofNobody(words.join(" ")) ? who : null
}
const HOLDS: ReadonlySet<string> = new Set(["hold", "holds", "held", "has", "have", "had"])
const TELLS: ReadonlySet<string> = new Set(["tell", "tells", "told", "telling"])

/** "The villagers had heard from a driver that"; what a court heard, witnesses answer for. */
function heard(clauses: Clauses, verb: number): Handing[] {
  const that = thatBehind(clauses, verb)
  if (that < 0) return []
  const who = subjectOf(clauses, verb)
  if (who && HEARINGS.has(clauses.lower(who.end - 1))) return []
  const from = clauses.lower(verb + 1) === "from" ? clauses.phraseRight(verb + 2, that) : null
  return [{begin: verb, end: that + 1, hedge: "rumoured", holder: from}]
}

/** "So the story goes", "rumour has it", "according to gossip", where they begin at `i`; null where nothing of it does. */
function asideAt(clauses: Clauses, i: number): Span | null {
  const noun = (from: number, also?: ReadonlySet<string>): number => {
    for (let k = from; k < from + LONGEST_ASIDE && k < clauses.tokens.length; k++) {
      if (NOUNS.get(clauses.lower(k)) === "rumoured" || also?.has(clauses.lower(k))) return k
      if (!["DET", "ADJ", "ADV", "NOUN"].includes(clauses.tag(k))) return -1
    }
    return -1
  }
  const word = clauses.lower(i)
  // "If the gossip is to be believed", "if rumours are right".
  if (word === "if") {
    const at = noun(i + 1, TEXTS)
    let end = at + 1
    while (at > 0 && end < clauses.tokens.length && TRUSTED.has(clauses.lower(end))) end++
    return at > 0 && end > at + 2 && standsAlone(clauses, i, end) ? {start: i, end} : null
  }
  if (word === "according" && clauses.lower(i + 1) === "to") {
    const unchecked = uncheckedUntil(clauses, i + 2)
    const end = unchecked > 0 ? unchecked : noun(i + 2) + 1
    return end > 0 ? {start: i, end} : null
  }
  if (word === "so" && clauses.lower(i + 1) === "it" && GOES.has(clauses.lower(i + 2)))
    return standsAlone(clauses, i, i + 3) ? {start: i, end: i + 3} : null
  if (word === "so" || word === "as") {
    const at = clauses.lower(i + 1) === "the" ? noun(i + 2) : -1
    if (at < 0) return null
    const end = clauses.lower(at + 1) === "has" && clauses.lower(at + 2) === "it" ? at + 3 : at + 2
    const goes = end === at + 3 || GOES.has(clauses.lower(at + 1))
    if (goes && clauses.tag(end) === "PUNCT") return {start: clauses.lower(i - 1) === "or" ? i - 1 : i, end}
    return null
  }
  const isRumour = NOUNS.get(word) === "rumoured" || word === "word"
  if (isRumour && HAVE.has(clauses.lower(i + 1)) && clauses.lower(i + 2) === "it" && clauses.lower(i + 3) !== "that")
    return standsAlone(clauses, i, i + 3) ? {start: i, end: i + 3} : null
  return null
}

/** Where a source that begins at `start` ends that nobody could verify: "posts which could not be confirmed"; -1 where none is. */
function uncheckedUntil(clauses: Clauses, start: number): number {
  let unable = false
  for (let i = start; i < start + LONGEST_CHECK && i < clauses.tokens.length; i++) {
    if (CHECKS.has(clauses.lower(i)) && unable) return i + 1
    if (clauses.isComma(i) && !["which", "that", "who", "but", "and"].includes(clauses.lower(i + 1))) return -1
    unable ||= UNABLE.test(clauses.lower(i))
  }
  return -1
}

const TRUSTED: ReadonlySet<string> = new Set(
  "is are was were to be can anything believed trusted true right correct credited".split(" "),
)
const GOES: ReadonlySet<string> = new Set(["goes", "went", "runs", "ran"])

/** Is the word a gerund, or another form in -ing that no auxiliary makes a finite one? */
function isGerund(clauses: Clauses, i: number): boolean {
  return clauses.lower(i).endsWith("ing") && clauses.groupOf(i)?.form !== "finite"
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
  let longest = LONGEST_NOUN
  for (let k = noun + 1; k <= Math.min(noun + longest, clauses.tokens.length - 2); k++) {
    const word = clauses.lower(k)
    // "The accusation, repeated in every parish, was that": what stands between commas is passed over.
    const behind = clauses.isComma(k) ? commaBehind(clauses, k) : -1
    if (behind > 0 && BE.has(clauses.lower(behind + 1))) {
      longest += behind - k
      k = behind
      continue
    }
    if (clauses.tag(k) === "PUNCT") return -1
    if (clauses.groupAt[k] !== -1) longest = LONGEST_ROUNDS
    if (k === noun + 1 && (word === "of" || word === "about") && (OF.has(clauses.lower(noun)) || doesIn(clauses, k))) {
      const that = opener(clauses, k)
      return that > 0 && clauses.lower(that) === "that" ? that : k
    }
    // "The talk that followed the strike": that is the talk itself.
    if (word === "that") return clauses.groupAt[k + 1] === -1 ? k : -1
  }
  return -1
}

/** Where the next comma stands in the few words behind a comma; -1 where none does. */
function commaBehind(clauses: Clauses, comma: number): number {
  for (let k = comma + 1; k <= Math.min(comma + LONGEST_ASIDE, clauses.tokens.length - 1); k++)
    if (clauses.isComma(k)) return k
  return -1
}

/** Does a gerund stand behind a preposition, before any verb that is finite: "talk of the mill poisoning the river"? */
function doesIn(clauses: Clauses, preposition: number): boolean {
  for (let k = preposition + 1; k <= Math.min(preposition + LONGEST_NOUN, clauses.tokens.length - 1); k++) {
    if (isGerund(clauses, k)) return true
    if (clauses.tag(k) === "PUNCT" || clauses.groupOf(k)?.form === "finite") return false
  }
  return false
}

const GIVERS: ReadonlySet<string> = new Set(["by", "from"])
const HOLDERS_AND_GIVERS: ReadonlySet<string> = new Set([...GIVERS, "among"])

/** "The growers' fears that", "an allegation by the union that", "the belief among growers that": whose it is. */
function ownerOf(clauses: Clauses, noun: number, that: number): Span | null {
  const givers = NOUNS.get(clauses.lower(noun)) === "believed" ? HOLDERS_AND_GIVERS : GIVERS
  for (let k = noun + 1; k < that; k++)
    if (givers.has(clauses.lower(k))) {
      const who = clauses.phraseRight(k + 1, that)
      // "From stall to stall" names nobody.
      if (who && who.end > who.start && clauses.lower(who.end) !== "to") return who
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

/** Where the "of" behind whom somebody accuses stands, that of a deed before others; -1 where something parts it. */
function ofWhat(clauses: Clauses, verb: number): number {
  let first = -1
  for (let k = verb + 1; k <= Math.min(verb + LONGEST_ACCUSED, clauses.tokens.length - 1); k++) {
    if ([";", ":", "."].includes(clauses.tokens[k]!.text)) break
    if (clauses.lower(k) !== "of") continue
    if (clauses.lower(k + 1).endsWith("ing")) return k
    if (first < 0) first = k
  }
  return first
}

/**
 * Where the verb begins that says what the noun itself does: the second behind its "that", the first behind its "of", where
 * none stands before it.
 */
function doing(clauses: Clauses, d: Dependencies | null, noun: number, end: number, isClause: boolean): number {
  // "The belief that it was haunted kept thieves out": by the order of words "was haunted kept" is one verb.
  const verb = d?.is(noun, "nsubj") ? d.head[noun]! : NONE
  if (d && verb > end && d.fine(verb).startsWith("V") && d.children(noun).some((c) => end <= c && c < verb))
    return Math.min(verb, ...d.children(verb, "aux").filter((c) => c > d.last[noun]!))
  const finite = clauses.groups.filter(({form}) => form === "finite")
  const joined = (at: number) => clauses.tag(at) === "CCONJ" || clauses.tag(at) === "SCONJ" || clauses.isRelative(at)
  const said = finite.filter(({start}) => start >= end && !joined(start - 1))
  // "A story is going round that": what the noun does stands before what it says.
  const isObject = finite.some(({start}) => start < end)
  return isObject ? clauses.tokens.length : (said[isClause ? 1 : 0]?.start ?? clauses.tokens.length)
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
