export {hasChance, operationsOf} from "./code.ts"
export {type CompileOptions, compile} from "./compile.ts"
export {emit, openWorkbench, type Workbench} from "./emitter.ts"
export {interpret} from "./interpreter.ts"
export {model, type Outline} from "./outline.ts"
export {failureTold} from "./place.ts"
export {
  type Code,
  type Cut,
  changingSlots,
  type Failure,
  type Program,
  type RunContext,
  type Runner,
  RunStatus,
  rows,
  type Setting,
  savedTimes,
} from "./program.ts"
export {isResumable, resumed, stateOf} from "./resume.ts"
export {type Ran, type RunOptions, run} from "./run.ts"
export {scenarioSettings} from "./settings.ts"
export {type Given, halveStep, type StepCheck, type StepDifference, stepIssues} from "./stepcheck.ts"
export {surplusOf, type Twin, twinOf} from "./twin.ts"
export {type BlockRunner, type Instantiate, openBlocks} from "./wasm/blocks.ts"
export {Chances} from "./wasm/chances.ts"
export {programText, readProgram} from "./written.ts"
