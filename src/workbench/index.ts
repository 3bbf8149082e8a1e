export {Bench, type Opened} from "./bench.ts"
export {HEADERS, type Head, isForData, type Launch, LONGEST_BODY, PAGE_HEADERS, refusalOf} from "./guard.ts"
export {type Answer, type Assets, answerOf, answerOpening, fault, STREAM} from "./routes.ts"
export type {Opening} from "./shapes.ts"
