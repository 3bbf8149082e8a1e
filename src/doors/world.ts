// The real world, as the case room wants it: disk, locks, and an executor that is opened
// only when something runs, so that commands which run nothing start at once.

import type {Doors} from "../case/index.ts"
import type {Executor} from "../ensemble/index.ts"
import type {LanguageModel} from "../reading/index.ts"
import type {English} from "../syntax/index.ts"
import {loadEnglish} from "./english.ts"
import {kindOfPath, listFiles, readDocuments, readText} from "./files.ts"
import {fingerprint, locked} from "./lock.ts"
import {openExecutor} from "./workers.ts"
import {makeFolder, tryToWrite, writeWhole} from "./writing.ts"

/** The doors, and how to shut them: worker threads keep a process alive. */
export type World = Doors & {close(): Promise<void>}

/**
 * @param options.workers       threads for ensembles; the answer does not depend on it.
 * @param options.languageModel reads documents beside the rules.
 */
export function openWorld(options: {
  workers: number
  languageModel?: LanguageModel
  onRuns?: (done: number, total: number) => void
}): World {
  let opened: {execute: Executor; close(): Promise<void>} | null = null
  let english: English | null = null
  const open = () => {
    opened ??= openExecutor({workers: options.workers, ...(options.onRuns && {onProgress: options.onRuns})})
    return opened
  }
  return {
    kindOfPath,
    readDocuments,
    readText,
    listFiles,
    tryToWrite,
    writeWhole,
    makeFolder,
    locked,
    english: () => {
      english ??= loadEnglish()
      return english
    },
    ...(options.languageModel && {languageModel: options.languageModel}),
    fingerprint,
    execute: (plan) => open().execute(plan),
    close: async () => {
      await opened?.close()
    },
  }
}
