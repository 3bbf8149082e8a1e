// One decoded file into a Document, or the issues that say why it is none. In: what io
// hands over. Out: the text untouched, its passages, what it says of itself, and what needs
// attention. Front matter wins over the page's head, the head over lines found in the text.

import {parseDocument} from "yaml"
import {counted} from "../core/counted.ts"
import type {Issue} from "../core/fault.ts"
import type {Document, Passage, Range, Source} from "./document.ts"
import {withoutMarks} from "./inline.ts"
import {nameLanguage, smallWords} from "./languages.ts"
import {asScanned, withoutLineEnds, withoutNoteMarks, withoutPageBreaks, withoutQuoting} from "./legible.ts"
import {isoDate, passages} from "./passages.ts"
import {wordsIn} from "./words.ts"

// Random bytes hold 11 % control characters, text none (measured); a stray form feed is no harm.
const MOST_CONTROL = 0.01
// Below this many words there is no sentence that could claim anything.
const FEWEST_WORDS = 3
// One word in seven of English prose is one of these (measured on news); of other languages hardly one in fifty.
const ENGLISH = new Set(
  "the of and to in is that for with are was were has have had on by as at from but not this which will would their they its be been it an".split(
    " ",
  ),
)
const ENGLISH_SHARE = 0.12
// Small words of a language in Latin letters tell it from English without small words (headlines, notes).
const SMALL_SHARE = 0.12
// Of the letters: more that are not Latin, or more Latin ones with marks, than any English text has.
const OTHER_SCRIPT = 0.2
const MARKED_LETTERS = 0.015
// With fewer different words than this the language cannot be told; plain ASCII letters are taken for English.
const ENOUGH_TO_TELL = 12
// A language is told by no more than this many characters: more tell nothing.
const SAMPLE = 20_000

/** What front matter may say. Other keys are passed over: weblogs put theirs there too. */
type FrontMatter = {
  title?: string
  publisher?: string
  author?: string
  date?: string
  url?: string
  lineage?: string
  brief?: string
}

/** The name of the language of a text that is not in English, in English; null where it cannot be told. */
export type NameLanguage = (text: string) => string | null

/**
 * Opens one decoded file. `document` is null, and an issue says why, where there is nothing
 * to read: control characters (`text/binary`), no words (`text/empty`), another language
 * (`text/language`). Malformed front matter is an issue (`text/front-matter`) and the rest
 * is read. Offsets count in `source.text` as it is.
 *
 * @param named  names the language of a document that is refused for it.
 */
export function openDocument(
  source: Source,
  named: NameLanguage = nameLanguage,
): {document: Document; issues: readonly Issue[]} | {document: null; issues: readonly Issue[]} {
  const {file, text} = source
  const refuse = (code: string, says: string, next: string) => ({document: null, issues: [{code, file, says, next}]})
  if (controlShare(text) > MOST_CONTROL)
    return refuse(
      "text/binary",
      "The file is not text: it is full of control characters.",
      "Save it as .txt in UTF-8, or leave it out.",
    )
  const {matter, bodyFrom, issues} = readFrontMatter(file, text)
  const lines = linesOf(source, bodyFrom)
  const {passages: laid, credits} = passages(lines, bodyFrom, source.kind)
  const {passages: found, foreign} = withoutForeign(lines, laid)
  const plain = asScanned(withoutLineEnds(lines))
  const read = found.filter((p) => p.role !== "furniture")
  const prose = read.map((p) => plain.slice(p.from, p.to)).join("\n")
  const words = wordsIn(prose).length
  if (words < FEWEST_WORDS)
    return refuse(
      "text/empty",
      found.length > read.length ? "Nothing but page furniture is in the file." : "There is no sentence in the file.",
      "Check that the article's text was saved, and not only the page around it.",
    )
  const other = otherLanguage(prose, named)
  if (other)
    return refuse(
      "text/language",
      `The document is in ${other}, and only English is read.`,
      "Add an English translation, or leave it out.",
    )
  if (foreign.length > 0)
    issues.push({
      code: "text/language-part",
      file,
      says: `${counted(foreign.length, "paragraph")} of ${laid.filter((p) => p.role !== "furniture").length} ${foreign.length === 1 ? "is" : "are"} not in English, and ${foreign.length === 1 ? "was" : "were"} passed over; the first begins "${firstWords(lines, foreign[0]!)}".`,
      next: "Add a translation, if what is said there matters.",
    })
  const titlePassage = found.find((p) => p.role === "title")
  const head = source.head ?? {}
  const author = matter.author ?? head.author ?? credits.author
  const publisher = matter.publisher ?? head.publisher ?? credits.publisher
  const date = matter.date ?? (head.date ? isoDate(head.date) : null) ?? credits.date
  const url = matter.url ?? head.url
  const document: Document = {
    file,
    title: matter.title ?? head.title ?? (titlePassage ? titleText(plain, titlePassage) : firstWords(plain, read[0]!)),
    ...(publisher !== undefined && {publisher}),
    ...(author !== undefined && {author}),
    ...(date !== undefined && {date}),
    ...(url !== undefined && {url}),
    ...(matter.brief !== undefined && {brief: matter.brief}),
    ...(matter.lineage !== undefined && {declaredLineage: matter.lineage}),
    text,
    ...(plain !== text && {plain}),
    words,
    language: "en",
    boilerplate: found.filter((p) => p.role === "furniture").map(({from, to}) => ({from, to})),
    passages: found,
    credits: credits.credits,
  }
  return {document, issues}
}

/** The text in which passages are found: marks that stand in letters among words are spaces, line ends are kept. */
function linesOf({kind, text}: Source, bodyFrom: number): string {
  if (kind === "text") return withoutPageBreaks(withoutQuoting(text))
  if (kind === "markdown") return withoutQuoting(withoutMarks(text, bodyFrom))
  return withoutNoteMarks(text)
}

// With fewer words than this a paragraph's language is not judged by itself.
const WORDS_OF_A_LANGUAGE = 12

/**
 * Passages in another language than English among English ones, as furniture. Where all are
 * in another language nothing is set apart: then the whole document is refused.
 */
function withoutForeign(text: string, laid: readonly Passage[]): {passages: Passage[]; foreign: Passage[]} {
  let english = 0
  const foreign = new Set<Passage>()
  for (const passage of laid) {
    if (passage.role === "furniture") continue
    const prose = text.slice(passage.from, passage.to)
    const words = prose.toLowerCase().match(/\p{L}+/gu) ?? []
    if (words.length === 0) continue
    if (isForeign(prose, words)) foreign.add(passage)
    else english += words.length
  }
  if (foreign.size === 0 || english < WORDS_OF_A_LANGUAGE) return {passages: [...laid], foreign: []}
  return {
    passages: laid.map((passage) => (foreign.has(passage) ? {...passage, role: "furniture"} : passage)),
    foreign: [...foreign],
  }
}

/** Written in other letters, or with the small words of another language and hardly an English one. */
function isForeign(prose: string, words: readonly string[]): boolean {
  const letters = words.reduce((sum, word) => sum + word.length, 0)
  if ((prose.match(/[^\P{L}\p{Script=Latin}]/gu)?.length ?? 0) > letters / 2) return true
  // Letters that stand alone are signs of formulas as often as words.
  const long = words.filter((word) => word.length > 1)
  if (long.length < WORDS_OF_A_LANGUAGE) return false
  const share = (small: ReadonlySet<string>): number => long.filter((word) => small.has(word)).length / long.length
  const english = share(ENGLISH)
  return english < ENGLISH_SHARE / 2 && smallWords.some((list) => share(list) >= Math.max(SMALL_SHARE, 2 * english))
}

const titleText = (text: string, range: Range): string => text.slice(range.from, range.to).replace(/\s+/g, " ").trim()

const LONGEST_TITLE = 80

/** A document without a heading is called by its first words. */
function firstWords(text: string, passage: Passage): string {
  const words = titleText(text, passage)
  if (words.length <= LONGEST_TITLE) return words
  const cut = words.slice(0, LONGEST_TITLE)
  const space = cut.lastIndexOf(" ")
  return `${space > 0 ? cut.slice(0, space) : cut} ...`
}

/** Share of control characters, tab and line ends aside. The replacement character counts: it stands for bytes that were no text. */
function controlShare(text: string): number {
  let control = 0
  for (let i = 0; i < text.length; i++) {
    const c = text.charCodeAt(i)
    if ((c < 32 && c !== 9 && c !== 10 && c !== 13 && c !== 12) || c === 127 || c === 0xfffd) control++
  }
  return text.length === 0 ? 0 : control / text.length
}

/**
 * The name of the language `prose` is written in when that is not English; null for English
 * and for too little to tell. It is named only when the letters or the small words say that it
 * is not English: English is none of the names, and a few of its words repeated would get one.
 */
function otherLanguage(prose: string, named: NameLanguage): string | null {
  const sample = prose.slice(0, SAMPLE)
  const words = sample.toLowerCase().match(/\p{L}+/gu) ?? []
  const share = (small: ReadonlySet<string>): number => words.filter((word) => small.has(word)).length / words.length
  if (words.length === 0) return null
  const english = share(ENGLISH)
  const letters = words.reduce((sum, word) => sum + word.length, 0)
  const count = (pattern: RegExp): number => sample.match(pattern)?.length ?? 0
  const otherScript = count(/[^\P{L}\p{Script=Latin}]/gu) / letters >= OTHER_SCRIPT
  if (!otherScript) {
    if (english >= ENGLISH_SHARE) return null
    const marked = count(/[^\P{L}a-zA-Z]/gu) / letters >= MARKED_LETTERS
    const small = smallWords.some((list) => share(list) >= Math.max(SMALL_SHARE, english))
    if (!small && !marked) return null
    if (!marked && new Set(words).size < ENOUGH_TO_TELL) return null
  }
  return named(sample) ?? "another language"
}

const FENCE = /^---[ \t]*(?:\r\n|\n|\r)/
const CLOSING = /(?:\r\n|\n|\r)(?:---|\.\.\.)[ \t]*(?=\r|\n|$)/g

/** Front matter between two `---` lines at the very top; `bodyFrom` is where the text proper begins. */
function readFrontMatter(file: string, text: string): {matter: FrontMatter; bodyFrom: number; issues: Issue[]} {
  const none = {matter: {}, bodyFrom: 0, issues: []}
  const fence = FENCE.exec(text)
  if (!fence) return none
  CLOSING.lastIndex = fence[0].length - 1
  const closing = CLOSING.exec(text)
  const between = text.slice(fence[0].length, closing ? closing.index : undefined)
  const looksMeant = /^[ \t]*[A-Za-z_]+[ \t]*:/.test(between)
  if (!closing)
    return looksMeant
      ? {
          ...none,
          issues: [frontMatterIssue(file, 1, "the front matter opened by --- is never closed; it was read as text")],
        }
      : none
  const bodyFrom = closing.index + closing[0].length
  const yaml = parseDocument(between, {uniqueKeys: true})
  const mistake = yaml.errors[0]
  if (mistake) {
    const line = (mistake.linePos?.[0].line ?? 1) + 1
    return looksMeant
      ? {
          matter: {},
          bodyFrom,
          issues: [frontMatterIssue(file, line, mistake.message.split("\n")[0]!.replace(/ at line.*/, ""))],
        }
      : none
  }
  let value: unknown
  try {
    // The parser refuses a bomb of aliases here.
    value = yaml.toJS({maxAliasCount: 10})
  } catch (error) {
    return {
      matter: {},
      bodyFrom,
      issues: [frontMatterIssue(file, 1, error instanceof Error ? error.message : "unreadable")],
    }
  }
  if (value === null || value === undefined) return {matter: {}, bodyFrom, issues: []}
  // A rule of dashes, prose, and another rule is no front matter.
  if (typeof value !== "object" || Array.isArray(value)) return none
  return {...fieldsOf(file, new Map(Object.entries(value))), bodyFrom}
}

function fieldsOf(file: string, given: Map<string, unknown>): {matter: FrontMatter; issues: Issue[]} {
  const matter: FrontMatter = {}
  const issues: Issue[] = []
  for (const key of ["title", "publisher", "author", "date", "url", "lineage", "brief"] as const) {
    const value = given.get(key)
    if (value === undefined || value === null || value === "") continue
    const words = Array.isArray(value) ? value.filter((v) => typeof v === "string").join(", ") : value
    if (typeof words !== "string" && typeof words !== "number") {
      issues.push(
        frontMatterIssue(file, 1, `\`${key}\` must be words, and is ${Array.isArray(value) ? "a list" : typeof value}`),
      )
      continue
    }
    if (key !== "date") matter[key] = String(words).replace(/\s+/g, " ").trim()
    else {
      const date = isoDate(String(words))
      if (date) matter.date = date
      else
        issues.push(
          frontMatterIssue(
            file,
            1,
            `the date "${words}" can be read in more than one way, or is none; write it as 2031-04-30`,
          ),
        )
    }
  }
  return {matter, issues}
}

const frontMatterIssue = (file: string, line: number, what: string): Issue => ({
  code: "text/front-matter",
  file,
  says: `${file}:${line}:1: ${what}`,
  next: "Mend the lines between the two --- at the top; the text itself was read.",
})
