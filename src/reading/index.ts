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
export {
  annotationAsReading,
  FLAGS,
  type Flag,
  type Found,
  type GoldFile,
  goldSchema,
  type MentionScore,
  type Score,
  type Scored,
  score,
} from "./score.ts"
