// A claim told to a person: its sentence with the words marked, the rule in words, who read it so, and what has been
// decided about it. In: a claim of a reading and the edits about it. Out: lines. Nothing is said by colour alone: the
// marks stand with and without.

import {ruleInWords} from "../claims/explain.ts"
import type {Claim} from "../claims/index.ts"
import type {Piece} from "../io/index.ts"
import type {ClaimEdit} from "../map/index.ts"
import {decision} from "./edit-list.ts"

/** What stands around a claim's cause, the words that say it, and its effect; and the colour of each on a screen. */
const MARKS = {
  cause: {open: "[", close: "]", colour: "cyan"},
  words: {open: "*", close: "*", colour: "yellow"},
  effect: {open: "{", close: "}", colour: "magenta"},
} as const

/** One line that says what the marks mean. */
export const LEGEND = "In each sentence: [cause], *words that say so*, {effect}."

type Mark = keyof typeof MARKS
type Part = {readonly from: number; readonly to: number; readonly mark: Mark}

/** "a fall in harvests -(+)-> the debt  [if, "may", denied]" */
export function claimLine(claim: Claim): string {
  const flags = [
    claim.condition,
    claim.hedge && `"${claim.hedge}"`,
    claim.denied && "denied",
    claim.refuted && "refuted",
    claim.by && `says ${claim.by}`,
  ].filter(Boolean)
  return `${fold(claim.cause.text)} -(${claim.sign})-> ${fold(claim.effect.text)}${flags.length > 0 ? `  [${flags.join(", ")}]` : ""}`
}

/** On one line. */
const fold = (text: string): string => text.replace(/\s+/gu, " ")

/** The claim's sentence on one line, its cause, its effect and the words that say so marked. */
export function markedSentence(claim: Claim): Piece[] {
  const {quote} = claim
  const parts: Part[] = [
    {...place(claim.cause), mark: "cause" as const},
    {...place(claim.effect), mark: "effect" as const},
    ...firedWords(claim).map((range) => ({...range, mark: "words" as const})),
  ]
  function place({from, to}: {from: number; to: number}) {
    return {from: Math.max(from, quote.from) - quote.from, to: Math.min(to, quote.to) - quote.from}
  }
  const shown = parts.filter((part) => part.from < part.to)
  const cuts = [...new Set([0, quote.text.length, ...shown.flatMap((part) => [part.from, part.to])])].sort(
    (a, b) => a - b,
  )
  const line: Piece[] = []
  cuts.forEach((at, i) => {
    // The shorter of two marks that open here stands inside the longer.
    const closing = shown.filter((part) => part.to === at).sort((a, b) => b.from - a.from)
    const opening = shown.filter((part) => part.from === at).sort((a, b) => b.to - a.to)
    line.push(...closing.map((part) => MARKS[part.mark].close), ...opening.map((part) => MARKS[part.mark].open))
    const words = fold(quote.text.slice(at, cuts[i + 1] ?? at))
    const over = shown
      .filter((part) => part.from <= at && part.to > at)
      .sort((a, b) => a.to - a.from - (b.to - b.from))[0]
    line.push(over ? {colour: MARKS[over.mark].colour, words} : words)
  })
  return singleSpaced(line)
}

/** No two spaces after each other, and none at either end. */
function singleSpaced(pieces: readonly Piece[]): Piece[] {
  let before = " "
  const spaced = pieces.map((piece): Piece => {
    const given = typeof piece === "string" ? piece : piece.words
    const words = (before.endsWith(" ") ? given.replace(/^ +/, "") : given).replace(/ {2,}/g, " ")
    if (words !== "") before = words
    return typeof piece === "string" ? words : {...piece, words}
  })
  const last = spaced.findLastIndex((piece) => (typeof piece === "string" ? piece : piece.words) !== "")
  return spaced.map((piece, i) => {
    if (i !== last) return piece
    return typeof piece === "string" ? piece.trimEnd() : {...piece, words: piece.words.trimEnd()}
  })
}

/** Where the words that fired stand in the quote; the signal where the reader kept no trail. */
function firedWords(claim: Claim): {from: number; to: number}[] {
  const words = claim.why?.words ?? (claim.signal ? [claim.signal] : [])
  return words
    .map(({from, to}) => ({from: from - claim.quote.from, to: to - claim.quote.from}))
    .filter(({from, to}) => from >= 0 && to <= claim.quote.text.length && from < to)
}

/** Confidence in words, from this share on. */
const SURE = [
  [0.9, "very sure"],
  [0.75, "sure"],
  [0.6, "fairly sure"],
  [0, "unsure"],
] as const

/**
 * Everything that stands behind one claim, a line each: the sentence, the rule, what moves which way, who read it
 * so and how surely, and the decisions about it.
 */
export function claimTrail(claim: Claim, decided: readonly ClaimEdit[]): (string | readonly Piece[])[] {
  const {why} = claim
  const words = firedWords(claim).map(({from, to}) => claim.quote.text.slice(from, to))
  const agreed = why?.agreed ?? []
  const others = agreed.length > 0 ? `; ${agreed.join(", ")} ${agreed.length === 1 ? "reads" : "read"} it so too` : ""
  const sure = SURE.find(([least]) => claim.confidence >= least)![1]
  return [
    ['"', ...markedSentence(claim), '"'],
    why ? `because ${ruleInWords(why, words)} (rule: ${why.rule})` : "the reader gives no rule",
    moves(claim),
    `read by ${claim.reader}${others}; confidence ${claim.confidence.toFixed(2)}, ${sure}`,
    ...decided.map((edit) => `decided by ${edit.by} (edit ${edit.n}): ${decision(edit)}: ${edit.why}`),
  ]
}

/** "so more of harvests brings less of the debt", from the things, the sign and the ways the phrases move. */
function moves(claim: Claim): string {
  const thing = ({thing}: Claim["cause"]): string => thing.map((part) => fold(part.text)).join("; ")
  const refers = [claim.cause, claim.effect].flatMap(({text, refers}) =>
    refers === undefined ? [] : [`"${fold(text)}" stands for "${fold(refers)}"`],
  )
  const change = ({change}: Claim["cause"]): string =>
    change === "+" ? " (rising)" : change === "-" ? " (falling)" : ""
  return [
    `varies: ${thing(claim.cause)}${change(claim.cause)} -> ${thing(claim.effect)}${change(claim.effect)}`,
    ...refers,
    claim.time,
    ...(claim.lag === null ? [] : [`when: "${claim.lag}"`]),
    ...(claim.strength === null ? [] : [`how much: "${claim.strength}"`]),
  ].join("; ")
}
