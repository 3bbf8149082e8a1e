// Feedback loops of a map. In: links. Out: its elementary cycles of up to MOST_LENGTH
// links, ranked, with how many more there are. Short loops are all found before longer ones
// are looked for, so that a bound, when it bites, cuts the long ones.
//
// The search is Johnson's (1975, SIAM J. Comput. 4:77) in spirit: each cycle is grown from
// its smallest factor only, over factors that can still come back in time.

import type {Claim} from "../claims/index.ts"
import type {Issue} from "../core/fault.ts"
import {greatest} from "../core/lists.ts"
import {type Factor, type Grounding, type Link, type Loop, toldSign} from "./map.ts"
import {tellersOf, toldWhole} from "./tellers.ts"

/** Longer cycles are nobody's story: eight links already pass more hands than a reader follows. */
export const MOST_LENGTH = 8

/** As many as are kept and listed. */
export const MOST_LOOPS = 200

/** Found before the search stops: dense maps have millions, and ranking needs only the short ones. */
const MOST_FOUND = 5_000

/** Steps of the search in all: a bound in work, not in time, so that every machine stops at the same loop. */
const MOST_STEPS = 400_000

/**
 * The loops of a map, best first: by belief x (1 + files that tell the whole of it) x (1 + highest outcome weight in it).
 */
export function findLoops(
  factors: readonly Factor[],
  links: readonly Link[],
  groundings: readonly Grounding[],
  claims: ReadonlyMap<string, Claim>,
): {loops: Loop[]; issues: Issue[]} {
  const usable = links.filter((link) => link.sign !== "unclear")
  const ids = factors.map((f) => f.id).sort((a, b) => (a < b ? -1 : a > b ? 1 : 0))
  const index = new Map(ids.map((id, i) => [id, i]))
  const out: {to: number; link: Link}[][] = ids.map(() => [])
  for (const link of usable) out[index.get(link.from)!]!.push({to: index.get(link.to)!, link})
  for (const list of out) list.sort((a, b) => a.to - b.to)

  const {cycles, searched} = cyclesOf(out)
  const filesOf = tellersOf(new Set(cycles.flat().map(({id}) => id)), groundings, claims)
  const weight = new Map(factors.map((f) => [f.id, f.weight]))
  const loops = cycles.map((cycle) => {
    const polarity = polarityOf(cycle)
    let belief = 1
    for (const link of cycle) belief *= link.belief
    const loop: Loop = {
      factors: cycle.map((link) => link.from),
      links: cycle.map((link) => link.id),
      polarity,
      belief,
      toldBy: toldWhole(
        cycle.map(({id}) => id),
        filesOf,
      ),
    }
    return loop
  })
  const score = (loop: Loop) =>
    loop.belief * (1 + loop.toldBy.length) * (1 + greatest(loop.factors.map((id) => weight.get(id) ?? 0)))
  const key = (loop: Loop) => loop.links.join(" ")
  loops.sort(
    (a, b) =>
      score(b) - score(a) || a.links.length - b.links.length || (key(a) < key(b) ? -1 : key(a) > key(b) ? 1 : 0),
  )
  const issues: Issue[] = []
  if (loops.length > MOST_LOOPS || searched < MOST_LENGTH) {
    const whole = searched >= MOST_LENGTH
    issues.push({
      code: "map/loops-not-shown",
      file: "",
      says: `${Math.max(0, loops.length - MOST_LOOPS)} more loops were found than the ${Math.min(loops.length, MOST_LOOPS)} shown${whole ? "" : `, and loops of more than ${searched} links were not searched to the end`}`,
      next: "Merge factors that are the same, or reject claims that do not belong: fewer links close fewer loops.",
    })
  }
  return {loops: loops.slice(0, MOST_LOOPS), issues}
}

/** Contested when the sign of any of its links is; else reinforcing for an even number of negative links. */
function polarityOf(cycle: readonly Link[]): Loop["polarity"] {
  const signs = cycle.map(toldSign)
  if (signs.includes("contested")) return "contested"
  return signs.filter((sign) => sign === "-").length % 2 === 0 ? "R" : "B"
}

/** All cycles by length 2, 3, ..., and the longest length that was searched to its end. */
function cyclesOf(out: readonly (readonly {to: number; link: Link}[])[]): {cycles: Link[][]; searched: number} {
  const n = out.length
  const cycles: Link[][] = []
  const ways = waysBack(out)
  const onPath = new Uint8Array(n)
  let steps = 0
  for (let length = 2; length <= MOST_LENGTH; length++) {
    for (let start = 0; start < n; start++) {
      if (out[start]!.length === 0) continue
      if (!ways.from(start, length - 1)) return {cycles, searched: length - 1}
      const path: Link[] = []
      const grow = (at: number): boolean => {
        for (const {to, link} of out[at]!) {
          if (++steps > MOST_STEPS || cycles.length >= MOST_FOUND) return false
          if (to < start) continue
          if (to === start) {
            if (path.length + 1 === length) cycles.push([...path, link])
            continue
          }
          const left = length - path.length - 1
          if (onPath[to] || left < 1 || ways.distance(to) > left) continue
          onPath[to] = 1
          path.push(link)
          const whole = grow(to)
          path.pop()
          onPath[to] = 0
          if (!whole) return false
        }
        return true
      }
      if (!grow(start)) return {cycles, searched: length - 1}
    }
  }
  return {cycles, searched: MOST_LENGTH}
}

/** Factors looked at on all ways back together; like MOST_STEPS a bound in work. */
const MOST_LOOKED_AT = 5_000_000

/**
 * How many links it takes from a factor back to a start, through factors not smaller than it. One memory for all starts:
 * maps with ten thousand factors are searched in time that grows with their links.
 */
function waysBack(out: readonly (readonly {to: number}[])[]): {
  /** Measures the ways of up to `most` links to `start`; false when the bound on work is reached. */
  from(start: number, most: number): boolean
  distance(factor: number): number
} {
  const into: number[][] = out.map(() => [])
  out.forEach((list, from) => {
    for (const {to} of list) into[to]!.push(from)
  })
  const distances = new Int32Array(out.length)
  const measured = new Int32Array(out.length)
  let now = 0
  let lookedAt = 0
  return {
    from(start, most) {
      now++
      measured[start] = now
      distances[start] = 0
      const queue = [start]
      for (let head = 0; head < queue.length; head++) {
        const at = queue[head]!
        if (distances[at]! >= most) break
        for (const from of into[at]!) {
          if (++lookedAt > MOST_LOOKED_AT) return false
          if (from <= start || measured[from] === now) continue
          measured[from] = now
          distances[from] = distances[at]! + 1
          queue.push(from)
        }
      }
      return true
    },
    distance: (factor) => (measured[factor] === now ? distances[factor]! : Number.POSITIVE_INFINITY),
  }
}
