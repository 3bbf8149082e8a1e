// A thousand random models of the whole language, interpreted and compiled: the same bits.

import {expect, test} from "vitest"
import {functions} from "../../src/model/index.ts"
import {agree} from "./agree.ts"

test("a thousand random models give the same bits interpreted and compiled", () => {
  const {calls, whole, models} = agree({seed: 1, models: 1000})
  expect([...functions.keys()].filter((name) => !calls.has(name))).toEqual([])
  expect(whole).toBeGreaterThan(models / 4)
}, 600_000)
