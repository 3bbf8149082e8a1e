// Pages that nobody wrote to be read: work grows with their letters and no faster, or they are refused by a stated bound.

import {describe, expect, test} from "vitest"
import {readHtml} from "../../src/documents/formats/html.ts"
import {Unreadable} from "../../src/documents/formats/unreadable.ts"
import {growth, steps} from "../work.ts"

/** More than any page of these tests takes in millions of plain steps, and less than a square of its letters. */
const BOUND = 3000

describe("a page of one long thing is read as fast as any of its length", () => {
  type Long = (piece: string) => string
  test.each<[string, (long: Long) => string]>([
    ["a cell of one word", (long) => `<table><tr><td>${long("x")}</td><td>1</td></tr></table>`],
    ["a cell of stops", (long) => `<table><tr><td>${long("x!'")}</td><td>1</td></tr></table>`],
    ["items of notes", (long) => `<ol>${long('<li role="doc-endnote">x')}</ol>`],
    ["pieces of one paragraph", (long) => `<p>${long("word <i>a</i> ")}</p>`],
    ["breaks", (long) => `<p>${long("x<br>y ")}</p>`],
    ["raised links", (long) => `<p>${long('<sup><a href="#fn1">1</a></sup>')}</p>`],
    ["spaces", (long) => `<p>x${long(" ")}y</p>`],
  ])("%s", async (_, page) => {
    const read = (letters: number) => {
      const long: Long = (piece) => piece.repeat(Math.ceil(letters / piece.length))
      expect(readHtml(page(long)).text.length).toBeGreaterThan(0)
    }
    expect(await growth(read, 80_000)).toBeLessThan(3)
  })

  test("cells that say they span very many cost no more than any", () => {
    const spans = (many: number) => () =>
      expect(readHtml(`<table><tr><td colspan="${many}" rowspan="${many}">a<td>1</table>`).text.length).toBeGreaterThan(
        0,
      )
    spans(1)()
    expect(steps(spans(1_000_000_000))).toBeLessThan(BOUND)
  })
})

test("a table whose cells say something is no table of figures, and one whose cells hold names and stops is", () => {
  const table = (cell: string) => readHtml(`<table><tr><td>${cell}</td><td>1</td></tr></table>`).text
  expect(table("The dam broke at night.")).not.toContain("|")
  expect(table("It said “the dam broke!” (twice.) and")).not.toContain("|")
  expect(table("The dam broke at night")).toContain("|")
  expect(table("U.S. and U.K. dams")).toContain("|")
})

test("elements nested beyond any page are refused with the bound", () => {
  for (const tag of ["<div>", "<span>", "<table><tr><td>", "<ul><li>", "<b>"])
    expect(steps(() => expect(() => readHtml(`${tag.repeat(4000)}x`)).toThrow("more than 3000 deep"))).toBeLessThan(
      BOUND,
    )
  expect(readHtml(`${"<div>".repeat(2900)}The dam broke.`).text).toContain("The dam broke.")
})

test("tags left open that every block opens anew are refused with the bound", () => {
  const fonts = Array.from({length: 2000}, (_, i) => `<font color=${i}>`).join("")
  expect(() => readHtml(`<p>${fonts}</p>${"<p>x</p>".repeat(1000)}`)).toThrow(Unreadable)
})
