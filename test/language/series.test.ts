// The comma before the last thing of a list, without which the list is parsed.

import {expect, test} from "vitest"
import {commasBeforeLast} from "../../src/language/series.ts"
import {english} from "./english.ts"

const tokensOf = (text: string) => english().tokens(text, {from: 0, to: text.length})
/** The word before each such comma. */
const beforeCommas = (text: string): string[] => {
  const tokens = tokensOf(text)
  return commasBeforeLast(tokens).map((comma) => tokens[comma - 1]!.lower)
}

test.each([
  ["Drought, debt, and bad roads have emptied the inns.", ["debt"]],
  ["Trade fell because of the levy, the frost, and the raids.", ["frost"]],
  ["The ban ruined mills, looms, or inns.", ["looms"]],
  ["Trade fell because drought, debt, and bad roads emptied the inns.", ["debt"]],
  ["Clerks say drought, debt, and bad roads have emptied the inns.", ["debt"]],
  // It parts clauses, names, a list from one within it, or what a participle begins.
  ["The mill closed, trade fell, and prices rose.", []],
  ["The guild shut the mill, the inns, and carters left.", []],
  ["It struck Oram, Dren, and Tull.", []],
  ["It makes rope and twine, food, and steel.", []],
  ["It comes of years of neglect, conflicting orders, and differing maps.", []],
  ["The levy, and the frost emptied the stores.", []],
  ["Drought, debt and bad roads have emptied the inns.", []],
  [", and", []],
])("%s", (text, words) => expect(beforeCommas(text)).toEqual(words))

test("the things of such a list hang on the first, as without the comma, and the comma on the last", () => {
  const tokens = tokensOf("Drought, debt, and bad roads have emptied the inns.")
  const {head, rel} = english().parse(tokens)
  const at = (word: string) => tokens.findIndex(({lower}) => lower === word)
  expect([head[at("debt")], head[at("roads")], rel[at("roads")]]).toEqual([0, 0, "conj"])
  expect(head[at("and") - 1]).toBe(at("roads"))
})
