// Parsers in a process of their own, at full size: what takes seconds because a bound is reached.

import {spawn, spawnSync} from "node:child_process"
import {dirname, join} from "node:path"
import {pathToFileURL} from "node:url"
import {afterAll, beforeAll, describe, expect, test} from "vitest"
import {readXlsx} from "../../src/exchange/data/sheets-xlsx.ts"
import {openApart} from "../../src/io/apart.ts"
import {type Built, build} from "../cli/built.ts"
import {bookOf, emptyParagraphs, formsInCircles, nestedForms, sharedDrawing, wideRanges} from "./hostile.ts"
import {column, docx, paragraph, pdf, run} from "./papers.ts"

let made: Built
beforeAll(() => {
  made = build()
})
afterAll(() => made.remove())

const dist = () => join(dirname(made.bin), "../dist/io")
const STORY =
  "The council of the upper valley closed the salt road on Monday, after a third raid on the herds. Patrols deter raiders, the elder said."

const isAlive = (pid: number): boolean => {
  try {
    process.kill(pid, 0)
    return true
  } catch {
    return false
  }
}

describe("the process", () => {
  test("one that never ends is ended after its time, and the next is read", async () => {
    // In hex: what it asks for is not seen before it is opened.
    const good = pdf([column([STORY], {x: 72, y: 120, letters: 60}).drawn])
    const endless = nestedForms(12, 10, {how: "hex"})
    expect(endless.length).toBeLessThan(8000)
    const apart = openApart({
      file: join(dist(), "apart-child.js"),
      bounds: {seconds: 1.5, memory: 500_000_000, heap: 400_000_000},
    })
    try {
      expect((await apart.read("pdf", good)).text).toContain("Patrols deter raiders")
      const began = performance.now()
      await expect(apart.read("pdf", endless)).rejects.toMatchObject({
        code: "doors/too-slow",
        message: "Reading it took more than 1.5 seconds.",
      })
      expect(performance.now() - began).toBeLessThan(10_000)
      expect((await apart.read("docx", docx(paragraph(run("The toll rose."))))).text).toBe("The toll rose.\n")
    } finally {
      await apart.close()
    }
  })

  test("ends by itself when who started it is killed, busy as it may be", async () => {
    made.put("endless.pdf", nestedForms(12, 10, {how: "hex"}))
    const script = made.put(
      "parent.mjs",
      `
import {readFileSync} from "node:fs"
import {syncBuiltinESMExports} from "node:module"
import childProcess from "node:child_process"
const {spawn} = childProcess
childProcess.spawn = (...words) => {
  const child = spawn(...words)
  process.stdout.write(child.pid + "\\n")
  return child
}
syncBuiltinESMExports()
const {openApart} = await import(${JSON.stringify(pathToFileURL(join(dist(), "apart.js")).href)})
void openApart().read("pdf", readFileSync(${JSON.stringify(join(made.folder, "endless.pdf"))}))
`,
    )
    const parent = spawn(process.execPath, [script], {stdio: ["ignore", "pipe", "inherit"]})
    const pid = Number(
      await new Promise<string>((resolve) => parent.stdout.once("data", (said) => resolve(String(said)))),
    )
    await new Promise((resolve) => setTimeout(resolve, 700))
    expect(isAlive(pid)).toBe(true)
    parent.kill("SIGKILL")
    const until = performance.now() + 5000
    while (isAlive(pid) && performance.now() < until) await new Promise((resolve) => setTimeout(resolve, 20))
    expect(isAlive(pid)).toBe(false)
  })
})

describe("memory", () => {
  test.each([
    ["of the process", {memory: 160_000_000, heap: 400_000_000}],
    ["of its heap alone", {memory: 900_000_000, heap: 70_000_000}],
  ])("%s: one that fills it is named, and the next is read", async (_, bounds) => {
    const apart = openApart({file: join(dist(), "apart-child.js"), bounds: {...bounds, seconds: 60}})
    try {
      await expect(apart.read("docx", emptyParagraphs(300_000))).rejects.toMatchObject({
        code: "doors/too-large-in-memory",
        message: expect.stringMatching(/^Reading it took more memory than one document is given \(\d+ MB\)\.$/),
      })
      expect((await apart.read("docx", docx(paragraph(run(STORY))))).text).toContain("Patrols deter raiders")
    } finally {
      await apart.close()
    }
  })
})

test("a workbook of empty cells", () => {
  expect(() => readXlsx(bookOf("<c/>".repeat(20_000_001)))).toThrow("it has more than 20000000 cells, filled or empty")
})

// Read by a process of its own, which says at the end what it took: itself and the largest of its children.
const READING = `
const {readDocuments} = await import(process.argv[2])
const {sources, issues} = await readDocuments([process.argv[3]])
process.stdout.write(JSON.stringify({
  files: sources.map(({file, text}) => [file, text.length]),
  issues: issues.map(({code, file}) => [file, code]),
  memory: process.resourceUsage().maxRSS * 1024,
}))`

const read = (folder: string) => {
  const script = made.put("reading.mjs", READING)
  const began = performance.now()
  const ran = spawnSync(
    process.execPath,
    [script, pathToFileURL(join(dist(), "index.js")).href, join(made.folder, folder)],
    {
      encoding: "utf8",
    },
  )
  expect(ran.stderr).toBe("")
  const said = JSON.parse(ran.stdout) as {files: [string, number][]; issues: [string, string][]; memory: number}
  return {...said, seconds: (performance.now() - began) / 1000}
}

test("twenty good documents with one of each hostile kind beside them: under a minute and a gigabyte", () => {
  for (let i = 0; i < 10; i++) {
    made.put(`mixed/good-${i}.docx`, docx(paragraph(run(`${STORY} ${i}`)).repeat(40)))
    made.put(`mixed/good-${i}.pdf`, pdf([column([`${STORY} ${i}`], {x: 72, y: 120, letters: 60}).drawn]))
  }
  const hostile: Record<string, [Buffer, string]> = {
    "circles.pdf": [formsInCircles(14), "doors/too-much-drawn"],
    "forms.pdf": [nestedForms(12, 10), "doors/too-much-drawn"],
    "hidden.pdf": [nestedForms(12, 10, {how: "hex"}), "doors/too-slow"],
    "pages.pdf": [sharedDrawing(9000, 20_000), "doors/too-much-drawn"],
    "paragraphs.docx": [emptyParagraphs(9_000_000), "doors/too-long"],
    "ranges.pdf": [wideRanges(40), "doors/too-many-codes"],
  }
  for (const [name, [bytes]] of Object.entries(hostile)) made.put(`mixed/${name}`, bytes)
  const {files, issues, seconds, memory} = read("mixed")
  expect(files).toHaveLength(20)
  expect(issues).toEqual(Object.entries(hostile).map(([name, [, code]]) => [name, code]))
  expect(seconds).toBeLessThan(60)
  // The child has its bound of 800 MB beside this.
  expect(memory).toBeLessThan(200_000_000)
})

test("real long documents are read: a report of a thousand pages, ten megabytes of Word", () => {
  const line = `${STORY} `.repeat(3).slice(0, 400)
  const page = column(
    Array.from({length: 8}, () => line),
    {x: 60, y: 60, letters: 80},
  ).drawn
  made.put(
    "long/report.pdf",
    pdf(
      Array.from({length: 1000}, () => page),
      {packed: true},
    ),
  )
  const long = `${STORY} `.repeat(4)
  made.put("long/book.docx", docx(paragraph(run(long)).repeat(Math.ceil(10_000_000 / long.length))))
  // As Word saves what was often edited: runs of a few words, each with its font and size.
  const runs = long.match(/.{1,20}/g)!.map((words) => run(words, '<w:rFonts w:ascii="Times"/><w:sz w:val="24"/>'))
  made.put("long/edited.docx", docx(paragraph(runs.join("")).repeat(6000)))
  const {files, issues} = read("long")
  expect(issues).toEqual([])
  expect(files.map(([file]) => file)).toEqual(["book.docx", "edited.docx", "report.pdf"])
  expect(files[0]![1]).toBeGreaterThan(9_900_000)
})
