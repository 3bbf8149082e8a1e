// The texts that offsets of a reading count in. In: documents. Out: each text by its file.
//
// They stand beside a reading for whoever looks for a sentence that no claim has yet, and are not printed with it: a file of
// a reading would hold every document.

import type {Document, Range, Words} from "./document.ts"

/** A document's text and its passages; `plain` is the text without what marks letters, of the same length. */
export type Text = Pick<Document, "text" | "plain" | "passages">

/** Texts by their files; nothing in JSON. */
export class Texts {
  readonly #of: ReadonlyMap<string, Text>

  constructor(documents: readonly (Text & Pick<Document, "file">)[]) {
    this.#of = new Map(documents.map((one) => [one.file, one]))
  }

  /** The text of a file; undefined where no document has that name. */
  of(file: string): Text | undefined {
    return this.#of.get(file)
  }

  /** JSON leaves a key out whose value is undefined. */
  toJSON(): undefined {
    return undefined
  }
}

/** The words of a range, in as many stretches as marks of the page part them into. */
export function withoutMarks({text, plain = text}: Pick<Document, "text" | "plain">, {from, to}: Range): Words[] {
  const shown = Array.from({length: to - from}, (_, i) => from + i)
    .map((at) => (plain[at] !== text[at] ? "\n" : text[at] === "\n" ? " " : text[at]))
    .join("")
  return [...shown.matchAll(/[^\s](?:[^\n]*[^\s])?/g)].map(({0: words, index}): Words => {
    const start = from + index
    return {from: start, to: start + words.length, text: text.slice(start, start + words.length)}
  })
}
