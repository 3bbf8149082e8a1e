// Which readings to check first: those that look wrong by rule and carry the most. In: claims and their map. Out: claims
// that nobody has decided about, by suspicion x (1 + what hangs on them / HANGS_SCALE), each with its reasons.

import type {Claim} from "../claims/index.ts"
import {groupBy} from "../core/grouping.ts"
import type {Link} from "../map/index.ts"
import type {FirstReadingInput, Suspect} from "./finding.ts"
import {leversToPress, reachOf} from "./levers.ts"
import {type Material, material, sentenceKey} from "./material.ts"
import {type Around, cuesOf, otherSide, SUSPICIONS} from "./suspicions.ts"
import {HANGS, HANGS_SCALE, SUSPICION_WEIGHTS} from "./weights.ts"

const MOST_CIRCLES = 4
/** Links beside a lost one that still count. */
const MOST_BESIDE = 8
/** Levers and links that are tried against each other: a bound in work, beyond which no lever is counted. */
const MOST_TRIED = 10_000

/** All suspects of a reading, as `suspectsOf` has them. */
export function suspects(input: FirstReadingInput): Suspect[] {
  return suspectsOf(material(input))
}

/** Every undecided claim, most to be checked first; one a sentence, and one of its copies, before any sentence twice. */
export function suspectsOf(known: Material): Suspect[] {
  const {reading, map, decided} = known
  const beside = groupBy(reading.claims, sentenceKey)
  const degree = new Map<string, number>()
  for (const {from, to} of map.links) for (const id of [from, to]) degree.set(id, (degree.get(id) ?? 0) + 1)
  const lost = cellsLost(known)
  const cues = cuesOf(known)
  const bridges = new Set([...lost].filter(([, cells]) => cells > 0).map(([id]) => id))
  const found = reading.claims
    .filter(({id}) => !decided.has(id))
    .map((claim): Suspect & {readonly key: string} => {
      const links = linksOf(known, claim)
      const around: Around = {
        known,
        links,
        beside: beside.get(sentenceKey(claim))!.filter((other) => other !== claim && !known.rejected.has(other.id)),
        degree,
        bridges,
        cues,
      }
      const reasons = SUSPICIONS.flatMap(({id, test}) => {
        const says = test(claim, around)
        return says === null ? [] : [{rule: id, says, weight: SUSPICION_WEIGHTS[id].weight}]
      }).sort((a, b) => b.weight - a.weight)
      const suspicion = reasons.reduce((sum, {weight}) => sum + weight, 0)
      const {hangs, carries} = hanging(known, claim, links, lost)
      return {
        claim: claim.id,
        reasons,
        suspicion: inThousandths(suspicion),
        hangs: inThousandths(hangs),
        carries,
        score: inThousandths(suspicion * (1 + hangs / HANGS_SCALE)),
        key: known.worded(claim),
      }
    })
  // The order of claims is that of their places, and the sort keeps it among equals.
  found.sort((a, b) => b.score - a.score)
  const seen = new Set<string>()
  const first: Suspect[] = []
  const rest: Suspect[] = []
  for (const {key, ...suspect} of found) {
    ;(seen.has(key) ? rest : first).push(suspect)
    seen.add(key)
  }
  return [...first, ...rest]
}

function linksOf(known: Material, {id}: Claim): Link[] {
  const ids = (known.groundings.get(id) ?? []).flatMap(({link}) => (link === null ? [] : [link]))
  return [...new Set(ids)].flatMap((link) => known.link.get(link) ?? [])
}

/** What ends with a claim, weighed and in words. */
function hanging(
  known: Material,
  {id, file}: Claim,
  links: readonly Link[],
  lost: ReadonlyMap<string, number>,
): Pick<Suspect, "hangs" | "carries"> {
  const {map} = known
  const gone = links.filter((link) => link.for.claims.length === 1 && link.for.claims[0] === id)
  const goneIds = new Set(gone.map((link) => link.id))
  const circles = known.loops.filter((loop) => loop.links.some((link) => goneIds.has(link))).length
  const voice = known.voice(file)
  const twice = links.filter(
    (link) =>
      link.for.lineages === 2 &&
      link.for.claims.includes(id) &&
      link.for.claims.filter((other) => known.voice(known.claim.get(other)?.file ?? "") === voice).length === 1,
  ).length
  const disputes = links.filter((link) => {
    const other = otherSide(link, id)
    const own = link.for.claims.includes(id) ? link.for.claims : [...link.against.claims, ...link.zero.claims]
    return other.length > 0 && own.length === 1
  }).length
  const cells = gone.reduce((sum, link) => sum + (lost.get(link.id) ?? 0), 0)
  const ends = new Set(gone.flatMap(({from, to}) => [from, to]))
  const near = map.links.filter((link) => !goneIds.has(link.id) && (ends.has(link.from) || ends.has(link.to))).length
  const hangs =
    HANGS.circle * Math.min(MOST_CIRCLES, circles) +
    HANGS.toldTwice * twice +
    HANGS.dispute * disputes +
    HANGS.lever * cells +
    HANGS.link * gone.length +
    HANGS.beside * Math.min(MOST_BESIDE, near)
  const parts = [
    many(circles, "circle"),
    many(disputes, "dispute"),
    many(twice, "link told by two", "links told by two"),
    many(cells, "lever's path", "levers' paths"),
  ].filter((part) => part !== null)
  const n = circles + disputes + twice + cells
  return {hangs, carries: parts.length === 0 ? null : `${parts.join(", ")} ${n === 1 ? "ends" : "end"} with it.`}
}

function many(n: number, noun: string, plural = `${noun}s`): string | null {
  return n === 0 ? null : `${n} ${n === 1 ? noun : plural}`
}

/** Of each link that one claim alone tells: how many pairs of lever and outcome have no other way. */
function cellsLost(known: Material): Map<string, number> {
  const {map, outcomes} = known
  const {press, left} = leversToPress(map, outcomes)
  const levers = [...press, ...left]
  const alone = map.links.filter((link) => link.for.claims.length === 1)
  if (alone.length * levers.length > MOST_TRIED) return new Map()
  const pairs = (links: readonly Link[]): number => {
    const reach = reachOf({links}, levers)
    return levers.reduce((sum, lever) => sum + outcomes.filter((outcome) => reach.get(lever)!.has(outcome)).length, 0)
  }
  const all = pairs(map.links)
  return new Map(alone.map(({id}) => [id, all - pairs(map.links.filter((link) => link.id !== id))]))
}

/** Three decimals: sums of weights on every machine alike, and short in JSON. */
function inThousandths(value: number): number {
  return Math.round(value * 1000) / 1000
}
