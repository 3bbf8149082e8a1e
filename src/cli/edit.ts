// `brink edit`: human decisions appended, one as typed or those of a file, or all decisions of a case listed. In: the
// words of an edit, or lines. Out: the lines as written; what they did to the map's structure on stderr.

import {
  type Appended,
  appendEdits,
  appendLines,
  type Case,
  editLines,
  hasSpan,
  keepMap,
  namesWords,
  type Said,
} from "../case/index.ts"
import {Fault} from "../core/fault.ts"
import {printEdit} from "../map/index.ts"
import {readAsked} from "./edit-words.ts"
import {mapOf} from "./open-map.ts"
import {writingTo} from "./phrases.ts"
import {type Common, type ExitCode, givenIn, type Request, usage} from "./request.ts"
import {changeInWords, movesInWords} from "./structure-words.ts"
import {saySome} from "./warnings.ts"

type EditOptions = Common & {why?: string; by: string; asCase?: string; from?: string}

/** `brink edit` */
export async function actEdit(request: Request, path: string, words: string[], o: EditOptions): Promise<ExitCode> {
  if (o.from !== undefined) return await takeLines(request, path, words, o, o.from)
  if (words.length > 0) return await makeEdit(request, path, words, o)
  if (o.why !== undefined || o.asCase !== undefined)
    throw usage(
      `${o.why === undefined ? "--as-case" : "--why"} goes with an edit, and none was given`,
      "`brink edit --help` shows every kind of edit; without any the edits are listed.",
    )
  const {listEdits} = await import("./edit-list.ts")
  return await listEdits(request, path)
}

async function makeEdit(request: Request, path: string, words: string[], o: EditOptions): Promise<ExitCode> {
  const asked = readAsked(words)
  if (o.why === undefined) throw usage("--why is missing", "Say in a sentence why: others will read it.")
  refuseBlank(o)
  if (o.asCase !== undefined && !("claim" in asked))
    throw usage(
      `--as-case tests how a sentence is read, and ${"link" in asked ? `${asked.kind} LINK` : asked.kind} is not about a claim`,
      "It goes with accept, reject CLAIM, sign CLAIM, span, speaker and side.",
    )
  const {opened, said, map} = await mapOf(request, path, o)
  // A file that cannot take the test is refused before the decision is written.
  const tests = o.asCase === undefined ? null : {file: o.asCase, ...(await import("./rule-tests.ts"))}
  tests?.refuseCases(request, tests.file)
  // Words of a phrase are read again only where an edit names some.
  const writing = await writingTo(request.io, namesWords(asked))
  const done = appendEdits(opened, {map, reading: said.reading}, asked, {by: o.by, why: o.why}, writing)
  await tell(request, opened, said, done)
  const [edit] = done.edits
  if (tests && edit && "claim" in edit) {
    const title = `${o.why} (${o.by}, edit ${edit.n})`
    const block = tests.blockOf(said.reading, [...opened.edits, edit], edit.claim, title)
    tests.appendCase(request, tests.file, block)
    request.terminal.note(`${tests.file}: ${await tests.standing(block, request)}`)
  }
  return 0
}

/** `--from FILE`: all lines that fit, in one write; the others are named. */
async function takeLines(
  request: Request,
  path: string,
  words: readonly string[],
  o: EditOptions,
  file: string,
): Promise<ExitCode> {
  const other = words.length > 0 ? `'${words.join(" ")}'` : o.asCase === undefined ? null : "--as-case"
  if (other !== null)
    throw usage(`--from takes its edits from a file, and ${other} goes with one that is typed`, "Ask for one of them.")
  refuseBlank(o)
  const {text, name} = await givenIn(request, file)
  const lines = editLines(text, {by: o.by, why: o.why})
  if (lines.length === 0)
    throw new Fault("case/not-an-edit", `There is no edit in ${name}`, {
      next: "One JSON object a line: docs/formats/edits.md.",
    })
  const {opened, said, map} = await mapOf(request, path, o)
  const writing = await writingTo(request.io, hasSpan(lines))
  const done = appendLines(opened, {map, reading: said.reading}, lines, writing)
  saySome(
    request.terminal.always,
    done.refused.map(({line, fault}) => `${name}:${line}: ${fault.message}`),
  )
  await tell(request, opened, said, done)
  return done.refused.length > 0 ? 1 : 0
}

function refuseBlank({why, by}: EditOptions): void {
  if (why !== undefined && why.trim() === "")
    throw usage("--why is empty", "Say in a sentence why: others will read it.")
  if (by.trim() === "") throw usage("--by is empty", "Say who decides.")
}

/** The lines as written, for programs; what they did, for people. The next command finds the map that came of them. */
async function tell({terminal, io}: Request, opened: Case, said: Said, done: Appended): Promise<void> {
  const {edits, change, says, now} = done
  terminal.give(edits.map((edit) => `${printEdit(edit)}\n`).join(""))
  saySome(terminal.note, says)
  terminal.note(changeInWords(change))
  for (const line of movesInWords(change.moved)) terminal.note(line)
  if (now) await keepMap({...opened, edits: now.edits}, said, now.map, io)
}
