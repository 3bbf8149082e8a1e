// `brink shard`: a part of what a plan names, runs or documents, or all that a folder lacks of it. In: a plan's file. Out:
// files of shards, each whole or absent, alike whoever computes them.

import {Fault} from "../core/fault.ts"
import {prepareFolder} from "../io/shards.ts"
import {isReadingPlan} from "./plan-folders.ts"
import {type Common, type ExitCode, type Request, textOf} from "./request.ts"

type ShardOptions = Common & {plan: string; out: string; index?: number}

/** `brink shard` */
export async function actShard(request: Request, o: ShardOptions): Promise<ExitCode> {
  if (isReadingPlan(textOf(request, o.plan))) {
    const {openReadingPlan, readShards} = await import("./reading-plan.ts")
    const opened = openReadingPlan(request, o.plan)
    refuseIndex(o, opened.planned.shards)
    await readShards(request, opened, o)
  } else await runShards(request, o)
  return 0
}

async function runShards(request: Request, o: ShardOptions): Promise<void> {
  const {terminal, io} = request
  const [{fillFolder, openPlan, sameRuns}, {readied}, {RunShards}] = await Promise.all([
    import("./plan-file.ts"),
    import("./ready-to-run.ts"),
    import("../io/run-shards.ts"),
  ])
  const opened = openPlan(request, o.plan)
  refuseIndex(o, opened.planned.shards)
  prepareFolder(o.out)
  // What is to be said of the model was said when the plan was made, and is said when it is gathered.
  const silent = {...request, terminal: {...terminal, warn: () => {}, note: () => {}}}
  const options = {...opened.options, ...(o.workers !== undefined && {workers: o.workers})}
  const folder = new RunShards(o.out, await sameRuns(opened, await readied(silent, opened.path, options)))
  if (o.index === undefined) {
    await fillFolder(request, folder, options)
    terminal.say(`${folder.path}\n`)
    return
  }
  const isNew = await folder.computeOne(o.index, {execute: io.execute, say: terminal.warn})
  if (!isNew) terminal.note(`${folder.file(o.index)} was there already`)
  terminal.say(`${folder.file(o.index)}\n`)
}

/** @throws Fault `cli/usage` for a shard that the plan does not have. */
function refuseIndex({plan, index}: ShardOptions, count: number): void {
  if (index !== undefined && index >= count)
    throw new Fault("cli/usage", `${plan} has ${count} shards, and --index asks for number ${index}`, {
      next: `They are numbered from 0 to ${count - 1}.`,
    })
}
