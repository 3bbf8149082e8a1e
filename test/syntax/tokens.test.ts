// Tokens stand where the text says they stand, and no file makes the tagger stop.

import {expect, test} from "vitest"
import {tokenize} from "../../src/syntax/index.ts"

test("a token is the stretch of text at its offsets", () => {
  const text = 'Before.  The U.S.-led guild’s "toll" rose 3.5% — twice.'
  const tokens = tokenize(text, {from: 9, to: text.length})
  expect(tokens[0]!.from).toBe(9)
  for (const token of tokens) expect(token.text).toBe(text.slice(token.from, token.to))
  expect(tokens.map((token) => token.text).join("")).toBe(text.slice(9).replace(/\s+/g, ""))
})

test("a word of a million characters is one token, and costs nothing", () => {
  const text = `Tolls ${"a.b".repeat(350_000)}`
  const started = performance.now()
  expect(tokenize(text, {from: 6, to: text.length})).toEqual([
    expect.objectContaining({from: 6, to: text.length, tag: "X"}),
  ])
  // The tagger itself would need minutes.
  expect(performance.now() - started).toBeLessThan(5000)
})
