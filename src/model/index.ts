export {ArraySum, arraySumOf, type Row, type Summand} from "./array-sum.ts"
export {assertUnits, checkUnits} from "./dimensions.ts"
export {distributionOf, type WordedDistribution} from "./distributions.ts"
export {
  namesIn,
  parseExpression,
  partsOf,
  printExpression,
  readBy,
  reservedWords,
  rewritten,
  tablesIn,
} from "./expression.ts"
export {type FunctionRule, functions, signature} from "./functions.ts"
export type {
  Because,
  Contested,
  Course,
  Distribution,
  Effect,
  Expr,
  LookupKind,
  Method,
  Model,
  ModelEvent,
  Quantity,
  RealityCheck,
  Scenario,
  Table,
  Time,
} from "./model.ts"
export {labelOf, MISSING, sectorsIn} from "./model.ts"
export {distributionSchema, modelSchema, parseModel} from "./modelfile.ts"
export {printDistribution, printModel, printQuantity} from "./modelfile-writer.ts"
export {runsOn} from "./runs-on.ts"
export {parseScenario, scenarioSchema} from "./scenario.ts"
export {assertScenario} from "./scenario-fit.ts"
export {unreadSwitches} from "./unread.ts"
export {weighLineages} from "./weighed.ts"
export {type BareWeights, bareWeights, type Crowded, crowded, EASY_INPUTS, MOST_INPUTS} from "./weights.ts"
export {worthOf} from "./worth.ts"
