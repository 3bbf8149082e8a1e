// The mark by which Brink knows a model of its own again, and whether anybody has edited it since: a hash of the text, in it.
// In: a text. Out: the text with its mark, or whether it is as it was marked.

import {contentHash} from "./ids.ts"

/** Where the hash of a model stands: behind the whole of it, or with what a .mdl says of its control section. */
const MARKS = [
  /\n# Written by Brink; as it was while this fits: ([0-9a-f]{16})\n$/,
  /\n<!-- Written by Brink; as it was while this fits: ([0-9a-f]{16}) -->\n$/,
  /\n\t\tWritten by Brink; as it was while this fits: ([0-9a-f]{16})(?=\n\t\|)/,
]
const CONTROL_SECTION = /\n\t\.Control\n\*+~(?=\n)/

/** A model's text with the mark by which it is known again; as it is where its format has no place for one. */
export function marked(text: string, format: string): string {
  const hash = contentHash(text).slice(0, 16)
  const words = `Written by Brink; as it was while this fits: ${hash}`
  if (format === "yaml") return `${text}# ${words}\n`
  if (format === "xmile" || format === "graphml") return `${text}<!-- ${words} -->\n`
  if (format !== "mdl") return text
  const section = CONTROL_SECTION.exec(text)
  const bar = section ? text.indexOf("\n\t|", section.index) : -1
  return bar < 0 ? text : `${text.slice(0, bar)}\n\t\t${words}${text.slice(bar)}`
}

/** What was marked, of a text that carries its mark and is as it was; else null. */
export function unmarked(text: string): string | null {
  for (const mark of MARKS) {
    const found = mark.exec(text)
    if (!found) continue
    const end = text.endsWith(found[0]) && !found[0].startsWith("\n\t") ? "\n" : ""
    const bare = `${text.slice(0, found.index)}${end}${text.slice(found.index + found[0].length)}`
    if (contentHash(bare).slice(0, 16) === found[1]) return bare
  }
  return null
}

/** Whether a text carries a mark, and is what was marked. */
export const isAsMarked = (text: string): boolean => unmarked(text) !== null
