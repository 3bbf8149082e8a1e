export type {Check, CheckResult, Verdict} from "./verdict.ts"
