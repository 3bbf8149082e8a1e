// The folders that names are measured on (test/beds): invented documents about a crisis each, and what they say causes what.
// marks.txt is the source; marks.json is made from it by `npm run names -- --write-marks`, and a test holds it to that.

import {readdirSync, readFileSync, writeFileSync} from "node:fs"
import {join} from "node:path"
import {fileURLToPath} from "node:url"
import type {Document} from "../../src/documents/index.ts"
import {documentsIn} from "../documents/folder.ts"
import {type FolderMarks, marksFrom, printedMarks} from "./marks.ts"

const here = fileURLToPath(new URL(".", import.meta.url))

/** Names of the folders, in their order. */
export const BEDS: readonly string[] = readdirSync(here, {withFileTypes: true})
  .filter((entry) => entry.isDirectory())
  .map(({name}) => name)
  .sort()

const textOf = (bed: string, file: string): string => readFileSync(join(here, bed, "documents", file), "utf8")

/** The documents of a marked folder, by the names of their files. Throws where one is no document. */
export const documentsOf = (bed: string): Document[] => documentsIn(join(here, bed, "documents"))

/** The marks of a folder with their offsets, as they were written down. */
export function marksOf(bed: string): FolderMarks {
  return JSON.parse(readFileSync(join(here, bed, "marks.json"), "utf8")) as FolderMarks
}

/** The text of marks.json as marks.txt and the documents give it now. Throws with every line of marks that fails. */
export function madeMarks(bed: string): string {
  const source = readFileSync(join(here, bed, "marks.txt"), "utf8")
  return printedMarks(marksFrom(source, (file) => textOf(bed, file)))
}

/** Writes marks.json of every folder. Returns their names. */
export function writeMarks(): readonly string[] {
  for (const bed of BEDS) writeFileSync(join(here, bed, "marks.json"), madeMarks(bed))
  return BEDS
}
