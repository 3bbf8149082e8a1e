export type {Executor, Plan, Runs} from "./runs.ts"
