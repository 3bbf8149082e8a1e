// Bounds that hold unless the user says otherwise: apart from what holds to them, because help names it
// and loads none of them.

/** Bytes of the longest document that is read (`--max-file`): a file over 20 MB is no article. */
export const LARGEST_FILE = 20_000_000
/** Bytes of the longest file of a case that is read: no table or list of decisions that people keep has a tenth of it. */
export const LARGEST_TEXT = 100_000_000
/** Seconds that one answer of a language model may take (`--llm-timeout`). */
export const PATIENCE = 120
/** Seconds nobody can wait longer than: node's own fetch gives up after 300. */
export const MOST_PATIENCE = 290
