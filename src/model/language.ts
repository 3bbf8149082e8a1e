// The model language without its files: equations, functions, what a model is made of. An entry of its own,
// for who brings a model along in memory: the first one also reads and checks model.yaml, and takes the libraries
// for that with it, ten times the size of the engine.

export {arraySumOf, type Summand} from "./array-sum.ts"
export {namesIn, parseExpression, partsOf, printExpression, rewritten} from "./expression.ts"
export {type FunctionRule, functions, signature} from "./functions.ts"
export type {Distribution, Expr, LookupKind, Method, Model, Quantity, Table, Time} from "./model.ts"
export {MISSING} from "./model.ts"
export {worthOf} from "./worth.ts"
