export type {Learned, LearnedReading, LearnedRelation} from "./learned.ts"
export {type LineReading, readLines} from "./lines.ts"
export {openLearned} from "./weights.ts"
