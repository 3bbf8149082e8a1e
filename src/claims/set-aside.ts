// What is named only to be turned down: "not the moth but the mould destroyed the cloth". A tree and proposals in, proposals out.

import type {Dependencies, Span, Token} from "../language/index.ts"
import {TENSED} from "./bounds.ts"
import {saysMore} from "./manner.ts"
import type {Proposal} from "./proposal.ts"

/** The proposals of a sentence, with what is turned down as denied. */
export function withSetAside({tokens}: Dependencies, found: readonly Proposal[]): Proposal[] {
  return [
    ...found.filter((p) => p.denied || !(notBut(tokens, p.cause) || ratherThan(tokens, p.cause))),
    ...rejected(tokens, found),
  ]
}

/**
 * "Not the moth but the mould destroyed the cloth", "hurt the poor, not the rich": what is named only to be turned down
 * does not bear on the rest.
 */
function rejected(tokens: readonly Token[], found: readonly Proposal[]): Proposal[] {
  const twins: Proposal[] = []
  for (const p of found) {
    if (p.denied || p.condition !== null) continue
    if (ratherThan(tokens, p.cause)) {
      twins.push({...p, denied: true})
      continue
    }
    const pair = notBut(tokens, p.cause)
    if (pair) {
      twins.push({...p, cause: pair.no, denied: !pair.more}, {...p, cause: pair.but})
      continue
    }
    const cause = turnedDown(tokens, p.cause)
    const effect = cause ? null : turnedDown(tokens, p.effect)
    if (cause) twins.push({...p, cause, denied: true})
    else if (effect) twins.push({...p, effect, denied: true})
  }
  return twins
}

/** "Poverty, rather than faith, fills the ranks": what is set aside for another. */
function ratherThan(tokens: readonly Token[], {start}: Span): boolean {
  return tokens[start - 1]?.lower === "than" && tokens[start - 2]?.lower === "rather"
}

/** "It was not the drought but the tolls that emptied": what is turned down, and what stands for it; or, `more`, beside it. */
function notBut(
  tokens: readonly Token[],
  {start, end}: Span,
): {readonly no: Span; readonly but: Span; readonly more: boolean} | null {
  const lower = (i: number) => tokens[i]?.lower ?? ""
  const more = (i: number) => saysMore([lower(i + 1), lower(i + 2)])
  const not = [start, start - 1, start - 2, start - 3].find((i) => lower(i) === "not" && (i >= start - 1 || more(i)))
  if (not === undefined || tokens[not - 1]?.lemma !== "be") return null
  const named = not + (more(not) ? (lower(not + 1) === "so" ? 3 : 2) : 1)
  let but = end
  while (but < tokens.length && but < end + 2 && tokens[but]!.lower !== "but") but++
  if (tokens[but]?.lower !== "but") return null
  let stop = but + 1
  while (stop < tokens.length && !["that", "which", "who", ","].includes(tokens[stop]!.lower)) stop++
  return stop < tokens.length - 1 && stop > but + 1 && stop < but + 12
    ? {no: {start: named, end}, but: {start: but + 1, end: stop}, more: more(not)}
    : null
}

/** The phrase that stands beside `span` as "not X but", or after it as ", not X,"; null where none does. */
function turnedDown(tokens: readonly Token[], span: Span): Span | null {
  const lower = (i: number) => tokens[i]?.lower ?? ""
  const named = (start: number, end: number) => {
    if (end - start < 1 || end - start > 8) return null
    const words = tokens.slice(start, end)
    const plain = words.every(({xpos, text}) => !TENSED.has(xpos) && text !== ",")
    return plain && ["NOUN", "PROPN"].includes(words.at(-1)!.tag) ? {start, end} : null
  }
  if (lower(span.start - 1) === "but") {
    const end = tokens[span.start - 2]?.text === "," ? span.start - 2 : span.start - 1
    for (let i = end - 1; i >= 0 && i > end - 9; i--)
      if (lower(i) === "not") return saysMore([lower(i + 1), lower(i + 2)]) ? null : named(i + 1, end)
  }
  const more = saysMore([lower(span.end + 2), lower(span.end + 3)])
  if (tokens[span.end]?.text === "," && lower(span.end + 1) === "not" && !more) {
    let end = span.end + 2
    while (end < tokens.length && !/^[,.;:]$/.test(tokens[end]!.text)) end++
    return named(span.end + 2, end)
  }
  return null
}
