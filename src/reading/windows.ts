// From one parsed sentence to what it says causes what. Triggers come from the lexicon,
// arguments from the shallow parse; each rule is a small function that proposes claims,
// and one place decides which proposals stand.
//
// A proposal is words and places only. Ids, anaphora across sentences, and who is quoted
// are the reader's business (reader.ts).

import {Clauses, type KnownVerb, type Span, type Token, type VerbGroup, verbForms} from "../syntax/index.ts"
import type {Condition, Sign} from "./claim.ts"
import {DIRECTION_NOUNS, MOVEMENT_VERBS, STATE_ADJECTIVES} from "./direction.ts"
import {
  ACTORS,
  ADJECTIVES,
  BECAUSE_OF,
  byFirstWord,
  CITING,
  CLAUSE_OPENERS,
  DEEDS,
  EFFECT_GRADES,
  EFFECT_NOUNS,
  JUDGEMENTS,
  LIKELIHOOD,
  LOOK_THROUGH,
  MEETING,
  NOUNS,
  PERCEIVING,
  SAYING,
  STRENGTH,
  THEREFORE,
  THINGS,
  UNWANTED,
  type VerbFamily,
  WITHOUT,
} from "./lexicon.ts"
import {conjuncts, headOf, opposite, singular, unwanted} from "./phrase.ts"
import {FAMILIES, type Proposal} from "./proposal.ts"

/** Written form of every verb a rule knows, to its lemma and what it can be. */
export const VERB_LEMMAS: ReadonlyMap<string, KnownVerb> = (() => {
  const table = new Map<string, KnownVerb>()
  for (const lemma of [
    ...FAMILIES.keys(),
    ...LOOK_THROUGH.keys(),
    ...SAYING.keys(),
    ...MOVEMENT_VERBS.keys(),
    "fail",
    "refuse",
    "decline",
    ...MEETING,
    ...CITING,
    ...PERCEIVING,
  ])
    for (const [form, forms] of verbForms(lemma))
      if (!table.has(form) || form === lemma) table.set(form, {lemma, forms})
  return table
})()

/** What a sentence with its verbs grouped says, in order of its triggers. */
export function propose(tokens: readonly Token[]): {clauses: Clauses; proposals: Proposal[]} {
  const clauses = new Clauses(tokens, VERB_LEMMAS)
  if (tokens.at(-1)?.text === "?") return {clauses, proposals: []}
  const found: Proposal[] = []
  for (const group of clauses.groups) found.push(...fromVerb(clauses, group))
  found.push(
    ...fromNouns(clauses),
    ...fromOpeners(clauses),
    ...fromPrepositions(clauses),
    ...fromComparative(clauses),
    ...fromAs(clauses),
    ...fromAfter(clauses),
    ...fromBefore(clauses),
    ...fromJudgement(clauses),
    ...fromCiting(clauses),
  )
  return {clauses, proposals: settle(clauses, found)}
}

/** Drops proposals whose sides overlap or are empty; of two with the same sides the surer stands. */
function settle(clauses: Clauses, found: readonly Proposal[]): Proposal[] {
  const parted: Proposal[] = []
  for (const proposal of found) {
    if (isDate(clauses, proposal.effect)) continue
    const causes = conjuncts(clauses, met(clauses, proposal.cause))
    const effects = conjuncts(clauses, met(clauses, proposal.effect))
    for (const cause of causes)
      for (const effect of effects) {
        const sign = effects.length > 1 && proposal.worsens ? (unwanted(clauses, effect) ? "+" : "-") : proposal.sign
        if (cause.end <= effect.start || effect.end <= cause.start || proposal.fromBefore)
          parted.push({...proposal, cause, effect, sign})
      }
  }
  const best = new Map<string, Proposal>()
  for (const proposal of parted) {
    const key = `${proposal.fromBefore ? "before" : `${proposal.cause.start}-${proposal.cause.end}`}:${proposal.effect.start}-${proposal.effect.end}`
    const rival = best.get(key)
    if (!rival || rival.confidence < proposal.confidence) best.set(key, proposal)
  }
  // "If X, it ...": where the condition is the cause, the pronoun is not one too.
  const kept = [...best.values()].filter(
    (p) =>
      !(
        isPronoun(clauses, p.cause) &&
        [...best.values()].some(
          (q) =>
            q !== p &&
            !isPronoun(clauses, q.cause) &&
            q.effect.start === p.effect.start &&
            q.effect.end === p.effect.end,
        )
      ),
  )
  return kept.sort(
    (a, b) => a.signal.start - b.signal.start || a.cause.start - b.cause.start || a.effect.start - b.effect.start,
  )
}

/** "both towns face hunger" is about hunger: who meets a thing neither does nor holds it. */
function met(clauses: Clauses, span: Span): Span {
  const verb = clauses.groups.find((g) => g.start > span.start && g.end < span.end && g.form === "finite")
  if (!verb || !MEETING.has(verb.lemma) || verb.passive || verb.negation >= 0 || clauses.tag(verb.end) === "ADP")
    return span
  return clauses.phraseRight(verb.end, span.end) ?? span
}

/** "has changed since August 2021": a date is when, never what. */
function isDate(clauses: Clauses, span: Span): boolean {
  return clauses.tokens
    .slice(span.start, span.end)
    .every((t) => t.tag === "NUM" || MONTHS.test(t.lower) || /^(?:the|of|in|early|late|mid|-)$/.test(t.lower))
}

const MONTHS =
  /^(?:post-|pre-|mid-)?(?:january|february|march|april|may|june|july|august|september|october|november|december|(?:19|20)\d\ds?)$/

function isPronoun(clauses: Clauses, span: Span): boolean {
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

// ---------------------------------------------------------------- verbs

type Flags = Pick<Proposal, "hedge" | "denied" | "time" | "strength">
type Manner = Flags & {readonly none: boolean}

/** `manner` for rules that have no word for "no effect". */
function flagsOf(clauses: Clauses, group: VerbGroup): Flags {
  const {none: _, ...flags} = manner(clauses, group)
  return flags
}

/** Hedge, denial, time and strength of what a verb group says, looking up through "threatens to". */
function manner(clauses: Clauses, group: VerbGroup, depth = 0): Manner {
  const hedges: string[] = []
  let denied = group.negation >= 0 && !(clauses.lower(group.negation + 1) === "only")
  let strength: string | null = null
  let none = false
  const modal = group.modal
  if (depth === 0 && ["risk", "threaten"].includes(group.lemma)) hedges.push(clauses.tokens[group.head]!.text)
  if (modal && ["may", "might", "could", "would", "can", "should"].includes(modal)) hedges.push(modal)
  for (let k = group.start - 2; k <= group.end; k++) {
    if (k < 0 || k >= clauses.tokens.length) continue
    const word = clauses.lower(k)
    if (LIKELIHOOD.has(word) && (k >= group.start || clauses.tag(k) === "ADV")) hedges.push(word)
    if (STRENGTH.has(word)) strength = word
  }
  let future = modal !== null && modal !== "can"
  let past = group.past && modal === null
  const governor = depth < 4 ? governing(clauses, group) : null
  if (governor) {
    const up = manner(clauses, governor, depth + 1)
    if (up.hedge) hedges.unshift(up.hedge)
    if (LOOK_THROUGH.get(governor.lemma)?.hedge)
      hedges.push(
        clauses.tokens
          .slice(governor.head, group.start)
          .map((t) => t.text)
          .join(" ") || clauses.tokens[governor.head]!.text,
      )
    denied = denied || up.denied
    none = none || up.none
    strength = strength ?? up.strength
    future = future || up.time === "future"
    past = up.time === "past" && !future
    if (governor.lemma === "fail") denied = true
    // "has done little to reduce": said to have no effect.
    if (governor.lemma === "do" && /^(little|nothing)$/.test(clauses.lower(group.start - 1))) none = true
  }
  if (/^(nothing|little)$/.test(clauses.lower(group.start - 1)) && group.form === "infinitive") none = true
  return {
    hedge: hedges.length > 0 ? [...new Set(hedges)].join(" ") : null,
    denied,
    time: future ? "future" : past ? "past" : "present",
    strength,
    none,
  }
}

/** The verb group that governs an infinitive or gerund right after it: "threatens to halt", "risks triggering". */
function governing(clauses: Clauses, group: VerbGroup): VerbGroup | null {
  if (group.form !== "infinitive" && group.form !== "gerund") return null
  const index = clauses.groups.indexOf(group)
  const before = clauses.groups[index - 1]
  if (!before) return null
  const between = clauses.tokens.slice(before.end, group.start)
  if (
    between.every(
      (t) =>
        t.tag === "ADV" ||
        t.tag === "ADJ" ||
        /^(little|nothing|to|set|likely|unlikely|designed|the|potential)$/.test(t.lower),
    )
  )
    return before
  return null
}

/** The subject for the purpose of cause: looks through "threatens to", takes the object of "allows X to". */
function causeOf(clauses: Clauses, group: VerbGroup, depth = 0): (Span & {purpose?: boolean}) | null {
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
      if (/^(use|leverage|employ|exploit|wield|deploy|maintain|keep|impose|tighten|invoke)$/.test(before.lemma))
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
  const subject = clauses.subject(group)
  if (!subject) return null
  // "by raising prices": the subject of the clause it hangs on.
  return subject
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

/** Adverbs that turn "affect" into harm. */
const HARMING = new Set(["severely", "badly", "adversely", "negatively", "seriously", "heavily"])

function fromVerb(clauses: Clauses, group: VerbGroup): Proposal[] {
  for (const family of FAMILIES.get(group.lemma) ?? []) {
    const proposals = byFrame(clauses, group, family)
    if (proposals.length > 0) return proposals
  }
  return []
}

/** Determiners that make a subject deny what its verb says. */
const NEGATIVE = new Set(["neither", "no", "none"])

function byFrame(clauses: Clauses, group: VerbGroup, family: VerbFamily): Proposal[] {
  const how = manner(clauses, group)
  const signal = {start: group.head, end: group.head + 1}
  const after = group.end
  const make = (
    cause: Span | null,
    effect: Span | null,
    sign: Sign,
    confidence: number,
    extra: Partial<Proposal> = {},
  ): Proposal[] => {
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
        rule: `verb ${family.name}`,
        worsens: family.frame === "object" && family.sign === "worse",
        ...extra,
      },
    ]
  }
  const prepositionAt = (from: number): number => {
    for (let k = from; k < Math.min(from + 3, clauses.tokens.length); k++) {
      if (family.prepositions?.includes(clauses.lower(k))) return k
      if (clauses.tag(k) !== "ADV") break
    }
    return -1
  }
  /** The family's sign; of what worsens, by whether `judged` is wanted. */
  const signOf = (judged: Span | null): Sign => {
    if (
      family.sign === "unclear" &&
      [how.strength, clauses.lower(group.start - 1), clauses.lower(group.end)].some((w) => w !== null && HARMING.has(w))
    )
      return "-"
    if (family.sign === "worse") return judged && unwanted(clauses, judged) ? "+" : "-"
    return family.sign
  }

  switch (family.frame) {
    case "forward": {
      if (
        group.passive &&
        !["push", "drag", "force", "drive", "plunge", "pressure", "press", "coerce", "tip"].includes(group.lemma)
      )
        return []
      const direct = prepositionAt(after)
      if (direct >= 0) {
        const cause = causeOf(clauses, group)
        return make(cause, argumentRight(clauses, direct + 1), signOf(cause), 0.75)
      }
      // "push the clans into war": who is pushed belongs to the effect.
      const object = clauses.phraseRight(after)
      if (!object || family.name === "lead to") return []
      for (let k = object.start + 1; k < Math.min(object.end + 1, clauses.tokens.length); k++)
        if (
          ["into", "toward", "towards"].includes(clauses.lower(k)) &&
          family.prepositions?.includes(clauses.lower(k))
        ) {
          const target = argumentRight(clauses, k + 1)
          if (target) return make(causeOf(clauses, group), {start: object.start, end: target.end}, "+", 0.65)
        }
      return []
    }
    case "reverse": {
      const at = prepositionAt(after)
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
    case "needs": {
      if (group.passive || group.form !== "finite") return []
      const sub = clauses.subject(group)
      const object = clauses.phraseRight(after)
      if (!sub || !object || isActor(clauses, sub)) return []
      // "requires more than might": might is needed, and is not enough.
      if (clauses.at(object.start, ["more", "than"])) return []
      return make(object, sub, "+", 0.5)
    }
    case "blame": {
      const object = clauses.phraseRight(after)
      if (!object) return []
      for (let k = object.start; k < clauses.tokens.length && !clauses.isHard(k) && k < object.end + 1; k++)
        if (clauses.lower(k) === "for")
          return make({start: object.start, end: k}, argumentRight(clauses, k + 1), "+", 0.6)
      return []
    }
    case "attribute": {
      const object = group.passive ? clauses.subject(group) : clauses.phraseRight(after)
      if (!object) return []
      for (let k = group.passive ? after : object.start; k < Math.min(clauses.tokens.length, object.end + 8); k++)
        if (clauses.lower(k) === "to")
          return make(argumentRight(clauses, k + 1), group.passive ? object : {start: object.start, end: k}, "+", 0.65)
      return []
    }
    case "complement": {
      if (group.passive) return []
      const object = clauses.phraseRight(after)
      if (!object) return []
      for (let k = object.start + 1; k <= object.end && k < clauses.tokens.length; k++) {
        const after =
          ["NOUN", "PROPN", "PRON"].includes(clauses.tag(k - 1)) &&
          clauses.tag(k) === "ADJ" &&
          !["NOUN", "ADJ"].includes(clauses.tag(k + 1))
        const state =
          after || (STATE_ADJECTIVES.has(clauses.lower(k)) && !["NOUN", "PROPN"].includes(clauses.tag(k + 1)))
        if (state && ["ADJ", "ADV", "VERB"].includes(clauses.tag(k)))
          return make(causeOf(clauses, group), {start: object.start, end: complementEnd(clauses, k)}, "+", 0.65)
      }
      return []
    }
    case "alone": {
      const sub = causeOf(clauses, group)
      return sub ? make(sub, signal, "+", 0.6) : []
    }
    case "object to":
    case "object from": {
      if (group.passive) {
        const by = agent(clauses, group)
        if (by && isActor(clauses, by)) return []
        const sub = clauses.subject(group)
        const infinitive = clauses.groups.find(
          (g) => g.start >= after && g.start <= after + 1 && g.form === "infinitive",
        )
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
      const particle = [clauses.lower(object.end), clauses.lower(after)].find(
        (word) => word === "up" || word === "down",
      )
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
    default: {
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
        isPronoun(clauses, cause) &&
        CHANGING.has(group.lemma) &&
        ["it", "they", "one"].includes(clauses.lower(cause.start))
      if (!cause.purpose && DEEDS.has(group.lemma) && isActor(clauses, cause) && !open) return []
      if (family.heads && !family.heads.includes(singular(clauses.lower(headOf(clauses, object))))) return []
      if (/^(little|nothing|none)$/.test(clauses.lower(object.start)) && object.end - object.start === 1) return []
      return make(
        cause,
        object,
        signOf(object),
        cause.purpose ? 0.55 : 0.75,
        cause.purpose ? {rule: `purpose, verb ${family.name}`, worsens: false} : {},
      )
    }
  }
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
function argumentRight(clauses: Clauses, from: number): Span | null {
  if (NOMINAL_CLAUSE.has(clauses.lower(from))) return clauses.trim({start: from + 1, end: clauses.clauseEnd(from + 1)})
  const group = clauses.groupOf(from)
  if (group && (group.form === "gerund" || group.form === "infinitive"))
    return clauses.trim({start: from, end: clauses.clauseEnd(from)})
  return clauses.phraseRight(from)
}

// ---------------------------------------------------------------- nouns and adjectives

function fromNouns(clauses: Clauses): Proposal[] {
  const found: Proposal[] = []
  for (let k = 1; k < clauses.tokens.length; k++) {
    const word = singular(clauses.lower(k))
    for (const family of NOUNS) {
      if (clauses.tag(k) !== "NOUN" || !family.nouns.includes(word)) continue
      let at = k + 1
      while (at < clauses.tokens.length && clauses.tag(at) === "ADV") at++
      if (!family.prepositions.includes(clauses.lower(at))) continue
      const infinitive = clauses.groups.find((g) => g.start === at && g.form === "infinitive")
      const inner = infinitive
        ? {start: infinitive.head, end: clauses.clauseEnd(infinitive.head)}
        : clauses.phraseRight(at + 1)
      if (!inner) continue
      if (family.side === "effect on") continue
      const verb = clauses.groups.findLast(
        (g) =>
          g.end <= k &&
          ["be", "become", "remain", "pose", "serve", "offer", "present", "mark", "represent", "provide"].includes(
            g.lemma,
          ) &&
          !clauses.tokens.slice(g.end, k).some((t) => t.tag === "PUNCT" && t.text === ","),
      )
      const copula = verb && clauses.groups.findLast((g) => g.end <= k) === verb ? verb : undefined
      const subject = copula ? clauses.subject(copula) : null
      if (!copula || !subject) continue
      const flags = flagsOf(clauses, copula)
      const signal = {start: k, end: at + 1}
      const turned = family.side === "result of"
      found.push({
        cause: turned ? inner : subject,
        effect: turned ? subject : inner,
        signal,
        sign: family.sign,
        condition: null,
        ...flags,
        confidence: 0.65,
        rule: `noun ${family.name}`,
      })
    }
    // "has had no effect on hunger", "had a harmful effect on trade".
    if (clauses.tag(k) === "NOUN" && EFFECT_NOUNS.has(word) && ["on", "upon"].includes(clauses.lower(k + 1))) {
      const have = clauses.groups.findLast((g) => g.end <= k && g.lemma === "have")
      const cause = have && k - have.end <= 3 ? causeOf(clauses, have) : null
      const effect = clauses.phraseRight(k + 2)
      const grade = clauses.tokens.slice(have?.end ?? k, k).map((t) => t.lower)
      if (have && cause && effect) {
        const flags = flagsOf(clauses, have)
        const sign: Sign = EFFECT_GRADES.find((g) => grade.some((w) => g.words.includes(w)))?.sign ?? "unclear"
        found.push({
          cause,
          effect,
          signal: {start: k, end: k + 2},
          sign,
          condition: null,
          ...flags,
          confidence: 0.6,
          rule: "noun has an effect on",
        })
        continue
      }
    }
    // "the effect of X on Y": no direction is said.
    if (
      clauses.tag(k) === "NOUN" &&
      ["effect", "impact", "influence", "toll"].includes(word) &&
      clauses.lower(k + 1) === "of"
    ) {
      const whole = clauses.phraseRight(k + 2)
      if (whole)
        for (let j = whole.start + 1; j < whole.end - 1; j++)
          if (clauses.lower(j) === "on") {
            found.push({
              cause: {start: whole.start, end: j},
              effect: {start: j + 1, end: whole.end},
              signal: {start: k, end: k + 1},
              sign: "unclear",
              condition: null,
              hedge: null,
              denied: false,
              time: "present",
              strength: null,
              confidence: 0.5,
              rule: "noun effect on",
            })
            break
          }
    }
    for (const family of ADJECTIVES) {
      if (
        clauses.tag(k) !== "ADJ" ||
        !family.words.includes(clauses.lower(k)) ||
        !family.prepositions.includes(clauses.lower(k + 1))
      )
        continue
      const copula = clauses.groups.findLast((g) => g.end <= k && ["be", "remain", "become"].includes(g.lemma))
      const subject = copula && k - copula.end <= 2 ? clauses.subject(copula) : null
      const inner = argumentRight(clauses, k + 2)
      if (!copula || !subject || !inner || isPronoun(clauses, subject)) continue
      const flags = flagsOf(clauses, copula)
      found.push({
        cause: subject,
        effect: inner,
        signal: {start: k, end: k + 2},
        sign: family.sign,
        condition: null,
        ...flags,
        confidence: 0.55,
        rule: `adjective ${clauses.lower(k)}`,
      })
    }
  }
  return found
}

// ---------------------------------------------------------------- clauses

const REASONS = byFirstWord(BECAUSE_OF)
const OPENERS = byFirstWord(CLAUSE_OPENERS)
const ABSENCES = byFirstWord(WITHOUT)

function fromOpeners(clauses: Clauses): Proposal[] {
  const found: Proposal[] = []
  for (let k = 0; k < clauses.tokens.length; k++) {
    for (const opener of OPENERS.get(clauses.lower(k)) ?? []) {
      if (!clauses.at(k, opener.words)) continue
      if (
        opener.words.length === 1 &&
        opener.words[0] === "if" &&
        (clauses.lower(k - 1) === "only" || clauses.lower(k - 1) === "even" || clauses.lower(k - 1) === "as")
      )
        continue
      if (opener.words[0] === "because" && clauses.lower(k + 1) === "of") continue
      if (
        opener.words[0] === "once" &&
        ((k > 0 && !clauses.isComma(k - 1) && !clauses.isSubordinator(k - 1)) || !opensClause(clauses, k + 1))
      )
        continue
      if (opener.words[0] === "where" && k !== 0) continue
      if (opener.words[0] === "until" && clauses.tag(k + 1) === "NUM") continue
      if (["provided", "providing", "assuming"].includes(opener.words[0]!) && !opensClause(clauses, k + 1)) continue
      if (opener.words[0] === "the" && k > 1) continue
      // "as long as the street": a measure, unless a clause follows.
      if (opener.words[0] === "as" && !opensClause(clauses, k + 3)) continue
      // "can only succeed if": the "only" stands with the verb.
      const onlyBefore =
        opener.condition === "if" &&
        clauses.tokens
          .slice(Math.max(0, k - 8), k)
          .some((t, i, all) => t.lower === "only" && all.slice(i).some((u) => u.tag === "VERB"))
      found.push(
        ...conditional(
          clauses,
          k,
          opener.words.length,
          onlyBefore ? "only if" : opener.condition,
          opener.sign,
          opener.confidence,
          `clause ${opener.words.join(" ")}`,
        ),
      )
      break
    }
    for (const marker of ABSENCES.get(clauses.lower(k)) ?? []) {
      if (!clauses.at(k, marker.words)) continue
      const cause =
        clauses.groupAt[k + marker.words.length] !== -1 && clauses.groupAt[k + marker.words.length] !== undefined
          ? gerundRun(clauses, k + marker.words.length)
          : untilNext(clauses, clauses.phraseRight(k + marker.words.length))
      if (!cause) continue
      const opens = k === 0 || (clauses.tag(k - 1) === "CCONJ" && k <= 1) || clauses.isComma(k - 1)
      if (!opens && !clauses.groups.findLast((g) => g.end <= k)?.modal) continue
      const main = opens ? mainAfter(clauses, cause.end) : mainBefore(clauses, k)
      if (!main) continue
      found.push(
        follows(cause, main, {start: k, end: k + marker.words.length}, 0.65, `clause ${marker.words.join(" ")}`, {
          sign: "-",
          condition: "without",
        }),
      )
    }
  }
  // Inversion: "Should the patrols stop, raids will return."
  if (clauses.lower(0) === "should") {
    const comma = clauses.tokens.findIndex(
      (_, i) => i > 2 && clauses.isComma(i) && clauses.groups.some((g) => g.end <= i && g.head > 0),
    )
    const main = comma > 0 ? mainAfter(clauses, comma) : null
    const cause = comma > 0 ? clauses.trim({start: 1, end: comma}) : null
    if (main && cause) found.push(follows(cause, main, {start: 0, end: 1}, 0.65, "clause inversion", {condition: "if"}))
  }
  return found
}

/** Whether a subject and its finite verb follow at `k`, before any comma. */
function opensClause(clauses: Clauses, k: number): boolean {
  const group = clauses.groups.find((g) => g.start > k && g.form === "finite")
  return (
    group !== undefined &&
    !clauses.tokens.slice(k, group.start).some((t) => t.text === ",") &&
    clauses.subject(group)?.start === clauses.trim({start: k, end: group.start})?.start
  )
}

/** "aid the clinics": without a comma between them, a second determiner opens the main clause. */
function untilNext(clauses: Clauses, span: Span | null): Span | null {
  if (!span) return null
  for (let k = span.start + 1; k < span.end; k++)
    if (["DET", "PRON"].includes(clauses.tag(k)) && ["NOUN", "PROPN"].includes(clauses.tag(k - 1)))
      return {start: span.start, end: k}
  return span
}

/** Gerunds after "without", joined: "without breaking the chain and addressing the causes". */
function gerundRun(clauses: Clauses, start: number): Span | null {
  const end = clauses.clauseEnd(start)
  return clauses.trim({start, end})
}

type Main = {
  readonly span: Span
  readonly flags: Flags
  readonly group: VerbGroup | null
}

/** The claim that a main clause follows from `cause`: more with more and under no condition, unless `how` says otherwise. */
function follows(
  cause: Span,
  main: Main,
  signal: Span,
  confidence: number,
  rule: string,
  how: Partial<Proposal> = {},
): Proposal {
  return {cause, effect: main.span, signal, sign: "+", condition: null, ...main.flags, confidence, rule, ...how}
}

/** The main clause after a fronted clause that ends at `end`. */
function mainAfter(clauses: Clauses, end: number): Main | null {
  let start = end
  while (
    start < clauses.tokens.length &&
    (clauses.isComma(start) || clauses.tag(start) === "ADV" || clauses.tag(start) === "CCONJ") &&
    clauses.groupAt[start] === -1
  )
    start++
  const stop = clauses.clauseEnd(start)
  const span = clauses.trim({start, end: stop})
  const group = clauses.groups.find((g) => g.start >= start && g.end <= stop && g.form === "finite")
  if (!span || !group) return null
  return {span, flags: mainFlags(clauses, group), group}
}

/** The main clause that ends where a subordinate one begins, at `end`. */
function mainBefore(clauses: Clauses, end: number): Main | null {
  const stop = clauses.isComma(end - 1) ? end - 1 : end
  const group = clauses.groups.findLast((g) => g.end <= stop && g.form === "finite")
  if (!group) {
    // Elliptic: "a crisis if not addressed".
    const noun = clauses.phraseLeft(stop - 1)
    return noun ? {span: noun, flags: {hedge: null, denied: false, time: "future", strength: null}, group: null} : null
  }
  // "warned of strikes if ...": what is warned of.
  if (SAYING.has(group.lemma) && (clauses.lower(group.end) === "of" || clauses.lower(group.end) === "about")) {
    const noun = clauses.phraseRight(group.end + 1, stop)
    if (noun) return {span: noun, flags: {hedge: null, denied: false, time: "future", strength: null}, group}
  }
  const subject = clauses.subject(group)
  const start =
    subject && !("clause" in subject && subject.clause) && subject.start < group.start
      ? subject.start
      : clauses.segmentStart(group.start)
  const span = clauses.trim({
    start: Math.max(
      start,
      clauses.segmentStart(group.start) > start && subject === null ? clauses.segmentStart(group.start) : start,
    ),
    end: stop,
  })
  return span ? {span, flags: mainFlags(clauses, group), group} : null
}

function mainFlags(clauses: Clauses, group: VerbGroup): Main["flags"] {
  const {hedge, time, strength} = manner(clauses, group)
  // A negated main clause moves its thing down; it is not a denial of the link.
  return {hedge, denied: false, time, strength}
}

function conditional(
  clauses: Clauses,
  at: number,
  length: number,
  condition: Condition | null,
  sign: Sign,
  confidence: number,
  rule: string,
): Proposal[] {
  const start = at + length
  const signal = {start: at, end: start}
  const end = conditionEnd(clauses, start)
  const final = end >= clauses.tokens.length || clauses.isHard(end)
  const whole = clauses.trim({start, end})
  if (!whole) return []
  const fronted = !final
  const main = fronted ? mainAfter(clauses, end) : mainBefore(clauses, at)
  if (!main) return []
  const {flags, span} = main
  const consequence = consequenceOf(clauses, main)
  const causes = coordinatedClauses(clauses, whole)
  const found: Proposal[] = causes.flatMap((cause) =>
    consequence.effects.map((effect) => ({
      cause,
      effect,
      signal,
      sign: consequence.turned ? opposite(sign) : sign,
      condition,
      ...flags,
      confidence,
      rule,
    })),
  )
  if (fronted && condition !== null) {
    // ", raising the odds of war" after the main clause follows from the condition too.
    const tail = clauses.groups.find((g) => g.start > span.end - 1 && g.start <= span.end + 1 && g.form === "gerund")
    const family = tail && tail.lemma !== "leave" && FAMILIES.get(tail.lemma)?.find((f) => f.frame === "object")
    const object = tail && family ? clauses.phraseRight(tail.end) : null
    if (tail && family && object && (family.sign === "+" || family.sign === "-")) {
      const tailSign = sign === "+" ? family.sign : opposite(family.sign)
      for (const cause of causes)
        found.push({
          cause,
          effect: object,
          signal: {start: tail.head, end: tail.head + 1},
          sign: tailSign,
          condition,
          ...flags,
          confidence: confidence - 0.1,
          rule: `${rule}, tail`,
        })
    }
  }
  return found
}

/**
 * What a main clause says follows. "it creates a vacuum" after a condition is the vacuum;
 * "the posts would close and trade would stop" is two effects.
 */
function consequenceOf(clauses: Clauses, main: Main): {readonly effects: readonly Span[]; readonly turned: boolean} {
  const {group, span} = main
  const family =
    group && !group.passive && group.negation < 0
      ? FAMILIES.get(group.lemma)?.find((f) => f.frame === "object" && (f.sign === "+" || f.sign === "-"))
      : undefined
  const subject = group ? clauses.trim({start: span.start, end: group.start}) : null
  if (group && family && subject && isPronoun(clauses, subject)) {
    const object = clauses.phraseRight(group.end, span.end)
    if (object) return {effects: [object], turned: family.sign === "-"}
  }
  return {effects: coordinatedClauses(clauses, span), turned: false}
}

/** End of a conditional clause that starts at `start`: the comma after its verb, or the sentence's end. */
function conditionEnd(clauses: Clauses, start: number): number {
  let verb = false
  for (let k = start; k < clauses.tokens.length; k++) {
    if (clauses.groupAt[k] !== -1) verb = true
    if (clauses.isHard(k)) return k
    if (clauses.isComma(k) && (verb || !clauses.verbIn(start, clauses.tokens.length))) {
      const next = clauses.groupAt[k + 1] ?? -1
      if (next !== -1 && clauses.groups[next]!.form === "gerund") continue
      if (
        clauses.tag(k + 1) === "CCONJ" &&
        clauses.groups.some((g) => g.start > k && g.start < k + 6 && g.form === "finite") &&
        clauses.tokens.slice(k + 1).some((t) => t.text === ",")
      )
        continue
      return k
    }
  }
  return clauses.tokens.length
}

/** "threats persist and the council fails to act" is two conditions. */
function coordinatedClauses(clauses: Clauses, span: Span): Span[] {
  for (let k = span.start + 2; k < span.end - 2; k++) {
    if (clauses.tag(k) !== "CCONJ" || clauses.lower(k) !== "and") continue
    const left = clauses.groups.some((g) => g.start > span.start && g.end <= k && g.form === "finite")
    const right = clauses.groups.find((g) => g.start > k + 1 && g.end <= span.end && g.form === "finite")
    if (left && right && clauses.phraseLeft(right.start - 1)?.start === k + 1) {
      const first = clauses.trim({start: span.start, end: k})
      const rest = clauses.trim({start: k + 1, end: span.end})
      if (first && rest) return [first, ...coordinatedClauses(clauses, rest)]
    }
  }
  return [span]
}

// ---------------------------------------------------------------- prepositions, comparatives, time

function fromPrepositions(clauses: Clauses): Proposal[] {
  const found: Proposal[] = []
  for (let k = 0; k < clauses.tokens.length; k++)
    for (const marker of REASONS.get(clauses.lower(k)) ?? []) {
      if (!clauses.at(k, marker.words)) continue
      // "due to be finished": a time that is set.
      if (marker.words.at(-1) === "to" && clauses.lower(k + marker.words.length) === "be") continue
      const cause = argumentRight(clauses, k + marker.words.length)
      if (!cause) continue
      const main = k <= 1 ? mainAfter(clauses, cause.end) : mainBefore(clauses, k)
      if (main)
        found.push(
          follows(cause, main, {start: k, end: k + marker.words.length}, 0.7, `because of: ${marker.words.join(" ")}`, {
            sign: marker.sign,
            condition: marker.condition ?? null,
          }),
        )
    }
  return found
}

const MORE = new Set([
  "more",
  "greater",
  "longer",
  "deeper",
  "higher",
  "stronger",
  "harder",
  "further",
  "wider",
  "larger",
  "bigger",
  "closer",
  "faster",
])
const LESS = new Set(
  "less fewer weaker lower smaller shorter slower worse poorer scarcer rarer thinner emptier cheaper milder quieter drier sparser leaner narrower shallower calmer colder cooler dimmer lighter softer gentler humbler".split(
    " ",
  ),
)

const OPENING = new Set(["so", "and", "but", "that", "because", "then", "also", "usually", ":"])
const GRADED = new Set(["more", "less", "fewer", "higher", "lower", "bigger", "smaller", "better", "worse"])

/** "The longer the drought lasts, the fewer the herds", and so on down a chain of such pairs. */
function fromComparative(clauses: Clauses): Proposal[] {
  const opens = (k: number) =>
    clauses.lower(k) === "the" &&
    (MORE.has(clauses.lower(k + 1)) ||
      LESS.has(clauses.lower(k + 1)) ||
      /^(?:JJR|RBR)$/.test(clauses.tokens[k + 1]?.xpos ?? "") ||
      // A comparative that the tagger does not know, opposite to one that it does.
      (k > 0 && /[^aeiou]er$/.test(clauses.lower(k + 1)) && clauses.isComma(k - 1)))
  const starts: number[] = []
  for (let k = 0; k < clauses.tokens.length - 2; k++)
    if (opens(k) && (starts.length > 0 || k === 0 || clauses.isComma(k - 1) || OPENING.has(clauses.lower(k - 1))))
      starts.push(k)
  if (starts.length < 2) return []
  const found: Proposal[] = []
  let from = starts[0]!
  for (let n = 1; n < starts.length; n++) {
    const to = starts[n]!
    // "the lower the moor and the fewer the cranes": both follow from the first.
    const joined = ["and", "but"].includes(clauses.lower(to - 1))
    if (!joined) from = starts[n - 1]!
    // "the more bees you keep the more honey": without a comma where both say "more" or "less" and something of it.
    if (!joined && !clauses.isComma(to - 1) && (to - from < 3 || !GRADED.has(clauses.lower(to + 1)))) continue
    const cause = clauses.trim({start: from + 2, end: joined ? starts[starts.indexOf(from) + 1]! : to})
    const end = Math.min(starts[n + 1] ?? clauses.tokens.length, clauses.clauseEnd(to + 2))
    const so = clauses.tokens.findIndex(
      (token, i) =>
        i > to + 2 &&
        (token.lower === "so" || (token.lower === "and" && ["then", "so"].includes(clauses.lower(i + 1)))),
    )
    const last = so > 0 && so < end ? so : end
    const effect = clauses.trim({start: to + 2, end: last})
    if (!cause || !effect) continue
    found.push({
      cause,
      effect,
      signal: {start: to, end: to + 2},
      sign: LESS.has(clauses.lower(from + 1)) === LESS.has(clauses.lower(to + 1)) ? "+" : "-",
      condition: null,
      hedge: null,
      denied: false,
      time: "present",
      strength: null,
      confidence: 0.7,
      rule: "comparative",
    })
  }
  return found
}

/** "As tensions rise, trade shrinks": two movements together, read as one bearing on the other. */
function fromAs(clauses: Clauses): Proposal[] {
  const at = clauses.lower(0) === "as" ? 0 : -1
  if (at < 0 || ["a", "long", "far", "for", "of", "if", "though", "well", "soon", "part"].includes(clauses.lower(1)))
    return []
  const end = conditionEnd(clauses, 1)
  if (end >= clauses.tokens.length) return []
  const group = clauses.groups.find((g) => g.start > 1 && g.end <= end && g.form === "finite")
  const cause = clauses.trim({start: 1, end})
  const main = mainAfter(clauses, end)
  if (!group || !cause || !main) return []
  if (clauses.lower(main.span.start) === "it" && clauses.lower(main.span.start + 1) === "is") return []
  return [follows(cause, main, {start: 0, end: 1}, 0.45, "as, two movements")]
}

/** "The clans see the fence as an affront to their pride", "the toll is seen as a betrayal". */
function fromJudgement(clauses: Clauses): Proposal[] {
  const found: Proposal[] = []
  for (const group of clauses.groups) {
    if (!PERCEIVING.has(group.lemma)) continue
    const seen = group.passive ? clauses.subject(group) : clauses.phraseRight(group.end)
    if (!seen || ("clause" in seen && seen.clause)) continue
    const as = clauses.tokens.findIndex(
      (t, i) =>
        i >= (group.passive ? group.end : seen.start + 1) && i <= Math.max(group.end, seen.end) + 6 && t.lower === "as",
    )
    if (as < 0) continue
    const thing = group.passive ? seen : clauses.trim({start: seen.start, end: Math.min(seen.end, as)})
    if (!thing) continue
    for (let k = as + 1; k < Math.min(as + 10, clauses.tokens.length) && !/[;.!?]/.test(clauses.tokens[k]!.text); k++) {
      const judgement = JUDGEMENTS.find((j) => j.nouns.includes(singular(clauses.lower(k))))
      if (!judgement || clauses.tag(k) !== "NOUN") continue
      const to = clauses.lower(k + 1) === "to" ? clauses.phraseRight(k + 2) : null
      const effect = judgement.sign === "-" ? to : {start: k, end: k + 1}
      if (!effect) continue
      const flags = flagsOf(clauses, group)
      found.push({
        cause: thing,
        effect,
        signal: {start: as, end: k + 1},
        sign: judgement.sign,
        condition: null,
        ...flags,
        confidence: 0.55,
        rule: `seen as: ${clauses.lower(k)}`,
      })
      break
    }
  }
  return found
}

/** "The guild, citing the raids, refuses to trade": the reason given for what is done. */
function fromCiting(clauses: Clauses): Proposal[] {
  const found: Proposal[] = []
  for (const group of clauses.groups) {
    if (!CITING.has(group.lemma) || group.form !== "gerund") continue
    const cause = clauses.phraseRight(group.end)
    if (!cause) continue
    const opens = group.start === 0
    const main = clauses.groups.find((g) => g.start >= cause.end && g.form === "finite")
    const before = clauses.groups.findLast((g) => g.end <= group.start && g.form === "finite")
    const inserted = main && !before && clauses.isComma(cause.end)
    const effect =
      opens && main
        ? mainAfter(clauses, cause.end)?.span
        : inserted
          ? clauses.trim({start: main.start, end: clauses.clauseEnd(main.start)})
          : before
            ? mainBefore(clauses, group.start)?.span
            : null
    if (!effect) continue
    const flags = flagsOf(clauses, (inserted ? main : (before ?? main)) as VerbGroup)
    found.push({
      cause,
      effect,
      signal: {start: group.head, end: group.head + 1},
      sign: "+",
      condition: null,
      ...flags,
      denied: false,
      confidence: 0.6,
      rule: "citing",
    })
  }
  return found
}

const TIMES = new Set([
  "year",
  "month",
  "week",
  "day",
  "decade",
  "hour",
  "century",
  "summer",
  "winter",
  "spring",
  "autumn",
  "minute",
  "noon",
  "night",
  "time",
  "then",
  "independence",
  "age",
])

/** "Raids stopped after the mediators came": only where the main verb says that something began, ended or moved. */
function fromAfter(clauses: Clauses): Proposal[] {
  const first = fronted(clauses)
  if (first.length > 0) return first
  for (let k = 2; k < clauses.tokens.length; k++) {
    if (!["after", "following", "since"].includes(clauses.lower(k)) || clauses.isComma(k - 1)) continue
    const main = mainBefore(clauses, k)
    const verb = main?.group
    if (
      !main ||
      !verb ||
      !/^(stop|end|cease|halt|rise|fall|increase|decrease|drop|surge|erupt|collapse|resume|ease|grow|decline|jump|break|begin|start|soar|spread|close|reopen|escalate|subside|shrink)$/.test(
        verb.lemma,
      )
    )
      continue
    const cause = clauses.phraseRight(k + 1)
    if (!cause) continue
    const head = clauses.lower(Math.min(cause.end - 1, cause.start + 6))
    const times = TIMES.has(singular(head)) || TIMES.has(singular(clauses.lower(cause.start)))
    if (times || clauses.tokens.slice(cause.start, cause.end).some((t) => t.tag === "NUM")) continue
    return [follows(cause, main, {start: k, end: k + 1}, 0.45, "after an event")]
  }
  return []
}

/** "Since the truce, raids have fallen": an event, then a change told of the time after it. */
function fronted(clauses: Clauses): Proposal[] {
  const opener = clauses.lower(0)
  if (!["after", "following", "since"].includes(opener)) return []
  const end = clauses.tokens.findIndex((_, i) => i > 1 && clauses.isComma(i))
  if (end < 0 || clauses.verbIn(1, end)) return []
  const cause = clauses.phraseRight(1, end)
  const main = mainAfter(clauses, end)
  const verb = main?.group
  if (
    !cause ||
    !main ||
    !verb ||
    clauses.tokens.slice(cause.start, Math.min(cause.start + 2, cause.end)).some((t) => t.tag === "NUM")
  )
    return []
  const object = clauses.phraseRight(verb.end)
  const moved = MOVEMENT_VERBS.has(verb.lemma) && !object
  const met =
    MEETING.has(verb.lemma) &&
    object !== null &&
    clauses.tokens.slice(object.start, object.end).some((t) => DIRECTION_NOUNS.has(singular(t.lower)))
  if (!moved && !met) return []
  return [follows(cause, main, {start: 0, end: 1}, 0.4, `${opener} an event`)]
}

/** A sentence that opens with "Consequently": its cause is the sentence before. */
function fromBefore(clauses: Clauses): Proposal[] {
  for (const marker of THEREFORE) {
    if (!clauses.at(0, marker.words)) continue
    const main = mainAfter(clauses, marker.words.length)
    if (main)
      return [
        follows(
          {start: 0, end: 0},
          main,
          {start: 0, end: marker.words.length},
          0.6,
          `therefore: ${marker.words.join(" ")}`,
          {fromBefore: true},
        ),
      ]
  }
  return []
}
