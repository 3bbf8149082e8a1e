// Tags that a causal sentence gives away: mended before the parse, because a tree over a wrong tag is wrong
// throughout. Tokens of a sentence in, the same tokens with a few tags changed out.
//
// The invariant: a tag changes only where the words beside it leave the first one no reading ("would likely
// cause/NN", "leads to/TO better pasture"), or where a clause would stay without a verb. Here because the lexicon
// knows which words tell causes, and the tagger does not.

import type {Tag, Token} from "../language/index.ts"
import {DIRECTION_ADJECTIVES, MOVEMENT_VERBS, stateOf} from "./direction.ts"
import {PARTICLE_VERBS, QUALITIES} from "./lexicon.ts"
import {FAMILIES, FORMS} from "./proposal.ts"

/** Tags of a verb with a tense. */
export const TENSED: ReadonlySet<string> = new Set(["VBZ", "VBP", "VBD", "MD"])

/** Tags of nouns. */
export const NOMINAL: ReadonlySet<string> = new Set(["NOUN", "PROPN"])

/** Verbs of what a thing is made, or left as. */
export const MAKING: ReadonlySet<string> = new Set(["make", "render", "keep", "leave"])

/** Nouns that look alike for one and for many, and plurals that do not look it. */
export const SAME_IN_PLURAL: ReadonlySet<string> = new Set(
  "fish sheep deer people cattle poultry trout salmon cod perch pike carp roach bream tench tuna squid shrimp plankton algae bacteria larvae".split(
    " ",
  ),
)

/** Words behind which "to" stands before a thing, never before a verb. */
/** What a subject begins with. */
const SUBJECT_OPENERS: ReadonlySet<string> = new Set(["DT", "PRP", "PRP$", "NN", "NNS", "NNP", "JJ", "EX", "CD"])
/** What an object begins with. */
const OBJECT_OPENERS: readonly string[] = ["DT", "PRP$", "PRP", "JJ"]
const TO_A_THING: ReadonlySet<string> = new Set(
  "access due owing thanks lead leads led leading contribute contributes contributed contributing attributable exposure vulnerable amount amounts amounted amounting attributed".split(
    " ",
  ),
)
/** Words after which a past participle stands before its noun: "as a result of renewed conflict". */
const BEFORE_A_THING: ReadonlySet<string> = new Set("of by from with for amid despite through".split(" "))
/** Words that open a clause with a verb of its own. */
const SUBORDINATING: ReadonlySet<string> = new Set(
  "because if unless until when where while although though whereas which who whose that whether since after before as once so".split(
    " ",
  ),
)
/** Nouns whose "that" opens what is feared or believed: "concern that continued raids will". */
const FEARED: ReadonlySet<string> = new Set(
  "concern concerns fear fears worry worries risk danger likelihood possibility evidence signs sign indications indication reports report warnings warning belief hope hopes fact".split(
    " ",
  ),
)
/** Prepositions before a gerund that stands alone: "caused by overgrazing, fires and". */
const OF_OR_BY: ReadonlySet<string> = new Set(["by", "of", "from"])
/** Particles behind what is moved: "pushed transport costs up". */
const PUSHED: ReadonlySet<string> = new Set(["up", "down"])
/** Words for when, of which a participle before them says nothing: "imposed last year". */
const TIMES: ReadonlySet<string> = new Set("last this next every early late".split(" "))
/** Participles that open a sentence as connectives. */
const CONNECTIVE: ReadonlySet<string> = new Set(["given", "provided", "granted", "faced"])
/** Verbs of what moves by itself: before a plural their participle is no gerund. */
const INTRANSITIVE: ReadonlySet<string> = new Set(
  "rising falling declining dwindling soaring surging mounting waning faltering worsening".split(" "),
)

/** A token under another tag, with the lemma that goes with it. */
function as(token: Token, tag: Tag, xpos: string): Token {
  const lemma = tag === "VERB" ? FORMS.get(token.lower) : undefined
  return {...token, tag, xpos, lemma: lemma ?? (xpos === "NN" ? token.lower : token.lemma)}
}

/** Whether a word spelt so can be no base form of a verb: "delays", "prolonged". */
function inflected(lower: string): boolean {
  return (
    lower.length > 5 &&
    ((lower.endsWith("ed") && !lower.endsWith("eed") && lower !== "embed") ||
      (lower.endsWith("s") && !lower.endsWith("ss") && !lower.endsWith("us")))
  )
}

/**
 * @param parts  of the sentence that are parsed by themselves, as token indices.
 * @returns the same array where no tag changes.
 */
export function retagged(given: readonly Token[], parts: readonly (readonly number[])[]): readonly Token[] {
  let mended: Token[] | null = null
  const put = (i: number, tag: Tag, xpos: string) => {
    mended ??= [...given]
    mended[i] = as(mended[i]!, tag, xpos)
  }
  const now = (): readonly Token[] => mended ?? given
  for (const part of parts) {
    opening(now(), part, put)
    fronted(now(), part, put)
    neighbours(now(), part, put)
    clauseVerb(now(), part, 0, put)
    // "As imports fell, prices climbed to a high": the clause behind the first comma.
    if (SUBORDINATING.has(given[part[0] ?? 0]?.lower ?? "")) {
      const comma = part.findIndex((i) => given[i]!.text === ",")
      if (comma > 2) clauseVerb(now(), part, comma + 1, put)
    }
    // "found no evidence that the fund drives out lenders": a clause within, with a verb taken for a noun.
    for (let k = 1; k < part.length - 4; k++)
      if (now()[part[k]!]!.lower === "that" && now()[part[k]!]!.xpos === "IN") clauseVerb(now(), part, k + 1, put)
    for (let k = 4; k < part.length - 4; k++) if (opensClause(now(), part, k)) clauseVerb(now(), part, k + 2, put)
  }
  return now()
}

type Put = (i: number, tag: Tag, xpos: string) => void

/** Verbs that take no object: behind a noun their past form is no participle, whatever the tagger makes of it. */
const WITHOUT_OBJECT: ReadonlySet<string> = new Set([
  ...MOVEMENT_VERBS.keys(),
  ...[
    "contribute",
    "result",
    "lead",
    "stem",
    "arise",
    "culminate",
    "depend",
    "deteriorate",
    "persist",
    "emerge",
    "die",
  ],
])

const NEVER_PASSIVE: ReadonlySet<string> = new Set(
  "rise fall decline surge soar climb deteriorate collapse plummet".split(" "),
)
const SAME_PAST: ReadonlySet<string> = new Set("spread cut set hit burst hurt split shut cost rid".split(" "))

/** Words that open a sentence and say nothing of things. */
const CRIES: ReadonlySet<string> = new Set(
  "yes no yeah yep nope oh ah well alas hey hello hi okay ok please sure right true wow gosh indeed sorry thanks welcome goodbye".split(
    " ",
  ),
)

/** The first words of a part, whose capital and place mislead the tagger: no clause begins with a verb in the past. */
function opening(tokens: readonly Token[], part: readonly number[], put: Put): void {
  for (const i of part) {
    const {xpos, outer, text} = tokens[i]!
    // "Desert locust swarms pose": without a capital no word is a name.
    if ((xpos === "NNP" || xpos === "NNPS") && outer === "NOUN" && /^\p{Ll}/u.test(text))
      put(i, "NOUN", xpos === "NNPS" ? "NNS" : "NN")
    // "aid rises, hunger falls".
    if (xpos === "JJR" && i !== part[0] && NO_GRADE.has(tokens[i]!.lower)) put(i, "NOUN", "NN")
  }
  if (part.length < 5 || !/^[.!;,]$/.test(tokens[part.at(-1)!]!.text)) return
  const [first, second, third] = [tokens[part[0]!]!, tokens[part[1]!]!, tokens[part[2]!]!]
  // "Lighting the yards would cut theft"
  if (first.xpos === "NN" && /.{3}ing$/.test(first.lower) && ["DT", "PRP$"].includes(second.xpos))
    put(part[0]!, "VERB", "VBG")
  // "What drives rates is fear": a clause, and no plural.
  else if (
    first.lower === "what" &&
    second.xpos === "NNS" &&
    FORMS.get(second.lower) === second.lower.slice(0, -1) &&
    [...OBJECT_OPENERS, "NN", "NNS"].includes(third.xpos)
  )
    put(part[1]!, "VERB", "VBZ")
  // "Hunger, in turn, sends": a thing, and no cry.
  else if (first.xpos === "UH" && !CRIES.has(first.lower)) put(part[0]!, "NOUN", "NN")
  // "Clashes between herders displaced": one verb with a third person's ending and no subject.
  else if (first.xpos === "VBZ" && first.tag === "VERB" && ["IN", "VBD", "CC", ","].includes(second.xpos))
    put(part[0]!, "NOUN", "NNS")
  // "Continued fighting is likely".
  else if (first.xpos === "VBD" && NOMINAL.has(second.tag)) put(part[0]!, "ADJ", "JJ")
  // "Low pay and long shifts provoked".
  else if (
    ["RB", "JJ", "NNP"].includes(first.xpos) &&
    DIRECTION_ADJECTIVES.has(first.lower) &&
    (second.xpos === "VB" || second.xpos === "VBP") &&
    [",", "and"].includes(third.lower)
  ) {
    put(part[0]!, "ADJ", "JJ")
    put(part[1]!, "NOUN", "NN")
  }
  // "Long waits make people angry": of two verbs in a row the second has the subject that the first is.
  else if (
    ["RB", "JJ", "RBR"].includes(first.xpos) &&
    !first.lower.endsWith("ly") &&
    second.xpos === "VBZ" &&
    second.tag === "VERB" &&
    third.tag === "VERB" &&
    ["VB", "VBP", "VBD"].includes(third.xpos)
  ) {
    put(part[0]!, "ADJ", first.xpos === "RBR" ? "JJR" : "JJ")
    put(part[1]!, "NOUN", "NNS")
    if (third.xpos === "VB") put(part[2]!, "VERB", "VBP")
  }
  // "Perch eat the snails": a name would have the verb's other form.
  else if (
    first.xpos === "NNP" &&
    (second.xpos === "VB" || second.xpos === "VBP") &&
    FORMS.get(second.lower) === second.lower &&
    ["DT", "PRP$", "JJ", "NNS", "NN", "IN"].includes(third.xpos)
  ) {
    put(part[0]!, "NOUN", "NNS")
    put(part[1]!, "VERB", "VBP")
  }
  // "Rotten hulls and drunken pilots contributed": of what "and" joins to more nouns, before the only verb.
  else if (
    ["NNP", "JJ", "NN"].includes(first.xpos) &&
    second.xpos === "VBZ" &&
    third.lower === "and" &&
    !part.slice(3).some((i) => TENSED.has(tokens[i]!.xpos)) &&
    part.slice(3).some((i) => tokens[i]!.xpos === "VBN")
  ) {
    put(part[1]!, "NOUN", "NNS")
    if (first.xpos === "NNP") put(part[0]!, "ADJ", "JJ")
  }
}

/** "If aid rises, hunger falls": a fronted clause, or the one behind it, without a verb, whose last word is spelt as one that moves. */
function fronted(tokens: readonly Token[], part: readonly number[], put: Put): void {
  const last = part.findLastIndex((i) => tokens[i]!.tag !== "PUNCT") + 1
  // "theft grows as wages fall"
  const behind = part.findLastIndex((i) => CONDITIONING.has(tokens[i]!.lower))
  if (behind > 0) moves(tokens, part.slice(behind + 1, last), put)
  if (!CONDITIONING.has(tokens[part[0] ?? -1]?.lower ?? "")) return
  const comma = part.findIndex((i) => tokens[i]!.text === ",")
  if (comma < 0) return
  moves(tokens, part.slice(1, comma), put)
  moves(tokens, part.slice(comma + 1, last), put)
}

/** A clause without a verb, whose last word is spelt as one that moves. */
function moves(tokens: readonly Token[], clause: readonly number[], put: Put): void {
  if (clause.length < 2 || clause.some((i) => TENSED.has(tokens[i]!.xpos))) return
  const [at, verb] = [clause.at(-2)!, clause.at(-1)!]
  const [before, last] = [tokens[at]!, tokens[verb]!]
  // "When bread prices rise".
  if (last.xpos === "NN" && before.xpos === "NNS" && MOVEMENT_VERBS.has(last.lower)) {
    put(verb, "VERB", "VBP")
    return
  }
  if (last.xpos !== "NNS" || !MOVEMENT_VERBS.has(last.lower.replace(/s$/, "")) || before.xpos === "NNS") return
  if (before.xpos === "VB" && clause.length === 2) put(at, "NOUN", "NN")
  else if (!NOMINAL.has(before.tag)) return
  put(verb, "VERB", "VBZ")
}

const CONDITIONING: ReadonlySet<string> = new Set([
  "if",
  "when",
  "whenever",
  "wherever",
  "once",
  "unless",
  "as",
  "because",
  "until",
])
/** Nouns spelt like the grade of an adjective. */
const NO_GRADE: ReadonlySet<string> = new Set(["hunger", "anger", "order", "fodder", "timber", "tinder", "slaughter"])

/** Words for how much is done for a thing. */
const AMOUNTS: ReadonlySet<string> = new Set(["more", "much", "little", "nothing", "wonders"])

/** Words that one or two others beside them, each by itself, show to be a noun, a verb or a conjunction. */
function ownPlace(tokens: readonly Token[], part: readonly number[], k: number, put: Put): void {
  const [i, next] = [part[k]!, part[k + 1]!]
  const {xpos, lower, lemma, tag} = tokens[i]!
  const [follower, beyond] = [tokens[next]!, tokens[part[k + 2] ?? -1]]
  // "when feed is dear"
  if (
    xpos.startsWith("VB") &&
    (follower.lemma === "be" || xpos === "VBG") &&
    TENSED.has(follower.xpos) &&
    CONDITIONING.has(tokens[part[k - 1] ?? -1]?.lower ?? "")
  )
    put(i, "NOUN", lower.endsWith("s") ? "NNS" : "NN")
  // "keeps the pumps running"
  if (
    xpos === "NN" &&
    /.{3}ing$/.test(lower) &&
    tokens[part[k - 1] ?? -1]?.xpos === "NNS" &&
    !NOMINAL.has(follower.tag) &&
    part.slice(Math.max(0, k - 5), k).some((at) => tokens[at]!.lemma === "keep")
  )
    put(i, "VERB", "VBG")
  // "made borrowing dearer"
  if (xpos === "VBG" && (follower.xpos === "JJR" || follower.xpos === "RBR") && madeSo(tokens, part, k + 1))
    put(i, "NOUN", "NN")
  // "tariffs hurt growers and help smugglers"
  if (
    (lower === "and" || lower === "but") &&
    follower.xpos === "NN" &&
    FORMS.get(follower.lower) === follower.lower &&
    ["NNS", "DT", "PRP$"].includes(beyond?.xpos ?? "") &&
    part
      .slice(Math.max(0, k - 30), k)
      .some((at) => tokens[at]!.tag === "VERB" && (tokens[at]!.xpos === "VBP" || SAME_PAST.has(tokens[at]!.lower)))
  )
    put(next, "VERB", "VBP")
  // "makes recruitment easier"
  if (
    xpos === "RBR" &&
    lower.endsWith("er") &&
    NOMINAL.has(tokens[part[k - 1] ?? -1]?.tag ?? "") &&
    madeSo(tokens, part, k)
  )
    put(i, "ADJ", "JJR")
  // "made matters worse", however it is tagged
  if (lower === "matters" && tokens[part[k - 1] ?? -1]?.lemma === "make" && follower.xpos.endsWith("R")) {
    put(i, "NOUN", "NNS")
    if (tokens[part[k - 2] ?? -1]?.xpos === "VBZ") put(part[k - 2]!, "NOUN", "NNS")
    if (tokens[part[k - 1]!]!.xpos === "VBN" && tokens[part[k - 2] ?? -1]?.tag !== "AUX")
      put(part[k - 1]!, "VERB", "VBD")
  }
  if (lemma === "make") madeDo(tokens, part, k, put)
  if (lower === "whereupon") put(i, "SCONJ", "IN")
  // "Each time the river floods": together they open a clause.
  if ((lower === "each" || lower === "every") && follower.lower === "time" && SUBJECT_OPENERS.has(beyond?.xpos ?? "")) {
    put(i, "SCONJ", "IN")
    put(next, "SCONJ", "IN")
  }
  // "Poor pay has left": a noun before the sentence's own verb.
  if (
    (xpos === "VBP" || xpos === "VB") &&
    follower.tag === "AUX" &&
    TENSED.has(follower.xpos) &&
    (k === 1 ? tokens[part[0]!]!.tag === "ADJ" : tokens[part[k - 1] ?? -1]?.xpos === "JJ")
  )
    put(i, "NOUN", "NN")
  // "did more for the growers"
  if (lemma === "do" && tag === "AUX" && AMOUNTS.has(follower.lower) && ["for", "to"].includes(beyond?.lower ?? "")) {
    put(i, "VERB", xpos)
    put(next, "NOUN", "NN")
  }
  if (lower === "having" && (follower.xpos === "VBD" || follower.xpos === "VBN")) {
    put(i, "AUX", "VBG")
    put(next, follower.lower === "been" ? "AUX" : "VERB", "VBN")
  }
}

/** "A stricter border made seasonal workers stay": a participle that is the verb of the noun right before it, and what it makes them do. */
function madeDo(tokens: readonly Token[], part: readonly number[], k: number, put: Put): void {
  const participle = tokens[part[k]!]!.xpos === "VBN" && tokens[part[k - 1] ?? -1]?.tag !== "AUX"
  if (participle) {
    if (!NOMINAL.has(tokens[part[k - 1] ?? -1]?.tag ?? "")) return
    for (let n = k - 1; n >= 0 && tokens[part[n]!]!.text !== ","; n--) if (TENSED.has(tokens[part[n]!]!.xpos)) return
  }
  for (let n = k + 1; n < part.length && n < k + 7; n++) {
    const {tag, xpos} = tokens[part[n]!]!
    if (n > k + 1 && (xpos === "VBP" || xpos === "VB") && NOMINAL.has(tokens[part[n - 1]!]!.tag)) {
      if (participle) put(part[k]!, "VERB", "VBD")
      put(part[n]!, "VERB", "VB")
      return
    }
    if (!["DET", "ADJ", "NOUN", "PROPN", "NUM", "PRON"].includes(tag)) return
  }
}

/** Tags that the words beside them refute. */
function neighbours(tokens: readonly Token[], part: readonly number[], put: Put): void {
  for (let k = 0; k < part.length - 1; k++) {
    const [i, next] = [part[k]!, part[k + 1]!]
    const {xpos, lower} = tokens[i]!
    const follower = tokens[next]!
    const beyond = tokens[part[k + 2] ?? -1]
    ownPlace(tokens, part, k, put)
    if (xpos === "TO") {
      const before = tokens[part[k - 1] ?? -1]?.lower ?? ""
      const thing = NOMINAL.has(beyond?.tag ?? "") || beyond?.tag === "ADJ"
      // "one way is to light the yards"
      if (follower.xpos === "NN" && ["DT", "PRP$"].includes(beyond?.xpos ?? "")) put(next, "VERB", "VB")
      else if (follower.xpos === "VB" && inflected(follower.lower)) {
        put(i, "ADP", "IN")
        if (follower.lower.endsWith("s")) put(next, "NOUN", "NNS")
        else put(next, "ADJ", "JJ")
      } else if (follower.tag === "ADJ" || (follower.xpos === "VBN" && thing)) put(i, "ADP", "IN")
      else if (follower.xpos === "VB" && thing && TO_A_THING.has(before)) {
        put(i, "ADP", "IN")
        if (QUALITIES.has(follower.lower)) put(next, "NOUN", "NN")
        else put(next, "ADJ", "JJ")
      }
    } else if (
      xpos === "WDT" &&
      lower === "that" &&
      FEARED.has(tokens[part[k - 1] ?? -1]?.lower ?? "") &&
      DIRECTION_ADJECTIVES.has(follower.lower) &&
      NOMINAL.has(beyond?.tag ?? "") &&
      TENSED.has(tokens[part[k + 3] ?? -1]?.xpos ?? "")
    ) {
      put(i, "SCONJ", "IN")
      put(next, "ADJ", "JJ")
    } else if (
      // "the dye works made": of two verbs in a row the first is none.
      xpos === "VBZ" &&
      (follower.xpos === "VBD" || (follower.xpos === "VBN" && FORMS.has(follower.lower))) &&
      tokens[i]!.tag === "VERB" &&
      NOMINAL.has(tokens[part[k - 1] ?? -1]?.tag ?? "") &&
      tokens[part[k - 2] ?? -1]?.xpos !== "WDT"
    ) {
      put(i, "NOUN", "NNS")
      put(next, "VERB", "VBD")
    } else if (xpos === "NN" && tokens[i]!.outer === "ADJ" && stateOf(lower) && madeSo(tokens, part, k))
      put(i, "ADJ", "JJ")
    // "improved following heavy rain": a preposition, when no auxiliary, article or comma stands before it.
    else if (
      lower === "following" &&
      xpos === "VBG" &&
      (TENSED.has(tokens[part[k - 1] ?? -1]?.xpos ?? "") || NOMINAL.has(tokens[part[k - 1] ?? -1]?.tag ?? "")) &&
      tokens[part[k - 1] ?? -1]?.tag !== "AUX"
    )
      put(i, "ADP", "IN")
    // "the decline caused by rising seas threatens": the verb behind is the clause's own.
    else if (xpos === "VBD" && follower.lower === "by" && k > 0 && ownVerbBehind(tokens, part, k)) put(i, "VERB", "VBN")
    // "Export bans imposed in May have": a plural that did not do what was done to it.
    else if (
      xpos === "VBZ" &&
      tokens[i]!.outer === "NOUN" &&
      follower.xpos === "VBN" &&
      NOMINAL.has(tokens[part[k - 1] ?? -1]?.tag ?? "") &&
      ownVerbBehind(tokens, part, k)
    )
      put(i, "NOUN", "NNS")
    // "contributing to elevated prices".
    else if (
      xpos === "VBN" &&
      tokens[part[k - 1] ?? -1]?.lower === "to" &&
      TO_A_THING.has(tokens[part[k - 2] ?? -1]?.lower ?? "") &&
      NOMINAL.has(follower.tag)
    )
      put(i, "ADJ", "JJ")
    // "of poisoning the river".
    else if (
      xpos === "NN" &&
      lower.endsWith("ing") &&
      FORMS.has(lower) &&
      ["DT", "PRP$"].includes(follower.xpos) &&
      GOVERNING.has(tokens[part[k - 1] ?? -1]?.lower ?? "")
    )
      put(i, "VERB", "VBG")
    // "Whether the merger succeeds hinges on".
    else if (
      xpos === "NNS" &&
      HINGES.has(lower) &&
      follower.lower === "on" &&
      ["whether", "how"].includes(tokens[part[0]!]!.lower)
    )
      put(i, "VERB", "VBZ")
    else if (
      // "restrict trade flows": behind a verb and a thing a plural, where the clause has its verb.
      xpos === "VBZ" &&
      tokens[i]!.outer === "NOUN" &&
      tokens[part[k - 1] ?? -1]?.xpos === "NN" &&
      FORMS.has(tokens[part[k - 2] ?? -1]?.lower ?? "") &&
      tokens[part[k - 2] ?? -1]?.tag === "VERB"
    )
      put(i, "NOUN", "NNS")
    // "which in turn reduced output": a relative pronoun has a verb with a tense.
    else if (xpos === "VBN" && opensObject(tokens, part, k + 1) && relativeBefore(tokens, part, k))
      put(i, "VERB", "VBD")
    else if (lower === "half" && xpos === "RB" && follower.lower === "of") put(i, "NOUN", "NN")
    // "a curfew meant to calm the town has": the verb behind is the clause's own.
    else if (PURPOSED.has(lower) && xpos === "VBD" && follower.xpos === "TO" && ownVerbBehind(tokens, part, k))
      put(i, "VERB", "VBN")
    else if (
      xpos === "JJ" &&
      follower.lower === "by" &&
      k > 0 &&
      (tokens[part[k - 1]!]!.text === "," || NOMINAL.has(tokens[part[k - 1]!]!.tag)) &&
      FORMS.has(lower) &&
      lower !== FORMS.get(lower) &&
      beyond !== undefined &&
      (NOMINAL.has(beyond.tag) || beyond.tag === "DET" || beyond.tag === "ADJ" || beyond.xpos === "VBG")
    )
      // "the price, swollen by hoarding": done to it.
      put(i, "VERB", "VBN")
    else if (xpos === "VBP" && follower.xpos === "VB" && tokens[part[k - 1] ?? -1]?.lower === "who")
      // "those who pay pass the cost on": the second verb is that of those.
      put(next, "VERB", "VBP")
    else if (xpos === "MD") {
      // "would likely cause crop failure": behind a modal stands a verb.
      let at = k + 1
      if (follower.lower === "likely" && follower.tag === "ADJ") put(next, "ADV", "RB")
      while (at < part.length - 1 && (tokens[part[at]!]!.tag === "ADV" || tokens[part[at]!]!.lower === "likely")) at++
      const verb = tokens[part[at]!]!
      if (verb.tag === "NOUN" && FORMS.get(verb.lower) === verb.lower) put(part[at]!, "VERB", "VB")
    } else if (
      xpos === "VB" &&
      SAME_IN_PLURAL.has(tokens[part[k - 1] ?? -1]?.lower ?? "") &&
      (k === 1 || ["DET", "ADJ", "CCONJ", "SCONJ"].includes(tokens[part[k - 2]!]!.tag)) &&
      !part.slice(0, k).some((at) => ["MD", "TO", "VB"].includes(tokens[at]!.xpos) || tokens[at]!.lemma === "do")
    )
      put(i, "VERB", "VBP")
    else if (
      xpos === "NNS" &&
      follower.lower === "because" &&
      MOVEMENT_VERBS.has(lower.replace(/s$/, "")) &&
      tokens[part[k - 1] ?? -1]?.xpos === "NN" &&
      ["DT", "PRP$"].includes(tokens[part[k - 2] ?? -1]?.xpos ?? "")
    )
      // "the level drops because": one thing with an article, and what it does.
      put(i, "VERB", "VBZ")
    else if (xpos === "VBZ" && PUSHED.has(beyond === undefined ? "" : follower.lower) && pushes(tokens, part, k))
      put(i, "NOUN", "NNS")
    else if (
      xpos === "VBG" &&
      (follower.text === "," ||
        (follower.lower === "and" && (OF_OR_BY.has(beyond?.lower ?? "") || beyond?.tag === "DET"))) &&
      OF_OR_BY.has(tokens[part[k - 1] ?? -1]?.lower ?? "")
    )
      put(i, "NOUN", "NN")
    else if (xpos === "VBD" && k > 0 && BEFORE_A_THING.has(tokens[part[k - 1]!]!.lower) && NOMINAL.has(follower.tag))
      put(i, "VERB", "VBN")
    else if (
      (xpos === "VBD" || xpos === "VBN") &&
      follower.xpos === "VBG" &&
      DIRECTION_ADJECTIVES.has(lower) &&
      (k === 0 || opensClause(tokens, part, k - 2))
    ) {
      // "Continued fighting is limiting access".
      put(i, "ADJ", "JJ")
      put(next, "NOUN", "NN")
    } else if (
      // "rapid filling have", "faster filling leaves": what an adjective describes and a verb follows is a thing.
      xpos === "VBG" &&
      TENSED.has(follower.xpos) &&
      k > 0 &&
      ["JJ", "JJR"].includes(tokens[part[k - 1]!]!.xpos) &&
      (k === 1 || ["DET", "CCONJ", "PUNCT", "SCONJ"].includes(tokens[part[k - 2]!]!.tag))
    )
      put(i, "NOUN", "NN")
    else if (
      // "and failed harvests have driven": what did something to the noun would be its clause's only verb.
      xpos === "VBD" &&
      NOMINAL.has(follower.tag) &&
      TENSED.has(beyond?.xpos ?? "") &&
      (["CC", ","].includes(tokens[part[k - 1] ?? -1]?.xpos ?? "") ||
        SUBORDINATING.has(tokens[part[k - 1] ?? -1]?.lower ?? ""))
    )
      put(i, "ADJ", "JJ")
    // "have grown fiercer", "made the front deadlier": what became so, or was made so.
    else if (
      xpos === "NN" &&
      /(?:[^aeiou]|i)er$/.test(lower) &&
      ((GROWN.has(tokens[part[k - 1] ?? -1]?.lower ?? "") && follower.tag !== "NOUN") ||
        (tokens[i]!.outer === "ADJ" && madeSo(tokens, part, k)))
    )
      put(i, "ADJ", "JJR")
    // "has soured relations and scared off lenders".
    else if (
      xpos === "JJ" &&
      follower.xpos === "RP" &&
      tokens[part[k - 1] ?? -1]?.xpos === "CC" &&
      PARTICLE_VERBS.has(`${FORMS.get(lower) ?? lower.replace(/d$/, "")}.${follower.lower}`) &&
      part.slice(0, k).some((at) => tokens[at]!.xpos === "VBN")
    )
      put(i, "VERB", "VBN")
    // "A new well has", "the old well was": what an adjective describes is a thing.
    else if (
      lower === "well" &&
      xpos === "RB" &&
      tokens[part[k - 1] ?? -1]?.xpos === "JJ" &&
      tokens[part[k - 2] ?? -1]?.tag === "DET" &&
      TENSED.has(follower.xpos)
    )
      put(i, "NOUN", "NN")
    // "freight costs rise": of two verbs in a row the second moves what the first names.
    else if (
      xpos === "VBZ" &&
      ["VB", "VBP", "NN"].includes(follower.xpos) &&
      MOVEMENT_VERBS.has(follower.lower) &&
      tokens[part[k - 1] ?? -1]?.xpos === "NN" &&
      (k === 1 || [",", "CC", "IN"].includes(tokens[part[k - 2]!]!.xpos) || tokens[part[k - 2]!]!.tag === "DET")
    ) {
      put(i, "NOUN", "NNS")
      put(next, "VERB", "VBP")
    }
    // "and drives honest traders out": what was nearly a verb stands before an object.
    else if (
      xpos === "NNS" &&
      tokens[i]!.second === "VERB/VBZ" &&
      tokens[part[k - 1] ?? -1]?.xpos === "CC" &&
      FORMS.has(lower) &&
      (follower.tag === "DET" || (follower.tag === "ADJ" && beyond?.xpos === "NNS")) &&
      part.slice(0, k).some((at) => tokens[at]!.xpos === "VBZ")
    )
      put(i, "VERB", "VBZ")
    // "and cost forty thousand jobs".
    else if (
      xpos === "NN" &&
      lower === "cost" &&
      tokens[part[k - 1] ?? -1]?.xpos === "CC" &&
      ["CD", "DT", "PRP$", "PRP"].includes(follower.xpos)
    )
      put(i, "VERB", "VBD")
    // "would prevent it, provided the chain holds".
    else if (
      lower === "provided" &&
      k > 2 &&
      tokens[part[k - 1]!]!.text === "," &&
      ["DET", "NOUN", "PROPN", "ADJ"].includes(follower.tag) &&
      part.slice(k + 2).some((at) => TENSED.has(tokens[at]!.xpos))
    )
      put(i, "SCONJ", "IN")
    else if (
      k === 0 &&
      NOMINAL.has(follower.tag) &&
      ((xpos === "VBN" &&
        !CONNECTIVE.has(lower) &&
        (DIRECTION_ADJECTIVES.has(lower) || TENSED.has(beyond?.xpos ?? ""))) ||
        (xpos === "VBG" &&
          (INTRANSITIVE.has(lower) ||
            (follower.xpos === "NNS" && DIRECTION_ADJECTIVES.has(lower) && beyond?.xpos === "VBP"))))
    )
      put(i, "ADJ", "JJ")
  }
}

const GROWN: ReadonlySet<string> = new Set(
  "grown become became becomes becoming getting got gets grew growing".split(" "),
)
const GOVERNING: ReadonlySet<string> = new Set(["of", "by", "for", "from", "without"])
const HINGES: ReadonlySet<string> = new Set(["hinges", "depends", "rests", "hangs", "turns"])

/** Whether a verb that makes something so stands up to four words before `k`. */
function madeSo(tokens: readonly Token[], part: readonly number[], k: number): boolean {
  for (let n = k - 1; n > 0 && n > k - 5; n--) if (MAKING.has(tokens[part[n]!]!.lemma)) return true
  return false
}

/** Whether nothing but adverbs stands between a relative pronoun and `k`. */
function relativeBefore(tokens: readonly Token[], part: readonly number[], k: number): boolean {
  for (let n = k - 1; n >= 0 && n > k - 5; n--) {
    const {xpos, lower} = tokens[part[n]!]!
    if (xpos === "WDT" || lower === "which") return true
    if (xpos !== "RB" && lower !== "in" && lower !== "turn") return false
  }
  return false
}

/** Participles that say what a thing is for. */
const PURPOSED: ReadonlySet<string> = new Set(["meant", "designed", "intended", "aimed", "supposed", "built", "set"])

/** Whether a verb with a tense follows `k` in the same clause, with no subject of its own in front of it. */
function ownVerbBehind(tokens: readonly Token[], part: readonly number[], k: number): boolean {
  if (part.slice(0, k).some((i) => TENSED.has(tokens[i]!.xpos))) return false
  for (let n = k + 3; n < part.length; n++) {
    const {xpos, lower, text, tag} = tokens[part[n]!]!
    if (TENSED.has(xpos)) return true
    if (text === "," || tag === "SCONJ" || ["WDT", "WP", "WRB", "PRP", "CC"].includes(xpos) || lower === "that")
      return false
  }
  return false
}

/** Whether a verb that moves its object stands up to three words before `k`: "pushed transport costs up". */
function pushes(tokens: readonly Token[], part: readonly number[], k: number): boolean {
  for (let back = 1; back <= 3 && k - back > 0; back++)
    if (PARTICLE_VERBS.has(`${tokens[part[k - back]!]!.lemma}.${tokens[part[k + 1]!]!.lower}`)) return true
  return false
}

/** Whether what stands at `k` of a part could open the object of a verb before it. */
function opensObject(tokens: readonly Token[], part: readonly number[], k: number): boolean {
  const token = tokens[part[k] ?? -1]
  if (!token || TIMES.has(token.lower)) return false
  return (
    ["DET", "NOUN", "PROPN", "ADJ", "NUM"].includes(token.tag) ||
    token.xpos === "PRP$" ||
    token.xpos === "PRP" ||
    token.xpos === "VBG" ||
    token.xpos === "VBN"
  )
}

/** Whether a comma and a conjunction stand at `k` of a part. */
function opensClause(tokens: readonly Token[], part: readonly number[], k: number): boolean {
  return k > 0 && tokens[part[k]!]!.text === "," && tokens[part[k + 1] ?? -1]?.tag === "CCONJ"
}

/** Whether a verb of the lexicon takes a preposition: "accounts for", "depends on". */
const takesPreposition = (lemma: string, preposition: string): boolean =>
  (FAMILIES.get(lemma) ?? []).some(({prepositions}) => prepositions?.includes(preposition))

/**
 * A main clause without a verb that has a tense, and the word in it that is one: a noun that was nearly tagged so
 * ("fertility declines when"), or a past participle between a noun and its object ("flooding destroyed crops").
 */
function clauseVerb(tokens: readonly Token[], part: readonly number[], from: number, put: Put): void {
  if (part.length - from < 4 || !/^[.!;]$/.test(tokens[part.at(-1)!]!.text)) return
  let end = from + 1
  while (end < part.length - 1 && !SUBORDINATING.has(tokens[part[end]!]!.lower) && !opensClause(tokens, part, end))
    end++
  if (end < from + 2 || SUBORDINATING.has(tokens[part[from]!]!.lower)) return
  let noun = false
  let nearly = -1
  let participle = -1
  for (let k = from; k < end; k++) {
    const {xpos, tag, lower, second} = tokens[part[k]!]!
    if (TENSED.has(xpos)) return
    if (noun && nearly < 0 && (FORMS.has(lower) || MOVEMENT_VERBS.has(lower.replace(/s$/, "")))) {
      if (second?.startsWith("VERB/VB") && /VB[PZD]$/.test(second)) nearly = k
      // "Deforestation causes soil erosion": a noun between two nouns that is spelt as a verb of the lexicon.
      else if (
        xpos === "NNS" &&
        (tokens[part[k - 1]!]!.xpos === "NN" ||
          tokens[part[k - 1]!]!.tag === "ADJ" ||
          tokens[part[k - 2] ?? -1]?.lower === "of" ||
          takesPreposition(lower.slice(0, -1), tokens[part[k + 1]!]!.lower)) &&
        (FORMS.get(lower) ?? lower.slice(0, -1)) === lower.slice(0, -1) &&
        ((FORMS.has(lower) && opensObject(tokens, part, k + 1)) ||
          takesPreposition(lower.slice(0, -1), tokens[part[k + 1]!]!.lower) ||
          (MOVEMENT_VERBS.has(lower.slice(0, -1)) && tokens[part[k + 1]!]!.lower === "with"))
      )
        nearly = k
      // "New arrivals increase when": behind a plural and at the end of a clause.
      else if (
        xpos === "NN" &&
        k === end - 1 &&
        end < part.length - 1 &&
        tokens[part[k - 1]!]!.xpos === "NNS" &&
        MOVEMENT_VERBS.has(lower)
      )
        nearly = k
      // "Clashes over crops account for": with the preposition that the verb takes.
      else if (
        xpos === "NN" &&
        tokens[part[k - 1]!]!.xpos === "NNS" &&
        FORMS.get(lower) === lower &&
        takesPreposition(lower, tokens[part[k + 1]!]!.lower)
      )
        nearly = k
      // "Historians credit the stirrup": behind a plural and before an object.
      else if (
        xpos === "NN" &&
        tokens[part[k - 1]!]!.xpos === "NNS" &&
        FORMS.get(lower) === lower &&
        ["DT", "PRP$"].includes(tokens[part[k + 1]!]!.xpos)
      )
        nearly = k
    }
    // "A blight spread through", "the explosion set off": verbs whose past is their plain form.
    if (
      participle < 0 &&
      noun &&
      (xpos === "NN" || xpos === "VBN" || lower === "rid") &&
      SAME_PAST.has(lower) &&
      (NOMINAL.has(tokens[part[k - 1]!]!.tag) || tokens[part[k - 1]!]!.tag === "NUM") &&
      ["DT", "PRP$", "IN", "RP", "CD"].includes(tokens[part[k + 1]!]!.xpos) &&
      !["of", "by", "between"].includes(tokens[part[k + 1]!]!.lower)
    )
      participle = k
    if (
      participle < 0 &&
      k > from &&
      (xpos === "VBN" || (tag === "ADJ" && /ed$/.test(lower))) &&
      FORMS.has(lower) &&
      (NOMINAL.has(tokens[part[k - 1]!]!.tag) || (noun && tokens[part[k - 1]!]!.tag === "ADV")) &&
      opensObject(tokens, part, k + 1)
    )
      participle = k
    // "cases surged in", "trade deteriorated because": a verb without an object has no passive.
    if (
      participle < 0 &&
      noun &&
      xpos === "VBN" &&
      WITHOUT_OBJECT.has(tokens[part[k]!]!.lemma) &&
      (NOMINAL.has(tokens[part[k - 1]!]!.tag) || tokens[part[k - 1]!]!.tag === "ADV") &&
      (tokens[part[k + 1]!]!.lower !== "by" ||
        tokens[part[k + 2] ?? -1]?.tag === "NUM" ||
        NEVER_PASSIVE.has(tokens[part[k]!]!.lemma)) &&
      ["ADP", "ADV", "SCONJ", "PUNCT"].includes(tokens[part[k + 1]!]!.tag)
    )
      participle = k
    if (NOMINAL.has(tag)) noun = true
  }
  if (participle >= 0) put(part[participle]!, "VERB", "VBD")
  else if (nearly >= 0) {
    const {second, xpos} = tokens[part[nearly]!]!
    put(part[nearly]!, "VERB", second && /VB[PZD]$/.test(second) ? second.slice(-3) : xpos === "NNS" ? "VBZ" : "VBP")
  }
}
