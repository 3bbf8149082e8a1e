// Edits as a page or another tool hands them over: lines like those of edits.jsonl, without what Brink itself fills in.
// In: the text, and who decides and why where a line does not say. Out: for each line its act, or why it is none.

import {Fault} from "../core/fault.ts"
import {readEdit} from "../map/index.ts"
import type {NewAct} from "./settled.ts"

/** An edit that a line asks for. */
export type LineEdit = {
  readonly act: NewAct
  readonly by: string
  readonly why: string
  /** Of an undo: the earlier line that it undoes; absent where it undoes an edit of the case. */
  readonly undoes?: number
  /** The earlier line whose decision it is part of, or that line's number where it is an edit of the case. */
  readonly with?: {readonly line: number} | {readonly n: number}
}

/** A line by its number, from 1, and what was made of it. */
export type EditLine = {readonly line: number; readonly made: LineEdit | Fault}

/** The edits of a text, in its order; blank lines are passed over. */
export function editLines(source: string, given: {readonly by: string; readonly why?: string | undefined}): EditLine[] {
  // Lines by the numbers that they give themselves.
  const numbered = new Map<number, number>()
  return source.split(/\r?\n/).flatMap((text, index): EditLine[] => {
    if (text.trim() === "") return []
    const line = index + 1
    const made = read(text, line, given, numbered)
    return [{line, made}]
  })
}

/** Is there an edit that names words of a sentence? Whoever applies it then reads them again. */
export const hasSpan = (lines: readonly EditLine[]): boolean =>
  lines.some(({made}) => !(made instanceof Fault) && namesWords(made.act))

/** Does an edit name words of a sentence? */
export const namesWords = ({kind}: {readonly kind: string}): boolean => kind === "span" || kind === "add"

/** An added claim with `"quotes":[""]`: the only sentence of its document that has both phrases. */
const isEmptyQuote = (raw: object): boolean =>
  "kind" in raw &&
  raw.kind === "add" &&
  "quotes" in raw &&
  Array.isArray(raw.quotes) &&
  raw.quotes.length === 1 &&
  raw.quotes[0] === ""

function read(
  text: string,
  line: number,
  given: {readonly by: string; readonly why?: string | undefined},
  numbered: Map<number, number>,
): LineEdit | Fault {
  const wrong = (what: string): Fault =>
    new Fault("case/not-an-edit", what, {next: "docs/formats/edits.md says what an edit holds."})
  let raw: unknown
  try {
    raw = JSON.parse(text)
  } catch (error) {
    return wrong(`not JSON (${(error as Error).message.split("\n")[0]})`)
  }
  if (typeof raw !== "object" || raw === null || Array.isArray(raw)) return wrong("an edit is a JSON object")
  const own = "n" in raw
  // The id of a claim that is added is that of its words, which are looked up later.
  const unnamed = "kind" in raw && raw.kind === "add" && !("claim" in raw) ? {claim: "new"} : {}
  // So is its sentence, where the words of its phrases are to find it.
  const isSought = isEmptyQuote(raw)
  const sought = isSought ? {quotes: ["sought"]} : {}
  const filled = {format: "brink/edit@1", n: 1, ...given, ...unnamed, ...raw, ...sought}
  if (filled.why === undefined) return wrong("why is missing: the line has none, and --why was not given")
  try {
    const edit = readEdit(filled, `line ${line}`)
    if (typeof edit === "string") return wrong(edit)
    const {format, n, by, why, was, called, with: part, ...rest} = edit
    const {quotes, ...bare} = rest
    // What an added claim quotes is what it is found by; of every other edit it is made anew.
    const act = bare.kind === "add" ? {...bare, sentence: isSought ? "" : quotes![0]!} : bare
    if (by.trim() === "") return wrong("by is empty")
    if (why.trim() === "") return wrong("why is empty")
    const undoes = act.kind === "undo" ? numbered.get(act.of) : undefined
    const partOf = part === undefined ? undefined : numbered.get(part)
    if (own) numbered.set(n, line)
    return {
      act,
      by,
      why,
      ...(undoes !== undefined && {undoes}),
      ...(part !== undefined && {with: partOf === undefined ? {n: part} : {line: partOf}}),
    }
  } catch (fault) {
    if (fault instanceof Fault) return fault
    throw fault
  }
}
