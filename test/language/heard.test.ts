import {expect, test} from "vitest"
import {heard} from "../../src/language/heard.ts"
import {english} from "./english.ts"

const hears = (text: string): string => {
  const tokens = english().tokens(text, {from: 0, to: text.length})
  return heard(tokens)
    .map(({lower}) => lower)
    .join(" ")
}

test.each([
  ["Provided the rains come, herds will grow.", "if the rains come , herds will grow ."],
  ["Herds will grow assuming the rains come.", "herds will grow if the rains come ."],
  ["Herds will shrink in case the rains fail.", "herds will shrink even if the rains fail ."],
  ["Trade stopped the moment fuel ran out.", "trade stopped even if fuel ran out ."],
  ["Far from calming the town, the levy split it.", "instead of calming the town , the levy split it ."],
])("what opens a clause is heard as words that trees know: %s", (text, wanted) => {
  expect(hears(text)).toBe(wanted)
})

test.each([
  "The mill provided the food that families need.",
  "In case of a flood, the mill will close.",
  "At the moment traders have no boats.",
  "The moment came.",
  "Far from the port, rents are low.",
])("what looks like it is heard as it stands: %s", (text) => {
  const tokens = english().tokens(text, {from: 0, to: text.length})
  expect(heard(tokens)).toBe(tokens)
})

test("to have done is heard as no having", () => {
  const tokens = english().tokens("The levy appears to have hurt trade.", {from: 0, to: 36})
  expect(heard(tokens).map(({tag}) => tag)).toContain("AUX")
})
