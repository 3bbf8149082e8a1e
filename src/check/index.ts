export {crps, type Forecasts, type Scores, type Skill, scoresOf, skillOver} from "../math/scores.ts"
export {type Ahead, type Fared, faredOf, foretellingOf, type Percentiles} from "./ahead.ts"
export {
  type BacktestInput,
  backtest,
  backtestEnsembles,
  type FittedDraws,
  type History,
  heldBy,
  knownAt,
  skillSaid,
} from "./backtest.ts"
export {type CheckInput, check, notAskable, totalsOf} from "./check.ts"
export {counterparts, readersOf} from "./counterpart.ts"
export {type CaseCheck, type CaseChecks, checksSchema, parseChecks} from "./expectation.ts"
export type {Band, Fans} from "./fans.ts"
export {type Gaps, gapsOf, toldOf, type Unfollowed, type Ungrounded, type Unmodelled} from "./gaps.ts"
export {boundsKept, type NumericsInput, numerics, stepHalved} from "./numerics.ts"
export type {Observed, Span} from "./periods.ts"
export {checkReality, type RealityInput, runsNeeded} from "./reality.ts"
export {type Rival, rivals} from "./rivals.ts"
export {type Came, type SinceThen, sinceThen} from "./since-then.ts"
export type {Backtested, Check, CheckResult, Verdict} from "./verdict.ts"
