// Two versions of a case from where they stand: each a case, a folder of documents, or an outlook that was written down.

import {z} from "zod"
import type {Reading} from "../claims/index.ts"
import {Fault, quoted} from "../core/fault.ts"
import {outcomesOf} from "../outlook/index.ts"
import {type Case, openCase} from "./case.ts"
import {type Diff, diff} from "./diff.ts"
import type {Io} from "./io.ts"
import {
  asDecided,
  happened,
  mapOfCase,
  modelOf,
  type PipelineOptions,
  type PipelineResult,
  readCase,
  skipped,
  untilHorizon,
} from "./pipeline.ts"
import {drawnFor, drawsOf, plausibleTexts} from "./plausible.ts"
import {type Follows, followsOf, madeOf, type Version} from "./version.ts"

const text = z.string()
const whole = z.number().int().min(0)

function isJson(line: string): boolean {
  try {
    const value: unknown = JSON.parse(line)
    return typeof value === "object" && value !== null
  } catch {
    return false
  }
}

/** What a case is made of. */
export const madeSchema: z.ZodType<Version["made"]> = z.strictObject({
  documents: z
    .array(z.strictObject({file: text, hash: text}))
    .describe("Files that were read, with a hash of what they hold."),
  edits: z
    .array(z.strictObject({line: text.refine(isJson, "a line of edits.jsonl"), name: text}))
    .describe("Lines of edits.jsonl, and what each is called."),
  files: z.record(text, text).describe("Hashes of the case's other files, by name."),
})

/** A version as `brink outlook --json` writes it, under `version`. */
export const versionSchema: z.ZodType<Version> = z.strictObject({
  made: madeSchema,
  follows: z.strictObject({
    claims: z.array(text),
    links: z.array(z.strictObject({id: text, sign: text, for: whole, against: whole})),
    loops: whole,
    outcomes: z.array(z.strictObject({id: text, says: text, share: z.number().min(0).max(1)})).optional(),
  }),
})

/** What of an earlier outlook is needed. */
const outlookSchema = z.looseObject({
  format: z.literal("brink/outlook@1"),
  runs: whole,
  seed: text,
  version: versionSchema,
})

/** The version that an outlook keeps, and the runs that its shares count. */
export type Earlier = {readonly version: Version; readonly runs: number; readonly seed: string}

/**
 * An earlier outlook from its file.
 * @throws Fault `doors/not-found`; `case/no-outlook` where it is none, is torn, or was written without its version.
 */
export function readEarlier(file: string, io: Pick<Io, "readText">): Earlier {
  const refuse = (says: string) =>
    new Fault("case/no-outlook", `${file} ${says}`, {
      next: "Give what `brink outlook CASE --json` printed, or the outlook.json that `brink outlook CASE --keep` wrote.",
    })
  const found = io.readText(file)
  if (found === null) throw new Fault("doors/not-found", `There is no ${file}`, {next: "Name an outlook.json."})
  let value: unknown
  try {
    value = JSON.parse(found)
  } catch (error) {
    throw refuse(`is no whole JSON value (${(error as Error).message.split("\n")[0]})`)
  }
  const read = outlookSchema.safeParse(value)
  if (read.success) return read.data
  const [issue] = read.error.issues
  const {format} = (value ?? {}) as {format?: unknown}
  if (format !== "brink/outlook@1")
    throw refuse(`is not an outlook${typeof format === "string" ? `: its format is "${quoted(format)}"` : ""}`)
  throw refuse(`does not hold what it was made of (${issue!.path.join(".") || "version"}: ${issue!.message})`)
}

/**
 * What changed since an earlier outlook of a case, whose version is `now`.
 *
 * @throws Fault `case/no-outlook` where it is of another case: not a document and not a file are the same.
 */
export async function changedSince(
  file: string,
  {version, runs, seed}: Earlier,
  {opened, outlook}: Pick<PipelineResult, "opened" | "outlook">,
  now: Version,
  io: Io,
): Promise<Diff> {
  const [was, is] = [version.made, now.made].map(
    ({documents, files}) => new Set([...documents.map((one) => one.file), ...Object.values(files)]),
  ) as [Set<string>, Set<string>]
  if (was.size > 0 && ![...was].some((one) => is.has(one)))
    throw new Fault(
      "case/no-outlook",
      `${file} is an outlook of another case: it shares no document and no file with ${opened.path}`,
      {
        next: "Give an earlier outlook.json of this case; `brink diff` compares any two.",
      },
    )
  const asked = {runs, seed}
  const same = outlook.runs === runs && outlook.seed === seed
  const after = same ? now : {...now, follows: await followsFrom(opened, io, asked)}
  return diff(version, after, {before: null, after: opened}, (state) => followsFrom(state, io, asked))
}

/**
 * What follows from a case, as far as two versions of it are compared: its claims, its map, and of a model of its own what
 * the outcomes do if nobody takes a new step. One ensemble, with the random numbers that the whole outlook has.
 *
 * @param heard is told what was read.
 * @throws Fault as `runPipeline`.
 */
async function followsFrom(
  opened: Case,
  io: Io,
  {runs, seed}: Pick<PipelineOptions, "runs" | "seed">,
  heard?: (reading: Reading) => void,
): Promise<Follows> {
  const asRead = await readCase(opened, io)
  heard?.(asRead.reading)
  const map = await mapOfCase(opened, asRead, io)
  const {reading} = asDecided(opened, asRead)
  const modelled = opened.model === null ? null : await modelOf(opened, map)
  if (modelled === null) return followsOf(reading, map, null)
  const {model, drafted} = modelled
  const {execute} = drawnFor(opened, model, drawsOf(opened, modelled, io), io.execute)
  const asked = {runs, seed, ...happened(opened, model), execute}
  const whole = untilHorizon(model, opened.horizonWeeks)
  const outcomes = opened.settings.outcomes ?? []
  return followsOf(reading, map, await outcomesOf({...asked, model: whole, map, reading, drafted, outcomes}))
}

/** What an outlook was made of, and what follows: by this a later one tells what changed. */
export function versionOf(
  {opened, reading, map, outlook, drafted}: PipelineResult,
  io: Pick<Io, "readText" | "listFiles">,
): Version {
  return {
    made: madeOf(opened, plausibleTexts(opened, io)),
    follows: followsOf(reading, map, drafted ? null : outlook.views),
  }
}

type Side = {readonly version: Version | null; readonly opened: Case | null}

/**
 * What changed between two versions.
 * @throws Fault as `openCase`, `readEarlier` and `runPipeline`; `case/no-outlook` where two outlooks count other runs.
 */
export async function compare(
  before: string,
  after: string,
  io: Io,
  {
    runs,
    seed,
    maxFile,
    onProgress,
  }: Pick<PipelineOptions, "runs" | "seed" | "maxFile"> & {onProgress?: (share: number) => void},
): Promise<{diff: Diff; runs: number; seed: string; left: ReturnType<typeof skipped>}> {
  const sideOf = async (path: string): Promise<Side & {asked: {runs: number; seed: string} | null}> => {
    if (/\.json$/i.test(path) && io.kindOfPath(path) === "file") {
      const {version, ...asked} = readEarlier(path, io)
      return {version, opened: null, asked: {runs: asked.runs, seed: asked.seed}}
    }
    return {version: null, opened: await openCase(path, io, maxFile === undefined ? {} : {maxFile}), asked: null}
  }
  const sides = [await sideOf(before), await sideOf(after)] as const
  // Shares are compared run by run, so that every side counts the runs that a written one has counted.
  const asked = sides[0].asked ?? sides[1].asked ?? {runs, seed}
  if (sides[1].asked && (sides[1].asked.runs !== asked.runs || sides[1].asked.seed !== asked.seed))
    throw new Fault("case/no-outlook", `${before} and ${after} count other runs, or with other random numbers`, {
      next: "Compare outlooks of one number of runs and one seed.",
    })
  let done = 0
  // Versions between have the files of these two.
  const left = new Map<string, ReturnType<typeof skipped>[number]>()
  const follow = async (opened: Case) => {
    const heard = (reading: Reading) => {
      for (const one of skipped(reading)) left.set(`${one.file} ${one.why}`, one)
    }
    const follows = await followsFrom(opened, io, asked, heard)
    onProgress?.(++done / (done + 1))
    return follows
  }
  const [was, is] = [await versionAt(sides[0], io, follow), await versionAt(sides[1], io, follow)]
  return {
    diff: await diff(was, is, {before: sides[0].opened, after: sides[1].opened}, follow),
    ...asked,
    left: [...left.values()],
  }
}

async function versionAt(
  {version, opened}: Side,
  io: Io,
  follow: (opened: Case) => ReturnType<typeof followsFrom>,
): Promise<Version> {
  return version ?? {made: madeOf(opened!, plausibleTexts(opened!, io)), follows: await follow(opened!)}
}
