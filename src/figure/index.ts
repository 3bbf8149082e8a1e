// Figures: data from the map and the outlook in, markup out. Each figure has
// a twin `...Table` that says the same in rows.
export {
  contested,
  contestedTable,
  likelihood,
  likelihoodTable,
  shareSteps,
  strip,
  tornado,
  tornadoTable,
  verdictBar,
  verdictTable,
} from "./bars.ts"
export {type ChainOptions, type ChainView, chain} from "./chain.ts"
export {dateOf, eventKey, type Foretold, fan, fanTable, loopCourse, sparkline, twoFans} from "./fan.ts"
export {inMatrix, type MatrixOptions, matrix} from "./matrix.ts"
export {linksWithin, type NeighbourhoodOptions, neighbourhood, neighbourhoodTable} from "./neighbourhood.ts"
export {type RingOptions, ring, ringTable} from "./ring.ts"
export {figureCss, verdictMark} from "./style.ts"
