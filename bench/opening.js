// How soon `brink open` shows something: `node bench/opening.js [PATH...]`, of the built program (`npm run build`).
//
// Without a path: two bundled cases, and 500 documents made of marked texts. Each folder or case is copied and opened as a user would, by `node bin/brink.js open`, with nothing kept of it and again with
// what the first opening kept. Out, in milliseconds: from the command to the address that it prints; from the page's load in a
// browser that runs already to its first view, to the frame that says how far reading is or shows what stands; and to the first
// reading; and the longest time that a request for the page waited meanwhile, asked again and again.

import {spawn} from "node:child_process"
import {cpSync, mkdtempSync, rmSync} from "node:fs"
import {tmpdir} from "node:os"
import {basename, join, resolve} from "node:path"
import {fileURLToPath} from "node:url"
import {readOptions} from "../scripts/options.js"
import "../scripts/typescript.js"
import {makeDocuments} from "./many-documents.js"
import {shownIn} from "./shown-in.js"

const ROUNDS = 3
const PAUSE_MS = 20
const root = fileURLToPath(new URL("..", import.meta.url))
const {positionals} = readOptions(import.meta.url, {allowPositionals: true})
const made = mkdtempSync(join(tmpdir(), "brink-opening-"))
const paths = positionals
if (paths.length === 0) {
  const many = join(made, "500-documents")
  makeDocuments(many, 500)
  paths.push(join(root, "cases/pakistan-taliban"), join(root, "cases/cholera"), many)
}

const {closeBrowser, openAddress, openPage} = await import("../test/browser.ts")
await (await openPage("<p>")).close()
for (const path of paths) {
  for (let round = 1; round <= ROUNDS; round++) {
    const home = mkdtempSync(join(tmpdir(), "brink-opening-"))
    try {
      const at = join(home, basename(resolve(path)))
      cpSync(path, at, {recursive: true, filter: (from) => basename(from) !== ".brink"})
      process.stdout.write(`${basename(at)}, round ${round}: first ${await opened(at, home)}\n`)
      process.stdout.write(`${basename(at)}, round ${round}: again ${await opened(at, home)}\n`)
    } finally {
      rmSync(home, {recursive: true, force: true})
    }
  }
}
await closeBrowser()
rmSync(made, {recursive: true, force: true})

async function opened(path, home) {
  const began = performance.now()
  const child = spawn(process.execPath, [join(root, "bin/brink.js"), "open", path, "--no-browser"], {
    cwd: home,
    env: {...process.env, XDG_CACHE_HOME: join(home, "cache"), XDG_STATE_HOME: join(home, "state")},
    stdio: ["ignore", "pipe", "pipe"],
  })
  const ended = new Promise((done) => child.once("exit", done))
  try {
    const address = await addressOf(child)
    const printed = Math.round(performance.now() - began)
    const waits = waiting(new URL(address).origin)
    const {page, close} = await openAddress(address, {width: 1440})
    const view = await shownIn(page, "main h1:not(:empty)")
    const reading = await shownIn(page, "article")
    await close()
    return `address after ${printed}, first view ${view}, first reading ${reading}, longest wait ${await waits()}`
  } finally {
    child.kill("SIGINT")
    await ended
  }
}

/** Asks for the page again and again. The result ends that, and is the longest time until an answer. */
function waiting(origin) {
  let longest = 0
  let isOver = false
  const asking = (async () => {
    while (!isOver) {
      const asked = performance.now()
      await (await fetch(origin)).text()
      longest = Math.max(longest, performance.now() - asked)
      await new Promise((after) => setTimeout(after, PAUSE_MS))
    }
  })()
  return async () => {
    isOver = true
    await asking
    return Math.round(longest)
  }
}

/** The address that a launch prints. */
function addressOf(child) {
  let said = ""
  return new Promise((found, failed) => {
    const take = (chunk) => {
      said += chunk
      const [address] = /http:\S+/.exec(said) ?? []
      if (address) found(address)
    }
    child.stdout.on("data", take)
    child.stderr.on("data", take)
    child.once("exit", (code) => failed(new Error(`It ended with code ${code}: ${said}`)))
  })
}
