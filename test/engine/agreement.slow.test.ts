// Interpreter and compiled JavaScript on random models of the whole language: the same bits,
// or the same failure. A thousand of them in agreement.long.ts.

import {expect, test} from "vitest"
import {functions} from "../../src/model/index.ts"
import {agree} from "./agree.ts"

test("random models give the same bits interpreted and compiled", () => {
  const {calls, whole, models} = agree({seed: 20, models: 80})
  expect([...functions.keys()].filter((name) => !calls.has(name))).toEqual([])
  // Enough runs reach their end for the comparison to be worth something.
  expect(whole).toBeGreaterThan(models / 4)
}, 60_000)
