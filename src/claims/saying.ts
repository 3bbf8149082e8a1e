// Who says what a claim says, when its sentence tells: "Officials warn that ...", "According to X, ...", "..., X said".
// A sentence, its tree where there is one, and a proposal in; the speaker and how the speaker holds it out. Who is named beside
// a claim, set off by commas, is asides.ts's.
//
// Invariant: the speaker is words of the sentence. A claim is somebody's word when a verb of saying governs its trigger.

import {type Dependencies, NONE, type Span} from "../language/index.ts"
import {subjects} from "./analyse.ts"
import {type Attribution, aside, holds, OWN, reporting} from "./asides.ts"
import {marker, nounPhrase, TIMES} from "./bounds.ts"
import type {Clauses} from "./clauses.ts"
import {kindOf} from "./features.ts"
import {words} from "./lexicon/words.ts"
import {TELLING} from "./lexicon.ts"
import {mannerAt} from "./manner.ts"
import {wordsOf} from "./phrase.ts"
import type {Proposal} from "./proposal.ts"

/** Nouns for somebody's word, which what they say hangs on: "fears that the strike would ...". */
const WORDS_OF: ReadonlyMap<string, {readonly belief: boolean; readonly denies: boolean}> = new Map<
  string,
  {readonly belief: boolean; readonly denies: boolean}
>([
  ...["fear", "belief", "hope", "expectation", "concern", "suspicion", "assumption", "prediction", "worry"].map(
    (word) => [word, {belief: true, denies: false}] as const,
  ),
  ...[
    "claim",
    "warning",
    "allegation",
    "accusation",
    "assertion",
    "argument",
    "report",
    "charge",
    "view",
    "idea",
    "notion",
  ].map((word) => [word, {belief: false, denies: false}] as const),
  ["denial", {belief: false, denies: true}],
])

/** Verbs that say a cause and whose word it is at once. */
const ACCUSING = new Set(words("blame accuse attribute ascribe credit fault trace see view regard consider perceive"))

/** "anticipating a partner that would": verbs whose object is what is yet to come, with what is said of it. */
const AWAITING = new Set(["anticipate", "expect", "envisage", "foresee"])

export function attribution(clauses: Clauses, text: string, proposal: Proposal): Attribution {
  const told = overTree(clauses, text, proposal) ?? OWN
  if (told.by !== null) return told
  const beside = told === OWN ? aside(clauses, text, proposal) : null
  if (beside) return beside
  const held = holder(clauses, text, proposal)
  return held === null ? told : {...told, by: held}
}

/** "the guild announced a meeting": what it says is its own object, and not the claim beside it. */
const saysItself = (d: Dependencies, verb: number): boolean =>
  !TELLING.has(d.lemma(verb)) && d.children(verb, "obj", "ccomp").some((c) => c > verb && !TIMES.has(d.lemma(c)))

/** The phrases that a verb of saying is said of. */
function speakers(clauses: Clauses, verb: number): Span[] {
  const {d} = clauses
  const named = subjects(d, verb).filter(({kind}) => kind === "phrase")
  if (named.length > 0) return named.map(({head, before}) => clauses.fromFirst(nounPhrase(d, head, "whole", before)))
  const group = clauses.groupOf(verb)
  const subject = group?.form === "finite" ? clauses.subject(group) : null
  return subject && !subject.clause ? [subject] : []
}

function overTree(clauses: Clauses, text: string, proposal: Proposal): Attribution | null {
  const {d} = clauses
  // "Islamabad blames the rebels for the attacks": the trigger itself says whose word it is.
  const trigger = proposal.signal.start
  // "Villagers hold the mine responsible for the cracks": so does the verb that it is said with.
  const held = d.is(trigger, "xcomp") && d.lemma(d.head[trigger]!) === "hold"
  const accusing = held ? d.head[trigger]! : trigger
  const accuser =
    (held || ACCUSING.has(d.lemma(trigger)) || putsDown(d, trigger)) && d.child(accusing, "aux:pass") === NONE
      ? speakers(clauses, accusing)[0]
      : undefined
  const worded = (span: {start: number; end: number}) =>
    text.slice(d.tokens[span.start]!.from, d.tokens[span.end - 1]!.to)
  if (accuser && !holds(accuser, proposal)) return {...OWN, by: worded(accuser)}
  for (let at = proposal.signal.start, steps = 0; at >= 0 && steps < d.tokens.length; at = d.head[at]!, steps++) {
    // "according to the guild": hangs on whatever clause it stands in.
    const source = d
      .children(at, "obl", "nmod")
      .find(
        (c) =>
          marker(d, c) === "according" || (d.lower(d.first[c]!) === "according" && d.lower(d.first[c]! + 1) === "to"),
      )
    if (source !== undefined) {
      const who = nounPhrase(d, source)
      const start = d.lower(who.start) === "to" ? who.start + 1 : who.start
      if (start < who.end) return {...OWN, by: worded({start, end: who.end})}
    }
    const governor = d.head[at]!
    if (isTurnedDown(d, at, governor)) return {...OWN, denies: true}
    // "..., the guild said": the parse may hang the saying on what is said.
    const aside = d
      .children(at, "parataxis")
      .find((c) => reporting(d.lemma(c)) && d.child(c, "nsubj") !== NONE && !saysItself(d, c))
    const said =
      d.is(at, "ccomp", "parataxis", "xcomp", "advcl") ||
      marker(d, at) === "as" ||
      // Whatever a parser calls it: "has found that", "says the walkouts are behind it".
      (governor >= 0 && at > governor && (marker(d, at) === "that" || d.child(at, "cop") !== NONE)) ||
      (d.is(at, "obj") && governor >= 0 && AWAITING.has(d.lemma(governor)) && at !== proposal.signal.start)
    const verb = aside ?? (governor >= 0 && said ? governor : NONE)
    if (verb !== NONE && d.tag(verb) === "NOUN") {
      // "Officials rejected suggestions that the dam caused it".
      const turning = d.is(verb, "obj") && d.is(at, "acl", "ccomp") ? reporting(d.lemma(d.head[verb]!)) : undefined
      if (turning?.denies) return {...OWN, denies: true}
      const noun = WORDS_OF.get(d.lemma(verb))
      if (noun) {
        const owner = d.child(verb, "nmod")
        const who = owner !== NONE ? nounPhrase(d, owner) : null
        return {
          ...OWN,
          by: who && d.is(owner, "nmod:poss") ? worded(who).replace(/['’]s?$/, "") : null,
          belief: noun.belief,
          denies: noun.denies,
          hedge: noun.belief ? d.lower(verb) : null,
        }
      }
    }
    // "are convinced that", "remain sure that": held, by no verb.
    if (verb !== NONE && SURE.has(d.lower(verb)) && (d.is(at, "ccomp") || marker(d, at) === "that")) {
      const holders = [...speakers(clauses, verb), ...(d.is(verb, "xcomp") ? speakers(clauses, d.head[verb]!) : [])]
      const who = holders.find((one) => !holds(one, proposal))
      if (who) return {...OWN, by: worded(who), belief: true, hedge: d.lower(verb)}
    }
    const saying =
      verb === NONE || d.tag(verb) === "NOUN" ? undefined : (reporting(d.lemma(verb)) ?? holding(d, at, verb))
    // "does not explain the famine; hoarding made it worse", "because they believe in it": a verb with an object of its
    // own, or that gives a reason, says nothing of the clause beside it.
    if (verb !== NONE && d.is(at, "parataxis") && at > verb && aside === undefined && d.child(verb, "obj") !== NONE)
      continue
    if (aside !== undefined && marker(d, aside) === "because") continue
    if (!saying || (aside === undefined && d.is(at, "advcl") && !["that", "of", "about"].includes(marker(d, at))))
      continue
    // "believing it would ...": who believes is who does what the believing hangs on.
    const speaker =
      d.fine(verb) === "VBG" && d.child(verb, "nsubj") === NONE && d.is(verb, "advcl", "parataxis")
        ? d.head[verb]!
        : verb
    const [who] = speakers(clauses, speaker).filter((one) => !holds(one, proposal))
    const auxiliaries = d.children(verb, "aux").map((c) => d.lower(c))
    // "welcomed the pact, believing it would": held when it was welcomed.
    const past =
      mannerAt(d, verb).time === "past" ||
      d.fine(speaker) === "VBD" ||
      auxiliaries.includes("had") ||
      auxiliaries.includes("was") ||
      auxiliaries.includes("were")
    const negated = isNegated(d, verb)
    const passive = d.child(verb, "aux:pass") !== NONE
    if (!who && !passive) continue
    return {
      by: who && !passive ? worded(who) : null,
      belief: saying.belief,
      past,
      unmet: saying.belief && auxiliaries.includes("had"),
      denies: saying.denies || negated,
      hedge:
        saying.belief && !saying.denies
          ? [...d.children(verb, "aux"), verb].map((c) => d.tokens[c]!.text).join(" ")
          : null,
    }
  }
  return null
}

const isNegated = (d: Dependencies, verb: number): boolean =>
  d.children(verb, "advmod").some((c) => ["not", "n't", "never"].includes(d.lower(c)))

/** What somebody knows or brings about is so; of any other verb what stands behind its "that" is the word of who does it. */
const SO = new Set(
  "know realise realize recognise recognize remember forget notice recall mean make ensure guarantee require happen show prove demonstrate order decree".split(
    " ",
  ),
)

/** "Growers dread that", "critics sneer that": no list has all verbs by which somebody holds something. */
function holding(d: Dependencies, at: number, verb: number): ReturnType<typeof reporting> {
  if (!d.is(at, "ccomp") || marker(d, at) !== "that" || d.tag(verb) !== "VERB" || SO.has(d.lemma(verb)))
    return undefined
  const subject = d.child(verb, "nsubj")
  const isSomebody = subject !== NONE && ["actor", "PROPN", "PRON"].includes(kindOf(d, subject))
  const isUnreal = d.children(verb, "aux").some((c) => d.fine(c) === "MD")
  return isSomebody && !isNegated(d, verb) && !isUnreal && !NOBODY.has(d.lower(subject))
    ? {belief: false, denies: false}
    : undefined
}
/** "Critics put the flood down to neglect". */
const putsDown = (d: Dependencies, verb: number): boolean =>
  d.lemma(verb) === "put" && d.children(verb, "advmod", "compound", "obl").some((c) => d.lower(c) === "down")
const NOBODY = new Set(["it", "this", "that", "which", "what", "there", "these", "those"])

const UNTRUE = new Set(
  "false untrue wrong incorrect myth lie fiction fallacy nonsense misconception fabrication".split(" "),
)
const TRUE = new Set("true case so right correct".split(" "))

/** What a claim stands on, where there is none: "no evidence that", "no truth in the claim that". */
const BASES = new Set("evidence proof truth sign indication basis substance foundation".split(" "))
const isNot = (d: Dependencies, i: number): boolean =>
  ["not", "n't", "never", "no", "nor", "without", "little", "scant"].includes(d.lower(i))

/** "It is not true that", "it is a myth that", "there is no evidence that", "found no truth in the claim that". */
function isTurnedDown(d: Dependencies, at: number, governor: number): boolean {
  if (governor < 0 || d.lower(d.first[at]!) !== "that") return false
  // "saw no sign that the curfew reduced raids": what stands right before the clause, whatever a parser hangs it on.
  const before = d.first[at]! - 1
  const told = d.is(at, "advcl") && before > governor && d.tag(before) === "NOUN" ? before : governor
  for (let g = told, steps = 0; g >= 0 && steps < 3 && d.tag(g) === "NOUN"; g = d.head[g]!, steps++)
    if (BASES.has(d.lemma(g))) {
      // "Nor is there any evidence", "did not find any proof".
      const above = d.head[g]!
      const all = [
        ...d.children(g, "det", "case", "amod"),
        ...(above < 0 || above > g ? [] : d.children(above, "cc", "advmod")),
      ]
      return all.some((c) => isNot(d, c))
    }
  if (d.child(governor, "cop") === NONE) return false
  const subject = d.children(governor, "nsubj", "expl", "csubj").find((c) => c < governor)
  if (subject !== undefined && d.lower(subject) !== "it") return false
  const negated = d.children(governor, "advmod", "det").some((c) => isNot(d, c))
  return negated ? TRUE.has(d.lower(governor)) : UNTRUE.has(d.lower(governor))
}

const VIEWS = new Set(
  "view opinion eyes judgement judgment estimation belief telling account version reading reckoning".split(" "),
)

/** "in the view of the growers", "it is the belief of the council that": whose view it is. */
function holder(clauses: Clauses, text: string, proposal: Proposal): string | null {
  for (let i = 2; i < clauses.tokens.length - 2; i++) {
    if (VIEWS.has(clauses.lower(i)) && /^['’]s?$/.test(clauses.lower(i - 1))) {
      const who = clauses.phraseLeft(i - 2)
      if (who && ["in", "to"].includes(clauses.lower(who.start - 1)) && !holds(who, proposal))
        return wordsOf(clauses, text, who).text
    }
    if (!VIEWS.has(clauses.lower(i)) || clauses.lower(i + 1) !== "of") continue
    if (clauses.lower(i - 1) !== "the" || !["in", "is", "was"].includes(clauses.lower(i - 2))) continue
    const who = clauses.phraseRight(i + 2)
    if (who && !holds(who, proposal)) return wordsOf(clauses, text, who).text
  }
  return null
}

const SURE = new Set(["convinced", "persuaded", "certain", "sure", "afraid", "adamant", "confident", "worried"])
