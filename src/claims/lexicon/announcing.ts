// Words that announce a reason or a result, or point to one that was told.

import {wordSet} from "../../core/word-lists.ts"

/** What points to what was told: "which is why". */
export const POINTING = wordSet("which that this")

/** Adjectives that say of a thing that it follows from what was told. */
export const RESULTING = wordSet("resulting resultant ensuing consequent")

/** Participles that a hyphen ties to what brought about the thing behind them; no "related", which news do not mean so. */
export const INDUCED = wordSet("induced driven caused triggered fuelled fueled inflicted sparked generated borne")

/** What ties a noun of reason or result to what it is the reason of. */
export const TIES = wordSet("why for that of behind is")

/** Verbs of what is done with a reason itself: "the reason he gave". */
export const GIVING_REASONS = wordSet("give offer cite state name mention put hear know see find supply provide")

/** Nouns that announce a list: "three things: drought, wind and people". */
export const ANNOUNCING = /^(?:factor|cause|reason|thing|source|root|problem|issue|pressure|aspect|point)s$/

/** Words that count the things which such a noun announces. */
export const COUNTING = wordSet("two three four five several many some few")

/** What stands between such a noun and what it is said to be. */
export const EQUATING = wordSet("was is were are :")

export const COPULAS: ReadonlySet<string> = new Set([...EQUATING, "has", "have"])

/** Before a noun of reason: it is another's than that of the sentence before. */
export const FURTHER = wordSet("another other second third no any")
