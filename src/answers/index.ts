export {type Box, binomialFrom, type Discovered, discovered, type Limit, type Peeling, peeled} from "./boxes.ts"
export type {Estimate} from "./checks.ts"
export {
  type Correlation,
  type Effect,
  type Index,
  type Indices,
  morrisEffects,
  partialRanks,
  partialRanksEach,
  rankCorrelations,
  sobolIndices,
  standardRanks,
} from "./indices.ts"
export {
  type Groups,
  groupsBy,
  type Knowing,
  setsIn,
  valueAndFloor,
  valuing,
  type Worth,
  worthOfKnowing,
} from "./knowing.ts"
export {type Option, paretoSet, type Robustness, robustness, type Standing} from "./robustness.ts"
