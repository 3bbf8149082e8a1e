// Ways along links from one factor to another. In: a map and two ids. Out: paths, the best told first, and whether more may be
// there than were looked at.

import type {Claim} from "../claims/index.ts"
import {groupBy} from "../core/grouping.ts"
import {type CausalMap, type Link, toldSign} from "./map.ts"
import {meetings, tellersOf, toldWhole} from "./tellers.ts"

/** A way from one factor to another: its links in their order. */
export type Route = {
  readonly links: readonly Link[]
  /** The product of the signs: "unclear" where one is unclear, else "contested" where one is. */
  readonly sign: Link["sign"]
  /** Files in which somebody tells every link of it. */
  readonly toldBy: readonly string[]
  /** Factors of it at which two documents only meet: nobody tells both links there. */
  readonly meets: readonly string[]
}

/** Longer ways pass more hands than a reader follows. */
export const MOST_STEPS = 5
/** Links tried in all: a bound in work, so that every machine stops at the same path. */
const MOST_TRIED = 200_000

/**
 * Paths of at most five links that pass no factor twice: by the voices of the link that fewest tell, then fewer links, then the
 * product of beliefs; ids settle ties.
 *
 * @param most  so many are given
 * @returns `of`: how many were found; `isCut`: the search stopped before it had seen all
 */
export function routesBetween(
  {links, groundings}: Pick<CausalMap, "links" | "groundings">,
  claims: ReadonlyMap<string, Claim>,
  from: string,
  to: string,
  most: number,
): {readonly routes: readonly Route[]; readonly of: number; readonly isCut: boolean} {
  const others = links.filter((link) => link.from !== link.to)
  const out = groupBy(others, (link) => link.from)
  // Nobody goes where the end is out of reach.
  const left = stepsTo(
    [to],
    groupBy(others, (link) => link.to),
    MOST_STEPS,
  )
  const found: Link[][] = []
  let tried = 0
  const follow = (at: string, way: Link[], passed: Set<string>): void => {
    if (at === to && way.length > 0) {
      found.push([...way])
      return
    }
    for (const link of out.get(at) ?? []) {
      if (tried++ >= MOST_TRIED) return
      const rest = left.get(link.to)
      if (rest === undefined || way.length + 1 + rest > MOST_STEPS || passed.has(link.to)) continue
      way.push(link)
      passed.add(link.to)
      follow(link.to, way, passed)
      passed.delete(link.to)
      way.pop()
    }
  }
  if (from !== to) follow(from, [], new Set([from]))
  const ranked = found
    .map((way) => ({
      way,
      voices: Math.min(...way.map((link) => link.for.lineages)),
      belief: way.reduce((all, {belief}) => all * belief, 1),
      key: way.map(({id}) => id).join(" "),
    }))
    .sort(
      (a, b) => b.voices - a.voices || a.way.length - b.way.length || b.belief - a.belief || (a.key < b.key ? -1 : 1),
    )
  const best = ranked.slice(0, most)
  const tellers = tellersOf(new Set(best.flatMap(({way}) => way.map(({id}) => id))), groundings, claims)
  return {
    routes: best.map(({way}) => {
      const ids = way.map(({id}) => id)
      const meets = meetings(ids, tellers, false).map((i) => way[i]!.from)
      return {links: way, sign: signOf(way), toldBy: toldWhole(ids, tellers), meets}
    }),
    of: found.length,
    isCut: tried >= MOST_TRIED,
  }
}

/** How many links it takes from a factor to the nearest of `ends`, itself 0, where that is `most` or fewer. */
export function stepsTo(
  ends: readonly string[],
  into: ReadonlyMap<string, readonly Link[]>,
  most: number,
): Map<string, number> {
  const left = new Map(ends.map((id) => [id, 0]))
  for (let ring = [...ends], far = 1; far <= most; far++) {
    const next: string[] = []
    for (const id of ring)
      for (const {from} of into.get(id) ?? [])
        if (!left.has(from)) {
          left.set(from, far)
          next.push(from)
        }
    ring = next
  }
  return left
}

function signOf(way: readonly Link[]): Link["sign"] {
  const signs = way.map(toldSign)
  if (signs.includes("unclear")) return "unclear"
  if (signs.includes("contested")) return "contested"
  return signs.filter((sign) => sign === "-").length % 2 === 0 ? "+" : "-"
}
