// What `npm run mutate` changes in a module: one thing at a time, in what is worked out and not in what is said.

import {expect, test} from "vitest"
import {mutantsOf, mutated} from "../scripts/mutate/mutants.ts"

/** Every text that a mutant makes of this one. */
const made = (text: string): string[] => mutantsOf(text).map((mutant) => mutated(text, mutant))

test("an operator for its opposite, a bound for its neighbour, a number for the next", () => {
  expect(made("const x = a + b")).toEqual(["const x = a - b"])
  expect(made("const x = a < b")).toEqual(["const x = a <= b", "const x = a >= b"])
  expect(made("const x = a && !b")).toEqual(["const x = a || !b", "const x = a && b"])
  expect(made("const x = 0.5")).toEqual(["const x = (0.55)"])
  expect(made("const x = Math.min(a, 4)")).toEqual(["const x = Math.max(a, 4)", "const x = Math.min(a, (5))"])
  expect(made("const x = (a /* + */ + (b))")).toContain("const x = (a /* + */ - (b))")
})

test("a place one further, a condition the other way round, a deed left out, a loop left early", () => {
  expect(made("const x = a[i]")).toEqual(["const x = a[(i) + 1]"])
  expect(made("if (a) b()")).toEqual(["if (!(a)) b()", "if (a) ;"])
  expect(made("for (const a of b) { c += a }")).toEqual([
    "for (const a of b) { ; }",
    "for (const a of b) { c -= a }",
    "for (const a of b) { c += a ;break}",
  ])
  expect(made("function f() { return a }")).toEqual(["function f() {return undefined as never; return a }"])
})

test("neither types, nor words, nor what is said of a refusal", () => {
  expect(made('type A = 1 | 2; const a = "b" + c; if (d) throw new Error(e + 1)')).toEqual([
    'type A = 1 | 2; const a = "b" + c; if (!(d)) throw new Error(e + 1)',
  ])
  expect(made("const a = b as 1")).toEqual([])
})
