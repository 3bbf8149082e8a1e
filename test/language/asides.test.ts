// What somebody is said to say in the middle of a sentence, and that the rest is parsed without it.

import {expect, test} from "vitest"
import {asidesIn} from "../../src/language/asides.ts"
import {english} from "./english.ts"

const tokensOf = (text: string) => english().tokens(text, {from: 0, to: text.length})
const asidesOf = (text: string): string[] => {
  const tokens = tokensOf(text)
  return asidesIn(tokens).map(({start, end}) => text.slice(tokens[start]!.from, tokens[end - 1]!.to))
}

test.each([
  ["Stricter rules on letting, agents say, are behind the glut of flats.", [", agents say,"]],
  [
    "Land hunger, as the board noted in its first report, drove the unrest.",
    [", as the board noted in its first report,"],
  ],
  ["One cause of the delay, according to the clerks, was the fog.", [", according to the clerks,"]],
  ["When the price slumps, as it did twice before, families leave.", [", as it did twice before"]],
  // The second comma keeps a phrase in front, or another clause, apart.
  ["After the flood, the mayor said, prices doubled.", [", the mayor said"]],
  ["The bridge is closed, the mayor said, and trade has stopped.", [", the mayor said"]],
  // How much of it comes of what stands behind.
  ["The shortage is due in part to hoarding.", ["in part"]],
  ["The kilns closed because, at least in part, of the smoke.", [", at least in part,"]],
  ["The fall was caused in no small part by the frost.", ["in no small part"]],
  ["The kilns stand in part of the old town.", []],
  // No asides: what is said follows, or something else stands between the commas.
  ['Addressing a rally, he said, "We shall not pay."', []],
  ["The toll, which clerks find too high, drives carters away.", []],
  ["The mill, old and slow, stopped.", []],
])("%s", (text, asides) => expect(asidesOf(text)).toEqual(asides))

test("what says how much hangs on the word before it, and no word of the rest on it", () => {
  const tokens = tokensOf("The shortage is due in part to hoarding.")
  const {head, rel} = english().parse(tokens)
  const at = (word: string) => tokens.findIndex(({lower}) => lower === word)
  expect(head[at("part")]).toBe(at("due"))
  expect(rel[at("part")]).toBe("advmod")
  expect(head[at("to")]).toBe(at("due"))
})

test("an aside hangs on the root of the rest, and every sentence has one root", () => {
  const tokens = tokensOf("Stricter rules, agents say, have raised rents.")
  const {head, rel} = english().parse(tokens)
  const at = (word: string) => tokens.findIndex(({lower}) => lower === word)
  expect(head[at("rules")]).toBe(at("raised"))
  expect(head[at("say")]).toBe(at("raised"))
  expect(rel[at("say")]).toBe("parataxis")
  expect([...head].filter((i) => i < 0)).toHaveLength(1)
})
