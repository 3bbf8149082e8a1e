// A whole session by keyboard alone on the shared folder of five invented articles: twenty-five readings, ten joins, a claim that was
// missed, a split, two undos, the page seen. What it decided is replayed by the command line.

import {existsSync, readdirSync, readFileSync} from "node:fs"
import {join} from "node:path"
import {fileURLToPath} from "node:url"
import {afterAll, expect, test} from "vitest"
import {closeBrowser, openAddress} from "../browser.ts"
import {launched} from "./launched.ts"
import {expectReplayed} from "./windowed.ts"

const shared = process.env["BRINK_SHARED"] ?? fileURLToPath(new URL("../../../shared", import.meta.url))
const folder = join(shared, "data/folders/cholera")

/** No decision needs more keys, going to where it is made left out. */
const MOST_KEYS = 3

afterAll(closeBrowser)

test.skipIf(!existsSync(folder))(
  "data/folders/cholera: twenty-five readings, ten joins, an added claim, a split, two undos and the page; replayed the map is the same",
  async () => {
    const documents = Object.fromEntries(
      readdirSync(folder).map((file) => [file, readFileSync(join(folder, file), "utf8")]),
    )
    const bench = await launched({documents})
    const {page, close} = await openAddress(bench.address, {width: 1440})
    try {
      await page.waitForSelector("article")
      const line = page.locator("div.decided-line")
      const counts: number[] = []
      /** Presses keys, waits until the line says what was decided, and checks how many edits that was. */
      const decide = async (keys: readonly string[], edits = 1): Promise<string> => {
        const [said, before] = [await line.innerText(), bench.written().length]
        for (const key of keys) {
          await page.keyboard.press(key)
          // A field that a key opens is there before its words are.
          if (key === "a" || key === "s") await page.waitForFunction(() => document.activeElement?.tagName === "INPUT")
          if (key === "t") await page.waitForSelector(".mend input")
        }
        await page.waitForFunction(
          (was) => document.querySelector<HTMLElement>("div.decided-line")!.innerText !== was,
          said,
        )
        await page.waitForSelector("main[aria-busy=false]")
        expect(bench.written()).toHaveLength(before + edits)
        counts.push(keys.length)
        return await line.innerText()
      }
      const go = async (keys: readonly string[], selector: string) => {
        for (const key of keys) await page.keyboard.press(key)
        await page.waitForSelector(selector, {timeout: 90_000})
      }

      for (let i = 0; i < 25; i++) await decide([["1", "2", "1", "3", "1"][i % 5]!])
      expect(await page.locator(".queue .decided").count()).toBe(25)
      // The missed claim is of the sentence after that of the reading that is shown.
      await go(["d"], "section.document")
      await page.keyboard.press("a")
      await page.waitForSelector("form.adding input:focus")
      await page.keyboard.press("Escape")
      // What the form guesses of a sentence may be told already, or name one thing twice.
      for (let tried = 0; tried < 8; tried++) {
        await page.keyboard.press("]")
        await page.keyboard.press("a")
        const foretold = page.locator("form.adding p[aria-live]")
        await expect.poll(() => foretold.innerText(), {timeout: 10_000}).not.toBe("")
        if (/ link|arrow|new/i.test(await foretold.innerText())) break
        await page.keyboard.press("Escape")
      }
      expect(await decide(["Enter"])).toContain("added")
      await go(["Escape"], "article")

      await go(["n"], "ul.phrases")
      await go(["p"], "section[aria-label='Pairs']")
      await page.waitForSelector(".queue li, .queue p")
      const pairs = Math.min(10, await page.locator(".queue li").count())
      let joins = 0
      for (let i = 0; i < pairs; i++) {
        // A pair whose other join made it one factor already is skipped.
        const said = await line.innerText()
        await page.keyboard.press("Enter")
        await page.waitForFunction(
          (was) => document.querySelector<HTMLElement>("div.decided-line")!.innerText !== was,
          said,
        )
        await page.waitForSelector("main[aria-busy=false]")
        if (await page.locator("p.trouble").count()) await page.keyboard.press("j")
        else {
          joins++
          counts.push(1)
        }
      }
      await go(["p"], "ul.phrases")
      for (; joins < 10; joins++) {
        // The one below is laid on the one above, which stays where it is.
        await decide(["x", "j", "1"])
      }
      expect(bench.written().filter(({kind}) => kind === "merge")).toHaveLength(10)
      expect(await decide(["t", "s", "Enter"])).toContain("split off as")
      await page.locator("h1").click()
      expect(await decide(["u"])).toContain("undone")
      expect(await decide(["u"])).toContain("undone")
      await go(["g", "p"], "iframe")
      await page.frameLocator("iframe").locator("h1").waitFor()

      expect(Math.max(...counts)).toBeLessThanOrEqual(MOST_KEYS)
      const kinds = new Map<unknown, number>()
      for (const {kind} of bench.written()) kinds.set(kind, (kinds.get(kind) ?? 0) + 1)
      expect(Object.fromEntries(kinds)).toEqual({accept: 15, reject: 5, sign: 5, add: 1, merge: 10, split: 1, undo: 2})

      await expectReplayed(bench)
    } finally {
      await close()
      await bench.end()
    }
  },
  240_000,
)
