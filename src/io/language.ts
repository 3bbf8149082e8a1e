// Names the language of a text, for the message that refuses documents in other languages than English.
//
// Its tables take longer to load than a document to read, so they are loaded at the first question.

import {createRequire} from "node:module"

const load = createRequire(import.meta.url)

/** The name of the language that `text` is most likely in, English left out; null where it cannot be told. */
export function nameLanguage(text: string): string | null {
  const {detectAll, langName, toISO3}: typeof import("tinyld") = load("tinyld")
  const best = detectAll(text).find((found) => found.lang !== "en")
  return best ? langName(toISO3(best.lang)) || best.lang : null
}
