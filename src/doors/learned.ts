// The door to what has been learnt of causes: bytes on disk in, learned help opened out.

import {readFileSync} from "node:fs"
import {fileURLToPath} from "node:url"
import {brotliDecompressSync} from "node:zlib"
import {Fault} from "../fault.ts"
import {type Learned, openLearned} from "../reading/index.ts"

const SHIPPED = "../../weights/causes.brink"
/** No such file is larger, in bytes; one that swells to more is not ours. */
const LARGEST = 20_000_000

/**
 * Learned help as it ships (docs/methods/learned-help.md).
 * @param options.file  another file than the one that ships.
 * @throws Fault `doors/weights` when the file cannot be read; `reading/weights` when it is not whole or not of this version.
 */
export function loadLearned(options: {file?: string} = {}): Learned {
  const file = options.file ?? fileURLToPath(new URL(SHIPPED, import.meta.url))
  const next = "Install Brink again, or make the file anew: npm run train:spans."
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
  return openLearned(bytes, file)
}
