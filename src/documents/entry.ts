// A document as a list of documents names it: what it is and where it comes from, without its text.

import {contentHash} from "../core/ids.ts"
import type {Document, Range} from "./document.ts"

/** One document as `read --json` lists it. `id` equals `file`. */
export type DocumentEntry = {
  readonly id: string
  readonly file: string
  readonly title: string
  readonly publisher?: string
  readonly author?: string
  readonly date?: string
  /** Whoever wrote this brief of what `publisher` published; absent: the words are the publisher's. */
  readonly brief?: string
  readonly words: number
  /** SHA-256 of the text that offsets count in, as UTF-8: an annotation says by it which version it is of. */
  readonly sha256?: string
  /** UTF-16 code units of that text: no offset is beyond it. */
  readonly length?: number
  /** The first file of the group of documents of one origin. */
  readonly lineage: string
  readonly boilerplate: readonly Range[]
}

/** @param lineage  the first file of the group of documents of one origin. */
export function entryOf(document: Document, lineage: string): DocumentEntry {
  const {file, title, publisher, author, date, brief, words, boilerplate} = document
  return {
    id: file,
    file,
    title,
    ...(publisher ? {publisher} : {}),
    ...(author ? {author} : {}),
    ...(date ? {date} : {}),
    ...(brief ? {brief} : {}),
    words,
    sha256: contentHash(document.text),
    length: document.text.length,
    lineage,
    boilerplate,
  }
}
