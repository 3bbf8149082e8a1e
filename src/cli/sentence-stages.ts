// `brink read --why` of one sentence: what each stage of the reader made of it, in a screen. In: words that say which sentence
// is meant. Out: lines of at most 100 columns, below 40 of them; what does not fit is counted, and stands in --json.

import {isCase, readCase} from "../case/index.ts"
import {
  type DecisionStage,
  givenText,
  type SentenceStages,
  type Stage,
  stagesIn,
  type WeighedFact,
} from "../claims/stages.ts"
import {counted} from "../core/counted.ts"
import {Fault, quoted} from "../core/fault.ts"
import type {Document, Range} from "../documents/index.ts"
import {claimNamed} from "../map/index.ts"
import {claimLine} from "./claim-lines.ts"
import {type Request, usage} from "./request.ts"

const WIDE = 100
/** What the names of stages take. */
const MARGIN = 11
/** Lines that each stage has at most: with two of the sentence and one of how it ended, below 40. */
const MOST: Readonly<Record<Stage, number>> = {read: 1, language: 7, analyse: 6, match: 5, decide: 11, interpret: 5}
/** Columns for the facts that speak for a candidate, and for those against it: the one that weighs most is named always. */
const FACTS = 40
/** Sentences that are shown; a screen each. */
const SHOWN = 3

/** Where the sentences stand that were asked for. */
type Asked = {readonly document: Document} & Range

const LINE = /^[1-9]\d*$/
const BEGINS_CLAIM_ID = /^[0-9a-f]{1,12}(?:~\d*)?$/
const LIKE_A_PATH = /[\\/]$|^\.{0,2}[\\/]|^[A-Za-z]:\\|\.(?:txt|md|html?|pdf|docx|yaml)$/i
const QUOTES = 'A sentence stands in quotes: brink read --why "The drought raised prices."'

/**
 * What `brink read --why` was given where that is a sentence: its words, `-` for stdin, FILE:LINE, or PATH and a claim's id.
 * Null where it is documents.
 * @throws Fault `cli/usage` for what is neither; `doors/not-found` for a line of a file that is not there.
 */
export async function sentenceAsked(
  request: Request,
  paths: readonly string[],
  maxFile?: number,
): Promise<Asked | null> {
  const {io} = request
  const [path, id] = paths
  if (path === undefined) return null
  if (paths.some((each) => each.trim() === "")) throw usage("A sentence or PATH is empty", QUOTES)
  const isThere = (each: string) => io.kindOfPath(each) !== null
  if (paths.length === 2 && BEGINS_CLAIM_ID.test(id!) && !isThere(id!)) {
    const {documents, reading} = await opened(request, path, maxFile)
    const {file, quote} = claimNamed(id!, reading.claims)
    return {document: documents.find((document) => document.file === file)!, from: quote.from, to: quote.to}
  }
  if (id !== undefined) {
    const words = paths.find((each) => !LIKE_A_PATH.test(each) && !isThere(each))
    if (words === undefined) return null
    throw usage(
      `'${quoted(words)}' is no file or folder, and a sentence is given alone: here are ${paths.length} words`,
      /\s/.test(words) ? "Check the spelling, or put all sentences between the same two quotes." : QUOTES,
    )
  }
  if (path !== "-" && isThere(path)) return null
  const [file, line] = splitAt(path, path.lastIndexOf(":"))
  if (file !== "" && !/\s/.test(line) && (isThere(file) || LIKE_A_PATH.test(file)))
    return lineAsked(request, file, line, maxFile)
  if (path !== "-" && LIKE_A_PATH.test(path)) return null
  if (path !== "-" && !/\s/.test(path))
    throw usage(
      `'${quoted(path)}' is no file or folder, and no sentence: it is one word`,
      "Check the spelling, or give a whole sentence in quotes.",
    )
  const text = path === "-" ? await io.standardInput() : path
  return {document: givenText(text), from: 0, to: text.length}
}

/** What stands before a mark and what behind it; nothing where there is no mark. */
const splitAt = (text: string, at: number): [before: string, behind: string] =>
  at < 0 ? ["", ""] : [text.slice(0, at), text.slice(at + 1)]

/** The line of a file that was asked for, counted from 1. @param typed  what stands for its number. */
async function lineAsked(request: Request, file: string, typed: string, maxFile: number | undefined): Promise<Asked> {
  const there = request.io.kindOfPath(file)
  if (there !== "file")
    throw new Fault("doors/not-found", there === null ? `There is no file ${file}` : `${file} is a folder`, {
      next: there === null ? "Check the spelling." : "Name one document in it, and its line: FILE:LINE.",
    })
  const {documents} = await opened(request, file, maxFile)
  const [document] = documents
  const lines = document!.text.split("\n")
  const nth = LINE.test(typed) ? Number(typed) : 0
  if (nth < 1 || nth > lines.length)
    throw usage(
      `${file} has ${counted(lines.length, "line")}, and no line ${quoted(typed)}`,
      "Lines are counted from 1 in what `brink read --text FILE` prints.",
    )
  const from = lines.slice(0, nth - 1).reduce((sum, each) => sum + each.length + 1, 0)
  return {document: document!, from, to: from + lines[nth - 1]!.length}
}

async function opened({io}: Request, path: string, maxFile: number | undefined) {
  const within = isCase(path, io) ? `${path}/documents` : path
  const {sources, issues} = await io.readDocuments([within], maxFile === undefined ? {} : {maxFile})
  return readCase({path, sources, issues}, io)
}

/** The stages of what was asked for. @throws Fault where no sentence stands there. */
export async function stagesAsked(
  {io}: Request,
  {document, from, to}: Asked,
  most?: number,
): Promise<ReturnType<typeof stagesIn>> {
  const found = stagesIn(document, await io.english(), {from, to}, most)
  if (found.sentences.length === 0)
    throw new Fault("read/sentence", `No sentence of ${document.file} is read there: it is blank, or page furniture`, {
      next: "Name a line that holds a sentence; `brink read FILE` lists what was read.",
    })
  return found
}

/** At most three sentences, a screen each. */
export async function sentencesInWords(request: Request, asked: Asked): Promise<string> {
  const {sentences, more} = await stagesAsked(request, asked, SHOWN)
  const shown = sentences.map((sentence) => `${stagesInWords(sentence).join("\n")}\n`).join("\n")
  return more === 0 ? shown : `${shown}\n... and ${counted(more, "more sentence")}; --json gives all\n`
}

/** One sentence's way, a line each; below 40 lines of at most 100 columns. */
export function stagesInWords(stages: SentenceStages): string[] {
  const lines = wrapped(fold(stages.quote.text), WIDE, 2)
  const put = (stage: Stage, given: readonly string[]) => {
    const most = MOST[stage]
    const shown = given.length > most ? [...given.slice(0, most - 1), `... and ${given.length - most + 1} more`] : given
    for (const [i, line] of shown.entries()) lines.push(cut(`${(i === 0 ? stage : "").padEnd(MARGIN)}${line}`, WIDE))
  }
  const {read, language, ended} = stages
  put("read", [`${read.role} of ${stages.file}, ${counted(read.words, "word")}`])
  if (language) put("language", languageInWords(language))
  put(
    "analyse",
    stages.analyse.map(
      ({kind, name, form, roles}) =>
        `${kind} "${name}"${form === "plain" ? "" : ` of ${form === "tail" ? "a tail" : "purpose"}`}: ${Object.entries(
          roles,
        )
          .map(([role, words]) => `${role === "" ? "beside" : role} ${words.join(", ")}`)
          .join("; ")}`,
    ),
  )
  put(
    "match",
    stages.match.map(
      ({by, id, words, cause, effect, example, says}) =>
        `${by} ${id}, "${words}": ${clip(cause)} -> ${clip(effect)}; ${example ? `as in "${example}"` : says}`,
    ),
  )
  const isSaid = ({outcome}: DecisionStage) => outcome === "said"
  put("decide", [
    ...stages.decide.filter(isSaid).flatMap(decisionInWords),
    ...stages.decide.filter((one) => !isSaid(one)).flatMap(decisionInWords),
  ])
  put(
    "interpret",
    stages.interpret.flatMap((claim) => [
      `${claim.id}  ${claimLine(claim)}; ${claim.time}`,
      ...stages.signed
        .filter((one) => one.claim === claim.id)
        .map(({sign, row, facts}) => toldInWords(`sign ${sign}, of its row ${row}`, facts)),
      ...stages.said
        .filter((one) => one.claim === claim.id)
        .map(({by, facts}) => toldInWords(`said by ${clip(by)}`, facts)),
      ...stages.held.filter((one) => one.claim === claim.id).map(({held, facts}) => toldInWords(held, facts)),
    ]),
  )
  if (ended) lines.push(...wrapped(`Ends at ${ended.at}: ${ended.why}.`, WIDE, 2))
  return lines
}

function languageInWords({tokens, dateline}: NonNullable<SentenceStages["language"]>): string[] {
  const words = tokens.map(({text, penn, head, relation}, i) =>
    head === null ? `${text}/${penn}` : `${i + 1}.${text}/${penn} ${relation}${head === 0 ? "" : `<${head}`}`,
  )
  const most = MOST.language - (dateline === null ? 0 : 1)
  return [...(dateline === null ? [] : [`dateline ${dateline}`]), ...filled(words, WIDE - MARGIN, most)]
}

function decisionInWords({id, words, cause, effect, confidence, outcome, why, ...facts}: DecisionStage): string[] {
  const weighed = [...factsInWords("for", facts.for), ...factsInWords("against", facts.against)].join("; ")
  const verdict = outcome === "said" ? "said" : `dropped, ${why}`
  return [
    `${confidence.toFixed(2)} ${verdict}; ${id}, "${words}": ${clip(cause)} -> ${clip(effect)}`,
    ...(weighed === "" ? [] : [`     ${weighed}`]),
  ]
}

/** The sign of a claim, who says it or how it is held out, with what says so. */
function toldInWords(told: string, facts: readonly WeighedFact[]): string {
  const [side] = factsInWords(
    "for",
    facts.filter(({weight}) => weight > 0),
  )
  return `     ${told}, ${side ?? "by many words that weigh little"}`
}

/** The facts that weigh most, as many as fit: `for: cause levy +0.8`. */
function factsInWords(side: string, weighed: readonly WeighedFact[]): string[] {
  const words = weighed.map(({fact, weight}) => `${fact} ${weight > 0 ? "+" : ""}${weight.toFixed(1)}`)
  let shown = words[0]
  if (shown === undefined) return []
  for (const next of words.slice(1)) {
    if (shown.length + next.length > FACTS) break
    shown += ` | ${next}`
  }
  return [`${side}: ${shown}`]
}

const fold = (text: string): string => text.replace(/\s+/gu, " ").trim()

/** No longer than a third of a line: the beginning and end of a phrase say which one it is. */
function clip(text: string): string {
  const MOST_LETTERS = 34
  const HALF = 15
  return text.length <= MOST_LETTERS ? text : `${text.slice(0, HALF).trimEnd()} ... ${text.slice(-HALF).trimStart()}`
}

/** A line that fits, its end left out where it does not. */
function cut(line: string, wide: number): string {
  return line.length <= wide ? line : `${line.slice(0, wide - 4).trimEnd()} ...`
}

/** Words side by side, two blanks apart, in lines of a width; what does not fit is counted. */
function filled(words: readonly string[], wide: number, most: number): string[] {
  const lines: string[] = []
  let open = ""
  for (const [nth, word] of words.entries()) {
    const longer = open === "" ? word : `${open}  ${word}`
    if (longer.length <= wide) {
      open = longer
      continue
    }
    if (lines.length === most - 2 && nth < words.length) {
      // The last line but one is full: what is left is counted on the last.
      const rest = [word, ...words.slice(nth + 1)].join("  ")
      return [...lines, open, rest.length <= wide ? rest : `... and ${words.length - nth} more`]
    }
    lines.push(open)
    open = word
  }
  return [...lines, open]
}

/** A text in lines of a width, broken between words; of more lines than `most` the end is left out. */
function wrapped(text: string, wide: number, most: number): string[] {
  const lines: string[] = []
  let rest = text
  while (rest.length > wide && lines.length < most - 1) {
    const blank = rest.lastIndexOf(" ", wide)
    const at = blank > 0 ? blank : wide
    lines.push(rest.slice(0, at))
    rest = rest.slice(at).trimStart()
  }
  return [...lines, cut(rest, wide)]
}
