// Decisions made while the program is gone: they wait in the browser, and are written once, whoever sends them.

import {expect, test} from "vitest"
import {asLines, writtenBy} from "../../src/workbench/page/waiting-lines.ts"
import type {EditRow} from "../../src/workbench/shapes.ts"
import {ODD} from "./launched.ts"
import {readingsFetched, windowed} from "./windowed.ts"

const here = windowed({also: ODD})

test("they wait while the program is gone, and the next launch's window, on the same port, writes them in their order", async () => {
  const page = await here.show()
  const said = () => page.locator("div.decided-line").innerText()
  // A key acts once the row that the last one led to is shown.
  const waiting = async (words: string) => {
    await expect.poll(said).toContain(words)
    await page.waitForSelector("main[aria-busy=false]")
  }
  await page.keyboard.press("1")
  await expect.poll(said).toContain("right")
  await readingsFetched(page, 3)
  await here.bench.endOnly()
  await page.waitForSelector("p.trouble")
  await page.keyboard.press("2")
  await waiting("1 decision waits here")
  const shown = () => page.locator("[aria-current=true] .line").innerText()
  const third = await shown()
  await page.keyboard.press("2")
  await waiting("2 decisions wait here")
  // An undo leads back to what it was about.
  await page.keyboard.press("u")
  await waiting("1 decision waits here")
  await expect.poll(shown).toBe(third)
  await page.waitForSelector("article")
  await page.keyboard.press("3")
  await waiting("2 decisions wait here")
  expect(here.bench.written().map(({kind}) => kind)).toEqual(["accept"])

  const {address, end} = await here.bench.again()
  expect(new URL(address).origin).toBe(here.bench.origin)
  // The earlier window belongs to a launch that is over: it goes on waiting.
  await page.waitForTimeout(1500)
  expect(here.bench.written()).toHaveLength(1)
  const other = await page.context().newPage()
  await other.goto(address)
  await other.waitForSelector("article")
  await expect
    .poll(() => other.locator("div.decided-line").innerText())
    .toContain("2 decisions made while Brink was gone")
  expect(here.bench.written().map(({kind}) => kind)).toEqual(["accept", "reject", "sign"])
  await expect.poll(said).not.toContain("decisions wait here")
  // A reload finds nothing that waits.
  await other.reload()
  await other.waitForSelector("article")
  await other.waitForTimeout(500)
  expect(here.bench.written()).toHaveLength(3)
  await end()
}, 120_000)

test("one that was written before the answer was lost is not written again", async () => {
  const page = await here.show()
  // The answer to the first decision is lost on its way, after it was written.
  let lost = 0
  await page.route("**/api/edits", async (route) => {
    if (route.request().method() !== "POST" || lost++ > 0) return await route.continue()
    await route.fetch()
    await route.abort()
  })
  // What is caught holds for a page that is loaded after it; and one that hears nothing yet would take the first word it
  // hears for Brink's return, and send what waits.
  const heard = page.waitForResponse("**/api/events")
  await page.reload()
  await heard
  await page.waitForSelector("article")
  await page.keyboard.press("2")
  await expect.poll(() => page.locator("div.decided-line").innerText()).toContain("waits here")
  await page.waitForSelector("main[aria-busy=false]")
  await page.reload()
  await page.waitForSelector("article")
  await expect.poll(() => page.evaluate(() => localStorage.length)).toBe(0)
  expect(here.bench.written().map(({kind}) => kind)).toEqual(["reject"])
}, 60_000)

const row = (n: number, by: string, line: object): EditRow => ({
  n,
  by,
  why: "",
  kind: "reject",
  line: JSON.stringify({format: "brink/edit@1", n, by, quotes: ["One."], ...line}),
  undone: false,
  own: true,
})

test("what was written already is known by its author, its time and all that it says", () => {
  const one = {lines: [{kind: "reject", claim: "aa", why: "no"}], what: "wrong", rev: 1}
  const there = [row(2, "ana", {kind: "reject", claim: "aa"}), row(1, "ana", {kind: "reject", claim: "aa"})]
  expect(writtenBy(one, there, "ana", new Set())).toEqual([2])
  expect(writtenBy(one, there, "ben", new Set())).toBeNull()
  expect(writtenBy(one, there, "ana", new Set([2]))).toBeNull()
  expect(writtenBy({...one, rev: 2}, there, "ana", new Set())).toBeNull()
  expect(writtenBy({...one, lines: [{kind: "reject", claim: "ab"}]}, there, "ana", new Set())).toBeNull()
  const words = [row(1, "ana", {kind: "span", claim: "aa", cause: "the levy {levy | the -}"})]
  const span = {lines: [{kind: "span", claim: "aa", cause: "the levy"}], what: "", rev: 0}
  expect(writtenBy(span, words, "ana", new Set())).toEqual([1])
  expect(writtenBy({...span, lines: [{...span.lines[0], cause: "the"}]}, words, "ana", new Set())).toBeNull()
  expect(writtenBy({...one, lines: [...one.lines, ...one.lines]}, there, "ana", new Set())).toBeNull()
})

test("as lines they are one decision each, and no undo in them means another of them", () => {
  const lines = asLines([
    {lines: [{kind: "undo", of: 1}], what: "", why: "taken back", rev: 1},
    {
      lines: [
        {kind: "reject", claim: "aa", why: "no", n: 1},
        {kind: "reject", claim: "ab", why: "no", with: 1},
      ],
      what: "",
      rev: 1,
    },
  ])
    .trimEnd()
    .split("\n")
    .map((line) => JSON.parse(line) as {n: number; with?: number; of?: number; why: string})
  expect(new Set(lines.map(({n}) => n)).size).toBe(3)
  expect(lines.map(({why}) => why)).toEqual(["taken back", "no", "no"])
  expect(lines[2]!.with).toBe(lines[1]!.n)
  expect(lines.some(({n}) => n === lines[0]!.of)).toBe(false)
})
