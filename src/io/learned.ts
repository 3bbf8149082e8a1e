// What has been learnt of causes, from its file: bytes on disk in, learned help opened out.

import {fileURLToPath} from "node:url"
import {type Learned, openLearned} from "../lines/index.ts"
import {readWeights} from "./weights-file.ts"

const SHIPPED = "../../weights/causes.brink"
/** No such file is larger, in bytes. */
const LARGEST = 20_000_000

/**
 * Learned help as it ships (docs/methods/learned-help.md).
 * @param options.file  another file than the one that ships.
 * @throws Fault `doors/weights` when the file cannot be read; `reading/weights` when it is not whole or not of this version.
 */
export function loadLearned(options: {file?: string} = {}): Learned {
  const file = options.file ?? fileURLToPath(new URL(SHIPPED, import.meta.url))
  const bytes = readWeights(file, {largest: LARGEST, remake: "npm run train:spans"})
  return openLearned(bytes, file)
}
