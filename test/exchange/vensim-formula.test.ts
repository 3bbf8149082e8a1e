// Equations written for Vensim read back as the same tree.

import fc from "fast-check"
import {describe, expect, test} from "vitest"
import type {Subscript, Term} from "../../src/exchange/blueprint/blueprint.ts"
import {VensimFormula, vensimName} from "../../src/exchange/vensim/vensim-formula.ts"
import {readVensimCall, vensimReserved, writeVensimCall} from "../../src/exchange/vensim/vensim-functions.ts"
import {MISSING} from "../../src/model/index.ts"
import {someOf} from "../tiers.ts"
import {readFormula} from "./read-formula.ts"

const NOWHERE = {line: 0, column: 0}
const reserved = new Set([...vensimReserved, "time"])
const formula = new VensimFormula(writeVensimCall, reserved)

function read(text: string): Term {
  const vocabulary = {
    call: readVensimCall,
    word: (name: string): Term | null => (name.toLowerCase() === "time" ? {op: "time"} : null),
  }
  const {term, mistakes} = readFormula(text, "vensim", vocabulary, () => NOWHERE)
  expect(mistakes, text).toEqual([])
  return term!
}

const name = (text: string, ...subscripts: Subscript[]): Term => ({op: "name", name: text, subscripts, at: NOWHERE})
const n = (value: number): Term => ({op: "number", value})

const names = fc.constantFrom(
  "stock",
  "birth rate",
  "a.b[c]",
  'the "real" one',
  "max",
  "Time",
  "été",
  "x_1",
  "3rd",
  "$/unit",
  "module.name",
)
const leaf: fc.Arbitrary<Term> = fc.oneof(
  fc.double({noNaN: true, noDefaultInfinity: true}).map(n),
  fc.constant<Term>({op: "time"}),
  fc.constant(n(MISSING)),
  names.map((text) => name(text)),
  names.map((text) => name(text, {kind: "name", name: "one"}, {kind: "over", name: "Region"})),
)
const {tree} = fc.letrec<{tree: Term}>((tie) => ({
  tree: fc.oneof(
    {maxDepth: 5},
    leaf,
    fc
      .tuple(
        tie("tree"),
        tie("tree"),
        fc.constantFrom("+", "-", "*", "/", "^", "<", "<=", ">", ">=", "==", "!=", "and", "or"),
      )
      .map(([left, right, fn]): Term => ({op: "binary", fn: fn as "+", left, right})),
    tie("tree").map((of): Term => ({op: "unary", fn: "not", of})),
    // A minus before a number is the number itself, as readers have it.
    tie("tree").map((of): Term => (of.op === "number" ? n(-of.value) : {op: "unary", fn: "-", of})),
    fc.tuple(tie("tree"), tie("tree"), tie("tree")).map((args): Term => ({op: "call", fn: "if", args, at: NOWHERE})),
    fc.tuple(tie("tree"), tie("tree")).map((args): Term => ({op: "call", fn: "max", args, at: NOWHERE})),
    tie("tree").map(
      (of): Term => ({op: "points", of, points: {x: [0, 1.5], y: [-1, 2], between: "line", beyond: "hold"}}),
    ),
  ),
}))

describe("an equation for Vensim", () => {
  test("reads back as the same tree", () => {
    fc.assert(
      fc.property(tree, (term) => {
        expect(read(formula.equation(term))).toEqual(term)
      }),
      {seed: 3, numRuns: someOf(1000)},
    )
  })

  test("has brackets only where the tree needs them", () => {
    for (const text of [
      "a + b + c",
      "a - (b - c)",
      "a*(b + c)/d",
      "-a^2",
      "(-2)^2",
      "2^(3^2)",
      "(2^3)^2",
      "IF THEN ELSE(a < b :AND: (:NOT: c), MAX(a, 0), b)",
      "a[one,Region!]",
      '"3rd"*"max"',
    ])
      expect(formula.equation(read(text))).toBe(text)
  })

  test("is broken into lines where it is long, and still one equation", () => {
    const sum = Array.from({length: 40}, (_, i) => `quantity number ${i}`).join(" + ")
    const text = formula.equation(read(sum))
    expect(text.split("\n").length).toBeGreaterThan(5)
    expect(Math.max(...text.split("\n").map((line) => line.length))).toBeLessThan(90)
    expect(read(text)).toEqual(read(sum))
  })

  test("of twenty thousand terms is written and read without end of the stack", () => {
    const sum = read(Array.from({length: 20_000}, (_, i) => `q${i}`).join(" + "))
    expect(JSON.stringify(formula.equation(sum)).length).toBeGreaterThan(100_000)
  })

  test("a name that means something else, or is no plain word, stands in quotes", () => {
    expect(vensimName("Heat Loss", reserved)).toBe("Heat Loss")
    expect(vensimName('"already quoted!"', reserved)).toBe('"already quoted!"')
    expect(vensimName("time", reserved)).toBe('"time"')
    expect(vensimName("a[x,y]", reserved)).toBe('"a[x,y]"')
    expect(vensimName('say "no"', reserved)).toBe('"say \\"no\\""')
  })
})
