// What can go wrong, in two kinds that never mix.
//
// An Issue is something in the user's own material that she can mend: it is data, it
// is collected beside the result, it is shown. A Fault is a request that cannot be met:
// it is thrown, and whoever is at the door prints it. A broken invariant of ours is
// neither: it is a plain throw and a crash.

/** Something in the user's material that needs attention. `code` is `room/what`; `file` is as she named it. */
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
    const lines = [`${code}: ${what}`]
    if (more.place) lines.push(`  at ${more.place}`)
    if (more.next) lines.push(`  ${more.next}`)
    super(lines.join("\n"))
    this.name = "Fault"
    this.code = code
    this.what = what
    this.place = more.place
    this.next = more.next
  }

  /** The same thing said of a file that is skipped while the rest goes on. */
  asIssue(file: string): Issue {
    return {code: this.code, file, says: this.place ? `${this.what} (${this.place})` : this.what, next: this.next ?? ""}
  }
}

/** The names nearest to `name` by edit distance, best first, at most `most`: for "did you mean". */
export function nearest(name: string, names: Iterable<string>, most = 3): string[] {
  // Such a name is no slip of the pen, and working out its distances would take as long as it likes.
  if (name.length > LONGEST_NAME) return []
  const wanted = name.toLowerCase()
  const farthest = Math.max(2, Math.ceil(wanted.length / 2))
  const scored: {name: string; distance: number}[] = []
  for (const candidate of new Set(names)) {
    if (candidate.length > LONGEST_NAME) continue
    const lower = candidate.toLowerCase()
    const within = lower.includes(wanted) || wanted.includes(lower)
    if (!within && Math.abs(lower.length - wanted.length) > farthest) continue
    const distance = within ? 1 : editDistance(wanted, lower)
    if (distance <= farthest) scored.push({name: candidate, distance})
  }
  scored.sort((a, b) => a.distance - b.distance || (a.name < b.name ? -1 : a.name > b.name ? 1 : 0))
  return scored.slice(0, most).map((s) => s.name)
}

/** Names that are longer have no nearest. */
const LONGEST_NAME = 500

/** Levenshtein (1966) distance, in single-character insertions, deletions and substitutions. */
function editDistance(a: string, b: string): number {
  let row = Array.from({length: b.length + 1}, (_, j) => j)
  for (let i = 1; i <= a.length; i++) {
    const next = [i]
    for (let j = 1; j <= b.length; j++)
      next.push(Math.min(next[j - 1]! + 1, row[j]! + 1, row[j - 1]! + (a[i - 1] === b[j - 1] ? 0 : 1)))
    row = next
  }
  return row[b.length]!
}
