// Verbs and amounts in the number of the name they stand with.

import {describe, expect, test} from "vitest"
import {agree, amountOf, deny, eitherAmountOf, isPlural, withArticle} from "../../src/core/plural.ts"

describe("the number of a name", () => {
  test("a verb goes with it, denied or not", () => {
    for (const one of ["Trade", "The wait in the valley", "it", "Fuel and power supply", "news", "Regimen"])
      expect([isPlural(one), agree(one, "raise"), deny(one, "raise")]).toEqual([false, "raises", "does not raise"])
    for (const many of ["Local tests", "They", "These", "Fear and anger", "People without a licence", "Middlemen"])
      expect([isPlural(many), agree(many, "raise"), deny(many, "raise")]).toEqual([true, "raise", "do not raise"])
    expect([agree("Bots", "be"), deny("Bots", "be"), agree("Fee", "have"), agree("Fees", "have")]).toEqual([
      "are",
      "are not",
      "has",
      "have",
    ])
  })

  test("a clause is one thing, and what stands in brackets behind a name has no number of its own", () => {
    expect(agree("we close beds", "raise")).toBe("raises")
    expect(agree("they mend nets", "raise")).toBe("raises")
    expect(agree("We", "raise")).toBe("raise")
    expect([isPlural("Attacks (ransomware)"), isPlural("Debt (debts)")]).toEqual([true, false])
  })

  test("one thing that is of something is called with its article", () => {
    const names = [
      "value of the currency",
      "strength of armed groups",
      "spills of oil",
      "trust in banks",
      "TTP attacks",
    ]
    expect(names.map(withArticle)).toEqual([
      "the value of the currency",
      "the strength of armed groups",
      "spills of oil",
      "trust in banks",
      "TTP attacks",
    ])
  })

  test("of what is counted there are fewer, of all else less", () => {
    expect(["farm prices", "inflation", "value of the currency"].map((name) => amountOf(name, true))).toEqual([
      "higher farm prices",
      "higher inflation",
      "higher value of the currency",
    ])
    expect(["prices", "the mayor's wages", "tolls"].map((name) => amountOf(name, false))).toEqual([
      "lower prices",
      "less of the mayor's wages",
      "fewer tolls",
    ])
    expect([amountOf("warmer nights", true), amountOf("warmer nights", false)]).toEqual([
      "warmer nights",
      "fewer warmer nights",
    ])
    expect([eitherAmountOf("wages"), eitherAmountOf("raids"), eitherAmountOf("fear")]).toEqual([
      "higher or to lower wages",
      "more or to fewer raids",
      "more or to less fear",
    ])
    expect([amountOf("Tests", false), amountOf("Trade", false), amountOf("Tests", true)]).toEqual([
      "fewer Tests",
      "less Trade",
      "more Tests",
    ])
  })
})
