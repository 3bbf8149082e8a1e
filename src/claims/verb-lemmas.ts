// Every verb that the lexicon knows, by its written forms: what groups the verbs of a sentence (language's Clauses) asks for.
// Data in, a table out.

import {type KnownVerb, verbForms} from "../language/index.ts"
import {MOVEMENT_VERBS} from "./direction.ts"
import {CITING, LOOK_THROUGH, MEETING, PERCEIVING, SAYING} from "./lexicon.ts"
import {FAMILIES} from "./proposal.ts"

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
