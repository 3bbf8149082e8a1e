// A thousand random models of the whole language, five members of each side by side: the
// bits, the status and the words of the interpreter.

import fc from "fast-check"
import {expect, test} from "vitest"
import {compile} from "../../src/engine/index.ts"
import {anyModel} from "./any-model.ts"
import {agreed} from "./members.ts"

test("a thousand random models give every member the interpreter's bits as WebAssembly", () => {
  let whole = 0
  fc.assert(
    fc.property(anyModel, (model) => {
      whole += 5 - agreed(compile(model), 5).failures.length
    }),
    {seed: 5, numRuns: 1000, endOnFailure: true},
  )
  expect(whole).toBeGreaterThan(1000)
}, 600_000)
