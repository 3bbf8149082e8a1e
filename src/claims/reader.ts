// Documents in, claims out: sentence by sentence, each claim with its verbatim quote.
//
// What one sentence proposes (decide.ts) is completed here by what only its neighbours
// tell: what "this" stands for, who is quoted, whether an expectation was met. A claim
// whose words are not in the text at its offsets does not leave this file.

import {shortId} from "../core/ids.ts"
import {decodedOnce} from "../core/weight-table.ts"
import {
  behindLabel,
  type Document,
  type Range,
  type Sentence,
  talks,
  turnsIn,
  withoutMarks,
} from "../documents/index.ts"
import {
  apart,
  bareSpan,
  type Dependencies,
  type English,
  headOf,
  holds,
  marker,
  NONE,
  NOUNS,
  nounPhrase,
  openingEnd,
  parse,
  parsedIn,
  type Span,
  type Token,
  wordsOf,
} from "../language/index.ts"
import {type Claim, type Phrase, RUMOUR} from "./claim.ts"
import {type Clauses, clausesOf} from "./clauses.ts"
import {contentOf} from "./content.ts"
import {decide, decideAll} from "./decide.ts"
import {type Held, held, type Told} from "./held.ts"
import {DEMONSTRATIVES} from "./lexicon/directions.ts"
import {DASHED, LAG, MEANT, NOBODY, REFUTING} from "./lexicon/manner.ts"
import {isActor} from "./lexicon/sorts.ts"
import {nested} from "./nested.ts"
import {phraseOf, pointsBack, sumsUp} from "./phrase.ts"
import type {Proposal} from "./proposal.ts"
import {Quotations} from "./quoted.ts"
import {spellRule} from "./rule.ts"
import {attribution} from "./saying.ts"
import {parseWeights} from "./scorer.ts"
import {SCORER} from "./scorer-weights.ts"

/** Name and version of this reader, as claims carry it. */
const READER = "rules@2"

/** The scorer's weights, decoded when the first sentence is read. */
export const scorer = decodedOnce(() => parseWeights(SCORER))

/** One sentence, parsed, with what it says. */
type ReadSentence = {
  readonly range: Range
  readonly tokens: readonly Token[]
  /** Null where no tree was made: of a question, and of what is no sentence. */
  readonly dependencies: Dependencies | null
  readonly proposals: readonly Proposal[]
}

/** A sentence that a tree was made of. */
type Treed = ReadSentence & {readonly dependencies: Dependencies; readonly clauses: Clauses}

function treed(sentence: ReadSentence | null): Treed | null {
  const d = sentence?.dependencies
  return d ? {...sentence, dependencies: d, clauses: clausesOf(d)} : null
}

/**
 * Confidence is calibrated by news. Who explains how things hang together hardly says a sentence that tells no cause: what is trusted
 * less is worth this all the same.
 */
const LEAST_IN_TALK = 0.3

/** What a claim was made of. `asked`: how it is held out. */
export type Origin = {readonly proposal: Proposal; readonly where: Told; readonly asked: boolean}

/**
 * So many sentences are parsed at a time, stage by stage: each stage has megabytes of weights, and finds them in the processor's
 * cache as long as no other stage has driven them out. No more, because a file may hold a million.
 */
const BLOCK = 64

/**
 * What some sentences of `text` say. A too short or too long one says nothing.
 * @param said  of each sentence what is read of it.
 */
function readBlock(
  english: English,
  text: string,
  ranges: readonly Range[],
  said: readonly Range[],
  talk: boolean,
  onTokens: (tokens: readonly Token[], tree: Dependencies | null) => void,
): ReadSentence[] {
  const parsed = parsedIn(english, text, said)
  for (const {tokens, dependencies} of parsed) onTokens(tokens, dependencies)
  // Of a question there is no tree, and nothing to decide.
  const trees = parsed.flatMap(({dependencies}) => dependencies ?? [])
  const decided = decideAll(trees, scorer(), talk)
  let next = 0
  return parsed.map(({tokens, dependencies}, i): ReadSentence => {
    const found = dependencies ? decided[next++]! : []
    const trusted = ({confidence}: Proposal) => (talk ? Math.max(confidence, LEAST_IN_TALK) : confidence)
    const proposals = found.map((one) => ({...one, confidence: trusted(one)}))
    return {range: ranges[i]!, tokens, dependencies, proposals}
  })
}

/** What the rows say of one sentence by itself, and the scorer lets stand. */
export function saidIn(tokens: readonly Token[], english: English): Proposal[] {
  const {dependencies} = parse(tokens, english)
  return dependencies ? decide(dependencies, scorer(), false).filter(({before}) => !before) : []
}

/**
 * The claims of one document, in the order of its text. Headings, titles and furniture are not read.
 * @param said   the document's sentences, in order.
 * @param english tags and parses.
 * @param onTokens  is handed the tokens and the tree of each sentence read, so that nobody need make them again.
 * @param onTold  is handed each claim with what was proposed of it and where it stands, and whether how it is held out was asked:
 *   for `brink read --why`.
 */
export function readDocument(
  document: Document,
  said: readonly Sentence[],
  english: English,
  onTokens: (tokens: readonly Token[], tree: Dependencies | null) => void,
  onTold?: (claim: Claim, origin: Origin) => void,
): Claim[] {
  const prose = said.filter((s) => s.role === "paragraph" || s.role === "item")
  const claims: Claim[] = []
  const seen = new Map<string, number>()
  const words = document.plain ?? document.text
  const talk = talks(document, said)
  const turnOf = turnsIn(document)
  const quotations = new Quotations(words)
  let block: ReadSentence[] = []
  const read = (i: number): ReadSentence | null => {
    if (i % BLOCK === 0) {
      const ranges = prose.slice(i, i + BLOCK)
      const said = ranges.map((range) => behindLabel(range, turnOf(range.passage).from))
      block = readBlock(english, words, ranges, said, talk, onTokens)
    }
    return block[i % BLOCK] ?? null
  }
  let before: ReadSentence | null = null
  let sentence = read(0)
  let next = sentence && read(1)
  for (let i = 0; sentence; i++) {
    const later = next && read(i + 2)
    const near = i > 0 && prose[i - 1]!.passage >= prose[i]!.passage - 1 ? before : null
    // What became of an expectation is told within two sentences, or not.
    const after = [next, later]
      .filter((one, k) => one && prose[i + 1 + k]!.passage <= prose[i]!.passage + 1)
      .filter((one) => one !== null)
    const here = sentence.proposals.length > 0 ? treed(sentence) : null
    const quoted = quotations.heard(prose[i]!, sentence.dependencies)
    const earlier = here && treed(near)
    const made = (here?.proposals ?? []).flatMap((proposal) => claimOf(document, here!, earlier, after, proposal) ?? [])
    for (const {claim: whole, origin} of here ? nested(here.dependencies, made) : []) {
      const times = (seen.get(whole.id) ?? 0) + 1
      seen.set(whole.id, times)
      const id = times === 1 ? whole.id : `${whole.id}~${times}`
      const claim = {...whole, id, by: whoAnswers(whole.by, quoted ?? turnOf(prose[i]!.passage).by)}
      claims.push(claim)
      onTold?.(claim, origin)
    }
    before = sentence
    sentence = next
    next = later
  }
  return claims
}

function claimOf(
  document: Document,
  sentence: Treed,
  before: Treed | null,
  after: readonly ReadSentence[],
  proposal: Proposal,
): {readonly claim: Claim; readonly origin: Origin} | null {
  const {clauses, range} = sentence
  const {text} = document
  const earlier = before && before.tokens.length > 3 ? before : null
  if (proposal.before && !earlier) return null
  const [cause, effect] = (["cause", "effect"] as const).map((side) =>
    proposal.before === side
      ? phraseOf(earlier!.clauses, text, wholeClause(earlier!.clauses))
      : phrase(sentence, text, proposal[side], earlier, side),
  ) as [Phrase, Phrase]
  const quoteRange = proposal.before ? {from: earlier!.range.from, to: range.to} : range
  const quote = {from: quoteRange.from, to: quoteRange.to, text: text.slice(quoteRange.from, quoteRange.to)}
  const source = attribution(clauses, text, proposal)
  const told = toldOf(sentence, after, proposal)
  // "Was supposed to lower prices": what was meant is no rumour, and what came can refute it.
  const meant = MEANT.test(proposal.hedge ?? "")
  // What its own clause denies, or whoever says it, is held out in no other way.
  const asked = !source.denies && !proposal.denied && !proposal.turned && !proposal.before && !proposal.corrected
  const way = !asked ? null : source.unproven ? "rumoured" : source.accused ? "accused" : held(told)
  // "It is tempting to blame the dam. The accounts say otherwise."
  const flat = way === null && clauses.d.lower(proposal.signal.start - 1) !== "to"
  const contradicted = asked && !flat && source.by === null && after.slice(0, 1).some(isContradicted)
  const quiet = (meant && way !== "denied") || (source.witness && way === "rumoured")
  const handed = contradicted ? "denied" : quiet || (way === "denied" && source.affirms) ? null : way
  // "Used to blame the dam for it, but ..."
  const once = source.by !== null && clauses.d.lower(clauses.d.head[proposal.signal.start]!) === "used"
  const signal = wordsOf(clauses.d, text, proposal.signal)
  const lagFrom = Math.max(range.from, Math.min(cause.from, effect.from) - 40)
  const lagTo = Math.min(range.to, Math.max(cause.to, effect.to) + 40)
  const claim: Claim = {
    id: shortId(document.file, quote.text, cause.text, effect.text),
    file: document.file,
    quote,
    cause: unmarked(cause, document),
    effect: unmarked(effect, document),
    // A verb that is its own effect ("the curfew backfired") stands in the effect, not beside it.
    ...(apart(proposal.signal, proposal.cause) && apart(proposal.signal, proposal.effect) ? {signal} : {}),
    sign: proposal.sign,
    condition: proposal.condition,
    hedge: hedgeOf(proposal.hedge, source.hedge, handed),
    // "Has had no effect on fares" denies nothing: it says that there is none.
    denied: proposal.denied || handed === "denied" ? proposal.sign !== "0" : source.denies,
    refuted:
      ((source.belief && source.past) || once || (meant && proposal.time === "past")) &&
      (source.unmet || turnsDown(clauses, proposal) || after.some(isRefuted)),
    time: proposal.time,
    by: holder(source.by, handed),
    lag: LAG.exec(text.slice(lagFrom, lagTo))?.[0] ?? null,
    strength: proposal.strength,
    reader: READER,
    confidence: proposal.confidence,
    why: {rule: spellRule(proposal.rule), words: [{from: signal.from, to: signal.to}]},
  }
  return {claim, origin: {proposal, where: told, asked}}
}

/** Where what is told stands, for how it is held out. */
function toldOf({dependencies: d}: Treed, after: readonly ReadSentence[], {cause, effect, signal}: Proposal): Told {
  return {
    d,
    cause,
    effect,
    signal,
    after: after.flatMap(({dependencies: next, proposals}) => (next ? [{d: next, tells: proposals.length > 0}] : [])),
  }
}

/**
 * All words of doubt of a claim, as they stand: those of its own verb, of who says it and of who hands it on, each once and
 * apart. What is said not to be so needs none of those that handed it on, and what somebody "thinks" is not "believed" besides.
 */
function hedgeOf(own: string | null, saying: string | null, handed: Held | null): string | null {
  const said = [own, saying].filter((words) => words !== null)
  const known =
    handed === null ||
    handed === "denied" ||
    (handed === "believed" && saying !== null) ||
    (handed === "feared" && said.some((w) => /\bfear/i.test(w)))
  const words = known ? said : [...said, handed]
  const once = words.filter((one, n) => !words.slice(0, n).some((other) => ` ${other} `.includes(` ${one} `)))
  return once.length > 0 ? once.join(", ") : null
}

/** In an answer what nobody else says, or "I" and "we" do, is the word of whoever answers. */
function whoAnswers(by: string | null, answers: string | null): string | null {
  return answers !== null && (by === null || /^(?:i|we)$/i.test(by)) ? answers : by
}

/** Who says a claim: of a rumour whoever hands it on, where somebody does. */
function holder(said: string | null, handed: Held | null): string | null {
  return handed === "rumoured" && (said === null || NOBODY.test(said)) ? RUMOUR : said
}

/** A phrase whose `thing` leaves out marks of the page that stand inside it; the phrase itself stays as worded. */
export function unmarked(phrase: Phrase, document: Document): Phrase {
  const {plain} = document
  if (plain === undefined || plain.slice(phrase.from, phrase.to) === phrase.text) return phrase
  const thing = phrase.thing.flatMap((part) => withoutMarks(document, part))
  return thing.length > 0 ? {...phrase, thing} : phrase
}

function phrase(sentence: Treed, text: string, span: Span, before: Treed | null, side: "cause" | "effect"): Phrase {
  const {clauses} = sentence
  // "They had grown warm": of a clause its subject points back.
  const opens =
    ["it", "they", "this", "that"].includes(clauses.d.lower(span.start)) && clauses.groupAt[span.start + 1] !== -1
  const refers =
    opens || pointsBack(clauses, span)
      ? antecedent(sentence, text, span, before)
      : ((side === "cause" ? takenUp(sentence, text, span, before) : undefined) ?? tornFrom(clauses, text, span))
  return phraseOf(clauses, text, span, refers)
}

/**
 * What a noun with a demonstrative takes up as a cause ("the bank froze wages; those savings ..."): what was last said to come about
 * before it, in its sentence or the one before (Francis 1994, "Labelling discourse"). It agrees in number, and is not counted: "these
 * forty beds" are there by themselves.
 */
function takenUp({clauses, proposals}: Treed, text: string, span: Span, before: Treed | null): string | undefined {
  const {d} = clauses
  const [first, head] = [d.lower(span.start), headOf(d, span)]
  if (!DEMONSTRATIVES.has(first) || !NOUNS.has(d.tag(head)) || d.child(head, "nummod") >= 0) return undefined
  const here = proposals.findLast(({effect}) => effect.end <= span.start)
  const last = here ?? before?.proposals.at(-1)
  if (!last || last.before === "effect") return undefined
  const told = here ? d : before!.clauses.d
  // "The province to limit prescriptions" says that it does.
  const isDone = told.tokens.some(
    (_, i) => holds(last.effect, i) && told.isVerbal(i) && !holds(last.effect, told.head[i]!),
  )
  const isMany = tellsSeveral(told, headOf(told, last.effect), last.effect)
  const fits = first === "such" || isDone || isMany === /^th[eo]se$/.test(first)
  return fits ? wordsOf(told, text, last.effect).text : undefined
}

/** Of "harvests, owing to the frost, [shrank]" the harvests: the subject of a verb that an insertion tears from it. */
function tornFrom({d}: Clauses, text: string, span: Span): string | undefined {
  const head = headOf(d, span)
  const subject = d.lower(span.start - 1) === "," && d.isVerbal(head) ? d.child(head, "nsubj") : NONE
  return subject >= 0 && subject < span.start - 1 ? wordsOf(d, text, nounPhrase(d, subject)).text : undefined
}

/** What a sentence says first: what "consequently" and "the reason is" point to, and "this" where nothing else does. */
function wholeClause(clauses: Clauses): Span {
  const {d} = clauses
  // "Over the past year, a strike has ...", "in May the guild raised": what opens with a preposition is no part of what is said.
  const [subject] =
    d.tag(0) === "ADP" || d.lower(0) === "according"
      ? clauses.groups.flatMap((group) => (group.finite ? (clauses.subject(group) ?? []) : []))
      : []
  const isBehind = subject && (d.lower(subject.start - 1) === "," || d.last[d.head[0]!] === subject.start - 1)
  const said = isBehind ? NONE : saidFrom(d)
  const start = isBehind ? subject.start : Math.max(said, openingEnd(d.tokens))
  return bareSpan(d, {start, end: clauses.clauseEnd(start)}) ?? {start: 0, end: d.tokens.length}
}

/** Where what somebody in front says as it is begins; or NONE. */
function saidFrom(d: Dependencies): number {
  const clause = contentOf(d, d.head.indexOf(-1))
  return clause < 0 ? NONE : d.first[clause]! + (marker(d, clause) === "that" ? 1 : 0)
}

/** Who tells it, or is told: no "it" and no "they" stands for one of them. */
const SPEAKERS: ReadonlySet<string> = new Set(["i", "we", "you", "he", "she", "there"])

/** Whether a word of a phrase is a plural, or one of several that are joined there. */
const tellsSeveral = (d: Dependencies, i: number, {end}: Span): boolean =>
  /^NNP?S$/.test(d.fine(i)) || d.children(i, "conj").some((c) => c < end)

/** Whether "it" or "they" may stand for a phrase: for one thing, or for several, or for those who are one body. */
function agrees(d: Dependencies, pronoun: string, span: Span): boolean {
  const head = headOf(d, span)
  // "Closing the ford does not stop them; it makes the trade dearer"
  if (d.isVerbal(head)) return pronoun.startsWith("it") && d.fine(head) === "VBG"
  const isMany = (i: number) => tellsSeveral(d, i, span)
  if (pronoun.startsWith("it")) return !isMany(head) || d.tag(head) === "PROPN"
  return isMany(head) || d.fine(head) !== "NN" || isActor(d.lemma(head)) || d.children(head, "nmod").some(isMany)
}

/** The subjects of the clauses up to token `end` that a pronoun may stand for, that of the verb `without` aside. */
const subjectsIn = (clauses: Clauses, end = clauses.d.tokens.length, without = NONE): Span[] =>
  clauses.groups
    .filter((group) => group.finite && group.end <= end && group.verb !== without)
    .flatMap((group) => clauses.subject(group) ?? [])
    .filter((one) => !SPEAKERS.has(clauses.d.lower(one.end - 1)) && !pointsBack(clauses, one))

/** What a pointing phrase stands for: for "it" and "they" the nearest subject, for "this" what was last said. */
function antecedent(sentence: Treed, text: string, span: Span, before: Treed | null): string | undefined {
  const {clauses} = sentence
  const pronoun = clauses.d.lower(span.start)
  if (["it", "its", "they", "them", "their"].includes(pronoun)) {
    // "The river died with it": of its own clause's subject a verb says "itself".
    const own = pronoun.endsWith("s") || pronoun === "their" ? NONE : clauses.d.clauseHead(span.start)
    const near = subjectsIn(clauses, span.start, own).findLast((one) => agrees(clauses.d, pronoun, one))
    if (near) return wordsOf(clauses.d, text, near).text
    // Of what somebody said rather than of whoever said it.
    const from = before ? saidFrom(before.clauses.d) : NONE
    const may = before ? subjectsIn(before.clauses).filter((one) => agrees(before.clauses.d, pronoun, one)) : []
    const main = may.find(({start}) => start >= from) ?? may[0]
    return main ? wordsOf(before!.clauses.d, text, main).text : undefined
  }
  // "This", "such a step": what an earlier claim of the sentence led to, else what the sentence before said.
  const earlier = sumsUp(clauses, span)
    ? undefined
    : sentence.proposals.findLast((p) => p.effect.end <= span.start && !p.before && !pointsBack(clauses, p.effect))
  if (earlier) return wordsOf(clauses.d, text, earlier.effect).text
  // "The mill lets its dye into the brook and that kills the trout": the clause that "and" joins.
  const joint = span.start - 1
  if (joint > 2 && (clauses.d.tag(joint) === "CCONJ" || clauses.d.tokens[joint]!.text === ",")) {
    const doer = subjectsIn(clauses, joint).findLast(({start}) => start < joint)
    const told = clauses.groups.some(({finite, end}) => finite && end <= joint)
    const whole = told ? bareSpan(clauses.d, {start: doer?.start ?? 0, end: joint}) : null
    if (whole) return wordsOf(clauses.d, text, whole).text
  }
  if (!before) return undefined
  const last = before.proposals.at(-1)
  // "... and then you get algae. When that is there, ...": the last that was told.
  if (last?.rule.kind === "row" && last.rule.name === "sequel") return wordsOf(before.clauses.d, text, last.effect).text
  return wordsOf(before.clauses.d, text, wholeClause(before.clauses)).text
}

/** Whether the sentence goes on to turn down what was expected: "hoped that it would help, but ...". */
function turnsDown({d: {tokens}}: Clauses, {cause, effect}: Proposal): boolean {
  const end = Math.max(cause.end, effect.end)
  const mark = tokens.findIndex(({text}, i) => i >= end && (text === "," || text === ";"))
  const isNear = mark >= 0 && mark <= end + 3 && mark + 4 < tokens.length
  return isNear && ["but", "yet", "instead", "only"].includes(tokens[mark + 1]!.lower)
}

/** Whether the sentence after says that the expectation was not met: "However, ...", "It did not", "the opposite occurred". */
function isRefuted({tokens}: ReadSentence): boolean {
  const opens = (words: string) => words.split(" ").every((word, k) => tokens[k]?.lower === word)
  return REFUTING.some(opens) || tokens.some(({lower}) => DASHED.has(lower))
}

/** Whether the sentence after turns it down by itself: "The accounts say otherwise", "The data tell another story". */
const isContradicted = ({tokens, proposals}: ReadSentence): boolean =>
  proposals.length === 0 &&
  /(?:otherwise|(?:another|different) (?:story|picture)) \.$/.test(tokens.map(({lower}) => lower).join(" "))
