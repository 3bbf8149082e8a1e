// One decoded file into a Document, or the issues that say why it is none. In: what a door
// hands over. Out: the text untouched, its passages, what it says of itself, and what needs
// attention. Front matter wins over the page's head, the head over lines found in the text.

import {detectAll, langName, toISO3} from "tinyld"
import {parseDocument} from "yaml"
import type {Issue} from "../fault.ts"
import type {Document, Passage, Range, Source} from "./document.ts"
import {isoDate, passages} from "./passages.ts"
import {wordsIn} from "./sentences.ts"

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
// With fewer words than this the language cannot be told; plain ASCII letters are taken for English.
const ENOUGH_TO_TELL = 12
// The detector is asked about no more than this many characters: more tells it nothing.
const SAMPLE = 20_000

/** What front matter may say. Other keys are passed over: weblogs put theirs there too. */
type FrontMatter = {
  title?: string
  publisher?: string
  author?: string
  date?: string
  url?: string
  lineage?: string
}

/**
 * Opens one decoded file. `document` is null, and an issue says why, where there is nothing
 * to read: control characters (`text/binary`), no words (`text/empty`), another language
 * (`text/language`). Malformed front matter is an issue (`text/front-matter`) and the rest
 * is read. Offsets count in `source.text` as it is.
 */
export function openDocument(
  source: Source,
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
  const {passages: found, credits} = passages(text, bodyFrom, source.kind)
  const read = found.filter((p) => p.role !== "furniture")
  const prose = read.map((p) => text.slice(p.from, p.to)).join("\n")
  const words = wordsIn(prose).length
  if (words < FEWEST_WORDS)
    return refuse(
      "text/empty",
      found.length > read.length ? "Nothing but page furniture is in the file." : "There is no sentence in the file.",
      "Check that the article's text was saved, and not only the page around it.",
    )
  const other = otherLanguage(prose)
  if (other)
    return refuse(
      "text/language",
      `The document is in ${other}, and only English is read.`,
      "Add an English translation, or leave it out.",
    )
  const titlePassage = found.find((p) => p.role === "title")
  const head = source.head ?? {}
  const author = matter.author ?? head.author ?? credits.author
  const publisher = matter.publisher ?? head.publisher ?? credits.publisher
  const date = matter.date ?? (head.date ? (isoDate(head.date) ?? undefined) : undefined) ?? credits.date
  const url = matter.url ?? head.url
  const document: Document = {
    file,
    title: matter.title ?? head.title ?? (titlePassage ? titleText(text, titlePassage) : firstWords(text, read[0]!)),
    ...(publisher !== undefined && {publisher}),
    ...(author !== undefined && {author}),
    ...(date !== undefined && {date}),
    ...(url !== undefined && {url}),
    ...(matter.lineage !== undefined && {declaredLineage: matter.lineage}),
    text,
    words,
    language: "en",
    boilerplate: found.filter((p) => p.role === "furniture").map(({from, to}) => ({from, to})),
    passages: found,
    credits: credits.credits,
  }
  return {document, issues}
}

const titleText = (text: string, range: Range): string => text.slice(range.from, range.to).replace(/\s+/g, " ")

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

/** The name of the language `prose` is written in when that is not English; null for English and for too little to tell. */
function otherLanguage(prose: string): string | null {
  const words =
    prose
      .slice(0, SAMPLE)
      .toLowerCase()
      .match(/\p{L}+/gu) ?? []
  const english = words.filter((word) => ENGLISH.has(word)).length
  if (words.length > 0 && english >= ENGLISH_SHARE * words.length) return null
  const ascii = words.filter((word) => /^[a-z]+$/.test(word)).length
  if (words.length < ENOUGH_TO_TELL && ascii >= 0.9 * words.length) return null
  const ranked = detectAll(prose.slice(0, SAMPLE))
  const best = ranked[0]
  if (!best || best.lang === "en") return null
  // English without its small words (headlines, tables) still ranks near the top.
  const asEnglish = ranked.find((r) => r.lang === "en")
  if (asEnglish && english > 0 && asEnglish.accuracy >= 0.5 * best.accuracy) return null
  return langName(toISO3(best.lang)) || best.lang
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
  for (const key of ["title", "publisher", "author", "date", "url", "lineage"] as const) {
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
