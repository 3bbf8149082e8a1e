// A document that cannot be read, in words. Thrown by whoever opens one kind of file, caught
// by io, which goes through the files, which names the file and turns it into an issue:
// one bad file among good ones is skipped by name and never ends the work.

import type {Source} from "../document.ts"

/** A document whose file has a layout, read: its text with block marks, what it says of itself, and what is to be said of it. */
export type LaidOut = {
  readonly text: string
  readonly head: NonNullable<Source["head"]>
  readonly says: {readonly code: `doors/${string}`; readonly says: string; readonly next: string} | null
}

/** Why a document cannot be read: a stable code (`doors/...`), a sentence for people, and the next move. */
export class Unreadable extends Error {
  readonly code: string
  readonly next: string

  constructor(code: `doors/${string}`, says: string, next: string) {
    super(says)
    this.code = code
    this.next = next
  }
}
