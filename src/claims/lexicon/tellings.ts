// What the lexicon says of a word that may tell a change. A tree and a word in.

import type {Dependencies} from "../../language/index.ts"
import {
  DIRECTION_ADJECTIVES,
  DIRECTION_NOUNS,
  MOVEMENT_VERBS,
  OMISSION_VERBS,
  PARTICLE_MOVEMENT,
  stateOf,
} from "./directions.ts"
import {AMOUNTS, DEFINITE, DENYING} from "./facts.ts"
import {lowering, raising} from "./kinds.ts"

/** What the lexicon says of a word that may tell a change: "N-" of a noun of falling, "not" of a negation. */
export function tellings(d: Dependencies, i: number): string[] {
  const [lemma, lower] = [d.lemma(i), d.lower(i)]
  // Staff absence is a thing itself; the absence of staff is less of them.
  if (lemma === "absence" && d.lower(i + 1) !== "of") return []
  // "At no cost to us" says nothing of what is spared.
  if (lower === "no" && d.lower(i - 1) === "at") return []
  // "The little trust we have" is trust.
  if (lower === "little" && DEFINITE.has(d.lower(i - 1))) return []
  const verb = d.fine(i).startsWith("V")
  const found: (string | undefined)[] = [
    verb && MOVEMENT_VERBS.has(lemma) ? `M${MOVEMENT_VERBS.get(lemma)}` : undefined,
    verb && raising.has(lemma) ? "R+" : undefined,
    verb && lowering.has(lemma) ? "R-" : undefined,
    OMISSION_VERBS.has(lemma) ? "O" : undefined,
    DIRECTION_NOUNS.has(lemma) ? `N${DIRECTION_NOUNS.get(lemma)}` : undefined,
    DIRECTION_ADJECTIVES.has(lower) ? `A${DIRECTION_ADJECTIVES.get(lower)}` : undefined,
    !verb && stateOf(lower) ? `S${stateOf(lower)}` : undefined,
    DENYING.has(lower) ? "not" : undefined,
    AMOUNTS.get(lower),
  ]
  const particle = PARTICLE_MOVEMENT.get(`${lemma} ${d.lower(i + 1)}`)
  if (particle) found.push(`P${particle}`)
  return found.filter((one) => one !== undefined)
}
