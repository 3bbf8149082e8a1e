export type {
  Actor,
  Claim,
  Condition,
  DateMention,
  DocumentEntry,
  Phrase,
  Quantity,
  Reading,
  Sign,
  Words,
} from "./claim.ts"
export {readLines} from "./lines.ts"
export {read} from "./read.ts"
export {type GoldFile, goldSchema, type Score, score} from "./score.ts"
