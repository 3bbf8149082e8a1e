// How surely the documents say that a link is there. In: the claims about one link, each
// with its lineage. Out: a number from 0 to 1. Another independent voice never lowers it,
// a hedge, a condition or a denial never raises it, and the same voice twice counts once.
//
// The formula and its numbers are opinions; they stand here as data, and are argued for in
// docs/methods/belief.md.

import type {Claim} from "../claims/index.ts"

/** One lineage's outright statement is true of the situation about this often: single sources err, and so do readers. */
export const SOURCE_TRUST = 0.75

/** By how much words of doubt lower what one claim is worth. Tried in order; the first that occurs in the hedge counts. */
export const HEDGES: readonly {readonly words: RegExp; readonly worth: number; readonly example: string}[] = [
  {words: /\b(?:unlikely|doubtful|hardly)\b/i, worth: 0.3, example: "Talks are unlikely to end the strike."},
  {
    words: /\b(?:might|could|perhaps|possibly|potential(?:ly)?)\b/i,
    worth: 0.6,
    example: "Floods could spread cholera.",
  },
  {words: /\b(?:may|can|risks?|threatens?)\b/i, worth: 0.65, example: "Drought may raise prices."},
  {
    words: /\b(?:likely|probably|expected|should|appears?|seems?)\b/i,
    worth: 0.8,
    example: "A strike is likely to delay cargo.",
  },
  {words: /\b(?:will|would|must)\b/i, worth: 0.95, example: "A strike would delay cargo."},
  {words: /./, worth: 0.8, example: "By some accounts the fees caused the strike."},
]

/** A condition says how it works, not that it will happen: the link it names is nearly as well told. */
const CONDITION_WORTH = 0.9

/** Told of the past as it happened: the strongest form a text has. */
const REPORTED_WORTH = 1

/** A claim that says there is an influence, and not which way. */
const UNCLEAR_WORTH = 0.5

/** A denial, a refuted expectation or "has no effect" takes away at most this share of a link's belief. */
const DENIAL_WEIGHT = 0.6

/** A link a person has added by an `assume` edit: meant to be there, and still an assumption. */
export const ASSUMED_BELIEF = 0.75

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
