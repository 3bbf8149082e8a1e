// States that a window may meet: documents still being read, others who decide about the same, documents that change on disk,
// files that cannot be written.

import {spawn} from "node:child_process"
import {rmSync} from "node:fs"
import {type AddressInfo, createServer} from "node:net"
import {join} from "node:path"
import type {Page} from "playwright-core"
import {describe, expect, test} from "vitest"
import {launch} from "../../src/cli/open.ts"
import {openTerminal, openWorld} from "../../src/io/index.ts"
import type {CaseView, Conflict, EditRow, Opening, PageView, Queue, Row} from "../../src/workbench/shapes.ts"
import {inside} from "../cli/inside.ts"
import {english} from "../language/english.ts"
import {launched} from "./launched.ts"
import {windowed} from "./windowed.ts"

const NOTES = {
  "one.txt": "The levy lowered traffic in Tarnby. Traffic raises noise.\n",
  "two.txt": "Noise lowers sleep in Tarnby. The ban on lorries lowered noise.\n",
}

const here = windowed({documents: NOTES})

/** Holds a lock for so many milliseconds, in a process of its own. */
const HOLD = `
import ${JSON.stringify(new URL("../../scripts/typescript.js", import.meta.url).href)}
const {locked} = await import(${JSON.stringify(new URL("../../src/io/lock.ts", import.meta.url).href)})
locked(process.argv[1], () => {
  process.stdout.write("held")
  Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, Number(process.argv[2]))
})`

const rowsOf = async (): Promise<readonly Row[]> => (await here.bench.get<Queue>("/api/queue?show=all")).rows

describe("while documents are read", () => {
  test("the page is served and says how far it is; what else is asked for is answered once they are", async () => {
    const world = inside()
    for (const [name, text] of Object.entries(NOTES)) world.put(`found/${name}`, text)
    const io = openWorld({workers: 1, readers: 1, english})
    const terminal = openTerminal({quiet: true, streams: {isScreen: false, out: () => {}, err: () => {}}})
    let title = ""
    let page: Page | null = null as Page | null
    let asked: Promise<CaseView> | null = null
    const {end} = await launch({terminal, io}, join(world.folder, "found"), {by: "ana"}, async (address) => {
      const {origin, hash} = new URL(address)
      const headers = {authorization: `Bearer ${hash.slice("#t=".length)}`}
      const far = (await (await fetch(`${origin}/api/opening`, {headers})).json()) as Opening
      expect(far).toMatchObject({name: "found", done: 0})
      expect((await fetch(`${origin}/api/opening`)).status).toBe(401)
      asked = fetch(`${origin}/api/case`, {headers}).then(async (answer) => (await answer.json()) as CaseView)
      page = (await here.open(address)).page
      await page.waitForSelector("progress")
      title = await page.locator("h1").innerText()
    })
    expect(title).toMatch(/^(?:Opening the documents|Reading: \d of 2 documents)$/)
    expect(await asked).toMatchObject({format: "brink/workbench@1", rev: 0})
    await page!.waitForSelector("article")
    expect(await page!.locator("progress").count()).toBe(0)
    await end()
    await io.close()
    world.remove()
  }, 60_000)

  test("what cannot be read is a refusal, and leaves no server", async () => {
    const world = inside()
    world.put("found/one.txt", "Le blé manque et la faim gagne la vallée depuis que le pont est fermé.\n")
    const io = openWorld({workers: 1, readers: 1, english})
    const terminal = openTerminal({quiet: true, streams: {isScreen: false, out: () => {}, err: () => {}}})
    let heard = false
    const opened = launch({terminal, io}, join(world.folder, "found"), {by: "ana"}, async () => {
      heard = true
    })
    await expect(opened).rejects.toMatchObject({code: "case/no-document"})
    expect(heard).toBe(false)
    await io.close()
    world.remove()
  }, 60_000)

  test("documents that tell no cause are refused", async () => {
    const documents = {"one.txt": "The hall has nine windows. It stands by the canal.\n"}
    const found = launched({documents})
    await expect(found).rejects.toMatchObject({code: "case/no-claim"})
  }, 60_000)
})

describe("two about the same", () => {
  test("what others decided since the window asked is told, nothing is written; sent again it holds after theirs", async () => {
    const [{claim}, other] = (await rowsOf()) as [Row, Row]
    const {rev} = await here.bench.get<CaseView>("/api/case")
    await here.bench.world.brink("edit", "case", "reject", claim, "--by", "ben", "--why", "one example")
    const lines = [{kind: "accept", claim}]
    const answer = await here.bench.ask("/api/edits", {lines, why: "so it is", window: "w", rev})
    expect(answer.status).toBe(409)
    const conflict = (await answer.json()) as Conflict
    expect(conflict).toMatchObject({code: "workbench/conflict", says: "ben decided about this meanwhile", rev: rev + 1})
    expect(conflict.edits).toMatchObject([{by: "ben", kind: "reject", why: "one example"}])
    expect(here.bench.written()).toHaveLength(1)
    // About something else nothing stands in the way.
    expect(
      (await here.bench.ask("/api/edits", {lines: [{kind: "accept", claim: other.claim}], window: "w", rev})).status,
    ).toBe(200)
    const after = await here.bench.ask("/api/edits", {lines, why: "so it is", window: "w", rev: conflict.rev})
    expect(after.status).toBe(200)
    // The same window is in nobody's way.
    expect(
      (await here.bench.ask("/api/edits", {lines: [{kind: "reject", claim}], window: "w", rev: conflict.rev})).status,
    ).toBe(200)
    // Another is.
    expect((await here.bench.ask("/api/edits", {lines, window: "v", rev: conflict.rev})).status).toBe(409)
  }, 60_000)

  test("the window shows both, and one key says which holds", async () => {
    const page = await here.show()
    const claimAt = () => page.evaluate(() => location.hash.split("/").at(-1)!)
    const first = await claimAt()
    await here.bench.world.brink("edit", "case", "reject", first, "--by", "ben", "--why", "one example")
    await page.waitForFunction(() => document.querySelector("div.decided-line")!.textContent!.includes("ben"))
    await page.keyboard.press("1")
    const bar = page.locator("section.notice")
    await bar.waitFor()
    expect(await bar.innerText()).toMatch(
      /ben decided about this meanwhile\. Edit 1 by ben: reject, “one example”\. Yours, right/,
    )
    await page.keyboard.press("1")
    await bar.waitFor({state: "detached"})
    expect(here.bench.written()).toHaveLength(1)
    // What was decided stands on the card now, so that it may be replaced with open eyes.
    await page.waitForFunction(() => document.querySelector("article")!.textContent!.includes("Decided: wrong"))
    await here.bench.world.brink("edit", "case", "accept", first, "--by", "ben", "--why", "after all")
    await page.waitForFunction(() => document.querySelector("div.decided-line")!.textContent!.includes("edit 2"))
    await page.keyboard.press("3")
    await bar.waitFor()
    await page.keyboard.press("2")
    await bar.waitFor({state: "detached"})
    await page.waitForFunction(() => document.querySelector("div.decided-line")!.textContent!.includes("other way"))
    expect(here.bench.written().at(-1)).toMatchObject({kind: "sign", claim: first, by: "ana"})
  }, 60_000)
})

describe("documents that change on disk", () => {
  test("are read again: what is new and gone is told, and what lost its place, with what is nearest", async () => {
    const page = await here.show()
    const rows = await rowsOf()
    const {claim} = rows.find(({cause}) => cause.includes("levy"))!
    await here.bench.ask("/api/edits", {lines: [{kind: "reject", claim}], why: "no"})
    const file = rows.find((row) => row.claim === claim)!.file
    here.bench.world.put(
      `case/documents/${file}`,
      "The levy has raised prices and traffic in Tarnby since May. Traffic raises noise. Noise lowers rents.\n",
    )
    const bar = page.locator("section.notice")
    await bar.waitFor({timeout: 20_000})
    const says = await bar.innerText()
    expect(says).toMatch(
      new RegExp(`^${file} changed on disk and was read again: \\d of \\d readings are as before, \\d gone, \\d new`),
    )
    expect(says).toContain("edit 1 (reject) by ana has lost its place")
    const {edits} = await here.bench.get<{edits: EditRow[]}>("/api/edits")
    expect(edits[0]!.lost).toContain("is no longer there")
    // The list is that of the documents now.
    const now = await rowsOf()
    expect(now.some(({effect}) => effect.includes("rents"))).toBe(true)
    expect(now.some((row) => row.claim === claim)).toBe(false)
    await page.getByRole("button", {name: "take back edit 1"}).click()
    await page.waitForFunction(() => document.querySelector("div.decided-line")!.textContent!.includes("edit 1 undone"))
    expect(await bar.count()).toBe(0)
    // The map is that of the command line.
    const map = JSON.parse((await here.bench.world.brink("map", "case", "--json")).out)
    expect((await here.bench.get<CaseView>("/api/case")).structure).toMatchObject({
      links: map.links.length,
      factors: map.factors.length,
    })
  }, 60_000)

  test("that can no longer be read are told, and what stood stands on", async () => {
    const page = await here.show()
    const before = await rowsOf()
    rmSync(join(here.bench.world.folder, "case/documents"), {recursive: true})
    await page.waitForSelector("div.decided-line .trouble", {timeout: 20_000})
    expect(await page.locator("div.decided-line .trouble").innerText()).toContain(
      "There is no English document to read",
    )
    expect(await rowsOf()).toEqual(before)
  }, 60_000)
})

test("a case that cannot be written says so, and the decision is not counted as made", async () => {
  const page = await here.show()
  // A folder stands where the list of edits would be written; root may write anywhere else.
  here.bench.world.put("case/edits.jsonl/in-the-way", "")
  await page.keyboard.press("1")
  await page.waitForSelector("div.decided-line .trouble")
  expect(await page.locator("div.decided-line .trouble").innerText()).toContain("edits.jsonl")
  expect((await here.bench.get<CaseView>("/api/case")).rev).toBe(0)
}, 60_000)

test("a case that another process is writing is waited for, and given up on with a word", async () => {
  const [{claim}] = (await rowsOf()) as [Row]
  const lines = [{kind: "accept", claim}]
  const hold = async (ms: number) => {
    const child = spawn(process.execPath, [
      "--input-type=module",
      "-e",
      HOLD,
      join(here.bench.world.folder, "case/edits.jsonl.lock"),
      String(ms),
    ])
    await new Promise((held) => child.stdout.once("data", held))
    return child
  }
  await hold(500)
  expect((await here.bench.ask("/api/edits", {lines})).status).toBe(200)
  const long = await hold(20_000)
  const refused = await here.bench.ask("/api/edits", {lines: [{kind: "reject", claim}]})
  expect(refused.status).toBe(422)
  expect(await refused.json()).toMatchObject({code: "doors/locked"})
  long.kill("SIGKILL")
  expect((await here.bench.get<CaseView>("/api/case")).rev).toBe(1)
}, 60_000)

test("a list of edits whose last line is torn is refused at the start, with its line", async () => {
  await here.bench.endOnly()
  here.bench.world.put("case/edits.jsonl", '{"format":"brink/ed')
  await expect(here.bench.again()).rejects.toMatchObject({message: expect.stringContaining("edits.jsonl")})
  here.bench.world.put("case/edits.jsonl", "")
  const {end} = await here.bench.again()
  await end()
}, 60_000)

test("a port that is taken is refused", async () => {
  await here.bench.endOnly()
  const taken = createServer()
  await new Promise<void>((there) => taken.listen(0, "127.0.0.1", there))
  const {port} = taken.address() as AddressInfo
  await expect(here.bench.again(port)).rejects.toMatchObject({code: "doors/cannot-listen"})
  taken.close()
}, 60_000)

test("boxes of a figure are paper, in both themes", async () => {
  for (const dark of [false, true]) {
    const {page, close} = await here.open(here.bench.address, {dark})
    await page.waitForSelector("article")
    await page.keyboard.press("m")
    await page.waitForSelector(".f-box rect")
    const [box, paper] = await page.evaluate(() => [
      getComputedStyle(document.querySelector(".f-box rect")!).fill,
      getComputedStyle(document.body).backgroundColor,
    ])
    expect(box).toBe(paper)
    await close()
  }
}, 60_000)

test("the page of the case: from reading to reading, each decided about in place", async () => {
  const page = await here.show()
  await page.keyboard.press("g")
  await page.keyboard.press("p")
  await page.waitForSelector(".live iframe", {timeout: 90_000})
  const {claims} = await here.bench.get<PageView>("/api/page")
  expect(claims.length).toBeGreaterThan(1)
  const there = new Set((await rowsOf()).map(({claim}) => claim))
  expect(claims.every(({claim}) => there.has(claim))).toBe(true)
  await page.keyboard.press("j")
  await page.keyboard.press("j")
  const bar = page.locator("section.selected")
  await page.waitForFunction(() => document.querySelector("section.selected")?.textContent?.startsWith("2 of"))
  expect(await page.locator(".live iframe").getAttribute("src")).toContain(`#${claims[1]!.anchor}`)
  await expect.poll(() => page.frames().at(-1)!.url()).toContain(`#${claims[1]!.anchor}`)
  await page.waitForFunction(() => document.querySelector("section.selected b")?.textContent === "unchecked")
  await page.keyboard.press("2")
  await page.waitForFunction(() => document.querySelector("section.selected b")?.textContent === "wrong")
  expect(JSON.parse(here.bench.world.read("case/edits.jsonl").trimEnd())).toMatchObject({
    kind: "reject",
    claim: claims[1]!.claim,
  })
  await page.keyboard.press("k")
  await page.waitForFunction(() => document.querySelector("section.selected")?.textContent?.startsWith("1 of"))
  await page.keyboard.press("Escape")
  expect(await bar.count()).toBe(0)
}, 120_000)
