// Bounds that hold unless the user says otherwise, and how far she may go: apart from what holds to them, because help
// names them, and so does the package's own face, and neither loads any of it.

/** Bytes of the longest document that is read (`--max-file`): a file over 20 MB is no article. */
export const LARGEST_FILE = 20_000_000
/** Bytes of the longest file of a case that is read: no table or list of decisions that people keep has a tenth of it. */
export const LARGEST_TEXT = 100_000_000
/** Runs of an ensemble (`--runs`): enough for a share to be sure within three hundredths. */
export const USUAL_RUNS = 1000
/** Runs that may be asked for. */
export const MOST_RUNS = 10_000_000
/** Threads that may be asked for (`--workers`). */
export const MOST_WORKERS = 256
/** Seconds that one answer of a language model may take (`--llm-timeout`). */
export const PATIENCE = 120
/** Seconds nobody can wait longer than: node's own fetch gives up after 300. */
export const MOST_PATIENCE = 290
