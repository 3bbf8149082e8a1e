// The views of an XMILE model. In: <views>. Out: what is drawn where, each view with its text as it was, so that one
// that nobody changed is written back unchanged.

import type {View} from "../blueprint/blueprint.ts"
import {BRINK_SPACE, elements, numberIn, text, type XmileFile} from "./xmile-file.ts"
import {printXml, wordsOf, type XmlElement} from "./xml.ts"

type Item = View["items"][number]

/** Elements of a view, and what each shows. */
const ITEMS: ReadonlyMap<string, Item["kind"]> = new Map([
  ["stock", "stock"],
  ["flow", "flow"],
  ["aux", "auxiliary"],
  ["module", "module"],
  ["alias", "alias"],
  ["text_box", "text"],
  ["connector", "connector"],
])

const KINDS: ReadonlySet<string> = new Set<Item["kind"]>([
  "stock",
  "flow",
  "auxiliary",
  "module",
  "alias",
  "cloud",
  "valve",
  "text",
  "connector",
])

/** @param part the model's name: under it is kept what is no view. */
export function readViews(file: XmileFile, views: XmlElement | null, part: string): View[] {
  const out: View[] = []
  for (const one of views ? elements(views) : []) {
    if (one.local === "view" && file.standard(one)) out.push(readView(file, one))
    else if (one.local !== "dependencies") file.keep(`xmile.views:${part}`, one)
  }
  return out
}

function readView(file: XmileFile, view: XmlElement): View {
  const interactive = view.attributes.get("type")?.value === "interface"
  const sketch = file.ownChildren(view, "sketch")[0]
  const drawn = file.own(view, "drawn") !== undefined
  return {
    name: view.attributes.get("name")?.value ?? "",
    items: interactive ? [] : elements(view).flatMap((one) => readItem(file, one) ?? []),
    raw: sketch ? {tool: "vensim", text: wordsOf(sketch).text} : drawn ? null : {tool: "xmile", text: printXml(view)},
  }
}

function readItem(file: XmileFile, one: XmlElement): Item | null {
  const ours = one.space === BRINK_SPACE && one.local === "item"
  if (!ours && !file.standard(one)) return null
  const kind = ours ? one.attributes.get("kind")?.value : ITEMS.get(one.local)
  if (kind === undefined || !KINDS.has(kind)) return null
  const words = (local: string): string | undefined => {
    const child = file.child(one, local)
    if (!child) return undefined
    const alias = file.child(child, "alias")
    return text(child) || (alias ? `#${alias.attributes.get("uid")?.value ?? ""}` : "")
  }
  const called =
    kind === "text" && !ours
      ? text(one)
      : kind === "alias" && !ours
        ? (words("of") ?? "")
        : (one.attributes.get("name")?.value ?? "")
  /** A coordinate as Brink noted it, else as XMILE has it. */
  const number = (key: string): number | undefined => {
    const value = file.own(one, key)
    return value === undefined ? numberIn(one, key) : Number(value)
  }
  const end = (local: "from" | "to"): string | undefined =>
    file.own(one, local) ?? (kind === "connector" && !ours ? words(local) : one.attributes.get(local)?.value)
  const width = number("width")
  const height = number("height")
  const angle = file.own(one, "angle") === "none" ? undefined : numberIn(one, "angle")
  const points = pointsOf(file, one)
  const from = end("from")
  const to = end("to")
  const polarity = one.attributes.get("polarity")?.value
  return {
    kind: kind as Item["kind"],
    name: file.own(one, "name") ?? called,
    x: number("x") ?? 0,
    y: number("y") ?? 0,
    ...(width === undefined ? {} : {width}),
    ...(height === undefined ? {} : {height}),
    ...(from === undefined ? {} : {from}),
    ...(to === undefined ? {} : {to}),
    ...(angle === undefined ? {} : {angle}),
    ...(points.length > 0 ? {points} : {}),
    ...(polarity === "+" || polarity === "-" ? {polarity} : {}),
  }
}

/** The points on the way of a flow or a connector. */
function pointsOf(file: XmileFile, one: XmlElement): [number, number][] {
  const noted = file.own(one, "points")
  if (noted)
    return noted.split(" ").map((pair) => {
      const [x, y] = pair.split(",").map(Number)
      return [x ?? 0, y ?? 0]
    })
  return file
    .children(file.child(one, "pts"), "pt")
    .map((pt) => [Number(pt.attributes.get("x")?.value ?? 0), Number(pt.attributes.get("y")?.value ?? 0)])
}
