// Which factor acts on which, as a grid: causes in rows, effects in columns. In: a map, and how many of its best linked
// factors. Out: a drawing with a sign in each cell that has a link.

import {groupBy} from "../core/grouping.ts"
import type {CausalMap, Factor} from "../map/index.ts"
import {type FigureOptions, linked} from "./fan.ts"
import {at, escaped, widthOf, wrap} from "./lettering.ts"
import {badge, shown} from "./style.ts"

export type MatrixOptions = FigureOptions & {
  readonly most?: number
  readonly link?: (link: string) => string | null
  readonly factor?: (factor: string) => string | null
}

// Sizes in pixels at 1:1.
const CELL = 24
const NAME = 12
const LABEL = 210
const TOP = 26
const BADGE = 7

/** The factors of the grid: those with most links, in the order of their names. */
export function inMatrix({factors, links}: CausalMap, most: number): readonly Factor[] {
  const ends = groupBy(
    links.flatMap(({from, to}) => [from, to]),
    (id) => id,
  )
  return factors
    .filter(({id}) => ends.has(id))
    .sort((a, b) => ends.get(b.id)!.length - ends.get(a.id)!.length || (a.id < b.id ? -1 : 1))
    .slice(0, most)
    .sort((a, b) => (a.name < b.name ? -1 : a.name > b.name ? 1 : a.id < b.id ? -1 : 1))
}

/** The grid. Columns have the numbers of the rows. */
export function matrix(map: CausalMap, options: MatrixOptions = {}): string {
  const {most = 24, id = "matrix"} = options
  const shownHere = inMatrix(map, most)
  if (shownHere.length === 0) return `<p class="f-none">The map has no link.</p>`
  const place = new Map(shownHere.map((factor, i) => [factor.id, i]))
  const [width, height] = [LABEL + CELL * shownHere.length + 8, TOP + CELL * shownHere.length + 8]
  const lines = shownHere.flatMap((_, i) => {
    const y = TOP + CELL * i
    const x = LABEL + CELL * i
    return [
      `<path class="f-grid" d="M${LABEL} ${y}H${width - 8}M${x} ${TOP}V${height - 8}"/>`,
      `<text class="f-name f-mid" x="${x + CELL / 2}" y="${TOP - 8}">${i + 1}</text>`,
    ]
  })
  const rows = shownHere.map(({id: factor, name}, i) => {
    const number = `${i + 1} `
    const {lines: words, cut} = wrap(name, LABEL - 20 - widthOf(number, NAME), NAME, 1)
    const full = cut ? `<title>${escaped(name)}</title>` : ""
    const text = `<text class="f-name f-end" x="${LABEL - 8}" y="${TOP + CELL * i + 16}">${full}${escaped(`${words[0] ?? ""}  ${i + 1}`)}</text>`
    return linked(text, options.factor?.(factor), name)
  })
  const cells = map.links.flatMap((link) => {
    const [row, column] = [place.get(link.from), place.get(link.to)]
    if (row === undefined || column === undefined) return []
    const look = shown({sign: link.sign, voices: link.for.lineages, against: link.against.lineages})
    const [x, y] = [LABEL + CELL * (column + 0.5), TOP + CELL * (row + 0.5)]
    const says = `${shownHere[row]!.name} ${look.says} ${shownHere[column]!.name}`
    return [linked(badge(x, y, BADGE, look.direction), options.link?.(link.id), says)]
  })
  const diagonal = `<path class="f-grid" d="M${LABEL} ${TOP}L${LABEL + CELL * shownHere.length} ${TOP + CELL * shownHere.length}"/>`
  const left = map.factors.length - shownHere.length
  const note =
    left > 0
      ? `<p class="f-note">The ${shownHere.length} factors with most links of ${map.factors.length}. Rows act on columns.</p>`
      : `<p class="f-note">Rows act on columns.</p>`
  const grouped = Boolean(options.link || options.factor)
  const title = `Which of ${shownHere.length} factors acts on which`
  const svg = `<svg class="f-svg f-map" style="min-width:${at(width)}px;max-width:${at(width)}px;width:100%" viewBox="0 0 ${at(width)} ${at(height)}" role="${grouped ? "group" : "img"}" aria-labelledby="${id}-t"><title id="${id}-t">${escaped(title)}</title>${lines.join("")}${diagonal}${rows.join("")}${cells.join("")}</svg>`
  return `<div class="f-scroll" tabindex="0" role="region" aria-label="${escaped(title)}">${svg}</div>${note}`
}
