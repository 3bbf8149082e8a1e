// Choices that documents name, and which way each pushes what is asked about. In: shares of runs of the drafted model
// with a choice held up. Out: signs alone; how strong a link is, is drawn wide, so that a size would say nothing.

import {groupBy} from "../core/grouping.ts"
import {BELIEF_FLOOR} from "../core/opinions.ts"
import type {CausalMap} from "../map/index.ts"
import {agree, isPlural, type Press} from "../outlook/index.ts"
import type {Lever, Levers, Push, Silences} from "./finding.ts"
import type {Material} from "./material.ts"

/** Of the runs in which a lever moves an outcome, the share that goes one way where its sign is told for certain, and mostly. */
export const CERTAIN = 0.95
export const MOSTLY = 0.8

/** The smaller of the two in words: fewer of the runs that a lever moves are no answer. */
const OFTEN = `${10 * MOSTLY} of 10`

/** Choices that are pressed: each costs an ensemble, and a longer table is read by nobody. */
const MOST_LEVERS = 24

/** Which factors each of `starts` leads to, by links that a draft takes in. */
export function reachOf(
  {links}: Pick<CausalMap, "links">,
  starts: readonly string[],
): Map<string, ReadonlySet<string>> {
  const out = groupBy(
    links.filter(({belief}) => belief >= BELIEF_FLOOR),
    ({from}) => from,
  )
  return new Map(
    starts.map((start) => {
      const reached = new Set<string>()
      const queue = [start]
      for (let head = 0; head < queue.length; head++)
        for (const {to} of out.get(queue[head]!) ?? [])
          if (!reached.has(to)) {
            reached.add(to)
            queue.push(to)
          }
      return [start, reached]
    }),
  )
}

/** Ids of the choices to press: those with a path to an outcome, most voices first. */
export function leversToPress(
  map: CausalMap,
  outcomes: readonly string[],
): {readonly press: readonly string[]; readonly left: readonly string[]; readonly unled: readonly string[]} {
  const choices = map.factors.filter(({choice, id}) => choice && !outcomes.includes(id))
  const reach = reachOf(
    map,
    choices.map(({id}) => id),
  )
  const voices = new Map(choices.map(({id}) => [id, voicesOf(map, id)]))
  const led = choices.filter(({id}) => outcomes.some((outcome) => reach.get(id)!.has(outcome)))
  const ranked = led.map(({id}) => id).sort((a, b) => voices.get(b)! - voices.get(a)!)
  return {
    press: ranked.slice(0, MOST_LEVERS),
    left: ranked.slice(MOST_LEVERS),
    unled: choices.filter((choice) => !led.includes(choice)).map(({id}) => id),
  }
}

/** Lineages that say what a factor does. */
function voicesOf({groundings}: CausalMap, factor: string): number {
  const told = groundings.filter(({from, link}) => from === factor && link !== null)
  return new Set(told.map(({lineage}) => lineage)).size
}

/** The levers with their signs; `pressed` as `leversToPress` asked for them. */
export function leversOf(known: Material): Levers {
  const {map, outcomes, pressed} = known
  const {left, unled} = leversToPress(map, outcomes)
  const reach = reachOf(
    map,
    pressed.map(({factor}) => factor),
  )
  const levers = pressed.map((press): Lever => {
    const {factor} = press
    const pushes = outcomes.map((outcome) => pushOf(press, outcome, reach.get(factor)!.has(outcome)))
    return {
      factor,
      warned: isWarned(known, factor, pushes),
      voices: voicesOf(map, factor),
      claim: map.links.filter(({from}) => from === factor).flatMap((link) => known.best(link.for.claims))[0] ?? null,
      pushes,
    }
  })
  return {outcomes, runs: pressed[0]?.runs ?? 0, levers, unled, left}
}

function pushOf(press: Press, outcome: string, led: boolean): Lever["pushes"][number] {
  const {up = 0, down = 0} = press.responses.find(({factor}) => factor === outcome) ?? {}
  return {outcome, push: led ? signOf(up, down) : "no path told", up, down}
}

/** `up` and `down`: shares of runs. Where none moves by what counts, sizes decide: it is open, whatever the signs of its paths. */
function signOf(up: number, down: number): Push {
  const moved = up + down
  if (moved === 0) return "open"
  const [most, way] = up >= down ? [up / moved, "raises" as const] : [down / moved, "lowers" as const]
  return most >= CERTAIN ? way : most >= MOSTLY ? `mostly ${way}` : "open"
}

/**
 * Whether documents warn of a choice rather than propose it: less of it is wanted by the codebook, or wherever its sign is
 * told it moves what is asked about against what is wanted.
 */
function isWarned(known: Material, factor: string, pushes: Lever["pushes"]): boolean {
  const wanted = known.factor.get(factor)?.wanted
  if (wanted !== undefined) return wanted === "less"
  const signs = pushes.flatMap(({outcome, push}) => {
    const aim = known.factor.get(outcome)?.wanted
    if (aim === undefined || push === "open" || push === "no path told") return []
    return [push.endsWith("raises") === (aim === "more")]
  })
  return signs.length > 0 && signs.every((good) => !good)
}

/**
 * Whether choices move an outcome the way that is wanted, as a clause: that none has a told path to it, that none does so
 * in enough of the runs (a path may be told all the same), or which one alone does.
 */
export function helpSays(
  {levers, left}: Levers,
  {outcome, by}: Silences["helped"][number],
  {factor, inside}: Pick<Material, "factor" | "inside">,
): string {
  const away = factor.get(outcome)?.wanted === "more" ? "raises" : "lowers"
  const [only] = by
  if (only !== undefined) {
    const name = inside(only)
    return `of the choices that are named, only ${name} ${agree(name, away.slice(0, -1))} ${inside(outcome)} in ${OFTEN} or more of the runs that ${isPlural(name) ? "they move" : "it moves"}`
  }
  return isLedTo({levers, left}, outcome)
    ? `no choice that is named ${away} ${inside(outcome)} in ${OFTEN} runs`
    : `no choice that is named is told to lead to ${inside(outcome)}`
}

/** Whether a path may be told from some choice to an outcome: of choices that were not pressed nobody knows. */
export function isLedTo({levers, left}: Pick<Levers, "levers" | "left">, outcome: string): boolean {
  const isLed = ({pushes}: Lever) => pushes.some((one) => one.outcome === outcome && one.push !== "no path told")
  return left.length > 0 || levers.some(isLed)
}
