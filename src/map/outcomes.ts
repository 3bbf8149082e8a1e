// What a map may be asked about, and which way its choices push that by what is told alone. In: a map. Out: ids of factors;
// signs of short paths, without a run.

import {groupBy} from "../core/grouping.ts"
import {BELIEF_FLOOR, CASE_WEIGHT} from "../core/opinions.ts"
import {type CausalMap, type Factor, type Link, toldSign} from "./map.ts"
import {stepsTo} from "./paths.ts"

/** Outcomes where nobody asks for any: more are not read. */
export const MOST_OUTCOMES = 4
/** Longer ways pass more hands than a sign survives. */
const MOST_LINKS = 4
/** Links tried for one lever: a bound in work, beyond which it is left open. */
const MOST_TRIED = 20_000

/**
 * Up to four outcomes from the map alone: factors that something in the map moves, choices left out, by weight x support,
 * where support is the number of independent voices on the links into and out of the factor, plus a tenth for each link into it
 * (ten at most). A second factor of a theme counts half, a third a quarter. Without weights, support alone. A factor that words
 * alone name weighs more the more voices speak of it: what all of them speak of is what the crisis is about, theme or none.
 *
 * @param voices  how many independent voices claims have. @param isCandidate  which factors may be outcomes.
 * @returns ids, most important first
 */
export function likelyOutcomes(
  {factors, links}: Pick<CausalMap, "factors" | "links">,
  voices: (claims: readonly string[]) => number,
  isCandidate: (factor: Factor) => boolean = () => true,
): string[] {
  const ends = new Map<string, {into: number; claims: string[]}>()
  const end = (id: string) => {
    const there = ends.get(id) ?? {into: 0, claims: []}
    ends.set(id, there)
    return there
  }
  for (const link of links) {
    const claims = [...link.for.claims, ...link.against.claims]
    end(link.to).into++
    for (const id of [link.from, link.to]) end(id).claims.push(...claims)
  }
  const everybody = voices([...ends.values()].flatMap(({claims}) => claims))
  const scored = factors.flatMap((factor) => {
    const {into = 0, claims = []} = ends.get(factor.id) ?? {}
    if (factor.choice || into === 0 || !isCandidate(factor)) return []
    const own = voices(claims)
    const spoken = factor.origin === "words" ? (CASE_WEIGHT * (own - 1)) / everybody : 0
    return [{factor, weight: Math.max(factor.weight, spoken), support: own + Math.min(10, into) / 10}]
  })
  const weighted = scored.some((s) => s.weight > 0)
  let left = scored
    .map(({factor, weight, support}) => ({factor, score: (weighted ? weight : 1) * support}))
    .filter((s) => s.score > 0)
  const picked: string[] = []
  while (picked.length < MOST_OUTCOMES && left.length > 0) {
    left.sort((a, b) => b.score - a.score || (a.factor.id < b.factor.id ? -1 : 1))
    const [best, ...rest] = left
    picked.push(best!.factor.id)
    left = rest.map((s) =>
      s.factor.theme === best!.factor.theme && s.factor.theme !== "other" ? {...s, score: s.score / 2} : s,
    )
  }
  return picked
}

/** Which way a choice pushes an outcome by the paths told: `open` where they differ, or one of them has no sign. */
export type LeverSign = {
  readonly lever: string
  readonly outcome: string
  readonly sign: "raises" | "lowers" | "open"
}

/** The sign of each pair of choice and outcome that a path of at most four links joins, none of which passes a factor twice. */
export function leverSigns(
  {factors, links}: Pick<CausalMap, "factors" | "links">,
  outcomes: readonly string[],
): LeverSign[] {
  const asked = new Set(outcomes)
  const levers = factors.filter(({choice, id}) => choice && !asked.has(id))
  const told = links.filter(
    (link) =>
      link.from !== link.to &&
      link.belief >= BELIEF_FLOOR &&
      (link.for.claims.length > 0 || link.against.claims.length + link.zero.claims.length === 0),
  )
  const out = groupBy(told, ({from}) => from)
  const into = groupBy(told, ({to}) => to)
  // Nobody goes where all outcomes are out of reach.
  const left = stepsTo(outcomes, into, MOST_LINKS)
  return levers.flatMap(({id}) => {
    const signs = signsFrom(id, {out, left, asked})
    return outcomes.flatMap((outcome): LeverSign[] => {
      const found = signs.get(outcome)
      if (!found) return []
      return [{lever: id, outcome, sign: found === "both" ? "open" : found === 1 ? "raises" : "lowers"}]
    })
  })
}

type Reach = {
  readonly out: ReadonlyMap<string, readonly Link[]>
  readonly left: ReadonlyMap<string, number>
  readonly asked: ReadonlySet<string>
}

/** Of each outcome that is reached the product of signs on all paths to it. */
function signsFrom(lever: string, {out, left, asked}: Reach): Map<string, 1 | -1 | "both"> {
  const signs = new Map<string, 1 | -1 | "both">()
  const passed = new Set([lever])
  let tried = 0
  const follow = (at: string, way: 1 | -1 | "both", far: number): void => {
    for (const link of out.get(at) ?? []) {
      const {to} = link
      const sign = toldSign(link)
      const rest = left.get(to)
      if (passed.has(to) || rest === undefined || far + 1 + rest > MOST_LINKS) continue
      if (++tried > MOST_TRIED) return
      const next = way === "both" || (sign !== "+" && sign !== "-") ? "both" : sign === "+" ? way : way === 1 ? -1 : 1
      if (asked.has(to)) {
        const before = signs.get(to)
        signs.set(to, before === undefined || before === next ? next : "both")
      }
      passed.add(to)
      follow(to, next, far + 1)
      passed.delete(to)
    }
  }
  follow(lever, 1, 0)
  // A search that was cut may have missed another sign; what it has not reached by then counts as not told.
  if (tried > MOST_TRIED) for (const outcome of signs.keys()) signs.set(outcome, "both")
  return signs
}
