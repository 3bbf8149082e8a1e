// What a trigger's two sides must be for it to tell a cause: selectional restrictions (Katz and Fodor 1963;
// Resnik 1996). "The road leads to a mill" has the form of "the ban leads to hunger", and differs in its nouns.
// A proposal over a tree in, whether it cannot be a claim out.
//
// Every rule's proposals pass here, those of the tree and those of the windows, so that what one of them has turned
// down does not come back by the other. Invariant: a cause that is a process, a clause or an unknown word is never
// turned down for what it bears on.

import {type Dependencies, NONE, type Span} from "../language/index.ts"
import {isClause, isVerb, marker, saysWhen} from "./arguments.ts"
import {MOVEMENT_VERBS} from "./direction.ts"
import {DEEDS, HANDLED, MOVING, PERSONS, PLACES, QUALITIES, UNWANTED, VEHICLES, VERBS} from "./lexicon.ts"
import {asked, wondered} from "./pairing.ts"
import {singular} from "./phrase.ts"
import {bearsChange, graded, isActor, namesActor} from "./phrase-kinds.ts"
import type {Proposal} from "./proposal.ts"

/** What a side of a proposal is. "name": a capitalised one of which no more is known. */
type Sort = "person" | "handled" | "vehicle" | "place" | "process" | "name" | "unknown"

type Side = Span & {readonly head: number; readonly sort: Sort}

/** The word of a stretch that governs the rest of it. */
function headIn(d: Dependencies, {start, end}: Span): number {
  let head = start
  for (let i = start; i < end; i++) {
    const governor = d.head[i]!
    if ((governor < start || governor >= end) && d.tag(i) !== "PUNCT" && !d.is(i, "case") && !d.is(i, "mark")) {
      head = i
      break
    }
  }
  // "most of the dockers": who is counted.
  if (COUNTING.has(d.lower(head)) || d.tag(head) === "NUM") {
    const of = d.children(head, "nmod").find((c) => c > head && c < end && marker(d, c) === "of")
    if (of !== undefined) return of
  }
  return head
}

const COUNTING = new Set(
  "most some many all half one two few several each none eldest youngest rest majority".split(" "),
)

function sideOf(d: Dependencies, span: Span): Side {
  const head = headIn(d, span)
  return {...span, head, sort: sortOf(d, span, head)}
}

function sortOf(d: Dependencies, span: Span, head: number): Sort {
  if (isVerb(d, head) || isClause(d, head) || d.fine(span.start) === "VBG" || graded(d, span)) return "process"
  const word = singular(d.lower(head))
  if (PERSONS.has(word)) return "person"
  if (QUALITIES.has(word) || UNWANTED.has(word)) return "process"
  if (HANDLED.has(word)) return "handled"
  if (VEHICLES.has(word)) return "vehicle"
  if (PLACES.has(word)) return "place"
  const argument = {...span, head, clause: false}
  if (d.tag(head) === "PRON") return isActor(d, argument) && d.lower(head) !== "it" ? "person" : "unknown"
  // The first word of a sentence has a capital without being a name.
  if (d.tag(head) === "PROPN" && !namesActor(word))
    return bearsChange(d, argument) ? "process" : head === 0 ? "unknown" : "name"
  if (isActor(d, argument)) return "person"
  return bearsChange(d, argument) ? "process" : "unknown"
}

const isThing = ({sort}: Side): boolean => sort === "handled" || sort === "vehicle" || sort === "place"
const isAgent = ({sort}: Side): boolean => sort === "person" || sort === "name"

/** Verbs that undo what they take: a flood does it to a wall as well as to a treaty. */
const UNDOING = new Set(
  "destroy damage ruin wreck devastate kill flood burn sink drown bury poison pollute contaminate swamp demolish smash shatter spoil rot wash sweep ravage submerge crush topple uproot scorch cripple".split(
    " ",
  ),
)

/** Verbs of the frames with an object that move it one way, as the lexicon has them. */
const OBJECT_VERBS: ReadonlySet<string> = new Set([
  ...VERBS.filter((family) => family.frame === "object").flatMap((family) => family.lemmas),
  ...MOVING,
])

/** Words that clauses of change hold: a rise, a fall, a verb that moves what it takes. */
const CHANGES: ReadonlySet<string> = new Set([...MOVEMENT_VERBS.keys(), ...OBJECT_VERBS])

/** What is said of a word, not of a thing. */
const WORDS = new Set("word name term phrase sign symbol title letter abbreviation acronym motto expression".split(" "))

/** Words behind "costs" that say how much. */
const PRICED: ReadonlySet<string> = new Set(
  "twice double triple half more less as what around about roughly nearly".split(" "),
)
const NOBODY: ReadonlySet<string> = new Set(["nobody", "nothing", "none"])

/** "the more the army": how one half of "the more, the less" begins. */
function opensComparison(d: Dependencies, {start, end}: Span): boolean {
  return (
    d.lower(start) === "the" &&
    ["JJR", "RBR"].includes(d.fine(start + 1)) &&
    d.lower(start + 2) === "the" &&
    end > start + 2
  )
}

function onlyArticle(d: Dependencies, {start, end}: Span): boolean {
  return end - start === 1 && ["DT", "IN", "CC"].includes(d.fine(start)) && ARTICLES.has(d.lower(start))
}

const ARTICLES: ReadonlySet<string> = new Set(["a", "an", "the", "of", "in", "and", "or", "as"])
const BECOMING: ReadonlySet<string> = new Set(["grow", "turn", "become", "get", "run", "prove"])

/** Whether a proposal cannot be a claim, by what its two sides are. */
export function improbable(d: Dependencies, p: Proposal): boolean {
  if (p.fromBefore) return false
  const [cause, effect] = [sideOf(d, p.cause), sideOf(d, p.effect)]
  // "Thanks to everyone who came": a relative clause alone is nothing that follows.
  if (
    effect.end - effect.start > 1 &&
    ["WP", "WDT"].includes(d.fine(effect.start)) &&
    OPENS_RELATIVE.has(d.lower(effect.start))
  )
    return true
  // "jam when brats nest": when, and nothing that is jammed.
  if (["when", "while", "where", "because", "although", "if"].includes(d.lower(effect.start))) return true
  // "flood less often": how, and nothing that is flooded.
  if (d.tag(effect.head) === "ADV" && !isClause(d, effect.head)) return true
  // "have grown more aggressive": what they became, and nothing they made grow.
  if (BECOMING.has(d.lemma(p.signal.start)) && d.tag(effect.head) === "ADJ" && !isClause(d, effect.head)) return true
  // "calmed nobody", "solved nothing".
  if (effect.end - effect.start === 1 && NOBODY.has(d.lower(effect.start))) return true
  // "The quickest way to lower tensions would be to reopen": the way does not do it.
  if (d.rel[cause.head] === "nsubj:outer" && d.child(cause.head, "acl") !== NONE) return true
  // "The more the army relies on informers": one half of a comparison, and no thing.
  if (p.rule.kind !== "comparative" && [p.cause, p.effect].some((side) => opensComparison(d, side))) return true
  if (onlyArticle(d, p.cause) || onlyArticle(d, p.effect)) return true
  if (inTitle(d, p.signal.start) || isNumbered(d, cause)) return true
  const v = p.signal.start
  switch (p.rule.kind) {
    case "verb":
    case "purpose":
      return asked(d, v) || wondered(d, v) || byVerb(d, p, cause, effect)
    case "noun":
      return byNoun(d, v, cause, effect)
    case "adjective":
      // "favourable in the western districts": where, not to what.
      if (d.lower(p.effect.start - 1) === "in" && effect.sort !== "process") return true
      // "responsible for the archive": an office, unless something has gone wrong.
      return RESPONSIBLE.has(d.lower(v)) && isAgent(cause) && !UNWANTED.has(singular(d.lower(effect.head)))
    case "because of":
      // "her given name"; "gives its thanks to"; "is due to speak".
      return (
        (d.lower(v) === "given" && v > 0 && ["DT", "PRP$", "POS", "JJ"].includes(d.fine(v - 1))) ||
        (d.lower(v) === "thanks" && v > 0 && ["PRP$", "JJ"].includes(d.fine(v - 1))) ||
        (d.lower(v) === "due" && d.fine(p.cause.start) === "VB" && isVerb(d, cause.head))
      )
    case "as, two movements":
      return !holdsChange(d)
    case "citing":
      return d.tokens.slice(p.effect.start, p.effect.end).some(({lemma}) => lemma === "comment")
    case "clause":
      if (d.lower(v) === "if") return v > 0 && WONDERING.has(d.lemma(v - 1))
      if (d.lower(v) === "without") return cause.end - cause.start === 1 && MANNERS.has(d.lower(cause.start))
      return d.lower(v) === "until" && waitsForNothing(d, p, cause)
  }
  return false
}

const OPENS_RELATIVE = new Set(["who", "whom", "whose", "which"])
const RESPONSIBLE = new Set(["responsible", "accountable"])

function byVerb(d: Dependencies, p: Proposal, cause: Side, effect: Side): boolean {
  const v = p.signal.start
  const lemma = d.lemma(v)
  // What is done for a purpose is not held to what its verb makes likely.
  switch (p.rule.kind === "verb" && p.rule.name) {
    case "lead to":
    case "result in":
    case "turn into":
      return (
        (!["process", "unknown"].includes(cause.sort) && effect.sort !== "process") ||
        (lemma === "lead" && [cause, effect].every((side) => PLACES.has(singular(d.lower(side.head))))) ||
        (lemma === "end" && (isThing(effect) || effect.sort === "name")) ||
        (lemma === "add" && isAgent(cause)) ||
        (lemma === "contribute" && isAgent(cause) && COLLECTED.has(singular(d.lower(effect.head))))
      )
    case "lie behind":
      return isThing(effect) || (isAgent(cause) && effect.sort !== "process")
    case "stem from":
      return isWord(d, cause) || isWord(d, effect)
    case "be rooted in":
      return lemma === "lie" && cause.sort !== "process"
    case "depend on":
      // "the village depends on the town": belongs to it.
      if (SETTLEMENTS.has(d.lower(cause.head)) && SETTLEMENTS.has(d.lower(effect.head))) return true
      return lemma === "rest" && isThing(cause)
    case "make it so":
      if (lemma === "keep" && isAgent(cause) && ["handled", "person"].includes(effect.sort)) return true
      return lemma === "leave" && isAgent(cause) && effect.sort === "place"
  }
  if (lemma === "mean" && isWord(d, cause)) return true
  // "raises the question of who": asked, not raised.
  if (lemma === "raise" && ASKED.has(singular(d.lower(effect.head)))) return true
  // "unrest swept the towns": went through them.
  if (
    lemma === "sweep" &&
    (effect.sort === "place" || effect.sort === "name" || PLACES.has(singular(d.lower(effect.head))))
  )
    return true
  // "avoided Merrin": gone around.
  if (lemma === "avoid" && ["place", "name", "person"].includes(effect.sort)) return true
  // "grew more than exports of tin": compared, not grown.
  if (
    ["more", "less", "faster", "slower"].includes(d.lower(effect.start)) &&
    d.lower(effect.start + 1) === "than" &&
    d.fine(effect.start + 2) !== "CD" &&
    MOVEMENT_VERBS.has(lemma)
  )
    return true
  // "costs two coins": a price; lives and jobs are lost.
  // "costs twice what it did": a price, and no loss.
  if (lemma === "cost" && PRICED.has(d.lower(v + 1))) return true
  if (lemma === "cost" && d.child(effect.head, "nummod") !== NONE && !LOST.has(singular(d.lower(effect.head))))
    return true
  if (lemma === "risk" && isAgent(cause) && ["PRP$"].includes(d.fine(effect.start))) return true
  // "threatened the clerk": uttered.
  if (
    lemma === "threaten" &&
    effect.sort === "person" &&
    cause.sort !== "process" &&
    (d.fine(v) === "VBD" || d.fine(effect.head) === "NN")
  )
    return true
  if (saysWhen(d, effect.head) && !p.condition && effect.end === effect.head + 1) return true
  if (d.lower(effect.start) === "overnight") return true
  // "if you have been affected": whom the sentence speaks to.
  if (d.lower(effect.start) === "you" && effect.end - effect.start === 1 && marker(d, v) === "if") return true
  // "helped themselves".
  if (isAgent(cause) && /sel(?:f|ves)$/.test(d.lower(effect.start))) return true
  if (!OBJECT_VERBS.has(lemma) || p.rule.kind === "purpose") return false
  if (MAKING.has(lemma) && effect.sort === "handled") return true
  if (isAgent(cause)) {
    // "abolished the tolls": what they themselves set is their deed.
    if (INSTRUMENTS.has(singular(d.lower(effect.head)))) return true
    if (effect.sort === "handled" || effect.sort === "vehicle") return true
    // "changed its name": its own.
    if (lemma === "change" && ["its", "their", "his", "her"].includes(d.lower(effect.start))) return true
    if (effect.sort === "place" && !UNDOING.has(lemma)) return true
    if (["open", "close"].includes(lemma) && !WORLDLY(d, effect)) return true
    return (
      (DEEDS.has(lemma) || MOVING.has(lemma)) &&
      effect.sort !== "process" &&
      !UNDOING.has(lemma) &&
      d.tag(cause.head) !== "PRON"
    )
  }
  // "three brooks feed the Ullin".
  if (isThing(cause) && effect.sort === "name" && DEEDS.has(lemma)) return true
  // "two stone turtles support the roof", "the works produce nails".
  return isThing(cause) && effect.sort === "handled" && !UNDOING.has(lemma)
}

const SETTLEMENTS = new Set("village town city hamlet parish district province county canton".split(" "))
/** What those who rule set, raise and lift. */
const INSTRUMENTS = new Set(
  "toll tax tariff duty levy excise fee fine subsidy quota ban curfew embargo sanction blockade licence tithe stipend".split(
    " ",
  ),
)
const ASKED = new Set(["question", "issue", "point", "objection"])

const MAKING = new Set(["produce", "build", "create", "forge", "deliver", "supply"])

const WORLDLY = (d: Dependencies, {head}: Side): boolean => {
  const word = singular(d.lower(head))
  return QUALITIES.has(word) || UNWANTED.has(word)
}

function isWord(d: Dependencies, {head}: Side): boolean {
  return WORDS.has(singular(d.lower(head)))
}

const COLLECTED = new Set(
  "fund collection volume anthology magazine journal newspaper appeal kitty discussion".split(" "),
)
const LOST = new Set(["job", "life", "live", "post", "seat", "vote", "point", "place"])

/** "the driver of the second tram", "the key to the cellar", "the road to the quay". */
function byNoun(d: Dependencies, n: number, cause: Side, effect: Side): boolean {
  if (isThing(effect)) return !isHarm(d.lower(n))
  return isAgent(cause) && DOUBLE.has(singular(d.lower(n))) && effect.sort !== "process"
}

const DOUBLE = new Set(["driver", "engine", "key", "root", "source", "ground", "origin", "product", "hope", "spur"])

function isHarm(noun: string): boolean {
  return [
    "threat",
    "danger",
    "blow",
    "challenge",
    "obstacle",
    "barrier",
    "disaster",
    "setback",
    "catastrophe",
  ].includes(singular(noun))
}

/** Whether anything in a sentence changes or is in a state: else "as" only tells of two scenes at once. */
function holdsChange(d: Dependencies): boolean {
  return d.tokens.some(({lemma}, i) => CHANGES.has(lemma) || d.is(i, "cop"))
}

/** What is done without in phrases that only say how: "without notice". */
const MANNERS = new Set(
  "notice delay warning doubt exception fail question end comment interruption incident hesitation ceremony regret haste pause".split(
    " ",
  ),
)

/** Words before an "if" that asks. */
const WONDERING = new Set(
  "ask wonder know see check doubt inquire enquire question unclear unsure uncertain sure".split(" "),
)

/** "open until midnight", "ran until Monday": a date ends nothing. An event does, where something is not yet. */
function waitsForNothing(d: Dependencies, p: Proposal, cause: Side): boolean {
  // "until she was eighty": an age.
  if (isClause(d, cause.head) && d.child(cause.head, "cop") !== NONE && d.tag(d.child(cause.head, "nsubj")) === "PRON")
    return p.time === "past"
  for (let i = cause.start; i < cause.end; i++) if (["VBZ", "VBP", "VBD", "MD"].includes(d.fine(i))) return false
  // "stay on the path until": asked for.
  if (d.fine(p.effect.start) === "VB") return true
  if (p.time === "future") return false
  for (let i = p.effect.start; i < p.effect.end; i++)
    if (d.fine(i) === "MD" || ["not", "n't", "never", "no"].includes(d.lower(i))) return false
  return true
}

/** Whether a trigger stands within quotation marks that hold nothing but capitals: a title. */
function inTitle(d: Dependencies, i: number): boolean {
  let start = i
  while (start > 0 && i - start < 12 && !/^["“”«»]$/.test(d.tokens[start]!.text)) start--
  if (!/^["“«]$/.test(d.tokens[start]!.text)) return false
  let end = i
  while (end < d.tokens.length && end - i < 12 && !/^["“”«»]$/.test(d.tokens[end]!.text)) end++
  if (!/^["”»]$/.test(d.tokens[end]?.text ?? "")) return false
  let capitals = 0
  for (let k = start + 1; k < end; k++) {
    const {text, tag} = d.tokens[k]!
    if (/^\p{Lu}/u.test(text)) capitals++
    else if (["NOUN", "VERB", "ADJ", "PROPN"].includes(tag)) return false
  }
  return capitals > 1
}

/** "Chapter 3: ...", "Table 2". */
function isNumbered(d: Dependencies, {start, end}: Side): boolean {
  return end - start === 2 && NUMBERED.has(d.lower(start)) && d.tag(start + 1) === "NUM"
}

const NUMBERED = new Set([
  "chapter",
  "table",
  "figure",
  "section",
  "page",
  "part",
  "annex",
  "appendix",
  "map",
  "plate",
  "article",
])
