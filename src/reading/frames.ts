// From a sentence's tree to what it says causes what: each trigger of the lexicon with the words that the tree
// hangs on it. Trees and the lexicon in, proposals out, in no order.
//
// A frame says where cause and effect stand around its trigger; where the tree gives a trigger nothing, the window
// rules (windows.ts) have their turn. Invariant: cause and effect of a proposal share no word, and neither holds
// the trigger.

import {type Dependencies, NONE, type Span} from "../syntax/index.ts"
import {
  type Argument,
  clauseHead,
  clauseOf,
  isClause,
  isPassive,
  isVerb,
  marker,
  nounPhrase,
  nounPhrases,
  saysWhen,
  subjects,
  tailOf,
  widened,
} from "./arguments.ts"
import type {Sign} from "./claim.ts"
import {DIRECTION_NOUNS, MOVEMENT_VERBS, STATE_ADJECTIVES} from "./direction.ts"
import {
  ACTORS,
  ADJECTIVES,
  DEEDS,
  EFFECT_GRADES,
  GIVING,
  LEANING,
  LIGHT_VERBS,
  LIKELIHOOD,
  LOOK_THROUGH,
  LOWER,
  NOUNS,
  PARTICLE_VERBS,
  PERSONS,
  PLACE_VERBS,
  QUALITIES,
  RAISE,
  SAYING,
  STRENGTH,
  THINGS,
  UNWANTED,
  type VerbFamily,
} from "./lexicon.ts"
import {singular} from "./phrase.ts"
import {FAMILIES, FORMS, type Proposal} from "./proposal.ts"

/** How far up "threatens to", "is likely to" are looked through. */
const FAR = 5
const HEDGING = new Set(["may", "might", "could", "would", "can", "should"])
const NEGATIONS = new Set(["not", "n't", "never", "hardly", "scarcely", "rarely", "seldom", "neither", "nor"])
const HARMING = new Set(["severely", "badly", "adversely", "negatively", "seriously", "heavily"])
/** Verbs whose passive tells who was made to go where, not what was made. */
const MOVED = new Set([
  "push",
  "drag",
  "force",
  "drive",
  "plunge",
  "pressure",
  "press",
  "coerce",
  "tip",
  "throw",
  "draw",
  "lure",
  "send",
])

type Flags = Pick<Proposal, "hedge" | "denied" | "time" | "strength"> & {readonly none: boolean}

/** All that the tree's frames propose. */
export function framed(d: Dependencies): Proposal[] {
  const found: Proposal[] = []
  for (let i = 0; i < d.tokens.length; i++) {
    if (isVerb(d, i) && !d.is(i, "aux") && !d.is(i, "cop")) found.push(...ofVerb(d, i))
    else if (d.tag(i) === "NOUN" || d.tag(i) === "PROPN") found.push(...ofNoun(d, i))
    else if (d.tag(i) === "ADJ") found.push(...ofAdjective(d, i))
  }
  return found
}

// ---------------------------------------------------------------- what kind of say

/** How surely, how strongly and of which time the clause of `v` is said, looking up through "threatens to". */
export function mannerAt(d: Dependencies, v: number, depth = 0): Flags {
  const hedges: {readonly at: number; readonly words: string}[] = []
  const put = (at: number, words = d.lower(at)) => hedges.push({at, words})
  let denied = false
  let none = false
  let strength: string | null = null
  let future = false
  let past = false
  const children = d.children(v)
  let auxiliaries = children.filter((c) => d.is(c, "aux") || d.is(c, "cop"))
  // "would raise prices and lower wages": the second verb shares the first one's auxiliary.
  if (d.is(v, "conj") && auxiliaries.length === 0 && d.head[v]! >= 0 && ["VB", "VBN", "VBG"].includes(d.fine(v)))
    auxiliaries = d.children(d.head[v]!, "aux")
  for (const aux of auxiliaries) {
    const lemma = d.lower(aux)
    if (HEDGING.has(lemma)) put(aux, lemma)
    if (["will", "would", "may", "might", "could", "shall", "should", "'ll", "wo", "must"].includes(lemma))
      future = true
    if (["had", "was", "were", "did", "has", "have", "'ve", "'d"].includes(lemma)) past = true
  }
  if (auxiliaries.length === 0 && (d.fine(v) === "VBD" || d.fine(v) === "VBN")) past = true
  if (
    !auxiliaries.some((a) => ["has", "have", "had", "was", "were", "did"].includes(d.lower(a))) &&
    ["is", "are"].some((w) => auxiliaries.some((a) => d.lower(a) === w))
  )
    past = false
  for (const c of children) {
    const word = d.lower(c)
    if (d.is(c, "advmod") || d.is(c, "obl")) {
      if (NEGATIONS.has(word) && d.lower(c + 1) !== "only") denied = true
      if (word === "longer" && d.lower(c - 1) === "no") denied = true
      if (LIKELIHOOD.has(word)) put(c)
      if (STRENGTH.has(word)) strength = word
    }
    if (
      d.is(c, "nsubj") &&
      (d.children(c, "det", "cc", "advmod").some((x) => ["no", "neither"].includes(d.lower(x))) ||
        ["none", "nothing"].includes(word))
    )
      denied = true
    if ((d.is(c, "cc") || d.is(c, "advmod")) && ["neither", "nor"].includes(d.lower(c)) && c < v) denied = true
  }
  if (d.fine(v) === "VBG" && setAside(d, v)) denied = true
  if (d.lower(v - 1) === "means" && d.lower(v - 2) === "no" && d.lower(v - 3) === "by") denied = true
  const own = d.lemma(v)
  if (depth === 0 && (own === "risk" || own === "threaten")) put(v)
  const governor = d.head[v]!
  if (
    depth < FAR &&
    governor >= 0 &&
    (d.is(v, "xcomp") || ((d.is(v, "advcl") || d.is(v, "acl") || d.is(v, "ccomp")) && raises(d, governor)))
  ) {
    const up = mannerAt(d, governor, depth + 1)
    if (up.hedge) put(-1, up.hedge)
    const lemma = d.lemma(governor)
    if (LOOK_THROUGH.get(lemma)?.hedge || (SAYING.get(lemma)?.belief && isPassive(d, governor)))
      put(
        governor,
        d.tokens
          .slice(governor, d.first[v]! > governor && d.child(governor, "obj") < governor ? v : governor + 1)
          .filter((t) => t.tag !== "PUNCT")
          .map((t) => t.lower)
          .join(" "),
      )
    if (raises(d, governor) && d.tag(governor) === "ADJ")
      put(governor, `${d.lower(governor)}${d.lower(governor + 1) === "to" ? " to" : ""}`)
    denied =
      denied || up.denied || lemma === "fail" || d.lower(governor) === "unable" || d.lower(governor) === "unlikely"
    none = none || up.none
    strength = strength ?? up.strength
    future = future || up.time === "future"
    past = up.time === "past"
    const object = d.child(governor, "obj")
    if (lemma === "do" && object !== NONE && ["little", "nothing"].includes(d.lower(object))) none = true
  }
  // A tail or reduced clause has no tense of its own: it shares that of the clause it hangs on.
  if (
    depth < FAR &&
    auxiliaries.length === 0 &&
    d.fine(v) === "VBG" &&
    governor >= 0 &&
    ["advcl", "acl", "conj", "xcomp"].some((rel) => d.is(v, rel))
  ) {
    const above = mannerAt(d, clauseHead(d, governor), depth + 1)
    future = future || above.time === "future"
    past = above.time === "past"
  }
  const hedge = hedges.sort((a, b) => a.at - b.at).map((h) => h.words)
  return {
    hedge: hedge.length > 0 ? [...new Set(hedge)].join(" ") : null,
    denied,
    none,
    strength,
    time: future ? "future" : past ? "past" : "present",
  }
}

/** "far from calming", "rather than disarming", "instead of ending", "without ending": what is said not to have been done. */
function setAside(d: Dependencies, v: number): boolean {
  const [before, opens] = [d.lower(v - 1), d.lower(v - 2)]
  return (
    before === "without" ||
    (before === "from" && opens === "far") ||
    (before === "than" && opens === "rather") ||
    (before === "of" && opens === "instead")
  )
}

/** Whether a phrase says that there is more or less of its thing: "even fewer boats". */
export function graded(d: Dependencies, {start}: Span): boolean {
  let at = start
  while (["even", "far", "much", "many", "way", "a", "lot"].includes(d.lower(at)) && d.fine(at + 1) !== "NN") at++
  return ["more", "less", "fewer"].includes(d.lower(at))
}

/** Words that only grade how likely or how able what follows them is. */
function raises(d: Dependencies, i: number): boolean {
  return [
    "likely",
    "unlikely",
    "set",
    "poised",
    "bound",
    "able",
    "unable",
    "certain",
    "sure",
    "due",
    "expected",
    "prone",
    "apt",
  ].includes(d.lower(i))
}

// ---------------------------------------------------------------- verbs

const PARTICLES = new Set(["away", "down", "up", "off", "out", "back"])

/** The lemma under which the lexicon knows a verb; spelling decides where the lemmatiser's has no entry. */
function lemmaOf(d: Dependencies, v: number): string {
  const lemma = d.lemma(v)
  return FORMS.get(d.lower(v)) === undefined || FAMILIES.has(lemma) ? lemma : FORMS.get(d.lower(v))!
}

/** What is ascribed: the object, or of a relative clause its noun: "a calm that officers ascribe to fatigue". */
function ascribed(d: Dependencies, v: number, object: number, end: number): Argument[] {
  const noun = d.head[v]!
  if (d.is(v, "acl") && noun >= 0 && noun < v && (object === NONE || ["that", "which"].includes(d.lower(object)))) {
    const one = nounPhrase(d, noun, d.first[v]!)
    return one ? [one] : []
  }
  return object === NONE ? [] : nounPhrases(d, object, end)
}

/** "puts the delay down to fog", "the delay was put down to fog", "chalked the loss up to inexperience". */
function putDownTo(d: Dependencies, v: number): Proposal[] {
  const way = d.lemma(v) === "put" || d.lemma(v) === "set" ? "down" : d.lemma(v) === "chalk" ? "up" : ""
  if (way === "") return []
  const particle = d
    .children(v, "compound:prt", "advmod")
    .find((c) => c > v && d.lower(c) === way && d.lower(c + 1) === "to")
  const [source] = obliques(d, v, ["to"])
  const object = d.child(v, "obj")
  if (particle === undefined || source === undefined) return []
  const what = isPassive(d, v) ? patients(d, v) : ascribed(d, v, object, particle)
  return combine(d, governed(d, source), what, {start: v, end: v + 1}, mannerAt(d, v), "verb attribute to", 0.7, "+")
}

/** Whether a clause tells, or a noun names, that something rises or falls. */
function changes(d: Dependencies, one: Argument): boolean {
  return one.clause ? MOVEMENT_VERBS.has(d.lemma(one.head)) : DIRECTION_NOUNS.has(singular(d.lower(one.head)))
}

/** "Prices fell, reflecting larger supplies", "the rise reflects a shortage": what a change is a sign of. */
function reflected(d: Dependencies, v: number): Proposal[] {
  if (d.lemma(v) !== "reflect" || isPassive(d, v)) return []
  const change = subjects(d, v).filter((one) => changes(d, one))
  const of = objects(d, v).filter((one) => bearsChange(d, one) || d.child(one.head, "amod") !== NONE)
  return combine(d, of, change, {start: v, end: v + 1}, mannerAt(d, v), "verb reflect", 0.55, "+")
}

/** "deaths linked to bad water": of harm, and of what rises or falls; two other things that are linked go together. */
function linkedTo(d: Dependencies, v: number): Proposal[] {
  if (!["link", "tie"].includes(d.lemma(v)) || !isPassive(d, v)) return []
  const [source] = obliques(d, v, ["to"])
  if (source === undefined) return []
  const harm = patients(d, v).filter((one) => {
    const counted = RATES.has(singular(d.lower(one.head)))
    const of = counted ? d.children(one.head, "nmod").find((c) => marker(d, c) === "of") : undefined
    const word = singular(d.lower(of ?? one.head))
    return (
      UNWANTED.has(word) ||
      (changes(d, one) && word !== "end") ||
      (counted && d.child(one.head, "amod", "compound") !== NONE)
    )
  })
  const from = last(governed(d, source), (one) => widened(d, one, v, new Set([source])))
  return combine(
    d,
    from.filter((one) => !isActor(d, one) && (bearsChange(d, one) || d.child(one.head, "amod") !== NONE)),
    harm,
    {start: v, end: v + 1},
    mannerAt(d, v),
    "verb link to",
    0.5,
    "+",
  )
}

const RATES = new Set(["rate", "level", "case", "incidence", "prevalence", "number"])

function ofVerb(d: Dependencies, v: number): Proposal[] {
  const light = [
    ...ofLightVerb(d, v),
    ...ofGift(d, v),
    ...putUnder(d, v),
    ...putDownTo(d, v),
    ...reflected(d, v),
    ...linkedTo(d, v),
  ]
  if (light.length > 0) return light
  // "bring the army back into politics": where it is brought comes before which way.
  for (const family of FAMILIES.get(lemmaOf(d, v)) ?? []) {
    if (family.frame !== "forward") continue
    const found = byFrame(d, v, family)
    if (found.length > 0) return found
  }
  const own = d.child(v, "compound:prt")
  const after =
    d.children(v, "advmod").find((c) => c > v && PARTICLES.has(d.lower(c)) && d.child(c, "obl", "case") === NONE) ??
    NONE
  const next = v + 1 < d.tokens.length && PARTICLE_VERBS.has(`${lemmaOf(d, v)}.${d.lower(v + 1)}`) ? v + 1 : NONE
  const particle =
    own !== NONE
      ? own
      : next !== NONE
        ? next
        : after !== NONE
          ? after
          : d.tokens[v + 1] && PARTICLES.has(d.lower(v + 1)) && d.lower(v + 2) !== "of"
            ? v + 1
            : NONE
  if (particle !== NONE) {
    const way = PARTICLE_VERBS.get(`${lemmaOf(d, v)}.${d.lower(particle)}`)
    if (way)
      return byFrame(d, v, {
        name: "particle",
        frame: "object",
        sign: way,
        lemmas: [],
        example: {text: "", cause: "", effect: "", sign: way},
      })
    if (
      ["down", "out", "off", "away", "back"].includes(d.lower(particle)) &&
      !["cut", "wash", "sweep", "scare"].includes(lemmaOf(d, v))
    )
      return []
  }
  for (const family of FAMILIES.get(lemmaOf(d, v)) ?? []) {
    const found = byFrame(d, v, family)
    if (found.length > 0) return found
  }
  return []
}

/** Whether a phrase names somebody who acts, so that the verb may tell a deed and no cause. */
export function isActor(d: Dependencies, argument: Argument): boolean {
  if (argument.clause) return false
  const head = argument.head
  const word = d.lower(head)
  if (d.tag(head) === "PRON") {
    // "The bridge did not revive trade, but it": what it stands for.
    const noun = word === "it" || word === "they" ? subjectBefore(d, head) : NONE
    if (noun !== NONE) return isActor(d, {start: noun, end: noun + 1, head: noun, clause: false})
    return SOMEBODY.has(word)
  }
  if (namesActor(word)) return true
  if (THINGS.has(word) || isAbstract(word)) return false
  return d.tag(head) === "PROPN" || INITIALS.test(d.tokens[head]!.text)
}

/** The first subject of the sentence, before `i`, where it is a noun; else NONE. */
function subjectBefore(d: Dependencies, i: number): number {
  for (let k = 0; k < i; k++) if (d.is(k, "nsubj")) return d.tag(k) === "NOUN" ? k : NONE
  return NONE
}

/** Whether a noun is one for somebody who acts. */
export function namesActor(word: string): boolean {
  const one = singular(word)
  return ACTORS.has(one) || PERSONS.has(one) || (PERSONAL.test(word) && !IMPERSONAL.has(one))
}

const SOMEBODY = new Set(
  "he she we i you who it they one everyone everybody anyone anybody someone somebody nobody whoever".split(" "),
)

/** "RF": a name in its first letters. */
const INITIALS = /^\p{Lu}{2,6}$/u

/** Endings of nouns for those who do something. */
const PERSONAL = /(?:[^aeiou]er|ator|ctor|itor|ist|ian|eer|man|men|woman|women|people|folk)s?$/
/** Nouns with such an ending that name things. */
const IMPERSONAL = new Set(
  "amber anger answer barrier barter boulder bumper chatter checklist clutter crater dagger dinner  fodder glacier handover hangover changeover crossover takeover turnover spillover heist helicopter lager layover locker manoeuvre merger mortar newspaper omen ouster pier pointer primer rudder rumour saucer shutter slaughter slumber stopper supper sticker thermometer tiger tinder ulcer waiver blister bluster beer deer career veneer batter bladder blunder boiler border browser bunker burner butter calculator cancer canister carrier cellar center centre chamber chapter charter cluster compiler computer cooler copper corner counter cover cucumber cutter cylinder danger disaster disorder drawer elevator ember encounter equator escalator excavator factor feather fever fiber fibre filler filter finger fist flower folder freezer freighter frontier gather gender generator hammer hamper harvester heater hunger incubator indicator ladder laser layer leather ledger letter lever liner list litre liver lobster lorry lumber matter meager meter metre mist mixer monitor motor murder number offer operator order paper parser pepper pier plaster plunder poster powder power prayer printer quarter quiver radar radiator reactor recorder regimen register remainder reminder river roster router rubber scandal scanner scooter sector semester sensor server sewer shelter shower silver slander specimen starter steamer summer surrender tanker temper tender tensor theatre thriller thunder tier timber toaster tower tractor trailer transfer trawler trigger trimester twist vector ventilator water weather whisper winter wrist".split(
    " ",
  ),
)

/** Whether a phrase names what can rise, fall or happen rather than somebody or something. */
export function bearsChange(d: Dependencies, argument: Argument): boolean {
  const word = singular(d.lower(argument.head))
  return (
    argument.clause ||
    UNWANTED.has(word) ||
    QUALITIES.has(word) ||
    isAbstract(d.lower(argument.head)) ||
    d.fine(argument.head) === "VBG"
  )
}

function isAbstract(word: string): boolean {
  return (
    UNWANTED.has(singular(word)) || /(ty|ion|ions|ment|ness|ance|ence|ism|ship|ure|age|ing|th|dom|cy|gy)$/.test(word)
  )
}

/** Oblique children of `v` whose preposition is one of these. */
function obliques(d: Dependencies, v: number, prepositions: readonly string[]): number[] {
  return d.children(v, "obl", "nmod", "advmod", "advcl", "xcomp", "obj").filter((c) => {
    const [first, second] = d.children(c, "case", "mark")
    if (first === undefined || c < v) return false
    // "pushed walkers on to the road": one preposition in two words.
    const onto = d.lower(first) === "on" && second === first + 1 && d.lower(second) === "to"
    return prepositions.includes(onto ? "onto" : d.lower(first))
  })
}

/** What a preposition governs: nouns, or a gerund's clause. */
function governed(d: Dependencies, i: number): Argument[] {
  if (isVerb(d, i) && d.child(i, "nsubj") === NONE) {
    const clause = clauseOf(d, i)
    return clause ? [clause] : []
  }
  if (isClause(d, i) && d.child(i, "cop", "aux", "nsubj") !== NONE) {
    const clause = clauseOf(d, i)
    return clause ? [clause] : []
  }
  return nounPhrases(d, i)
}

/** The object of `v`, shared with a verb that it is joined to: "sharpened and prolonged the dispute". */
function objects(d: Dependencies, v: number): Argument[] {
  // A noun behind the verb without a preposition is its object, whatever the tree calls it, unless it says when.
  const bare = d.children(v, "obl").find(
    (c) =>
      c > v &&
      d.rel[c] === "obl" &&
      d.child(c, "case", "mark") === NONE &&
      !saysWhen(d, c) &&
      d.tag(c) !== "ADV" &&
      // "grew to 40,000 people".
      (d.tag(c - 1) !== "NUM" || d.head[c - 1] === c),
  )
  // "What could avert the worst is rain": not what it asks with.
  const direct = d.children(v, "obj").find((c) => c > v || d.tag(c) !== "PRON") ?? NONE
  const own = direct !== NONE ? direct : (bare ?? NONE)
  const doing = d.child(v, "xcomp", "ccomp")
  // "stopped traders crossing", "caused firms to close".
  if (own !== NONE && doing > own && (d.fine(doing) === "VBG" || marker(d, doing) === "to")) {
    const [who, what] = [nounPhrase(d, own, d.first[doing]!), clauseOf(d, doing)]
    if (who && what) return [joined(who, what)]
  }
  if (own !== NONE)
    return isVerb(d, own) && d.child(own, "nsubj", "det", "amod", "case") === NONE
      ? governed(d, own)
      : last(nounPhrases(d, own), (one) => widened(d, one, v))
  const complement = d.child(v, "ccomp", "xcomp")
  // "stop laying": one's own doing, ended or begun.
  if (complement !== NONE && ASPECT.has(d.lemma(v)) && d.fine(complement) === "VBG") return []
  if (
    complement !== NONE &&
    complement > v &&
    (d.fine(complement) === "VBG" || (d.is(complement, "ccomp") && marker(d, complement) !== "to"))
  ) {
    // "cause suffering and displacement": a gerund that governs nothing is a thing.
    if (d.fine(complement) === "VBG" && d.child(complement, "obj", "obl", "xcomp", "advmod") === NONE)
      return nounPhrases(d, complement)
    const clause = clauseOf(d, complement)
    return clause ? [clause] : []
  }
  if (complement !== NONE) return []
  const carried = d.children(v, "advmod").find((c) => PARTICLES.has(d.lower(c)) && d.child(c, "obj") !== NONE)
  if (carried !== undefined) return nounPhrases(d, d.child(carried, "obj"))
  // "choked off the salmon run": the parse may take the particle for a preposition.
  const behind = d
    .children(v, "obl")
    .find(
      (o) =>
        d.first[o] === v + 1 &&
        (PARTICLES.has(d.lower(v + 1)) || PARTICLE_VERBS.has(`${lemmaOf(d, v)}.${d.lower(v + 1)}`)) &&
        d.lower(v + 2) !== "of",
    )
  if (behind !== undefined) return last(nounPhrases(d, behind), (one) => widened(d, one, v, new Set([behind])))
  // No object, and none of its own kind of phrase right after it: what the next joined verb has.
  const next = d.children(v, "conj").find((c) => c > v && isVerb(d, c) && d.child(c, "nsubj") === NONE)
  if (next === undefined || d.children(v, "obl").some((o) => o > v && o < next)) return []
  const shared = d.child(next, "obj")
  return shared === NONE ? [] : nounPhrases(d, shared)
}

/** What a preposition governs, and what it governs again behind a conjunction: "for the floods and for the fever". */
function alsoBehind(d: Dependencies, parts: Argument[], preposition: string): Argument[] {
  const end = parts.at(-1)?.end ?? d.tokens.length
  const joint = d.tokens[end]?.text === "," ? end + 1 : end
  if (!["and", "or"].includes(d.lower(joint)) || d.lower(joint + 1) !== preposition) return parts
  let top = joint + 2
  for (let steps = 0; steps < FAR && d.head[top]! > joint + 1; steps++) top = d.head[top]!
  return ["NOUN", "PROPN"].includes(d.tag(top)) || isVerb(d, top) ? [...parts, ...governed(d, top)] : parts
}

/** Prepositions of the state somebody is left in. */
const LACKING = ["without", "with", "in"]

/** Verbs of which people are carried or led, not changed. */
const CARRIED = new Set("drive lead bring lift move carry help assist raise support".split(" "))

/** "strengthened the prefects at the expense of the villages": who pays. */
function atExpense(d: Dependencies, v: number, from: readonly Argument[], how: Flags): Proposal[] {
  const paid = d.children(v, "obl").find((c) => ["expense", "cost"].includes(d.lower(c)) && marker(d, c) === "at")
  const of = paid === undefined ? undefined : d.children(paid, "nmod").find((c) => marker(d, c) === "of")
  if (paid === undefined || of === undefined) return []
  return combine(d, from, governed(d, of), {start: d.first[paid]!, end: paid + 1}, how, "at the expense of", 0.65, "-")
}

/** Verbs that begin, go on with or end what their subject does. */
const ASPECT = new Set(["stop", "start", "begin", "keep", "continue", "cease", "resume", "quit", "finish", "go", "end"])

function last<T>(list: T[], change: (one: T) => T): T[] {
  return list.map((one, i) => (i === list.length - 1 ? change(one) : one))
}

/** What a thing is for: "a levy designed to curb waste". */
const DESIGNED = new Set(["design", "mean", "intend", "aim", "conceive", "devise", "calculate"])

/** "the effect of the embargo has been to": the embargo. */
function bearer(d: Dependencies, one: Argument): Argument[] {
  if (one.clause || !BEARING.has(singular(d.lower(one.head)))) return [one]
  const of = d.children(one.head, "nmod").find((c) => c > one.head && marker(d, c) === "of")
  return of === undefined ? [one] : nounPhrases(d, of)
}

/** The cause that stands with `v`: its subject, or by what means that subject does it. */
function causes(d: Dependencies, v: number, depth = 0): Argument[] {
  if (depth > FAR) return []
  const means = d
    .children(v, "advcl", "obl")
    .find((c) => (marker(d, c) === "by" && d.fine(c) === "VBG") || ["through", "via"].includes(marker(d, c)))
  const done = means !== undefined && marker(d, means) === "by"
  const governor = d.head[v]!
  // "kept the clans from trading, prompting riots": joined to the trading by the tree alone.
  const shares = d.is(v, "conj") && governor >= 0 && isVerb(d, governor) && d.child(v, "nsubj") === NONE
  const tail = shares && marker(d, governor) !== "" && tailOf(d, v) !== null
  if (means === undefined && shares && !tail) return causes(d, governor, depth + 1)
  const who = subjects(d, v).flatMap((one) => bearer(d, one))
  if (
    means !== undefined &&
    !isPassive(d, v) &&
    (done ||
      who.length === 0 ||
      who.every((one) => isActor(d, one) || !bearsChange(d, one)) ||
      ["its", "their", "his", "her"].includes(d.lower(d.first[d.child(v, "obj")] ?? NONE)))
  ) {
    const by = isVerb(d, means) ? clauseOf(d, means) : nounPhrase(d, means)
    // "the sacking hastened the rout by robbing the bank of trust": the event does it as well as its means.
    if (by)
      return done && who.length > 0 && who.every((one) => bearsChange(d, one) && !isActor(d, one)) ? [...who, by] : [by]
  }
  return who
}

/** Who did it, of a passive: "by the raids". */
function agents(d: Dependencies, v: number): Argument[] {
  const near = (i: number) => d.children(i, "obl", "nmod", "advcl").find((c) => c > v && marker(d, c) === "by")
  // "closed to traders by landslides": hung on what stands between.
  const between = (c: number) => (c > v && marker(d, c) !== "by" ? near(c) : undefined)
  const by =
    near(v) ??
    d
      .children(v, "obl")
      .map(between)
      .find((c) => c !== undefined)
  if (by === undefined || d.child(by, "nummod") !== NONE || AMOUNTS.has(d.lower(by))) return []
  return last(alsoBehind(d, governed(d, by), "by"), (one) => widened(d, one, v, new Set([by])))
}

const AMOUNTS = new Set(
  "third quarter half fifth sixth tenth percent % percentage hundred thousand million factor margin hand law default".split(
    " ",
  ),
)

/** What a passive's deed was done to: its subject, or the noun it stands with. */
function patients(d: Dependencies, v: number): Argument[] {
  const own = d.child(v, "nsubj", "csubj")
  if (own !== NONE) return subjects(d, v)
  const governor = d.head[v]!
  if (d.is(v, "advcl") && governor > v && governor >= 0) {
    // "Weakened by drought, the herds died": the herds. "Driven by hunger, herders left": what they then did.
    const weakened =
      !STIRRING.has(lemmaOf(d, v)) &&
      FAMILIES.get(lemmaOf(d, v))?.some(({frame, sign}) => frame === "object" && sign === "-")
    const clause = weakened ? null : clauseOf(d, governor)
    return clause && clause.start > v ? [clause] : subjects(d, v)
  }
  // "Prices rose by a third, driven by fuel costs": that they did.
  const trails = d.is(v, "advcl") || (d.is(v, "acl") && governor >= 0 && !d.is(governor, "nsubj"))
  const comma = d.tokens[v - 1]?.text === "," || (d.tag(v - 1) === "ADV" && d.tokens[v - 2]?.text === ",")
  if (trails && comma && governor >= 0 && governor < v && raising(d, v)) {
    const head = clauseHead(d, governor)
    const clause = head < v && d.child(head, "nsubj") !== NONE ? clauseOf(d, head, v) : null
    const tensed = clause !== null && (TENSES.has(d.fine(head)) || d.child(head, "aux", "cop") !== NONE)
    if (tensed && clause.end < v) return [clause]
  }
  return subjects(d, v)
}

const TENSES = new Set(["VBZ", "VBP", "VBD"])

/** Whether a verb brings about more of what it takes. */
function raising(d: Dependencies, v: number): boolean {
  return (
    FAMILIES.get(lemmaOf(d, v))?.some(
      ({frame, sign}) => frame === "object to" || (frame === "object" && (sign === "+" || sign === "worse")),
    ) ?? false
  )
}

/** Of these the participle in front tells what moved somebody to act: "Shaken by the leak, the institute suspended". */
const STIRRING = new Set(
  "shake unsettle upset alarm threaten frustrate overwhelm squeeze pressure discourage rob".split(" "),
)

function joined(a: Argument, b: Argument): Argument {
  return {start: Math.min(a.start, b.start), end: Math.max(a.end, b.end), head: a.head, clause: false}
}

function byFrame(d: Dependencies, v: number, family: VerbFamily): Proposal[] {
  const passive = isPassive(d, v)
  const how = mannerAt(d, v)
  const make = (
    from: readonly Argument[],
    to: readonly Argument[],
    sign: Sign | ((effect: Argument) => Sign),
    confidence: number,
    signal: Span = {start: v, end: v + 1},
  ) => combine(d, from, to, signal, how, `verb ${family.name}`, confidence, sign)
  const plain = family.sign === "worse" ? "unclear" : family.sign
  const judged = (argument: Argument): Sign => {
    if (family.sign === "unclear" && how.strength && HARMING.has(how.strength)) return "-"
    // "Harvests were poor, worsened by locusts": that they were.
    if (family.sign === "worse" && argument.clause) return "+"
    if (family.sign === "worse") return UNWANTED.has(singular(d.lower(argument.head))) ? "+" : "-"
    // "eased access": of a good that is eased there is more.
    if (d.lemma(v) === "ease") return EASED.has(singular(d.lower(argument.head))) ? "+" : "-"
    return family.sign
  }
  switch (family.frame) {
    case "forward": {
      const target = obliques(d, v, family.prepositions ?? [])[0] ?? turnedTo(d, v, family)
      const brink = family.name === "turn into" && !passive ? closeTo(d, v) : null
      if (brink) return make(causes(d, v), [brink], plain, 0.65)
      if (target === undefined) return []
      const signal = {start: v, end: v + 1}
      const object = d.child(v, "obj")
      if (passive) {
        if (!MOVED.has(d.lemma(v))) return []
        const by = agents(d, v)
        const who = patients(d, v)[0]
        const to = nounPhrase(d, target)
        return who && to && by.length > 0 ? make(by, [joinRight(who, to, v)], "+", 0.65, signal) : []
      }
      if (object !== NONE) {
        if (family.name === "lead to") return []
        const who = nounPhrase(d, object, d.first[target]!)
        const to = nounPhrase(d, target)
        return who && to ? make(causes(d, v), [joined(who, to)], plain, 0.65, signal) : []
      }
      if (d.lower(d.first[target]!) === "against") return []
      const from = causes(d, v)
      // "The treasurer accounted for every crown": somebody who accounts for it brings nothing about.
      if (d.lemma(v) === "account" && from.every((one) => isActor(d, one))) return []
      // "The town paid for the bridge": bought; tolls pay for rifles.
      if (d.lemma(v) === "pay" && !from.every((one) => bearsChange(d, one) || TAKINGS.has(singular(d.lower(one.head)))))
        return []
      return make(
        from,
        last(governed(d, target), (one) => widened(d, one, v, new Set([target]))),
        family.sign === "worse" && from[0] ? judged(from[0]) : plain,
        0.8,
        signal,
      )
    }
    case "reverse": {
      const [source] = obliques(d, v, family.prepositions ?? [])
      if (source === undefined) return []
      const from = last(listed(d, source) ?? governed(d, source), (one) => widened(d, one, v, new Set([source])))
      // "posts that come from officers": where somebody or something is from is no cause.
      if (
        d.lemma(v) === "lie" &&
        !subjects(d, v).every((one) => bearsChange(d, one) || ROOTED.has(singular(d.lower(one.head))))
      )
        return []
      // "clerks came out of the building": somebody going, nothing coming about.
      if (ORIGIN.has(d.lemma(v)) && marker(d, source) === "out" && subjects(d, v).some((one) => isActor(d, one)))
        return []
      if (ORIGIN.has(d.lemma(v)) && from.some((one) => isActor(d, one) || d.tag(one.head) === "PROPN")) return []
      return make(from, passive ? patients(d, v) : (whetherBefore(d, v) ?? subjects(d, v)), plain, 0.75)
    }
    case "needs": {
      if (passive) return []
      const who = subjects(d, v)
      if (who.length === 0 || who.some((one) => isActor(d, one) || isVerb(d, one.head))) return []
      const compared = (one: Argument) => /^(more|less)$/.test(d.lower(one.start)) && d.lower(one.start + 1) === "than"
      const what = objects(d, v)
      // "requires more than force": force is said not to be enough.
      const short = what.filter(
        (one) =>
          compared(one) &&
          d.lower(one.start) === "more" &&
          one.head > one.start + 1 &&
          d.child(one.head, "nummod") === NONE,
      )
      return [
        ...make(
          what.filter((one) => !compared(one)),
          who,
          "+",
          0.55,
        ),
        ...make(
          short.map((one) => ({...one, start: one.start + 2})),
          who,
          "+",
          0.55,
        ).map((p) => ({...p, denied: true})),
      ]
    }
    case "blame": {
      const blamed = d.child(v, "obj")
      const by = d.lemma(v) === "credit" ? "with" : "on"
      const [on] =
        blamed === NONE || passive
          ? []
          : [
              ...obliques(d, v, [by]),
              ...d.children(blamed, "nmod", "acl").filter((c) => marker(d, c) === by),
              ...(by === "on" ? within(d, blamed, by) : []),
            ]
      if (blamed === NONE && d.lemma(v) === "blame" && d.lower(v - 1) === "to") {
        // "is to blame for the leak".
        const [leak] = obliques(d, v, ["for"])
        return leak === undefined ? [] : make(subjects(d, v), governed(d, leak), "+", 0.7)
      }
      const credited = on ?? (by === "with" && !passive ? laterMarked(d, v, "with") : undefined)
      if (credited !== undefined && blamed !== NONE) {
        const [one, other] = [
          nounPhrases(d, blamed, d.first[credited]!),
          last(governed(d, credited), (each) => widened(d, each, v, new Set([credited]))),
        ]
        return d.lemma(v) === "credit" ? make(one, other, "+", 0.65) : make(other, one, "+", 0.65)
      }
      const object = d.child(v, "obj")
      const [culprit] = passive && d.lemma(v) === "blame" ? obliques(d, v, ["on", "upon"]) : []
      if (culprit !== undefined) return make(governed(d, culprit), patients(d, v), "+", 0.65)
      const [target] =
        object === NONE
          ? obliques(d, v, ["for"])
          : [...obliques(d, v, ["for"]), ...d.children(object, "nmod").filter((c) => marker(d, c) === "for")]
      if (target === undefined) return []
      const who = passive ? patients(d, v) : object === NONE ? [] : nounPhrases(d, object, d.first[target]!)
      return make(who, alsoBehind(d, governed(d, target), "for"), "+", 0.65)
    }
    case "attribute": {
      const object = d.child(v, "obj")
      const [source] = [
        ...obliques(d, v, ["to"]),
        ...(object === NONE ? [] : d.children(object, "nmod").filter((c) => marker(d, c) === "to")),
      ]
      const behind = source ?? (passive ? undefined : laterMarked(d, v, "to"))
      if (behind === undefined) return []
      const what = passive ? patients(d, v) : ascribed(d, v, object, d.first[behind]!)
      // "owes the grocer", "owes an apology to the widow".
      if (d.lemma(v) === "owe" && nounPhrases(d, behind).some((one) => isActor(d, one))) return []
      return make(
        last(governed(d, behind), (one) => widened(d, one, v, new Set([behind]))),
        what,
        "+",
        0.7,
      )
    }
    case "complement": {
      if (passive) {
        const state = d.child(v, "xcomp")
        const way = state === NONE ? undefined : STATE_ADJECTIVES.get(d.lower(state))
        const by = [...agents(d, v), ...(state === NONE ? [] : agents(d, state))]
        if (way && by.length > 0) return make(by, patients(d, v), way, 0.7)
        // "has been kept quiet by a pact": the state is what came about.
        const end = (by[0]?.start ?? 0) - 1
        if (end <= v + 1 || end > v + 7 || d.lower(end) !== "by" || by.some((one) => isActor(d, one))) return []
        return make(by, [{start: v + 1, end, head: state > v && state < end ? state : v + 1, clause: true}], "+", 0.65)
      }
      const gerund = gerundMade(d, v)
      if (gerund) return make(causes(d, v), [gerund.what], gerund.sign, 0.7)
      const eased = easier(d, v)
      if (eased) return make(causes(d, v), [eased.what], eased.sign, 0.7)
      const made =
        d.child(v, "ccomp") !== NONE
          ? d.child(v, "ccomp")
          : (d.children(v, "conj").find((c) => d.first[c] === v + 1 && d.child(c, "nsubj") !== NONE) ?? NONE)
      if (
        made !== NONE &&
        made > v &&
        d.lemma(v) === "make" &&
        d.child(made, "nsubj") !== NONE &&
        marker(d, made) === ""
      ) {
        const clause = clauseOf(d, made)
        return clause ? make(causes(d, v), [clause], "+", 0.7) : []
      }
      const object = d.child(v, "obj")
      // "left the port running on fumes": a gerund right behind the object, whatever the tree calls it.
      const running = [...d.children(v, "advcl", "acl"), ...(object > v ? d.children(object, "acl") : [])].find(
        (c) =>
          c > object &&
          d.fine(c) === "VBG" &&
          (d.first[c] === d.last[object]! + 1 || d.first[c] === nounPhrase(d, object, d.first[c]!)?.end) &&
          d.child(c, "obj", "obl", "xcomp") !== NONE,
      )
      // "makes it worse": the tree may take a comparative for an adverb.
      const compared =
        d.lemma(v) === "make" ? d.children(v, "advmod").find((c) => c === object + 1 && d.fine(c) === "JJR") : undefined
      const stated = compared ?? d.child(v, "xcomp")
      const complement = stated !== NONE || object < v ? stated : (running ?? NONE)
      if (
        ["keep", "leave"].includes(d.lemma(v)) &&
        isActorCause(d, v) &&
        complement !== NONE &&
        !(d.lemma(v) === "keep" && STATE_ADJECTIVES.has(d.lower(complement)))
      )
        return []
      const behindIt =
        complement === NONE && object > v
          ? (d.children(object, "amod").find((c) => c > object && STATE_ADJECTIVES.has(d.lower(c))) ?? NONE)
          : NONE
      if (behindIt !== NONE) {
        const what = nounPhrase(d, object, behindIt)
        // "makes farmers vulnerable to shocks": the whole of it comes about.
        const to = [...d.children(behindIt, "obl"), ...d.children(object, "obl", "nmod")].find(
          (c) => d.first[c] === behindIt + 1,
        )
        if (what && to !== undefined)
          return make(causes(d, v), [{...what, end: Math.max(what.end, nounPhrase(d, to)?.end ?? to + 1)}], "+", 0.7)
        return what ? make(causes(d, v), [what], STATE_ADJECTIVES.get(d.lower(behindIt))!, 0.7) : []
      }
      if (complement === NONE && object !== NONE && d.lemma(v) === "keep") {
        const there =
          d
            .children(v, "obl", "advmod")
            .find(
              (c) =>
                c > object &&
                ["at", "in", "out", "off", "on", "away", "down", "apart", "together", "alive"].includes(
                  marker(d, c) || d.lower(c),
                ),
            ) ?? (PLACED.has(d.lower(object + 1)) ? object + 1 : undefined)
        const who = there === undefined ? null : nounPhrase(d, object, d.first[there]!)
        if (there === undefined || !who || isActorCause(d, v) || saysWhen(d, there)) return []
        const edge = nounPhrase(d, there)?.end ?? there + 1
        return make(causes(d, v), [{...who, end: Math.max(who.end, edge)}], "+", 0.65)
      }
      if (complement === NONE && object !== NONE && d.lemma(v) === "leave") {
        const lacking = [...obliques(d, v, LACKING), ...d.children(object, "nmod")].find(
          (c) => c > object && LACKING.includes(marker(d, c)) && !(d.is(c, "nmod") && marker(d, c) === "in"),
        )
        const who = lacking === undefined ? null : nounPhrase(d, object, d.first[lacking]!)
        const what = lacking === undefined ? null : nounPhrase(d, lacking)
        return who && what && !isActorCause(d, v) ? make(causes(d, v), [joined(who, what)], "+", 0.65) : []
      }
      if (complement === NONE || complement < v) return []
      if (!["ADJ", "VERB", "ADV", "NOUN"].includes(d.tag(complement))) return []
      const inner = object !== NONE ? object : d.child(complement, "nsubj")
      if (inner === NONE) return []
      if (d.tag(complement) === "NOUN" && !STATE_ADJECTIVES.has(d.lower(complement))) return []
      // "makes it harder to trade": what is harder is what follows.
      const what = nounPhrase(d, inner, d.first[complement]! > inner ? d.first[complement]! : undefined)
      if (!what) return []
      const state: Argument = {
        start: Math.min(d.first[complement]!, complement),
        end: d.last[complement]! + 1,
        head: complement,
        clause: false,
      }
      // "makes hostility unsustainable": the thing, and the adjective says which way.
      const way = isVerb(d, complement) ? undefined : STATE_ADJECTIVES.get(d.lower(complement))
      const bare = d
        .children(complement)
        .every(
          (c) =>
            d.is(c, "advmod") ||
            d.is(c, "punct") ||
            d.is(c, "conj") ||
            d.is(c, "cc") ||
            c === inner ||
            (d.is(c, "obl") && marker(d, c) === "for"),
        )
      if (way && bare) {
        const less = d.children(complement, "advmod").some((c) => d.lower(c) === "less")
        return make(
          causes(d, v),
          nounPhrases(d, inner, d.first[complement]! > inner ? d.first[complement]! : undefined),
          less ? (way === "+" ? "-" : "+") : way,
          0.75,
        )
      }
      const end = (isVerb(d, complement) ? clauseOf(d, complement) : nounPhrase(d, complement))?.end ?? state.end
      return make(causes(d, v), [{...what, end: Math.max(what.end, Math.max(end, complement + 1))}], "+", 0.7)
    }
    case "alone": {
      const signal = {start: v, end: v + 1}
      return make(causes(d, v), [{start: v, end: v + 1, head: v, clause: false}], "+", 0.6, signal).map((p) => ({
        ...p,
        signal,
      }))
    }
    case "object to":
    case "object from": {
      const wanted = family.frame === "object to" ? ["to"] : ["from"]
      if (passive) {
        const by = agents(d, v)
        if (by.length === 0 || by.some((one) => isActor(d, one))) return []
        if (d.lemma(v) === "lead" && d.child(v, "xcomp") === NONE) return []
        if (d.lemma(v) === "keep" && obliques(d, v, ["from"]).length === 0) return []
        const done = d.children(v, "xcomp", "advcl").find((c) => c > v && wanted.includes(marker(d, c)))
        const who = patients(d, v)
        const act = done === undefined ? null : clauseOf(d, done)
        // The passive parts who from what is done: who is what can be quoted in one piece.
        return act && who[0] && who[0].end === v ? make(by, who, plain, 0.6) : make(by, who, plain, 0.6)
      }
      const object = d.child(v, "obj", "iobj")
      const act = d
        .children(v, "xcomp", "advcl", "ccomp", "obl")
        .find(
          (c) =>
            c > v &&
            (wanted.includes(marker(d, c)) ||
              (family.frame === "object to" &&
                (d.is(c, "ccomp") || d.is(c, "xcomp")) &&
                ["VB", "VBP"].includes(d.fine(c)))),
        )
      const inner =
        act === undefined && object !== NONE
          ? d.children(object, "acl", "nmod").find((c) => wanted.includes(marker(d, c)) && isVerb(d, c))
          : undefined
      const done = act ?? inner ?? (family.frame === "object to" && object > v ? deeper(d, object) : undefined)
      if (object !== NONE && done !== undefined) {
        const who = nounPhrase(d, object, d.first[done]!)
        const what = isVerb(d, done) ? clauseOf(d, done) : nounPhrase(d, done)
        if (!who || !what || d.lower(object) === "itself") return []
        // "let the clerk know"; "if they let the ditch fill up": left undone, and nobody made to do it.
        if (d.lemma(v) === "let" && (d.lemma(done) === "know" || isActorCause(d, v))) return []
        return make(causes(d, v), [joined(who, what)], plain, 0.75)
      }
      const nominal = act !== undefined && d.is(act, "ccomp") ? d.child(act, "nsubj") : NONE
      if (object === NONE && act !== undefined && nominal !== NONE) {
        const clause = clauseOf(d, act)
        return clause ? make(causes(d, v), [clause], plain, 0.7) : []
      }
      if (object === NONE && act !== undefined) {
        // "helped to end the raids", "helps explain": looked through by the verb that follows, where that tells a cause.
        if (d.lemma(v) !== "help" || !isVerb(d, act) || FAMILIES.has(lemmaOf(d, act)) || d.child(act, "obj") < act)
          return []
        const clause = clauseOf(d, act)
        const from = causes(d, v)
        return clause && from.every((one) => !isActor(d, one)) ? make(from, [clause], plain, 0.55) : []
      }
      const particle = d.child(v, "compound")
      const way = particle !== NONE ? d.lower(particle) : ""
      if (
        object !== NONE &&
        (way === "up" || way === "down") &&
        ["push", "drive", "send", "force"].includes(d.lemma(v))
      )
        return make(causes(d, v), nounPhrases(d, object), way === "up" ? "+" : "-", 0.75)
      if (object !== NONE && family.bare?.includes(d.lemma(v))) {
        const from = causes(d, v)
        if (from.some((one) => isActor(d, one) && (DEEDS.has(d.lemma(v)) || family.frame === "object from"))) return []
        return make(from, nounPhrases(d, object), plain, 0.6)
      }
      return []
    }
    default: {
      if (passive) {
        const by = agents(d, v)
        if (by.length === 0) return []
        if (CARRIED.has(d.lemma(v)) && patients(d, v).some((one) => isActor(d, one))) return []
        const acted = by.every((one) => isActor(d, one))
        if (family.heads || (acted && DEEDS.has(d.lemma(v)))) return []
        // "an invoice opened by a clerk": a deed, as it would be in the active.
        if (
          acted &&
          d.is(v, "acl") &&
          MORE_VERBS.has(d.lemma(v)) &&
          !patients(d, v).every((one) => bearsChange(d, one))
        )
          return []
        return make(by, patients(d, v), judged, 0.75)
      }
      const inner = d.child(v, "xcomp")
      if (LOOK_THROUGH.has(d.lemma(v)) && inner !== NONE && d.child(v, "obj") === NONE && d.fine(inner) !== "VBG")
        return []
      const to = objects(d, v).filter(
        (one) =>
          !(one.end - one.start === 1 && ["little", "nothing", "none"].includes(d.lower(one.start))) &&
          !["itself", "themselves", "himself", "herself", "oneself", "ourselves"].includes(d.lower(one.start)),
      )
      // "risks wrecking the credit": the gerund itself says what would come of it.
      if (family.name === "risk" && to.some((one) => d.fine(one.head) === "VBG" && FAMILIES.has(lemmaOf(d, one.head))))
        return []
      if (to.length === 0) return []
      // "contained the fire", but not "containing large deposits".
      if (HOLDING.has(d.lemma(v)) && !to.every((one) => bearsChange(d, one))) return []
      if (
        family.heads &&
        !to.every((one) => family.heads!.includes(singular(d.lower(one.head))) && d.lower(one.start) !== "the")
      )
        return []
      if (
        d.fine(v) === "VB" &&
        (d.is(v, "advcl") || d.is(v, "acl") || (d.is(v, "csubj") && d.head[v]! < v)) &&
        d.children(v, "mark").some((c) => d.lower(c) === "to")
      )
        return takenFor(d, v).length > 0
          ? make(
              takenFor(d, v).map((one) => ({...one, end: Math.min(one.end, d.first[v]!)})),
              to,
              judged,
              0.65,
            )
          : d.head[v]! >= 0 && (d.tag(d.head[v]!) === "ADJ" || d.lower(d.head[v]!) === "enough")
            ? sufficient(d, v, subjects(d, d.head[v]!), to, judged, how, make)
            : littleDone(d, v)
              ? make(subjects(d, d.head[v]!), to, "0", 0.75)
              : d.head[v]! >= 0 && d.is(d.head[v]!, "acl") && DESIGNED.has(d.lemma(d.head[v]!))
                ? make(subjects(d, d.head[v]!), to, judged, 0.65)
                : purpose(d, v, family, to, how)
      const from = letDo(d, v) ? [] : causes(d, v)
      if (from.length === 0) return []
      const kept = obliques(d, v, ["from"]).find((c) => d.fine(c) === "VBG")
      const held = d.child(v, "obj")
      if (plain === "-" && kept !== undefined && held !== NONE) {
        const [who, what] = [nounPhrase(d, held, d.first[kept]!), clauseOf(d, kept)]
        if (who && what) return make(from, [joined(who, what)], "-", 0.75)
      }
      if (
        from.some(
          (one) =>
            d.tag(one.head) === "PRON" &&
            ["i", "we", "you", "he", "she", "who", "what"].includes(d.lower(one.head)) &&
            !one.clause &&
            one.end - one.start === 1,
        )
      )
        return []
      const open =
        from.some((one) => d.tag(one.head) === "PRON") &&
        (CHANGING.has(d.lemma(v)) || (RUINING.has(d.lemma(v)) && from.every((one) => d.lower(one.head) === "it")))
      if (CARRIED.has(d.lemma(v)) && from.some((one) => isActor(d, one)) && to.some((one) => isActor(d, one))) return []
      // "more tourists mean more litter": how many there are does it, not what they do.
      const counted = from.every((one) => graded(d, one)) && to.every((one) => graded(d, one) || bearsChange(d, one))
      const acting = from.some((one) => isActor(d, one)) && !open && !counted
      if (
        acting &&
        (DEEDS.has(d.lemma(v)) || MORE_VERBS.has(d.lemma(v))) &&
        !to.every((one) => bearsChange(d, one) && !owned(d, one))
      )
        return []
      if (acting && DEEDS.has(d.lemma(v)) && !(CHANGING.has(d.lemma(v)) && to.every((one) => worldly(d, one))))
        return []
      return [...make(from, to, judged, 0.8), ...atExpense(d, v, from, how)]
    }
  }
}

/** "allowed ships with medicines and fresh food to dock": the infinitive that ends the object, hung on its last noun. */
function deeper(d: Dependencies, object: number): number | undefined {
  for (let i = object + 1; i < d.last[object]!; i++)
    if (
      d.lower(i) === "to" &&
      d.fine(i + 1) === "VB" &&
      d.is(i + 1, "acl") &&
      !["right", "plan", "power", "need", "bid"].includes(d.lemma(i - 1))
    )
      return i + 1
  return undefined
}

/** Goods of which there is more when they are eased. */
const EASED = new Set(
  "access trade travel movement relation tie transport passage crossing flow life delivery entry recovery breathing planting".split(
    " ",
  ),
)

/** "was strong enough to topple the towers", "is not enough to protect them", "is too salty to support vetch". */
function sufficient(
  d: Dependencies,
  v: number,
  from: readonly Argument[],
  to: readonly Argument[],
  sign: (argument: Argument) => Sign,
  how: Flags,
  make: (
    from: readonly Argument[],
    to: readonly Argument[],
    sign: (argument: Argument) => Sign,
    confidence: number,
  ) => Proposal[],
): Proposal[] {
  const graded = d.head[v]!
  const words = d.children(graded, "advmod").map((c) => d.lower(c))
  const enough = ["enough", "sufficient"].includes(d.lower(graded)) || words.includes("enough")
  const short = ["insufficient", "inadequate"].includes(d.lower(graded))
  const negated = words.some((word) => NEGATIONS.has(word))
  if (words.includes("too") && !negated)
    return make(
      from,
      to,
      (one) => {
        const way = sign(one)
        return way === "+" ? "-" : way === "-" ? "+" : way
      },
      0.65,
    )
  return make(from, to, sign, 0.7).map((p) => ({...p, denied: how.denied || short || (enough && negated)}))
}

/** "three factors: A, B and C": the list that a colon opens; null without one. */
function listed(d: Dependencies, i: number): Argument[] | null {
  let colon = i + 1
  while (colon < d.tokens.length && d.tokens[colon]!.text !== ":" && colon <= d.last[i]! + 1) colon++
  if (
    d.tokens[colon]?.text !== ":" ||
    !/^(?:factor|cause|reason|thing|source|root|problem|issue|pressure)s$/.test(d.lower(i))
  )
    return null
  let top = colon + 1
  for (let steps = 0; steps < FAR && d.head[top]! > colon; steps++) top = d.head[top]!
  const parts = top < d.tokens.length ? nounPhrases(d, top) : []
  return parts.length > 0 ? parts.filter((one) => one.start > colon) : null
}

/** The first word behind a verb's object that a preposition relates, however deep the tree hangs it. */
function laterMarked(d: Dependencies, v: number, preposition: string): number | undefined {
  const object = d.child(v, "obj")
  if (object < v) return undefined
  for (let i = object + 1; i < Math.min(d.tokens.length, object + 12); i++) {
    if (d.tag(i) === "PUNCT" || (isVerb(d, i) && d.fine(i) !== "VBN")) return undefined
    if (d.lower(i) === preposition && d.is(i, "case") && d.head[i]! > i) return d.head[i]!
  }
  return undefined
}

/** "pushed a region used to hardship close to famine": all of it is what comes about. */
function closeTo(d: Dependencies, v: number): Argument | null {
  const object = d.child(v, "obj")
  if (object < v || !NEARING.has(d.lemma(v))) return null
  for (let i = object + 1; i < object + 8 && i < d.tokens.length - 2; i++) {
    if (d.tag(i) === "PUNCT") return null
    if (!["close", "closer", "near", "nearer"].includes(d.lower(i)) || d.lower(i + 1) !== "to") continue
    const noun = d.head[i + 1]!
    const [who, where] = [nounPhrase(d, object, i), noun > i ? nounPhrase(d, noun) : null]
    return who && where ? joined(who, where) : null
  }
  return null
}

/** What comes in and can be spent. */
const TAKINGS = new Set(
  "toll tax levy duty tariff royalty revenue export sale fee fine ransom rent profit loan grant aid gift takings".split(
    " ",
  ),
)

/** "turned the scrub to kindling": a bare noun is what it became. */
function turnedTo(d: Dependencies, v: number, family: VerbFamily): number | undefined {
  const object = d.child(v, "obj")
  if (d.lemma(v) !== "turn" || family.name !== "turn into" || object < v || family.sign !== "+") return undefined
  return [...d.children(v, "obl"), ...d.children(object, "nmod")].find(
    (c) => c > object && marker(d, c) === "to" && d.fine(c) === "NN" && d.child(c, "det", "nmod:poss") === NONE,
  )
}

/** "It took a guarantee to end the queues": what it took. */
function takenFor(d: Dependencies, v: number): Argument[] {
  let at = v
  for (let steps = 0; steps < FAR && at >= 0 && d.lemma(at) !== "take"; steps++) at = d.head[at]!
  if (at < 0 || at > v || d.lower(d.child(at, "nsubj", "expl")) !== "it") return []
  const what = d.child(at, "obj")
  if (what < at || what > v || saysWhen(d, what)) return []
  return nounPhrases(d, what, d.first[v]!).map((one) => widened(d, one, at))
}

const NEARING = new Set(["push", "drive", "bring", "move", "draw", "pull", "drag", "tip"])

/** Words in the phrase of `head` that stand behind this preposition, last first. */
function within(d: Dependencies, head: number, preposition: string): number[] {
  const found: number[] = []
  for (let i = d.last[head]!; i > head; i--)
    if (d.lower(i) === preposition && d.is(i, "case") && d.head[i]! > i) found.push(d.head[i]!)
  return found
}

/** "makes hiring others all but impossible": the gerund, and which way the adjective behind it says. */
function gerundMade(d: Dependencies, v: number): {readonly what: Argument; readonly sign: Sign} | null {
  if (!["make", "render"].includes(d.lemma(v)) || d.fine(v + 1) !== "VBG") return null
  for (let i = v + 2; i < v + 10 && i < d.tokens.length; i++) {
    if (d.tag(i) === "PUNCT") return null
    const way = STATE_ADJECTIVES.get(d.lower(i))
    if (!way || d.tag(i) !== "ADJ" || d.tag(i + 1) === "NOUN") continue
    let end = i
    while (end > v + 2 && (d.tag(end - 1) === "ADV" || ["all", "but", "more", "less"].includes(d.lower(end - 1)))) end--
    const sign = d.lower(i - 1) !== "less" ? way : way === "+" ? "-" : "+"
    return {what: {start: v + 1, end, head: v + 1, clause: true}, sign}
  }
  return null
}

const PLACED = new Set(
  "indoors outdoors inside outside ashore aboard aloft afloat awake underground home abroad idle busy alive".split(" "),
)

/** Nouns for what lies in something as its cause does. */
const ROOTED = new Set(
  "root cause origin problem reason explanation source key answer fault blame trouble roots seeds".split(" "),
)

/** Verbs that also say where somebody is from. */
const ORIGIN = new Set(["come", "derive", "emerge", "flow", "originate", "spring", "arise", "follow"])

/** Whether somebody, not something, does what `v` says. */
function isActorCause(d: Dependencies, v: number): boolean {
  return causes(d, v).some((one) => isActor(d, one))
}

/** "makes it easier for the islanders to trade": what is easier, and whether it is easier or harder. */
function easier(d: Dependencies, v: number): {readonly what: Argument; readonly sign: Sign} | null {
  const it = [v + 1, v + 2].find((i) => d.lower(i) === "it")
  if (it === undefined) return null
  let state = it + 1
  while (state < it + 4 && !STATE_ADJECTIVES.has(d.lower(state))) state++
  const way = STATE_ADJECTIVES.get(d.lower(state))
  if (!way) return null
  let start = d.lower(state + 1) === "for" ? state + 2 : NONE
  let to = state + 1
  while (to < d.tokens.length && d.lower(to) !== "to") to++
  if (to + 1 >= d.tokens.length || d.fine(to + 1) !== "VB" || to > state + 9) return null
  if (start === NONE) start = to + 1
  const clause = clauseOf(d, to + 1)
  const end = Math.max(clause?.end ?? 0, to + 2)
  const graded = d.lower(state - 1) === "less" ? (way === "+" ? "-" : "+") : way
  return {what: {start, end, head: to + 1, clause: true}, sign: graded}
}

/** Deeds that things do as well as people: with "it" or "they" they are read as claims. */
const CHANGING = new Set([
  ...["raise", "lower", "cut", "end", "halt", "stop", "limit", "double", "feed", "renew", "revive", "reverse"],
  ...["create", "produce", "spread", "bring", "drive", "restrict", "isolate"],
])

/** What "it" does to something, when it is no council or company. */
const RUINING = new Set(
  "destroy ruin wreck devastate kill flood drown poison pollute cripple choke starve dry".split(" "),
)

/** Verbs that hold back what is unwanted, and of any other thing only say that it is inside. */
const HOLDING = new Set(["contain", "counter", "overcome", "resolve"])

/** "allows the province to rebuild the dykes": what somebody is let do is an effect, and no cause. */
function letDo(d: Dependencies, v: number): boolean {
  const governor = d.head[v]!
  if (
    governor < 0 ||
    !(d.is(v, "xcomp") || d.is(v, "ccomp") || (d.is(v, "advcl") && marker(d, v) === "to")) ||
    d.child(governor, "obj") === NONE
  )
    return false
  return FAMILIES.get(lemmaOf(d, governor))?.some((family) => family.frame === "object to") ?? false
}

const HINGING = new Set(["depend", "hinge", "rest", "hang"])

/** "Whether the barges come depends on the river": what is not yet decided, from its subject to the verb. */
function whetherBefore(d: Dependencies, v: number): Argument[] | null {
  if (!HINGING.has(d.lemma(v))) return null
  let end = v
  while (d.is(end - 1, "aux") || (d.tag(end - 1) === "ADV" && d.head[end - 1] === v)) end--
  for (let i = end - 2; i >= 0 && d.tokens[i]!.text !== ","; i--)
    if (["whether", "how"].includes(d.lower(i))) {
      const start = d.lower(i) === "how" && d.tag(i + 1) === "ADV" ? i + 2 : i + 1
      return end - start > 1 ? [{start, end, head: end - 1, clause: true}] : null
    }
  return null
}

/** "has done little to raise yields": said to have no effect. */
function littleDone(d: Dependencies, v: number): boolean {
  const governor = d.head[v]!
  if (governor < 0 || d.lemma(governor) !== "do") return false
  for (let i = governor + 1; i < v; i++) {
    if (["little", "nothing"].includes(d.lower(i))) return true
    if (
      d.lower(i) === "much" &&
      (mannerAt(d, governor).denied || d.lower(governor - 1) === "not" || d.lower(governor - 1) === "n't")
    )
      return true
  }
  return false
}

/** "gave the hardliners an excuse to arm", "cost the region 9,000 jobs": who, and what they get or lose. */
function ofGift(d: Dependencies, v: number): Proposal[] {
  const way = GIVING.get(lemmaOf(d, v))
  // A tree may call both of them objects.
  const both = d.children(v, "obj", "iobj").filter((c) => c > v)
  const [who, what] = both.length === 2 ? [both[0]!, both[1]!] : [d.child(v, "iobj"), d.child(v, "obj")]
  if (!way || who === NONE || what === NONE || who > what || who < v || isPassive(d, v)) return []
  const from = causes(d, v)
  if (from.length === 0 || from.some((one) => isActor(d, one))) return []
  const [taker, gift] = [nounPhrase(d, who, d.first[what]!), nounPhrase(d, what)]
  if (!taker || !gift) return []
  const amount = isAmount(d, gift) || MONEY.has(singular(d.lower(what)))
  const effect = amount ? taker : joined(taker, widened(d, gift, v))
  return combine(d, from, [effect], {start: v, end: v + 1}, mannerAt(d, v), `verb ${lemmaOf(d, v)}`, 0.65, way)
}

const MONEY = new Set(
  "florin crown dollar euro pound mark franc rupee yen yuan peso shilling dinar lira rouble ruble cent million billion".split(
    " ",
  ),
)
const UNDER: ReadonlyMap<string, readonly string[]> = new Map([
  ["under", ["strain", "pressure", "stress", "threat", "siege"]],
  ["at", ["risk"]],
  ["in", ["danger", "jeopardy", "doubt", "peril", "question"]],
  ["out", ["business", "work", "action", "job", "office", "reach", "school", "power", "use"]],
])

/** "put the hospitals under strain": what is put there is the worse for it. */
function putUnder(d: Dependencies, v: number): Proposal[] {
  const object = d.child(v, "obj")
  if (object === NONE || !["put", "place", "leave", "throw", "call", "bring"].includes(lemmaOf(d, v))) return []
  const where = [...d.children(v, "obl"), ...d.children(object, "nmod")].find(
    (c) => c > object && UNDER.get(marker(d, c))?.includes(singular(d.lower(c))),
  )
  if (where === undefined) return []
  const what = nounPhrase(d, object, d.first[where]!)
  return what
    ? combine(
        d,
        causes(d, v),
        [what],
        {start: v, end: v + 1},
        mannerAt(d, v),
        `verb ${lemmaOf(d, v)} ${marker(d, where)} ${d.lower(where)}`,
        0.7,
        "-",
      )
    : []
}

/** "paves the way for a truce", "puts an end to trade": a verb that says it with a noun. */
function ofLightVerb(d: Dependencies, v: number): Proposal[] {
  const object = d.child(v, "obj")
  if (object === NONE) {
    for (const family of PLACE_VERBS) {
      const place = d
        .children(v, "obl")
        .find((c) => singular(d.lower(c)) === family.noun && family.prepositions.includes(marker(d, c)))
      const of = place === undefined ? undefined : d.children(place, "nmod").find((c) => marker(d, c) === "of")
      if (place === undefined || of === undefined || !family.verbs.includes(lemmaOf(d, v))) continue
      return combine(
        d,
        causes(d, v),
        governed(d, of),
        {start: v, end: place + 1},
        mannerAt(d, v),
        `verb ${lemmaOf(d, v)} ${family.noun}`,
        0.7,
        family.sign,
      )
    }
  }
  if (object === NONE || object < v) return []
  const [verb, noun] = [lemmaOf(d, v), singular(d.lower(object))]
  const family = LIGHT_VERBS.find((each) => each.noun === noun && each.verbs.includes(verb))
  if (!family) return []
  const inner = [...d.children(object, "nmod", "acl"), ...d.children(v, "obl", "advcl", "iobj")].find(
    (c) => c > object && family.prepositions.includes(marker(d, c)),
  )
  if (inner === undefined) return []
  const from = causes(d, v)
  const how = mannerAt(d, v)
  const none = d.children(object, "det", "amod").some((c) => ["no", "little", "any"].includes(d.lower(c)))
  const sign: Sign = none ? "0" : family.sign
  // "put pressure on the council": what grows is the pressure.
  const borne =
    family.noun === "pressure" || family.noun === "strain" || family.noun === "burden" || family.noun === "stress"
  const to = last(governed(d, inner), (one) => widened(d, one, v, new Set([inner])))
  const effect = borne && to[0] ? [{start: d.first[object]!, end: to[0].end, head: object, clause: false}] : to
  return combine(
    d,
    from,
    effect,
    {start: v, end: object + 1},
    {...how, denied: how.denied && !none},
    `verb ${verb} ${noun}`,
    0.75,
    sign,
  )
}

export const MORE_VERBS: ReadonlySet<string> = new Set([...RAISE, ...LOWER])

/** Whether what a phrase names is its doer's own: "its rate". */
function owned(d: Dependencies, argument: Argument): boolean {
  return ["its", "their", "his", "her"].includes(d.lower(argument.start))
}

/** Whether a phrase names what the world around feels: a price, a fear, a shortage. */
function worldly(d: Dependencies, argument: Argument): boolean {
  const word = singular(d.lower(argument.head))
  return UNWANTED.has(word) || QUALITIES.has(word)
}

/** Verbs of means: what they take is what the purpose is reached by. */
const MEANS = new Set([
  "use",
  "leverage",
  "employ",
  "exploit",
  "wield",
  "deploy",
  "maintain",
  "keep",
  "impose",
  "tighten",
  "invoke",
])

/** "uses the threat of a boycott to press the mayor": what is used, else what is done, for what is to come of it. */
function purpose(d: Dependencies, v: number, family: VerbFamily, to: readonly Argument[], how: Flags): Proposal[] {
  const governor = d.head[v]!
  if (d.lower(governor + 1) === "way") return []
  if (governor < 0 || !isVerb(d, governor) || !d.is(v, "advcl") || letDo(d, v)) return []
  const object = d.child(governor, "obj")
  const subject = d.child(governor, "nsubj")
  const used = !MEANS.has(d.lemma(governor)) ? NONE : isPassive(d, governor) ? subject : object
  if (used === NONE && subject === NONE) return []
  if (ASKING.has(d.lemma(governor))) return []
  if (["lack", "need", "want", "fail", "refuse", "have", "be", "seek"].includes(d.lemma(governor))) return []
  const means = used !== NONE ? nounPhrase(d, used, used < governor ? governor : d.first[v]!) : clauseOf(d, governor, v)
  if (!means || (d.child(governor, "aux") !== NONE && advised(d, governor))) return []
  const sign = (effect: Argument): Sign =>
    family.sign === "worse" ? (UNWANTED.has(singular(d.lower(effect.head))) ? "+" : "-") : family.sign
  return combine(d, [means], to, {start: v, end: v + 1}, how, `purpose, verb ${family.name}`, 0.55, sign)
}

function joinRight(who: Argument, to: Argument, _verb: number): Argument {
  return {...to, start: to.start, end: Math.max(to.end, who.end)}
}

// ---------------------------------------------------------------- nouns and adjectives

/** Verbs that say of their subject what it is, or serves as. */
const NAMING = new Set([
  "be",
  "become",
  "remain",
  "pose",
  "serve",
  "offer",
  "present",
  "mark",
  "represent",
  "provide",
  "constitute",
  "form",
  "act",
  "prove",
  "stay",
  "see",
  "view",
  "regard",
  "describe",
  "consider",
])

/** Of what the noun `n` is said: the subject of "is", the object of "sees ... as", what it stands beside. */
function saidOf(d: Dependencies, n: number): {readonly of: Argument[]; readonly verb: number} | null {
  if (d.child(n, "cop") !== NONE) return {of: subjects(d, n), verb: n}
  const governor = d.head[n]!
  if (governor < 0) return null
  const above = d.is(n, "appos") ? saidOf(d, governor) : null
  if (above) return above
  if (d.is(n, "appos")) return {of: nounPhrases(d, governor, d.first[n]!), verb: n}
  if (d.is(n, "conj"))
    return d.child(governor, "cop") !== NONE
      ? {of: subjects(d, governor), verb: n}
      : d.tag(governor) === "NOUN"
        ? saidOf(d, governor)
        : null
  if (!NAMING.has(d.lemma(governor))) return null
  const as = marker(d, n) === "as"
  if (d.is(n, "xcomp") || d.is(n, "obj") || as) {
    const object = d.child(governor, "obj")
    if (as && object !== NONE && object !== n && object < n)
      return {of: nounPhrases(d, object, d.first[n]!), verb: governor}
    return {of: isPassive(d, governor) ? patients(d, governor) : subjects(d, governor), verb: governor}
  }
  return null
}

/** Nouns for a bearing whose way is not said, or said by an adjective. */
export const BEARING_NOUNS = [
  "effect",
  "impact",
  "influence",
  "toll",
  "bearing",
  "repercussion",
  "consequence",
  "implication",
  "role",
  "part",
]
const BEARING = new Set(BEARING_NOUNS.slice(0, -2))

function ofNoun(d: Dependencies, n: number): Proposal[] {
  const lemma = singular(d.lemma(n))
  const found: Proposal[] = []
  if (marker(d, n) === "behind" && d.child(n, "cop") !== NONE)
    return combine(
      d,
      subjects(d, n),
      nounPhrases(d, n),
      {start: d.child(n, "case"), end: d.child(n, "case") + 1},
      mannerAt(d, n),
      "behind",
      0.65,
      "+",
    )
  found.push(...paid(d, n))
  const compound = driven(d, n)
  if (compound) found.push(...compound)
  for (const family of NOUNS) {
    if (!family.nouns.includes(lemma) || family.side === "effect on") continue
    // "As a result of the ban, flour became scarce": a connective.
    if (family.side === "result of" && d.lower(n - 2) === "as" && d.lower(n - 1) === "a") continue
    const inner = d
      .children(n, "nmod", "acl", "obl", "advcl")
      .find(
        (c) =>
          c > n &&
          (family.prepositions.includes(marker(d, c)) || (family.prepositions.includes("to") && marker(d, c) === "to")),
      )
    if (inner === undefined) continue
    const signal = {start: n, end: n + 1}
    let pair = saidOf(d, n)
    // "The main cause of the exodus is hunger": the noun itself is the subject.
    const governor = d.head[n]!
    // A place is none: "The cause of the fire was in the attic".
    const told = governor > n && d.is(n, "nsubj") && d.child(governor, "cop") !== NONE && marker(d, governor) === ""
    if (!pair && told) {
      const named = isVerb(d, governor) ? clauseOf(d, governor) : nounPhrase(d, governor)
      if (named)
        pair = {
          of: [{...named, start: Math.max(named.start, n + 1)}].filter((one) => one.end > one.start),
          verb: governor,
        }
    }
    if (!pair || pair.of.length === 0) continue
    const flags = mannerAt(d, pair.verb)
    const governedBy = governed(d, inner)
    const turned = family.side === "result of"
    const sign = family.sign
    found.push(
      ...combine(
        d,
        turned ? governedBy : pair.of,
        turned ? pair.of : governedBy,
        signal,
        flags,
        `noun ${family.name}`,
        0.7,
        sign,
      ),
    )
    return found
  }
  if (BEARING.has(lemma)) found.push(...bearing(d, n))
  if (["role", "part"].includes(lemma) && d.is(n, "obj") && ["play", "have"].includes(d.lemma(d.head[n]!))) {
    const verb = d.head[n]!
    const inner = [...d.children(n, "nmod", "acl"), ...d.children(verb, "obl", "advcl")].find(
      (c) => c > n && marker(d, c) === "in",
    )
    if (inner !== undefined)
      found.push(
        ...combine(
          d,
          subjects(d, verb),
          governed(d, inner),
          {start: n, end: n + 1},
          mannerAt(d, verb),
          "noun role in",
          0.6,
          "+",
        ),
      )
  }
  return found
}

/** "The price of the alliance was the loss of the road": what is had is paid for with what follows. */
function paid(d: Dependencies, n: number): Proposal[] {
  const whole = d.head[n]!
  if (!["price", "cost", "penalty", "reward"].includes(d.lower(n)) || whole < n || !d.is(n, "nsubj")) return []
  const of = d.children(n, "nmod", "acl").find((c) => c > n && ["of", "for"].includes(marker(d, c)))
  if (of === undefined || d.child(whole, "cop") === NONE || d.tag(whole) !== "NOUN") return []
  const effect = nounPhrases(d, whole).filter((one) => bearsChange(d, one) && d.child(one.head, "nummod") === NONE)
  return combine(
    d,
    governed(d, of),
    effect,
    {start: n, end: n + 1},
    mannerAt(d, whole),
    `noun ${d.lower(n)} of`,
    0.6,
    "+",
  )
}

/** "the effect of X on Y", "X's effect on Y", "has a harmful effect on Y". */
function bearing(d: Dependencies, n: number): Proposal[] {
  const governor = d.head[n]!
  const having =
    governor >= 0 &&
    d.is(n, "obj") &&
    ["have", "exert", ...(singular(d.lemma(n)) === "toll" ? ["take"] : [])].includes(d.lemma(governor))
  const inner = [...d.children(n, "nmod"), ...(having ? d.children(governor, "obl") : [])].find(
    (c) => c > n && ["on", "upon", "for"].includes(marker(d, c)),
  )
  if (
    inner === undefined ||
    (marker(d, inner) === "for" && !["consequence", "repercussion", "implication"].includes(singular(d.lemma(n))))
  )
    return []
  const words = d.children(n, "amod", "det").map((c) => d.lower(c))
  const sign: Sign = EFFECT_GRADES.find((grade) => words.some((word) => grade.words.includes(word)))?.sign ?? "unclear"
  const signal = {start: n, end: n + 1}
  if (having)
    return combine(
      d,
      causes(d, governor),
      governed(d, inner),
      signal,
      mannerAt(d, governor),
      "noun has an effect on",
      0.65,
      sign,
    )
  const of = d.children(n, "nmod").find((c) => (c > n && marker(d, c) === "of") || (c < n && d.is(c, "nmod:poss")))
  if (of === undefined) return []
  const source = nounPhrases(d, of, of > n ? d.first[inner]! : undefined).map((one) =>
    ["'s", "'", "’s", "’"].includes(d.lower(one.end - 1)) ? {...one, end: one.end - 1} : one,
  )
  const flags: Flags = {hedge: null, denied: false, none: false, strength: null, time: "present"}
  return combine(d, source, governed(d, inner), signal, flags, "noun effect on", 0.5, sign)
}

/** "drought-driven hunger": a compound that says what brought the noun about. */
function driven(d: Dependencies, n: number): Proposal[] | null {
  for (const c of d.children(n, "amod", "compound", "acl")) {
    if (c > n || !COMPOUNDED.has(d.lower(c)) || d.lower(c - 1) !== "-" || c < 2) continue
    const source = c - 2
    if (!["NOUN", "PROPN"].includes(d.tag(source))) continue
    const span: Argument = {start: source, end: source + 1, head: source, clause: false}
    const rest = nounPhrase(d, n)
    if (!rest) continue
    const flags: Flags = {hedge: null, denied: false, none: false, strength: null, time: "present"}
    return combine(d, [span], [{...rest, start: c + 1}], {start: c, end: c + 1}, flags, "compound driven", 0.6, "+")
  }
  return null
}

/** Second parts of compounds that say what brought a thing about. */
export const COMPOUNDED: ReadonlySet<string> = new Set([
  "driven",
  "induced",
  "fuelled",
  "fueled",
  "caused",
  "triggered",
])

function ofAdjective(d: Dependencies, a: number): Proposal[] {
  const leaning = LEANING.get(d.lower(a))
  const on = leaning
    ? d.children(a, "obl", "advcl", "nmod").find((c) => c > a && leaning.prepositions.includes(marker(d, c)))
    : undefined
  if (leaning && on !== undefined) {
    const who =
      d.child(a, "cop") !== NONE || d.is(a, "xcomp")
        ? subjects(d, a)
        : d.is(a, "amod") && d.head[a]! < a
          ? nounPhrases(d, d.head[a]!, d.first[a]!)
          : []
    return combine(
      d,
      last(governed(d, on), (one) => widened(d, one, a, new Set([on]))),
      who,
      {start: a, end: a + 1},
      mannerAt(d, d.is(a, "xcomp") ? d.head[a]! : a),
      `adjective ${d.lower(a)}`,
      0.65,
      leaning.sign,
    )
  }
  for (const family of ADJECTIVES) {
    if (!family.words.includes(d.lower(a))) continue
    const inner = d
      .children(a, "obl", "advcl", "nmod", "xcomp")
      .find((c) => c > a && family.prepositions.includes(marker(d, c)))
    if (inner === undefined) continue
    const cop = d.child(a, "cop") !== NONE || d.is(a, "xcomp")
    const who = cop ? subjects(d, a) : d.is(a, "amod") && d.head[a]! < a ? nounPhrases(d, d.head[a]!, d.first[a]!) : []
    // "That is bad for the birds" tells of what was said; "it is good for us" may tell of nothing.
    if (who.length === 0 || who.some((one) => d.tag(one.head) === "PRON" && !TOLD.has(d.lower(one.head)))) continue
    return combine(
      d,
      who,
      governed(d, inner),
      {start: a, end: a + 1},
      mannerAt(d, d.is(a, "xcomp") ? d.head[a]! : a),
      `adjective ${d.lower(a)}`,
      0.6,
      family.sign,
    )
  }
  return []
}

// ---------------------------------------------------------------- pairs

/** Pronouns that stand for what was said before. */
const TOLD: ReadonlySet<string> = new Set(["this", "that"])

/** Verbs by which somebody wants something of somebody: what is asked for has not been said to follow from anything. */
const ASKING = new Set([
  "expect",
  "ask",
  "request",
  "urge",
  "call",
  "beg",
  "order",
  "tell",
  "invite",
  "advise",
  "recommend",
  "propose",
  "want",
  "wish",
  "demand",
  "instruct",
])

/** Whether `i` is only asked for: "requested other nations to help". */
export function asked(d: Dependencies, i: number): boolean {
  for (let at = i, steps = 0; at >= 0 && steps < FAR; steps++) {
    const governor = d.head[at]!
    if (governor < 0) return false
    if (
      (d.is(at, "xcomp") || (d.is(at, "ccomp") && d.lemma(governor) !== "tell")) &&
      ASKING.has(d.lemma(governor)) &&
      isVerb(d, governor) &&
      !isPassive(d, governor) &&
      !(d.lemma(governor) === "expect" && expectsOf(d, governor))
    )
      return true
    if (d.is(at, "advcl") && marker(d, at) === "to" && askedOf(d, governor)) return true
    if (!d.is(at, "xcomp") && !d.is(at, "conj")) return false
    at = governor
  }
  return false
}

/** "expected the dyke to protect the beds": of a thing, which nobody can ask. */
function expectsOf(d: Dependencies, v: number): boolean {
  const object = d.child(v, "obj")
  return object > v && !isActor(d, {start: object, end: object + 1, head: object, clause: false})
}

/** Whether `v` asks somebody for what follows: "urged the regent to", "called on the ministry to". */
function askedOf(d: Dependencies, v: number): boolean {
  if (!ASKING.has(d.lemma(v)) && d.lemma(v) !== "appeal") return false
  const on = ["call", "appeal"].includes(d.lemma(v))
  const who = on
    ? (d.children(v, "obl").find((c) => ["on", "upon", "to"].includes(marker(d, c))) ?? NONE)
    : d.child(v, "obj")
  return who !== NONE && isActor(d, {start: who, end: who + 1, head: who, clause: false})
}

/** Nouns for what somebody is to do: "the commission's task is to improve". */
const TASKS = new Set(
  "task aim goal job mandate mission purpose plan duty idea intention objective ambition role".split(" "),
)

const INTENDING = new Set(
  "intend plan aim seek try attempt hope want wish pledge promise vow refuse decide agree prepare strive struggle fight work offer".split(
    " ",
  ),
)

/** Whether `i` is only meant to be done: "intends to reopen the quarry". */
function intended(d: Dependencies, i: number): boolean {
  const governor = d.head[i]!
  return governor >= 0 && d.is(i, "xcomp") && INTENDING.has(d.lemma(governor)) && isVerb(d, governor)
}

/** Whether `i` stands in a question that is only told: "whether the tremor damaged the pillars". */
export function wondered(d: Dependencies, i: number): boolean {
  for (let at = i, steps = 0; at >= 0 && steps < FAR; at = d.head[at]!, steps++)
    if (d.lower(d.child(at, "mark")) === "whether") return true
  return false
}

/** Whether the clause of `i` says what ought to be done. */
function advised(d: Dependencies, i: number): boolean {
  for (let at = i, steps = 0; at >= 0 && steps < FAR; steps++) {
    if (d.children(at, "aux").some((aux) => ["should", "must", "ought", "shall"].includes(d.lower(aux)))) return true
    const governor = d.head[at]!
    if (governor < 0 || !(d.is(at, "xcomp") || d.is(at, "conj"))) return false
    if (["need", "ought", "have"].includes(d.lemma(governor)) && d.is(at, "xcomp")) return true
    at = governor
  }
  return false
}

/** "accusing him of ruining the scale". */
function isAccused(d: Dependencies, v: number): boolean {
  const governor = d.head[v]!
  const above = governor < 0 ? governor : d.head[governor]!
  return marker(d, v) === "of" && [governor, above].some((i) => i >= 0 && d.lemma(i) === "accuse")
}

/** Whether a phrase is a person's pronoun and nothing else: who, not what. */
function isPerson(d: Dependencies, argument: Argument): boolean {
  return (
    argument.end - argument.start === 1 &&
    ["i", "we", "you", "he", "she", "who", "me", "us", "him", "her"].includes(d.lower(argument.start))
  )
}

const TIMES = new Set(
  "year month week day decade hour century summer winter spring autumn minute morning evening time".split(" "),
)
const MONTHS = new Set(
  "january february march april may june july august september october november december monday tuesday wednesday thursday friday saturday sunday".split(
    " ",
  ),
)

/** Whether a phrase only says when. */
function isTime(d: Dependencies, argument: Argument): boolean {
  if (argument.clause) return false
  const word = d.lower(argument.head)
  // "A wet August" is weather.
  if (MONTHS.has(word) && d.tag(argument.head) === "PROPN") return d.child(argument.head, "amod") === NONE
  // "three weeks of rioting": the rioting.
  if (d.children(argument.head, "nmod").some((c) => c > argument.head && marker(d, c) === "of")) return false
  return (
    TIMES.has(singular(word)) &&
    d
      .children(argument.head)
      .some((c) => d.is(c, "nummod") || ["last", "next", "this", "that", "same", "previous"].includes(d.lower(c)))
  )
}

/** Whether a phrase only says how much: "$103.7 million", "760". */
function isAmount(d: Dependencies, argument: Argument): boolean {
  if (argument.clause || d.children(argument.head, "nmod").some((c) => marker(d, c) === "of")) return false
  return d.tag(argument.head) === "NUM" || d.tag(argument.head) === "SYM"
}

/** Every cause with every effect that shares no word with it. */
function combine(
  d: Dependencies,
  from: readonly Argument[],
  to: readonly Argument[],
  signal: Span,
  how: Flags,
  rule: string,
  confidence: number,
  sign: Sign | ((effect: Argument) => Sign),
): Proposal[] {
  const {none, ...flags} = how
  const found: Proposal[] = []
  if (asked(d, signal.start) || wondered(d, signal.start)) return []
  const willing = intended(d, signal.start)
  for (const cause of from)
    for (const effect of to) {
      if (
        [cause, effect].some(
          (side) =>
            !side.clause &&
            // "those who sold early" are somebody.
            !(d.fine(side.head) === "DT" && d.child(side.head, "acl") !== NONE) &&
            ["DET", "ADP", "ADV", "SCONJ", "CCONJ", "PART", "PUNCT", "AUX", "INTJ"].includes(d.tag(side.head)),
        )
      )
        continue
      if (!cause.clause && d.tag(cause.head) === "ADJ" && cause.end - cause.start === 1) continue
      if (effect.end - effect.start === 1 && ["much", "more", "less", "many"].includes(d.lower(effect.head))) continue
      if (
        (isPerson(d, cause) && !isAccused(d, signal.start)) ||
        isAmount(d, effect) ||
        isAmount(d, cause) ||
        isTime(d, effect) ||
        isTime(d, cause)
      )
        continue
      if (TASKS.has(d.lemma(cause.head)) && d.fine(signal.start) === "VB") continue
      if ((willing || advised(d, signal.start)) && isActor(d, cause)) continue
      if (cause.start < effect.end && effect.start < cause.end) continue
      if (cause.start < signal.end && signal.start < cause.end) continue
      const negative = ["neither", "no"].includes(d.lower(cause.start)) && !flags.denied
      const start = ["neither", "no"].includes(d.lower(cause.start)) ? cause.start + 1 : cause.start
      if (start >= cause.end) continue
      found.push({
        cause: {start, end: cause.end},
        effect: {start: effect.start, end: effect.end},
        signal,
        sign: none ? "0" : typeof sign === "function" ? sign(effect) : sign,
        condition: null,
        ...flags,
        denied: flags.denied || negative,
        confidence,
        rule,
      })
    }
  return found
}
