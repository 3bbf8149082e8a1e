// What each address of the workbench answers. In: a request's head and body, and the bench. Out: a status and text.

import {Fault} from "../core/fault.ts"
import {type Bench, MOST_ROWS} from "./bench.ts"

/** An answer of HTTP. */
export type Answer = {readonly status: number; readonly type: string; readonly body: string | Uint8Array}

/** The program's own files, by their address. */
export type Assets = (name: string) => Uint8Array | null

const TYPES: Readonly<Record<string, string>> = {
  html: "text/html; charset=utf-8",
  js: "text/javascript; charset=utf-8",
  css: "text/css; charset=utf-8",
}
/** A decision has at most so many lines: a link told by that many claims is rejected with one key. */
const MOST_LINES = 1000

export const STREAM = "/api/events"

/** Answers what the guard let through. `name` is what the case is called. */
export function answerOf(
  method: string,
  url: string,
  body: string,
  bench: Bench,
  name: string,
  assets: Assets,
): Answer {
  const {pathname, searchParams: query} = new URL(url, "http://localhost")
  try {
    if (method === "POST") return posted(pathname, body, bench)
    if (pathname === "/") return asset("index.html", assets)
    const file = /^\/assets\/([a-z]+\.[a-z]+)$/.exec(pathname)?.[1]
    if (file !== undefined) return asset(file, assets)
    if (pathname === "/api/case") return json(bench.view(name))
    if (pathname === "/api/queue")
      return json(
        bench.queue(query.get("show") ?? "odd", whole(query.get("from"), 0), whole(query.get("most"), MOST_ROWS)),
      )
    if (pathname === "/api/names")
      return json(bench.names(whole(query.get("from"), 0), whole(query.get("most"), MOST_ROWS)))
    if (pathname === "/api/edits") return json({edits: bench.edits()})
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

function posted(pathname: string, body: string, bench: Bench): Answer {
  const asked = readAsked(body)
  if (typeof asked === "string")
    return fault(
      422,
      "workbench/not-a-decision",
      asked,
      "Send {lines: [...]}, lines as docs/formats/edits.md has them.",
    )
  if (pathname === "/api/what-if") return json(bench.whatIf(asked.lines))
  if (pathname === "/api/edits") return json(bench.decide(asked.lines, asked.why))
  return fault(404, "workbench/no-such-address", `Nothing is sent to ${pathname}`, "Reload the page.")
}

function readAsked(body: string): {lines: readonly unknown[]; why: string} | string {
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
  return typeof why === "string" && why.trim() !== "" ? {lines: raw.lines, why} : "why is no sentence"
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

export function json(value: unknown): Answer {
  return {status: 200, type: "application/json; charset=utf-8", body: JSON.stringify(value)}
}

export function fault(status: number, code: string, says: string, next: string): Answer {
  return {status, type: "application/json; charset=utf-8", body: JSON.stringify({code, says, next})}
}
