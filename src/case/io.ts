// The world, as far as a case needs it: `src/io` is the real one.

import type {DocumentReading, LanguageModel} from "../claims/index.ts"
import type {Issue} from "../core/fault.ts"
import type {Document, Source} from "../documents/index.ts"
import type {Executor, Reducing} from "../ensemble/index.ts"
import type {English} from "../language/index.ts"

/** What is to be held about a place where a result goes. */
export type Target = {
  /** Paths that are read, files and cases: none of them, nor what is read in those cases, is replaced. */
  readonly inputs?: readonly string[]
  /** Replace what is there, whoever made it. */
  readonly force?: boolean
  /** The result is known only when it is written; a file that would not change is then no obstacle. */
  readonly later?: boolean
  /** The folder that the path must lie in, without a link on the way. */
  readonly within?: string
}

/** The world, as far as a case needs it. `src/io` is the real one; tests may bring another. */
export type Io = {
  kindOfPath(path: string): "folder" | "file" | null
  readDocuments(
    paths: readonly string[],
    options: {maxFile?: number; within?: string},
  ): Promise<{sources: readonly Source[]; issues: readonly Issue[]}>
  /** Null where there is no such file. @param within the folder that it must lie in, links followed. */
  readText(path: string, within?: string): string | null
  /** All that comes in by the process's own input, to its end. */
  standardInput(): Promise<string>
  /** The same line by line as it comes in. @param prompt is shown before each line that somebody types. */
  inputLines(prompt: string): AsyncIterable<string>
  /** Whether somebody types what comes in, and sees what is printed. */
  readonly isTyped: boolean
  /** Names directly in a folder with one of the extensions, in code-unit order. */
  listFiles(folder: string, extensions: readonly string[]): string[]
  /** Refuses now what could not or should not be written later. */
  tryToWrite(path: string, target?: Target): void
  writeWhole(path: string, content: string | Uint8Array, target?: Pick<Target, "within">): void
  /** As `writeWhole`, where what is there is replaced only if Brink made it, or it would not change. */
  replaceOwn(path: string, content: string, target: Target): void
  makeFolder(path: string, target?: Pick<Target, "within">): void
  /** Makes a folder and what `fill` puts into the one it is given: all of it, or nothing; `last` comes last. */
  makeFolderWhole(
    path: string,
    fill: (folder: string) => Promise<void>,
    options: {force?: boolean; last: string},
  ): Promise<void>
  /** Runs `act` while no other Brink on this machine holds the same lock. */
  locked<T>(path: string, act: () => T): T
  /** English, opened at the first call. */
  english(): English | Promise<English>
  /** Reads one document, on another thread where there is much to read, or `aside`; absent: whoever asks, with `english`. */
  readonly readOne?: (document: Document, aside?: boolean) => Promise<DocumentReading>
  /** A language model that reads beside the rules; absent where none was asked for. */
  readonly languageModel?: LanguageModel
  /** What is kept beside a case for the next time. Nothing in it is ever needed, so nothing here is refused. */
  readonly kept: {
    /** A seal over `text` that only this user on this machine can make; null where she has no secret outside `folder`. */
    seal(folder: string, text: string): string | null
    /** Null where there is no such file that could have been written here: a link, a folder, a pipe. */
    read(path: string): string | null
    /** Writes where `read` would look, whole or not at all. */
    write(path: string, text: string): void
    /** The folder for what is kept of a case folder, or, of null, of documents that lie in none; null: nothing is kept. */
    folder(of: string | null): string | null
    /** Removes files of a folder that begin with `prefix`, those written longest ago first, until `most` bytes are left. */
    trim(folder: string, prefix: string, most: number): void
  }
  /** A hash of the program itself: part of every cache key. */
  fingerprint(): string
  readonly execute: Executor
  /** Who reduces tables too large to keep, beside the executor. */
  reducing(): Promise<Reducing>
}

/** `folder/name`, with one slash; `name` alone in the folder one stands in. */
export const inFolder = (folder: string, name: string): string =>
  folder === "" || folder === "." ? name : `${folder.replace(/(?<!\/)\/+$/, "") || "/"}/${name}`.replace(/^\/\//, "/")
