// Many things to be said on stderr, as few lines as people read: of each kind the first ones, then how many more.
// What is in files and in JSON stays whole.

import {guardNote} from "../core/csv.ts"
import type {Issue} from "../core/fault.ts"
import type {Terminal} from "../io/index.ts"

/** Lines of one kind that are said one by one. */
const MOST_OF_A_KIND = 50

/** Says issues, each as `shown` words it, the first of each code and the number of the others. */
export function sayIssues<I extends Pick<Issue, "code">>(
  say: (line: string) => void,
  issues: readonly I[],
  shown: (issue: I) => string,
): void {
  const said = new Map<string, number>()
  for (const issue of issues) {
    const before = said.get(issue.code) ?? 0
    said.set(issue.code, before + 1)
    if (before < MOST_OF_A_KIND) say(shown(issue))
  }
  for (const [code, count] of said) if (count > MOST_OF_A_KIND) say(`and ${count - MOST_OF_A_KIND} more of ${code}`)
}

/** The same for lines of one kind. */
export function saySome(say: (line: string) => void, lines: readonly string[]): void {
  for (const line of lines.slice(0, MOST_OF_A_KIND)) say(line)
  if (lines.length > MOST_OF_A_KIND) say(`and ${lines.length - MOST_OF_A_KIND} more`)
}

/** Names that stand in a table otherwise than they are, so that no spreadsheet runs them. */
export function noteGuarded({terminal}: {readonly terminal: Terminal}, names: Iterable<string | number>): void {
  const note = guardNote(names)
  if (note !== null) terminal.note(note)
}
