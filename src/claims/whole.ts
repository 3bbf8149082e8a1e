// All that this layer gives (`brink/claims`), with the reader and all that it knows of English. The index has what is wanted
// of a reading that was made before; this is loaded where something is read.

export {type DocumentEntry, findWords, publishedBy, type Words} from "../documents/index.ts"
export {splitSentences} from "../language/index.ts"
export type {Actor, DateMention, Quantity} from "../mentions/index.ts"
export {assembled, type DocumentReading} from "./assembled.ts"
export type {Claim, Condition, Phrase, Reading, Sign} from "./claim.ts"
export {ruleInWords} from "./explain.ts"
export {isOfModel, UNANSWERED} from "./llm/issues.ts"
export {type Kept, keptSchema, parseKept, printKept} from "./llm/kept.ts"
export {replyJsonSchema, replySchema} from "./llm/prompt.ts"
export {
  type Answer,
  type Answered,
  type Answers,
  type LanguageModel,
  type Question,
  questionsAbout,
  type ReplyShape,
} from "./llm/question.ts"
export {readReply} from "./llm/reply.ts"
export type {Proposal} from "./proposal.ts"
export {read, readOne} from "./read.ts"
export {saidIn} from "./reader.ts"
export {phraseAt} from "./span.ts"
export {parseClaim, parsePhrase, type SpeltClaim, type SpeltPhrase, spell, spellPhrase} from "./spelling.ts"
