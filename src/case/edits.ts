// The one way a case's map is changed by hand: edits appended to edits.jsonl, after each was held against the map as it
// stands after those before it. In: the case and what is to be done. Out: the edits as they were written, with their
// numbers and the quotes that let them find their claims again, and what they did to the structure.
//
// The file is written once, whole, and renamed, under a lock: two writers append all that both wrote.

import {Fault} from "../core/fault.ts"
import {
  type CausalMap,
  type Edit,
  type Gathering,
  parseEdits,
  printEdit,
  type StructureChange,
  structureChange,
  wasOf,
} from "../map/index.ts"
import {type Asked, actsOf, nextOf} from "./asked.ts"
import type {Case} from "./case.ts"
import {effectsOf} from "./edit-effects.ts"
import type {EditLine} from "./edit-lines.ts"
import {type Io, inFolder} from "./io.ts"
import {type NewAct, type PhraseReader, type Subject, settled, unknown} from "./settled.ts"
import {assertThere, Standing} from "./standing.ts"

/** Who decided, and why. */
export type Decision = {readonly by: string; readonly why: string}

/** What was written, what was not and why, and what became of the map. */
export type Appended = {
  readonly edits: readonly Edit[]
  readonly refused: readonly {readonly line: number; readonly fault: Fault}[]
  readonly change: StructureChange
  /** All edits of the case as they stand now, and their map; absent where others wrote meanwhile, or nothing was written. */
  readonly now?: {readonly edits: readonly Edit[]; readonly map: CausalMap}
  /** What is to be said of edits that do not speak for themselves. */
  readonly says: readonly string[]
}

/** What an open case says, and where it is decided about again and again, what is kept from one gathering to the next. */
type Open = Pick<Subject, "map" | "reading"> & {readonly gathering?: Gathering}

type Reading = PhraseReader
type Writing = Pick<Io, "locked" | "readText" | "writeWhole"> & Reading

/**
 * Appends what one person asks for in one breath: all of its edits, or none.
 *
 * @throws Fault `case/not-a-case` for a case in memory; `case/unknown-claim`, `case/unknown-link`,
 *               `case/unknown-factor`, `case/unknown-quantity`, `case/unknown-edit` with the nearest names;
 *               `case/ambiguous-claim` and `case/short-claim` for the beginning of an id that is not enough;
 *               `case/unknown-words` for a span that is not in its sentence;
 *               `case/empty-edit` for one that would change nothing, or say nothing.
 */
export function appendEdits(
  opened: Case,
  subject: Pick<Subject, "map" | "reading">,
  asked: Asked,
  decision: Decision,
  io: Writing,
): Appended {
  const first = standingOf(opened, subject, io)
  const {acts, says} = actsOf(asked, first)
  // What is asked in one breath is one decision.
  const head = acts.length > 1 ? nextOf(first.edits) : undefined
  const last = acts.reduce(
    (standing, act, i) => withAct(standing, act, decision, io, i === 0 ? undefined : head),
    first,
  )
  const told = [...(says === undefined ? [] : [says]), ...effectsOf(first, last)]
  return {...written(opened, first, last, io), refused: [], says: told}
}

/** Lines held against what stands: the edits they make, what comes of them, and those that do not fit. */
type Held = {readonly first: Standing; readonly last: Standing; readonly refused: Appended["refused"]}

/** Holds each line against what stands after the lines before; those that do not fit are left out, and told. */
function held(first: Standing, lines: readonly EditLine[], io: Reading): Held {
  const refused: {line: number; fault: Fault}[] = []
  // The number that each line's edit gets.
  const numbers = new Map<number, number>()
  let last = first
  for (const {line, made} of lines)
    try {
      if (made instanceof Fault) throw made
      const act = made.undoes === undefined ? made.act : {kind: "undo" as const, of: numberOf(made.undoes, numbers)}
      const part = made.with && ("n" in made.with ? made.with.n : numberOf(made.with.line, numbers))
      if (part !== undefined) assertThere(part, last.edits)
      const after = withAct(last, act, made, io, part)
      numbers.set(line, after.edits.at(-1)!.n)
      last = after
    } catch (fault) {
      if (!(fault instanceof Fault)) throw fault
      refused.push({line, fault})
    }
  return {first, last, refused}
}

/**
 * Appends the edits of a file, each held against what stands after the lines before; those that do not fit are left
 * out, and told.
 * @throws Fault `case/not-a-case`.
 */
export function appendLines(opened: Case, subject: Open, lines: readonly EditLine[], io: Writing): Appended {
  const {first, last, refused} = held(standingOf(opened, subject, io), lines, io)
  return {...written(opened, first, last, io), refused, says: effectsOf(first, last)}
}

/** What the edits of a file would do to the case as it was opened, its own edits in force; nothing is written. */
export function tryLines(
  opened: Case,
  {map, reading, gathering}: Open,
  lines: readonly EditLine[],
  io: Reading,
): Omit<Appended, "now"> & {readonly now: NonNullable<Appended["now"]>} {
  const {first, last, refused} = held(new Standing(opened, reading, opened.edits, map, gathering), lines, io)
  return {
    edits: last.edits.slice(first.edits.length),
    refused,
    change: structureChange(first.map, last.map),
    says: effectsOf(first, last),
    now: {edits: last.edits, map: last.map},
  }
}

function numberOf(line: number, numbers: ReadonlyMap<number, number>): number {
  const n = numbers.get(line)
  if (n === undefined) throw unknown("edit", `of line ${line}`, [], "That line was refused: mend it first.")
  return n
}

/** What stands before anything is written: other writers may have been there since the case was opened. */
function standingOf(opened: Case, {map, reading, gathering}: Open, io: Writing): Standing {
  if (opened.inMemory)
    throw new Fault("case/not-a-case", `${opened.path} has no case.yaml, so an edit has no place to stay`, {
      next: `Make a case of it: brink init DIR ${opened.path}`,
    })
  const edits = editsOf(opened, io).edits
  const same = edits.map(printEdit).join("\n") === opened.edits.map(printEdit).join("\n")
  return new Standing(opened, reading, edits, same ? map : null, gathering)
}

/** The edits of a case as they stand on disk, with their file and its text. @throws Fault of a file that is no list of edits. */
export function editsOf(
  {path}: Pick<Case, "path">,
  io: Pick<Io, "readText">,
): {file: string; text: string; edits: Edit[]} {
  const file = inFolder(path, "edits.jsonl")
  const text = io.readText(file, path) ?? ""
  return {file, text, edits: parseEdits(text, file)}
}

function withAct(standing: Standing, act: NewAct, {by, why}: Decision, io: Reading, part?: number): Standing {
  const known = settled(act, standing, io)
  return standing.with({
    format: "brink/edit@1",
    n: nextOf(standing.edits),
    by,
    why,
    ...known.act,
    ...(known.quotes.length > 0 && {quotes: known.quotes}),
    ...(known.claim && known.act.kind !== "add" && {was: wasOf(known.claim)}),
    ...(known.called && {called: known.called}),
    ...(part !== undefined && {with: part}),
  } as Edit)
}

/** Writes what `last` has and `first` has not, behind what others have written meanwhile. */
function written(
  opened: Case,
  first: Standing,
  last: Standing,
  io: Writing,
): Pick<Appended, "edits" | "change" | "now"> {
  const change = structureChange(first.map, last.map)
  const made = last.edits.slice(first.edits.length)
  if (made.length === 0) return {edits: [], change}
  const lock = `${inFolder(opened.path, "edits.jsonl")}.lock`
  return io.locked(lock, () => {
    const {file, text, edits: there} = editsOf(opened, io)
    const begins = nextOf(first.edits)
    const later = nextOf(there) - begins
    const now = (n: number): number => (n < begins ? n : n + later)
    const edits = made.map((edit): Edit => {
      const numbered = {...edit, n: now(edit.n), ...(edit.with !== undefined && {with: now(edit.with)})}
      return numbered.kind === "undo" ? {...numbered, of: now(numbered.of)} : numbered
    })
    for (const edit of edits) if (edit.kind === "undo") assertThere(edit.of, [...there, ...edits])
    const start = text === "" || text.endsWith("\n") ? text : `${text}\n`
    const whole = `${start}${edits.map((edit) => `${printEdit(edit)}\n`).join("")}`
    // As everybody will read them from here on, so that what is kept of them is found.
    const all = parseEdits(whole, file)
    io.writeWhole(file, whole, {within: opened.path})
    return {edits, change, ...(there.length === first.edits.length && {now: {edits: all, map: last.map}})}
  })
}
