// Pages that nobody wrote to be read: work grows with their letters and no faster, or they are refused by a stated bound.

import {describe, expect, test} from "vitest"
import {readHtml} from "../../src/documents/formats/html.ts"
import {Unreadable} from "../../src/documents/formats/unreadable.ts"

const SECONDS = 3
const timed = <T>(work: () => T): T => {
  const began = performance.now()
  const result = work()
  expect((performance.now() - began) / 1000).toBeLessThan(SECONDS)
  return result
}

describe("a page of one long thing is read as fast as any of its length", () => {
  const long = (piece: string) => piece.repeat(Math.ceil(160_000 / piece.length))
  test.each([
    ["a cell of one word", `<table><tr><td>${long("x")}</td><td>1</td></tr></table>`],
    ["a cell of stops", `<table><tr><td>${long("x!'")}</td><td>1</td></tr></table>`],
    ["items of notes", `<ol>${long('<li role="doc-endnote">x')}</ol>`],
    ["pieces of one paragraph", `<p>${long("word <i>a</i> ")}</p>`],
    ["breaks", `<p>${long("x<br>y ")}</p>`],
    ["raised links", `<p>${long('<sup><a href="#fn1">1</a></sup>')}</p>`],
    ["spaces", `<p>x${long(" ")}y</p>`],
    ["cells that say they span very many", `<table><tr><td colspan="1000000000" rowspan="1000000000">a<td>1</table>`],
  ])("%s", (_, page) => {
    expect(timed(() => readHtml(page)).text.length).toBeGreaterThan(0)
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
    expect(() => timed(() => readHtml(`${tag.repeat(4000)}x`))).toThrow("more than 3000 deep")
  expect(readHtml(`${"<div>".repeat(2900)}The dam broke.`).text).toContain("The dam broke.")
})

test("tags left open that every block opens anew are refused with the bound", () => {
  const fonts = Array.from({length: 2000}, (_, i) => `<font color=${i}>`).join("")
  expect(() => readHtml(`<p>${fonts}</p>${"<p>x</p>".repeat(1000)}`)).toThrow(Unreadable)
})
