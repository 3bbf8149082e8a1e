// The reading of a folder: what its documents say, one by one, put together with the lineage of each. The answer is the
// format brink/reading@1. It stands apart from what reads, which nobody needs whose documents were read before.

import {boundedIssue, type Issue} from "../core/fault.ts"
import {type Document, entryOf, type Lineage, Texts} from "../documents/index.ts"
import {actorsOf, type DateMention, type DocumentNames, type Quantity} from "../mentions/index.ts"
import type {Claim, Reading} from "./claim.ts"

/** Sentences of one document that are read at most: a book of some 1,500 pages, and about a minute. */
export const MOST_SENTENCES = 30_000

/** What one document says, by itself: plain data, which JSON gives back as it was. */
export type DocumentReading = {
  readonly claims: readonly Claim[]
  readonly quantities: readonly Quantity[]
  readonly dates: readonly DateMention[]
  readonly names: DocumentNames
  /** Sentences it has; the first `MOST_SENTENCES` were read. */
  readonly sentences: number
  readonly issues: readonly Issue[]
}

/**
 * The reading of a folder, of the readings of its documents.
 * @param each    one for each document, in their order.
 * @param issues  what was found before; they lead the list.
 */
export function assembled(
  documents: readonly Document[],
  lineages: readonly Lineage[],
  each: readonly DocumentReading[],
  issues: readonly Issue[] = [],
): Reading {
  const lineageOf = new Map(lineages.flatMap((lineage) => lineage.files.map((file) => [file, lineage.name] as const)))
  const claims = each.flatMap((one) => one.claims)
  const cut = documents.flatMap(({file}, i) =>
    each[i]!.sentences > MOST_SENTENCES ? [cutShort(file, each[i]!.sentences)] : [],
  )
  const silent = documents.filter((_, i) => each[i]!.claims.length === 0)
  return {
    format: "brink/reading@1",
    documents: documents.map((document) => entryOf(document, lineageOf.get(document.file) ?? document.file)),
    claims,
    quantities: each.flatMap((one) => one.quantities),
    dates: each.flatMap((one) => one.dates),
    actors: actorsOf(
      each.map(({names}) => names),
      claims,
    ),
    texts: new Texts(documents),
    issues: [
      ...issues,
      ...cut,
      ...each.flatMap((one) => one.issues),
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
