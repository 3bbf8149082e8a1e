// Plans that are written down, and the folders of their shards. In: what is asked of a model, or a plan's file. Out: the
// file; the same runs again, on whatever machine; an executor that reads them from the shards of a folder.

import {join} from "node:path"
import {type Planned, planSchema} from "../case/index.ts"
import {Fault, listed} from "../core/fault.ts"
import {readYaml} from "../core/source.ts"
import {rows} from "../engine/index.ts"
import {type Executor, type Plan, type Sharded, sample, sharded, usualSize} from "../ensemble/index.ts"
import {taggedFile} from "../exchange/index.ts"
import {programVersion} from "../io/fingerprint.ts"
import {type Address, readAddress} from "../io/nats.ts"
import {RunShards} from "../io/run-shards.ts"
import {prepareFolder} from "../io/shards.ts"
import {openDigest, RUNS_MULTIPLE} from "../io/workers.ts"
import {filling, IN_FOLDER, isReadingPlan, refuseOtherVersion, seenFrom, seenFromHere} from "./plan-folders.ts"
import {planOf, type Ready, type RunOptions} from "./ready-to-run.ts"
import {type Request, textOf} from "./request.ts"

/** A plan from its file: where its model is from here, and what was asked of it. */
export type OpenPlan = {
  readonly file: string
  readonly planned: Planned
  readonly path: string
  readonly options: RunOptions
}

// ---- written

/** Writes the plan of what is asked into `file`. @throws Fault as `planOf`, and `doors/cannot-write`. */
export async function writePlan(
  {io}: Request,
  path: string,
  o: RunOptions,
  ready: Ready,
  file: string,
): Promise<Planned> {
  const planned = plannedOf(await cutOf(ready, o), path, o, file)
  io.writeWhole(file, textOfPlan(planned))
  return planned
}

/** The plan of what is asked, with all that is drawn, cut into shards. */
async function cutOf(ready: Ready, o: RunOptions): Promise<Sharded> {
  const {plan} = await planOf(ready, o)
  const {program, runs, seed} = plan
  const inputs = plan.inputs ?? ready.draws?.inputs(program, runs, seed) ?? sample(program, runs, seed)
  const whole = {...plan, inputs, save: ready.save}
  const size = o.shardRuns ?? usualSize(program, ready.save.length, runs)
  return sharded(whole, size, programVersion(), openDigest, o.float32 ? "<f4" : "<f8")
}

function plannedOf(all: Sharded, path: string, o: RunOptions, file: string): Planned {
  const {save, set, cut, scenario, strict, method, backend, design, float32, maxFile} = o
  const data = o.data?.map((words) => {
    const {tag, file: data} = taggedFile(words) ?? {tag: null, file: words}
    return tag === null ? seenFrom(file, data) : `${tag}=${seenFrom(file, data)}`
  })
  const asked = {save, set, cut, scenario, data, strict, method, backend, design, float32, maxFile}
  return {
    format: "brink/plan@1",
    brink: all.version,
    model: seenFrom(file, path),
    // What was not asked has no key.
    asked: JSON.parse(JSON.stringify(asked)),
    runs: all.plan.runs,
    seed: all.plan.seed,
    names: [...all.plan.save],
    times: rows(all.plan.program),
    shard: all.size,
    shards: all.count,
    program: all.program,
    inputs: all.inputs,
    id: all.id,
  }
}

const textOfPlan = (planned: Planned): string => `${JSON.stringify(planned, null, 1)}\n`

// ---- read

/**
 * The plan in `file`.
 * @throws Fault `doors/not-found`, `plan/invalid-file`, `shards/other-version`.
 */
export function openPlan(request: Request, file: string): OpenPlan {
  const text = textOf(request, file)
  if (isReadingPlan(text))
    throw new Fault("cli/usage", `${file} is a plan of reading documents, and not of runs`, {
      next: `What they say is gathered with \`brink read --plan ${file} --from DIR\`.`,
    })
  const planned = readYaml(text, file, planSchema, "plan")
  refuseOtherVersion(file, planned.brink)
  const {data, ...asked} = planned.asked
  const here = data?.map((words) => {
    const {tag, file: data} = taggedFile(words) ?? {tag: null, file: words}
    return tag === null ? seenFromHere(file, data) : `${tag}=${seenFromHere(file, data)}`
  })
  const options = {
    ...asked,
    ...(here && {data: here}),
    runs: planned.runs,
    seed: planned.seed,
    shardRuns: planned.shard,
  }
  return {file, planned, path: seenFromHere(file, planned.model), options: options as RunOptions}
}

/** What a plan says of its runs, in words, for those in which two plans differ. */
const PARTS: readonly (readonly [keyof Planned, string])[] = [
  ["program", "the model, or what is set in it"],
  ["inputs", "what its runs draw"],
  ["names", "the quantities that are saved"],
  ["times", "the times that are saved"],
  ["runs", "the number of runs"],
  ["seed", "the seed"],
  ["shard", "the runs of a shard"],
  ["shards", "the number of shards"],
  ["id", "the id"],
]

const differences = (a: Planned, b: Planned): string[] => [
  ...PARTS.filter(([key]) => JSON.stringify(a[key]) !== JSON.stringify(b[key])).map(([, words]) => words),
  ...(a.asked.float32 === b.asked.float32 ? [] : ["the width of numbers (--float32)"]),
]

/**
 * The runs of a plan, from its model as it is here.
 * @throws Fault `shards/other-model` where they are not those that the plan names.
 */
export async function sameRuns({file, planned, path, options}: OpenPlan, ready: Ready): Promise<Sharded> {
  const all = await cutOf(ready, options)
  const found = differences(planned, plannedOf(all, path, options, file))
  if (found.length > 0)
    throw new Fault("shards/other-model", `${path} does not give the runs of ${file}: ${listed(found)} differ`, {
      next: "Put back the model that the plan was made of, or make the plan anew.",
    })
  return all
}

// ---- folders

/**
 * Reads the runs of a plan from the shards in `folder`.
 * @throws Fault `doors/not-found`; `shards/missing` and others of `RunShards`; as `sameRuns`.
 */
export async function gathering({io}: Request, opened: OpenPlan, ready: Ready, folder: string): Promise<Executor> {
  if (io.kindOfPath(folder) !== "folder")
    throw new Fault("doors/not-found", `There is no folder ${folder}`, {
      next: `\`brink shard --plan ${opened.file} --out ${folder}\` makes it.`,
    })
  const shards = new RunShards(folder, await sameRuns(opened, ready))
  shards.assertWhole(opened.file)
  return shards.executor()
}

/**
 * Runs what is asked in a folder of shards, with whoever else is at work there, and reads it from them. What is there
 * already is not run again.
 * @throws Fault `shards/other-plan`, `shards/other-version` where the folder is of other runs.
 */
export async function sharing(
  request: Request,
  path: string,
  o: RunOptions,
  ready: Ready,
  folder: string,
): Promise<Executor> {
  // Before any work: an address that is none.
  const address = o.engine === undefined ? null : readAddress(o.engine)
  prepareFolder(folder, IN_FOLDER)
  const file = join(folder, IN_FOLDER)
  const all = await cutOf(ready, o)
  const planned = plannedOf(all, path, o, file)
  const shards = new RunShards(folder, all)
  if (!shards.place(IN_FOLDER, [new TextEncoder().encode(textOfPlan(planned))])) {
    const there = openPlan(request, file)
    const found = differences(there.planned, planned)
    if (found.length > 0)
      throw new Fault("shards/other-plan", `${folder} has the runs of another plan: ${listed(found)} differ`, {
        next: "Name another folder; this one may be deleted when its runs are not wanted.",
      })
  }
  if (address) await fillFrom(request, shards, address)
  else await fillFolder(request, shards, o)
  return shards.executor()
}

/** Computes what a folder lacks, with a bar, and says what was there. */
export async function fillFolder(request: Request, shards: RunShards, {workers = 1}: RunOptions): Promise<void> {
  const {terminal, io} = request
  const {room} = await io.reducing()
  const {path, all} = shards
  await filling(request, {doing: "running", where: path, count: all.count}, (onProgress) =>
    shards.fill({
      execute: io.execute,
      room,
      // One more than keeps the threads busy: it computes while others are written.
      atOnce: workers <= 1 ? 1 : 1 + Math.ceil(workers / Math.ceil(shards.all.size / RUNS_MULTIPLE)),
      say: terminal.warn,
      onProgress,
    }),
  )
}

/** The same by workers at a server. @throws Fault as `fillByQueue`. */
async function fillFrom(request: Request, shards: RunShards, address: Address): Promise<void> {
  const {terminal, io} = request
  const {fillByQueue} = await import("../io/nats-driver.ts")
  await filling(request, {doing: "running", where: address.shown, count: shards.all.count}, (onProgress) =>
    fillByQueue(shards, address, {execute: io.execute, say: terminal.warn, onProgress}),
  )
}

/** A plan's runs are what `asked` and its own numbers say: options of a run that would change them are refused. */
export function refuseOwnWords(o: RunOptions, planned: Pick<Plan, "seed"> & {readonly runs: number}): void {
  const said = [
    ...(["save", "set", "cut", "scenario", "data", "method", "backend", "design"] as const).filter(
      (name) => o[name] !== undefined,
    ),
    ...(o.strict ? ["strict"] : []),
    ...(o.float32 ? ["float32"] : []),
    ...(o.shardRuns !== undefined ? ["shard-runs"] : []),
    ...(o.runs !== undefined && o.runs !== planned.runs ? ["runs"] : []),
    ...(o.seed !== undefined && o.seed !== "1" && o.seed !== planned.seed ? ["seed"] : []),
  ]
  if (said.length > 0)
    throw new Fault("cli/usage", `--${said[0]} was said when the plan was made, and --from gathers what it says`, {
      next: "Leave it out, or make another plan.",
    })
}
