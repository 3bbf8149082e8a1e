// Windows around a verb: its cause before it, its effect behind it, as the family's frame says. A verb group of a
// sentence's clauses in, proposals out. The counterpart of verb-frames.ts, which reads trees.

import type {Clauses, Span, VerbGroup} from "../language/index.ts"
import type {Sign} from "./claim.ts"
import {stateOf} from "./direction.ts"
import {ACTORS, DEEDS, LOOK_THROUGH, SAYING, THINGS, UNWANTED, type VerbFamily, type VerbFrame} from "./lexicon.ts"
import {headOf, singular, unwanted} from "./phrase.ts"
import {FAMILIES, type Proposal} from "./proposal.ts"
import {governing, manner} from "./window-manner.ts"

/** Whether a phrase is one pronoun. */
export function isPronoun(clauses: Clauses, span: Span): boolean {
  return span.end - span.start === 1 && clauses.tag(span.start) === "PRON"
}

/** Whether a word names a state or process by its ending, or is known to. */
function isAbstract(word: string): boolean {
  return (
    UNWANTED.has(singular(word)) ||
    THINGS.has(word) ||
    /(ty|ion|ions|ment|ness|ance|ence|ism|ship|ure|age|ing|th|dom|cy|gy)$/.test(word)
  )
}

/** Whether the subject is somebody who does something, so that the verb may tell a deed and no cause. */
function isActor(clauses: Clauses, span: Span & {clause?: boolean}): boolean {
  if (span.clause || clauses.verbIn(span.start, span.end)) return false
  const head = headOf(clauses, span)
  // The first word of a sentence has a capital without being a name: "Poverty raises crime".
  if (head === 0 && !ACTORS.has(singular(clauses.lower(0))) && isAbstract(clauses.lower(0))) return false
  if (isPronoun(clauses, span))
    return ["he", "she", "we", "i", "you", "who", "it", "they", "one"].includes(clauses.lower(span.start))
  return clauses.tag(head) === "PROPN" || ACTORS.has(singular(clauses.lower(head)))
}

/** The subject for the purpose of cause: looks through "threatens to", takes the object of "allows X to". */
export function causeOf(clauses: Clauses, group: VerbGroup, depth = 0): (Span & {purpose?: boolean}) | null {
  if (depth > 5) return null
  const peer = clauses.peer(group)
  if (peer && (peer.form === "infinitive" || group.form === "infinitive")) return causeOf(clauses, peer, depth + 1)
  if (group.form === "infinitive") {
    const index = clauses.groups.indexOf(group)
    const before = clauses.groups[index - 1]
    if (!before || (before.end < group.start && !before.passive && SAYING.get(before.lemma)?.belief)) return null
    if (
      clauses.tokens
        .slice(before.end, group.start)
        .some((t) => ["unwilling", "unable", "reluctant", "willing", "determined", "ready", "eager"].includes(t.lower))
    )
      return null
    const gap = clauses.tokens.slice(before.end, group.start)
    const joined = gap.length > 0 && gap.every((t) => t.tag === "CCONJ" || t.tag === "ADV")
    if (joined) return causeOf(clauses, before, depth + 1)
    const direct = governing(clauses, group)
    if (direct && (LOOK_THROUGH.has(direct.lemma) || ["be", "do", "have", "fail", "help"].includes(direct.lemma)))
      return causeOf(clauses, direct, depth + 1)
    // "took us years to win", "no choice but to close": how long, or that nothing else is left; not what for.
    if (before.lemma === "take" && clauses.lower(before.start - 1) === "it") return null
    if (clauses.lower(group.start - 1) === "but") return null
    const families = FAMILIES.get(before.lemma)
    const object = clauses.phraseRight(before.end, group.start)
    if (families?.some((f) => f.frame === "object to") && object && object.end === group.start) return object
    // Purpose: "uses the threat to press the clans": what is used, else what is done.
    if (object && object.end >= group.start - 1) {
      // "lacks pumps to drain the pit": what is lacking would do it, and not that it is lacking.
      if (
        /^(use|leverage|employ|exploit|wield|deploy|maintain|keep|impose|tighten|invoke|lack|miss)$/.test(before.lemma)
      )
        return {...object, purpose: true}
      if (
        clauses.tag(object.end - 1) === "NOUN" &&
        /^(effort|plan|mechanism|ability|inability|bid|attempt|promise|desire|will|reason|way|right|need|pledge)s?$/.test(
          clauses.lower(object.end - 1),
        )
      )
        return null
      const subject = clauses.subject(before)
      const start = subject && !subject.clause && subject.start < before.start ? subject.start : before.start
      return before.form === "finite" ? {start, end: object.end, purpose: true} : {...object, purpose: true}
    }
    return null
  }
  if (group.form === "gerund") {
    const direct = governing(clauses, group)
    if (direct && LOOK_THROUGH.has(direct.lemma)) return causeOf(clauses, direct, depth + 1)
  }
  return clauses.subject(group)
}

/** Deeds that things do as well as people: with "it" or "they" they are read as claims. */
const CHANGING = new Set([
  "raise",
  "lower",
  "cut",
  "end",
  "halt",
  "stop",
  "limit",
  "double",
  "feed",
  "renew",
  "revive",
  "reverse",
  "create",
  "produce",
  "spread",
  "bring",
  "drive",
  "restrict",
  "isolate",
])

/** Verbs that tie what they name to the noun right before them: "a region suffering from drought". */
const CLINGING = new Set(["suffer", "benefit", "result", "stem", "arise", "emerge"])

/** Determiners that make a subject deny what its verb says. */
const NEGATIVE = new Set(["neither", "no", "none"])

/** Adverbs that turn "affect" into harm. */
const HARMING = new Set(["severely", "badly", "adversely", "negatively", "seriously", "heavily"])

/** What a verb group says, by the first of its families whose frame is filled. */
export function fromVerb(clauses: Clauses, group: VerbGroup): Proposal[] {
  for (const family of FAMILIES.get(group.lemma) ?? []) {
    const proposals = frames[family.frame](verbWindow(clauses, group, family))
    if (proposals.length > 0) return proposals
  }
  return []
}

/** A verb group as one family of the lexicon reads it. */
type VerbWindow = {
  readonly clauses: Clauses
  readonly group: VerbGroup
  readonly family: VerbFamily
  readonly signal: Span
  /** The token behind the verb group. */
  readonly after: number
  /** The family's sign; of what worsens, by whether `judged` is wanted. */
  readonly signOf: (judged: Span | null) => Sign
  /** The proposal from `cause` to `effect`; none where either is lacking. */
  readonly make: (
    cause: Span | null,
    effect: Span | null,
    sign: Sign,
    confidence: number,
    extra?: Partial<Proposal>,
  ) => Proposal[]
}

/** Reads `group` as `family` has it. */
function verbWindow(clauses: Clauses, group: VerbGroup, family: VerbFamily): VerbWindow {
  const how = manner(clauses, group)
  const signal = {start: group.head, end: group.head + 1}
  return {
    clauses,
    group,
    family,
    signal,
    after: group.end,
    signOf(judged) {
      if (
        family.sign === "unclear" &&
        [how.strength, clauses.lower(group.start - 1), clauses.lower(group.end)].some(
          (w) => w !== null && HARMING.has(w),
        )
      )
        return "-"
      if (family.sign === "worse") return judged && unwanted(clauses, judged) ? "+" : "-"
      return family.sign
    },
    make(cause, effect, sign, confidence, extra = {}) {
      if (!cause || !effect) return []
      // "Neither the ban nor the curfew reduced theft": the subject denies it.
      const [before, first] = [clauses.lower(cause.start - 1), clauses.lower(cause.start)]
      const negative = !group.passive && (NEGATIVE.has(before) || NEGATIVE.has(first))
      const {none, ...flags} = how
      return [
        {
          cause: negative && first !== "none" && NEGATIVE.has(first) ? {start: cause.start + 1, end: cause.end} : cause,
          effect,
          signal,
          sign: none ? "0" : sign,
          condition: null,
          ...flags,
          denied: negative || flags.denied,
          confidence,
          rule: {kind: "verb", name: family.name},
          worsens: family.frame === "object" && family.sign === "worse",
          ...extra,
        },
      ]
    },
  }
}

/** Each frame's reader of a verb. */
const frames: Readonly<Record<VerbFrame, (verb: VerbWindow) => Proposal[]>> = {
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

/** The family's preposition behind the verb, at most two adverbs on; -1 without one. */
function prepositionAfter({clauses, family, after}: VerbWindow): number {
  for (let k = after; k < Math.min(after + 3, clauses.tokens.length); k++) {
    if (family.prepositions?.includes(clauses.lower(k))) return k
    if (clauses.tag(k) !== "ADV") break
  }
  return -1
}

function forward(verb: VerbWindow): Proposal[] {
  const {clauses, group, family, after, make, signOf} = verb
  if (
    group.passive &&
    !["push", "drag", "force", "drive", "plunge", "pressure", "press", "coerce", "tip"].includes(group.lemma)
  )
    return []
  const direct = prepositionAfter(verb)
  if (direct >= 0) {
    const cause = causeOf(clauses, group)
    return make(cause, argumentRight(clauses, direct + 1), signOf(cause), 0.75)
  }
  // "push the clans into war": who is pushed belongs to the effect.
  const object = clauses.phraseRight(after)
  if (!object || family.name === "lead to") return []
  for (let k = object.start + 1; k < Math.min(object.end + 1, clauses.tokens.length); k++)
    if (["into", "toward", "towards"].includes(clauses.lower(k)) && family.prepositions?.includes(clauses.lower(k))) {
      const target = argumentRight(clauses, k + 1)
      if (target) return make(causeOf(clauses, group), {start: object.start, end: target.end}, "+", 0.65)
    }
  return []
}

function reverse(verb: VerbWindow): Proposal[] {
  const {clauses, group, family, make} = verb
  const at = prepositionAfter(verb)
  if (at < 0) return []
  const whole = group.form === "infinitive" ? causeOf(clauses, group) : clauses.subject(group)
  const sub = whole && group.form === "gerund" && CLINGING.has(group.lemma) ? innermost(clauses, whole) : whole
  let cause = argumentRight(clauses, at + 1)
  // "stems from three factors: A, B and C": the list is the cause.
  if (
    cause &&
    clauses.tokens[cause.end]?.text === ":" &&
    /^(factor|cause|reason|thing|source|root)s$/.test(clauses.lower(cause.end - 1))
  )
    cause = argumentRight(clauses, cause.end + 1)
  return sub ? make(cause, sub, family.sign as Sign, 0.7) : []
}

function needed({clauses, group, after, make}: VerbWindow): Proposal[] {
  if (group.passive || group.form !== "finite") return []
  const sub = clauses.subject(group)
  const object = clauses.phraseRight(after)
  if (!sub || !object || isActor(clauses, sub)) return []
  // "requires more than might": might is needed, and is not enough.
  if (clauses.at(object.start, ["more", "than"])) return []
  return make(object, sub, "+", 0.5)
}

function blamed({clauses, after, make}: VerbWindow): Proposal[] {
  const object = clauses.phraseRight(after)
  if (!object) return []
  for (let k = object.start; k < clauses.tokens.length && !clauses.isHard(k) && k < object.end + 1; k++)
    if (clauses.lower(k) === "for") return make({start: object.start, end: k}, argumentRight(clauses, k + 1), "+", 0.6)
  return []
}

function attributed({clauses, group, after, make}: VerbWindow): Proposal[] {
  const object = group.passive ? clauses.subject(group) : clauses.phraseRight(after)
  if (!object) return []
  for (let k = group.passive ? after : object.start; k < Math.min(clauses.tokens.length, object.end + 8); k++)
    if (clauses.lower(k) === "to")
      return make(argumentRight(clauses, k + 1), group.passive ? object : {start: object.start, end: k}, "+", 0.65)
  return []
}

function complement({clauses, group, after, make}: VerbWindow): Proposal[] {
  if (group.passive) return []
  const object = clauses.phraseRight(after)
  if (!object) return []
  for (let k = object.start + 1; k <= object.end && k < clauses.tokens.length; k++) {
    const after =
      ["NOUN", "PROPN", "PRON"].includes(clauses.tag(k - 1)) &&
      clauses.tag(k) === "ADJ" &&
      !["NOUN", "ADJ"].includes(clauses.tag(k + 1))
    const state = after || (stateOf(clauses.lower(k)) && !["NOUN", "PROPN"].includes(clauses.tag(k + 1)))
    if (state && ["ADJ", "ADV", "VERB"].includes(clauses.tag(k)))
      return make(causeOf(clauses, group), {start: object.start, end: complementEnd(clauses, k)}, "+", 0.65)
  }
  return []
}

function alone({clauses, group, signal, make}: VerbWindow): Proposal[] {
  const sub = causeOf(clauses, group)
  return sub ? make(sub, signal, "+", 0.6) : []
}

function madeToDo({clauses, group, family, after, make}: VerbWindow): Proposal[] {
  if (group.passive) {
    const by = agent(clauses, group)
    if (by && isActor(clauses, by)) return []
    const sub = clauses.subject(group)
    const infinitive = clauses.groups.find((g) => g.start >= after && g.start <= after + 1 && g.form === "infinitive")
    if (by && sub && !infinitive) return make(by, sub, family.sign as Sign, 0.6)
    return []
  }
  const object = clauses.phraseRight(after)
  if (!object) return []
  const inner = clauses.groups.find(
    (g) =>
      g.start >= object.end &&
      g.start <= object.end + 2 &&
      (family.frame === "object to" ? g.form === "infinitive" : g.form === "gerund"),
  )
  if (inner && (family.frame === "object to" || clauses.lower(inner.start - 1) === "from"))
    return make(
      causeOf(clauses, group),
      {start: object.start, end: clauses.clauseEnd(inner.start)},
      family.sign as Sign,
      0.7,
    )
  const fromInside = family.frame === "object from" ? insideFrom(clauses, object) : -1
  if (fromInside >= 0) {
    const done = {start: object.start, end: Math.max(object.end, clauses.clauseEnd(fromInside + 1))}
    return make(causeOf(clauses, group), clauses.trim(done), family.sign as Sign, 0.7)
  }
  // "pushed prices up", "drove down wages".
  const particle = [clauses.lower(object.end), clauses.lower(after)].find((word) => word === "up" || word === "down")
  if (particle && ["push", "drive", "send", "force"].includes(group.lemma))
    return make(causeOf(clauses, group), object, particle === "up" ? "+" : "-", 0.7)
  if (family.bare?.includes(group.lemma)) {
    const cause = causeOf(clauses, group)
    return cause &&
      !SAYING.has(group.lemma) &&
      !(isActor(clauses, cause) && (DEEDS.has(group.lemma) || family.frame === "object from"))
      ? make(cause, object, family.sign as Sign, 0.6)
      : []
  }
  return []
}

function changed({clauses, group, family, after, make, signOf}: VerbWindow): Proposal[] {
  if (
    LOOK_THROUGH.has(group.lemma) &&
    clauses.groups.some(
      (g) => g.start >= after && g.start <= after + 1 && (g.form === "infinitive" || g.form === "gerund"),
    )
  )
    return []
  if (group.passive) {
    const by = agent(clauses, group)
    const sub = clauses.subject(group)
    return by && sub ? make(by, sub, signOf(sub), 0.7) : []
  }
  const object = objectOf(clauses, group)
  if (!object) return []
  const cause = causeOf(clauses, group)
  if (!cause) return []
  // "forces the town to slow the filling": what the town does is the effect, and no cause.
  if (group.form === "infinitive" && cause.end === group.start && isActor(clauses, cause)) return []
  if (/^(i|we|you|he|she|who|what)$/.test(clauses.lower(cause.start)) && cause.end - cause.start === 1) return []
  const open =
    isPronoun(clauses, cause) && CHANGING.has(group.lemma) && ["it", "they", "one"].includes(clauses.lower(cause.start))
  if (!cause.purpose && DEEDS.has(group.lemma) && isActor(clauses, cause) && !open) return []
  if (family.heads && !family.heads.includes(singular(clauses.lower(headOf(clauses, object))))) return []
  if (/^(little|nothing|none)$/.test(clauses.lower(object.start)) && object.end - object.start === 1) return []
  return make(
    cause,
    object,
    signOf(object),
    cause.purpose ? 0.55 : 0.75,
    cause.purpose ? {rule: {kind: "purpose", name: family.name}, worsens: false} : {},
  )
}

/** End of "dependent on aid": the adjective with the phrase it governs. */
function complementEnd(clauses: Clauses, adjective: number): number {
  const governed =
    clauses.tag(adjective + 1) === "ADP" && ["on", "to", "of", "for"].includes(clauses.lower(adjective + 1))
      ? clauses.phraseRight(adjective + 2)
      : null
  return governed ? governed.end : adjective + 1
}

/** The object of a verb, shared with a coordinated verb that has it: "sharpened and prolonged the dispute". */
function objectOf(clauses: Clauses, group: VerbGroup): Span | null {
  // "cut off dozens of villages": the particle belongs to the verb.
  const particle =
    ["off", "up", "out", "down", "back"].includes(clauses.lower(group.end)) && clauses.tag(group.end) !== "ADV"
  if (particle && ["NOUN", "DET", "ADJ", "NUM", "PROPN", "PRON"].includes(clauses.tag(group.end + 1)))
    return clauses.phraseRight(group.end + 1)
  const direct = clauses.phraseRight(group.end)
  if (direct && clauses.tag(group.end) !== "ADP") return direct
  const next = clauses.groups[clauses.groups.indexOf(group) + 1]
  const between = next ? clauses.tokens.slice(group.end, next.start) : []
  const joined = between.length > 0 && between.every((t) => t.tag === "CCONJ" || t.tag === "ADV")
  if (next?.form === group.form && joined) return clauses.phraseRight(next.end)
  if (next?.form === "gerund" && next.start === group.end)
    return {start: next.start, end: clauses.clauseEnd(next.start)}
  return null
}

function insideFrom(clauses: Clauses, span: Span): number {
  for (let k = span.start + 1; k < span.end; k++)
    if (clauses.lower(k) === "from" && (clauses.groupAt[k + 1] !== -1 || /.ing$/.test(clauses.lower(k + 1)))) return k
  return -1
}

/** The last noun phrase within a phrase: "fears of a war in a region" ends in "a region". */
function innermost(clauses: Clauses, span: Span): Span {
  for (let k = span.end - 2; k > span.start; k--) if (clauses.tag(k) === "ADP") return {start: k + 1, end: span.end}
  return span
}

/** The agent of a passive: "by the raids". */
function agent(clauses: Clauses, group: VerbGroup): Span | null {
  for (let k = group.end; k < Math.min(group.end + 6, clauses.tokens.length) && !clauses.isHard(k); k++) {
    if (clauses.lower(k) === "by") return argumentRight(clauses, k + 1)
    if (clauses.isComma(k) || clauses.groupAt[k] !== -1) return null
  }
  return null
}

/** Clauses that stand where a noun could: "hinges on whether the rains come". */
const NOMINAL_CLAUSE = new Set(["whether", "how", "who", "what"])

/** A noun phrase, or a gerund clause ("by raising tariffs"), that starts at `from`. */
export function argumentRight(clauses: Clauses, from: number): Span | null {
  if (NOMINAL_CLAUSE.has(clauses.lower(from))) return clauses.trim({start: from + 1, end: clauses.clauseEnd(from + 1)})
  const group = clauses.groupOf(from)
  if (group && (group.form === "gerund" || group.form === "infinitive"))
    return clauses.trim({start: from, end: clauses.clauseEnd(from)})
  return clauses.phraseRight(from)
}
