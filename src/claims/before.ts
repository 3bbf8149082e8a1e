// Sentences of which one side is the sentence before: the cause ("Consequently, trade fell", "The result was a famine", "Otherwise
// the herds will die") or the effect ("The reason is a quarrel over charcoal"). A tree in, the one proposal that it opens with out;
// whether there is a sentence before, the reader knows.

import {behindGrade, clause, type Dependencies, NONE, type Span, stretch, TENSED} from "../language/index.ts"
import {PRONOUN_OF_RELATIVE} from "./analyse.ts"
import {namedFrom} from "./clause-pairs.ts"
import {COPULAS, EQUATING, FURTHER} from "./lexicon/announcing.ts"
import {THEREFORE} from "./lexicon/connectives.ts"
import {NEITHER, SAYING} from "./lexicon/manner.ts"
import {REASONS, RESULTS} from "./lexicon/nouns.ts"
import {CLOSING} from "./lexicon/roles.ts"
import {mannerAt} from "./manner.ts"
import type {Proposal} from "./proposal.ts"
import type {Rule} from "./rule.ts"

const CLOSINGS: readonly (readonly string[])[] = [...CLOSING].map((words) => words.split(" "))

/** How a sentence opens that points back: by which words, behind how many, and which of its two sides stands before it. */
type Opening = Pick<Proposal, "sign" | "condition" | "confidence"> & {
  readonly rule: Rule
  readonly signal: Span
  readonly length: number
  readonly side: "cause" | "effect"
  /** The verb of its clause, where the words that point back end it. */
  readonly verb?: number
}

const SURE = {sign: "+", condition: null, confidence: 0.6} as const

/** "Three villages lost power as a result." */
function closingOf(d: Dependencies): Opening | null {
  const end = d.tokens.findLastIndex(({tag}) => tag !== "PUNCT") + 1
  const words = CLOSINGS.find((words) => words.every((word, k) => d.lower(end - words.length + k) === word))
  const start = end - (words?.length ?? 0)
  const verb = words ? d.firstUp(d.head[end - 1]!, (at) => d.headsClause(at) && !d.is(at, "xcomp", "acl")) : NONE
  // What another clause is told before, follows from that: "rents rose, and families left as a result".
  if (!words || verb < 0 || verb >= start || (d.is(verb, "conj") && d.headsClause(d.head[verb]!))) return null
  const rule: Rule = {kind: "therefore", name: words.join(" ")}
  return {...SURE, rule, length: 0, signal: {start, end}, side: "cause", verb}
}

function openingOf(d: Dependencies): Opening | null {
  // "Partly as a result,"
  const from = behindGrade((i) => d.lower(i), 0)
  const marker = THEREFORE.find(({words}) => words.every((word, k) => d.lower(from + k) === word))
  if (marker) {
    const rule: Rule = {kind: "therefore", name: marker.words.join(" ")}
    const end = from + marker.words.length
    let length = end
    // "No wonder, then, that"
    while ([",", "then", "that"].includes(d.lower(length))) length++
    return {...SURE, rule, length, signal: {start: from, end}, side: "cause"}
  }
  if (d.lower(0) === "otherwise") {
    const how = {sign: "-", condition: "unless", confidence: 0.55, rule: {kind: "otherwise"}} as const
    return {...how, length: 1, signal: {start: 0, end: 1}, side: "cause"}
  }
  const noun = ["the", "one"].includes(d.lower(0)) ? 1 : 0
  const announces = RESULTS.has(d.lower(noun)) && (noun === 1 ? COPULAS.has(d.lower(2)) : d.lower(1) === ":")
  if (!announces) return becauseOf(d) ?? blamed(d) ?? reasonOf(d)
  let length = noun + 2
  while (["been", "that", "to"].includes(d.lower(length))) length++
  return {...SURE, rule: {kind: "the result was"}, length, signal: {start: noun, end: noun + 1}, side: "cause"}
}

/** Words before a noun of reason that speak of the sentence before as it stands: "the main reason", "part of the explanation"; no "another". */
const BEFORE_REASON = new Set(["DET", "ADJ", "NUM", "ADV", "ADP"])
/** Those that do so by themselves before a colon. */
const ANNOUNCING = new Set(["cause", "reason", "explanation"])
/** So many words stand before such a noun at most. */
const OPENS_WITHIN = 5

/** "That is because the rains failed": what it points back to came of that. */
function becauseOf(d: Dependencies): Opening | null {
  if (!["that", "this"].includes(d.lower(0)) || !EQUATING.has(d.lower(1))) return null
  const because = behindGrade((i) => d.lower(i), 2)
  const length = because + 1
  if (d.lower(because) !== "because" || d.lower(length) === "of") return null
  return {...SURE, rule: {kind: "the reason is"}, length, signal: {start: because, end: length}, side: "effect"}
}

/** "Blame the frost", "the frost is to blame": for what was told before, where nothing is named for it. */
function blamed(d: Dependencies): Opening | null {
  const blame = d.tokens.findIndex(({lower}) => lower === "blame")
  if (blame < 0) return null
  const is = blame - 2
  const isCalledFor = blame === 0 && /^(?:DET|ADJ|NOUN|PROPN)$/.test(d.tag(1))
  const isTold = d.tokens.slice(0, Math.max(0, is)).some(({xpos}) => TENSED.has(xpos))
  const isSaid =
    is > 0 && !isTold && d.lower(blame - 1) === "to" && d.lemma(is) === "be" && d.tag(blame + 1) === "PUNCT"
  const isElse = d.tokens.some(({lower}, i) => lower === "for" || lower === "on" || (i === 0 && NEITHER.has(lower)))
  if ((!isCalledFor && !isSaid) || isElse) return null
  const signal = {start: isCalledFor ? blame : is, end: blame + 1}
  return {...SURE, rule: {kind: "the reason is"}, length: isCalledFor ? 1 : 0, signal, side: "effect"}
}

/** "The reason is a quarrel", "one cause, millers say, is that coal is dear", "the explanation is simple: nobody pays". */
function reasonOf(d: Dependencies): Opening | null {
  let noun = 0
  const leads = (i: number) => i < OPENS_WITHIN && (BEFORE_REASON.has(d.tag(i)) || d.lower(i) === "part")
  while (leads(noun)) if (FURTHER.has(d.lower(noun++))) return null
  const announces = d.lower(1) === ":" && ANNOUNCING.has(d.lower(0))
  if ((noun === 0 && !announces) || !REASONS.has(d.lower(noun))) return null
  let be = noun + 1
  // An insertion between commas.
  if (d.lower(be) === ",") be = d.tokens.findIndex(({lower}, i) => i > noun + 1 && lower === ",") + 1
  // "The explanation lies in the frost"
  if (d.lemma(be) === "lie" && d.lower(be + 1) === "in") {
    const length = be + 2
    return {...SURE, rule: {kind: "the reason is"}, length, signal: {start: noun, end: length}, side: "effect"}
  }
  if (!EQUATING.has(d.lower(be))) return null
  const length = d.lower(be) === ":" ? be + 1 : namedFrom(d, be + 1)
  if (length < 0) return null
  return {...SURE, rule: {kind: "the reason is"}, length, signal: {start: noun, end: noun + 1}, side: "effect"}
}

/** "Trade, which had been free, fell", "trade, officials said, fell": whether the clause of a verb stands inside another. */
const isInserted = (d: Dependencies, verb: number): boolean =>
  PRONOUN_OF_RELATIVE.has(d.lower(d.child(verb, "nsubj"))) || (d.is(verb, "parataxis") && SAYING.has(d.lemma(verb)))

/** What a sentence says of the one before it; null where it opens with no word that points back. */
export function fromBefore(d: Dependencies): Proposal | null {
  const opening = openingOf(d) ?? closingOf(d)
  if (!opening) return null
  const {length, signal, side, verb: closed, ...how} = opening
  // What a noun announces may be a thing; what a connective opens is a clause.
  const announced = how.rule.kind === "the result was" || how.rule.kind === "the reason is"
  let verb = closed ?? NONE
  for (let i = length; i < d.tokens.length && verb < 0; i++)
    if (d.headsClause(i) && (announced || (d.child(i, "nsubj", "expl") >= 0 && !isInserted(d, i)))) verb = i
  // "Hence the surge in freight rates."
  const isThing = d.lower(length - 1) === "hence" && d.tag(length) === "DET" && d.child(d.head[length]!, "nmod") >= 0
  if (!announced && verb < 0 && !isThing) return null
  const span =
    announced || verb < 0 ? stretch(d, length, signal) : clause(d, verb, closed === undefined ? NONE : signal.end - 1)
  const told = {start: Math.max(length, span.start), end: span.end}
  if (told.end <= told.start || (announced && told.end - told.start === 1 && d.tag(told.start) === "ADJ")) return null
  const {hedge, time, strength} = mannerAt(d, verb >= 0 && d.isVerbal(verb) ? verb : told.start)
  const nowhere = {start: 0, end: 0}
  return {
    ...how,
    ruled: how.sign,
    cause: side === "cause" ? nowhere : told,
    effect: side === "cause" ? told : nowhere,
    signal,
    hedge,
    // A denied clause is what the effect says.
    denied: false,
    time,
    strength,
    before: side,
  }
}
