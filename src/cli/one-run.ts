// One run of a program at central values, and its table. In: a program. Out: rows of saved times, or a CSV file in pieces.

import {Fault} from "../core/fault.ts"
import {emit, type Failure, interpret, openBlocks, type Program, rows, savedTimes} from "../engine/index.ts"
import {type Backend, centralInputs, seedOf} from "../ensemble/index.ts"
import {instantiate} from "../io/members.ts"
import {csvPieces} from "./tables.ts"

/** One run at the central values: rows of saved times, and what stands in each. */
export type OneRun = {
  readonly time: readonly number[]
  value(name: string, row: number): number
  readonly failure: Failure | null
}

/** Numbers of one run, all quantities at all saved times: 400 MB. What is longer has a time or a step by mistake. */
const MOST_NUMBERS = 50_000_000

/** @throws Fault `cli/too-large` for one run of more numbers than a machine should be asked to hold. */
export function refuseLongRun(program: Program): void {
  const [width, length] = [program.outputs.length, rows(program)]
  if (width * length > MOST_NUMBERS)
    throw new Fault(
      "cli/too-large",
      `One run saves ${width} quantities at ${length} times, and at most ${MOST_NUMBERS} numbers are kept`,
      {next: "Save less often (`save` of the model's time, SAVEPER, save_interval), or end the run earlier."},
    )
}

/**
 * Runs `program` once, with the central values of its priors or what `central` gives in their place.
 * @throws Fault `cli/too-large` for a run of too many numbers.
 */
export function oneRun(program: Program, backend: Backend, seed: string, central = centralInputs): OneRun {
  refuseLongRun(program)
  const width = program.outputs.length
  const length = rows(program)
  const table = new Float64Array(length * width)
  const given = central(program)
  const column = new Map(program.outputs.map((output, i) => [output.name, i]))
  const time = [...savedTimes(program)]
  const context = {seed: seedOf(seed), run: 0, count: 1}
  const blocks = backend === "wasm" ? openBlocks(program, instantiate) : null
  if (blocks) {
    const [failure = null] = blocks.run(given, table, context)
    return {time, value: (name, row) => table[column.get(name)! * length + row]!, failure}
  }
  const runner = backend === "interpreter" ? interpret(program) : emit(program)
  const failure = runner.run(given, table, context)
  return {time, value: (name, row) => table[row * width + column.get(name)!]!, failure}
}

/** One run as a CSV file: `Time`, then each name. */
export function runCsv({time, value}: OneRun, names: readonly string[]): Iterable<string> {
  // Row by row: all rows at once take many times the memory of the numbers in them.
  function* lines(): Iterable<number[]> {
    for (const [row, t] of time.entries()) yield [t, ...names.map((name) => value(name, row))]
  }
  return csvPieces(["Time", ...names], lines())
}
