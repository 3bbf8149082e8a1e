// The real world, as the case layer wants it: disk, locks, and what is opened, its layers and libraries with it, only
// when it is asked for: English when something is read, an executor when something runs.

import type {Io} from "../case/index.ts"
import type {LanguageModel} from "../claims/index.ts"
import type {Executor, Reducing} from "../ensemble/index.ts"
import type {English} from "../language/index.ts"
import {kindOfPath, listFiles, readDocuments, readText} from "./files.ts"
import {fingerprint} from "./fingerprint.ts"
import {openKept} from "./keeping.ts"
import {locked} from "./lock.ts"
import type {Readers} from "./readers.ts"
import {makeFolder, makeFolderWhole, replaceOwn, tryToWrite, writeWhole} from "./writing.ts"

/** All of io, and how to close it: worker threads keep a process alive. */
export type World = Io & {close(): Promise<void>}

/**
 * @param options.workers       threads for ensembles; the answer does not depend on it.
 * @param options.readers       threads for reading; as many as pays (readers.ts) where nobody says.
 * @param options.languageModel reads documents beside the rules.
 * @param options.english       where it is open already.
 * @param options.hide          takes secrets out of whatever text is written.
 */
export function openWorld(options: {
  workers: number
  readers?: number
  languageModel?: LanguageModel
  english?: () => English
  hide?: (text: string) => string
  /** All that comes in by the process's own input. */
  input?: () => Promise<string>
  /** The same line by line, behind a prompt. */
  lines?: (prompt: string) => AsyncIterable<string>
  /** Whether somebody types. */
  isTyped?: boolean
  onRuns?: (done: number, total: number) => void
  /** Told what the user should know and nobody asked for: a lock that was taken over. */
  say?: (line: string) => void
}): World {
  let opened: Promise<{execute: Executor; reducing: Reducing; close(): Promise<void>}> | null = null
  let english: Promise<English> | null = null
  let readers: Promise<Readers> | null = null
  let program: string | null = null
  const open = async () => {
    const {openExecutor} = await import("./workers.ts")
    return openExecutor({workers: options.workers, ...(options.onRuns && {onProgress: options.onRuns})})
  }
  const openEnglish = () => {
    if (options.english) return options.english()
    english ??= import("./english.ts").then(({loadEnglish}) => loadEnglish())
    return english
  }
  const hidden = <T extends string | Uint8Array>(content: T): T =>
    typeof content === "string" && options.hide ? (options.hide(content) as T) : content
  return {
    kindOfPath,
    readDocuments,
    readText,
    standardInput: async () => (await options.input?.()) ?? "",
    inputLines: async function* (prompt) {
      if (options.lines) yield* options.lines(prompt)
    },
    isTyped: options.isTyped === true,
    listFiles,
    tryToWrite,
    writeWhole: (path, content, target) => writeWhole(path, hidden(content), target),
    replaceOwn: (path, content, target) => replaceOwn(path, hidden(content), target),
    makeFolder,
    makeFolderWhole,
    locked: (path, act) => locked(path, act, options.say),
    english: openEnglish,
    readOne: async (document, aside) => {
      readers ??= import("./readers.ts").then(({openReaders}) =>
        openReaders({workers: options.readers ?? null, english: openEnglish}),
      )
      return (await readers).read(document, aside)
    },
    ...(options.languageModel && {languageModel: options.languageModel}),
    kept: openKept(),
    fingerprint: () => {
      program ??= fingerprint()
      return program
    },
    execute: async (plan) => {
      opened ??= open()
      return (await opened).execute(plan)
    },
    reducing: async () => {
      opened ??= open()
      return (await opened).reducing
    },
    close: async () => {
      await (await opened)?.close()
      await (await readers)?.close()
    },
  }
}
