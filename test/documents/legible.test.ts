import fc from "fast-check"
import {describe, expect, test} from "vitest"
import {type Document, legible, openDocument, type Source} from "../../src/documents/index.ts"
import {sentences} from "../../src/language/index.ts"
import {isQuick} from "../tiers.ts"

const open = (text: string, kind: Source["kind"] = "text"): Document => {
  const {document, issues} = openDocument({file: "a", kind, text})
  if (!document) throw new Error(JSON.stringify(issues))
  return document
}
/** The sentences of a text as their words are read, white space folded. */
const read = (document: Document): string[] => {
  const plain = document.plain ?? document.text
  return sentences(document).map((s) => (legible(plain, s)?.words ?? plain.slice(s.from, s.to)).replace(/\s+/g, " "))
}
const CALM = "The market was calm on Monday, and nobody spoke of the road."

describe("what is read is the text as it is meant, at its own places", () => {
  test.each<[string, string, string[]]>([
    [
      "a line wrapped by hand",
      "Raids on the road\nreduced trade in the\r\nvalley.",
      ["Raids on the road reduced trade in the valley."],
    ],
    ["a soft hyphen", "The har\u00advest failed.", ["The harvest failed."]],
    [
      "a word parted at a line's end",
      "The raids re-\nduced trade, and an-\n  gered the mill.",
      ["The raids reduced trade, and angered the mill."],
    ],
    [
      "a word that keeps its hyphen",
      "Cross-\nborder raids and self-\nrule hurt trade.",
      ["Cross-border raids and self-rule hurt trade."],
    ],
    ["ligatures", "The \ufb01nal o\ufb03ce closed.", ["The final office closed."]],
    ["letters without width", "The co\u200bop \u200fclosed\u200e.", ["The coop closed."]],
    ["what a scanner misread", "lf the road closes, l0cal trade fai1s.", ["If the road closes, local trade fails."]],
    [
      "digits and names that are meant",
      "H1N1, B2B and l'Amsel's 10 l of oil stay as they are.",
      ["H1N1, B2B and l'Amsel's 10 l of oil stay as they are."],
    ],
  ])("%s", (_, text, wanted) => {
    expect(read(open(`${CALM}\n\n${text}\n`))).toEqual([CALM, ...wanted])
  })

  test("a hyphen at a line's end goes by how the text spells the word elsewhere", () => {
    expect(
      read(
        open(
          `${CALM}\n\nThe road is all-weather. It is all-\nweather, and cooperation is long-\nstanding. Longstanding it is.`,
        ),
      ),
    ).toContain("It is all-weather, and cooperation is longstanding.")
  })

  test.each<Source["kind"]>(["text", "markdown"])(
    "%s: a sentence goes on over the end of a line however wide the lines are",
    (kind) => {
      const wide =
        "The raids on the salt road reduced trade in all the mill towns of the upper valley, from the ford at Tessa down to"
      const d = open(`${wide}\nthe lower gate.\n${wide}\nArv. ${wide} Ost.\n`, kind)
      expect(read(d).slice(0, 2)).toEqual([`${wide} the lower gate.`, kind === "text" ? wide : `${wide} Arv.`])
    },
  )

  test("a letter with what it answers is read without the marks of quoting, wherever lines break", () => {
    const d = open(
      `From: Ana Brandt <ana@example.org>\nSubject: The salt road\n\n${CALM}\n\nOn Mon, 5 May 2031 at 10:12, Joel Amsel wrote:\n> Patrols deter raiders. The council has paid for\n> patrols since the third raid.\n>\n> > Without aid, hunger will drive the herders\n> > into the towns.\n\n-- \nSent from my telephone\n`,
    )
    expect(read(d)).toEqual([
      CALM,
      "Patrols deter raiders.",
      "The council has paid for patrols since the third raid.",
      "Without aid, hunger will drive the herders into the towns.",
    ])
    for (const s of sentences(d)) expect(d.text.slice(s.from, s.to)).not.toMatch(/^>|^\s|\s$/)
  })

  test("a sentence goes on over a printed page's number, running head and form feed", () => {
    const page = (n: number, text: string) => `${text}\n\n${n}\n\f\nUpland Review, vol. 7\n\n`
    const d = open(
      `${CALM}\n\n${page(6, "The raids on the salt road reduced trade in the valley, and the carters")}who live by it fear that the clos-\n\n${page(7, "")}ure will last until the snow is gone from all of the high pass-\n\n${page(8, "")}es, the elder said. A heading stands where no sentence goes on\n\n9\n\nThe Mill Closes\n`,
    )
    expect(read(d).slice(0, 3)).toEqual([
      CALM,
      "The raids on the salt road reduced trade in the valley, and the carters who live by it fear that the closure will last until the snow is gone from all of the high passes, the elder said.",
      "A heading stands where no sentence goes on",
    ])
    expect(read(d).at(-1)).toBe("The Mill Closes")
    expect(
      read(
        open(
          "The raids on the salt road reduced trade in the whole valley\n\nand the mill closed, which nobody had foreseen at all.",
        ),
      ),
    ).toHaveLength(2)
  })

  test("rows of figures are set apart, the sentences around them are read", () => {
    const d = open(
      `${CALM}\n\nYear\tRaids\n2030\t4\n2031\t14\n\nYear     Raids   Sacks\n----     -----   -----\n2031        14   2,400\n\nRaids rose.`,
    )
    expect(read(d)).toEqual([CALM, "Raids rose."])
    expect(d.boilerplate).toHaveLength(6)
  })

  test("a dash or a number that happens to begin a wrapped line begins no item", () => {
    const d = open(
      "The raids on the salt road hurt the carters\n- who live by it - until the market on May\n31. Nobody paid them for the sacks that they\nhad lost.",
    )
    expect(d.passages).toHaveLength(1)
    expect(
      open("They ask for three things, all of them old:\n- a lower toll\n- patrols\n- an open road").passages.map(
        (p) => p.role,
      ),
    ).toEqual(["paragraph", "item", "item", "item"])
  })

  test("paragraphs in other languages are passed over and said, and a word of one in an English sentence is read", () => {
    const {document, issues} = openDocument({
      file: "a.txt",
      kind: "text",
      text: `${CALM}\n\nأغلق المجلس طريق الملح بعد الغارة الثالثة، ويخشى سائقو العربات أن يستمر الإغلاق.\n\nLe conseil a fermé la route du sel après un troisième raid contre les troupeaux, et les charretiers craignent que la fermeture ne dure.\n\nThe word سلام means peace, and peace lowers prices.`,
    })
    expect(read(document!)).toEqual([CALM, "The word سلام means peace, and peace lowers prices."])
    expect(issues).toEqual([
      {
        code: "text/language-part",
        file: "a.txt",
        says: expect.stringMatching(
          /^2 paragraphs of 4 are not in English, and were passed over; the first begins "أغلق/,
        ),
        next: "Add a translation, if what is said there matters.",
      },
    ])
  })
})

// Pieces of every kind of text that people hand in.
const bit = fc.constantFrom(
  "Raids hurt trade. ",
  "The har\u00advest failed. ",
  "re-\nduced ",
  "cross-\r\nborder ",
  "\n",
  "\r\n",
  "\n\n",
  "> ",
  "> > ",
  "- ",
  "1. ",
  "# ",
  "🙂",
  "👩‍👩‍👧",
  "\u200f",
  "سلام ",
  "o\ufb03ce ",
  "“He said ‘no.’ Nobody heard.” ",
  "U.S. ",
  "Gen. Mora ",
  "a.m. ",
  "... ",
  "…",
  "Year\tRaids\n",
  "| a | b |\n",
  "Leave a Reply\n",
  "[^1]",
  "**bold** ",
  "lf ",
  "l0cal ",
  "\u00a0",
  "\t",
  "The Salt Road\n",
  "x".repeat(50),
  "\u0301",
  "\n\n12\n\f",
  "and the carters who live by the road fear for their herds\n",
  "\ud800",
  "Le conseil a fermé la route du sel et les charretiers ne sont pas dans la rue. ",
)
const kinds = fc.constantFrom<Source["kind"]>("text", "markdown", "html", "docx", "pdf")

describe("whatever the text", () => {
  test("what is read is as long as the text, sentences are its own words and cover all its prose", () => {
    fc.assert(
      fc.property(fc.array(bit, {maxLength: 40}), kinds, (bits, kind) => {
        const text = bits.join("")
        const {document} = openDocument({file: "a", kind, text})
        if (!document) return
        const plain = document.plain ?? document.text
        expect(document.text).toBe(text)
        expect(plain.length).toBe(text.length)
        const found = sentences(document)
        document.passages.forEach((passage, i) => {
          const inside = found.filter((s) => s.passage === i)
          let at = passage.from
          for (const s of inside) {
            expect(plain.slice(at, s.from).trim()).toBe("")
            expect(s.to).toBeGreaterThan(s.from)
            at = s.to
          }
          if (passage.role !== "furniture") expect(plain.slice(at, passage.to).trim()).toBe("")
          else expect(inside).toEqual([])
        })
      }),
      {seed: 4, numRuns: 400},
    )
  })

  test("letters that go or come keep the place of every other", () => {
    fc.assert(
      fc.property(fc.array(bit, {maxLength: 20}), (bits) => {
        const text = bits.join("")
        const made = legible(text, {from: 0, to: text.length})
        if (!made) return
        expect(made.at.length).toBe(made.words.length + 1)
        for (let i = 0; i < made.words.length; i++) {
          const there = text[made.at[i]!]!
          if (!/[\ufb00-\ufb06]/.test(there)) expect(there).toBe(made.words[i])
          expect(made.at[i + 1]!).toBeGreaterThanOrEqual(made.at[i]!)
        }
      }),
      {seed: 5, numRuns: 300},
    )
  })

  test.skipIf(isQuick)("an emoji in front, and line ends of two letters, move every place by just that much", () => {
    const line = fc.constantFrom(
      "Raids hurt trade.",
      "The Salt Road",
      "- Patrols help.",
      "> It fell.",
      "",
      "The raids on the long road re-",
      "duced trade.",
      "Year\tRaids",
    )
    fc.assert(
      fc.property(fc.array(line, {minLength: 1, maxLength: 15}), (lines) => {
        const text = `${CALM}\n\n${lines.join("\n")}`
        const places = (t: string) => sentences(open(t)).map((s) => [s.from, s.to])
        const plain = places(text)
        // The emoji stands in a paragraph of its own: no sentence of the text changes.
        expect(places(`🙂\n\n${text}`).slice(-plain.length)).toEqual(plain.map(([from, to]) => [from! + 4, to! + 4]))
        const breaks = (to: number) => text.slice(0, to).split("\n").length - 1
        expect(places(text.replaceAll("\n", "\r\n"))).toEqual(
          plain.map(([from, to]) => [from! + breaks(from!), to! + breaks(to!)]),
        )
      }),
      {seed: 6, numRuns: 200},
    )
  })
})
