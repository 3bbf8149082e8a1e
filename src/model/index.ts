export {namesIn, parseExpression, printExpression, printName} from "./expression.ts"
export {type ArgumentUnit, type FunctionRule, functions, signature} from "./functions.ts"
export type {
  Because,
  Contested,
  Distribution,
  Effect,
  Expr,
  Model,
  ModelEvent,
  Quantity,
  Scenario,
  Time,
} from "./model.ts"
