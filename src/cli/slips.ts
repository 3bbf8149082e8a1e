// What looks like a slip in a case's factors.yaml, as lines for people.

import {type Case, inFolder, type Said} from "../case/index.ts"
import {onOneLine} from "../core/controls.ts"
import {type PlacedPhrase, placePhrases} from "../map/index.ts"
import type {Request} from "./request.ts"

/** A text of factors.yaml with what it says, and how the file is called. */
export type FactorsText = {readonly file: string; readonly text: string | null; readonly codebook: Case["codebook"]}

/** One line a slip in a case's factors.yaml, with its place and the next move; none without such a file. */
export async function slipsOf({io}: Pick<Request, "io">, opened: Case, said: Said | null): Promise<string[]> {
  if (opened.inMemory || opened.codebook.length === 0) return []
  const file = inFolder(opened.path, "factors.yaml")
  const {codebook, edits} = opened
  return await slipsIn({io}, {file, text: io.readText(file, opened.path), codebook}, edits, said)
}

/** The same of a text that may be nowhere yet. @param placed  where the phrases lie with it, where that is known. */
export async function slipsIn(
  {io}: Pick<Request, "io">,
  {file, text, codebook}: FactorsText,
  edits: Case["edits"],
  said: Said | null,
  placed?: readonly PlacedPhrase[],
): Promise<string[]> {
  const told = said !== null && said.reading.claims.length > 0
  const [{lint}, english] = await Promise.all([import("../cards/lint.ts"), io.english()])
  const found = lint({
    text,
    file,
    codebook,
    placed: placed ?? (told ? placePhrases(said.reading, {codebook, edits}) : []),
    texts: new Map(said?.documents.map((document) => [document.file, document.text])),
    reading: said?.reading ?? null,
    english,
  })
  return found.map(({place, says, next}) => `${onOneLine(place)}: ${onOneLine(says)}\n  ${next}`)
}
