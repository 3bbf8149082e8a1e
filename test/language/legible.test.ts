// Words of texts that are not spelt letter for letter: as meant, at their places.

import {expect, test} from "vitest"
import {openDocument} from "../../src/documents/index.ts"
import {sentences} from "../../src/language/index.ts"
import {english} from "./english.ts"

test.each([
  ["The har\u00advest failed.", ["The", "harvest", "failed", "."], ["The", "har\u00advest", "failed", "."]],
  ["The o\ufb03ce\u200b closed.", ["The", "office", "closed", "."], ["The", "o\ufb03ce", "closed", "."]],
  [
    "Raids re-\n duced trade\nthere.",
    ["Raids", "reduced", "trade", "there", "."],
    ["Raids", "re-\n duced", "trade", "there", "."],
  ],
])("%s", (text, words, places) => {
  const {document} = openDocument({file: "a", kind: "text", text})
  const plain = document!.plain ?? document!.text
  const tokens = sentences(document!).flatMap((s) => english().tokens(plain, s))
  expect(tokens.map((t) => t.text)).toEqual(words)
  expect(tokens.map((t) => text.slice(t.from, t.to))).toEqual(places)
})
