// PDFs and Word documents for tests, made here: invented text, typeset by a machine that knows
// one width of letter. A page is what is drawn where; a Word document is its parts.

import {deflateSync} from "node:zlib"
import {zip} from "./workbooks.ts"

/** Words at a place: `x` from the left and `y` from the top, in points, letters of a fixed width. */
export type Drawn = {
  readonly x: number
  readonly y: number
  readonly text: string
  readonly size?: number
  readonly bold?: boolean
}

export const PAGE = {width: 595, height: 842}
/** Width of a letter of Courier, as a share of its size. */
const LETTER = 0.6

export const widthOf = (text: string, size = 10): number => LETTER * size * [...text].length

/** A PDF of pages on which `drawn` stands, in the order given. `raw`: content that is put in as it is. */
export function pdf(
  pages: readonly (readonly Drawn[])[],
  more: {packed?: boolean; rotate?: number; trailer?: string; raw?: readonly Buffer[]; title?: string} = {},
): Buffer {
  const objects: (string | Buffer)[] = []
  const add = (body: string | Buffer): number => objects.push(body)
  const stream = (content: Buffer, packed: boolean, filters = "/FlateDecode"): Buffer => {
    const data = packed ? deflateSync(content) : content
    return Buffer.concat([
      Buffer.from(`<< /Length ${data.length}${packed ? ` /Filter ${filters}` : ""} >>\nstream\n`),
      data,
      Buffer.from("\nendstream"),
    ])
  }
  add("<< /Type /Catalog /Pages 2 0 R >>")
  add("")
  add("<< /Type /Font /Subtype /Type1 /BaseFont /Courier /Encoding /WinAnsiEncoding >>")
  add("<< /Type /Font /Subtype /Type1 /BaseFont /Courier-Bold /Encoding /WinAnsiEncoding >>")
  const kids: number[] = []
  pages.forEach((drawn, i) => {
    const content = more.raw?.[i] ?? Buffer.from(drawn.map(drawing).join("\n"), "latin1")
    const at = add(stream(content, more.packed ?? false))
    kids.push(
      add(
        `<< /Type /Page /Parent 2 0 R /MediaBox [0 0 ${PAGE.width} ${PAGE.height}] ${more.rotate ? `/Rotate ${more.rotate} ` : ""}/Resources << /Font << /F1 3 0 R /F2 4 0 R >> >> /Contents ${at} 0 R >>`,
      ),
    )
  })
  objects[1] = `<< /Type /Pages /Kids [${kids.map((k) => `${k} 0 R`).join(" ")}] /Count ${kids.length} >>`
  const info = more.title === undefined ? 0 : add(`<< /Title (${more.title}) >>`)
  const trailer = `${info ? ` /Info ${info} 0 R` : ""} ${more.trailer ?? ""}`
  return paperOf(objects, {version: "1.4", trailer})
}

/** A PDF of objects 1, 2, ..., the first of which is its catalogue. `trailer`: what else its end says. */
export function paperOf(
  objects: readonly (string | Buffer)[],
  {version = "1.7", trailer = ""}: {version?: string; trailer?: string} = {},
): Buffer {
  const parts = [Buffer.from(`%PDF-${version}\n`)]
  const places: number[] = []
  let at = parts[0]!.length
  objects.forEach((body, i) => {
    places.push(at)
    const part = Buffer.concat([
      Buffer.from(`${i + 1} 0 obj\n`),
      Buffer.isBuffer(body) ? body : Buffer.from(body, "latin1"),
      Buffer.from("\nendobj\n"),
    ])
    parts.push(part)
    at += part.length
  })
  const table = places.map((place) => `${String(place).padStart(10, "0")} 00000 n \n`).join("")
  parts.push(
    Buffer.from(
      `xref\n0 ${objects.length + 1}\n0000000000 65535 f \n${table}trailer\n<< /Size ${objects.length + 1} /Root 1 0 R${trailer} >>\nstartxref\n${at}\n%%EOF\n`,
    ),
  )
  return Buffer.concat(parts)
}

// What WinAnsi has outside Latin-1, as far as the tests use it.
const WIN_ANSI: Readonly<Record<string, number>> = {
  "–": 0x96,
  "—": 0x97,
  "“": 0x93,
  "”": 0x94,
  "’": 0x92,
  "•": 0x95,
  "…": 0x85,
}

const drawing = ({x, y, text, size = 10, bold = false}: Drawn): string => {
  const codes = [...text].map((letter) => String.fromCharCode(WIN_ANSI[letter] ?? letter.charCodeAt(0))).join("")
  const escaped = codes.replace(/[\\()]/g, (sign) => `\\${sign}`)
  return `BT /F${bold ? 2 : 1} ${size} Tf 1 0 0 1 ${x} ${PAGE.height - y} Tm (${escaped}) Tj ET`
}

/** Words set in lines of at most `letters` letters; words with `-` in them may be parted there when `hyphens` says where. */
export function wrapped(text: string, letters: number): string[] {
  const lines: string[] = []
  let line = ""
  for (const word of text.split(" ")) {
    // "har|vest" may be parted at the bar.
    const whole = word.replaceAll("|", "")
    const space = line === "" ? "" : " "
    if ((line + space + whole).length <= letters) line += space + whole
    else {
      const [head, tail] = word.split("|")
      if (tail !== undefined && `${line + space + head}-`.length <= letters) {
        lines.push(`${line + space + head}-`)
        line = tail
      } else {
        lines.push(line)
        line = whole
      }
    }
  }
  if (line !== "") lines.push(line)
  return lines
}

/** Paragraphs as a column: lines of `letters` letters from (x, y) down. Gives also where the next line would be. */
export function column(
  paragraphs: readonly string[],
  {
    x,
    y,
    letters,
    size = 10,
    step = 12,
    gap = 8,
    indent = 0,
  }: {x: number; y: number; letters: number; size?: number; step?: number; gap?: number; indent?: number},
): {drawn: Drawn[]; y: number} {
  const drawn: Drawn[] = []
  let at = y
  for (const paragraph of paragraphs) {
    wrapped(`${"\u0001".repeat(indent)}${paragraph}`, letters).forEach((line, i) => {
      const text = line.replace(/\u0001/g, "")
      drawn.push({x: x + (i === 0 ? widthOf(" ".repeat(indent), size) : 0), y: at, text, size})
      at += step
    })
    at += gap
  }
  return {drawn, y: at}
}

const W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
const HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>'
const RELATIONS = "http://schemas.openxmlformats.org/package/2006/relationships"
const OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"

/** A paragraph of a Word document; `style` by its name, `list` its numbering. */
export const paragraph = (runs: string, more: {style?: string; list?: number} = {}): string =>
  `<w:p><w:pPr>${more.style ? `<w:pStyle w:val="${more.style.replace(/ /g, "")}"/>` : ""}${more.list ? `<w:numPr><w:ilvl w:val="0"/><w:numId w:val="${more.list}"/></w:numPr>` : ""}</w:pPr>${runs}</w:p>`

export const run = (text: string, properties = ""): string =>
  `<w:r>${properties ? `<w:rPr>${properties}</w:rPr>` : ""}<w:t xml:space="preserve">${text}</w:t></w:r>`

const STYLE_NAMES = ["Title", "heading 1", "heading 2", "caption", "footnote text", "List Paragraph"]

/** A Word document with `body` in it. `notes` are footnotes 1, 2, ...; `parts` are put in besides. */
export function docx(
  body: string,
  more: {notes?: readonly string[]; parts?: Readonly<Record<string, string | Uint8Array>>; title?: string} = {},
): Buffer {
  const styles = STYLE_NAMES.map(
    (name) => `<w:style w:type="paragraph" w:styleId="${name.replace(/ /g, "")}"><w:name w:val="${name}"/></w:style>`,
  ).join("")
  const numbering = ["bullet", "decimal"]
    .map(
      (format, i) =>
        `<w:abstractNum w:abstractNumId="${i}"><w:lvl w:ilvl="0"><w:numFmt w:val="${format}"/></w:lvl></w:abstractNum>`,
    )
    .concat([1, 2].map((n) => `<w:num w:numId="${n}"><w:abstractNumId w:val="${n - 1}"/></w:num>`))
    .join("")
  const notes = (more.notes ?? [])
    .map((note, i) => `<w:footnote w:id="${i + 1}">${paragraph(run(note), {style: "footnote text"})}</w:footnote>`)
    .join("")
  const relation = (n: number, type: string, target: string): string =>
    `<Relationship Id="r${n}" Type="${OFFICE}/${type}" Target="${target}"/>`
  return zip({
    "[Content_Types].xml": `${HEAD}<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="xml" ContentType="application/xml"/></Types>`,
    "_rels/.rels": `${HEAD}<Relationships xmlns="${RELATIONS}">${relation(1, "officeDocument", "word/document.xml")}</Relationships>`,
    "word/_rels/document.xml.rels": `${HEAD}<Relationships xmlns="${RELATIONS}">${relation(1, "styles", "styles.xml")}${relation(2, "numbering", "numbering.xml")}${relation(3, "footnotes", "footnotes.xml")}${relation(4, "header", "header1.xml")}</Relationships>`,
    "word/styles.xml": `${HEAD}<w:styles ${W}>${styles}</w:styles>`,
    "word/numbering.xml": `${HEAD}<w:numbering ${W}>${numbering}</w:numbering>`,
    "word/footnotes.xml": `${HEAD}<w:footnotes ${W}>${notes}</w:footnotes>`,
    "word/header1.xml": `${HEAD}<w:hdr ${W}>${paragraph(run("Upland Review, vol. 7"))}</w:hdr>`,
    "word/document.xml": `${HEAD}<w:document ${W}><w:body>${body}</w:body></w:document>`,
    ...(more.title === undefined
      ? {}
      : {
          "docProps/core.xml": `${HEAD}<cp:coreProperties xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/core-properties" xmlns:dc="http://purl.org/dc/elements/1.1/"><dc:title>${more.title}</dc:title></cp:coreProperties>`,
        }),
    ...more.parts,
  })
}
