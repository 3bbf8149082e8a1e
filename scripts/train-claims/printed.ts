// Weights as text: the modules that the reader loads them from (src/claims/scorer-weights.ts, speaker-weights.ts,
// held-weights.ts, movement-weights.ts, sign-weights.ts).

import type {ScorerWeights} from "../../src/claims/scorer.ts"
import {printPairs} from "../../src/claims/weight-table.ts"

/** The text of `scorer-weights.ts`. */
export function printWeights({pair, extent, slope, offset, ceiling, least}: ScorerWeights): string {
  const value = JSON.stringify({slope, offset, ceiling, least, pair: printPairs(pair), extent: printPairs(extent)})
  const says = "// Weights of the scorer, made by `npm run train:claims`. Not to be edited."
  return `${says}\nimport type {PrintedWeights} from "./scorer.ts"\n\nexport const SCORER: PrintedWeights = ${value}\n`
}

/** The text of `held-weights.ts`. */
export function printHeld(weights: ReadonlyMap<number, number>): string {
  const says = "// Weights of how claims are held out, made by `npm run train:claims`. Not to be edited."
  return `${says}\nexport const HELD_WEIGHTS: string = ${JSON.stringify(printPairs(weights))}\n`
}

/** The text of `sign-weights.ts`. */
export function printSigns(weights: ReadonlyMap<number, number>): string {
  const says =
    "// Weights of which way effects move with their causes, made by `npm run train:claims`. Not to be edited."
  return `${says}\nexport const SIGN_WEIGHTS: string = ${JSON.stringify(printPairs(weights))}\n`
}

/** The text of `speaker-weights.ts`. */
export function printSpeakers(weights: ReadonlyMap<number, number>): string {
  const says = "// Weights of who says claims, made by `npm run train:claims`. Not to be edited."
  return `${says}\nexport const SPEAKER_WEIGHTS: string = ${JSON.stringify(printPairs(weights))}\n`
}

/** The text of `movement-weights.ts`. */
export function printMovement(weights: ReadonlyMap<number, number>): string {
  const says =
    "// Weights of which way phrases move, and of what moves in them, made by `npm run train:claims`. Not to be edited."
  return `${says}\nexport const MOVEMENT_WEIGHTS: string = ${JSON.stringify(printPairs(weights))}\n`
}
