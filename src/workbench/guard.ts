// Who may ask the workbench. In: the head of a request, and what this launch expects. Out: null, or the refusal.
//
// The server listens on the loopback device alone, yet every page that a browser has open can send requests there. None
// gets through: it knows no token, its Origin is another, and a name that an attacker's name server points at 127.0.0.1
// stands in Host. There are no cookies, so that nothing is sent by itself.

/** What of a request is looked at before its body is read. Header values as sent; undefined where absent. */
export type Head = {
  readonly method: string
  /** Path with its query, as sent. */
  readonly url: string
  readonly host: string | undefined
  readonly origin: string | undefined
  readonly authorization: string | undefined
  readonly contentType: string | undefined
  /** Of the body, in bytes. */
  readonly contentLength: string | undefined
}

/** This launch: the port it listens on, and the word that its own page knows. */
export type Launch = {readonly port: number; readonly token: string}

/** A status of HTTP, and a sentence. */
export type Refusal = {readonly status: number; readonly says: string}

/** Longest body of a request, in bytes. */
export const LONGEST_BODY = 1 << 20

/** Null for a request that may be answered. The program's own files need no token, since they say nothing of a case. */
export function refusalOf(head: Head, {port, token}: Launch): Refusal | null {
  const home = `127.0.0.1:${port}`
  if (head.host !== home) return {status: 421, says: `This server answers to ${home} alone.`}
  if (head.origin !== undefined && head.origin !== `http://${home}`) return {status: 403, says: "Another page asked."}
  if (head.method !== "GET" && head.method !== "POST") return {status: 405, says: "Only GET and POST are answered."}
  if (!isForData(head.url)) return head.method === "GET" ? null : {status: 405, says: "The program is only read."}
  if (!isSame(head.authorization ?? "", `Bearer ${token}`))
    return {
      status: 401,
      says: "This page belongs to an earlier launch, or to none: open the address that Brink printed.",
    }
  if (head.method === "GET") return null
  if (!/^application\/json(?:;|$)/.test(head.contentType ?? ""))
    return {status: 415, says: "A decision is sent as application/json."}
  // Nothing is read of a body whose end is not known.
  if (!/^\d+$/.test(head.contentLength ?? "")) return {status: 411, says: "The length of the body is missing."}
  if (Number(head.contentLength) > LONGEST_BODY) return {status: 413, says: "The body is longer than a megabyte."}
  return null
}

/** Whether an address asks for data of the case rather than for a file of the program. */
export function isForData(url: string): boolean {
  return url.startsWith("/api/")
}

/** Compares in a time that does not tell how much of it was right. */
function isSame(given: string, wanted: string): boolean {
  let differ = given.length ^ wanted.length
  for (let i = 0; i < wanted.length; i++) differ |= wanted.charCodeAt(i) ^ (given.charCodeAt(i) || 0)
  return differ === 0
}

/** Where the page of a case stands, and as the window shows it: its key is what the server told the window that asked for it. */
export const PAGE = /^\/page\/([0-9a-f]{64})(\/shown)?$/

/**
 * Sent with the page of a case besides, in place of the policy of the program: it runs apart from the program, as if it came
 * from nowhere, asks for nothing, and is shown by this program alone. Which script it runs its own policy says.
 */
export const PAGE_HEADERS: Readonly<Record<string, string>> = {
  "content-security-policy":
    "sandbox allow-scripts allow-popups; default-src 'none'; style-src 'unsafe-inline'; script-src 'unsafe-inline'; img-src data:; base-uri 'none'; form-action 'none'; frame-ancestors 'self'",
}

/** Sent with every answer. */
export const HEADERS: Readonly<Record<string, string>> = {
  "content-security-policy":
    "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; frame-src 'self'; img-src 'self' data:; base-uri 'none'; form-action 'none'; frame-ancestors 'none'; require-trusted-types-for 'script'; trusted-types brink-figure",
  "x-content-type-options": "nosniff",
  "referrer-policy": "no-referrer",
  "cross-origin-resource-policy": "same-origin",
  "cross-origin-opener-policy": "same-origin",
  "cache-control": "no-store",
}
