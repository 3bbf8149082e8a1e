// The engine as a package of its own (`brink/engine`): a model in memory, compiled and run, one run after the other.
// Blocks of members as WebAssembly have an entry of their own (`brink/engine/members`): they double its size,
// and who runs a few dozen runs has no use for them.

export {type CompileOptions, compile} from "./compile.ts"
export {emit} from "./emitter.ts"
export {interpret} from "./interpreter.ts"
export {model, type Outline} from "./outline.ts"
export {
  type Cut,
  type Failure,
  type Program,
  type RunContext,
  type Runner,
  RunStatus,
  rows,
  type Setting,
  savedTimes,
} from "./program.ts"
export {type Ran, type RunOptions, run} from "./run.ts"
export {type Given, halveStep, type StepCheck, type StepDifference, stepIssues} from "./stepcheck.ts"
