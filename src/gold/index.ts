export {caseBlock, claimsIn, type Judgement, judge, parseCases, placeOf, type ReadingCase} from "./casebook.ts"
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
