// Verbs that do something to an object, or make somebody do something: "raised prices", "allowed ships to dock", "kept
// traders from crossing". A verb of a tree in, proposals out.
//
// The same verb tells a deed where somebody does it ("the clerk raised the flag"): such a claim needs an object that
// can rise, fall or happen.

import {type Dependencies, NONE} from "../language/index.ts"
import {
  type Argument,
  clauseOf,
  isPassive,
  isVerb,
  marker,
  nounPhrase,
  nounPhrases,
  saysWhen,
  subjects,
  widened,
} from "./arguments.ts"
import type {Sign} from "./claim.ts"
import {DEEDS, LOOK_THROUGH, MOVING} from "./lexicon.ts"
import {FAR, type Manner, mannerAt, NEGATIONS} from "./manner.ts"
import {ASKING, advised, combine} from "./pairing.ts"
import {singular} from "./phrase.ts"
import {bearsChange, graded, isActor, owned, worldly, worsened} from "./phrase-kinds.ts"
import {FAMILIES, type Proposal} from "./proposal.ts"
import {agents, causes, governed, isActorCause, joined, lemmaOf, objects, obliques, patients} from "./verb-arguments.ts"
import type {VerbReading} from "./verb-reading.ts"

/** Deeds that things do as well as people: with "it" or "they" they are read as claims. */
const CHANGING = new Set([
  ...["raise", "lower", "cut", "end", "halt", "stop", "limit", "double", "feed", "renew", "revive", "reverse"],
  ...["create", "produce", "spread", "bring", "drive", "restrict", "isolate"],
])

/** What "it" does to something, when it is no council or company. */
const RUINING = new Set(
  "destroy ruin wreck devastate kill flood drown poison pollute cripple choke starve dry".split(" "),
)

/** Verbs of which people are carried or led, not changed. */
const CARRIED = new Set("drive lead bring lift move carry help assist raise support".split(" "))

/** Verbs that hold back what is unwanted, and of any other thing only say that it is inside. */
const HOLDING = new Set(["contain", "counter", "overcome", "resolve"])

/** Reads a verb of the frame "object": what it does to what it takes. */
export function changed(reading: VerbReading): Proposal[] {
  const {d, v, family, how, plain, judged, make} = reading
  if (reading.passive) return changedBy(reading)
  const inner = d.child(v, "xcomp")
  if (LOOK_THROUGH.has(d.lemma(v)) && inner !== NONE && d.child(v, "obj") === NONE && d.fine(inner) !== "VBG") return []
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
    (d.is(v, "advcl", "acl") || (d.is(v, "csubj") && d.head[v]! < v)) &&
    d.children(v, "mark").some((c) => d.lower(c) === "to")
  )
    return toDo(reading, to)
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
    (DEEDS.has(d.lemma(v)) || MOVING.has(d.lemma(v))) &&
    !to.every((one) => bearsChange(d, one) && !owned(d, one))
  )
    return []
  if (acting && DEEDS.has(d.lemma(v)) && !(CHANGING.has(d.lemma(v)) && to.every((one) => worldly(d, one)))) return []
  return [...make(from, to, judged, 0.8), ...atExpense(d, v, from, how)]
}

/** "prices were raised by the drought". */
function changedBy({d, v, family, judged, make}: VerbReading): Proposal[] {
  const by = agents(d, v)
  if (by.length === 0) return []
  if (CARRIED.has(d.lemma(v)) && patients(d, v).some((one) => isActor(d, one))) return []
  const acted = by.every((one) => isActor(d, one))
  if (family.heads || (acted && DEEDS.has(d.lemma(v)))) return []
  // "an invoice opened by a clerk": a deed, as it would be in the active.
  if (acted && d.is(v, "acl") && MOVING.has(d.lemma(v)) && !patients(d, v).every((one) => bearsChange(d, one)))
    return []
  return make(by, patients(d, v), judged, 0.75)
}

/** "allows the province to rebuild the dykes": what somebody is let do is an effect, and no cause. */
function letDo(d: Dependencies, v: number): boolean {
  const governor = d.head[v]!
  if (
    governor < 0 ||
    !(d.is(v, "xcomp", "ccomp") || (d.is(v, "advcl") && marker(d, v) === "to")) ||
    d.child(governor, "obj") === NONE
  )
    return false
  return FAMILIES.get(lemmaOf(d, governor))?.some((family) => family.frame === "object to") ?? false
}

/** "strengthened the prefects at the expense of the villages": who pays. */
function atExpense(d: Dependencies, v: number, from: readonly Argument[], how: Manner): Proposal[] {
  const borne = d.children(v, "obl").find((c) => ["expense", "cost"].includes(d.lower(c)) && marker(d, c) === "at")
  const of = borne === undefined ? undefined : d.children(borne, "nmod").find((c) => marker(d, c) === "of")
  if (borne === undefined || of === undefined) return []
  return combine(
    d,
    from,
    governed(d, of),
    {start: d.first[borne]!, end: borne + 1},
    how,
    {kind: "at the expense of"},
    0.65,
    "-",
  )
}

/** What a thing is for: "a levy designed to curb waste". */
const DESIGNED = new Set(["design", "mean", "intend", "aim", "conceive", "devise", "calculate"])

/** "to calm the city": an infinitive, whose cause is what it is the purpose, the use or the price of. */
function toDo(reading: VerbReading, to: readonly Argument[]): Proposal[] {
  const {d, v, judged, make} = reading
  const taken = takenFor(d, v).map((one) => ({...one, end: Math.min(one.end, d.first[v]!)}))
  if (taken.length > 0) return make(taken, to, judged, 0.65)
  const governor = d.head[v]!
  if (governor >= 0 && (d.tag(governor) === "ADJ" || d.lower(governor) === "enough")) return sufficient(reading, to)
  if (littleDone(d, v)) return make(subjects(d, governor), to, "0", 0.75)
  if (governor >= 0 && d.is(governor, "acl") && DESIGNED.has(d.lemma(governor)))
    return make(subjects(d, governor), to, judged, 0.65)
  return purpose(reading, to)
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

/** "was strong enough to topple the towers", "is not enough to protect them", "is too salty to support vetch". */
function sufficient({d, v, how, judged, make}: VerbReading, to: readonly Argument[]): Proposal[] {
  const grade = d.head[v]!
  const from = subjects(d, grade)
  const words = d.children(grade, "advmod").map((c) => d.lower(c))
  const enough = ["enough", "sufficient"].includes(d.lower(grade)) || words.includes("enough")
  const short = ["insufficient", "inadequate"].includes(d.lower(grade))
  const negated = words.some((word) => NEGATIONS.has(word))
  const turned = (effect: Argument): Sign => {
    const way = judged(effect)
    return way === "+" ? "-" : way === "-" ? "+" : way
  }
  if (words.includes("too") && !negated) return make(from, to, turned, 0.65)
  return make(from, to, judged, 0.7).map((p) => ({...p, denied: how.denied || short || (enough && negated)}))
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
function purpose({d, v, family, how}: VerbReading, to: readonly Argument[]): Proposal[] {
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
  const sign = (effect: Argument): Sign => (family.sign === "worse" ? worsened(d, effect.head) : family.sign)
  return combine(d, [means], to, {start: v, end: v + 1}, how, {kind: "purpose", name: family.name}, 0.55, sign)
}

/** Reads a verb of the frames "object to" and "object from": somebody is made to do something, or kept from it. */
export function madeToDo(reading: VerbReading): Proposal[] {
  const {d, v, family, plain, make} = reading
  if (reading.passive) return madeToDoBy(reading)
  const wanted = family.frame === "object to" ? "to" : "from"
  const object = d.child(v, "obj", "iobj")
  const act = d
    .children(v, "xcomp", "advcl", "ccomp", "obl")
    .find(
      (c) =>
        c > v &&
        (marker(d, c) === wanted ||
          (family.frame === "object to" && d.is(c, "ccomp", "xcomp") && ["VB", "VBP"].includes(d.fine(c)))),
    )
  const inner =
    act === undefined && object !== NONE
      ? d.children(object, "acl", "nmod").find((c) => marker(d, c) === wanted && isVerb(d, c))
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
  if (object !== NONE && (way === "up" || way === "down") && ["push", "drive", "send", "force"].includes(d.lemma(v)))
    return make(causes(d, v), nounPhrases(d, object), way === "up" ? "+" : "-", 0.75)
  if (object !== NONE && family.bare?.includes(d.lemma(v))) {
    const from = causes(d, v)
    if (from.some((one) => isActor(d, one) && (DEEDS.has(d.lemma(v)) || family.frame === "object from"))) return []
    return make(from, nounPhrases(d, object), plain, 0.6)
  }
  return []
}

/** "was kept from trading by the fence": only who is quoted in one piece, since the passive parts it from what is done. */
function madeToDoBy({d, v, plain, make}: VerbReading): Proposal[] {
  const by = agents(d, v)
  if (by.length === 0 || by.some((one) => isActor(d, one))) return []
  if (d.lemma(v) === "lead" && d.child(v, "xcomp") === NONE) return []
  if (d.lemma(v) === "keep" && obliques(d, v, ["from"]).length === 0) return []
  return make(by, patients(d, v), plain, 0.6)
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
