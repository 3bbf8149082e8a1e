// The two small pieces that layers share for finding things among many.

import fc from "fast-check"
import {expect, test} from "vitest"
import {groupBy} from "../../src/core/grouping.ts"
import {beginning} from "../../src/core/prefixes.ts"

test("items are grouped in the order in which they stand, and null leaves one out", () => {
  const groups = groupBy(["toll", "raid", "truce", "rain", "ford"], (word) => (word === "ford" ? null : word[0]!))
  expect([...groups]).toEqual([
    ["t", ["toll", "truce"]],
    ["r", ["raid", "rain"]],
  ])
  // Names of JavaScript's own objects are keys like any other.
  expect(groupBy(["__proto__"], (word) => word).get("__proto__")).toEqual(["__proto__"])
})

test("a prefix is found exactly where a search through all texts finds it", () => {
  const word = fc.string({unit: fc.constantFrom("a", "b", "é", "𝒳", " "), maxLength: 5})
  fc.assert(
    fc.property(fc.array(word), word, (texts, prefix) => {
      expect(beginning(texts)(prefix)).toBe(texts.some((text) => text.startsWith(prefix)))
    }),
  )
})
