// Parsers in a process of their own: the same answers as beside us, and words instead of a hang, a
// dead process or full memory. Children start from JavaScript: that of the program as it is started.

import {dirname, join} from "node:path"
import {afterAll, beforeAll, describe, expect, test} from "vitest"
import {readDocx} from "../../src/documents/formats/docx.ts"
import {readPdf} from "../../src/documents/formats/pdf.ts"
import {readXls} from "../../src/exchange/data/sheets-xls.ts"
import {readXlsx} from "../../src/exchange/data/sheets-xlsx.ts"
import {type Apart, openApart} from "../../src/io/apart.ts"
import type {Bounds} from "../../src/io/apart-bounds.ts"
import {type Built, build} from "../cli/built.ts"
import {bookOf, emptyParagraphs, formsInCircles, nestedForms, pdfOf, sharedDrawing, wideRanges} from "./hostile.ts"
import {column, docx, paragraph, pdf, run} from "./papers.ts"
import {type Made, xls, xlsx, zip} from "./workbooks.ts"

let made: Built
let dist: string
beforeAll(() => {
  made = build()
  dist = join(dirname(made.bin), "../dist/io")
})
afterAll(() => made.remove())

const STORY = [
  "The council of the upper valley closed the salt road on Monday, after a third raid on the herds in as many weeks.",
  "Patrols deter raiders, the elder said. Without aid, hunger will drive the herders into the towns.",
]
const good = {
  docx: docx(paragraph(run("The Salt Road"), {style: "Title"}) + STORY.map((p) => paragraph(run(p))).join("")),
  pdf: pdf([column(STORY, {x: 72, y: 120, letters: 60}).drawn]),
}
const BOUNDS: Bounds = {seconds: 5, memory: 500_000_000, heap: 400_000_000}

/** What is done with parsers that are closed whatever happens. */
async function through<T>(
  more: {bounds?: Partial<Bounds>; file?: string; node?: string},
  act: (apart: Apart) => Promise<T>,
): Promise<T> {
  const {bounds, ...options} = more
  const apart = openApart({file: join(dist, "apart-child.js"), ...options, bounds: {...BOUNDS, ...bounds}})
  try {
    return await act(apart)
  } finally {
    await apart.close()
  }
}

/** Code and words of a refusal. */
const refusalOf = (reading: Promise<unknown>): Promise<string> =>
  reading.then(
    () => "read",
    ({code, message, next}) => `${code}: ${message} ${next}`,
  )

/** A child of our own: `answer` is its JavaScript, told the number of the order and answering with `say`. */
function child(name: string, answer: string): string {
  return made.put(
    `${name}.mjs`,
    `
const say = (words) => {
  const bytes = Buffer.from(typeof words === "string" ? words : JSON.stringify(words))
  const head = Buffer.alloc(4)
  head.writeUInt32LE(bytes.length)
  process.stdout.write(Buffer.concat([head, bytes]))
}
const text = (said, grown = false) => say({parsed: {text: said, head: {}, says: null}, grown})
say({ready: true})
let [frames, have, wanted, order] = [0, Buffer.alloc(0), -1, 0]
process.stdin.on("end", () => process.exit(0))
process.stdin.on("data", (piece) => {
  have = Buffer.concat([have, piece])
  for (;;) {
    if (wanted < 0 && have.length >= 4) [wanted, have] = [have.readUInt32LE(0), have.subarray(4)]
    if (wanted < 0 || have.length < wanted) return
    have = have.subarray(wanted)
    wanted = -1
    if (++frames % 2 === 0) ((order) => { ${answer} })(++order)
  }
})`,
  )
}

const isAlive = (pid: number): boolean => {
  try {
    process.kill(pid, 0)
    return true
  } catch {
    return false
  }
}

describe("the same as beside us", () => {
  test("documents: text, head and what is said of them", async () => {
    const odd = docx(paragraph(run("A lone half \u{1f642} and   blanks")), {
      parts: {"word/vbaProject.bin": "Sub"},
      title: "Toll",
    })
    await through({}, async (apart) => {
      for (const bytes of [good.docx, odd]) expect(await apart.read("docx", bytes)).toStrictEqual(await readDocx(bytes))
      expect(await apart.read("pdf", good.pdf)).toStrictEqual(await readPdf(good.pdf))
    })
  })

  test("workbooks: every cell at its place, rows and cells that are left out too", async () => {
    const book: Made = {
      sheets: {
        Quay: [["week", 0, 1, 2.5], [], [null, "ங", null, -7.25], [1 / 3, 1e300, true, {error: "#N/A"}]],
        "Tåg & spår": [[]],
      },
      names: [
        {name: "weeks", refersTo: "Quay!$B$1:$D$1"},
        {name: "first", refersTo: "Quay!$B$2", sheet: 0},
      ],
    }
    const far = bookOf('<row r="1048576"><c r="XFD1048576"><v>-0</v></c></row>')
    await through({}, async (apart) => {
      for (const bytes of [xlsx(book), far]) expect(await apart.read("xlsx", bytes)).toStrictEqual(readXlsx(bytes))
      expect(await apart.read("xls", xls(book))).toStrictEqual(readXls(xls(book)))
    })
  })

  test("refusals keep their code, words and next move", async () => {
    await through({}, async (apart) => {
      expect(await refusalOf(apart.read("docx", good.docx.subarray(0, 900)))).toBe(
        await refusalOf(readDocx(good.docx.subarray(0, 900))),
      )
      await expect(apart.read("xlsx", zip({"a.txt": "Raids"}))).rejects.toThrow("it is a zip archive and no workbook")
    })
  })

  test("several asked for at once come back each with its own", async () => {
    await through({}, async (apart) => {
      const texts = await Promise.all([3, 1, 2].map((n) => apart.read("docx", docx(paragraph(run(`Toll ${n}.`))))))
      expect(texts.map(({text}) => text)).toEqual(["Toll 3.\n", "Toll 1.\n", "Toll 2.\n"])
    })
  })
})

describe("bounds on one document", () => {
  test.each([
    ["sleeps", ""],
    ["turns in a circle", "for (;;) {}"],
  ])("a parser that %s is not waited for longer than three times its time", async (name, answer) => {
    const file = child(name.replaceAll(" ", "-"), answer)
    await through({bounds: {seconds: 0.2}, file}, async (apart) => {
      for (const bytes of [good.pdf, good.pdf])
        expect(await refusalOf(apart.read("pdf", bytes))).toBe(
          "doors/too-slow: Reading it took more than 0.2 seconds. Split it, or save its text as .txt.",
        )
    })
  })

  test.each([
    ["ends", "process.exit(3)", "doors/parser-failed: What reads it ended without an answer (code 3)."],
    [
      "aborts",
      "process.kill(process.pid, 'SIGABRT')",
      "doors/parser-failed: What reads it ended without an answer (SIGABRT).",
    ],
    ["is ended by the system", "process.kill(process.pid, 'SIGKILL')", "doors/too-large-in-memory: "],
    [
      "throws",
      "say({tripped: 'no\\u001b[31m such font', grown: false})",
      "doors/parser-failed: What reads it failed on it: no [31m such font",
    ],
  ])("a parser that %s", async (name, answer, says) => {
    await through({file: child(name.replaceAll(" ", "-"), answer)}, async (apart) => {
      expect(await refusalOf(apart.read("pdf", good.pdf))).toContain(says)
      expect(await refusalOf(apart.read("docx", good.docx))).toContain(says)
    })
  })

  test("a file is not refused for what an earlier one left behind", async () => {
    const file = child("second", "if (order === 2) process.exit(3); text('order ' + order)")
    await through({file}, async (apart) => {
      for (let i = 0; i < 3; i++) expect((await apart.read("pdf", good.pdf)).text).toBe("order 1")
    })
  })
})

describe("what comes back", () => {
  const parsed = (words: string) => `say({parsed: ${words}, grown: false})`
  test.each([
    ["no JSON", "say('{')"],
    ["no answer", "say([1])"],
    ["text that is none", parsed("{text: 7, head: {}, says: null}")],
    ["a head of something else", parsed("{text: 'a', head: {title: {}}, says: null}")],
    ["a code of its own", parsed("{text: 'a', head: {}, says: {code: 'case/x', says: 'a', next: 'b'}}")],
    ["a refusal without words", "say({refused: {code: 'doors/damaged'}, grown: false})"],
    ["more than was asked for", "text('a'); text('b')"],
  ])("%s is refused", async (name, answer) => {
    await through({file: child(`odd-${name.replaceAll(" ", "-")}`, answer)}, async (apart) => {
      const first = await refusalOf(apart.read("docx", good.docx))
      // Two answers to one order: the first is taken, and the process is not asked again.
      if (name === "more than was asked for") expect(first).toBe("read")
      else expect(first).toContain("doors/parser-failed: What reads it gave no answer that makes sense.")
    })
  })

  test.each([
    ["a cell beyond the last", "[{name: 'a', rows: [0, 1], cells: [16384, 1]}]"],
    ["a row beyond the last", "[{name: 'a', rows: [1048576, 1], cells: [0, 1]}]"],
    ["fewer cells than it says", "[{name: 'a', rows: [0, 9], cells: [0, 1]}]"],
    ["a cell that is a list", "[{name: 'a', rows: [0, 1], cells: [0, [1]]}]"],
    ["a sheet without a name", "[{rows: [], cells: []}]"],
  ])("a workbook with %s is refused", async (name, sheets) => {
    const file = child(`book-${name.replaceAll(" ", "-")}`, parsed(`{names: [], sheets: ${sheets}}`))
    await through({file}, async (apart) => {
      expect(await refusalOf(apart.read("xlsx", good.docx))).toContain("doors/parser-failed")
    })
  })

  test("an answer longer than any document is not taken in", async () => {
    const file = child(
      "long",
      "process.stdout.write(Buffer.from([0, 0, 0, 255])); setInterval(() => process.stdout.write(Buffer.alloc(1e6)), 1)",
    )
    await through({file}, async (apart) => {
      const before = process.memoryUsage.rss()
      expect(await refusalOf(apart.read("docx", good.docx))).toContain(
        "doors/inflates: It holds more than 150 MB of text.",
      )
      expect(process.memoryUsage.rss() - before).toBeLessThan(100_000_000)
    })
  })

  test("what it writes besides is shown to nobody", async () => {
    const file = child("loud", "process.stderr.write('FATAL ERROR '.repeat(100_000)); setTimeout(() => text('a'), 50)")
    await through({file}, async (apart) => expect((await apart.read("docx", good.docx)).text).toBe("a"))
  })
})

describe("the process", () => {
  const telling = () =>
    child(
      "telling",
      "text(JSON.stringify({env: process.env, args: [...process.execArgv, ...process.argv.slice(2)], pid: process.pid}))",
    )
  const told = async (apart: Apart) =>
    JSON.parse((await apart.read("docx", good.docx)).text) as {env: Record<string, string>; args: string[]; pid: number}

  test("gets no secrets, and nothing of what this one was started with", async () => {
    const before = {...process.env}
    Object.assign(process.env, {BRINK_LLM_KEY: "very secret", NODE_OPTIONS: "--no-such-option", HOME: "/home/her"})
    try {
      const {env, args} = await through({file: telling()}, told)
      expect(Object.keys(env).filter((name) => !["SystemRoot", "LD_LIBRARY_PATH"].includes(name))).toEqual([])
      expect(args).toEqual(["--max-old-space-size=381", JSON.stringify(BOUNDS)])
    } finally {
      for (const name of ["BRINK_LLM_KEY", "NODE_OPTIONS", "HOME"])
        if (before[name] === undefined) delete process.env[name]
        else process.env[name] = before[name]
    }
  })

  test("is started once, anew when it has grown, and is gone when the parsers are closed", async () => {
    const pids = await through({file: telling()}, async (apart) => [(await told(apart)).pid, (await told(apart)).pid])
    expect(pids[0]).toBe(pids[1])
    expect(isAlive(pids[0]!)).toBe(false)
    const growing = child("growing", "text(String(process.pid), true)")
    const each = await through({file: growing}, async (apart) => [
      (await apart.read("docx", good.docx)).text,
      (await apart.read("docx", good.docx)).text,
    ])
    expect(each[0]).not.toBe(each[1])
    for (const pid of each) expect(isAlive(Number(pid))).toBe(false)
  })

  test.each([
    ["no program to run it", {node: "/nowhere/node"}, "the program that runs Brink is no longer where it was (ENOENT)"],
    ["no file of its own", {file: "/nowhere/apart-child.js"}, "(ENOENT)"],
  ])("that cannot be started is said, and nothing is parsed here: %s", async (_, options, why) => {
    await through(options, async (apart) => {
      const says = await refusalOf(apart.read("docx", good.docx))
      expect(says).toContain("doors/no-process: It is read in a process of its own, and none could be started: ")
      expect(says).toContain(why)
    })
  })

  test("that ends before it is ready was not started", async () => {
    const file = made.put("broken.mjs", "process.exit(9)")
    await through({file}, async (apart) => {
      expect(await refusalOf(apart.read("docx", good.docx))).toContain(
        "none could be started: it ended at once (code 9).",
      )
    })
  })
})

describe("costs that are seen before a file is opened", () => {
  test.each([
    ["forms in forms that show words", nestedForms(12, 10)],
    ["forms in forms that show none", nestedForms(40, 10, {shows: false})],
    ["forms that call one another in circles", formsInCircles(14)],
    ["pages that share one drawing", sharedDrawing(9000, 20_000)],
    ["pages that share one drawing of words", sharedDrawing(9000, 1000, true)],
  ])("%s", async (_, bytes) => {
    expect(await refusalOf(readPdf(bytes))).toBe(
      "doors/too-much-drawn: Its pages draw more than 300 MB, the same drawings over and over. Print it anew as a PDF, or save its text as .txt.",
    )
  })

  test("a chain of forms deeper than any program makes", async () => {
    expect(await refusalOf(readPdf(nestedForms(100, 1)))).toContain(
      "doors/too-much-drawn: Its drawings lie in one another more than 60 deep.",
    )
  })

  test("ranges of letters beyond all letters there are", async () => {
    const bytes = wideRanges(40)
    expect(bytes.length).toBeLessThan(1000)
    expect(await refusalOf(readPdf(bytes))).toContain(
      "doors/too-many-codes: Its fonts say of more than 400000 codes which letters they are.",
    )
  })

  test("a Word document of a million empty paragraphs", async () => {
    expect(await refusalOf(readDocx(emptyParagraphs(1_000_000)))).toBe(
      "doors/too-long: It has more than 500000 elements (paragraphs, runs of words, cells). Split it, or save its text as .txt.",
    )
  })

  test("a workbook of sheets without end", () => {
    expect(() => readXlsx(bookOf("", 5001))).toThrow("it has more than 5000 sheets")
  })

  test("what good files do is read: a crest on every page, a form that calls itself, ranges over all of a plane", async () => {
    const crest = {
      dictionary:
        "/Type /XObject /Subtype /Form /BBox [0 0 595 842] /Resources << /Font << /F1 3 0 R >> /XObject << /Me 4 0 R >> >>",
      stream: "BT /F1 10 Tf 72 60 Td (Upland Review) Tj ET /Me Do",
    }
    const table = {
      dictionary: "",
      stream: "1 beginbfrange\n<00> <ff> <0000>\nendbfrange\n1 begincidrange\n<0000> <ffff> 0\nendcidrange",
    }
    const pages = 20
    const bytes = pdfOf([
      "<< /Type /Catalog /Pages 2 0 R >>",
      `<< /Type /Pages /Resources << /Font << /F1 3 0 R >> /XObject << /Crest 4 0 R >> >> /Kids [${Array.from({length: pages}, (_, i) => `${7 + i} 0 R`).join(" ")}] /Count ${pages} >>`,
      "<< /Type /Font /Subtype /Type1 /BaseFont /Courier /Encoding /WinAnsiEncoding >>",
      crest,
      table,
      {
        dictionary: "",
        stream: `/Crest Do BT /F1 10 Tf 72 400 Td (The toll rose because salt was scarce.) Tj ET ${"/Crest Do ".repeat(20)}`,
      },
      ...Array.from({length: pages}, () => "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 6 0 R >>"),
    ])
    const {text} = await readPdf(bytes)
    expect(text.split("The toll rose because salt was scarce.")).toHaveLength(pages + 1)
    expect(text).toContain("Upland Review")
  })
})

test("the command: hostile files among good ones are named, the others are read, and nothing else is said", () => {
  made.put("mixed/a.docx", good.docx)
  made.put("mixed/forms.pdf", nestedForms(12, 10))
  made.put("mixed/paragraphs.docx", emptyParagraphs(600_000))
  made.put("mixed/z.docx", docx(paragraph(run("The toll rose because salt was scarce."))))
  const {code, out, err} = made.brink(["read", "mixed", "--json"], {env: {BRINK_LLM_KEY: "very secret"}})
  expect(code).toBe(1)
  const files = (JSON.parse(out) as {documents: {file: string}[]}).documents.map(({file}) => file)
  expect(files).toEqual(["a.docx", "z.docx"])
  for (const name of ["forms.pdf", "paragraphs.docx"]) expect(out + err).toContain(name)
  expect(err).not.toMatch(/FATAL|Warning|heap|at async/)
  made.put("alone.pdf", nestedForms(12, 10))
  expect(made.brink(["read", "alone.pdf"]).code).toBe(2)
})
