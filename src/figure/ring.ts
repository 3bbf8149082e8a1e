// A feedback loop as a ring: in goes a loop of the outlook (2 to 8 factors, its links
// with their signs and voices), out comes a drawing in which each arc carries its sign,
// its voices and whether it acts with delay, and the middle says what the loop does.
//
// Invariant: the first factor is at twelve o'clock and the rest follow clockwise; no
// badge or pill lies on a label; a label that had to be cut keeps its words in a <title>.

import type {LoopView} from "../outlook/index.ts"
import {type FigureOptions, linked} from "./fan.ts"
import {at, escaped, figures, range, slug, unbroken, widthOf, wrap} from "./lettering.ts"
import {badge, delay, head, pill, pillWidth, shown, strokeOf} from "./style.ts"

/** What a ring takes beside its loop. */
export type RingOptions = FigureOptions & {
  /** Address of a link's badge. */
  readonly link?: (link: string) => string | null
  /** What the middle says in place of what the loop adds, which of a map alone is not known. */
  readonly says?: string
}

// Sizes at 1:1; the ring scales with its column, from 0.86 to 1.06.
const WIDTH = 340
const CENTRE = WIDTH / 2
const ACROSS = 122
// Room above and below the ring for half a label of two lines.
const MARGIN = 26
const NAME = 13.2
const SMALL = 12.8
const LINE = 15
const BADGE = 8.5
const GAP = 3

type Box = {readonly left: number; readonly right: number; readonly top: number; readonly bottom: number}
type Label = {
  readonly lines: readonly string[]
  readonly cut: boolean
  readonly full: string
  readonly x: number
  readonly box: Box
}
type Point = {readonly x: number; readonly y: number}

/** One loop as a ring. Loops of one factor and of more than eight are drawn too, the latter on a taller ring. */
export function ring(loop: LoopView, options: RingOptions = {}): string {
  const id = options.id ?? `ring-${slug(loop.name)}`
  const count = loop.factors.length
  if (count === 0) return `<p class="f-none">The loop ${escaped(loop.name)} has no factors to draw.</p>`
  // From seven factors on the ring grows taller: the labels on its sides need the room.
  const down = ACROSS + Math.max(0, count - 6) * 26
  const height = 2 * (down + MARGIN)
  const point = (angle: number): Point => ({
    x: CENTRE + ACROSS * Math.sin(angle),
    y: height / 2 - down * Math.cos(angle),
  })
  const angleOf = (i: number) => (i * 2 * Math.PI) / count
  const middle = centre(loop, options, height / 2)
  const labels = settled(loop, (i) => point(angleOf(i)))
  const taken: Box[] = [...labels.map((l) => l.box), middle.box]

  const arcs: string[] = []
  const marks: string[] = []
  for (let i = 0; i < count; i++) {
    const link = loop.links[i]
    if (!link) continue
    const arc = route(labels[i]!, labels[(i + 1) % count]!, angleOf(i), angleOf(i + 1), point)
    const look = shown(link)
    const stroke = strokeOf(Math.max(link.voices, link.against))
    const classes = `f-link f-${look.direction}${look.contested ? " f-contested" : ""}${link.voices === 0 && !look.contested ? " f-judged" : ""}`
    arcs.push(drawn(arc, stroke, classes, look.direction, point, down))
    const spot = place(
      arc,
      link.delayed,
      look.count,
      taken,
      point,
      height / 2,
      link.voices > 0 || look.contested,
      7 + stroke,
    )
    taken.push(...spot.boxes)
    const says = `${loop.factors[i]!.label} ${look.says} ${loop.factors[(i + 1) % count]!.label}${link.delayed ? ", with delay" : ""}`
    const ticks = link.delayed ? delay(spot.ticks.x, spot.ticks.y, spot.along.x, spot.along.y) : ""
    const voices = spot.pill ? pill(spot.pill.x, spot.pill.y, look.count) : ""
    marks.push(
      ticks + linked(badge(spot.badge.x, spot.badge.y, BADGE, look.direction) + voices, options.link?.(link.id), says),
    )
  }
  const names = labels.map((l) => {
    const full = l.cut ? `<title>${escaped(l.full)}</title>` : ""
    const top = (l.box.top + l.box.bottom) / 2 - ((l.lines.length - 1) * LINE) / 2 + 4.7
    return l.lines
      .map(
        (line, j) =>
          `<text class="f-name f-mid" x="${at(l.x)}" y="${at(top + j * LINE)}">${full}${escaped(line)}</text>`,
      )
      .join("")
  })
  const grouped = Boolean(options.href || options.link)
  return `<svg class="f-svg f-ring" viewBox="0 0 ${WIDTH} ${at(height)}" role="${grouped ? "group" : "img"}" aria-labelledby="${id}-t ${id}-d"><title id="${id}-t">${escaped(`${loop.name}, ${KINDS[loop.polarity].long}`)}</title><desc id="${id}-d">${escaped(described(loop))}</desc>${arcs.join("")}${marks.join("")}${names.join("")}${linked(middle.markup, options.href, `${loop.name}: ${middle.says}`)}</svg>`
}

/** The same as a table: one link a row. */
export function ringTable(loop: LoopView): string {
  const body = loop.links.map((link, i) => {
    const look = shown(link)
    const effect = {plus: "raises", minus: "lowers", both: "raises or lowers", unclear: "unclear"}[look.direction]
    const [from, to] = [loop.factors[i]?.label ?? "", loop.factors[(i + 1) % loop.factors.length]?.label ?? ""]
    return `<tr><th scope="row">${escaped(from)}</th><td>${effect}${look.contested ? ", contested" : ""}</td><td class="f-words">${escaped(to)}</td><td class="f-number">${link.voices === 0 && link.against === 0 ? "none" : look.count}</td><td>${link.delayed ? "yes" : "no"}</td></tr>`
  })
  return `<table class="f-table"><caption>${escaped(`${loop.name}, ${KINDS[loop.polarity].long}`)}. ${escaped(`${KINDS[loop.polarity].short}: ${gainWords(loop)}`)}.</caption><thead><tr><th scope="col">Cause</th><th scope="col">Effect of more of it</th><th scope="col">On</th><th scope="col">Voices</th><th scope="col">Delay</th></tr></thead><tbody>${body.join("")}</tbody></table>`
}

const KINDS = {
  R: {short: "Amplifies", long: "an amplifying loop"},
  B: {short: "Balances", long: "a balancing loop"},
  contested: {short: "Contested", long: "a loop whose kind is contested"},
} as const

/** What the loop adds, as the words in the middle. Hard spaces keep a range together. */
function gainWords(loop: LoopView): string {
  if (!loop.gain) return "what it adds is not known"
  const {low, mid, high} = loop.gain
  const [least, size, most] = mid < 0 ? [-high, -mid, -low] : [low, mid, high]
  // All three to the second digit of half of the largest, as the sentence beside them has it.
  const largest = Math.max(Math.abs(least), size, Math.abs(most))
  const step = Number(`1e${Number((largest / 2).toExponential().split("e")[1]) - 1}`)
  const stepped = (v: number) => (largest === 0 ? 0 : Math.round(v / step) * step)
  const words = `${figures(stepped(size))} ${unbroken(`(${range(stepped(least), stepped(most))})`)}`.replaceAll(
    "\u2060",
    "",
  )
  // Half of a hundredth of what was given is no finding, and its digits say nothing.
  if (Math.max(Math.abs(least), Math.abs(most)) < 0.005) return "adds next to nothing: under 0.005"
  if (size < 0.005) return `adds next to nothing: ${words}`
  return mid < 0 ? `one more takes away ${words}` : `one more brings ${words} more`
}

/** The words in the middle of the ring, and the box they take. */
function centre(loop: LoopView, options: RingOptions, y: number): {markup: string; box: Box; says: string} {
  // What is left between the pills on the left and on the right.
  const room = 128
  const title = KINDS[loop.polarity].short
  const sentence = options.says ?? gainWords(loop)
  const {lines, cut} = wrap(sentence, room, SMALL, 4)
  const top = y - (lines.length * 16) / 2
  const full = cut ? `<title>${escaped(sentence)}</title>` : ""
  const words = lines.map(
    (w, i) => `<text class="f-small f-mid" x="${CENTRE}" y="${at(top + 20 + 16 * i)}">${full}${escaped(w)}</text>`,
  )
  const half = widthOf(title, 15, true) / 2.2
  const widest = Math.max(2.2 * half, ...lines.map((w) => widthOf(w, SMALL)))
  const under = options.href
    ? `<line class="f-under" x1="${at(CENTRE - half)}" x2="${at(CENTRE + half)}" y1="${at(top + 6)}" y2="${at(top + 6)}"/>`
    : ""
  return {
    markup: `<text class="f-strong f-mid" x="${CENTRE}" y="${at(top + 2)}">${title}</text>${under}${words.join("")}`,
    box: {left: CENTRE - widest / 2, right: CENTRE + widest / 2, top: top - 11, bottom: top + 8 + 16 * lines.length},
    says: `${title}, ${sentence}`,
  }
}

// Widths a label may be wrapped to, and the length of free arc between two labels that
// holds a head, a badge and (more of it) the ticks of a delay.
const WIDEST = 150
const NARROWEST = 76
const ARC = 40
const ARC_WITH_DELAY = 50

/** Labels wrapped as wide as leaves every arc room for its marks: where an arc is too short, the wider label beside it gives way. */
function settled(loop: LoopView, spot: (i: number) => Point): Label[] {
  const count = loop.factors.length
  const angleOf = (i: number) => (i * 2 * Math.PI) / count
  const widths = loop.factors.map((_, i) => Math.min(WIDEST, 104 + 60 * Math.abs(Math.cos(angleOf(i)))))
  const labelOf = (i: number): Label => {
    const place = spot(i)
    const two = wrap(loop.factors[i]!.label, widths[i]!, NAME, 2)
    // A third line rather than a cut name.
    const {lines, cut} = two.cut ? wrap(loop.factors[i]!.label, widths[i]!, NAME, 3) : two
    const width = Math.max(...lines.map((l) => widthOf(l, NAME)))
    // Beside the ring a label is pushed inward rather than over the edge of the drawing.
    const x = Math.min(WIDTH - 2 - width / 2, Math.max(2 + width / 2, place.x))
    const tall = lines.length * LINE
    return {
      lines,
      cut,
      full: loop.factors[i]!.label,
      x,
      box: {left: x - width / 2, right: x + width / 2, top: place.y - tall / 2, bottom: place.y + tall / 2},
    }
  }
  const labels = loop.factors.map((_, i) => labelOf(i))
  for (let round = 0; count > 1 && round < 12; round++) {
    let changed = false
    for (let i = 0; i < count; i++) {
      const next = (i + 1) % count
      if (freeArc(labels[i]!, labels[next]!, i, spot) >= (loop.links[i]?.delayed ? ARC_WITH_DELAY : ARC)) continue
      const wider = labels[i]!.box.right - labels[i]!.box.left
      const other = labels[next]!.box.right - labels[next]!.box.left
      const j = wider >= other ? i : next
      const narrower = Math.max(NARROWEST, Math.min(widths[j]!, Math.max(wider, other)) - 8)
      if (narrower >= widths[j]!) continue
      widths[j] = narrower
      labels[j] = labelOf(j)
      changed = true
    }
    if (!changed) break
  }
  return labels
}

/** Length in pixels of the arc after factor `i` that lies on neither label. */
function freeArc(from: Label, to: Label, i: number, spot: (i: number) => Point): number {
  const steps = 60
  let length = 0
  let before = spot(i)
  for (let s = 1; s <= steps; s++) {
    const p = spot(i + s / steps)
    if (!inside(grown(from.box, GAP), p) && !inside(grown(to.box, GAP), p)) length += Math.hypot(...chord(p, before))
    before = p
  }
  return length
}

function chord(a: Point, b: Point): [number, number] {
  return [a.x - b.x, a.y - b.y]
}

type Arc = {readonly start: number; readonly end: number}

/** The part of the ring between two labels, from where it leaves the one to where it meets the other. */
function route(from: Label, to: Label, first: number, last: number, point: (angle: number) => Point): Arc {
  const step = 0.004
  let start = first
  while (start < last && inside(grown(from.box, GAP), point(start))) start += step
  let end = last
  while (end > start && inside(grown(to.box, GAP), point(end))) end -= step
  // Labels that touch leave no arc; a short one is drawn all the same, so that the sign has a place.
  if (end - start < 0.1) {
    const middle = (first + last) / 2
    return {start: middle - 0.1, end: middle + 0.1}
  }
  return {start, end}
}

/** The arc as a line with its head. */
function drawn(
  arc: Arc,
  stroke: number,
  classes: string,
  direction: Parameters<typeof head>[5],
  point: (angle: number) => Point,
  down: number,
): string {
  const length = 7 + stroke
  const tip = point(arc.end)
  let base = arc.end
  while (base > arc.start && Math.hypot(...chord(point(base), tip)) < length) base -= 0.004
  const [a, b] = [point(arc.start), point(base)]
  const [dx, dy] = chord(tip, b)
  const size = Math.hypot(dx, dy) || 1
  const large = base - arc.start > Math.PI ? 1 : 0
  return `<path class="${classes}" stroke-width="${at(stroke)}" d="M${at(a.x)} ${at(a.y)}A${ACROSS} ${at(down)} 0 ${large} 1 ${at(b.x)} ${at(b.y)}"/>${head(tip.x, tip.y, dx / size, dy / size, length, direction)}`
}

type Spot = {
  readonly badge: Point
  readonly pill: Point | null
  readonly ticks: Point
  readonly along: Point
  readonly boxes: readonly Box[]
}

/** Where badge, pill and ticks of an arc go: at its middle, or as near to it as lies on nothing else. */
function place(
  arc: Arc,
  delayed: boolean,
  count: string,
  taken: readonly Box[],
  point: (angle: number) => Point,
  middle: number,
  counted: boolean,
  headLength: number,
): Spot {
  const wanted = delayed ? 0.6 : 0.47
  const width = pillWidth(count)
  const tip = point(arc.end)
  let best: Spot | null = null
  let least = Number.POSITIVE_INFINITY
  for (let step = 0; step <= 14; step++)
    for (const side of step === 0 ? [0] : [-1, 1]) {
      const t = wanted + side * step * 0.025
      const angle = arc.start + (arc.end - arc.start) * t
      const here = point(angle)
      const [dx, dy] = chord(point(angle + 0.01), point(angle - 0.01))
      const size = Math.hypot(dx, dy) || 1
      const along = {x: dx / size, y: dy / size}
      // Clockwise on the screen the inside lies to the right of the way.
      const inward = {x: -along.y, y: along.x}
      const behind = point(angle - 17 / Math.max(60, size / 0.02))
      // A badge over its own head would hide which way the link runs.
      const covered = Math.max(0, BADGE + headLength - 1 - Math.hypot(...chord(here, tip)))
      const badgeBox = around(here, BADGE + 0.8, BADGE + 0.8)
      const tickBox = delayed ? [around(behind, 5, 5)] : []
      for (const [sense, extra] of [
        [1, 0],
        [1, 6],
        [-1, 0],
      ] as const) {
        const reach = BADGE + 2.5 + extra + Math.abs(inward.x) * (width / 2) + Math.abs(inward.y) * 8
        const spot = counted ? {x: here.x + sense * inward.x * reach, y: here.y + sense * inward.y * reach} : null
        const boxes = [badgeBox, ...(spot ? [around(spot, width / 2, 8)] : []), ...tickBox]
        let cost = covered * 8 + step * 0.6 + extra * 0.3 + (sense < 0 ? 12 : 0)
        for (const box of boxes) for (const other of taken) cost += overlap(grown(box, 1), other)
        if (spot && (spot.x < width / 2 + 1 || spot.x > WIDTH - width / 2 - 1 || spot.y < 9 || spot.y > 2 * middle - 9))
          cost += 500
        if (cost < least) {
          least = cost
          best = {badge: here, pill: spot, ticks: behind, along, boxes}
        }
      }
    }
  return best!
}

/** The loop told in sentences, link by link. */
function described(loop: LoopView): string {
  const links = loop.links.map((link, i) => {
    const [from, to] = [loop.factors[i]?.label ?? "", loop.factors[(i + 1) % loop.factors.length]?.label ?? ""]
    return `${from} ${shown(link).says} ${to}${link.delayed ? ", with delay" : ""}.`
  })
  return `${links.join(" ")} ${loop.says}`.trim()
}

function around(p: Point, across: number, down: number): Box {
  return {left: p.x - across, right: p.x + across, top: p.y - down, bottom: p.y + down}
}

function grown(box: Box, by: number): Box {
  return {left: box.left - by, right: box.right + by, top: box.top - by, bottom: box.bottom + by}
}

function inside(box: Box, p: Point): boolean {
  return p.x > box.left && p.x < box.right && p.y > box.top && p.y < box.bottom
}

/** Common area of two boxes in square pixels. */
function overlap(a: Box, b: Box): number {
  return (
    Math.max(0, Math.min(a.right, b.right) - Math.max(a.left, b.left)) *
    Math.max(0, Math.min(a.bottom, b.bottom) - Math.max(a.top, b.top))
  )
}
