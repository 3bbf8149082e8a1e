// What can go wrong, in two kinds that never mix.
//
// An Issue is something in the user's own material that she can mend: it is data, it
// is collected beside the result, it is shown. A Fault is a request that cannot be met:
// it is thrown, and the command line prints it. A broken invariant of ours is
// neither: it is a plain throw and a crash.
//
// Whatever the user's material holds, a message stays readable: at most `LONGEST_MESSAGE` bytes, with its
// beginning, its place, and how much more there is. Shorter ones are never touched.

/** Something in the user's material that needs attention. `code` is `layer/what`; `file` is as she named it. */
export type Issue = {readonly code: string; readonly file: string; readonly says: string; readonly next: string}

/**
 * A request that is refused. The message names what was refused with its values, the
 * place in the user's own words (`file:line:column`, an equation, a link), and the next move.
 */
export class Fault extends Error {
  readonly code: string
  readonly what: string
  readonly place: string | undefined
  readonly next: string | undefined

  constructor(code: string, what: string, more: {place?: string; next?: string} = {}) {
    const spelt = (w: string, place: string | undefined, next: string | undefined) =>
      [`${code}: ${w}`, ...(place ? [`  at ${place}`] : []), ...(next ? [`  ${next}`] : [])].join("\n")
    const whole = spelt(what, more.place, more.next)
    if (bytesOf(whole) <= LONGEST_MESSAGE) {
      super(whole)
      this.what = what
      this.place = more.place
      this.next = more.next
    } else {
      const place = more.place && bounded(more.place, LONGEST_PLACE)
      const next = more.next && bounded(more.next, LONGEST_NEXT)
      const kept = bounded(what, LONGEST_MESSAGE - bytesOf(spelt("", place, next)))
      super(spelt(kept, place, next))
      this.what = kept
      this.place = place
      this.next = next
    }
    this.name = "Fault"
    this.code = code
  }

  /** The same thing said of a file that is skipped while the rest goes on. */
  asIssue(file: string): Issue {
    return boundedIssue({
      code: this.code,
      file,
      says: this.place ? `${this.what} (${this.place})` : this.what,
      next: this.next ?? "",
    })
  }
}

/** Bytes of a message, in UTF-8. */
export const LONGEST_MESSAGE = 2000
const LONGEST_PLACE = 300
const LONGEST_NEXT = 500
/** Of a text of several lines that is too long, each. */
const LONGEST_LINE = 300
/** Letters of a user's word within a sentence. */
const LONGEST_QUOTE = 200
/** Names that a sentence lists. */
const MOST_NAMED = 20

/** A user's word as a sentence can hold it: its beginning and its end, and how many letters more there are. */
export function quoted(text: string, most = LONGEST_QUOTE): string {
  if (text.length <= most) return text
  return cutTo(text, most)
}

/** Names with commas between: the first ones, and how many more. */
export function listed(names: readonly string[], most = MOST_NAMED): string {
  const shown = names.slice(0, most).map((name) => quoted(name))
  return `${shown.join(", ")}${names.length > most ? ` and ${names.length - most} more` : ""}`
}

/** `text` in at most so many bytes: long lines without their middle, then without the last lines, each with how much is left out. */
export function bounded(text: string, most = LONGEST_MESSAGE): string {
  if (bytesOf(text) <= most) return text
  const lines = text.split("\n", MOST_LINES)
  const count = lines.length < MOST_LINES ? lines.length : countOf(text, "\n") + 1
  if (count === 1) return cutTo(text, most)
  const kept: string[] = []
  let left = most - bytesOf(`\n  and ${count} more lines`)
  for (const line of lines) {
    const short = cutTo(line, LONGEST_LINE)
    left -= bytesOf(short) + 1
    if (left < 0) break
    kept.push(short)
  }
  return kept.length === count ? kept.join("\n") : [...kept, `  and ${count - kept.length} more lines`].join("\n")
}

/** An issue that says what it says in at most `LONGEST_MESSAGE` bytes; the same one where it does. */
export function boundedIssue<I extends Issue>(issue: I): I {
  if (3 * (issue.says.length + issue.next.length + issue.file.length) <= LONGEST_MESSAGE) return issue
  const file = bounded(issue.file, LONGEST_PLACE)
  const next = bounded(issue.next, LONGEST_NEXT)
  const room = LONGEST_MESSAGE - bytesOf(file) - bytesOf(next) - bytesOf(issue.code) - BETWEEN
  const says = bounded(issue.says, room)
  return says === issue.says && next === issue.next && file === issue.file ? issue : {...issue, file, says, next}
}

/** What stands between the parts of an issue when it is shown. */
const BETWEEN = 16
/** More lines than fit into any message. */
const MOST_LINES = LONGEST_MESSAGE

/** Beginning and end of a text, and between them how many letters are left out, in at most so many bytes. */
function cutTo(text: string, most: number): string {
  if (bytesOf(text) <= most) return text
  const said = (left: number) => ` ... (${left} more letters) ... `
  const room = most - said(text.length).length
  const head = withinBytes(text, Math.floor((room * 2) / 3), 1)
  const tail = withinBytes(text, Math.floor(room / 3), -1)
  return `${text.slice(0, head)}${said(text.length - head - tail)}${text.slice(text.length - tail)}`
}

/** How many code units from the beginning (or, way -1, the end) of a text fit into so many bytes, no letter cut in two. */
function withinBytes(text: string, bytes: number, way: 1 | -1): number {
  let left = bytes
  let units = 0
  while (units < text.length) {
    const at = way === 1 ? units : text.length - 1 - units
    const code = text.charCodeAt(at)
    const pair =
      way === 1 ? isHigh(code) && isLow(text.charCodeAt(at + 1)) : isLow(code) && isHigh(text.charCodeAt(at - 1))
    left -= pair ? 4 : code < 0x80 ? 1 : code < 0x800 ? 2 : 3
    if (left < 0) break
    units += pair ? 2 : 1
  }
  return Math.min(units, text.length)
}

const isHigh = (code: number): boolean => code >= 0xd800 && code < 0xdc00
const isLow = (code: number): boolean => code >= 0xdc00 && code < 0xe000

/** Bytes of a text in UTF-8; of one that is far too long, its letters. */
function bytesOf(text: string): number {
  if (text.length > LONGEST_MESSAGE) return text.length
  let bytes = 0
  for (let i = 0; i < text.length; i++) {
    const code = text.charCodeAt(i)
    // Both halves of a pair make four.
    bytes += code < 0x80 ? 1 : code < 0x800 || isHigh(code) || isLow(code) ? 2 : 3
  }
  return bytes
}

function countOf(text: string, letter: string): number {
  let count = 0
  for (let at = text.indexOf(letter); at >= 0; at = text.indexOf(letter, at + 1)) count++
  return count
}

/**
 * The names that `name` may be a slip of, best first, at most `most`: for "did you mean". None where none is really near, since
 * a far one is no help: slips of the pen, one in three letters and with the first letter right where there are several; and names
 * that hold the other, as a whole word's beginning or as more than half of it.
 */
export function nearest(name: string, names: Iterable<string>, most = 3): string[] {
  // Such a name is no slip of the pen, and working out its distances would take as long as it likes.
  if (name.length > LONGEST_NAME) return []
  const wanted = name.toLowerCase()
  const scored: {name: string; distance: number}[] = []
  for (const candidate of new Set(names)) {
    if (candidate.length > LONGEST_NAME) continue
    const lower = candidate.toLowerCase()
    const farthest = Math.floor(Math.max(lower.length, wanted.length) / LETTERS_A_SLIP)
    const within = holds(lower, wanted) || holds(wanted, lower)
    if (!within && Math.abs(lower.length - wanted.length) > farthest) continue
    const distance = within ? 1 : editDistance(wanted, lower)
    const isNear = distance <= 1 || lower[0] === wanted[0]
    if (within || (distance <= farthest && isNear)) scored.push({name: candidate, distance})
  }
  scored.sort((a, b) => a.distance - b.distance || (a.name < b.name ? -1 : a.name > b.name ? 1 : 0))
  return scored.slice(0, most).map((s) => s.name)
}

/** One letter in so many may be wrong in a slip. */
const LETTERS_A_SLIP = 3
/** Fewer letters stand in names by chance. */
const FEWEST_HELD = 3

/** Does a name hold another, from the beginning of a word of it on, or as more than half of it? */
function holds(longer: string, shorter: string): boolean {
  const at = shorter.length < FEWEST_HELD ? -1 : longer.indexOf(shorter)
  if (at < 0) return false
  return at === 0 || 2 * shorter.length > longer.length || !/[\p{L}\p{N}]/u.test(longer[at - 1]!)
}

/** Names that are longer have no nearest. */
const LONGEST_NAME = 500

/** Distance in insertions, deletions, substitutions and exchanges of two neighbours (Damerau 1964), no letter touched twice. */
function editDistance(a: string, b: string): number {
  let before: number[] = []
  let row = Array.from({length: b.length + 1}, (_, j) => j)
  for (let i = 1; i <= a.length; i++) {
    const next = [i]
    for (let j = 1; j <= b.length; j++) {
      const same = a[i - 1] === b[j - 1]
      const exchanged = i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1]
      next.push(
        Math.min(
          next[j - 1]! + 1,
          row[j]! + 1,
          row[j - 1]! + (same ? 0 : 1),
          exchanged ? before[j - 2]! + 1 : Number.POSITIVE_INFINITY,
        ),
      )
    }
    before = row
    row = next
  }
  return row[b.length]!
}
