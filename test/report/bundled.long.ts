// The page of the bundled case in a browser: how much of it meets a reader before anything is unfolded.
import {cpSync, mkdtempSync, readFileSync, rmSync} from "node:fs"
import {tmpdir} from "node:os"
import {basename, join} from "node:path"
import {fileURLToPath} from "node:url"
import {gzipSync} from "node:zlib"
import {afterAll, beforeAll, expect, test} from "vitest"
import {main} from "../../src/cli/index.ts"
import {closeBrowser, openPage} from "../browser.ts"
import {headingsAtFoot, pagesOfOutlook} from "./paper.ts"

const bundled = fileURLToPath(new URL("../../cases/pakistan-taliban", import.meta.url))
const folder = mkdtempSync(join(tmpdir(), "brink-bundled-"))
let html = ""

beforeAll(async () => {
  const there = join(folder, "case")
  cpSync(bundled, there, {recursive: true, filter: (file) => basename(file) !== ".brink"})
  const out = join(folder, "page.html")
  const streams = {out: () => {}, err: () => {}}
  expect(await main(["outlook", there, "--out", out, "--workers", "2", "--quiet"], {streams} as never)).toBe(0)
  html = readFileSync(out, "utf8")
}, 600_000)
afterAll(async () => {
  await closeBrowser()
  rmSync(folder, {recursive: true, force: true})
})

test("is at most 400 kB compressed", () => {
  expect(gzipSync(html).length).toBeLessThanOrEqual(400_000)
})

test("shows at most 850 numbers before anything is unfolded (700 are aimed at, and were reached before a page looked back), on at most 27 screens of a phone, and asks for nothing", async () => {
  const {page, requests, close} = await openPage(html, {width: 390, height: 844})
  try {
    // Runs of digits in text that a reader sees: what has a box, and is in no folded or hidden part.
    const numbers = await page.evaluate(() => {
      const isSeen = (text: Text): boolean => {
        const parent = text.parentElement
        if (!parent?.checkVisibility({checkOpacity: true, checkVisibilityCSS: true})) return false
        const range = document.createRange()
        range.selectNodeContents(text)
        const {width, height, right} = range.getBoundingClientRect()
        return width >= 2 && height >= 2 && right >= 0
      }
      const numbersIn = (element: Element): number => {
        if (["SCRIPT", "STYLE", "TITLE", "DESC"].includes(element.tagName.toUpperCase())) return 0
        return [...element.childNodes].reduce((sum, node) => {
          if (node instanceof Element) return sum + numbersIn(node)
          return node instanceof Text && isSeen(node) ? sum + (node.data.match(/\d+/g) ?? []).length : sum
        }, 0)
      }
      return numbersIn(document.body)
    })
    expect(numbers).toBeGreaterThan(200)
    expect(numbers).toBeLessThanOrEqual(850)
    expect(await page.evaluate(() => document.documentElement.scrollHeight / 844)).toBeLessThanOrEqual(27)
    expect(requests).toEqual([])
  } finally {
    await close()
  }
})

test("prints without a heading alone at the foot of a sheet, its outlook on two pages of A4", async () => {
  const {page, close} = await openPage(html, {width: 1280})
  try {
    expect(await headingsAtFoot(page)).toEqual([])
    expect(await pagesOfOutlook(page)).toBeLessThanOrEqual(2)
  } finally {
    await close()
  }
})
