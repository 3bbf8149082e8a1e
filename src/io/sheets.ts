// A model's data files from disk. In: a path. Out: the cells or the text of the file, or why it
// cannot be read, in the user's words and with the way out. What a cell means to a model is not
// known here.
//
// The kind of a file is told by its first bytes, not by its name: .xls files that are really
// .xlsx, or text, are common.

import {extname} from "node:path"
import {Damaged} from "../documents/formats/archive.ts"
import {decode} from "../documents/formats/decode.ts"
import {Unreadable as Refused} from "../documents/formats/unreadable.ts"
import {isCompound} from "../exchange/data/compound.ts"
import type {Unreadable, Workbook} from "../exchange/index.ts"
import {type Apart, openApart} from "./apart.ts"
import {readRegular, TooLong} from "./regular.ts"
import {inWords} from "./system-words.ts"

/** Data files over 100 MB are not read; the largest met in the field has a tenth of it. */
const LARGEST_DATA_FILE = 100_000_000

/** Kinds that are known and not read, by extension, each with the way out. */
const NOT_READ: ReadonlyMap<string, string> = new Map([
  [".vdf", "Export it from Vensim (Model > Export Dataset) as .tab or .csv, and put that beside the model."],
  [".vdfx", "Export it from Vensim (Model > Export Dataset) as .tab or .csv, and put that beside the model."],
  [".xlsb", "Save it as .xlsx."],
  [".ods", "Save it as .xlsx or .csv."],
  [".numbers", "Export it as .xlsx or .csv."],
  [".wk1", "Save it as .xlsx or .csv."],
  [".wk3", "Save it as .xlsx or .csv."],
  [".wks", "Save it as .xlsx or .csv."],
])

/**
 * Reads one data file: .xlsx and .xlsm, .xls of Excel 97 or newer, or text with columns (.csv, .tab, .txt, .dat).
 *
 * @param shown how messages name it; its path when absent.
 * @param apart parses what is no text, when several files share it; it is the caller's to close.
 */
export async function readSheets(path: string, shown = path, apart?: Apart): Promise<Workbook | Unreadable> {
  const refused = (code: string, says: string, next: string): Unreadable => ({kind: "unreadable", code, says, next})
  const ending = extname(path).toLowerCase()
  let bytes: Uint8Array
  try {
    bytes = readRegular(path, LARGEST_DATA_FILE)
  } catch (error) {
    if (error instanceof TooLong)
      return refused(
        "doors/too-large",
        `${shown} has ${Math.round(error.size / 1e6)} MB, and data files are read up to ${LARGEST_DATA_FILE / 1e6} MB`,
        "Keep only the sheets that the model reads.",
      )
    return refused(
      "doors/unreadable",
      `${shown} cannot be read: ${inWords(error)}`,
      "Check the name and its permissions.",
    )
  }
  if (bytes.length === 0)
    return refused("doors/empty-file", `${shown} is empty`, "Put its data in, or name another file.")
  const wayOut = NOT_READ.get(ending)
  if (wayOut !== undefined && !looksLikeText(bytes))
    return refused("doors/kind-not-read", `${shown} is ${article(ending)} file, and those are not read`, wayOut)
  try {
    const kind = bytes[0] === 0x50 && bytes[1] === 0x4b ? "xlsx" : isCompound(bytes) ? "xls" : null
    if (kind !== null) return await parsed(kind, bytes, apart)
  } catch (error) {
    if (error instanceof Refused)
      return refused(
        error.code,
        `${shown} cannot be read as a workbook: ${inSentence(error.message)}`,
        error.code === "doors/no-process"
          ? NO_PROCESS
          : "Keep only the sheets that the model reads, or save them as .csv.",
      )
    if (!(error instanceof Damaged)) throw error
    return refused(
      "doors/damaged-workbook",
      `${shown} cannot be read as a workbook: ${error.message}`,
      "Open it in a spreadsheet program and save it as .xlsx.",
    )
  }
  const decoded = decode(bytes)
  if (decoded.text === null)
    return refused(
      "doors/kind-not-read",
      `${shown} is neither a spreadsheet nor text: ${decoded.why}`,
      "Data are read from .xlsx, .xls, .csv, .tab and .dat files.",
    )
  return {kind: "text", text: decoded.text}
}

async function parsed(kind: "xlsx" | "xls", bytes: Uint8Array, given: Apart | undefined): Promise<Workbook> {
  const apart = given ?? openApart()
  try {
    return await apart.read(kind, bytes)
  } finally {
    if (apart !== given) await apart.close()
  }
}

const NO_PROCESS = "End other programs or allow this one to start processes, or save its sheets as .csv."

/** A sentence as the end of another. */
const inSentence = (says: string): string => (says.charAt(0).toLowerCase() + says.slice(1)).replace(/\.$/, "")

function looksLikeText(bytes: Uint8Array): boolean {
  return bytes.subarray(0, 512).every((byte) => byte >= 32 || byte === 9 || byte === 10 || byte === 13)
}

function article(kind: string): string {
  return /^\.[aeioux]/.test(kind) ? `an ${kind}` : `a ${kind}`
}
