// A real browser for the tests that measure pages: in goes one HTML document and the
// screen it is to be read on, out comes a playwright page that has laid it out.
//
// Invariant: nothing is fetched. Requests other than the page itself are recorded in
// `requests` and refused, so a test can say that a page needs none. The browser comes
// with the development dependencies and is unpacked once per machine to a temporary
// folder; BRINK_CHROMIUM names another Chromium to use. Not part of the package.

import {existsSync, mkdirSync, rmSync, statSync, writeFileSync} from "node:fs"
import {tmpdir} from "node:os"
import {join} from "node:path"
import {type Browser, type BrowserContext, chromium, type Page} from "playwright-core"

export type Screen = {
  /** In CSS pixels. */
  readonly width?: number
  readonly height?: number
  readonly dark?: boolean
  /** Whether scripts of the page run; tests can measure either way. Default true. */
  readonly javascript?: boolean
  /** Lay out as for paper. */
  readonly print?: boolean
}

/** A page laid out, and the addresses it asked for (all refused). Close it when done. */
export type OpenPage = {readonly page: Page; readonly requests: string[]; close(): Promise<void>}

// Our own launch arguments: the ones the package proposes switch web security off.
// Root has no sandbox in a container; hinting off makes text widths the same everywhere.
const ARGUMENTS = [
  "--headless=shell",
  "--no-sandbox",
  "--disable-gpu",
  "--disable-dev-shm-usage",
  "--font-render-hinting=none",
  "--force-color-profile=srgb",
  "--hide-scrollbars",
]

// A lock older than this belongs to a process that died while unpacking (which takes 1 to 3 s).
const LOCK_AGE_MS = 60_000

let launched: Promise<Browser> | null = null

/** Open `html` on a screen. The first call of a process starts the browser. */
export async function openPage(html: string, screen: Screen = {}): Promise<OpenPage> {
  const context = await contextOf(screen)
  const requests: string[] = []
  await context.route("**/*", (route) => {
    requests.push(route.request().url())
    return route.abort()
  })
  const page = await context.newPage()
  if (screen.print) await page.emulateMedia({media: "print"})
  await page.setContent(html, {waitUntil: "load"})
  return {page, requests, close: () => context.close()}
}

async function contextOf(screen: Screen): Promise<BrowserContext> {
  launched ??= launch()
  return (await launched).newContext({
    viewport: {width: screen.width ?? 1280, height: screen.height ?? 900},
    colorScheme: screen.dark ? "dark" : "light",
    javaScriptEnabled: screen.javascript ?? true,
    reducedMotion: "reduce",
    locale: "en-GB",
    timezoneId: "UTC",
  })
}

/** Opens an address of this machine; every request is noted, and goes through. */
export async function openAddress(address: string, screen: Screen = {}): Promise<OpenPage> {
  const context = await contextOf(screen)
  const requests: string[] = []
  const page = await context.newPage()
  page.on("request", (request) => requests.push(request.url()))
  await page.goto(address, {waitUntil: "load"})
  return {page, requests, close: () => context.close()}
}

/** End the browser, if one was started: call it in `afterAll`. */
export async function closeBrowser(): Promise<void> {
  const browser = launched
  launched = null
  if (browser) await (await browser).close()
}

async function launch(): Promise<Browser> {
  const executablePath = process.env["BRINK_CHROMIUM"] ?? (await unpackedOnce())
  return chromium.launch({executablePath, args: ARGUMENTS, headless: true, env: withFonts()})
}

/**
 * The environment with the machine's fonts and those that come with the browser (Open
 * Sans): a page can then be measured in a narrow and in a wide one.
 */
function withFonts(): Record<string, string> {
  const file = join(tmpdir(), "brink-fonts.conf")
  const dirs = `<include ignore_missing="yes">/etc/fonts/fonts.conf</include><dir>${join(tmpdir(), "fonts")}</dir><cachedir>${join(tmpdir(), "fonts-cache")}</cachedir>`
  writeFileSync(file, `<?xml version="1.0"?><!DOCTYPE fontconfig SYSTEM "fonts.dtd"><fontconfig>${dirs}</fontconfig>`)
  return {...(process.env as Record<string, string>), FONTCONFIG_FILE: file}
}

/** Path of the Chromium of the development dependencies; one process unpacks, the others wait. */
async function unpackedOnce(): Promise<string> {
  // On a bare machine the browser's own libraries are missing; told that it is on AWS
  // Lambda, the package brings them along. It reads this when it is loaded.
  if (!hasLibrary("libnspr4.so")) process.env["AWS_EXECUTION_ENV"] ??= "AWS_Lambda_nodejs20.x"
  const lock = join(tmpdir(), "brink-chromium.lock")
  while (!taken(lock)) {
    if (existsSync(lock) && Date.now() - statSync(lock).mtimeMs > LOCK_AGE_MS)
      rmSync(lock, {recursive: true, force: true})
    await new Promise((resolve) => setTimeout(resolve, 100))
  }
  try {
    const {default: packed} = await import("@sparticuz/chromium")
    return await packed.executablePath()
  } finally {
    rmSync(lock, {recursive: true, force: true})
  }
}

function taken(lock: string): boolean {
  try {
    mkdirSync(lock)
    return true
  } catch {
    return false
  }
}

function hasLibrary(name: string): boolean {
  const folders = [
    "/usr/lib/x86_64-linux-gnu",
    "/usr/lib/aarch64-linux-gnu",
    "/usr/lib64",
    "/usr/lib",
    "/lib64",
    "/lib",
  ]
  return folders.some((folder) => existsSync(join(folder, name)))
}
