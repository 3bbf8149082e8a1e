export {type BacktestInput, backtest, crps, type Observed} from "./backtest.ts"
export {type CheckInput, check, totalsOf} from "./check.ts"
export {type CaseCheck, type CaseChecks, checksSchema, parseChecks} from "./expectation.ts"
export type {Check, CheckResult, Verdict} from "./verdict.ts"
