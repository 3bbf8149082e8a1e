// How long a decision of the workbench takes until its effect is on the screen: `node bench/decisions.js`.
//
// `--folder PATH` reads these documents; without it 500 are made of paragraphs of the marked texts that may be read. Two hundred
// readings (`--decisions N`; no more than there are) are decided by key in a browser, then as many are taken back. Out: milliseconds
// from the load of the page to its first reading, and from the key to the frame that shows the effect, the median and the 95th
// percentile. `--case` takes a case. How soon a page shows something while documents are read is measured by bench/opening.js.

import {cpSync, mkdtempSync, rmSync} from "node:fs"
import {tmpdir} from "node:os"
import {join} from "node:path"
import {readOptions} from "../scripts/options.js"
import "../scripts/typescript.js"
import {makeDocuments} from "./many-documents.js"
import {shownIn} from "./shown-in.js"

const PAUSE_MS = 300
const DOCUMENTS = 500

const {values: options} = readOptions(import.meta.url, {
  options: {folder: {type: "string"}, case: {type: "string"}, decisions: {type: "string", default: "200"}},
})
const ASKED = Number(options.decisions)
if (!Number.isInteger(ASKED) || ASKED < 1) throw new Error("--decisions wants a whole number of 1 or more")

const {launch} = await import("../src/cli/open.ts")
const {openTerminal, openWorld} = await import("../src/io/index.ts")
const {closeBrowser, openAddress} = await import("../test/browser.ts")
const {english} = await import("../test/language/english.ts")

const folder = mkdtempSync(join(tmpdir(), "brink-decisions-"))
const documents = join(folder, options.case ? "case" : "documents")
if (options.case) cpSync(options.case, documents, {recursive: true})
else if (options.folder) cpSync(options.folder, documents, {recursive: true})
else makeDocuments(documents, DOCUMENTS)

const io = openWorld({workers: 1, readers: 2, english})
const terminal = openTerminal({quiet: true, streams: {isScreen: false, out: () => {}, err: () => {}}})
const {address, end} = await launch({terminal, io}, documents, {by: "bench", keepIn: folder})
const {page, close} = await openAddress(address, {width: 1440})
process.stdout.write(`first reading ${await shownIn(page, "article")} ms after the page's load\n`)
// A reading that is decided a second time may say the same again, which nothing on the screen would tell.
const readings = Number(/(\d+) readings/.exec(await page.locator("h1").innerText())?.[1] ?? ASKED)
const DECISIONS = Math.min(ASKED, readings)
await page.evaluate(() => {
  let pressed = 0
  globalThis.took = []
  addEventListener(
    "keydown",
    () => {
      pressed = performance.now()
    },
    true,
  )
  new MutationObserver(() => {
    if (pressed === 0) return
    const from = pressed
    pressed = 0
    requestAnimationFrame(() => setTimeout(() => globalThis.took.push(performance.now() - from)))
  }).observe(document.querySelector("div.decided-line"), {subtree: true, childList: true, characterData: true})
})

/** Presses keys one after another, each when what the last one did is shown. */
async function measured(keyOf) {
  await page.evaluate(() => {
    globalThis.took = []
  })
  for (let i = 0; i < DECISIONS; i++) {
    await page.keyboard.press(keyOf(i))
    await page.waitForFunction((n) => globalThis.took.length > n, i, {timeout: 60_000})
    await page.waitForSelector("main[aria-busy=false]", {timeout: 60_000})
    // Who decides has read a sentence meanwhile.
    await page.waitForTimeout(PAUSE_MS)
  }
  const sorted = (await page.evaluate(() => globalThis.took)).sort((a, b) => a - b)
  const at = (share) => Math.round(sorted[Math.ceil(share * sorted.length) - 1])
  return `median ${at(0.5)} ms, 95th percentile ${at(0.95)} ms, longest ${at(1)} ms`
}

const decided = await measured((i) => "12131"[i % 5])
const undone = await measured(() => "u")
process.stdout.write(`${DECISIONS} decisions: ${decided}\n${DECISIONS} undone: ${undone}\n`)
await close()
await closeBrowser()
await end()
await io.close()
rmSync(folder, {recursive: true, force: true})
