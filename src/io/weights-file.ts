// A file of weights: packed bytes on disk in, bytes out.

import {readFileSync} from "node:fs"
import {brotliDecompressSync} from "node:zlib"
import {Fault} from "../core/fault.ts"

/**
 * The bytes of a weights file, decompressed.
 * @param largest  no such file is larger, in bytes; one that swells to more is not ours. @param remake  the command that makes it anew.
 * @throws Fault `doors/weights` when it cannot be read or decompressed.
 */
export function readWeights(file: string, {largest, remake}: {largest: number; remake: string}): Uint8Array {
  const packed = bytesOfWeights(file, remake)
  try {
    return brotliDecompressSync(packed, {maxOutputLength: largest})
  } catch {
    throw new Fault("doors/weights", `${file} is not a weights file, or is damaged: it cannot be decompressed`, {
      next: nextMove(remake),
    })
  }
}

/** The bytes of a weights file as it ships. @throws Fault `doors/weights` when it cannot be read. */
export function bytesOfWeights(file: string, remake: string): Uint8Array {
  try {
    return readFileSync(file)
  } catch (error) {
    throw new Fault("doors/weights", `Cannot read ${file}: ${(error as Error).message}`, {next: nextMove(remake)})
  }
}

const nextMove = (remake: string): string => `Install Brink again, or make the file anew: ${remake}.`
