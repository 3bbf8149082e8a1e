// The page of a first reading as a reader has it: in a browser, wide and narrow, light and dark, with and without scripts,
// on paper; and what becomes of marks that are made in it.

import {readFileSync} from "node:fs"
import {createRequire} from "node:module"
import {fileURLToPath} from "node:url"
import {gzipSync} from "node:zlib"
import type {Page} from "playwright-core"
import {afterAll, beforeAll, describe, expect, test} from "vitest"
import {closeBrowser, openPage, type Screen} from "../browser.ts"
import {type Inside, inside} from "../cli/inside.ts"
import {attribute, elements} from "./elements.ts"
import {headingsAtFoot} from "./paper.ts"

const axe = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8")
const night = fileURLToPath(new URL("../folders/night-buses", import.meta.url))

/** One document of a map that does not hold yet: nothing is told twice, and no circle closes. */
const LONE = `Bread at the ford

FORD, 3 March 2033

The travel ban hampers the movement of nurses. Late arrival raises the toll of fever. The mill counted 300 sacks on 1 March 2033.

If the ministry lifts the ban, mothers will come forward earlier. The boats are to return on 9 April 2033.
`

const made: Inside[] = []
let world: Inside
/** Pages by what they are of. */
const pages: Record<string, string> = {}
beforeAll(async () => {
  world = inside()
  made.push(world)
  world.put("lone/a.txt", LONE)
  expect((await world.brink("init", "case", night)).code).toBe(0)
  for (const [name, path] of [
    ["night", night],
    ["lone", "lone"],
    ["case", "case"],
  ] as const) {
    const {code} = await world.brink("outlook", path, "--runs", "60", "--out", `${name}.html`)
    expect(code).toBeLessThan(2)
    pages[name] = world.read(`${name}.html`)
  }
}, 120_000)
afterAll(async () => {
  for (const one of made) one.remove()
  await closeBrowser()
})

async function look<T>(html: string, screen: Screen, see: (page: Page, requests: string[]) => Promise<T>): Promise<T> {
  const open = await openPage(html, screen)
  try {
    return await see(open.page, open.requests)
  } finally {
    await open.close()
  }
}

type Violation = {id: string; nodes: {html: string; failureSummary?: string}[]}

async function violations(page: Page): Promise<string[]> {
  await page.evaluate(axe)
  const found = (await page.evaluate("axe.run(document, {resultTypes: ['violations']})")) as {violations: Violation[]}
  return found.violations.flatMap((v) =>
    v.nodes.map((n) => `${v.id}: ${n.html.slice(0, 160)} ${n.failureSummary ?? ""}`),
  )
}

/** Ticks a mark of the claim in the nth row of what is to be checked first. */
const mark = (page: Page, row: number, value: string) => page.locator(`#check-${row} .mk input[value=${value}]`).check()

describe.each(["night", "lone"])("%s", (name) => {
  test("asks for nothing, and forbids whatever could ask", () => {
    for (const e of elements(pages[name]!)) {
      expect(["img", "iframe", "object", "embed", "link", "base", "form"]).not.toContain(e.tagName)
      for (const {name: key, value} of e.attrs) {
        expect(key).not.toMatch(/^on/)
        if (/^(?:href|src)$/.test(key)) expect(value).toMatch(/^(?:#|data:text\/plain)/)
      }
    }
    expect(pages[name]).toContain(`http-equiv="Content-Security-Policy" content="default-src 'none';`)
    expect(gzipSync(pages[name]!).length).toBeLessThan(400_000)
  })

  test("has no id twice, no group of marks twice, and no link inside it that leads nowhere", () => {
    const all = elements(pages[name]!)
    const ids = all.flatMap((e) => attribute(e, "id") ?? [])
    expect(ids.length).toBe(new Set(ids).size)
    for (const e of all) {
      const to = attribute(e, "href")
      if (to?.startsWith("#")) expect(ids).toContain(decodeURIComponent(to.slice(1)))
    }
    const groups = all
      .filter((e) => attribute(e, "class") === "mk")
      .map((e) => attribute(elements(e).find((one) => one.tagName === "input")!, "name"))
    expect(groups.length).toBe(new Set(groups).size)
  })

  test.each([
    ["wide", {width: 1280}],
    ["on a phone", {width: 390, height: 800}],
    ["in the dark", {width: 1280, dark: true}],
    ["without scripts", {width: 1280, bare: true}],
  ] as const)("keeps every rule of axe %s, also with marks made and folds open", async (_, screen) => {
    const bare = "bare" in screen
    const html = bare ? pages[name]!.replace(/<script>[\s\S]*<\/script>/, "") : pages[name]!
    await look(html, screen, async (page, requests) => {
      expect(await violations(page)).toEqual([])
      for (const fold of await page.locator("details > summary").all()) await fold.click()
      await mark(page, 1, "words")
      await mark(page, 2, "wrong")
      if (!bare) await page.click("#marks-see")
      expect(await violations(page)).toEqual([])
      expect(requests).toEqual([])
    })
  })

  test.each([360, 390, 680, 1000, 1280])("never scrolls sideways at %i px", async (width) => {
    await look(pages[name]!, {width}, async (page) => {
      await mark(page, 1, "words")
      expect(await page.evaluate("document.documentElement.scrollWidth")).toBeLessThanOrEqual(width)
    })
  })
})

describe("marks", () => {
  test("show the command to copy without a script", async () => {
    await look(pages["night"]!, {width: 1280, javascript: false}, async (page) => {
      const row = page.locator("#check-1 .mk")
      expect(await row.locator("code:visible").count()).toBe(0)
      await mark(page, 1, "wrong")
      const [line, ...more] = await row.locator("code:visible").allTextContents()
      expect(more).toEqual([])
      expect(line).toBe(`brink edit CASE reject ${await row.getAttribute("data-s")} --why 'read wrongly'`)
      expect(await page.locator("#marks").isVisible()).toBe(false)
    })
  })

  test("are counted by a bar, stand wherever their claim stands, and are taken back together", async () => {
    await look(pages["night"]!, {width: 1280}, async (page) => {
      const bar = page.locator("#marks")
      expect(await bar.isVisible()).toBe(false)
      const twice = (
        await page.locator("#told .mk").evaluateAll((all) => all.map((e) => (e as HTMLElement).dataset["s"]))
      ).find((id) => id !== undefined)!
      await page.locator(`#told .mk[data-s="${twice}"] input[value=wrong]`).check()
      for (const one of await page.locator(`.mk[data-s="${twice}"]`).all())
        expect(await one.locator("input[value=wrong]").isChecked()).toBe(true)
      expect(await page.locator("#marks-n").textContent()).toBe("1 mark, 1 line")
      await mark(page, 1, "words")
      // Words that nobody changed are no edit yet.
      expect(await page.locator("#marks-n").textContent()).toBe("2 marks, 1 line (1 with nothing to write yet)")
      expect(await page.locator("code.ln:visible").count()).toBe(0)
      await page.click("#marks-none")
      expect(await bar.isVisible()).toBe(false)
      expect(await page.locator(".mk input:checked").count()).toBe(0)
    })
  })

  test("become lines which, applied from the file, give the map that the same edits give when they are typed", async () => {
    const {text, commands} = await look(pages["case"]!, {width: 1280}, async (page) => {
      const rows = await page
        .locator("#check .mk")
        .evaluateAll((all) => all.map((e) => (e as HTMLElement).dataset["s"]!))
      expect(rows.length).toBe(10)
      // The claim on overtime: "accidents" alone is what is meant.
      const overtime = page.locator('.mk:has(legend:text("Overtime; accidents on the ring road"))').first()
      const own = await overtime.evaluate((e) => (e as HTMLElement).dataset["s"]!)
      const others = rows.flatMap((id, i) => (id === own ? [] : [{id, row: i + 1}])).slice(0, 3)
      for (const [k, value] of ["right", "wrong", "way"].entries()) await mark(page, others[k]!.row, value)
      await overtime.locator("input[value=words]").check()
      await overtime.locator(".own input").nth(1).fill("accidents")
      const commands = await page.locator("#check .mk").evaluateAll(
        (all, ids) =>
          all
            .filter((e) => ids.includes((e as HTMLElement).dataset["s"]!))
            .map(
              (e) =>
                e.querySelector(`code.ln-${(e.querySelector("input:checked") as HTMLInputElement).value}`)!
                  .textContent!,
            ),
        others.map(({id}) => id),
      )
      const [download] = await Promise.all([page.waitForEvent("download"), page.click("#marks-get")])
      expect(download.suggestedFilename()).toBe("brink-marks.jsonl")
      return {
        text: readFileSync((await download.path())!, "utf8"),
        commands: [...commands, `brink edit CASE span ${own} = 'accidents' --why 'other words are meant'`],
      }
    })
    expect(text.trim().split("\n").length).toBe(4)
    world.put("marks.jsonl", text)
    for (const name of ["from-file", "typed"]) expect((await world.brink("init", name, night)).code).toBe(0)
    const taken = await world.brink("edit", "from-file", "--from", "marks.jsonl")
    expect([taken.code, taken.out.trim().split("\n").length]).toEqual([0, 4])
    // In the order of the page, in which lines are handed over.
    const order = text
      .trim()
      .split("\n")
      .map((line) => (JSON.parse(line) as {claim: string}).claim)
    const typed = [...commands].sort(
      (a, b) => order.findIndex((id) => a.includes(id)) - order.findIndex((id) => b.includes(id)),
    )
    for (const command of typed) {
      const {code, err} = await world.brink("edit", "typed", ...wordsOf(command).slice(3))
      expect(`${code} ${code === 0 ? "" : err}`).toBe("0 ")
    }
    expect(world.read("from-file/edits.jsonl")).toBe(world.read("typed/edits.jsonl"))
    // One after the other: each types in the folder of the process.
    const maps = [await world.brink("map", "from-file", "--json"), await world.brink("map", "typed", "--json")] as const
    expect(maps[0].out).toBe(maps[1].out)
    expect(maps[0].out).not.toBe((await world.brink("map", "case", "--json")).out)

    // The page that comes of them counts what was decided, and asks for other readings.
    await world.brink("outlook", "typed", "--runs", "60", "--out", "typed.html")
    await look(world.read("typed.html"), {width: 1280}, async (page) => {
      expect(await page.locator(".facts").textContent()).toContain("4 of 21")
      for (const id of order.slice(0, 3)) expect(await page.locator(`#check .mk[data-s="${id}"]`).count()).toBe(0)
    })
  })

  test("of names that look like one thing become a merge, or one turned round", async () => {
    const text = await look(pages["lone"]!, {width: 1280}, async (page) => {
      for (const one of await page.locator("#joins .mk").all())
        await one.locator("label").first().locator("input").check()
      await page.click("#marks-see")
      return await page.locator("#marks-all").inputValue()
    })
    const lines = text.split("\n").map((line) => JSON.parse(line) as {kind: string; opposite?: string[]})
    expect(lines.length).toBeGreaterThan(0)
    for (const {kind} of lines) expect(kind).toBe("merge")
    expect(lines.some(({opposite}) => opposite !== undefined)).toBe(true)
    await world.brink("init", "joined", "lone")
    world.put("joins.jsonl", text)
    const {out} = await world.brink("edit", "joined", "--from", "joins.jsonl")
    expect(out.split("\n")[0]).toContain('"kind":"merge"')
  })
})

test("the filter shows the quotes of one source alone, without a script", async () => {
  await look(pages["night"]!, {width: 1280, javascript: false}, async (page) => {
    const all = await page.locator("#annex li[data-src]:visible").count()
    await page.locator("#src-1").check()
    const shown = await page
      .locator("#annex li[data-src]:visible")
      .evaluateAll((items) => items.map((e) => (e as HTMLElement).dataset["src"]))
    expect(new Set(shown)).toEqual(new Set(["1"]))
    expect(shown.length).toBeLessThan(all)
  })
})

test("the same folder gives the same bytes, and --json the findings of its first reading", async () => {
  const {out} = await world.brink("outlook", night, "--runs", "60", "--out", "again.html", "--json", "--workers", "1")
  expect(world.read("again.html")).toBe(pages["night"])
  expect(JSON.parse(out).firstReading.counts.statements).toBe(21)
})

test("a folder without a causal statement is refused with the next move, and nothing is written", async () => {
  world.put("bare/a.txt", "A quiet week\n\nIt rained on Tuesday. The mill opened at nine on 4 May 2033.\n")
  const {code, out, err} = await world.brink("outlook", "bare", "--out", "bare.html")
  expect([code, out]).toEqual([2, ""])
  expect(err).toContain("case/no-claim")
  expect(() => world.read("bare.html")).toThrow()
})

test("on paper what is folded is unfolded, but for directions that the gate keeps shut", async () => {
  let unfolded = 0
  for (const html of Object.values(pages))
    await look(html, {width: 1280, print: true}, async (page) => {
      const folds = page.locator("details.fold")
      const before = await page.locator("details.fold[open]").count()
      await page.evaluate(() => dispatchEvent(new Event("beforeprint")))
      for (const fold of await folds.all()) {
        const isGate = (await fold.locator("summary").textContent())!.startsWith("Show the directions")
        expect(await fold.locator("summary ~ *").first().isVisible()).toBe(!isGate)
        if (!isGate) unfolded++
      }
      await page.evaluate(() => dispatchEvent(new Event("afterprint")))
      expect(await page.locator("details.fold[open]").count()).toBe(before)
    })
  expect(unfolded).toBeGreaterThan(0)
})

test("no heading stands alone at the foot of a sheet", async () => {
  for (const html of Object.values(pages)) expect(await look(html, {width: 1280}, headingsAtFoot)).toEqual([])
})

test("prints on A4 without a bar, with every section's title", async () => {
  await look(pages["night"]!, {width: 1280, print: true}, async (page) => {
    expect(await page.locator("#marks").isVisible()).toBe(false)
    for (const title of await page.locator("main > section .find").all()) expect(await title.isVisible()).toBe(true)
    expect((await page.pdf({preferCSSPageSize: true})).length).toBeGreaterThan(0)
  })
})

/** The words of a command line as a shell would part them. */
function wordsOf(line: string): string[] {
  return [...line.matchAll(/'([^']*)'|(\S+)/g)].map(([, quoted, plain]) => quoted ?? plain!)
}
