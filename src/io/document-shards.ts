// Shards of documents: some of a folder's each, with what they say. In: documents that are cut, a folder for the shards, and
// who reads a document. Out: the folder's shards, and what is in them, one shard after another.

import {closeSync, fstatSync} from "node:fs"
import {
  type CutDocuments,
  documentShardBytes,
  documentShardLength,
  documentsOf,
  isHeadOfDocuments,
  readDocumentShard,
  type ShardReadings,
} from "../case/planned-reading.ts"
import {type AnyHead, HEAD_BYTES, readHead} from "../core/shard-file.ts"
import {type Filled, opened, type Progress, readFully, ShardFolder, type Whole} from "./shards.ts"
import {openDigest} from "./workers.ts"

/** Reads the documents from <= document < to of a plan. */
export type ReadSpan = (from: number, to: number) => Promise<ShardReadings>

/** The folder of the shards of one plan of documents. */
export class DocumentShards extends ShardFolder<CutDocuments, ShardReadings, Whole> {
  protected isHeadOf(index: number, bytes: Uint8Array, head: AnyHead): boolean {
    return isHeadOfDocuments(this.all, index, bytes, head)
  }

  protected lengthOf(index: number, head: AnyHead): number {
    return documentShardLength(this.all, index, head)
  }

  protected remembered(index: number, file: number, head: AnyHead): Whole | string {
    const isWhole = readDocumentShard(this.all, index, bodyOf(file), head) !== null
    return isWhole ? {sha256: head.sha256} : "tells of other documents than its plan"
  }

  protected sealed(index: number, made: ShardReadings) {
    const {pieces, sha256} = documentShardBytes(this.all, index, made, openDigest)
    return {pieces, whole: {sha256}}
  }

  /** What a shard holds, which is there whole. @throws Error where it is not. */
  readings(index: number): ShardReadings {
    const file = opened(this.file(index))
    if (file !== null)
      try {
        const first = new Uint8Array(HEAD_BYTES)
        readFully(file, first, 0)
        const head = readHead(first)
        const held = head && readDocumentShard(this.all, index, bodyOf(file), head)
        if (held) return held
      } finally {
        closeSync(file)
      }
    throw new Error(`shard ${index} was whole, and is not now`)
  }

  /** Reads every shard that is missing, with whoever else is at the folder: as `ShardFolder.filled`. */
  fill({
    read,
    ...how
  }: {
    readonly read: ReadSpan
    readonly say: (line: string) => void
    readonly onProgress?: (progress: Progress) => void
  }): Promise<Filled> {
    // One more than is read: its files are opened while the other's are read.
    return this.filled(() => (index) => this.reading(index, read), {atOnce: 2, ...how})
  }

  /** Reads one shard into its place, whoever else does; false where it was there. @throws Fault as `fill`. */
  readOne(
    index: number,
    {read, say}: {readonly read: ReadSpan; readonly say: (line: string) => void},
  ): Promise<boolean> {
    return this.made(index, () => this.reading(index, read), say)
  }

  private reading(index: number, read: ReadSpan): Promise<ShardReadings> {
    const {from, to} = documentsOf(this.all, index)
    return read(from, to)
  }
}

/** All behind the head of a shard. */
function bodyOf(file: number): Uint8Array {
  const body = new Uint8Array(fstatSync(file).size - HEAD_BYTES)
  readFully(file, body, HEAD_BYTES)
  return body
}
