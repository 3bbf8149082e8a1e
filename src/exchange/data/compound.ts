// The streams of a compound file, the container of old office documents: a file system in one
// file, of sectors chained by a table. In: its bytes. Out: one named stream's bytes.
//
// Every chain is followed at most as far as there are sectors, so that a table that points in
// circles ends; every sector lies within the bytes, or the file is refused as cut short.
// Layout: Microsoft, [MS-CFB] Compound File Binary File Format.

import {Damaged} from "../../documents/formats/archive.ts"

const SIGNATURE = [0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1]
/** Sector numbers from here on are marks: end of chain, free, table. */
const FIRST_MARK = 0xfffffffa
const ENTRY_LENGTH = 128
const IN_HEADER = 109

/** Whether bytes begin as a compound file does. */
export function isCompound(bytes: Uint8Array): boolean {
  return bytes.length >= 512 && SIGNATURE.every((byte, i) => bytes[i] === byte)
}

/**
 * The first of `names` that the file has as a stream; null when it has none of them.
 *
 * @throws Damaged when the file is cut short or its tables make no sense.
 */
export function readStream(bytes: Uint8Array, names: readonly string[]): Uint8Array | null {
  if (!isCompound(bytes)) throw new Damaged("it is no compound file")
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  const shift = view.getUint16(30, true)
  const smallShift = view.getUint16(32, true)
  if ((shift !== 9 && shift !== 12) || smallShift !== 6) throw new Damaged("its sectors have a size that is not in use")
  const size = 1 << shift
  const most = Math.floor(bytes.length / size)
  const sector = (index: number): number => {
    const at = (index + 1) * size
    if (index >= FIRST_MARK || at + size > bytes.length)
      throw new Damaged("it is cut short, or its table of sectors is broken")
    return at
  }

  // The table of sectors, itself in sectors: 109 of them are listed in the header, more in a chain of lists.
  const tables: number[] = []
  const list = (at: number, count: number) => {
    for (let i = 0; i < count; i++) {
      const index = view.getUint32(at + 4 * i, true)
      if (index < FIRST_MARK) tables.push(index)
    }
  }
  list(76, IN_HEADER)
  let more = view.getUint32(68, true)
  for (let i = 0; more < FIRST_MARK && i < most; i++) {
    const at = sector(more)
    list(at, size / 4 - 1)
    more = view.getUint32(at + size - 4, true)
  }
  if (tables.length > most) throw new Damaged("its table of sectors is broken")
  const next = (index: number): number => {
    const table = tables[Math.floor((index * 4) / size)]
    if (table === undefined) throw new Damaged("its table of sectors is broken")
    return view.getUint32(sector(table) + ((index * 4) % size), true)
  }
  const chain = (start: number): Uint8Array => {
    const parts: number[] = []
    for (let index = start; index < FIRST_MARK; index = next(index)) {
      if (parts.length >= most) throw new Damaged("its table of sectors runs in a circle")
      parts.push(sector(index))
    }
    const whole = new Uint8Array(parts.length * size)
    parts.forEach((at, i) => {
      whole.set(bytes.subarray(at, at + size), i * size)
    })
    return whole
  }

  const directory = chain(view.getUint32(48, true))
  const entries = new DataView(directory.buffer)
  const words = new TextDecoder("utf-16le")
  const found = new Map<string, {start: number; length: number}>()
  let root: {start: number; length: number} | null = null
  for (let at = 0; at + ENTRY_LENGTH <= directory.length; at += ENTRY_LENGTH) {
    const nameLength = Math.min(64, entries.getUint16(at + 64, true))
    const kind = entries.getUint8(at + 66)
    const place = {start: entries.getUint32(at + 116, true), length: entries.getUint32(at + 120, true)}
    if (kind === 5) root ??= place
    if (kind !== 2) continue
    const name = words.decode(directory.subarray(at, at + Math.max(0, nameLength - 2)))
    if (!found.has(name)) found.set(name, place)
  }
  const wanted = names.map((name) => found.get(name)).find((place) => place !== undefined)
  if (!wanted) return null
  if (wanted.length > bytes.length) throw new Damaged("it is cut short")
  if (wanted.length >= view.getUint32(56, true)) {
    const whole = chain(wanted.start)
    if (whole.length < wanted.length) throw new Damaged("it is cut short")
    return whole.subarray(0, wanted.length)
  }
  // Small streams lie in pieces of 64 bytes inside the root's own stream, chained by a table of their own.
  if (!root) throw new Damaged("it has no root")
  const smalls = chain(root.start)
  const table = chain(view.getUint32(60, true))
  const links = new DataView(table.buffer)
  const piece = 1 << smallShift
  const whole = new Uint8Array(wanted.length)
  let index = wanted.start
  for (let at = 0; at < wanted.length; at += piece) {
    if (index >= FIRST_MARK || (index + 1) * piece > smalls.length || index * 4 + 4 > table.length)
      throw new Damaged("its table of small sectors is broken")
    whole.set(smalls.subarray(index * piece, index * piece + Math.min(piece, wanted.length - at)), at)
    index = links.getUint32(index * 4, true)
  }
  return whole
}
