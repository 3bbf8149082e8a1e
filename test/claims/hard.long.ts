// Documents of one token over and over, read to their map: what they cost grows as they do; and a megabyte of each is
// opened, or refused, in a few seconds.

import {expect, test} from "vitest"
import {workOf} from "../work.ts"
import {documentOf, ELEMENTS, type Kind, open, readAll, TOKENS} from "./hard.ts"

const kinds: readonly Kind[] = ["text", "markdown", "html"]
const tokensOf = (kind: Kind) => (kind === "html" ? [...TOKENS, ...ELEMENTS] : TOKENS)

test.each(kinds)("a megabyte of one token as %s is opened in seconds", (kind) => {
  const slow = tokensOf(kind).flatMap((token) => {
    const ms = workOf(() => open(documentOf(token, 1_000_000, kind), kind))
    return ms > 5000 ? [{token, ms}] : []
  })
  expect(slow).toEqual([])
})

test.each(kinds)("what one token over and over as %s costs to read grows as it does", (kind) => {
  readAll(documentOf("a ", 4000, kind), kind)
  const steep = tokensOf(kind).flatMap((token) => {
    const [part, whole] = [10_000, 40_000].map((length) => workOf(() => readAll(documentOf(token, length, kind), kind)))
    return whole! > 1000 && whole! > 8 * part! ? [{token, part, whole}] : []
  })
  expect(steep).toEqual([])
})
