// Tokens stand where the text says they stand, and no file makes the tagger stop.

import {expect, test} from "vitest"
import {growth} from "../work.ts"
import {english} from "./english.ts"

test("a token is the stretch of text at its offsets", () => {
  const text = 'Before.  The U.S.-led guild’s "toll" rose 3.5% — twice.'
  const tokens = english().tokens(text, {from: 9, to: text.length})
  expect(tokens[0]!.from).toBe(9)
  for (const token of tokens) expect(token.text).toBe(text.slice(token.from, token.to))
  expect(tokens.map((token) => token.text).join("")).toBe(text.slice(9).replace(/\s+/g, ""))
})

test("a word of a million characters is one token, and costs as much as its length", async () => {
  const read = (times: number) => {
    const text = `Tolls ${"a.b".repeat(times)}`
    expect(english().tokens(text, {from: 6, to: text.length})).toEqual([
      expect.objectContaining({from: 6, to: text.length}),
    ])
  }
  // The tagger itself would need minutes, with the square of the length.
  expect(await growth(read, 175_000)).toBeLessThan(3)
})

test.each([
  ["We’re sure the guild’s toll won’t last.", "We ’re sure the guild ’s toll wo n’t last ."],
  ["I’m told they cannot pay.", "I ’m told they can not pay ."],
  ["A U.S.-led mission", "A U.S. - led mission"],
  ["===== Tolls ... rose!!!", "===== Tolls ... rose !!!"],
])("words are cut as treebanks cut them: %s", (text, words) => {
  const tokens = english().tokens(text, {from: 0, to: text.length})
  expect(tokens.map((token) => token.text).join(" ")).toBe(words)
})

test("words are tagged alike whatever was read before", () => {
  const text = "The state's refusal angered everyone else's kin."
  const tagsOf = () =>
    english()
      .tokens(text, {from: 0, to: text.length})
      .map(({outer, xpos}) => `${outer} ${xpos}`)
  const before = tagsOf()
  for (const other of ["The tax was lower than the state's, they said.", "It was nobody else's."])
    english().tokens(other, {from: 0, to: other.length})
  expect(tagsOf()).toEqual(before)
})

test("words are cut alike whatever was read before", () => {
  const wordsOf = (text: string) =>
    english()
      .tokens(text, {from: 0, to: text.length})
      .map((token) => token.text)
      .join(" ")
  wordsOf("They met at H.J Hill College, and in France.")
  expect(wordsOf("They asked the H.J. Hill to go.")).toBe("They asked the H.J. Hill to go .")
  expect(wordsOf("They asked about Q.T. Hill.")).toBe("They asked about Q.T. Hill .")
  wordsOf("They met at Q.T Hill College.")
  expect(wordsOf("They asked about Q.T. Hill.")).toBe("They asked about Q.T. Hill .")
})

test("tags tell kinds of verbs apart, and a near second one is named", () => {
  const text = "The raids have closed the pass, pushing prices up; the governor closes the mine."
  const tags = english()
    .tokens(text, {from: 0, to: text.length})
    .map((token) => `${token.text} ${token.tag} ${token.xpos}`)
  for (const wanted of ["raids NOUN NNS", "closed VERB VBN", "pushing VERB VBG", "closes VERB VBZ"])
    expect(tags).toContain(wanted)
  const tokens = english().tokens("Traders risk fines.", {from: 0, to: 19})
  for (const token of tokens) if (token.second) expect(token.second).toMatch(/^[A-Z]+\/\S+$/)
})
