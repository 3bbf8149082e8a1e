// Known texts about known systems: short invented texts that each tell a textbook's model, and what they say causes what.
// NAME.marks.txt is the source of the marks, NAME.marks.json is made from it by `npm run known -- --write-marks`.

import {readdirSync, readFileSync, writeFileSync} from "node:fs"
import {join} from "node:path"
import {fileURLToPath} from "node:url"
import {type Document, openDocument} from "../../src/documents/index.ts"
import {type FolderMarks, marksFrom, printedMarks} from "../beds/marks.ts"

const here = fileURLToPath(new URL(".", import.meta.url))

/** The folders: texts that may be looked at while the reader is worked on, texts that are only scored, and more to be looked at, by when they came. */
export const FOLDERS = ["work", "scored", "more", "later"] as const
export type KnownText = {
  readonly folder: (typeof FOLDERS)[number]
  readonly use: FolderMarks["use"]
  readonly name: string
}

/** The texts, each folder in the order of its names. */
export const KNOWN: readonly KnownText[] = FOLDERS.flatMap((folder) =>
  readdirSync(join(here, folder))
    .filter((file) => file.endsWith(".txt") && !file.endsWith(".marks.txt"))
    .sort()
    .map((file) => ({folder, use: folder === "scored" ? "scored" : "work", name: file.slice(0, -".txt".length)})),
)

const fileOf = ({folder, name}: KnownText, ending: string): string => join(here, folder, `${name}.${ending}`)

/** A text as a document. Throws where it is none. */
export function documentOf(known: KnownText): Document {
  const text = readFileSync(fileOf(known, "txt"), "utf8")
  const {document} = openDocument({file: `${known.name}.txt`, kind: "text", text})
  if (!document) throw new Error(`${known.name}.txt is no document`)
  return document
}

/** The marks of a text with their offsets, as the file that was made has them. */
export function printedMarksOf(known: KnownText): string {
  return readFileSync(fileOf(known, "marks.json"), "utf8")
}

/** As `printedMarksOf`, read. */
export function marksOf(known: KnownText): FolderMarks {
  return JSON.parse(printedMarksOf(known)) as FolderMarks
}

/** The text of NAME.marks.json as marks and text give it now. Throws with every line of marks that fails. */
export function madeMarks(known: KnownText): string {
  const source = readFileSync(fileOf(known, "marks.txt"), "utf8")
  return printedMarks(marksFrom(source, (file) => readFileSync(join(here, known.folder, file), "utf8")))
}

/** Writes the marks of every text with their offsets. Returns the names of the texts. */
export function writeMarks(): readonly string[] {
  for (const known of KNOWN) writeFileSync(fileOf(known, "marks.json"), madeMarks(known))
  return KNOWN.map(({name}) => name)
}
