// Rows into lines: plain columns for people, RFC 4180 for machines, GraphML for graph tools.
// Numbers go out in the shortest form that reads back as the same double; what is no number
// is an empty cell, and null in JSON.

import {jsonText, onOneLine} from "../core/controls.ts"
import {cell} from "../core/csv.ts"
import type {CausalMap} from "../map/index.ts"
import {type Model, namesIn, sectorsIn, tablesIn} from "../model/index.ts"

/** Columns padded with spaces; numbers to the right. No line ends with white space. A cell is as wide as what is shown of it. */
export function columns(given: readonly (readonly (string | number)[])[]): string {
  const rows = given.map((row) => row.map((cell) => (typeof cell === "number" ? cell : onOneLine(cell))))
  const widths: number[] = []
  for (const row of rows)
    row.forEach((cell, i) => {
      widths[i] = Math.max(widths[i] ?? 0, String(cell).length)
    })
  return rows
    .map((row) =>
      row
        .map((cell, i) => (typeof cell === "number" ? String(cell).padStart(widths[i]!) : cell.padEnd(widths[i]!)))
        .join("  ")
        .trimEnd(),
    )
    .join("\n")
}

/** Four significant digits, for a table that people read; the files carry all of them. */
export function short(value: number): string {
  if (!Number.isFinite(value)) return "-"
  return String(Number(value.toPrecision(4)))
}

/** Letters of a piece of a file: few enough for a string, many enough for one call of the system. */
const PIECE = 1_000_000

/** A CSV file, a header and rows with LF at the end of each, in pieces: the whole may be longer than a string can be. */
export function* csvPieces(header: readonly string[], rows: Iterable<readonly (number | string)[]>): Iterable<string> {
  let lines: string[] = []
  let length = 0
  const add = (row: readonly (number | string)[]) => {
    const line = row.map(cell).join(",")
    lines.push(line)
    length += line.length + 1
  }
  add(header)
  for (const row of rows) {
    add(row)
    if (length < PIECE) continue
    yield `${lines.join("\n")}\n`
    lines = []
    length = 0
  }
  if (lines.length > 0) yield `${lines.join("\n")}\n`
}

/** The same as one text. */
export const csv = (header: readonly string[], rows: Iterable<readonly (number | string)[]>): string =>
  [...csvPieces(header, rows)].join("")

/** One JSON value and a line feed; what is not a number is null. */
export const json = (value: unknown): string => `${jsonText(value)}\n`

const escapeXml = (text: string): string =>
  text
    // Characters that XML 1.0 has no way to hold.
    .replace(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff\ud800-\udfff]/gu, "")
    .replaceAll("&", "&amp;")
    .replaceAll("<", "&lt;")
    .replaceAll(">", "&gt;")
    .replaceAll('"', "&quot;")

/** What is known of each node and edge of a graph: its name, which of them have it, and what kind of value it is. */
type Key = readonly [name: string, on: "node" | "edge", type: "string" | "double" | "int"]
type Known = Readonly<Record<string, string | number>>
type Node = {readonly id: string; readonly known: Known}
type Edge = {readonly id?: string; readonly from: string; readonly to: string; readonly known: Known}

/** A directed graph as GraphML (Brandes et al. 2002). */
function graphFile(id: string, keys: readonly Key[], nodes: readonly Node[], edges: readonly Edge[]): string {
  const element = (tag: string, attributes: Readonly<Record<string, string>>, known: Known) => {
    const written = Object.entries(attributes).map(([name, value]) => ` ${name}="${escapeXml(value)}"`)
    const data = Object.entries(known).map(([key, value]) => `<data key="${key}">${escapeXml(String(value))}</data>`)
    return `    <${tag}${written.join("")}>${data.join("")}</${tag}>`
  }
  return [
    '<?xml version="1.0" encoding="UTF-8"?>',
    '<graphml xmlns="http://graphml.graphdrawing.org/xmlns">',
    ...keys.map(([name, on, type]) => `  <key id="${name}" for="${on}" attr.name="${name}" attr.type="${type}"/>`),
    `  <graph id="${id}" edgedefault="directed">`,
    ...nodes.map((node) => element("node", {id: node.id}, node.known)),
    ...edges.map(({id: own, from, to, known}) =>
      element("edge", {...(own === undefined ? {} : {id: own}), source: from, target: to}, known),
    ),
    "  </graph>",
    "</graphml>",
    "",
  ].join("\n")
}

/** The key of sectors, where any is said. */
const sectorKey = (sectors: ReadonlyMap<string, string>): Key[] =>
  sectors.size === 0 ? [] : [["sector", "node", "string"]]

/** What is known of the sector of one node. */
function sectorOf(name: string, sectors: ReadonlyMap<string, string>): Known {
  const sector = sectors.get(name)
  return sector === undefined ? {} : {sector}
}

/**
 * The map for graph tools: factors as nodes, links as edges with sign, belief and voices.
 * @param sectors the sector of each factor that is a quantity of a model which says one, by its id.
 */
export function graphml(map: CausalMap, sectors: ReadonlyMap<string, string>): string {
  return graphFile(
    "map",
    [
      ["name", "node", "string"],
      ["theme", "node", "string"],
      ...sectorKey(sectors),
      ["sign", "edge", "string"],
      ["belief", "edge", "double"],
      ["for", "edge", "int"],
      ["against", "edge", "int"],
    ],
    map.factors.map(({id, name, theme}) => ({id, known: {name, theme, ...sectorOf(id, sectors)}})),
    map.links.map(({id, from, to, sign, belief, ...voices}) => ({
      id,
      from,
      to,
      known: {sign, belief, for: voices.for.lineages, against: voices.against.lineages},
    })),
  )
}

/**
 * The structure of a model for graph tools: quantities and tables as nodes; an edge from each that an equation reads to
 * the one it is the equation of. `role` says how: in its equation, its value at the start, as inflow or outflow.
 */
export function modelGraphml(model: Model): string {
  const {quantities, contested, tables = []} = model
  const sectors = sectorsIn(model)
  const everything = [
    ...quantities.map((q) => ({
      name: q.name,
      kind: q.kind,
      unit: q.unit,
      equation: q.source,
      ...sectorOf(q.name, sectors),
    })),
    ...contested.map((c) => ({name: c.name, kind: "contested", unit: "1", equation: c.question})),
    ...tables.map((t) => ({name: t.name, kind: "table", unit: t.unit, equation: ""})),
  ]
  // A table and a quantity may share a name, so nodes are numbered.
  const nodes = everything.map((known, i) => ({id: `n${i + 1}`, known}))
  const ids = new Map(
    nodes.map(({id, known: {name, kind}}) => [kind === "table" ? `table ${name}` : `name ${name}`, id]),
  )
  const edges: Edge[] = []
  const edge = (source: string, target: string, role: string) => {
    const [from, to] = [ids.get(source), ids.get(`name ${target}`)]
    if (from !== undefined && to !== undefined) edges.push({from, to, known: {role}})
  }
  for (const quantity of quantities) {
    const {name, equation, rate, initial} = quantity
    for (const [expr, role] of [
      [equation, "equation"],
      [rate, "rate"],
      [initial, "initial"],
    ] as const) {
      if (!expr) continue
      for (const read of namesIn(expr)) edge(`name ${read}`, name, role)
      for (const read of tablesIn(expr)) edge(`table ${read}`, name, role)
    }
    for (const flow of quantity.inflows ?? []) edge(`name ${flow}`, name, "inflow")
    for (const flow of quantity.outflows ?? []) edge(`name ${flow}`, name, "outflow")
  }
  return graphFile(
    "model",
    [
      ["name", "node", "string"],
      ["kind", "node", "string"],
      ["unit", "node", "string"],
      ["equation", "node", "string"],
      ...sectorKey(sectors),
      ["role", "edge", "string"],
    ],
    nodes,
    edges,
  )
}

/** The drawing of a figure as a file of its own: its name space and its style go with it, the page around it does not. */
export function svgFile(figure: string, css: string): string {
  const from = figure.indexOf("<svg")
  const svg = figure.slice(from, figure.lastIndexOf("</svg>") + "</svg>".length)
  const open = svg.indexOf(">") + 1
  const head = svg.slice(0, open)
  const named = head.includes("xmlns=") ? head : head.replace("<svg", '<svg xmlns="http://www.w3.org/2000/svg"')
  return `${named}<style><![CDATA[${css}]]></style>${svg.slice(open)}\n`
}
