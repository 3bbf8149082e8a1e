export {Bench} from "./bench.ts"
export {HEADERS, type Head, isForData, type Launch, LONGEST_BODY, refusalOf} from "./guard.ts"
export {type Assets, answerOf, fault, STREAM} from "./routes.ts"
