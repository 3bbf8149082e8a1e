export {
  type Document,
  type Lineage,
  type Passage,
  publishedBy,
  type Range,
  type Sentence,
  type Source,
  type Words,
} from "./document.ts"
export {type DocumentEntry, entryOf} from "./entry.ts"
export {findWords} from "./find-words.ts"
export {type FurnitureRule, furnitureRules, publishes} from "./furniture.ts"
export {GIVEN, givenText} from "./given.ts"
export {behindLabel, turnsIn} from "./interview.ts"
export {keepsHyphen, type Legible, legible} from "./legible.ts"
export {lineages} from "./lineage.ts"
export {type NameLanguage, openDocument} from "./open.ts"
export {isoDate} from "./passages.ts"
export {type Marks, marksIn, quotedIn} from "./quotation.ts"
export {talks} from "./talk.ts"
export {type Text, Texts, withoutMarks} from "./texts.ts"
