import fc from "fast-check"
import {describe, expect, test} from "vitest"
import {readDocx} from "../../src/documents/formats/docx.ts"
import {openDocument} from "../../src/documents/index.ts"
import {readDocuments} from "../../src/io/index.ts"
import {growthOf} from "../work.ts"
import {docx, paragraph, run} from "./papers.ts"
import {scratch} from "./scratch.ts"
import {zip} from "./workbooks.ts"

const LONG =
  "The council of the upper valley closed the salt road on Monday, after a third raid on the herds, and the carters who live by it fear that the closure will last until the snow is gone."

const open = async (bytes: Buffer) => {
  const {text, head} = await readDocx(bytes)
  const {document} = openDocument({file: "a.docx", kind: "docx", text, head})
  return document!
}
const roles = (d: Awaited<ReturnType<typeof open>>) => d.passages.map((p) => `${p.role}: ${d.text.slice(p.from, p.to)}`)

describe("a Word document becomes text with block marks", () => {
  test("title, headings, lists, captions and tables are told apart", async () => {
    const cell = (text: string) => `<w:tc>${paragraph(run(text))}</w:tc>`
    const {text} = await readDocx(
      docx(
        [
          paragraph(run("The salt road"), {style: "Title"}),
          paragraph(run(LONG)),
          paragraph(run("Who pays"), {style: "heading 1"}),
          paragraph(run("The carters lose their trade."), {list: 1}),
          paragraph(run("The mill closes."), {list: 2}),
          paragraph(run("Figure 1. The pass [north] in May"), {style: "caption"}),
          `<w:tbl><w:tr>${cell("Year")}${cell("Raids")}</w:tr><w:tr>${cell("2031")}${cell("14")}</w:tr></w:tbl>`,
          `<w:tbl><w:tr>${cell("Mill")}${cell("The mill closed because salt was scarce.")}</w:tr></w:tbl>`,
        ].join(""),
      ),
    )
    expect(text).toBe(
      `# The salt road\n\n${LONG}\n\n# Who pays\n\n- The carters lose their trade.\n\n- The mill closes.\n\n![Figure 1. The pass north in May]()\n\n| Year | Raids |\n| 2031 | 14 |\n\nMill\n\nThe mill closed because salt was scarce.\n`,
    )
  })

  test("notes stand at the end, and the mark that calls one is no word", async () => {
    const call = '<w:r><w:footnoteReference w:id="1"/></w:r>'
    const d = await open(
      docx(paragraph(run(LONG)) + paragraph(run("Raids hurt trade") + call + run(", the elder said.")), {
        notes: ["The toll rose because salt was scarce."],
      }),
    )
    expect(d.text).toContain("Raids hurt trade[^1], the elder said.")
    expect(d.plain?.slice(d.plain.indexOf("Raids hurt"))).toContain("Raids hurt trade    , the elder said.")
    expect(roles(d).at(-1)).toBe("paragraph: The toll rose because salt was scarce.")
    expect(d.plain?.length).toBe(d.text.length)
  })

  test("notes at the end of the document keep the numbers by which they are called", async () => {
    const endnotes = [2, 3]
      .map((id) => `<w:endnote w:id="${id}">${paragraph(run(`Council minutes ${id}.`))}</w:endnote>`)
      .join("")
    const xmlns = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
    const call = (id: number) => `<w:r><w:endnoteReference w:id="${id}"/></w:r>`
    const {text} = await readDocx(
      docx(paragraph(run("Raids hurt trade.") + call(2) + run(" Aid helps.") + call(3)), {
        parts: {"word/endnotes.xml": `<w:endnotes ${xmlns}>${endnotes}</w:endnotes>`},
      }),
    )
    expect(text).toBe("Raids hurt trade.[^1] Aid helps.[^2]\n\n[^1]: Council minutes 2.\n\n[^2]: Council minutes 3.\n")
  })

  test("running heads, comments, deleted words and pictures are no text; inserted words are", async () => {
    const {text} = await readDocx(
      docx(
        paragraph(
          `${run("Raids hurt ")}<w:del w:id="1"><w:r><w:delText>all </w:delText></w:r></w:del><w:ins w:id="2">${run("most ")}</w:ins>${run("trade.")}`,
        ),
      ),
    )
    expect(text).toBe("Raids hurt most trade.\n")
  })

  test("soft hyphens and letters without width are dropped; hyphens that do not break stay hyphens", async () => {
    const {text} = await readDocx(
      docx(
        paragraph(
          `${run("The har")}<w:r><w:softHyphen/></w:r>${run("vest fell; sala\u00adries and the co\u200bop closed a cross")}<w:r><w:noBreakHyphen/></w:r>${run("border road.")}`,
        ),
      ),
    )
    expect(text).toBe("The harvest fell; salaries and the coop closed a cross\u2011border road.\n")
  })

  test("the title of its properties counts where the text has none", async () => {
    expect((await open(docx(paragraph(run(LONG)), {title: "The Salt Road"}))).title).toBe("The Salt Road")
  })
})

describe("a Word document that cannot be read is skipped by name", () => {
  const issueOf = async (bytes: Uint8Array, file = "a.docx") => {
    const {sources, issues} = await readDocuments([scratch("docx", {[file]: bytes, "good.txt": "Raids hurt trade."})])
    expect(sources.some((s) => s.file === "good.txt")).toBe(true)
    return {read: sources.some((s) => s.file === file), ...issues[0]!}
  }
  const whole = docx(paragraph(run(LONG)))

  test.each([
    [
      "cut short",
      whole.subarray(0, whole.length / 2),
      "doors/damaged",
      "It is no whole Word document: it is no zip archive, or it is cut short.",
    ],
    [
      "no archive",
      Buffer.from("Raids hurt trade."),
      "doors/damaged",
      "It is no whole Word document: it is no zip archive, or it is cut short.",
    ],
    [
      "another archive",
      zip({"a.txt": "Raids"}),
      "doors/damaged",
      "It is no whole Word document: Could not find main document part.",
    ],
    [
      "locked",
      Buffer.concat([Buffer.from([0xd0, 0xcf, 0x11, 0xe0]), Buffer.alloc(600)]),
      "doors/encrypted",
      "It is locked with a password.",
    ],
    ["locked parts", zip({"word/document.xml": "x"}, {flags: 1}), "doors/encrypted", "It is locked with a password."],
  ])("%s", async (_, bytes, code, says) => {
    expect(await issueOf(bytes)).toMatchObject({
      read: false,
      file: "a.docx",
      code,
      says: expect.stringContaining(says.slice(0, 50)),
      next: expect.stringMatching(/./),
    })
  })

  test("one that inflates to more than a book is refused before it is unpacked", async () => {
    const bomb = zip({"word/document.xml": Buffer.alloc(7_000_000, 0x20)})
    expect(bomb.length).toBeLessThan(10_000)
    await expect(readDocx(bomb, 6_000_000)).rejects.toMatchObject({
      code: "doors/inflates",
      message: "Its text inflates to more than 6 MB.",
      next: "Split it, or save its text as .txt.",
    })
  })

  test("parts nested tens of thousands deep are refused in words", async () => {
    const deep = docx("<w:p><w:r>".repeat(20_000) + run("x") + "</w:r></w:p>".repeat(20_000))
    expect(await issueOf(deep)).toMatchObject({
      read: false,
      code: "doors/damaged",
      says: "Its parts are nested too deeply to be read.",
    })
  })

  test("macros are neither run nor looked at, and said; the text is read", async () => {
    const bytes = docx(paragraph(run(LONG)), {parts: {"word/vbaProject.bin": "Sub AutoOpen()"}})
    expect(await issueOf(bytes, "a.docm")).toMatchObject({
      read: true,
      code: "doors/macros",
      says: "It holds macros; its text was read, they were neither run nor looked at.",
    })
  })

  test("two megabytes of text take twice as long as half of them", async () => {
    const bytes = (letters: number) => docx(paragraph(run(`${LONG} `.repeat(5))).repeat(letters / (LONG.length * 5)))
    const read = async (file: Buffer, letters: number) =>
      expect((await readDocx(file)).text.length).toBeGreaterThan(0.9 * letters)
    expect(await growthOf(bytes, read, 1_000_000)).toBeLessThan(3)
  })

  test("a text broken into runs, with marks of looks and of typing between, says what the whole text says", async () => {
    const looks = ['<w:rFonts w:ascii="Times"/>', '<w:sz w:val="24"/>', '<w:lang w:val="en-GB"/>', "<w:b/>", "<w:i/>"]
    const piece = fc.oneof(
      fc
        .tuple(
          fc.constantFrom("toll", " ", "rose &amp; fell", "Ångström ", "2031", "\u00a0", "."),
          fc.subarray(looks),
          fc.boolean(),
        )
        .map(([words, marks, typed]) =>
          typed ? run(words, marks.join("")).replace("<w:r>", '<w:r w:rsidR="00AB12CD">') : run(words, marks.join("")),
        ),
      fc.constantFrom(
        '<w:proofErr w:type="spellStart"/>',
        "<w:r><w:tab/></w:r>",
        "<w:r><w:br/></w:r>",
        "<w:r><w:rPr></w:rPr><w:lastRenderedPageBreak/><w:t>next</w:t></w:r>",
        '<w:r><w:rPr><w:vertAlign w:val="superscript"/></w:rPr><w:t>2</w:t></w:r>',
        "<w:r><w:t>a \"w:rsidR='1'\" in words</w:t></w:r>",
        "<w:del><w:r><w:delText>gone</w:delText></w:r></w:del>",
      ),
    )
    await fc.assert(
      fc.asyncProperty(fc.array(fc.array(piece, {maxLength: 8}), {maxLength: 4}), async (paragraphs) => {
        const body = paragraphs
          .map((pieces) => `<w:p w:rsidR="00AA00BB" w14:paraId="1A">${pieces.join("")}</w:p>`)
          .join("")
        const spaced = body.replaceAll(" w14:paraId", " w:rsidP")
        // A part with a comment in it is read as it stands.
        expect((await readDocx(docx(spaced))).text).toBe((await readDocx(docx(`<!-- -->${spaced}`))).text)
      }),
      {numRuns: 60, seed: 20261121},
    )
  })
})
