// English from its weights file: bytes on disk in, English opened out.

import {createHash} from "node:crypto"
import {fileURLToPath} from "node:url"
import {type Allocate, type English, openEnglish} from "../language/english.ts"
import {instantiated} from "./instantiate.ts"
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
 * English as it ships. Takes some 0.2 s and 35 MB: open it once and pass it on.
 * @param options.file  another weights file than the one that ships. @param options.beam  states kept in parsing.
 * @throws Fault `doors/weights` when the file cannot be read; `syntax/weights` when it is not whole or not of this version.
 */
export function loadEnglish(options: {file?: string; beam?: number} = {}): English {
  const file = options.file ?? shipped()
  const bytes = readWeights(file, {largest: LARGEST, remake: REMAKE})
  return openEnglish(bytes, {name: file, allocate, ...(options.beam !== undefined && {beam: options.beam})})
}

const PAGE = 65_536

/** Memory that WebAssembly reaches, for a table of weights; null where a machine has none, or no vectors. */
export const allocate: Allocate = (bytes) => {
  if (!hasVectors()) return null
  try {
    const memory = new WebAssembly.Memory({initial: Math.ceil(bytes / PAGE)})
    const run = (module: Uint8Array) => instantiated(module, {memory})
    return {buffer: memory.buffer, run} as ReturnType<Allocate>
  } catch (error) {
    if (error instanceof RangeError) return null
    throw error
  }
}

/** A function that leaves a vector: what a machine without them refuses. */
const VECTORS = [0, 97, 115, 109, 1, 0, 0, 0, 1, 5, 1, 96, 0, 1, 123, 3, 2, 1, 0, 10, 8, 1, 6, 0, 65, 0, 253, 17, 11]

const hasVectors = (): boolean => typeof WebAssembly === "object" && WebAssembly.validate(Uint8Array.from(VECTORS))
