// A text as it is meant to be read. In: the text as decoded. Out: `plain`, as long as the text
// and letter for letter at the same places, with what is no word (marks of quoting in letters,
// marks of notes, line ends) turned into spaces, and words parted at a line's end marked as one;
// and, for the few stretches where letters must go or come (soft hyphens, ligatures), the words
// with the place of each letter. Offsets count in the text; words are read in what this gives.

import type {Range} from "./document.ts"
import {wordsIn} from "./words.ts"

const SOFT_HYPHEN = "\u00ad"
const NO_WIDTH = "\u200b"
// Not the joiners of emoji and of Persian (U+200C, U+200D): they change what a sign means.
const INVISIBLE = /[\u00ad\u200b\u200e\u200f\u202a-\u202e\u2060\u2066-\u2069\ufeff]/
const NOT_AS_MEANT = /[\u00ad\u200b\u200e\u200f\u202a-\u202e\u2060\u2066-\u2069\ufb00-\ufb06\ufeff]/
const LIGATURES: ReadonlyMap<string, string> = new Map([
  ["\ufb00", "ff"],
  ["\ufb01", "fi"],
  ["\ufb02", "fl"],
  ["\ufb03", "ffi"],
  ["\ufb04", "ffl"],
  ["\ufb05", "st"],
  ["\ufb06", "st"],
])

/** The words of a stretch, and where each of their code units stands in the text; one more place than code units. */
export type Legible = {readonly words: string; readonly at: Int32Array}

/**
 * The words of `plain` within `range` as they are meant: soft hyphens, marks of direction and
 * letters without width left out, ligatures as letters. A word from `a` to `b` in `words` stands
 * in the text from `at[a]` to `at[b - 1] + 1`.
 *
 * @returns null where the stretch is spelt as it is meant, which is nearly always.
 */
export function legible(plain: string, range: Range): Legible | null {
  const written = plain.slice(range.from, range.to)
  if (!NOT_AS_MEANT.test(written)) return null
  let words = ""
  const at: number[] = []
  for (let i = 0; i < written.length; i++) {
    const letter = written[i]!
    if (INVISIBLE.test(letter)) continue
    const letters = LIGATURES.get(letter) ?? letter
    for (let k = 0; k < letters.length; k++) at.push(range.from + i)
    words += letters
  }
  at.push(range.to)
  return {words, at: Int32Array.from(at)}
}

/** Marks of quoting at the beginning of a line of a letter: "> > the road". */
const QUOTING = /^[ \t]*>[> \t]*/gm

/** Spaces in place of everything but line ends. */
export const blank = (marks: string): string => marks.replace(/[^\r\n]/g, " ")

/** `text` with marks of quoting as spaces, place for place. */
export const withoutQuoting = (text: string): string => (text.includes(">") ? text.replace(QUOTING, blank) : text)

/** Marks that call a note, and that a note begins with, as pages and laid-out documents carry them: "[^1]". */
const NOTE_MARK = /\[\^[^[\]\s]{1,100}\]:?/g

/** `text` with the marks of notes as spaces, place for place. */
export const withoutNoteMarks = (text: string): string => (text.includes("[^") ? text.replace(NOTE_MARK, blank) : text)

// What stands between two pages of a text that was once printed: the number of the page, and its running head.
const PAGE_NUMBER = /^[\s\f–—-]*(?:page\s+)?(?:\d{1,4}|[ivxlc]{1,6})(?:\s*(?:of|\/)\s*\d{1,4})?[\s–—-]*$/i
/** Without a form feed or a line that begins with a number, a text was never printed. */
const PRINTED = /\f|^[ \t–—-]{0,80}(?:page\s)?[\divxlc]{1,6}\b.{0,12}$/im
/** A running head is a line of at most this many letters that is there this often, digits aside. */
const LONGEST_HEAD = 80
const FEWEST_HEADS = 3
/** Lines between two pages, blank ones too. */
const MOST_BETWEEN = 10
/** A line that goes on over the page is at least this long, and ends without a stop. */
const SHORTEST_BROKEN = 30

/**
 * Page breaks within a sentence as spaces, place for place: where a line breaks off without a
 * stop, the next one that is no blank, page number or running head goes on in small letters, and
 * a page number, a running head or a form feed stands between. One line end is kept.
 */
export function withoutPageBreaks(text: string): string {
  if (!PRINTED.test(text)) return text
  const lines = [...text.matchAll(/[^\n]*(?:\n|$)/g)].filter(([line]) => line !== "")
  const fold = (line: string): string => line.replace(/\d+/g, "#").trim()
  const heads = new Map<string, number>()
  for (const [line] of lines) {
    const folded = fold(line)
    if (folded !== "" && folded.length <= LONGEST_HEAD) heads.set(folded, (heads.get(folded) ?? 0) + 1)
  }
  const isHead = (line: string): boolean =>
    (heads.get(fold(line)) ?? 0) >= FEWEST_HEADS && !/[.!?]["”’')\]]*$/.test(line.trim())
  const isBetween = (line: string): boolean => line.trim() === "" || PAGE_NUMBER.test(line) || isHead(line)
  let made = ""
  let done = 0
  for (let i = 0; i < lines.length; i++) {
    const line = lines[i]![0].trimEnd()
    if (line.length < SHORTEST_BROKEN || isBetween(line) || !/[\p{L}\p{N},;–—-]$/u.test(line)) continue
    let next = i + 1
    while (next < lines.length && next - i <= MOST_BETWEEN && isBetween(lines[next]![0])) next++
    const between = lines.slice(i + 1, next).map(([one]) => one)
    // A form feed may stand right before the line that goes on.
    const goesOn = lines[next]?.[0].replace(/^[\s\f]+/, "")
    const seen = between.some((one) => one.trim() !== "" || one.includes("\f")) || lines[next]?.[0].startsWith("\f")
    if (!seen || goesOn === undefined || !/^\p{Ll}/u.test(goesOn)) continue
    const from = lines[i]!.index + line.length
    const to = lines[next]!.index + lines[next]![0].length - goesOn.length
    const end = /\r?\n/.exec(text.slice(from, to))
    if (!end) continue
    made += text.slice(done, from) + " ".repeat(end.index) + end[0] + " ".repeat(to - from - end.index - end[0].length)
    done = to
    i = next - 1
  }
  return done === 0 ? text : made + text.slice(done)
}

// A hyphen at the end of a line, before a line that goes on in small letters. Bounded, so that a page of blanks is linear.
const PARTED = /[-\u2010\u00ad][ \t]{0,8}(?:\r\n|\r|\n)[ \t]{0,500}(?=\p{Ll})/gu
// Words that are seldom the first half of a word parted at a line's end, and often that of one with a hyphen. Not
// "re", "inter", "over" and their like: most words that begin with them have none.
const KEEPS_HYPHEN = new Set(
  "all cross far first five four full half hard high ill large left long low non one right second self short six small so ten third three two vice well wide".split(
    " ",
  ),
)
// A word is looked at up to here: what is longer is no word.
const LONGEST_WORD = 60

const LINE_ENDS = /[\r\n\u000b\u000c\u0085\u2028\u2029]/g

/**
 * Line ends as spaces, once passages are known; a word parted at a line's end is marked as one
 * word by letters without width in the place of what parts it. Its hyphen goes unless the text
 * has the word with one, or the first half is of those that keep it.
 */
export function withoutLineEnds(text: string): string {
  if (text.search(LINE_ENDS) < 0) return text
  let known: Set<string> | null = null
  const stands = (word: string): boolean => {
    known ??= new Set(wordsIn(text))
    return known.has(word)
  }
  const joined = text.replace(PARTED, (mark: string, at: number) => {
    const left = /[\p{L}\p{N}](?<![\p{L}\p{N}]-*[\p{L}\p{N}])[\p{L}\p{N}-]*$/u.exec(
      text.slice(Math.max(0, at - LONGEST_WORD), at),
    )?.[0]
    const after = at + mark.length
    const right = /^\p{Ll}+/u.exec(text.slice(after, after + LONGEST_WORD))?.[0]
    if (left === undefined || right === undefined) return mark
    const kept = mark[0] !== SOFT_HYPHEN && keepsHyphen(left, right, stands)
    return (kept ? mark[0] : SOFT_HYPHEN) + NO_WIDTH.repeat(mark.length - 1)
  })
  return joined.replace(LINE_ENDS, " ")
}

/**
 * Whether a word that stands with a hyphen at a line's end keeps it: "cross-" and "border", but
 * not "har-" and "vest". The text's own spelling elsewhere decides, then the first half.
 * @param stands whether a word, in small letters, stands elsewhere in the text.
 */
export function keepsHyphen(left: string, right: string, stands: (word: string) => boolean): boolean {
  const [head, tail] = [left.toLowerCase(), right.toLowerCase()]
  // "state-of-the-" has hyphens already; "12-" is a number.
  if (/[-\u2010]/.test(head) || /\p{N}$/u.test(head)) return true
  if (stands(head + tail)) return false
  return stands(`${head}-${tail}`) || KEEPS_HYPHEN.has(head)
}

// What scanners take for one another, where the letters around leave no doubt.
const MISREAD: readonly (readonly [RegExp, string])[] = [
  // "lf the road", "lt fell", "ln May": no English word begins so.
  [/(?<![\p{L}\p{N}'’-])l(?=[fnts](?![\p{L}\p{N}'’-]))/gu, "I"],
  // "l0cal", "wi1l"
  [/(?<=\p{Ll})0(?=\p{Ll})/gu, "o"],
  [/(?<=\p{Ll})1(?=\p{Ll})/gu, "l"],
]

/** `text` with the letters that scanners misread as they are meant, place for place. */
export function asScanned(text: string): string {
  let meant = text
  for (const [pattern, letter] of MISREAD) meant = meant.replace(pattern, letter)
  return meant
}
