// Inline marks of Markdown. In: a document's source. Out: the same text with every inline
// mark (emphasis, link targets, code ticks, notes, tags) turned into spaces, character for
// character, so that an offset into one is an offset into the other. Offsets of .md files
// count in the source; words are read in what this leaves.

import {blank} from "./legible.ts"

/** What stands between two marks, at most: a paragraph is no longer, and a stray mark costs no more than this. */
const inside = (not: string, most: number): string => `(?:[^${not}\\n]|\\n(?![ \\t]*\\n)){1,${most}}?`

// A block of code between fences. What follows a fence that is never closed stays, in one piece: it is looked through once.
const FENCED = /^(?:```|~~~)[\s\S]*?\n(?:```|~~~)[ \t]*$|^(?<kept>(?:```|~~~)[\s\S]*)/gm
// <!-- a note to oneself -->, its words at most so many characters.
const LONGEST_NOTE = 2000

// Each rule keeps its group named `kept`, if it has one, and blanks the rest. In order: what stands in code is not read for links.
const MARKS: readonly RegExp[] = [
  // ![a picture](file.png "its title")
  /!\[[^[\]\n]{0,500}\]\([^()\s]{0,2000}(?:[ \t]+"[^"\n]{0,300}")?\)/g,
  // [the raids](https://example.org "title"), [the raids][1]
  /\[(?<kept>[^[\]]{1,500})\](?:\([^()\s]{0,2000}(?:[ \t]+"[^"\n]{0,300}")?\)|\[[^[\]\n]{0,100}\])/g,
  // [^1]
  /\[\^[^[\]\s]{1,100}\]:?/g,
  // <https://example.org>, <b>, </b>
  /<(?:https?:[^<>\s]{1,2000}|\/?[a-z][a-z0-9]{0,20}(?:\s[^<>\n]{0,500})?\/?)>/gi,
  new RegExp(`(?<!\`)\`(?<kept>${inside("`", 500)})\`(?!\`)`, "g"),
  new RegExp(`(?<!\\*)\\*{1,3}(?=[^\\s*])(?<kept>${inside("*", 1000)})(?<=[^\\s*])\\*{1,3}(?!\\*)`, "g"),
  new RegExp(
    `(?<![\\p{L}\\p{N}_])_{1,3}(?=[^\\s_])(?<kept>${inside("_", 1000)})(?<=[^\\s_])_{1,3}(?![\\p{L}\\p{N}_])`,
    "gu",
  ),
  new RegExp(`~~(?=[^\\s~])(?<kept>${inside("~", 1000)})~~`, "g"),
]

/** `text` with its notes to oneself as spaces. */
function withoutNotes(text: string): string {
  let plain = ""
  let done = 0
  let close = -1
  for (let open = text.indexOf("<!--"); open >= 0; ) {
    if (close < open + 4) close = text.indexOf("-->", open + 4)
    if (close < 0) break
    const ends = close - open - 4 <= LONGEST_NOTE
    if (ends) {
      plain += text.slice(done, open) + blank(text.slice(open, close + 3))
      done = close + 3
    }
    open = text.indexOf("<!--", ends ? done : open + 1)
  }
  return plain + text.slice(done)
}

/** `text` with what `mark` finds as spaces, all but its group named `kept`. */
function blanked(text: string, mark: RegExp): string {
  return text.replace(mark, (whole: string, ...more: unknown[]) => {
    const kept = (more.at(-1) as {kept?: string} | undefined)?.kept
    if (kept === undefined) return blank(whole)
    const at = whole.indexOf(kept)
    return blank(whole.slice(0, at)) + kept + blank(whole.slice(at + kept.length))
  })
}

/** `text` from `from` on with its inline marks as spaces: as long as `text`, and the same at every other place. */
export function withoutMarks(text: string, from: number): string {
  return text.slice(0, from) + MARKS.reduce(blanked, withoutNotes(blanked(text.slice(from), FENCED)))
}
