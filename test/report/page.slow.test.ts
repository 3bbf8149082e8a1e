// The page as a reader has it: in a browser, wide and narrow, light and dark, with and
// without scripts, on paper. Truths about geometry and access, not pictures.

import {readFileSync} from "node:fs"
import {createRequire} from "node:module"
import type {Page} from "playwright-core"
import {afterAll, describe, expect, test} from "vitest"
import {report} from "../../src/report/index.ts"
import {closeBrowser, openPage, type Screen} from "../browser.ts"
import {least, saltRoad} from "./fixture.ts"
import {headingsAtFoot, pagesOfOutlook} from "./paper.ts"

const full = report(saltRoad)
const small = report(least)
const axe = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8")

afterAll(closeBrowser)

/** Opens, looks, closes. */
async function look<T>(html: string, screen: Screen, see: (page: Page, requests: string[]) => Promise<T>): Promise<T> {
  const open = await openPage(html, screen)
  try {
    return await see(open.page, open.requests)
  } finally {
    await open.close()
  }
}

type Violation = {id: string; nodes: {html: string; failureSummary?: string}[]}

/** Violations of every rule axe has, as words. */
async function violations(page: Page): Promise<string[]> {
  await page.evaluate(axe)
  const found = (await page.evaluate("axe.run(document, {resultTypes: ['violations']})")) as {violations: Violation[]}
  return found.violations.flatMap((v) =>
    v.nodes.map((n) => `${v.id}: ${n.html.slice(0, 160)} ${n.failureSummary ?? ""}`),
  )
}

describe.each([
  ["a rich case", full],
  ["the least case", small],
])("%s", (_, html) => {
  // The least case has no part that the rich one lacks but its sentences: one screen tells.
  const screens: [string, Screen][] = [
    ["wide", {width: 1280}],
    ["on a phone", {width: 390, height: 800}],
    ["in the dark", {width: 1280, dark: true}],
    ["docked", {width: 1600, height: 1000}],
  ]
  test.each(html === full ? screens : screens.slice(0, 1))(
    "keeps every rule of axe, %s, with a panel open",
    async (name, screen) => {
      await look(html, screen, async (page) => {
        // The panel is closed in one screen: with it open, the page behind it is looked at too.
        if (name === "wide") expect(await violations(page)).toEqual([])
        await page.click(".lead a.n")
        await page.waitForSelector(".insp:target")
        expect(await violations(page)).toEqual([])
      })
    },
  )

  test.each(html === full ? [360, 390, 680, 1000, 1280, 1600] : [360, 1280])(
    "never scrolls sideways at %i px, and asks for nothing",
    async (width) => {
      await look(html, {width}, async (page, requests) => {
        expect(await page.evaluate("document.documentElement.scrollWidth")).toBeLessThanOrEqual(width)
        // The list of sections is whole: nothing would show that it goes on to the right.
        expect(await page.evaluate("document.querySelector('nav.toc').scrollWidth")).toBeLessThanOrEqual(width)
        // A sentence behind a note stands apart from it.
        const gaps = (await page.evaluate(`[...document.querySelectorAll(".note + p.prose")].map((one) =>
          one.getBoundingClientRect().top - one.previousElementSibling.getBoundingClientRect().bottom)`)) as number[]
        expect(gaps.every((gap) => gap >= 8)).toBe(true)
        expect(requests).toEqual([])
      })
    },
  )

  test.each([360, 1280])("has no two texts of a figure over each other at %i px", async (width) => {
    expect(await look(html, {width}, overlaps)).toEqual([])
  })

  test("no heading stands alone at the foot of a sheet", async () => {
    expect(await look(html, {width: 1280}, headingsAtFoot)).toEqual([])
  })

  test("prints its first five sections on two pages of A4", async () => {
    const pages = await look(html, {width: 1280}, pagesOfOutlook)
    expect(pages).toBeGreaterThan(0)
    expect(pages).toBeLessThanOrEqual(2)
  })
})

test("prints on two pages also with eight drivers and captions of sixty words", async () => {
  const caption =
    "More raids on the salt road lead to less traffic on the salt road, less traffic to a higher price of salt and a higher price to more hunger in the upper valleys: it amplifies. Without it, raids end higher as often, in 5 of 10 runs (4–6); cutting it shifts raids by 0.1 (0–0.23) of the spread of the runs."
  const {drivers, loops, views} = saltRoad.outlook
  const long = report({
    ...saltRoad,
    outlook: {
      ...saltRoad.outlook,
      loops: loops.map((l) => ({...l, says: caption})),
      drivers: [
        ...drivers,
        ...drivers.slice(0, 2).map((d, i) => ({...d, label: `${d.label}, told again for the ${i} time`})),
      ],
      views: views.map((v) => ({
        ...v,
        says: `${v.label} may end higher, in 5 of 10 runs (4–6), or lower, in 3 of 10 runs (2–5)`,
      })),
    },
  })
  expect(await look(long, {width: 1280}, pagesOfOutlook)).toBeLessThanOrEqual(2)
})

describe("without scripts", () => {
  test("a number opens its panel, with a quote in it, and Close leads back", async () => {
    await look(full, {width: 1280, javascript: false}, async (page) => {
      const panel = page.locator("#i-outcome-raids")
      expect(await panel.isVisible()).toBe(false)
      await page.click('.lead a[href="#i-outcome-raids"]')
      expect(await panel.isVisible()).toBe(true)
      expect(await panel.locator("blockquote").count()).toBeGreaterThan(0)
      await panel.locator("a.x").click()
      expect(await panel.isVisible()).toBe(false)
      expect(page.url()).toContain("#s2")
    })
  })

  test("a panel's link leads on to the row it rests on", async () => {
    await look(full, {width: 1280, javascript: false}, async (page) => {
      await page.click('.lead a[href="#i-outcome-raids"]')
      await page.locator('#i-outcome-raids a[href^="#l-"]').first().click()
      expect(await page.locator("tr:target q").count()).toBeGreaterThan(0)
      expect(await page.locator("#i-outcome-raids").isVisible()).toBe(false)
    })
  })

  test("all of it can be read", async () => {
    await look(full, {width: 1280, javascript: false}, async (page) => {
      for (const words of ["Bottom line", "No track record yet"])
        expect(await page.getByText(words).first().isVisible()).toBe(true)
      // What is folded opens by itself: no script is needed.
      const quote = page.locator("#annex-links").getByText("Raids destroy the trust between the clans").first()
      expect(await quote.isVisible()).toBe(false)
      await page.locator("#annex-links summary").first().click()
      expect(await quote.isVisible()).toBe(true)
    })
  })
})

describe("with the keyboard", () => {
  test("Enter opens a panel and moves into it; Escape closes it and gives focus and scroll place back", async () => {
    await look(full, {width: 1280}, async (page) => {
      const link = page.locator("#s5 a.f-open").first()
      await link.focus()
      const before = await page.evaluate("scrollY")
      await page.keyboard.press("Enter")
      await page.waitForSelector(".insp:target")
      expect(await page.evaluate("document.activeElement.className")).toBe("insp")
      await page.keyboard.press("Escape")
      expect(await page.locator(".insp:target").count()).toBe(0)
      expect(await link.evaluate((e) => e === document.activeElement)).toBe(true)
      expect(await page.evaluate("scrollY")).toBe(before)
    })
  })

  test("the first Tab offers to skip to the outlook", async () => {
    await look(full, {width: 1280}, async (page) => {
      await page.keyboard.press("Tab")
      expect(await page.evaluate("document.activeElement.className")).toBe("skip")
    })
  })
})

test("on paper it is light, whatever the reader's screen", async () => {
  const background = (screen: Screen) =>
    look(full, screen, (page) => page.evaluate("getComputedStyle(document.body).backgroundColor"))
  expect(await background({dark: true, print: true})).toBe("rgb(255, 255, 255)")
  expect(await background({dark: true})).toBe("rgb(23, 25, 29)")
})

/** Pairs of texts within one figure whose boxes share more than two pixels each way. */
async function overlaps(page: Page): Promise<string[]> {
  return page.evaluate(() => {
    const found: string[] = []
    for (const svg of Array.from(document.querySelectorAll("main svg"))) {
      const texts = Array.from(svg.querySelectorAll("text")).filter(
        (t) => t.getClientRects().length > 0 && t.textContent?.trim(),
      )
      const boxes = texts.map((t) => t.getBoundingClientRect())
      for (let i = 0; i < boxes.length; i++)
        for (let j = i + 1; j < boxes.length; j++) {
          const [a, b] = [boxes[i]!, boxes[j]!]
          const across = Math.min(a.right, b.right) - Math.max(a.left, b.left)
          const down = Math.min(a.bottom, b.bottom) - Math.max(a.top, b.top)
          // Line boxes of two lines of one label touch by their leading; ink does not.
          if (across > 2 && down > 4) found.push(`${texts[i]!.textContent} / ${texts[j]!.textContent}`)
        }
    }
    return found
  })
}
