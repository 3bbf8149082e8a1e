// From one parsed sentence to what the order of its words says causes what. Triggers come from the lexicon,
// arguments from the shallow parse; each rule is a small function that proposes claims, and one place decides which
// proposals stand. The rules are verb-windows.ts, noun-windows.ts and clause-windows.ts.
//
// A proposal is words and places only. Ids, anaphora across sentences, and who is quoted
// are the reader's business (reader.ts).

import {Clauses, type KnownVerb, type Span, type Token, verbForms} from "../language/index.ts"
import {
  fromAfter,
  fromAs,
  fromBefore,
  fromCiting,
  fromComparative,
  fromOpeners,
  fromPrepositions,
  met,
} from "./clause-windows.ts"
import {MOVEMENT_VERBS} from "./direction.ts"
import {CITING, LOOK_THROUGH, MEETING, PERCEIVING, SAYING} from "./lexicon.ts"
import {fromJudgement, fromNouns} from "./noun-windows.ts"
import {conjuncts, unwanted} from "./phrase.ts"
import {FAMILIES, type Proposal} from "./proposal.ts"
import {fromVerb, isPronoun} from "./verb-windows.ts"

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

/** "has changed since August 2021": a date is when, never what. */
function isDate(clauses: Clauses, span: Span): boolean {
  return clauses.tokens
    .slice(span.start, span.end)
    .every((t) => t.tag === "NUM" || MONTHS.test(t.lower) || /^(?:the|of|in|early|late|mid|-)$/.test(t.lower))
}

const MONTHS =
  /^(?:post-|pre-|mid-)?(?:january|february|march|april|may|june|july|august|september|october|november|december|(?:19|20)\d\ds?)$/
