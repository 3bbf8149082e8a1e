// Who governs whom in one sentence: the shape that the parser gives and that everything over syntax reads.

/** A dependency tree over a sentence's tokens (Universal Dependencies: Nivre et al. 2020). */
export type Tree = {
  /** Index of each token's governor; -1 for the root. */
  readonly head: Int32Array
  /** How each token is related to its governor: "nsubj", "nsubj:pass", "root". */
  readonly rel: readonly string[]
}
