// English from its weights file: bytes on disk in, English opened out.

import {fileURLToPath} from "node:url"
import {type English, openEnglish} from "../language/english.ts"
import {readWeights} from "./weights-file.ts"

const SHIPPED = "../../weights/english.brink"
/** No weights file is larger, in bytes. */
const LARGEST = 100_000_000

/**
 * English as it ships. Takes some 0.2 s and 100 MB: open it once and pass it on.
 * @param options.file  another weights file than the one that ships. @param options.beam  states kept in parsing.
 * @throws Fault `doors/weights` when the file cannot be read; `syntax/weights` when it is not whole or not of this version.
 */
export function loadEnglish(options: {file?: string; beam?: number} = {}): English {
  const file = options.file ?? fileURLToPath(new URL(SHIPPED, import.meta.url))
  const bytes = readWeights(file, {largest: LARGEST, remake: "npm run train"})
  return openEnglish(bytes, {name: file, ...(options.beam !== undefined && {beam: options.beam})})
}
