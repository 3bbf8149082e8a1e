// What made a claim, and how the claim names it. A rule in, its spelling out, and back.
//
// Inside the reader a rule is a value, and what is decided by it is decided on its members. Claims carry its
// spelling, which readings keep, people read, and annotations count by; nothing else knows how that is made.
// Invariant: what is spelt here is parsed here to the same rule.

/** Rules with a name each, by what their spelling begins with. */
const BEGINNINGS = {
  // A row of the table (rules.ts), by its id.
  row: "row ",
  // A connective that opens a sentence and points to the one before.
  therefore: "therefore: ",
} as const

/** Rules of one form each. */
const FORMS = ["otherwise", "the result was", "the reason is", "a language model's word"] as const

type Named = keyof typeof BEGINNINGS

export type Rule = {readonly kind: Named; readonly name: string} | {readonly kind: (typeof FORMS)[number]}

/** As claims carry it: `row because`, `therefore: hence`, `otherwise`. */
export const spellRule = (rule: Rule): string => ("name" in rule ? `${BEGINNINGS[rule.kind]}${rule.name}` : rule.kind)

/** Null where none is spelt so: claims of other readers name what they like. */
export function parseRule(id: string): Rule | null {
  const form = FORMS.find((each) => each === id)
  if (form) return {kind: form}
  for (const [kind, beginning] of Object.entries(BEGINNINGS) as [Named, string][])
    if (id.startsWith(beginning) && id.length > beginning.length) return {kind, name: id.slice(beginning.length)}
  return null
}
