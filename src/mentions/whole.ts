// All that this layer gives (`brink/mentions`), with what reads numbers and dates.

export {
  actorsOf,
  type DocumentNames,
  introducePublisher,
  namesOf,
  noNames,
  spokenAnew,
  tallyNames,
} from "./actors.ts"
export {rulers, type State, states} from "./gazetteer.ts"
export type {Actor, DateMention, Quantity} from "./mention.ts"
export {type MentionReader, mentionReader} from "./mentions.ts"
