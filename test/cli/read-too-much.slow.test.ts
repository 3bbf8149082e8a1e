// A reading that no text is long enough for is refused in words.

import {expect, test} from "vitest"
import {readingJson} from "../../src/cli/read.ts"

test("a reading that is longer than a text can be is refused, and one that is not is printed", () => {
  expect(readingJson({documents: []})).toBe('{"documents":[]}\n')
  // As long as a text can be, some thirty times over, without the memory of it: a part that is told again and again.
  const told = "x".repeat(2 ** 24)
  const documents = Array.from({length: 40}, () => told)
  expect(() => readingJson({documents})).toThrow(
    /^cli\/too-large: What 40 documents say is more than one JSON value holds\n {2}Read them in several folders/u,
  )
})
