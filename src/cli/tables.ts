// Rows into lines: plain columns for people, RFC 4180 for machines, GraphML for graph tools.
// Numbers go out in the shortest form that reads back as the same double; what is no number
// is an empty cell, and null in JSON.

import {figureCss} from "../figure/index.ts"
import type {CausalMap} from "../map/index.ts"
import {type Expr, type Model, namesIn} from "../model/index.ts"

/** Columns padded with spaces; numbers to the right. No line ends with white space. */
export function columns(rows: readonly (readonly (string | number)[])[]): string {
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

/** One cell of a CSV file. */
export function cell(value: number | string): string {
  // Minus zero is a double of its own, and `String` gives it the sign of the other.
  if (typeof value === "number") return Number.isFinite(value) ? (Object.is(value, -0) ? "-0" : String(value)) : ""
  return /[",\r\n]/.test(value) ? `"${value.replaceAll('"', '""')}"` : value
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
export const json = (value: unknown): string => `${JSON.stringify(value)}\n`

const escapeXml = (text: string): string =>
  text
    // Characters that XML 1.0 has no way to hold.
    .replace(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/g, "")
    .replaceAll("&", "&amp;")
    .replaceAll("<", "&lt;")
    .replaceAll(">", "&gt;")
    .replaceAll('"', "&quot;")

const graphKey = (id: string, on: "node" | "edge", type: string): string =>
  `  <key id="${id}" for="${on}" attr.name="${id}" attr.type="${type}"/>`
const graphData = (id: string, value: string | number): string => `<data key="${id}">${escapeXml(String(value))}</data>`

function graphFile(id: string, keys: readonly string[], elements: readonly string[]): string {
  return [
    '<?xml version="1.0" encoding="UTF-8"?>',
    '<graphml xmlns="http://graphml.graphdrawing.org/xmlns">',
    ...keys,
    `  <graph id="${id}" edgedefault="directed">`,
    ...elements,
    "  </graph>",
    "</graphml>",
    "",
  ].join("\n")
}

/** The map for graph tools (Brandes et al. 2002): factors as nodes, links as edges with sign, belief and voices. */
export function graphml(map: CausalMap): string {
  const keys = [
    graphKey("name", "node", "string"),
    graphKey("theme", "node", "string"),
    graphKey("sign", "edge", "string"),
    graphKey("belief", "edge", "double"),
    graphKey("for", "edge", "int"),
    graphKey("against", "edge", "int"),
  ]
  return graphFile("map", keys, [
    ...map.factors.map(
      (f) => `    <node id="${escapeXml(f.id)}">${graphData("name", f.name)}${graphData("theme", f.theme)}</node>`,
    ),
    ...map.links.map(
      (l) =>
        `    <edge id="${escapeXml(l.id)}" source="${escapeXml(l.from)}" target="${escapeXml(l.to)}">${graphData("sign", l.sign)}${graphData("belief", l.belief)}${graphData("for", l.for.lineages)}${graphData("against", l.against.lineages)}</edge>`,
    ),
  ])
}

/**
 * The structure of a model for graph tools: quantities and tables as nodes; an edge from each that an equation reads to
 * the one it is the equation of. `role` says how: in its equation, its value at the start, as inflow or outflow.
 */
export function modelGraphml(model: Model): string {
  const keys = [
    graphKey("name", "node", "string"),
    graphKey("kind", "node", "string"),
    graphKey("unit", "node", "string"),
    graphKey("equation", "node", "string"),
    graphKey("role", "edge", "string"),
  ]
  const {quantities, contested, tables = []} = model
  const everything = [
    ...quantities.map((q) => ({name: q.name, kind: q.kind, unit: q.unit, source: q.source})),
    ...contested.map((c) => ({name: c.name, kind: "contested", unit: "1", source: c.question})),
    ...tables.map((t) => ({name: t.name, kind: "table", unit: t.unit, source: ""})),
  ]
  // A table and a quantity may share a name, so nodes are numbered.
  const ids = new Map<string, string>()
  everything.forEach(({name, kind}, i) => {
    ids.set(kind === "table" ? `table ${name}` : `name ${name}`, `n${i + 1}`)
  })
  const edges: string[] = []
  const edge = (from: string, to: string, role: string) => {
    const [source, target] = [ids.get(from), ids.get(`name ${to}`)]
    if (source === undefined || target === undefined) return
    edges.push(`    <edge source="${source}" target="${target}">${graphData("role", role)}</edge>`)
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
  return graphFile("model", keys, [
    ...everything.map(
      ({name, kind, unit, source}, i) =>
        `    <node id="n${i + 1}">${graphData("name", name)}${graphData("kind", kind)}${graphData("unit", unit)}${graphData("equation", source)}</node>`,
    ),
    ...edges,
  ])
}

/** Tables that an equation reads, without recursion down the left of long sums. */
function tablesIn(expr: Expr): Set<string> {
  const names = new Set<string>()
  const open: Expr[] = [expr]
  for (let at = open.pop(); at; at = open.pop()) {
    if (at.op === "lookup") names.add(at.table)
    if (at.op === "lookup" || at.op === "unary") open.push(at.of)
    else if (at.op === "binary") open.push(at.left, at.right)
    else if (at.op === "call") open.push(...at.args)
  }
  return names
}

/** The drawing of a figure as a file of its own: its name space and its style go with it, the page around it does not. */
export function svgFile(figure: string): string {
  const from = figure.indexOf("<svg")
  const svg = figure.slice(from, figure.lastIndexOf("</svg>") + "</svg>".length)
  const open = svg.indexOf(">") + 1
  const head = svg.slice(0, open)
  const named = head.includes("xmlns=") ? head : head.replace("<svg", '<svg xmlns="http://www.w3.org/2000/svg"')
  return `${named}<style><![CDATA[${figureCss}]]></style>${svg.slice(open)}\n`
}
