// Views as the sketch section of a .mdl. In: views with their items, and the file's own sketch where it had one. Out:
// the lines from `\\\---///` on (the format: Vensim Help, "Sketch Information" and "Objects").
//
// A sketch that Vensim drew goes back as it came. One drawn elsewhere is drawn anew from the positions: stocks as
// boxes, flows as a valve with a pipe to either side, everything else as words, connectors as arrows.

import {nameKey, type View} from "../blueprint/blueprint.ts"

type Item = View["items"][number]

const HEAD = "\\\\\\---/// Sketch information - do not modify anything except names"
const VERSION = "V300  Do not put anything below this section - it will be ignored"
/** Fonts and colours that Vensim gives a new view. */
const STYLE = "$192-192-192,0,Times New Roman|12||0-0-0|0-0-0|0-0-255|-1--1--1|-1--1--1|96,96,100,0"

/** Half widths and heights of what is drawn without a size of its own, as Vensim draws them. */
const BOX = {width: 40, height: 20}
const CLOUD = {width: 10, height: 8}
const VALVE = {width: 6, height: 8}
/** Half a word's width: so many points a letter. */
const LETTER = 3
const WORD_HEIGHT = 11
/** How far below its valve the name of a flow stands. */
const BELOW = 19

/** Shapes and what hangs on what, Vensim's codes. */
const SHAPE = {box: 3, word: 8, valve: 34, attached: 40}
const PIPE_TO = 4
const PIPE_FROM = 100
const PIPE_WIDTH = 22
const ARROW_FONT = 64

/** The sketch section of `views`; empty for none. @param spell a name as equations write it. */
export function drawnViews(views: readonly View[], spell: (name: string) => string): string {
  return views
    .map((view) => {
      if (view.raw?.tool === "vensim") return `${HEAD}\n${view.raw.text}\n`
      const lines = new Sketch(spell).draw(view)
      return [HEAD, VERSION, `*${view.name.replace(/[\r\n]/g, " ") || "View 1"}`, STYLE, ...lines, ""].join("\n")
    })
    .join("")
}

class Sketch {
  private readonly lines: string[] = []
  private readonly spell: (name: string) => string
  /** The object that stands for a variable, by its key. */
  private readonly objects = new Map<string, number>()
  private next = 1

  constructor(spell: (name: string) => string) {
    this.spell = spell
  }

  draw(view: View): string[] {
    const boxes = view.items.filter((item) => item.kind !== "connector")
    for (const item of boxes)
      if (item.kind !== "flow" && item.kind !== "cloud" && item.kind !== "valve") this.word(item)
    for (const item of boxes) if (item.kind === "flow") this.flow(item, view)
    for (const item of view.items) if (item.kind === "connector") this.arrow(item)
    return this.lines
  }

  private object(fields: readonly (string | number)[]): number {
    const id = this.next++
    this.lines.push([fields[0], id, ...fields.slice(1)].join(","))
    return id
  }

  private word(item: Item): void {
    const {kind, name} = item
    const x = Math.round(item.x)
    const y = Math.round(item.y)
    if (kind === "text") {
      const words = name.replace(/[\r\n]+/g, " ")
      this.object([
        12,
        0,
        x,
        y,
        half(item.width, LETTER * words.length),
        half(item.height, WORD_HEIGHT),
        8,
        4,
        0,
        0,
        -1,
        0,
        0,
        0,
      ])
      this.lines.push(words)
      return
    }
    const shown = this.spell(name)
    const key = nameKey(name)
    const box = kind === "stock" || kind === "module"
    const width = half(item.width, box ? BOX.width : LETTER * shown.length)
    const height = half(item.height, box ? BOX.height : WORD_HEIGHT)
    const shadow = kind === "alias"
    const id = this.object([
      10,
      shadow ? `<${shown}>` : shown,
      x,
      y,
      width,
      height,
      box ? SHAPE.box : SHAPE.word,
      shadow ? 2 : 3,
      0,
      shadow ? 3 : 0,
      ...(shadow ? [-1, 0, 0, 0, "128-128-128,0-0-0,|||128-128-128"] : [0, 0, 0, 0]),
    ])
    if (!this.objects.has(key)) this.objects.set(key, id)
  }

  /** A valve on a pipe, between what it fills and what it drains; a cloud where that is outside the model. */
  private flow(item: Item, view: View): void {
    const x = Math.round(item.x)
    const y = Math.round(item.y)
    const points = item.points ?? []
    const end = (name: string | undefined, point: readonly [number, number] | undefined, side: -1 | 1): number => {
      const known = name === undefined ? undefined : this.objects.get(nameKey(name))
      if (known !== undefined) return known
      const at = point ?? [x + side * 2 * BOX.width, y]
      return this.object([
        12,
        48,
        Math.round(at[0]),
        Math.round(at[1]),
        CLOUD.width,
        CLOUD.height,
        0,
        3,
        0,
        0,
        -1,
        0,
        0,
        0,
      ])
    }
    const near = (point: readonly [number, number] | undefined) => (point ? stockAt(view, point) : undefined)
    const to = end(item.to ?? near(points.at(-1)), points.at(-1), 1)
    const from = end(item.from ?? near(points[0]), points[0], -1)
    // Pipes are written before the valve that they name: its number is known already.
    const valve = this.next + 2
    const bend = (a: readonly [number, number] | undefined) =>
      `1|(${Math.round(((a?.[0] ?? x) + x) / 2)},${Math.round(((a?.[1] ?? y) + y) / 2)})|`
    this.object([1, valve, to, PIPE_TO, 0, 0, PIPE_WIDTH, 0, 0, 0, "-1--1--1", "", bend(points.at(-1))])
    this.object([1, valve, from, PIPE_FROM, 0, 0, PIPE_WIDTH, 0, 0, 0, "-1--1--1", "", bend(points[0])])
    this.object([11, 0, x, y, VALVE.width, VALVE.height, SHAPE.valve, 3, 0, 0, 1, 0, 0, 0])
    const shown = this.spell(item.name)
    const width = half(item.width, LETTER * shown.length)
    const id = this.object([10, shown, x, y + BELOW, width, WORD_HEIGHT, SHAPE.attached, 3, 0, 0, -1, 0, 0, 0])
    this.objects.set(nameKey(item.name), id)
  }

  private arrow(item: Item): void {
    const from = item.from === undefined ? undefined : this.objects.get(nameKey(item.from))
    const to = item.to === undefined ? undefined : this.objects.get(nameKey(item.to))
    if (from === undefined || to === undefined) return
    const polarity = item.polarity ? item.polarity.charCodeAt(0) : 0
    const [x, y] = item.points?.[0] ?? [item.x, item.y]
    const curved = item.points !== undefined && item.points.length > 0 ? 1 : 0
    this.object([
      1,
      from,
      to,
      curved,
      0,
      polarity,
      0,
      0,
      ARROW_FONT,
      0,
      "-1--1--1",
      "",
      `1|(${Math.round(x)},${Math.round(y)})|`,
    ])
  }
}

/** The stock of a view whose box a point lies on or next to. */
function stockAt(view: View, [x, y]: readonly [number, number]): string | undefined {
  const slack = 4
  return view.items.find(
    (item) =>
      item.kind === "stock" &&
      Math.abs(item.x - x) <= half(item.width, BOX.width) + slack &&
      Math.abs(item.y - y) <= half(item.height, BOX.height) + slack,
  )?.name
}

/** Vensim counts from the middle: half of a size, or what it would be. */
const half = (size: number | undefined, otherwise: number): number =>
  size === undefined || !(size > 0) ? Math.max(1, Math.round(otherwise)) : Math.max(1, Math.round(size / 2))
