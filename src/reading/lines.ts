// Each line of a file is a sentence of its own: for scoring against labelled corpora.

import type {English} from "../syntax/index.ts"
import {wordsOf} from "./phrase.ts"
import {propose, tellsCauses} from "./propose.ts"

/** What one line says; offsets count within the line. */
export type LineReading = {
  /** From 1. */
  readonly line: number
  readonly causal: boolean
  /** 0..1 */
  readonly score: number
  readonly relations: readonly {
    readonly cause: [number, number]
    readonly effect: [number, number]
    readonly signal: [number, number] | null
  }[]
}

/** A line longer than this is no sentence (see LONGEST_SENTENCE in text) and says nothing. In UTF-16 code units. */
const LONGEST_LINE = 2000

/** Reads each line by itself, empty ones included, so that line numbers stay. */
export function readLines(text: string, english: English): LineReading[] {
  const lines = text.split(/\r\n|\n/)
  if (lines.at(-1) === "") lines.pop()
  return lines.map((line, i) => {
    if (line.length > LONGEST_LINE) return {line: i + 1, causal: false, score: 0, relations: []}
    const tokens = english.tokens(line, {from: 0, to: line.length})
    const {clauses, proposals} = propose(tokens, tellsCauses(tokens) ? english : null)
    const relations = proposals
      .filter((p) => !p.fromBefore)
      .map((p) => {
        const place = (span: {start: number; end: number}): [number, number] => {
          const words = wordsOf(clauses, line, span)
          return [words.from, words.to]
        }
        return {cause: place(p.cause), effect: place(p.effect), signal: place(p.signal)}
      })
    const score = proposals.reduce((best, p) => Math.max(best, p.confidence), 0)
    return {line: i + 1, causal: score > 0, score, relations}
  })
}
