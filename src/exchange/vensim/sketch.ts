// What stands behind the equations of a .mdl: the drawings and the settings. In: the text from the first sketch
// marker on. Out: views with their items and their own lines, units that mean the same, the method of integration,
// and every setting as written.
//
// Invariant: a line that cannot be understood is kept in its view's raw text and otherwise passed over; a drawing
// never makes a model unreadable. The numbers of an item are those of Vensim's sketch format; what they mean was
// worked out from files that it wrote.

import {append} from "../../core/lists.ts"
import {unquoted, type View} from "../blueprint/blueprint.ts"

/** Everything behind the equations. */
export type Sketch = {
  readonly views: readonly View[]
  readonly equivalences: readonly (readonly string[])[]
  readonly method: "euler" | "rk2" | "rk4"
  /** Vensim's method chooses its steps as it goes; the fixed step of `method` stands in for it. */
  readonly adaptive: boolean
  readonly settings: readonly {readonly name: string; readonly text: string}[]
}

type Item = View["items"][number]

/** A line that opens a view; people's editors have lost one of its backslashes before. */
const VIEW_MARK = /^\\{2,}---\/{2,}/
const END_MARK = /^\/{2,}---\\{2,}/
const SETTINGS_MARK = ":L"

/** The setting under which the lines between drawings and settings are kept: graphs that users designed. */
export const GRAPHS = "graphs"

/** Settings with a meaning here. */
const METHOD = "15"
const EQUIVALENCE = "22"
/** Which of the numbers of setting 15 is the method. */
const METHOD_PLACE = 3

/** Lines of a sketch: what the first number of a line says it is. */
const CONNECTOR = "1"
const VARIABLE = "10"
const VALVE = "11"
const COMMENT = "12"

/** Shape of an item: a box; and its bit for a name that hangs on a valve. */
const BOX = 3
const ON_VALVE = 32
/** Bits of an item: a variable at its own place (without it, a shadow of one elsewhere); words stand on the next line. */
const OWN_PLACE = 1
const WORDS_FOLLOW = 4
/** The picture number that a cloud has in place of words. */
const CLOUD = "48"
/** A connector this wide is a pipe; 4 marks the end that its arrow is at. */
const PIPE = 22
const ARROW = 4

/** Where the equations of a .mdl end: at the first line that opens or closes a sketch, or the settings. */
export function sketchStart(text: string): number {
  let at = 0
  while (at < text.length) {
    const end = lineEnd(text, at)
    const code = text.charCodeAt(at)
    if (code === 92 || code === 47 || code === 58) {
      const line = text.slice(at, Math.min(end, at + 20))
      if (VIEW_MARK.test(line) || END_MARK.test(line) || /^:L[\x7f ]?<%\^E!@/.test(line)) return at
    }
    at = end + 1
  }
  return text.length
}

function lineEnd(text: string, from: number): number {
  const end = text.indexOf("\n", from)
  return end < 0 ? text.length : end
}

/** Reads what stands from `sketchStart` on. */
export function readSketch(text: string): Sketch {
  const views: View[] = []
  const settings: {name: string; text: string}[] = []
  const equivalences: string[][] = []
  let method: Sketch["method"] = "euler"
  let adaptive = false
  let view: string[] | null = null
  let inSettings = false
  const graphs: string[] = []
  const close = () => {
    if (view) views.push(readView(view))
    view = null
  }
  for (const raw of text.split("\n")) {
    const line = raw.endsWith("\r") ? raw.slice(0, -1) : raw
    if (VIEW_MARK.test(line)) {
      close()
      view = []
      inSettings = false
    } else if (END_MARK.test(line)) close()
    else if (line.startsWith(SETTINGS_MARK) && line.includes("<%^E!@")) {
      close()
      inSettings = true
    } else if (view) view.push(line)
    else if (inSettings) {
      const colon = line.indexOf(":")
      if (colon <= 0) continue
      const name = line.slice(0, colon).trim()
      const value = line.slice(colon + 1)
      settings.push({name, text: value})
      if (name === EQUIVALENCE) {
        const units = value
          .split(",")
          .map((unit) => unit.trim())
          .filter((unit) => unit !== "")
        if (units.length > 1) equivalences.push(units)
      } else if (name === METHOD) ({method, adaptive} = methodOf(value))
    } else if (line.trim() !== "") graphs.push(line)
  }
  close()
  if (graphs.length > 0) settings.unshift({name: GRAPHS, text: graphs.join("\n")})
  return {views, equivalences, method, adaptive, settings}
}

/** 0 Euler, 1 Runge-Kutta 4 with steps of its own choosing, 2 difference, 3 and 4 the same for order 2, 5 order 4 fixed. */
function methodOf(value: string): Pick<Sketch, "method" | "adaptive"> {
  const code = Number.parseInt(value.split(",")[METHOD_PLACE] ?? "", 10)
  if (code === 1 || code === 5) return {method: "rk4", adaptive: code === 1}
  if (code === 3 || code === 4) return {method: "rk2", adaptive: code === 3}
  return {method: "euler", adaptive: false}
}

type Line = {readonly kind: string; readonly id: string; readonly fields: readonly string[]; readonly words: string}

function readView(lines: readonly string[]): View {
  const title = lines.find((line) => line.startsWith("*"))
  const drawn: Line[] = []
  for (let i = 0; i < lines.length; i++) {
    const fields = fieldsOf(lines[i]!)
    const [kind = "", id = ""] = fields
    if (kind !== CONNECTOR && kind !== VARIABLE && kind !== VALVE && kind !== COMMENT) continue
    let words = ""
    if (kind === COMMENT) {
      words = fields[2] ?? ""
      if ((number(fields[8]) & WORDS_FOLLOW) !== 0 && i + 1 < lines.length) words = lines[++i]!
    }
    drawn.push({kind, id, fields, words})
  }
  return {
    name: title === undefined ? "" : title.slice(1).trim(),
    items: itemsOf(drawn),
    raw: {tool: "vensim", text: lines.join("\n").replace(/(?<!\n)\n+$/u, "")},
  }
}

function itemsOf(lines: readonly Line[]): Item[] {
  // A valve carries no name: the variable drawn right after it hangs on it.
  const names = new Map<string, string>()
  const valves = new Map<string, string>()
  lines.forEach((line, i) => {
    if (line.kind === VARIABLE) names.set(line.id, bareName(line.fields[2] ?? ""))
    const next = lines[i + 1]
    if (line.kind === VALVE && next?.kind === VARIABLE && (number(next.fields[7]) & ON_VALVE) !== 0) {
      const flow = bareName(next.fields[2] ?? "")
      names.set(line.id, flow)
      valves.set(next.id, line.id)
    }
  })
  const pipes = new Map<string, {from?: string; to?: string; points: (readonly [number, number])[]}>()
  for (const line of lines) {
    if (line.kind !== CONNECTOR || number(line.fields[7]) !== PIPE) continue
    const [, , from = "", to = ""] = line.fields
    const pipe = pipes.get(from) ?? {points: []}
    const end = names.get(to)
    if (number(line.fields[4]) === ARROW && pipe.to === undefined) {
      if (end !== undefined) pipe.to = end
    } else if (end !== undefined) pipe.from = end
    append(pipe.points, pointsOf(line.fields))
    pipes.set(from, pipe)
  }
  const place = new Map<string, Line>(lines.map((line) => [line.id, line]))
  const items: Item[] = []
  for (const line of lines) {
    const item = itemOf(line, {names, valves, pipes, place})
    if (item) items.push(item)
  }
  return items
}

type Drawing = {
  readonly names: ReadonlyMap<string, string>
  readonly valves: ReadonlyMap<string, string>
  readonly pipes: ReadonlyMap<string, {from?: string; to?: string; points: (readonly [number, number])[]}>
  readonly place: ReadonlyMap<string, Line>
}

function itemOf(line: Line, {names, valves, pipes, place}: Drawing): Item | null {
  const {fields, kind} = line
  if (kind === CONNECTOR) {
    if (number(fields[7]) === PIPE) return null
    const from = names.get(fields[2] ?? "")
    const to = names.get(fields[3] ?? "")
    const points = pointsOf(fields)
    const [x, y] = points[0] ?? [0, 0]
    const sign = number(fields[6])
    // 43 and 45 are the characters + and -, 83 and 79 the letters S and O: same and opposite.
    const polarity = sign === 43 || sign === 83 ? "+" : sign === 45 || sign === 79 ? "-" : undefined
    return {
      kind: "connector",
      name: "",
      x,
      y,
      ...(from === undefined ? {} : {from}),
      ...(to === undefined ? {} : {to}),
      ...(points.length > 0 ? {points} : {}),
      ...(polarity === undefined ? {} : {polarity}),
    }
  }
  const box = {x: number(fields[3]), y: number(fields[4]), width: 2 * number(fields[5]), height: 2 * number(fields[6])}
  if (kind === COMMENT)
    return line.words === CLOUD ? {kind: "cloud", name: "", ...box} : {kind: "text", name: line.words, ...box}
  if (kind === VALVE) return names.has(line.id) ? null : {kind: "valve", name: "", ...box}
  const name = names.get(line.id)!
  if ((number(fields[8]) & OWN_PLACE) === 0) return {kind: "alias", name, ...box}
  const valve = valves.get(line.id)
  if (valve !== undefined) {
    const at = place.get(valve)!.fields
    const {from, to, points = []} = pipes.get(valve) ?? {}
    return {
      kind: "flow",
      name,
      x: number(at[3]),
      y: number(at[4]),
      ...(from === undefined ? {} : {from}),
      ...(to === undefined ? {} : {to}),
      ...(points.length > 0 ? {points} : {}),
    }
  }
  return {kind: number(fields[7]) === BOX ? "stock" : "auxiliary", name, ...box}
}

/** The fields of a line, at commas outside quotes. */
function fieldsOf(line: string): string[] {
  const fields: string[] = []
  let start = 0
  let quoted = false
  for (let i = 0; i < line.length; i++) {
    const character = line[i]
    if (character === "\\" && quoted) i++
    else if (character === '"') quoted = !quoted
    else if (character === "," && !quoted) {
      fields.push(line.slice(start, i))
      start = i + 1
    }
  }
  fields.push(line.slice(start))
  return fields
}

/** A whole number, 0 where there is none. */
function number(field: string | undefined): number {
  const value = Number.parseInt(field ?? "", 10)
  return Number.isFinite(value) ? value : 0
}

/** `1|(310,164)|` at the end of a connector: the points it goes through. */
function pointsOf(fields: readonly string[]): (readonly [number, number])[] {
  const points: (readonly [number, number])[] = []
  for (const match of fields
    .slice(9)
    .join(",")
    .matchAll(/\((-?\d{1,9}),(-?\d{1,9})\)/gu))
    points.push([Number(match[1]), Number(match[2])])
  return points
}

function bareName(field: string): string {
  const name = field.trim()
  const bare = unquoted(name)
  return bare === name ? name : bare.replaceAll('\\"', '"')
}
