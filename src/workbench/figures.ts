// The map as figures, each with its links as rows: around one factor, from one to another, circles, the matrix. In: a map and
// its claims. Out: markup of the figure layer, and rows that say the same.

import type {Claim} from "../claims/index.ts"
import {counted} from "../core/counted.ts"
import {Fault, listed} from "../core/fault.ts"
import {chain, inMatrix, linksWithin, matrix, neighbourhood, ring} from "../figure/index.ts"
import {
  type CausalMap,
  type Factor,
  findFactor,
  type Link,
  type Loop,
  MOST_STEPS,
  meetings,
  nearestFactors,
  routesBetween,
  stretchesTold,
  tellersOf,
  toldSign,
} from "../map/index.ts"
import type {Circles, Figure, LinkRow, LinkView, MapNames, PairQuote, PathsView} from "./shapes.ts"

/** Paths that are given. */
const MOST_PATHS = 30
/** Factors of the matrix. */
const MOST_IN_MATRIX = 24
/** Quotes of a link on either side. */
const MOST_QUOTES = 6

/** What figures are drawn from. */
export type Drawn = {readonly map: CausalMap; readonly claims: ReadonlyMap<string, Claim>}

/** Addresses within the page: it goes there itself, so that a figure works wherever it stands. */
const link = (id: string): string => `#link=${encodeURIComponent(id)}`
const factor = (id: string): string => `#/map/around/${encodeURIComponent(id)}`
const addresses = {link, factor}

/** A policy of style from the server's own files alone lets no style stand in markup: the page sets it. */
const styled = (markup: string): string => markup.replace(/ style="([^"]*)"/g, ' data-style="$1"')

/** All factors that have a link, best linked first. */
export function mapNames({map}: Drawn): MapNames {
  return {
    factors: inMatrix(map, map.factors.length).map(({id, name}) => ({id, name})),
    most: mostLinked(map)?.id ?? null,
  }
}

/** The factor with most links: where a view of one begins. */
function mostLinked(map: CausalMap): Factor | undefined {
  return inMatrix(map, 1)[0]
}

/** @throws Fault `workbench/unknown-factor`. */
export function aroundView({map, claims}: Drawn, name: string, steps: 1 | 2): Figure {
  const {id, name: called} = factorOf(map, name)
  const links = linksWithin(map, id, steps)
  // With one step every link is the factor's own, and none is pale.
  const highlight = steps === 1 ? {highlight: links.map((one) => one.id)} : {}
  const causes = map.links.filter(({to, from}) => to === id && from !== id).length
  const effects = map.links.filter(({to, from}) => from === id && to !== id).length
  const circles = map.loops.filter(({factors}) => factors.includes(id)).length
  return {
    title: `${called}: ${counted(causes, "cause")}, ${counted(effects, "effect")}${circles > 0 ? `; in ${counted(circles, "circle")}` : ""}`,
    figure: styled(neighbourhood(map, {focus: id, steps, ...highlight, ...addresses})),
    links: rowsOf({map, claims}, links),
  }
}

/** @throws Fault `workbench/unknown-factor`. */
export function pathsView({map, claims}: Drawn, from: string, to: string): PathsView {
  const [one, other] = [factorOf(map, from), factorOf(map, to)]
  const {routes, of, isCut} = routesBetween(map, claims, one.id, other.id, MOST_PATHS)
  const tellers = tellersOf(new Set(routes.flatMap(({links}) => links.map((link) => link.id))), map.groundings, claims)
  const signs = new Set(routes.map(({sign}) => sign))
  const agreed = {"+": "raises", "-": "lowers", contested: "is contested for", unclear: "moves"}
  const [only] = [...signs]
  const title =
    of === 0
      ? `No path of up to ${MOST_STEPS} links leads from ${one.name} to ${other.name}`
      : signs.size === 1
        ? `${one.name} ${agreed[only!]} ${other.name} by ${of === 1 ? "the only path" : routes.length < of ? `the ${routes.length} paths told best of ${of}` : `all ${of} paths`}`
        : `${routes.length} paths from ${one.name} to ${other.name} do not agree: ${signsOf(routes)}`
  const note = isCut
    ? "The search stopped before it had seen every path."
    : routes.length < of
      ? `${of - routes.length} more are not shown.`
      : ""
  return {
    title,
    note,
    paths: routes.map(({links, sign, toldBy, meets}, i) => {
      const [first] = links
      const factors = [first!.from, ...links.map((one) => one.to)].map((id) => ({id, label: nameOf(map, id)}))
      const view = {
        name: factors.map(({label}) => label).join(" → "),
        factors,
        links: links.map((one) => ({
          id: one.id,
          sign: toldSign(one),
          voices: one.for.lineages,
          against: one.against.lineages,
        })),
        // One link is told by the voices that stand on it.
        together: (links.length === 1
          ? []
          : stretchesTold(
              links.map((one) => one.id),
              tellers,
            )
        ).map(({first, last, files: by}) => ({
          first,
          last,
          says: `${first === last ? "told" : "told together"} by ${listed(by, 1)}`,
        })),
        meets: meets.map((id) => factors.findIndex((one) => one.id === id)),
      }
      return {
        sign,
        toldBy,
        meets: meets.map((id) => nameOf(map, id)),
        figure: styled(chain(view, {id: `path-${i}`, ...addresses})),
        links: rowsOf({map, claims}, links),
      }
    }),
  }
}

/** "3 raise it, 2 lower it" */
function signsOf(routes: readonly {readonly sign: Link["sign"]}[]): string {
  const words = {
    "+": ["raises it", "raise it"],
    "-": ["lowers it", "lower it"],
    contested: ["turns on a contested link", "turn on a contested link"],
    unclear: ["moves it somehow", "move it somehow"],
  } as const
  const parts = (["+", "-", "contested", "unclear"] as const).flatMap((sign) => {
    const n = routes.filter((one) => one.sign === sign).length
    return n === 0 ? [] : [`${n} ${words[sign][n === 1 ? 0 : 1]}`]
  })
  return parts.join(", ")
}

/** Circles in the map's order, those that a document tells whole first; one of them drawn. */
export function circlesView({map, claims}: Drawn, at: number): Circles {
  const loops = [...map.loops].sort((a, b) => Number(b.toldBy.length > 0) - Number(a.toldBy.length > 0))
  const tellers = tellersOf(new Set(loops.flatMap(({links}) => links)), map.groundings, claims)
  const rows = loops.map(({factors, links, polarity, toldBy}) => ({
    name: factors.map((id) => nameOf(map, id)).join(" → "),
    polarity,
    toldBy,
    meets: meetings(links, tellers, true).map((i) => nameOf(map, factors[i]!)),
  }))
  const loop = loops[at]
  const whole = rows.filter(({toldBy}) => toldBy.length > 0).length
  return {
    title:
      rows.length === 0
        ? "No links close a circle"
        : `${rows.length} ${rows.length === 1 ? "circle" : "circles"}, ${whole === 0 ? "none told whole by one document" : `${whole} told whole by one document`}`,
    rows,
    shown: loop ? drawnLoop({map, claims}, loop, at) : null,
  }
}

function drawnLoop({map, claims}: Drawn, loop: Loop, at: number): Figure {
  const links = loop.links.map((id) => map.links.find((one) => one.id === id)!)
  const view = {
    name: `Circle ${at + 1}`,
    polarity: loop.polarity,
    factors: loop.factors.map((id) => ({id, label: nameOf(map, id)})),
    links: links.map((one) => ({
      id: one.id,
      sign: toldSign(one),
      voices: one.for.lineages,
      against: one.against.lineages,
      delayed: one.lag !== null,
    })),
    gain: null,
    cut: null,
    told: [],
    says: "",
    finding: "",
  }
  const told =
    loop.toldBy.length === 0
      ? "no document tells all of it"
      : `told whole by ${loop.toldBy.length === 1 ? "one document" : `${loop.toldBy.length} documents`}`
  return {
    title: `Circle ${at + 1}: ${told}`,
    figure: styled(ring(view, {id: "ring", link, says: told})),
    links: rowsOf({map, claims}, links, loop.toldBy),
  }
}

export function matrixView({map, claims}: Drawn): Figure {
  const ids = new Set(inMatrix(map, MOST_IN_MATRIX).map(({id}) => id))
  const links = map.links.filter(({from, to}) => ids.has(from) && ids.has(to))
  return {
    title: `Which of the ${ids.size} best linked factors acts on which: ${links.length} links`,
    figure: styled(matrix(map, {most: MOST_IN_MATRIX, ...addresses})),
    links: rowsOf({map, claims}, links),
  }
}

/** One link with what is told for and against it. @throws Fault `workbench/unknown-link`. */
export function linkView({map, claims}: Drawn, id: string): LinkView {
  const found = map.links.find((one) => one.id === id)
  if (!found) throw gone("link", id)
  const quotes = (ids: readonly string[]) => ids.slice(0, MOST_QUOTES).flatMap((one) => quoteOf(claims, one) ?? [])
  const told = map.groundings.filter((one) => one.link === id).map(({claim}) => claim)
  return {
    ...rowsOf({map, claims}, [found])[0]!,
    quotesFor: quotes(found.for.claims),
    quotesAgainst: quotes([...found.against.claims, ...found.zero.claims, ...(found.unclear?.claims ?? [])]),
    claims: [...new Set(told)],
  }
}

/** @param files  those whose words are told, where they tell a link. */
function rowsOf({map, claims}: Drawn, links: readonly Link[], files: readonly string[] = []): LinkRow[] {
  return links.map(({id, from, to, sign, lag, for: held, against}) => {
    const told = [...held.claims, ...against.claims]
    return {
      id,
      from: {id: from, name: nameOf(map, from)},
      to: {id: to, name: nameOf(map, to)},
      sign,
      for: held.lineages,
      against: against.lineages,
      lag,
      quote: quoteOf(claims, told.find((one) => files.includes(claims.get(one)?.file ?? "")) ?? told[0]),
    }
  })
}

function quoteOf(claims: Drawn["claims"], id: string | undefined): PairQuote | null {
  const claim = id === undefined ? undefined : claims.get(id)
  return claim ? {claim: claim.id, file: claim.file, text: claim.quote.text.replace(/\s+/g, " ").trim()} : null
}

const nameOf = ({factors}: CausalMap, id: string): string => factors.find((one) => one.id === id)?.name ?? id

function factorOf(map: CausalMap, name: string): Factor {
  const found = findFactor(map, name)
  if (found) return found
  const near = nearestFactors(map, name)
  throw new Fault("workbench/unknown-factor", `The map has no factor ${name}`, {
    next: near.length > 0 ? `Nearest: ${near.join(", ")}.` : "It may have been merged: choose another.",
  })
}

function gone(what: "link", name: string): Fault {
  return new Fault(`workbench/unknown-${what}`, `There is no ${what} ${name}`, {
    next: "A decision has moved it: choose another.",
  })
}
