// Files that ask for more than they are: a few kilobytes, made here by small programs, that make a
// parser run for hours or take all memory. Nothing in them is broken; each is a lawful file of its kind.

import {deflateSync} from "node:zlib"
import {docx, paperOf} from "./papers.ts"
import {zip} from "./workbooks.ts"

/** A PDF of these objects, numbered from 1, the first of which is its catalogue. */
export function pdfOf(
  objects: readonly (string | {readonly dictionary: string; readonly stream: string})[],
  how: "deflated" | "hex" = "deflated",
): Buffer {
  const pack = (words: string): Buffer =>
    how === "hex"
      ? Buffer.from(Buffer.from(words, "latin1").toString("hex"))
      : deflateSync(Buffer.from(words, "latin1"))
  const filter = how === "hex" ? "ASCIIHexDecode" : "FlateDecode"
  return paperOf(
    objects.map((object) => {
      if (typeof object === "string") return object
      const data = pack(object.stream)
      const head = `<< ${object.dictionary} /Length ${data.length} /Filter /${filter} >>\nstream\n`
      return Buffer.concat([Buffer.from(head), data, Buffer.from("\nendstream")])
    }),
    {version: "1.4"},
  )
}

const FONT = "<< /Type /Font /Subtype /Type1 /BaseFont /Courier /Encoding /WinAnsiEncoding >>"
const page = (more: string): string => `<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] ${more} >>`

/**
 * Forms that call the next one `times` over, `deep` levels of them. `shows`: words at the end, so that no reader may
 * pass over a call; without words each level has two forms, because a reader remembers one that showed nothing.
 * `how`: written in hex, the calls are seen by nobody who does not unpack them.
 */
export function nestedForms(
  deep: number,
  times: number,
  {shows = true, how = "deflated" as "deflated" | "hex"} = {},
): Buffer {
  const first = 5
  const wide = shows ? 1 : 2
  const at = (level: number, which: number): number => first + level * wide + which
  const forms = Array.from({length: deep}, (_, level) =>
    Array.from({length: wide}, () => {
      const last = level === deep - 1
      const names = Array.from({length: wide}, (_, i) => `/N${i} ${at(level + 1, i)} 0 R`).join(" ")
      return {
        dictionary: `/Type /XObject /Subtype /Form /BBox [0 0 595 842] /Resources << /Font << /F1 4 0 R >> ${last ? "" : `/XObject << ${names} >>`} >>`,
        stream: last
          ? shows
            ? "BT /F1 10 Tf 72 700 Td (toll) Tj ET"
            : "0 0 m 9 9 l S"
          : Array.from({length: times}, (_, i) => `/N${i % wide} Do`).join(" "),
      }
    }),
  ).flat()
  return pdfOf(
    [
      "<< /Type /Catalog /Pages 2 0 R >>",
      "<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
      page(
        `/Resources << /Font << /F1 4 0 R >> /XObject << /N0 ${at(0, 0)} 0 R >> >> /Contents ${first + forms.length} 0 R`,
      ),
      FONT,
      ...forms,
      {dictionary: "", stream: "BT /F1 10 Tf 72 720 Td (The toll rose because salt was scarce.) Tj ET /N0 Do"},
    ],
    how,
  )
}

/** Forms each of which calls all the others: as many ways round as there are orders of them. */
export function formsInCircles(many: number): Buffer {
  const names = Array.from({length: many}, (_, i) => `/N${i} ${5 + i} 0 R`).join(" ")
  const resources = `/Resources << /Font << /F1 4 0 R >> /XObject << ${names} >> >>`
  return pdfOf([
    "<< /Type /Catalog /Pages 2 0 R >>",
    "<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
    page(`${resources} /Contents 5 0 R`),
    FONT,
    ...Array.from({length: many}, () => ({
      dictionary: `/Type /XObject /Subtype /Form /BBox [0 0 595 842] ${resources}`,
      stream: `BT /F1 10 Tf 72 700 Td (toll) Tj ET ${Array.from({length: many}, (_, i) => `/N${i} Do`).join(" ")}`,
    })),
  ])
}

/** A font whose table spreads ranges over millions of codes, again and again. */
export function wideRanges(ranges: number): Buffer {
  const table = Array.from({length: ranges}, (_, i) => `<${(i * 16).toString(16).padStart(8, "0")}> <00fffff0> <0041>`)
  return pdfOf([
    "<< /Type /Catalog /Pages 2 0 R >>",
    "<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
    page("/Resources << /Font << /F1 4 0 R >> >> /Contents 6 0 R"),
    FONT.replace(">>", "/ToUnicode 5 0 R >>"),
    {dictionary: "", stream: `${ranges} beginbfrange\n${table.join("\n")}\nendbfrange\nendcmap`},
    {dictionary: "", stream: "BT /F1 10 Tf 72 720 Td (The toll rose because salt was scarce.) Tj ET"},
  ])
}

/** Pages that share one long drawing. `shows`: of words; else of lines alone. */
export function sharedDrawing(pages: number, strokes: number, shows = false): Buffer {
  const stroke = shows ? "BT /F1 10 Tf 72 700 Td (toll) Tj ET " : "0 0 m 9 9 l S "
  return pdfOf([
    "<< /Type /Catalog /Pages 2 0 R >>",
    `<< /Type /Pages /Kids [${Array.from({length: pages}, (_, i) => `${5 + i} 0 R`).join(" ")}] /Count ${pages} >>`,
    FONT,
    {dictionary: "", stream: `BT /F1 10 Tf 72 720 Td (The toll rose.) Tj ET ${stroke.repeat(strokes)}`},
    ...Array.from({length: pages}, () => page("/Resources << /Font << /F1 3 0 R >> >> /Contents 4 0 R")),
  ])
}

/** A Word document of empty paragraphs. */
export const emptyParagraphs = (many: number): Buffer => docx("<w:p/>".repeat(many))

/** A workbook whose one sheet is `cells` in XML, and whose first cell beside them is 1. */
export function bookOf(cells: string, sheets = 1): Buffer {
  const main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
  const office = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
  const packages = "http://schemas.openxmlformats.org/package/2006/relationships"
  return zip({
    "_rels/.rels": `<Relationships xmlns="${packages}"><Relationship Id="r1" Type="${office}/officeDocument" Target="xl/workbook.xml"/></Relationships>`,
    "xl/workbook.xml": `<workbook xmlns="${main}" xmlns:r="${office}"><sheets>${Array.from({length: sheets}, (_, i) => `<sheet name="Quay${i || ""}" sheetId="${i + 1}" r:id="r1"/>`).join("")}</sheets></workbook>`,
    "xl/_rels/workbook.xml.rels": `<Relationships xmlns="${packages}"><Relationship Id="r1" Type="${office}/worksheet" Target="sheet1.xml"/></Relationships>`,
    "xl/sheet1.xml": `<worksheet xmlns="${main}"><sheetData><row r="1"><c r="A1"><v>1</v></c></row>${cells}</sheetData></worksheet>`,
  })
}
