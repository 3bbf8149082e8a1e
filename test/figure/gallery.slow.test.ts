// Every figure of the gallery: as it was when somebody last looked at it, well formed,
// free of colours of its own, and deaf to markup in names.

import {type DefaultTreeAdapterTypes, parseFragment} from "parse5"
import {describe, expect, test} from "vitest"
import {kept} from "./gallery/kept.ts"
import * as loops from "./gallery/loops.ts"
import * as maps from "./gallery/maps.ts"
import * as plots from "./gallery/plots.ts"

const gallery: Readonly<Record<string, () => string>> = {...loops, ...maps, ...plots}

type Element = DefaultTreeAdapterTypes.Element

function elements(html: string): Element[] {
  const found: Element[] = []
  const visit = (node: DefaultTreeAdapterTypes.ParentNode) => {
    for (const child of node.childNodes)
      if ("tagName" in child) {
        found.push(child)
        visit(child)
      }
  }
  visit(parseFragment(html))
  return found
}

const attribute = (e: Element, name: string) => e.attrs.find((a) => a.name === name)?.value

/** Characters of a figure that takes long to draw. */
const LARGE = 30_000

const drawn = Object.entries(gallery).map(([name, draw]) => ({name, draw, html: draw()}))

for (const {name, draw, html} of drawn)
  describe(name, () => {
    test("is as it was when somebody last looked at it", async () => {
      await expect(`${html.replace(/></g, ">\n<")}\n`).toMatchFileSnapshot(`__snapshots__/${name}.html`)
    })

    // The largest maps take seconds; that their files stay as they are says the same of them.
    if (html.length < LARGE)
      test("is drawn alike twice", () => {
        expect(draw()).toBe(html)
      })

    test("is read back from its file as it was drawn", () => {
      expect(kept(name)).toBe(html)
    })

    test("is markup a parser has no complaint about", () => {
      const errors: string[] = []
      parseFragment(html, {onParseError: (e) => errors.push(e.code), sourceCodeLocationInfo: true})
      expect(errors).toEqual([])
    })

    test("has no colour of its own and no number that is none", () => {
      expect(html).not.toMatch(/(fill|stroke|color|style)="[^"]*(#|rgb|hsl)/)
      expect(html).not.toMatch(/(?<![a-z])(NaN|Infinity|undefined)(?![a-z])/)
    })

    test("takes names as words, never as markup", () => {
      for (const e of elements(html)) {
        expect(["script", "iframe", "style"]).not.toContain(e.tagName)
        for (const a of e.attrs) expect(a.name).not.toMatch(/^on/)
      }
    })

    test("says what it shows: each drawing with a role has a name", () => {
      const all = elements(html)
      const ids = all.map((e) => attribute(e, "id")).filter((id) => id !== undefined)
      expect(new Set(ids).size).toBe(ids.length)
      for (const e of all.filter((e) => e.tagName === "svg" && attribute(e, "role"))) {
        const by = attribute(e, "aria-labelledby")
        if (by) for (const id of by.split(" ")) expect(ids).toContain(id)
        else expect(attribute(e, "aria-label")).toBeTruthy()
      }
    })
  })

test("ids stay apart over the whole gallery, so that figures can share a page", () => {
  const ids = drawn.flatMap(({html}) => {
    const own = elements(html).map((e) => attribute(e, "id"))
    return own.filter((id) => id !== undefined)
  })
  const seen = new Set<string>()
  expect(ids.filter((id) => seen.has(id) || !seen.add(id))).toEqual([])
})
