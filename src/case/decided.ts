// What a case's runs answer, kept: the answers when they are there, and the runs that they come from until then.
//
// In: a case, and how many runs. Out: the answers. Killed at any moment, the same call goes on from the last part of the runs
// that was kept, and ends with the same bytes; once the answers are kept the parts are let go.

import {Fault} from "../core/fault.ts"
import {contentHash} from "../core/ids.ts"
import {type Columns, sample} from "../ensemble/index.ts"
import type {Decision, PartKey} from "../outlook/index.ts"
import {cacheByContent} from "./cache.ts"
import {OPEN_QUESTION, openCase} from "./case.ts"
import {type Io, inFolder} from "./io.ts"
import {clockNotes, type PipelineOptions, readied, type Said, untilHorizon} from "./pipeline.ts"
import {text} from "./shape.ts"
import {decisionShape} from "./shapes.ts"

/** The name that parts of runs are kept under. */
const PART = "part"

/** What a case's runs answer, with what was read on the way; `reused`: parts of the runs that were there already. */
export type Decided = Pick<Said, "reading"> & {
  readonly decision: Decision
  readonly reused: number
  readonly notes: readonly string[]
}

/**
 * The answers of a case that somebody has modelled.
 * @throws Fault as `runPipeline`; `case/no-model` for one that nobody has: a draft has words and signs.
 */
export async function decided(
  path: string,
  io: Io,
  {
    onShare,
    ...options
  }: Pick<PipelineOptions, "runs" | "seed" | "maxFile"> & {
    readonly onShare?: (share: number) => void
  },
): Promise<Decided> {
  const opened = await openCase(path, io, options)
  if (opened.model === null)
    throw new Fault("case/no-model", "A drafted model has words and signs: no step in it has a size to decide by", {
      place: path,
      next: `\`brink outlook ${path}\` says what it can; build on \`brink draft ${path} --out ${inFolder(path, "model.yaml")}\`.`,
    })
  const ready = await readied(opened, io, options)
  const {reading, map, model, draws, runner, asked} = ready
  const {settings} = ready.opened
  const question = {
    ...asked,
    model: untilHorizon(model, opened.horizonWeeks),
    map,
    reading,
    outcomes: settings.outcomes ?? [],
    ...(settings.question === OPEN_QUESTION ? {} : {question: settings.question}),
  }
  const folder = opened.inMemory ? null : opened.path
  const keepEach = cacheByContent(folder, io)
  let reused = 0
  const [decision] = await keepEach("decision", [question], decisionShape, async (input): Promise<Decision> => {
    const {decide} = await import("../outlook/index.ts")
    const key = contentHash(JSON.stringify(input))
    const keep = async (part: PartKey, make: () => Promise<Uint8Array>): Promise<Uint8Array> => {
      let made: Uint8Array | null = null
      const [kept] = await keepEach(PART, [{key, ...part}], text, async () => {
        made = await make()
        return Buffer.from(made.buffer, made.byteOffset, made.byteLength).toString("base64")
      })
      if (made !== null) return made
      reused++
      return Buffer.from(kept!, "base64")
    }
    const {runs, seed} = input
    const {execute, pasts} = runner
    const {room} = await io.reducing()
    // Columns that each run draws for itself: they are made whole.
    const columns: Columns = new Map()
    return decide({
      ...input,
      execute,
      pasts,
      inputs: (program, span) =>
        draws?.inputs(program, runs, seed, {columns, span}) ?? sample(program, runs, seed, columns, span),
      keep,
      room,
      pause: () => new Promise((resolve) => setImmediate(resolve)),
      ...(onShare && {onProgress: onShare}),
    })
  })
  const place = io.kept.folder(folder)
  if (place !== null) io.kept.trim(place, `${PART}-`, 0)
  const notes = [...ready.notes, ...clockNotes(ready.opened, model), ...(draws?.notes ?? [])]
  return {reading, decision: decision!, reused, notes}
}
