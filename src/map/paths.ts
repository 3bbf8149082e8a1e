// Ways along links from one factor to another. In: a map and two ids. Out: paths, the best told first, and whether more may be
// there than were looked at.

import type {CausalMap, Link} from "./map.ts"

/** A way from one factor to another: its links in their order. */
export type Route = {
  readonly links: readonly Link[]
  /** The product of the signs: "unclear" where one is unclear, else "contested" where one is. */
  readonly sign: Link["sign"]
  /** Files in which somebody tells every link of it. */
  readonly toldBy: readonly string[]
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
  from: string,
  to: string,
  most: number,
): {readonly routes: readonly Route[]; readonly of: number; readonly isCut: boolean} {
  const out = new Map<string, Link[]>()
  const into = new Map<string, Link[]>()
  for (const link of links) {
    if (link.from === link.to) continue
    out.set(link.from, [...(out.get(link.from) ?? []), link])
    into.set(link.to, [...(into.get(link.to) ?? []), link])
  }
  // Steps that are left to go at the least: nobody goes where the end is out of reach.
  const left = new Map([[to, 0]])
  for (let ring = [to], far = 1; far <= MOST_STEPS; far++) {
    const next: string[] = []
    for (const id of ring)
      for (const link of into.get(id) ?? [])
        if (!left.has(link.from)) {
          left.set(link.from, far)
          next.push(link.from)
        }
    ring = next
  }
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
  const files = new Map<string, Set<string>>()
  for (const {link, file} of groundings)
    if (link !== null) {
      const there = files.get(link) ?? new Set()
      files.set(link, there.add(file))
    }
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
  return {
    routes: ranked.slice(0, most).map(({way}) => ({links: way, sign: signOf(way), toldBy: whole(way, files)})),
    of: found.length,
    isCut: tried >= MOST_TRIED,
  }
}

function signOf(way: readonly Link[]): Link["sign"] {
  if (way.some(({sign}) => sign === "unclear")) return "unclear"
  if (way.some(({sign}) => sign === "contested")) return "contested"
  return way.filter(({sign}) => sign === "-").length % 2 === 0 ? "+" : "-"
}

function whole(way: readonly Link[], files: ReadonlyMap<string, ReadonlySet<string>>): string[] {
  const [first, ...rest] = way.map(({id}) => files.get(id) ?? new Set<string>())
  return [...(first ?? [])].filter((file) => rest.every((one) => one.has(file))).sort()
}
