import {deflateSync} from "node:zlib"
import {describe, expect, test} from "vitest"
import {readPdf} from "../../src/documents/formats/pdf.ts"
import {openDocument} from "../../src/documents/index.ts"
import {readDocuments} from "../../src/io/index.ts"
import {sentences} from "../../src/language/index.ts"
import {isQuick} from "../tiers.ts"
import {growthOf} from "../work.ts"
import {column, type Drawn, PAGE, pdf, widthOf} from "./papers.ts"
import {scratch} from "./scratch.ts"

const RAIDS =
  "The raids on the salt road reduced trade in the valley, and the carters who live by it fear that the closure will last until the snow is gone and the debts have fallen due."
const PATROLS =
  "Patrols deter raiders, the elder said. The council of the upper valley has paid for cross-border patrols since the third raid on the herds, which angered the mill owners."
const AID =
  "Without aid, hunger will drive the herders into the towns. If the road stays shut, the mills will close, and the town of Arv will lose its bread before the winter ends."

const textOf = async (bytes: Uint8Array): Promise<string> => (await readPdf(bytes)).text
const blocks = async (bytes: Uint8Array): Promise<string[]> => (await textOf(bytes)).trim().split("\n\n")
const title: Drawn = {x: 72, y: 80, text: "The Salt Road Closes", size: 20}

describe("a PDF becomes text in the order in which it is read", () => {
  test("lines make paragraphs, large letters headings, the largest the title", async () => {
    const first = column([RAIDS, PATROLS], {x: 72, y: 120, letters: 70})
    const second = column([AID], {x: 72, y: first.y + 40, letters: 70})
    const heading = {x: 72, y: first.y + 20, text: "Who Pays", size: 14}
    expect(await blocks(pdf([[title, ...first.drawn, heading, ...second.drawn]]))).toEqual([
      "# The Salt Road Closes",
      RAIDS,
      PATROLS,
      "## Who Pays",
      AID,
    ])
  })

  test("paragraphs are told by an indent, and headings by a font of their own, where neither space nor size tells", async () => {
    const {drawn, y} = column([RAIDS, PATROLS, AID], {x: 72, y: 100, letters: 70, gap: 0, indent: 3})
    const after = column([RAIDS], {x: 72, y: y + 12, letters: 70, gap: 0})
    const bold = {x: 72, y, text: "What comes next", bold: true}
    expect(await blocks(pdf([[...drawn, bold, ...after.drawn]]))).toEqual([
      RAIDS,
      PATROLS,
      AID,
      "## What comes next",
      RAIDS,
    ])
  })

  test("two columns are read one after the other, however they were drawn, and the title above both first", async () => {
    const left = column([RAIDS, PATROLS], {x: 50, y: 120, letters: 38})
    const right = column([AID, RAIDS], {x: 310, y: 120, letters: 38})
    const wanted = ["# The Salt Road Closes", RAIDS, PATROLS, AID, RAIDS]
    expect(await blocks(pdf([[title, ...left.drawn, ...right.drawn]]))).toEqual(wanted)
    const byLine = [...left.drawn, ...right.drawn].sort((a, b) => a.y - b.y || a.x - b.x)
    expect(await blocks(pdf([[title, ...byLine]]))).toEqual(wanted)
    expect(await blocks(pdf([[...byLine.reverse(), title]]))).toEqual(wanted)
  })

  test("a paragraph goes on in the next column and over the page; running heads and page numbers stand behind it", async () => {
    const head = (n: number): Drawn[] => [
      {x: 72, y: 40, text: "Upland Review, vol. 7", size: 8},
      {x: 480, y: 40, text: "May 2031", size: 8},
      {x: 290, y: 800, text: String(n)},
    ]
    const story = column([`${RAIDS} ${PATROLS} ${AID}`], {x: 50, y: 120, letters: 38}).drawn
    const cut = Math.floor(story.length / 3)
    const place = (lines: Drawn[], x: number) => lines.map((line, i) => ({...line, x, y: 120 + 12 * i}))
    const parts = [story.slice(0, cut), story.slice(cut, 2 * cut), story.slice(2 * cut)]
    const pages = [
      [...head(6), ...place(parts[0]!, 50), ...place(parts[1]!, 310)],
      [...head(7), ...place(parts[2]!, 50)],
    ]
    expect(await blocks(pdf(pages))).toEqual([
      `${RAIDS} ${PATROLS} ${AID}`,
      "<!-- Upland Review, vol. 7 May 2031 6 -->",
      "<!-- Upland Review, vol. 7 May 2031 7 -->",
    ])
  })

  test("a word parted at a line's end is one word, and a compound keeps its hyphen", async () => {
    const lines = [
      "The raids re-",
      "duced trade, and the cross-",
      "border patrols of 2031-",
      "2032 were long-",
      "standing.",
    ]
    const drawn = lines.map((text, i) => ({x: 72, y: 100 + 12 * i, text}))
    expect(await textOf(pdf([drawn]))).toBe(
      "The raids reduced trade, and the cross-border patrols of 2031-2032 were long-standing.\n",
    )
  })

  test("lists, captions and tables keep what they are", async () => {
    const intro = column([RAIDS], {x: 72, y: 100, letters: 70})
    const at = intro.y + 10
    const row = (i: number, cells: string[]): Drawn[] =>
      cells.map((text, k) => ({x: 72 + 120 * k, y: at + 80 + 14 * i, text}))
    const rest = column([AID], {x: 72, y: at + 160, letters: 70})
    const drawn = [
      ...intro.drawn,
      {x: 72, y: at, text: "• The carters lose their trade."},
      {x: 72, y: at + 14, text: "• The mills close."},
      {x: 72, y: at + 28, text: "2. Bread grows dear."},
      {x: 72, y: at + 60, text: "Table 1. Raids by year"},
      ...row(0, ["Year", "Raids", "Sacks"]),
      ...row(1, ["2030", "4", "120"]),
      ...row(2, ["2031", "14", "2,400"]),
      ...rest.drawn,
    ]
    expect(await blocks(pdf([drawn]))).toEqual([
      RAIDS,
      "- The carters lose their trade.",
      "- The mills close.",
      "2. Bread grows dear.",
      "![Table 1. Raids by year]()",
      "| Year | Raids | Sacks |\n| 2030 | 4 | 120 |\n| 2031 | 14 | 2,400 |",
      AID,
    ])
  })

  test("a table whose cells say something is read cell by cell", async () => {
    const cells = [
      [["Council"], ["Clans"], ["Guild"]],
      [
        ["The toll pays", "for patrols, for", "raids cost more."],
        ["Hunger drives", "our young men", "down the slopes."],
        ["A closed road", "hurts all of us."],
      ],
      [["Raids will rise."], ["Herds will die."], ["Bread runs short."]],
    ]
    const intro = column([RAIDS], {x: 72, y: 100, letters: 70})
    let y = intro.y + 10
    const table = cells.flatMap((row) => {
      const drawn = row.flatMap((lines, k) => lines.map((text, i) => ({x: 72 + 150 * k, y: y + 12 * i, text})))
      y += 12 * Math.max(...row.map((lines) => lines.length)) + 10
      return drawn
    })
    const after = column([AID], {x: 72, y: y + 10, letters: 70})
    expect(await blocks(pdf([[...intro.drawn, ...table, ...after.drawn]]))).toEqual([
      RAIDS,
      "Council",
      "Clans",
      "Guild",
      "The toll pays for patrols, for raids cost more.",
      "Hunger drives our young men down the slopes.",
      "A closed road hurts all of us.",
      "Raids will rise.",
      "Herds will die.",
      "Bread runs short.",
      AID,
    ])
  })

  test("a note stands behind the paragraph that it interrupts, and its mark is no word", async () => {
    const body = column([`${PATROLS} ${RAIDS}`], {x: 72, y: 700, letters: 70}).drawn
    const first = body.slice(0, 3)
    const called = first[1]!
    const marked: Drawn = {x: called.x + widthOf(called.text), y: called.y - 4, text: "1", size: 6}
    const note: Drawn[] = [
      {x: 72, y: 757, text: "1", size: 5},
      {x: 76, y: 760, text: "The elder spoke at the market in May, when the toll had risen.", size: 8},
    ]
    const pages = [
      [...first.slice(0, 2), marked, first[2]!, ...note],
      body.slice(3).map((line, i) => ({...line, y: 90 + 12 * i})),
    ]
    const found = await blocks(pdf(pages))
    const at = called.text.split(" ").at(-1)!
    expect(found).toEqual([
      `${PATROLS} ${RAIDS}`.replace(at, `${at}[^1]`),
      "[^1]: The elder spoke at the market in May, when the toll had risen.",
    ])
    const {document} = openDocument({file: "a.pdf", kind: "pdf", text: `${found.join("\n\n")}\n`})
    expect(document!.plain).not.toContain("[^1]")
    expect(
      sentences(document!)
        .map((s) => document!.plain!.slice(s.from, s.to))
        .at(-1),
    ).toBe("The elder spoke at the market in May, when the toll had risen.")
  })

  test("small letters above the text are no note, whatever number they begin with", async () => {
    const line = {x: 72, y: 100, text: "12 May 2031", size: 8}
    const body = column([RAIDS, PATROLS], {x: 72, y: 130, letters: 70}).drawn
    expect(await blocks(pdf([[title, line, ...body]]))).toEqual([
      "# The Salt Road Closes",
      "12 May 2031",
      RAIDS,
      PATROLS,
    ])
  })

  test("lines drawn out to the width of their column are no rows of a table", async () => {
    const words = [
      "Officials of the",
      "council quarrelled with",
      "carters of the valley",
      "about the price of salt",
      "and about bread for years",
    ]
    const drawn = words.flatMap((line, i) => {
      const parts = line.split(" ")
      const free = 200 - widthOf(parts.join(""))
      let x = 72
      return parts.map((text) => {
        const at = x
        x += widthOf(text) + free / (parts.length - 1)
        return {x: at, y: 100 + 12 * i, text}
      })
    })
    expect(await textOf(pdf([drawn]))).toBe(
      "Officials of the council quarrelled with carters of the valley about the price of salt and about bread for years\n",
    )
  })

  test("a turned page is read upright, and a label that runs up its side is left out", async () => {
    const lines = column([RAIDS], {x: 72, y: 100, letters: 60}).drawn
    const turned = lines.map(({x, y, text}) => `BT /F1 10 Tf 0 1 -1 0 ${y} ${x} Tm (${text}) Tj ET`).join("\n")
    const side = "BT /F1 10 Tf 1 0 0 1 20 300 Tm (Received by the library in May 2031) Tj ET"
    expect(await textOf(pdf([[]], {rotate: 90, raw: [Buffer.from(`${turned}\n${side}`)]}))).toBe(`${RAIDS}\n`)
  })

  test("packed streams, quotes and dashes, and the title of its properties", async () => {
    const text = "“We shall starve – all of us,” said Ana Brandt, the council’s clerk of many years."
    const {text: found, head} = await readPdf(pdf([[{x: 72, y: 100, text}]], {packed: true, title: "The Salt Road"}))
    expect(found).toBe(`${text}\n`)
    expect(head).toEqual({title: "The Salt Road"})
    expect((await readPdf(pdf([[{x: 72, y: 100, text}]], {title: "Microsoft Word - draft3.doc"}))).head).toEqual({})
  })
})

describe("a PDF that cannot be read is skipped by name", () => {
  const whole = pdf([column([RAIDS, PATROLS, AID], {x: 72, y: 100, letters: 70}).drawn])
  const said = async (bytes: Uint8Array) => {
    const {sources, issues} = await readDocuments([scratch("pdf", {"a.pdf": bytes, "good.txt": "Raids hurt trade."})])
    expect(sources.some((s) => s.file === "good.txt")).toBe(true)
    const {code, says, next, file} = issues[0]!
    expect([issues.length, file]).toEqual([1, "a.pdf"])
    return {read: sources.length === 2, code, says, next}
  }

  test("pictures of pages, as a scanner makes them", async () => {
    expect(await said(pdf([[], [{x: 290, y: 800, text: "2"}], []]))).toEqual({
      read: false,
      code: "doors/no-text",
      says: "There is no text in it: its 3 pages are pictures, as a scanner makes them.",
      next: "Run text recognition (OCR) on it, or save its text as .txt.",
    })
    expect((await said(pdf([[]]))).says).toContain("its page is a picture")
  })

  test("some pages without text are named, and the others read", async () => {
    const lines = column([RAIDS], {x: 72, y: 100, letters: 70}).drawn
    expect(await said(pdf([lines, [], lines, [], []]))).toMatchObject({
      read: true,
      code: "doors/pages-without-text",
      says: "3 of its 5 pages hold no text (2, 4-5); the others were read.",
    })
  })

  test("a password", async () => {
    const lock = `/Encrypt << /Filter /Standard /V 2 /R 3 /Length 128 /P -4 /O <${"41".repeat(32)}> /U <${"42".repeat(32)}> >> /ID [<00> <00>]`
    const locked = pdf([column([RAIDS], {x: 72, y: 100, letters: 70}).drawn], {trailer: lock})
    expect(await said(locked)).toMatchObject({
      read: false,
      code: "doors/encrypted",
      says: "It is locked with a password.",
    })
  })

  test.each([
    ["cut short", whole.subarray(0, whole.length - 300), "It is no whole PDF: it breaks off before its end."],
    ["no PDF", Buffer.from("Raids hurt trade."), "It is no PDF: it does not begin as one."],
    ["a head and an end with nothing between", Buffer.from("%PDF-1.4\nstartxref\n0\n%%EOF\n"), "It is no whole PDF: "],
    [
      "bytes of any kind between",
      Buffer.concat([
        whole.subarray(0, 20),
        Buffer.from(Array.from({length: 3000}, (_, i) => (i * 7919) % 256)),
        Buffer.from("startxref\n99\n%%EOF"),
      ]),
      "It is no whole PDF: ",
    ],
  ])("%s", async (_, bytes, says) => {
    const found = await said(bytes)
    expect(found).toMatchObject({read: false, code: "doors/damaged"})
    expect(found.says.slice(0, says.length)).toBe(says)
    expect(found.says).not.toMatch(/\n| {2}at /)
  })

  test("what inflates without end, also when it is packed twice", async () => {
    const page = (data: Buffer, filters: string) =>
      Buffer.concat([
        Buffer.from(`%PDF-1.4\n1 0 obj\n<< /Length ${data.length} /Filter ${filters} >>\nstream\n`),
        data,
        Buffer.from("\nendstream\nendobj\nstartxref\n0\n%%EOF\n"),
      ])
    const once = deflateSync(Buffer.alloc(3_000_000, 0x20))
    const many = Buffer.concat(Array.from({length: 5}, () => page(once, "/FlateDecode")))
    const twice = page(deflateSync(deflateSync(Buffer.alloc(15_000_000))), "[/FlateDecode /FlateDecode]")
    for (const bytes of [many, twice])
      await expect(readPdf(bytes, 10_000_000)).rejects.toMatchObject({
        code: "doors/inflates",
        message: "What is packed in it inflates to more than 10 MB.",
        next: "Split it, or save its text as .txt.",
      })
  })

  test.skipIf(isQuick)("a hundred pages of text take twice as long as fifty, and read the same twice", async () => {
    const page = column([RAIDS, PATROLS, AID, RAIDS, PATROLS, AID], {x: 72, y: 100, letters: 70}).drawn
    const bytes = (pages: number) =>
      pdf(Array.from({length: pages}, (_, i) => [...page, {x: 290, y: PAGE.height - 40, text: String(i + 1)}]))
    const texts = new Map<number, string>()
    const read = async (file: Buffer, pages: number) => texts.set(pages, await textOf(file))
    expect(await growthOf(bytes, read, 50)).toBeLessThan(3)
    const once = texts.get(100)!
    expect(once.split(RAIDS)).toHaveLength(201)
    expect(await textOf(bytes(100))).toBe(once)
  })
})
