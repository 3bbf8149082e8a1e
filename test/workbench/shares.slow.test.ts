// Shares of runs behind a decision: choices held up in a model drafted from the map, compared with those before it.

import {expect, test} from "vitest"
import type {LinkView, Shares} from "../../src/workbench/shapes.ts"
import {sharesMoved} from "../../src/workbench/shares.ts"
import {town} from "../figure/worlds.ts"
import {windowed} from "./windowed.ts"

const here = windowed({
  documents: {
    "one.txt": "The toll lowers traffic in Tarnby. Traffic raises noise. The ban on lorries lowered traffic.\n",
    "two.txt": "Traffic raises noise in Tarnby. The toll lowers traffic. Noise lowers sleep.\n",
  },
})

/** Rejects all that tells a link. */
async function reject(link: string): Promise<void> {
  const {claims} = await here.bench.get<LinkView>(`/api/map/links/${encodeURIComponent(link)}`)
  expect(claims.length).toBeGreaterThan(0)
  await here.bench.get("/api/edits", {lines: claims.map((claim) => ({kind: "reject", claim})), why: "one example"})
}

test("none before a decision; then which moved, the same to whoever asks again; taken back they move back", async () => {
  const {bench} = here
  const shares = () => bench.get<Shares>("/api/shares")
  expect(await shares()).toEqual({rev: 0, runs: 0, of: 0, says: []})
  // The toll is the choice, sleep and noise what is asked about: without this link it reaches sleep no more.
  await reject("traffic->noise")
  const moved = await shares()
  expect(moved.rev).toBe(bench.written().length)
  expect(moved).toMatchObject({runs: 100, of: 2})
  const [, was] = /^More of Taxes raises Sleep in 0 of 10 runs, (\d+) before\.$/.exec(moved.says[0]!)!
  expect(Number(was)).toBeGreaterThan(0)
  expect(await shares()).toEqual(moved)
  for (const {n} of bench.written()) await bench.get("/api/edits", {lines: [{kind: "undo", of: n}], why: "back"})
  expect((await shares()).says).toContain(`More of Taxes raises Sleep in ${was} of 10 runs, 0 before.`)
}, 60_000)

test("the window tells them two seconds after the last decision, beside what it decided; the next decision takes them away", async () => {
  const page = await here.show()
  const runs = page.locator(".in-runs")
  expect(await runs.innerText()).toBe("")
  await page.keyboard.press("3")
  await page.waitForSelector(".in-runs h2", {timeout: 30_000})
  expect(await runs.innerText()).toMatch(/No share of runs moves by a tenth|in \d+ of 10 runs, \d+ before/)
  await page.keyboard.press("1")
  await page.waitForFunction(() => document.querySelector(".in-runs")!.textContent === "")
}, 60_000)

test("of a map too large for runs in a moment none are run, and that is said", async () => {
  const map = town(60, 301)
  const nobody = () => Promise.reject(new Error("nobody asks for runs"))
  expect(await sharesMoved(map, map, [], nobody)).toEqual({
    runs: 0,
    of: 0,
    says: ["Not worked out for a map of 301 links: the page has them."],
  })
})
