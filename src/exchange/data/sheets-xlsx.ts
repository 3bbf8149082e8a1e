// Spreadsheets of Office Open XML (.xlsx, .xlsm) into grids. In: the file's bytes. Out: its
// sheets with the values last worked out by the program that wrote them, and its named ranges.
//
// Formulas are not worked out here; what stands in their cells is. Dates are the numbers that
// the file stores. Sizes that a file claims are never believed: cells are counted as they come.

import {cellOf, MOST_CELLS, MOST_COLUMNS, MOST_ROWS} from "../../core/cell-names.ts"
import {type Archive, Damaged, openArchive} from "../../documents/formats/archive.ts"
import {attribute, scanTags} from "../../documents/formats/tags.ts"
import type {Cell, Workbook} from "./workbook.ts"

/** A cell's attributes as nearly all programs write them: looked at first because a sheet may have a million cells. */
const USUAL_CELL = /^ r="([A-Z]{1,3}\d{1,7})"(?: s="\d+")?(?: t="(\w+)")?$/

/** Cells and rows of all sheets, filled or not: an empty one takes four letters, and packed nearly none. */
const MOST_TAGS = 4 * MOST_CELLS
const MOST_SHEETS = 5000

/** @throws Damaged with the reason in words. */
export function readXlsx(bytes: Uint8Array): Workbook {
  const archive = openArchive(bytes)
  const main = mainPart(archive)
  const book = text(archive, main)
  if (book === null) throw new Damaged("it is a zip archive and no workbook")
  const targets = relations(archive, main)
  const listed: {name: string; part: string | undefined}[] = []
  const named: {name: string; formula: string; scope: number | null}[] = []
  let open: {name: string; formula: string; scope: number | null} | null = null
  scanTags(book, {
    open(tag, attributes) {
      if (tag === "sheet") {
        if (listed.length === MOST_SHEETS) throw new Damaged(`it has more than ${MOST_SHEETS} sheets`)
        listed.push({name: attribute(attributes, "name") ?? "", part: targets.get(attribute(attributes, "id") ?? "")})
      } else if (tag === "definedName") {
        const scope = attribute(attributes, "localSheetId")
        open = {name: attribute(attributes, "name") ?? "", formula: "", scope: scope === null ? null : Number(scope)}
      }
    },
    close(tag) {
      if (tag === "definedName" && open) {
        named.push(open)
        open = null
      }
    },
    text(words) {
      if (open) open.formula += words
    },
  })
  const strings = sharedStrings(archive, targets, main)
  const left = {cells: MOST_CELLS, tags: MOST_TAGS}
  const sheets = listed.map(({name, part}) => {
    const xml = part === undefined ? null : text(archive, part)
    if (xml === null) return {name, cells: []}
    return {name, cells: sheetCells(xml, strings, left)}
  })
  const names = named.map(({name, formula, scope}) => ({
    name,
    refersTo: formula.trim(),
    scope: scope === null ? null : (sheets[scope]?.name ?? null),
  }))
  return {kind: "sheets", sheets, names}
}

function text(archive: Archive, part: string): string | null {
  const bytes = archive.part(part)
  if (!bytes) return null
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return new TextDecoder("utf-16le").decode(bytes)
  return new TextDecoder().decode(bytes)
}

function mainPart(archive: Archive): string {
  for (const target of relations(archive, "", "officeDocument").values()) return target
  return "xl/workbook.xml"
}

/** Targets of a part's relations by their id, as paths in the archive. */
function relations(archive: Archive, part: string, kind?: string): Map<string, string> {
  const slash = part.lastIndexOf("/")
  const folder = part.slice(0, slash + 1)
  const xml = text(archive, `${folder}_rels/${part.slice(slash + 1)}.rels`)
  const targets = new Map<string, string>()
  if (xml === null) return targets
  scanTags(xml, {
    open(tag, attributes) {
      if (tag !== "Relationship") return
      const target = attribute(attributes, "Target") ?? ""
      const type = attribute(attributes, "Type") ?? ""
      if (kind !== undefined && !type.endsWith(`/${kind}`)) return
      const id = type.endsWith("/sharedStrings") ? "sharedStrings" : (attribute(attributes, "Id") ?? "")
      targets.set(id, target.startsWith("/") ? target.slice(1) : joined(folder, target))
    },
    close() {},
    text() {},
  })
  return targets
}

function joined(folder: string, target: string): string {
  const parts = folder.split("/").filter((p) => p !== "")
  for (const step of target.split("/"))
    if (step === "..") parts.pop()
    else if (step !== "." && step !== "") parts.push(step)
  return parts.join("/")
}

function sharedStrings(archive: Archive, targets: ReadonlyMap<string, string>, main: string): string[] {
  const xml = text(
    archive,
    targets.get("sharedStrings") ?? `${main.slice(0, main.lastIndexOf("/") + 1)}sharedStrings.xml`,
  )
  const strings: string[] = []
  if (xml === null) return strings
  let current = ""
  let inText = false
  let phonetic = false
  scanTags(xml, {
    open(tag) {
      if (tag === "si") current = ""
      else if (tag === "t") inText = true
      else if (tag === "rPh") phonetic = true
    },
    close(tag) {
      if (tag === "si") {
        if (strings.length === MOST_CELLS) throw new Damaged(`it lists more than ${MOST_CELLS} words for its cells`)
        strings.push(current)
      } else if (tag === "t") inText = false
      else if (tag === "rPh") phonetic = false
    },
    text(words) {
      if (inText && !phonetic) current += words
    },
  })
  return strings
}

/** @param left how many cells and tags may still come; counted down. */
function sheetCells(xml: string, strings: readonly string[], left: {cells: number; tags: number}): Cell[][] {
  const rows: Cell[][] = []
  let row = -1
  let column = -1
  let kind = "n"
  let value = ""
  let inValue = false
  scanTags(xml, {
    open(tag, attributes, empty) {
      if (left.tags-- <= 0) throw new Damaged(`it has more than ${MOST_TAGS} cells, filled or empty`)
      if (tag === "row") {
        const at = Number(attribute(attributes, "r") ?? row + 2) - 1
        row = Number.isInteger(at) && at > row ? at : row + 1
        column = -1
      } else if (tag === "c") {
        const usual = USUAL_CELL.exec(attributes)
        const place = usual ? usual[1]! : attribute(attributes, "r")
        const cell = place === null ? null : cellOf(place)
        if (cell) {
          row = cell.row
          column = cell.column
        } else column++
        kind = (usual ? usual[2] : attribute(attributes, "t")) ?? "n"
        value = ""
      } else if ((tag === "v" || tag === "t") && !empty) inValue = true
    },
    close(tag) {
      if (tag === "v" || tag === "t") inValue = false
      else if (tag === "c") {
        const cell = cellValue(kind, value, strings)
        if (cell === null) return
        if (row < 0 || row >= MOST_ROWS || column < 0 || column >= MOST_COLUMNS)
          throw new Damaged("it has cells beyond the last that a sheet can have (XFD1048576)")
        if (left.cells-- <= 0) throw new Damaged(`it has more than ${MOST_CELLS} filled cells`)
        const cells = rows[row] ?? []
        rows[row] = cells
        cells[column] = cell
      }
    },
    text(words) {
      if (inValue) value += words
    },
  })
  return rows
}

function cellValue(kind: string, value: string, strings: readonly string[]): Cell {
  if (kind === "s") return strings[Number(value)] ?? null
  if (value === "") return null
  if (kind === "n") {
    const number = Number(value)
    return Number.isFinite(number) ? number : null
  }
  if (kind === "b") return value === "1" ? 1 : 0
  // Words, words of a formula, dates as ISO text, and errors such as #N/A, which say themselves.
  return value
}
