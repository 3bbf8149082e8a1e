export {DECIDED, PRODUCT} from "./actor-words.ts"
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
