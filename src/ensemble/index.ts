export type {Executor, Plan, Runs} from "./runs.ts"
export {central, centralInputs, quantileOf, sample, seedOf} from "./sample.ts"
