// How surely the documents say that a link is there. In: the claims about one link, each
// with its lineage. Out: a number from 0 to 1. Another independent voice never lowers it,
// a hedge, a condition or a denial never raises it, and the same voice twice counts once.
//
// The formula is an opinion, and so are its numbers, which core/opinions.ts holds; docs/methods/belief.md argues for both.

import type {Claim} from "../claims/index.ts"
import {CONDITION_WORTH, DENIAL_WEIGHT, HEDGES, REPORTED_WORTH, SOURCE_TRUST, UNCLEAR_WORTH} from "../core/opinions.ts"

/** What one claim is worth as evidence, 0 to 1: trust x the reader's confidence x hedge x condition. */
export function worth(claim: Pick<Claim, "hedge" | "condition" | "confidence">): number {
  const hedge = claim.hedge === null ? REPORTED_WORTH : HEDGES.find((h) => h.words.test(claim.hedge!))!.worth
  const condition = claim.condition === null ? 1 : CONDITION_WORTH
  return SOURCE_TRUST * clamp(claim.confidence) * hedge * condition
}

/** One claim as evidence on a link: from which lineage, worth how much (0 to 1), and on which side. */
export type Voice = {
  readonly lineage: string
  readonly worth: number
  /** supports: of either sign; unclear: no sign; opposes: a denial of the link's sign, or "no effect". */
  readonly says: "supports" | "unclear" | "opposes"
}

/**
 * Belief in a link: `S (1 - DENIAL_WEIGHT D)`, where S and D are noisy-or (Pearl 1988, 4.3.2)
 * over lineages of what supports and what opposes it; a lineage counts with its strongest
 * claim of either kind.
 */
export function believe(voices: readonly Voice[]): number {
  const noisyOr = (chosen: readonly Voice[]) => {
    const strongest = new Map<string, number>()
    for (const v of chosen) {
      const worth = v.says === "unclear" ? v.worth * UNCLEAR_WORTH : v.worth
      strongest.set(v.lineage, Math.max(strongest.get(v.lineage) ?? 0, worth))
    }
    // Sorted, so that the product is the same whatever the order of the documents.
    let none = 1
    for (const worth of [...strongest.values()].sort((a, b) => a - b)) none *= 1 - worth
    return 1 - none
  }
  const support = noisyOr(voices.filter((v) => v.says !== "opposes"))
  const denial = noisyOr(voices.filter((v) => v.says === "opposes"))
  return clamp(support * (1 - DENIAL_WEIGHT * denial))
}

function clamp(value: number): number {
  return Math.min(1, Math.max(0, value))
}
