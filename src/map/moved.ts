// What moved from one map of a reading to another: links that are gone, new or have another sign, circles that closed or
// opened. In: the map before and after. Out: these, and what they are called.
//
// A merge gives factors other names: what is the same under its new name is neither lost nor found.

import {groupBy} from "../core/grouping.ts"
import {greatest} from "../core/lists.ts"
import type {CausalMap, Link, Loop} from "./map.ts"

/** Do claims of two lineages or more stand for a link? */
export const isToldTwice = (link: Pick<Link, "for">): boolean => link.for.lineages >= 2

/** What moved. All lists are empty where nothing did. */
export type Moved = {
  /** What each factor that is gone became. */
  readonly became: ReadonlyMap<string, string>
  /** What people call a factor of either map. */
  readonly called: (id: string) => string
  readonly closed: readonly Loop[]
  readonly opened: readonly Loop[]
  readonly gone: readonly Link[]
  readonly added: readonly Link[]
  /** Links as they are now, with the sign that each had. */
  readonly turned: readonly {readonly link: Link; readonly was: Link["sign"]}[]
  /** Links that claims of two lineages stand for since, and those that they stood for. */
  readonly nowTwice: readonly Link[]
  readonly nowOnce: readonly Link[]
}

/** Maps do not change, and a decision asks more than once what it moved. */
const known = new WeakMap<CausalMap, WeakMap<CausalMap, Moved>>()

/** Compares two maps of one reading. */
export function movedBetween(before: CausalMap, after: CausalMap): Moved {
  const from = known.get(before) ?? new WeakMap<CausalMap, Moved>()
  known.set(before, from)
  const moved = from.get(after) ?? compared(before, after)
  from.set(after, moved)
  return moved
}

function compared(before: CausalMap, after: CausalMap): Moved {
  const became = becameOf(before, after)
  const now = (id: string): string => became.get(id) ?? id
  const then = new Map(before.links.map((link) => [`${now(link.from)}->${now(link.to)}`, link]))
  const there = new Set(after.links.map(({id}) => id))
  const names = new Map([...before.factors, ...after.factors].map(({id, name}) => [id, name]))
  const ring = ({factors}: Loop, name: (id: string) => string): string => rotated(factors.map(name)).join("\u0000")
  const circlesThen = new Set(before.loops.map((loop) => ring(loop, now)))
  const circlesNow = new Set(after.loops.map((loop) => ring(loop, (id) => id)))
  const others = after.links.filter(
    (link) => then.has(link.id) && isToldTwice(then.get(link.id)!) !== isToldTwice(link),
  )
  return {
    became,
    called: (id) => names.get(id) ?? id,
    closed: after.loops.filter((loop) => !circlesThen.has(ring(loop, (id) => id))),
    opened: before.loops.filter((loop) => !circlesNow.has(ring(loop, now))),
    // Of two links that a merge made one neither is lost; one whose ends it made one is a factor's own.
    gone: [...then].flatMap(([id, link]) => (there.has(id) || now(link.from) === now(link.to) ? [] : [link])),
    added: after.links.filter(({id}) => !then.has(id)),
    turned: after.links.flatMap((link) => {
      const was = then.get(link.id)?.sign ?? link.sign
      return was === link.sign ? [] : [{link, was}]
    }),
    nowTwice: others.filter(isToldTwice),
    nowOnce: others.filter((link) => !isToldTwice(link)),
  }
}

/** What each factor that is gone became: the factor that most of its claims are about now. */
function becameOf(before: CausalMap, after: CausalMap): Map<string, string> {
  const there = new Set(after.factors.map(({id}) => id))
  const gone = new Set(before.factors.map(({id}) => id).filter((id) => !there.has(id)))
  if (gone.size === 0) return new Map()
  const endsNow = groupBy(after.groundings, ({claim}) => claim)
  const heirs = new Map<string, Map<string, number>>()
  for (const {claim, from, to} of before.groundings)
    for (const side of ["from", "to"] as const) {
      const id = side === "from" ? from : to
      if (id === null || !gone.has(id)) continue
      const counts = heirs.get(id) ?? new Map<string, number>()
      heirs.set(id, counts)
      for (const ends of endsNow.get(claim) ?? []) {
        const heir = ends[side]
        if (heir !== null) counts.set(heir, (counts.get(heir) ?? 0) + 1)
      }
    }
  return new Map(
    [...heirs].flatMap(([id, counts]) => {
      const most = greatest([...counts.values()])
      const heir = [...counts].find(([, n]) => n === most)?.[0]
      return heir === undefined ? [] : [[id, heir] as const]
    }),
  )
}

/** From its smallest name on, so that one circle has one spelling. */
function rotated(names: readonly string[]): string[] {
  const first = names.reduce((best, name, at) => (name < names[best]! ? at : best), 0)
  return [...names.slice(first), ...names.slice(0, first)]
}
