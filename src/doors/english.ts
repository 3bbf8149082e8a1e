// The door to the weights file: bytes on disk in, English opened out.

import {readFileSync} from "node:fs"
import {fileURLToPath} from "node:url"
import {brotliDecompressSync} from "node:zlib"
import {Fault} from "../fault.ts"
import {type English, openEnglish} from "../syntax/index.ts"

const SHIPPED = "../../weights/english.brink"
/** No weights file is larger, in bytes; one that swells to more is not ours. */
const LARGEST = 100_000_000

/**
 * English as it ships. Takes some 0.2 s and 100 MB: open it once and pass it on.
 * @param options.file  another weights file than the one that ships. @param options.beam  states kept in parsing.
 * @throws Fault `doors/weights` when the file cannot be read; `syntax/weights` when it is not whole or not of this version.
 */
export function loadEnglish(options: {file?: string; beam?: number} = {}): English {
  const file = options.file ?? fileURLToPath(new URL(SHIPPED, import.meta.url))
  const next = "Install Brink again, or make the file anew: npm run train."
  let packed: Uint8Array
  try {
    packed = readFileSync(file)
  } catch (error) {
    throw new Fault("doors/weights", `Cannot read ${file}: ${(error as Error).message}`, {next})
  }
  let bytes: Uint8Array
  try {
    bytes = brotliDecompressSync(packed, {maxOutputLength: LARGEST})
  } catch {
    throw new Fault("doors/weights", `${file} is not a weights file, or is damaged: it cannot be decompressed`, {next})
  }
  return openEnglish(bytes, {name: file, ...(options.beam !== undefined && {beam: options.beam})})
}
