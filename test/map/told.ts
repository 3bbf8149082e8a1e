// Claims written the way a test reads best, in place of a reader. `{}` marks the thing that
// varies, a trailing ` -` or ` +` the way the phrase says it moves:
// say("a fall in {harvests} -", "+", "{the debt}").

import type {Claim, Phrase, Reading} from "../../src/claims/index.ts"

export type Told = Partial<Omit<Claim, "cause" | "effect" | "sign" | "quote">> & {quote?: string; lineage?: string}

let count = 0

/** One claim. Its quote is its two phrases with the signal between them, unless one is given. */
export function say(cause: string, sign: Claim["sign"], effect: string, more: Told = {}): Claim & {lineage?: string} {
  const bare = (phrase: string) => phrase.replace(/ [-+]$/, "").replace(/[{}]/g, "")
  const text = more.quote ?? `${bare(cause)} brings ${bare(effect)}`
  count++
  return {
    file: "a.txt",
    condition: null,
    hedge: null,
    denied: false,
    refuted: false,
    time: "present",
    by: null,
    lag: null,
    strength: null,
    reader: "test",
    confidence: 0.8,
    id: more.id ?? `c${String(count).padStart(11, "0")}`,
    ...more,
    cause: phrase(cause, Math.max(0, text.indexOf(bare(cause)))),
    effect: phrase(effect, Math.max(0, text.lastIndexOf(bare(effect)))),
    sign,
    quote: {from: 0, to: text.length, text},
  }
}

function phrase(notation: string, from: number): Phrase {
  const change = notation.endsWith(" -") ? "-" : notation.endsWith(" +") ? "+" : null
  const marked = notation.replace(/ [-+]$/, "")
  const text = marked.replace(/[{}]/g, "")
  const thing: {from: number; to: number; text: string}[] = []
  let at = 0
  let opened = -1
  for (const char of marked) {
    if (char === "{") opened = at
    else if (char === "}") thing.push({from: from + opened, to: from + at, text: text.slice(opened, at)})
    else at++
  }
  if (thing.length === 0) thing.push({from, to: from + text.length, text})
  return {from, to: from + text.length, text, thing, change}
}

/** A reading of those claims; a file is its own lineage unless a claim says otherwise. */
export function reading(...claims: readonly (Claim & {lineage?: string})[]): Reading {
  const files = [...new Set(claims.map((c) => c.file))].sort()
  return {
    format: "brink/reading@1",
    documents: files.map((file) => ({
      id: file,
      file,
      title: file,
      words: 100,
      lineage: claims.find((c) => c.file === file && c.lineage)?.lineage ?? file,
      boilerplate: [],
    })),
    claims,
    quantities: [],
    dates: [],
    actors: [],
    issues: [],
  }
}

/** Three things in a circle, one of its links told by two documents, and a link apart. */
export const circleTold = reading(
  say("looms", "+", "kites"),
  say("kites", "+", "spindles"),
  say("spindles", "+", "looms"),
  say("looms", "+", "kites", {file: "b.txt"}),
  say("hinges", "+", "buttons", {file: "b.txt"}),
)
