import {expect, test} from "vitest"
import {furnitureRule} from "../../src/documents/furniture.ts"
import {furnitureRules} from "../../src/documents/index.ts"

test.each(furnitureRules.map((rule) => [rule.name, rule] as const))(
  "%s: catches its examples and leaves prose",
  (_, rule) => {
    for (const example of rule.examples) expect([example, rule.matches(example)]).toEqual([example, true])
    expect(rule.matches(rule.leaves)).toBe(false)
  },
)

test("no rule takes another rule's prose", () => {
  for (const rule of furnitureRules)
    for (const place of ["head", "body", "tail"] as const)
      expect([rule.leaves, furnitureRule(rule.leaves, place)?.name ?? null]).toEqual([rule.leaves, null])
})

test("a byline is furniture at the edges of a page, and left alone in its middle", () => {
  expect(furnitureRule("By Mira Sund", "tail")?.name).toBe("byline")
  expect(furnitureRule("By Mira Sund", "body")).toBeNull()
})
