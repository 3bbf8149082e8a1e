// How a claim was read stands between its phrases in the number of its cause.

import {expect, test} from "vitest"
import {does} from "../../src/report/read-as.ts"

test("the verb goes with the words of the cause, whatever the sign, denied or not", () => {
  const signs = ["+", "-", "0", "unclear"] as const
  expect(signs.map((sign) => does("They", sign, false))).toEqual(["raise", "lower", "have no effect on", "act on"])
  expect(signs.map((sign) => does("They", sign, true))).toEqual([
    "do not raise",
    "do not lower",
    "are not without effect on",
    "do not act on",
  ])
  expect(signs.map((sign) => does("the levy", sign, false))).toEqual([
    "raises",
    "lowers",
    "has no effect on",
    "acts on",
  ])
  expect(does("the levy", "+", true)).toBe("does not raise")
})
