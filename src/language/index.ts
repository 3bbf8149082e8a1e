export {type About, type Analyst, aboutIn, analyst, turnOfName} from "./about.ts"
export {EMPTY, GRADES, LESS, MEASURES, MORE, PALE, POINTING, TIMES} from "./about-words.ts"
export {behindGrade} from "./asides.ts"
export {
  apart,
  bareSpan,
  clause,
  headOf,
  holds,
  IN_PHRASE,
  isCorrection,
  isRuledOut,
  isTurnedDown,
  marker,
  nounPhrase,
  saysMore,
  sharedPart,
  stretch,
  TENSED,
  trimmed,
  type Width,
  withArticle,
  wordsOf,
} from "./bounds.ts"
export {isDated, saysOnlyWhen} from "./date-words.ts"
export {datelineEnd} from "./dateline.ts"
export {Dependencies, NONE} from "./dependencies.ts"
export type {English} from "./english.ts"
export {type Drawing, type Drawn, type Extent, extentsOf} from "./extents.ts"
export {OPENS_SUBJECT, openingEnd} from "./fronts.ts"
export {verbForms} from "./inflection.ts"
export {oncePer, remembered} from "./once.ts"
export {givenTokens, LONGEST, parse, parsedIn, treeOf, whyNoTree} from "./parse.ts"
export {personNamed} from "./person.ts"
export {sentences, splitSentences} from "./sentences.ts"
export {clauseStarts} from "./starts.ts"
export {LISTED, NAMING, NOUNS, type Relation, type Span, type Tag, type Token, type Tree} from "./token.ts"
export {type VerbGroup, verbGroups} from "./verb-groups.ts"
export {aimOf, isLoneVerb, isNegated, isPassive, isTensed, isWilled, purposeOf, ruledBy} from "./voice.ts"
