// One token stream for everything that reads: exact offsets, part of speech, lemma.

import type {Range} from "../documents/index.ts"

/** Token indices of one sentence, half open. */
export type Span = {readonly start: number; readonly end: number}

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

/** Tags of nouns; of what names something, pronouns too; and of what may be one thing of a list, numbers too. */
export const NOUNS: ReadonlySet<string> = new Set(["NOUN", "PROPN"])
export const NAMING: ReadonlySet<string> = new Set([...NOUNS, "PRON"])
export const LISTED: ReadonlySet<string> = new Set([...NAMING, "NUM"])

export type Token = Range & {
  /** As written. `text === document.text.slice(from, to)`. */
  readonly text: string
  /** Lower case, typographic quotes and dashes in ASCII. For matching, never for offsets. */
  readonly lower: string
  /** Lower case. "is" and "'s" are "be" where they are verbs, "n't" is "not". */
  readonly lemma: string
  readonly tag: Tag
  /** Penn Treebank tag (Santorini 1990) as EWT has it: VBG and VBN, VBZ, NNS and NNP, MD, WDT ... "" where nobody gave one. */
  readonly xpos: string
  /** What a second, coarser tagger (wink-nlp) calls it: for what weighs the two against each other. */
  readonly outer?: Tag
  /** The joint tag that came second, as "VERB/VBZ", where it was near: the parser weighs it. */
  readonly second?: string
}

/** What a word may be to its governor (Universal Dependencies, as EWT has them): what the parser was trained to say. */
export const RELATIONS = [
  "acl",
  "acl:relcl",
  "advcl",
  "advcl:relcl",
  "advmod",
  "amod",
  "appos",
  "aux",
  "aux:pass",
  "case",
  "cc",
  "cc:preconj",
  "ccomp",
  "compound",
  "compound:prt",
  "conj",
  "cop",
  "csubj",
  "det",
  "det:predet",
  "discourse",
  "expl",
  "fixed",
  "flat",
  "goeswith",
  "iobj",
  "list",
  "mark",
  "nmod",
  "nmod:desc",
  "nmod:poss",
  "nmod:unmarked",
  "nsubj",
  "nsubj:outer",
  "nsubj:pass",
  "nummod",
  "obj",
  "obl",
  "obl:agent",
  "obl:unmarked",
  "orphan",
  "parataxis",
  "punct",
  "reparandum",
  "root",
  "vocative",
  "xcomp",
] as const
export type Relation = (typeof RELATIONS)[number]

/** A dependency tree over the tokens of one sentence (Universal Dependencies, Nivre et al. 2020). */
export type Tree = {
  /** Index of each token's governor, -1 for the root. Exactly one root, no circles, unless there are no tokens. */
  readonly head: Int32Array
  /** Relation of each token to its governor. */
  readonly rel: readonly Relation[]
}
