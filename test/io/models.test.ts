// A model of another tool is opened with the data files that it names, found as its tool finds
// them; what lies elsewhere is not fetched, and what is missing is named with what is near.

import {mkdirSync, mkdtempSync, rmSync, writeFileSync} from "node:fs"
import {tmpdir} from "node:os"
import {dirname, join} from "node:path"
import {afterAll, beforeAll, expect, test} from "vitest"
import {openBlueprint, openModel} from "../../src/io/models.ts"
import {xlsx} from "./workbooks.ts"

let folder = ""
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), "brink-models-"))
  const book = xlsx({
    sheets: {
      Quay: [
        ["week", 0, 1, 2],
        ["ships", 4, 5, 7],
        ["parts", "bow", "stern"],
      ],
    },
  })
  put("Harbour.XLSX", book)
  put("saved anew.xlsx", book)
  put("data/deep.xlsx", book)
  put("base.tab", "Time\tfares\n0\t10\n1\t12\n2\t\n")
  put("given.csv", "Time,fares\n0,1\n2,3\n")
})
afterAll(() => rmSync(folder, {recursive: true, force: true}))

function put(name: string, content: string | Uint8Array): string {
  const path = join(folder, name)
  mkdirSync(dirname(path), {recursive: true})
  writeFileSync(path, content)
  return path
}

const CONTROL = `
INITIAL TIME = 0 ~ Week ~|
FINAL TIME = 2 ~ Week ~|
TIME STEP = 1 ~ Week ~|
SAVEPER = TIME STEP ~ Week ~|
`
let count = 0
const model = (equations: string, settings = "") =>
  put(
    `model ${++count}.mdl`,
    `{UTF-8}\n${equations}\n${CONTROL}\\\\\\---/// Sketch information\n///---\\\\\\\n:L<%^E!@\n${settings}`,
  )

const ships = (file: string) => `ships = GET XLS CONSTANTS('${file}', 'Quay', 'C2') ~ ship ~|`
const said = async (path: string, options?: {data?: string[]}) =>
  (await openBlueprint(path, options)).issues.map((i) =>
    `${i.grave ? "grave" : "note"} ${i.code}: ${i.says}. ${i.next}`.replaceAll(`${folder}/`, ""),
  )
const parameter = async (path: string, name: string) => {
  const found = (await openModel(path)).model.quantities.find((q) => q.name === name)
  return found?.value?.kind === "fixed" ? found.value.value : undefined
}

test("a number from a workbook beside the model becomes a parameter that a user may set", async () => {
  const path = model(ships("Harbour.XLSX"))
  expect(await said(path)).toEqual([])
  expect(await parameter(path, "ships")).toBe(5)
  expect((await openModel(path)).dataFiles).toEqual(["Harbour.XLSX"])
})

test("files are found with case not counted and with either slash", async () => {
  expect(await parameter(model(ships("harbour.xlsx")), "ships")).toBe(5)
  expect(await parameter(model(ships("DATA\\\\Deep.xlsx").replace("\\\\", "\\")), "ships")).toBe(5)
})

test("a tag is looked up in the model's settings", async () => {
  expect(await parameter(model(ships("?book"), "30:?book=Harbour.XLSX\n"), "ships")).toBe(5)
})

test("a dimension takes its elements from a sheet, and arrays follow", async () => {
  const path = model("part: GET DIRECT SUBSCRIPT('Harbour.XLSX', 'Quay', 'B3', 'C3', '') ~~|\nlength[part] = 3 ~~|")
  expect((await openModel(path)).model.quantities.map((q) => q.name)).toContain("length[stern]")
})

test("a file that is not there: the nearest names of its folder, and the place of the equation", async () => {
  const path = model(ships("habour.xlsx"))
  expect(await said(path)).toEqual([
    `grave doors/no-data-file: 'ships': There is no data file habour.xlsx (model ${count}.mdl:2:9). Nearest names in its folder: Harbour.XLSX.`,
  ])
  // Nothing else is said because of it.
  expect((await openModel(path)).issues).toHaveLength(1)
})

test("a workbook saved anew in the other format is read in its stead, and that is said", async () => {
  const path = model(ships("saved anew.xls"))
  expect(await said(path)).toEqual([
    "note doors/other-format: 'ships': There is no saved anew.xls. saved anew.xlsx was read in its stead.",
  ])
  expect(await parameter(path, "ships")).toBe(5)
})

test("a place on another machine: the file of that name beside the model, else a refusal", async () => {
  expect(await said(model(ships("C:\\Models\\harbour.xlsx")))).toEqual([
    "note doors/absolute-path: 'ships': C:/Models/harbour.xlsx is a place on one machine only. harbour.xlsx beside the model was read in its stead.",
  ])
  expect((await said(model(ships("/home/her/other.xlsx"))))[0]).toContain(
    "grave doors/absolute-path: 'ships': /home/her/other.xlsx is a place on one machine only, and there is no other.xlsx beside the model",
  )
})

test("networks are refused, also where the path looks like a file's", async () => {
  for (const file of ["\\\\server\\share\\a.xlsx", "https://example.org/a.xlsx", "file:///etc/a.xlsx"])
    expect((await said(model(ships(file))))[0]).toContain("grave doors/network-path: 'ships': ")
})

test("a file above the model's folder is read, and said to lie outside", async () => {
  const inside = put("data/inner.mdl", `${ships("../Harbour.XLSX")}${CONTROL}`)
  expect(await said(inside)).toEqual([
    "note doors/outside-folder: 'ships': ../Harbour.XLSX lies outside the model's folder. It was read; keep it with the model when you hand the model on.",
  ])
})

test("data of another run: the text beside the binary file that the settings name, or a file that is given", async () => {
  const equations = "fares:HOLD BACKWARD: ~ euro ~|\nincome = fares * 2 ~ euro ~|"
  const path = model(equations, "13:base.vdf\n")
  const points = async (options?: {data: string[]}) =>
    (await openBlueprint(path, options)).blueprint.parts[0]!.variables.find((v) => v.name === "fares")!.points
  expect(await points()).toMatchObject({x: [0, 1], y: [10, 12]})
  expect(await points({data: [join(folder, "given.csv")]})).toMatchObject({x: [0, 2], y: [1, 3]})
  const absent = model(equations, "13:other.vdf\n")
  expect((await said(absent)).join("\n")).toContain("There is no data file other.vdf")
  expect((await said(absent)).join("\n")).toContain(
    "grave exchange/no-data: 'fares': It has no equation, and its values are in no file of data",
  )
  expect((await said(path, {data: [join(folder, "gven.csv")]}))[0]).toContain("Nearest names in its folder: given.csv")
})

test("a model file that is not there, that is a folder, of no known kind, or binary", async () => {
  await expect(openModel(join(folder, "model 99.mdl"))).rejects.toThrow(
    /doors\/not-found: There is no file .*Did you mean/s,
  )
  await expect(openModel(`${join(folder, "m".repeat(5000))}.mdl`)).rejects.toThrow("its name is too long")
  mkdirSync(join(folder, "folder.mdl"))
  await expect(openModel(join(folder, "folder.mdl"))).rejects.toThrow("is a folder")
  await expect(openModel(put("model.vpm", "x"))).rejects.toThrow("Models end in .mdl")
  await expect(
    openModel(put("binary.mdl", Buffer.from(Array.from({length: 400}, (_, i) => (i * 37) % 256)))),
  ).rejects.toThrow("save the model as .mdl there")
})

test("an old encoding is read as the file says, or guessed and said", async () => {
  const latin = (words: string) => Buffer.from(words, "latin1")
  const named = put("named.mdl", latin(`{windows-1252}\nGrüße = 3 ~~ Größe der Fähre |${CONTROL}`))
  expect((await openModel(named)).model.quantities.map((q) => q.name)).toContain("Grüße")
  const silent = put("silent.mdl", latin(`Grüße = 3 ~~ Größe der Fähre, über die Köpfe|${CONTROL}`))
  expect(await said(silent)).toEqual([
    expect.stringContaining("note doors/encoding: It is not UTF-8, and was read as "),
  ])
})
