// A workbench for each test of a file, and the browser windows that a test opens on it; what was decided, typed again.

import type {Page} from "playwright-core"
import {afterAll, afterEach, beforeEach, expect} from "vitest"
import {closeBrowser, type OpenPage, openAddress, type Screen} from "../browser.ts"
import {type Launched, launched} from "./launched.ts"

export type Windowed = {
  /** The workbench of the test that runs. */
  readonly bench: Launched
  /** Opens the page of that workbench, and waits for its first reading. */
  show(screen?: Screen): Promise<Page>
  /** Opens an address; whatever is opened is closed when the test ends. */
  open(address: string, screen?: Screen): Promise<OpenPage>
}

/** To be called once in a file, outside its tests. */
export function windowed(...how: Parameters<typeof launched>): Windowed {
  let bench: Launched | null = null
  let windows: OpenPage[] = []
  beforeEach(async () => {
    bench = await launched(...how)
  }, 60_000)
  afterEach(async () => {
    await Promise.all(windows.map((one) => one.close()))
    windows = []
    await bench?.end()
    bench = null
  })
  afterAll(closeBrowser)
  const open = async (address: string, screen: Screen = {}) => {
    const one = await openAddress(address, screen)
    windows.push(one)
    return one
  }
  return {
    get bench() {
      return bench!
    },
    open,
    show: async (screen = {}) => {
      const {page} = await open(bench!.address, {width: 1440, ...screen})
      await page.waitForSelector("article")
      return page
    },
  }
}

/** Resolves once the line that says what was decided has that text. */
export const toSay = (page: Page, text: string) =>
  page.waitForFunction((wanted) => document.querySelector("div.decided-line")!.textContent!.includes(wanted), text)

/** Resolves once so many readings were fetched: the one that is shown, and ahead of the keys those that come next. */
export async function readingsFetched(page: Page, count: number): Promise<void> {
  await page.waitForFunction((least) => {
    const asked = performance.getEntriesByType("resource").map(({name}) => name)
    return new Set(asked.filter((name) => name.includes("/api/claims/"))).size >= least
  }, count)
}

/** Empties the list of edits and types its lines again by the command line: none is refused, and the map is the same. */
export async function expectReplayed({world}: Launched): Promise<void> {
  const map = (await world.brink("map", "case", "--json")).out
  world.put("lines.jsonl", world.read("case/edits.jsonl"))
  world.put("case/edits.jsonl", "")
  const {code, err} = await world.brink("edit", "case", "--from", "lines.jsonl")
  expect([code, err.includes("lines.jsonl:")]).toEqual([0, false])
  expect((await world.brink("map", "case", "--json")).out).toBe(map)
}
