// The first reading, put together. In: a reading, its map, the documents, what people have decided so far, and which way
// levers push. Out: its findings.

import {circlesOf} from "./circles.ts"
import {eventsOf, figuresOf, lastWritten, writtenOn} from "./dated.ts"
import type {Circle, Counts, FirstReading, FirstReadingInput, Join, Levers} from "./finding.ts"
import {gateOf} from "./gate.ts"
import {joinsOf} from "./joins.ts"
import {leversOf} from "./levers.ts"
import {type Material, material} from "./material.ts"
import {shortOf} from "./short.ts"
import {silencesOf} from "./silences.ts"
import {suspectsOf} from "./suspicion.ts"
import {conditionsOf, disputesOf, hopesOf, speakersOf, toldTwiceOf} from "./told.ts"

/** Readings that are asked to be checked first. */
export const CHECK_FIRST = 10

/** The findings of the first reading. Throws nothing of its own. */
export function firstReading(input: FirstReadingInput): FirstReading {
  const known = material(input)
  const toldTwice = toldTwiceOf(known)
  const circles = circlesOf(known)
  const levers = leversOf(known)
  const gate = gateOf(known, toldTwice.length, levers)
  const disputes = disputesOf(known)
  const conditions = conditionsOf(known)
  const speakers = speakersOf(known)
  const events = eventsOf(known)
  const figures = figuresOf(known)
  const silences = silencesOf(known, levers)
  const rests = restsOn(circles, levers)
  const counts = countsOf(known, {toldTwice: toldTwice.length})
  return {
    format: "brink/first-reading@1",
    counts,
    gate,
    short: shortOf(known, {
      counts,
      gate,
      toldTwice,
      circles,
      disputes,
      silences,
      levers,
      conditions,
      speakers,
      events,
      figures,
    }),
    toldTwice,
    circles,
    conditions,
    hopes: hopesOf(known),
    speakers,
    disputes,
    levers,
    silences,
    written: {by: Object.fromEntries(writtenOn(known)), last: lastWritten(known)},
    events,
    figures,
    joins: joinsOf(known),
    suspects: suspectsOf(known).slice(0, CHECK_FIRST),
    restsOn: {claims: rests, checked: rests.filter((id) => known.decided.has(id)).length},
  }
}

/** Pairs of factors that may be one thing, the likeliest first, at most so many. */
export function joins(input: FirstReadingInput, most: number): Join[] {
  return joinsOf(material(input), most)
}

function countsOf(known: Material, {toldTwice}: {toldTwice: number}): Counts {
  const {reading, map, lineages} = known
  const spoken = reading.claims.filter((claim) => known.speaker(claim) !== null)
  return {
    documents: reading.documents.length,
    voices: lineages.length,
    words: reading.documents.reduce((sum, {words}) => sum + words, 0),
    statements: reading.claims.length,
    conditions: reading.claims.filter(({condition}) => condition !== null).length,
    spoken: spoken.length,
    speakers: new Set(spoken.map((claim) => known.speaker(claim)!.party)).size,
    hopes: reading.claims.filter(({refuted}) => refuted).length,
    figures: reading.quantities.length,
    dates: reading.dates.length,
    actors: reading.actors.length,
    factors: map.factors.length,
    links: map.links.length,
    toldTwice,
    circles: known.loops.length,
    toldWhole: known.loops.filter(({toldBy}) => toldBy.length > 0).length,
    checked: known.decided.size,
  }
}

/** Claims that the circle shown first and the signs of the levers rest on: of each arrow and each lever the one quoted. */
function restsOn(
  {whole, stitched}: {whole: readonly Circle[]; stitched: readonly Circle[]},
  {levers}: Levers,
): string[] {
  const [circle] = [...whole, ...stitched]
  const arrows = (circle?.links ?? []).flatMap(({claims, against}) => [...claims.slice(0, 1), ...against.slice(0, 1)])
  return [...new Set([...arrows, ...levers.flatMap(({claim}) => (claim === null ? [] : [claim]))])]
}
