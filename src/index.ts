// The package as other programs use it: `import {outlookOf} from "brink"`. In: a path to documents or a case, or the value
// that an earlier call gave. Out: the same values that the commands print, as objects. The one place besides cli that joins
// io and the pure layers; each function loads its layers when it is called, so that an import alone costs nothing.
//
// All of it holds for Node alone. What runs in browsers too (map, model, engine, ...) has subpaths of its own: docs/package.md.

import {availableParallelism} from "node:os"
import type {Retrospective, Version} from "./case/index.ts"
import type {Reading} from "./claims/index.ts"
import {Fault, type Issue, nearest} from "./core/fault.ts"
import {MOST_SEED, readSeed} from "./core/seeds.ts"
import type {CompileOptions} from "./engine/index.ts"
import type {Runs} from "./ensemble/index.ts"
import type {FirstReading} from "./firstreading/index.ts"
import type {World} from "./io/index.ts"
import {MOST_RUNS, MOST_WORKERS, USUAL_RUNS} from "./io/limits.ts"
import type {English} from "./language/index.ts"
import type {Model} from "./model/index.ts"
import type {OutlookFile} from "./outlook/index.ts"

export type {Claim, Reading} from "./claims/index.ts"
export {Fault, type Issue} from "./core/fault.ts"
export {draft} from "./draft/index.ts"
export type {Runs} from "./ensemble/index.ts"
export {type CausalMap, gather} from "./map/index.ts"
export type {Model} from "./model/index.ts"
export type {OutlookFile as Outlook} from "./outlook/index.ts"

const READING = ["maxFile"] as const
const RUNNING = ["runs", "seed", "workers"] as const
const COMPILING = ["settings", "cuts", "events", "method"] as const

type ReadOptions = {
  /** Bytes of the longest file that is read; 20,000,000. */
  readonly maxFile?: number
}

type RunOptions = {
  /** Number of runs, 1 to 10,000,000; 1,000. */
  readonly runs?: number
  /** Of the random numbers: a whole number from 0 to 2^64-1, as text where it has more than 15 digits; 1. */
  readonly seed?: number | string
  /** Threads, 1 to 256; as many as there are cores. No number depends on it. */
  readonly workers?: number
}

/**
 * The findings on a case, a folder of documents or one document: what `brink outlook PATH --json` prints, and nothing is
 * written. Only a case (a folder with `case.yaml`) keeps its stages, in its folder `.brink`, as the command has it do.
 *
 * @param path     as the command takes it; relative to the working directory.
 * @param options  `runs` of each ensemble, `seed`, `workers`; `maxFile`, the longest document read, in bytes.
 * @returns        format brink/outlook@1 (schemas/outlook.json), with `report` null. Files that were passed over are in
 *                 `skipped`, failed runs in `failed`: neither is thrown.
 * @throws Fault   of the stage that refused: `doors/not-found`, `case/no-document`, `case/no-claim`, `case/invalid-file`, ...;
 *                 `brink/bad-option` for an option that is none, or out of its range.
 */
export async function outlookOf(
  path: string,
  options: RunOptions & ReadOptions = {},
): Promise<
  OutlookFile & {
    readonly version: Version
    readonly firstReading?: FirstReading
    readonly retrospectives?: readonly Retrospective[]
  }
> {
  held(options, [...RUNNING, ...READING])
  const given = pathOf(path)
  const maxFile = maxFileOf(options)
  const asked = {runs: runsOf(options), seed: seedOf(options)}
  return inWorld(workersOf(options), async (io) => {
    const [{runPipeline, versionOf}, {outlookFile}] = await Promise.all([
      import("./case/index.ts"),
      import("./outlook/index.ts"),
    ])
    const result = await runPipeline(given, io, {...asked, ...(maxFile !== undefined && {maxFile})})
    const {outlook, first, retrospectives} = result
    return {
      ...outlookFile(outlook, null),
      version: versionOf(result, io),
      ...(retrospectives.length > 0 && {retrospectives}),
      ...(first && {firstReading: first}),
    }
  })
}

/**
 * Reads the documents of a case, of a folder, or one document, by rules and offline: what `brink read PATH --why --json`
 * prints. What a person decided in a case (`edits.jsonl`) is no part of it.
 *
 * @param options  `maxFile`, the longest document read, in bytes.
 * @returns        format brink/reading@1 (schemas/reading.json). Offsets are UTF-16 code units. Files that were passed over
 *                 are in `issues`.
 * @throws Fault   `doors/not-found`; `case/no-document` when none of the documents can be read, with the reasons;
 *                 `brink/bad-option`.
 */
export async function read(path: string, options: ReadOptions = {}): Promise<Reading> {
  held(options, READING)
  const maxFile = maxFileOf(options)
  const given = pathOf(path)
  return inWorld(1, async (io) => {
    const {openCase, readCase} = await import("./case/index.ts")
    const {reading} = await readCase(await openCase(given, io, maxFile === undefined ? {} : {maxFile}), io)
    return reading
  })
}

/**
 * Runs a model many times, its inputs drawn from their priors by a Latin hypercube: what `brink run MODEL --runs N` runs.
 * Runs that fail are kept in their places and named in `failures`.
 *
 * @param model    drafted, parsed or flattened (`draft`, `parseModel` of brink/model, `flatten` of brink/exchange).
 * @param options  `runs`, `seed`, `workers`; `save`, names of the quantities to keep, all by default; `settings`, `cuts`,
 *                 `events` and `method` as `compile` of brink/engine takes them.
 * @returns        `series` is runs x names x times, row-major: value of name j at time t in run i is
 *                 `series[(i * names.length + j) * time.length + t]`, in the quantity's unit; `time` in the model's.
 * @throws Fault   of compiling (`engine/...`, `model/...`); `ensemble/unknown-name`, `ensemble/too-large`; `brink/bad-option`.
 */
export async function run(
  model: Model,
  options: RunOptions & Pick<CompileOptions, (typeof COMPILING)[number]> & {readonly save?: readonly string[]} = {},
): Promise<Runs> {
  held(options, [...RUNNING, ...COMPILING, "save"])
  const {save, settings, cuts, events, method} = options
  const plan = {runs: runsOf(options), seed: seedOf(options), ...(save && {save})}
  return inWorld(workersOf(options), async (io) => {
    const {compile} = await import("./engine/index.ts")
    const program = compile(model, {
      ...(settings && {settings}),
      ...(cuts && {cuts}),
      ...(events && {events}),
      ...(method && {method}),
    })
    return io.execute({program, ...plan})
  })
}

/**
 * A model from its file: Brink's own (.yaml) or another tool's (.mdl, .xmile, .stmx, .itmx, .xml), with the data files that it
 * reads (spreadsheets and text) looked for beside it, as `brink run` looks for them.
 *
 * @param options  `data`, files of series for data variables, searched first; `?tag=FILE` for a tag of the model's.
 * @returns        `issues` of another tool's file, data files and names that are missing among them. With a `grave` one the
 *                 model is not what its file says: the commands refuse it, and so should a caller.
 * @throws Fault   `doors/not-found`, `doors/unreadable`, `doors/too-large`, `doors/other-type`; `model/...` for every mistake of
 *                 Brink's own file; `brink/bad-option`.
 */
export async function openModel(
  path: string,
  options: {readonly data?: readonly string[]} = {},
): Promise<{readonly model: Model; readonly issues: readonly (Issue & {readonly grave: boolean})[]}> {
  held(options, ["data"])
  const given = pathOf(path)
  if (/\.ya?ml$/i.test(given)) return {model: await ownModel(given), issues: []}
  const {model, issues} = await (await import("./io/models.ts")).openModel(given, options)
  return {model, issues}
}

function ownModel(path: string): Promise<Model> {
  return inWorld(1, async (io) => {
    const {parseModel} = await import("./model/index.ts")
    const text = io.readText(path)
    if (text === null)
      throw new Fault("doors/not-found", `There is no file ${path}`, {next: "Check the spelling, and the folder."})
    return parseModel(text, path)
  })
}

/**
 * English as it ships, for `read` of brink/claims and `mentionReader` of brink/mentions, which take documents that are in
 * memory. Takes some 0.2 s and 100 MB: load it once and pass it on.
 *
 * @throws Fault `doors/weights` when the package's weights file cannot be read.
 */
export async function loadEnglish(): Promise<English> {
  return (await import("./io/english.ts")).loadEnglish()
}

/** Runs `act` with a world of its own, closed afterwards: its threads would keep the process alive. */
async function inWorld<T>(workers: number, act: (io: World) => Promise<T>): Promise<T> {
  const {openWorld} = await import("./io/index.ts")
  const io = openWorld({workers})
  try {
    return await act(io)
  } finally {
    await io.close()
  }
}

/** Programs without types: a misspelt option would otherwise be an option left out. */
function held(options: object, known: readonly string[]): void {
  const wrong = Object.keys(options).find((name) => !known.includes(name))
  if (wrong === undefined) return
  const near = nearest(wrong, known, 1)[0]
  throw new Fault("brink/bad-option", `There is no option '${wrong}'`, {
    next: `${near ? `Did you mean '${near}'? ` : ""}There are: ${known.join(", ")}.`,
  })
}

function pathOf(path: unknown): string {
  if (typeof path === "string" && path !== "") return path
  throw new Fault("brink/bad-option", `A path is wanted, and got ${shown(path)}`, {
    next: 'Name a folder of documents, a document or a case: outlookOf("my-articles").',
  })
}

function whole(name: string, value: unknown, most: number): number {
  if (typeof value === "number" && Number.isInteger(value) && value >= 1 && value <= most) return value
  throw new Fault("brink/bad-option", `${name} is ${shown(value)}`, {next: `Give a whole number from 1 to ${most}.`})
}

const runsOf = ({runs = USUAL_RUNS}: RunOptions): number => whole("runs", runs, MOST_RUNS)

const workersOf = ({workers = Math.min(MOST_WORKERS, availableParallelism())}: RunOptions): number =>
  whole("workers", workers, MOST_WORKERS)

const maxFileOf = ({maxFile}: ReadOptions): number | undefined =>
  maxFile === undefined ? undefined : whole("maxFile", maxFile, Number.MAX_SAFE_INTEGER)

/** In decimal, without leading zeros: the same seed has the same name however it was given. */
function seedOf({seed = 1}: RunOptions): string {
  const text = typeof seed === "number" && Number.isSafeInteger(seed) ? String(seed) : seed
  const value = typeof text === "string" ? readSeed(text) : null
  if (value !== null) return value.toString()
  throw new Fault("brink/bad-option", `seed is ${shown(seed)}`, {
    next: `Give a whole number from 0 to ${MOST_SEED}, as text where it has more than 15 digits.`,
  })
}

const shown = (value: unknown): string =>
  typeof value === "string" ? JSON.stringify(value) : typeof value === "object" ? "an object" : String(value)
