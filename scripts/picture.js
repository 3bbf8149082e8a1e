// Makes docs/workbench.png: `npm run build && node scripts/picture.js`. The workbench, on an invented folder, after two decisions.

import {spawnSync} from "node:child_process"
import {mkdtempSync, rmSync} from "node:fs"
import {tmpdir} from "node:os"
import {join} from "node:path"
import {fileURLToPath} from "node:url"
import "./typescript.js"

const root = fileURLToPath(new URL("..", import.meta.url))
const {launch} = await import("../src/cli/open.ts")
const {openTerminal, openWorld} = await import("../src/io/index.ts")
const {closeBrowser, openAddress} = await import("../test/browser.ts")
const {english} = await import("../test/language/english.ts")

const folder = mkdtempSync(join(tmpdir(), "brink-picture-"))
const path = join(folder, "tarne-sound")
const documents = join(root, "test/beds/fishery/documents")
const asked = ["--question", "Will the hake of Tarne Sound recover?"]
const made = spawnSync(process.execPath, [join(root, "bin/brink.js"), "init", path, documents, ...asked])
if (made.status !== 0) throw new Error(String(made.stderr))

const io = openWorld({workers: 1, readers: 1, english})
const terminal = openTerminal({quiet: true, streams: {isScreen: false, out: () => {}, err: () => {}}})
const {address, end} = await launch({terminal, io}, path, {by: "ana"})
const {page, close} = await openAddress(address, {width: 1200, height: 720})
/** What each of the three answers would do stands there. */
const foreseen = () =>
  page.waitForFunction(
    () => [...document.querySelectorAll(".answers li span")].slice(0, 3).every(({textContent}) => textContent !== ""),
    undefined,
    {timeout: 60_000},
  )
for (const key of ["2", "2"]) {
  await foreseen()
  await page.keyboard.press(key)
  await page.waitForSelector("main[aria-busy=false]")
  await page.waitForTimeout(500)
}
await foreseen()
await page.screenshot({path: join(root, "docs/workbench.png")})
await close()
await closeBrowser()
await end()
await io.close()
rmSync(folder, {recursive: true, force: true})
