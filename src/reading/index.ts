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
