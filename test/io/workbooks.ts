// Spreadsheets made byte by byte, so that tests need no file of anybody's: the smallest .xlsx
// and .xls that a spreadsheet program would still open. Also text files to put beside a model.

import {deflateRawSync} from "node:zlib"

type Value = number | string | boolean | null | {formula: string; value: number | string} | {error: string}
export type Made = {
  sheets: Record<string, Value[][]>
  names?: {name: string; refersTo: string; sheet?: number}[]
}

const letters = (column: number): string =>
  (column >= 26 ? letters(Math.floor(column / 26) - 1) : "") + String.fromCharCode(65 + (column % 26))

const escaped = (text: string) => text.replace(/&/g, "&amp;").replace(/</g, "&lt;")

/** A zip archive of the given parts, deflated. */
export function zip(
  parts: Record<string, string | Uint8Array>,
  options: {flags?: number; method?: number} = {},
): Buffer {
  const bodies: Buffer[] = []
  const directory: Buffer[] = []
  let at = 0
  for (const [name, content] of Object.entries(parts)) {
    const raw = Buffer.from(content)
    const packed = deflateRawSync(raw)
    const local = Buffer.alloc(30)
    local.writeUInt32LE(0x04034b50, 0)
    local.writeUInt16LE(options.method ?? 8, 8)
    local.writeUInt32LE(packed.length, 18)
    local.writeUInt32LE(raw.length, 22)
    local.writeUInt16LE(Buffer.byteLength(name), 26)
    const entry = Buffer.alloc(46)
    entry.writeUInt32LE(0x02014b50, 0)
    entry.writeUInt16LE(options.flags ?? 0, 8)
    entry.writeUInt16LE(options.method ?? 8, 10)
    entry.writeUInt32LE(packed.length, 20)
    entry.writeUInt32LE(raw.length, 24)
    entry.writeUInt16LE(Buffer.byteLength(name), 28)
    entry.writeUInt32LE(at, 42)
    bodies.push(local, Buffer.from(name), packed)
    directory.push(entry, Buffer.from(name))
    at += 30 + Buffer.byteLength(name) + packed.length
  }
  const end = Buffer.alloc(22)
  end.writeUInt32LE(0x06054b50, 0)
  end.writeUInt16LE(Object.keys(parts).length, 8)
  end.writeUInt16LE(Object.keys(parts).length, 10)
  end.writeUInt32LE(
    directory.reduce((sum, part) => sum + part.length, 0),
    12,
  )
  end.writeUInt32LE(at, 16)
  return Buffer.concat([...bodies, ...directory, end])
}

/** An .xlsx; words go through the table of shared strings. */
export function xlsx({sheets, names = []}: Made): Buffer {
  const strings: string[] = []
  const shared = (text: string) => {
    if (!strings.includes(text)) strings.push(text)
    return strings.indexOf(text)
  }
  const cell = (value: Value, row: number, column: number): string => {
    const at = `r="${letters(column)}${row + 1}"`
    if (value === null) return `<c ${at} s="1"/>`
    if (typeof value === "number") return `<c ${at}><v>${value}</v></c>`
    if (typeof value === "boolean") return `<c ${at} t="b"><v>${value ? 1 : 0}</v></c>`
    if (typeof value === "string") return `<c ${at} t="s"><v>${shared(value)}</v></c>`
    if ("error" in value) return `<c ${at} t="e"><v>${value.error}</v></c>`
    const kind = typeof value.value === "string" ? ' t="str"' : ""
    return `<c ${at}${kind}><f>${escaped(value.formula)}</f><v>${value.value}</v></c>`
  }
  const parts: Record<string, string> = {}
  Object.values(sheets).forEach((rows, i) => {
    const data = rows.map((row, r) => `<row r="${r + 1}">${row.map((value, c) => cell(value, r, c)).join("")}</row>`)
    parts[`xl/worksheets/sheet${i + 1}.xml`] =
      `<?xml version="1.0"?><worksheet><!-- <c r="A1"><v>99</v></c> --><sheetData>${data.join("")}</sheetData></worksheet>`
  })
  const list = Object.keys(sheets).map(
    (name, i) => `<sheet name="${escaped(name)}" sheetId="${i + 1}" r:id="rId${i + 1}"/>`,
  )
  const defined = names.map(
    ({name, refersTo, sheet}) =>
      `<definedName name="${name}"${sheet === undefined ? "" : ` localSheetId="${sheet}"`}>${escaped(refersTo)}</definedName>`,
  )
  parts["xl/workbook.xml"] =
    `<workbook><sheets>${list.join("")}</sheets><definedNames>${defined.join("")}</definedNames></workbook>`
  const relation = (id: string, kind: string, target: string) =>
    `<Relationship Id="${id}" Type="http://schemas.example/relationships/${kind}" Target="${target}"/>`
  parts["_rels/.rels"] = `<Relationships>${relation("a", "officeDocument", "xl/workbook.xml")}</Relationships>`
  parts["xl/_rels/workbook.xml.rels"] = `<Relationships>${Object.keys(sheets)
    .map((_, i) => relation(`rId${i + 1}`, "worksheet", `worksheets/sheet${i + 1}.xml`))
    .join("")}${relation("s", "sharedStrings", "sharedStrings.xml")}</Relationships>`
  parts["xl/sharedStrings.xml"] =
    `<sst>${strings.map((text) => `<si><r><t>${escaped(text.slice(0, 1))}</t></r><r><t>${escaped(text.slice(1))}</t></r><rPh><t>x</t></rPh></si>`).join("")}</sst>`
  return zip(parts)
}

function record(kind: number, ...parts: (Buffer | number[])[]): Buffer {
  const body = Buffer.concat(parts.map((part) => Buffer.from(part)))
  const head = Buffer.alloc(4)
  head.writeUInt16LE(kind, 0)
  head.writeUInt16LE(body.length, 2)
  return Buffer.concat([head, body])
}

const u16 = (...values: number[]) => {
  const bytes = Buffer.alloc(2 * values.length)
  values.forEach((value, i) => {
    bytes.writeUInt16LE(value, 2 * i)
  })
  return bytes
}
const u32 = (value: number) => {
  const bytes = Buffer.alloc(4)
  bytes.writeUInt32LE(value, 0)
  return bytes
}
const f64 = (value: number) => {
  const bytes = Buffer.alloc(8)
  bytes.writeDoubleLE(value, 0)
  return bytes
}

/** A whole number, or one in hundredths, in four bytes; null when it is neither. */
const packed = (value: number): Buffer | null => {
  const bytes = Buffer.alloc(4)
  if (Number.isInteger(value) && Math.abs(value) < 2 ** 28) bytes.writeInt32LE((value << 2) | 2, 0)
  else if (Number.isInteger(value * 100) && Math.abs(value) < 2 ** 21) bytes.writeInt32LE(((value * 100) << 2) | 3, 0)
  else return null
  return bytes
}

/**
 * An .xls: rows of two packed numbers side by side as one record, others as one record a cell; words through the
 * shared table, which is broken into records of `stringBytes` bytes, in the middle of words where it falls so.
 */
export function xls({sheets, names = []}: Made, stringBytes = 8000): Buffer {
  const strings: string[] = []
  const shared = (text: string) => {
    if (!strings.includes(text)) strings.push(text)
    return strings.indexOf(text)
  }
  const cells = (rows: Value[][]): Buffer[] =>
    rows.flatMap((row, r) => {
      const records: Buffer[] = []
      for (let c = 0; c < row.length; c++) {
        const value = row[c]!
        const next = row[c + 1]
        if (value === null) continue
        if (typeof value === "number") {
          const one = packed(value)
          const two = typeof next === "number" ? packed(next) : null
          if (one && two) {
            records.push(record(0xbd, u16(r, c), u16(0), one, u16(0), two, u16(c + 1)))
            c++
          } else if (one) records.push(record(0x27e, u16(r, c, 0), one))
          else records.push(record(0x203, u16(r, c, 0), f64(value)))
        } else if (typeof value === "string") records.push(record(0xfd, u16(r, c, 0), u32(shared(value))))
        else if (typeof value === "boolean") records.push(record(0x205, u16(r, c, 0), [value ? 1 : 0, 0]))
        else if ("error" in value) records.push(record(0x205, u16(r, c, 0), [0x2a, 1]))
        else if (typeof value.value === "number")
          records.push(record(0x06, u16(r, c, 0), f64(value.value), u16(0), u32(0), u16(0)))
        else {
          records.push(record(0x06, u16(r, c, 0), [0, 0, 0, 0, 0, 0, 0xff, 0xff], u16(0), u32(0), u16(0)))
          records.push(record(0x207, u16(value.value.length), [0], Buffer.from(value.value, "latin1")))
        }
      }
      return records
    })
  const begin = (kind: number) => record(0x809, u16(0x600, kind, 0, 0), u32(0), u32(0))
  const bodies = Object.values(sheets).map((rows) => Buffer.concat([begin(0x10), ...cells(rows), record(0x0a)]))
  const list = Object.keys(sheets)
  const wide = (text: string) => [...text].some((char) => char.charCodeAt(0) > 255)
  const spelt = (text: string) => Buffer.from(text, wide(text) ? "utf16le" : "latin1")
  const defined = names.flatMap(({name, refersTo, sheet}) => {
    const match = /^'?([^'!]+)'?!\$([A-Z])\$(\d+)(?::\$([A-Z])\$(\d+))?$/.exec(refersTo)!
    const row = (digits: string) => Number(digits) - 1
    const column = (letter: string) => letter.charCodeAt(0) - 65
    const at = list.indexOf(match[1]!)
    const formula = match[4]
      ? Buffer.concat([
          Buffer.from([0x3b]),
          u16(at, row(match[3]!), row(match[5]!), column(match[2]!), column(match[4])),
        ])
      : Buffer.concat([Buffer.from([0x3a]), u16(at, row(match[3]!), column(match[2]!))])
    return [
      record(
        0x18,
        u16(0),
        [0, name.length],
        u16(formula.length, 0, sheet === undefined ? 0 : sheet + 1),
        [0, 0, 0, 0, 0],
        Buffer.from(name, "latin1"),
        formula,
      ),
    ]
  })
  // The table of words, in pieces: a word that is broken off goes on after a byte that says how it is written.
  const pieces: Buffer[] = [Buffer.concat([u32(strings.length), u32(strings.length)])]
  const room = () => stringBytes - pieces.at(-1)!.length
  const add = (bytes: Buffer) => {
    pieces[pieces.length - 1] = Buffer.concat([pieces.at(-1)!, bytes])
  }
  for (const text of strings) {
    const unit = wide(text) ? 2 : 1
    if (room() < 3) pieces.push(Buffer.alloc(0))
    add(Buffer.concat([u16(text.length), Buffer.from([unit === 2 ? 1 : 0])]))
    let left = spelt(text)
    while (left.length > 0) {
      const here = Math.min(left.length, room() - (room() % unit))
      if (here <= 0) {
        pieces.push(Buffer.from([unit === 2 ? 1 : 0]))
        continue
      }
      add(left.subarray(0, here))
      left = left.subarray(here)
    }
  }
  const words = Buffer.concat(pieces.map((piece, i) => record(i === 0 ? 0xfc : 0x3c, piece)))
  const references = record(0x17, u16(list.length), ...list.map((_, i) => u16(0, i, i)))
  const entries = (offsets: number[]) =>
    list.map((name, i) => record(0x85, u32(offsets[i] ?? 0), [0, 0, name.length, wide(name) ? 1 : 0], spelt(name)))
  const globals = (offsets: number[]) =>
    Buffer.concat([begin(5), ...entries(offsets), references, ...defined, words, record(0x0a)])
  let at = globals([]).length
  const offsets = bodies.map((body) => {
    const here = at
    at += body.length
    return here
  })
  return compound("Workbook", Buffer.concat([globals(offsets), ...bodies]))
}

/** A compound file with one stream: small ones in the small sectors, others in the large. */
export function compound(name: string, stream: Buffer): Buffer {
  const SIZE = 512
  const END = 0xfffffffe
  const FREE = 0xffffffff
  const small = stream.length < 4096
  const count = Math.ceil(stream.length / (small ? 64 : SIZE))
  const body = Buffer.alloc(Math.ceil(((small ? 64 : SIZE) * count) / SIZE) * SIZE)
  stream.copy(body)
  const sectors = body.length / SIZE
  // Sectors: table, directory, table of small sectors, then the stream.
  const table = Buffer.alloc(SIZE, 0xff)
  const chainFrom = 3
  table.writeUInt32LE(0xfffffffd, 0)
  table.writeUInt32LE(END, 4)
  table.writeUInt32LE(END, 8)
  for (let i = 0; i < sectors; i++) table.writeUInt32LE(i + 1 < sectors ? chainFrom + i + 1 : END, 4 * (chainFrom + i))
  const smalls = Buffer.alloc(SIZE, 0xff)
  if (small) for (let i = 0; i < count; i++) smalls.writeUInt32LE(i + 1 < count ? i + 1 : END, 4 * i)
  const entry = (title: string, kind: number, start: number, length: number) => {
    const bytes = Buffer.alloc(128)
    Buffer.from(title, "utf16le").copy(bytes)
    bytes.writeUInt16LE(2 * title.length + 2, 64)
    bytes[66] = kind
    bytes.writeUInt32LE(start, 116)
    bytes.writeUInt32LE(length, 120)
    return bytes
  }
  const directory = Buffer.concat([
    entry("Root Entry", 5, small ? chainFrom : END, small ? body.length : 0),
    entry(name, 2, small ? 0 : chainFrom, stream.length),
    Buffer.alloc(256),
  ])
  const head = Buffer.alloc(SIZE)
  Buffer.from([0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1]).copy(head)
  u16(0x3e, 3, 0xfffe, 9, 6).copy(head, 24)
  head.writeUInt32LE(1, 44)
  head.writeUInt32LE(1, 48)
  head.writeUInt32LE(4096, 56)
  head.writeUInt32LE(2, 60)
  head.writeUInt32LE(1, 64)
  head.writeUInt32LE(END, 68)
  for (let i = 0; i < 109; i++) head.writeUInt32LE(i === 0 ? 0 : FREE, 76 + 4 * i)
  return Buffer.concat([head, table, directory, smalls, body])
}
