export {publishedBy, type Words} from "../documents/index.ts"
export type {Actor, DateMention, Quantity} from "../mentions/index.ts"
export {caseBlock, claimsIn, type Judgement, judge, parseCases, placeOf, type ReadingCase} from "./casebook.ts"
export type {Claim, Condition, DocumentEntry, Phrase, Reading, Sign} from "./claim.ts"
export {ruleInWords} from "./explain.ts"
export type {Learned, LearnedReading, LearnedRelation} from "./learned/learned.ts"
export {openLearned} from "./learned/weights.ts"
export {readLines} from "./lines.ts"
export {isOfModel, UNANSWERED} from "./llm/joined.ts"
export {type Kept, keptSchema, parseKept, printKept} from "./llm/kept.ts"
export {replyJsonSchema, replySchema} from "./llm/prompt.ts"
export {
  type Answer,
  type Answered,
  type Answers,
  type LanguageModel,
  type Question,
  questionsAbout,
} from "./llm/question.ts"
export {readReply} from "./llm/reply.ts"
export {assembled, type DocumentReading, read, readOne} from "./read.ts"
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
export {findWords, phraseAt} from "./span.ts"
export {parseClaim, parsePhrase, type SpeltClaim, type SpeltPhrase, spell, spellPhrase} from "./spelling.ts"
