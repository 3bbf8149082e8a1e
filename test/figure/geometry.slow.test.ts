// Figures as a reader sees them, measured in a real browser: no two texts overlap, none
// is cut off, none is under 11 px, boxes and badges keep clear of each other. In the wide
// and the narrow font a system may bring, at four widths, in light and dark.

import {readFile} from "node:fs/promises"
import {createRequire} from "node:module"
import {afterAll, beforeAll, expect, test} from "vitest"
import {closeBrowser, openPage} from "../browser.ts"
import {allKept} from "./gallery/kept.ts"
import {page} from "./page.ts"

const figures = allKept()
let html = ""

beforeAll(() => {
  html = page(figures, ["light"])
})
afterAll(closeBrowser)

/** Everything wrong with the figures on a page, one line each; runs in the page. */
function faults(smallest: number): string[] {
  type Rect = {left: number; right: number; top: number; bottom: number}
  const found: string[] = []
  const overlap = (a: Rect, b: Rect, slack: number) =>
    Math.min(a.right, b.right) - Math.max(a.left, b.left) > slack &&
    Math.min(a.bottom, b.bottom) - Math.max(a.top, b.top) > slack
  // A text's box is as high as its font's line; letters take about the middle 60 %.
  const letters = (e: Element): Rect => {
    const r = e.getBoundingClientRect()
    const inset = (r.bottom - r.top) * 0.2
    return {left: r.left, right: r.right, top: r.top + inset, bottom: r.bottom - inset}
  }
  for (const figure of Array.from(document.querySelectorAll<HTMLElement>("[data-figure]"))) {
    const name = figure.dataset["figure"]
    const room = figure.getBoundingClientRect()
    const texts = Array.from(figure.querySelectorAll<SVGTextElement>("svg text")).filter(
      (t) => t.textContent?.trim() && t.getClientRects().length > 0,
    )
    const boxes = texts.map(letters)
    texts.forEach((text, i) => {
      const scale = text.getScreenCTM()?.a ?? 1
      const size = Number.parseFloat(getComputedStyle(text).fontSize) * scale
      if (size < smallest) found.push(`${name}: "${text.textContent}" is ${size.toFixed(1)} px`)
      const scrolls = text.closest(".f-scroll")?.querySelector("svg")
      const frame = scrolls ? scrolls.getBoundingClientRect() : room
      const b = boxes[i]!
      if (b.left < frame.left - 1 || b.right > frame.right + 1 || b.top < frame.top - 1 || b.bottom > frame.bottom + 1)
        found.push(`${name}: "${text.textContent}" leaves its figure`)
      for (let j = i + 1; j < texts.length; j++)
        if (overlap(b, boxes[j]!, 0.5))
          found.push(`${name}: "${text.textContent}" and "${texts[j]!.textContent}" overlap`)
    })
    const frames = Array.from(figure.querySelectorAll(".f-box rect")).map((e) => e.getBoundingClientRect())
    frames.forEach((a, i) => {
      for (let j = i + 1; j < frames.length; j++)
        if (overlap(a, frames[j]!, 0)) found.push(`${name}: boxes ${i} and ${j} overlap`)
    })
    const inFrame = Array.from(figure.querySelectorAll(".f-box"))
    for (const box of inFrame) {
      const frame = box.querySelector("rect")!.getBoundingClientRect()
      for (const text of Array.from(box.querySelectorAll("text"))) {
        const t = text.getBoundingClientRect()
        if (t.left < frame.left || t.right > frame.right) found.push(`${name}: "${text.textContent}" leaves its box`)
      }
    }
    const badges = Array.from(figure.querySelectorAll(".f-badge circle")).map((e) => e.getBoundingClientRect())
    badges.forEach((a, i) => {
      if (frames.some((b) => overlap(a, b, 1))) found.push(`${name}: badge ${i} lies on a box`)
      texts.forEach((text, j) => {
        if (overlap(a, boxes[j]!, 1.5)) found.push(`${name}: badge ${i} lies on "${text.textContent}"`)
      })
      for (let j = i + 1; j < badges.length; j++)
        if (overlap(a, badges[j]!, 1.5)) found.push(`${name}: badges ${i} and ${j} touch`)
    })
    const pills = Array.from(figure.querySelectorAll(".f-pill")).map((e) => e.getBoundingClientRect())
    pills.forEach((a, i) => {
      if (badges.some((b) => overlap(a, b, 1))) found.push(`${name}: pill ${i} lies on a badge`)
      for (let j = i + 1; j < pills.length; j++)
        if (overlap(a, pills[j]!, 0)) found.push(`${name}: pills ${i} and ${j} touch`)
    })
  }
  if (document.documentElement.scrollWidth > window.innerWidth + 1)
    found.push(`the page scrolls sideways: ${document.documentElement.scrollWidth} of ${window.innerWidth}`)
  return found
}

// What reads as 11 px after rounding.
const SMALLEST = 10.95

for (const font of ["Open Sans", "DejaVu Sans"])
  for (const width of [360, 720, 1280, 1600])
    test(`in ${font} at ${width} px every text stands alone, whole and large enough`, async () => {
      const {page: tab, close} = await openPage(styled(font), {width})
      const list = await tab.evaluate(faults, SMALLEST)
      await close()
      expect(list).toEqual([])
    })

test("figures are dark where the reader's system is, and light on paper all the same", async () => {
  const background = () => getComputedStyle(document.documentElement).getPropertyValue("--paper").trim()
  const plain = html.replace('data-theme="light"', "")
  const seen: string[] = []
  for (const screen of [{dark: false}, {dark: true}, {dark: true, print: true}]) {
    const {page: tab, close} = await openPage(plain, screen)
    seen.push(await tab.evaluate(background))
    await close()
  }
  expect(seen).toEqual(["#fbfaf7", "#17191d", "#fff"])
})

for (const theme of ["light", "dark"])
  test(`an accessibility audit (axe) finds nothing in the ${theme} gallery`, async () => {
    const axe = await readFile(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8")
    const {page: tab, close} = await openPage(page(figures, [theme]), {width: 1280, dark: theme === "dark"})
    await tab.evaluate(axe)
    const found = await tab.evaluate(async () => {
      type Audit = {violations: {id: string; nodes: {html: string; failureSummary?: string}[]}[]}
      const {violations} = (await (globalThis as unknown as {axe: {run(o: object): Promise<Audit>}}).axe.run({
        resultTypes: ["violations"],
        // The gallery is a sheet of figures, not a page: landmarks and headings are the report's.
        rules: {
          "landmark-one-main": {enabled: false},
          region: {enabled: false},
          "heading-order": {enabled: false},
          "page-has-heading-one": {enabled: false},
        },
      })) satisfies Audit
      return violations.map(
        (v) => `${v.id}: ${v.nodes.map((n) => `${n.html.slice(0, 160)} ${n.failureSummary}`).join(" | ")}`,
      )
    })
    await close()
    expect(found).toEqual([])
  })

test("the gallery asks for nothing over the network", async () => {
  const {requests, close} = await openPage(html, {width: 720})
  await close()
  expect(requests).toEqual([])
})

function styled(font: string): string {
  return html.replace("</head>", `<style>:root{--sans:"${font}"}</style></head>`)
}
