// What the documents do not say. Silence is not absence: each list says what was looked for and not found.

import type {Range} from "../documents/index.ts"
import type {Unlinked} from "../map/index.ts"
import {lastWritten, writtenOn} from "./dated.ts"
import type {Levers, Silences} from "./finding.ts"
import {isNamed, isTold, type Material} from "./material.ts"
import {plain, stemsOf} from "./wording.ts"

export function silencesOf(known: Material, {levers}: Levers): Silences {
  const {map, reading, outcomes, documents} = known
  const into = new Set(map.links.filter(isTold).map(({to}) => to))
  const out = new Set(map.links.filter(isTold).map(({from}) => from))
  const named = map.factors.filter(({origin}) => origin !== "words")
  const written = writtenOn(known)
  const helpers = (outcome: string): string[] => {
    const wanted = known.factor.get(outcome)?.wanted
    const way = wanted === "more" ? "raises" : "lowers"
    const helps = levers.filter(({pushes}) => pushes.some((one) => one.outcome === outcome && one.push.endsWith(way)))
    return helps.map(({factor}) => factor)
  }
  const kinds = map.groundings.flatMap(({unlinked}) => (unlinked ? [unlinked.kind] : []))
  const many = (kind: Unlinked["kind"]): number => kinds.filter((one) => one === kind).length
  const counted = new Set(reading.quantities.flatMap(({what, unit}) => stemsOf(`${what} ${unit}`)))
  return {
    uncaused: outcomes.filter((id) => !into.has(id)),
    helped: outcomes
      .filter((id) => known.factor.get(id)?.wanted !== undefined)
      .map((id) => ({outcome: id, by: helpers(id)}))
      .sort((a, b) => a.by.length - b.by.length),
    causeless: named.filter(({id}) => out.has(id) && !into.has(id)).map(({id}) => id),
    idle: named.filter(({id}) => into.has(id) && !out.has(id) && !outcomes.includes(id)).map(({id}) => id),
    bystanders: bystandersOf(known),
    uncounted: outcomes.filter((id) => {
      const {name = id, alsoCalled = []} = known.factor.get(id) ?? {}
      return ![name, ...alsoCalled].flatMap(stemsOf).some((word) => counted.has(word))
    }),
    lastDay:
      [lastWritten(known), ...reading.dates.map(({from, to}) => to ?? from)]
        .filter((day) => day !== null)
        .sort()
        .at(-1) ?? null,
    undated: documents.filter(({file}) => !written.has(file)).map(({file}) => file),
    brakes: known.loops.filter(({polarity}) => polarity === "B").length,
    aside: {
      ungrounded: many("ungrounded"),
      hearsay: many("hearsay"),
      doubtful: many("doubtful"),
      itself: many("itself"),
      rejected: many("rejected"),
    },
  }
}

/** What stands between quotation marks: somebody else's "I". */
const QUOTED = /[“"][^“”"]*[”"]/gu
/** The writer, or whoever answers in an interview, speaks of himself. */
const FIRST_PERSON = /\bI\b(?!\.)|\b[Ww]e\b/u

/**
 * Names of those who are in no statement: not as its speaker, in no sentence that tells a cause or gives a figure, and not
 * named where "he said", "I think" or a quotation that goes on may be theirs. Nothing reads whom such words mean, so that
 * nobody is called silent there.
 */
function bystandersOf(known: Material): string[] {
  const {reading, documents} = known
  const inForce = reading.claims.filter(({id}) => !known.rejected.has(id))
  const told = [
    ...inForce.flatMap(({file, quote, by}) => [by ?? "", known.sentence(file, quote).text]),
    ...reading.quantities.flatMap(({file, quote, claimant}) => [claimant ?? "", known.sentence(file, quote).text]),
    ...inForce.flatMap(({file, quote, by}) => (isNamed(by) ? [] : around(known, file, quote, by === null))),
    ...documents.map(({text}) => text).filter((text) => FIRST_PERSON.test(text.replace(QUOTED, ""))),
  ].map((text) => ` ${plain(text)} `)
  const isIn = (name: string): boolean => told.some((text) => text.includes(` ${plain(name)} `))
  return reading.actors
    .filter(({roles}) => !roles.some((role) => role === "speaker" || role.startsWith("in ")))
    .filter(({name, alsoCalled}) => ![name, ...alsoCalled, ...titled(name)].some(isIn))
    .map(({name}) => name)
}

/** "Mr Sund", as Ivo Sund is called once his whole name was said. */
const titled = (name: string): string[] =>
  name.includes(" ")
    ? ["Mr", "Mrs", "Ms", "Dr"].map((title) => `${title} ${name.slice(name.lastIndexOf(" ") + 1)}`)
    : []

/**
 * The paragraph that a place lies in and the one before, in which whoever "she" means is named; of a statement without a
 * speaker only where the paragraph quotes somebody.
 */
function around(known: Material, file: string, at: Range, onlyQuoted: boolean): string[] {
  const {passages = [], text = ""} = known.document.get(file) ?? {}
  const place = known.passage(file, at)
  const own = passages[place]
  if (own === undefined || (onlyQuoted && !/[“"]/u.test(text.slice(own.from, own.to)))) return []
  return passages.slice(Math.max(0, place - 1), place + 1).map(({from, to}) => text.slice(from, to))
}
