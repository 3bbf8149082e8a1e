// One token stream for everything that reads: exact offsets, part of speech, lemma.

import type {Range} from "../text/index.ts"

/** Universal part of speech (Nivre et al. 2016), as the tagger gives it. */
export type Tag =
  | "ADJ"
  | "ADP"
  | "ADV"
  | "AUX"
  | "CCONJ"
  | "DET"
  | "INTJ"
  | "NOUN"
  | "NUM"
  | "PART"
  | "PRON"
  | "PROPN"
  | "PUNCT"
  | "SCONJ"
  | "SYM"
  | "VERB"
  | "X"

export type Token = Range & {
  /** As written. `text === document.text.slice(from, to)`. */
  readonly text: string
  /** Lower case, typographic quotes and dashes in ASCII. For matching, never for offsets. */
  readonly lower: string
  readonly lemma: string
  readonly tag: Tag
}
