// What looks like a slip in a case's factors.yaml, as lines for people.

import {type Case, inFolder, type Said} from "../case/index.ts"
import {onOneLine} from "../core/controls.ts"
import {placePhrases} from "../map/index.ts"
import type {Request} from "./request.ts"

/** One line a slip, with its place and the next move; none of a case without a factors.yaml. */
export async function slipsOf({io}: Request, opened: Case, said: Said | null): Promise<string[]> {
  if (opened.inMemory || opened.codebook.length === 0) return []
  const file = inFolder(opened.path, "factors.yaml")
  const told = said !== null && said.reading.claims.length > 0
  const [{lint}, english] = await Promise.all([import("../cards/lint.ts"), io.english()])
  const found = lint({
    text: io.readText(file, opened.path),
    file,
    codebook: opened.codebook,
    placed: told ? placePhrases(said.reading, opened) : [],
    texts: new Map(said?.documents.map((document) => [document.file, document.text])),
    english,
  })
  return found.map(({place, says, next}) => `${onOneLine(place)}: ${onOneLine(says)}\n  ${next}`)
}
