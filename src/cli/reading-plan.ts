// Reading many documents in shards. In: a folder of documents or a case, or a plan's file. Out: the plan; the documents of one
// shard, read; what all of them say, gathered from the shards to what `brink read` of the folder gives.

import {isAbsolute, join, relative, resolve} from "node:path"
import {inFolder, isCase, readCase, readSome, type Said} from "../case/index.ts"
import {
  type CutDocuments,
  cutDocuments,
  type PlannedReading,
  readingPlanSchema,
  usualDocuments,
} from "../case/planned-reading.ts"
import type {DocumentReading} from "../claims/index.ts"
import {Fault, type Issue, listed} from "../core/fault.ts"
import {append} from "../core/lists.ts"
import {readYaml} from "../core/source.ts"
import type {Source} from "../documents/index.ts"
import {DocumentShards, type ReadSpan} from "../io/document-shards.ts"
import {englishHash} from "../io/english.ts"
import {issuesTold, type Listing, listDocuments, markOf, readMarked} from "../io/files.ts"
import {programVersion} from "../io/fingerprint.ts"
import {LARGEST_FILE} from "../io/limits.ts"
import {prepareFolder} from "../io/shards.ts"
import {filling, IN_FOLDER, isReadingPlan, refuseOtherVersion, seenFrom, seenFromHere} from "./plan-folders.ts"
import {type Request, textOf} from "./request.ts"

/** What is asked of the documents: those of `brink read` that say what is read of them, and how they are cut. */
export type ReadingOptions = {readonly maxFile?: number; readonly shardDocuments?: number}

/** Where documents are. */
type Place = {
  readonly path: string
  /** The folder or the document that is read. */
  readonly at: string
  /** The case that they lie in; null: none. */
  readonly folder: string | null
}

/** Documents as they are here, cut as a plan has them. */
type Here = {readonly place: Place; readonly listing: Listing; readonly all: CutDocuments}

/** A plan from its file, and where its documents are from here. */
export type OpenReadingPlan = {
  readonly file: string
  readonly planned: PlannedReading
  readonly all: CutDocuments
  readonly place: Place
}

/** Documents that a refusal names. */
const MOST_NAMED = 5

// ---- written

/** Writes the plan of reading what is at `path` into `file`. @throws Fault as `here`, and `doors/cannot-write`. */
export function writeReadingPlan(request: Request, path: string, o: ReadingOptions, file: string): CutDocuments {
  const found = here(request, path, o)
  refuseInside(found.place, file)
  request.io.writeWhole(file, textOfPlan(plannedOf(found, file)))
  return found.all
}

/** The documents at a path, cut into shards. @throws Fault `doors/not-found`; `case/no-document` where no file is. */
function here(request: Request, path: string, {maxFile = LARGEST_FILE, shardDocuments}: ReadingOptions): Here {
  const place = placeOf(request, path)
  const listing = listingOf(request, place)
  let bytes = 0
  const documents = listing.files.map((one) => {
    const mark = markOf(one, maxFile)
    bytes += mark.bytes
    return {file: one.file, sha256: mark.sha256}
  })
  if (documents.length === 0)
    throw new Fault("case/no-document", `There is no document in ${path}`, {
      next: "Put articles there as .txt, .md, .html, .docx or .pdf files.",
    })
  const size = shardDocuments ?? usualDocuments(documents.length, bytes)
  const all = cutDocuments(documents, {size, version: programVersion(), weights: englishHash(), maxFile})
  return {place, listing, all}
}

function placeOf({io}: Request, path: string): Place {
  return isCase(path, io) ? {path, at: inFolder(path, "documents"), folder: path} : {path, at: path, folder: null}
}

/** What is listed there; a case may have no documents yet. @throws Fault `doors/not-found`. */
function listingOf({io}: Request, {at, folder}: Place): Listing {
  if (folder !== null && io.kindOfPath(at) !== "folder") return {files: [], asked: new Set(), issues: []}
  return listDocuments([at], folder ?? undefined)
}

/** A plan or a shard among the documents would itself be one of them. @throws Fault `cli/usage`. */
function refuseInside({at}: Place, path: string): void {
  const way = relative(resolve(at), resolve(path))
  if (way === ".." || /^\.\.[/\\]/.test(way) || isAbsolute(way)) return
  throw new Fault("cli/usage", `${path} would lie among the documents that are read`, {
    next: `Name a place outside ${at}.`,
  })
}

function plannedOf({place, all}: Pick<Here, "place" | "all">, file: string): PlannedReading {
  const {version, weights, maxFile, size, count, documents, id} = all
  return {
    format: "brink/reading-plan@1",
    brink: version,
    weights,
    path: seenFrom(file, place.path),
    maxFile,
    shard: size,
    shards: count,
    documents: [...documents],
    id,
  }
}

/** A line for each document. */
function textOfPlan({documents, id, ...planned}: PlannedReading): string {
  const head = JSON.stringify(planned, null, 1).slice(0, -2)
  const lines = documents.map((one) => `  ${JSON.stringify(one)}`)
  return `${head},\n "documents": [\n${lines.join(",\n")}\n ],\n "id": "${id}"\n}\n`
}

// ---- read

/**
 * The plan in `file`.
 * @throws Fault `doors/not-found`, `plan/invalid-file`, `shards/other-version`; `cli/usage` for a plan of runs.
 */
export function openReadingPlan(request: Request, file: string): OpenReadingPlan {
  const text = textOf(request, file)
  if (!isReadingPlan(text))
    throw new Fault("cli/usage", `${file} is no plan of reading documents`, {
      next: "`brink read FOLDER --plan FILE` makes one; of runs `brink run --plan FILE --from DIR` gathers the shards.",
    })
  // A hundred thousand documents are more than YAML is read of; it says where the mistakes are.
  const planned = asWritten(text) ?? readYaml(text, file, readingPlanSchema, "plan")
  refuseOtherVersion(file, planned.brink)
  if (planned.weights !== englishHash())
    throw new Fault("shards/other-version", `${file} was made where English is read with other weights`, {
      next: "Install the same Brink on every machine, or make the plan anew.",
    })
  const {documents, shard, brink, weights, maxFile} = planned
  const all = cutDocuments(documents, {size: shard, version: brink, weights, maxFile})
  if (all.id !== planned.id || all.count !== planned.shards)
    throw new Fault("plan/invalid-file", `${file} was altered: its id is not that of what it names`, {
      next: "Make the plan anew: `brink read FOLDER --plan FILE`.",
    })
  return {file, planned, all, place: placeOf(request, seenFromHere(file, planned.path))}
}

/** A plan as a program wrote it; null where it is none. */
function asWritten(text: string): PlannedReading | null {
  try {
    return readingPlanSchema.safeParse(JSON.parse(text)).data ?? null
  } catch {
    return null
  }
}

/** Documents in which a folder and a plan differ, and in what. */
type Other = {
  readonly changed: readonly string[]
  readonly missing: readonly string[]
  readonly more: readonly string[]
}

/** @throws Fault `shards/other-documents` where there are any. */
function refuseOther({file, place}: OpenReadingPlan, {changed, missing, more}: Other): void {
  const named = (files: readonly string[], what: string): string[] => {
    if (files.length === 0) return []
    const shown = files.slice(0, MOST_NAMED).join(", ")
    return [`${files.length} ${what} (${shown}${files.length > MOST_NAMED ? ", ..." : ""})`]
  }
  const found = [...named(changed, "changed"), ...named(missing, "missing"), ...named(more, "not in the plan")]
  if (found.length === 0) return
  throw new Fault("shards/other-documents", `${place.path} has not the documents of ${file}: ${listed(found)}`, {
    next: "Put back the documents that the plan was made of, or make the plan anew.",
  })
}

/** The listing of a plan's documents, which are all as they were. @throws Fault `shards/other-documents`. */
function sameDocuments(request: Request, opened: OpenReadingPlan): Listing {
  const {planned, place} = opened
  const listing = listingOf(request, place)
  const known = new Map(planned.documents.map(({file, sha256}) => [file, sha256]))
  const there = new Set(listing.files.map(({file}) => file))
  refuseOther(opened, {
    changed: listing.files
      .filter((one) => known.has(one.file) && markOf(one, planned.maxFile).sha256 !== known.get(one.file))
      .map(({file}) => file),
    missing: planned.documents.filter(({file}) => !there.has(file)).map(({file}) => file),
    more: listing.files.filter(({file}) => !known.has(file)).map(({file}) => file),
  })
  return listing
}

// ---- folders

/** Computes one shard of a plan, or all that a folder lacks: `brink shard`. @throws Fault as `DocumentShards`. */
export async function readShards(
  request: Request,
  opened: OpenReadingPlan,
  {out, index}: {readonly out: string; readonly index?: number},
): Promise<void> {
  const {terminal} = request
  refuseInside(opened.place, out)
  prepareFolder(out)
  const folder = new DocumentShards(out, opened.all)
  const read = reader(request, opened)
  if (index === undefined) {
    await fillWith(request, folder, read)
    terminal.say(`${folder.path}\n`)
    return
  }
  const isNew = await folder.readOne(index, {read, say: terminal.warn})
  if (!isNew) terminal.note(`${folder.file(index)} was there already`)
  terminal.say(`${folder.file(index)}\n`)
}

const fillWith = (request: Request, folder: DocumentShards, read: ReadSpan): Promise<void> =>
  filling(request, {doing: "reading", where: folder.path, count: folder.all.count}, (onProgress) =>
    folder.fill({read, say: request.terminal.warn, onProgress}),
  )

/** Reads documents of a plan, each of which has to be as it was. */
function reader(request: Request, opened: OpenReadingPlan): ReadSpan {
  const {planned, place} = opened
  let there: ReadonlyMap<string, string> | null = null
  return async (from, to) => {
    there ??= new Map(listingOf(request, place).files.map(({file, path}) => [file, path]))
    const wanted = planned.documents.slice(from, to)
    const files = wanted.flatMap((one) => {
      const path = there!.get(one.file)
      return path === undefined ? [] : [{...one, path}]
    })
    const {read, changed} = await readMarked(files, planned.maxFile)
    const missing = wanted.filter(({file}) => !there!.has(file)).map(({file}) => file)
    refuseOther(opened, {changed, missing, more: []})
    const sources = read.map(({source}) => source)
    const readings = await readSome(sources, place.folder, request.io)
    return {
      documents: sources.map((source, i) => ({source, reading: readings[i]!})),
      issues: read.flatMap(({issue}) => issue ?? []),
    }
  }
}

/**
 * What the documents of a plan say together, from the shards in `folder`. It is kept as if it had been read here, so that
 * other commands go on from it.
 * @throws Fault `doors/not-found`; `shards/missing` and others of `DocumentShards`; `shards/other-documents`; of `readCase`.
 */
export async function gatherReading(request: Request, opened: OpenReadingPlan, folder: string): Promise<Said> {
  const {io} = request
  if (io.kindOfPath(folder) !== "folder")
    throw new Fault("doors/not-found", `There is no folder ${folder}`, {
      next: `\`brink shard --plan ${opened.file} --out ${folder}\` makes it.`,
    })
  const listing = sameDocuments(request, opened)
  const shards = new DocumentShards(folder, opened.all)
  shards.assertWhole(opened.file)
  return gathered(request, opened.place, listing, shards)
}

function gathered({io}: Request, place: Place, listing: Listing, shards: DocumentShards): Promise<Said> {
  const sources: Source[] = []
  const issues: Issue[] = []
  const readings = new Map<string, DocumentReading>()
  for (let index = 0; index < shards.all.count; index++) {
    const held = shards.readings(index)
    append(issues, held.issues)
    for (const {source, reading} of held.documents) {
      if (source) sources.push(source)
      if (source && reading) readings.set(source.file, reading)
    }
  }
  const {path, folder} = place
  return readCase(
    {path, sources, issues: issuesTold(listing, issues), inMemory: folder === null},
    {...io, readOne: async ({file}) => readings.get(file)!},
  )
}

/**
 * Reads what is at `path` in a folder of shards, with whoever else is at work there, and gathers it. What is there already
 * is not read again.
 * @throws Fault `shards/other-plan`, `shards/other-version` where the folder is of other documents.
 */
export async function sharedReading(request: Request, path: string, o: ReadingOptions, folder: string): Promise<Said> {
  const {place, listing, all} = here(request, path, o)
  refuseInside(place, folder)
  prepareFolder(folder, IN_FOLDER)
  const file = join(folder, IN_FOLDER)
  const planned = plannedOf({place, all}, file)
  const shards = new DocumentShards(folder, all)
  if (!shards.place(IN_FOLDER, [new TextEncoder().encode(textOfPlan(planned))])) {
    const there = openReadingPlan(request, file)
    const isSame = (key: "documents" | "maxFile") => JSON.stringify(there.all[key]) === JSON.stringify(all[key])
    if (!isSame("documents") || !isSame("maxFile"))
      throw new Fault("shards/other-plan", `${folder} has the shards of other documents, or of their earlier words`, {
        next: "Name another folder; this one may be deleted when its shards are not wanted.",
      })
    if (there.all.size !== all.size)
      throw new Fault("shards/other-plan", `${folder} has shards of ${there.all.size} documents, not of ${all.size}`, {
        next: `Say --shard-documents ${there.all.size}, or name another folder.`,
      })
  }
  await fillWith(request, shards, reader(request, {file, planned, all, place}))
  return gathered(request, place, listing, shards)
}
