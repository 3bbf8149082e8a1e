// Runs random models both ways, and holds the results against each other bit for bit.

import fc from "fast-check"
import {expect} from "vitest"
import {compile, emit, interpret, rows} from "../../src/engine/index.ts"
import {sample} from "../../src/ensemble/index.ts"
import {anyModel, callsIn} from "./any-model.ts"

/** What was tried: the functions called, and how many models ran to their end. */
export function agree({seed, models}: {seed: number; models: number}): {
  calls: Set<string>
  whole: number
  models: number
} {
  const calls = new Set<string>()
  let whole = 0
  fc.assert(
    fc.property(anyModel, (model) => {
      for (const name of callsIn(model)) calls.add(name)
      const program = compile(model)
      const inputs = sample(program, 1, "1")
      const [interpreted, compiled] = [interpret(program), emit(program)].map((runner) => {
        const into = new Float64Array(rows(program) * program.outputs.length)
        const failure = runner.run(inputs, into, {seed: {lo: 1, hi: 0}, run: 0})
        return {failure, bits: new BigUint64Array(into.buffer)}
      })
      expect(compiled!.failure).toEqual(interpreted!.failure)
      expect(compiled!.bits).toEqual(interpreted!.bits)
      if (interpreted!.failure === null) whole++
    }),
    {seed, numRuns: models},
  )
  return {calls, whole, models}
}
