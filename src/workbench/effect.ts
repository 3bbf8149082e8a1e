// What a decision did to the map, counted and in words. In: the map before and after. Out: counts of both, and sentences.
//
// A merge gives factors other names: what is the same under its new name is neither lost nor found.

import {
  type CausalMap,
  type LeverSign,
  type Link,
  type Loop,
  leverSigns,
  likelyOutcomes,
  movedBetween,
  structureOf,
} from "../map/index.ts"

/** Counts of a map. */
export type Counts = {
  readonly links: number
  /** Parts of the map that no link joins to another. */
  readonly pieces: number
  readonly toldTwice: number
  readonly circles: number
  /** Circles that one document tells whole. */
  readonly whole: number
  readonly contested: number
  /** Pairs of a choice and an outcome that told paths join with one sign. */
  readonly levers: number
}

/** A count before and after. */
export type Count = readonly [before: number, after: number]

/** What moved. `says` is empty where nothing did. */
export type Effect = {readonly [Name in keyof Counts]: Count} & {readonly says: readonly string[]}

/** Sentences of each sort; beyond it they are counted. */
const MOST_NAMED = 2

/** The outcomes that a map is asked about: those that the case asks for and the map has, else the likely ones. */
export function outcomesOf(map: CausalMap, asked: readonly string[]): string[] {
  const there = asked.filter((id) => map.factors.some((factor) => factor.id === id))
  if (there.length > 0) return there
  const voice = new Map(map.groundings.map(({claim, lineage}) => [claim, lineage]))
  return likelyOutcomes(map, (claims) => new Set(claims.map((id) => voice.get(id) ?? id)).size)
}

/** Counts a map, in the order of the page. @param asked  outcomes that the case asks for, by id: levers are counted for those. */
export function countsOf(map: CausalMap, asked: readonly string[]): Counts {
  return measuredOf(map, asked).counts
}

/** What a map is asked about, what its levers do there, and its counts. */
type Measured = {
  readonly asked: string
  readonly outcomes: readonly string[]
  readonly levers: readonly LeverSign[]
  readonly counts: Counts
}

/** Maps do not change, and each is compared with the one before it and with each that is tried. */
const known = new WeakMap<CausalMap, Measured>()

function measuredOf(map: CausalMap, asked: readonly string[]): Measured {
  const there = known.get(map)
  const key = asked.join(" ")
  if (there?.asked === key) return there
  const outcomes = outcomesOf(map, asked)
  const levers = leverSigns(map, outcomes)
  const measured = {asked: key, outcomes, levers, counts: countedWith(map, levers)}
  known.set(map, measured)
  return measured
}

function countedWith(map: CausalMap, levers: readonly LeverSign[]): Counts {
  const {links, toldTwice, loops, contested} = structureOf(map)
  return {
    links,
    pieces: piecesOf(map),
    toldTwice,
    circles: loops,
    whole: map.loops.filter(({toldBy}) => toldBy.length > 0).length,
    contested,
    levers: levers.filter(({sign}) => sign !== "open").length,
  }
}

/** Compares two maps of one reading. @param asked  outcomes that the case asks for, by id. */
export function effectOf(before: CausalMap, after: CausalMap, asked: readonly string[] = []): Effect {
  const {became, called, closed, opened, gone, added, turned, nowTwice, nowOnce} = movedBetween(before, after)
  const now = (id: string): string => became.get(id) ?? id
  const arrow = ({from, to}: Pick<Link, "from" | "to">): string => `${called(from)} → ${called(to)}`
  const round = ({factors}: Loop): string => [...factors, factors[0]!].map(called).join(" → ")
  const {outcomes: outcomesThen, levers: leversThen, counts: was} = measuredOf(before, asked)
  const {outcomes: outcomesNow, levers: leversNow, counts: is} = measuredOf(after, asked)
  const pair = (lever: string, outcome: string): string => `${lever}\u0000${outcome}`
  const signThen = new Map(leversThen.map(({lever, outcome, sign}) => [pair(now(lever), now(outcome)), sign]))
  const signNow = new Map(leversNow.map(({lever, outcome, sign}) => [pair(lever, outcome), sign]))
  // Only of what both are asked about: an outcome that comes or goes is a sentence of its own.
  const both = new Set(outcomesThen.map(now).filter((id) => outcomesNow.includes(id)))
  const moved = [...new Set([...signThen.keys(), ...signNow.keys()])].flatMap((key) => {
    const [lever, outcome] = key.split("\u0000") as [string, string]
    const [one, other] = [signThen.get(key) ?? "no path told", signNow.get(key) ?? "no path told"]
    return one === other || !both.has(outcome)
      ? []
      : [`${called(lever)} → ${called(outcome)}, ${one} before, ${other} now`]
  })
  const come = outcomesNow.filter((id) => !both.has(id))
  const SIGN = {"+": "plus", "-": "minus", contested: "contested", unclear: "unclear"} as const
  return {
    links: [was.links, is.links],
    pieces: [was.pieces, is.pieces],
    toldTwice: [was.toldTwice, is.toldTwice],
    circles: [was.circles, is.circles],
    whole: [was.whole, is.whole],
    contested: [was.contested, is.contested],
    levers: [was.levers, is.levers],
    says: [
      ...sentences("A circle closes:", closed.map(round), "circles close"),
      ...sentences("A circle opens:", opened.map(round), "circles open"),
      ...sentences("Gone:", gone.map(arrow), "links are gone"),
      ...sentences("New:", added.map(arrow), "links are new"),
      ...sentences(
        "Other sign:",
        turned.map(({link, was: sign}) => `${arrow(link)}, ${SIGN[sign]} before, ${SIGN[link.sign]} now`),
        "links have another sign",
      ),
      ...sentences("Lever sign:", moved, "lever signs have changed"),
      ...sentences("Outcome now:", come.map(called), "outcomes are others"),
      ...sentences("Told by two now:", nowTwice.map(arrow), "links are told by two now"),
      ...sentences("Told by one now:", nowOnce.map(arrow), "links are told by one now"),
    ],
  }
}

function sentences(what: string, each: readonly string[], many: string): string[] {
  if (each.length > MOST_NAMED) return [`${each.length} ${many}.`]
  return each.map((one) => `${what} ${one}.`)
}

function piecesOf({links}: CausalMap): number {
  const parent = new Map<string, string>()
  const root = (id: string): string => {
    let at = id
    while (parent.get(at)! !== at) {
      parent.set(at, parent.get(parent.get(at)!)!)
      at = parent.get(at)!
    }
    return at
  }
  for (const {from, to} of links) {
    for (const id of [from, to]) if (!parent.has(id)) parent.set(id, id)
    parent.set(root(from), root(to))
  }
  return [...parent.keys()].filter((id) => root(id) === id).length
}
