// Why the reader made a claim, in words: the rule that fired as a sentence a reader of the claim can judge.
// In: a claim's `why`. Out: one sentence. A row of the table words itself; a rule that is not worded keeps its own name.

import type {Claim} from "./claim.ts"
import {parseRule} from "./rule.ts"
import {ROWS} from "./rules.ts"

const SAYS: ReadonlyMap<string, string> = new Map([
  ["therefore", "what was said before is the cause of what follows"],
  ["the result was", "what was said before is the cause of what follows"],
  ["the reason is", "what was said before is the effect of what follows"],
  ["otherwise", "what was said before keeps what follows from coming true"],
  ["a language model's word", "a language model named these words; the rules did not read them so"],
])

/**
 * The rule behind a claim, as a sentence without its full stop. `words` are those that fired, as worded.
 * `"hurt": what it acts on is the effect`
 */
export function ruleInWords({rule: id}: NonNullable<Claim["why"]>, words: readonly string[]): string {
  const fired = words.map((word) => `"${word.replace(/\s+/g, " ")}"`).join(", ")
  const rule = parseRule(id)
  const row = rule?.kind === "row" ? ROWS.find((each) => each.id === rule.name) : undefined
  const says = row?.says ?? (rule && SAYS.get(rule.kind)) ?? `rule "${id}"`
  return fired === "" ? says : `${fired}: ${says}`
}
