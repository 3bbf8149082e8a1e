export {type GoldFile, goldSchema, type Scored} from "./annotation.ts"
export {caseBlock, claimsIn, type Judgement, judge, parseCases, placeOf, type ReadingCase} from "./casebook.ts"
export {type GoldMistake, mistakesIn, refuseOtherTexts} from "./check.ts"
export {
  annotationAsReading,
  FLAGS,
  type Flag,
  type Found,
  type MentionScore,
  type Score,
  score,
} from "./score.ts"
