// Edits as a page or another tool hands them over: lines like those of edits.jsonl, without what Brink itself fills in.
// In: the text, and who decides and why where a line does not say. Out: for each line its act, or why it is none.

import {Fault} from "../core/fault.ts"
import {type EditAct, readEdit} from "../map/index.ts"

/** An edit that a line asks for. */
export type LineEdit = {
  readonly act: EditAct
  readonly by: string
  readonly why: string
  /** Of an undo: the earlier line that it undoes; absent where it undoes an edit of the case. */
  readonly undoes?: number
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
  const filled = {format: "brink/edit@1", n: 1, ...given, ...raw}
  if (filled.why === undefined) return wrong("why is missing: the line has none, and --why was not given")
  try {
    const edit = readEdit(filled, `line ${line}`)
    if (typeof edit === "string") return wrong(edit)
    const {format, n, by, why, quotes, was, called, ...act} = edit
    if (by.trim() === "") return wrong("by is empty")
    if (why.trim() === "") return wrong("why is empty")
    const undoes = act.kind === "undo" ? numbered.get(act.of) : undefined
    if (own) numbered.set(n, line)
    return {act, by, why, ...(undoes !== undefined && {undoes})}
  } catch (fault) {
    if (fault instanceof Fault) return fault
    throw fault
  }
}
