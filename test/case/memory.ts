// Io onto a folder that exists only in memory: the case layer tested without a disk. Paths
// are `/`-separated; a folder is there when a file in it is.

import type {Io, PhraseReader} from "../../src/case/index.ts"
import {phraseAt} from "../../src/claims/whole.ts"
import {Fault} from "../../src/core/fault.ts"
import {contentHash} from "../../src/core/ids.ts"
import type {Source} from "../../src/documents/index.ts"
import {openPure} from "../../src/ensemble/digest.ts"
import {reducingHere, sweepHere} from "../../src/ensemble/index.ts"
import type {English} from "../../src/language/index.ts"
import {splitSentences} from "../../src/language/index.ts"
import {english} from "../language/english.ts"

export type MemoryIo = Omit<Io, "english"> & {
  english(): English
  phraseAt: PhraseReader["phraseAt"]
  sentencesOf: PhraseReader["sentencesOf"]
  readonly files: Map<string, string>
  written: string[]
  plans: number
}

/** @param secret whose caches are read. */
export function memoryIo(given: Readonly<Record<string, string>>, secret = "ours"): MemoryIo {
  const files = new Map(Object.entries(given))
  const isFolder = (path: string): boolean => [...files.keys()].some((file) => file.startsWith(`${path}/`))
  const io: MemoryIo = {
    files,
    written: [],
    plans: 0,
    kindOfPath: (path) => (files.has(path) ? "file" : isFolder(path) ? "folder" : null),
    readDocuments: async ([path]) => {
      if (io.kindOfPath(path!) === null) throw new Fault("doors/not-found", `There is no file or folder ${path}`)
      const found = [...files]
        .filter(([file]) => file === path || (file.startsWith(`${path}/`) && /\.(?:txt|md)$/.test(file)))
        .sort(([a], [b]) => (a < b ? -1 : 1))
      return {
        sources: found.map(
          ([file, text]): Source => ({
            file: file === path ? file.slice(file.lastIndexOf("/") + 1) : file.slice(path!.length + 1),
            kind: file.endsWith(".md") ? "markdown" : "text",
            text,
          }),
        ),
        issues: [],
      }
    },
    readText: (path) => files.get(path) ?? null,
    standardInput: async () => "",
    inputLines: async function* () {},
    isTyped: false,
    listFiles: (folder, extensions) =>
      [...files.keys()]
        .filter((file) => file.startsWith(`${folder}/`) && extensions.some((e) => file.endsWith(e)))
        .map((file) => file.slice(folder.length + 1))
        .filter((name) => !name.includes("/"))
        .sort(),
    tryToWrite: () => {},
    writeWhole: (path, content) => {
      files.set(path, String(content))
      io.written.push(path)
    },
    replaceOwn: (path, content) => io.writeWhole(path, content),
    makeFolder: () => {},
    makeFolderWhole: (path, fill) => fill(path),
    locked: (_path, act) => act(),
    english,
    phraseAt: (sentence, range) => phraseAt(sentence, range, english()),
    sentencesOf: splitSentences,
    kept: {
      seal: (_folder, text) => contentHash(`${secret}${text}`),
      read: (path) => files.get(path) ?? null,
      write: (path, text) => io.writeWhole(path, text),
      folder: (of) => (of === null ? null : `${of}/.brink`),
      trim: () => {},
    },
    fingerprint: () => "this",
    execute: async (plan) => {
      io.plans++
      return sweepHere(plan)
    },
    reducing: async () => reducingHere(openPure),
  }
  return io
}

/** An invented valley: a story with a loop, a denial and two voices. */
export const VALLEY = {
  "valley/a.txt":
    "Why the Salt Road May Close\n\nRaids on the herds lower trust between the hill clans and the council, the elder said. The lack of trust undermines patrols. " +
    "Without patrols, raids rise. If raids rise, the council will close the salt road, and the closure will hurt trade.\n",
  "valley/b.txt":
    "A Letter from the Mill\n\nThe closure of the salt road raises prices and deepens hunger in the valley. Hunger drives raids, the miller said. " +
    "Aid reduces hunger. Patrols reduce raids within weeks.\n",
}
