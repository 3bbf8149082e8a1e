// Whose word a claim is, and what that leaves of it: "Officials fear that ...", "there is no evidence that ...". The tree of a
// sentence and a proposal in; who says it (speaker.ts) and how its word is held out.
//
// Invariant: the speaker is words of the sentence.

import {type Dependencies, isPassive, marker, NONE, personNamed} from "../language/index.ts"
import type {Clauses} from "./clauses.ts"
import {
  FACTIVE,
  FORESEEING,
  LIKELIHOOD,
  PROVING,
  RUMOURS,
  SAYING,
  SEEMING,
  TRUE,
  UNPROVEN,
  UNTRUE,
} from "./lexicon/manner.ts"
import {sayingAt, UNAWARE} from "./lexicon/sayings.ts"
import {mannerAt} from "./manner.ts"
import type {Proposal} from "./proposal.ts"
import {type Speaker, speakerOf} from "./speaker.ts"

/** Who says a claim, and how. */
type Attribution = {
  /** As the text words it; null where the text tells the claim as its own. */
  readonly by: string | null
  /** Believed, feared, expected: what came can refute it. */
  readonly belief: boolean
  readonly past: boolean
  /** "had hoped": the tense itself says that it did not come about. */
  readonly unmet: boolean
  readonly denies: boolean
  /** "There is no denying that", "nobody doubts that": a denial that is itself denied. */
  readonly affirms: boolean
  readonly hedge: string | null
  /** "Reports that ... have not been confirmed", "unverified claims that". */
  readonly unproven: boolean
  /** "Accuses the mill of poisoning the river". */
  readonly accused: boolean
  /** Somebody tells it of himself: "a nurse told me she quit because of the noise". */
  readonly witness: boolean
}

export function attribution(clauses: Clauses, text: string, proposal: Proposal): Attribution {
  const {d} = clauses
  const over = wordsOver(d, proposal)
  const speaker = speakerOf({d, ...proposal}) ?? subjectOf(d, over[0] ?? NONE) ?? ownerOf(d, proposal)
  const by = speaker && !isUnaware(d, speaker.verb) ? nameOf(clauses, text, speaker, proposal) : null
  const isTold = speaker !== null && sayingAt(d, speaker.verb) !== undefined && !isAside(d, proposal, speaker.verb)
  const told = isTold ? speaker.verb : (over.find((word) => sayingAt(d, word)) ?? NONE)
  const saying = sayingAt(d, told)
  // "Officials said there is no evidence that ...", "nobody denied that ...": what two of them deny is so.
  const words = [...new Set([...(saying ? [told] : []), ...over])]
  const denials = words.filter((word) => isDenied(d, word)).length
  const denies = denials % 2 === 1
  const affirms =
    !denies && (denials > 0 || words.some((word) => sayingAt(d, word)?.denies || isUnaware(d, word) || isFact(d, word)))
  const hedge = [told, ...over].map((word) => doubtIn(d, word)).find((words) => words !== null) ?? null
  const witness =
    speaker !== null && d.children(speaker.verb, "ccomp").some((c) => SELF.has(d.lower(d.child(c, "nsubj"))))
  const unproven = [told, ...over].some((word) => isUnproven(d, word))
  const accused = d
    .upFrom(proposal.signal.start)
    .some((at) => ACCUSING.has(d.lemma(d.head[at]!)) && marker(d, at) === "of")
  if (!saying) return {by, belief: false, past: false, unmet: false, denies, affirms, hedge, unproven, accused, witness}
  const belief = saying.belief && !sees(d, told)
  const auxiliaries = d.children(told, "aux")
  const helps = (...any: readonly string[]) => auxiliaries.some((c) => any.includes(d.lower(c)))
  return {
    by,
    belief,
    past: mannerAt(d, told).time === "past" || helps("had", "was", "were"),
    unmet: belief && helps("had"),
    denies,
    affirms,
    hedge,
    unproven,
    accused,
    witness,
  }
}

/** Whoever is the subject of the verb of saying that a claim is the content of, where nobody else is likely to say it. */
function subjectOf(d: Dependencies, verb: number): Speaker | null {
  const head =
    verb >= 0 && d.tag(verb) === "VERB" && d.is(verb, "acl") && SAYING.has(d.lemma(verb)) && !isPassive(d, verb)
      ? d.child(verb, "nsubj")
      : NONE
  const isSomebody = head >= 0 && ["NOUN", "PROPN"].includes(d.tag(head))
  return isSomebody ? {head, verb, relation: d.rel[head]!} : null
}

/** "[The mayor]'s fear is that prices rise" */
function ownerOf(d: Dependencies, {signal}: Proposal): Speaker | null {
  const word = d.child(d.clauseHead(signal.start), "nsubj:outer")
  const head = sayingAt(d, word) ? d.child(word, "nmod:poss") : NONE
  return head >= 0 && d.tag(head) !== "PRON" ? {head, verb: word, relation: "nmod:poss"} : null
}

/** "Rumours that", "unconfirmed reports say", "claims that have not been confirmed". */
const isUnproven = (d: Dependencies, told: number): boolean =>
  RUMOURS.has(d.lemma(told)) ||
  [told, ...d.children(told, "nsubj")]
    .flatMap((word) => besides(d, word))
    .some((i) => UNPROVEN.has(d.lower(i)) || (PROVING.has(d.lemma(i)) && mannerAt(d, i).denied))

/** "Saw prices rise" is no belief. */
const sees = (d: Dependencies, told: number): boolean =>
  d.children(told, "xcomp").some((c) => /^VBP?$/.test(d.fine(c)) && marker(d, c) === "")

/** What a word of believing says of how sure it is: "had feared"; null of any other. "There are fears that ..., officials said" */
function doubtIn(d: Dependencies, told: number): string | null {
  // "It is possible that"
  if (LIKELIHOOD.has(d.lower(told))) return d.lower(told)
  if (SEEMING.has(d.lemma(told)) && d.tag(told) === "VERB") return d.lower(told)
  const saying = sayingAt(d, told)
  if (!saying?.belief || saying.denies || sees(d, told) || isUnaware(d, told)) return null
  return [...d.children(told, "aux"), told].map((c) => d.tokens[c]!.text).join(" ")
}

/** The words that name who says it, up to what is said and to the verb that does: "the students" who "feared that". */
function nameOf(clauses: Clauses, text: string, {head, verb}: Speaker, proposal: Proposal): string {
  const {d} = clauses
  const clause = d.children(head).find((c) => d.first[c]! <= verb && verb <= d.last[c]!)
  const {cause, effect, signal} = proposal
  const stops = [clause === undefined ? verb : d.first[clause]!, verb, cause.start, effect.start, signal.start].filter(
    (at) => at > head,
  )
  return personNamed(clauses.d, text, head, Math.min(d.tokens.length, ...stops))
}

/** The words of saying, thinking and judging that a claim is the content of, the nearest first: "it is feared that", "rejects the claim that", "it is true that". */
function wordsOver(d: Dependencies, {signal}: Proposal): number[] {
  const over: number[] = []
  for (const at of d.upFrom(signal.start)) {
    const governor = d.head[at]!
    if (isRelative(d, at)) break
    // "Fears that hurt trade" say nothing.
    const isContent = d.is(at, "ccomp", "xcomp") || opensWithThat(d, at)
    const isRejected = over.at(-1) === at && d.is(at, "obj") && sayingAt(d, governor)?.denies === true
    // "Dismissed as baseless the claim that": one denial.
    if (isRejected) over.pop()
    if (isRejected || (isContent && (sayingAt(d, governor) || SEEMING.has(d.lemma(governor)) || isJudged(d, governor))))
      over.push(governor)
  }
  return over
}

/** "That prices rose", with a subject of its own; ", however," that a parser hangs on it opens nothing. */
function opensWithThat(d: Dependencies, at: number): boolean {
  let first = d.first[at]!
  while (d.tag(first) === "PUNCT" || d.tag(first) === "ADV") first++
  return d.lower(first) === "that" && d.child(at, "nsubj") > first
}

/** "The dam, which raised the lake": what is told as so; but "a dam that would raise it" is hoped for with its dam. */
const isRelative = (d: Dependencies, at: number): boolean =>
  d.is(at, "acl:relcl") && !opensWithThat(d, at) && !d.children(at, "aux").some((c) => d.lower(c) === "would")

/** "Denies that the dam, which raised the lake, will go": what a relative tells stays as told, whoever says what it stands in. */
function isAside(d: Dependencies, {signal}: Proposal, told: number): boolean {
  const up = d.upFrom(signal.start)
  const below = up.findIndex((at) => d.head[at] === told)
  return up.slice(0, below + 1).some((at) => isRelative(d, at))
}

/** "It is true that", "it is a myth that": a word that says whether something is so, of what follows. */
const isJudged = (d: Dependencies, word: number): boolean =>
  ([TRUE, UNTRUE, LIKELIHOOD].some((words) => words.has(d.lower(word))) && d.child(word, "cop") >= 0) || isFact(d, word)

/** "It is not surprising that", "no wonder": what hangs on it is so. */
const isFact = (d: Dependencies, word: number): boolean =>
  FACTIVE.has(d.lower(word)) && (d.child(word, "cop") >= 0 || isNone(d, word))

/** Whether what a word of saying or judging says of its content is that it is not so. */
function isDenied(d: Dependencies, word: number): boolean {
  const saying = sayingAt(d, word)
  if (saying) return saying.denies !== isUndone(d, word)
  if (LIKELIHOOD.has(d.lower(word)) || isFact(d, word)) return false
  return UNTRUE.has(d.lower(word)) !== mannerAt(d, word).denied
}

/** "Did not say that", "no longer disputes", "nobody doubts": who does not deny something lets it stand. */
const isUndone = (d: Dependencies, told: number): boolean =>
  (!isUnaware(d, told) && (mannerAt(d, told).denied || isNone(d, told) || isOfNobody(d, told))) ||
  isScant(d, told) ||
  // "Beyond dispute"
  WITHOUT.has(d.markers(told)) ||
  // "False claims that", "the claim that ... is baseless"
  besides(d, told).some((i) => UNTRUE.has(d.lower(i)) && !mannerAt(d, i).denied)

/** "No evidence", "few dispute". */
const isNone = (d: Dependencies, noun: number): boolean =>
  d.children(noun, "det", "amod").some((c) => c < noun && NONE_OF_IT.has(d.lower(c)))

/** "Had no idea that", "nobody expected that": what is so all the same. */
const isUnaware = (d: Dependencies, word: number): boolean =>
  (UNAWARE.has(d.lemma(word)) && isNone(d, word)) ||
  (FORESEEING.has(d.lemma(word)) && mannerAt(d, word).time === "past" && isOfNobody(d, word))

const isOfNobody = (d: Dependencies, verb: number): boolean =>
  d.children(verb, "nsubj").some((c) => NOBODY.has(d.lower(c)) || isScant(d, c))

/** "Little evidence", "scant proof"; no "a little". */
const isScant = (d: Dependencies, noun: number): boolean =>
  d.tag(noun) === "NOUN" && d.child(noun, "det") < 0 && d.children(noun, "amod").some((c) => SCANT.has(d.lower(c)))

/** What is said of a word of saying, before it or behind. */
const besides = (d: Dependencies, told: number): number[] => [
  ...d.children(told, "amod"),
  ...(d.is(told, "nsubj") ? [d.head[told]!, ...d.children(d.head[told]!, "xcomp")] : []),
]

const ACCUSING: ReadonlySet<string> = new Set(["accuse", "suspect"])
const SELF: ReadonlySet<string> = new Set(["he", "she"])
const SCANT: ReadonlySet<string> = new Set(["little", "scant", "scarce"])
const NONE_OF_IT: ReadonlySet<string> = new Set(["no", "few"])
const WITHOUT: ReadonlySet<string> = new Set(["without", "beyond"])
const NOBODY: ReadonlySet<string> = new Set(["nobody", "few", "neither"])
