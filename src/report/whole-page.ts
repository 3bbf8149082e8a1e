// One HTML document that asks for nothing. In: what stands on it, how it looks, and the one script it may run. Out: the file.
//
// Every word of a document is text here, never markup: it goes in through the renderer's
// escaping, and a policy in the head forbids whatever could still ask for something.

import {sha256} from "@noble/hashes/sha2.js"
import {utf8ToBytes} from "@noble/hashes/utils.js"
import type {JSX} from "preact"
import {renderToString} from "preact-render-to-string"
import {withoutControls} from "../core/controls.ts"
import {figureCss} from "../figure/index.ts"

/** Base64, as a policy wants its hashes. */
function base64(bytes: Uint8Array): string {
  return Buffer.from(bytes).toString("base64")
}

function escapeText(text: string): string {
  return withoutControls(text).replace(/&/g, "&amp;").replace(/</g, "&lt;").replace(/>/g, "&gt;")
}

/** What a page is made of; `script` is the only one that runs, by its hash. */
export type WholePage = {
  readonly title: string
  readonly style: string
  readonly script: string
  readonly body: JSX.Element
}

/** The whole document as a string. The same input gives the same bytes. */
export function wholePage({title, style, script, body}: WholePage): string {
  const policy = [
    "default-src 'none'",
    "style-src 'unsafe-inline'",
    `script-src 'sha256-${base64(sha256(utf8ToBytes(script)))}'`,
    "img-src data:",
    "base-uri 'none'",
    "form-action 'none'",
  ].join("; ")
  // What a document holds to steer a screen is shown on the page, as everywhere.
  const text = withoutControls(renderToString(body))
  return `<!doctype html>
<html lang="en"><head><meta charset="utf-8"><meta http-equiv="Content-Security-Policy" content="${policy}"><meta name="viewport" content="width=device-width,initial-scale=1"><meta name="color-scheme" content="light dark"><meta name="referrer" content="no-referrer"><meta name="generator" content="Brink"><title>${escapeText(title)}</title><style>${figureCss}${style}</style></head>
<body>${text}<script>${script}</script></body></html>
`
}
