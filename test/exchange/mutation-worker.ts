// The whole road of one damaged file, in a thread of its own: bytes to text, text to
// blueprint, blueprint to model, model to program, a few steps of a run by each backend; and
// what still runs is written as XMILE and read again, which must change no bit, and as .mdl.
// Bundled by `mutation-run.ts`, because a thread cannot start from TypeScript in Node 20.

import {readFileSync} from "node:fs"
import {parentPort} from "node:worker_threads"
import {Fault} from "../../src/core/fault.ts"
import {decode} from "../../src/documents/formats/decode.ts"
import {compile, emit, type Failure, interpret, type Program, type Runner, rows} from "../../src/engine/index.ts"
import {type Instantiate, openBlocks} from "../../src/engine/wasm/blocks.ts"
import {centralInputs} from "../../src/ensemble/index.ts"
import type {Blueprint} from "../../src/exchange/blueprint/blueprint.ts"
import {resolveData} from "../../src/exchange/data/data.ts"
import {flatten} from "../../src/exchange/flat/flatten.ts"
import {readMdl} from "../../src/exchange/vensim/mdl.ts"
import {writeMdl} from "../../src/exchange/vensim/mdl-writer.ts"
import {readXmile} from "../../src/exchange/xmile/xmile.ts"
import {writeXmile} from "../../src/exchange/xmile/xmile-writer.ts"

export type Task = {readonly n: number; readonly file: string; readonly bytes: Uint8Array}

/** How far a file came. `wrong`: it crashed, or two backends differ; `says` tells which. */
export type Fate = {
  readonly n: number
  readonly reached: "refused" | "issues" | "ran" | "failed" | "wrong"
  readonly says: string
  /** Of work, until it was refused or had run by interpreter and JavaScript. */
  readonly milliseconds: number
}

/** Steps that are run: enough to go through every part of a step, stocks, lags and events among them. */
const STEPS = 4

/** The program, stopped early, every step saved. */
function shortened(program: Program): Program {
  return {...program, steps: Math.min(program.steps, STEPS), every: 1}
}

/** What a run leaves behind: its bits, and how it failed. */
function course(runner: Runner, program: Program): string {
  const into = new Float64Array(rows(program) * program.outputs.length)
  const failure = runner.run(centralInputs(program), into, {seed: {lo: 1, hi: 0}, run: 0})
  return bits(failure, into)
}

/** Not the failure's whole sentence: it names the unit of time, of which XML may not hold every character. */
function bits(failure: Failure | null, table: Float64Array): string {
  for (let i = 0; i < table.length; i++) if (Number.isNaN(table[i]!)) table[i] = Number.NaN
  const stop = failure ? `${failure.status} in ${failure.name} at ${failure.time}` : ""
  return `${stop}\n${Buffer.from(table.buffer, table.byteOffset, table.byteLength).toString("base64")}`
}

const instantiate: Instantiate = (bytes, host) => {
  const given = {...host} as unknown as Record<string, WebAssembly.ImportValue>
  return new WebAssembly.Instance(new WebAssembly.Module(bytes as BufferSource), {host: given}).exports as never
}

/** The same course by WebAssembly, as two members of a block; null where the program does not fit one. */
function courseInBlock(program: Program): string | null {
  const blocks = openBlocks(program, instantiate)
  if (!blocks) return null
  const inputs = centralInputs(program)
  const [outputs, times] = [program.outputs.length, rows(program)]
  const twice = Float64Array.from([...inputs, ...inputs])
  const into = new Float64Array(2 * outputs * times)
  const [failure] = blocks.run(twice, into, {seed: {lo: 1, hi: 0}, run: 0, count: 2})
  const table = new Float64Array(outputs * times)
  for (let row = 0; row < times; row++)
    for (let j = 0; j < outputs; j++) table[row * outputs + j] = into[j * times + row]!
  return bits(failure ?? null, table)
}

/** One in so many is also run as WebAssembly and written: that takes longer than all the rest. */
const LONGER_ROAD = 4

/** A .mdl of it, read again; there are things that a .mdl cannot say, which is refused by name. */
function writtenAsMdl(blueprint: Blueprint, file: string): string | null {
  let text = ""
  try {
    text = writeMdl(blueprint).text
  } catch (error) {
    if (error instanceof Fault) return null
    throw error
  }
  const grave = readMdl(text, file).issues.find((issue) => issue.grave)
  return grave ? `written as .mdl it is not read again: ${grave.says}` : null
}

/** What WebAssembly or a file that was written and read again changes of `interpreted`; null for nothing. */
function wrongFurther(file: string, blueprint: Blueprint, program: Program, interpreted: string): string | null {
  try {
    if ((courseInBlock(program) ?? interpreted) !== interpreted) return "interpreter and WebAssembly differ"
    const again = flatten(readXmile(writeXmile(blueprint).text, file).blueprint, {file})
    const returned = shortened(compile(again.model))
    if (course(interpret(returned), returned) !== interpreted)
      return "another run after it was written as XMILE and read again"
    return writtenAsMdl(blueprint, file)
  } catch (error) {
    // What ran as it was is refused by nobody.
    return error instanceof Error ? (error.stack ?? error.message) : String(error)
  }
}

function fateOf({n, file, bytes}: Task, arrived: () => void): Pick<Fate, "reached" | "says"> {
  try {
    const decoded = decode(bytes)
    if (decoded.text === null) return {reached: "refused", says: decoded.why}
    const read = file.endsWith(".mdl") ? readMdl(decoded.text, file) : readXmile(decoded.text, file)
    const resolved = resolveData(read.blueprint, new Map(), {file})
    const flat = flatten(resolved.blueprint, {file})
    const grave = [...read.issues, ...resolved.issues, ...flat.issues].find((issue) => issue.grave)
    if (grave) return {reached: "issues", says: grave.says}
    const program = shortened(compile(flat.model))
    const interpreted = course(interpret(program), program)
    if (course(emit(program), program) !== interpreted)
      return {reached: "wrong", says: "interpreter and JavaScript differ"}
    const failure = interpreted.slice(0, interpreted.indexOf("\n"))
    arrived()
    const further = n % LONGER_ROAD === 0 ? wrongFurther(file, resolved.blueprint, program, interpreted) : null
    if (further) return {reached: "wrong", says: further}
    return failure ? {reached: "failed", says: failure} : {reached: "ran", says: ""}
  } catch (error) {
    if (error instanceof Fault) return {reached: "refused", says: error.code}
    return {reached: "wrong", says: error instanceof Error ? (error.stack ?? error.message) : String(error)}
  }
}

/** Milliseconds of this thread's own work, as Linux counts it; 0 where the system does not. */
function work(): number {
  try {
    return Number(readFileSync("/proc/thread-self/schedstat", "utf8").split(" ")[0]) / 1e6
  } catch {
    return 0
  }
}

/** Work where it is counted, so that a busy machine is no hang; else the time that passes. */
const clock = work() > 0 ? work : () => performance.now()

parentPort!.on("message", (task: Task) => {
  const start = clock()
  let milliseconds = 0
  const arrived = () => {
    milliseconds ||= clock() - start
  }
  const fate = fateOf(task, arrived)
  arrived()
  parentPort!.postMessage({n: task.n, ...fate, milliseconds} satisfies Fate)
})
