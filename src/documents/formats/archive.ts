// The parts of a zip archive by name. In: its bytes. Out: one part's bytes at a time, inflated
// within a budget. Only what spreadsheets and Word documents need: stored and deflated parts of a file in one
// piece; anything else is refused in words.
//
// Every number in the file is checked before it is used: offsets lie within the bytes, and what
// a part inflates to is bounded by what is left of the budget, whatever the archive claims.

import {inflateRawSync} from "node:zlib"

/** Bytes that all parts of one archive may inflate to: ten times the largest workbook met in the field. */
const MOST_INFLATED = 300_000_000
const MOST_PARTS = 20_000

const END_OF_DIRECTORY = 0x06054b50
const ENTRY = 0x02014b50
const LOCAL = 0x04034b50
const END_LENGTH = 22
const LONGEST_COMMENT = 65_535
const STORED = 0
const DEFLATED = 8

/** Something in a data file that cannot be read, in words; whoever opened the file names it. */
export class Damaged extends Error {}

/** An archive opened: `names` as they are written in it; `part`, case not counted, gives null for a name that is not in it. */
export type Archive = {readonly names: readonly string[]; part(name: string): Uint8Array | null}

/**
 * @param most bytes that all parts together may inflate to.
 * @throws Damaged when the bytes are no archive, are cut short, encrypted, or inflate beyond `most`.
 */
export function openArchive(bytes: Uint8Array, most = MOST_INFLATED): Archive {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  const end = endOfDirectory(view)
  const count = view.getUint16(end + 10, true)
  const start = view.getUint32(end + 16, true)
  if (count === 0xffff || start === 0xffffffff) throw new Damaged("it is a zip archive of the 64-bit kind")
  if (count > MOST_PARTS) throw new Damaged(`it has ${count} parts`)
  const entries = new Map<string, {method: number; flags: number; packed: number; offset: number}>()
  const names: string[] = []
  const words = new TextDecoder()
  let at = start
  for (let i = 0; i < count; i++) {
    if (at + 46 > bytes.length || view.getUint32(at, true) !== ENTRY) throw new Damaged("its directory is broken")
    const nameLength = view.getUint16(at + 28, true)
    const next = at + 46 + nameLength + view.getUint16(at + 30, true) + view.getUint16(at + 32, true)
    if (next > bytes.length) throw new Damaged("its directory is cut short")
    // Paths are compared as spreadsheets write them: with slashes, case not counted.
    const name = words.decode(bytes.subarray(at + 46, at + 46 + nameLength)).replace(/\\/g, "/")
    names.push(name)
    entries.set(name.toLowerCase(), {
      flags: view.getUint16(at + 8, true),
      method: view.getUint16(at + 10, true),
      packed: view.getUint32(at + 20, true),
      offset: view.getUint32(at + 42, true),
    })
    at = next
  }
  let budget = most
  return {
    names,
    part(name) {
      const entry = entries.get(name.toLowerCase())
      if (!entry) return null
      const {flags, method, packed, offset} = entry
      if (flags & 1) throw new Damaged("it is encrypted")
      if (offset + 30 > bytes.length || view.getUint32(offset, true) !== LOCAL)
        throw new Damaged(`its part ${name} is not where its directory says`)
      const from = offset + 30 + view.getUint16(offset + 26, true) + view.getUint16(offset + 28, true)
      if (from + packed > bytes.length) throw new Damaged(`its part ${name} is cut short`)
      const raw = bytes.subarray(from, from + packed)
      let part: Uint8Array
      if (method === STORED) part = raw
      else if (method === DEFLATED) {
        try {
          part = inflateRawSync(raw, {maxOutputLength: Math.max(1, budget)})
        } catch (error) {
          if ((error as {code?: string}).code === "ERR_BUFFER_TOO_LARGE")
            throw new Damaged(`it inflates to more than ${most / 1e6} MB`)
          throw new Damaged(`its part ${name} is broken`)
        }
      } else throw new Damaged(`its part ${name} is packed in a way (${method}) that is not read`)
      budget -= part.length
      if (budget < 0) throw new Damaged(`it inflates to more than ${most / 1e6} MB`)
      return part
    },
  }
}

function endOfDirectory(view: DataView): number {
  const lowest = Math.max(0, view.byteLength - END_LENGTH - LONGEST_COMMENT)
  for (let at = view.byteLength - END_LENGTH; at >= lowest; at--)
    if (view.getUint32(at, true) === END_OF_DIRECTORY) return at
  throw new Damaged("it is no zip archive, or it is cut short")
}
