// The workbench as a person has it: in a browser, by keyboard alone, wide and narrow, light and dark.

import {readFileSync} from "node:fs"
import {createRequire} from "node:module"
import {gzipSync} from "node:zlib"
import type {Page} from "playwright-core"
import {afterAll, afterEach, beforeEach, describe, expect, test} from "vitest"
import {closeBrowser, type OpenPage, openAddress, type Screen} from "../browser.ts"
import {type Launched, launched} from "./launched.ts"

const axe = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8")

let bench: Launched
let open: OpenPage | null = null
beforeEach(async () => {
  bench = await launched()
}, 60_000)
afterEach(async () => {
  await open?.close()
  open = null
  await bench.end()
})
afterAll(closeBrowser)

async function show(screen: Screen = {}): Promise<Page> {
  open = await openAddress(bench.address, {width: 1440, ...screen})
  await open.page.waitForSelector("article")
  return open.page
}

/** Presses a key, and waits until the line of the last decision says something else. */
async function decided(page: Page, key: string): Promise<string> {
  const line = page.locator("div.decided-line")
  const before = await line.innerText()
  await page.keyboard.press(key)
  await page.waitForFunction(
    (was) => document.querySelector<HTMLElement>("div.decided-line")!.innerText !== was,
    before,
  )
  return await line.innerText()
}

const written = (): Record<string, unknown>[] =>
  bench.world
    .read("case/edits.jsonl")
    .trimEnd()
    .split("\n")
    .map((line) => JSON.parse(line))

test("a session by keyboard alone: the map that comes of it is that of the same edits typed", async () => {
  const page = await show()
  expect(await page.locator("h1").innerText()).toMatch(
    /\d+ of \d+ readings look odd|None of the \d+ readings looks odd/,
  )
  await page.keyboard.press("d")
  await page.waitForSelector("section.document mark.cause")
  await page.keyboard.press("Escape")
  expect(await decided(page, "2")).toContain("wrong")
  expect(await decided(page, "1")).toContain("right")
  expect(await decided(page, "3")).toContain("other way")
  await decided(page, "u")
  await decided(page, "Shift+U")
  await page.keyboard.press("4")
  await page.waitForSelector("form.wording input:focus")
  // Letters are words here, and no decisions.
  await page.keyboard.type(" u2")
  expect(written()).toHaveLength(5)
  await page.keyboard.press("Enter")
  await page.waitForSelector("p.trouble")
  expect(await page.locator("p.trouble").innerText()).toContain("case/unknown-words")
  await page.keyboard.press("Escape")
  expect(written().map(({kind}) => kind)).toEqual(["reject", "accept", "sign", "undo", "undo"])
  await page.keyboard.press("h")
  await page.waitForSelector("section.edits table")
  expect(await page.locator("section.edits tbody tr").count()).toBe(5)

  const map = (await bench.world.brink("map", "case", "--json")).out
  bench.world.put("lines.jsonl", bench.world.read("case/edits.jsonl"))
  bench.world.put("case/edits.jsonl", "")
  const replayed = await bench.world.brink("edit", "case", "--from", "lines.jsonl")
  expect([replayed.code, replayed.err.includes("lines.jsonl:")]).toEqual([0, false])
  expect((await bench.world.brink("map", "case", "--json")).out).toBe(map)
}, 120_000)

test("a card is picked up and laid on another by keyboard; what it would do is what it does", async () => {
  const page = await show()
  await page.keyboard.press("n")
  await page.waitForSelector("ul.phrases")
  const names = await page.locator(".queue li .line").allInnerTexts()
  await page.keyboard.press("j")
  await page.keyboard.press("x")
  await page.keyboard.press("k")
  await page.waitForFunction(() => document.querySelector(".answers li:nth-child(3) span")!.textContent !== "")
  const foretold = await page.locator(".answers li:nth-child(3) span").innerText()
  const said = await decided(page, "2")
  expect(said).toContain(`${names[1]} is the opposite of ${names[0]}`)
  expect(said).toContain(foretold)
  const [edit] = written() as {kind: string; factors: string[]; opposite: string[]}[]
  expect(edit).toMatchObject({kind: "merge", opposite: [edit!.factors[1]]})
  expect(await page.locator(".queue li button.decided .reason").innerText()).toBe(`is the opposite of ${names[0]}`)
  // A phrase leads to its reading.
  await page.locator("ul.phrases button").first().click()
  await page.waitForSelector("blockquote")
}, 60_000)

test("what an answer would do stands beside it, and is what it does", async () => {
  const page = await show()
  const second = page.locator(".answers li:nth-child(2) span")
  await page.waitForFunction(() => document.querySelector(".answers li:nth-child(3) span")!.textContent !== "")
  const foretold = await second.innerText()
  expect(await decided(page, "2")).toContain(foretold)
}, 60_000)

test("somebody else's decision is told, and moves no row", async () => {
  const page = await show()
  const rows = () => page.locator(".queue li .line").allInnerTexts()
  const before = await rows()
  const {rows: list} = (await (await bench.ask("/api/queue?show=odd")).json()) as {rows: {claim: string}[]}
  await bench.world.brink("edit", "case", "reject", list.at(-1)!.claim, "--why", "not so", "--by", "ben")
  await page.waitForFunction(() => document.querySelector("div.decided-line")!.textContent!.includes("by ben"))
  expect(await rows()).toEqual(before)
}, 60_000)

test("a program that has ended is said, and nothing breaks; back again it is forgotten", async () => {
  const page = await show()
  await open!.page.context().setOffline(true)
  await page.keyboard.press("2")
  await page.waitForFunction(() => document.querySelector("div.decided-line")!.textContent!.includes("Brink has ended"))
  expect(await page.locator("article").count()).toBe(1)
}, 60_000)

test("the token leaves the address at once, nothing else is asked for, and a reload goes on", async () => {
  const page = await show()
  expect(page.url()).not.toContain(bench.token)
  await page.reload()
  await page.waitForSelector("article")
  expect(open!.requests.filter((address) => !address.startsWith(bench.origin) && !address.startsWith("data:"))).toEqual(
    [],
  )
  const script = await (await fetch(`${bench.origin}/assets/page.js`)).text()
  expect(gzipSync(script).length).toBeLessThan(150_000)
}, 60_000)

test("without the token, and without JavaScript, the page says what to do", async () => {
  open = await openAddress(`${bench.origin}/`, {})
  await open.page.waitForFunction(() => document.querySelector("h1")?.textContent?.includes("open the address"))
  await open.close()
  open = await openAddress(bench.address, {javascript: false})
  expect(await open.page.locator("noscript").innerText()).toContain("brink edit")
}, 60_000)

describe("for everybody", () => {
  test.each([
    ["wide", {}],
    ["dark", {dark: true}],
    ["laptop", {width: 1100}],
    ["narrow", {width: 390}],
    ["narrow and dark", {width: 390, dark: true}],
  ] as const)(
    "%s: no fault of accessibility in any state, and nothing to scroll sideways",
    async (_, screen) => {
      const page = await show(screen)
      const states = [
        async () => {},
        async () => void (await page.keyboard.press("d")),
        async () => void (await decided(page, "2")),
        async () => void (await page.keyboard.press("4")),
        async () => {
          await page.keyboard.press("Escape")
          await page.keyboard.press("?")
        },
        async () => {
          await page.keyboard.press("Escape")
          await page.keyboard.press("h")
        },
        async () => {
          await page.keyboard.press("n")
          await page.waitForSelector("ul.phrases")
        },
      ]
      for (const state of states) {
        await state()
        await page.waitForTimeout(100)
        await page.evaluate(axe)
        const faults = await page.evaluate(async () => {
          const {violations} = await (
            globalThis as unknown as {axe: {run(): Promise<{violations: {id: string; nodes: {html: string}[]}[]}>}}
          ).axe.run()
          return violations.map(({id, nodes}) => `${id}: ${nodes[0]!.html.slice(0, 120)}`)
        })
        expect(faults).toEqual([])
        const {scroll, client} = await page.evaluate(() => ({
          scroll: document.documentElement.scrollWidth,
          client: document.documentElement.clientWidth,
        }))
        expect(scroll).toBeLessThanOrEqual(client)
      }
    },
    120_000,
  )
})
