// One model of the corpus through the whole road: read, laid out flat, compiled, run by every backend, compared with
// its canon. What goes wrong is a sentence, never a throw.

import {readdirSync, readFileSync} from "node:fs"
import {join} from "node:path"
import {draws} from "../../src/check/tested.ts"
import {Fault} from "../../src/core/fault.ts"
import {groupBy} from "../../src/core/grouping.ts"
import {compile, emit, interpret, type Program, rows, savedTimes} from "../../src/engine/index.ts"
import {openBlocks} from "../../src/engine/wasm/blocks.ts"
import {exportMdl, flatten, type Read, readMdl, readXmile, writeXmile} from "../../src/exchange/index.ts"
import {type OpenedModel, openModel} from "../../src/io/models.ts"
import {type Distribution, type Model, readBy} from "../../src/model/index.ts"
import {columnKey, compare, parseCanon} from "./canon.ts"
import {type Exception, exceptions} from "./exceptions.ts"

/** How one model fared. */
export type Outcome = {
  /** Folder within the corpus, and the model's file. */
  readonly folder: string
  readonly file: string
  readonly format: "mdl" | "xmile"
  /** Columns that are right, and all of the canon's. */
  readonly right: number
  readonly columns: number
  /** Columns left out because they hang on random draws. */
  readonly random: number
  /** Why it is no match; null when every column is right. */
  readonly why: string | null
  /** Those that were called upon. */
  readonly excepted: readonly Exception[]
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

/** Runs one model and compares it, once as it stands and, where that is no match, once with its exceptions. */
export async function tryModel(corpus: string, folder: string, file: string, canonFile: string): Promise<Outcome> {
  const plain = await attempt(corpus, folder, file, canonFile, [])
  if (plain.why === null) return plain
  const granted = exceptions.filter(({of}) => of === folder || of === `${folder}/${file}`)
  return granted.length === 0 ? plain : attempt(corpus, folder, file, canonFile, granted)
}

async function attempt(
  corpus: string,
  folder: string,
  file: string,
  canonFile: string,
  granted: readonly Exception[],
): Promise<Outcome> {
  const began = performance.now()
  const format = /\.mdl$/i.test(file) ? "mdl" : "xmile"
  let outcome: Omit<Outcome, "milliseconds"> = {
    folder,
    file,
    format,
    right: 0,
    columns: 0,
    random: 0,
    why: null,
    excepted: granted,
    warnings: [],
  }
  const done = (more: Partial<Outcome>): Outcome => ({...outcome, ...more, milliseconds: performance.now() - began})
  try {
    const canon = parseCanon(readFileSync(join(corpus, folder, canonFile)))
    outcome = {...outcome, columns: canon.columns.length}
    if (granted.some((exception) => "skip" in exception)) return done({})
    const opened = await openModel(join(corpus, folder, file))
    const warnings = opened.issues.filter((issue) => !issue.grave).map((issue) => `${issue.code}: ${issue.says}`)
    outcome = {...outcome, warnings}
    const grave = opened.issues.filter((issue) => issue.grave)
    if (grave.length > 0) return done({why: `${grave[0]!.code}: ${grave[0]!.says}${more(grave.length - 1)}`})
    const program = compile(opened.model)
    const {table, why} = runAll(program)
    if (why !== null) return done({why})
    const truth = {program, table}
    const times = [...savedTimes(program)]
    const slots = new Map(program.outputs.map(({name}, i) => [columnKey(name), i]))
    const chance = drawn(opened.model)
    const within = Math.max(0, ...granted.map((exception) => ("within" in exception ? exception.within : 0)))
    const wrong: string[] = []
    let [right, random] = [0, 0]
    for (const column of canon.columns) {
      if (granted.some((exception) => "without" in exception && exception.without.test(column.name))) continue
      const output = slots.get(columnKey(column.name))
      if (output === undefined) {
        wrong.push(`${column.name}: missing`)
        continue
      }
      if (chance.has(program.outputs[output]!.name)) {
        random++
        continue
      }
      const values = times.map((_, row) => table[row * program.outputs.length + output]!)
      const says = compare(canon, column, times, values, within)
      if (says !== null) wrong.push(`${column.name}: ${says}`)
      else right++
    }
    const lost = roundTrips(opened, truth)
    if (lost !== null) wrong.push(lost)
    return done({right, random, why: wrong.length === 0 ? null : wrong.slice(0, 3).join("; ") + more(wrong.length - 3)})
  } catch (error) {
    return done({why: error instanceof Error ? error.message.split("\n").slice(0, 3).join(" | ") : String(error)})
  }
}

/**
 * Whether a model that is written as XMILE, and as .mdl, comes back with the same names and the same bits; null when it
 * does, else what is different.
 */
function roundTrips(opened: OpenedModel, truth: {program: Program; table: Float64Array}): string | null {
  const ways: [string, () => Read][] = [
    ["XMILE", () => readXmile(writeXmile(opened.blueprint).text, "back.xmile")],
    ["mdl", () => readMdl(exportMdl(opened.blueprint, opened.model, central).text, "back.mdl")],
  ]
  for (const [way, back] of ways) {
    let read: Read
    try {
      read = back()
    } catch (error) {
      // What Vensim has no words for is refused by name; XMILE takes everything.
      if (way === "mdl" && error instanceof Fault && error.code === "exchange/not-in-mdl") continue
      throw error
    }
    const flat = flatten(read.blueprint, {file: "back"})
    const grave = [...read.issues, ...flat.issues].find((issue) => issue.grave)
    if (grave) return `back from ${way}: ${grave.code}: ${grave.says}`
    const program = compile(flat.model)
    const inputs = program.inputs.map(({prior}) => central(prior))
    const table = new Float64Array(rows(program) * program.outputs.length)
    interpret(program).run(inputs, table, {seed: SEED, run: 0})
    const height = rows(truth.program)
    if (rows(program) !== height) return `back from ${way}: ${rows(program)} rows, not ${height}`
    const slots = new Map(program.outputs.map(({name}, i) => [columnKey(name), i]))
    for (const [i, {name}] of truth.program.outputs.entries()) {
      const j = slots.get(columnKey(name))
      if (j === undefined) return `back from ${way}: '${name}' is gone`
      for (let row = 0; row < height; row++) {
        const [value, was] = [
          table[row * program.outputs.length + j]!,
          truth.table[row * truth.program.outputs.length + i]!,
        ]
        if (!Object.is(value, was)) return `back from ${way}: '${name}' is ${value} in row ${row}, not ${was}`
      }
    }
  }
  return null
}

const central = (prior: Distribution): number => (prior.kind === "fixed" ? prior.value : 0)

const more = (count: number) => (count > 0 ? ` (and ${count} more)` : "")

/** The quantities that hang on random draws, directly or through others. */
function drawn({quantities}: Model): ReadonlySet<string> {
  const reads = quantities.flatMap((quantity) => [...readBy(quantity)].map((name) => ({name, reader: quantity.name})))
  const readers = groupBy(reads, ({name}) => name)
  const waiting = quantities.filter(draws).map(({name}) => name)
  const found = new Set<string>()
  for (let name = waiting.pop(); name !== undefined; name = waiting.pop()) {
    if (found.has(name)) continue
    found.add(name)
    for (const {reader} of readers.get(name) ?? []) waiting.push(reader)
  }
  return found
}

const SEED = {lo: 1, hi: 0} as const
/** Members of a block that are compared: more than one pair of lanes. */
const MEMBERS = 3

/** The interpreter's table, and whether every other backend gives the same bits. */
function runAll(program: Program): {table: Float64Array; why: string | null} {
  const inputs = Float64Array.from(program.inputs, ({prior}) => (prior.kind === "fixed" ? prior.value : 0))
  const width = program.outputs.length
  const height = rows(program)
  const truth = new Float64Array(height * width)
  const failed = interpret(program).run(inputs, truth, {seed: SEED, run: 0})
  const other = new Float64Array(height * width)
  const failedToo = emit(program).run(inputs, other, {seed: SEED, run: 0})
  if (failed?.says !== failedToo?.says)
    return {table: truth, why: `JavaScript fails otherwise: ${failedToo?.says}, not ${failed?.says}`}
  for (let i = 0; i < truth.length; i++)
    if (!Object.is(truth[i], other[i]))
      return {table: truth, why: differs("JavaScript", program, i % width, other[i]!, truth[i]!)}
  const blocks = openBlocks(
    program,
    (bytes, host) =>
      new WebAssembly.Instance(new WebAssembly.Module(bytes as BufferSource), {host: {...host}}).exports as never,
  )
  if (blocks) {
    const block = new Float64Array(MEMBERS * width * height)
    const all = new Float64Array(MEMBERS * inputs.length)
    for (let member = 0; member < MEMBERS; member++) all.set(inputs, member * inputs.length)
    blocks.run(all, block, {seed: SEED, run: 0, count: MEMBERS})
    for (let output = 0; output < width; output++)
      for (let row = 0; row < height; row++) {
        const [value, true_] = [block[output * height + row]!, truth[row * width + output]!]
        if (!Object.is(value, true_)) return {table: truth, why: differs("WebAssembly", program, output, value, true_)}
      }
  }
  return {table: truth, why: failed ? failed.says : null}
}

function differs(backend: string, program: Program, output: number, value: number, truth: number): string {
  return `${backend} gives other bits than the interpreter: '${program.outputs[output]!.name}' ${value}, not ${truth}`
}
