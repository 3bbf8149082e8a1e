// What is wrong with a file that people write, in words: where each mistake stands, and all of them as one refusal.

import {bounded, Fault, LONGEST_MESSAGE} from "./fault.ts"

/** A place in a file, both counted from 1. */
export type Place = {readonly line: number; readonly column: number}

/** One mistake in one file: where, and what is wrong there. */
export type Mistake = {readonly place: Place; readonly says: string}

/** A refusal that lists twenty mistakes is read; one that lists two hundred is not. */
const MOST_MISTAKES = 20
/** Bytes of one of them. */
const LONGEST_MISTAKE = 700
/** Letters of such a refusal around its mistakes, its file and its next move. */
const AROUND = 100

/** `file:line:column`, as every message spells a place. */
export function spell(file: string, place: Place): string {
  return `${file}:${place.line}:${place.column}`
}

/** The refusal of a file with mistakes: all of them, in the order of the file, and one next move. */
export function refusal(layer: string, file: string, mistakes: readonly Mistake[], next: string): Fault {
  const ordered = mistakes
    .map((mistake, index) => ({...mistake, index}))
    .sort((a, b) => a.place.line - b.place.line || a.place.column - b.place.column || a.index - b.index)
  const lines: string[] = []
  let letters = 0
  const most = LONGEST_MESSAGE - file.length - next.length - AROUND
  for (const {place, says} of ordered.slice(0, MOST_MISTAKES)) {
    const line = bounded(`  ${spell(file, place)}: ${says}`, LONGEST_MISTAKE)
    letters += line.length
    // The first ones whole, rather than some of all.
    if (lines.length > 0 && letters > most) break
    lines.push(line)
  }
  if (ordered.length > lines.length) lines.push(`  and ${ordered.length - lines.length} more`)
  const count = ordered.length === 1 ? "1 mistake" : `${ordered.length} mistakes`
  return new Fault(`${layer}/invalid-file`, `${count} in ${file}\n${lines.join("\n")}`, {next})
}
