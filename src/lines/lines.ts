// Each line of a file is a sentence of its own: for scoring against labelled corpora.
//
// Text, English and learned help in; for each line whether it tells a cause, how probable that is, and its relations.
// Learned help judges, and its relations stand first, surest first, because that was measured to be right more often
// (docs/methods/learned-help.md). A claim of the rules makes a line causal too, news not being all there is: then they stand
// first. A line that is only doubtful keeps its relations. Offsets count within the line.

import {saidIn} from "../claims/whole.ts"
import {Dependencies, type English, type Span, type Token} from "../language/index.ts"
import type {Learned} from "./learned.ts"

/** What one line says; offsets count within the line. */
export type LineReading = {
  /** From 1. */
  readonly line: number
  readonly causal: boolean
  /** 0..1 */
  readonly score: number
  readonly relations: readonly LineRelation[]
}

export type LineRelation = {
  readonly cause: [number, number]
  readonly effect: [number, number]
  readonly signal: [number, number] | null
}

/** A line longer than this is no sentence (see LONGEST_SENTENCE in text) and says nothing. In UTF-16 code units. */
const LONGEST_LINE = 2000
/** Scores are given in thousandths. */
const THOUSAND = 1000

/**
 * Reads each line by itself, empty ones included, so that line numbers stay.
 * @param learned  null for the rules alone: then a line is causal where they make a claim, and its score is the surest's.
 */
export function readLines(text: string, english: English, learned: Learned | null = null): LineReading[] {
  const lines = text.split(/\r\n|\n/)
  if (lines.at(-1) === "") lines.pop()
  return lines.map((line, i) => {
    if (line.length > LONGEST_LINE) return {line: i + 1, causal: false, score: 0, relations: []}
    const tokens = english.tokens(line, {from: 0, to: line.length})
    const proposals = saidIn(tokens, english)
    const ruled = proposals.map((p) => placed(tokens, p))
    const surest = proposals.reduce((best, p) => Math.max(best, p.confidence), 0)
    if (!learned) return {line: i + 1, causal: surest > 0, score: surest, relations: ruled}
    const {causal, doubtful, probability, relations} = learned.read(new Dependencies(tokens, english.parse(tokens)))
    const told = causal || doubtful ? relations.map((r) => placed(tokens, r)) : []
    // Whoever makes the line causal is heard first.
    const [first, then] = causal ? [told, ruled] : [ruled, told]
    return {
      line: i + 1,
      causal: causal || surest > 0,
      score: Math.round(Math.max(probability, surest) * THOUSAND) / THOUSAND,
      relations: [...first, ...then.filter((r) => !first.some((other) => alike(r, other)))],
    }
  })
}

type Spans = {readonly cause: Span; readonly effect: Span; readonly signal: Span | null}

function placed(tokens: readonly Token[], {cause, effect, signal}: Spans): LineRelation {
  const place = ({start, end}: Span): [number, number] => {
    const from = tokens[start]?.from ?? 0
    return end > start ? [from, tokens[end - 1]!.to] : [from, from]
  }
  return {cause: place(cause), effect: place(effect), signal: signal && place(signal)}
}

function alike(a: LineRelation, b: LineRelation): boolean {
  const same = (x: [number, number], y: [number, number]) => x[0] === y[0] && x[1] === y[1]
  return same(a.cause, b.cause) && same(a.effect, b.effect)
}
