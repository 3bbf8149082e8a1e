// Where a phrase may begin and end around its head: what is drawn over the tree, and the cuts between those. A tree and a head
// in, spans out. Which of them is meant is not said here.

import {adverbialsIn} from "./adverbials.ts"
import {apart, cutsBehind, holds, stretch, trimmed, type Width} from "./bounds.ts"
import {type Dependencies, NONE} from "./dependencies.ts"
import type {Span} from "./token.ts"

/** How a span was drawn: over the tree, or "flat" from mark to mark, where trees slip. */
export type Drawing = Width | "flat"

/** A span that holds a head, and how it was drawn; where nothing drew it whole, it was cut. */
export type Extent = Span & {readonly drawn: readonly Drawing[]}

export type Drawn = readonly (readonly [how: Drawing, span: Span])[]

/**
 * The spans that a phrase may be, each once: those that were drawn, and from each of their beginnings, or that of something
 * before the head, to each of their ends, or that of something behind it.
 * @param trigger  no word of it is in any. @param other  the head of the other side, which is in none but those drawn.
 */
export function extentsOf(d: Dependencies, head: number, drawn: Drawn, trigger: Span, other: number): Extent[] {
  const found = new Map<number, Extent>()
  const own = holds(trigger, head)
  const verbal = d.isVerbal(head)
  const adverbials = adverbialsIn(d)
  const tie = d.children(head, "case").find((c) => c < head) ?? NONE
  const governor = d.firstUp(d.head[head]!, (at) => d.isVerbal(at) && at < head)
  // "Raised fines without curbing theft"
  const isDeed = (c: number) => (d.is(c, "conj") ? d.child(c, "cc") > head : d.markers(c) === "without")
  const joined = d.children(trigger.end - 1, "conj", "advcl").find((c) => c > head && d.headsClause(c) && isDeed(c))
  const put = ({start, end}: Span, how: readonly Drawing[]): void => {
    // "Keeps the young from working and leads to debt": what is joined to the trigger is no part of what it acts on.
    if (joined !== undefined && holds({start, end}, joined)) return
    // "Turned almost overnight into [a crisis]": what ties a phrase stands before it.
    if (start < tie && d.tokens.slice(start, tie).every(({tag}) => tag === "ADV")) return
    // "The dam in the long run" starved the delta.
    if (!verbal && adverbials.some((at) => at > head && at < end)) return
    // What the order of words has drawn begins where it was drawn: "the dearer" parking is, the sooner shoppers leave.
    if (drawn.length === 1 && start < drawn[0]![1].start) return
    // "The drought has" pushed herders south: from mark to mark stands the beginning of a verb too.
    if (!verbal && end < d.tokens.length && d.tag(end - 1) === "AUX") return
    // "The mayor accuses the mill" is no phrase of the mill's.
    if (!verbal && governor >= start) return
    // "The flood"'s main cause
    if (d.rel[head] === "nmod:poss" && end > head + 1) return
    if (start >= end || (!own && !apart({start, end}, trigger))) return
    const key = start * d.tokens.length + end
    const known = found.get(key)
    found.set(key, {start, end, drawn: known ? [...known.drawn, ...how] : how})
  }
  for (const [how, span] of drawn) put(span, [how])
  const flat = stretch(d, head, trigger)
  const starts = new Set([head, flat.start])
  const ends = new Set([...cutsBehind(d, head), flat.end])
  if (joined !== undefined) ends.add(d.first[joined]!)
  for (const [, {start, end}] of drawn) {
    starts.add(start)
    ends.add(end)
  }
  for (const c of d.children(head)) if (c < head && d.tag(c) !== "PUNCT") starts.add(d.first[c]!)
  const cuts = new Set<number>()
  for (const start of starts)
    for (const end of ends) {
      if (start > head || end <= head) continue
      const span = trimmed(d, start, end, head)
      const key = span.start * d.tokens.length + span.end
      if (found.has(key) || cuts.has(key) || (span.start <= other && other < span.end)) continue
      cuts.add(key)
      put(span, [])
    }
  return [...found.values()]
}
