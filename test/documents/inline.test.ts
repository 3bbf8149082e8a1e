import {describe, expect, test} from "vitest"
import {read} from "../../src/claims/whole.ts"
import {lineages, openDocument} from "../../src/documents/index.ts"
import {sentences} from "../../src/language/index.ts"
import {english} from "../language/english.ts"
import {growth} from "../work.ts"

const opened = (text: string) => {
  const {document} = openDocument({file: "a.md", kind: "markdown", text})
  if (!document) throw new Error("not opened")
  return document
}
/** The words that are read, spaces folded. */
const plain = (text: string) => {
  const document = opened(`The market was calm on Monday.\n\n${text}\n`)
  const shown = document.plain ?? document.text
  expect(shown.length).toBe(document.text.length)
  return shown.slice(32).replace(/\s+/g, " ").trim()
}

describe("inline marks of Markdown stand outside the words that are read", () => {
  test.each([
    ["The **raids** hurt *trade* and __aid__.", "The raids hurt trade and aid ."],
    ["[The raids](https://example.org/a_b) hurt [trade][1].", "The raids hurt trade ."],
    ['See ![raids hurt](map.png "A map") here.', "See here."],
    ["Raids hurt trade.[^1]", "Raids hurt trade."],
    ["The `toll` fell, <https://example.org> says <b>so</b>.", "The toll fell, says so ."],
    ["<!-- wine brings rain --> Raids rose.", "Raids rose."],
    ["```\ncode brings bugs\n```\n\nRaids rose.", "Raids rose."],
    ["~~Aid~~ Hunger rose.", "Aid Hunger rose."],
  ])("%s", (text, words) => expect(plain(text)).toBe(words))

  test.each([
    "Two * three * four and snake_case_name stay.",
    "Prices rose 5 < 6 and 7 > 3 [sic].",
    "A lone ** or _ or ` stays.",
  ])("what is no mark stays: %s", (text) => expect(plain(text)).toBe(text))

  test("plain text and pages keep their stars", () => {
    const source = {file: "a.txt", kind: "text", text: "The **raids** hurt trade on the road.\n"} as const
    expect(openDocument(source).document?.plain).toBeUndefined()
  })

  test("claims are the same with and without marks, quotes and phrases are the source's own words", () => {
    const bare = opened(
      "The toll fell.\n\nPoor harvests in the hills caused hunger. The raids on the salt road reduced trade.\n",
    )
    const marked = opened(
      "The toll fell.\n\n[Poor harvests](https://example.org/a) in the *hills* **caused** _hunger_. The **raids** on the [salt road](b.md) reduced trade.\n",
    )
    const claims = [bare, marked].map((document) => read([document], lineages([document]), english()).claims)
    const said = claims.map((list) =>
      list.map((c) =>
        [c.cause, c.effect].map((p) =>
          p.thing
            .map((t) => t.text)
            .join(" ")
            .replace(/\s+/g, " "),
        ),
      ),
    )
    expect(said[0]).toHaveLength(2)
    expect(said[1]).toEqual(said[0])
    for (const {quote, cause, effect} of claims[1]!)
      for (const words of [quote, cause, effect, ...cause.thing, ...effect.thing])
        expect(marked.text.slice(words.from, words.to)).toBe(words.text)
    expect(claims[1]![1]!.cause.text).toContain("[salt road")
  })

  test("a note or a link at the end of a paragraph does not make a heading of it", () => {
    const document = opened("The market was calm on Monday.\n\nHunger drove raids on the [salt road](b.md).[^1]\n")
    expect(document.passages.map((p) => document.text.slice(p.from, p.to))).toEqual([
      "The market was calm on Monday.",
      "Hunger drove raids on the [salt road](b.md).",
    ])
    expect(document.passages.at(-1)?.role).toBe("paragraph")
  })

  test("a sentence in bold ends where it ends", () => {
    const document = opened("**Raids rose.** Trade fell. [It was cold.](a.md) Aid came.\n")
    expect(sentences(document).map((s) => document.text.slice(s.from, s.to))).toEqual([
      "Raids rose.",
      "Trade fell.",
      "It was cold.",
      "Aid came.",
    ])
  })

  test.each(["[", "**a ", "![a](", "<b ", "_a ", "`", "<!--", "```\n"])(
    "a page of nothing but %j takes as long as it is",
    async (mark) => {
      expect(await growth((marks) => plain(mark.repeat(marks)), 50_000)).toBeLessThan(3)
    },
  )
})
