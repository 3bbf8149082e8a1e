// What the documents do not say. Silence is not absence: each list says what was looked for and not found.

import type {Unlinked} from "../map/index.ts"
import {lastWritten, writtenOn} from "./dated.ts"
import type {Levers, Silences} from "./finding.ts"
import {isTold, type Material} from "./material.ts"
import {stemsOf} from "./wording.ts"

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
    bystanders: reading.actors
      .filter(({roles}) => !roles.some((role) => role === "speaker" || role.startsWith("in ")))
      .map(({name}) => name),
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
