// What a verb says causes what, by the frame of its family: where its cause and its effect stand. A verb of a tree and a
// family of the lexicon in, proposals out; none where the tree does not fill the frame.
//
// Here stand the frames that find the other side behind a preposition, or in the subject; what is done to an object is
// object-frames.ts, what is made of it complement-frame.ts.

import {type Dependencies, NONE} from "../language/index.ts"
import {type Argument, isVerb, marker, nounPhrase, nounPhrases, subjects, widened} from "./arguments.ts"
import {complement} from "./complement-frame.ts"
import type {VerbFamily, VerbFrame} from "./lexicon.ts"
import {FAR} from "./manner.ts"
import {changed, madeToDo} from "./object-frames.ts"
import {singular} from "./phrase.ts"
import {bearsChange, isActor} from "./phrase-kinds.ts"
import type {Proposal} from "./proposal.ts"
import {
  agents,
  alsoBehind,
  ascribed,
  causes,
  governed,
  joined,
  last,
  laterMarked,
  objects,
  obliques,
  patients,
} from "./verb-arguments.ts"
import {type VerbReading, verbReading} from "./verb-reading.ts"

/** Each frame's reader of a verb. */
const frames: Readonly<Record<VerbFrame, (reading: VerbReading) => Proposal[]>> = {
  object: changed,
  "object to": madeToDo,
  "object from": madeToDo,
  forward,
  reverse,
  needs: needed,
  complement,
  blame: blamed,
  attribute: attributed,
  alone,
}

/** What `v` says as one family has it; empty where the tree does not fill that family's frame. */
export function byFrame(d: Dependencies, v: number, family: VerbFamily): Proposal[] {
  return frames[family.frame](verbReading(d, v, family))
}

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

/** What comes in and can be spent. */
const TAKINGS = new Set(
  "toll tax levy duty tariff royalty revenue export sale fee fine ransom rent profit loan grant aid gift takings".split(
    " ",
  ),
)

function forward({d, v, family, passive, plain, judged, make}: VerbReading): Proposal[] {
  const target = obliques(d, v, family.prepositions ?? [])[0] ?? turnedTo(d, v, family) ?? movedTo(d, v, family)
  const brink = family.name === "turn into" && !passive ? closeTo(d, v) : null
  if (brink) return make(causes(d, v), [brink], plain, 0.65)
  if (target === undefined) return []
  const object = d.child(v, "obj")
  if (passive) {
    if (!MOVED.has(d.lemma(v))) return []
    const by = agents(d, v)
    const who = patients(d, v)[0]
    const to = nounPhrase(d, target)
    return who && to && by.length > 0 ? make(by, [{...to, end: Math.max(to.end, who.end)}], "+", 0.65) : []
  }
  if (object !== NONE) {
    if (family.name === "lead to") return []
    const who = nounPhrase(d, object, d.first[target]!)
    const to = nounPhrase(d, target)
    return who && to ? make(causes(d, v), [joined(who, to)], plain, 0.65) : []
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
  )
}

/** "turned the scrub to kindling": a bare noun is what it became. */
function turnedTo(d: Dependencies, v: number, family: VerbFamily): number | undefined {
  const object = d.child(v, "obj")
  if (d.lemma(v) !== "turn" || family.name !== "turn into" || object < v || family.sign !== "+") return undefined
  return [...d.children(v, "obl"), ...d.children(object, "nmod")].find(
    (c) => c > object && marker(d, c) === "to" && d.fine(c) === "NN" && d.child(c, "det", "nmod:poss") === NONE,
  )
}

/** "pushing commuters onto trains": where they are pushed, which a parser may hang on them. */
function movedTo(d: Dependencies, v: number, family: VerbFamily): number | undefined {
  const object = d.child(v, "obj")
  if (object < v || family.name !== "turn into") return undefined
  return d.children(object, "nmod").find((c) => c > object && ["into", "onto"].includes(marker(d, c)))
}

const NEARING = new Set(["push", "drive", "bring", "move", "draw", "pull", "drag", "tip"])

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

/** Nouns for what lies in something as its cause does. */
const ROOTED = new Set(
  "root cause origin problem reason explanation source key answer fault blame trouble roots seeds".split(" "),
)

/** Verbs that also say where somebody is from. */
const ORIGIN = new Set(["come", "derive", "emerge", "flow", "originate", "spring", "arise", "follow"])

function reverse({d, v, family, passive, plain, make}: VerbReading): Proposal[] {
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
  if (ORIGIN.has(d.lemma(v)) && marker(d, source) === "out" && subjects(d, v).some((one) => isActor(d, one))) return []
  if (ORIGIN.has(d.lemma(v)) && from.some((one) => isActor(d, one) || d.tag(one.head) === "PROPN")) return []
  return make(from, passive ? patients(d, v) : (whetherBefore(d, v) ?? subjects(d, v)), plain, 0.75)
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

function needed({d, v, passive, make}: VerbReading): Proposal[] {
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

function blamed({d, v, passive, make}: VerbReading): Proposal[] {
  const blamed = d.child(v, "obj")
  const by = d.lemma(v) === "credit" ? "with" : "on"
  const [on] =
    blamed === NONE || passive
      ? []
      : [
          ...obliques(d, v, [by]),
          ...d.children(blamed, "nmod", "acl").filter((c) => marker(d, c) === by),
          ...(by === "on" ? within(d, blamed, by) : []),
        ].filter((c) => !within(d, blamed, "for").some((named) => d.first[named]! < c))
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

/** Words in the phrase of `head` that stand behind this preposition, last first. */
function within(d: Dependencies, head: number, preposition: string): number[] {
  const found: number[] = []
  for (let i = d.last[head]!; i > head; i--)
    if (d.lower(i) === preposition && d.is(i, "case") && d.head[i]! > i) found.push(d.head[i]!)
  return found
}

function attributed({d, v, passive, make}: VerbReading): Proposal[] {
  const object = d.child(v, "obj")
  const sources = [
    ...obliques(d, v, ["to"]),
    ...(object === NONE ? [] : d.children(object, "nmod", "obl").filter((c) => marker(d, c) === "to")),
  ]
  // "The slide owes more to flight than to the deficit": what it owes is how much of itself.
  if (object !== NONE && d.lemma(v) === "owe" && MEASURES.has(d.lower(object)) && sources.length > 0)
    return make([governed(d, Math.min(...sources))[0]!], subjects(d, v), "+", 0.7)
  const [source] = sources
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

const MEASURES = new Set("more much most less little something everything nothing lot deal part".split(" "))

function alone({d, v, make}: VerbReading): Proposal[] {
  return make(causes(d, v), [{start: v, end: v + 1, head: v, clause: false}], "+", 0.6)
}
