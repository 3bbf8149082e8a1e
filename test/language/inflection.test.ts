import {expect, test} from "vitest"
import {verbForms} from "../../src/language/inflection.ts"

const gerundOf = (lemma: string) => [...verbForms(lemma)].flatMap(([form, is]) => (is.includes("gerund") ? [form] : []))

test.each([
  ["die", "dying"],
  ["lie", "lying"],
  ["flee", "fleeing"],
  ["dye", "dyeing"],
  ["take", "taking"],
  ["be", "being"],
  ["begin", "beginning"],
  ["forget", "forgetting"],
  ["submit", "submitting"],
  ["undercut", "undercutting"],
  ["quit", "quitting"],
  ["swap", "swapping"],
  ["throw", "throwing"],
  ["open", "opening"],
  ["visit", "visiting"],
  ["fix", "fixing"],
])("the form in -ing of %s is %s", (lemma, gerund) => {
  expect(gerundOf(lemma)).toEqual([gerund])
})

test("a past doubles its last letter where the form in -ing does", () => {
  expect(verbForms("patrol").get("patrolled")).toEqual(["past", "participle"])
  expect(verbForms("die").get("died")).toEqual(["past", "participle"])
  expect(verbForms("begin").has("beginned")).toBe(false)
})
