export {quantile7} from "../math/quantiles.ts"
export {
  type Design,
  type DesignKind,
  type Drawn,
  designKinds,
  designOf,
  drawnInputs,
  inputsOf,
} from "./designs/design.ts"
export {type Factor, type Factorial, fractionalFactorial, fullFactorial} from "./designs/factorial.ts"
export type {OpenDigest} from "./digest.ts"
export {HeldStocks, slackOf} from "./held.ts"
export {BINS, type Edges, edgesOf, Histograms} from "./histograms.ts"
export {type InForce, inForceAt, type Life, lapsing, stillToCome, stretched} from "./lapse.ts"
export {inParts, summarised, type Whole} from "./parts.ts"
export {column, inputColumn, type Quantiles, quantiles, validRuns, valueAt} from "./quantiles.ts"
export {Ranks} from "./ranks.ts"
export {type Part, type Reducing, reducingHere, Share} from "./reduce.ts"
export {fromNow, type Pasts, type Resumed} from "./resume.ts"
export type {Backend, Executor, Plan, Runs} from "./runs.ts"
export {type Columns, central, centralInputs, quantileOf, type Span, sample, seedOf} from "./sample.ts"
export {
  asOwnNumbers,
  bytesOfNumber,
  isHeadOf,
  ordered,
  orderOf,
  programOf,
  readFailures,
  readNarrow,
  readOrder,
  type Sharded,
  type ShardHead,
  type ShardOrder,
  shardBytes,
  sharded,
  shardLength,
  shardPlan,
  spanOf,
  usualSize,
} from "./shards.ts"
export {finish, layOut, runBlock, sweepHere, type Tables} from "./sweep.ts"
export {type LongTable, longTable} from "./table.ts"
