// `brink shard`: a part of a plan's runs, or all that a folder lacks of them. In: a plan's file. Out: files of shards, each
// whole or absent, alike whoever computes them.

import {Fault} from "../core/fault.ts"
import {computeOne, prepareFolder, ShardFolder} from "../io/shards.ts"
import {fillFolder, openPlan, sameRuns} from "./plan-file.ts"
import {readied} from "./ready-to-run.ts"
import type {Common, ExitCode, Request} from "./request.ts"

type ShardOptions = Common & {plan: string; out: string; index?: number}

/** `brink shard` */
export async function actShard(request: Request, o: ShardOptions): Promise<ExitCode> {
  const {terminal, io} = request
  const opened = openPlan(request, o.plan)
  const {shards: count} = opened.planned
  if (o.index !== undefined && o.index >= count)
    throw new Fault("cli/usage", `${o.plan} has ${count} shards, and --index asks for number ${o.index}`, {
      next: `They are numbered from 0 to ${count - 1}.`,
    })
  prepareFolder(o.out)
  // What is to be said of the model was said when the plan was made, and is said when it is gathered.
  const silent = {...request, terminal: {...terminal, warn: () => {}, note: () => {}}}
  const options = {...opened.options, ...(o.workers !== undefined && {workers: o.workers})}
  const folder = new ShardFolder(o.out, await sameRuns(opened, await readied(silent, opened.path, options)))
  if (o.index === undefined) {
    await fillFolder(request, folder, options)
    terminal.say(`${folder.path}\n`)
  } else {
    const isNew = await computeOne(folder, o.index, {execute: io.execute, say: terminal.warn})
    if (!isNew) terminal.note(`${folder.file(o.index)} was there already`)
    terminal.say(`${folder.file(o.index)}\n`)
  }
  return 0
}
