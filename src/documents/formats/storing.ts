// Parts into a zip archive, without packing them. In: names and bytes. Out: the bytes of an
// archive. For handing parts that were inflated within a budget to a library that wants an
// archive: what it unpacks is then never larger than what it was given.

import {crc32} from "node:zlib"

const LOCAL = 0x04034b50
const ENTRY = 0x02014b50
const END = 0x06054b50
/** Of the flags: names are in UTF-8. */
const UTF8 = 0x800
const VERSION = 20

/** An archive that holds `parts` as they are, in their order (PKWARE APPNOTE 6.3, stored). */
export function storeParts(parts: ReadonlyMap<string, Uint8Array>): Uint8Array {
  const words = new TextEncoder()
  const pieces: Uint8Array[] = []
  const directory: Uint8Array[] = []
  let at = 0
  const put = (list: Uint8Array[], length: number, fill: (view: DataView) => void): Uint8Array => {
    const bytes = new Uint8Array(length)
    fill(new DataView(bytes.buffer))
    list.push(bytes)
    return bytes
  }
  for (const [name, content] of parts) {
    const named = words.encode(name)
    // From the version on, both headers hold the same thirteen fields.
    const fields = (view: DataView, from: number): void => {
      view.setUint16(from, VERSION, true)
      view.setUint16(from + 2, UTF8, true)
      view.setUint32(from + 10, crc32(content), true)
      view.setUint32(from + 14, content.length, true)
      view.setUint32(from + 18, content.length, true)
      view.setUint16(from + 22, named.length, true)
    }
    const offset = at
    put(pieces, 30 + named.length, (view) => {
      view.setUint32(0, LOCAL, true)
      fields(view, 4)
    }).set(named, 30)
    pieces.push(content)
    at += 30 + named.length + content.length
    put(directory, 46 + named.length, (view) => {
      view.setUint32(0, ENTRY, true)
      view.setUint16(4, VERSION, true)
      fields(view, 6)
      view.setUint32(42, offset, true)
    }).set(named, 46)
  }
  const size = directory.reduce((sum, entry) => sum + entry.length, 0)
  const whole = [...pieces, ...directory]
  put(whole, 22, (view) => {
    view.setUint32(0, END, true)
    view.setUint16(8, parts.size, true)
    view.setUint16(10, parts.size, true)
    view.setUint32(12, size, true)
    view.setUint32(16, at, true)
  })
  return Buffer.concat(whole)
}
