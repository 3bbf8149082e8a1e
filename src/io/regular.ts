// Regular files into bytes. In: a path. Out: all of its bytes, at most as many as the caller bears. What is no file of
// bytes with an end (a pipe, a device, a socket, a folder) is refused, and asked of the handle that is read, so that
// nothing can be put in its place between the question and the reading.

import {closeSync, constants, fstatSync, openSync, readSync, type Stats} from "node:fs"

/** A file with more bytes than are read. */
export class TooLong extends Error {
  /** Bytes that it has, as far as is known. */
  readonly size: number

  constructor(size: number, most: number) {
    super(`it has ${size} bytes, and at most ${most} are read`)
    this.size = size
  }
}

/** Bytes asked for at a time once a file has given more than it said it holds. */
const MORE = 65_536

/** What stands at a path, when it is no file of bytes with an end; null for one that is. */
export function otherKind(status: Stats): string | null {
  if (status.isFile()) return null
  if (status.isDirectory()) return "a folder"
  if (status.isFIFO()) return "a pipe"
  if (status.isSocket()) return "a socket"
  if (status.isCharacterDevice() || status.isBlockDevice()) return "a device"
  return "no file"
}

/**
 * All bytes of a regular file.
 *
 * @param most bytes that are read at most.
 * @throws TooLong; Error in words for what is no regular file; the system's own errors.
 */
export function readRegular(path: string, most: number): Uint8Array<ArrayBuffer> {
  // Without O_NONBLOCK opening a pipe waits for somebody who writes into it.
  const file = openSync(path, constants.O_RDONLY | (constants.O_NONBLOCK ?? 0))
  try {
    const status = fstatSync(file)
    const other = otherKind(status)
    if (other !== null) throw new Error(other === "a folder" ? "it is a folder" : `it is ${other}, not a file`)
    if (status.size > most) throw new TooLong(status.size, most)
    // Files that the system makes up say 0; others grow while they are read.
    let bytes = new Uint8Array(status.size > 0 ? status.size : MORE)
    let length = 0
    for (;;) {
      if (length === bytes.length) {
        const wider = new Uint8Array(length + Math.max(MORE, length))
        wider.set(bytes)
        bytes = wider
      }
      const count = readSync(file, bytes, length, bytes.length - length, null)
      if (count === 0) return length === bytes.length ? bytes : bytes.slice(0, length)
      length += count
      if (length > most) throw new TooLong(length, most)
    }
  } finally {
    closeSync(file)
  }
}
