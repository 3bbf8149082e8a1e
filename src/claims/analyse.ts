// What a sentence says of what: every word that can relate two things, once, with its arguments by role. A tree in, predicates
// out. Nothing here knows a cause.
//
// Invariants: passives are undone ("hunger was ended by rain" has the subject "rain"); a verb without a subject of its own has
// the one that it shares, through relatives, control, coordination and tails; a rule never asks how a clause hangs on another.

import {
  aimOf,
  type Dependencies,
  headOf,
  isCorrection,
  isDated,
  isLoneVerb,
  isNegated,
  isPassive,
  isTensed,
  isWilled,
  LISTED,
  NONE,
  nounPhrase,
  purposeOf,
  ruledBy,
  saysOnlyWhen,
  TENSED,
  trimmed,
} from "../language/index.ts"
import {clausePairs, cleftArguments, frontedArguments, noSooner, opensCleft, soDoes} from "./clause-pairs.ts"
import {contentOf, saidUnder} from "./content.ts"
import {doneBy, extraposed} from "./extraposed.ts"
import {connectiveFrom, IN_NAME, isHelped, isTail, MOVING, spelledAsVerb, spelling} from "./forms.ts"
import {GIVING_REASONS} from "./lexicon/announcing.ts"
import {AIM, FOLLOWING} from "./lexicon/connectives.ts"
import {NEEDED} from "./lexicon/grading.ts"
import {MUCH, NOTHING, SAYING} from "./lexicon/manner.ts"
import {LOWERING} from "./lexicon/moving.ts"
import {
  AMOUNTS,
  AT_WORK,
  AT_WORK_IN_FRONT,
  CLOSING,
  COPULAR,
  FINDING,
  INVERTING,
  LYING,
  PARTS,
  PLACING,
  SUMMING,
  TOGETHER,
} from "./lexicon/roles.ts"
import {FEELING} from "./lexicon/rows.ts"
import {sayingAt} from "./lexicon/sayings.ts"
import {isActor} from "./lexicon/sorts.ts"
import {ALTER, MAKING, VERBS} from "./lexicon/verbs.ts"
import {doesTheSame, holdsThan, lessThan, moreThan, notOnly, standsIn} from "./lists.ts"
import {isOmitted} from "./manner.ts"
import {antecedentBefore, contentBehind, objectBehind, objectBeyond, subjectBefore} from "./places.ts"
import type {Argument, Predicate, Role} from "./predicate.ts"

export const PRONOUN_OF_RELATIVE: ReadonlySet<string> = new Set(["which", "that", "who", "whom"])

/** Words that stand for what is done, and for what a copula says that it is: "a frost is what emptied the stores", "all it did was". */
const WHATEVER_DONE = new Set(["what", "all"])

const ASKING = new Set(["whether", "how"])
/** Words that open a question which stands as a thing: "determines how much farmers plant". */
const ASKING_BEHIND = new Set([...ASKING, "who", "what", "which", "when", "where"])

/** Verbs by which somebody is made to do what an infinitive says. */
const MAKING_DO: ReadonlySet<string> = new Set(
  VERBS.filter(({frame}) => frame === "object to" || frame === "complement").flatMap(({lemmas}) => lemmas),
)
/** Verbs by which somebody names the cause of what they act on. */
const ATTRIBUTING: ReadonlySet<string> = new Set(
  VERBS.filter(({frame}) => frame === "attribute" || frame === "blame").flatMap(({lemmas}) => lemmas),
)

const phrase = (head: number, before?: number): Argument => ({head, kind: "phrase", before})
/** A verb from itself on, all else as a phrase. */
const bareOrPhrase = (d: Dependencies, head: number): Argument =>
  d.isVerbal(head) ? {head, kind: "bare"} : phrase(head)
const clauseOf = (head: number, without?: number): Argument => ({head, kind: "clause", without})
/** A clause that stands as a thing: "[what they sow] depends on it", "[how much they sow]"; of "how fast [the clay dries]" what is so. */
function clauseAsThing(d: Dependencies, head: number): Argument {
  const start = d.first[head]!
  const opens = ASKING_BEHIND.has(d.lower(start)) && d.lower(start) !== "whether" && d.tag(start + 1) !== "ADV"
  return opens ? {head, kind: "phrase", span: {start, end: d.last[head]! + 1}} : clauseOf(head)
}

/** Every predicate of a sentence, in the order of its words. @param talk  whether its document talks (talk.ts). */
export function analyse(d: Dependencies, talk: boolean): Predicate[] {
  const found: Predicate[] = []
  // Of connectives within one another the longest is meant: no "for", no "of" in "for lack of".
  let covered = 0
  for (let i = 0; i < d.tokens.length; i++) {
    const connective = i < covered ? null : connectiveAt(d, i)
    if (connective) {
      found.push(connective)
      covered = connective.at.end
    }
    if (d.isVerbal(i)) {
      const isFelt = connective !== null && felt(d, i, connective.name) !== null
      if (!d.is(i, "aux", "cop", "case", "mark", "fixed") && !standsIn(d, i) && !isFelt) {
        const [told, ...again] = withGapped(d, verb(d, i))
        found.push(...states(d, told), ...again)
      }
      continue
    }
    // The nouns of a connective say nothing by themselves: "as a consequence of".
    if (i < covered) continue
    if (
      d.tag(i) === "NOUN" ||
      d.tag(i) === "ADJ" ||
      ((COUNTED.has(d.tag(i)) || d.lower(i) === "why") && d.child(i, "cop") >= 0)
    )
      found.push(nominal(d, i))
    if (spelledAsVerb(d, i)) found.push(hidden(d, i))
  }
  return [...found, ...clausePairs(d, talk)]
}

/** Tags of words that stand for things that are counted, or were named: "is behind nineteen of them", "is behind it". */
const COUNTED: ReadonlySet<string> = new Set(["NUM", "PRON"])

/** Such a word as the verb that it may be, with what stands before and behind it. */
function hidden(d: Dependencies, i: number): Predicate {
  const roles = new Map<Role, Argument[]>()
  const spelt = spelling(d, i)
  const host = isTail(d, i) ? mainClause(d, i - 2) : NONE
  if (host >= 0) {
    const tail = d.firstUp(i, (at) => d.head[at]! <= host)
    add(roles, "host", [clauseOf(host, tail)])
  } else add(roles, "subject", subjectOfHidden(d, i))
  add(roles, "object", objectBehind(d, spelt.at.end))
  prepositional(d, i, roles)
  return {kind: "verb", ...spelt, head: i, form: host < 0 ? "plain" : "tail", roles}
}

function subjectOfHidden(d: Dependencies, i: number): Argument[] {
  // "The quarry, which degraded pastures"
  if (PRONOUN_OF_RELATIVE.has(d.lower(i - 1))) return antecedentBefore(d, i - 1)
  // "Is likely to prompt further raids"
  const ruling = isHelped(d, i) ? i - 1 : ruledBy(d, i)
  return ruling >= 0 ? subjects(d, ruling) : subjectBefore(d, i)
}

/** Who or what a verb's clause is said of: its own subject, or the one that it shares. */
export function subjects(d: Dependencies, v: number): Argument[] {
  if (v < 0) return []
  const doer = allItDid(d, v)
  if (doer) return [doer]
  const inverted = behindCopula(d, v)
  if (inverted >= 0) return [phrase(inverted)]
  const parted = relativeThroughSaying(d, v)
  if (parted.length > 0) return parted
  // "Whether the truce holds depends on them": some trees have a clause beside it.
  const asked = d.children(v, "advcl").filter((c) => c < v && ASKING.has(d.lower(d.first[c]!)))
  const isSelf = (c: number) => /sel(?:f|ves)$/.test(d.lower(c))
  const own = [...asked, ...d.children(v, "nsubj", "csubj")].filter((c) => !isSelf(c))
  // "one frost is enough for the pipes to burst": a clause behind it is another's subject at most.
  const named = own.findLast((c) => c < v) ?? own.at(-1)
  if (named !== undefined) {
    // "debts, each of which ties a family to its lender"
    const each = d.child(named, "nmod")
    const isShare = d.tag(named) !== "NOUN" && d.lower(each) === "which"
    // "And that is why the mill closed": no relative.
    const isRelative = PRONOUN_OF_RELATIVE.has(d.lower(named)) && d.fine(named) !== "DT"
    const pronoun = (isShare || isRelative) && named < v
    const relative = pronoun && d.is(v, "acl") && d.head[v]! >= 0
    const clefted = pronoun ? cleftBefore(d, named) : null
    if (clefted) return [clefted]
    if (relative || (pronoun && named > 0)) {
      const equated = relative ? equatedWith(d, d.head[v]!) : []
      if (equated.length > 0) return equated
      const antecedents = relative ? [antecedentOf(d, v)] : antecedentBefore(d, named)
      // "Payment is irregular, which encourages fraud": said of all that stands before it.
      const told =
        d.lower(named) === "which" && (relative || d.is(v, "parataxis", "advcl", "ccomp", "conj"))
          ? clauseBefore(d, v)
          : []
      if (told.length > 0 && (d.lower(v) === "why" || antecedents.some(({head}) => isGone(d, head, v)))) return told
      const instead = relative ? insteadOf(d, d.head[v]!, v) : []
      if (antecedents.length + told.length > 0) return [...antecedents, ...instead, ...told]
    }
    const listed = listBefore(d, named)
    if (listed) return [listed]
    const isClause = d.isVerbal(named) && d.is(named, "csubj", "advcl")
    const said = isClause ? clauseAsThing(d, named) : phrase(named)
    return [...partedBefore(d, v, named), said, notOnly(d, named), doesTheSame(d, v)].filter((one) => one !== null)
  }
  // "Few doubt that the closure itself caused it"
  const stressed = d.children(v, "nsubj").find((c) => c < v && isSelf(c))
  if (stressed !== undefined) return subjectBefore(d, stressed)
  const shared = sharedSubjects(d, v, d.head[v]!)
  return shared.length === 0 && isTensed(d, v) ? subjectBefore(d, v) : shared
}

/** "[The closure], the levy and the frost hurt trade": the first things of a list that trees hang on the verb by themselves. */
function partedBefore(d: Dependencies, v: number, last: number): Argument[] {
  if (!d.children(last, "conj").some((c) => d.child(c, "cc") >= 0)) return []
  const isParted = (c: number) => [0, 1].some((k) => d.lower(d.last[c]! + k) === ",")
  return d
    .children(v, "nsubj", "obl")
    .filter((c) => c < last && d.tag(c) === "NOUN" && d.child(c, "case") < 0 && !isDated(d.lower(c)) && isParted(c))
    .map((c) => ({...phrase(c), how: "member"}))
}

/** "[A tax] that growers say will empty the mills": what a relative is said of whose verb stands behind who says it. */
function relativeThroughSaying(d: Dependencies, v: number): Argument[] {
  let says = v - 1
  while (d.tag(says) === "AUX" || d.tag(says) === "ADV") says--
  const speaker = SAYING.has(d.lemma(says)) ? d.children(says, "nsubj").findLast((c) => c < says) : undefined
  const pronoun = speaker === undefined ? NONE : d.first[speaker]! - 1
  return PRONOUN_OF_RELATIVE.has(d.lower(pronoun)) ? antecedentBefore(d, pronoun) : []
}

/** "Driving the boom is [cheap credit]", "adding to the misery was [a lack of water]": what a copula names behind what it does; or NONE. */
function behindCopula(d: Dependencies, v: number): number {
  const named = d.head[v]!
  const inFront = d.is(v, "csubj") && d.fine(v) === "VBG" && d.markers(v) === ""
  const opens = inFront && AT_WORK_IN_FRONT.has(spelling(d, v).name.split(" ")[0]!)
  const isNamed = opens && d.tag(named) === "NOUN" && d.child(named, "cop") > v && /^(?:that)?$/.test(d.markers(named))
  // "Driving a car is a skill" judges what is done.
  const isJudged = isNamed && d.lemma(d.child(named, "det")) === "a" && d.child(named, "nmod", "acl") < named
  return isNamed && !isJudged ? named : NONE
}

/** "It was [smoke from the kilns] that drove them out": all that stands between the "it was" and its pronoun, by the order of words. */
function cleftBefore(d: Dependencies, pronoun: number): Argument | null {
  if (d.lower(pronoun) !== "that") return null
  let be = pronoun - 2
  while (be > 0 && d.tag(be) !== "PUNCT" && !TENSED.has(d.fine(be))) be--
  if (!opensCleft(d, be)) return null
  let start = be + 1
  while (d.tag(start) === "ADV") start++
  if (d.tag(start) === "PART" || start === pronoun) return null
  const span = {start, end: pronoun}
  const head = headOf(d, span)
  return LISTED.has(d.tag(head)) ? phrase(head, pronoun) : {head, kind: "phrase", span}
}

/** What a relative is said of; of "a levy, one that hurts trade" the levy. */
function antecedentOf(d: Dependencies, v: number): Argument {
  const nearest = d.head[v]!
  // "The raids of last winter, which drove families away": no winter did.
  const isWhen = d.is(nearest, "nmod") && saysOnlyWhen(d, nounPhrase(d, nearest), nearest, false)
  const noun = isWhen ? d.head[nearest]! : nearest
  const comma = [d.first[noun]!, d.first[noun]! - 1].find((i) => d.lower(i) === ",")
  if (d.lower(noun) !== "one" || !comma || !d.is(noun, "appos", "conj", "parataxis")) return phrase(noun, d.first[v]!)
  const named = d.firstUp(comma - 1, (i) => !d.is(i, "nmod", "flat"))
  return d.isVerbal(named) ? phrase(noun, d.first[v]!) : phrase(named, comma)
}

/** So many words name at most who does it in "all the tariff did was push up prices". */
const NAMED_IN = 9

/** "All [the tariff] did was push up prices", "what they did was to leave": who does it, by the order of words; trees differ from one to the next. */
function allItDid(d: Dependencies, v: number): Argument | null {
  const be = d.lower(v - 1) === "to" ? v - 2 : v - 1
  if (d.lemma(be) !== "be" || d.lemma(be - 1) !== "do") return null
  let all = be - 2
  while (all > be - NAMED_IN && !DOES_ALL.has(d.lower(all)) && d.tag(all) !== "PUNCT") all--
  const span = {start: all + 1, end: be - 1}
  return DOES_ALL.has(d.lower(all)) && span.start < span.end ? {head: headOf(d, span), kind: "phrase", span} : null
}

const DOES_ALL: ReadonlySet<string> = new Set([...WHATEVER_DONE, "thing"])

/** What did it where a cleft says what did not: "it was not the drought that emptied the stores but theft", "..., it was theft". */
function insteadOf(d: Dependencies, noun: number, v: number): Argument[] {
  if (d.child(noun, "cop") < 0 || !isNegated(d, noun)) return []
  return [...d.children(noun, "conj", "parataxis", "acl"), ...d.children(v, "conj", "parataxis")]
    .filter((c) => c > v && !d.isVerbal(c) && isCorrection(d, nounPhrase(d, c)))
    .map((c) => ({...phrase(c), how: "member"}))
}

/**
 * Whether the noun that a relative may hang on does nothing itself: "closed two mills, which led to strikes", "raised the rate to 30 per
 * cent, which slowed trade". What is so at any time may be of the thing: "cut the harvest, which feeds the north".
 */
function isGone(d: Dependencies, noun: number, v: number): boolean {
  const opens = d.first[v]!
  if (![opens - 1, opens].some((i) => /^(?:,|[-–—]+)$/.test(d.lower(i)))) return false
  if (d.tag(noun) === "NUM" || AMOUNTS.has(d.lemma(noun))) return true
  // No "claimed responsibility for the blast, which killed nine"
  const thing = d.firstUp(noun, (i) => !d.is(i, "nmod", "conj") || d.markers(i) === "for")
  const governor = thing < 0 ? NONE : d.head[thing]!
  const isAlways = /^VB[ZP]$/.test(d.fine(v)) && d.child(v, "aux") < 0
  const isLess = !isAlways && d.is(thing, "obj") && d.isVerbal(governor) && LOWERING.has(d.lemma(governor))
  // "Failed to stop the raids, which have emptied the villages"
  return isLess && !isNegated(d, governor) && !isOmitted(d, governor)
}

/** "Poor seed, worse roads and a cheating middleman: that is what keeps the valley poor". */
function listBefore(d: Dependencies, pronoun: number): Argument | null {
  const colon = pronoun - 1
  if (!SUMMING.has(d.lower(pronoun)) || !/^(?::|[-–—]+)$/.test(d.lower(colon))) return null
  let start = colon
  while (start > 0 && !/^[.;:]$/.test(d.lower(start - 1))) start--
  const isTold = (i: number) => TENSED.has(d.fine(i)) && !d.is(i, "acl")
  if (colon <= start || Array.from({length: colon - start}, (_, k) => start + k).some(isTold)) return null
  return phrase(headOf(d, {start, end: colon}), colon)
}

/** Prepositions before a gerund that tell what the object of the verb does, and not its subject; and those that do so of somebody alone. */
const OBJECT_CONTROL: ReadonlySet<string> = new Set(["of", "into"])
const PERSONAL_CONTROL: ReadonlySet<string> = new Set(["for", "from"])

/** Prepositions before a gerund that whoever has, plays or goes the noun before them does. */
const HAVING_IT: ReadonlySet<string> = new Set(["of", "in", "to", "towards", "toward"])

const isSomebody = (d: Dependencies, i: number): boolean =>
  d.tag(i) === "PROPN" || d.tag(i) === "PRON" || isActor(d.lemma(i))

/** The subject that a verb without one shares with what it hangs on. */
function sharedSubjects(d: Dependencies, v: number, governor: number): Argument[] {
  if (governor < 0 || isWilled(d, v)) return []
  // "The mine, whose lamps were sold in 1966, poisoned the well": trees join the second verb, which is the mine's, to that of its lamps.
  const [above, owned] = d.is(v, "conj") ? d.children(governor, "nsubj", "nsubj:pass") : []
  if (owned !== undefined && d.children(owned).some((c) => d.lower(c) === "whose"))
    return [phrase(above!, d.first[owned]!)]
  // "The law, far from curbing graft, has spread it": some trees hang it on the law.
  if (d.lower(v - 2) === "far" && d.markers(v) === "from" && d.tag(governor) === "NOUN" && governor < v)
    return [phrase(governor, d.first[v]!)]
  if (d.is(v, "acl")) {
    const equated = equatedWith(d, governor)
    if (equated.length > 0) return equated
    // "Has the effect of strengthening the nobles", "played a part in calming them": whoever has it does it.
    if (d.fine(v) === "VBG" && HAVING_IT.has(d.markers(v))) {
      const above = d.head[governor]!
      const isHad = d.is(governor, "obj", "obl") && d.markers(governor) === "" && d.isVerbal(above)
      if (isHad || d.markers(v) === "of") return isHad ? subjects(d, above) : []
    }
    // "Is a catalyst for ending the feud": what is one may end it.
    if (d.markers(v) === "for" && d.child(governor, "cop") >= 0) return []
    return d.fine(v) === "VBN" || d.fine(v) === "VBG" ? [phrase(governor, d.first[v]!)] : []
  }
  if (d.is(v, "xcomp")) {
    const object = d.child(governor, "obj", "iobj")
    return object >= 0 ? [phrase(object)] : subjects(d, governor)
  }
  // "Hit a town already suffering from drought", "caused delays stemming from a strike": no comma parts it from what it is said of.
  const beside = d.first[v]! - 1
  if (d.is(v, "advcl") && d.fine(v) === "VBG" && d.lower(v + 1) === "from" && d.tag(beside) === "NOUN")
    return [phrase(beside)]
  // "accused the mill of poisoning the river", "kept the crews from leaving"; no "paid a fine for poisoning the river"
  if (d.is(v, "advcl") && (d.fine(v) === "VBG" || d.children(v, "aux").some((c) => d.lower(c) === "having"))) {
    const [object, opens] = [d.child(governor, "obj"), d.markers(v)]
    const credits = opens === "with" && d.lemma(governor) === "credit"
    const controls = credits || OBJECT_CONTROL.has(opens) || (PERSONAL_CONTROL.has(opens) && isSomebody(d, object))
    if (controls && object > governor && object < v) return [phrase(object, d.first[v]!)]
  }
  // "The pilots said the airline had cut crews, arguing that ...": who said it argues.
  const says = d.is(v, "advcl") && d.is(governor, "ccomp") && SAYING.has(d.lemma(v)) && d.head[governor]! < governor
  if (says && SAYING.has(d.lemma(d.head[governor]!))) return subjects(d, d.head[governor]!)
  if (d.is(v, "conj", "parataxis", "advcl", "ccomp") && d.headsClause(governor)) return subjects(d, governor)
  return []
}

/**
 * What a copula says a noun is, for what a clause on the noun says of it: "a frost is what emptied the stores", "[the tax] is one of the
 * factors driving prices up", "another factor driving prices up is [the tax]".
 */
function equatedWith(d: Dependencies, noun: number): Argument[] {
  if (!WHATEVER_DONE.has(d.lower(noun)) && !AT_WORK.has(d.lemma(noun))) return []
  const governor = d.head[noun]!
  const whole = d.is(noun, "nmod") && d.markers(noun) === "of" && PARTS.has(d.lemma(governor)) ? governor : noun
  const above = d.head[whole]!
  if (d.child(whole, "cop") >= 0) {
    const named = subjects(d, whole)
    // "The trigger was the decision to tax salt, which emptied the pass": the decision is what did it.
    return named.some(({head}) => AT_WORK.has(d.lemma(head))) ? [] : named
  }
  if (above < 0) return []
  if (d.is(whole, "nsubj"))
    return d.child(above, "cop") > whole && d.markers(above) === "" ? [bareOrPhrase(d, above)] : []
  const isState = d.is(whole, "xcomp", "obj", "obl") && COPULAR.has(d.lemma(above))
  return isState ? subjects(d, above) : []
}

/** "What the boats have achieved is silence": for the "what" stands what it is said to be. */
function whatItIs(d: Dependencies, one: Argument): Argument {
  const told = WHATEVER_DONE.has(d.lower(one.head)) ? d.head[one.head]! : -1
  if (told < one.head || d.child(told, "cop") < one.head) return one
  return bareOrPhrase(d, told)
}

/** The clause that a relative behind a comma may be said of as a whole. */
function clauseBefore(d: Dependencies, v: number): Argument[] {
  const host = d.clauseHead(d.head[v]!)
  return host >= 0 && host < v ? [clauseOf(host, v)] : []
}

/** The head of the clause that a word stands in, over what its verb is to do; or -1. */
const mainClause = (d: Dependencies, i: number): number => d.firstUp(i, (at) => d.headsClause(at) && !d.is(at, "xcomp"))

/** The clause that a purpose or a tail hangs on, without it. */
function hostClause(d: Dependencies, v: number): Argument[] {
  const above = d.head[v]!
  // "straining the grid and killing the old": both follow from the clause before.
  if (d.is(v, "conj") && d.fine(above) === d.fine(v) && d.is(above, "advcl", "acl", "parataxis"))
    return hostClause(d, above)
  const host = mainClause(d, above)
  // "Closed the border [in an attempt] to stop theft": the aim is no part of what is done for it.
  return host < 0 ? [] : [clauseOf(host, aimOf(d, v) === NONE ? v : above)]
}

function add(roles: Map<Role, Argument[]>, role: Role, arguments_: readonly Argument[]): void {
  if (arguments_.length > 0) roles.set(role, [...(roles.get(role) ?? []), ...arguments_])
}

const RELATIVE: ReadonlySet<string> = new Set(["which", "whom"])

/** What prepositions tie to a word, each preposition a role; "to" with a verb is an infinitive. */
function prepositional(d: Dependencies, i: number, roles: Map<Role, Argument[]>): void {
  const below = d.children(i, "obl", "nmod", "advcl", "acl", "ccomp", "xcomp", "advmod", "csubj")
  // "Less to politics than to cheap oil": some trees hang the oil on the politics.
  const withThan = (one: number) => [one, ...moreThan(d, one).filter((k) => d.head[k] === one)]
  for (const c of holdsThan(d) ? below.flatMap(withThan) : below) {
    // "By cutting the subsidy, the ministry reduced demand"
    if (c < i && !d.is(c, "obl") && !(d.is(c, "advcl") && d.fine(c) === "VBG")) continue
    const marker = tied(d, c)
    if (marker === "" || d.rel[c] === "nmod:poss") continue
    // "back to the hills"
    const adverb = d.first[c]! - 1
    if (adverb > i && d.tag(adverb) === "ADV" && d.head[adverb] === i)
      add(roles, `${d.lower(adverb)} ${marker}`, [phrase(c)])
    const verbal = d.isVerbal(c) && d.child(c, "cop") < 0
    // "The debt to which the closure led": what the pronoun stands for.
    if (c < i && RELATIVE.has(d.lower(c)) && d.is(i, "acl")) {
      add(roles, marker, [phrase(d.head[i]!, d.first[i]!)])
      continue
    }
    if (marker === "to" && verbal) {
      add(roles, "infinitive", [{head: c, kind: "bare"}])
      // "contributed to soaring prices"
      add(roles, "to", [{head: c, kind: "bare"}])
    } else add(roles, marker, [verbal ? (d.fine(c) === "VBG" ? {head: c, kind: "bare"} : clauseOf(c)) : phrase(c)])
    // "Paved the way for the board to listen": somebody's doing it is what it is for, as a thing might be.
    if (marker === "for to") add(roles, "for", [verbal ? clauseOf(c) : phrase(c)])
    // "enough for the sea to flood it"; as well "responsible for the failure to mend it"
    if (marker === "for" && d.children(c, "acl", "xcomp").some((k) => k > c && d.markers(k) === "to"))
      add(roles, "for to", [phrase(c)])
    // "lies at the heart of the dispute"
    if (d.tag(c) === "NOUN")
      for (const k of d.children(c, "nmod", "acl"))
        if (k > c && d.markers(k) === "of") add(roles, `${marker} ${d.lemma(c)} of`, [bareOrPhrase(d, k)])
    // "put down to raising fares and to cutting crews": things are members of a list (lists.ts).
    for (const other of d.children(c, "conj"))
      if (d.isVerbal(other) && d.markers(other) === marker) add(roles, marker, [bareOrPhrase(d, other)])
  }
  // "traced back to the frost", "hurt trade more than the frost": what hangs on an adverb counts for its verb as well.
  for (const adverb of d.children(i, "advmod"))
    for (const c of d.children(adverb, "obl", "advcl")) {
      const marker = d.markers(c)
      if (adverb < i || c < adverb || marker === "" || d.isVerbal(c)) continue
      for (const role of [marker, `${d.lower(adverb)} ${marker}`]) add(roles, role, [phrase(c)])
    }
}

/** Verbs by which what they act on is another, or no more than so much. */
const ALTERING: ReadonlySet<string> = new Set([
  ...ALTER,
  "limit",
  "restrict",
  ...VERBS.filter(({name}) => name === "alter").flatMap(({lemmas}) => lemmas),
])

/** Verbs by which a thing does so, and somebody only says so: "the tide decides whether boats sail". */
const DECIDING: ReadonlySet<string> = new Set(["decide", "settle"])

/** "The price determines [how much farmers plant]", "... whether [the boats can sail]": the question right behind a verb, whatever the tree makes of it. */
function questionBehind(d: Dependencies, v: number, subject: readonly Argument[]): Argument | null {
  if (!ASKING_BEHIND.has(d.lower(v + 1))) return null
  const decides = DECIDING.has(d.lemma(v)) && !subject.some(({head}) => isSomebody(d, head))
  if (!decides && !ALTERING.has(d.lemma(v))) return null
  const head = d.tokens.findIndex((_, i) => i > v + 1 && d.isVerbal(i) && TENSED.has(d.fine(i)))
  const clause = head >= 0 && d.is(head, "aux", "cop") ? d.head[head]! : head
  const isOwn = clause > v && d.upFrom(clause).includes(v)
  if (!isOwn || d.first[clause]! <= v) return null
  const start = d.lower(v + 1) === "whether" ? v + 2 : v + 1
  return {head: clause, kind: "phrase", span: {start, end: d.last[clause]! + 1}}
}

/** What ties a word to one before it; of "less to the frost than to the levy" the "to", for the levy alone. */
function tied(d: Dependencies, c: number): string {
  if (lessThan(d, c) !== NONE) return d.markers(c).slice("than ".length)
  return moreThan(d, c).length > 0 ? "" : d.markers(c)
}

/** How much is done for a purpose. */
const HOW_MUCH: ReadonlySet<string> = new Set([...MUCH, ...NOTHING])

/** "Hit wages once more", "the most", "more than ever": how much it does, which some trees take for a second object. */
const isDegree = (d: Dependencies, c: number): boolean => /^(?:more|most|less|least)$/.test(d.lower(c))

/** "But hit by", "still, hit by": tags of words before a participle in front. */
const BEFORE_FRONTED: ReadonlySet<string> = new Set(["CCONJ", "ADV", "PUNCT"])

/** Verbs that a bare infinitive stands behind. */
const LETTING: ReadonlySet<string> = new Set(["let", "make", "help"])

/** What a verb without a tense is to the one that it complements. */
const DOING: ReadonlyMap<string, Role> = new Map([
  ["VB", "infinitive"],
  ["VBG", "object"],
])

function verb(d: Dependencies, v: number): Predicate {
  const roles = new Map<Role, Argument[]>()
  const passive = isPassive(d, v)
  const spelt = spelling(d, v)
  const surface = subjects(d, v)
  const objects = d.children(v, "obj").filter((c, nth) => !isSetOff(d, c) && !(nth > 0 && isDegree(d, c)))
  if (passive) {
    add(roles, "object", surface)
    for (const c of d.children(v, "obl", "advcl")) if (tied(d, c) === "by") add(roles, "subject", [bareOrPhrase(d, c)])
  } else {
    add(roles, "subject", surface)
    // Of two objects the first is who is given, or costs, the second.
    const relative = d.is(v, "acl") && d.head[v]! >= 0
    for (const c of objects.slice(objects.length > 1 ? 1 : 0)) {
      const pronoun = relative && PRONOUN_OF_RELATIVE.has(d.lower(c))
      // "Sales fell by 12 percent, which owners blame on the levy": all that stands before it.
      const isWhole = c < v && d.lower(c) === "which" && isGone(d, pronoun ? d.head[v]! : c - 2, v)
      const told = isWhole ? clauseBefore(d, v) : []
      add(roles, "object", told.length > 0 ? told : [pronoun ? phrase(d.head[v]!, d.first[v]!) : phrase(c)])
    }
  }
  const question = passive || roles.has("object") ? null : questionBehind(d, v, surface)
  if (question) add(roles, "object", [question])
  for (const c of [...d.children(v, "iobj"), ...objects.slice(0, -1)]) add(roles, "recipient", [phrase(c)])
  // What a relative pronoun stands for: "the toll that they raised".
  if (
    !passive &&
    objects.length === 0 &&
    d.rel[v] === "acl:relcl" &&
    !d.children(v, "obl").some((c) => c < v && RELATIVE.has(d.lower(c))) &&
    !roles.get("subject")?.some(({head}) => head === d.head[v])
  )
    add(roles, "object", [phrase(d.head[v]!, d.first[v]!)])
  prepositional(d, v, roles)
  for (const c of d.children(v, "xcomp", "ccomp")) {
    if (d.markers(c) === "to") continue
    const done = d.isVerbal(c) && d.child(c, "cop") < 0
    // "Let their owners draw more": bare behind such verbs, whatever its tag.
    const isBare = LETTING.has(d.lemma(v)) && d.is(c, "xcomp") && /^VB[DP]$/.test(d.fine(c))
    const role = done ? DOING.get(isBare ? "VB" : d.fine(c)) : undefined
    if (role !== undefined) add(roles, role, [{head: c, kind: "bare"}])
    else if (done || d.is(c, "ccomp")) add(roles, "content", [clauseOf(c)])
    else add(roles, "state", [phrase(c)])
    // "leave them ruined"
    if (MAKING.has(d.lemma(v)) && !passive && d.is(c, "xcomp") && (d.fine(c) === "VBN" || d.fine(c) === "VBG"))
      add(roles, "state", [phrase(c)])
  }
  // Where a phrase is attached is what parsers know least: what hangs on the object counts for the verb as well.
  for (const object of objects) {
    const own = new Map<Role, Argument[]>()
    prepositional(d, object, own)
    for (const [role, of] of own) add(roles, role === "of" ? "of object" : role, of)
    // "Attributed the fall in crime to better lamps": some trees hang the lamps on the crime.
    if (ATTRIBUTING.has(d.lemma(v)) && !["for", "to", "on"].some((role) => roles.has(role)))
      for (const c of [...d.children(v, "obl"), ...d.children(object, "nmod")])
        for (const k of d.children(c, "nmod")) {
          const role = d.markers(k)
          if (c < object || k < c || (role !== "to" && role !== "on")) continue
          add(roles, role, [phrase(k)])
          const span = {start: nounPhrase(d, object).start, end: d.first[k]!}
          roles.set("object", [{head: object, kind: "phrase", span}])
        }
  }
  const marked = d.markers(v)
  const aim = purposeOf(d, v)
  const purpose = aim >= 0
  const tail =
    !isLoneVerb(d, v) &&
    (d.fine(v) === "VBG" || d.fine(v) === "VBN") &&
    d.is(v, "advcl", "acl", "parataxis", "conj") &&
    marked === ""
  // "Deprived of water, the garrison withdrew"
  const isFirst = () => d.tokens.slice(d.first[v], v).every(({tag}) => BEFORE_FRONTED.has(tag))
  const fronted = tail && d.fine(v) !== "VBG" && d.head[v]! > v && isFirst()
  // "Prompting the bank to lift rates": what somebody is made to do is no purpose.
  const isMadeTo = d.is(aim, "xcomp") && MAKING_DO.has(d.lemma(d.head[aim]!)) && d.child(d.head[aim]!, "obj") >= 0
  if ((purpose && !isMadeTo) || tail) add(roles, "host", hostClause(d, purpose ? aim : v))
  // "Allows pumps to be replaced, thereby lowering the risk": the clause does, and not what it is about.
  if (tail && d.lower(v - 1) === "thereby") roles.delete("subject")
  // "dialogue to prevent a crisis"
  if (purpose && aimOf(d, aim) !== NONE) roles.delete("subject")
  else if (d.is(aim, "acl") && d.tag(d.head[aim]!) === "NOUN") add(roles, "host", [phrase(d.head[aim]!, d.first[aim]!)])
  // "did nothing to slow the cholera": who does it is who does nothing.
  if (purpose) {
    const done = d.is(aim, "acl", "advcl") && d.is(d.head[aim]!, "obj") ? d.head[d.head[aim]!]! : d.head[aim]!
    // "Obliges both states to destroy their arms", "wants crews to cut costs": they do, and not the treaty.
    const made = d.child(done, "obj")
    const isMade = d.is(aim, "xcomp") && made >= 0 && (MAKING_DO.has(d.lemma(done)) || isSomebody(d, made))
    if (d.isVerbal(done) && !isMade) add(roles, "doer", subjects(d, done))
    // "It has done little to curb theft": nothing is told of it but who does so.
    if (d.lemma(done) === "do" && HOW_MUCH.has(d.lower(d.child(done, "obj"))))
      roles.set("host", roles.get("doer") ?? [])
  }
  const front = passive || !INVERTING.has(d.lemma(v)) ? null : phraseInFront(d, v, surface)
  const named = front && (d.children(v, "nsubj").find((c) => c > v) ?? roles.get("object")?.[0]?.head)
  if (front && named) {
    roles.delete("object")
    roles.set("subject", [phrase(named)])
    for (const role of [front.marker, `${front.marker} in front`]) roles.set(role, [phrase(front.noun)])
  }
  // "Nothing has hurt the mills more than the levy": which has hurt them most.
  const outdone = roles.get("more than") ?? roles.get("much as")
  if (outdone && surface.some(({head}) => d.lower(head) === "nothing"))
    roles.set(passive ? "object" : "subject", outdone)
  for (const [role, said] of roles) {
    const meant = role === "subject" || role === "object" ? said.map((one) => whatItIs(d, one)) : said
    roles.set(role, meant)
  }
  if (!passive) {
    if (!roles.has("content") && d.fine(v + 1) !== "WDT") add(roles, "content", contentBehind(d, v, v + 1))
    if (!named && !roles.has("object"))
      add(roles, "object", roles.has("content") ? objectBeyond(d, v) : objectsMissed(d, v, spelt.at.end))
  }
  for (const c of d.children(v, "expl", "nsubj")) if (d.lower(c) === "it") add(roles, "it", [phrase(c)])
  const it = (spelt.name === "make" || spelt.name === "render") && !passive ? extraposed(d, v) : null
  if (it) {
    for (const role of ["object", "state", "content"]) roles.delete(role)
    roles.set("extraposed", [it.who])
    roles.set("infinitive", [it.what])
  }
  // "It took a court order for the road to reopen"
  const taken = roles.has("it") && !it ? roles.get("object")?.[0]?.head : undefined
  if (taken !== undefined) {
    const at = d.tokens.findIndex(({lower}, i) => i > taken && lower === "for")
    const done = at < 0 ? null : doneBy(d, at)
    const [what] = done?.what ? [done.what] : (roles.get("infinitive") ?? [])
    if (what) {
      roles.set("extraposed", [done?.what ? done.who : what])
      roles.set("infinitive", [what])
    }
    if (done?.what) roles.set("object", [phrase(taken, at)])
  }
  return {
    kind: "verb",
    ...(it ? {name: `make it ${it.sign}`, at: {start: v, end: it.end}} : spelt),
    ...(question && DECIDING.has(d.lemma(v)) && {name: "determine"}),
    head: v,
    form: purpose ? "purpose" : fronted ? "fronted" : tail ? "tail" : "plain",
    roles,
  }
}

/** "Rains swelled the rivers and [the rivers the marshes]", "hunger leads to unrest and [unrest to war]": the verb, left out, with what it has there. */
function withGapped(d: Dependencies, told: Predicate): readonly [Predicate, ...Predicate[]] {
  const v = told.head
  if (isPassive(d, v)) return [told]
  const made = alsoMade(d, told)
  if (made) return made
  const own = d.children(v, "obj", "obl").filter((c) => c > v)
  const [object, role] = [own.some((c) => d.is(c, "obj")), own[0] === undefined ? "" : d.markers(own[0])]
  const again = (c: number, effect: Argument): Predicate => ({
    ...told,
    roles: new Map([
      ["subject", [phrase(c, c + 1)]],
      [object ? "object" : role, [effect]],
    ]),
  })
  const chain = object || role === "" ? [] : chainedBy(d, own[0]!, role)
  if (chain.length > 0) {
    // "Leads to unrest, unrest to war": the war comes of nothing before it.
    const effect = (head: number, nth: number): Argument => {
      const next = chain[nth]?.[0]
      if (next === undefined) return phrase(head)
      return {head, kind: "phrase", span: trimmed(d, nounPhrase(d, head).start, d.first[next]!, head)}
    }
    const roles = new Map(told.roles).set(role, [effect(own[0]!, 0)])
    return [{...told, roles}, ...chain.map(([c, done], nth) => again(c, effect(done, nth + 1)))]
  }
  const joined = [v, ...own].flatMap((above) =>
    d.children(above, "conj", "parataxis").flatMap((c): Predicate[] => {
      if (c < (own[0] ?? d.tokens.length) || d.tag(c) !== "NOUN" || d.child(c, "case") >= 0) return []
      const done = d.children(c).find((k) => k > c && !d.is(k, "punct"))
      const isDone = done !== undefined && d.first[done] === c + 1 && d.tag(done) === "NOUN"
      const what = isDone && d.markers(done) === (object ? "" : role) && (!object || d.tag(c + 1) === "DET")
      return what ? [again(c, phrase(done))] : []
    }),
  )
  return [told, ...joined]
}

/** "Forced the school to close and [the mill to lay off women]": whoever else is made to do something, by the order of words. */
function alsoMade(d: Dependencies, told: Predicate): readonly [Predicate, ...Predicate[]] | null {
  const done = told.roles.get("infinitive")?.[0]?.head ?? NONE
  if (done < 0 || !told.roles.has("object") || !MAKING_DO.has(d.lemma(told.head))) return null
  const more: {readonly who: number; readonly from: number}[] = []
  for (let who = done + 2; who + 2 < d.tokens.length; who++) {
    if (d.tag(who) !== "NOUN" || d.lower(who + 1) !== "to" || d.fine(who + 2) !== "VB") continue
    const from = nounPhrase(d, who, "whole", who + 1).start
    const joins = d.lower(from - 1) === "," || d.tag(from - 1) === "CCONJ"
    if (joins && (d.tag(from) === "DET" || isSomebody(d, who))) more.push({who, from})
  }
  if (more.length === 0) return null
  const doing = (head: number, nth: number): Argument => {
    const next = more[nth]?.from
    return next === undefined ? {head, kind: "bare"} : {head, kind: "bare", span: trimmed(d, head, next, head)}
  }
  const roles = new Map(told.roles).set("infinitive", [doing(done, 0)])
  return [
    {...told, roles},
    ...more.map(({who, from}, nth): Predicate => {
      const object: Argument = {head: who, kind: "phrase", span: {start: from, end: who + 1}, how: "next member"}
      return {...told, roles: new Map(roles).set("object", [object]).set("infinitive", [doing(who + 2, nth + 1)])}
    }),
  ]
}

/** What each thing leads to in turn that stands behind the first, by the order of words: "to [unrest], unrest to [war]". */
function chainedBy(d: Dependencies, first: number, role: string): (readonly [number, number])[] {
  const found: [number, number][] = []
  for (let [from, last] = [first, first]; ; ) {
    const c = d.tokens.findIndex(
      ({tag}, i) => i > from && (tag === "NOUN" ? d.lemma(i) === d.lemma(last) : d.lower(i) === d.lower(last)),
    )
    const done = c < 0 || d.lower(c + 1) !== role ? NONE : d.firstUp(c + 2, (at) => d.head[at]! <= c + 1)
    if (done < 0 || d.tag(done) !== "NOUN") return found
    found.push([c, done])
    ;[from, last] = [done, done]
  }
}

/** "Made exports cheaper and [imports dearer]": each thing with what the verb makes of it, by the order of words. */
function states(d: Dependencies, told: Predicate): Predicate[] {
  const state = told.roles.get("state")?.[0]?.head ?? NONE
  const and = state + 1
  const made = told.roles.has("object") && MAKING.has(d.lemma(told.head)) && !isPassive(d, told.head)
  if (!made || state < told.head || d.tag(and) !== "CCONJ") return [told]
  let end = and + 1
  while (IN_NAME.has(d.tag(end))) end++
  const isState = /^JJR?$/.test(d.fine(end - 1)) && d.tag(end - 2) === "NOUN" && d.tag(end) === "PUNCT"
  if (!isState) return [told]
  const span = {start: and + 1, end: end - 1}
  const first = new Map(told.roles).set("state", [phrase(state, and)])
  const roles = new Map(told.roles)
  roles.set("object", [{head: end - 2, kind: "phrase", span, how: "next member"}])
  roles.set("state", [{head: end - 1, kind: "phrase", span: {start: end - 1, end}}])
  return [
    {...told, roles: first},
    {...told, roles},
  ]
}

/** The noun of a phrase that opens the clause of a verb with a preposition, where nothing else stands before the verb. */
function phraseInFront(
  d: Dependencies,
  v: number,
  subject: readonly Argument[],
): {readonly noun: number; readonly marker: string} | null {
  for (const noun of [...d.children(v, "obl", "nsubj"), ...subject.map(({head}) => head)]) {
    if (noun >= v || noun < 0) continue
    // "With the road came": some trees hang the preposition on the verb.
    const loose = d.first[noun]! - 1
    const isLoose = d.lower(loose) === "with" && d.is(loose, "mark") && d.head[loose] === v
    const marker = isLoose ? d.lower(loose) : d.markers(noun)
    const start = isLoose ? loose : d.first[noun]!
    if (marker === "" || (start > 0 && d.tag(start - 1) !== "PUNCT")) continue
    return {noun, marker}
  }
  return null
}

/** "The herd shrank, a result of drought": whether one comma parts a word from the verb that the tree makes it the object of. */
function isSetOff(d: Dependencies, c: number): boolean {
  const v = d.head[c]!
  const between = d.tokens.slice(v + 1, c)
  return (
    between.filter(({lower}) => lower === ",").length === 1 &&
    [d.first[c]!, d.first[c]! - 1].some((i) => i > v && d.lower(i) === ",") &&
    !between.some((_, k) => d.isVerbal(v + 1 + k))
  )
}

/** What a verb acts on where the tree names no object: what stands right behind it. */
function objectsMissed(d: Dependencies, v: number, end: number): Argument[] {
  const bare = d.children(v, "obl", "nmod").find((c) => c > v && d.markers(c) === "" && LISTED.has(d.tag(c)))
  if (bare !== undefined) return [{...phrase(bare), how: "placed"}]
  return [...objectBehind(d, end), ...objectBeyond(d, v)]
}

/** Pronouns that may stand for a thing. */
const OF_A_THING: ReadonlySet<string> = new Set(["its", "their"])

/** "No effect", "no evidence of a link", "no evidence was found of a link", "did not find any link". */
export const isNone = (d: Dependencies, n: number): boolean => {
  const [det, above] = [d.lower(d.child(n, "det")), d.head[n]!]
  if (det === "no") return true
  if (det === "any") return d.is(n, "obj") && isNegated(d, above)
  if (d.markers(n) !== "of") return false
  return isNone(d, d.is(n, "obl") ? d.child(above, "nsubj", "obj") : d.is(n, "nmod") ? above : NONE)
}

/** A noun or adjective with what it is said of: by a copula, a verb such as "remain" or "pose", or as an apposition. */
function nominal(d: Dependencies, n: number): Predicate {
  const roles = new Map<Role, Argument[]>()
  const governor = d.head[n]!
  const equal = governor >= 0 && (d.tag(governor) === d.tag(n) || d.child(governor, "cop") >= 0)
  let top = d.is(n, "conj") && equal ? governor : n
  // "one of the causes of": what a part is, its whole is.
  const part = d.head[top]!
  if (part >= 0 && d.is(top, "nmod") && d.markers(top) === "of" && PARTS.has(d.lemma(part))) top = part
  const above = d.head[top]!
  prepositional(d, n, roles)
  // "Found no effect of the lamps on burglary": what hangs on its verb counts for it as well.
  // "Acted as a catalyst for renewal" as well.
  const isAs = above >= 0 && d.isVerbal(above) && d.is(top, "obl") && d.markers(top) === "as"
  if (isAs || (d.is(n, "obj") && roles.has("of")) || (d.is(n, "obj", "nsubj") && isNone(d, n)))
    for (const c of d.children(above, "obl"))
      if (c > n && !roles.has(d.markers(c))) add(roles, d.markers(c), [phrase(c)])
  // "The effect of the levy on the lamp makers": what hangs on the levy counts for the effect as well.
  for (const of of roles.get("of") ?? [])
    for (const c of d.children(of.head, "nmod")) {
      const marker = d.markers(c)
      if (c < of.head || marker === "" || marker === "of" || roles.has(marker)) continue
      add(roles, marker, [phrase(c)])
      add(roles, "of", [phrase(of.head, d.first[c]!)])
    }
  // "No link between the dye and the rash"
  const between = isNone(d, n) ? roles.get("between")?.[0] : undefined
  const other = between ? d.child(between.head, "conj") : NONE
  if (other >= 0) {
    roles.set("between", [phrase(between!.head, d.first[other]!)])
    add(roles, "and", [phrase(other)])
  }
  for (const c of d.children(n, "nmod"))
    if (d.rel[c] === "nmod:poss" && (d.tag(c) !== "PRON" || OF_A_THING.has(d.lower(c))))
      add(roles, d.tag(c) === "PRON" ? "its" : "owner", [phrase(c)])
  if (d.child(top, "cop") >= 0) add(roles, "subject", subjects(d, top))
  else if (above >= 0 && d.is(top, "obj") && isSetOff(d, top)) add(roles, "subject", [clauseOf(above, top)])
  else if (above >= 0 && d.isVerbal(above) && d.is(top, "obj", "xcomp", "obl")) {
    const said =
      COPULAR.has(d.lemma(above)) ||
      (d.is(top, "obj") && !MOVING.has(d.lemma(above)) && !FINDING.has(d.lemma(above)) && !roles.has("owner")) ||
      isAs
    // "Point to the strike as the cause of delays"
    const pointed = isAs ? d.children(above, "obl").find((c) => c < top && d.markers(c) === "to") : undefined
    const object = pointed ?? d.child(above, "obj")
    if (said && !(isAs && object >= 0)) add(roles, "subject", subjects(d, above))
    else if (object >= 0 && object !== top) add(roles, "subject", [phrase(object)])
    // "Is held responsible for the shortfall"
    else if (!said && isPassive(d, above) && d.is(top, "xcomp")) add(roles, "subject", subjects(d, above))
  } else if (d.is(n, "appos", "amod", "acl") && above >= 0)
    add(roles, "subject", [phrase(above, n > above ? d.first[n]! : undefined)])
  // "The key to it is cheap fuel"; no "the cause of it is unclear", no "is under investigation".
  const isSomething = above >= 0 && d.child(above, "cop") > n && d.tag(above) !== "ADJ" && d.markers(above) === ""
  if (d.is(n, "nsubj") && isSomething) add(roles, "is", [phrase(above)])
  // "The causes of it include cheap fuel"
  // "The main obstacle to it remains the toll"
  if (d.is(n, "nsubj") && above >= 0 && (d.lemma(above) === "include" || COPULAR.has(d.lemma(above))))
    for (const c of d.children(above, "obj", "xcomp"))
      if (d.tag(c) === "NOUN" && d.markers(c) === "") add(roles, "is", [phrase(c)])
  // "some of the blame lies with the mill"
  if (d.is(top, "nsubj") && above >= 0 && d.isVerbal(above) && LYING.has(d.lemma(above)))
    for (const c of d.children(above, "obl"))
      if (c > above && PLACING.has(d.markers(c))) add(roles, "place", [phrase(c)])
  // "debt is why the mill closed", "is one reason why the mill closed", "is the reason that it did"
  for (const c of d.children(n, "acl", "advcl")) {
    const why = d.children(c, "advmod", "mark").find((k) => WHY.has(d.lower(k)))
    // "The reason mills close"; no "the reason he gave"
    const bare =
      why === undefined && d.is(c, "acl") && d.first[d.child(c, "nsubj")] === n + 1 && !GIVING_REASONS.has(d.lemma(c))
    const told =
      d.lower(n) === "why" || (d.lemma(n) === "reason" ? why !== undefined || bare : d.lower(why ?? NONE) === "why")
    if (c > n && d.headsClause(c) && told) add(roles, "why", [clauseOf(c, why)])
  }
  // "Behind the flood is the mill", "at the heart of the dispute is a well"
  const inverted = above >= 0 && d.child(above, "cop") > n && phraseInFront(d, above, [])?.noun === n
  if (inverted) roles.set("subject", [bareOrPhrase(d, above)])
  // "The mill is behind the flood", "is at the heart of the dispute": named with its preposition.
  const where = inverted || d.child(n, "cop") >= 0 ? d.markers(n) : ""
  if (where.endsWith("behind")) add(roles, "behind it", [phrase(n)])
  const place = d.tag(n) === "NOUN" ? where : ""
  return {
    // "Is behind many of them"
    kind: d.tag(n) === "ADJ" && !roles.has("behind it") ? "adjective" : "noun",
    name: d.lower(n) === "why" ? "why" : [other >= 0 ? "no" : place, d.lemma(n)].join(" ").trim(),
    at: {start: n, end: n + 1},
    head: n,
    form: "plain",
    roles,
  }
}

/** Words behind a "reason" that open what it is the reason of. */
const WHY: ReadonlySet<string> = new Set(["why", "that"])

/** Whether nothing but marks stands from token `from` on. */
const closesSentence = (d: Dependencies, from: number): boolean =>
  d.tokens.slice(from).every(({tag}) => tag === "PUNCT")

/** A connective that begins at `i`: what it opens, and each thing that this may be attached to. */
function connectiveAt(d: Dependencies, i: number): Predicate | null {
  const opener = connectiveFrom(d, i)
  if (!opener) return null
  // "A once thriving port", "the following year", "together with the loss of the harvest"
  const isInside = /^(?:an?|the)$/.test(d.lower(i - 1)) || (d.lower(i) === "with" && TOGETHER.has(d.lower(i - 1)))
  // "Driven more by fear than by facts"
  const isLesser = d.lower(i - 1) === "than" && d.lower(i - 2) !== "rather" && lessThan(d, d.head[i]!) === NONE
  if (isInside || isLesser || noSooner(d)?.when === i || standsIn(d, opener.end) || soDoes(d, i)) return null
  const {name, end} = opener
  const opening = (inside: readonly Argument[], host: readonly Argument[]): Predicate => ({
    kind: "connective",
    name,
    at: {start: i, end},
    head: i,
    form: "plain",
    roles: new Map([
      ["inside", inside],
      ["host", host],
    ]),
  })
  // "Rents rose, and families left as a result"
  if (CLOSING.has(name) && closesSentence(d, end)) {
    const own = d.clauseHead(d.head[end - 1]!)
    const other = own < 0 ? -1 : d.head[own]!
    const isJoined = other >= 0 && other < own && d.is(own, "conj") && d.headsClause(other)
    return isJoined ? opening([clauseOf(own, end - 1)], [clauseOf(other, own)]) : null
  }
  // The word behind it that hangs on a verb or noun of the connective, or that one of its words hangs on.
  let opened = -1
  let attached = -1
  for (let k = end - 1; k >= i && opened < 0; k--) {
    if (!["VERB", "NOUN", "ADJ", "PROPN"].includes(d.tag(k)) && d.fine(k) !== "VBG") continue
    const c = d.children(k, "obj", "obl", "nmod", "acl", "ccomp", "advcl", "xcomp").find((child) => child >= end)
    if (c !== undefined) [opened, attached] = [c, k]
  }
  for (let k = end - 1; k >= i && opened < 0; k--) if (d.head[k]! >= end) opened = d.head[k]!
  if (opened < 0) {
    // Behind a participle or noun that is part of the connective: the first word that the next one hangs on.
    let at = end
    while (at < d.tokens.length && d.head[at]! > at) at = d.head[at]!
    if (at >= d.tokens.length || d.tag(at) === "PUNCT") return null
    opened = at
  }
  // "And thus exports, which had held, fell": its clause, and not the subject of it.
  if (attached < 0 && FOLLOWING.has(name) && d.is(opened, "nsubj") && d.head[opened]! > opened) opened = d.head[opened]!
  const root = attached >= 0 ? attached : opened
  // "The delay was due to the lack of trucks": what it is said of is the host.
  const copula = d.child(opened, "cop")
  const cleft = cleftArguments(d, i, end)
  if (cleft) return opening([cleft.inside], [cleft.host])
  if (copula >= 0 && copula < i) {
    // "That is because the rains failed": trees have one clause of both.
    const before = d.isVerbal(opened) ? d.children(opened, "nsubj").find((c) => c < copula) : undefined
    if (before !== undefined) {
      const span = trimmed(d, end, d.last[opened]! + 1, opened)
      return opening([{head: opened, kind: "clause", span}], [phrase(before)])
    }
    const hosts = subjects(d, opened)
    return hosts.length === 0 ? null : opening([phrase(opened)], hosts)
  }
  // "Was due to rising costs", "was due to last year's frost": some trees hang the copula on "due", or on a verb that they take "rising" for.
  const due =
    d.lower(i) === "due"
      ? [i, opened].find((word) => d.children(word, "cop", "aux").some((c) => c < i && d.lemma(c) === "be"))
      : undefined
  const dueOf = due === undefined ? [] : subjects(d, due)
  if (dueOf.length > 0) return opening([bareOrPhrase(d, opened)], dueOf)
  const verbal = d.isVerbal(opened) || copula >= 0
  const gerund = verbal && d.fine(opened) === "VBG" && d.child(opened, "aux", "cop", "nsubj") < 0
  const inside: Argument = gerund ? {head: opened, kind: "bare"} : verbal ? clauseOf(opened) : phrase(opened)
  const done = felt(d, i, name)
  if (done) return opening([inside], done)
  // "Made traders wary of strangers" tells what is felt, and of no deed.
  if (FEELING.has(name) && / (?:of|about)$/.test(name) && d.head[i]! < i) return null
  const hosts = hostsOf(d, root, i).flatMap((host) => besideItsLike(d, host, name, i))
  // "Clashes broke out on Monday in which nine men died"
  const main = name.endsWith(" which") ? d.clauseHead(i - 1) : NONE
  for (const {head} of main < i ? subjects(d, main) : [])
    if (!hosts.some((host) => host.head === head)) hosts.push(phrase(head, main))
  // What follows from something stands behind it.
  const next = FOLLOWING.has(name) ? NONE : clauseBehind(d, i, opened)
  if (next >= 0 && !hosts.some(({head}) => head === next)) hosts.push(clauseOf(next, d.first[next]! <= i ? root : -1))
  const placed = frontedArguments(d, i, end)
  if (placed && (placed.sure || !hosts.some(({head}) => head >= placed.host.span!.start)))
    return opening([placed.inside], [placed.host])
  if (hosts.length === 0) return null
  // In front it opens all that is joined behind it; behind, it hangs on what stands right before it.
  const alike = hosts.flatMap(({head, kind}) => (kind === "clause" && head > i ? joinedBehind(d, head) : []))
  const more =
    inside.kind === "clause"
      ? [...joinedTo(d, opened), ...joinedWithin(d, end, opened)]
      : inside.kind === "phrase"
        ? joinedToNoun(d, attached, opened)
        : []
  const own = more.length > 0 && inside.kind === "phrase" ? {...inside, before: d.first[more[0]!.head]!} : inside
  const all = opening([own, ...more], [...hosts, ...alike])
  const isAim = name === "if" && saysWhatIsToBe(d, end, opened) && hosts.some(({head}) => isNeeded(d, head))
  return isAim ? {...all, name: AIM} : all
}

/** "If [aid is to come]": whether a clause that begins at a token says what is to be. */
const saysWhatIsToBe = (d: Dependencies, start: number, verb: number): boolean =>
  d.tokens.some(
    ({lower}, i) => i > start && i <= d.last[verb]! && lower === "to" && /^(?:is|are)$/.test(d.lower(i - 1)),
  )

/** Whether a clause tells what is needed: "the pass must open", "a truce is essential". */
function isNeeded(d: Dependencies, head: number): boolean {
  const tells = (i: number) => [i, ...d.children(i, "aux", "cop", "amod")].some((k) => NEEDED.has(d.lemma(k)))
  return tells(head) || d.children(head, "xcomp").some(tells)
}

/** "Holds [because both are tired], not because they agree": what two of one connective open is said of one clause, without either. */
function besideItsLike(d: Dependencies, host: Argument, name: string, connective: number): Argument[] {
  if (d.lower(connective - 1) !== "not") return [host]
  if (d.markers(host.head) === name) return hostsOf(d, host.head, d.first[host.head]!)
  const like = d.children(host.head, "advcl", "ccomp").find((c) => c < connective && d.markers(c) === name)
  return [like === undefined ? host : {...host, without: like}]
}

/** "Thanks to the truce, good rain and low tolls": things that a tree joins to the noun of a connective, and not to what it opens. */
const joinedToNoun = (d: Dependencies, noun: number, opened: number): Argument[] =>
  d
    .children(noun, "conj")
    .filter((c) => c > opened && d.tag(c) === "NOUN" && d.child(c, "case", "cop", "nsubj") < 0)
    .map((c) => ({...phrase(c), how: "member"}))

/** Clauses with a subject of their own that are joined to one: "if the well is empty, women walk and girls miss school". */
function joinedTo(d: Dependencies, clause: number): Argument[] {
  return d
    .children(clause, "conj")
    .filter((c) => c > clause && d.headsClause(c) && d.child(c, "nsubj") >= 0)
    .map((c) => ({...clauseOf(c), how: "member"}))
}

/**
 * What no comma parts from a clause behind its connective belongs to it, whatever a tree joins it to: "shops closed because fuel was scarce
 * and loans were dear". In front trees hang the first on it: "if fuel is scarce and loans are dear, shops close".
 */
function joinedWithin(d: Dependencies, from: number, clause: number): Argument[] {
  const and = d.last[clause]! + 1
  if (d.tag(and) !== "CCONJ" || d.lower(and) === "but") return []
  const isNext = (c: number) => d.child(c, "cc") === and && d.child(c, "nsubj") > and
  const above = d.upFrom(d.head[clause]!)
  const joined = above.filter((at) => at < from).flatMap((host) => joinedTo(d, host))
  const over = above
    .filter((at) => at > clause && d.is(at, "advcl"))
    .map((c) => ({...clauseOf(c, clause), how: "member" as const}))
  return [...joined, ...over].filter(({head}) => isNext(head))
}

/**
 * Those joined to the clause behind what opens a sentence. Of three or more trees hang the first on the second, or all but the first on
 * the second: "the mine floods, the smelter stops and the town loses its wages".
 */
function joinedBehind(d: Dependencies, clause: number): Argument[] {
  const above = d.head[clause]!
  const isBeside =
    above > clause &&
    d.is(clause, "advcl", "parataxis") &&
    d.child(above, "nsubj") > clause &&
    !SAYING.has(d.lemma(above))
  const own = joinedTo(d, clause)
  const next = [...own.map(({head}) => head), ...(isBeside ? [above] : [])]
  return [
    ...own,
    ...(isBeside ? [{...clauseOf(above), how: "member"} as const] : []),
    ...next.flatMap((c) => joinedTo(d, c)),
  ]
}

/** What opens a sentence or a part of it belongs to the clause behind its comma: "and, due to the siege, it closed". */
function clauseBehind(d: Dependencies, connective: number, opened: number): number {
  const opens = connective === 0 || d.tag(connective - 1) === "PUNCT" || d.tag(connective - 1) === "CCONJ"
  if (!opens) return -1
  let at = opened + 1
  while (at < d.tokens.length && d.lower(at) !== ",") at++
  for (let i = at + 1; i < d.tokens.length; i++)
    if (d.isVerbal(i) && d.children(i, "nsubj", "csubj").some((c) => c > at && c < i)) return i
  return -1
}

/** What strengthens those who feel it, whatever they do: "fighters, emboldened by the withdrawal, ...". */
const HEARTENED: ReadonlySet<string> = new Set(["emboldened", "encouraged"])

/** What a thing that feels nothing may be as well: "a strike prompted by the levy". */
const STIRRED: ReadonlySet<string> = new Set(
  "moved motivated prompted triggered provoked inspired stung shaken".split(" "),
)

/** "Crowds, furious at the verdict, [sacked the consulate]": what is done by those who feel something; null where that is not told. */
function felt(d: Dependencies, feeling: number, name: string): Argument[] | null {
  if (!FEELING.has(name) || HEARTENED.has(d.lower(feeling))) return null
  const who = d.head[feeling]!
  const feels = !STIRRED.has(d.lower(feeling)) || isSomebody(d, who)
  const done = d.is(who, "nsubj") && feels ? d.head[who]! : NONE
  return done > feeling ? [{head: done, kind: "bare"}] : null
}

/** The clause that a subtree is attached to, and the noun right before it. */
function hostsOf(d: Dependencies, root: number, connective: number): Argument[] {
  const hosts: Argument[] = []
  // "against the tax and against the toll": both hang on what the first hangs on.
  const tied = d.firstUp(root, (at) => !d.is(at, "conj") || d.head[at]! >= connective)
  if (tied !== root && d.child(tied, "case", "mark") >= 0) hosts.push(...hostsOf(d, tied, d.first[tied]!))
  const host = d.head[root]!
  const put = (one: Argument): void => {
    if (!hosts.some(({head, kind}) => head === one.head && kind === one.kind)) hosts.push(one)
  }
  // The noun right before it, whatever the tree hangs it on: "staged a protest against".
  let noun = connective - 1
  if (d.tag(noun) === "NOUN" || d.tag(noun) === "PROPN" || d.tag(noun) === "NUM") {
    const belongs = (i: number) => d.is(i, "nmod", "compound", "flat", "amod") || d.tag(i) !== "NOUN"
    noun = d.firstUp(noun, (at) => {
      const above = d.head[at]!
      return above < 0 || above >= connective || d.headsClause(above) || !belongs(at)
    })
  }
  const above = mainClause(d, host)
  // "the weight of the bells cracked it": what hangs on a subject is part of it, and of no clause by itself.
  const isSubject = (at: number) => d.is(at, "nsubj", "csubj") && d.head[at]! > connective
  if (above >= 0 && d.firstUp(host, (at) => at === above || isSubject(at)) === above) {
    const under = saidUnder(d, above)
    const isBehind = under >= 0 && connective > d.last[under]!
    // "There are fears that because the rains failed, herds shrank": what is feared follows, and not the fears.
    const isWithin = under >= 0 && !isBehind && connective >= d.first[under]!
    const said = isBehind ? contentOf(d, above) : NONE
    if (!isWithin) put(clauseOf(said < 0 ? above : said, root))
    // The clause that is nearer to it than the one it hangs on: "said that he left after".
    const near = d.first[root]! > above ? d.firstUp(connective - 1, (at) => d.isVerbal(at)) : -1
    if (near >= 0 && near < connective) put(clauseOf(near, root))
  }
  if (
    host >= 0 &&
    host < connective &&
    ["NOUN", "PROPN", "NUM", "PRON"].includes(d.tag(host)) &&
    d.child(host, "cop") < 0 &&
    !(d.is(root, "acl") && sayingAt(d, host))
  )
    put(phrase(host, d.first[root]!))
  if (noun >= 0 && d.tag(noun) === "NOUN" && noun !== root) put(phrase(noun, connective))
  return hosts
}
