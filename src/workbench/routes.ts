// What each address of the workbench answers. In: a request's head and body, and the bench. Out: a status and text.

import {Fault} from "../core/fault.ts"
import {type Bench, MOST_ROWS} from "./bench.ts"
import {PAGE, PAGE_HEADERS} from "./guard.ts"
import type {Opening} from "./shapes.ts"
import {asShown} from "./shown.ts"

/** An answer of HTTP. */
export type Answer = {
  readonly status: number
  readonly type: string
  readonly body: string | Uint8Array
  /** In place of those that every answer has. */
  readonly headers?: Readonly<Record<string, string>>
}

/** The program's own files, by their address. */
export type Assets = (name: string) => Uint8Array | null

const TYPES: Readonly<Record<string, string>> = {
  html: "text/html; charset=utf-8",
  js: "text/javascript; charset=utf-8",
  css: "text/css; charset=utf-8",
}
/** A decision has at most so many lines: a link told by that many claims is rejected with one key. */
const MOST_LINES = 1000

/** Cards that a table begins with. */
const USUAL_CARDS = 40

export const STREAM = "/api/events"
const OPENING = "/api/opening"

/** Answers what the guard let through and `answerOpening` does not. `name` is what the case is called. */
export async function answerOf(method: string, url: string, body: string, bench: Bench, name: string): Promise<Answer> {
  const {pathname, searchParams: query} = new URL(url, "http://localhost")
  try {
    if (method === "POST") return await posted(pathname, body, bench)
    const [, key, isShown] = PAGE.exec(pathname) ?? []
    if (key !== undefined) return paged(bench.pageBy(key), isShown !== undefined)
    if (pathname === "/api/page") return json(bench.page())
    if (pathname === "/api/case") return json(bench.view(name))
    if (pathname === "/api/queue")
      return json(
        bench.queue(query.get("show") ?? "odd", whole(query.get("from"), 0), whole(query.get("most"), MOST_ROWS)),
      )
    if (pathname === "/api/cards") return json(await bench.cards(whole(query.get("most"), USUAL_CARDS)))
    if (pathname === "/api/pairs") return json(await bench.pairs())
    if (pathname === "/api/factors") return json(bench.factors())
    if (pathname === "/api/shares") return json(await bench.shares())
    if (pathname === "/api/edits") return json({edits: bench.edits()})
    if (pathname === "/api/find") return json(bench.find(query.get("words") ?? ""))
    const figure = /^\/api\/map(?:\/(.+))?$/.exec(pathname)
    if (figure) return await mapped(figure[1] ?? "", query, bench)
    const [, kind, rest] = /^\/api\/(claims|documents)\/(.+)$/.exec(pathname) ?? []
    if (kind === "claims") return json(bench.card(decoded(rest!)))
    if (kind === "documents") return json(bench.document(decoded(rest!)))
    return fault(404, "workbench/no-such-address", `There is nothing at ${pathname}`, "Reload the page.")
  } catch (error) {
    if (!(error instanceof Fault)) throw error
    const status = error.code.startsWith("workbench/unknown") ? 404 : 422
    return fault(status, error.code, error.what, error.next ?? "")
  }
}

/** Answers what needs no open case: the program's own files, and how far it is with opening one. Null for all else. */
export function answerOpening(url: string, opening: Opening | null, assets: Assets): Answer | null {
  const {pathname} = new URL(url, "http://localhost")
  if (pathname === OPENING) return json(opening)
  if (pathname === "/") return asset("index.html", assets)
  const file = /^\/assets\/([a-z]+\.[a-z]+)$/.exec(pathname)?.[1]
  return file === undefined ? null : asset(file, assets)
}

/** A figure of the map. What draws is loaded with the first. */
async function mapped(rest: string, query: URLSearchParams, {drawn}: Bench): Promise<Answer> {
  const figures = await import("./figures.ts")
  const [, what, id] = /^(around|links)\/(.+)$/.exec(rest) ?? []
  if (rest === "") return json(figures.mapNames(drawn))
  if (what === "around") return json(figures.aroundView(drawn, decoded(id!), query.get("steps") === "2" ? 2 : 1))
  if (what === "links") return json(figures.linkView(drawn, decoded(id!)))
  if (rest === "paths") return json(figures.pathsView(drawn, query.get("from") ?? "", query.get("to") ?? ""))
  if (rest === "circles") return json(figures.circlesView(drawn, whole(query.get("at"), 0)))
  if (rest === "matrix") return json(figures.matrixView(drawn))
  return fault(404, "workbench/no-such-address", `There is nothing at /api/map/${rest}`, "Reload the page.")
}

async function posted(pathname: string, body: string, bench: Bench): Promise<Answer> {
  if (pathname === "/api/page") return json(await bench.makePage())
  if (pathname === "/api/keep") return json(await bench.keep(nameIn(body)))
  const asked = readAsked(body)
  if (typeof asked === "string")
    return fault(
      422,
      "workbench/not-a-decision",
      asked,
      "Send {lines: [...]}, lines as docs/formats/edits.md has them.",
    )
  if (pathname === "/api/what-if") return json(await bench.whatIf(asked.lines))
  if (pathname === "/api/edits") {
    const decided = await bench.decide(asked.lines, asked.why, asked.window, asked.rev)
    return "code" in decided ? {...json(decided), status: 409} : json(decided)
  }
  return fault(404, "workbench/no-such-address", `Nothing is sent to ${pathname}`, "Reload the page.")
}

function paged(html: string | null, isShown: boolean): Answer {
  if (html === null)
    return fault(404, "workbench/no-such-page", "This page was made anew since", "Reload the window that shows it.")
  return {status: 200, type: TYPES["html"]!, body: isShown ? asShown(html) : html, headers: PAGE_HEADERS}
}

/** The name of a folder that a body gives; "" where it gives none. */
function nameIn(body: string): string {
  try {
    const {name} = JSON.parse(body) as {name?: unknown}
    return typeof name === "string" ? name.trim() : ""
  } catch {
    return ""
  }
}

type Asked = {lines: readonly unknown[]; why: string; window: string; rev: number | undefined}

function readAsked(body: string): Asked | string {
  let raw: unknown
  try {
    raw = JSON.parse(body)
  } catch {
    return "The body is not JSON"
  }
  if (typeof raw !== "object" || raw === null || !("lines" in raw) || !Array.isArray(raw.lines))
    return "The body has no list of lines"
  if (raw.lines.length === 0 || raw.lines.length > MOST_LINES) return `A decision has 1 to ${MOST_LINES} lines`
  const why = "why" in raw ? raw.why : "decided on the workbench"
  const window = "window" in raw && typeof raw.window === "string" ? raw.window : ""
  const rev = "rev" in raw && typeof raw.rev === "number" ? raw.rev : undefined
  return typeof why === "string" && why.trim() !== "" ? {lines: raw.lines, why, window, rev} : "why is no sentence"
}

function whole(text: string | null, otherwise: number): number {
  return text !== null && /^\d{1,9}$/.test(text) ? Number(text) : otherwise
}

/** @throws Fault for an address that is no text. */
function decoded(part: string): string {
  try {
    return decodeURIComponent(part)
  } catch {
    throw new Fault("workbench/unknown-address", "The address is not well formed", {next: "Reload the page."})
  }
}

function asset(name: string, assets: Assets): Answer {
  const bytes = assets(name)
  const type = TYPES[name.slice(name.lastIndexOf(".") + 1)]
  if (bytes === null || type === undefined)
    return fault(404, "workbench/no-such-file", `There is no ${name}`, "Reload the page.")
  return {status: 200, type, body: bytes}
}

function json(value: unknown): Answer {
  return {status: 200, type: "application/json; charset=utf-8", body: JSON.stringify(value)}
}

export function fault(status: number, code: string, says: string, next: string): Answer {
  return {status, type: "application/json; charset=utf-8", body: JSON.stringify({code, says, next})}
}
