// The rules that claims name: spelt in one place and parsed in one, the one the inverse of the other. Every case and
// example of the lexicon is held to that where it is read (cases.test.ts, lexicon.test.ts).

import {expect, test} from "vitest"
import {parseRule, type Rule, spellRule} from "../../src/claims/rule.ts"
import {ruleCounts} from "../gold/floors.ts"
import {misspelt} from "./sentence.ts"

test("a rule is spelt as it always was", () => {
  const rules: readonly [Rule, string][] = [
    [{kind: "row", name: "verb.bring-about"}, "row verb.bring-about"],
    [{kind: "therefore", name: "as a result ,"}, "therefore: as a result ,"],
    [{kind: "otherwise"}, "otherwise"],
    [{kind: "a language model's word"}, "a language model's word"],
  ]
  for (const [rule, id] of rules) {
    expect(spellRule(rule)).toBe(id)
    expect(parseRule(id)).toEqual(rule)
  }
})

test("what nobody spells so is no rule", () => {
  for (const id of ["", "x", "row", "row ", "tea leaves", "therefore:", "otherwise: "]) expect(parseRule(id)).toBe(null)
})

test("every rule that the annotated sets are read by is parsed to what is spelt so", () => {
  const rules = Object.keys(ruleCounts())
  expect(rules.length).toBeGreaterThan(80)
  expect(misspelt(rules)).toEqual([])
})
