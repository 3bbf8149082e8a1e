// The causal map as a drawing: in goes the map and, for a small one, the factor to look
// at; out come boxes, links with their signs, and the table that says the same.
//
// Invariant: boxes do not overlap and badges lie on no box; what is left out is said in
// words under the drawing. Layout starts from fixed seeds and uses only arithmetic that
// is the same everywhere, so the same map gives the same bytes.

import {Layout} from "webcola"
import {type CausalMap, type Factor, type Link, toldSign} from "../map/index.ts"
import {type FigureOptions, linked} from "./fan.ts"
import {at, escaped, slug, widthOf, wrap} from "./lettering.ts"
import {badge, type Direction, head, shown} from "./style.ts"

/** What a picture of a map takes beside the map. */
export type NeighbourhoodOptions = FigureOptions & {
  /** Id of the factor in the middle; absent: the whole map. */
  readonly focus?: string
  /** Ids of factors and links drawn heavier, a loop's for instance. */
  readonly highlight?: readonly string[]
  /** The part of the system that a factor belongs to, by its id: its frame has the first letters, and a key says which. */
  readonly sectors?: ReadonlyMap<string, string>
  /** The key of the sectors stands in the drawing, which is to be a file of its own; absent: under it. */
  readonly keyInside?: boolean
  /** Address of a link's badge, and of a factor's box. */
  readonly link?: (link: string) => string | null
  readonly factor?: (factor: string) => string | null
  /** How far from the focus: 1, its causes and effects, or 2, theirs too. */
  readonly steps?: 1 | 2
}

type Point = {readonly x: number; readonly y: number}
/** A factor's box: its centre, half its width and height, and its words. */
type Box = {
  readonly factor: Factor
  readonly lines: readonly string[]
  readonly cut: boolean
  readonly core: boolean
  readonly halfWidth: number
  readonly halfHeight: number
  readonly x: number
  readonly y: number
}
type Page = {readonly width: number; readonly height: number}
type Curve = {readonly from: Point; readonly bend: Point; readonly to: Point}
type Route = {
  readonly link: Link
  readonly curve: Curve
  readonly samples: readonly Point[]
  readonly badge: Point
  /** Where a link that goes round all boxes turns, its ends apart; its curve is then the straight piece that ends it. */
  readonly turns?: readonly Point[]
}

// Sizes in pixels at 1:1.
const WHOLE_WIDTH = 1136
// A small map takes so much width for each factor, and never less than a phone shows.
const WIDTH_EACH = 150
const LEAST_WIDTH = 330
const NAME = 12
const LINE = 15
const PADDING_X = 8
const PADDING_Y = 4.5
const LABEL_WIDTH = 128
const GAP_X = 30
const GAP_Y = 38
const BADGE = 7
const EDGE = 8
// The tag with the letters of a factor's sector, on a corner of its frame, and its words in the key.
const TAG = 11
const TAG_HEIGHT = 14
// So much of it lies within the frame: less than would meet the words, and so much that it keeps within the page.
const TAG_INSIDE = 6
const KEY_LINE = 20
// More factors than this are not read any more on one page; the rest are counted under it.
const MOST_FACTORS = 64
// Share of the page that boxes with their gaps may fill: fuller, and links have no way through.
const FILL = 0.5
// Layouts tried; the one with fewest crossings and links behind boxes is drawn.
const SEEDS = [1, 2, 3, 4, 5, 6, 7, 8]
// Of these, so many are tidied by exchange of boxes, in so many rounds; with more links
// than this it takes seconds and the picture stays a thicket.
const PROMISING = 2
const ROUNDS = 2
const MOST_TO_TIDY = 150
// Neighbours on each side of a focus: as many as stand in one column of a page.
const MOST_BESIDE = 10

/**
 * The whole map (up to 64 factors, those with most voices), or the factor `focus` with
 * its causes on the left and its effects on the right.
 */
export function neighbourhood(map: CausalMap, options: NeighbourhoodOptions = {}): string {
  if (map.links.length === 0)
    return `<p class="f-none">The documents state no link between factors, so there is no map to draw.</p>`
  const focus = options.focus === undefined ? null : map.factors.find((f) => f.id === options.focus)
  if (focus === undefined) return `<p class="f-none">The map has no factor ${escaped(options.focus!)}.</p>`
  if (focus && options.steps === 2) return twoSteps(map, focus, options)
  return focus ? around(map, focus, options) : whole(map, options)
}

/** The links of the drawing as a table: all of the map, or those of the focus. */
export function neighbourhoodTable(map: CausalMap, options: NeighbourhoodOptions = {}): string {
  const names = namesOf(map)
  const links = options.focus === undefined ? map.links : linksWithin(map, options.focus, options.steps ?? 1)
  const body = [...links]
    .sort((a, b) => inOrder(names(a.from), names(b.from)) || inOrder(names(a.to), names(b.to)))
    .map((link) => {
      const way = {"+": "raises", "-": "lowers", contested: "contested", unclear: "unclear"}[toldSign(link)]
      const sign = link.whether ? `${way}, contested` : way
      return `<tr><th scope="row">${escaped(names(link.from))}</th><td>${sign}</td><td class="f-words">${escaped(names(link.to))}</td><td>${link.for.lineages}</td><td>${link.against.lineages}</td><td>${escaped(link.lag ?? "–")}</td></tr>`
    })
  const of = options.focus === undefined ? "The causal map" : `Links of ${names(options.focus)}`
  return `<table class="f-table"><caption>${escaped(of)}: ${body.length} ${body.length === 1 ? "link" : "links"}; voices for and against the sign (a link told both ways: for and against "raises")</caption><thead><tr><th scope="col">Cause</th><th scope="col">More of it</th><th scope="col">Effect</th><th scope="col">For</th><th scope="col">Against</th><th scope="col">Delay</th></tr></thead><tbody>${body.join("")}</tbody></table>`
}

// ---- the whole map

function whole(map: CausalMap, options: NeighbourhoodOptions): string {
  const voices = new Map<string, number>()
  for (const link of map.links)
    for (const end of [link.from, link.to]) voices.set(end, (voices.get(end) ?? 0) + weightOf(link))
  const heavy = new Set(options.highlight ?? [])
  const told = map.factors
    .filter((f) => voices.has(f.id))
    .sort(
      (a, b) =>
        Number(heavy.has(b.id)) - Number(heavy.has(a.id)) ||
        voices.get(b.id)! - voices.get(a.id)! ||
        inOrder(a.id, b.id),
    )
  const factors = told.slice(0, MOST_FACTORS).sort((a, b) => inOrder(a.id, b.id))
  const kept = new Set(factors.map((f) => f.id))
  const links = map.links
    .filter((l) => kept.has(l.from) && kept.has(l.to))
    .sort((a, b) => weightOf(b) - weightOf(a) || inOrder(a.id, b.id))
  const degree = new Map<string, number>()
  for (const link of links) for (const end of [link.from, link.to]) degree.set(end, (degree.get(end) ?? 0) + 1)
  const blank = factors.map((f) => roomFor(boxOf(f, heavy.has(f.id), LABEL_WIDTH), degree.get(f.id) ?? 0))
  const area = blank.reduce((sum, b) => sum + (2 * b.halfWidth + GAP_X) * (2 * b.halfHeight + GAP_Y), 0)
  const width = Math.min(WHOLE_WIDTH, Math.max(LEAST_WIDTH, WIDTH_EACH * factors.length))
  const least = Math.max(120, area / (FILL * width))

  const laid = SEEDS.map((seed) => layout(blank, links, seed, {width, height: least}))
  const best = [...laid.map((l) => ({...l, cost: untidiness(l.boxes, links)}))]
    .sort((a, b) => a.cost - b.cost)
    .slice(0, PROMISING)
    .flatMap((l) => {
      const tidier = exchanged(l.boxes, links, {width, height: l.height})
      return tidier ? [l, {boxes: tidier, height: l.height, cost: untidiness(tidier, links)}] : [l]
    })
    .reduce((a, b) => (b.cost < a.cost ? b : a))
  const routes = routed(best.boxes, links, {width, height: best.height})
  const left = [
    told.length > factors.length
      ? `The ${factors.length} factors with most voices of the ${told.length} that have a link.`
      : "",
    map.factors.length > told.length
      ? `${map.factors.length - told.length} without a link ${map.factors.length - told.length === 1 ? "is" : "are"} not drawn.`
      : "",
  ].filter(Boolean)
  return picture({
    id: options.id ?? "map",
    title: `The causal map, ${factors.length} factors and ${links.length} links`,
    width,
    height: best.height,
    boxes: best.boxes,
    routes,
    heavy,
    note: left.join(" "),
    options,
  })
}

/** A linear congruential generator (Numerical Recipes, Press et al. 1992): positions to start from need no better. */
function starts(seed: number): () => number {
  let state = seed >>> 0
  return () => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0
    return state / 4294967296
  }
}

/** Boxes placed by stress majorisation (webcola; Dwyer, Koren, Marriott 2006), turned to landscape, spread over the page and pushed apart. */
function layout(
  boxes: readonly Box[],
  links: readonly Link[],
  seed: number,
  least: Page,
): {boxes: readonly Box[]; height: number} {
  const random = starts(seed)
  const index = new Map(boxes.map((b, i) => [b.factor.id, i]))
  const nodes = boxes.map((b) => ({
    x: random() * least.width,
    y: random() * least.height,
    width: 2 * b.halfWidth + GAP_X,
    height: 2 * b.halfHeight + GAP_Y,
  }))
  const edges = links
    .filter((l) => l.from !== l.to)
    .map((l) => ({source: index.get(l.from)!, target: index.get(l.to)!}))
  new Layout()
    .size([least.width, least.height])
    .nodes(nodes)
    .links(edges)
    .handleDisconnected(false)
    .avoidOverlaps(true)
    .symmetricDiffLinkLengths(70)
    .start(40, 0, 30, 0, false, false)
  const flat = landscape(nodes.map((n) => ({x: n.x, y: n.y})))
  for (let height = least.height; ; height *= 1.08) {
    const page = {width: least.width, height}
    const spread = spaced(flat, page)
    const placed = boxes.map((b, i) => ({...b, ...spread[i]!}))
    if (pushedApart(placed, page) || height > 20 * least.height)
      return {boxes: placed.map(rounded), height: Math.ceil(height)}
  }
}

/** The points turned so that they are widest across. */
function landscape(points: readonly Point[]): Point[] {
  const n = points.length
  const mean = {x: points.reduce((s, p) => s + p.x, 0) / n, y: points.reduce((s, p) => s + p.y, 0) / n}
  let [xx, yy, xy] = [0, 0, 0]
  for (const p of points) {
    xx += (p.x - mean.x) ** 2
    yy += (p.y - mean.y) ** 2
    xy += (p.x - mean.x) * (p.y - mean.y)
  }
  // Direction of the larger eigenvalue of the covariance, from square roots alone.
  const half = (xx - yy) / 2
  const root = Math.sqrt(half * half + xy * xy)
  let [dx, dy] = [half + root, xy]
  const size = Math.hypot(dx, dy)
  if (size < 1e-9) [dx, dy] = xx >= yy ? [1, 0] : [0, 1]
  else [dx, dy] = [dx / size, dy / size]
  return points.map((p) => ({
    x: (p.x - mean.x) * dx + (p.y - mean.y) * dy,
    y: (p.y - mean.y) * dx - (p.x - mean.x) * dy,
  }))
}

/** The points over the page: half where they lie, half by rank, so that no corner stays empty and no middle chokes. */
function spaced(points: readonly Point[], page: Page): {x: number; y: number}[] {
  const along = (values: readonly number[], room: number) => {
    const order = values.map((_, i) => i).sort((a, b) => values[a]! - values[b]! || a - b)
    const [low, high] = [values[order[0]!]!, values[order.at(-1)!]!]
    const rank = new Array<number>(values.length)
    order.forEach((i, r) => {
      rank[i] = values.length === 1 ? 0.5 : r / (values.length - 1)
    })
    return values.map((v, i) => room * (high > low ? 0.5 * ((v - low) / (high - low)) + 0.5 * rank[i]! : rank[i]!))
  }
  const across = along(
    points.map((p) => p.x),
    page.width,
  )
  const down = along(
    points.map((p) => p.y),
    page.height,
  )
  return points.map((_, i) => ({x: across[i]!, y: down[i]!}))
}

/** Moves boxes along the shorter way out of each other until all gaps are kept inside the page; false when there is no room. */
function pushedApart(
  boxes: {x: number; y: number; readonly halfWidth: number; readonly halfHeight: number}[],
  page: Page,
): boolean {
  // Columns of numbers: most of a layout's time is spent here.
  const n = boxes.length
  const [x, y] = [Float64Array.from(boxes, (b) => b.x), Float64Array.from(boxes, (b) => b.y)]
  const wide = Float64Array.from(boxes, (b) => b.halfWidth)
  const tall = Float64Array.from(boxes, (b) => b.halfHeight)
  const inside = (i: number) => {
    x[i] = Math.min(page.width - EDGE - wide[i]!, Math.max(EDGE + wide[i]!, x[i]!))
    y[i] = Math.min(page.height - EDGE - tall[i]!, Math.max(EDGE + tall[i]!, y[i]!))
  }
  let isApart = false
  for (let round = 0; round < 400 && !isApart; round++) {
    let touching = false
    for (let i = 0; i < n; i++)
      for (let j = i + 1; j < n; j++) {
        const overX = wide[i]! + wide[j]! + GAP_X - Math.abs(x[i]! - x[j]!)
        if (overX <= 0.01) continue
        const overY = tall[i]! + tall[j]! + GAP_Y - Math.abs(y[i]! - y[j]!)
        if (overY <= 0.01) continue
        touching = true
        // A box at the page's edge cannot give way: the other goes the other way round next time.
        const sideways = overX / 2 < overY
        const push = (sideways ? overX : overY) / 2 + 0.1
        const along = sideways ? x : y
        const sense = along[i]! < along[j]! || (along[i] === along[j] && i % 2 === 0) ? 1 : -1
        along[i]! -= sense * push
        along[j]! += sense * push
        inside(i)
        inside(j)
      }
    for (let i = 0; i < n; i++) inside(i)
    isApart = !touching
  }
  boxes.forEach((b, i) => {
    b.x = x[i]!
    b.y = y[i]!
  })
  return isApart
}

/** Boxes that change places where that uncrosses or shortens their links, then pushed apart again; null where there is no room. */
function exchanged(boxes: readonly Box[], links: readonly Link[], page: Page): Box[] | null {
  if (links.length > MOST_TO_TIDY) return null
  const index = new Map(boxes.map((b, i) => [b.factor.id, i]))
  const [x, y] = [Float64Array.from(boxes, (b) => b.x), Float64Array.from(boxes, (b) => b.y)]
  const lines = links.filter((l) => l.from !== l.to)
  const from = Int32Array.from(lines, (l) => index.get(l.from)!)
  const to = Int32Array.from(lines, (l) => index.get(l.to)!)
  const touching = boxes.map((_, i) => lines.flatMap((_, k) => (from[k] === i || to[k] === i ? [k] : [])))
  const side = (p: number, q: number, r: number) =>
    (x[q]! - x[p]!) * (y[r]! - y[p]!) - (y[q]! - y[p]!) * (x[r]! - x[p]!)
  const costOfLinks = (own: readonly number[]) => {
    let cost = 0
    for (const k of own) {
      const [a, b] = [from[k]!, to[k]!]
      const [dx, dy] = [x[a]! - x[b]!, y[a]! - y[b]!]
      cost += Math.sqrt(dx * dx + dy * dy) / 120
      for (let l = 0; l < from.length; l++) {
        const [c, d] = [from[l]!, to[l]!]
        if (a === c || a === d || b === c || b === d) continue
        if (side(a, b, c) * side(a, b, d) < 0 && side(c, d, a) * side(c, d, b) < 0) cost++
      }
    }
    return cost
  }
  const exchange = (i: number, j: number) => {
    const [keepX, keepY] = [x[i]!, y[i]!]
    x[i] = x[j]!
    y[i] = y[j]!
    x[j] = keepX
    y[j] = keepY
  }
  for (let round = 0; round < ROUNDS; round++) {
    let changed = false
    for (let i = 0; i < boxes.length; i++)
      for (let j = i + 1; j < boxes.length; j++) {
        const own = [...new Set([...touching[i]!, ...touching[j]!])]
        const before = costOfLinks(own)
        exchange(i, j)
        if (costOfLinks(own) < before - 0.01) changed = true
        else exchange(i, j)
      }
    if (!changed) break
  }
  const placed = boxes.map((b, i) => ({...b, x: x[i]!, y: y[i]!}))
  return pushedApart(placed, page) ? placed.map(rounded) : null
}

/** Crossings of straight links, links behind boxes, and length, as one number. */
function untidiness(boxes: readonly Box[], links: readonly Link[]): number {
  const at = new Map(boxes.map((b) => [b.factor.id, b]))
  const lines = links.filter((l) => l.from !== l.to).map((l) => [at.get(l.from)!, at.get(l.to)!] as const)
  let cost = 0
  lines.forEach(([a, b], i) => {
    cost += Math.hypot(a.x - b.x, a.y - b.y) / 120
    for (const box of boxes) if (box !== a && box !== b && cuts(a, b, box)) cost += 2
    for (let j = i + 1; j < lines.length; j++) {
      const [c, d] = lines[j]!
      if (a !== c && a !== d && b !== c && b !== d && crosses(a, b, c, d)) cost += 1
    }
  })
  return cost
}

// ---- one factor

/** Factors at each distance from a focus: `causes[0]` act on it, `causes[1]` on those; each stands where it is nearest. */
type Columns = {readonly causes: readonly (readonly string[])[]; readonly effects: readonly (readonly string[])[]}

function columnsOf(map: CausalMap, focus: string, steps: 1 | 2): Columns {
  const causes: string[][] = []
  const effects: string[][] = []
  const seen = new Set([focus])
  let [ahead, behind] = [[focus], [focus]]
  for (let step = 0; step < steps; step++) {
    const next = (of: readonly string[], from: "from" | "to", to: "from" | "to") => [
      ...new Set(map.links.filter((l) => of.includes(l[from]) && !seen.has(l[to])).map((l) => l[to])),
    ]
    const [left, right] = [next(behind, "to", "from"), next(ahead, "from", "to")]
    // What is both stands among the causes.
    for (const id of left) seen.add(id)
    const rest = right.filter((id) => !seen.has(id))
    for (const id of rest) seen.add(id)
    causes.push(left)
    effects.push(rest)
    behind = left
    // The nearest circle leads through a factor that is both.
    ahead = right
  }
  return {causes, effects}
}

/** The links among the factors that a focus has within so many steps, but for those between its outermost alone. */
export function linksWithin(map: CausalMap, focus: string, steps: 1 | 2): readonly Link[] {
  if (steps === 1) return map.links.filter((l) => l.from === focus || l.to === focus)
  const {causes, effects} = columnsOf(map, focus, 1)
  const near = new Set([focus, ...causes.flat(), ...effects.flat()])
  const far = columnsOf(map, focus, 2)
  const all = new Set([...near, ...far.causes.flat(), ...far.effects.flat()])
  return map.links.filter((l) => all.has(l.from) && all.has(l.to) && (near.has(l.from) || near.has(l.to)))
}

// Of the outer columns so many factors are drawn, those told best.
const MOST_OUTER = 14
const STEP_WIDTH = 216
/** What stands above each column. */
const HEADS = ["moves those", "moves it", null, "is moved by it", "is moved by those"]
const HEAD_HEIGHT = 20
/** The middle of a column. */
const centreOf = (column: number): number => EDGE + PADDING_X + LABEL_WIDTH / 2 + STEP_WIDTH * column

/** Causes of causes at the left, effects of effects at the right; links that lead back or past run pale behind. */
function twoSteps(map: CausalMap, focus: Factor, options: NeighbourhoodOptions): string {
  const names = namesOf(map)
  const heavy = new Set(options.highlight ?? [])
  const {causes, effects} = columnsOf(map, focus.id, 2)
  const links = linksWithin(map, focus.id, 2)
  if (links.length === 0) return `<p class="f-none">No link touches ${escaped(focus.name)}.</p>`
  const told = new Map<string, number>()
  for (const link of links) for (const end of [link.from, link.to]) told.set(end, (told.get(end) ?? 0) + weightOf(link))
  const byWeight = (a: string, b: string) => (told.get(b) ?? 0) - (told.get(a) ?? 0) || inOrder(a, b)
  const byId = new Map(map.factors.map((f) => [f.id, f]))
  const most = (ids: readonly string[] | undefined, bound: number) => [...(ids ?? [])].sort(byWeight).slice(0, bound)
  const columns = [
    most(causes[1], MOST_OUTER),
    most(causes[0], MOST_BESIDE),
    [focus.id],
    most(effects[0], MOST_BESIDE),
    most(effects[1], MOST_OUTER),
  ]
  const kept = columns.map((ids) =>
    ids.map((id) => boxOf(byId.get(id)!, id === focus.id || heavy.has(id), LABEL_WIDTH)),
  )
  const tall = (boxes: readonly Box[]) => boxes.reduce((sum, b) => sum + 2 * b.halfHeight + 16, -16)
  const height = Math.max(120, ...kept.map(tall)) + 2 * EDGE
  const width = STEP_WIDTH * 4 + LABEL_WIDTH + 2 * (PADDING_X + EDGE)
  const stacked = (boxes: readonly Box[], column: number) => {
    const room = height - 2 * EDGE - tall(boxes)
    // Few boxes are spread over the height, at most as far as one box more would be apart.
    const gap = 16 + Math.min(40, room / Math.max(1, boxes.length))
    let y = height / 2 - (tall(boxes) + (gap - 16) * (boxes.length - 1)) / 2
    return boxes.map((b) => {
      const placed = rounded({...b, x: centreOf(column), y: y + b.halfHeight})
      y += 2 * b.halfHeight + gap
      return placed
    })
  }
  const spot = new Map<string, Box>()
  const put = (column: number, boxes: readonly Box[]) => {
    for (const box of stacked(boxes, column)) spot.set(box.factor.id, box)
  }
  /** By the mean height of what each is linked to in the columns that stand already (barycentre; Sugiyama 1981). */
  const ordered = (boxes: readonly Box[]) =>
    boxes
      .map((box, i) => {
        const beside = links
          .flatMap((l) => (l.from === box.factor.id ? [l.to] : l.to === box.factor.id ? [l.from] : []))
          .flatMap((id) => (spot.has(id) ? [spot.get(id)!.y] : []))
        return {box, i, y: beside.length > 0 ? beside.reduce((sum, y) => sum + y, 0) / beside.length : height / 2}
      })
      .sort((a, b) => a.y - b.y || a.i - b.i)
      .map(({box}) => box)
  put(2, kept[2]!)
  put(1, kept[1]!)
  put(3, ordered(kept[3]!))
  put(1, ordered(kept[1]!))
  put(0, ordered(kept[0]!))
  put(4, ordered(kept[4]!))
  const boxes = [...spot.values()]
  const drawn = [...links].filter((l) => spot.has(l.from) && spot.has(l.to) && l.from !== l.to)
  drawn.sort((a, b) => weightOf(b) - weightOf(a) || inOrder(a.id, b.id))
  const columnOf = new Map(kept.flatMap((column, i) => column.map((box) => [box.factor.id, i] as const)))
  const isBeside = (l: Link) => columnOf.get(l.from) === columnOf.get(l.to)
  const across = routed(
    boxes,
    drawn.filter((l) => !isBeside(l)),
    {width, height},
  )
  const beside = drawn.filter(isBeside)
  const bent = [
    ...across,
    ...beside.map((l, i) => lane(l, spot.get(l.from)!, spot.get(l.to)!, columnOf.get(l.from)!, i)),
  ]
  const round = aroundAll(
    bent.filter(({link, samples}) => isBehind(samples, boxes, link)).map(({link}) => link),
    {spot, columnOf, height},
    bent.map(({badge}) => badge),
  )
  const routes = [...bent.filter(({link}) => !round.routes.some((one) => one.link === link)), ...round.routes]
  const far = (ids: readonly (readonly string[])[]) => ids.flat().map((id) => names(id))
  const left = causes.flat().length + effects.flat().length - boxes.length + 1
  return picture({
    id: options.id ?? `map-${slug(focus.id)}-2`,
    title: `Two steps around ${focus.name}: ${causes.flat().length} before it, ${effects.flat().length} behind it`,
    says: `Before it: ${far(causes).join(", ") || "none"}. Behind it: ${far(effects).join(", ") || "none"}.`,
    width,
    height: height + round.below,
    above: round.above,
    heads: HEADS.flatMap((says, i) => (says !== null && kept[i]!.length > 0 ? [{says, x: centreOf(i)}] : [])),
    boxes,
    routes,
    // Links on the way to the focus and on from it stand out.
    heavy: new Set([
      ...heavy,
      ...drawn.filter((l) => columnOf.get(l.to) === columnOf.get(l.from)! + 1).map(({id}) => id),
    ]),
    note: [
      drawn.some((l) => columnOf.get(l.to) !== columnOf.get(l.from)! + 1)
        ? "Pale: links that lead back or past, which is where circles close."
        : "",
      left > 0 ? `${left} more factors with fewer voices are in the table.` : "",
    ]
      .filter(Boolean)
      .join(" "),
    options,
  })
}

function around(map: CausalMap, focus: Factor, options: NeighbourhoodOptions): string {
  const names = namesOf(map)
  const heavy = new Set(options.highlight ?? [])
  const byWeight = (a: Link, b: Link) => weightOf(b) - weightOf(a) || inOrder(a.id, b.id)
  const causes = map.links.filter((l) => l.to === focus.id && l.from !== focus.id).sort(byWeight)
  const effects = map.links.filter((l) => l.from === focus.id && l.to !== focus.id).sort(byWeight)
  if (causes.length + effects.length === 0) return `<p class="f-none">No link touches ${escaped(focus.name)}.</p>`
  const [left, right] = [causes.slice(0, MOST_BESIDE), effects.slice(0, MOST_BESIDE)]
  const byId = new Map(map.factors.map((f) => [f.id, f]))
  // A factor that is both cause and effect stands on both sides: that is how the loop reads.
  const column = (links: readonly Link[], end: "from" | "to", x: number) =>
    links.map((l) => ({...boxOf(byId.get(l[end])!, heavy.has(l[end]), LABEL_WIDTH), x, y: 0}))
  const width = 600
  const half = LABEL_WIDTH / 2 + PADDING_X
  const leftBoxes = column(left, "from", EDGE + half)
  const rightBoxes = column(right, "to", width - EDGE - half)
  const tall = (boxes: readonly Box[]) => boxes.reduce((sum, b) => sum + 2 * b.halfHeight + 14, -14)
  const height = Math.max(90, tall(leftBoxes), tall(rightBoxes), 17 * Math.max(left.length, right.length)) + 2 * EDGE
  const stacked = (boxes: readonly Box[]) => {
    let y = (height - tall(boxes)) / 2
    return boxes.map((b) => {
      const placed = {...b, y: y + b.halfHeight}
      y += 2 * b.halfHeight + 14
      return rounded(placed)
    })
  }
  const plain = boxOf(focus, true, LABEL_WIDTH)
  // Tall enough that every link has its own place on the frame.
  const centre = rounded({
    ...plain,
    x: width / 2,
    y: height / 2,
    halfHeight: Math.max(plain.halfHeight, 7.5 * Math.max(left.length, right.length)),
  })
  const leftPlaced = stacked(leftBoxes)
  const rightPlaced = stacked(rightBoxes)
  const port = (i: number, count: number) => centre.y + (i - (count - 1) / 2) * 14
  const routes = [
    ...left.map((link, i) => {
      const box = leftPlaced[i]!
      return sideRoute(
        link,
        {x: box.x + box.halfWidth + 2, y: box.y},
        {x: centre.x - centre.halfWidth - 2, y: port(i, left.length)},
      )
    }),
    ...right.map((link, i) => {
      const box = rightPlaced[i]!
      return sideRoute(
        link,
        {x: centre.x + centre.halfWidth + 2, y: port(i, right.length)},
        {x: box.x - box.halfWidth - 2, y: box.y},
      )
    }),
  ]
  const more = causes.length - left.length + effects.length - right.length
  const list = (links: readonly Link[], end: "from" | "to") => links.map((l) => names(l[end])).join(", ")
  return picture({
    id: options.id ?? `map-${slug(focus.id)}`,
    title: `${focus.name}: ${causes.length} ${causes.length === 1 ? "cause" : "causes"}, ${effects.length} ${effects.length === 1 ? "effect" : "effects"}`,
    says: `Causes: ${list(left, "from") || "none"}. Effects: ${list(right, "to") || "none"}.`,
    width,
    height,
    boxes: [...leftPlaced, centre, ...rightPlaced],
    routes,
    heavy,
    note: more > 0 ? `${more} more with fewer voices ${more === 1 ? "is" : "are"} in the table.` : "",
    options,
  })
}

/** A link between two boxes of one column: round the side of it where the picture has room. */
function lane(link: Link, a: Box, b: Box, column: number, nth: number): Route {
  const side = column === 0 || column === 3 ? 1 : -1
  const edge = (box: Box) => box.x + side * (box.halfWidth + 2)
  const widest = side * Math.max(side * edge(a), side * edge(b), side * (a.x + side * (LABEL_WIDTH / 2 + PADDING_X)))
  const from = {x: edge(a), y: a.y}
  const to = {x: edge(b), y: b.y}
  // Lanes of one column stand apart; a quadratic comes half as far as its bend.
  const bend = {x: widest + side * (26 + 14 * (nth % 3)), y: (a.y + b.y) / 2}
  const curve = {from, bend, to}
  const samples = sampled(curve)
  return {link, curve, samples, badge: pointOn(curve, 0.5)}
}

// Lanes above and below all boxes, and between two columns, stand so far apart; so many of the latter have their own place.
const LANE = 11
const LANES_BETWEEN = 5
const CORNER = 7

/** Whether a link is hidden by a box that is none of its ends. */
function isBehind(samples: readonly Point[], boxes: readonly Box[], {from, to}: Link): boolean {
  return boxes.some((box) => box.factor.id !== from && box.factor.id !== to && samples.some((p) => within(box, p, 1)))
}

/**
 * Links that meet no box however they run: out of a box's side into the gap between two columns, above or below all boxes,
 * whichever is nearer, and down the gap beside the other box. `above` and `below`: heights that these lanes take.
 */
function aroundAll(
  links: readonly Link[],
  {spot, columnOf, height}: {spot: ReadonlyMap<string, Box>; columnOf: ReadonlyMap<string, number>; height: number},
  taken: readonly Point[],
): {routes: readonly Route[]; above: number; below: number} {
  const used = {above: 0, below: 0}
  const between = new Map<number, number>()
  const badges = [...taken]
  /** A place of its own across the gap behind a column, from its middle outward. */
  const gapBehind = (column: number): number => {
    const nth = between.get(column) ?? 0
    between.set(column, nth + 1)
    const off = nth % LANES_BETWEEN
    return centreOf(column) + STEP_WIDTH / 2 + (off % 2 === 0 ? off / 2 : -(off + 1) / 2) * LANE
  }
  const routes = links.map((link): Route => {
    const [a, b] = [spot.get(link.from)!, spot.get(link.to)!]
    const [first, last] = [columnOf.get(link.from)!, columnOf.get(link.to)!]
    const side = first < last ? 1 : -1
    const leaves = gapBehind(side === 1 ? first : first - 1)
    const isNext = Math.abs(first - last) === 1
    const arrives = isNext ? leaves : gapBehind(side === 1 ? last - 1 : last)
    const where = a.y + b.y < height ? "above" : "below"
    if (!isNext) used[where]++
    const level = where === "above" ? -LANE * used.above : height + LANE * used.below
    // Beside the middle of the frame, where the other links end.
    const [out, into] = [a.y - side * 4, b.y - side * 4]
    const from = {x: a.x + side * (a.halfWidth + 2), y: out}
    const to = {x: b.x - side * (b.halfWidth + 2), y: into}
    const turns = isNext
      ? [
          {x: leaves, y: out},
          {x: leaves, y: into},
        ]
      : [
          {x: leaves, y: out},
          {x: leaves, y: level},
          {x: arrives, y: level},
          {x: arrives, y: into},
        ]
    const samples = alongPieces([from, ...turns, to])
    const free = [...samples]
      .map((p, i) => ({p, off: Math.abs(i - samples.length / 2)}))
      .sort((one, other) => one.off - other.off)
      .find(({p}) => badges.every((badge) => !near(p, badge, 2 * BADGE + 3)))
    const badge = free?.p ?? samples[samples.length >> 1]!
    badges.push(badge)
    return {link, curve: {from: turns.at(-1)!, bend: turns.at(-1)!, to}, samples, badge, turns: [from, ...turns]}
  })
  const of = (lanes: number) => (lanes === 0 ? 0 : LANE * lanes + EDGE)
  return {routes, above: of(used.above), below: of(used.below)}
}

/** Points along straight pieces, some ten pixels apart. */
function alongPieces(corners: readonly Point[]): Point[] {
  return corners.slice(1).flatMap((to, i) => {
    const from = corners[i]!
    const steps = Math.max(1, Math.round(Math.hypot(to.x - from.x, to.y - from.y) / 10))
    return Array.from({length: steps}, (_, k) => ({
      x: from.x + ((to.x - from.x) * k) / steps,
      y: from.y + ((to.y - from.y) * k) / steps,
    }))
  })
}

/** The path of straight pieces from corner to corner, each corner rounded. */
function roundedPath([from, ...rest]: readonly Point[]): string {
  const parts = [`M${at(from!.x)} ${at(from!.y)}`]
  let before = from!
  for (const [i, corner] of rest.entries()) {
    const after = rest[i + 1]
    const towards = (to: Point, most: number) => {
      const [dx, dy] = [to.x - corner.x, to.y - corner.y]
      const size = Math.hypot(dx, dy) || 1
      const step = Math.min(CORNER, size / 2, most)
      return {x: corner.x + (dx / size) * step, y: corner.y + (dy / size) * step}
    }
    if (!after) parts.push(`L${at(corner.x)} ${at(corner.y)}`)
    else {
      const [enter, leave] = [towards(before, CORNER), towards(after, CORNER)]
      parts.push(`L${at(enter.x)} ${at(enter.y)}Q${at(corner.x)} ${at(corner.y)} ${at(leave.x)} ${at(leave.y)}`)
    }
    before = corner
  }
  return parts.join("")
}

/** A link from one column to the next, its badge where the curves are furthest apart. */
function sideRoute(link: Link, from: Point, to: Point): Route {
  const curve = {from, bend: {x: (from.x + to.x) / 2, y: from.y + (to.y - from.y) * 0.5}, to}
  const samples = Array.from({length: 13}, (_, i) => pointOn(curve, i / 12))
  // Near the outer box, where the rows stand apart.
  const near = Math.abs(from.y - to.y) < 1 || link.id === "" ? 0.42 : 0.4
  return {link, curve, samples, badge: pointOn(curve, near)}
}

// ---- links and badges

/** Each link bent so that it meets no box and few other links, then its badge at a free place along it. */
function routed(boxes: readonly Box[], links: readonly Link[], page: Page): Route[] {
  const at = new Map(boxes.map((b) => [b.factor.id, b]))
  const curves: Routing[] = []
  // Once in the order of their voices, then (where that is quick) again: the first did not know what came after them.
  for (let pass = 0; pass < (links.length > MOST_TO_TIDY ? 1 : PASSES); pass++)
    for (const link of links) {
      const others = curves.filter((c) => c.link !== link)
      const found = route(link, at.get(link.from)!, at.get(link.to)!, boxes, others, page)
      if (!found) continue
      const place = curves.findIndex((c) => c.link === link)
      if (place < 0) curves.push(found)
      else curves[place] = found
    }
  const tips = curves.map((c) => c.curve.to)
  const badges: Point[] = []
  return curves.map((c, i) => {
    const spot = freeSpot(c.samples, c.curve, boxes, badges, tips, curves, i)
    badges.push(spot)
    return {...c, badge: spot}
  })
}

// Bends tried, as shares of a link's length to its left and right.
const BENDS = [0.05, -0.05, 0.13, -0.13, 0.22, -0.22, 0.33, -0.33, 0.46, -0.46, 0.62, -0.62]
// Where along the link the bend lies.
const LEANS = [0.5, 0.2, 0.8]
const PASSES = 2
// What a point of a link behind a box costs: more than any number of crossings.
const BEHIND = 80

type Routing = {
  readonly link: Link
  readonly curve: Curve
  readonly samples: readonly Point[]
  /** Around its samples. */
  readonly bounds: Bounds
}

/** The best of the bends for one link, given how the others run; null where its boxes leave no room between them. */
function route(
  link: Link,
  a: Box,
  b: Box,
  boxes: readonly Box[],
  others: readonly Routing[],
  page: Page,
): Routing | null {
  if (a === b) {
    const curve = selfLoop(a)
    const samples = sampled(curve)
    return {link, curve, samples, bounds: boundsOf(samples)}
  }
  let best: Routing | null = null
  let least = Number.POSITIVE_INFINITY
  for (const lean of LEANS) {
    // A curve that leans to one end is harder to follow: only where an even one meets a box.
    if (lean !== 0.5 && least < BEHIND) break
    for (const bend of BENDS) {
      const curve = between(a, b, bend, lean)
      if (!curve) continue
      const samples = sampled(curve)
      const cost = costOf(link, samples, boxes, a, b, others, page, least) + 14 * Math.abs(bend)
      if (cost >= least) continue
      least = cost
      best = {link, curve, samples, bounds: boundsOf(samples)}
    }
  }
  return best
}

const SAMPLES = 24

function sampled(curve: Curve): Point[] {
  return Array.from({length: SAMPLES + 1}, (_, i) => pointOn(curve, i / SAMPLES))
}

/** The part between the frames of a curve from centre to centre, bent by `bend` of its length to its left at the share `lean` of the way; null where the frames leave none. */
function between(a: Box, b: Box, bend: number, lean: number): Curve | null {
  const [dx, dy] = [b.x - a.x, b.y - a.y]
  const full = {from: a, bend: {x: a.x + dx * lean + dy * bend, y: a.y + dy * lean - dx * bend}, to: b}
  const steps = 160
  let [first, last] = [0, steps]
  while (first < steps && curveIsWithin(a, full, first / steps, 2)) first++
  while (last > first && curveIsWithin(b, full, last / steps, 2)) last--
  return last - first < 4 ? null : part(full, first / steps, last / steps)
}

/** A loop at the upper right corner, for a factor that acts on itself. */
function selfLoop(box: Box): Curve {
  const [x, y] = [box.x + box.halfWidth, box.y - box.halfHeight]
  return {from: {x: x - 14, y: y - 2}, bend: {x: x + 34, y: y - 34}, to: {x: x + 2, y: y + 12}}
}

/** How much a curve disturbs: boxes met, links crossed, links run beside. Given up once it is no better than `enough`. */
function costOf(
  link: Link,
  samples: readonly Point[],
  boxes: readonly Box[],
  a: Box,
  b: Box,
  others: readonly Routing[],
  page: Page,
  enough: number,
): number {
  let cost = 0
  const own = boundsOf(samples)
  // Boxes that no point of the curve can be in are not asked for each point.
  const met = boxes.filter((box) => box !== a && box !== b && isNear(own, boundsOfBox(box), 10))
  for (const p of samples) {
    if (p.x < 4 || p.x > page.width - 4 || p.y < 4 || p.y > page.height - 4) cost += 40
    for (const box of met) if (within(box, p, 6)) cost += within(box, p, 2) ? BEHIND : 12
  }
  for (const other of others) {
    if (cost >= enough) return cost
    for (let i = 0; i + 4 <= SAMPLES; i += 4)
      for (let j = 0; j + 4 <= SAMPLES; j += 4)
        if (crosses(samples[i]!, samples[i + 4]!, other.samples[j]!, other.samples[j + 4]!)) cost += 4
    if (!isNear(own, other.bounds, 10)) continue
    // Two links side by side read as one: the middle thirds must stay apart, most of all there and back.
    let close = 0
    for (let i = 6; i <= SAMPLES - 6; i += 3)
      for (let j = 6; j <= SAMPLES - 6; j += 3) if (near(samples[i]!, other.samples[j]!, 9)) close++
    const back = other.link.from === link.to && other.link.to === link.from
    if (close > 1) cost += (back ? 15 : 5) * close
  }
  return cost
}

/** A place along the link for its badge: clear of boxes, of other badges, of heads and, where it can be, of other links. */
function freeSpot(
  samples: readonly Point[],
  curve: Curve,
  boxes: readonly Box[],
  badges: readonly Point[],
  tips: readonly Point[],
  curves: readonly {readonly samples: readonly Point[]}[],
  own: number,
): Point {
  const length = Math.hypot(curve.to.x - curve.from.x, curve.to.y - curve.from.y)
  // The head takes the last pixels: the badge keeps off it.
  const latest = 1 - Math.min(0.6, (BADGE + 13) / Math.max(1, length))
  let best = pointOn(curve, Math.min(0.47, latest))
  let least = Number.POSITIVE_INFINITY
  for (let k = 0; k <= 40; k++) {
    const shift = (k % 2 === 0 ? 1 : -1) * Math.ceil(k / 2) * 0.02
    const t = 0.47 + shift
    if (t < 0.08 || t > Math.max(latest, 0.3)) continue
    const p = pointOn(curve, t)
    let cost = Math.abs(shift) * 6
    for (const box of boxes) if (within(box, p, BADGE + 3)) cost += 60
    for (const other of badges) if (near(p, other, 2 * BADGE + 3)) cost += 50
    tips.forEach((tip, i) => {
      if (i !== own && near(p, tip, BADGE + 6)) cost += 12
    })
    curves.forEach((c, i) => {
      if (i !== own) for (let s = 0; s <= SAMPLES; s += 2) if (near(p, c.samples[s]!, BADGE + 1)) cost += 1.5
    })
    if (cost < least) {
      least = cost
      best = p
    }
  }
  return samples.length > 0 ? best : curve.from
}

// ---- drawing

type Picture = {
  readonly id: string
  readonly title: string
  readonly says?: string
  readonly width: number
  readonly height: number
  /** What of it lies above 0, and what stands there over columns. */
  readonly above?: number
  readonly heads?: readonly {readonly says: string; readonly x: number}[]
  readonly boxes: readonly Box[]
  readonly routes: readonly Route[]
  readonly heavy: ReadonlySet<string>
  readonly note: string
  readonly options: NeighbourhoodOptions
}

function picture(p: Picture): string {
  const linksHigh = p.routes.some((r) => p.heavy.has(r.link.id))
  const isHigh = (l: Link) => p.heavy.has(l.id) || (!linksHigh && p.heavy.has(l.from) && p.heavy.has(l.to))
  const names = new Map(p.boxes.map((b) => [b.factor.id, b.factor.name]))
  const tags = tagsOf(p)
  const foot = p.options.keyInside ? keyInside(tags, p.width, p.height) : {svg: "", height: 0}
  const lines = p.routes.map((r) => {
    const look = lookOf(r.link)
    const stroke = Math.min(3, 0.6 + 0.6 * Math.max(1, weightOf(r.link)))
    const classes = `f-link f-${look.direction}${look.contested ? " f-contested" : weightOf(r.link) === 0 ? " f-judged" : ""}`
    const length = 7 + stroke
    const [dx, dy] = direction(r.curve)
    const base = {x: r.curve.to.x - dx * (length - 1), y: r.curve.to.y - dy * (length - 1)}
    const path = r.turns
      ? roundedPath([...r.turns, base])
      : `M${at(r.curve.from.x)} ${at(r.curve.from.y)}Q${at(r.curve.bend.x)} ${at(r.curve.bend.y)} ${at(base.x)} ${at(base.y)}`
    return `<g${isHigh(r.link) ? ' class="f-high"' : ""}><path class="${classes}" stroke-width="${at(stroke)}" d="${path}"/>${head(r.curve.to.x, r.curve.to.y, dx, dy, length, look.direction)}</g>`
  })
  const boxes = p.boxes.map((b) => {
    const full = b.cut ? `<title>${escaped(b.factor.name)}</title>` : ""
    const top = b.y - ((b.lines.length - 1) * LINE) / 2 + 4.3
    const words = b.lines.map(
      (line, i) => `<text class="f-name f-mid" x="${at(b.x)}" y="${at(top + i * LINE)}">${full}${escaped(line)}</text>`,
    )
    const sector = p.options.sectors?.get(b.factor.id)
    const tagged = sector === undefined ? "" : tagOn(b, tags.get(sector)!, p.routes)
    const box = `<rect x="${at(b.x - b.halfWidth)}" y="${at(b.y - b.halfHeight)}" width="${at(2 * b.halfWidth)}" height="${at(2 * b.halfHeight)}" rx="2"/>${words.join("")}${tagged}`
    return `<g class="f-box${b.core ? " f-core" : ""}">${linked(box, p.options.factor?.(b.factor.id), b.factor.name)}</g>`
  })
  const badges = p.routes.map((r) => {
    const says = `${names.get(r.link.from)} ${lookOf(r.link).says} ${names.get(r.link.to)}`
    return linked(badge(r.badge.x, r.badge.y, BADGE, lookOf(r.link).direction), p.options.link?.(r.link.id), says)
  })
  const desc = `${p.says ?? `${p.routes.filter((r) => r.link.sign === "contested").length} links are contested.`} The table of links holds the same content.`
  // Never drawn smaller than 0.93 of its size, so that names stay above 11 pixels; it scrolls in its own box instead.
  const style = `min-width:${Math.ceil(p.width * 0.93)}px;max-width:${Math.ceil(p.width * 1.06)}px;width:100%`
  const heads = p.heads ?? []
  const above = (p.above ?? 0) + (heads.length > 0 ? HEAD_HEIGHT : 0)
  const over = heads.map(
    ({says, x}) => `<text class="f-mid" x="${at(x)}" y="${at(HEAD_HEIGHT - 9 - above)}">${escaped(says)}</text>`,
  )
  const svg = `<svg class="f-svg f-map" style="${style}" viewBox="0 ${above === 0 ? 0 : at(-above)} ${p.width} ${at(above + p.height + foot.height)}" role="${p.options.link ? "group" : "img"}" aria-labelledby="${p.id}-t ${p.id}-d"><title id="${p.id}-t">${escaped(p.title)}</title><desc id="${p.id}-d">${escaped(desc)}</desc>${over.join("")}${lines.join("")}${boxes.join("")}${badges.join("")}${foot.svg}</svg>`
  const key = p.options.keyInside ? "" : keyUnder(tags)
  const note = p.note ? `<p class="f-note">${escaped(p.note)}</p>` : ""
  return `<div class="f-scroll" tabindex="0" role="region" aria-label="${escaped(p.title)}">${svg}</div>${key}${note}`
}

/** The sectors of the factors that are drawn, in the order of the sectors given, each with letters of its own. */
function tagsOf({boxes, options: {sectors}}: Picture): ReadonlyMap<string, string> {
  const drawn = new Set(boxes.flatMap(({factor}) => sectors?.get(factor.id) ?? []))
  const tags = new Map<string, string>()
  const taken = new Set<string>()
  for (const sector of sectors?.values() ?? []) {
    if (!drawn.has(sector) || tags.has(sector)) continue
    const letters = [...sector.toLowerCase()].filter((letter) => /[\p{L}\p{N}]/u.test(letter))
    const [first = "?", ...others] = letters
    const short = [first.toUpperCase(), ...others.map((letter) => first.toUpperCase() + letter)]
    // The first two letters where they are free, else the first with a later one, else a number.
    const free = [...short.slice(1), short[0]!, String(tags.size + 1)].find((one) => !taken.has(one))!
    taken.add(free)
    tags.set(sector, free)
  }
  return tags
}

/** Width of a tag with these letters. */
function tagWidth(letters: string): number {
  return Math.max(18, widthOf(letters, TAG, true) + 6)
}

/** A sector's letters in a filled frame, whose upper left corner is at (x, y). */
function tag(x: number, y: number, letters: string): string {
  const width = tagWidth(letters)
  return `<g class="f-tag"><rect x="${at(x)}" y="${at(y)}" width="${at(width)}" height="${TAG_HEIGHT}" rx="2"/><text class="f-mid f-flat" x="${at(x + width / 2)}" y="${at(y + TAG_HEIGHT - 3.2)}">${escaped(letters)}</text></g>`
}

/** The tag on the corner of a box where it lies on the fewest ends and badges of links, the upper left one first. */
function tagOn(box: Box, letters: string, routes: readonly Route[]): string {
  const width = tagWidth(letters)
  const {left, right, top, bottom} = boundsOfBox(box)
  const corners = [top + TAG_INSIDE - TAG_HEIGHT, bottom - TAG_INSIDE].flatMap((y) =>
    [left + 3, right - width - 3].map((x) => ({x, y})),
  )
  const hidden = ({x, y}: Point) => {
    const isUnder = (p: Point, reach: number) =>
      Math.abs(p.x - (x + width / 2)) < width / 2 + reach &&
      Math.abs(p.y - (y + TAG_HEIGHT / 2)) < TAG_HEIGHT / 2 + reach
    return routes.filter(({curve, badge}) => isUnder(curve.to, 3) || isUnder(curve.from, 3) || isUnder(badge, BADGE))
      .length
  }
  const best = corners.reduce((a, b) => (hidden(b) < hidden(a) ? b : a))
  return tag(best.x, best.y, letters)
}

/** What the tags stand for, as a list under the drawing. */
function keyUnder(tags: ReadonlyMap<string, string>): string {
  const items = [...tags].map(([sector, letters]) => {
    const width = at(tagWidth(letters))
    return `<li><svg class="f-svg f-map" width="${width}" height="${TAG_HEIGHT}" viewBox="0 0 ${width} ${TAG_HEIGHT}" aria-hidden="true">${tag(0, 0, letters)}</svg>${escaped(sector)}</li>`
  })
  return items.length === 0 ? "" : `<ul class="f-key">${items.join("")}</ul>`
}

/** The same in lines at the foot of the drawing, and how high they are. */
function keyInside(tags: ReadonlyMap<string, string>, width: number, top: number): {svg: string; height: number} {
  const gap = 22
  let [x, y] = [EDGE, top + KEY_LINE]
  const items = [...tags].map(([sector, letters]) => {
    const begin = tagWidth(letters) + 6
    const room = width - 2 * EDGE - begin
    const {lines, cut} = wrap(sector, room, TAG + 1, 1, false)
    const long = begin + widthOf(lines[0]!, TAG + 1)
    if (x > EDGE && x + long > width - EDGE) [x, y] = [EDGE, y + KEY_LINE]
    const full = cut ? `<title>${escaped(sector)}</title>` : ""
    const item = `${tag(x, y, letters)}<text class="f-name" x="${at(x + begin)}" y="${at(y + TAG_HEIGHT - 3)}">${full}${escaped(lines[0]!)}</text>`
    x += long + gap
    return item
  })
  return items.length === 0 ? {svg: "", height: 0} : {svg: items.join(""), height: y + KEY_LINE - top}
}

function lookOf(link: Link): {direction: Direction; contested: boolean; says: string} {
  const {sign, whether} = link
  return shown({sign, ...(whether && {whether}), voices: link.for.lineages, against: link.against.lineages})
}

/** A factor's name in a frame. */
function boxOf(factor: Factor, core: boolean, widest: number): Box {
  // A third line rather than a cut name: there are many names, and some differ at the end only.
  const two = wrap(factor.name, widest, NAME, 2, core)
  const {lines, cut} = two.cut ? wrap(factor.name, widest, NAME, 3, core) : two
  const width = Math.max(24, ...lines.map((l) => widthOf(l, NAME, core)))
  return {
    factor,
    lines,
    cut,
    core,
    halfWidth: width / 2 + PADDING_X,
    halfHeight: (lines.length * LINE) / 2 + PADDING_Y,
    x: 0,
    y: 0,
  }
}

// A frame holds so many links before their heads crowd each other; then it grows a little for each.
const EASY_LINKS = 6

/** The box with a frame that has room for so many links to meet it. */
function roomFor(box: Box, links: number): Box {
  const crowd = Math.max(0, links - EASY_LINKS)
  return {
    ...box,
    halfWidth: box.halfWidth + Math.min(24, 2 * crowd),
    halfHeight: box.halfHeight + Math.min(10, crowd),
  }
}

function rounded(box: Box): Box {
  return {...box, x: Math.round(box.x * 10) / 10, y: Math.round(box.y * 10) / 10}
}

/** Independent voices a link is drawn by: those of its better told side. */
function weightOf(link: Link): number {
  return Math.max(link.for.lineages, toldSign(link) === "contested" ? link.against.lineages : 0)
}

function namesOf(map: CausalMap): (id: string) => string {
  const names = new Map(map.factors.map((f) => [f.id, f.name]))
  return (id) => names.get(id) ?? id
}

function inOrder(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0
}

// ---- geometry

function pointOn({from, bend, to}: Curve, t: number): Point {
  return {x: bezier(from.x, bend.x, to.x, t), y: bezier(from.y, bend.y, to.y, t)}
}

/** A coordinate of a quadratic Bezier curve at `t`, from those of its three points. */
function bezier(from: number, bend: number, to: number, t: number): number {
  const u = 1 - t
  return u * u * from + 2 * u * t * bend + t * t * to
}

/** Whether the point of a curve at `t` is in the box, with a margin: asked too often to make a point for each. */
function curveIsWithin(box: Box, {from, bend, to}: Curve, t: number, margin: number): boolean {
  return (
    Math.abs(bezier(from.x, bend.x, to.x, t) - box.x) < box.halfWidth + margin &&
    Math.abs(bezier(from.y, bend.y, to.y, t) - box.y) < box.halfHeight + margin
  )
}

/** The quadratic from t0 to t1 of a quadratic, by its blossom (de Casteljau 1959). */
function part(curve: Curve, t0: number, t1: number): Curve {
  const mix = (a: Point, b: Point, t: number) => ({x: a.x + (b.x - a.x) * t, y: a.y + (b.y - a.y) * t})
  const bend = mix(mix(curve.from, curve.bend, t0), mix(curve.bend, curve.to, t0), t1)
  return {from: pointOn(curve, t0), bend, to: pointOn(curve, t1)}
}

/** Unit vector of a curve at its end. */
function direction(curve: Curve): [number, number] {
  const [dx, dy] = [curve.to.x - curve.bend.x, curve.to.y - curve.bend.y]
  const size = Math.hypot(dx, dy) || 1
  return [dx / size, dy / size]
}

function within(box: Box, p: Point, margin: number): boolean {
  return Math.abs(p.x - box.x) < box.halfWidth + margin && Math.abs(p.y - box.y) < box.halfHeight + margin
}

type Bounds = {readonly left: number; readonly right: number; readonly top: number; readonly bottom: number}

function boundsOf(points: readonly Point[]): Bounds {
  let [left, right, top, bottom] = [points[0]!.x, points[0]!.x, points[0]!.y, points[0]!.y]
  for (const {x, y} of points) {
    left = Math.min(left, x)
    right = Math.max(right, x)
    top = Math.min(top, y)
    bottom = Math.max(bottom, y)
  }
  return {left, right, top, bottom}
}

function boundsOfBox({x, y, halfWidth, halfHeight}: Box): Bounds {
  return {left: x - halfWidth, right: x + halfWidth, top: y - halfHeight, bottom: y + halfHeight}
}

/** Whether two rectangles come as near as this to each other, across and down. */
function isNear(a: Bounds, b: Bounds, distance: number): boolean {
  return (
    a.left - b.right < distance &&
    b.left - a.right < distance &&
    a.top - b.bottom < distance &&
    b.top - a.bottom < distance
  )
}

function near(a: Point, b: Point, distance: number): boolean {
  const [dx, dy] = [a.x - b.x, a.y - b.y]
  return dx * dx + dy * dy < distance * distance
}

function crosses(a: Point, b: Point, c: Point, d: Point): boolean {
  const side = (p: Point, q: Point, r: Point) => (q.x - p.x) * (r.y - p.y) - (q.y - p.y) * (r.x - p.x)
  return side(a, b, c) * side(a, b, d) < 0 && side(c, d, a) * side(c, d, b) < 0
}

/** Whether the segment a-b meets the box. */
function cuts(a: Point, b: Point, box: Box): boolean {
  for (let i = 1; i < 16; i++) {
    const t = i / 16
    if (within(box, {x: a.x + (b.x - a.x) * t, y: a.y + (b.y - a.y) * t}, 3)) return true
  }
  return false
}
