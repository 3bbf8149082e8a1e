// Verbs that say a cause together with another word: "paves the way for", "puts down to", "gave an excuse", "linked to".
// A verb of a tree in, proposals out; tried before the frame of the verb alone.

import {type Dependencies, NONE} from "../language/index.ts"
import {isPassive, marker, nounPhrase, subjects, widened} from "./arguments.ts"
import type {Sign} from "./claim.ts"
import {GIVING, LIGHT_VERBS, PLACE_VERBS, UNWANTED} from "./lexicon.ts"
import {mannerAt} from "./manner.ts"
import {combine} from "./pairing.ts"
import {singular} from "./phrase.ts"
import {bearsChange, changes, isActor, isAmount} from "./phrase-kinds.ts"
import type {Proposal} from "./proposal.ts"
import {ascribed, causes, governed, joined, last, lemmaOf, objects, obliques, patients} from "./verb-arguments.ts"

/** "puts the delay down to fog", "the delay was put down to fog", "chalked the loss up to inexperience". */
export function putDownTo(d: Dependencies, v: number): Proposal[] {
  const way = d.lemma(v) === "put" || d.lemma(v) === "set" ? "down" : d.lemma(v) === "chalk" ? "up" : ""
  if (way === "") return []
  const particle = d
    .children(v, "compound:prt", "advmod")
    .find((c) => c > v && d.lower(c) === way && d.lower(c + 1) === "to")
  const [source] = obliques(d, v, ["to"])
  const object = d.child(v, "obj")
  if (particle === undefined || source === undefined) return []
  const what = isPassive(d, v) ? patients(d, v) : ascribed(d, v, object, particle)
  return combine(
    d,
    governed(d, source),
    what,
    {start: v, end: v + 1},
    mannerAt(d, v),
    {kind: "verb", name: "attribute to"},
    0.7,
    "+",
  )
}

/** "Prices fell, reflecting larger supplies", "the rise reflects a shortage": what a change is a sign of. */
export function reflected(d: Dependencies, v: number): Proposal[] {
  if (d.lemma(v) !== "reflect" || isPassive(d, v)) return []
  const change = subjects(d, v).filter((one) => changes(d, one))
  const of = objects(d, v).filter((one) => bearsChange(d, one) || d.child(one.head, "amod") !== NONE)
  return combine(d, of, change, {start: v, end: v + 1}, mannerAt(d, v), {kind: "verb", name: "reflect"}, 0.55, "+")
}

/** "deaths linked to bad water": of harm, and of what rises or falls; two other things that are linked go together. */
export function linkedTo(d: Dependencies, v: number): Proposal[] {
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
    {kind: "verb", name: "link to"},
    0.5,
    "+",
  )
}

const RATES = new Set(["rate", "level", "case", "incidence", "prevalence", "number"])

/** "gave the hardliners an excuse to arm", "cost the region 9,000 jobs": who, and what they get or lose. */
export function ofGift(d: Dependencies, v: number): Proposal[] {
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
  return combine(
    d,
    from,
    [effect],
    {start: v, end: v + 1},
    mannerAt(d, v),
    {kind: "verb", name: lemmaOf(d, v)},
    0.65,
    way,
  )
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
export function putUnder(d: Dependencies, v: number): Proposal[] {
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
        {kind: "verb", name: `${lemmaOf(d, v)} ${marker(d, where)} ${d.lower(where)}`},
        0.7,
        "-",
      )
    : []
}

/** "paves the way for a truce", "puts an end to trade": a verb that says it with a noun. */
export function ofLightVerb(d: Dependencies, v: number): Proposal[] {
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
        {kind: "verb", name: `${lemmaOf(d, v)} ${family.noun}`},
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
    {kind: "verb", name: `${verb} ${noun}`},
    0.75,
    sign,
  )
}
