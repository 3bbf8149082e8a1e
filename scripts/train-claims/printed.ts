// The scorer's weights as text: the module that the reader loads them from (src/claims/scorer-weights.ts).

import type {ScorerWeights} from "../../src/claims/scorer.ts"
import type {FactWeights} from "../../src/claims/weight-table.ts"

/** Pairs of hash and weight in order of hash: each hash as its distance from the one before, both in base 36. */
function printPairs(weights: FactWeights): string {
  let before = 0
  return [...weights]
    .sort(([a], [b]) => a - b)
    .map(([hash, weight]) => {
      const distance = hash - before
      before = hash
      return `${distance.toString(36)}:${weight.toString(36)}`
    })
    .join(" ")
}

/** The text of `scorer-weights.ts`. */
export function printWeights({pair, extent, slope, offset, least}: ScorerWeights): string {
  const value = JSON.stringify({slope, offset, least, pair: printPairs(pair), extent: printPairs(extent)})
  const says = "// Weights of the scorer, made by `npm run train:claims`. Not to be edited."
  return `${says}\nimport type {PrintedWeights} from "./scorer.ts"\n\nexport const SCORER: PrintedWeights = ${value}\n`
}
