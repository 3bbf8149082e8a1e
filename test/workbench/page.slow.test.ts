// The workbench as a person has it: in a browser, by keyboard alone, wide and narrow, light and dark.

import {readFileSync} from "node:fs"
import {createRequire} from "node:module"
import {gzipSync} from "node:zlib"
import type {Page} from "playwright-core"
import {describe, expect, test} from "vitest"
import {expectReplayed, readingsFetched, windowed} from "./windowed.ts"

const axe = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8")

const here = windowed()

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

test("a session by keyboard alone: the map that comes of it is that of the same edits typed", async () => {
  const page = await here.show()
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
  expect(here.bench.written()).toHaveLength(5)
  await page.keyboard.press("Enter")
  await page.waitForSelector("p.trouble")
  expect(await page.locator("p.trouble").innerText()).toContain("case/unknown-words")
  await page.keyboard.press("Escape")
  expect(here.bench.written().map(({kind}) => kind)).toEqual(["reject", "accept", "sign", "undo", "undo"])
  await page.keyboard.press("h")
  await page.waitForSelector("section.edits table")
  expect(await page.locator("section.edits tbody tr").count()).toBe(5)

  await expectReplayed(here.bench)
}, 120_000)

describe("the card table", () => {
  const names = (page: Page) => page.locator(".tile > button > b").allInnerTexts()

  test("by keyboard alone: a card picked up and laid on another; what it would do is what it does; undone it lies where it was", async () => {
    const page = await here.show()
    await page.keyboard.press("n")
    await page.waitForSelector("ul.phrases")
    const before = await names(page)
    await page.keyboard.press("j")
    await page.keyboard.press("x")
    await page.keyboard.press("k")
    const opposite = page.locator(".answers li:nth-child(3) span")
    await page.waitForFunction(() =>
      /falls\. \S/.test(document.querySelector(".answers li:nth-child(3) span")!.textContent!),
    )
    const foretold = (await opposite.innerText()).replace(/^.*? falls\. (?:.*"\. )?/, "")
    const said = await decided(page, "2")
    expect(said).toContain(`${before[1]} is the opposite of ${before[0]}`)
    expect(said).toContain(foretold)
    expect(here.bench.written()).toMatchObject([{kind: "merge", factors: [expect.any(String), expect.any(String)]}])
    await page.waitForSelector(".tile.laid")
    expect(await page.locator(".tile.laid").innerText()).toContain(`is the opposite of ${before[0]}`)
    expect(await names(page)).toEqual(before.filter((_, i) => i !== 1))
    // Its quotes are one key away.
    await page.keyboard.press("q")
    expect(await page.locator("ul.phrases blockquote").count()).toBe(
      await page.locator("ul.phrases.ticks > li").count(),
    )
    await decided(page, "u")
    await page.waitForFunction(() => !document.querySelector(".tile.laid"))
    expect(await names(page)).toEqual(before)
    await decided(page, "Shift+U")
    await page.waitForSelector(".tile.laid")
  }, 60_000)

  test("by mouse: dragged onto a half of another; clicked, picked up and laid; taken off again", async () => {
    const page = await here.show()
    await page.keyboard.press("n")
    await page.waitForSelector("ul.phrases")
    const before = await names(page)
    const tile = (at: number) => page.locator(".tile").nth(at)
    const box = async (at: number) => (await tile(at).boundingBox())!
    const [from, to] = [await box(2), await box(0)]
    await page.mouse.move(from.x + 20, from.y + 15)
    await page.mouse.down()
    await page.mouse.move(to.x + to.width * 0.75, to.y + 20, {steps: 8})
    await page.mouse.move(to.x + to.width * 0.75, to.y + 30, {steps: 3})
    await page.waitForSelector(".drops")
    await page.mouse.up()
    await page.waitForSelector(".tile.laid")
    expect(await page.locator("div.decided-line").innerText()).toContain(`${before[2]} is the opposite of ${before[0]}`)
    await tile(1).locator("> button").click()
    await page.locator(".answers button", {hasText: "pick up"}).click()
    await tile(0).locator("> button").click()
    await page.locator(".answers button", {hasText: "one thing"}).click()
    await page.waitForFunction(() => document.querySelectorAll(".tile.laid").length === 2)
    expect(here.bench.written().map(({kind}) => kind)).toEqual(["merge", "merge"])
    await page.locator("ul.phrases button", {hasText: "take off"}).first().click()
    await page.waitForFunction(() => document.querySelectorAll(".tile.laid").length === 1)
  }, 60_000)

  test("some phrases are split off, moved and turned; a pair is told apart; the command line gives the same map", async () => {
    const page = await here.show()
    await page.keyboard.press("n")
    await page.waitForSelector("ul.phrases")
    const tick = async () => {
      await page.locator("ul.ticks input").first().check()
      await page.waitForSelector(".mend")
    }
    const line = page.locator("div.decided-line")
    await tick()
    await page.locator(".mend button", {hasText: "Turn round"}).click()
    await page.waitForFunction(() => document.querySelector("div.decided-line")!.textContent!.includes("turned round"))
    await tick()
    await page.locator(".mend button", {hasText: "Move there"}).click()
    await page.waitForFunction(() => document.querySelector("div.decided-line")!.textContent!.includes("moved to"))
    await tick()
    await page.locator(".mend input").fill("Words of their own")
    await page.keyboard.press("Enter")
    await page.waitForFunction(() => document.querySelector("div.decided-line")!.textContent!.includes("split off as"))
    expect(await line.innerText()).toContain("Words of their own")
    await page.locator("h1").click()
    await page.keyboard.press("p")
    await page.waitForSelector("section[aria-label='Pairs']")
    if ((await page.locator(".queue li").count()) > 0) expect(await decided(page, "3")).toContain("two things")
    await expectReplayed(here.bench)
    await page.keyboard.press("f")
    await page.waitForSelector("table.counts")
  }, 60_000)
})

test("the map by keyboard: around one, two steps, paths, circles, matrix; its address comes back to it; a link rejected whole", async () => {
  const page = await here.show()
  await page.keyboard.press("m")
  await page.waitForSelector(".figure svg")
  const title = await page.locator("h1").innerText()
  expect(title).toMatch(/cause|effect/)
  expect(page.url()).toContain("#/map/around/")
  await page.keyboard.press("+")
  await page.waitForFunction(() => location.hash.endsWith("/2"))
  await page.reload()
  await page.waitForSelector(".figure svg")
  expect([await page.locator("h1").innerText(), page.url().endsWith("/2")]).toEqual([title, true])
  // A figure as SVG of its own, the list as CSV.
  const saved = page.waitForEvent("download")
  await page.locator(".drawn button", {hasText: "as CSV"}).click()
  expect(readFileSync((await (await saved).path())!, "utf8")).toMatch(/^cause,more of it,effect,for,against,delay\n/)
  await page.context().grantPermissions(["clipboard-read", "clipboard-write"])
  await page.locator(".drawn button", {hasText: "copy as SVG"}).click()
  await page.waitForFunction(() => document.querySelector(".drawn [role=status]")!.textContent !== "")
  const svg = await page.evaluate(() => navigator.clipboard.readText())
  expect(svg).toMatch(/^<svg [^>]*xmlns="http:\/\/www.w3.org\/2000\/svg"/)
  expect(svg).not.toMatch(/class=|var\(--|href=/)
  for (const [key, hash] of [
    ["x", "paths/"],
    ["c", "circles/"],
    ["t", "matrix"],
    ["a", "around/"],
  ] as const) {
    await page.keyboard.press(key)
    await page.waitForFunction((end) => location.hash.includes(end), hash)
  }
  // By keyboard into the figure: a badge is a link, and opens its quotes.
  await page.locator(".figure a[href^='#link=']").first().focus()
  await page.keyboard.press("Enter")
  await page.waitForSelector("section[aria-label='The link'] blockquote")
  const readings = await page.locator("section[aria-label='The link'] li a").count()
  await page.locator("button", {hasText: "reject it"}).click()
  await page.waitForFunction(() =>
    document.querySelector("div.decided-line")!.textContent!.includes("with all that tells it"),
  )
  const lines = here.bench.written() as {kind: string; with?: number}[]
  expect(lines.every(({kind}) => kind === "reject")).toBe(true)
  expect(lines.length).toBeGreaterThanOrEqual(readings)
  expect(lines.slice(1).map((one) => one.with)).toEqual(lines.slice(1).map(() => 1))
  // One undo takes the whole decision back.
  await decided(page, "u")
  await page.waitForFunction(() => document.querySelector("div.decided-line")!.textContent!.includes("undone"))
  expect(here.bench.written().filter(({kind}) => kind === "undo")).toHaveLength(lines.length)
}, 90_000)

test("keys faster than the counts: an undo waits for the decision before it, two undos take back two", async () => {
  const page = await here.show()
  await page.keyboard.press("2")
  await page.keyboard.press("u")
  await page.waitForFunction(() => document.querySelector("div.decided-line")!.textContent!.includes("undone"))
  expect(here.bench.written().map(({kind, of}) => [kind, of])).toEqual([
    ["reject", undefined],
    ["undo", 1],
  ])
  for (const key of ["2", "1"]) await decided(page, key)
  for (const key of ["u", "u"]) await page.keyboard.press(key)
  await page.waitForFunction(() => document.querySelector("div.decided-line")!.textContent!.includes("edit 3 undone"))
  expect(
    here.bench
      .written()
      .slice(2)
      .map(({kind, of}) => [kind, of]),
  ).toEqual([
    ["reject", undefined],
    ["accept", undefined],
    ["undo", 4],
    ["undo", 3],
  ])
}, 60_000)

test("the page stands in its frame, says when it is behind, and is made anew on a key", async () => {
  const page = await here.show()
  await page.keyboard.press("g")
  await page.keyboard.press("p")
  await page.waitForSelector("iframe", {timeout: 60_000})
  const frame = page.frameLocator("iframe")
  await frame.locator("h1").waitFor()
  expect(await page.locator("h1").first().innerText()).toBe("The page as it stands")
  // What runs in it reaches nothing of the program.
  const reached = await page.frames()[1]!.evaluate(async () => {
    const tried = [() => parent.document.title, () => localStorage.length]
    const held = tried.map((one) => {
      try {
        return String(one())
      } catch {
        return "refused"
      }
    })
    return [...held, await fetch("/api/case").then(String, () => "refused")]
  })
  expect(reached).toEqual(["refused", "refused", "refused"])
  await page.keyboard.press("g")
  await page.keyboard.press("r")
  await page.waitForSelector("article")
  await decided(page, "2")
  await page.keyboard.press("g")
  await page.keyboard.press("p")
  await page.waitForFunction(() => document.querySelector("h1")!.textContent === "The page is 1 edit old")
  await page.keyboard.press("r")
  await page.waitForFunction(() => document.querySelector("h1")!.textContent === "The page as it stands", undefined, {
    timeout: 60_000,
  })
}, 180_000)

test("a claim that was missed is added in words chosen by key, and by mouse", async () => {
  const page = await here.show()
  await page.keyboard.press("d")
  await page.waitForSelector("section.document")
  await page.keyboard.press("]")
  await page.keyboard.press("]")
  await page.keyboard.press("a")
  await page.waitForSelector("form.wording input:focus")
  const before = await page.locator("div.decided-line").innerText()
  await page.keyboard.press("Enter")
  await page.waitForFunction(
    (was) => document.querySelector<HTMLElement>("div.decided-line")!.innerText !== was,
    before,
  )
  expect(here.bench.written()).toMatchObject([{kind: "add", sign: "+"}])
  // Three words of the last paragraph's beginning, then the word behind them.
  const places = await page
    .locator("section.document div > p")
    .last()
    .evaluate((p) => {
      let node: Node = p
      while (node.firstChild) node = node.firstChild
      const words = [...node.textContent!.matchAll(/\S+/g)]
      const boxOf = (from: number, to: number) => {
        const range = document.createRange()
        range.setStart(node, from)
        range.setEnd(node, to)
        p.scrollIntoView()
        const {left, right, top, height} = range.getBoundingClientRect()
        return {left, right, y: top + height / 2}
      }
      return [
        boxOf(0, words[0]!.index + words[0]![0].length),
        boxOf(words[1]!.index, words[1]!.index + words[1]![0].length),
      ]
    })
  for (const {left, right, y} of places) {
    await page.mouse.move(left + 1, y)
    await page.mouse.down()
    await page.mouse.move(right - 0.5, y, {steps: 5})
    await page.mouse.up()
  }
  await page.waitForFunction(() =>
    [...document.querySelectorAll<HTMLInputElement>("form.wording input")].every((one) => one.value !== ""),
  )
  await page.locator("form.wording button", {hasText: "Write"}).click()
  await page.waitForFunction(() => document.querySelector("div.decided-line")!.textContent!.includes("added"))
  expect(here.bench.written()).toHaveLength(2)
}, 60_000)

test("what an answer would do stands beside it, and is what it does", async () => {
  const page = await here.show()
  const second = page.locator(".answers li:nth-child(2) span")
  await page.waitForFunction(() => document.querySelector(".answers li:nth-child(3) span")!.textContent !== "")
  const foretold = await second.innerText()
  expect(await decided(page, "2")).toContain(foretold)
}, 60_000)

test("somebody else's decision is told, and moves no row", async () => {
  const page = await here.show()
  const rows = () => page.locator(".queue li .line").allInnerTexts()
  const before = await rows()
  const {rows: list} = (await (await here.bench.ask("/api/queue?show=odd")).json()) as {rows: {claim: string}[]}
  await here.bench.world.brink("edit", "case", "reject", list.at(-1)!.claim, "--why", "not so", "--by", "ben")
  await page.waitForFunction(() => document.querySelector("div.decided-line")!.textContent!.includes("by ben"))
  expect(await rows()).toEqual(before)
}, 60_000)

test("a program that has ended is said, and nothing breaks; back again it is forgotten", async () => {
  const page = await here.show()
  await page.locator(".queue select").selectOption("all")
  await page.waitForFunction(() => document.querySelectorAll(".queue li").length > 15)
  // Those of the first list, and of this one the first and more than one behind it.
  await readingsFetched(page, 8)
  await page.context().setOffline(true)
  await page.keyboard.press("2")
  await page.waitForFunction(() => document.querySelector("div.decided-line")!.textContent!.includes("Brink has ended"))
  await page.waitForSelector("article")
  // A reading further down, which was not fetched ahead, is said to be missing.
  await page.locator(".queue li button").last().click()
  await page.waitForFunction(() => document.querySelector("section.card")!.textContent!.includes("not fetched before"))
}, 60_000)

test("the token leaves the address at once, nothing else is asked for, and a reload goes on", async () => {
  const {page, requests} = await here.open(here.bench.address, {width: 1440})
  await page.waitForSelector("article")
  expect(page.url()).not.toContain(here.bench.token)
  await page.reload()
  await page.waitForSelector("article")
  expect(requests.filter((address) => !address.startsWith(here.bench.origin) && !address.startsWith("data:"))).toEqual(
    [],
  )
  const script = await (await fetch(`${here.bench.origin}/assets/page.js`)).text()
  expect(gzipSync(script).length).toBeLessThan(150_000)
}, 60_000)

test("without the token, and without JavaScript, the page says what to do", async () => {
  const {page} = await here.open(`${here.bench.origin}/`)
  await page.waitForFunction(() => document.querySelector("h1")?.textContent?.includes("open the address"))
  const plain = await here.open(here.bench.address, {javascript: false})
  expect(await plain.page.locator("noscript").innerText()).toContain("brink edit")
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
      const page = await here.show(screen)
      const states = [
        async () => {},
        async () => void (await page.keyboard.press("d")),
        async () => void (await decided(page, "2")),
        async () => void (await page.waitForSelector(".in-runs h2", {timeout: 30_000})),
        async () => void (await page.keyboard.press("4")),
        async () => {
          await page.keyboard.press("Escape")
          await page.keyboard.press("w")
          await page.waitForSelector("form.because")
        },
        async () => {
          await page.keyboard.press("Escape")
          await page.keyboard.press("Control+k")
          await page.keyboard.type("bus")
          await page.waitForSelector(`.find [role=option] small:text-is("factor")`)
        },
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
        async () => {
          await page.keyboard.press("j")
          await page.keyboard.press("x")
          await page.keyboard.press("k")
          await page.locator("ul.ticks input").first().check()
        },
        async () => {
          await page.keyboard.press("p")
          await page.waitForSelector("section[aria-label='Pairs']")
        },
        async () => {
          await page.keyboard.press("f")
          await page.waitForSelector("table.counts")
        },
        async () => {
          await page.keyboard.press("m")
          await page.waitForSelector(".figure svg")
        },
        async () => {
          await page.keyboard.press("+")
          await page.waitForFunction(() => location.hash.endsWith("/2"))
        },
        async () => {
          await page.locator(".drawn table button").first().click()
          await page.waitForSelector("section[aria-label='The link'] blockquote")
        },
        async () => {
          await page.keyboard.press("x")
          await page.waitForFunction(() => location.hash.includes("paths"))
        },
        async () => {
          await page.keyboard.press("c")
          await page.waitForFunction(() => location.hash.includes("circles"))
        },
        async () => {
          await page.keyboard.press("t")
          await page.waitForFunction(() => location.hash.includes("matrix"))
        },
        async () => {
          await page.keyboard.press("g")
          await page.keyboard.press("p")
          await page.waitForSelector("iframe", {timeout: 60_000})
          await page.waitForTimeout(500)
        },
        async () => {
          await page.keyboard.press("j")
          await page.waitForSelector("section.selected button")
        },
        async () => {
          // Ben decides about what is shown, and the window then decides otherwise.
          const {claims} = (await (await here.bench.ask("/api/page")).json()) as {claims: {claim: string}[]}
          await here.bench.world.brink(
            "edit",
            "case",
            "reject",
            claims[0]!.claim,
            "--by",
            "ben",
            "--why",
            "one example",
          )
          await page.keyboard.press("1")
          await page.waitForSelector("section.notice")
        },
        async () => {
          await page.keyboard.press("1")
          here.bench.world.put("case/documents/more.txt", "Late buses raised complaints in the valley.\n")
          await page.waitForSelector("section[aria-label='Documents that have changed']", {timeout: 20_000})
        },
        async () => {
          await page.keyboard.press("Escape")
          await page.keyboard.press("h")
          await page.waitForSelector(".edits table")
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
