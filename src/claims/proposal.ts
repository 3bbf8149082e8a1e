// What one sentence proposes: two stretches of tokens, the trigger between them, and how it is said.
//
// A proposal is words and places only. Ids, anaphora across sentences, and who is quoted are the reader's business
// (reader.ts).

import type {Span} from "../language/index.ts"
import {verbForms} from "../language/index.ts"
import type {Condition, Sign} from "./claim.ts"
import {ALTER, GIVING, LIGHT_VERBS, LOWER, PARTICLE_VERBS, RAISE, VERBS, type VerbFamily} from "./lexicon.ts"
import type {Rule} from "./rule.ts"

export type Proposal = {
  readonly cause: Span
  readonly effect: Span
  /** Token of the trigger, and its words. */
  readonly signal: Span
  readonly sign: Sign
  /** The sign that its row gives, whatever is worded beside it. */
  readonly ruled: Sign
  readonly condition: Condition | null
  readonly hedge: string | null
  readonly denied: boolean
  /** Whether "not" has turned its sign, and denies nothing: "trout don't like warm water". */
  readonly turned?: true
  readonly time: "past" | "present" | "future"
  readonly strength: string | null
  readonly confidence: number
  readonly rule: Rule
  /** Its verb worsens: the sign of each thing that is joined in the effect is that thing's own. */
  readonly worsens?: boolean
  /** The cause is the sentence before this one. */
  readonly fromBefore?: boolean
}

/** A proposal as its row gives it, before its sign is weighed. */
export type RowProposal = Omit<Proposal, "ruled">

/** The families of each lemma, frames that need a preposition before those that do not. */
export const FAMILIES: ReadonlyMap<string, readonly VerbFamily[]> = (() => {
  const table = new Map<string, VerbFamily[]>()
  const order: readonly VerbFamily["frame"][] = [
    "forward",
    "reverse",
    "blame",
    "attribute",
    "object to",
    "object from",
    "complement",
    "needs",
    "alone",
    "object",
  ]
  for (const frame of order)
    for (const family of VERBS)
      if (family.frame === frame)
        for (const lemma of family.lemmas) table.set(lemma, [...(table.get(lemma) ?? []), family])
  const more = (name: string, lemmas: readonly string[], sign: "+" | "-" | "unclear") => {
    const family: VerbFamily = {name, frame: "object", sign, lemmas, example: {text: "", cause: "", effect: "", sign}}
    for (const lemma of lemmas)
      if (!table.get(lemma)?.some((each) => each.frame === "object"))
        table.set(lemma, [...(table.get(lemma) ?? []), family])
  }
  more("raise", RAISE, "+")
  more("lower", LOWER, "-")
  more("change", ALTER, "unclear")
  return table
})()

/** Written forms of the lexicon's verbs, to their lemma. */
export const FORMS: ReadonlyMap<string, string> = (() => {
  const table = new Map<string, string>()
  const lemmas = new Set([
    ...FAMILIES.keys(),
    ...[...PARTICLE_VERBS.keys()].map((key) => key.slice(0, key.indexOf("."))),
    ...LIGHT_VERBS.flatMap(({verbs}) => verbs),
    ...GIVING.keys(),
  ])
  for (const lemma of lemmas)
    for (const form of verbForms(lemma).keys()) if (!table.has(form) || form === lemma) table.set(form, lemma)
  return table
})()
