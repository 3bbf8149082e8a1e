// The page of a case as the window shows it: with one more script, which tells the window what keys are pressed in it and
// strikes out what the window says was rejected since. The page that is saved has none of it.

import {sha256} from "@noble/hashes/sha2.js"
import {utf8ToBytes} from "@noble/hashes/utils.js"

/**
 * Runs in the frame, which has no origin: keys are no secret, and only a window of this program may frame it. Fields and what
 * a key presses keep their keys.
 */
const SCRIPT = `(() => {
  addEventListener("keydown", (event) => {
    const {key, shiftKey, ctrlKey, metaKey, altKey, target} = event
    const isField = target instanceof Element && target.matches("input:not([type=radio],[type=checkbox]),select,textarea")
    const isTold = key === "Escape" || (key.length === 1 && key !== " ")
    const command = ctrlKey || metaKey
    if (isField || altKey || !isTold || (command && !/^[zk]$/i.test(key))) return
    if (command) event.preventDefault()
    parent.postMessage({brink: "key", key, shiftKey, ctrlKey: command}, "*")
  })
  const struck = new Set()
  addEventListener("message", ({source, data}) => {
    if (source !== parent || !data || !Array.isArray(data.struck)) return
    const wanted = new Set(data.struck)
    const set = (anchor, is) => {
      const place = document.getElementById(anchor)
      const links = document.querySelectorAll('a[href="#' + CSS.escape(anchor) + '"]')
      for (const one of [place, ...[...links].map((link) => link.closest("blockquote") || link)])
        if (one) one.style.textDecorationLine = is ? "line-through" : ""
    }
    for (const anchor of struck) if (!wanted.has(anchor)) { set(anchor, false); struck.delete(anchor) }
    for (const anchor of wanted) { set(anchor, true); struck.add(anchor) }
  })
})()`

const HASH = `'sha256-${Buffer.from(sha256(utf8ToBytes(SCRIPT))).toString("base64")}'`

/** Adds the script, and its hash to the page's own policy. A page without either place is shown as it is. */
export function asShown(html: string): string {
  const end = html.lastIndexOf("</body>")
  const policy = html.indexOf("script-src ")
  if (end < 0 || policy < 0) return html
  const at = policy + "script-src ".length
  return `${html.slice(0, at)}${HASH} ${html.slice(at, end)}<script>${SCRIPT}</script>${html.slice(end)}`
}
