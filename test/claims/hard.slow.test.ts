// A document that is one mark or word over and over is opened in time that grows as it does. The longer test beside
// this one reads such documents to their map.

import {expect, test} from "vitest"
import {workOf} from "../work.ts"
import {documentOf, ELEMENTS, type Kind, open, TOKENS} from "./hard.ts"

/** Tokens whose documents take more than three times the work at twice the length, and enough to be measured. */
function steep(tokens: readonly string[], kind: Kind): unknown[] {
  const found: unknown[] = []
  for (const token of tokens) {
    const work = (length: number): number => workOf(() => open(documentOf(token, length, kind), kind))
    // Twenty milliseconds for so short a text is more than any linear one takes; then it is looked at closely.
    if (work(8000) < 20) continue
    const [half, whole] = [0, 1, 2].reduce(
      ([a, b]) => [Math.min(a, work(20_000)), Math.min(b, work(40_000))] as const,
      [Infinity, Infinity] as readonly [number, number],
    )
    if (whole > 100 && whole > 3 * half) found.push({token, kind, half, whole})
  }
  return found
}

test("a text of one token is opened in time in proportion to its length", () => {
  expect(steep(TOKENS, "text")).toEqual([])
})

test("so is one with marks of Markdown", () => {
  expect(steep(TOKENS, "markdown")).toEqual([])
})

test("so is a page, of words or of elements", () => {
  expect(steep([...TOKENS, ...ELEMENTS], "html")).toEqual([])
})
