// A file of weights: packed bytes on disk in, bytes out; and back.

import {readFileSync} from "node:fs"
import {constants, gunzipSync, gzipSync} from "node:zlib"
import {Fault} from "../core/fault.ts"

/**
 * The bytes of a weights file, decompressed.
 * @param largest  no such file is larger, in bytes; one that swells to more is not ours. @param remake  the command that makes it anew.
 * @throws Fault `doors/weights` when it cannot be read or decompressed.
 */
export function readWeights(file: string, {largest, remake}: {largest: number; remake: string}): Uint8Array {
  const packed = bytesOfWeights(file, remake)
  try {
    // Into one piece of the size that the file says: no piece is copied.
    const chunkSize = Math.min(largest, packed.readUInt32LE(packed.length - 4)) + ROOM
    return gunzipSync(packed, {maxOutputLength: largest, chunkSize})
  } catch {
    throw new Fault("doors/weights", `${file} is not a weights file, or is damaged: it cannot be decompressed`, {
      next: nextMove(remake),
    })
  }
}

/** So much more than what is expected is made room for: no less may be, and one that is full is followed by another. In bytes. */
const ROOM = 64

/** Where the head of what is packed names the system that packed it, and the name of none. */
const SYSTEM_AT = 9
const NO_SYSTEM = 255

/**
 * Packs the bytes of a weights file (gzip, RFC 1952), the same on every system. By Huffman's codes alone, because nothing repeats in
 * learnt numbers: a twentieth larger than what Brotli makes of them, and unpacked in two fifths of the time.
 */
export function packedWeights(bytes: Uint8Array): Uint8Array {
  const packed = gzipSync(bytes, {strategy: constants.Z_HUFFMAN_ONLY})
  packed[SYSTEM_AT] = NO_SYSTEM
  return packed
}

/** The bytes of a weights file as it ships. @throws Fault `doors/weights` when it cannot be read. */
export function bytesOfWeights(file: string, remake: string): Buffer {
  try {
    return readFileSync(file)
  } catch (error) {
    throw new Fault("doors/weights", `Cannot read ${file}: ${(error as Error).message}`, {next: nextMove(remake)})
  }
}

const nextMove = (remake: string): string => `Install Brink again, or make the file anew: ${remake}.`
