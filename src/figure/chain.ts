// A path through a map as a row of boxes: in go its factors and links, out comes a drawing in which each arrow carries its sign
// and its voices, and a table that says the same.

import {type FigureOptions, linked} from "./fan.ts"
import {at, escaped, slug, widthOf, wrap} from "./lettering.ts"
import {badge, head, pill, shown} from "./style.ts"

/** A path: one factor more than links. */
export type ChainView = {
  readonly name: string
  readonly factors: readonly {readonly id: string; readonly label: string}[]
  readonly links: readonly {
    readonly id: string
    readonly sign: "+" | "-" | "contested" | "unclear"
    /** Voices for the sign, and against it. */
    readonly voices: number
    readonly against: number
  }[]
  /** Stretches of links, by the numbers of the first and the last, that a document tells together, as `says` says. */
  readonly together?: readonly {readonly first: number; readonly last: number; readonly says: string}[]
  /** Numbers of factors at which two documents only meet. */
  readonly meets?: readonly number[]
}

export type ChainOptions = FigureOptions & {
  /** Address of a link's badge, and of a factor's box. */
  readonly link?: (link: string) => string | null
  readonly factor?: (factor: string) => string | null
}

// Sizes in pixels at 1:1.
const NAME = 12
const LINE = 15
const LABEL = 118
const PADDING = 8
const BETWEEN = 74
const EDGE = 6
const BADGE = 7
// What stands under the boxes: bars of what is told together, and the words under them.
const UNDER = 30
const WORDS = 11.5
const MEET = "meet only here"

/** One path, from left to right. */
export function chain(view: ChainView, options: ChainOptions = {}): string {
  const id = options.id ?? `chain-${slug(view.name)}`
  let x = EDGE
  const boxes = view.factors.map(({id: factor, label}) => {
    const {lines, cut} = wrap(label, LABEL, NAME, 3)
    const width = Math.max(24, ...lines.map((line) => widthOf(line, NAME))) + 2 * PADDING
    const left = x
    x += width + BETWEEN
    return {factor, label, lines, cut, left, width}
  })
  const width = Math.max(60, x - BETWEEN + EDGE)
  const inBoxes = Math.max(1, ...boxes.map(({lines}) => lines.length)) * LINE + 10 + 2 * EDGE
  const middle = inBoxes / 2
  const {together = [], meets = []} = view
  const isUnder = together.length > 0 || meets.length > 0
  const height = inBoxes + (isUnder ? UNDER : 0)
  const drawn = boxes.map(({factor, label, lines, cut, left, width: wide}) => {
    const tall = lines.length * LINE + 9
    const full = cut ? `<title>${escaped(label)}</title>` : ""
    const top = middle - ((lines.length - 1) * LINE) / 2 + 4.3
    const words = lines.map(
      (line, i) =>
        `<text class="f-name f-mid" x="${at(left + wide / 2)}" y="${at(top + i * LINE)}">${full}${escaped(line)}</text>`,
    )
    const box = `<rect x="${at(left)}" y="${at(middle - tall / 2)}" width="${at(wide)}" height="${at(tall)}" rx="2"/>${words.join("")}`
    return `<g class="f-box">${linked(box, options.factor?.(factor), label)}</g>`
  })
  const arrows = view.links.map((link, i) => {
    const [a, b] = [boxes[i]!, boxes[i + 1]!]
    const [from, to] = [a.left + a.width + 2, b.left - 2]
    const look = shown(link)
    const stroke = Math.min(3, 0.6 + 0.6 * Math.max(1, link.voices))
    const length = 7 + stroke
    const classes = `f-link f-${look.direction}${look.contested ? " f-contested" : link.voices === 0 ? " f-judged" : ""}`
    const line = `<path class="${classes}" stroke-width="${at(stroke)}" d="M${at(from)} ${at(middle)}H${at(to - length + 1)}"/>`
    const mark =
      badge(from + 18, middle, BADGE, look.direction) + (link.voices > 0 ? pill(from + 38, middle, look.count) : "")
    return `<g class="f-high">${line}${head(to, middle, 1, 0, length, look.direction)}</g>${linked(mark, options.link?.(link.id), `${a.label} ${look.says} ${b.label}`)}`
  })
  /** A line from one place to another under the boxes, what it says, and words under it. */
  const under = (kind: string, from: number, to: number, says: string, words: string | undefined): string => {
    const y = inBoxes + 3
    const text = words
      ? `<text class="f-mid" x="${at((from + to) / 2)}" y="${at(y + 15)}">${escaped(words)}</text>`
      : ""
    return `<g><title>${escaped(says)}</title><path class="${kind}" d="M${at(from)} ${at(y)}H${at(to)}"/>${text}</g>`
  }
  const bars = [
    ...together.map(({first, last, says}) => {
      const [a, b] = [boxes[first]!, boxes[last + 1]!]
      const [from, to] = [a.left + a.width + 4, b.left - 4]
      // One link is told by the voices that stand on it; words of a meeting beside it may take some of its place.
      const words = first === last ? [] : [says, "told together"]
      const fits = words.find((one) => widthOf(one, WORDS) <= to - from - 2 * PADDING)
      return under("f-together", from, to, says, fits)
    }),
    ...meets.map((i) => {
      const {left, width: wide} = boxes[i]!
      return under("f-meets", left, left + wide, MEET, MEET)
    }),
  ]
  const style = `min-width:${Math.ceil(width * 0.93)}px;max-width:${Math.ceil(width)}px;width:100%`
  const grouped = Boolean(options.link || options.factor)
  const svg = `<svg class="f-svg f-map" style="${style}" viewBox="0 0 ${at(width)} ${at(height)}" role="${grouped ? "group" : "img"}" aria-labelledby="${id}-t"><title id="${id}-t">${escaped(view.name)}</title>${arrows.join("")}${drawn.join("")}${bars.join("")}</svg>`
  return `<div class="f-scroll" tabindex="0" role="region" aria-label="${escaped(view.name)}">${svg}</div>`
}
