// Runs programs many members at a time, and holds every member against the interpreter.

import {expect} from "vitest"
import {type Failure, type Instantiate, interpret, openBlocks, type Program, rows} from "../../src/engine/index.ts"
import {sample} from "../../src/ensemble/index.ts"

/** WebAssembly as this machine has it. */
export const instantiate: Instantiate = (bytes, host) => {
  const given = {...host} as unknown as Record<string, WebAssembly.ImportValue>
  return new WebAssembly.Instance(new WebAssembly.Module(bytes as BufferSource), {host: given}).exports as never
}

/** What came of some members: failures in order, and the table member x output x row. */
export type Members = {readonly failures: readonly Failure[]; readonly table: Float64Array}

const SEED = {lo: 1, hi: 0}

/** `count` members of `program`, by the interpreter one by one. */
export function oneByOne(program: Program, inputs: Float64Array, count: number, first = 0): Members {
  const runner = interpret(program)
  const [width, outputs, length] = [program.inputs.length, program.outputs.length, rows(program)]
  const table = new Float64Array(count * outputs * length)
  const failures: Failure[] = []
  const into = new Float64Array(outputs * length)
  for (let member = 0; member < count; member++) {
    const own = inputs.subarray(member * width, (member + 1) * width)
    const failure = runner.run(own, into, {seed: SEED, run: first + member})
    if (failure) failures.push(failure)
    for (let output = 0; output < outputs; output++)
      for (let row = 0; row < length; row++)
        table[(member * outputs + output) * length + row] = into[row * outputs + output]!
  }
  return {failures, table}
}

/** The same in blocks, all outputs or those `kept`. */
export function inBlocks(
  program: Program,
  inputs: Float64Array,
  count: number,
  first = 0,
  members?: number,
  kept = [...program.outputs.keys()],
): Members {
  const blocks = openBlocks(program, instantiate, kept, members)
  if (!blocks) throw new Error("the program does not fit a block")
  const [width, length] = [program.inputs.length, kept.length * rows(program)]
  const table = new Float64Array(count * length)
  const failures: Failure[] = []
  for (let from = 0; from < count; from += blocks.members) {
    const to = Math.min(count, from + blocks.members)
    const given = inputs.subarray(from * width, to * width)
    const into = table.subarray(from * length, to * length)
    failures.push(...blocks.run(given, into, {seed: SEED, run: first + from, count: to - from}))
  }
  return {failures, table}
}

/** Runs `count` members both ways: they must agree in every bit and every word. Gives what came of them. */
export function agreed(program: Program, count: number, inputs = sample(program, count, "7"), first = 0): Members {
  const one = oneByOne(program, inputs, count, first)
  const many = inBlocks(program, inputs, count, first)
  expect(many.failures).toEqual(one.failures)
  const at = one.table.findIndex((value, i) => !Object.is(value, many.table[i]))
  const length = rows(program)
  const output = program.outputs[Math.floor(at / length) % program.outputs.length]
  const place = `'${output?.name}' at row ${at % length}: ${one.table[at]} and ${many.table[at]}`
  expect(at, at < 0 ? "" : place).toBe(-1)
  // What is not kept need not be stored: the last output alone has the same numbers, and as many runs fail.
  const last = program.outputs.length - 1
  const few = inBlocks(program, inputs, count, first, undefined, last < 0 ? [] : [last])
  expect(few.failures).toEqual(one.failures)
  const rowsOf = rows(program)
  const apart = few.table.findIndex((value, i) => {
    const member = Math.floor(i / rowsOf)
    return !Object.is(value, one.table[(member * (last + 1) + last) * rowsOf + (i % rowsOf)])
  })
  expect(apart, `'${program.outputs[last]?.name}', kept alone, at ${apart}`).toBe(-1)
  return one
}
