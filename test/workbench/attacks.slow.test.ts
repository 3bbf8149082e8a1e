// What could harm the workbench or lose a decision: documents with scripts, streams that tear, windows that are old or several,
// a program that is killed, and more steps than anybody takes. Who may ask at all stands in guard.test.ts and server.slow.test.ts.

import {spawn} from "node:child_process"
import {existsSync, mkdirSync, readFileSync, rmSync, writeFileSync} from "node:fs"
import {dirname, join} from "node:path"
import {afterAll, afterEach, expect, onTestFinished, test} from "vitest"
import {parseEdits} from "../../src/map/index.ts"
import type {CaseView, EditRow, Queue} from "../../src/workbench/shapes.ts"
import {closeBrowser, type OpenPage, openAddress} from "../browser.ts"
import {build} from "../cli/built.ts"
import {type Launched, launched, ODD} from "./launched.ts"

let bench: Launched | null = null
let pages: OpenPage[] = []
afterEach(async () => {
  for (const page of pages) await page.close()
  pages = []
  await bench?.end()
  bench = null
})
afterAll(closeBrowser)

const open = async (address: string): Promise<OpenPage["page"]> => {
  const one = await openAddress(address, {width: 1280})
  pages.push(one)
  return one.page
}
const written = (one: Launched) => parseEdits(one.world.read("case/edits.jsonl"), "edits.jsonl")
const hasText = (selector: string, text: string) =>
  [
    ([where, what]: readonly [string, string]) => !!document.querySelector(where)?.textContent?.includes(what),
    [selector, text] as const,
  ] as const

test("a document with scripts in it is text, wherever its words stand", async () => {
  const hostile = `<img src=x onerror="window.hit=1"><script>window.hit=2</script>`
  bench = await launched({
    documents: {
      "a.txt": `Of locks\n\nThe drought ${hostile} raises the price of barley ${hostile}. The price of barley lowers trade.\n`,
      'b"><svg onload=window.hit=3>.txt':
        "Trade raises the rent of the mill. The rent of the mill lowers the wages of millers.\n",
    },
  })
  const page = await open(bench.address)
  await page.waitForSelector("article")
  const steps = ["d", "Escape", "n", "q", "p", "f", "m", "+", "c", "t", "h"]
  for (const key of steps) {
    await page.keyboard.press(key)
    await page.waitForTimeout(250)
    expect([key, await page.evaluate(() => (window as unknown as {hit?: number}).hit)]).toEqual([key, undefined])
    expect(await page.locator("script:not([src])").count()).toBe(0)
  }
  await page.keyboard.press("g")
  await page.keyboard.press("p")
  await page.waitForSelector("iframe", {timeout: 60_000})
  await page.frameLocator("iframe").locator("h1").waitFor()
  expect(await page.frames()[1]!.evaluate(() => (window as unknown as {hit?: number}).hit)).toBeUndefined()
  expect(
    pages[0]!.requests.filter((address) => !/^(?:http:\/\/127\.0\.0\.1:|data:|about:|blob:)/.test(address)),
  ).toEqual([])
}, 120_000)

test("a stream of events that is torn in the middle of one is heard again, and the half is no news", async () => {
  bench = await launched()
  const one = await openAddress("about:blank", {width: 1280})
  pages.push(one)
  let torn = 0
  await one.page.route("**/api/events", async (route) => {
    if (torn++ > 0) return await route.continue()
    await route.fulfill({status: 200, contentType: "text/event-stream", body: 'id: 1\ndata: {"kind":"edits","re'})
  })
  await one.page.goto(bench.address)
  await one.page.waitForSelector("article")
  await expect.poll(() => torn, {timeout: 10_000}).toBeGreaterThan(1)
  const {rows} = (await (await bench.ask("/api/queue?show=all")).json()) as Queue
  await bench.world.brink("edit", "case", "reject", rows.at(-1)!.claim, "--why", "not so", "--by", "ben")
  await one.page.waitForFunction(...hasText("div.decided-line", "by ben"))
}, 60_000)

test("two windows decide side by side: each hears of the other, and nothing is lost or made twice", async () => {
  bench = await launched({also: ODD})
  const [one, other] = [await open(bench.address), await open(bench.address)]
  for (const page of [one, other]) await page.waitForSelector("article")
  await one.keyboard.press("2")
  await other.waitForFunction(...hasText("div.decided-line", "by ana"))
  await one.waitForFunction(...hasText("div.decided-line", "wrong"))
  await other.keyboard.press("j")
  await other.keyboard.press("j")
  await other.waitForTimeout(300)
  await Promise.all([one.keyboard.press("1"), other.keyboard.press("3")])
  await expect.poll(() => written(bench!).length, {timeout: 10_000}).toBe(3)
  expect(written(bench).map(({n}) => n)).toEqual([1, 2, 3])
  for (const page of [one, other]) {
    await page.keyboard.press("h")
    await page.waitForFunction(() => document.querySelectorAll("section.edits tbody tr").length === 3)
  }
}, 60_000)

test("a window of an earlier launch is told so, and decides nothing", async () => {
  bench = await launched()
  const page = await open(bench.address)
  await page.waitForSelector("article")
  const port = Number(new URL(bench.origin).port)
  await bench.endOnly()
  const later = await bench.again(port)
  try {
    await page.keyboard.press("2")
    await page.waitForFunction(...hasText("div.decided-line", "Start it again"))
    expect(existsSync(join(bench.world.folder, "case/edits.jsonl"))).toBe(false)
    // Its own address, opened again, says what to do.
    await page.reload()
    await page.waitForFunction(() => document.querySelector("h1")!.textContent!.includes("open the address"))
  } finally {
    await later.end()
  }
}, 60_000)

test("a thousand steps of undo and redo survive a restart", async () => {
  bench = await launched()
  const {rows} = (await (await bench.ask("/api/queue?show=all")).json()) as Queue
  const views = new Map<boolean, CaseView["structure"]>()
  const structure = async () => ((await (await bench!.ask("/api/case")).json()) as CaseView).structure
  views.set(false, await structure())
  expect(
    (await bench.ask("/api/edits", {lines: [{kind: "reject", claim: rows[0]!.claim}], why: "not so"})).status,
  ).toBe(200)
  views.set(true, await structure())
  for (let of = 1; of <= 1000; of++) {
    const answer = await bench.ask("/api/edits", {lines: [{kind: "undo", of}], why: "on second thought"})
    expect([of, answer.status]).toEqual([of, 200])
    if (of % 250 === 0) expect([of, await structure()]).toEqual([of, views.get(true)])
    if (of % 250 === 1) expect([of, await structure()]).toEqual([of, views.get(false)])
  }
  const before = (await (await bench.ask("/api/edits")).json()) as {edits: EditRow[]}
  await bench.endOnly()
  const later = await bench.again()
  try {
    const {origin, hash} = new URL(later.address)
    const ask = async (path: string) =>
      await (await fetch(`${origin}${path}`, {headers: {authorization: `Bearer ${hash.slice(3)}`}})).json()
    expect(((await ask("/api/case")) as CaseView).structure).toEqual(views.get(true))
    const after = (await ask("/api/edits")) as {edits: EditRow[]}
    expect(after.edits.map(({n, undone}) => [n, undone])).toEqual(before.edits.map(({n, undone}) => [n, undone]))
  } finally {
    await later.end()
  }
}, 300_000)

test("killed in the middle of two hundred decisions it loses at most the one on its way", async () => {
  const {bin, remove} = build()
  // The program that tests start is made without its page, which nobody opens here; other tests know it without.
  const page = join(dirname(bin), "../dist/page")
  mkdirSync(page, {recursive: true})
  writeFileSync(join(page, "index.html"), "")
  onTestFinished(() => rmSync(page, {recursive: true, force: true}))
  bench = await launched()
  await bench.endOnly()
  const file = join(bench.world.folder, "case/edits.jsonl")
  const {claims} = JSON.parse((await bench.world.brink("read", "case", "--json")).out) as {claims: {id: string}[]}
  let sent = 0
  let answered = 0
  for (const deaths of [40, 90, 200]) {
    const child = spawn(process.execPath, [bin, "open", join(bench.world.folder, "case"), "--no-browser"], {
      stdio: ["ignore", "pipe", "inherit"],
    })
    let said = ""
    child.stdout.on("data", (part) => {
      said += String(part)
    })
    await expect.poll(() => said, {timeout: 60_000}).toContain("#t=")
    const [, origin, token] = /(http:\/\/127\.0\.0\.1:\d+)\/#t=([0-9a-f]+)/.exec(said)!
    const decide = async () => {
      const claim = claims[sent % claims.length]!.id
      // Each claim in turn is rejected, then accepted, so that every decision changes what stands.
      const kind = Math.floor(sent / claims.length) % 2 ? "accept" : "reject"
      sent++
      const answer = await fetch(`${origin}/api/edits`, {
        method: "POST",
        headers: {authorization: `Bearer ${token}`, "content-type": "application/json"},
        body: JSON.stringify({lines: [{kind, claim}], why: `decision ${sent}`}),
      })
      if (answer.ok) answered++
    }
    while (sent < deaths - 1) await decide()
    // The last is on its way when the program dies.
    const last = decide().catch(() => {})
    await new Promise((after) => setTimeout(after, deaths % 7))
    child.kill("SIGKILL")
    await Promise.all([last, new Promise((gone) => child.once("exit", gone))])
    const there = parseEdits(readFileSync(file, "utf8"), file)
    expect(there.length).toBeGreaterThanOrEqual(answered)
    expect(there.length).toBeLessThanOrEqual(sent)
    expect(there.map(({n}) => n)).toEqual(there.map((_, i) => i + 1))
    sent = there.length
    answered = there.length
  }
  expect((await bench.world.brink("edit", "case")).code).toBe(0)
  remove()
}, 300_000)
