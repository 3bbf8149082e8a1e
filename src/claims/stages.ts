// One sentence's way to its claims, stage by stage, for `brink read --why`. In: a document and one of its sentences. Out: what
// each stage made of it, as a value; where nothing comes of it, at which stage it ended, and why.
//
// Nothing is decided here: each stage is asked again, as the reader asks it (reader.ts), and what it answers is written down.

import {factName} from "../core/fact.ts"
import {type WeighedFact, weighedFacts} from "../core/weight-table.ts"
import {behindLabel, type Document, type Range, type Sentence, talks, turnsIn, type Words} from "../documents/index.ts"
import {
  type Dependencies,
  type English,
  givenTokens,
  parse,
  type Span,
  sentences,
  type Token,
  whyNoTree,
} from "../language/index.ts"
import {analyse} from "./analyse.ts"
import {fromBefore} from "./before.ts"
import type {Claim, Sign} from "./claim.ts"
import {decide} from "./decide.ts"
import {ruleInWords} from "./explain.ts"
import {pairFacts, type Reading} from "./features.ts"
import {type Held, held, weighedFor} from "./held.ts"
import {type Candidate, candidates} from "./match.ts"
import type {Predicate} from "./predicate.ts"
import type {Proposal} from "./proposal.ts"
import {type Origin, readDocument, scorer} from "./reader.ts"
import {spellRule} from "./rule.ts"
import type {Weighing} from "./scorer.ts"
import {weighedForSign} from "./sign.ts"
import {speakerOf, weighedForSpeaker} from "./speaker.ts"

export type {WeighedFact} from "../core/weight-table.ts"
export {GIVEN, givenText} from "../documents/index.ts"

/** The stages, in their order. */
export const STAGES = ["read", "language", "analyse", "match", "decide", "interpret"] as const
export type Stage = (typeof STAGES)[number]

/** What one sentence went through. Phrases are as worded. */
export type SentenceStages = {
  readonly file: string
  /** Where it stands in the document's text, in UTF-16 code units. */
  readonly quote: Words
  /** The last stage that something came of, and why nothing came of it further on; null where claims came out. */
  readonly ended: {readonly at: Stage; readonly why: string} | null
  /** What it is on its page: only paragraphs and items are read. */
  readonly read: {readonly role: string; readonly words: number}
  /** `dateline`: words before the sentence that say where and when a report was sent, or who speaks. */
  readonly language: {readonly dateline: string | null; readonly tokens: readonly TokenStage[]} | null
  readonly analyse: readonly PredicateStage[]
  readonly match: readonly MatchStage[]
  readonly decide: readonly DecisionStage[]
  readonly interpret: readonly Claim[]
  /** Of claims that are not the writer's own, or are denied: how they are held out. */
  readonly held: readonly (Weighed & {readonly held: Held})[]
  /** Of claims whose sign is not that of their row: both. */
  readonly signed: readonly (Weighed & {readonly sign: Sign; readonly row: Sign})[]
  /** Of claims that somebody says: who. */
  readonly said: readonly (Weighed & {readonly by: string})[]
}

/** What a model decided of a claim: `facts` by what they weigh for that and against the row, the writer's own or nobody: log odds, most first. */
type Weighed = {readonly claim: string; readonly facts: readonly WeighedFact[]}

type TokenStage = ReturnType<typeof tokenStage>
type PredicateStage = ReturnType<typeof predicateStage>

/** A proposal: of a row, or of a rule that is none. */
type MatchStage = ReturnType<typeof rowStage | typeof ruleStage>

export type DecisionStage = ReturnType<typeof decisionStage>

/**
 * The stages of each sentence of a document that has a part in a stretch of its text, in order, each read among its neighbours.
 * @param most  so many of them at most; the rest are counted.
 */
export function stagesIn(
  document: Document,
  english: English,
  {from, to}: Range,
  most = Number.POSITIVE_INFINITY,
): {readonly sentences: readonly SentenceStages[]; readonly more: number} {
  const said = sentences(document)
  const wanted = said.filter((sentence) => sentence.from < to && from < sentence.to)
  if (wanted.length === 0) return {sentences: [], more: 0}
  const told = new Map<string, Origin>()
  const keep = (claim: Claim, origin: Origin) => told.set(claim.id, origin)
  const claims = readDocument(document, said, english, () => {}, keep)
  const talk = talks(document, said)
  const turnOf = turnsIn(document)
  const shown = wanted.slice(0, most).map((sentence) => {
    const own = claims.filter(({quote}) => quote.to === sentence.to)
    const words = behindLabel(sentence, turnOf(sentence.passage).from)
    return stagesOf(document, sentence, words, english, talk, own, told)
  })
  return {sentences: shown, more: wanted.length - shown.length}
}

/** @param words  what of the sentence is read: what stands behind the label of whoever speaks. */
function stagesOf(
  document: Document,
  sentence: Sentence,
  words: Range,
  english: English,
  talk: boolean,
  claims: readonly Claim[],
  told: ReadonlyMap<string, Origin>,
): SentenceStages {
  const text = document.plain ?? document.text
  const quote = {from: sentence.from, to: sentence.to, text: document.text.slice(sentence.from, sentence.to)}
  const read = {role: sentence.role, words: quote.text.match(/\S+/gu)?.length ?? 0}
  const none = {file: document.file, quote, read, language: null, analyse: [], match: [], decide: []}
  const untold = {...none, interpret: claims, signed: [], held: [], said: []}
  const endedAt = (at: Stage, why: string) => (claims.length > 0 ? null : {at, why})
  if (sentence.role !== "paragraph" && sentence.role !== "item")
    return {...untold, ended: endedAt("read", `it is a ${sentence.role}; only paragraphs and items of lists are read`)}
  const {given, legible, asked} = givenTokens(english, text, words)
  const {tokens, dependencies: d} = parse(given, english, legible)
  const before = text.slice(sentence.from, given[0]?.from ?? sentence.from).trim()
  const language = {
    dateline: before === "" ? null : before,
    tokens: tokens.map((token, i) => tokenStage(token, d, i)),
  }
  if (!d) return {...untold, language, ended: endedAt("language", whyNoTree(given.length, asked))}
  const worded = (span: Span): string => textOf(text, tokens, span)
  const predicates = analyse(d, talk)
  const weighings: Weighing[] = []
  decide(d, scorer(), talk, (weighing) => weighings.push(weighing))
  const back = fromBefore(d)
  // One a trigger with two heads: its other bounds are weighed by the scorer.
  const proposed = new Map<string, MatchStage>()
  for (const one of candidates(d, predicates, talk)) {
    const {row, predicate, heads} = one
    const key = `${row.id} ${predicate.at.start} ${heads.cause} ${heads.effect}`
    if (!proposed.has(key)) proposed.set(key, rowStage(one, worded))
  }
  const found = {
    ...none,
    language,
    analyse: predicates.filter(({roles}) => roles.size > 0).map((predicate) => predicateStage(predicate, worded)),
    match: [...proposed.values(), ...(back ? [ruleStage(back, worded)] : [])],
    decide: weighings.map((one) => decisionStage(d, one, worded)).sort((a, b) => b.confidence - a.confidence),
    interpret: claims,
    signed: claims.flatMap(({id}) => signStage(d, id, told.get(id))),
    held: claims.flatMap(({id}) => heldStage(id, told.get(id))),
    said: claims.flatMap((claim) => speakerStage(claim, told.get(claim.id))),
  }
  return {...found, ended: claims.length > 0 ? null : endOf(found)}
}

/** The last stage that something came of, where no claim did. */
function endOf({analyse, match, decide: [surest, ...rest]}: Omit<SentenceStages, "ended">): SentenceStages["ended"] {
  if (analyse.length === 0) return {at: "language", why: "no word of it says something of another"}
  if (match.length === 0)
    return {at: "analyse", why: "no row and no rule knows what these words say as cause and effect"}
  if (!surest)
    return {
      at: "match",
      why: match.some(({by}) => by === "rule")
        ? "what is proposed has its cause in the sentence before, and there is none"
        : "what is proposed is asked, says only when or is nobody and nothing: none of it is weighed",
    }
  if ([surest, ...rest].some(({outcome}) => outcome === "said"))
    return {at: "decide", why: "what is said has no cause or effect whose words stand in the text"}
  const confidence = surest.confidence.toFixed(2)
  return {at: "match", why: `nothing proposed is likely enough: the surest has confidence ${confidence}, ${surest.why}`}
}

/** `head`: number of the token that governs it, from 1; 0 of the root, null where no tree was made. */
function tokenStage({text, tag, xpos, lemma}: Token, d: Dependencies | null, i: number) {
  return {text, tag, penn: xpos, lemma, head: d ? d.head[i]! + 1 : null, relation: d ? d.rel[i]! : null}
}

function predicateStage({kind, name, form, at, roles}: Predicate, worded: (span: Span) => string) {
  const heads = [...roles].map(([role, of]) => [role, of.map(({head}) => worded({start: head, end: head + 1}))])
  return {kind, name, form, words: worded(at), roles: Object.fromEntries(heads) as Record<string, string[]>}
}

/** The words of a span, from its first token to its last. */
function textOf(text: string, tokens: readonly Token[], {start, end}: Span): string {
  const [first, last] = [tokens[start], tokens[end - 1]]
  return first && last && last.to > first.from ? text.slice(first.from, last.to).replace(/\s+/gu, " ") : ""
}

/** What stands for a side that no word of the sentence tells. */
const BEFORE = "the sentence before"

function rowStage({row: {id, says, example}, predicate, cause, effect}: Candidate, worded: (span: Span) => string) {
  const sides = {words: worded(predicate.at), cause: worded(cause), effect: worded(effect)}
  return {by: "row" as const, id, says, example: example ?? null, ...sides}
}

function ruleStage({rule, signal, before, cause, effect}: Proposal, worded: (span: Span) => string) {
  const id = spellRule(rule)
  const side = (which: "cause" | "effect", span: Span) => (before === which ? BEFORE : worded(span))
  const sides = {words: worded(signal), cause: side("cause", cause), effect: side("effect", effect)}
  return {by: "rule" as const, id, says: ruleInWords({rule: id, words: []}, []), example: null, ...sides}
}

function signStage(d: Dependencies, claim: string, told: Origin | undefined): SentenceStages["signed"] {
  if (!told || told.proposal.sign === told.proposal.ruled) return []
  const {sign, ruled: row} = told.proposal
  return [{claim, sign, row, facts: weighedMost(weighedForSign(d, {...told.proposal, sign: row}, sign))}]
}

function heldStage(claim: string, told: Origin | undefined): SentenceStages["held"] {
  const way = told?.asked ? held(told.where) : null
  if (!told || way === null) return []
  return [{claim, held: way, facts: weighedMost(weighedFor(told.where, way))}]
}

function speakerStage({id, by}: Claim, told: Origin | undefined): SentenceStages["said"] {
  const speaker = told ? speakerOf(told.where) : null
  if (!told || !speaker || by === null) return []
  return [{claim: id, by, facts: weighedMost(weighedForSpeaker(told.where, speaker))}]
}

/** Facts by what they weigh: log odds to two places, most first; those that weigh nothing are left out. */
const weighedMost = (facts: readonly WeighedFact[]): WeighedFact[] =>
  facts
    .map(({fact, weight}) => ({fact, weight: Math.round(weight * 100) / 100}))
    .filter(({weight}) => weight !== 0)
    .sort((a, b) => Math.abs(b.weight) - Math.abs(a.weight) || (a.fact < b.fact ? -1 : 1))

/** `why`: of what is not said. `for` and `against`: facts by what they weigh, log odds, most first. */
function decisionStage(d: Dependencies, weighing: Weighing, worded: (span: Span) => string) {
  const {group, confidence, outcome} = weighing
  const lead = group.reading
  const reading: Reading = outcome === "unlikely" ? lead : weighing.reading
  const {pair, slope} = scorer()
  const facts = weighedMost(
    weighedFacts(pairFacts(d, lead, group.twice, factName), (number) => (pair.get(number) ?? 0) * slope),
  )
  const why =
    outcome === "unlikely"
      ? `below ${weighing.least}`
      : outcome === "rival"
        ? `a surer one reads the same words: ${worded(weighing.of.reading.cause)} -> ${worded(weighing.of.reading.effect)}`
        : null
  return {
    id: `row ${lead.rule}`,
    words: worded(lead.at),
    cause: worded(reading.cause),
    effect: worded(reading.effect),
    confidence: Math.round(confidence * 100) / 100,
    outcome,
    why,
    for: facts.filter(({weight}) => weight > 0),
    against: facts.filter(({weight}) => weight < 0),
  }
}
