// `brink/text`, as it was called before `brink/documents` and `brink/language`: kept for one version, with the names it had.

export {
  type Document,
  type FurnitureRule,
  furnitureRules,
  isoDate,
  keepsHyphen,
  type Legible,
  type Lineage,
  legible,
  lineages,
  type NameLanguage,
  openDocument,
  type Passage,
  type Range,
  type Sentence,
  type Source,
} from "./documents/index.ts"
export {sentences, splitSentences} from "./language/index.ts"
