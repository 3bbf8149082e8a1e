// Keys that reach further than one view: find or do, a reason of one's own, words moved by arrows,
// and keys pressed inside the page of the case.

import {expect, test} from "vitest"
import type {Card, Finds, LinkView, PageView, Queue, Row} from "../../src/workbench/shapes.ts"
import {toSay, windowed} from "./windowed.ts"

const here = windowed()

const rowsOf = async (): Promise<readonly Row[]> => (await here.bench.get<Queue>("/api/queue?show=all")).rows

test("find or do: a reading, a factor, a document by the beginnings of their words; what keys do; nothing is said to be nothing", async () => {
  const page = await here.show()
  const {documents} = await here.bench.get<{documents: {file: string; title: string}[]}>("/api/case")
  const last = (await rowsOf()).at(-1)!
  const {sentence} = await here.bench.get<Card>(`/api/claims/${last.claim}`)
  const begins = sentence
    .match(/[a-z]{4,}/gi)!
    .map((word) => word.slice(0, 4).toUpperCase())
    .join(" ")
  const found = await here.bench.get<Finds>(`/api/find?words=${encodeURIComponent(begins)}`)
  expect(found.claims.map(({claim}) => claim)).toContain(last.claim)
  expect(await here.bench.get<Finds>("/api/find?words=%20")).toEqual({factors: [], documents: [], claims: []})
  await page.keyboard.press("/")
  await page.keyboard.type(sentence.slice(0, 60).replace(/\s+/g, " "))
  await page.waitForSelector(`.find [role=option] small:text-is("reading")`)
  await page.locator(".find [role=option]", {hasText: "reading"}).first().click()
  await page.waitForFunction((claim) => location.hash === `#/read/${claim}`, last.claim)

  // By keyboard alone; letters are words while the field is open.
  await page.keyboard.press("Control+k")
  await page.keyboard.type(documents[0]!.file.slice(0, 12))
  await page.waitForSelector(`.find [role=option] small:text-is("document")`)
  await page.keyboard.press("Enter")
  await page.waitForSelector("section.document")
  expect(await page.locator("section.document h2").first().innerText()).toBe(documents[0]!.title)
  expect((await here.bench.get<{edits: unknown[]}>("/api/edits")).edits).toEqual([])

  await page.keyboard.press("/")
  await page.keyboard.type("circles of")
  await page.keyboard.press("ArrowDown")
  await page.keyboard.press("Enter")
  await page.waitForFunction(() => location.hash === "#/map/circles/0")
  await page.keyboard.press("/")
  await page.keyboard.type("qzqzqz")
  await page.waitForFunction(() => document.querySelector(".find [role=status]")!.textContent!.startsWith("Nothing"))
  await page.keyboard.press("Escape")
  expect(await page.locator(".find").count()).toBe(0)
}, 60_000)

test("find or do: keys pressed before the answer is there choose of what it finds", async () => {
  const page = await here.show()
  const {documents} = await here.bench.get<{documents: {file: string; title: string}[]}>("/api/case")
  await page.route("**/api/find*", async (route) => {
    await new Promise((then) => setTimeout(then, 300))
    await route.continue()
  })
  await page.keyboard.press("/")
  await page.keyboard.type(documents[0]!.file.slice(0, 12))
  await page.keyboard.press("Enter")
  await page.waitForSelector("section.document")
  expect(await page.locator("section.document h2").first().innerText()).toBe(documents[0]!.title)
  // What was found for the first letter stands above the deed that is meant.
  await page.keyboard.press("/")
  await page.keyboard.type("c")
  await page.waitForSelector(`.find [role=option] small:text-is("reading")`)
  await page.keyboard.type("ircles of")
  await page.keyboard.press("ArrowDown")
  await page.keyboard.press("Enter")
  await page.waitForFunction(() => location.hash.startsWith("#/map/circles"))
}, 60_000)

test("because: the reason typed is written with the answer, and with that answer alone", async () => {
  const page = await here.show()
  await page.keyboard.press("w")
  await page.waitForSelector("form.because input:focus")
  await page.keyboard.type("the 2 councils said so")
  await page.keyboard.press("Enter")
  await page.keyboard.press("2")
  await toSay(page, "wrong")
  await page.waitForSelector("form.because", {state: "detached"})
  await page.keyboard.press("w")
  await page.keyboard.press("Escape")
  await page.keyboard.press("2")
  await page.waitForFunction(() => document.querySelectorAll(".queue .decided").length === 2)
  expect(here.bench.written().map(({why}) => why)).toEqual(["the 2 councils said so", "not what the sentence says"])
}, 60_000)

test("other words: arrows move the end of a phrase, with Shift its start; what is written is what the sentence shows", async () => {
  const page = await here.show()
  const rows = await rowsOf()
  const {claim, cause} = rows.find((one) => one.cause.split(" ").length > 2)!
  await page.evaluate((id) => {
    location.hash = `#/read/${id}`
  }, claim)
  await page.waitForFunction(
    (words) => document.querySelector(".link small")?.textContent?.includes(words.slice(0, 20)),
    cause,
  )
  await page.keyboard.press("4")
  await page.waitForSelector("form.wording input:focus")
  const field = page.locator("form.wording input").first()
  await page.keyboard.press("ArrowLeft")
  expect(await field.inputValue()).toBe(cause.split(" ").slice(0, -1).join(" "))
  await page.keyboard.press("ArrowRight")
  expect(await field.inputValue()).toBe(cause)
  await page.keyboard.press("Shift+ArrowRight")
  const words = await field.inputValue()
  expect(words).toBe(cause.split(" ").slice(1).join(" "))
  expect((await page.locator(".said mark.cause").allInnerTexts()).join("")).toBe(words)
  // What it would do stands there before it is written.
  await page.waitForFunction(() => document.querySelector("form.wording p[aria-live]")!.textContent !== "")
  await page.keyboard.press("Enter")
  await toSay(page, "other words")
  const [edit] = here.bench.written()
  expect(edit).toMatchObject({kind: "span", claim})
  // Behind the words stands how they are read.
  expect(String(edit!["cause"]).replace(/ \{.*$/, "")).toBe(words)
}, 60_000)

test("other speaker: 6 opens a field, what it would do is said before, and nothing in it is the author", async () => {
  const page = await here.show()
  const row = (await rowsOf()).find(({verdict}) => verdict === null)!
  const {sentence} = await here.bench.get<Card>(`/api/claims/${row.claim}`)
  const shown = () =>
    page.waitForFunction((words) => document.querySelector("article")!.textContent!.includes(words), sentence)
  const go = () =>
    page.evaluate((id) => {
      location.hash = `#/read/${id}`
    }, row.claim)
  await go()
  await shown()
  await page.keyboard.press("6")
  await page.waitForSelector("form.speaking input:focus")
  // Digits are typed here, and no answers.
  await page.keyboard.press("Control+A")
  await page.keyboard.type("Odo 2 of the Weir")
  await page.waitForFunction(() => document.querySelector("form.speaking p[aria-live]")!.textContent !== "")
  expect(await page.locator("form.speaking p[aria-live]").innerText()).toContain("is named in no document")
  await page.keyboard.press("Enter")
  await toSay(page, "other speaker")
  expect(here.bench.written()).toMatchObject([
    {kind: "speaker", claim: row.claim, speaker: "Odo 2 of the Weir", why: "this is who says it"},
  ])
  await go()
  await shown()
  await page.keyboard.press("6")
  await page.waitForSelector("form.speaking input:focus")
  expect(await page.locator("form.speaking input").inputValue()).toBe("Odo 2 of the Weir")
  await page.getByRole("button", {name: "The author"}).click()
  await page.getByRole("button", {name: "Write"}).click()
  await expect.poll(() => here.bench.written().length).toBe(2)
  expect(here.bench.written()[1]).toMatchObject({kind: "speaker", claim: row.claim, speaker: null})
}, 60_000)

test("other words: words as they are mean another factor; what it would do is what it does, and one undo takes it back", async () => {
  const page = await here.show()
  const cards = await Promise.all((await rowsOf()).map((row) => here.bench.get<Card>(`/api/claims/${row.claim}`)))
  const {claim, ends, sentence} = cards.find(({unlinked}) => unlinked === null)!
  await page.evaluate((id) => {
    location.hash = `#/read/${id}`
  }, claim)
  await page.waitForFunction((words) => document.querySelector("article")!.textContent!.includes(words), sentence)
  await page.keyboard.press("4")
  const means = page.locator("form.wording select").first()
  await expect.poll(() => means.locator("option").count()).toBeGreaterThan(2)
  expect(await means.inputValue()).toBe(ends.cause.id)
  const others = await means.locator("option").evaluateAll((all) => all.map((one) => (one as HTMLOptionElement).value))
  const live = page.locator("form.wording p[aria-live]")
  let [into, would] = ["", ""]
  // Of some factors nothing else hangs on the words that move.
  for (const id of others.filter((one) => one !== ends.cause.id && one !== ends.effect.id)) {
    // Two may move the same, so that the line says twice what it said.
    const foretold = page.waitForResponse((answer) => answer.request().method() === "POST")
    await means.selectOption(id)
    await foretold
    await expect.poll(() => live.innerText()).not.toBe("")
    into = id
    would = await live.innerText()
    if (!would.startsWith("Nothing else moves")) break
  }
  expect(would).not.toMatch(/^Nothing else moves|refused/)
  await page.locator("form.wording button[type=submit]").click()
  await toSay(page, "other words")
  expect(await page.locator("div.decided-line").innerText()).toContain(would)
  expect(here.bench.written()).toMatchObject([
    {kind: "split", factors: [ends.cause.id], phrases: [ends.cause.text], into},
  ])
  expect((await here.bench.get<Card>(`/api/claims/${claim}`)).ends.cause.id).toBe(into)
  await page.keyboard.press("u")
  await toSay(page, "undone")
  expect((await here.bench.get<Card>(`/api/claims/${claim}`)).ends.cause.id).toBe(ends.cause.id)
  // Words that are typed anew find their factor by themselves.
  await page.keyboard.press("4")
  await page.waitForSelector("form.wording input:focus")
  await page.keyboard.type("so ")
  await expect.poll(() => means.isDisabled()).toBe(true)
}, 60_000)

test("keys pressed inside the page of the case are the window's; what is rejected is struck out there until the page is made anew", async () => {
  const page = await here.show()
  await page.keyboard.press("g")
  await page.keyboard.press("p")
  await page.waitForSelector(".live iframe", {timeout: 90_000})
  const {claims, address} = await here.bench.get<PageView>("/api/page")
  const inside = page.frames().at(-1)!
  await inside.locator("h1").first().click()
  await page.keyboard.press("j")
  await page.waitForFunction(() => document.querySelector("section.selected b")?.textContent === "unchecked")
  await page.keyboard.press("2")
  await page.waitForFunction(() => document.querySelector("section.selected b")?.textContent === "wrong")
  expect(here.bench.written()).toMatchObject([{kind: "reject", claim: claims[0]!.claim}])
  const place = page.frames().at(-1)!.locator(`[id="${claims[0]!.anchor}"]`)
  const line = () => place.evaluate((one) => (one as HTMLElement).style.textDecorationLine)
  await expect.poll(line).toBe("line-through")
  await page.keyboard.press("u")
  await expect.poll(line).toBe("")
  // What is saved is the page itself, without the script that the frame has.
  const saved = await (await here.bench.ask(address!)).text()
  const shown = await (await here.bench.ask(`${address}/shown`)).text()
  expect(saved).not.toContain("postMessage")
  expect(shown).toContain("postMessage")
  expect(shown.length).toBeGreaterThan(saved.length)
  // A message that is not the frame's does nothing.
  await page.evaluate(() => window.postMessage({brink: "key", key: "2"}, "*"))
  await page.keyboard.press("g")
  await page.keyboard.press("r")
  await page.waitForSelector("section.queue")
  expect(here.bench.written()).toHaveLength(2)
}, 120_000)

test("J and K go from link to link of a figure, Enter opens its quotes; the table has one of each", async () => {
  const page = await here.show()
  await page.keyboard.press("m")
  await page.waitForSelector(".figure svg a[href^='#link=']")
  const focused = () => page.evaluate(() => document.activeElement?.getAttribute("href") ?? "")
  await page.keyboard.press("j")
  const first = await focused()
  expect(first).toMatch(/^#link=/)
  await page.keyboard.press("k")
  expect(await focused()).toBe(first)
  await page.keyboard.press("Enter")
  await page.waitForSelector("section[aria-label='The link'] blockquote")
  const told = await page.locator(".one-quote q").allTextContents()
  expect(told.length).toBeGreaterThan(0)
  const {claims} = await here.bench.get<LinkView>(`/api/map/links/${first.slice("#link=".length)}`)
  const cards = await Promise.all(claims.map((claim) => here.bench.get<Card>(`/api/claims/${claim}`)))
  const sentences = cards.map(({sentence}) => sentence.replace(/\s+/g, " "))
  expect(sentences.some((sentence) => told.some((quote) => sentence.startsWith(quote.replace(/\.\.\.$/, ""))))).toBe(
    true,
  )
}, 60_000)
