// Text into passages: title, headings, paragraphs, list items, and page furniture marked as
// such. In: the text after its front matter. Out: ranges in order that do not overlap; what
// lies between them is white space, markup, or a credit that leads a paragraph in.
// Nothing is cut out and nothing is moved: a passage is always text.slice(from, to).

import {isDay} from "../core/calendar.ts"
import type {Passage, Range, Source} from "./document.ts"
import {furnitureRule, type Names, OUTLET, type Place, readByline, readMasthead, readNames} from "./furniture.ts"

/** What the page says of itself in lines that are furniture. */
export type Credits = {author?: string; publisher?: string; date?: string; credits: string[]}

type Line = Range & {text: string}
type Piece = {
  from: number
  to: number
  text: string
  role: Passage["role"]
  /** Whose name it is, where it is a line of names in the head of the page. */
  names?: Names
}

// A line this long is a paragraph by itself: nobody wraps by hand beyond it.
const WIDEST_WRAP = 110
// The first paragraph of an article is at least this long; what comes before it is the head of the page.
const FIRST_PARAGRAPH = 160
const LONGEST_HEADING = 140
const LONGEST_MARK = 400
const MOST_WORDS_IN_HEADING = 20
// Headings are set with capitals: this share of the words of four letters and more.
const CAPITALS = 0.7
const PLAIN_HEADING_WORDS = 12
const STOPPED = /[.!?]["”’')\]]*$/
// A heading ends in none of these.
const BROKEN_OFF = /[.,;:…]["”’')\]]*$/

/** Passages of `text` from `start` on, and what the page's own lines say of its author, outlet and date. */
export function passages(text: string, start: number, kind: Source["kind"]): {passages: Passage[]; credits: Credits} {
  const blocks = splitBlocks(text, start)
  const pieces = blocks
    .flatMap((block) => (kind === "text" ? plainPieces(text, block) : markedPieces(text, block)))
    .flatMap((p) => turnsApart(text, p))
  markFurniture(pieces)
  const credits = readCredits(pieces)
  const led = pieces.map((piece) => withoutLeadIn(piece, credits))
  nameTitle(led)
  return {
    passages: led.map((p) => trimmed(text, p)).filter((p) => p.to > p.from),
    credits,
  }
}

const ASKS = /^(?:Q|Question)\s{0,3}:\s/
const SPEAKS = /\s(?=(?:Q|A|Question|Answer)\s{0,3}:\s)/g

/** "Q: And now? A: Debt drives them away.": a question and its answer in one paragraph are two. */
function turnsApart(text: string, p: Piece): Piece[] {
  if (p.role !== "paragraph" || !ASKS.test(p.text)) return [p]
  const ends = [...p.text.matchAll(SPEAKS)]
    .map(({index}) => index)
    .filter((at) => STOPPED.test(p.text.slice(Math.max(0, at - 4), at)))
  return [...ends, p.text.length].map((end, i) =>
    piece(text, p.from + (ends[i - 1] ?? -1) + 1, p.from + end, "paragraph"),
  )
}

function trimmed(text: string, {from, to, role}: Piece): Passage {
  let [start, end] = [from, to]
  while (start < end && /\s/.test(text[start]!)) start++
  while (end > start && /\s/.test(text[end - 1]!)) end--
  return {from: start, to: end, role}
}

/** Runs of lines that are not blank, each line without white space at its ends. */
function splitBlocks(text: string, start: number): Line[][] {
  const blocks: Line[][] = []
  let block: Line[] = []
  let at = start
  while (at <= text.length) {
    let end = at
    while (end < text.length && !isLineEnd(text.charCodeAt(end))) end++
    let from = at
    let to = end
    while (from < to && /\s/.test(text[from]!)) from++
    while (to > from && /\s/.test(text[to - 1]!)) to--
    if (to > from) block.push({from, to, text: text.slice(from, to)})
    else if (block.length > 0) {
      blocks.push(block)
      block = []
    }
    at = end + (text[end] === "\r" && text[end + 1] === "\n" ? 2 : 1)
  }
  if (block.length > 0) blocks.push(block)
  return blocks
}

// LF, CR, form feed, next line, line separator, paragraph separator.
const isLineEnd = (c: number): boolean => c === 10 || c === 13 || c === 12 || c === 0x85 || c === 0x2028 || c === 0x2029

/** A block of plain text: lines wrapped by hand are one paragraph, long lines one each, headings apart. */
function plainPieces(text: string, block: readonly Line[]): Piece[] {
  const wide = block.some((line) => line.text.length > WIDEST_WRAP)
  // Not Math.max over all at once: a block may have more lines than a call takes arguments.
  const width = block.reduce((widest, line) => Math.max(widest, line.text.length), 0)
  const pieces: Piece[] = []
  const table = tableRows(block)
  let open: {from: number; to: number; role: "paragraph" | "item"} | null = null
  const close = () => {
    if (open)
      pieces.push(open.role === "item" ? piece(text, open.from, open.to, "item") : paragraph(text, open.from, open.to))
    open = null
  }
  block.forEach((line, i) => {
    const item = ITEM.exec(line.text)
    const alone = block.length === 1
    if (table[i]) {
      close()
      pieces.push(piece(text, line.from, line.to, "furniture"))
    } else if (
      item &&
      line.text.length > item[0].length &&
      (wide || open?.role === "item" || beginsItem(block, i, width))
    ) {
      close()
      if (wide || alone) pieces.push(piece(text, line.from + item[0].length, line.to, "item"))
      else open = {from: line.from + item[0].length, to: line.to, role: "item"}
    } else if (wide && open && goesOn(block, i)) open.to = line.to
    else if (((alone || wide || standsApart(block, i, width)) && looksLikeHeading(line.text)) || isCredited(block, i)) {
      close()
      pieces.push(piece(text, line.from, line.to, "heading"))
    } else if (alone || furnitureRule(line.text, "tail")) {
      close()
      pieces.push(paragraph(text, line.from, line.to))
    } else if (wide) {
      close()
      open = {from: line.from, to: line.to, role: "paragraph"}
    } else if (open) open.to = line.to
    else open = {from: line.from, to: line.to, role: "paragraph"}
  })
  close()
  return pieces
}

const CREDITS: ReadonlySet<string> = new Set(["date line", "outlet and date", "byline"])

/**
 * A first line without a stop, above the line that says who wrote it where and when: a title, whatever it looks like. Lines of names
 * may stand between the two, and are lines of their own.
 */
function isCredited(block: readonly Line[], i: number): boolean {
  const title = block[0]!.text
  if (i > MOST_NAMES || title.length > LONGEST_HEADING || BROKEN_OFF.test(title)) return false
  let next = 1
  while (next < block.length && next <= MOST_NAMES && !isCredit(block[next]!) && readNames(block[next]!.text)) next++
  return i < next && next < block.length && isCredit(block[next]!)
}

const isCredit = ({text}: {readonly text: string}): boolean => CREDITS.has(furnitureRule(text, "tail")?.name ?? "")

// More lines of names than these are a list.
const MOST_NAMES = 3

/** A line in small letters behind one that breaks off without a stop: the sentence goes on, however wide it is set. */
function goesOn(block: readonly Line[], i: number): boolean {
  const before = block[i - 1]?.text
  return (
    before !== undefined &&
    before.length >= SHORTEST_BROKEN &&
    /[\p{L}\p{N},;–—-]$/u.test(before) &&
    /^\p{Ll}/u.test(block[i]!.text)
  )
}

// A line that breaks off is at least this long.
const SHORTEST_BROKEN = 60
const ITEM = /^(?:[-*•–·‣▪◦●○]|\(?\d{1,2}[.)]|\(?[a-z]\))\s+/

/** In wrapped text a dash or a number may happen to stand first in a line: an item follows the end of something. */
function beginsItem(block: readonly Line[], i: number, width: number): boolean {
  const before = block[i - 1]?.text
  if (before === undefined || /[.!?:;]["”’')\]]*$/.test(before)) return true
  if (looksLikeHeading(before) && standsApart(block, i - 1, width)) return true
  const goesOn = /^\p{Ll}/u.test(block[i]!.text.replace(ITEM, ""))
  return !goesOn && before.length < SHORT_LINE * width
}

// In wrapped text a line shorter than this share of the widest was ended on purpose.
const SHORT_LINE = 0.6
const LONGEST_CELL = 40
// What parts cells in a table made of letters: tabs, bars, three blanks and more.
// Of at most 400 characters: what is longer is no row.
const CELLS = /\t+| {3,}|\s\|\s|\s*\|\s*$|^\|\s*/
const SAYS_SOMETHING = /[.!?]["”’')\]]*$(?<=(?:\S+\s){5}\S+)/

/** Which lines of a block are rows of a table: at least two together, each of several short cells. */
function tableRows(block: readonly Line[]): boolean[] {
  const row = block.map(({text}) => {
    if (text.length > LONGEST_MARK || !/\t| {3}|\|/.test(text)) return false
    if (/^[|+:=\s-]{3,}$/.test(text)) return true
    const cells = text.split(CELLS).filter((cell) => cell !== "")
    return cells.length > 1 && cells.every((cell) => cell.length <= LONGEST_CELL) && !SAYS_SOMETHING.test(text)
  })
  return row.map((is, i) => is && (row[i - 1] === true || row[i + 1] === true))
}

/** In wrapped text a heading is a first line, much shorter than the rest, before a line that begins anew. */
function standsApart(block: readonly Line[], i: number, width: number): boolean {
  const line = block[i]!.text
  const next = block[i + 1]?.text
  if (next === undefined) return i === 0 || block.slice(0, i).every((l) => looksLikeHeading(l.text))
  return i === 0 && (line.length < SHORT_LINE * width || width < 50) && /^[\p{Lu}\p{N}"“‘'([]/u.test(next)
}

/** A block of Markdown, or of a page turned into it: the marks stand outside the passages. */
function markedPieces(text: string, block: readonly Line[]): Piece[] {
  const pieces: Piece[] = []
  let open: {from: number; to: number; role: Passage["role"]} | null = null
  let wideOpen = false
  const close = () => {
    if (open)
      pieces.push(open.role === "item" ? piece(text, open.from, open.to, "item") : paragraph(text, open.from, open.to))
    open = null
    wideOpen = false
  }
  block.forEach((line, i) => {
    let from = line.from
    let rest = line.text
    const drop = (length: number) => {
      from += length
      rest = rest.slice(length)
    }
    while (rest.startsWith(">")) drop(/^>\s*/.exec(rest)![0].length)
    // A long line is prose, whatever marks are in it.
    const mark = rest.length <= LONGEST_MARK ? rest : ""
    const heading = /^#{1,6}\s+/.exec(rest)
    if (heading) {
      close()
      drop(heading[0].length)
      const bare = rest.replace(/(?<!#)#+$/, "")
      const closed = bare !== rest && /\s$/.test(bare)
      pieces.push(piece(text, from, line.to - (closed ? rest.length - bare.trimEnd().length : 0), "heading"))
      return
    }
    const underline = block[i + 1]?.text
    if (!open && underline && /^(?:={3,}|-{3,})$/.test(underline)) {
      pieces.push(piece(text, from, line.to, "heading"))
      return
    }
    // Of at most 400 characters.
    if (/^(?:={3,}|(?:[-*_]\s*){3,}|```.*|~~~.*|\|.*\||\[[^\]]+\]:\s+\S+.*|!\[[^\]]*\]\([^)]*\))$/.test(mark)) {
      close()
      pieces.push(piece(text, from, line.to, "furniture"))
      return
    }
    const item = /^(?:[-*+•]|\d{1,3}[.)])\s+/.exec(rest)
    if (item) {
      close()
      open = {from: from + item[0].length, to: line.to, role: "item"}
      return
    }
    if (furnitureRule(rest, "tail")) {
      close()
      pieces.push(paragraph(text, from, line.to))
      return
    }
    // A line wider than anyone wraps is a paragraph, unless the next goes on with it.
    if (wideOpen && !goesOn(block, i)) close()
    wideOpen = rest.length > WIDEST_WRAP && (!open || wideOpen)
    if (open) open.to = line.to
    else open = {from, to: line.to, role: "paragraph"}
  })
  close()
  return pieces
}

const piece = (text: string, from: number, to: number, role: Passage["role"]): Piece => ({
  from,
  to,
  text: text.slice(from, to),
  role,
})

/** A paragraph, or the heading that a short line without a stop is. */
function paragraph(text: string, from: number, to: number): Piece {
  const made = piece(text, from, to, "paragraph")
  return looksLikeHeading(made.text) ? {...made, role: "heading"} : made
}

/**
 * A short line without a stop that is set like a heading: most of its longer words begin
 * with a capital, or it is short and asks nothing.
 */
function looksLikeHeading(line: string): boolean {
  if (line.length > LONGEST_HEADING || BROKEN_OFF.test(line) || line.includes("\n")) return false
  const words = line.split(/\s+/).filter((word) => /\p{L}/u.test(word))
  if (words.length === 0 || words.length > MOST_WORDS_IN_HEADING || /[.!?]\s+\p{Lu}\p{Ll}+\s+\p{Ll}/u.test(line))
    return false
  const long = words.filter((word) => word.replace(/[^\p{L}]/gu, "").length >= 4)
  const capital = long.filter((word) => /^[^\p{L}]*\p{Lu}/u.test(word)).length
  if (long.length > 0 && capital >= CAPITALS * long.length) return true
  return words.length <= PLAIN_HEADING_WORDS && !/[!?]["”’')\]]*$/.test(line) && /^[^\p{L}]*\p{Lu}/u.test(line)
}

/** Marks furniture in place: line by line, then what a comment form or a list of related pages draws with it. */
function markFurniture(pieces: Piece[]): void {
  const long = (p: Piece): boolean => p.role !== "heading" && p.text.length >= FIRST_PARAGRAPH
  let first = pieces.findIndex(long)
  let last = pieces.findLastIndex(long)
  if (first < 0) {
    // No long paragraph: a short note. Its head ends with the first sentence, its tail begins after the last.
    const sentence = (p: Piece): boolean => p.role !== "heading" && STOPPED.test(p.text) && p.text.length > 40
    first = pieces.findIndex(sentence)
    last = pieces.findLastIndex(sentence)
  }
  let drawn: "end" | "short" | null = null
  pieces.forEach((p, i) => {
    const place: Place = first < 0 || i < first ? "head" : i > last ? "tail" : "body"
    // A list of other pages is a list of titles: it ends where a sentence or a long text stands.
    if (drawn === "short" && (long(p) || (p.role !== "heading" && STOPPED.test(p.text)))) drawn = null
    // Comments after the article may be long: once begun, they go to the end.
    if (drawn !== "end" && !long(p)) {
      const rule = p.role === "furniture" ? null : furnitureRule(p.text, place)
      if (rule) {
        p.role = "furniture"
        // A form in the middle of a page draws nothing with it: the article goes on after it.
        if (rule.opens && (rule.opens === "short" || place === "tail")) drawn = rule.opens
      }
    }
    if (drawn !== null) p.role = "furniture"
  })
  markMasthead(pieces, first < 0 ? pieces.length : first)
}

/** In the head: the outlet's or writers' names on a line by itself, right before a count, a date, a byline or another such line. */
function markMasthead(pieces: Piece[], first: number): void {
  for (let i = Math.min(first, pieces.length) - 2; i >= 1; i--) {
    const p = pieces[i]!
    const names = p.role === "heading" ? readNames(p.text) : null
    const next = pieces[i + 1]!
    const follows = next.role === "furniture" && (next.names || /^\d+$|^(?:by\s|.*\d{4}$)/i.test(next.text))
    // Behind a title, or behind the byline below one; what opens a page is its title.
    const before = pieces[i - 1]!
    const below = before.role === "heading" || (isCredit(before) && pieces[i - 2]?.role === "heading")
    if (names && follows && below) {
      p.role = "furniture"
      p.names = names
    }
  }
}

/** Author, outlet and date from bylines, credit lines and date lines. */
function readCredits(pieces: readonly Piece[]): Credits {
  const found: Credits = {credits: []}
  for (const p of pieces) {
    if (p.role !== "furniture") continue
    if (p.names) continue
    const credit = readByline(p.text) ?? readMasthead(p.text)
    if (credit) {
      if (credit.author) found.author ??= credit.author
      if (credit.outlet) found.publisher ??= credit.outlet
      const date = credit.date ? isoDate(credit.date) : null
      if (date) found.date ??= date
      continue
    }
    const source =
      /^(?:sources?|via|courtesy(?: of)?|republished from)\s*:\s*(\S.{0,79})$/i.exec(p.text) ??
      /(?:published|appeared) (?:by|in|at|on)(?:\s*:)?\s+(\S.{1,79}?)\.?$/i.exec(p.text)
    if (source) found.credits.push(source[1]!)
    const date = isoDate(
      p.text.replace(/^(?:first |last )?(?:published|posted|updated|date|issued)(?: on| at)?:?\s*/i, ""),
    )
    if (date && furnitureRule(p.text, "tail")?.name === "date line") found.date ??= date
  }
  const days = pieces.flatMap(({role, text}) => (role === "paragraph" ? [daySent(text)] : []))
  // Of a digest the day of its first report is not its own.
  if (days[0] && days.every((day) => day === null || day === days[0])) found.date ??= days[0]
  const named = pieces.flatMap(({names}) => names ?? [])
  for (const {author, outlet} of named) {
    if (author === null) found.publisher = outlet
    else if (outlet === null) found.author ??= author
  }
  // A name that may be either is the outlet's, unless another line says who publishes it and none who wrote it.
  for (const {author, outlet} of named) {
    if (author === null || outlet === null) continue
    if (found.author === undefined && found.publisher !== undefined) found.author = author
    else found.publisher = outlet
  }
  return found
}

const OUTLETS = `${OUTLET}|Reuters|AFP|AP|Xinhua`
/** The day of a dateline as it is worded: "March 14", "3 March". */
const DAY = "(?:\\p{Lu}[a-z]{2,8}\\.? \\d{1,2}|\\d{1,2} \\p{Lu}[a-z]{2,8}\\.?)"
const LEAD_IN = new RegExp(
  `^(?:(\\p{Lu}[\\p{L}.&'’-]*(?: \\p{Lu}[\\p{L}.&'’-]*){0,4} (?:${OUTLETS})|[\\p{L} ]{0,20}(?:Reuters|AFP|AP|Xinhua))(?::| [–—-]) +|(?:\\p{Lu}[\\p{L}.'’-]+(?:[ ,/]+\\p{Lu}[\\p{L}.'’-]*){0,4}(?:, ?${DAY}(?:,? \\d{4})?)? ?)?\\(([\\p{L} ]{2,30})\\) ?[–—-]+ ?)(?=[\\p{Lu}"“‘'])`,
  "u",
)
/** The day on which a report was sent, with its year, behind a place in capitals: "PORT ELIN, 3 March 2025 -". */
const DATELINE = new RegExp(
  `^\\p{Lu}{2}[\\p{Lu}.'’-]*(?:[ /]\\p{Lu}[\\p{Lu}.'’-]*){0,3}(?:, \\p{Lu}\\p{Ll}+)?, ?(${DAY},? \\d{4}) ?(?:\\([\\p{L} ]{2,30}\\) ?)?[–—-]`,
  "u",
)

/** The day that a paragraph's dateline says, or null. */
function daySent(text: string): string | null {
  const day = DATELINE.exec(text.slice(0, 120))?.[1]
  return day === undefined ? null : isoDate(day)
}

/** "Upland Press: The council ..." : the credit stands outside the passage, and is kept. */
function withoutLeadIn(p: Piece, credits: Credits): Piece {
  if (p.role !== "paragraph") return p
  const match = LEAD_IN.exec(p.text.slice(0, 120))
  if (!match) return p
  const name = (match[1] ?? match[2]!).trim()
  if (!credits.credits.includes(name)) credits.credits.push(name)
  credits.publisher ??= name
  return {...p, from: p.from + match[0].length, text: p.text.slice(match[0].length)}
}

/** The first heading before any long paragraph is the title. */
function nameTitle(pieces: Piece[]): void {
  const end = pieces.findIndex(
    (p) => p.role !== "furniture" && p.role !== "heading" && p.text.length >= FIRST_PARAGRAPH,
  )
  const title = pieces.findIndex((p) => p.role === "heading")
  if (title >= 0 && (end < 0 || title < end)) pieces[title]!.role = "title"
}

const MONTHS = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"]

/** The ISO date that `text` states at its beginning, or null; a date that could be read two ways (3/4/2031) is null. */
export function isoDate(text: string): string | null {
  const words = text.trim().replace(/^(?:mon|tue|wed|thu|fri|sat|sun)[a-z]*,?\s+/i, "")
  const iso = /^(\d{4})-(\d{2})(?:-(\d{2}))?(?=$|[T\s,|])/.exec(words)
  if (iso) return validDate(iso[1]!, Number(iso[2]), iso[3] ? Number(iso[3]) : null)
  const year = /^(\d{4})$/.exec(words)
  if (year) return year[1]!
  const dayFirst = /^(\d{1,2})(?:st|nd|rd|th)?\s+([a-z]{3,9})\.?,?\s+(\d{4})/i.exec(words)
  if (dayFirst) return validDate(dayFirst[3]!, monthNumber(dayFirst[2]!), Number(dayFirst[1]))
  const monthFirst = /^([a-z]{3,9})\.?\s+(\d{1,2})(?:st|nd|rd|th)?,?\s+(\d{4})/i.exec(words)
  if (monthFirst) return validDate(monthFirst[3]!, monthNumber(monthFirst[1]!), Number(monthFirst[2]))
  const month = /^([a-z]{3,9})\.?,?\s+(\d{4})(?=$|[\s,|])/i.exec(words)
  return month ? validDate(month[2]!, monthNumber(month[1]!), null) : null
}

const monthNumber = (name: string): number => MONTHS.indexOf(name.slice(0, 3).toLowerCase()) + 1

/** A month, or a day of one, as an ISO date; null for one that the calendar does not have. */
function validDate(year: string, month: number, day: number | null): string | null {
  const two = (n: number): string => String(n).padStart(2, "0")
  const whole = `${year}-${two(month)}`
  return isDay(`${whole}-${two(day ?? 1)}`) ? (day === null ? whole : `${whole}-${two(day)}`) : null
}
