import {expect, test} from "vitest"
import {clausesApart} from "../../src/language/joints.ts"
import {english} from "./english.ts"

const pieces = (text: string): string[] => {
  const tokens = english().tokens(text, {from: 0, to: text.length})
  const all = tokens.map((_, i) => i)
  return clausesApart(tokens, all).map((at) => at.map((i) => tokens[i]!.lower).join(" "))
}

test.each([
  ["The lake is low; the eels have gone.", ["the lake is low ;", "the eels have gone ."]],
  [
    "The lake is low, and since the sluice was opened, the eels have gone.",
    ["the lake is low ,", "since the sluice was opened , the eels have gone ."],
  ],
  [
    "The mill closed; and because wages fell, traders left; the inn stood empty.",
    ["the mill closed ;", "because wages fell , traders left ;", "the inn stood empty ."],
  ],
])("clauses that stand beside one another are parts of their own: %s", (text, wanted) => {
  expect(pieces(text)).toEqual(wanted)
})

test.each([
  "The mill closed, and traders left.",
  "The levy, and with it the toll, fell.",
  "Three things failed: the dam; the mill; and the bridge.",
  "Since the lake is low, and since the sluice is open, the eels have gone.",
])("what is no clause of its own stays whole: %s", (text) => {
  expect(pieces(text)).toHaveLength(1)
})
