export type {Code, Cut, Failure, Program, Setting} from "./program.ts"
export {RunStatus} from "./program.ts"
