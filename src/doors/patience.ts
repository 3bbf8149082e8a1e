// How long a language model is waited for: apart from the door that waits, because help names it.

/** Seconds one answer may take, unless the user says otherwise. */
export const PATIENCE = 120
/** Seconds nobody can wait longer than: node's own fetch gives up after 300. */
export const MOST_PATIENCE = 290
