// The words that say one thing bears on another: rules as data, one file for each kind of word. The rows of the table that read
// them are made in rules.ts.
//
// Nothing here knows a crisis: the lists are general English.

export {ADJECTIVES, LEANING} from "./lexicon/adjectives.ts"
export {BECAUSE_OF, CLAUSE_OPENERS, THEREFORE, WITHOUT} from "./lexicon/connectives.ts"
export {
  DIRECTION_ADJECTIVES,
  DIRECTION_NOUNS,
  easeOf,
  MOVEMENT_VERBS,
  OMISSION_VERBS,
  PARTICLE_MOVEMENT,
  POINTING_HEADS,
  stateOf,
} from "./lexicon/directions.ts"
export {HAPPENINGS} from "./lexicon/happenings.ts"
export {
  HANDING_ON,
  HEDGING,
  LIKELIHOOD,
  PERCEIVING,
  PERHAPS,
  SAYING,
  STRENGTH,
  TELLING,
} from "./lexicon/manner.ts"
export {BEARING, JUDGEMENTS, NOUNS, REASONS, RESULTS, SHARES} from "./lexicon/nouns.ts"
export {GIVING, LIGHT_VERBS, PARTICLE_VERBS, PLACE_VERBS} from "./lexicon/phrasal-verbs.ts"
export {HANDLED, isActor, PLACES, VEHICLES} from "./lexicon/sorts.ts"
export {ACTORS, QUALITIES, UNWANTED, WANTED} from "./lexicon/things.ts"
export {
  ALTER,
  LESSENING,
  LOWER,
  MAKING,
  RAISE,
  TAMING,
  VERBS,
  type VerbFamily,
  type VerbFrame,
} from "./lexicon/verbs.ts"
