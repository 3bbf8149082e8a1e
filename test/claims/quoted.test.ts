// Who speaks a quotation that names nobody: whoever spoke the one before it in the same paragraph.

import {expect, test} from "vitest"
import {read} from "../../src/claims/whole.ts"
import {lineages, openDocument} from "../../src/documents/index.ts"
import {english} from "../language/english.ts"

/** Of each claim of some paragraphs who says it, and the cause. */
function said(...paragraphs: readonly string[]): string[] {
  const text = `The river of Sarn\n\n${paragraphs.join("\n\n")}\n`
  const {document} = openDocument({file: "a.txt", kind: "text", text})
  const {claims} = read([document!], lineages([document!]), english())
  return claims.map(({by, cause}) => `${by}: ${cause.text}`)
}

test.each([
  ['"Debt is driving millers away," said the guild, a body of forty. "Low water closed the mills."', "the guild"],
  ['"Debt is driving millers away," said its secretary, Mira Sund. "Low water closed the mills."', "Mira Sund"],
  ['"Debt is driving millers away," Mira Sund told the court. "Low water closed the mills."', "Mira Sund"],
  ["“Debt is driving millers away,” said Mira Sund. “Low water closed the mills.”", "Mira Sund"],
  ['Mira Sund said: "Debt is driving millers away. Low water closed the mills."', "Mira Sund"],
])("a quotation behind another: %s", (paragraph, by) => {
  expect(said(paragraph)).toEqual([`${by}: Debt`, `${by}: Low water`])
})

test("it goes on for as long as nobody else speaks, and she who adds something is the one named", () => {
  const told = said(
    '"Debt is driving millers away," said Mira Sund. "It cannot go on," she added. "Low water closed the mills. Silt blocked the weir."',
  )
  expect(told).toEqual(["Mira Sund: Debt", "Mira Sund: Low water", "Mira Sund: Silt"])
})

test.each([
  // Another speaks, the writer tells something between, and a paragraph ends.
  ['"Debt is driving millers away," said Mira Sund. "Low water closed the mills," said Tove Aas.', "Tove Aas"],
  ['"Debt is driving millers away," said Mira Sund. The court was full. "Low water closed the mills."', "null"],
  ['"Debt is driving millers away," said Mira Sund.\n\n"Low water closed the mills."', "null"],
  ['"Debt is driving millers away," said Mira Sund. Low water closed the mills.', "null"],
  ['"Debt is driving millers away," said Mira Sund. Low water closed "the mills".', "null"],
])("nobody is carried over to what is not the same quotation: %s", (paragraph, by) => {
  expect(said(paragraph)).toEqual(["Mira Sund: Debt", `${by}: Low water`])
})

test("whose somebody is names nobody where the name stands beside it", () => {
  expect(said('"Silt blocked the weir," its president, Tomas Orr, told reporters.')).toEqual(["Tomas Orr: Silt"])
  expect(said('"Silt blocked the weir," its president told reporters in Sarn.')).toEqual(["its president: Silt"])
  expect(said('"Silt blocked the weir," Tomas Orr, its president, told reporters.')).toEqual(["Tomas Orr: Silt"])
})
