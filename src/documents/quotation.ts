// Which words of a stretch of text stand between quotation marks.

import type {Range} from "./document.ts"

/** Which places of a sentence stand between quotation marks, whether it has any mark, and whether one is open at its end. */
export type Marks = {readonly inside: (at: number) => boolean; readonly any: boolean; readonly open: boolean}

/** @param opened  whether a quotation goes on from before. */
export function marksIn(text: string, {from, to}: Range, opened: boolean): Marks {
  const turns: number[] = []
  let open = opened
  for (let at = from; at < to; at++) {
    const mark = text[at]!
    if (mark !== '"' && mark !== (open ? "”" : "“")) continue
    open = !open
    turns.push(at)
  }
  // An odd number of marks before a place turns what the sentence began as.
  return {inside: (at) => opened !== (turns.filter((turn) => turn < at).length % 2 === 1), any: turns.length > 0, open}
}

/** How much of what a sentence says stands between marks; all of one that says nothing. */
export function quotedIn(text: string, {from, to}: Range, {inside, any}: Marks): "all" | "some" | "none" {
  const said = text.slice(from, to)
  // Most sentences have no mark: what holds of one word holds of all.
  const words = any ? [...said.matchAll(/\p{L}+/gu)] : [/\p{L}/u.exec(said)].filter((word) => word !== null)
  const quoted = words.filter(({index}) => inside(from + index)).length
  return quoted === words.length ? "all" : quoted > 0 ? "some" : "none"
}
