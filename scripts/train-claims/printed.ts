// Weights as text: the modules that the reader loads them from (src/claims/scorer-weights.ts, speaker-weights.ts,
// held-weights.ts, movement-weights.ts, sign-weights.ts).

import type {ScorerWeights} from "../../src/claims/scorer.ts"
import {printPairs} from "../../src/core/weight-table.ts"

/** The text of `scorer-weights.ts`. */
export function printWeights({pair, extent, slope, offset, ceiling, least}: ScorerWeights): string {
  const value = JSON.stringify({slope, offset, ceiling, least, pair: printPairs(pair), extent: printPairs(extent)})
  const says = "// Weights of the scorer, made by `npm run train:claims`. Not to be edited."
  return `${says}\nimport type {PrintedWeights} from "./scorer.ts"\n\nexport const SCORER: PrintedWeights = ${value}\n`
}

/** The text of a module of one table of weights. @param of what it weighs. */
function printTable(name: string, of: string, weights: ReadonlyMap<number, number>): string {
  const says = `// Weights of ${of}, made by \`npm run train:claims\`. Not to be edited.`
  return `${says}\nexport const ${name}: string = ${JSON.stringify(printPairs(weights))}\n`
}

type Print = (weights: ReadonlyMap<number, number>) => string

/** The text of `held-weights.ts`. */
export const printHeld: Print = (weights) => printTable("HELD_WEIGHTS", "how claims are held out", weights)

/** The text of `sign-weights.ts`. */
export const printSigns: Print = (weights) =>
  printTable("SIGN_WEIGHTS", "which way effects move with their causes", weights)

/** The text of `speaker-weights.ts`. */
export const printSpeakers: Print = (weights) => printTable("SPEAKER_WEIGHTS", "who says claims", weights)

/** The text of `movement-weights.ts`. */
export const printMovement: Print = (weights) =>
  printTable("MOVEMENT_WEIGHTS", "which way phrases move, and of what moves in them", weights)
