// A folder of documents, read: claims, quantities, dates and actors, with the lineage of
// each document. The answer is the format brink/reading@1.

import {boundedIssue, type Issue} from "../core/fault.ts"
import {contentHash} from "../core/ids.ts"
import type {Document, Lineage} from "../documents/index.ts"
import type {English} from "../language/index.ts"
import {sentences} from "../language/index.ts"
import {actorsOf, type DateMention, mentionReader, noNames, type Quantity, tallyNames} from "../mentions/index.ts"
import type {Claim, DocumentEntry, Reading} from "./claim.ts"
import {ModelReader} from "./llm/joined.ts"
import type {Answered} from "./llm/question.ts"
import {readDocument} from "./reader.ts"

/** Sentences of one document that are read at most: a book of some 1,500 pages, and about a minute. */
const MOST_SENTENCES = 30_000

/**
 * Reads documents. Of one with more than `MOST_SENTENCES` sentences the first ones are read, and an issue says so.
 * @param documents  in code-unit order of their files.
 * @param lineages   every document in exactly one.
 * @param english    tags and parses sentences.
 * @param issues     what opening the files already found; they lead the list.
 * @param answered   what a language model said of the same documents, where one was asked.
 */
export function read(
  documents: readonly Document[],
  lineages: readonly Lineage[],
  english: English,
  issues: readonly Issue[] = [],
  answered: Answered | null = null,
): Reading {
  const lineageOf = new Map(lineages.flatMap((lineage) => lineage.files.map((file) => [file, lineage.name] as const)))
  const claims: Claim[] = []
  const quantities: Quantity[] = []
  const dates: DateMention[] = []
  const names = noNames()
  const silent: Document[] = []
  const unsure: Issue[] = []
  const cut: Issue[] = []
  const model = answered && new ModelReader(answered, english)
  for (const document of documents) {
    const all = sentences(document)
    const said = all.length > MOST_SENTENCES ? all.slice(0, MOST_SENTENCES) : all
    if (said !== all) cut.push(cutShort(document.file, all.length))
    const beside = mentionReader(document, said, english.tokens)
    const ruled = readDocument(document, said, english, (tokens) => {
      tallyNames(names, document.text, tokens)
      beside.read(tokens)
    })
    const claimed = model ? model.joined(document, said, ruled) : ruled
    if (claimed.length === 0) silent.push(document)
    // One by one: a document may hold more claims than a call takes arguments.
    for (const claim of claimed) claims.push(claim)
    const mentions = beside.done()
    for (const quantity of mentions.quantities) quantities.push(quantity)
    for (const date of mentions.dates) dates.push(date)
    for (const issue of mentions.issues) unsure.push(issue)
  }
  return {
    format: "brink/reading@1",
    documents: documents.map((document) => entryOf(document, lineageOf.get(document.file) ?? document.file)),
    claims,
    quantities,
    dates,
    actors: actorsOf(names, claims),
    issues: [
      ...issues,
      ...(model ? model.issues() : []),
      ...cut,
      ...unsure,
      ...silent.map((document) => ({
        code: "reading/no-claim",
        file: document.file,
        says: `No sentence of "${document.title}" says that one thing causes, raises, lowers or prevents another.`,
        next: "Nothing to do if the document tells no causes; else look at the sentences with `brink read --text`.",
      })),
    ].map(boundedIssue),
  }
}

const cutShort = (file: string, sentences: number): Issue => ({
  code: "text/too-many-sentences",
  file,
  says: `Of its ${sentences} sentences only the first ${MOST_SENTENCES} were read.`,
  next: "Split it: each part is read to its end.",
})

function entryOf(document: Document, lineage: string): DocumentEntry {
  const {file, title, publisher, author, date, words, boilerplate} = document
  return {
    id: file,
    file,
    title,
    ...(publisher ? {publisher} : {}),
    ...(author ? {author} : {}),
    ...(date ? {date} : {}),
    words,
    sha256: contentHash(document.text),
    lineage,
    boilerplate,
  }
}
