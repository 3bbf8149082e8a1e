// What of all that the rows of the table propose for a sentence (match.ts) is said: weighed by the scorer. A tree in, proposals
// out, each with a calibrated confidence.

import {
  type Dependencies,
  holds,
  isCorrection,
  isRuledOut,
  isTurnedDown,
  NONE,
  oncePer,
  ruledBy,
  type Span,
  saysOnlyWhen,
} from "../language/index.ts"
import {analyse, isNone} from "./analyse.ts"
import {fromBefore} from "./before.ts"
import type {Condition, Sign} from "./claim.ts"
import {CONDITIONS} from "./lexicon/connectives.ts"
import {MUCH, NEGATIONS, NEITHER, NO, NONE_OF_THEM, NOTHING, SAYING, SUSPECTED} from "./lexicon/manner.ts"
import {LOWERING} from "./lexicon/moving.ts"
import {PARTS} from "./lexicon/roles.ts"
import {HANDLED, PLACES} from "./lexicon/sorts.ts"
import {WANTED} from "./lexicon/things.ts"
import {TAMING} from "./lexicon/verbs.ts"
import {isGraded, isOmitted, isRest, mannerAt} from "./manner.ts"
import {type Candidate, candidates} from "./match.ts"
import {wayOf} from "./movement.ts"
import {opposite} from "./phrase.ts"
import type {Predicate} from "./predicate.ts"
import type {Proposal, RowProposal} from "./proposal.ts"
import {type Row, SEATING} from "./rules.ts"
import {chosen, grouped, likelyAmong, type ScorerWeights, type Weighing} from "./scorer.ts"
import {signed} from "./sign.ts"
import {asWorded} from "./worded.ts"

/** Whether a side tells only when, which neither does nor suffers anything: "since Tuesday", but no "winter killed the hives". */
const isTime = (d: Dependencies, {kind}: Predicate, role: Row["effect"], head: number, span: Span): boolean =>
  saysOnlyWhen(d, span, head, kind === "pair" || role === "subject" || role === "object" || role === "to")

/** The heads of the questions that a sentence tells: "nobody knows whether the law cut crime" says nothing of crime. */
const questionsIn = oncePer((d: Dependencies): number[] =>
  d.tokens.flatMap(({lower}, i) => {
    const asked = d.head[i]!
    if (lower !== "whether" || asked < 0) return []
    // "Whether the levy degraded pastures": of a verb that is taken for an adjective only the thing is left.
    // "Whether it did is not known"; but "whether it rains or not, they sow".
    const isSubject = d.is(asked, "csubj", "advcl") && asked < d.head[asked]! && d.lower(d.last[asked]! + 1) !== ","
    return (d.is(i, "mark") && (isSubject || d.is(asked, "ccomp", "acl"))) || !d.headsClause(asked) ? asked : []
  }),
)
const isAsked = (d: Dependencies, i: number): boolean =>
  questionsIn(d).length > 0 && d.upFrom(i).some((at) => questionsIn(d).includes(at))

const isNobody = (d: Dependencies, v: number): boolean =>
  d.children(v, "nsubj").some((c) => [...NONE_OF_THEM, ...NO, "not"].includes(d.lower(d.first[c]!)))

/** Whether a thing has a place. */
const isSeated = (d: Dependencies, i: number): boolean => PLACES.has(d.lemma(i)) || HANDLED.has(d.lemma(i))

/** "Officials said" between commas, or behind one: who says it, and no side of it. */
const isWhoSays = (d: Dependencies, head: number): boolean =>
  d.is(head, "parataxis") && SAYING.has(d.lemma(head)) && d.child(head, "ccomp", "obj", "xcomp") < 0

/** "Frightened the council into closing the bridge": what a verb makes somebody do, whatever it does to those else. */
const isInto = (d: Dependencies, {roles}: Predicate): boolean =>
  d.fine(roles.get("into")?.[0]?.head ?? NONE) === "VBG" && roles.has("object")

/** All readings of a sentence. @param talk whether its document talks. */
export const readingsOf = (d: Dependencies, talk: boolean): Candidate[] =>
  candidates(d, analyse(d, talk), talk).filter(
    ({predicate, row, heads, cause, effect}) =>
      !isAsked(d, predicate.head) &&
      // "Nobody was hurt in the crash"
      !(row.id === "harm-in" && isNobody(d, heads.effect)) &&
      !(SEATING.has(row.id) && isSeated(d, heads.cause) && isSeated(d, heads.effect)) &&
      !(row.id === "purpose.any" && isToDoWith(d, predicate.head)) &&
      !(predicate.form === "purpose" && isOutcome(d, predicate.head)) &&
      !(row.id === (isInto(d, predicate) ? "lower" : "into-doing")) &&
      // "More than": of what stands behind it a tree has made a verb.
      !(cause.end === cause.start + 2 && d.lower(cause.start + 1) === "than") &&
      // "The talks yielded little"
      !(effect.end === effect.start + 1 && NOTHING.has(d.lower(effect.start))) &&
      !(row.moving && (wayOf(d, cause) === null || wayOf(d, effect) === null)) &&
      !isWhoSays(d, heads.cause) &&
      !isWhoSays(d, heads.effect) &&
      !isTime(d, predicate, row.cause, heads.cause, cause) &&
      !isTime(d, predicate, row.effect, heads.effect, effect),
  )

/** The sign of what gets worse: there is less of what is good, and more of anything else. */
const worsened = (d: Dependencies, head: number): Sign => (WANTED.has(d.lemma(head)) ? "-" : "+")

/** "Varies inversely with", "inversely proportional to". */
const isInverse = (d: Dependencies, i: number): boolean =>
  d.children(i, "advmod").some((c) => d.lower(c) === "inversely")

/** What a row says of a sign, for the things that it stands between. */
export function signOf(d: Dependencies, candidate: Candidate): Sign {
  const {
    row: {sign},
    cause,
    heads: {effect},
    predicate: {name, form, head},
  } = candidate
  if (isInverse(d, head)) return "-"
  // "Hit by falling sales, the mill closed": what comes of it is the clause, whatever it does to the mill.
  if (form === "fronted" && holds(candidate.effect, d.head[head]!)) return "+"
  if (sign === "worse") return worsened(d, effect)
  if (sign === "cause") return wayOf(d, cause) ?? "+"
  // "Breaks the cycle by keeping people well": of what a verb acts on there is as much as the verb says.
  if (sign === "deed") {
    const deed = d.is(effect, "obj") && !holds(candidate.effect, d.head[effect]!) ? d.lemma(d.head[effect]!) : ""
    return LOWERING.has(deed) ? "-" : "+"
  }
  if (sign === "verb") return LOWERING.has(name) || (TAMING.has(name) && worsened(d, effect) === "+") ? "-" : "+"
  return sign
}

/** So many words of how much is done stand at most between "do" and its purpose: "has done next to nothing to". */
const HOW_MUCH = 6

/**
 * Whether what is done for a verb's sake comes to something: "did much to calm the town"; no "did little to", "has not done anything to", "did
 * nothing for". Null where nothing is said to be done.
 */
function doesMuch(d: Dependencies, verb: number): boolean | null {
  let done = verb
  while (done > verb - HOW_MUCH && d.lemma(done) !== "do") done--
  if (d.lemma(done) !== "do") return null
  const end = done === verb ? verb + HOW_MUCH : verb
  for (let i = done + 1; i < end; i++) {
    if (NOTHING.has(d.lower(i))) return false
    if (MUCH.has(d.lower(i))) return !mannerAt(d, done).denied
  }
  return null
}

/** "Closed the pass, only to reopen it", "left, never to return": what came of it, and no purpose. */
function isOutcome(d: Dependencies, verb: number): boolean {
  const to = d.children(verb, "mark").find((c) => d.lower(c) === "to") ?? NONE
  return (d.lower(to - 1) === "only" || d.lower(to - 1) === "never") && d.lower(to - 2) === ","
}

/** "Has much to do with the levy": no purpose. */
const isToDoWith = (d: Dependencies, verb: number): boolean =>
  d.lemma(verb) === "do" && d.children(verb, "obl").some((c) => d.markers(c) === "with")

/** "Had nothing to do with the levy", "has hardly anything to do with it". */
function hasNothingToDo(d: Dependencies, verb: number): boolean {
  const what = d.head[verb]!
  const has = d.lemma(verb) === "do" && what >= 0 && d.lemma(d.head[what]!) === "have"
  return has && (NOTHING.has(d.lower(what)) || (d.lower(what) === "anything" && NEGATIONS.has(d.lower(what - 1))))
}

/** "Little influence"; no "a little influence". */
const isLittle = (d: Dependencies, i: number): boolean => d.lower(i) === "little" && d.lower(i - 1) !== "a"

/** "The levy is not [the straw] that broke the guild": what the cause is said to be, of which a relative tells the effect; or NONE. */
function namedAs(d: Dependencies, {predicate, heads: {cause}}: Candidate): number {
  const noun = d.is(predicate.head, "acl") ? d.head[predicate.head]! : NONE
  const whole = d.is(noun, "nmod") && PARTS.has(d.lemma(d.head[noun]!)) ? d.head[noun]! : noun
  // "It was never the levy that emptied it"
  const isCleft = noun >= 0 && noun === cause && d.lower(d.child(noun, "nsubj", "expl")) === "it"
  const isNamed = cause < whole && noun !== cause
  return d.child(whole, "cop") >= 0 && (isCleft || isNamed) ? whole : NONE
}

/** "Was less the cause of the slump [than] its consequence": where a noun is denied by what is named instead; or NONE. */
function thanBehind(d: Dependencies, noun: number): number {
  const less = d.tokens.findLastIndex(({lower}, i) => i < noun && lower === "less")
  const isSaid = less >= 0 && d.tokens.slice(less + 1, noun).every(({tag}) => tag === "DET" || tag === "ADJ")
  return isSaid ? d.tokens.findIndex(({lower}, i) => i > noun && lower === "than") : NONE
}

/** Whether what is needed is said to be more than a thing: "peace takes more than an army"; "more than nine boats" is how many. */
const isTooLittle = (d: Dependencies, {row, cause: {start, end}}: Candidate): boolean =>
  row.cause === "object" &&
  (row.effect === "subject" || row.id.startsWith("it-takes")) &&
  d.lower(start) === "more" &&
  d.lower(start + 1) === "than" &&
  d.tag(start + 2) !== "NUM" &&
  end > start + 2

/** Whether a side behind the trigger is one of the things that "neither" and "nor" rule out: "neither fraud", "nor by fraud". */
function isNeither(d: Dependencies, {predicate, heads, ...spans}: Candidate, side: "cause" | "effect"): boolean {
  const {start} = spans[side]
  const first = d.tag(start - 1) === "ADP" ? start - 1 : start
  return (
    start > predicate.at.start && !d.isVerbal(heads[side]) && [start, first - 1].some((i) => NEITHER.has(d.lower(i)))
  )
}

/** On what condition a row says it, or the words of its connective do: "once", "in the event of", "only ... if". */
function conditionOf(d: Dependencies, {row, predicate}: Candidate): Condition | null {
  if (predicate.kind !== "connective" || row.cause !== "inside") return row.condition ?? null
  const condition = row.condition ?? CONDITIONS.get(predicate.name) ?? null
  if (condition !== "if") return condition
  const host = predicate.roles.get("host")?.[0]?.head ?? -1
  return host >= 0 && d.children(host, "advmod").some((c) => d.lower(c) === "only") ? "only if" : condition
}

/** "Arrested for allegedly looting it", "a possible cause of": what leaves open the deed that is the cause, or the noun that names it one. */
function doubtOf(d: Dependencies, {predicate, heads}: Candidate): string | null {
  const open = [
    ...(d.fine(heads.cause) === "VBG" ? d.children(heads.cause, "advmod") : []),
    ...(predicate.kind === "noun" ? d.children(predicate.head, "amod") : []),
  ].find((c) => SUSPECTED.has(d.lower(c)))
  return open === undefined ? null : d.lower(open)
}

/** A candidate as a proposal: how it is said, beside what is said. */
function proposalOf(d: Dependencies, reading: Candidate, confidence: number): RowProposal {
  const {row, predicate, heads, cause, effect} = reading
  // "The levy is no threat to trade"; "found no effect of zinc on colds" says that there is none.
  // Nor does "played no part in the fall".
  const light = row.heads?.[0] === "object" && row.cause !== "object" && row.effect !== "object"
  const named =
    predicate.kind === "noun" ? predicate.head : light ? predicate.roles.get("object")?.[0]?.head : undefined
  const none = (named !== undefined && isNone(d, named)) || hasNothingToDo(d, predicate.head)
  const much = predicate.kind === "verb" ? doesMuch(d, predicate.head) : null
  // "Has had little influence on prices" as well, but denies nothing.
  const little = predicate.kind === "noun" && d.children(predicate.head, "amod", "det").some((c) => isLittle(d, c))
  const nothing = none || little ? row.sign === "unclear" : much === false
  // "Is not sudden but the result of neglect": what stands behind the "but" is not denied.
  const meant =
    predicate.kind !== "verb" &&
    d.is(predicate.head, "conj") &&
    d.children(predicate.head, "cc").some((c) => d.lower(c) === "but")
  const tooLittle = isTooLittle(d, reading)
  const corrected = isCorrection(d, cause) || isCorrection(d, effect)
  const {head} = predicate
  const aside = predicate.form !== "plain" && !isOmitted(d, head) && !isGraded(d, head) && !isRest(d, head)
  const tiesClauses = predicate.kind === "connective" || predicate.kind === "pair"
  const told = meant || tiesClauses || aside
  const isHidden = predicate.kind === "verb" && ruledBy(d, predicate.head) !== NONE
  // "Could be a catalyst for ending the feud": by what is said of the noun, and not what it is for.
  const isCopular = d.child(predicate.head, "cop") >= 0
  // "One cause of it may be the drought"
  const isNamed = d.is(predicate.head, "nsubj") && d.child(d.head[predicate.head]!, "cop") >= 0
  const isSaid = predicate.kind === "verb" || isCopular || isNamed
  const verb = isHidden ? predicate.head : d.clauseHead(isSaid ? predicate.head : heads.effect)
  const own = verb === NONE ? null : mannerAt(d, verb)
  const what = namedAs(d, reading)
  const said = what === NONE ? null : mannerAt(d, what)
  const manner = own && said ? {...own, denied: own.denied || said.denied, hedge: own.hedge ?? said.hedge} : own
  // What is wanted is not yet so.
  const wanted =
    predicate.form === "purpose" && much === null && (row.cause === "host" || d.is(predicate.head, "advcl"))
  // "No trout enjoy cold water": who is none is less of it by its own words.
  const turned =
    row.turns === true && manner?.denied === true && !meant && d.lower(d.child(heads.effect, "det")) !== "no"
  const sign = signOf(d, reading)
  const than = predicate.kind === "noun" ? thanBehind(d, predicate.head) : NONE
  return {
    cause: tooLittle ? {...cause, start: cause.start + 2} : cause,
    effect: than > effect.start ? {...effect, end: Math.min(effect.end, than)} : effect,
    signal: predicate.at,
    sign: nothing ? "0" : turned ? opposite(sign) : sign,
    condition: conditionOf(d, reading),
    hedge: manner?.hedge ?? doubtOf(d, reading) ?? (wanted ? "to" : null),
    // A denied clause is what the effect says; the connective beside it is said all the same.
    denied:
      (told || corrected || row.turns === true ? false : (manner?.denied ?? false)) ||
      (row.turns !== true && !corrected && isRuledOut(d, predicate.at.start)) ||
      none ||
      than >= 0 ||
      // "Brought neither a truce nor trade", "was brought by neither"
      (!tiesClauses && (isNeither(d, reading, "cause") || isNeither(d, reading, "effect"))) ||
      tooLittle ||
      isTurnedDown(d, heads.cause) ||
      isTurnedDown(d, heads.effect),
    ...(turned && {turned}),
    ...(corrected && {corrected}),
    time: manner?.time ?? "present",
    strength: manner?.strength ?? null,
    confidence,
    rule: {kind: "row", name: row.id},
  }
}

const inOrder = (a: Proposal, b: Proposal): number =>
  a.signal.start - b.signal.start || a.cause.start - b.cause.start || a.effect.start - b.effect.start

/**
 * The proposals of each of some sentences that are said, in the order of their triggers; what opens with a word that points back has
 * its cause in the sentence before.
 * @param talk  whether the document talks (talk.ts).
 * @param tell  is handed what became of every group of readings.
 */
export function decideAll(
  sentences: readonly Dependencies[],
  weights: ScorerWeights,
  talk: boolean,
  tell?: (weighing: Weighing) => void,
): Proposal[][] {
  const groups = sentences.map((d) => grouped(d, readingsOf(d, talk)))
  const likely = sentences.map((d, nth) => likelyAmong(d, groups[nth]!, weights, tell))
  const picked = sentences.map((d, nth) => chosen(d, likely[nth]!, weights, tell))
  return sentences.map((d, nth) => {
    const told = picked[nth]!.map(({reading, confidence}): Proposal => {
      const proposal = proposalOf(d, reading as Candidate, Math.round(confidence * 100) / 100)
      const worded = asWorded(d, proposal)
      // What does nothing is known by its words, and so are what ends and what keeps something from coming true as long as it is there.
      const lacks = worded.sign === "-" && worded.rule.kind === "row" && worded.rule.name === "because-of.minus"
      const isKnown =
        lacks ||
        isInverse(d, proposal.signal.start) ||
        worded.sign !== proposal.sign ||
        worded.sign === "0" ||
        worded.condition === "without" ||
        worded.condition === "unless"
      return {...worded, sign: isKnown ? worded.sign : signed(d, worded), ruled: worded.sign}
    })
    const back = fromBefore(d)
    if (!back) return told.sort(inOrder)
    // "In response, the mill closed": the words that point back name no cause themselves.
    const isPart = ({signal}: Proposal) => holds(back.signal, signal.start)
    return [...told.filter((one) => !isPart(one)), back].sort(inOrder)
  })
}

/** Those of one sentence. */
export const decide = (
  d: Dependencies,
  weights: ScorerWeights,
  talk: boolean,
  tell?: (weighing: Weighing) => void,
): Proposal[] => decideAll([d], weights, talk, tell)[0]!
