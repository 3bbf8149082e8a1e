// Who may ask the workbench: a request of its own page, and nobody's else.

import {expect, test} from "vitest"
import {HEADERS, type Head, LONGEST_BODY, refusalOf} from "../../src/workbench/index.ts"

const launch = {port: 40123, token: "5e".repeat(32)}
const own: Head = {
  method: "POST",
  url: "/api/edits",
  host: "127.0.0.1:40123",
  origin: "http://127.0.0.1:40123",
  authorization: `Bearer ${launch.token}`,
  contentType: "application/json",
  contentLength: "40",
}

test("its own page is answered; the program itself needs no token, since it says nothing of a case", () => {
  expect(refusalOf(own, launch)).toBeNull()
  expect(refusalOf({...own, origin: undefined}, launch)).toBeNull()
  expect(refusalOf({...own, contentType: "application/json; charset=utf-8"}, launch)).toBeNull()
  for (const url of ["/", "/assets/page.js"])
    expect(
      refusalOf({...own, method: "GET", url, authorization: undefined, contentLength: undefined}, launch),
    ).toBeNull()
})

test.each([
  ["another page of the browser", {origin: "https://example.org"}, 403],
  ["a page without an origin of its own", {origin: "null"}, 403],
  ["its own address under another scheme", {origin: "https://127.0.0.1:40123"}, 403],
  ["a name that leads here", {host: "evil.example:40123"}, 421],
  ["localhost, which a name server may lead elsewhere", {host: "localhost:40123"}, 421],
  ["no host at all", {host: undefined}, 421],
  ["no token", {authorization: undefined}, 401],
  ["the token of an earlier launch", {authorization: `Bearer ${"5f".repeat(32)}`}, 401],
  ["the beginning of the token", {authorization: `Bearer ${"5e".repeat(31)}`}, 401],
  ["the token and more", {authorization: `Bearer ${launch.token}0`}, 401],
  ["a form of another page", {contentType: "application/x-www-form-urlencoded"}, 415],
  ["plain text, which needs no leave of the browser", {contentType: "text/plain"}, 415],
  ["no length", {contentLength: undefined}, 411],
  ["too long a body", {contentLength: String(LONGEST_BODY + 1)}, 413],
  ["another method", {method: "PUT"}, 405],
  ["the program is not written to", {url: "/"}, 405],
] as const)("%s is refused", (_, other, status) => {
  expect(refusalOf({...own, ...other}, launch)?.status).toBe(status)
})

test("nothing but the server's own files may run, be shown or be asked", () => {
  expect(HEADERS["content-security-policy"]).toContain("default-src 'none'")
  expect(HEADERS["content-security-policy"]).not.toMatch(/unsafe|\*|https?:/)
})
