// One model of the corpus through the whole road: read, flattened, compiled, run by every backend, compared with its
// canon. What goes wrong is a sentence, never a throw.

import {readdirSync, readFileSync} from "node:fs"
import {join} from "node:path"
import {openModel} from "../../src/doors/models.ts"
import {compile, emit, interpret, type Program, rows, savedTimes} from "../../src/engine/index.ts"
import {type Canon, columnKey, compare, parseCanon} from "./canon.ts"

export type Outcome = {
  /** Folder within the corpus, and the model's file. */
  readonly folder: string
  readonly file: string
  readonly format: "mdl" | "xmile"
  /** Columns that are right, and all of the canon's. */
  readonly right: number
  readonly columns: number
  /** Why it is no match; null when every column is right. */
  readonly why: string | null
  /** Issues that are not grave. */
  readonly warnings: readonly string[]
  readonly milliseconds: number
}

/** The folders of the corpus that have a model and a canon, with their models. */
export function foldersOf(corpus: string): {folder: string; models: string[]; canon: string}[] {
  const found: {folder: string; models: string[]; canon: string}[] = []
  for (const part of ["tests", "samples"])
    for (const name of readdirSync(join(corpus, part)).sort()) {
      if (name.includes(".")) continue
      const folder = `${part}/${name}`
      const files = readdirSync(join(corpus, folder)).sort()
      const canon = files.find((file) => file === "output.csv" || file === "output.tab")
      const models = files.filter((file) => /\.(?:mdl|xmile|stmx)$/i.test(file))
      if (canon && models.length > 0) found.push({folder, models, canon})
    }
  return found
}

/** Runs one model and compares it. */
export function tryModel(corpus: string, folder: string, file: string, canonFile: string): Outcome {
  const began = performance.now()
  const format = /\.mdl$/i.test(file) ? "mdl" : "xmile"
  const base = {folder, file, format, right: 0, columns: 0, warnings: [] as string[]} as const
  const done = (more: Partial<Outcome>): Outcome => ({
    ...base,
    why: null,
    ...more,
    milliseconds: performance.now() - began,
  })
  let canon: Canon
  let warnings: string[] = []
  try {
    canon = parseCanon(readFileSync(join(corpus, folder, canonFile)))
    const opened = openModel(join(corpus, folder, file))
    warnings = opened.issues.filter((issue) => !issue.grave).map((issue) => `${issue.code}: ${issue.says}`)
    const grave = opened.issues.filter((issue) => issue.grave)
    if (grave.length > 0)
      return done({
        warnings,
        columns: canon.columns.length,
        why: `${grave[0]!.code}: ${grave[0]!.says}${grave.length > 1 ? ` (and ${grave.length - 1} more)` : ""}`,
      })
    const program = compile(opened.model)
    const {table, why} = runAll(program)
    if (why !== null) return done({warnings, columns: canon.columns.length, why})
    const times = [...savedTimes(program)]
    const slots = new Map(program.outputs.map(({name}, i) => [columnKey(name), i]))
    const wrong: string[] = []
    for (const column of canon.columns) {
      const output = slots.get(columnKey(column.name))
      if (output === undefined) {
        wrong.push(`${column.name}: missing`)
        continue
      }
      const values = times.map((_, row) => table[row * program.outputs.length + output]!)
      const says = compare(canon, column, times, values)
      if (says !== null) wrong.push(`${column.name}: ${says}`)
    }
    const right = canon.columns.length - wrong.length
    return done({
      warnings,
      right,
      columns: canon.columns.length,
      why:
        wrong.length === 0
          ? null
          : `${wrong.slice(0, 3).join("; ")}${wrong.length > 3 ? `; and ${wrong.length - 3} more` : ""}`,
    })
  } catch (error) {
    return done({
      warnings,
      why: error instanceof Error ? error.message.split("\n").slice(0, 3).join(" | ") : String(error),
    })
  }
}

const CONTEXT = {seed: {lo: 1, hi: 0}, run: 0} as const

/** The interpreter's table, and whether every other backend gives the same bits. */
function runAll(program: Program): {table: Float64Array; why: string | null} {
  const inputs = program.inputs.map(({prior}) => (prior.kind === "fixed" ? prior.value : 0))
  const size = rows(program) * program.outputs.length
  const truth = new Float64Array(size)
  const failed = interpret(program).run(inputs, truth, CONTEXT)
  const other = new Float64Array(size)
  const failedToo = emit(program).run(inputs, other, CONTEXT)
  for (let i = 0; i < size; i++)
    if (!Object.is(truth[i], other[i]) && failed?.time === failedToo?.time) {
      const {name} = program.outputs[i % program.outputs.length]!
      return {
        table: truth,
        why: `JavaScript gives other bits than the interpreter: '${name}' ${other[i]}, not ${truth[i]}`,
      }
    }
  return {table: truth, why: failed ? failed.says : null}
}
