// Bytes to an open file, every one of them. The system may take fewer bytes than it is given and call that a success
// (a disk that fills up, a limit on sizes, a pipe whose reader is slow): whoever does not count them loses the rest.

import {writeSync} from "node:fs"
import {systemCode} from "./system-words.ts"

/** Milliseconds between two tries at a pipe whose reader is busy. */
const BRIEFLY = 2

/** Waits without giving up the thread: what is written here must have been written when the caller goes on. */
export function sleep(milliseconds: number): void {
  Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, milliseconds)
}

/**
 * Writes all of `content` to the open file `file`, and says how many bytes that were.
 * @throws the system's error when it takes no more.
 */
export function writeAll(file: number, content: string | Uint8Array): number {
  const bytes = typeof content === "string" ? Buffer.from(content) : content
  let at = 0
  while (at < bytes.length)
    try {
      at += writeSync(file, bytes, at, bytes.length - at)
    } catch (error) {
      const code = systemCode(error)
      if (code === "EAGAIN") sleep(BRIEFLY)
      else if (code !== "EINTR") throw error
    }
  return bytes.length
}
