// Views into XMILE. In: a view's items. Out: a <view> of stocks, flows, connectors and words; one that a reader of XMILE
// kept goes back as it stood.
//
// What XMILE's views have no element or attribute for (a valve, the size of a connector) is noted beside them.

import {atan2} from "../../math/elementary.ts"
import {nameKey, type View} from "../blueprint/blueprint.ts"
import {xmileName, xmileNumber} from "./xmile-formula.ts"
import type {Attributes, XmileText} from "./xmile-text.ts"
import {cdata} from "./xml.ts"

type Item = View["items"][number]
type Point = readonly [x: number, y: number]

/** Degrees in a radian. */
const DEGREES = 57.29577951308232

const TAGS: ReadonlyMap<Item["kind"], string> = new Map([
  ["stock", "stock"],
  ["flow", "flow"],
  ["auxiliary", "aux"],
  ["module", "module"],
])

/** Writes one view. */
export function writeView(out: XmileText, view: View): void {
  if (view.raw?.tool === "xmile") {
    out.line(view.raw.text)
    return
  }
  const attributes: Attributes = [
    ["type", "stock_flow"],
    ["name", view.name || null],
    ["brink:drawn", "true"],
  ]
  out.within("view", attributes, () => {
    const centres = new Map<string, Point>()
    for (const item of view.items)
      if (item.kind !== "connector" && item.name !== "") centres.set(nameKey(item.name), [item.x, item.y])
    for (const [i, item] of view.items.entries()) writeItem(out, item, i + 1, centres)
    if (view.raw) {
      out.tell("how Vensim draws a view, kept beside it", view.name || "view")
      out.line(`<brink:sketch>${cdata(view.raw.text)}</brink:sketch>`)
    }
  })
}

const number = (value: number | undefined) => (value === undefined ? null : xmileNumber(value))

function writeItem(out: XmileText, item: Item, uid: number, centres: ReadonlyMap<string, Point>): void {
  const {kind, name, from, to, points, polarity} = item
  const size: Attributes = [
    ["x", xmileNumber(item.x)],
    ["y", xmileNumber(item.y)],
    ["width", number(item.width)],
    ["height", number(item.height)],
  ]
  const tag = TAGS.get(kind)
  if (kind === "connector" && from !== undefined && to !== undefined) writeConnector(out, item, from, to, uid, centres)
  else if (kind === "text" && !points && from === undefined && to === undefined)
    out.element("text_box", [["uid", uid], ...size, ["brink:name", name === name.trim() ? null : name]], name)
  else if (kind === "alias")
    out.within(
      "alias",
      [
        ["uid", uid],
        ...size,
        ["brink:from", from],
        ["brink:to", to],
        ["brink:name", xmileName(name) === name ? null : name],
      ],
      () => out.element("of", [], xmileName(name)),
    )
  else if (tag !== undefined)
    writeDrawn(
      out,
      tag,
      [
        ["name", name],
        ...size,
        ["brink:from", from],
        ["brink:to", to],
        ["polarity", polarity],
        ["angle", number(item.angle)],
      ],
      points,
    )
  else
    writeDrawn(
      out,
      "brink:item",
      [
        ["kind", kind],
        ["name", name],
        ...size,
        ["from", from],
        ["to", to],
        ["angle", number(item.angle)],
        ["polarity", polarity],
      ],
      points,
    )
}

function writeDrawn(out: XmileText, tag: string, attributes: Attributes, points: Item["points"]): void {
  if (!points) {
    out.element(tag, attributes)
    return
  }
  out.within(tag, attributes, () =>
    out.within("pts", [], () => {
      for (const [x, y] of points)
        out.element("pt", [
          ["x", xmileNumber(x)],
          ["y", xmileNumber(y)],
        ])
    }),
  )
}

function writeConnector(
  out: XmileText,
  item: Item,
  from: string,
  to: string,
  uid: number,
  centres: ReadonlyMap<string, Point>,
): void {
  const differs = (name: string) => (nameKey(xmileName(name)) === nameKey(name) ? null : name)
  const [a, b] = [centres.get(nameKey(from)), centres.get(nameKey(to))]
  const angle = item.angle ?? (a && b ? Math.round(atan2(a[1] - b[1], b[0] - a[0]) * DEGREES * 100) / 100 : 0)
  const attributes: Attributes = [
    ["uid", uid],
    ["angle", xmileNumber(angle)],
    ["polarity", item.polarity],
    ["brink:angle", item.angle === undefined ? "none" : null],
    ["brink:name", item.name || null],
    ["brink:from", differs(from)],
    ["brink:to", differs(to)],
    ["brink:x", item.x === 0 ? null : xmileNumber(item.x)],
    ["brink:y", item.y === 0 ? null : xmileNumber(item.y)],
    ["brink:width", number(item.width)],
    ["brink:height", number(item.height)],
    ["brink:points", item.points ? item.points.map(([x, y]) => `${xmileNumber(x)},${xmileNumber(y)}`).join(" ") : null],
  ]
  out.within("connector", attributes, () => {
    out.element("from", [], xmileName(from))
    out.element("to", [], xmileName(to))
  })
}
