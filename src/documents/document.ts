// A document as Brink holds it: the text that offsets count in, and what each stretch of
// it is. Offsets are UTF-16 code units, half open [from, to), into `text`, everywhere in
// the house. Nothing is cut out of `text`: page furniture is marked, not removed, so that
// every quote can be found again where it stands.

/** A stretch of a document's text: UTF-16 code units, half open. */
export type Range = {readonly from: number; readonly to: number}

/** A stretch of text with its words: `text` equals the document's text at [from, to). */
export type Words = Range & {readonly text: string}

/** What io hands over: one file, decoded (byte order mark dropped); pages and documents with a layout already turned into text with block marks. */
export type Source = {
  /** The file as the user names it: relative to the folder read, `/`-separated. */
  readonly file: string
  readonly kind: "text" | "markdown" | "html" | "docx" | "pdf"
  readonly text: string
  /** What an HTML page says of itself in its head. Front matter in the text wins over it. */
  readonly head?: Partial<Pick<Document, "title" | "publisher" | "author" | "date" | "url">>
}

/** A block of a document, in order; blank lines and markup belong to none. */
export type Passage = Range & {readonly role: "title" | "heading" | "paragraph" | "item" | "furniture"}

/** One document, opened. */
export type Document = {
  readonly file: string
  readonly title: string
  readonly publisher?: string
  readonly author?: string
  /** ISO date, as the document or its front matter states it; never guessed. */
  readonly date?: string
  readonly url?: string
  /** Whoever wrote this brief, in words of his own, of what `publisher` published; absent: the words are the publisher's. */
  readonly brief?: string
  /** `lineage:` in the front matter: it wins over what is found. */
  readonly declaredLineage?: string
  readonly text: string
  /** `text` as it is read, place for place: inline marks, marks of quoting and line ends as spaces. Absent where it is `text`. */
  readonly plain?: string
  /** Words outside front matter and page furniture. */
  readonly words: number
  /** ISO 639-1. Documents in another language than English never get this far. */
  readonly language: "en"
  /** Page furniture: front matter excluded; share bars, comment forms, tag strips, captions and the like. */
  readonly boilerplate: readonly Range[]
  readonly passages: readonly Passage[]
  /** Credits found in the text, such as a "Source: X" line: names, as worded. */
  readonly credits: readonly string[]
}

/** Whose words a document holds, for people: its publisher, or "Ana's brief of the Ford Letter"; undefined where nobody says. */
export function publishedBy({
  publisher,
  brief,
  title,
}: {
  readonly publisher?: string
  readonly brief?: string
  readonly title: string
}): string | undefined {
  if (brief === undefined) return publisher
  return `${brief}${brief.endsWith("s") ? "'" : "'s"} brief of ${publisher ?? `"${title}"`}`
}

/** A sentence of a passage that is read (title, heading, paragraph, item), with its place. */
export type Sentence = Range & {readonly passage: number; readonly role: Passage["role"]}

/** Documents of one origin. `files` in code-unit order; the first one names the group. */
export type Lineage = {
  readonly name: string
  readonly files: readonly string[]
  /** Why these are one: sentences for people ("8 of 18 paragraphs run parallel, in the same order"). */
  readonly evidence: readonly string[]
  /** The paragraphs that run parallel, for showing. */
  readonly pairs: readonly {
    readonly a: {file: string} & Range
    readonly b: {file: string} & Range
    readonly likeness: number
  }[]
}
