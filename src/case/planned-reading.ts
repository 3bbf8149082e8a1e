// A plan of reading many documents, written down (format brink/reading-plan@1), and its shards: some of the documents each.
//
// In: the documents that a folder holds, by name and by hash. Out: the plan, cut into shards; a shard's documents and what
// each says as bytes that say what they are; and what such bytes hold. What a document says follows from its bytes and its
// name alone, so neither the size of shards nor who read them shows in what is put together.

import {z} from "zod"
import type {DocumentReading} from "../claims/index.ts"
import type {Issue} from "../core/fault.ts"
import {contentHash} from "../core/ids.ts"
import {type AnyHead, asciiJson, beginsWith, bytesOf, HEAD_BYTES, lettersOf, sealed} from "../core/shard-file.ts"
import type {Source} from "../documents/index.ts"
import type {OpenDigest} from "../ensemble/index.ts"
import {planParts} from "./planned.ts"
import {shardDocumentShape, shardIssuesShape} from "./shapes.ts"

const {count, hash} = planParts

/** A file of a plan (format brink/reading-plan@1). */
export const readingPlanSchema = z.strictObject({
  format: z.literal("brink/reading-plan@1"),
  brink: z.string().describe("The version that reads: its number, and the beginning of a hash of its sources."),
  weights: hash.describe("SHA-256 of the weights that it reads English with."),
  path: z.string().min(1).describe("The folder of documents, document or case, as seen from the plan's folder."),
  maxFile: count.describe("Bytes of the longest document that is read."),
  shard: count.describe("Documents of a shard; the last has what is left."),
  shards: count.describe("Shards, numbered from 0."),
  documents: z
    .array(
      z.strictObject({
        file: z.string().min(1),
        sha256: hash.nullable().describe("Of the file's bytes; null: of another type, too long, not to be opened."),
      }),
    )
    .min(1)
    .describe("Every file that is looked at, by the name that results give it, in code-unit order."),
  id: hash.describe("SHA-256 of all that the bytes of a shard follow from; every shard carries it."),
})

/** A plan of reading as it is written down. */
export type PlannedReading = z.infer<typeof readingPlanSchema>

/** A file as a plan knows it. */
export type PlannedDocument = PlannedReading["documents"][number]

/** Documents that are to be read, and how they are cut. */
export type CutDocuments = {
  readonly documents: readonly PlannedDocument[]
  /** Documents of a shard; the last has what is left. */
  readonly size: number
  readonly count: number
  readonly version: string
  readonly weights: string
  /** Bytes of the longest document that is read. */
  readonly maxFile: number
  /** SHA-256 of all that the bytes of a shard follow from. */
  readonly id: string
}

/** What a file gave: its text and what that says, where it was read; and what is to be said of it. */
export type ShardDocument = {
  readonly source: Source | null
  readonly reading: DocumentReading | null
}

/** What a shard is written from: each of its files, and the issues of opening them. */
export type ShardReadings = {readonly documents: readonly ShardDocument[]; readonly issues: readonly Issue[]}

/** Bytes of the files of a shard as it is cut by itself: half a minute of reading, and a few of the largest. */
const USUAL_BYTES = 262_144
/** Documents of a shard: where many are short, each still costs to be opened and kept. */
const MOST_DOCUMENTS = 256

/** How many documents a shard has by itself: the same for a folder on every machine. @param bytes of all its files. */
export function usualDocuments(files: number, bytes: number): number {
  const mean = Math.max(1, bytes / files)
  return Math.min(files, MOST_DOCUMENTS, Math.max(1, Math.round(USUAL_BYTES / mean)))
}

/** Cuts documents into shards of `size`. `version` names the program that will read them, with `weights`. */
export function cutDocuments(
  documents: readonly PlannedDocument[],
  {size, version, weights, maxFile}: Pick<CutDocuments, "size" | "version" | "weights" | "maxFile">,
): CutDocuments {
  const named = documents.map(({file, sha256}) => [file, sha256])
  const id = contentHash(JSON.stringify(["brink/shard@1", "documents", version, weights, maxFile, size, named]))
  return {documents, size, count: Math.ceil(documents.length / size), version, weights, maxFile, id}
}

/** The documents of a shard: from <= document < to. */
export function documentsOf({documents, size}: Pick<CutDocuments, "documents" | "size">, index: number) {
  return {from: index * size, to: Math.min(documents.length, (index + 1) * size)}
}

/** What a shard of documents says of itself. */
type DocumentsHead = AnyHead & {
  /** Its documents: from <= document < to. */
  readonly documents: readonly [number, number]
  readonly dtype: "json"
  readonly shape: readonly [number]
  /** Bytes of the documents: a line of JSON in ASCII each. */
  readonly bytes: number
}

function headOf(all: CutDocuments, index: number, told: Pick<DocumentsHead, "bytes" | "failures" | "sha256">) {
  const {from, to} = documentsOf(all, index)
  const {bytes, failures, sha256} = told
  return {
    format: "brink/shard@1",
    plan: all.id,
    brink: all.version,
    shard: index,
    documents: [from, to],
    dtype: "json",
    shape: [to - from],
    bytes,
    offset: HEAD_BYTES,
    failures,
    sha256,
  } as const satisfies DocumentsHead
}

/** Bytes of the documents that a head tells of. */
const bytesTold = (head: AnyHead): number => Number((head as Partial<DocumentsHead>).bytes)

/** The bytes of a shard, in pieces, and their hash: a line for each document, a status byte for each (0: read), the issues. */
export function documentShardBytes(
  all: CutDocuments,
  index: number,
  {documents, issues}: ShardReadings,
  open: OpenDigest,
): {readonly pieces: readonly Uint8Array[]; readonly sha256: string} {
  const lines = documents.map((one) => bytesOf(`${asciiJson(JSON.stringify(one))}\n`))
  const status = Uint8Array.from(documents, ({reading}) => (reading === null ? 1 : 0))
  const last = bytesOf(asciiJson(JSON.stringify(issues)))
  const bytes = lines.reduce((sum, line) => sum + line.length, 0)
  const headWith = (sha256: string) => headOf(all, index, {bytes, failures: last.length, sha256})
  return sealed(headWith, [...lines, status, last], open)
}

/** Whether a head is that of this shard of this plan, letter for letter. */
export function isHeadOfDocuments(all: CutDocuments, index: number, bytes: Uint8Array, head: AnyHead): boolean {
  const {failures, sha256} = head
  return beginsWith(bytes, headOf(all, index, {bytes: bytesTold(head), failures, sha256}))
}

/** Bytes of a whole shard. */
export function documentShardLength(all: CutDocuments, index: number, head: AnyHead): number {
  const {from, to} = documentsOf(all, index)
  return HEAD_BYTES + bytesTold(head) + (to - from) + head.failures
}

/** What a shard holds, from the bytes behind its head; null where that is not what its plan names. */
export function readDocumentShard(
  all: CutDocuments,
  index: number,
  body: Uint8Array,
  head: AnyHead,
): ShardReadings | null {
  const {from, to} = documentsOf(all, index)
  const lines = bytesTold(head)
  try {
    const documents = lettersOf(body.subarray(0, lines))
      .split("\n")
      .slice(0, -1)
      .map((line) => JSON.parse(line))
    const issues = JSON.parse(lettersOf(body.subarray(lines + to - from)))
    const isOf = (one: unknown, i: number): one is ShardDocument => {
      if (!shardDocumentShape.holds(one)) return false
      const {source, reading} = one as ShardDocument
      const isNamed = source === null || source.file === all.documents[from + i]!.file
      return isNamed && (reading === null) === (body[lines + i] !== 0) && (reading === null || source !== null)
    }
    const isWhole = documents.length === to - from && documents.every(isOf) && shardIssuesShape.holds(issues)
    return isWhole ? {documents, issues} : null
  } catch {
    return null
  }
}
