export type {Document, Lineage, Passage, Range, Sentence, Source} from "./document.ts"
