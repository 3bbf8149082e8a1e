// The whole road of one damaged file, in a thread of its own: bytes to text, text to
// blueprint, blueprint to model, model to program, a few steps of a run by two backends; and
// what still runs is written as XMILE and read again, which must change no bit, and as .mdl.
// Bundled by `mutation-run.ts`, because a thread cannot start from TypeScript in Node 20.

import {parentPort} from "node:worker_threads"
import {decode} from "../../src/doors/decode.ts"
import {compile, emit, interpret, type Program, type Runner, rows} from "../../src/engine/index.ts"
import {centralInputs} from "../../src/ensemble/index.ts"
import {resolveData} from "../../src/exchange/data.ts"
import {flatten} from "../../src/exchange/flatten.ts"
import {readMdl} from "../../src/exchange/mdl.ts"
import {writeMdl} from "../../src/exchange/mdl-writer.ts"
import {readXmile} from "../../src/exchange/xmile.ts"
import {writeXmile} from "../../src/exchange/xmile-writer.ts"
import {Fault} from "../../src/fault.ts"

export type Task = {readonly n: number; readonly file: string; readonly bytes: Uint8Array}

/** How far a file came. `wrong`: it crashed, or two backends differ; `says` tells which. */
export type Fate = {
  readonly n: number
  readonly reached: "refused" | "issues" | "ran" | "failed" | "wrong"
  readonly says: string
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
  for (let i = 0; i < into.length; i++) if (Number.isNaN(into[i]!)) into[i] = Number.NaN
  return `${failure?.says ?? ""}\n${Buffer.from(into.buffer).toString("base64")}`
}

function walk({file, bytes}: Task): Pick<Fate, "reached" | "says"> {
  try {
    const decoded = decode(bytes)
    if (decoded.text === null) return {reached: "refused", says: decoded.why}
    const read = file.endsWith(".mdl") ? readMdl(decoded.text, file) : readXmile(decoded.text, file)
    const resolved = resolveData(read.blueprint, new Map(), {file})
    const flat = flatten(resolved.blueprint, {file})
    const grave = [...read.issues, ...resolved.issues, ...flat.issues].find((issue) => issue.grave)
    if (grave) return {reached: "issues", says: grave.says}
    const program = shortened(compile(flat.model))
    const walked = course(interpret(program), program)
    if (course(emit(program), program) !== walked) return {reached: "wrong", says: "interpreter and JavaScript differ"}
    const again = flatten(readXmile(writeXmile(resolved.blueprint).text, file).blueprint, {file})
    const returned = shortened(compile(again.model))
    if (course(interpret(returned), returned) !== walked)
      return {reached: "wrong", says: "another run after it was written as XMILE and read again"}
    readMdl(writeMdl(resolved.blueprint).text, file)
    const failure = walked.slice(0, walked.indexOf("\n"))
    return failure ? {reached: "failed", says: failure} : {reached: "ran", says: ""}
  } catch (error) {
    if (error instanceof Fault) return {reached: "refused", says: error.code}
    return {reached: "wrong", says: error instanceof Error ? (error.stack ?? error.message) : String(error)}
  }
}

parentPort!.on("message", (task: Task) => {
  const start = performance.now()
  const fate = walk(task)
  const milliseconds = performance.now() - start
  parentPort!.postMessage({n: task.n, ...fate, milliseconds} satisfies Fate)
})
