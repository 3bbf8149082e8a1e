// One run of a model by name: what tests ask of the engine. Every run is made twice, by the
// interpreter and by the compiled JavaScript, and the two must agree bit for bit.

import {expect} from "vitest"
import {type CompileOptions, compile, emit, type Failure, interpret, rows, savedTimes} from "../../src/engine/index.ts"
import {central} from "../../src/ensemble/index.ts"
import type {Model} from "../../src/model/index.ts"

export type Course = {
  time: number[]
  /** Saved values of each output. */
  of: (name: string) => number[]
  end: (name: string) => number
  failure: Failure | null
}

/** The course of `model` at its central values, or with some `given`. */
export function course(
  model: Model,
  options: CompileOptions = {},
  given: Record<string, number> = {},
  run = 0,
): Course {
  const program = compile(model, options)
  const inputs = program.inputs.map(({name, prior}) => given[name] ?? central(prior))
  const context = {seed: {lo: 1, hi: 0}, run}
  const [interpreted, compiled] = [interpret(program), emit(program)].map((runner) => {
    const into = new Float64Array(rows(program) * program.outputs.length)
    return {failure: runner.run(inputs, into, context), bits: new BigUint64Array(into.buffer), into}
  })
  expect(compiled!.failure).toEqual(interpreted!.failure)
  // Compared one by one here: matchers take seconds for long runs.
  expect(compiled!.bits.findIndex((bits, i) => bits !== interpreted!.bits[i])).toBe(-1)
  const width = program.outputs.length
  const of = (name: string) => {
    const at = program.outputs.findIndex((output) => output.name === name)
    if (at < 0) throw new Error(`no output ${name}`)
    return Array.from({length: rows(program)}, (_, row) => interpreted!.into[row * width + at]!)
  }
  return {time: [...savedTimes(program)], of, end: (name) => of(name).at(-1)!, failure: interpreted!.failure}
}
