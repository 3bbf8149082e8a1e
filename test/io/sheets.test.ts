// Spreadsheets and text with columns become grids; what cannot be read is refused in words.

import {existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync} from "node:fs"
import {tmpdir} from "node:os"
import {join} from "node:path"
import fc from "fast-check"
import {afterAll, beforeAll, describe, expect, test} from "vitest"
import {openArchive} from "../../src/documents/formats/archive.ts"
import {readXls} from "../../src/exchange/data/sheets-xls.ts"
import {readXlsx} from "../../src/exchange/data/sheets-xlsx.ts"
import {readSheets} from "../../src/io/sheets.ts"
import {isQuick} from "../tiers.ts"
import {growth} from "../work.ts"
import {compound, type Made, xls, xlsx, zip} from "./workbooks.ts"

let folder = ""
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), "brink-sheets-"))
})
afterAll(() => rmSync(folder, {recursive: true, force: true}))

const written = (name: string, bytes: Uint8Array | string) => {
  const path = join(folder, name)
  writeFileSync(path, bytes)
  return path
}
const refusal = async (name: string, bytes: Uint8Array | string) => {
  const read = await readSheets(written(name, bytes), name)
  return read.kind === "unreadable" ? `${read.code}: ${read.says}. ${read.next}` : read.kind
}
const grid = (book: ReturnType<typeof readXlsx>, sheet = 0) =>
  book.kind === "sheets"
    ? Array.from(book.sheets[sheet]!.cells, (row) => Array.from(row ?? [], (cell) => cell ?? null))
    : []

const harbour: Made = {
  sheets: {
    Ships: [
      ["week", 0, 1, 2.5],
      ["calls <all>", 12, null, 1 / 3],
      ["sum", {formula: "B2*2", value: 24}, {formula: '"a"&"b"', value: "ab"}, {error: "#N/A"}],
      ["open", true, false],
    ],
    "Tåg & spår": [[], ["ங", "plain", "ங"], [-7.25, 123_456.78, 1e300]],
  },
  names: [
    {name: "weeks", refersTo: "Ships!$B$1:$D$1"},
    {name: "first", refersTo: "Ships!$B$2", sheet: 0},
  ],
}
const ships = [
  ["week", 0, 1, 2.5],
  ["calls <all>", 12, null, 1 / 3],
  ["sum", 24, "ab", "#N/A"],
  ["open", 1, 0],
]

describe.each([
  ["xlsx", (made: Made) => readXlsx(xlsx(made))],
  ["xls, many words in few records", (made: Made) => readXls(xls(made))],
  ["xls, words broken off between records", (made: Made) => readXls(xls(made, 24))],
])("%s", (_, read) => {
  test("numbers, words, formulas' last values, truth and errors stand where they were written", () => {
    const book = read(harbour)
    expect(grid(book)).toEqual(ships)
    expect(grid(book, 1)).toEqual([[], ["ங", "plain", "ங"], [-7.25, 123_456.78, 1e300]])
  })

  test("sheets and named ranges keep their names, and a name of one sheet its sheet", () => {
    const book = read(harbour)
    if (book.kind !== "sheets") throw new Error("no sheets")
    expect(book.sheets.map((sheet) => sheet.name)).toEqual(["Ships", "Tåg & spår"])
    expect(book.names.map(({name, refersTo, scope}) => [name, refersTo.replace(/'/g, ""), scope])).toEqual([
      ["weeks", "Ships!$B$1:$D$1", null],
      ["first", "Ships!$B$2", "Ships"],
    ])
  })
})

test("a long stream and a short one of a compound file are both found", () => {
  const long: Made = {sheets: {Long: Array.from({length: 2000}, (_, i) => [i + 0.125])}}
  expect(grid(readXls(xls(long)))).toHaveLength(2000)
  expect(grid(readXls(xls({sheets: {Short: [[1.5]]}})))).toEqual([[1.5]])
})

test("the first bytes say what a file is, not its name", async () => {
  expect((await readSheets(written("really-xlsx.xls", xlsx(harbour)))).kind).toBe("sheets")
  expect((await readSheets(written("really-xls.xlsx", xls(harbour)))).kind).toBe("sheets")
  expect((await readSheets(written("really-text.xls", "a,b\n1,2\n"))).kind).toBe("text")
})

test("what is no data file is refused, with the way out", async () => {
  expect(await refusal("run.vdf", Buffer.from([0x7f, 0xf7, 0x17, 0x52, 0, 1]))).toBe(
    "doors/kind-not-read: run.vdf is a .vdf file, and those are not read. Export it from Vensim (Model > Export Dataset) as .tab or .csv, and put that beside the model.",
  )
  expect(await refusal("table.ods", zip({mimetype: "x"}))).toContain("Save it as .xlsx or .csv.")
  expect(await refusal("nothing.csv", "")).toBe(
    "doors/empty-file: nothing.csv is empty. Put its data in, or name another file.",
  )
  expect(await refusal("noise.dat", Buffer.from(Array.from({length: 400}, (_, i) => (i * 37) % 256)))).toContain(
    "noise.dat is neither a spreadsheet nor text",
  )
  expect(await refusal("picture.xlsx", zip({"a.png": "x"}))).toContain("it is a zip archive and no workbook")
  expect(await refusal("secret.xlsx", zip({"xl/workbook.xml": "<workbook/>"}, {flags: 1}))).toContain("it is encrypted")
  expect(await refusal("letter.xls", compound("WordDocument", Buffer.alloc(100)))).toContain(
    "it is an office file and no workbook",
  )
  expect(await refusal("locked.xlsx", compound("EncryptedPackage", Buffer.alloc(100)))).toContain(
    "it is protected by a password",
  )
  expect(await refusal("old.xls", compound("Book", Buffer.alloc(100)))).toContain("it is of Excel 95 or older")
})

test("a file that is not there is refused by name", async () => {
  const read = await readSheets(join(folder, "absent.xlsx"), "absent.xlsx")
  expect(read).toMatchObject({kind: "unreadable", code: "doors/unreadable"})
})

test("an archive that inflates without end is stopped within its budget", () => {
  const bomb = zip({small: "x", large: Buffer.alloc(5_000_000)})
  expect(bomb.length).toBeLessThan(10_000)
  const archive = openArchive(bomb, 1_000_000)
  expect(archive.part("small")).toHaveLength(1)
  expect(() => archive.part("large")).toThrow("it inflates to more than 1 MB")
  // A budget once spent is spent.
  const twice = openArchive(zip({a: Buffer.alloc(600_000), b: Buffer.alloc(600_000)}), 1_000_000)
  expect(twice.part("a")).toHaveLength(600_000)
  expect(() => twice.part("b")).toThrow("it inflates to more than 1 MB")
})

test("a cell beyond the last of any sheet is refused, and one far out costs nothing", async () => {
  const sheet = (cell: string) =>
    zip({
      "_rels/.rels": "",
      "xl/workbook.xml": '<workbook><sheets><sheet name="S" r:id="a"/></sheets></workbook>',
      "xl/_rels/workbook.xml.rels": '<Relationships><Relationship Id="a" Target="s.xml"/></Relationships>',
      "xl/s.xml": `<worksheet><sheetData>${cell}</sheetData></worksheet>`,
    })
  expect(await refusal("row.xlsx", sheet('<row r="2000000"><c><v>1</v></c></row>'))).toContain("XFD1048576")
  const far = readXlsx(sheet('<c r="XFD1048576"><v>1</v></c>'))
  expect(far.kind === "sheets" && far.sheets[0]!.cells[1_048_575]![16_383]).toBe(1)
})

test("a tag of a million letters and a cell of a million digits cost no more than their length", async () => {
  const read = (letters: number) => {
    const long = "a".repeat(letters)
    const sheet = `<worksheet><sheetData><c ${long} ${long}= r="B1" ${long}="x"><v>${"1".repeat(letters)}</v></c><c r="C1" t="str"><v>&${long};7</v></c></sheetData></worksheet>`
    const book = readXlsx(
      zip({
        "xl/workbook.xml": '<workbook><sheets><sheet name="S" r:id="a"/></sheets></workbook>',
        "xl/_rels/workbook.xml.rels": '<Relationships><Relationship Id="a" Target="s.xml"/></Relationships>',
        "xl/s.xml": sheet,
      }),
    )
    expect(book.kind === "sheets" && String(book.sheets[0]!.cells[0]![2]).length).toBe(letters + 3)
  }
  expect(await growth(read, 500_000)).toBeLessThan(3)
}, 30_000)

test.skipIf(isQuick)(
  "files cut short at any place, or with any byte changed, are read or refused, never more",
  async () => {
    const books = [xlsx(harbour), xls(harbour, 40)]
    await fc.assert(
      fc.asyncProperty(
        fc.constantFrom(...books),
        fc.double({min: 0, max: 1, noNaN: true}),
        fc.nat(255),
        fc.boolean(),
        async (book, at, byte, cut) => {
          const place = Math.floor(at * (book.length - 1))
          const broken = Buffer.from(cut ? book.subarray(0, place) : book)
          if (!cut) broken[place] = byte
          const path = written("broken.bin", broken)
          expect(["sheets", "text", "unreadable"]).toContain((await readSheets(path)).kind)
        },
      ),
      {numRuns: 700, seed: 20261120},
    )
  },
)

const shared = process.env["BRINK_SHARED"] ?? "../shared"
const models = join(shared, "data/sd-test-models/tests")
describe.skipIf(!existsSync(models))("data files of the field's test models", () => {
  test("every spreadsheet is read", async () => {
    const books = readdirSync(models, {recursive: true, encoding: "utf8"}).filter((file) => /\.xlsx?$/.test(file))
    expect(books.length).toBeGreaterThan(15)
    for (const book of books) expect([book, (await readSheets(join(models, book))).kind]).toEqual([book, "sheets"])
  })

  test("old .xls: the numbers of a table", () => {
    const book = readXls(readFileSync(join(models, "get_data_args_3d_xls/input.xls")))
    expect(grid(book)[4]).toEqual(["A", "Row1", 0, -2, 10, 1, -5, 0, 5])
  })
})
