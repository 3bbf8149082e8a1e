// Lineages among very many documents; of a few in lineage.test.ts.

import {expect, test} from "vitest"
import {type Document, lineages, openDocument} from "../../src/documents/index.ts"
import {inventedText} from "./invented.ts"

const open = (file: string, text: string): Document => {
  const {document} = openDocument({file, kind: "text", text})
  if (!document) throw new Error(`${file} did not open`)
  return document
}

test("three hundred strangers are three hundred lineages, in a narrow language and in a wide one", () => {
  for (const vocabulary of [300, 5000]) {
    const documents = Array.from({length: 300}, (_, i) =>
      open(`d${String(i).padStart(3, "0")}.txt`, inventedText(i + 1, 8, vocabulary).join("\n\n")),
    )
    expect(
      lineages(documents)
        .filter((l) => l.files.length > 1)
        .map((l) => l.files),
    ).toEqual([])
  }
}, 60_000)
