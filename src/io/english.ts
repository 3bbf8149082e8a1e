// English from its weights file: bytes on disk in, English opened out.

import {createHash} from "node:crypto"
import {fileURLToPath} from "node:url"
import {type English, openEnglish} from "../language/english.ts"
import {bytesOfWeights, readWeights} from "./weights-file.ts"

const SHIPPED = "../../weights/english.brink"
const REMAKE = "npm run train"
/** No weights file is larger, in bytes. */
const LARGEST = 100_000_000

const shipped = (): string => fileURLToPath(new URL(SHIPPED, import.meta.url))

/** SHA-256 of the weights that ship: what documents say follows from them. @throws Fault `doors/weights`. */
export function englishHash(): string {
  return createHash("sha256").update(bytesOfWeights(shipped(), REMAKE)).digest("hex")
}

/**
 * English as it ships. Takes some 0.2 s and 100 MB: open it once and pass it on.
 * @param options.file  another weights file than the one that ships. @param options.beam  states kept in parsing.
 * @throws Fault `doors/weights` when the file cannot be read; `syntax/weights` when it is not whole or not of this version.
 */
export function loadEnglish(options: {file?: string; beam?: number} = {}): English {
  const file = options.file ?? shipped()
  const bytes = readWeights(file, {largest: LARGEST, remake: REMAKE})
  return openEnglish(bytes, {name: file, ...(options.beam !== undefined && {beam: options.beam})})
}
