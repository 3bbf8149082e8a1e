// The places around a verb where a cause or an effect may stand: its subject, its object however far it is shared, who
// did it in a passive, what a preposition governs. A verb of a tree in, spans out.
//
// One step above arguments.ts, which knows only trees: here the lexicon's verbs count, too.

import {type Dependencies, NONE} from "../language/index.ts"
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
import {BEARING, PARTICLE_VERBS} from "./lexicon.ts"
import {FAR} from "./manner.ts"
import {singular} from "./phrase.ts"
import {bearsChange, isActor} from "./phrase-kinds.ts"
import {FAMILIES, FORMS} from "./proposal.ts"

/** Adverbs that make one verb with the verb before them. */
export const PARTICLES = new Set(["away", "down", "up", "off", "out", "back"])

/** The lemma under which the lexicon knows a verb; spelling decides where the lemmatiser's has no entry. */
export function lemmaOf(d: Dependencies, v: number): string {
  const lemma = d.lemma(v)
  return FORMS.get(d.lower(v)) === undefined || FAMILIES.has(lemma) ? lemma : FORMS.get(d.lower(v))!
}

/** What is ascribed: the object, or of a relative clause its noun: "a calm that officers ascribe to fatigue". */
export function ascribed(d: Dependencies, v: number, object: number, end: number): Argument[] {
  const noun = d.head[v]!
  if (d.is(v, "acl") && noun >= 0 && noun < v && (object === NONE || ["that", "which"].includes(d.lower(object)))) {
    const one = nounPhrase(d, noun, d.first[v]!)
    return one ? [one] : []
  }
  return object === NONE ? [] : nounPhrases(d, object, end)
}

/** Oblique children of `v` whose preposition is one of these. */
export function obliques(d: Dependencies, v: number, prepositions: readonly string[]): number[] {
  return d.children(v, "obl", "nmod", "advmod", "advcl", "xcomp", "obj").filter((c) => {
    const [first, second] = d.children(c, "case", "mark")
    if (first === undefined || c < v) return false
    // "pushed walkers on to the road": one preposition in two words.
    const onto = d.lower(first) === "on" && second === first + 1 && d.lower(second) === "to"
    return prepositions.includes(onto ? "onto" : d.lower(first))
  })
}

/** What a preposition governs: nouns, or a gerund's clause. */
export function governed(d: Dependencies, i: number): Argument[] {
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
export function objects(d: Dependencies, v: number): Argument[] {
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
export function alsoBehind(d: Dependencies, parts: Argument[], preposition: string): Argument[] {
  const end = parts.at(-1)?.end ?? d.tokens.length
  const joint = d.tokens[end]?.text === "," ? end + 1 : end
  if (!["and", "or"].includes(d.lower(joint)) || d.lower(joint + 1) !== preposition) return parts
  let top = joint + 2
  for (let steps = 0; steps < FAR && d.head[top]! > joint + 1; steps++) top = d.head[top]!
  return ["NOUN", "PROPN"].includes(d.tag(top)) || isVerb(d, top) ? [...parts, ...governed(d, top)] : parts
}

/** Verbs that begin, go on with or end what their subject does. */
const ASPECT = new Set(["stop", "start", "begin", "keep", "continue", "cease", "resume", "quit", "finish", "go", "end"])

/** A list with its last member changed. */
export function last<T>(list: T[], change: (one: T) => T): T[] {
  return list.map((one, i) => (i === list.length - 1 ? change(one) : one))
}

/** "the effect of the embargo has been to": the embargo. */
function bearer(d: Dependencies, one: Argument): Argument[] {
  if (one.clause || !BEARING.has(singular(d.lower(one.head)))) return [one]
  const of = d.children(one.head, "nmod").find((c) => c > one.head && marker(d, c) === "of")
  return of === undefined ? [one] : nounPhrases(d, of)
}

/** The cause that stands with `v`: its subject, or by what means that subject does it. */
export function causes(d: Dependencies, v: number, depth = 0): Argument[] {
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
export function agents(d: Dependencies, v: number): Argument[] {
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

/** Behind "by" these say how much or how, not who. */
const AMOUNTS = new Set(
  "third quarter half fifth sixth tenth percent % percentage hundred thousand million factor margin hand law default".split(
    " ",
  ),
)

/** What a passive's deed was done to: its subject, or the noun it stands with. */
export function patients(d: Dependencies, v: number): Argument[] {
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

/** Fine tags of verbs that have a tense of their own. */
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

/** One phrase from the first of two to the last. */
export function joined(a: Argument, b: Argument): Argument {
  return {start: Math.min(a.start, b.start), end: Math.max(a.end, b.end), head: a.head, clause: false}
}

/** The first word behind a verb's object that a preposition relates, however deep the tree hangs it. */
export function laterMarked(d: Dependencies, v: number, preposition: string): number | undefined {
  const object = d.child(v, "obj")
  if (object < v) return undefined
  for (let i = object + 1; i < Math.min(d.tokens.length, object + 12); i++) {
    if (d.tag(i) === "PUNCT" || (isVerb(d, i) && d.fine(i) !== "VBN")) return undefined
    if (d.lower(i) === preposition && d.is(i, "case") && d.head[i]! > i) return d.head[i]!
  }
  return undefined
}

/** Whether somebody, not something, does what `v` says. */
export function isActorCause(d: Dependencies, v: number): boolean {
  return causes(d, v).some((one) => isActor(d, one))
}
